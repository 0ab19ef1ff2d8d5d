"""What is to be recorded and could not be kept: found before it is written, and whose fault it is.

A record can never be taken back, so that whatever its stream could not be read with afterwards has
to be found before it is written.
"""

from bisect import bisect_left
from collections.abc import Sequence

from parley.events.changes import Changes
from parley.events.errors import StreamStopped
from parley.events.politics import Entry
from parley.events.refusals import Fault, NotRecorded

__all__ = ["blame"]


def blame(
    changes: Changes, stream: str, history: Sequence[Entry], drafts: Sequence[tuple[int, Entry]]
) -> NotRecorded:
    """The refusal of the first of these drafts, given with their numbers, with which the rows of
    their stream cannot be stored.

    Raises StreamStopped for a stream that cannot be read as it is.
    """
    entries = [entry for _, entry in drafts]
    if history:
        changes.complete(stream, changes.refolded(stream, history))

    def objection(last: int) -> str:
        try:
            changes.complete(stream, changes.refolded(stream, [*history, *entries[: last + 1]]))
        except StreamStopped as stopped:
            return str(stopped.reason)
        return ""

    first = bisect_left(range(len(entries) - 1), True, key=lambda at: objection(at) != "")
    fault = Fault(case="unstorable", facts={"stream": stream, "fault": objection(first)})
    return NotRecorded([(drafts[first][0], fault)])
