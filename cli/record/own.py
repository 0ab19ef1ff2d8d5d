"""The commands of `db` that record: `clock` puts wrong dates right, `keep-refusals` keeps attempts.

No clock is refused, for nobody knows which of two is right. What one did wrong is said afterwards;
times of knowledge then count the time at which the records were really made.
"""

import re
from typing import Final

import click

from parley.answers.failing import Failure, Kind
from parley.answers.language import say
from parley.answers.words.clocks import dated_by_it
from parley.cli.record.notebook import Notebook
from parley.cli.record.telling import filled
from parley.cli.record.writing import writer
from parley.drafting.drafts import switch_draft
from parley.drafting.scene import Scene
from parley.events.canonical import INTEGER_LIMIT
from parley.events.clocks import CLOCKS, ClockCorrected
from parley.events.ledger import Ledger
from parley.events.politics import Draft
from parley.events.record import Record
from parley.negotiation.moments import parse_moment

__all__ = ["clock", "keep_refusals"]

_POSITIONS: Final = re.compile(r"@(?P<first>\d{1,15})(?:\.\.@?(?P<last>\d{1,15}))?")
_RECORD: Final = re.compile(r"(?:clocks#|v)?(?P<version>\d{1,9})")


@writer("clock", needs=("positions", "really", "by", "why"))
@click.argument("positions", required=False, metavar="@N|@N..@M")
@click.option("--really", metavar="WHEN", help="When they were really recorded, about.")
@click.option("--by", metavar="NAME", help="Who says so.")
@click.option("--why", metavar="WORDS", help="What was wrong.")
@click.option(
    "--replaces", metavar="clocks#N", help="The clock record that this takes the place of."
)
def clock(
    notebook: Notebook, positions: str, really: str, by: str, why: str, replaces: str | None
) -> None:
    """Say that records were really made at another time than a wrong clock dated them.

    No record is changed: a time of knowledge (--known-at 2024-09-07) counts the time said here,
    and answers asked by position stay as they are. With one position, all that was recorded
    together with it is meant. A date was right after all where a record with --replaces says it.
    `parley list clocks` shows what was said of dates.

    \b
    Examples:
      parley db clock @12 --really "2024-09-07T14:30+05:30" --by Asha --why "a day ahead"
      parley db clock @12..@15 --really 2024-09-07 --by "the desk" --why "set to 2034"
    """
    scene = notebook.scene(CLOCKS)
    first, last = _positions(notebook.ledger, positions)
    if following := _following(notebook.ledger, last):
        notebook.app.console.say(dated_by_it(following))
    text = scene.moment(really, "--really")
    earliest, latest = _bounds(scene, text)
    fields = filled(
        first=first,
        last=last,
        really=text,
        zone=scene.zone,
        earliest=earliest,
        latest=latest,
        by=by,
        why=why,
        replaces=replaces and _version(replaces),
    )
    notebook.note(Draft(stream=CLOCKS, type=ClockCorrected.__name__, fields=fields))


@writer("keep-refusals")
@click.option("--stop", is_flag=True, help="Keep none from now on; those that were kept stay.")
@click.option("--reason", metavar="WORDS", help="Why.")
def keep_refusals(notebook: Notebook, stop: bool, reason: str | None) -> None:
    """Keep refused attempts from now on; recorded, so that everybody can see from when.

    What was tried and refused says as much about a shared ledger as what stands in it:
    `parley list refusals` shows them.

    \b
    Examples:
      parley db keep-refusals --reason "three desks record here now"
      parley db keep-refusals --stop
    """
    notebook.note(switch_draft(keep=not stop, reason=reason))


def _positions(ledger: Ledger, typed: str) -> tuple[int, int]:
    """Return the first and the last position that are meant. Raises Failure."""
    found = _POSITIONS.fullmatch(typed)
    if found is None or int(found["first"]) == 0:
        hint = say("write @12 or @12..@15; parley log --recorded shows positions")
        raise Failure(Kind.USAGE, say("“{typed}” names no positions", typed), hint=hint)
    first, last, size = int(found["first"]), found["last"], ledger.head().size
    if max(first, int(last or first)) > size:
        detail = say("{typed}: the log ends at @{size}", typed, size)
        raise Failure(Kind.NOT_FOUND, detail, hint=say("parley log --recorded shows positions"))
    if last is None:
        return _recorded_with(ledger, first)
    if int(last) < first:
        raise Failure(
            Kind.USAGE,
            say("{typed}: @{last} is before @{first}", typed, last, first),
            hint="write @12..@15",
        )
    return first, int(last)


def _recorded_with(ledger: Ledger, position: int) -> tuple[int, int]:
    """Return the first and the last position of what was recorded together, under one date."""
    record = next(ledger.log(after=position - 1, upto=position))
    before = ledger.store.position_at(record.recorded_at - 1)
    return before + 1, ledger.store.position_at(record.recorded_at)


def _following(ledger: Ledger, last: int) -> list[Record]:
    """Return the records whose dates are 1 µs after the one before them, from a position on: they
    were dated by it, and not by a clock. Those end where dates are put right already; clock
    records at their end change no answer."""
    spans = ledger.clock_spans()
    found: list[Record] = []
    dated = None
    for record in ledger.log(after=last - 1):
        if dated is not None and record.recorded_at > dated + 1:
            break
        dated = record.recorded_at
        if record.position > last:
            if any(span.first <= record.position <= span.last for span in spans):
                break
            found.append(record)
    while found and found[-1].stream == CLOCKS:
        found.pop()
    return found


def _bounds(scene: Scene, text: str) -> tuple[int, int]:
    """Return what a moment means, in µs since 1970. Raises Failure (usage)."""
    bounds = parse_moment(text).bounds(scene.zone)
    if bounds.earliest < 0 or bounds.latest >= INTEGER_LIMIT:
        detail = say("--really {text} needs a beginning, not before 1970, and an end", text)
        raise Failure(Kind.USAGE, detail, hint=say("write a day, a time, or 2024-09-07/2024-09-09"))
    return bounds.earliest, bounds.latest


def _version(typed: str) -> int:
    found = _RECORD.fullmatch(typed)
    if found is None:
        detail = say("--replaces {typed} names no clock record", typed)
        raise Failure(Kind.USAGE, detail, hint=say("write clocks#1; parley list clocks shows them"))
    return int(found["version"])
