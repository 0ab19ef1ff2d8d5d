"""The door of the ledger's own streams: what keeps a draft for one of them from being recorded.

The politics judge their own streams; here the record judges what it understands itself, and asks
the politics only what an entry of the register means.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import partial

import msgspec
from msgspec import Struct

from parley.events.acts import AttemptRefused, ExportMade
from parley.events.canonical import JsonObject
from parley.events.clocks import CLOCKS, ClockCorrected, clock_problem, standing_spans
from parley.events.errors import Malformed
from parley.events.own import read_own
from parley.events.own_records import OwnRecords
from parley.events.politics import Draft, Politics
from parley.events.refusals import Fault, Refusal
from parley.events.register import REGISTER, RegisterEntered

__all__ = ["malformed", "own_problems", "register_with"]


def own_problems(
    ledger: OwnRecords,
    politics: Politics,
    drafts: Sequence[Draft],
    numbers: Sequence[int],
    now: int,
) -> Iterator[tuple[int, Refusal]]:
    """What is wrong with those of `drafts` that have these numbers: (number, problem).

    `now` is the writer's clock, µs since 1970, UTC.
    """
    for number in numbers:
        draft = drafts[number]
        try:
            said = read_own(draft.stream, draft.type, draft.fields)
        except Malformed as error:
            yield number, malformed(error.what, error.reason)
            continue
        if not isinstance(said, AttemptRefused):  # which quotes what was refused, whatever it was
            for problem in _problems(ledger, politics, said, drafts[:number], now):
                yield number, problem


def _problems(
    ledger: OwnRecords, politics: Politics, said: Struct, before: Sequence[Draft], now: int
) -> Iterator[Refusal]:
    """What is wrong with an entry that can be read, and that follows the drafts `before` it."""
    if isinstance(said, ExportMade):
        yield from _not_of_the_log(ledger, said)
    step: JsonObject = msgspec.to_builtins(said)
    register = partial(register_with, ledger, before)
    yield from politics.check_told(type(said).__name__, step, register=register, now=now)
    if isinstance(said, ClockCorrected):
        yield from _not_to_be_corrected(ledger, before, said)
    if isinstance(said, RegisterEntered):
        yield from politics.check_registered(step, register())


def register_with(ledger: OwnRecords, drafts: Sequence[Draft]) -> dict[str, JsonObject]:
    """The register's entries by id, with those that are to be recorded together."""
    entries: dict[str, JsonObject] = {
        id: msgspec.structs.asdict(each) for id, each in ledger.register().items()
    }
    for version, said in _said_together(ledger, REGISTER, drafts):
        if isinstance(said, RegisterEntered):
            entries[said.entry] = {**msgspec.structs.asdict(said), "version": version}
    return entries


def _said_together(
    ledger: OwnRecords, stream: str, drafts: Sequence[Draft]
) -> Iterator[tuple[int, Struct]]:
    """What those drafts say that are for this stream of the ledger's own, by their versions to be.

    A draft that cannot be read is left out: it is refused for itself.
    """
    head = ledger.store.stream_head(stream)
    version = 0 if head is None else head.version
    for draft in drafts:
        if draft.stream != stream:
            continue
        version += 1
        with suppress(Malformed):
            yield version, read_own(draft.stream, draft.type, draft.fields)


def malformed(what: str, fault: str) -> Fault:
    """The refusal of what makes no entry."""
    return Fault(case="malformed", facts={"what": what, "fault": fault})


def _not_of_the_log(ledger: OwnRecords, export: ExportMade) -> Iterator[Fault]:
    """Why the position and the root that an export names are not this log's."""
    size = ledger.store.head().size
    if export.position > size:
        yield malformed("ExportMade", f"the log ends at @{size}, before @{export.position}")
    elif (root := ledger.store.root(export.position).hex()) != export.root:
        yield malformed("ExportMade", f"the root at @{export.position} is {root}")


def _not_to_be_corrected(
    ledger: OwnRecords, before: Sequence[Draft], correction: ClockCorrected
) -> Iterator[Fault]:
    """Why a correction of dates may not follow those that are there or come with it."""
    said = [(each.version, each.said) for each in ledger.clock_corrections()]
    for version, each in _said_together(ledger, CLOCKS, before):
        if isinstance(each, ClockCorrected):
            said.append((version, each))
    problem = clock_problem(correction, standing_spans(said), ledger.store.head().size)
    if problem is not None:
        yield Fault(case="dates_unfit", facts={"fault": str(problem)})
