"""The commands of db: what they say of a ledger's place, and what they leave behind."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from parley.events.sql.migrations import newest_revision
from parley.events.sql.postgresql import database
from parley.events.sql.postgresql.failures import failure_from
from parley.negotiation.views.tables import VIEWS_VERSION
from tests.cli.desk import TOLD, Desk
from tests.cli.terminal import Result
from tests.events.revising import ADDS_A_TABLE, RAISES, known, plant

OFFER = ("offer", "INC", "AAP", "7", *TOLD)


@pytest.fixture
def server(postgres: str) -> Iterator[str]:
    """The address of a place on a server where nothing is."""
    schema = f"t{uuid4().hex}"
    yield f"{postgres}&schema={schema}"
    with psycopg.connect(postgres) as connection:
        connection.execute(f"DROP SCHEMA IF EXISTS {schema} CASCADE".encode())


NOW = newest_revision()
NEXT = NOW + 1


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder of revisions."""
    made = tmp_path / "revisions"
    made.mkdir()
    return made


def facts(result: Result) -> dict[str, object]:
    assert result.code == 0, result.stderr
    found: dict[str, object] = json.loads(result.stdout)
    return found


def names(desk: Desk) -> set[str]:
    return {path.name for path in desk.place.here.iterdir()}


def records(desk: Desk, db: str) -> list[dict[str, object]]:
    lines = desk.must("export", "--db", db).stdout.splitlines()
    return [json.loads(line) for line in lines]


@pytest.mark.parametrize(
    "words",
    [
        ("db", "backup", "other.db"),
        ("db", "copy", "parley.db", "other.db"),
        ("db", "rebuild"),
        ("db", "migrate"),
        ("init", "--db", "other.db", "--csv"),
    ],
)
def test_a_column_that_is_not_there_is_told_before_anything_is_done(
    desk: Desk, words: tuple[str, ...]
) -> None:
    before = names(desk)
    refused = desk.type(*words, "--columns", "colour")
    assert refused.code == 2
    assert refused.stderr.startswith("error: there is no column “colour”")
    assert names(desk) == before


def test_info_says_where_and_how_a_file_lies(desk: Desk) -> None:
    found = facts(desk.type("db", "info", "--json"))
    assert found["engine"] == "SQLite"
    assert found["server"] == sqlite3.sqlite_version
    assert found["db"] == str(desk.path)
    assert found["ledger"] == "local/desk"
    assert found["created_at"] == "2024-09-07T12:00:01.000000Z"
    assert (found["revision"], found["newest"], found["due"]) == (NOW, NOW, False)
    assert (found["records"], found["views"], found["views_cursor"]) == (1, VIEWS_VERSION, 1)
    assert found["disk_bytes"] == desk.path.stat().st_size
    assert found["settings"] == {"journal_mode": "wal", "synchronous": "full"}
    assert (found["owner"], found["writers"], found["readers"]) == (None, [], [])
    assert "none: the file's permissions say" in desk.must("db", "info").stdout


def test_info_says_where_and_how_a_schema_lies(desk: Desk, server: str) -> None:
    desk.must("db", "copy", "parley.db", server)
    found = facts(desk.type("db", "info", "--json", "--db", server))
    assert (found["engine"], found["ledger"], found["records"]) == ("PostgreSQL", "local/desk", 1)
    assert str(found["db"]).startswith("postgresql://")
    assert int(str(found["disk_bytes"])) > 8192
    settings = found["settings"]
    assert isinstance(settings, dict)
    assert set(settings) == {
        "fsync",
        "full_page_writes",
        "synchronous_commit",
        "synchronous_standby_names",
    }


def test_a_reader_behind_a_lock_is_told_after_one_wait(
    desk: Desk, postgres: str, server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.must("db", "copy", "parley.db", server)
    schema = server.rpartition("schema=")[2]
    assert database.LOCK_TIMEOUT_SECONDS == 20
    monkeypatch.setattr(database, "LOCK_TIMEOUT_SECONDS", 0.05)
    waits: list[str | None] = []

    def note(error: psycopg.Error, where: str) -> Exception:
        waits.append(error.sqlstate)
        return failure_from(error, where)

    monkeypatch.setattr(database, "failure_from", note)
    # Where a statement of ours had no limit, the server ends it, and says so in other words.
    guarded = f"{server}&options=-c%20statement_timeout%3D10000"
    with psycopg.connect(postgres) as holder:
        for table in ("head", "stream", "view_state", "negotiation"):
            holder.execute(f"LOCK TABLE {schema}.{table} IN ACCESS EXCLUSIVE MODE".encode())
            for words in (("status",), ("verify",), ("db", "info")):
                waits.clear()
                result = desk.type(*words, "--db", guarded)
                assert (result.code, result.stdout, waits) == (6, "", ["55P03"]), (table, words)
                assert result.stderr.count("error:") == 1
                assert "did not finish in time" in result.stderr
            holder.rollback()
    assert desk.must("status", "--db", guarded).stdout


def test_info_shows_no_password(desk: Desk, server: str) -> None:
    desk.must("db", "copy", "parley.db", server)
    address = server.replace("postgresql://", "postgresql://", 1) + "&password=s3cret"
    for more in ((), ("--json",), ("--format", "table")):
        result = desk.must("db", "info", "--db", address, *more)
        assert "s3cret" not in result.stdout + result.stderr
    for words in (("db", "copy", address, "back.db"), ("db", "backup", "b.db", "--db", address)):
        result = desk.must(*words)
        assert "s3cret" not in result.stdout + result.stderr


def test_info_and_migrate_answer_for_a_ledger_of_another_release(desk: Desk, folder: Path) -> None:
    plant(folder, NEXT, ADDS_A_TABLE, "one table more")
    with known(folder):
        result = desk.type(*OFFER)
        assert result.code == 6
        assert f"of revision {NOW}; this release needs {NEXT}" in result.stderr
        assert "hint: `parley db migrate`" in result.stderr
        found = facts(desk.type("db", "info", "--json"))
        assert (found["revision"], found["newest"], found["due"]) == (NOW, NEXT, True)
        assert found["records"] == 1
        assert (
            f"{NOW}; this parley needs {NEXT}: parley db migrate" in desk.must("db", "info").stdout
        )

        before = desk.path.read_bytes()
        result = desk.must("db", "migrate", "--dry-run")
        assert f"{NEXT}: one table more" in result.stdout
        assert "nothing was changed" in result.stderr
        assert desk.path.read_bytes() == before

        done = facts(desk.type("db", "migrate", "--json"))
        assert (done["before"], done["after"], done["dry_run"]) == (NOW, NEXT, False)
        assert done["steps"] == [{"revision": NEXT, "what": "one table more"}]
        result = desk.must("db", "migrate")
        assert f"nothing was due: the tables are of revision {NEXT}" in result.stderr
        desk.must(*OFFER)
        verified = desk.type("verify")  # the table is only this test's release's
        assert verified.code == 5
        assert "\nfindings\ttable planted (objects): it is none of this" in verified.stdout
        assert verified.stdout.count("(objects)") == 1
    result = desk.type("status")
    assert result.code == 6
    assert "upgrade parley" in result.stderr
    found = facts(desk.type("db", "info", "--json"))
    assert (found["revision"], found["newest"], found["due"]) == (NEXT, NOW, False)
    assert found["records"] is None
    assert f"this parley knows up to {NOW}: upgrade parley" in desk.must("db", "info").stdout
    for more in ((), ("--dry-run",)):
        assert desk.type("db", "migrate", *more).code == 6


def test_a_migration_that_fails_says_so_and_changes_nothing(desk: Desk, folder: Path) -> None:
    plant(folder, NEXT, RAISES)
    with known(folder):
        result = desk.type("db", "migrate")
    assert result.code == 6
    assert f"could not be brought to revision {NEXT}: ZeroDivisionError" in result.stderr
    assert "as it was before" in result.stderr
    desk.must(*OFFER)


def test_a_backup_is_a_ledger_like_any_other(desk: Desk) -> None:
    desk.must(*OFFER)
    made = facts(desk.type("db", "backup", "copy.db", "--json"))
    assert made["copied_from"] == str(desk.path)
    assert made["copied_to"] == str(desk.place.here / "copy.db")
    assert (made["ledger"], made["size"]) == ("local/desk", 2)
    verified = facts(desk.type("verify", "--json", "--db", "copy.db"))
    assert (verified["root"], verified["not_compared"]) == (made["root"], None)
    assert records(desk, "copy.db") == records(desk, "parley.db")
    assert names(desk) == {"parley.db", "copy.db"}
    desk.must(*OFFER, "--id", str(uuid4()), "--db", "copy.db")


def test_a_backup_carries_no_other_rows_along(desk: Desk) -> None:
    with closing(sqlite3.connect(desk.place.here / "parley.db")) as shell, shell:
        shell.execute("ALTER TABLE offer RENAME TO offer_x")
        shell.execute("CREATE VIEW offer AS SELECT * FROM offer_x WHERE unixepoch() < 2000000000")
    result = desk.type("db", "backup", "copy.db")
    assert result.code == 5
    assert "offer" in result.stderr
    assert not (desk.place.here / "copy.db").exists()
    desk.must("db", "rebuild")
    desk.must("db", "backup", "copy.db")


def test_a_backup_carries_no_trap_along(desk: Desk) -> None:
    with closing(sqlite3.connect(desk.path)) as shell:
        shell.execute("CREATE TRIGGER trap AFTER UPDATE ON head BEGIN DELETE FROM tile; END")
    before = names(desk)
    result = desk.type("db", "backup", "copy.db")
    assert (result.code, result.stdout, result.stderr.count("error:")) == (5, "", 1)
    assert "trigger trap" in result.stderr
    assert "parley db copy FROM TO" in result.stderr
    assert names(desk) == before
    desk.must("db", "copy", "parley.db", "clean.db")
    desk.must("db", "backup", "copy.db", "--db", "clean.db")


def test_a_backup_never_overwrites(desk: Desk) -> None:
    desk.write("copy.db", "mine")
    result = desk.type("db", "backup", "copy.db")
    assert result.code == 1
    assert "there is already a file at" in result.stderr
    assert "hint: name a file that is not there yet" in result.stderr
    assert (desk.place.here / "copy.db").read_text() == "mine"


def test_a_ledger_goes_to_a_server_and_comes_back(desk: Desk, server: str) -> None:
    desk.must(*OFFER)
    there = facts(desk.type("db", "copy", "parley.db", server, "--json"))
    back = facts(desk.type("db", "copy", server, "sqlite:///back.db", "--json"))
    saved = facts(desk.type("db", "backup", "saved.db", "--db", server, "--json"))
    assert there["root"] == back["root"] == saved["root"]
    assert {there["size"], back["size"], saved["size"]} == {2}
    assert (there["streams"], back["streams"]) == (1, 1)
    expected = records(desk, "parley.db")
    for db in (server, "back.db", "saved.db"):
        assert records(desk, db) == expected
        verified = facts(desk.type("verify", "--json", "--db", db))
        assert (verified["root"], verified["not_compared"]) == (there["root"], None)
        shown = desk.must("status", "--db", db, "-n", "talks").stdout
        assert shown == desk.must("status", "-n", "talks").stdout
    assert names(desk) == {"parley.db", "back.db", "saved.db"}


def test_a_copy_says_that_one_of_two_goes_on(desk: Desk) -> None:
    result = desk.must("db", "copy", "parley.db", "other.db")
    assert "record in one of the two from now on" in result.stderr


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("db", "copy", "parley.db", "parley.db"), 1, "already holds records (1)"),
        (("db", "copy", "missing.db", "new.db"), 3, "there is no ledger at"),
        (("db", "copy", "parley.db", "none/new.db"), 6, "there is no folder"),
        (("db", "copy", "parley.db", "mysql://h/db"), 2, "cannot open"),
        (("db", "copy", "parley.db", "notes.txt"), 6, "is not a ledger"),
        (("db", "copy", "parley.db"), 2, "TO"),
        (("db", "backup"), 2, "FILE"),
        (("db", "backup", "none/new.db"), 6, "there is no folder"),
        (("db", "backup", "postgresql://h/db"), 2, "a backup goes into a file"),
        (("db", "backup", "sqlite:///new.db"), 2, "a backup goes into a file"),
        (("db", "backup", "new.db", "--db", "missing.db"), 3, "there is no ledger at"),
        (("db", "info", "--db", "missing.db"), 3, "there is no ledger at"),
        (("db", "info", "--db", "notes.txt"), 6, "is not a ledger"),
        (("db", "migrate", "--db", "missing.db"), 3, "there is no ledger at"),
        (("db", "migrate", "--db", "notes.txt"), 6, "is not a ledger"),
        (("db", "info", "--db", "postgresql://127.0.0.1:1/x"), 6, "cannot be used"),
        (("db", "info", "--db", "https://parley.example.org"), 2, "running service"),
        (("db", "migrate", "--db", "https://parley.example.org"), 2, "running service"),
        (("db", "backup", "new.db", "--db", "https://parley.example.org"), 2, "running service"),
        (("db", "copy", "https://parley.example.org", "new.db"), 2, "running service"),
        (("db", "copy", "parley.db", "https://parley.example.org"), 2, "running service"),
    ],
)
def test_what_cannot_be_done_is_said_once_and_leaves_nothing(
    desk: Desk, words: tuple[str, ...], code: int, said: str
) -> None:
    desk.write("notes.txt", "not a ledger, and long enough to have a header\n" * 20)
    before, bytes_before = names(desk), desk.path.read_bytes()
    result = desk.type(*words)
    assert result.code == code, result.stderr
    assert result.stdout == ""
    assert result.stderr.count("error:") == 1
    assert "hint:" in result.stderr
    assert said in result.stderr
    assert names(desk) == before
    assert desk.path.read_bytes() == bytes_before


def test_a_damaged_ledger_is_not_copied(desk: Desk) -> None:
    with closing(sqlite3.connect(desk.path)) as connection:
        connection.execute("DROP TRIGGER record_is_never_changed")
        connection.execute("UPDATE record SET leaf_hash = zeroblob(32)")
        connection.commit()
    for words in (("db", "copy", "parley.db", "new.db"), ("db", "backup", "new.db")):
        result = desk.type(*words)
        assert result.code == 5
        assert "@1: leaf_hash is not the hash of the record" in result.stderr
    assert names(desk) == {"parley.db"}


def test_a_place_that_may_lose_records_is_warned_of_where_it_can_be_seen(desk: Desk) -> None:
    for words in (("use", "talks"), ("verify",), ("db", "info"), ("init", "--db", "other.db")):
        assert "warning" not in desk.must(*words).stderr
    (desk.place.here / ".stfolder").mkdir()
    why = f"lies in a folder that Syncthing seems to keep in step ({desk.place.here})"
    for words in (("use", "talks"), ("verify",), ("db", "info"), ("init", "--db", "third.db")):
        told = desk.must(*words).stderr
        assert told.count(f"{why}; what is recorded there can be lost") == 1, words
    assert facts(desk.type("db", "info", "--json"))["bad_place"] == why
    assert "warning" not in desk.must(*OFFER).stderr
