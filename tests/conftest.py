"""What tests of several packages share: one PostgreSQL server, and how examples are searched.

A test run finds the same on every machine, so that a red run is about the change at hand. New
examples are looked for by `make search`, where nobody waits for the answer.
"""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from tests.postgres import running_server

settings.register_profile(
    "steady",
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.nested_given, HealthCheck.too_slow],  # see drawn.py
)
settings.register_profile("search", deadline=None, print_blob=True)
settings.load_profile("steady")


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a server and of a database in it, for schemas of one's own."""
    with running_server() as url:
        yield url
