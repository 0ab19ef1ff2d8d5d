"""What a ledger answers from its log and its views, at the head and as it was known before.

It writes nothing but the rows of views that are behind, and judges nothing.
"""

import difflib
from collections.abc import Collection, Iterator

from msgspec import Struct

from parley.events.canonical import JsonObject
from parley.events.changes import source_rows
from parley.events.clocks import position_at
from parley.events.errors import NoSuchStream
from parley.events.kinds import SOURCE_TABLE, SOURCES
from parley.events.own_records import OwnRecords
from parley.events.politics import Entry, Politics, entry_of
from parley.events.projector import Projector
from parley.events.record import Record
from parley.events.store import EventStore, Head

__all__ = ["LedgerReading", "Moment"]

HEADS_MAX = 20  # streams whose ends are asked one by one


class Moment(Struct, frozen=True, kw_only=True):
    """A time of knowledge: everything recorded up to `position`.

    `settled` is False when the time that was asked lies after the last record: an append in
    flight may still carry an earlier time. `corrected_by` are the versions in `clocks` of the
    corrected dates without which it were another position.
    """

    position: int
    asked: int | None
    settled: bool
    corrected_by: tuple[int, ...] = ()


class LedgerReading(OwnRecords):
    """A store, read with its politics."""

    def __init__(self, store: EventStore, politics: Politics) -> None:
        self.store = store
        self.politics = politics
        self.projector = Projector(store, politics)

    # Reading the log ----------------------------------------------------------------------------

    def head(self) -> Head:
        """The end of the log."""
        return self.store.head()

    def known_at(self, time: int) -> Moment:
        """The position that a time of knowledge (µs since 1970, UTC) means.

        A time becomes a position by the dates of the records, and by the clock records up to the
        head: see `events.clocks.position_at`.
        """
        head = self.store.head()
        recorded = self.store.position_at(time)
        spans = self.clock_spans(head.size)
        position = position_at(time, spans, recorded, head.size)
        low, high = sorted((recorded, position))
        return Moment(
            position=position,
            asked=time,
            # Behind a record that counts as later, nothing that is recorded now counts by then.
            settled=position < head.size or time <= head.recorded_at,
            corrected_by=tuple(
                span.version
                for span in spans
                if low < high and span.first <= high and span.last > low
            ),
        )

    def entries(self, stream: str, upto: int | None = None) -> list[Entry]:
        """The entries of a stream, in recorded order, up to a position."""
        return [entry_of(record) for record in self.store.read_stream(stream, upto=upto)]

    def log(self, after: int = 0, upto: int | None = None) -> Iterator[Record]:
        """The records of the whole log, in order."""
        return self.store.read(after=after, upto=upto)

    def streams(self, prefix: str = "", upto: int | None = None) -> list[str]:
        """The names of the streams that begin with `prefix`, sorted."""
        return [head.stream for head in self.store.stream_heads(prefix, upto)]

    def require(self, stream: str) -> str:
        """`stream`, if anything is recorded in it. Raises NoSuchStream."""
        if self.store.stream_head(stream) is None:
            names = self.streams(stream.partition("/")[0])
            close = difflib.get_close_matches(stream, names, n=1, cutoff=0.6)
            raise NoSuchStream(stream, close[0] if close else None)
        return stream

    # Views --------------------------------------------------------------------------------------

    def rows(self, stream: str) -> dict[str, list[JsonObject]]:
        """Every view row of a stream at the head, by table.

        Raises IntegrityError where an entry of the stream cannot be folded.
        """
        found = self.projector.rows(stream)
        if found is None:
            return self.rows_at(stream, self.store.head().size)
        return {table: rows for table, rows in found.items() if table != SOURCE_TABLE.name}

    def reaching(self, streams: Collection[str]) -> frozenset[str]:
        """Those of these streams of which the stored rows reach the head: an entry that cannot be
        folded stops a stream, and views that cannot be used say nothing of any."""
        if not self.catch_up():
            return frozenset()
        folded = self.store.views.folded(streams)
        if len(streams) > HEADS_MAX:
            heads = {each.stream: each for each in self.store.stream_heads()}
        else:
            ends = (self.store.stream_head(stream) for stream in streams)
            heads = {each.stream: each for each in ends if each is not None}
        return frozenset(
            stream
            for stream in streams
            if stream in heads and folded.get(stream, 0) >= heads[stream].version
        )

    def rows_at(
        self, stream: str, position: int, *, public_at: int | None = None
    ) -> dict[str, list[JsonObject]]:
        """Every view row of a stream, folded from its records up to a position; with `public_at`
        (µs) only what had been published by then."""
        extension = self.projector.refolded(
            stream, self.entries(stream, position), public_at=public_at
        )
        found: dict[str, list[JsonObject]] = {
            table.name: [] for table in self.projector.schema.tables
        }
        for table, row in self.projector.complete(stream, extension):
            found[table].append(row)
        return found

    def sources(self, upto: int | None = None) -> dict[str, JsonObject]:
        """The described sources by id, at the head or up to a position."""
        if upto is None and self.catch_up():
            rows = self.store.views.select(SOURCE_TABLE.name)
        else:
            rows = [row for _, row in source_rows(self.entries(SOURCES, upto))]
        return {str(row["source"]): row for row in rows}

    def catch_up(self) -> bool:
        """Bring the views up to the head; False where they cannot be used."""
        return self.projector.catch_up()
