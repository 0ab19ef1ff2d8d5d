"""The log that every engine must offer: append with an expected version, and read it back.

One protocol with its promises in words, so that memory, SQLite and PostgreSQL can be held to the
same tests, and so that whoever holds a store need not know which of them it is.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Protocol, Self

from msgspec import Struct

from parley.events.append import Group, Outcome, StreamHead
from parley.events.canonical import JsonObject
from parley.events.hints import Hints
from parley.events.inspection import Strange
from parley.events.record import Record
from parley.events.tables import Schema
from parley.events.tiles import Tile
from parley.events.views import Fold, ViewStore


class LedgerInfo(Struct, frozen=True):
    """Which ledger this is. ``created_at`` is µs since 1970."""

    ledger: str
    created_at: int


class Head(Struct, frozen=True):
    """The end of the log: ``size`` records, the last at ``recorded_at`` (µs since 1970).

    Of an empty log, ``recorded_at`` is the ledger's creation.
    """

    size: int
    recorded_at: int


class Standing(Struct, frozen=True, kw_only=True):
    """What a judge is given of a ledger, all of one moment: its end, the ends of streams and their
    folds, and rows of the views. Without ``current`` the rows and folds are not all up to the
    head, or cannot be used, and are not there."""

    head: Head
    streams: dict[str, StreamHead]
    current: bool
    folds: dict[str, Fold]
    rows: list[JsonObject]


class Row(Struct, frozen=True):
    """One row of the log as it is stored: the bytes, and beside them columns copied from them.

    Nothing here has been checked; the bytes are the record, the columns only help to find it.
    """

    position: int
    stream: str
    version: int
    id: str
    type: str
    recorded_at: int
    statement_hash: bytes
    leaf_hash: bytes
    record: bytes


class EventStore(Protocol):
    """One ledger: its log, its tree, its views.

    MUST be usable from several threads, and beside other processes that use the same ledger. Any
    method may raise StoreError. Positions count from 1 and are gapless and in commit order: what
    a reader has seen up to its cursor is complete, for ever.
    """

    @property
    def info(self) -> LedgerInfo:
        """Which ledger this is; never changes."""

    @property
    def writable(self) -> bool:
        """False where the file, its folder or the connection can only be read."""

    @property
    def views(self) -> ViewStore:
        """The tables made from this log."""

    def head(self) -> Head:
        """The end of the log now. What is recorded at or before it never changes."""

    def append(self, groups: Sequence[Group]) -> list[Outcome]:
        """One outcome per group, in order; each group sees the groups before it.

        MUST be one transaction that locks the head first and only then looks anything up. For
        each group, in this order:
        1. All ids are known, each with the statement offered → Same. Any other use of a known
           id → IdTaken.
        2. The first statement of each stream does not follow that stream's last one, by version
           or by ``previous`` → VersionIs.
        3. Positions follow the head without a gap; one recorded_at for the group, later than the
           head's (`events.clock`); records are composed and stored; the ends of their streams and
           the head move → Appended.
        4. Where the rows of the views reach up to here, what the groups change in them is written,
           and their cursor moves. A stream of which the rows cannot be stored keeps those it had;
           whatever else goes wrong with rows leaves all of them behind, and the log as it is.

        A refused group MUST leave nothing behind, not even a gap. Acknowledged means durable.

        Raises, with nothing written of any group: RecordTooLarge, Malformed (a signature),
        WrongLedger, ReadOnlyStore, ClockImpossible.
        """

    def load(self, rows: Iterable[Row], *, size: int, root: bytes) -> None:
        """Fill this ledger, which is empty, with the ``size`` records of a copy, byte for byte.

        Positions, times, ids and hashes stay what they are. MUST be one transaction, with a
        bounded number of rows in memory. Each row is derived from its bytes again before it is
        written, and the tree over all of them compared with ``root``: `events.loading.checked`.

        Raises, with nothing written: NotEmpty; WrongLedger; IntegrityError where a row is not
        what its bytes say, does not follow the one before it, or size or root are others;
        ReadOnlyStore.
        """

    def read(self, *, after: int = 0, upto: int | None = None) -> Iterator[Record]:
        """Records at positions ``after`` < p ≤ ``upto`` (the head of now, by default), in order.

        MUST keep memory bounded, and MUST NOT hold a transaction open between two records.
        Raises IntegrityError at a gap, or where the bytes say another position.
        """

    def read_stream(
        self, stream: str, *, after: int = 0, upto: int | None = None
    ) -> Iterator[Record]:
        """Records of ``stream`` with version > ``after`` and position ≤ ``upto``, by version.

        Nothing for a stream that does not exist. Otherwise as `read`.
        """

    def find(self, id: str) -> Record | None:
        """The record whose statement has this id."""

    def find_all(self, ids: Sequence[str]) -> list[Record]:
        """The records whose statements have one of these ids, by position.

        MUST ask no more often than it takes to keep memory bounded.
        """

    def stream_head(self, stream: str, upto: int | None = None) -> StreamHead | None:
        """The last statement of ``stream`` at positions ≤ ``upto``."""

    def standing(
        self, streams: Sequence[str], table: str, column: str, values: Collection[str]
    ) -> Standing:
        """The ends and folds of those of these streams that there are, and the rows of ``table``
        that hold one of ``values`` in ``column``.

        MUST ask in one transaction, so that it is all of one moment. Raises ViewsDamaged.
        """

    def stream_heads(self, prefix: str = "", upto: int | None = None) -> list[StreamHead]:
        """The head of every stream whose name starts with ``prefix``, sorted by name."""

    def position_at(self, recorded_at: int) -> int:
        """The last position recorded at or before this time (µs since 1970); 0 for none."""

    def leaf_hashes(self, start: int, stop: int) -> Iterator[bytes]:
        """The stored leaf hashes of positions ``start`` + 1 to ``stop``, in order.

        Raises IntegrityError when one is missing.
        """

    def integrate(self) -> int:
        """Bring the stored tiles up to the head; the size of the tree that they now support.

        SHOULD write in short transactions, so that writers are not kept waiting.
        """

    def root(self, size: int) -> bytes:
        """The tree's root over the first ``size`` records, from tiles where there are any.

        Raises ValueError for a size beyond the head.
        """

    def read_rows(self, *, after: int = 0, upto: int | None = None) -> Iterator[Row]:
        """The rows of the log as they are stored, by position; for whoever checks the store."""

    def read_tiles(self) -> Iterator[Tile]:
        """The tiles as they are stored, by level and number; for whoever checks the store."""

    def inspect(self, schema: Schema, *, closely: bool = False) -> list[Strange]:
        """Whatever stands in the ledger's place and is not exactly what this release makes there.

        ``schema`` is of the views that belong to it. What is expected MUST NOT be read from the
        ledger, and nothing in the ledger may run meanwhile. Empty when all is as it was made.
        ``closely``: with what takes too long to be asked at every opening, and runs nothing when a
        ledger is written to.
        """

    def hints(self) -> Hints:
        """Hints for one reader that waits for news of the log; whoever asks MUST close them."""

    def close(self) -> None:
        """Let go of files and connections. MAY be called again."""

    def __enter__(self) -> Self:
        """The store itself."""

    def __exit__(self, *_: object) -> None:
        """Close."""
