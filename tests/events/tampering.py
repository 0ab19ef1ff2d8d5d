"""How somebody with the file in their hands would go about altering a ledger.

Each of them does as much as its name says and no more, so that a test shows which check finds it.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from parley.events.append import Appended, Group
from parley.events.canonical import JsonObject
from parley.events.own import own_version
from parley.events.record import compose, leaf_hash
from parley.events.statement import Statement, encode_statement, prepare, statement_hash
from parley.events.store import EventStore
from tests.events.saying import LEDGER, identify


@contextmanager
def tampering(path: Path) -> Iterator[sqlite3.Connection]:
    """The file in the hands of somebody who may write to it: its triggers are dropped first, and
    put back at the end, so that they tell nobody."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        triggers = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
        guards = triggers.fetchall()
        for name, _ in guards:
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute("BEGIN")
        yield connection
        for _, sql in guards:
            connection.execute(sql)
        connection.execute("COMMIT")


def flip(connection: sqlite3.Connection, table: str, column: str, rowid: int, bit: int = 0) -> None:
    """Flip one bit of a value; what is null gets a value.

    `bit` counts from the end of a text or blob; of a number it is the lowest.
    """
    query = f'SELECT "{column}", typeof("{column}") FROM "{table}" WHERE rowid = ?'
    value, kind = connection.execute(query, (rowid,)).fetchone()
    if kind == "integer":
        # By much where by little would meet another row.
        for altered in (value ^ 1, value ^ 1024):
            with suppress(sqlite3.IntegrityError):
                _put(connection, table, column, rowid, altered)
                return
    if kind == "null":
        altered = 7 if _is_integer(connection, table, column) else "7"
        _put(connection, table, column, rowid, altered)
        return
    flipped = bytearray(value.encode() if kind == "text" else value)
    flipped[-1 - bit // 8] ^= 1 << bit % 8
    _put(connection, table, column, rowid, bytes(flipped), f"CAST(? AS {kind})")


def _put(
    connection: sqlite3.Connection,
    table: str,
    column: str,
    rowid: int,
    value: object,
    target: str = "?",
) -> None:
    connection.execute(
        f'UPDATE "{table}" SET "{column}" = {target} WHERE rowid = ?', (value, rowid)
    )


def bits(connection: sqlite3.Connection, table: str, column: str, rowid: int) -> int:
    """How many bits a text or blob has."""
    query = f'SELECT length(CAST("{column}" AS BLOB)) FROM "{table}" WHERE rowid = ?'
    return 8 * int(connection.execute(query, (rowid,)).fetchone()[0])


def _is_integer(connection: sqlite3.Connection, table: str, column: str) -> bool:
    columns = connection.execute(f'PRAGMA table_info("{table}")').fetchall()
    return any(name == column and "INT" in kind for _, name, kind, *_ in columns)


def slip_in(connection: sqlite3.Connection, *, position: int) -> None:
    """Put in a record that fits nothing, without touching the head."""
    statement = _statement("SourceDescribed", {"source": "slipped"}, stream="sources", version=1)
    data = compose(position, 1_800_000_000_000_000, statement)
    connection.execute(
        "INSERT INTO record (position, stream, version, id, type, recorded_at, statement_hash,"
        " leaf_hash, record) VALUES (?, 'sources', 99, ?, 'SourceDescribed', ?, ?, ?, ?)",
        (
            position,
            identify(99),
            1_800_000_000_000_000,
            statement_hash(statement),
            leaf_hash(data),
            data,
        ),
    )


def rewrite(
    connection: sqlite3.Connection,
    *,
    position: int,
    was: bytes,
    now: bytes,
) -> None:
    """Alter a record and everything beside it, so that it agrees with itself."""
    query = "SELECT record FROM record WHERE position = ?"
    (data,) = connection.execute(query, (position,)).fetchone()
    altered = data.replace(was, now)
    assert altered != data
    statement = altered.partition(b"\n\n")[2]
    connection.execute(
        "UPDATE record SET record = ?, leaf_hash = ?, statement_hash = ? WHERE position = ?",
        (altered, leaf_hash(altered), statement_hash(statement), position),
    )


def cut(connection: sqlite3.Connection, *, size: int) -> None:
    """Drop the end of the log, and move its head and the ends of its streams."""
    connection.execute("DELETE FROM record WHERE position > ?", (size,))
    connection.execute("DELETE FROM stream")
    connection.execute(
        "INSERT INTO stream SELECT stream, max(version), statement_hash, position FROM record"
        " GROUP BY stream"
    )
    connection.execute(
        "UPDATE head SET size = ?, recorded_at = (SELECT max(recorded_at) FROM record)", (size,)
    )


def _statement(
    type_name: str,
    step: JsonObject,
    *,
    stream: str,
    version: int,
    previous: bytes | None = None,
    id: int = 98,
) -> bytes:
    return encode_statement(
        Statement(
            ledger=LEDGER,
            stream=stream,
            id=identify(id),
            version=version,
            previous=None if previous is None else previous.hex(),
            type=type_name,
            type_version=own_version(type_name),
            rules=1,
            recorded_by="Mallory",
            step=step,
        )
    )


def append_unjudged(store: EventStore, type_name: str, step: JsonObject, *, stream: str) -> None:
    """Append what the politics would have refused, by the store's own door."""
    head = store.stream_head(stream)
    assert head is not None
    statement = _statement(
        type_name,
        step,
        stream=stream,
        version=head.version + 1,
        previous=head.hash,
        id=900 + store.head().size,
    )
    (outcome,) = store.append([Group((prepare(statement),))])
    assert isinstance(outcome, Appended)
