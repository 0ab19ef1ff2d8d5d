"""The engines under test: to add one is to add its name here."""

from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from tests.events.ledgers import (
    Ledgers,
    MemoryLedgers,
    PostgresLedgers,
    SqliteLedgers,
    SqlLedgers,
)


def make(engine: str, request: pytest.FixtureRequest, folder: Path) -> Ledgers:
    if engine == "postgresql":
        return PostgresLedgers(request.getfixturevalue("postgres"))
    return SqliteLedgers(folder) if engine == "sqlite" else MemoryLedgers()


@pytest.fixture(params=["sqlite", "postgresql"])
def shared(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SqlLedgers]:
    """The engines that several processes can open."""
    made = make(request.param, request, tmp_path)
    assert isinstance(made, SqlLedgers)
    yield made
    made.close()


@pytest.fixture
def make_ledgers(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], SqlLedgers]:
    """As many as a test likes, of engines that several processes can open; it closes them."""

    def made(engine: str) -> SqlLedgers:
        ledgers = make(engine, request, tmp_path_factory.mktemp("ledger"))
        assert isinstance(ledgers, SqlLedgers)
        return ledgers

    return made


@pytest.fixture
def file(tmp_path: Path) -> Iterator[SqliteLedgers]:
    """SQLite, for what only a file has."""
    made = SqliteLedgers(tmp_path)
    yield made
    made.close()


@pytest.fixture
def server(postgres: str) -> Iterator[PostgresLedgers]:
    """PostgreSQL, for what only a server has."""
    made = PostgresLedgers(postgres)
    yield made
    made.close()


@pytest.fixture
def shell(postgres: str, server: PostgresLedgers) -> Iterator[psycopg.Connection]:
    """An SQL shell in the hands of the server's owner, in the ledger's schema."""
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(f"SET search_path = {server.schema}".encode())
        yield connection


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def ledgers(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ledgers]:
    made = make(request.param, request, tmp_path)
    yield made
    made.close()
