"""Verification of the ledger's own records: that each may stand where it stands.

Nobody judges them again under rules, so whoever slipped one in would be found by nothing else: a
refused attempt while none were kept, a register whose entries take the place of nothing, an
export of a log that never was, a date put right of what was not recorded yet. What cannot be read
at all is told in the same way, and hinders nothing: any writer of a server can put it there, and it
stays.
"""

from collections.abc import Iterator, Sequence

import msgspec

from parley.events.acts import AttemptRefused, ExportMade, RefusalsSwitched
from parley.events.canonical import JsonObject
from parley.events.clocks import ClockCorrected, clock_problem, standing_spans
from parley.events.errors import Malformed, flaw_of
from parley.events.findings import Finding
from parley.events.flaws import (
    AttemptNotKept,
    ExportAhead,
    ExportOfAnother,
    Flaw,
    RefusedAgain,
    StreamUnknown,
)
from parley.events.own import OWN, read_own
from parley.events.politics import Entry
from parley.events.reading import LedgerReading
from parley.events.register import RegisterEntered

__all__ = ["check_own"]

_Found = tuple[int, Flaw]
"""The version of an entry, and what is wrong with it."""


def check_own(ledger: LedgerReading, stream: str, entries: Sequence[Entry]) -> list[Finding]:
    """Return what does not hold in one of the ledger's own streams; nothing for those of the
    politics, and of any other that it is none of this release's."""
    if stream not in OWN:
        strange = not ledger.politics.concerns(stream)
        return [Finding("streams", stream, StreamUnknown(len(entries)))] if strange else []
    said: list[tuple[Entry, msgspec.Struct]] = []
    found: list[_Found] = []
    for each in entries:
        try:
            said.append((each, read_own(stream, each.type, each.step, each.type_version)))
        except Malformed as error:
            found.append((each.version, flaw_of(error)))
    found += [
        *_kept_while_kept(said),
        *_registered(ledger, said),
        *_of_this_log(ledger, said),
        *_of_wrong_dates(said),
    ]
    return [Finding(stream, f"{stream}#{version}", what) for version, what in found]


def _kept_while_kept(said: Sequence[tuple[Entry, msgspec.Struct]]) -> Iterator[_Found]:
    keeps = False
    for entry, what in said:
        if isinstance(what, RefusalsSwitched):
            keeps = what.keep
        elif isinstance(what, AttemptRefused) and not keeps:
            yield entry.version, AttemptNotKept()


def _registered(
    ledger: LedgerReading, said: Sequence[tuple[Entry, msgspec.Struct]]
) -> Iterator[_Found]:
    register: dict[str, JsonObject] = {}
    for entry, what in said:
        if not isinstance(what, RegisterEntered):
            continue
        for problem in ledger.politics.check_registered(msgspec.to_builtins(what), register):
            refused = RefusedAgain(entry.version, problem.guard, problem.case, problem.facts)
            yield entry.version, refused
        register[what.entry] = {**msgspec.structs.asdict(what), "version": entry.version}


def _of_this_log(
    ledger: LedgerReading, said: Sequence[tuple[Entry, msgspec.Struct]]
) -> Iterator[_Found]:
    for entry, what in said:
        if not isinstance(what, ExportMade):
            continue
        if what.position >= entry.position:
            yield entry.version, ExportAhead(what.position, entry.position)
        elif (root := ledger.store.root(what.position).hex()) != what.root:
            yield entry.version, ExportOfAnother(what.root, root)


def _of_wrong_dates(said: Sequence[tuple[Entry, msgspec.Struct]]) -> Iterator[_Found]:
    before: list[tuple[int, ClockCorrected]] = []
    for entry, what in said:
        if not isinstance(what, ClockCorrected):
            continue
        problem = clock_problem(what, standing_spans(before), entry.position - 1)
        if problem is not None:
            yield entry.version, problem
        before.append((entry.version, what))
