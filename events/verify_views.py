"""Verification of the views: every row and every fold is made again from the records and compared.

Views may lag behind the log, and others may extend them while we look; so each stream is compared
at the version that its own stored fold names. A cursor or a fold that reaches further than the log
is a check of its own, `ahead`: views are never ahead of their log, so what they tell may be records
that were lost, and nobody should make them again before looking.
"""

from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256

import msgspec

from parley.events import flaws
from parley.events.canonical import JsonObject
from parley.events.errors import ViewsDamaged
from parley.events.findings import Finding, finding_if_unreadable
from parley.events.politics import Entry
from parley.events.reading import LedgerReading
from parley.events.views import Fold

__all__ = [
    "compare_strangers",
    "compare_stream",
    "compare_with_cursor",
    "compare_words",
]

ATTEMPTS_MAX = 5  # a stream is looked at again when somebody extended it meanwhile


def compare_stream(ledger: LedgerReading, stream: str, entries: list[Entry]) -> list[Finding]:
    """Return how the stored rows of a stream differ from what its entries give.

    `entries` are those of the log up to the position that is verified, from version 1 on. A stream
    that others extend at every look is left to the next verification.
    """
    for _ in range(ATTEMPTS_MAX):
        try:
            before = ledger.store.views.fold(stream)
        except ViewsDamaged as damaged:
            return [Finding("views", f"fold of {stream}", damaged.finding)]
        if before is not None and before.version > len(entries):
            entries = ledger.entries(stream)
        findings = _compare(ledger, stream, entries, before)
        if ledger.store.views.fold(stream) == before:
            return findings
    return []


def compare_with_cursor(
    ledger: LedgerReading, ends: Mapping[str, tuple[int, int]]
) -> list[Finding]:
    """Return what is wrong with the views' cursor; `ends` are (version, position) by stream.

    Rows and cursor move together: what was recorded up to the cursor is in the rows, and nothing
    that was recorded after it.
    """
    findings: list[Finding] = []
    for _ in range(ATTEMPTS_MAX):
        findings = _compare_with_cursor(ledger, ends)
        if not findings:
            break
    return findings


def _compare_with_cursor(
    ledger: LedgerReading, ends: Mapping[str, tuple[int, int]]
) -> list[Finding]:
    findings: list[Finding] = []
    views = ledger.store.views
    # Others may extend the views meanwhile: what is due is asked before, what is there after.
    due = views.cursor()
    folds: dict[str, Fold | None] = {}
    for stream in ends:
        with suppress(ViewsDamaged):  # which is a finding of its own
            folds[stream] = views.fold(stream)
    reached, size = views.cursor(), ledger.head().size
    for stream, fold in folds.items():
        version, position = ends[stream]
        stands = fold.version if fold is not None else 0
        where = f"fold of {stream}"
        if position <= due and stands < version:
            findings.append(Finding("views", where, flaws.FoldBehind(stands, version)))
        if position > reached and stands >= version:
            findings.append(Finding("views", where, flaws.FoldBeyondRows(position, reached)))
    if reached > size:
        findings.append(Finding("ahead", "cursor", flaws.RowsAhead(reached, size)))
    return findings


def compare_strangers(ledger: LedgerReading, streams: Mapping[str, object]) -> list[Finding]:
    """Return the tables that hold rows of a stream which the log does not have, and such folds."""
    views = ledger.store.views
    findings: list[Finding] = []
    with finding_if_unreadable(findings, "views", "folds"):
        findings += [
            Finding("ahead", f"fold of {name}", flaws.FoldOfNoStream())
            for name in sorted(views.folded_streams() - streams.keys())
            if ledger.store.stream_head(name) is None
        ]
    for table in ledger.projector.schema.tables:
        with finding_if_unreadable(findings, "views", table.name):
            findings += [
                Finding("views", f"{table.name} of {name}", flaws.RowsOfNoStream())
                for name in sorted(views.streams_in(table.name) - streams.keys())
                if ledger.store.stream_head(name) is None
            ]
    return findings


def compare_words(ledger: LedgerReading) -> list[Finding]:
    """Return the streams in which a search would find other words than those of the rows."""
    findings: list[Finding] = []
    for table in ledger.projector.schema.tables:
        if not table.searched:
            continue
        where = f"words of {table.name}"
        with finding_if_unreadable(findings, "views", where):
            for stream in sorted(ledger.store.views.misindexed(table.name)):
                of_stream = f"{where} of {stream}" if stream else where
                findings.append(Finding("views", of_stream, flaws.WordsDiffer()))
    return findings


def _compare(
    ledger: LedgerReading, stream: str, entries: list[Entry], fold: Fold | None
) -> list[Finding]:
    """Compare the rows with the entries up to the fold's version; without a fold, with nothing."""
    findings: list[Finding] = []
    made: dict[str, set[bytes]] = {}
    if fold is not None:
        if not 1 <= fold.version <= len(entries):
            check = "ahead" if fold.version > len(entries) else "views"
            return [
                Finding(
                    check, f"fold of {stream}", flaws.FoldOfNoVersion(fold.version, len(entries))
                )
            ]
        change = ledger.projector.whole(stream, entries[fold.version - 1].position)
        for each in change.changes:
            table = ledger.projector.schema.table(each.table)
            made.setdefault(each.table, set()).add(_digest(table.complete(each.row)))
        if fold.data != change.fold:
            findings.append(Finding("views", f"fold of {stream}", flaws.FoldDiffers(fold.version)))
    for table in ledger.projector.schema.tables:
        where = f"{table.name} of {stream}"
        with finding_if_unreadable(findings, "views", where):
            rows = ledger.store.views.select(table.name, {"stream": stream})
            stored = {_digest(row) for row in rows}
            given = made.get(table.name, set())
            if stored != given:
                findings.append(
                    Finding(
                        "views", where, flaws.RowsDiffer(len(stored - given), len(given - stored))
                    )
                )
    return findings


def _digest(row: JsonObject) -> bytes:
    # Not the canonical encoding: bounds of moments go beyond the integers of statements.
    return sha256(msgspec.json.encode(row, order="sorted")).digest()
