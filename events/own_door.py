"""The door of the ledger's own streams: what keeps a draft for one of them from being recorded.

The politics judge their own streams; here the record judges what it understands itself, and asks
the politics only what an entry of the register means.
"""

from collections.abc import Iterator, Sequence
from functools import partial

import msgspec

from events.acts import AttemptRefused, ExportMade
from events.canonical import JsonObject
from events.clocks import CLOCKS, ClockCorrected, clock_problem, standing_spans
from events.errors import Malformed
from events.own import read_own
from events.own_records import OwnRecords
from events.politics import Draft, Politics
from events.register import REGISTER, RegisterEntered

__all__ = ["own_problems", "register_with"]


def own_problems(
    ledger: OwnRecords,
    politics: Politics,
    drafts: Sequence[Draft],
    numbers: Sequence[int],
    now: int,
) -> Iterator[tuple[int, object]]:
    """What is wrong with those of `drafts` that have these numbers: (number, problem).

    `now` is the writer's clock, µs since 1970, UTC.
    """
    for number in numbers:
        draft = drafts[number]
        try:
            said = read_own(draft.stream, draft.type, draft.fields)
        except Malformed as error:
            yield number, error
            continue
        if isinstance(said, ExportMade):
            stranger = _not_of_the_log(ledger, said)
            if stranger is not None:
                yield number, stranger
        if isinstance(said, AttemptRefused):
            continue  # it quotes what was refused, whatever that was
        step: JsonObject = msgspec.to_builtins(said)
        before = partial(register_with, ledger, drafts[:number])
        for problem in politics.check_told(draft.type, step, register=before, now=now):
            yield number, problem
        if isinstance(said, ClockCorrected):
            wrong = _not_to_be_corrected(ledger, drafts[:number], said)
            if wrong is not None:
                yield number, wrong
        if isinstance(said, RegisterEntered):
            for problem in politics.check_registered(step, before()):
                yield number, problem


def register_with(ledger: OwnRecords, drafts: Sequence[Draft]) -> dict[str, JsonObject]:
    """The register's entries by id, with those that are to be recorded together.

    A draft that cannot be read is left out: it is refused for itself.
    """
    entries: dict[str, JsonObject] = {
        id: msgspec.structs.asdict(each) for id, each in ledger.register().items()
    }
    head = ledger.store.stream_head(REGISTER)
    version = 0 if head is None else head.version
    for draft in drafts:
        if draft.stream != REGISTER:
            continue
        version += 1
        try:
            said = read_own(draft.stream, draft.type, draft.fields)
        except Malformed:
            continue
        if isinstance(said, RegisterEntered):
            entries[said.entry] = {**msgspec.structs.asdict(said), "version": version}
    return entries


def _not_of_the_log(ledger: OwnRecords, export: ExportMade) -> Malformed | None:
    """Why the position and the root that an export names are not this log's."""
    size = ledger.store.head().size
    if export.position > size:
        return Malformed("ExportMade", f"the log ends at @{size}, before @{export.position}")
    root = ledger.store.root(export.position).hex()
    if export.root != root:
        return Malformed("ExportMade", f"the root at @{export.position} is {root}")
    return None


def _not_to_be_corrected(
    ledger: OwnRecords, before: Sequence[Draft], correction: ClockCorrected
) -> Malformed | None:
    """Why a correction of dates may not follow those that are there or come with it."""
    said = [(each.version, each.said) for each in ledger.clock_corrections()]
    for draft in before:
        if draft.stream != CLOCKS:
            continue
        try:
            read = read_own(draft.stream, draft.type, draft.fields)
        except Malformed:
            continue  # it is refused for itself
        if isinstance(read, ClockCorrected):
            said.append((len(said) + 1, read))
    problem = clock_problem(correction, standing_spans(said), ledger.store.head().size)
    return None if problem is None else Malformed(ClockCorrected.__name__, problem)
