"""The whole house on both engines: the same drafts give the same answers on a file and a server."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import msgspec
import psycopg
import pytest

from parley.answers import opening
from parley.events.canonical import JsonObject
from parley.events.clock import SECOND
from parley.events.ledger import Ledger
from parley.events.verify import verify
from tests.cli.terminal import Place
from tests.events.saying import LEDGER, identify
from tests.events.talks import CONTEST, DRAFTS, NEGOTIATION

ROOT = Path(__file__).parents[1]
LATER = 4_102_444_800 * SECOND  # 1 January 2100: nothing is too early, whatever today is


@pytest.fixture(params=["sqlite", "postgresql"])
def db(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a ledger that is still to be made."""
    if request.param == "sqlite":
        yield str(tmp_path / "talks.db")
        return
    server = request.getfixturevalue("postgres")
    schema = f"t{uuid4().hex}"
    yield f"{server}&schema={schema}"
    with psycopg.connect(server) as connection:
        connection.execute(f"DROP SCHEMA IF EXISTS {schema} CASCADE".encode())


def recorded(db: str) -> Ledger:
    ledger = opening.create_ledger(db, name=LEDGER, recorder="Asha", clock=lambda: LATER)
    drafts = [msgspec.structs.replace(draft, id=identify(at)) for at, draft in enumerate(DRAFTS)]
    ledger.record(drafts)
    return ledger


def rows_of(ledger: Ledger) -> dict[str, list[JsonObject]]:
    rows = ledger.rows(NEGOTIATION) | {"sources": list(ledger.sources().values())}
    return {
        table: [
            {name: row[name] for name in row if not name.endswith("recorded_at")} for row in found
        ]
        for table, found in rows.items()
    }


def test_the_same_is_recorded_answered_and_made_again(db: str, tmp_path: Path) -> None:
    with recorded(db) as ledger, recorded(str(tmp_path / "reference.db")) as reference:
        statements = [record.statement for record in ledger.log()]
        assert statements == [record.statement for record in reference.log()]
        expected = rows_of(reference)
        assert sum(map(len, expected.values())) > 30
        assert rows_of(ledger) == expected
        assert ledger.rebuild(lambda *_: None).streams == 3
        assert rows_of(ledger) == expected
        assert verify(ledger).ok
        assert opening.list_slugs(ledger) == [NEGOTIATION.partition("/")[2], CONTEST]
        with opening.open_ledger(db, clock=lambda: LATER) as reader:
            assert rows_of(reader) == expected
            assert verify(reader).ok


def test_commands_take_the_address_of_either(db: str, tmp_path: Path) -> None:
    place = Place(tmp_path)
    for words in (
        ["init"],
        ["import", str(ROOT / "examples" / "haryana-2024.yaml")],
        ["db", "rebuild"],
        ["verify"],
    ):
        run = place.run(*words, environment={"PARLEY_DB": db})
        assert run.code == 0, run.stderr
    run = place.run("list", "--json", environment={"PARLEY_DB": db})
    assert "haryana-2024" in run.stdout
