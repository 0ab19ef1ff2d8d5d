"""What is sent to a PostgreSQL server stays in the ledger's schema, and holds nothing beside it.

So ledgers may be spread over the machines of a distributed server by their schemas (docs/scale.md):
no statement means a table of another schema, none takes a lock with a number, which is one
machine's, and nothing counts by a sequence, of which each machine has its own.
"""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from psycopg.sql import Composable

from bench import talks
from parley.answers.opening import create_ledger, open_ledger
from parley.cli.main import main
from parley.events.sql.postgresql.database import PostgresDatabase
from parley.events.sql.postgresql.objects import objects_in
from parley.events.store_errors import LedgerExists

STREAM = talks.name_of(0)
BESIDE = re.compile(r"\b(pg_(try_)?advisory\w*|nextval|setval|currval|lastval)\b", re.IGNORECASE)
COUNTS = re.compile(
    r"\b(CREATE\s+SEQUENCE|\w*SERIAL\b|GENERATED\s+\w+\s+AS\s+IDENTITY)", re.IGNORECASE
)
SETTINGS = "SET LOCAL search_path = pg_catalog, pg_temp; SET LOCAL row_security = off"
PATH = re.compile(r"SET (?:LOCAL )?search_path = ([^;\n]+)")
READ = (
    *("status", "log", "table", "offers", "claims", "agreed", "dates", "people", "attempts"),
    *("exclusions", "line", "story", "list", "replay"),
)


class Sent(list[str]):
    """The statements that were sent, as they were sent."""


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> Sent:
    """Whatever goes to a server through a connection of ours from now on."""
    found, connect = Sent(), PostgresDatabase._connect

    class Telling(psycopg.Cursor[Any]):
        def execute(self, query: Any, *rest: Any, **options: Any) -> Any:
            found.append(spelt(query))
            return super().execute(query, *rest, **options)

        def executemany(self, query: Any, *rest: Any, **options: Any) -> Any:
            found.append(spelt(query))
            return super().executemany(query, *rest, **options)

    def connect_telling(database: PostgresDatabase) -> psycopg.Connection[tuple[object, ...]]:
        connection = connect(database)
        connection.cursor_factory = Telling
        return connection

    monkeypatch.setattr(PostgresDatabase, "_connect", connect_telling)
    return found


def spelt(query: str | bytes | Composable) -> str:
    if isinstance(query, Composable):
        return query.as_string()
    return query if isinstance(query, str) else query.decode()


@pytest.fixture
def schemas(postgres: str) -> Iterator[tuple[str, str]]:
    """The names of two schemas, and afterwards neither is there."""
    names = f"a{uuid4().hex}", f"b{uuid4().hex}"
    yield names
    with psycopg.connect(postgres, autocommit=True) as shell:
        for name in names:
            shell.execute(f'DROP SCHEMA IF EXISTS "{name}" CASCADE'.encode())


def address(server: str, schema: str) -> str:
    return f"{server}{'&' if '?' in server else '?'}schema={schema}"


def use_all_of_it(url: str, folder: Path) -> None:
    """A ledger's life: made, recorded in, asked, searched, corrected, rebuilt, verified, shared."""
    with create_ledger(url, recorder="tests", name="tests/sent") as ledger:
        ledger.record([talks.contest(), talks.registration(STREAM, contest=talks.CONTEST)])
        for number in range(12):
            ledger.record([talks.step(STREAM, number)])
        ledger.record([talks.offer(STREAM, 20 + number) for number in range(4)])
        ledger.try_out([talks.offer(STREAM, 40)])
        ledger.rebuild(lambda *_: None)
        ledger.store.integrate()
        ledger.store.root(ledger.head().size)
        with closing(ledger.store.hints()) as hints:
            ledger.record([talks.offer(STREAM, 50)])
            hints.wait(0.01)
    asked = ["--db", url, "--no-input", "-n", "n000000"]
    for line in (
        *([each] for each in READ),
        ["status", "--known-at", "@9"],
        ["offers", "--public-at", "1990-01-01"],
        ["quotes", "synthetic"],
        ["show", "v4"],
        ["diff", "--since", "@5"],
        ["correct", "v3", "text", "Synthetic, and put right.", "--reason", "a slip"],
        ["retract", "v9", "--reason", "recorded twice"],
        ["cite", "v4", "--outlet", "Outlet 2", "--anon", "party insiders"],
        ["source", "add", "one", "--outlet", "Outlet 1"],
        ["accept", "BIRCH", "v4", "--at", "1990-01-01", "--anon", "party insiders"],
        ["report", "-o", str(folder / "report.html")],
        ["export", "-o", str(folder / "export.jsonl")],
        ["db", "info"],
        ["db", "rebuild"],
        ["db", "migrate"],
        ["db", "backup", str(folder / "backup.db")],
        ["info"],
        ["verify"],
    ):
        with redirect_stdout(StringIO()), redirect_stderr(StringIO()) as said:
            code = main([*asked, *line])
        assert code == 0, (line, said.getvalue())


@pytest.mark.slow
def test_every_statement_stays_in_its_schema(
    postgres: str, schemas: tuple[str, str], sent: Sent, tmp_path: Path
) -> None:
    mine, other = schemas
    create_ledger(address(postgres, other), recorder="tests", name="tests/other").close()
    sent.clear()
    use_all_of_it(address(postgres, mine), tmp_path)
    with psycopg.connect(postgres) as shell:
        every = [row[0] for row in shell.execute("SELECT nspname FROM pg_namespace").fetchall()]
    strangers = {f'"{name}"' for name in every if name not in (mine, "pg_catalog")}
    strangers |= {f" {name}." for name in every if name not in (mine, "pg_catalog", "pg_temp")}
    statements = list(dict.fromkeys(sent))
    assert len(statements) > 80
    for each in statements:
        assert not any(name in each for name in strangers), each
        assert not BESIDE.search(each), each
        assert not COUNTS.search(each), each
        for path in PATH.findall(each):
            assert path.strip() in ("pg_catalog, pg_temp", f'"{mine}", pg_temp'), each


def test_a_name_without_a_schema_is_the_servers_own(
    postgres: str, schemas: tuple[str, str], sent: Sent
) -> None:
    """Each transaction says first what a bare name means."""
    url = address(postgres, schemas[0])
    with create_ledger(url, recorder="tests", name="tests/sent") as ledger:
        sent.clear()
        ledger.record([talks.registration(STREAM)])
        assert ledger.rows(STREAM)["negotiation"]
    bare = [re.sub(r"^BEGIN[^;]*; ", "", each) for each in sent]  # begun in one message with it
    begun = [number for number, each in enumerate(bare) if each.startswith(SETTINGS)]
    assert begun[0] == 0
    assert len(begun) > 2


def test_the_functions_of_a_ledger_stay_in_its_schema() -> None:
    for text in objects_in("mine"):
        code = re.sub(r"--[^\n]*", "", text)
        assert not BESIDE.search(code)
        assert not COUNTS.search(code)
        if "CREATE FUNCTION" in code and "LANGUAGE plpgsql" in code:
            assert "SET search_path = pg_catalog, pg_temp" in code, code[:80]
        assert set(re.findall(r'"(\w+)"\.', code)) <= {"mine"}


def test_a_ledger_has_no_sequence(postgres: str, schemas: tuple[str, str]) -> None:
    create_ledger(address(postgres, schemas[0]), recorder="tests", name="tests/sent").close()
    with psycopg.connect(postgres) as shell:
        kinds = shell.execute(
            "SELECT relkind::text, count(*) FROM pg_class"
            " WHERE relnamespace = %s::regnamespace GROUP BY 1",
            (schemas[0],),
        ).fetchall()
    found: dict[str, int] = dict(kinds)
    assert found["r"] > 20
    assert "S" not in found


@pytest.mark.parametrize("there", [False, True])
def test_of_several_who_make_a_ledger_one_does(
    postgres: str, schemas: tuple[str, str], there: bool
) -> None:
    if there:
        with psycopg.connect(postgres, autocommit=True) as shell:
            shell.execute(f'CREATE SCHEMA "{schemas[0]}"'.encode())
    url = address(postgres, schemas[0])

    def make(number: int) -> bool:
        try:
            create_ledger(url, recorder="tests", name=f"tests/number-{number}").close()
        except LedgerExists:
            return False
        return True

    with ThreadPoolExecutor(6) as threads:
        assert sorted(threads.map(make, range(6))) == [False] * 5 + [True]
    with open_ledger(url) as ledger:
        assert ledger.head().size == 0
