"""What is said of dates: what was odd when something was recorded, and what was put right since."""

from collections.abc import Sequence

from parley.answers.acts import Act, do
from parley.answers.language import say
from parley.answers.shapes.base import WrongDates
from parley.answers.words import wording
from parley.events.clock import Oddity
from parley.events.clocks import Span
from parley.events.ids import made_at
from parley.events.record import Record
from parley.negotiation.instants import instant

__all__ = ["correcting", "dated_by_it", "odd_clock", "put_right", "wrong_dates"]


def correcting(positions: str, when: str | None = None) -> Act:
    """Return how the dates of some positions are put right."""
    return do("correct_clock", positions=positions, really=when, by=None, why=None)


def odd_clock(odd: Oddity) -> str:
    """Return what is odd about the date under which something was just recorded, and the way on."""
    clock, before = _utc(odd.clock), _utc(odd.before)
    if odd.kind == "behind":
        wrong = odd.position - 1
        return say(
            "this machine's clock says {clock}, and @{wrong} is dated {before}: "
            "@{position} is dated just after it. If this clock is wrong, set it; if "
            "the date of @{wrong} is, {correcting}",
            clock,
            wrong,
            before,
            odd.position,
            correcting=correcting(f"@{wrong}"),
        )
    return say(
        "@{position} is dated {date}, more than a year after the record before it "
        "({before}). If this machine's clock is wrong, set it, and {correcting}",
        odd.position,
        before,
        date=_utc(odd.recorded_at),
        correcting=correcting(f"@{odd.position}"),
    )


def dated_by_it(records: Sequence[Record]) -> str:
    """Return what to do about records that were dated by the one before them, and by no clock.

    Their ids tell when they were made, by the clocks of those who made them.
    """
    first, last = records[0].position, records[-1].position
    one = first == last
    which = f"@{first}" if one else f"@{first}..@{last}"
    made = [each for each in map(made_at, (record.id for record in records)) if each is not None]
    when = "WHEN"
    if len(made) == len(records):  # to the second, which an interval has at its end, too
        when = "/".join(f"{instant(each)[:19]}Z" for each in dict.fromkeys((min(made), max(made))))
    if one:
        return say(
            "@{first} is dated just after that and by no clock, and keeps its date until"
            " {correcting}",
            first,
            correcting=correcting(which, when),
        )
    return say(
        "@{first} to @{last} are dated just after that and by no clock, and keep their dates until"
        " {correcting}",
        first,
        last,
        correcting=correcting(which, when),
    )


def wrong_dates(span: Span) -> WrongDates:
    """Return a correction that stands, as answers show it."""
    return WrongDates(
        clock_record=span.version,
        first=span.first,
        last=span.last,
        recorded_by_then=instant(span.recorded_by),
    )


def put_right(wrong: Sequence[WrongDates]) -> str:
    """Return what clock records say of dates, in lines; `none` of none."""
    lines = [
        say(
            "{which} as recorded by {recorded} (clocks#{clock_record})",
            each.clock_record,
            which=_which(each.first, each.last),
            recorded=wording.recorded(each.recorded_by_then),
        )
        for each in wrong
    ]
    return "\n".join(lines) or say("none")


def _which(first: int, last: int) -> str:
    return (
        say("@{first} counts", first)
        if first == last
        else say("@{first} to @{last} count", first, last)
    )


def _utc(microseconds: int) -> str:
    return wording.recorded(instant(microseconds))
