"""The words of searched columns in SQLite: FTS5, whose documents are numbered beside the table."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Index,
    Integer,
    MetaData,
    Select,
    Table,
    UniqueConstraint,
    and_,
    bindparam,
    column,
    delete,
    func,
    insert,
    select,
    text,
)
from sqlalchemy import table as any_table

from parley.events.search import Phrase, Query
from parley.events.sql.composed import Composed
from parley.events.sql.sqlite.words_kept import read_documents
from parley.events.sql.streams import streams_in
from parley.events.sql.words import Worded, coded

FOUND = "__found"  # ends the name of an index of words


class SqliteWords:
    """A `WordTable`.

    FTS5 knows its documents only by an integer. One of the table itself would not last, because
    VACUUM numbers rows anew, so that a table beside gives each row a number of its own.
    """

    lasting = True  # FTS5 takes away what the document says, whatever is in its index

    def __init__(
        self,
        metadata: MetaData,
        name: str,
        key: Sequence[Column[object]],
    ) -> None:
        self._key = [one.name for one in key]
        self.names = (f"{name}{FOUND}", f"{name}__words")
        self._numbers = Table(
            f"{name}__words",
            metadata,
            Column("id", Integer, primary_key=True),
            *key,
            UniqueConstraint(*self._key),
            Index(f"{name}__words_stream", "stream"),
            sqlite_strict=True,
            comment=f"numbers of the documents in {name}__found",
        )
        self._stream = self._key.index("stream")
        self._found = any_table(f"{name}{FOUND}", column("rowid", Integer), column("words"))
        self._number = Composed(insert(self._numbers), "id", *self._key)
        self._find = Composed(insert(self._found), "rowid", "words")

    def create(self, connection: Connection) -> None:
        connection.exec_driver_sql(
            f"CREATE VIRTUAL TABLE \"{self._found.name}\" USING fts5(words, tokenize = 'ascii')"
        )

    def streams(self, connection: Connection) -> set[str]:
        return streams_in(connection, self._numbers)

    def delete_streams(self, connection: Connection, streams: Sequence[str]) -> None:
        gone = self._numbers.c.stream == bindparam("gone")
        self._delete(connection, gone, [{"gone": stream} for stream in streams])

    def put(self, connection: Connection, rows: Sequence[Worded]) -> None:
        same = and_(*(self._numbers.c[name] == bindparam(f"the_{name}") for name in self._key))
        names = [f"the_{name}" for name in self._key]
        self._delete(connection, same, [dict(zip(names, key, strict=True)) for key, _ in rows])
        self.add(connection, rows)

    def add(self, connection: Connection, rows: Sequence[Worded]) -> None:
        last = connection.execute(select(func.coalesce(func.max(self._numbers.c.id), 0))).scalar()
        first = int(last or 0) + 1
        # Words of no row, if somebody left any there, would be in the way of ours.
        connection.execute(delete(self._found).where(self._found.c.rowid >= first))
        numbered = list(enumerate(rows, first))
        self._number.run_each(connection, [(number, *key) for number, (key, _) in numbered])
        self._find.run_each(connection, [(number, words) for number, (_, words) in numbered])

    def delete_strays(self, connection: Connection) -> None:
        numbers = select(self._numbers.c.id)
        connection.execute(delete(self._found).where(self._found.c.rowid.not_in(numbers)))

    def _delete(
        self,
        connection: Connection,
        which: ColumnElement[bool],
        given: Sequence[Mapping[str, object]],
    ) -> None:
        numbers = select(self._numbers.c.id).where(which)
        connection.execute(delete(self._found).where(self._found.c.rowid.in_(numbers)), given)
        connection.execute(delete(self._numbers).where(which), given)

    def compare(
        self,
        connection: Connection,
        rows: Sequence[Worded],
        due: Collection[tuple[object, ...]],
    ) -> set[str]:
        documents = read_documents(connection, self._found.name)
        numbers = {
            tuple(key): number
            for number, *key in connection.execute(
                select(self._numbers.c.id, *(self._numbers.c[name] for name in self._key))
            )
        }
        wrong: set[str] = set()
        for key in due:
            documents.pop(numbers.pop(key, None), None)
        for key, words in rows:
            if key in due:
                continue
            number = numbers.pop(key, None)
            if number is None or documents.pop(number, None) != words:
                wrong.add(str(key[self._stream]))
        return wrong | {""} if numbers or documents else wrong

    def find(self, query: Query) -> Select[tuple[object, ...]]:
        found = select(self._found.c.rowid).where(
            text(f'"{self._found.name}" MATCH :asked').bindparams(
                asked=" AND ".join(map(_asked, query.phrases))
            )
        )
        return select(*(self._numbers.c[name] for name in self._key)).where(
            self._numbers.c.id.in_(found)
        )


def _asked(phrase: Phrase) -> str:
    words = " ".join(map(coded, phrase.words))
    return f'"{words}"*' if phrase.prefix else f'"{words}"'
