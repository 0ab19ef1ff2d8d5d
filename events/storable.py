"""What is to be recorded, taken as far as it will go once it is: bytes, fold, rows.

A record can never be taken back, so that whatever its stream could not be read with afterwards has
to be found before it is written. Trying something out goes the same way, but for the append.
"""

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct

from parley.events.clock import next_recorded_at
from parley.events.errors import StreamStopped
from parley.events.politics import Entry, entry_of
from parley.events.projector import Projector
from parley.events.record import compose, parse
from parley.events.refusals import Fault, NotRecorded
from parley.events.statement import Prepared
from parley.events.store import Head

__all__ = ["Standing", "check_storable"]


class Standing(Struct, frozen=True):
    """A stream as it stands: its fold, None of one that is to begin, and the way to its entries."""

    fold: bytes | None
    history: Callable[[], Sequence[Entry]]


def check_storable(
    projector: Projector,
    prepared: Sequence[Prepared],
    streams: Mapping[str, Standing],
    *,
    head: Head,
    now: int,
) -> None:
    """Go through what these statements will do to their streams, and write nothing; they are to
    follow `head`, at about `now` (µs since 1970).

    Raises NotRecorded for the first that could not be kept; StreamStopped for a stream that cannot
    be read as it is; RecordTooLarge.
    """
    recorded_at = next_recorded_at(now, head.recorded_at)
    entries = [
        entry_of(parse(compose(head.size + number, recorded_at, each.statement)))
        for number, each in enumerate(prepared, 1)
    ]
    for stream, standing in streams.items():
        numbers = [each for each, entry in enumerate(entries) if entry.stream == stream]
        following = [entries[each] for each in numbers]
        if _objection(projector, stream, standing, following) is None:
            continue
        if history := standing.history():
            projector.complete(stream, projector.refolded(stream, history))

        def fails(last: int) -> str | None:
            return _objection(projector, stream, standing, following[: last + 1])  # noqa: B023

        first = bisect_left(range(len(following) - 1), True, key=lambda at: fails(at) is not None)
        fault = Fault(case="unstorable", facts={"stream": stream, "fault": fails(first)})
        raise NotRecorded([(numbers[first], fault)])


def _objection(
    projector: Projector, stream: str, standing: Standing, entries: Sequence[Entry]
) -> str | None:
    """Why these entries could not be kept; None where they can."""
    try:
        projector.check_storable(stream, standing.fold, entries, standing.history)
    except StreamStopped as stopped:
        return stopped.reason
    return None
