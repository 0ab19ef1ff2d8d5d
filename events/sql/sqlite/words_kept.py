"""What an index of words in a file would answer, without writing to the file.

FTS5 checks an index only when it is written to. So the tables in which it keeps one are copied to
a private place, which goes when it is closed, and checked and asked there.
"""

import sqlite3
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager

from sqlalchemy import Connection

from parley.events.errors import IntegrityError
from parley.events.flaws import Said, WordsDamaged

__all__ = ["drop_damaged", "read_documents"]

_PARTS: Mapping[str, str] = {
    "content": "id, c0",
    "data": "id, block",
    "idx": "segid, term, pgno",
    "docsize": "id, sz",
    "config": "k, v",
}
_CREATE = "CREATE VIRTUAL TABLE found USING fts5(words, tokenize = 'ascii')"
_SEGMENT = "id >> 37"  # of a page in found_data; below 11 there are no pages (SQLite, fts5_index.c)


def read_documents(connection: Connection, name: str) -> dict[int, str]:
    """The words of each document of the index ``name``, by its number, as a search finds them.

    Raises IntegrityError where the index holds anything else than its documents say.
    """
    try:
        with closing(sqlite3.connect("", isolation_level=None)) as private:
            _copy(connection, name, private)
            private.execute("INSERT INTO found (found) VALUES ('integrity-check')")
            documents = dict(private.execute("SELECT rowid, words FROM found"))
            _check_answers(private, documents)
    except (sqlite3.Error, ValueError) as error:
        raise IntegrityError([WordsDamaged(name, Said(str(error)))]) from error
    return documents


def drop_damaged(connection: Connection, name: str) -> None:
    """Drop an index that is too damaged for SQLite to drop it: emptied first, as a new one is."""
    driver = connection.connection.driver_connection
    with closing(sqlite3.connect("", isolation_level=None)) as private, _unguarded(driver):
        private.execute(_CREATE)
        for part, columns in _PARTS.items():
            table = f'"{name}_{part}"'
            made = "SELECT sql FROM sqlite_schema WHERE name = ?"
            (sql,) = private.execute(made, (f"found_{part}",)).fetchone()
            connection.exec_driver_sql(f"DROP TABLE IF EXISTS {table}")
            connection.exec_driver_sql(sql.replace(f"'found_{part}'", table))
            for row in private.execute(f"SELECT {columns} FROM found_{part}").fetchall():
                places = ", ".join("?" * len(row))
                connection.exec_driver_sql(f"INSERT INTO {table} VALUES ({places})", row)
    connection.exec_driver_sql(f'DROP TABLE "{name}"')


@contextmanager
def _unguarded(driver: object) -> Iterator[None]:
    """Let SQL write the inside of an index meanwhile."""
    _guard(driver, on=False)
    try:
        yield
    finally:
        _guard(driver, on=True)


def _guard(driver: object, *, on: bool) -> None:
    if sys.version_info >= (3, 12) and isinstance(driver, sqlite3.Connection):
        driver.setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE, on)


def _copy(connection: Connection, name: str, private: sqlite3.Connection) -> None:
    private.execute(_CREATE)
    private.execute("BEGIN")
    for part, columns in _PARTS.items():
        rows = connection.exec_driver_sql(f'SELECT {columns} FROM "{name}_{part}"')
        private.execute(f"DELETE FROM found_{part}")
        places = ", ".join("?" * (columns.count(",") + 1))
        private.executemany(f"INSERT INTO found_{part} VALUES ({places})", map(tuple, rows))
    private.execute("COMMIT")
    private.execute("PRAGMA writable_schema = RESET")  # whatever it knew of its tables, it forgets


def _check_answers(private: sqlite3.Connection, documents: Mapping[int, object]) -> None:
    """Raises ValueError where a search would miss a word, or something stands by that no search
    reads and a later change would meet."""
    found: Counter[str] = Counter()
    for words in documents.values():
        if not isinstance(words, str):
            raise ValueError(f"a document holds {words!r:.40}")
        found.update(set(words.split(" ")))
    for word, times in found.items():
        query = "SELECT count(*) FROM found WHERE found MATCH ?"
        if word and private.execute(query, (f'"{word}"',)).fetchone() != (times,):
            raise ValueError(f"it does not find {word} where it stands")
    for mine, others in _pairs():
        if private.execute(mine).fetchall() != private.execute(others).fetchall():
            raise ValueError("it holds parts that are none of an index")


def _pairs() -> Iterator[tuple[str, str]]:
    yield (
        "SELECT DISTINCT segid FROM found_idx ORDER BY 1",
        f"SELECT DISTINCT {_SEGMENT} FROM found_data WHERE id > 10 ORDER BY 1",
    )
    yield "SELECT k FROM found_config", "SELECT 'version'"
