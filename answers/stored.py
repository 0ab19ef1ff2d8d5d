"""The rows of streams as the view tables hold them at the head, a table read when it is asked for.

An answer needs some tables and not all: which, it says by asking. They are read one after another,
so each says up to where the log had come: where somebody recorded meanwhile, the stream is folded
from its records up to the position that the answer is about, which gives the same rows.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import TypeVar, cast

from msgspec import MsgspecError

from parley.events.ledger import Ledger
from parley.negotiation.rows import RowStruct
from parley.negotiation.views.seen import PlainRows
from parley.negotiation.views.tables import TABLES, row_of, typed_rows

__all__ = ["StoredRows"]

R = TypeVar("R", bound=RowStruct)


class StoredRows:
    """The stored rows of some streams, which MUST reach the head at a position."""

    def __init__(self, ledger: Ledger, streams: Collection[str], position: int) -> None:
        self._ledger = ledger
        self.streams = frozenset(streams)
        self._position = position
        self._read: dict[type[RowStruct], Mapping[str, Sequence[RowStruct]] | None] = {}
        self._folded: dict[str, PlainRows] = {}

    def of(self, stream: str) -> "_OfStream":
        """The rows of one of them."""
        return _OfStream(self, stream)

    def read(self, stream: str, kind: type[R]) -> Sequence[R]:
        """The rows of a stream in one table. Raises ViewsDamaged, StreamStopped."""
        if kind not in self._read:
            self._read[kind] = self._all(kind)
        found = self._read[kind]
        if found is not None:
            return cast("Sequence[R]", found.get(stream, ()))
        if stream not in self._folded:
            self._folded[stream] = PlainRows(self._ledger.rows_at(stream, self._position))
        return self._folded[stream].read(kind)

    def _all(self, kind: type[R]) -> Mapping[str, Sequence[R]] | None:
        """The rows of all of the streams; None where the log has gone on."""
        table, _ = TABLES[kind]
        cells = self._ledger.store.views.cells(table, self.streams)
        if cells.cursor != self._position:
            return None
        found: dict[str, list[R]] = {}
        try:
            for stream, row in typed_rows(kind, cells.rows):
                found.setdefault(stream, []).append(row)
        except (ValueError, MsgspecError):
            return self._singly(kind)
        return found

    def _singly(self, kind: type[R]) -> Mapping[str, Sequence[R]]:
        """The same, each value held against its column, which says what is wrong."""
        table, _ = TABLES[kind]
        select = self._ledger.store.views.select
        return {
            stream: [row_of(kind, row) for row in select(table, {"stream": stream})]
            for stream in self.streams
        }


class _OfStream:
    """The rows of one stream (`Given`)."""

    def __init__(self, stored: StoredRows, stream: str) -> None:
        self._stored = stored
        self._stream = stream

    def read(self, kind: type[R]) -> Sequence[R]:
        """`Given`."""
        return self._stored.read(self._stream, kind)
