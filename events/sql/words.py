"""The words of searched columns, beside their table: what both engines share of finding them.

Words are written in hexadecimal, so that neither engine finds anything to split, fold or stem in
them, and both answer exactly as `events.search.matches` does.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import Any, Protocol, TypeAlias

from sqlalchemy import Column, Connection, Select

from parley.events.search import Query, words_of
from parley.events.tables import Table

BETWEEN = "g"  # stands between two columns, so that no phrase runs across; no hexadecimal digit


Worded: TypeAlias = tuple[tuple[object, ...], str]
"""The key of a row, and its words as they stand in the index, with spaces between."""


class WordTable(Protocol):
    """The words of one table's rows, in an index of the engine's own."""

    @property
    def names(self) -> tuple[str, ...]:
        """The tables that it is made of, in the order to drop them in."""

    @property
    def lasting(self) -> bool:
        """Whether wrong words stay in the index when a row's are put there anew."""

    def create(self, connection: Connection) -> None:
        """Make what the tables' metadata does not make."""

    def streams(self, connection: Connection) -> set[str]:
        """The streams that have words here."""

    def delete_streams(self, connection: Connection, streams: Sequence[str]) -> None:
        """Delete the words of every row of these streams, of which there is at least one."""

    def delete_strays(self, connection: Connection) -> None:
        """Delete words of which nobody can say whose they are."""

    def put(self, connection: Connection, rows: Sequence[Worded]) -> None:
        """Put these rows' words in place of those that were there."""

    def add(self, connection: Connection, rows: Sequence[Worded]) -> None:
        """Put the words of rows that have none."""

    def compare(
        self,
        connection: Connection,
        rows: Sequence[Worded],
        due: Collection[tuple[object, ...]],
    ) -> set[str]:
        """The streams of which the index would not answer as these do, which are all rows with
        their words, but for those with a key in ``due``; "" for words that belong to no row.

        Raises IntegrityError for an index that cannot be read.
        """

    def find(self, query: Query) -> Select[tuple[object, ...]]:
        """The keys of the rows that answer a query, in the key's order of columns."""


def names_beside(name: str) -> tuple[str, ...]:
    """What may stand beside a table, in the order in which it can be dropped."""
    return (f"{name}__found", f"{name}__words", f"{name}__due")


def key_columns(table: Table, columns: Iterable[Column[Any]]) -> list[Column[Any]]:
    """The key of a table as columns of another one."""
    by_name = {column.name: column for column in columns}
    return [
        Column(name, by_name[name].type, nullable=False, comment=by_name[name].comment)
        for name in table.key
    ]


def coded(word: str) -> str:
    """A word as it stands in the index."""
    return word.encode().hex()


def coded_texts(texts: Iterable[object]) -> str:
    """The words of a row's searched columns as they stand in the index, with spaces between."""
    words: list[str] = []
    for text in texts:
        if isinstance(text, str):
            words += [BETWEEN, *map(coded, words_of(text))]
    return " ".join(words[1:])
