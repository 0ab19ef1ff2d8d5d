"""What the entries of a stream change in the rows of the views, and how far each can be followed.

A stream stops where its entries cannot be read, folded or stored, for whatever reason, and stops no
other; it is tried again when it grows, and by a rebuild.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from typing import Literal

import msgspec
from msgspec import Struct

from parley.events.canonical import JsonObject
from parley.events.cells import StreamCells, check_cells, no_cells
from parley.events.errors import IntegrityError, Malformed, StreamStopped, ViewsDamaged, flaw_of
from parley.events.kinds import SOURCE_TABLE, SOURCES, read_source, source_row
from parley.events.politics import (
    Entry,
    Extension,
    Politics,
    Refolded,
    Stamp,
    Wanted,
    entry_of,
)
from parley.events.store import EventStore
from parley.events.tables import Change, Schema
from parley.events.views import Fold, StreamChange, as_cells

__all__ = ["Changes", "schema_of", "source_rows", "stopping"]


class Changes:
    """The changes of the views of one ledger; it writes none of them."""

    def __init__(self, store: EventStore, politics: Politics) -> None:
        self.store = store
        self.politics = politics
        self.schema = schema_of(politics)

    def change(self, stream: str, entries: Sequence[Entry], upto: int) -> StreamChange:
        """What new entries of a stream change in its rows.

        An entry that cannot be folded stops the rows of its own stream where they are, and those
        of no other: whoever asks for that stream is told, and `verify` reports it.
        """
        change = self._extended(stream, entries, upto)
        return self.standing(stream) if change.version == 0 else change

    def _extended(self, stream: str, entries: Sequence[Entry], upto: int) -> StreamChange:
        if not self.politics.concerns(stream):
            rows = source_rows(entries) if stream == SOURCES else ()
            return self._made(stream, entries[-1].version, _Rows(rows, b""))
        fold = self._stored_fold(stream)
        after = 1 if fold is None else fold.version + 1
        # One in between may be missing, because it could not be read.
        if [entry.version for entry in entries] == [*range(after, after + len(entries))]:
            with suppress(Exception):  # folded from nothing, it may fare better, or says why not
                data = None if fold is None else fold.data
                recall = partial(self.recall, stream, after - 1)
                extension = self.politics.extend(stream, data, entries, recall)
                if extension is not None:
                    return self._made(stream, entries[-1].version, extension)
        return self.whole(stream, upto)

    def recall(
        self, stream: str, version: int, wanted: Sequence[Wanted]
    ) -> list[list[JsonObject]] | None:
        """Rows of a stream as they are with its fold up to `version`; None where they are not to
        be had: others have moved it on, or one is damaged, which the records are not."""
        try:
            return self.store.views.recall(stream, version, wanted)
        except ViewsDamaged:
            return None

    def whole(self, stream: str, upto: int) -> StreamChange:
        """A stream folded from nothing up to a position, in place of all its rows.

        A stream that cannot be read or folded has no rows and version 0.
        """
        try:
            entries = self._entries(stream, upto)
            if self.politics.concerns(stream):
                extension: Extension = self.refolded(stream, entries)
            else:
                rows = source_rows(entries) if stream == SOURCES else ()
                extension = _Rows(rows, b"", whole=True)
            return self._made(stream, entries[-1].version, extension)
        except IntegrityError:
            return stopping(stream)

    def whole_cells(self, stream: str, upto: int) -> StreamCells:
        """The same as the cells of its rows."""
        try:
            return self.cells_of(stream, self._entries(stream, upto))
        except IntegrityError:
            return no_cells(stream)

    def cells_of(
        self, stream: str, entries: Sequence[Entry], folded: Refolded | None = None
    ) -> StreamCells:
        """The cells of a stream's rows; `folded` is what folding these entries gave, where it is
        known. Raises StreamStopped where one cannot be folded, or the tables cannot hold it."""
        if not self.politics.concerns(stream):
            rows = source_rows(entries) if stream == SOURCES else ()
            made = self._made(stream, entries[-1].version, _Rows(rows, b"", whole=True))
            return as_cells(self.schema, made)
        if folded is None:
            folded = self.refolded(stream, entries)
        with _stopping_at_errors(stream):
            cells = StreamCells(
                stream=stream,
                version=entries[-1].version,
                tables=folded.cells(stream),
                fold=folded.fold,
            )
            check_cells(self.schema, cells)
        return cells

    def refolded(
        self, stream: str, entries: Sequence[Entry], *, public_at: int | None = None
    ) -> Refolded:
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

    def _made(self, stream: str, version: int, extension: Extension) -> StreamChange:
        """Raises StreamStopped as `complete` does."""
        rows = self.complete(stream, extension)
        return StreamChange(
            stream=stream,
            version=version,
            changes=tuple(Change(table, row) for table, row in rows),
            fold=extension.fold,
            replace=extension.whole,
            stamps=tuple(extension.stamps),
        )

    def judged(self, stream: str, version: int, change: Extension) -> StreamChange:
        """What judging a stream up to `version` changes. Raises StreamStopped for rows that the
        tables cannot hold."""
        return self._made(stream, version, change)

    def own(self, stream: str, steps: Mapping[int, JsonObject]) -> StreamChange:
        """What entries of a stream of the ledger's own change, before they are recorded; by
        version."""
        rows: list[tuple[str, JsonObject]] = []
        stamps: list[Stamp] = []
        if stream == SOURCES:
            described = {read_source(step).source: version for version, step in steps.items()}
            for number, version in enumerate(described.values()):
                source = read_source(steps[version])
                rows.append(
                    (
                        SOURCE_TABLE.name,
                        source_row(source, version=version, position=0, recorded_at=0),
                    )
                )
                stamps += [_Stamp(row=number, version=version, gives=each) for each in _GIVEN]
        return self._made(stream, max(steps), _Rows(rows, b"", False, stamps))

    def _entries(self, stream: str, upto: int | None = None) -> list[Entry]:
        return [entry_of(record) for record in self.store.read_stream(stream, upto=upto)]

    def _stored_fold(self, stream: str) -> Fold | None:
        """The fold of a stream; a damaged one is none, and is made again when the stream grows."""
        try:
            return self.store.views.fold(stream)
        except ViewsDamaged:
            return None

    def standing(self, stream: str) -> StreamChange:
        """The rows of a stream as they are."""
        fold = self._stored_fold(stream)
        version, data = (0, None) if fold is None else (fold.version, fold.data)
        return StreamChange(stream=stream, version=version, changes=(), fold=data)


def stopping(stream: str) -> StreamChange:
    """No rows and no fold, in place of all that a stream had."""
    return StreamChange(stream=stream, version=0, changes=(), fold=None, replace=True)


@contextmanager
def _stopping_at_errors(stream: str) -> Iterator[None]:
    try:
        yield
    except Exception as error:
        raise StreamStopped(stream, flaw_of(error)) from error


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


class _Rows(Struct, frozen=True):
    """An extension of a stream that the politics do not know."""

    rows: Sequence[tuple[str, JsonObject]]
    fold: bytes
    whole: bool = False
    stamps: Sequence[Stamp] = ()


class _Stamp(Struct, frozen=True, kw_only=True):
    """A cell of a source's row."""

    row: int
    version: int
    gives: Literal["position", "recorded_at"]
    at_most: int | None = None

    @property
    def column(self) -> str:
        return self.gives


_GIVEN: tuple[Literal["position", "recorded_at"], ...] = ("position", "recorded_at")
