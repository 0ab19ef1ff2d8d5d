"""What is said of a record to whoever watches: one line, as of just after it was recorded.

A negotiation is folded step by step as its records come, so that a long history can be caught up
with; late news and corrections fold their stream again, as they do in the views.
"""

from collections.abc import Mapping, Sequence

from parley.answers.language import say
from parley.answers.streams import slug_of
from parley.answers.words import wording
from parley.answers.words.findings import error_said
from parley.answers.words.lines import line_said
from parley.answers.words.own import own_said
from parley.answers.words.steps import step_said
from parley.events.canonical import JsonObject
from parley.events.errors import IntegrityError
from parley.events.kept_rows import KeptRows
from parley.events.ledger import Ledger
from parley.events.own import OWN
from parley.events.politics import Entry, Extension, entry_of
from parley.events.record import Record
from parley.negotiation.rows import StepRow
from parley.negotiation.views.seen import Seen
from parley.negotiation.views.tables import row_of
from parley.negotiation.views.timeline import log

__all__ = ["Teller"]

Rows = Mapping[str, Sequence[JsonObject]]


class Teller:
    """Says records in the order of the log; each stream is folded as far as it was said."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._folds: dict[str, tuple[int, bytes]] = {}  # version and fold by stream
        self._kept: dict[str, KeptRows] = {}  # the rows that go with it

    def tell(self, record: Record) -> str:
        """Return the line of a record: `@12 talks#4 offer INC→AAP 5 (of 90) 6 Sep 2024 · proposed`.

        Where its stream cannot be folded, the line says so. Raises StoreUnreachable.
        """
        entry = entry_of(record)
        name = f"@{entry.position} {slug_of(entry.stream)}#{entry.version}"
        if not self._ledger.politics.concerns(entry.stream):
            return f"{name} {_said_of_own(entry)}"
        try:
            return f"{name} {self._said(entry)}"
        except IntegrityError as error:
            return f"{name} {entry.type} · {error_said(error)}"

    def _said(self, entry: Entry) -> str:
        rows = self._rows(entry)
        if entry.version == 1:
            return say("registered: {it}", it=entry.step.get("title"))
        for row in rows.get("step", ()):
            if row["step"] == entry.version:
                return _line(row_of(StepRow, row))
        # A correction: it stands outside the order.
        seen = Seen(entry.stream, rows, now=0, said=line_said)
        said = next(item.said for item in log(seen) if item.version == entry.version)
        return f"{said} · {wording.state(seen.negotiation.state)}"

    def _rows(self, entry: Entry) -> Rows:
        """The rows that a record made or changed, or all of its stream."""
        stream, projector = entry.stream, self._ledger.projector
        kept = self._kept.setdefault(stream, KeptRows(projector.schema, stream))
        version, fold = self._folds.get(stream, (0, None))
        extension: Extension | None = None
        if version == entry.version - 1:
            extension = self._extended(stream, fold, entry, kept)
        if extension is None:
            history = self._ledger.entries(stream, entry.position)
            extension = projector.refolded(stream, history)
        self._folds[stream] = (entry.version, extension.fold)
        rows: dict[str, list[JsonObject]] = {}
        for table, row in kept.put(extension):
            rows.setdefault(table, []).append(row)
        return rows

    def _extended(
        self, stream: str, fold: bytes | None, entry: Entry, kept: KeptRows
    ) -> Extension | None:
        try:
            return self._ledger.politics.extend(stream, fold, [entry], kept.recall)
        except ValueError:
            return None  # folded from nothing, it says why


def _said_of_own(entry: Entry) -> str:
    """What an entry of one of the ledger's own streams says."""
    return own_said(entry.type, entry.step) if entry.stream in OWN else entry.type


def _line(row: StepRow) -> str:
    when = f"{step_said(row)} {wording.moment(row.occurred)}".rstrip()
    changed = row.state != row.state_before
    return f"{when} · {wording.state(row.state)}" if changed else when
