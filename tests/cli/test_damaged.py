"""A file that was damaged in any one place is told in a sentence, by every command that meets it.

Each damage is one value of one column, in a table that was made anew without the kinds and guards
of the ledger's own: whoever damages a file is not stopped by them.
"""

import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.terminal import Place, Result
from tests.events.talks import make_talks

VALUES: tuple[object, ...] = (None, b"\xff\xfe{", "garbage", -1, 2**62, "CAST(x'ff41' AS TEXT)")
OF_THE_LOG = ("alembic_version", "ledger", "head", "record", "tile")
READS = (("status", "-n", "haryana-2024"), ("list",), ("log", "-n", "haryana-2024"), ("offers",))
WRITES = (
    *("say", "AAP", "claims_agreement", "--at", "2024-09-09", "--speaker", "A"),
    *("-n", "haryana-2024"),
)
KEPT = (*OF_THE_LOG, "view_state", "view_fold")
CONTRACT = (0, 1, 2, 3, 4, 5, 6)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made") / "parley.db"
    make_talks(path)
    return path


@pytest.fixture
def place(made: Path, tmp_path: Path) -> Place:
    place = Place(tmp_path)
    place.environment["PARLEY_DB"] = str(place.here / "parley.db")
    shutil.copy(made, place.here / "parley.db")
    return place


def damage(place: Place, table: str, change: str, *values: object) -> None:
    """Change the rows of a table, called `damaged`, that takes anything."""
    with closing(sqlite3.connect(place.here / "parley.db")) as connection:
        kept = "SELECT type, name, sql FROM sqlite_schema WHERE type IN ('trigger', 'view')"
        objects = connection.execute(kept).fetchall()
        for kind, name, _ in objects:
            connection.execute(f'DROP {kind} "{name}"')
        connection.execute(f'CREATE TABLE damaged AS SELECT * FROM "{table}"')
        connection.execute(change, values)
        connection.execute(f'DROP TABLE "{table}"')
        connection.execute(f'ALTER TABLE damaged RENAME TO "{table}"')
        for _, _, sql in objects:
            connection.execute(sql)
        connection.commit()


def columns(path: Path, tables: Sequence[str] = ()) -> Iterator[tuple[str, str]]:
    """Every column of the tables that hold anything."""
    with closing(sqlite3.connect(path)) as connection:
        names = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        for (table,) in connection.execute(names).fetchall():
            if (tables and table not in tables) or "words" in table:
                continue
            if connection.execute(f'SELECT 1 FROM "{table}" LIMIT 1').fetchone() is not None:
                for row in connection.execute(f'PRAGMA table_info("{table}")').fetchall():
                    yield table, row[1]


def check_told(result: Result) -> None:
    """A failure is one error of the contract, in a sentence, and nothing of Python."""
    assert result.code in CONTRACT, result
    assert "internal error" not in result.stderr, result
    assert "Traceback" not in result.stderr, result
    errors = [line for line in result.stderr.splitlines() if line.startswith("error:")]
    assert len(errors) == (1 if result.code else 0), result


def check_damage(place: Place, table: str, column: str, value: object) -> None:
    if isinstance(value, str) and value.startswith("CAST"):
        check_change(place, table, f'UPDATE damaged SET "{column}" = {value}')
    else:
        check_change(place, table, f'UPDATE damaged SET "{column}" = ?', value)


def check_change(place: Place, table: str, change: str, *values: object) -> None:
    damage(place, table, change, *values)
    for words in (*READS, ("verify",), WRITES):
        check_told(place.run(*words))
    rebuilt = place.run("db", "rebuild")
    check_told(rebuilt)
    if table not in OF_THE_LOG and rebuilt.code == 0:
        for words in (("verify",), READS[0]):
            result = place.run(*words)
            assert result.code == 0, (table, change, values, result)


SAMPLE = (
    ("alembic_version", "version_num", None),
    ("ledger", "created_at", "garbage"),
    ("head", "size", -1),
    ("head", "recorded_at", 2**62),
    ("record", "record", None),
    ("record", "position", 2**62),
    ("view_state", "cursor", None),
    ("view_state", "schema_version", "CAST(x'ff41' AS TEXT)"),
    ("view_fold", "data", b"\xff\xfe{"),
    ("view_fold", "version", "garbage"),
    ("negotiation", "flags", "garbage"),
    ("step", "place", None),
)


@pytest.mark.parametrize(("table", "column", "value"), SAMPLE)
def test_a_damaged_value_is_told_in_a_sentence(
    place: Place, table: str, column: str, value: object
) -> None:
    check_damage(place, table, column, value)


def test_a_row_that_nobody_can_read_is_made_again(place: Place) -> None:
    """Beside rows whose words nobody has indexed yet."""
    with closing(sqlite3.connect(place.here / "parley.db")) as connection:
        connection.execute("UPDATE step SET type = CAST(x'ff' AS TEXT)")
        connection.commit()
    assert place.run(*WRITES).code == 0
    assert place.run("verify").code == 5
    assert place.run("db", "rebuild").code == 0
    assert place.run("verify").code == 0


@pytest.mark.parametrize("table", KEPT)
def test_rows_that_stand_twice_are_told_in_a_sentence(place: Place, table: str) -> None:
    check_change(place, table, "INSERT INTO damaged SELECT * FROM damaged")


@pytest.mark.slow
@pytest.mark.parametrize("table", KEPT)
def test_every_damaged_value_of_what_keeps_count_is_told_in_a_sentence(
    made: Path, place: Place, table: str
) -> None:
    tried = 0
    for _, column in columns(made, (table,)):
        for value in VALUES:
            shutil.copy(made, place.here / "parley.db")
            check_damage(place, table, column, value)
            tried += 1
    assert tried or table == "tile"  # which fills with the 256th record


@pytest.mark.slow
def test_a_damaged_value_of_each_view_is_told_in_a_sentence(made: Path, place: Place) -> None:
    last = {table: column for table, column in columns(made) if table not in KEPT}
    for number, (table, column) in enumerate(last.items()):
        shutil.copy(made, place.here / "parley.db")
        check_damage(place, table, column, VALUES[number % len(VALUES)])
    assert len(last) > 10
