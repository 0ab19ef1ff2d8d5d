"""The projector: keeps the view tables in step with the log.

Rows and cursor move in one transaction, and the cursor never passes a record whose rows are not
there, unless its stream stopped: what a reader finds up to the cursor is complete. A stream stops
where its entries cannot be read, folded or stored, for whatever reason, and stops no other; it is
tried again when it grows, and by a rebuild.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import islice

import msgspec

from events.canonical import JsonObject
from events.errors import (
    IntegrityError,
    Malformed,
    ReadOnlyStore,
    RecordError,
    RowsRefused,
    StoreError,
    StoreUnreachable,
    StreamStopped,
    ViewsDamaged,
)
from events.feed import Feed, deliver
from events.inspection import Strange, refuse_to_read, refuse_what_runs
from events.kinds import SOURCE_TABLE, SOURCES, read_source, source_row
from events.politics import Entry, Extension, Politics, entry_of
from events.record import Record, parse
from events.store import EventStore
from events.tables import Change, Schema
from events.views import Fold, StreamChange

__all__ = ["Projector", "is_of_the_rows", "source_rows", "stopping"]

CATCH_UP_RECORDS = 2_000  # records folded into the views per transaction


class Projector:
    """The views of one ledger."""

    def __init__(self, store: EventStore, politics: Politics) -> None:
        self.store = store
        self.politics = politics
        self.schema = schema_of(politics)
        self.usable = False
        """False where the stored tables are not those of this release, until they are rebuilt."""
        self.strange: list[Strange] = []
        """What stands in the ledger's place and is none of this release's."""
        self.prepare()

    def prepare(self) -> bool:
        """Look what the store has now, make the tables if it has none; whether to use them.

        A table that is not as this release makes it is never used: every answer is then folded
        from the records. Where something else could run, nothing is written.
        """
        self.strange = self.store.inspect(self.schema)
        altered = any(each.rebuilt for each in self.strange)
        wakes = self.store.writable and any(each.runs for each in self.strange)
        self.usable = not altered and not wakes and self.store.views.prepare(self.schema)
        return self.usable

    def refuse_strange(self, *, mending: bool = False) -> None:
        """Raises NotAsMade where something else than this release's code could run, or a guard of
        the log is gone; ``mending`` lets pass what a rebuild of the views puts right."""
        refuse_what_runs(self.strange, mending=mending)

    def refuse_to_read(self) -> None:
        """Raises IntegrityError where to read the log is to run something of somebody else."""
        refuse_to_read(self.strange)

    def _entries(self, stream: str, upto: int | None = None) -> list[Entry]:
        return [entry_of(record) for record in self.store.read_stream(stream, upto=upto)]

    def catch_up(self, progress: Callable[[int, int], None] | None = None) -> bool:
        """Bring the views up to the head; False where they cannot be used (views that are behind
        and cannot be written now, or views of another version: `rebuild`). `progress` is told
        (position reached, position to reach)."""
        try:
            return self.follow(progress)
        except (StoreUnreachable, ReadOnlyStore):
            return False  # a full disk keeps nobody from reading: the log itself is there

    def follow(self, progress: Callable[[int, int], None] | None = None) -> bool:
        """The same, and raises what hinders it."""
        if not self.usable:
            return False
        feed = Feed(self.store, batch_records=CATCH_UP_RECORDS)
        while (cursor := self.cursor()) < (size := self.store.head().size):
            if progress is not None:
                progress(cursor, size)
            if not self.store.writable:
                return False
            try:
                delivered = deliver(feed, self) > 0
            except IntegrityError as error:
                delivered = self._pass_damage(cursor, error)
            if not delivered and not self.prepare():
                return False
        return True

    def _pass_damage(self, cursor: int, error: IntegrityError) -> bool:
        """Deal with the records after `cursor`, of which one cannot be read, and stop the stream
        of that one alone. Raises `error` where it is not that which is wrong."""
        rows = list(islice(self.store.read_rows(after=cursor), CATCH_UP_RECORDS))
        if [row.position for row in rows] != list(range(cursor + 1, cursor + len(rows) + 1)):
            raise error
        records = []
        for row in rows:
            with suppress(RecordError):  # its stream does not reach its head, and says why
                records.append(parse(row.record))
        if len(records) == len(rows):
            raise error
        return self._extend(cursor, rows[-1].position, records)

    def cursor(self) -> int:
        """The position up to which the rows are complete (`Subscriber`)."""
        return self.store.views.cursor()

    def apply(self, cursor: int, records: Sequence[Record]) -> bool:
        """Extend the rows by these records, and move the cursor, in one transaction
        (`Subscriber`)."""
        try:
            return self._extend(cursor, records[-1].position, records)
        except Exception as error:
            if not is_of_the_rows(error):
                raise
            return self._apply_singly(cursor, records)

    def _extend(self, cursor: int, upto: int, records: Sequence[Record]) -> bool:
        news: dict[str, list[Entry]] = {}
        for record in records:
            news.setdefault(record.stream, []).append(entry_of(record))
        changes = [self._change(stream, entries, upto) for stream, entries in news.items()]
        return self.store.views.extend(cursor, upto, changes)

    def _apply_singly(self, cursor: int, records: Sequence[Record]) -> bool:
        """Deal with each record by itself, in its order: what cannot be stored then stops its own
        stream, and is tried once more with the stream's last record."""
        last = {record.stream: record.position for record in records}
        refused: set[str] = set()
        for record in records:
            stream, position = record.stream, record.position
            stays = stream in refused and position != last[stream]
            try:
                made = self._standing(stream) if stays else None
                changes = [made or self._change(stream, [entry_of(record)], position)]
                moved = self.store.views.extend(cursor, position, changes)
            except Exception as error:
                if not is_of_the_rows(error):
                    raise
                refused.add(stream)
                moved = self.store.views.extend(cursor, position, [self._standing(stream)])
            if not moved:
                return False
            cursor = position
        return True

    def _stored_fold(self, stream: str) -> Fold | None:
        """The fold of a stream; a damaged one is none, and is made again when the stream grows."""
        try:
            return self.store.views.fold(stream)
        except ViewsDamaged:
            return None

    def _standing(self, stream: str) -> StreamChange:
        """The rows of a stream as they are."""
        fold = self._stored_fold(stream)
        version, data = (0, None) if fold is None else (fold.version, fold.data)
        return StreamChange(stream=stream, version=version, changes=(), fold=data)

    def rows(self, stream: str) -> dict[str, list[JsonObject]] | None:
        """Every stored row of a stream, by table; None where they do not reach its head: they
        cannot be used, or stopped at an entry that cannot be folded."""
        if not self.catch_up():
            return None
        head, found = self.store.stream_head(stream), self.store.views.select_stream(stream)
        stands = 0 if found.fold is None else found.fold.version
        return found.tables if head is None or stands >= head.version else None

    def _change(self, stream: str, entries: Sequence[Entry], upto: int) -> StreamChange:
        """What new entries of a stream change in its rows.

        An entry that cannot be folded stops the rows of its own stream where they are, and those
        of no other: whoever asks for that stream is told, and `verify` reports it.
        """
        change = self._extended(stream, entries, upto)
        return self._standing(stream) if change.version == 0 else change

    def _extended(self, stream: str, entries: Sequence[Entry], upto: int) -> StreamChange:
        if stream == SOURCES:
            return _stream_change(stream, entries[-1].version, source_rows(entries), b"")
        if not self.politics.concerns(stream):
            return _stream_change(stream, entries[-1].version, (), b"")
        fold = self._stored_fold(stream)
        extension: Extension | None = None
        after = 1 if fold is None else fold.version + 1
        # One in between may be missing, because it could not be read.
        if [entry.version for entry in entries] == [*range(after, after + len(entries))]:
            with suppress(Exception):  # folded from nothing, it may fare better, or says why not
                data = None if fold is None else fold.data
                extension = self.politics.extend(stream, data, entries)
        if extension is not None:
            version = entries[-1].version
            return _stream_change(stream, version, extension.rows, extension.fold)
        return self.whole(stream, upto)

    def whole(self, stream: str, upto: int) -> StreamChange:
        """A stream folded from nothing up to a position, in place of all its rows.

        A stream that cannot be read or folded has no rows and version 0.
        """
        try:
            entries = self._entries(stream, upto)
            version = entries[-1].version
            if stream == SOURCES:
                return _stream_change(stream, version, source_rows(entries), b"", replace=True)
            if not self.politics.concerns(stream):
                return _stream_change(stream, version, (), b"", replace=True)
            extension = self.refolded(stream, entries)
        except IntegrityError:
            return stopping(stream)
        return _stream_change(stream, version, extension.rows, extension.fold, replace=True)

    def refolded(
        self, stream: str, entries: Sequence[Entry], *, public_at: int | None = None
    ) -> Extension:
        """Fold a stream from its records. Raises StreamStopped where one cannot be folded.

        Whatever is raised over an entry concerns its own stream: a mistake of ours in folding one
        must not stop the views of all.
        """
        with _stopping_at_errors(stream):
            return self.politics.refold(stream, entries, public_at=public_at)

    def complete(self, stream: str, extension: Extension) -> list[tuple[str, JsonObject]]:
        """The rows of an extension with all their columns, by table. Raises StreamStopped for
        what the tables cannot hold."""
        with _stopping_at_errors(stream):
            return [
                (table, self.schema.table(table).complete({"stream": stream, **row}))
                for table, row in extension.rows
            ]

    def check_storable(
        self,
        stream: str,
        fold: bytes | None,
        entries: Sequence[Entry],
        history: Callable[[], Sequence[Entry]],
    ) -> None:
        """Go through what recording these entries behind `fold` would do to the rows of their
        stream, and write nothing.

        Raises StreamStopped where they cannot be folded, or their rows cannot be stored.
        """
        if not self.politics.concerns(stream):
            return
        with suppress(Exception):
            extension = self.politics.extend(stream, fold, entries)
            if extension is not None:
                self.complete(stream, extension)
                return
        self.complete(stream, self.refolded(stream, [*history(), *entries]))


def is_of_the_rows(error: Exception) -> bool:
    """Whether it is the rows themselves that could not be made or stored, and not the store that
    could do nothing at all."""
    return isinstance(error, RowsRefused) or not isinstance(error, StoreError | IntegrityError)


def stopping(stream: str) -> StreamChange:
    """No rows and no fold, in place of all that a stream had."""
    return StreamChange(stream=stream, version=0, changes=(), fold=None, replace=True)


@contextmanager
def _stopping_at_errors(stream: str) -> Iterator[None]:
    try:
        yield
    except Exception as error:
        raise StreamStopped(stream, _said(error)) from error


def _said(error: Exception) -> str:
    """The words of an error; those that were made for people name no class of Python."""
    foreseen = isinstance(error, RecordError | ValueError)
    return str(error) if foreseen else f"{type(error).__name__}: {error}"


def schema_of(politics: Politics) -> Schema:
    """All view tables of a ledger: the politics' and the record's own."""
    given = msgspec.convert({"version": politics.views, **politics.schema()}, Schema)
    return msgspec.structs.replace(given, tables=(*given.tables, SOURCE_TABLE))


def source_rows(entries: Sequence[Entry]) -> list[tuple[str, JsonObject]]:
    """The rows of the sources that these entries describe, the last description of each.

    An entry that describes none is left out, and `verify` reports it: sources know nothing of each
    other, and steps of every stream name them.
    """
    rows: dict[str, JsonObject] = {}
    for entry in entries:
        try:
            source = read_source(entry.step)
        except Malformed:
            continue
        rows[source.source] = source_row(
            source, version=entry.version, position=entry.position, recorded_at=entry.recorded_at
        )
    return [(SOURCE_TABLE.name, row) for row in rows.values()]


def _stream_change(
    stream: str,
    version: int,
    rows: Sequence[tuple[str, JsonObject]],
    fold: bytes,
    *,
    replace: bool = False,
) -> StreamChange:
    return StreamChange(
        stream=stream,
        version=version,
        changes=tuple(Change(table, {"stream": stream, **row}) for table, row in rows),
        fold=fold,
        replace=replace,
    )
