"""What the crash tests share: the process that forks the others, and a ledger to begin with."""

from collections.abc import Iterator

import pytest

from tests.crash.book import Book
from tests.crash.engines import Server, server_to_kill
from tests.crash.nursery import Nursery


@pytest.fixture(scope="session")
def nursery() -> Iterator[Nursery]:
    with Nursery() as running:
        yield running


@pytest.fixture(scope="session")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """A ledger with its registrations, never to be changed: copy it."""
    return Book(str(tmp_path_factory.mktemp("begun") / "begun.db"), seed=1)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL of our own: the one that other tests share must not be killed."""
    with server_to_kill() as running:
        yield running
