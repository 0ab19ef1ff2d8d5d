"""The words of searched columns in PostgreSQL: a tsvector made by us, under a GIN index."""

from collections.abc import Collection, Sequence

from sqlalchemy import (
    Column,
    Connection,
    Index,
    MetaData,
    PrimaryKeyConstraint,
    Select,
    Table,
    Text,
    cast,
    select,
)
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR, insert

from parley.events.search import Phrase, Query
from parley.events.sql.streams import delete_streams, streams_in
from parley.events.sql.words import Worded, coded

ROWS_PER_QUERY = 500  # of whose words the server is asked how it would keep them


class PostgresWords:
    """A `WordTable`. No configuration of a language has a say: the vector holds our words."""

    lasting = False

    def __init__(
        self,
        metadata: MetaData,
        name: str,
        key: Sequence[Column[object]],
    ) -> None:
        self._key = [one.name for one in key]
        self._stream = self._key.index("stream")
        self.names = (f"{name}__words",)
        self._words = Table(
            f"{name}__words",
            metadata,
            *key,
            Column("found", TSVECTOR, nullable=False, comment="the words, in hexadecimal"),
            PrimaryKeyConstraint(*self._key),
            comment=f"the words of {name}, to be searched for",
        )
        Index(f"{name}__words_found", self._words.c.found, postgresql_using="gin")

    def create(self, connection: Connection) -> None:
        """The metadata makes it all."""

    def streams(self, connection: Connection) -> set[str]:
        return streams_in(connection, self._words)

    def delete_streams(self, connection: Connection, streams: Sequence[str]) -> None:
        delete_streams(connection, self._words, streams)

    def delete_strays(self, connection: Connection) -> None:
        """There are none: words stand beside their key."""

    def put(self, connection: Connection, rows: Sequence[Worded]) -> None:
        upsert = insert(self._words)
        upsert = upsert.on_conflict_do_update(
            index_elements=self._key, set_={"found": upsert.excluded.found}
        )
        connection.execute(
            upsert,
            [
                {**dict(zip(self._key, key, strict=True)), "found": _vector(words)}
                for key, words in rows
            ],
        )

    def add(self, connection: Connection, rows: Sequence[Worded]) -> None:
        self.put(connection, rows)

    def compare(
        self,
        connection: Connection,
        rows: Sequence[Worded],
        due: Collection[tuple[object, ...]],
    ) -> set[str]:
        stored = {
            tuple(key): found
            for found, *key in connection.execute(
                select(
                    cast(self._words.c.found, Text), *(self._words.c[name] for name in self._key)
                )
            )
        }
        for key in due:
            stored.pop(key, None)
        wrong: set[str] = set()
        compared = [each for each in rows if each[0] not in due]
        for start in range(0, len(compared), ROWS_PER_QUERY):
            some = compared[start : start + ROWS_PER_QUERY]
            for (key, _), made in zip(some, _as_stored(connection, some), strict=True):
                if stored.pop(key, None) != made:
                    wrong.add(str(key[self._stream]))
        return wrong | {""} if stored else wrong

    def find(self, query: Query) -> Select[tuple[object, ...]]:
        asked = " & ".join(f"({_asked(phrase)})" for phrase in query.phrases)
        return select(*(self._words.c[name] for name in self._key)).where(
            self._words.c.found.op("@@")(cast(asked, TSQUERY))
        )


def _as_stored(connection: Connection, rows: Sequence[Worded]) -> Sequence[str]:
    """The vectors of these words as the server writes them, which keeps not every place of each."""
    made = connection.exec_driver_sql(
        "SELECT given.words::pg_catalog.tsvector::text "
        "FROM unnest(%s::text[]) WITH ORDINALITY AS given (words, number) ORDER BY given.number",
        ([_vector(words) for _, words in rows],),
    )
    return made.scalars().all()


def _vector(words: str) -> str:
    return " ".join(f"{word}:{place}" for place, word in enumerate(words.split(), 1))


def _asked(phrase: Phrase) -> str:
    words = " <-> ".join(map(coded, phrase.words))
    return f"{words}:*" if phrase.prefix else words
