"""What tests of several packages share: the one PostgreSQL server of a test process."""

from collections.abc import Iterator

import pytest

from tests.postgres import running_server


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a server and of a database in it, for schemas of one's own."""
    with running_server() as url:
        yield url
