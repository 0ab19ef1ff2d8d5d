"""The commands `verify` and `rebuild`: whether everything holds, and the views made again."""

from typing import Final

import click
import msgspec

from parley.answers.failing import Failure, Kind
from parley.answers.forms import Card, Column, Columns
from parley.answers.language import say, say_list, say_many
from parley.answers.reading import describe_ledger
from parley.answers.shapes.base import Finding, RebuildAnswer, VerifyAnswer
from parley.answers.words.clocks import put_right, wrong_dates
from parley.answers.words.findings import NO_CHECKPOINT, NOT_COMPARED, flaw_said
from parley.answers.words.next_steps import to_give_rights
from parley.cli.command import Command, output_options
from parley.cli.context import App
from parley.events import findings as verification
from parley.events.ledger import Ledger
from parley.events.verify import Report, verify
from parley.negotiation.views.gathering import gather

_SHOWN_MAX: Final = 20
"""Findings shown to a person; JSON has all of them."""


@click.command("verify", cls=Command)
@click.option(
    "--bytes",
    "only_bytes",
    is_flag=True,
    help="Bytes, hashes, chains and tree alone: many times faster, and blind to what they say.",
)
@output_options
@click.pass_obj
def verify_ledger(app: App, *, only_bytes: bool) -> None:
    """Derive everything again from the recorded bytes and compare it with what is stored.

    That is bytes, hashes, chains, tree, the history of every negotiation under its rules, and the
    views. It changes nothing. Where something does not hold it says so, and the exit code is 5.

    \b
    Examples:
      parley verify
      parley verify --json
      parley verify --bytes
    """
    ledger = app.open_ledger(warn=False)
    with app.console.progress("verifying") as progress:
        report = verify(ledger, progress, only_bytes=only_bytes)
    answer = gather(
        VerifyAnswer,
        report,
        describe_ledger(ledger, report.position),
        findings=tuple(map(_finding, report.findings)),
        wrong_dates=tuple(map(wrong_dates, report.wrong_dates)),
    )
    app.write(Card(answer, _VERIFIED))
    app.warn_of_place()
    if not report.ok:
        raise _failure(report)


@click.command("rebuild", cls=Command)
@output_options
@click.pass_obj
def rebuild(app: App) -> None:
    """Make the rows of the view tables again from the records.

    Negotiation by negotiation: readers go on meanwhile, and whoever records waits a moment. Tables
    that are missing or of another version are made again, too, which takes the ledger's owner. No
    record is touched. Where an entry cannot be read, its negotiation gets no rows, all others do,
    and the exit code is 5.

    \b
    Examples:
      parley db rebuild
    """
    app.refuse_service("rebuild")
    app.will_write(_REBUILT)
    ledger = app.open_ledger(write=True)

    def wait() -> None:
        app.console.say(
            say("waiting for a program that reads the tables that are to be made again")
        )

    with app.console.progress("rebuilding") as progress:
        try:
            rebuilt = ledger.rebuild(progress, wait)
        except KeyboardInterrupt:
            hint = say("nothing is half written; parley db rebuild begins again")
            raise Failure(Kind.INTERRUPTED, "interrupted", hint=hint) from None
    if rebuilt.remade:
        app.console.say(
            say(
                "the tables were not all there, damaged, of another version, or ahead of "
                "the log: they are made again"
            )
        )
    app.console.say(say("the views are made again; parley verify compares them with the records"))
    answer = gather(RebuildAnswer, describe_ledger(ledger, ledger.head().size), rebuilt)
    app.write(Card(answer, _REBUILT))
    if rebuilt.stopped:
        detail = say_many(
            len(rebuilt.stopped),
            "{number} stream could not be read: {stopped}",
            "{number} streams could not be read: {stopped}",
            stopped=say_list(rebuilt.stopped),
        )
        raise Failure(Kind.INTEGRITY, detail, hint=say("parley verify says which entry, and why"))


def damage_in(ledger: Ledger) -> Failure | None:
    """Return what is damaged of all that is stored, as the failure of a command that met it; None
    where everything is as it was made. What only this release cannot read is no damage."""
    report = verify(ledger)
    found = [
        each for each in report.findings if each.check not in ("history", "stopped", "streams")
    ]
    if not found:
        return None
    failure = _failure(msgspec.structs.replace(report, findings=tuple(found)))
    first = _line(_finding(found[0]))
    return Failure(
        failure.kind, say("{detail}; first, {first}", failure.detail, first), hint=failure.hint
    )


def _failure(report: Report) -> Failure:
    count = len(report.findings)
    detail = say_many(
        count,
        "the ledger does not hold: {number} finding",
        "the ledger does not hold: {number} findings",
    )
    hint = say("keep it as it is, and compare it with a copy or with what others keep of it")
    checks = {each.check for each in report.findings}
    if "ahead" in checks:
        detail = say(
            "{findings}; the views tell of more than the log has, whose end may be lost",
            findings=detail,
        )
        hint = say(
            "keep a copy of it as it is, and compare it with an older one, before parley db rebuild"
            " takes away what the views still tell"
        )
    elif checks == {"views"}:
        detail = say("{findings}, all of them in the views; the records hold", findings=detail)
        hint = say("parley db rebuild makes the views again from the records")
    elif "stopped" in checks and checks <= {"stopped", "history", "views"}:
        stopped = say_list(each.where for each in report.findings if each.check == "stopped")
        detail = say(
            "{findings}; {stopped} cannot be read, everything else goes on",
            stopped,
            findings=detail,
        )
        hint = say(
            "parley export has its entries as they are recorded; a newer release may read them:"
            " please report it with what parley info prints"
        )
    elif checks == {"objects"} and all(each.where.startswith("right ") for each in report.findings):
        hint = to_give_rights()
    elif checks <= {"views", "objects"}:
        hint = say("parley db copy FROM TO takes the records into a clean ledger, and nothing else")
    return Failure(Kind.INTEGRITY, detail, hint=hint, facts={"findings": count})


def _finding(found: verification.Finding) -> Finding:
    flaw = found.flaw
    return gather(Finding, found, what=flaw_said(flaw), case=flaw.case, facts=flaw.facts)


def _line(finding: Finding) -> str:
    return f"{finding.where} ({finding.check}): {finding.what}"


def _findings(answer: VerifyAnswer) -> str:
    lines = [*map(_line, answer.findings)]
    if len(lines) > _SHOWN_MAX:
        lines = [
            *lines[:_SHOWN_MAX],
            say("… and {more} more: parley verify --json", more=len(lines) - _SHOWN_MAX),
        ]
    return "\n".join(lines) or say("none")


def _holds(answer: VerifyAnswer) -> str:
    """Return what agrees with the bytes, or no."""
    if not answer.ok:
        return say("no")
    if answer.not_compared == "only_bytes":
        return say("yes: bytes, hashes, chains and tree agree")
    said = (
        say("yes: bytes, hashes, chains, tree and histories agree")
        if answer.not_compared
        else say("yes: bytes, hashes, chains, tree, histories and views agree")
    )
    reached = answer.views_at
    if reached is None or reached == answer.size:
        return said
    return say(
        "{agreed}; the views reach @{reached}, and follow with the next record",
        reached,
        agreed=said,
    )


def _left_out(answer: VerifyAnswer) -> str:
    if answer.not_compared is None:
        return say("nothing")
    reason = say(NOT_COMPARED[answer.not_compared])
    if answer.not_compared == "only_bytes":
        return reason
    if answer.not_compared in ("not_whole", "other_version"):
        return say("views: {reason}; parley db rebuild makes them again", reason)
    return say("views: {reason}", reason)


def _checkpoint(answer: VerifyAnswer) -> str:
    return "" if answer.checkpoint_compared else say(NO_CHECKPOINT)


def _wrong_dates(answer: VerifyAnswer) -> str:
    """Return which dates are wrong; the records that say so are not read where the log is not."""
    if answer.not_compared in _UNREAD:
        return say("not looked at")
    return put_right(answer.wrong_dates)


_UNREAD: Final = ("no_end", "might_run", "log_does_not_hold", "only_bytes")
"""Why `verify` compared nothing but the log: what the records say was not read."""
_VERIFIED: Final[Columns[VerifyAnswer]] = (
    Column("ok", "holds", _holds),
    Column("ledger", "ledger"),
    Column("size", "records"),
    Column("streams", "streams"),
    Column("root", "root"),
    Column("not_compared", "not compared", _left_out),
    Column("findings", "findings", _findings),
    Column("wrong_dates", "wrong dates", _wrong_dates),
    Column("checkpoint_compared", "note", _checkpoint),
)
_REBUILT: Final[Columns[RebuildAnswer]] = (
    Column("streams", "streams"),
    Column("stopped", "without rows", extra=True),
    Column("position", "up to position"),
    Column("views", "version of the views"),
)
