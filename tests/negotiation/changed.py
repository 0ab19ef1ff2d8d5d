"""What judging changes, held against what the records change."""

from copy import deepcopy

from parley.events.tables import Change
from parley.events.views import StreamChange, stamped
from tests.negotiation.talks import POLITICS, Talks, keyed, tabled

__all__ = ["changes_are_those_of_the_records"]


def changes_are_those_of_the_records(talks: Talks) -> None:
    """Record the batches of a stream again: rows that judging gave are those of the records, in
    every cell, those too that waited for the entries to be recorded."""
    again = Talks(talks.stream, now=talks.now)
    again.sources, again.register = talks.sources, talks.register
    for batch in talks.batches:
        before, count, kept = again.fold, len(again.entries), deepcopy(again.kept)
        change = again.record(*batch).change
        assert change is not None
        news = again.entries[count:]
        made = None if change.whole else POLITICS.extend(again.stream, before, news, kept.recall)
        made = made or POLITICS.refold(again.stream, again.entries)
        rows = tuple(Change(table, row) for table, row in change.rows)
        given_rows = StreamChange(
            stream=again.stream, version=0, changes=rows, fold=None, stamps=tuple(change.stamps)
        )
        positions = {entry.version: entry.position for entry in news}
        stored = stamped(given_rows, positions, news[-1].recorded_at)
        assert keyed(tabled([(one.table, one.row) for one in stored.changes])) == keyed(
            tabled(made.rows)
        )
