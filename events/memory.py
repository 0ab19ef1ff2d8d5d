"""The reference store: the whole protocol over plain lists, for one process and its lifetime.

It is what the protocol means, small enough to be read in one sitting; other engines are compared
with it, and tests and examples that need no file use it.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from threading import RLock
from typing import Self

from parley.events.append import (
    Appended,
    Group,
    IdTaken,
    Outcome,
    Stored,
    StreamHead,
    Taken,
    answer_ids,
    answer_versions,
    changes_of,
    check_ledger,
    followed,
)
from parley.events.clock import Clock, next_recorded_at
from parley.events.errors import IntegrityError
from parley.events.flaws import IdTwice
from parley.events.hints import Bell, Hints
from parley.events.inspection import Strange
from parley.events.loading import checked
from parley.events.memory_views import MemoryViews
from parley.events.record import Record, compose, leaf_hash, parse
from parley.events.statement import check_ledger_name, statement_hash
from parley.events.store import Head, LedgerInfo, Row, Standing
from parley.events.store_errors import NotEmpty
from parley.events.tables import Schema
from parley.events.tiles import Tile, missing_tiles, root
from parley.events.views import ViewStore


class MemoryHints:
    """`Hints` from appends of this process: each of them rings."""

    def __init__(self, store: "MemoryStore") -> None:
        self._store = store
        self._bell = Bell()
        self._seen: int | None = None
        store.bells.append(self._bell)

    def wait(self, seconds: float) -> bool:
        before = self._seen
        if before is not None and self._store.head().size == before:
            self._bell.wait(seconds)
        self._seen = self._store.head().size
        return self._seen != before

    def wake(self) -> None:
        self._bell.ring()

    def close(self) -> None:
        if self._bell in self._store.bells:
            self._store.bells.remove(self._bell)
        self._bell.close()


class MemoryStore:
    """An `EventStore` in memory. ``clock`` gives µs since 1970."""

    def __init__(self, ledger: str, clock: Clock) -> None:
        check_ledger_name(ledger)
        self._info = LedgerInfo(ledger, clock())
        self._clock = clock
        self._lock = RLock()  # stands for the lock on the head
        self._records: list[Record] = []  # position - 1 is the index
        self._ids: dict[str, int] = {}  # → position
        self._streams: dict[str, list[int]] = {}  # → positions; version - 1 is the index
        self._tiles: dict[tuple[int, int], bytes] = {}
        self._views = MemoryViews()
        self.bells: list[Bell] = []
        """Of the readers that wait; rung after each append."""

    @property
    def info(self) -> LedgerInfo:
        return self._info

    @property
    def writable(self) -> bool:
        return True

    @property
    def views(self) -> ViewStore:
        return self._views

    def head(self) -> Head:
        with self._lock:
            last = self._records[-1].recorded_at if self._records else self._info.created_at
            return Head(len(self._records), last)

    def append(self, groups: Sequence[Group]) -> list[Outcome]:
        with self._lock:
            size = len(self._records)
            try:
                outcomes = [self._append(group) for group in groups]
            except BaseException:
                self._forget_after(size)
                raise
            changes = changes_of(groups, outcomes)
            if changes is not None and self._views.append(size, len(self._records), changes):
                outcomes = followed(outcomes)
        for bell in list(self.bells):
            bell.ring()
        return outcomes

    def _append(self, group: Group) -> Outcome:
        check_ledger(group, self._info.ledger)
        answer = answer_ids(group, self._stored(group))
        if isinstance(answer, Taken):
            stored = self._records[answer.position - 1]
            return IdTaken(stored.id, stored, answer.statement.statement)
        if answer is not None:
            return answer
        heads = {name: self.stream_head(name) for name in group.first_of_each_stream()}
        conflict = answer_versions(group, {name: head for name, head in heads.items() if head})
        if conflict is not None:
            return conflict

        head = self.head()
        recorded_at = next_recorded_at(self._clock(), head.recorded_at)
        first = head.size + 1
        for position, said in enumerate(group.statements, first):
            self._put(parse(compose(position, recorded_at, said.statement, said.signatures)))
        return Appended(tuple(range(first, len(self._records) + 1)), recorded_at)

    def _put(self, record: Record) -> None:
        self._records.append(record)
        self._ids[record.id] = record.position
        self._streams.setdefault(record.stream, []).append(record.position)

    def load(self, rows: Iterable[Row], *, size: int, root: bytes) -> None:
        with self._lock:
            if self._records:
                raise NotEmpty("memory", len(self._records))
            try:
                for row in checked(rows, self._info, size=size, root=root):
                    if row.id in self._ids:
                        raise IntegrityError([IdTwice(row.position, row.id)])
                    self._put(parse(row.record))
            except BaseException:
                self._forget_after(0)
                raise

    def _stored(self, group: Group) -> dict[str, Stored]:
        known = [said.id for said in group.statements if said.id in self._ids]
        records = [self._records[self._ids[id] - 1] for id in known]
        return {
            record.id: Stored(record.position, record.recorded_at, statement_hash(record.statement))
            for record in records
        }

    def _forget_after(self, size: int) -> None:
        for record in reversed(self._records[size:]):
            del self._ids[record.id]
            self._streams[record.stream].pop()
            if not self._streams[record.stream]:
                del self._streams[record.stream]
        del self._records[size:]

    def read(self, *, after: int = 0, upto: int | None = None) -> Iterator[Record]:
        yield from self._records[after : self._size(upto)]

    def read_stream(
        self, stream: str, *, after: int = 0, upto: int | None = None
    ) -> Iterator[Record]:
        for position in self._streams.get(stream, [])[after:]:
            if position > self._size(upto):
                return
            yield self._records[position - 1]

    def find(self, id: str) -> Record | None:
        position = self._ids.get(id)
        return None if position is None else self._records[position - 1]

    def find_all(self, ids: Sequence[str]) -> list[Record]:
        positions = sorted({self._ids[id] for id in ids if id in self._ids})
        return [self._records[position - 1] for position in positions]

    def stream_head(self, stream: str, upto: int | None = None) -> StreamHead | None:
        positions = self._streams.get(stream, [])
        version = bisect_right(positions, self._size(upto))
        if version == 0:
            return None
        last = self._records[positions[version - 1] - 1]
        return StreamHead(stream, version, statement_hash(last.statement), last.position)

    def standing(
        self, streams: Sequence[str], table: str, column: str, values: Collection[str]
    ) -> Standing:
        with self._lock:
            heads = {name: head for name in streams if (head := self.stream_head(name)) is not None}
            size = self.head().size
            current = self._views.usable and self._views.cursor() == size
            folds = [self._views.fold(name) for name in streams] if current else []
            rows = self._views.select(table) if current else []
            return Standing(
                head=self.head(),
                streams=heads,
                current=current,
                folds={fold.stream: fold for fold in folds if fold is not None},
                rows=[row for row in rows if row[column] in values],
            )

    def stream_heads(self, prefix: str = "", upto: int | None = None) -> list[StreamHead]:
        names = sorted(name for name in list(self._streams) if name.startswith(prefix))
        heads = (self.stream_head(name, upto) for name in names)
        return [head for head in heads if head is not None]

    def position_at(self, recorded_at: int) -> int:
        return bisect_right(self._records, recorded_at, key=lambda record: record.recorded_at)

    def leaf_hashes(self, start: int, stop: int) -> Iterator[bytes]:
        return (leaf_hash(record.data) for record in self._records[start:stop])

    def integrate(self) -> int:
        with self._lock:
            size = len(self._records)
            for tile in missing_tiles(size, self._count_tiles, self._read_tile, self.leaf_hashes):
                self._tiles[tile.level, tile.number] = tile.hashes
            return size

    def root(self, size: int) -> bytes:
        if size > len(self._records):
            raise ValueError(f"no root over {size} records: there are {len(self._records)}")
        return root(size, self._read_tile, self.leaf_hashes)

    def _count_tiles(self, level: int) -> int:
        return sum(1 for stored_level, _ in self._tiles if stored_level == level)

    def _read_tile(self, level: int, number: int) -> bytes | None:
        return self._tiles.get((level, number))

    def read_rows(self, *, after: int = 0, upto: int | None = None) -> Iterator[Row]:
        for record in self.read(after=after, upto=upto):
            yield Row(
                position=record.position,
                stream=record.stream,
                version=record.version,
                id=record.id,
                type=record.type,
                recorded_at=record.recorded_at,
                statement_hash=statement_hash(record.statement),
                leaf_hash=leaf_hash(record.data),
                record=record.data,
            )

    def read_tiles(self) -> Iterator[Tile]:
        for (level, number), hashes in sorted(self._tiles.items()):
            yield Tile(level, number, hashes)

    def inspect(
        self,
        schema: Schema,  # noqa: ARG002 - nobody else gets in
        *,
        closely: bool = False,  # noqa: ARG002
    ) -> list[Strange]:
        return []

    def hints(self) -> Hints:
        return MemoryHints(self)

    def close(self) -> None:
        """Nothing to let go of."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _size(self, upto: int | None) -> int:
        return len(self._records) if upto is None else min(upto, len(self._records))
