"""The command `diff`: what two answers say differently, or what was recorded since one looked."""

import re
from typing import Final, Literal

import click

from parley.answers.changes import CHANGES, ChangesOptions
from parley.answers.diff import DIFF, read_between
from parley.answers.failing import Failure, Kind
from parley.answers.language import say
from parley.answers.question import NoOptions
from parley.answers.reading import Reading
from parley.answers.times import Asked, find_known
from parley.cli.asking import read_options, read_stream
from parley.cli.command import Command, output_options
from parley.cli.context import App
from parley.cli.marks import keep_mark, kept_mark
from parley.cli.present import present

__all__ = ["diff"]

_BETWEEN: Final = re.compile(r"(?<!/)\.\.(?!/)")
"""The dots between A and B; those of `../2024-09-07` are part of a date."""
_THREE_DOTS: Final = re.compile(r"(?<!\.)\.{3}(?!\.)")
_BARE: Final = re.compile(r"[0-9]{1,3}")
"""A number too short for a year."""
_DIFFER: Final = 1
"""Exit code of --exit-code, as that of other programs called diff."""
_LAST: Final = "last"


@click.command("diff", cls=Command)
@click.argument("between", required=False, metavar="[A..B")
@click.argument("other", required=False, metavar="| A B]")
@click.option("--recorded", is_flag=True, help="A and B are times at which we knew, as are @120.")
@click.option("--exit-code", is_flag=True, help="Exit with 1 where the two differ.")
@click.option(
    "--since",
    metavar="WHEN|@120|last",
    help="What was recorded since you looked; last, as alone, is where --mark kept a position.",
)
@click.option("--mark", is_flag=True, help="Keep the position of this answer, for next time.")
@read_options
@output_options
@click.pass_obj
def diff(
    app: App,
    between: str | None,
    other: str | None,
    recorded: bool,
    exit_code: bool,
    since: str | None,
    mark: bool,
    asked: Asked,
) -> None:
    """Show what two answers say differently; alone, or with --since, what changed since you looked.

    A and B are steps (v4) or times of what had happened; positions (@120), or with --recorded
    times, of what we knew. ..B begins with the registration, A.. ends now; A B is A..B.

    Since you looked: what was recorded, and what it changed in the answers. Late steps and our
    corrections come first: they change what you have read. What passes by the clock alone, such as
    a deadline, is no change of the record; parley diff yesterday.. shows it.

    \b
    Examples:
      parley diff v4..v9
      parley diff v4 v9
      parley diff 2024-09-04..2024-09-08
      parley diff @100..@120 --as-of 2024-09-08
      parley diff 2024-09-08.. --recorded --json
      parley diff --mark
      parley diff --since @120 --as-of 2024-09-08
    """
    if between is None:
        changed = _since_looked(app, asked, since or _LAST, mark=mark)
    elif since is not None or mark:
        detail = say(
            "“{between}” says between what and what, and --since or --mark another way", between
        )
        raise Failure(
            Kind.USAGE, detail, hint=say("parley diff {between}, or parley diff --since …", between)
        )
    else:
        changed = _between(app, asked, *_parts(between, other), recorded=recorded)
    if exit_code and changed:
        raise click.exceptions.Exit(_DIFFER)


def _since_looked(app: App, asked: Asked, since: str, *, mark: bool) -> bool:
    """Show what was recorded since; whether anything was."""
    reading = read_stream(app, asked)
    answer = present(app, CHANGES, reading, ChangesOptions(since=_position(app, reading, since)))
    if mark:
        ledger = reading.ledger.store.info.ledger
        keep_mark(app.paths, ledger, reading.seen.stream, reading.known.position)
        app.console.say(
            say("kept: --since last means @{position} from now on", reading.known.position)
        )
    return bool(answer.items)


def _position(app: App, reading: Reading, since: str) -> int:
    """Return the position that --since means. Raises Failure for one beyond the answer's own."""
    if since == _LAST:
        ledger = reading.ledger.store.info.ledger
        kept = kept_mark(app.paths, ledger, reading.seen.stream)
        if kept is None:
            app.console.say(
                say("no position is kept for {slug}: everything is shown", reading.slug)
            )
            return 0
        position, name = kept, say("the kept position @{kept}", kept)
    else:
        position = find_known(app.standpoint(), since, reading.zone, option="--since").position
        name = say("--since {since}", since)
    if position > reading.known.position:
        detail = say(
            "{name} lies after the answer, which is about @{position}", name, reading.known.position
        )
        raise Failure(
            Kind.USAGE, detail, hint=say("--since @{position}, or earlier", reading.known.position)
        )
    return position


def _between(app: App, asked: Asked, first: str, last: str, *, recorded: bool) -> bool:
    """Show what differs between two times; whether anything does."""
    known = recorded or any(part.startswith("@") for part in (first, last))
    _check(asked, known=known)
    axis: Literal["occurred", "recorded"] = "recorded" if known else "occurred"
    subject = read_between(app.standpoint(), asked, app.negotiation(), axis, first, last)
    return bool(present(app, DIFF, subject, NoOptions()).items)


def _check(asked: Asked, *, known: bool) -> None:
    """Refuse a time for what A and B are times of. Raises Failure (usage)."""
    if known and asked.known_at is not None:
        detail = say(
            "A and B are times at which we knew, and --known-at {known_at} another", asked.known_at
        )
        raise Failure(Kind.USAGE, detail, hint=say("leave --known-at out"))
    if not known and asked.as_of is not None:
        detail = say("A and B are times of what happened, and --as-of {as_of} another", asked.as_of)
        raise Failure(
            Kind.USAGE, detail, hint=say("leave --as-of out, or write positions: @100..@120")
        )


def _parts(text: str, other: str | None) -> tuple[str, str]:
    """Return A and B; empty for an open end. Raises Failure (usage)."""
    parts = [text, other] if other is not None else _BETWEEN.split(text)
    typed = text if other is None else f"{text} {other}"
    first, last = parts[0].strip(), parts[-1].strip()
    dots = _THREE_DOTS.search(typed) or (other is not None and _BETWEEN.search(typed))
    if dots or len(parts) != 2 or not (first or last):
        detail = say("“{typed}” does not say between what and what", typed)
        raise Failure(Kind.USAGE, detail, hint=_hint(typed))
    for part in (first, last):
        if _BARE.fullmatch(part):
            detail = say("“{part}” is neither a step nor a time", part)
            raise Failure(
                Kind.USAGE,
                detail,
                hint=say("a step is written v{part}: {hint}", part, hint=_hint(typed)),
            )
    return first, last


def _hint(typed: str) -> str:
    """Return a line that could be meant: one end alone, a third dot, or a number without its v."""
    ends = [f"v{each}" if _BARE.fullmatch(each) else each for each in re.split(r"\.{2,}| ", typed)]
    match [each for each in ends if each]:
        case [only]:
            return say(
                "parley diff {only}.. is from then until now, parley diff ..{only} until then", only
            )
        case [first, last]:
            return f"parley diff {first}..{last}"
        case _:
            return say("parley diff v4..v9, or 2024-09-04..2024-09-08")
