"""The engines under test: to add one is to add its name here."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.events.ledgers import Ledgers, MemoryLedgers, SqliteLedgers

# A slow machine is not a fault.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(params=["sqlite"])
def shared(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SqliteLedgers]:
    """The engines that several processes can open."""
    made = SqliteLedgers(tmp_path)
    yield made
    made.close()


@pytest.fixture(params=["memory", "sqlite"])
def ledgers(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ledgers]:
    made: Ledgers = MemoryLedgers() if request.param == "memory" else SqliteLedgers(tmp_path)
    yield made
    made.close()
