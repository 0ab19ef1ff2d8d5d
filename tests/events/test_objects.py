"""What lies in a ledger's file beside the rows: each object lost, altered, replaced, or added.

The list of what is tried is read from a ledger that this release made, so that whatever a later
release makes is tried, too.
"""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from parley.events.errors import IntegrityError, NotAsMade
from parley.events.ledger import Ledger
from parley.events.sql import create_store, open_store
from parley.events.sql.sqlite import inspection
from parley.events.verify import verify
from parley.negotiation.politics import AlliancePolitics
from tests.events.ledgers import HandClock
from tests.events.test_ledger import offer, register

CLOCK = HandClock()
SHADOW = "__found_"  # what an index of words keeps for itself; SQLite guards it


def opened(path: Path) -> Ledger:
    store = open_store(str(path), clock=CLOCK)
    return Ledger(store, AlliancePolitics(), recorder="Asha", clock=CLOCK)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger as this release makes it, with a negotiation of two steps."""
    path = tmp_path_factory.mktemp("made") / "talks.db"
    store = create_store(str(path), ledger="local/objects", clock=CLOCK)
    with Ledger(store, AlliancePolitics(), recorder="Asha", clock=CLOCK) as ledger:
        ledger.record([register(), offer("2024-09-04")])
        assert verify(ledger).ok
    return path


def objects(path: Path) -> Iterator[tuple[str, str, str, str]]:
    """Type, name, table and definition of everything that was made by a statement."""
    with closing(sqlite3.connect(path)) as file:
        yield from file.execute(
            "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE sql IS NOT NULL "
            "ORDER BY type, name"
        ).fetchall()


def harmed(made: Path, folder: Path, *statements: str) -> Path:
    """A copy of the ledger, after somebody with an SQL shell."""
    path = folder / "harmed.db"
    path.unlink(missing_ok=True)
    shutil.copy(made, path)
    with closing(sqlite3.connect(path, isolation_level=None)) as shell:
        for statement in statements:
            shell.execute(statement)
    return path


def names_found(path: Path) -> set[str]:
    """The objects that verification names, or the door where it lets nobody in."""
    try:
        ledger = opened(path)
    except IntegrityError as error:
        return set(error.message.split())
    with ledger:
        report = verify(ledger)
        assert not report.ok
        said = [each for each in report.findings if each.check in ("objects", "views", "ahead")]
        return {word for each in said for word in each.where.split()}


def lost(made: Path, folder: Path) -> Iterator[tuple[str, Path]]:
    for kind, name, _, _ in objects(made):
        if SHADOW not in name and name != "alembic_version" and name not in LOG:
            yield name, harmed(made, folder, f"DROP {kind} {name}")


LOG = ("ledger", "head", "record")  # without them it is no ledger: opening it says so


def test_whatever_is_lost_is_named(made: Path, tmp_path: Path) -> None:
    tried = 0
    for name, path in lost(made, tmp_path):
        assert name in names_found(path), f"{name} is gone, and nobody says so"
        tried += 1
    assert tried > 40


def test_a_look_alike_in_place_of_a_table_or_a_view_is_named(made: Path, tmp_path: Path) -> None:
    tried = 0
    for kind, name, _, _ in objects(made):
        if SHADOW in name or kind not in ("table", "view"):
            continue
        copied = f"CREATE TABLE kept AS SELECT * FROM {name}"
        look_alike = f"CREATE VIEW {name} AS SELECT * FROM kept"
        path = harmed(made, tmp_path, copied, f"DROP {kind} {name}", look_alike)
        assert name in names_found(path), f"{name} is a look-alike, and nobody says so"
        tried += 1
    assert tried > 20


def test_a_trigger_with_another_body_is_named_and_stops_recording(
    made: Path, tmp_path: Path
) -> None:
    for kind, name, table, sql in objects(made):
        if kind != "trigger":
            continue
        weaker = f"{sql.partition(' BEGIN ')[0]} BEGIN SELECT 1; END"
        path = harmed(made, tmp_path, f"DROP TRIGGER {name}", weaker)
        assert name in names_found(path), f"{name} of {table} says nothing more"
        with opened(path) as ledger, pytest.raises(NotAsMade, match=name):
            ledger.record([offer("2024-09-05", quantity="6")])


def test_what_is_a_letter_to_sqlite_is_no_space_to_us(made: Path, tmp_path: Path) -> None:
    """A guard that looks into a table whose name ends with U+00A0 guards nothing."""
    for kind, name, _, sql in objects(made):
        looked_into = [word for word in ("record", "offer") if f"FROM {word} " in sql]
        if kind not in ("trigger", "view") or not looked_into:
            continue
        other = sql
        for word in looked_into:
            other = other.replace(f"FROM {word} ", f"FROM {word}\u00a0 ")
        path = harmed(made, tmp_path, f"DROP {kind} {name}", other)
        assert name in names_found(path)


ADDED = {
    "trap": "CREATE TRIGGER trap AFTER UPDATE ON head BEGIN DELETE FROM tile; END",
    "on_views": "CREATE TRIGGER on_views AFTER INSERT ON offer BEGIN SELECT 1; END",
    "on_ours": "CREATE INDEX on_ours ON record (abs(position))",
    "virtual": "CREATE VIRTUAL TABLE virtual USING fts5(words)",
}
STILL = {
    "notes": "CREATE TABLE notes (words text)",
    "theirs": "CREATE VIEW theirs AS SELECT 1 AS one",
}


@pytest.mark.parametrize(("name", "statement"), {**ADDED, **STILL}.items())
def test_whatever_is_added_is_named(made: Path, tmp_path: Path, name: str, statement: str) -> None:
    path = harmed(made, tmp_path, statement)
    assert name in names_found(path)
    with opened(path) as ledger:
        size = ledger.head().size
        if name in ADDED:
            with pytest.raises(NotAsMade, match=name):
                ledger.record([offer("2024-09-05", quantity="6")])
            with pytest.raises(NotAsMade, match=name):
                ledger.rebuild(lambda *_: None)
            assert ledger.head().size == size
        else:
            ledger.record([offer("2024-09-05", quantity="6")])
            assert ledger.head().size == size + 1


def test_a_log_that_works_something_out_for_its_readers_is_not_read(
    made: Path, tmp_path: Path
) -> None:
    computed = "ALTER TABLE record ADD COLUMN more INTEGER GENERATED ALWAYS AS (abs(position))"
    path = harmed(made, tmp_path, computed)
    with opened(path) as ledger:
        report = verify(ledger)
        assert (report.size, report.not_compared) == (0, "might_run")
        assert [each.where for each in report.findings] == ["table record"]
        with pytest.raises(IntegrityError, match=r"table record is not what .* was not read"):
            ledger.projector.refuse_to_read()


@pytest.mark.parametrize("name", ADDED)
def test_whoever_keeps_a_ledger_open_looks_again(made: Path, tmp_path: Path, name: str) -> None:
    path = harmed(made, tmp_path)
    with opened(path) as ledger:
        ledger.record([offer("2024-09-05", quantity="6")])
        size = ledger.head().size
        with closing(sqlite3.connect(path, isolation_level=None)) as shell:
            shell.execute(ADDED[name])
        for _ in range(2):
            with pytest.raises(NotAsMade, match=name):
                ledger.record([offer("2024-09-06", quantity="7")])
        assert ledger.head().size == size
        with closing(sqlite3.connect(path, isolation_level=None)) as shell:
            shell.execute(f"DROP {ADDED[name].split()[1].replace('VIRTUAL', 'TABLE')} {name}")
            shell.execute(STILL["notes"])
        ledger.record([offer("2024-09-06", quantity="7")])


def test_a_damaged_index_of_sqlites_own_is_named(made: Path, tmp_path: Path) -> None:
    path = harmed(made, tmp_path)
    with closing(sqlite3.connect(path, isolation_level=None)) as shell:
        found = "SELECT rootpage - 1 FROM sqlite_schema WHERE name = 'record_by_time'"
        (page,) = shell.execute(found).fetchone()
        (size,) = shell.execute("PRAGMA page_size").fetchone()
        shell.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with path.open("r+b") as file:
        file.seek(page * size + 3)
        file.write(b"\0\0")  # it says that it holds no entry
    with opened(path) as ledger:
        said = [each for each in verify(ledger).findings if each.check == "file"]
    assert any("record_by_time" in str(each.flaw) for each in said)


def test_a_fold_of_a_stream_that_is_not_there_is_named(made: Path, tmp_path: Path) -> None:
    stray = "INSERT INTO view_fold (stream, version, data) VALUES ('negotiation/stray', 1, x'00')"
    path = harmed(made, tmp_path, stray)
    assert "negotiation/stray" in names_found(path)


def test_were_nothing_compared_nothing_would_be_named(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inspection, "_compare", lambda *_: iter(()))
    missed = 0
    for name, path in lost(made, tmp_path):
        with opened(path) as ledger:
            missed += not any(name in each.where for each in verify(ledger).findings)
    assert missed > 10
