"""What `parley verify` says of a ledger that came to harm, and what brings it back."""

import os
import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from parley.answers import opening
from parley.events.clock import wall_clock
from parley.events.sql.tables import bookkeeping
from tests.cli.desk import Desk, open_desk
from tests.crash.book import Book
from tests.crash.drill import HEADING, PAGE, play_drill
from tests.crash.nursery import Nursery, Order
from tests.docs.session import without_chance

Harm = Callable[[Path], None]

OFFER = ("offer", "INC", "AAP", "7", "--at", "2024-09-06", "--speaker", "A. Speaker")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk with three records and their views; never to be changed: copy its ledger."""
    desk = open_desk(tmp_path_factory.mktemp("desk"))
    desk.must(*OFFER)
    desk.must("demand", "AAP", "INC", "10", "--at", "2024-09-06", "--speaker", "B. Speaker")
    return desk


@pytest.fixture
def harmed(made: Desk) -> Desk:
    """The same desk, with the ledger as it was."""
    good = made.path.with_name("good.db")
    if not good.exists():
        shutil.copy(made.path, good)
    for ending in ("", "-wal", "-shm"):
        made.path.with_name(made.path.name + ending).unlink(missing_ok=True)
    shutil.copy(good, made.path)
    return made


def sql(*statements: str) -> Harm:
    """Somebody with an SQL shell, who takes the triggers away first, and puts them back."""

    def harm(path: Path) -> None:
        with closing(sqlite3.connect(path)) as connection:
            triggers = connection.execute(
                "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
            )
            guards = triggers.fetchall()
            for name, _ in guards:
                connection.execute(f"DROP TRIGGER {name}")
            for statement in statements:
                connection.execute(statement)
            for _, made in guards:
                connection.execute(made)
            connection.commit()

    return harm


def cut_to(bytes_left: int) -> Harm:
    """A disk, or a copy that was broken off."""
    return lambda path: os.truncate(path, bytes_left)


def overwrite(path: Path) -> None:
    """Somebody's editor."""
    with path.open("r+b") as file:
        file.write(b"Dear diary,")


LAST = "WHERE position = 3"
LOST: dict[str, tuple[Harm, int, str]] = {
    "head": (sql("DELETE FROM head"), 5, "the ledger has no head"),
    "first byte of the last record": (
        sql(f"UPDATE record SET record = CAST(x'ff' || substr(record, 2) AS BLOB) {LAST}"),
        5,
        "@3 (hashes): leaf_hash is not the hash of the record",
    ),
    "last record": (
        sql(f"DELETE FROM record {LAST}"),
        5,
        "it says that there are 3 records, and 2 are there",
    ),
    "record in between": (sql("DELETE FROM record WHERE position = 2"), 5, "@2 (positions)"),
    "end, and the head moved": (
        sql(
            f"DELETE FROM record {LAST}",
            "UPDATE head SET size = 2, recorded_at = (SELECT max(recorded_at) FROM record)",
        ),
        5,
        "the rows say that they reach @3, and the log ends at @2",
    ),
    "half of the file": (cut_to(60_000), 5, "database disk image is malformed"),
    "all but its first bytes": (cut_to(100), 5, "database disk image is malformed"),
    "everything": (cut_to(0), 6, "is not a ledger: it is empty"),
    "beginning": (overwrite, 6, "is not a ledger: it is not an SQLite file"),
}


@pytest.mark.parametrize("lost", LOST)
def test_verify_says_what_is_lost_and_the_copy_brings_it_back(
    harmed: Desk, tmp_path: Path, lost: str
) -> None:
    harm, code, said = LOST[lost]
    copy = shutil.copy(harmed.path, tmp_path / "copy.db")
    harm(harmed.path)
    answer = harmed.type("verify")
    assert (answer.code, said in answer.stdout + answer.stderr) == (code, True), answer
    assert "Traceback" not in answer.stderr
    shutil.move(harmed.path, tmp_path / "damaged.db")
    shutil.copy(copy, harmed.path)
    harmed.must("verify")
    harmed.must(*OFFER)
    harmed.must("verify")


def test_a_lost_head_row_is_put_back_from_the_last_record(harmed: Desk) -> None:
    sql("DELETE FROM head")(harmed.path)
    assert harmed.type("verify").code == 5
    (cure,) = re.findall(r'\$ sqlite3 parley\.db "(INSERT [^"]+)"', PAGE.read_text("utf-8"))
    sql(cure.replace("\\\n", ""))(harmed.path)
    harmed.must("verify")
    harmed.must(*OFFER)
    assert harmed.size() == 4


def test_nobody_is_told_to_rebuild_what_may_be_the_last_place_of_lost_records(
    harmed: Desk,
) -> None:
    harm, _, _ = LOST["end, and the head moved"]
    harm(harmed.path)
    answer = harmed.type("verify")
    assert "cursor (ahead): the rows say that they reach @3" in answer.stdout
    assert "the records hold" not in answer.stderr
    assert "keep a copy of it as it is" in answer.stderr


VIEWS: dict[str, Harm] = {
    "a row is changed": sql("UPDATE step SET text = 'nothing' WHERE step = 2"),
    "rows are gone": sql("DELETE FROM demand"),
    "a table is gone": sql("DROP TABLE demand"),
    "a value is no value": sql("UPDATE offer SET quantity = '{'"),
    "the folds are gone": sql("DELETE FROM view_fold"),
    "a fold is changed": sql("UPDATE view_fold SET data = x'7b7d'"),
    "the cursor is behind": sql("UPDATE view_state SET cursor = 1"),
    "rows of nobody": sql(
        "INSERT INTO party SELECT 'negotiation/x', step, line, party, name,"
        " aliases, ids, at_table, left_by FROM party LIMIT 1"
    ),
}


@pytest.mark.parametrize("harm", VIEWS.values(), ids=VIEWS)
def test_lost_views_are_found_and_made_again(harmed: Desk, harm: Harm) -> None:
    harm(harmed.path)
    found = harmed.type("verify")
    assert found.code == 5
    assert "all of them in the views; the records hold" in found.stderr
    assert "hint: parley db rebuild makes the views again" in found.stderr
    harmed.must("db", "rebuild")
    harmed.must("verify")


BOOKKEEPING: dict[str, Harm] = {
    **{f"no {name}": sql(f"DROP TABLE {name}") for name in bookkeeping.tables},
    "nothing in view_state": sql("DELETE FROM view_state"),
    "none of it": sql(*(f"DROP TABLE {name}" for name in bookkeeping.tables)),
    "none of it, and a table": sql(
        *(f"DROP TABLE {name}" for name in bookkeeping.tables), "DROP TABLE offer"
    ),
}


@pytest.mark.parametrize("harm", BOOKKEEPING.values(), ids=BOOKKEEPING)
def test_lost_bookkeeping_of_the_views_is_found_and_made_again(harmed: Desk, harm: Harm) -> None:
    harm(harmed.path)
    found = harmed.type("verify")
    assert found.code == 5
    assert "it is missing" in found.stdout
    assert "all of them in the views; the records hold" in found.stderr
    harmed.must("log")  # from the records, meanwhile
    harmed.must(*OFFER)
    harmed.must("db", "rebuild")
    harmed.must("verify")
    harmed.must(*OFFER)
    harmed.must("verify")


def test_a_file_without_its_log_is_an_older_ledger_that_looks_whole(
    nursery: Nursery, begun: Book, tmp_path: Path
) -> None:
    killed = begun.copied_to(str(shutil.copy(begun.url, tmp_path / "killed.db")))
    order = Order(job="record", url=killed.url, folder=str(tmp_path), seed=77, count=2)
    with nursery.working(order) as child:
        assert child.listen(until="acknowledged")
        child.kill()
        child.end()
    unanswered = killed.hear(child, 77)
    alone = shutil.copy(killed.url, tmp_path / "alone.db")
    begun.copied_to(str(alone)).check()
    killed.check([unanswered] if unanswered else [])
    with opening.open_ledger(str(alone), clock=wall_clock) as older:
        size = older.head().size
    with killed.opened() as newer:
        assert newer.head().size > size


def test_the_page_answers_as_it_says(tmp_path: Path) -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert without_chance(play_drill(text, tmp_path)) == without_chance(text), (
        "run python -m tests.crash.drill and read the difference"
    )


def test_a_changed_answer_is_noticed(tmp_path: Path) -> None:
    page = f"{HEADING}\n\n```console\n$ parley config get zone\nEurope/London\n```\n\n## More\n"
    assert play_drill(page, tmp_path) == page.replace("Europe/London", "Asia/Kolkata")
