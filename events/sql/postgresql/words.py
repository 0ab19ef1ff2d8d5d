"""The words of searched columns in PostgreSQL: a tsvector made by us, under a GIN index."""

from collections.abc import Sequence

from sqlalchemy import (
    Column,
    Connection,
    Index,
    MetaData,
    PrimaryKeyConstraint,
    Select,
    Table,
    cast,
    select,
)
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR, insert

from events.canonical import JsonObject
from events.search import Phrase, Query
from events.sql.streams import delete_streams, streams_in
from events.sql.words import coded


class PostgresWords:
    """A `WordTable`. No configuration of a language has a say: the vector holds our words."""

    def __init__(
        self,
        metadata: MetaData,
        name: str,
        key: Sequence[Column[object]],
    ) -> None:
        self._key = [one.name for one in key]
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

    def put(self, connection: Connection, rows: Sequence[tuple[JsonObject, list[str]]]) -> None:
        upsert = insert(self._words)
        upsert = upsert.on_conflict_do_update(
            index_elements=self._key, set_={"found": upsert.excluded.found}
        )
        connection.execute(
            upsert,
            [
                {**{name: row[name] for name in self._key}, "found": _vector(words)}
                for row, words in rows
            ],
        )

    def find(self, query: Query) -> Select[tuple[object, ...]]:
        asked = " & ".join(f"({_asked(phrase)})" for phrase in query.phrases)
        return select(*(self._words.c[name] for name in self._key)).where(
            self._words.c.found.op("@@")(cast(asked, TSQUERY))
        )


def _vector(words: Sequence[str]) -> str:
    return " ".join(f"{word}:{place}" for place, word in enumerate(words, 1))


def _asked(phrase: Phrase) -> str:
    words = " <-> ".join(map(coded, phrase.words))
    return f"{words}:*" if phrase.prefix else words
