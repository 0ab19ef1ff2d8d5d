"""The floor: the same bytes put into one table by the driver alone, one transaction each time.

Nothing is judged, hashed, chained or folded, and no rows are made: what remains is what the engine
itself costs.
"""

import sqlite3
from collections.abc import Sequence
from itertools import count

import psycopg

from bench.turns import Side

__all__ = ["raw_batches", "raw_file", "raw_server"]

TABLE = (
    "CREATE TABLE raw (position {serial} PRIMARY KEY, stream TEXT NOT NULL, version INTEGER NOT"
    " NULL, type TEXT NOT NULL, data {bytes} NOT NULL, UNIQUE (stream, version))"
)
INSERT = "INSERT INTO raw (stream, version, type, data) VALUES (?, ?, ?, ?)"
TYPE = "OfferMade"


def open_raw(path: str) -> sqlite3.Connection:
    """A file with that table, which keeps what it acknowledges."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(TABLE.format(serial="INTEGER", bytes="BLOB"))
    return connection


def raw_file(path: str, streams: Sequence[str], data: bytes) -> Side:
    """One insert a transaction, into a file."""
    execute, versions = open_raw(path).execute, count(1)

    def insert(times: int) -> None:
        for _ in range(times):
            version = next(versions)
            execute("BEGIN IMMEDIATE")
            execute(INSERT, (streams[version % len(streams)], version, TYPE, data))
            execute("COMMIT")

    return insert


def raw_batches(path: str, streams: Sequence[str], data: bytes, size: int) -> Side:
    """Many inserts a transaction, into a file; `times` counts the records."""
    connection, versions = open_raw(path), count(1)

    def insert(times: int) -> None:
        for _ in range(times // size):
            connection.execute("BEGIN IMMEDIATE")
            numbers = [next(versions) for _ in range(size)]
            rows = [(streams[each % len(streams)], each, TYPE, data) for each in numbers]
            connection.executemany(INSERT, rows)
            connection.execute("COMMIT")

    return insert


def raw_server(url: str, streams: Sequence[str], data: bytes) -> Side:
    """One insert a transaction, prepared, on a server."""
    connection = psycopg.connect(url, autocommit=True)
    connection.execute(
        TABLE.format(serial="BIGINT GENERATED ALWAYS AS IDENTITY", bytes="BYTEA").encode()
    )
    cursor, versions = connection.cursor(binary=True), count(1)
    insertion = INSERT.replace("?", "%s").encode()

    def insert(times: int) -> None:
        for _ in range(times):
            version = next(versions)
            row = (streams[version % len(streams)], version, TYPE, data)
            cursor.execute(insertion, row, prepare=True)

    return insert
