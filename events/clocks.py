"""Wrong dates put right: what people say of the time at which some records were really made.

A clock cannot be refused, for nobody knows which of two is right; what it did wrong is said
afterwards, by a record that changes no byte of what it is about. Times of knowledge then count the
corrected times.
"""

from collections.abc import Iterable, Sequence
from typing import Annotated

from msgspec import Meta, Struct

from parley.events.acts import Note, Own
from parley.events.flaws import DatesBeyondLog, DatesReplaceNothing, DatesTwice, DateTwice, Flaw
from parley.events.kinds import Line
from parley.events.statement import Counting

__all__ = ["CLOCKS", "ClockCorrected", "Span", "clock_problem", "position_at", "standing_spans"]

CLOCKS = "clocks"

Microseconds = Annotated[int, Meta(ge=0, lt=2**53)]


class ClockCorrected(Own, frozen=True, kw_only=True):
    """The records at some positions were really recorded at about another time.

    Raises ValueError where the last position is before the first, or the latest time not after
    the earliest.
    """

    first: Counting
    """The first position of those whose date is wrong."""
    last: Counting
    """The last of them; nothing is said of any other."""
    really: Line
    """When they were really recorded, as given."""
    zone: Line
    """IANA name of the zone in which `really` is read."""
    earliest: Microseconds
    """What `really` means, µs since 1970: not before this,"""
    latest: Microseconds
    """and before this."""
    by: Line
    """Who says so."""
    why: Note
    replaces: Counting | None = None
    """Version of this stream that it takes the place of; None = none spoke of them before."""

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"@{self.last} is before @{self.first}")
        if self.latest <= self.earliest:
            raise ValueError("the latest time is not after the earliest")


class Span(Struct, frozen=True, kw_only=True):
    """A correction that stands: the records `first` to `last` count as recorded by `recorded_by`
    (µs since 1970), the latest that they may have been. `version` is that of its record."""

    version: int
    first: int
    last: int
    recorded_by: int


def standing_spans(said: Iterable[tuple[int, ClockCorrected]]) -> list[Span]:
    """The corrections that stand, by their first position; `said` are (version, correction) in
    recorded order."""
    spans: dict[int, Span] = {}
    for version, each in said:
        if each.replaces is not None:
            spans.pop(each.replaces, None)
        spans[version] = Span(
            version=version, first=each.first, last=each.last, recorded_by=each.latest - 1
        )
    return sorted(spans.values(), key=lambda span: span.first)


def clock_problem(correction: ClockCorrected, spans: Sequence[Span], size: int) -> Flaw | None:
    """Why a correction may not follow these, in a log of `size` records; None = it may."""
    if correction.last > size:
        return DatesBeyondLog(size, correction.last)
    if correction.replaces is not None and all(s.version != correction.replaces for s in spans):
        return DatesReplaceNothing(correction.replaces)
    for span in spans:
        if span.version == correction.replaces:
            continue
        if span.first <= correction.last and correction.first <= span.last:
            if span.first == span.last:
                return DateTwice(span.version, span.first)
            return DatesTwice(span.version, span.first, span.last)
    return None


def position_at(time: int, spans: Sequence[Span], recorded: int, size: int) -> int:
    """The last position up to which every record counts as recorded by `time` (µs since 1970).

    `recorded` is the last position whose own date is not later than `time`; `size` is the log's.
    """
    # The first record that is dated later, and of which nobody says that the date is wrong.
    later = recorded + 1
    for span in spans:
        if span.first <= later <= span.last:
            later = span.last + 1
    firsts = [span.first for span in spans if span.recorded_by > time]
    return min([later, size + 1, *firsts]) - 1
