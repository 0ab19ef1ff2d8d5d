"""What was recorded before, found by the ids that drafts give, and compared with what they say.

Whoever does not know whether he was heard says it again. Then the log must answer what it answered
the first time, and an id that stands for something else must never pass for an answer.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence

import msgspec

from parley.events.canonical import JsonObject
from parley.events.changes import source_rows
from parley.events.errors import IdConflict
from parley.events.kinds import SOURCES
from parley.events.own import written_own
from parley.events.politics import Draft, Entry, Politics, entry_of
from parley.events.record import Record
from parley.events.store import EventStore

__all__ = ["find_batch", "find_each"]


def find_each(store: EventStore, politics: Politics, drafts: Sequence[Draft]) -> dict[int, Record]:
    """The records of those drafts that were recorded before, by draft number (from 0).

    Raises IdConflict for an id that stands for something else.
    """
    found = _by_ids(store, drafts)
    _check(store, politics, drafts, found)
    return found


def find_batch(
    store: EventStore, politics: Politics, drafts: Sequence[Draft]
) -> list[Record] | None:
    """The records of a batch that was recorded before, under the ids it gives; None for a new one.

    Raises IdConflict where they stand for something else, or for a part of the batch.
    """
    found = _by_ids(store, drafts)
    if not found:
        return None
    number, record = next(iter(found.items()))
    if len(found) < len(drafts):
        # One append is one run of positions: what gave no id stands beside what did.
        first = record.position - number
        for beside in store.read(after=max(first - 1, 0), upto=first + len(drafts) - 1):
            there = beside.position - first
            if drafts[there].id is None and beside.recorded_at == record.recorded_at:
                found[there] = beside
    if len(found) < len(drafts):
        raise IdConflict(record.id, record.statement, b"a batch of which only a part is there")
    _check(store, politics, drafts, found)
    return [found[each] for each in range(len(drafts))]


def _by_ids(store: EventStore, drafts: Sequence[Draft]) -> dict[int, Record]:
    given = [draft.id for draft in drafts if draft.id is not None]
    known = {record.id: record for record in store.find_all(given)}
    return {number: known[draft.id] for number, draft in enumerate(drafts) if draft.id in known}


def _check(
    store: EventStore, politics: Politics, drafts: Sequence[Draft], found: Mapping[int, Record]
) -> None:
    """Raises IdConflict unless each record says what its draft says."""
    if not found:
        return
    sources = [entry_of(record) for record in store.read_stream(SOURCES)]
    for stream in dict.fromkeys(drafts[number].stream for number in found):
        numbers = [each for each in sorted(found) if drafts[each].stream == stream]
        _check_stream(politics, [(drafts[each], found[each]) for each in numbers], sources)


def _check_stream(
    politics: Politics, pairs: Sequence[tuple[Draft, Record]], sources: Sequence[Entry]
) -> None:
    """The same for the drafts of one stream and their records."""
    said: dict[int, list[JsonObject]] = {}  # by how many descriptions of sources there were
    times = [entry.recorded_at for entry in sources]
    for number, (draft, record) in enumerate(pairs):
        # What was known of a source then was copied; what is known of it today says nothing.
        described = bisect_right(times, record.recorded_at)
        if described not in said:
            # Those described later serve the drafts that were recorded later.
            facts = _facts(sources) | _facts(sources[:described])
            said[described] = _said(politics, pairs, facts)
        step, stored = said[described][number], entry_of(record)
        there = (stored.stream, stored.type) == (draft.stream, draft.type)
        if not there or not _says(politics, stored, step):
            raise IdConflict(record.id, record.statement, msgspec.json.encode(step))


def _says(politics: Politics, stored: Entry, step: JsonObject) -> bool:
    if not politics.concerns(stored.stream):
        return stored.step == step
    return politics.says(stored, step)


def _said(
    politics: Politics,
    pairs: Sequence[tuple[Draft, Record]],
    facts: Mapping[str, JsonObject],
) -> list[JsonObject]:
    """The steps that drafts stand for at the versions at which their records stand."""
    drafts = [draft for draft, _ in pairs]
    if not politics.concerns(drafts[0].stream):
        return [written_own(each.stream, each.type, each.fields) for each in drafts]
    try:
        return list(politics.written(drafts, [record.version for _, record in pairs], facts))
    except ValueError as error:
        draft, record = pairs[0]
        raise IdConflict(record.id, record.statement, msgspec.json.encode(draft.fields)) from error


def _facts(sources: Sequence[Entry]) -> dict[str, JsonObject]:
    """What these entries say of each source."""
    return {str(row["source"]): row for _, row in source_rows(sources)}
