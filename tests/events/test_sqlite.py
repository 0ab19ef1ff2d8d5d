"""What is SQLite's own: files that are no ledger, locks, full disks, folders that are read-only."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from msgspec.structs import replace

from parley.events.append import Appended
from parley.events.clock import LATEST
from parley.events.errors import ClockImpossible, Malformed
from parley.events.sql import create_store, open_store, read
from parley.events.sql.sqlite import backup, database
from parley.events.store_errors import (
    DiskFull,
    LedgerExists,
    NoSuchLedger,
    NotALedger,
    ReadOnlyStore,
    StoreLocked,
    StoreUnreachable,
    UnknownUrl,
)
from parley.events.tiles import TILE_WIDTH
from tests.events.ledgers import HandClock, SqliteLedgers
from tests.events.saying import LEDGER, group, say, say_many
from tests.events.view_contract import NEXT_SCHEMA, SCHEMA, change, offer, party, whole
from tests.powerless import powerless, unwritable

CLOCK = HandClock()


def execute(path: str | Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


# Opening


@pytest.mark.parametrize("prefix", ["", "sqlite:///"])
@pytest.mark.parametrize("name", ["talks.db", "100% of?them #1 é.db", "file:x"])
def test_a_ledger_is_found_again_under_any_name(tmp_path: Path, prefix: str, name: str) -> None:
    url = f"{prefix}{tmp_path}/{name}"
    with create_store(url, ledger=LEDGER, clock=CLOCK) as store:
        store.append([group(say("talks/haryana", 1, None, id=1))])
    assert [path.name for path in tmp_path.iterdir()] == [name]
    with open_store(url, clock=CLOCK) as store:
        assert store.info.ledger == LEDGER
        assert store.head().size == 1


@pytest.mark.parametrize(
    "url", ["https://x.example/db", "mysql://h/db", "sqlite://", "sqlite:///", ""]
)
def test_an_address_of_another_kind_is_refused(url: str) -> None:
    with pytest.raises(UnknownUrl):
        open_store(url, clock=CLOCK)
    with pytest.raises(UnknownUrl):
        create_store(url, ledger=LEDGER, clock=CLOCK)


def test_a_missing_file_is_no_ledger_and_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(NoSuchLedger, match=r"missing\.db"):
        open_store(str(tmp_path / "missing.db"), clock=CLOCK)
    assert list(tmp_path.iterdir()) == []


def test_a_file_of_another_kind_is_left_as_it_is(tmp_path: Path) -> None:
    foreign = tmp_path / "bookmarks.db"
    execute(foreign, "CREATE TABLE bookmark (url TEXT)")
    text = tmp_path / "notes.txt"
    text.write_text("not a database, and long enough to have a header " * 20)
    for path in (foreign, text, tmp_path):
        before = path.read_bytes() if path.is_file() else b""
        with pytest.raises(NotALedger):
            open_store(str(path), clock=CLOCK)
        with pytest.raises(NotALedger):
            create_store(str(path), ledger=LEDGER, clock=CLOCK)
        assert path.is_dir() or path.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bookmarks.db", "notes.txt"]


def test_an_empty_file_is_no_ledger_but_one_can_be_made_in_it(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    with pytest.raises(NotALedger, match="empty"):
        open_store(str(path), clock=CLOCK)
    create_store(str(path), ledger=LEDGER, clock=CLOCK).close()
    open_store(str(path), clock=CLOCK).close()


def test_a_ledger_is_never_made_over_another(file: SqliteLedgers) -> None:
    file.create().append([group(say("talks/haryana", 1, None, id=1))])
    with pytest.raises(LedgerExists):
        create_store(file.url, ledger="another", clock=CLOCK)
    assert file.reopen().info.ledger == LEDGER


def test_a_ledger_in_a_missing_folder_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(StoreUnreachable, match="there is no folder"):
        create_store(str(tmp_path / "missing" / "talks.db"), ledger=LEDGER, clock=CLOCK)


def test_a_name_that_no_statement_could_repeat_makes_no_ledger(tmp_path: Path) -> None:
    with pytest.raises(Malformed, match="ledger name"):
        create_store(str(tmp_path / "talks.db"), ledger="two words", clock=CLOCK)
    assert list(tmp_path.iterdir()) == []


def test_a_ledger_that_lost_its_name_is_refused(file: SqliteLedgers) -> None:
    file.create().close()
    execute(file.url, "DROP TRIGGER ledger_is_never_deleted", "DELETE FROM ledger")
    with pytest.raises(NotALedger, match="which ledger"):
        file.reopen()


def test_importing_the_protocol_does_not_import_sqlalchemy() -> None:
    code = (
        "import sys, parley.events.memory, parley.events.store; print('sqlalchemy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_writes_are_durable_and_views_are_not_waited_for(file: SqliteLedgers) -> None:
    store = file.create()
    with closing(sqlite3.connect(file.url)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    levels = []
    for durable in (True, False):
        with store._database.writing(durable=durable) as connection:
            levels.append(connection.exec_driver_sql("PRAGMA synchronous").scalar_one())
    assert levels == [2, 1]  # FULL, NORMAL


@pytest.mark.parametrize("read_only", [False, True])
def test_every_connection_syncs_through_the_disks_own_cache(
    file: SqliteLedgers, read_only: bool
) -> None:
    file.create().close()
    opened = database.SqliteDatabase(Path(file.url), read_only=read_only)
    with closing(opened), opened.reading() as first, opened.outside_transactions() as second:
        for connection in (first, second):
            for name in ("fullfsync", "checkpoint_fullfsync"):
                assert connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() == 1


def test_a_backup_syncs_through_the_disks_own_cache(
    file: SqliteLedgers, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.create().close()
    asked: list[int] = []
    full_sync = 51  # what macOS calls F_FULLFSYNC, and no other system knows
    monkeypatch.setattr("sys.platform", "darwin")
    monkeypatch.setattr("fcntl.F_FULLFSYNC", full_sync, raising=False)
    monkeypatch.setattr("fcntl.fcntl", lambda _, command: asked.append(command))
    with backup.appearing(Path(file.url).with_name("copy.db")) as part:
        part.write_bytes(b"")
    assert asked == [full_sync, full_sync]  # the file, then the folder that names it


# Locks and disks


def test_a_lock_that_lasts_is_told_and_nothing_is_written(
    file: SqliteLedgers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_TIMEOUT_SECONDS", 0.01)
    store = file.create()
    said = group(say("talks/haryana", 1, None, id=1))
    with closing(sqlite3.connect(file.url, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        for write in (
            lambda: store.append([said]),
            lambda: store.views.prepare(SCHEMA),
            lambda: store.views.remake(SCHEMA),
        ):
            with pytest.raises(StoreLocked):
                write()
        assert store.head().size == 0
        other.execute("ROLLBACK")
    assert isinstance(store.append([said])[0], Appended)


def test_a_full_disk_is_told_and_nothing_is_written(file: SqliteLedgers) -> None:
    store = file.create()
    store.append([group(say("talks/haryana", 1, None, id=1))])
    file_database = store._database
    assert isinstance(file_database, database.SqliteDatabase)
    with file_database.outside_transactions() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}")  # of this connection
    large = say("talks/punjab", 1, None, id=2, step={"words": "x" * 60_000})
    with pytest.raises(DiskFull):
        store.append([group(say("talks/goa", 1, None, id=3)), group(large)])
    assert [record.position for record in store.read()] == [1]
    assert store.head().size == 1
    (outcome,) = file.reopen().append([group(large)])
    assert isinstance(outcome, Appended)
    assert outcome.positions == (2,)


# Folders and files that can only be read


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a ledger of two records, and nothing else."""
    path = tmp_path / "folder"
    path.mkdir()
    with create_store(str(path / "talks.db"), ledger=LEDGER, clock=CLOCK) as store:
        store.append([group(*say_many("talks/haryana", 2, first_id=1))])
        store.views.prepare(SCHEMA)
        store.views.extend(0, 2, [change(offer(1), fold=b"fold")])
    return path


@pytest.mark.parametrize("mode", [0o444, 0o666])
@pytest.mark.parametrize("read_only", [False, True])
def test_a_read_only_folder_can_be_read(folder: Path, read_only: bool, mode: int) -> None:
    (folder / "talks.db").chmod(mode)
    with (
        unwritable(folder),
        open_store(str(folder / "talks.db"), clock=CLOCK, read_only=read_only) as store,
    ):
        assert not store.writable
        assert [record.position for record in store.read()] == [1, 2]
        assert store.integrate() == 2
        assert store.root(2)
        assert store.views.prepare(SCHEMA)
        assert len(store.views.select("offer")) == 1
        assert not store.views.prepare(NEXT_SCHEMA)
        assert store.views.prepare(SCHEMA)
        for write in (
            lambda: store.append([group(say("talks/punjab", 1, None, id=9))]),
            lambda: store.views.remake(SCHEMA),
            lambda: store.views.rewrite(lambda _: []),
        ):
            with pytest.raises(ReadOnlyStore):
                write()
    assert [path.name for path in folder.iterdir()] == ["talks.db"]


def test_a_read_only_file_can_be_read(folder: Path) -> None:
    (folder / "talks.db").chmod(0o444)
    with powerless(), open_store(str(folder / "talks.db"), clock=CLOCK) as store:
        assert not store.writable
        assert [record.position for record in store.read()] == [1, 2]
        with pytest.raises(ReadOnlyStore):
            store.append([group(say("talks/punjab", 1, None, id=9))])


def test_a_store_opened_to_read_writes_nothing_and_leaves_nothing(folder: Path) -> None:
    before = (folder / "talks.db").read_bytes()
    with open_store(str(folder / "talks.db"), clock=CLOCK, read_only=True) as store:
        assert not store.writable
        assert [record.position for record in store.read()] == [1, 2]
        with pytest.raises(ReadOnlyStore):
            store.append([group(say("talks/punjab", 1, None, id=9))])
    assert [path.name for path in folder.iterdir()] == ["talks.db"]
    assert (folder / "talks.db").read_bytes() == before


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can write where others cannot")
def test_a_read_only_folder_follows_its_living_owner(folder: Path) -> None:
    with open_store(str(folder / "talks.db"), clock=CLOCK) as owner:
        owner.append([group(say("talks/punjab", 1, None, id=8))])  # stays in the write-ahead log
        for path in folder.iterdir():
            path.chmod(0o444)
        with unwritable(folder), open_store(str(folder / "talks.db"), clock=CLOCK) as store:
            assert store.head().size == 3


def test_records_in_a_log_that_cannot_be_opened_are_never_left_out_silently(
    folder: Path, tmp_path: Path
) -> None:
    with open_store(str(folder / "talks.db"), clock=CLOCK) as owner:
        owner.append([group(say("talks/punjab", 1, None, id=8))])
        log = (folder / "talks.db-wal").read_bytes()
        data = (folder / "talks.db").read_bytes()
    copy = tmp_path / "copy"
    copy.mkdir()
    (copy / "talks.db").write_bytes(data)
    (copy / "talks.db-wal").write_bytes(log)
    with unwritable(copy), pytest.raises(StoreUnreachable, match=r"talks\.db-wal"):
        open_store(str(copy / "talks.db"), clock=CLOCK)
    with open_store(str(copy / "talks.db"), clock=CLOCK) as store:  # as the message says
        assert store.head().size == 3


def test_a_link_leads_to_the_ledger_and_its_lock_files(folder: Path, tmp_path: Path) -> None:
    link = tmp_path / "elsewhere" / "link.db"
    link.parent.mkdir()
    link.symlink_to(folder / "talks.db")
    # Where the link is, nothing has to be written.
    with unwritable(link.parent), open_store(str(link), clock=CLOCK) as store:
        assert store.writable
        assert isinstance(store.append([group(say("talks/goa", 1, None, id=9))])[0], Appended)
    with open_store(str(folder / "talks.db"), clock=CLOCK) as store:
        assert store.head().size == 3


# Pages


@pytest.mark.parametrize("rows", [1, 2, 3, 7])
def test_pages_of_any_size_show_the_same(
    file: SqliteLedgers, monkeypatch: pytest.MonkeyPatch, rows: int
) -> None:
    store = file.create()
    store.append([group(*say_many("talks/haryana", 2 * TILE_WIDTH, first_id=1))])
    store.append([group(*say_many("talks/goa", TILE_WIDTH + 1, first_id=1001))])
    store.integrate()

    def show() -> list[list[object]]:
        ways = (
            store.read(),
            store.read_rows(),
            store.read_tiles(),
            store.read_stream("talks/goa"),
            store.leaf_hashes(0, 3 * TILE_WIDTH + 1),
        )
        return [list(way) for way in ways]

    shown = show()
    assert [len(one) for one in shown] == [769, 769, 3, 257, 769]
    monkeypatch.setattr(read, "PAGE_ROWS", rows)
    monkeypatch.setattr(read, "PAGE_HASHES", rows)
    assert show() == shown


# Views beside the views


def test_a_view_in_sql_is_there_for_people(file: SqliteLedgers) -> None:
    views = file.create().views
    views.prepare(SCHEMA)
    views.extend(0, 1, [change(offer(1, stands=True), offer(2, stands=False))])
    with closing(sqlite3.connect(file.url)) as people:
        assert people.execute("SELECT number FROM offer_now").fetchall() == [(1,)]


def test_new_tables_take_the_older_schemas_tables_and_views_away(file: SqliteLedgers) -> None:
    views = file.create().views
    views.prepare(SCHEMA)
    views.remake(NEXT_SCHEMA)
    with closing(sqlite3.connect(file.url)) as people:
        names = {name for (name,) in people.execute("SELECT name FROM sqlite_schema")}
    assert "offer" in names
    assert not names & {"party", "offer_now"}


def test_a_view_that_somebody_else_made_survives_a_rebuild(file: SqliteLedgers) -> None:
    views = file.create().views
    views.prepare(SCHEMA)
    views.extend(0, 1, [change(offer(1), party("INC"))])
    execute(file.url, "CREATE VIEW mine AS SELECT name FROM party")
    views.remake(SCHEMA)
    assert views.extend(0, 1, [change(party("AAP"))])
    with closing(sqlite3.connect(file.url)) as people:
        assert people.execute("SELECT name FROM mine").fetchall() == [("AAP",)]


def test_whoever_holds_an_older_schema_extends_nothing(file: SqliteLedgers) -> None:
    store, other = file.create(), file.reopen()
    store.views.prepare(SCHEMA)
    other.views.prepare(SCHEMA)
    store.views.remake(NEXT_SCHEMA)
    assert not other.views.extend(0, 1, [change(offer(1))])
    assert not other.views.rewrite(lambda _: [whole(offer(1))])
    assert store.views.select("offer") == []


def test_no_ledger_is_made_by_a_clock_after_which_nothing_could_be_dated(tmp_path: Path) -> None:
    path = tmp_path / "talks.db"
    with pytest.raises(ClockImpossible, match="the year 2200"):
        create_store(str(path), ledger=LEDGER, clock=lambda: LATEST)
    assert not path.exists()


def test_a_table_may_not_take_a_name_of_the_ledger(file: SqliteLedgers) -> None:
    views = file.create().views
    for name in ("record", "view_fold", "sqlite_things"):
        table = replace(SCHEMA.tables[0], name=name)
        schema = replace(SCHEMA, tables=(table,), sql_views=())
        with pytest.raises(ValueError, match="ledger's own"):
            views.prepare(schema)
        with pytest.raises(ValueError, match="ledger's own"):
            views.remake(schema)
        with pytest.raises(ValueError, match="ledger's own"):
            views.remake(replace(SCHEMA, former=(name,)))  # whose tables would be dropped


def test_indexes_are_made_and_kept_through_a_rebuild(file: SqliteLedgers) -> None:
    views = file.create().views
    views.prepare(SCHEMA)
    for _ in range(2):
        with closing(sqlite3.connect(file.url)) as people:
            plan = people.execute(
                "EXPLAIN QUERY PLAN SELECT 1 FROM offer WHERE stands = 1 AND words = 'x'"
            ).fetchall()
            assert "USING COVERING INDEX" in str(plan) or "USING INDEX" in str(plan)
            plan = people.execute(
                "EXPLAIN QUERY PLAN DELETE FROM party WHERE stream = 'x'"
            ).fetchall()
            assert "INDEX" in str(plan)
        views.remake(SCHEMA)
