"""The database itself refuses to change what was recorded, and readers see it when it was."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from parley.events.errors import IntegrityError
from parley.events.sql.sqlite.triggers import SQLITE_TRIGGERS
from parley.events.store import EventStore
from parley.events.tiles import TILE_WIDTH
from tests.events.ledgers import SqliteLedgers
from tests.events.saying import group, say, say_many


@pytest.fixture
def store(file: SqliteLedgers) -> EventStore:
    """A ledger with a tile, and a record more."""
    made = file.create()
    made.append([group(*say_many("talks/haryana", TILE_WIDTH, first_id=1))])
    made.append([group(say("talks/punjab", 1, None, id=999))])
    made.integrate()
    return made


@pytest.fixture
def shell(file: SqliteLedgers, store: EventStore) -> Iterator[sqlite3.Connection]:
    """An SQL shell in somebody else's hands."""
    with closing(sqlite3.connect(file.url, isolation_level=None)) as connection:
        yield connection


COLUMNS = "stream, version, id, type, recorded_at, statement_hash, leaf_hash, record"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE record SET type = 'other' WHERE position = 2",
        "UPDATE record SET record = x'00'",
        "DELETE FROM record WHERE position = 257",
        "DELETE FROM record",
        f"INSERT INTO record SELECT 999, {COLUMNS} FROM record WHERE position = 2",
        f"INSERT OR REPLACE INTO record (position, {COLUMNS}) SELECT 2, {COLUMNS} "
        "FROM record WHERE position = 3",
        "INSERT OR REPLACE INTO record SELECT 258, stream, 257, id, type, recorded_at, "
        "statement_hash, leaf_hash, record FROM record WHERE position = 2",
        "INSERT OR REPLACE INTO record SELECT 258, stream, version, 'new', type, recorded_at, "
        "statement_hash, leaf_hash, record FROM record WHERE position = 2",
        "INSERT INTO record SELECT 258, 'talks/goa', 2, 'new', type, recorded_at, "
        "statement_hash, leaf_hash, record FROM record WHERE position = 2",
        "UPDATE ledger SET ledger = 'mine'",
        "DELETE FROM ledger",
        "INSERT OR REPLACE INTO ledger VALUES (1, 'mine', 0)",
        "UPDATE tile SET hashes = zeroblob(8192)",
        "DELETE FROM tile",
        "INSERT OR REPLACE INTO tile VALUES (0, 0, zeroblob(8192))",
        "INSERT INTO tile VALUES (0, 2, zeroblob(8192))",
        "UPDATE stream SET version = version - 1",
        "UPDATE stream SET hash = zeroblob(32), version = version + 1",
        "DELETE FROM stream",
        "INSERT INTO stream VALUES ('talks/goa', 1, zeroblob(32), 1)",
        "INSERT OR REPLACE INTO stream SELECT stream, version, zeroblob(32), position FROM stream",
        "UPDATE head SET size = size - 1",
        "UPDATE head SET size = size + 1, recorded_at = recorded_at + 1",
        "UPDATE head SET recorded_at = recorded_at + 1",
        "DELETE FROM head",
        "INSERT OR REPLACE INTO head VALUES (1, 0, 0)",
    ],
)
def test_the_database_refuses(shell: sqlite3.Connection, store: EventStore, statement: str) -> None:
    before = list(shell.iterdump())
    with pytest.raises(sqlite3.IntegrityError, match=r"parley: .* record a correction instead"):
        shell.execute(statement)
    assert list(shell.iterdump()) == before


@pytest.mark.parametrize(
    ("size", "recorded_at"),
    [
        (258, "(SELECT recorded_at FROM record WHERE position = 258)"),  # behind the log
        (259, "(SELECT recorded_at FROM record WHERE position = 259) + 1"),  # at a time of its own
    ],
)
def test_the_head_follows_the_log_and_nothing_else(
    shell: sqlite3.Connection, store: EventStore, size: int, recorded_at: str
) -> None:
    for position in (258, 259):
        shell.execute(
            "INSERT INTO record SELECT ?, 'talks/goa' || ?, 1, 'new' || ?, type, recorded_at + ?, "
            "statement_hash, leaf_hash, record FROM record WHERE position = 257",
            [position] * 4,
        )
    moved = (
        "UPDATE head SET size = 259,"
        " recorded_at = (SELECT recorded_at FROM record WHERE position = 259)"
    )
    # The last one: by a release that writes no ends of streams.
    for wrong in (f"UPDATE head SET size = {size}, recorded_at = {recorded_at}", moved):
        with pytest.raises(sqlite3.IntegrityError, match="never moved but forward"):
            shell.execute(wrong)
    shell.execute(
        "INSERT INTO stream SELECT stream, version, statement_hash, position"
        " FROM record WHERE position = 259"
    )
    shell.execute(moved)


def drop_triggers(shell: sqlite3.Connection) -> None:
    names = shell.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    assert len(names) == len(SQLITE_TRIGGERS)
    for (name,) in names:
        shell.execute(f"DROP TRIGGER {name}")


def test_a_gap_is_refused(shell: sqlite3.Connection, store: EventStore) -> None:
    drop_triggers(shell)
    shell.execute("DELETE FROM record WHERE position = 5")
    reader = store.read()
    assert [next(reader).position for _ in range(4)] == [1, 2, 3, 4]
    with pytest.raises(IntegrityError, match="position 5 is missing"):
        next(reader)
    assert next(store.read(after=5)).position == 6
    with pytest.raises(IntegrityError, match="version 5 of talks/haryana"):
        list(store.read_stream("talks/haryana"))
    with pytest.raises(IntegrityError, match="missing"):
        list(store.leaf_hashes(0, 8))
    assert len(list(store.read_rows())) == TILE_WIDTH  # whoever checks sees all there is


def test_a_missing_tail_is_refused(shell: sqlite3.Connection, store: EventStore) -> None:
    drop_triggers(shell)
    shell.execute("DELETE FROM record WHERE position > 250")
    with pytest.raises(IntegrityError, match="position 251 is missing"):
        list(store.read())


def test_bytes_at_another_position_are_refused(
    shell: sqlite3.Connection, store: EventStore
) -> None:
    drop_triggers(shell)
    shell.execute(
        "UPDATE record SET record = (SELECT record FROM record WHERE position = 3) "
        "WHERE position = 2"
    )
    with pytest.raises(IntegrityError, match="position 2 holds the bytes of 3"):
        list(store.read())


def test_bytes_that_are_no_record_are_refused(shell: sqlite3.Connection, store: EventStore) -> None:
    drop_triggers(shell)
    shell.execute("UPDATE record SET record = x'00' WHERE position = 2")
    with pytest.raises(IntegrityError, match="position 2: not a record"):
        list(store.read())
    assert [row.record for row in store.read_rows(after=1, upto=2)] == [b"\x00"]


def test_a_stream_that_claims_anothers_record_is_refused(
    shell: sqlite3.Connection, store: EventStore
) -> None:
    drop_triggers(shell)
    shell.execute("UPDATE record SET stream = 'talks/goa', version = 1 WHERE position = 2")
    with pytest.raises(IntegrityError, match="version 1 of talks/goa should be"):
        list(store.read_stream("talks/goa"))


def test_a_ledger_without_a_head_is_refused(shell: sqlite3.Connection, store: EventStore) -> None:
    drop_triggers(shell)
    shell.execute("DELETE FROM head")
    with pytest.raises(IntegrityError, match="no head"):
        store.head()


def test_a_damaged_file_is_told_as_damage(
    file: SqliteLedgers, store: EventStore, shell: sqlite3.Connection
) -> None:
    shell.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    page = shell.execute("PRAGMA page_size").fetchone()[0]
    root = shell.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'record'").fetchone()[0]
    with open(file.url, "r+b") as data:  # noqa: PTH123 - a byte in the middle of a file
        data.seek((root - 1) * page)
        data.write(b"\xff" * page)
    with pytest.raises(IntegrityError, match="damaged"):
        list(file.reopen().read())
