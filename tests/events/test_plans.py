"""How the hot questions find their rows: no common path scans the log or a table of a view.

They are asked through the real callers, and what the driver is then given is explained. On SQLite
that is each statement's plan. On PostgreSQL, whose append is a function of the server's, it is what
the server counts: with sequential scans made dear, it makes one only where no index serves.
"""

import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from bench import talks
from parley.answers.opening import create_ledger, open_ledger
from parley.cli.main import main
from parley.events.sql.sqlite import database, reader
from parley.events.sql.sqlite.connecting import connect
from tests.events.waiting import until

STREAMS, STEPS = 40, 12
HERE, MEMBERS = "n000007", (7, 8, 9)  # of one contest; the others stand alone
SCAN = re.compile(r"^SCAN (\w+)")
ONE_ROW = {"head", "ledger", "view_state", "alembic_version"}
NOT_OURS = {"main", "sqlite_master", "sqlite_schema", "json_each", "CONSTANT"}
DUE = {"step__due", "evidence__due"}  # rows whose words wait to be indexed: a few, soon none
OF_ALL = {"list": {"negotiation"}}  # which is what is asked for

LOOKED = ("status", "offers", "log", "table", "line", "contest", "list")


def command(url: str, *line: str) -> None:
    with redirect_stdout(StringIO()), redirect_stderr(StringIO()) as said:
        code = main(["--db", url, "--no-input", *line])
    assert code == 0, said.getvalue()


def record_in_order(url: str) -> None:
    with open_ledger(url, recorder="tests") as ledger:
        ledger.record([talks.offer(talks.name_of(7), STEPS + 1)])


def record_late(url: str) -> None:
    with open_ledger(url, recorder="tests") as ledger:
        late = talks.step(talks.name_of(7), 4)
        ledger.record([late])


def record_a_batch(url: str) -> None:
    with open_ledger(url, recorder="tests") as ledger:
        ledger.record([talks.offer(talks.name_of(each), STEPS + 2) for each in range(20)])


def ask(name: str) -> Callable[[str], None]:
    if name == "contest":
        return lambda url: command(url, "-n", talks.CONTEST, "status")
    return lambda url: command(url, *([] if name == "list" else ["-n", HERE]), name)


ASKED: Mapping[str, Callable[[str], None]] = {
    "record": record_in_order,
    "record late news": record_late,
    "record a batch": record_a_batch,
    **{name: ask(name) for name in LOOKED},
}


def filled(url: str) -> None:
    with create_ledger(url, recorder="tests", name="tests/plans") as ledger:
        ledger.record([talks.contest()])
        for number in range(STREAMS):
            stream = talks.name_of(number)
            steps = [talks.step(stream, step) for step in range(STEPS)]
            contest = talks.CONTEST if number in MEMBERS else None
            ledger.record([talks.registration(stream, contest=contest), *steps])
        ledger.projector.index()


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("plans") / "model.db"
    filled(str(path))
    return path


@pytest.fixture
def file(model: Path, tmp_path: Path) -> Path:
    path = tmp_path / "plans.db"
    with closing(sqlite3.connect(model)) as source, closing(sqlite3.connect(path)) as copy:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = WAL")
    return path


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The statements that SQLite is given from now on, with their values."""
    found: list[str] = []

    def connect_telling(*arguments: Any, **options: Any) -> sqlite3.Connection:
        connection = connect(*arguments, **options)
        connection.set_trace_callback(found.append)
        return connection

    for module in (database, reader):
        monkeypatch.setattr(module, "connect", connect_telling)
    return found


def scanned(path: Path, statements: list[str]) -> Iterator[tuple[str, str]]:
    """Each table of which a plan goes through all rows, with the statement."""
    with closing(sqlite3.connect(path)) as shell:
        for each in dict.fromkeys(statements):
            if each.startswith(("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")):
                for *_, step in shell.execute(f"EXPLAIN QUERY PLAN {each}"):
                    if named := SCAN.match(step):
                        yield named[1], each


@pytest.mark.parametrize("name", ASKED)
def test_no_statement_goes_through_a_table_of_a_file(file: Path, run: list[str], name: str) -> None:
    ASKED[name](str(file))
    assert any("stream" in each for each in run)
    allowed = ONE_ROW | NOT_OURS | DUE | OF_ALL.get(name, set())
    assert [found for found in scanned(file, run) if found[0] not in allowed] == []


def test_a_scan_would_be_seen(file: Path) -> None:
    found = [*scanned(file, ["SELECT * FROM record WHERE type = 'OfferMade'"])]
    assert [table for table, _ in found] == ["record"]


@pytest.fixture(scope="module")
def server(postgres: str) -> Iterator[tuple[str, str]]:
    """A ledger in a database of its own, where a scan is the last resort; and how to look at it."""
    name = f"plans{uuid4().hex}"
    with psycopg.connect(postgres, autocommit=True) as shell:
        shell.execute(f"CREATE DATABASE {name}".encode())
        shell.execute(f"ALTER DATABASE {name} SET enable_seqscan = off".encode())
        shell.execute(f"ALTER DATABASE {name} SET enable_bitmapscan = off".encode())
    there = f"{postgres}{'&' if '?' in postgres else '?'}dbname={name}"
    filled(f"{there}&schema=plans")
    yield f"{there}&schema=plans", there
    with psycopg.connect(postgres, autocommit=True) as shell:
        shell.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


COUNTED = (
    "SELECT relname, seq_scan, seq_tup_read + coalesce(idx_tup_fetch, 0)"
    " FROM pg_stat_user_tables WHERE schemaname = 'plans'"
)


OTHERS = (
    "SELECT count(*) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


def counted(url: str) -> dict[str, tuple[int, int]]:
    """Of each table: how often all of it was gone through, and how many rows were read of it.

    A server process adds what it counted when it ends, which is after its client has gone: until
    then there is another one.
    """
    with psycopg.connect(url, autocommit=True) as shell:
        until(lambda: shell.execute(OTHERS.encode()).fetchone() == (0,))
        found = shell.execute(COUNTED.encode()).fetchall()
    return {str(table): (int(scans), int(rows)) for table, scans, rows in found}


@pytest.mark.parametrize("name", ASKED)
def test_the_server_goes_through_no_table(server: tuple[str, str], name: str) -> None:
    url, shell = server
    ASKED[name](url)
    before = counted(shell)
    ASKED[name](url)
    after = counted(shell)
    allowed = ONE_ROW | DUE | OF_ALL.get(name, set())
    scans = {table: after[table][0] - before[table][0] for table in after}
    assert {table for table, number in scans.items() if number} <= allowed
    read = {table: after[table][1] - before[table][1] for table in after}
    assert read["head"] or read["view_state"], "nothing was counted"
    whole = STREAMS * STEPS  # of record, step, evidence; one stream has STEPS of them
    most = whole // 2 if name == "record a batch" else whole // 4
    assert {table: rows for table, rows in read.items() if rows > most and table in BIG} == {}


BIG = {"record", "step", "evidence"}
