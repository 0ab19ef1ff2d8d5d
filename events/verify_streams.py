"""Verification of streams: the history of each judged again, folded once, and its rows compared.

What is as it should be is only compared, cell by cell as the store has it. What differs is looked
at again, slowly, to say how.
"""

from collections.abc import Sequence

from msgspec import Struct

from parley.events import flaws
from parley.events.cells import StreamCells, no_cells
from parley.events.errors import IntegrityError, StreamStopped
from parley.events.findings import Finding
from parley.events.politics import Entry
from parley.events.reading import LedgerReading
from parley.events.verify_own import check_own
from parley.events.verify_views import compare_stream

__all__ = ["Looked", "judge_streams", "look_at_streams"]


class Looked(Struct, frozen=True):
    """What was found in some streams, those in order; which of them stopped; and how many records
    that were."""

    findings: tuple[Finding, ...]
    stopped: tuple[str, ...]
    records: int


def judge_streams(ledger: LedgerReading, streams: Sequence[str], upto: int) -> Looked:
    """Judge the histories of these streams again, and fold them."""
    return _look(ledger, streams, upto, compares=False)


def look_at_streams(ledger: LedgerReading, streams: Sequence[str], upto: int) -> Looked:
    """The same, and compare their stored rows."""
    return _look(ledger, streams, upto, compares=True)


def _look(ledger: LedgerReading, streams: Sequence[str], upto: int, *, compares: bool) -> Looked:
    found: dict[str, list[Finding]] = {}
    made: list[StreamCells] = []
    stopped: list[str] = []
    records = 0
    for stream in streams:
        entries = ledger.entries(stream, upto)
        records += len(entries)
        found[stream], cells = _judged(ledger, stream, entries)
        if any(each.check == "stopped" for each in found[stream]):
            stopped.append(stream)
        made.append(cells)
    if compares:
        differing = ledger.store.views.differing(made)
        for stream in streams:
            if stream in differing:
                found[stream] += compare_stream(ledger, stream, ledger.entries(stream, upto))
    findings = tuple(each for stream in streams for each in found[stream])
    return Looked(findings, tuple(stopped), records)


def _judged(
    ledger: LedgerReading, stream: str, entries: list[Entry]
) -> tuple[list[Finding], StreamCells]:
    """What is wrong with the history of a stream, and the rows that it gives."""
    findings: list[Finding] = []
    folded = None
    if ledger.politics.concerns(stream):
        examined = ledger.politics.examine(stream, entries)
        folded = examined.folded
        findings += [
            Finding(
                "history", stream, flaws.RefusedAgain(version, each.guard, each.case, each.facts)
            )
            for version, each in examined.refused
        ]
    findings += check_own(ledger, stream, entries)
    try:
        return findings, ledger.projector.cells_of(stream, entries, folded)
    except StreamStopped as stops:
        if ledger.politics.concerns(stream):
            findings.append(Finding("stopped", stream, flaws.Unreadable(stops.reason)))
    except IntegrityError:
        pass  # rows of the ledger's own that cannot be made are found missing
    return findings, no_cells(stream)
