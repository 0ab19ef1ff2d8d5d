"""Every test of the terminal starts in an empty account, so that none depends on this machine."""

from pathlib import Path

import pytest

from tests.cli.desk import Desk, open_desk
from tests.cli.terminal import Place


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """An account with an empty home folder and a current folder."""
    return Place(tmp_path)


@pytest.fixture(scope="session")
def new_desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The desk of which `desk` is a copy."""
    return open_desk(tmp_path_factory.mktemp("desk"))


@pytest.fixture
def desk(new_desk: Desk, tmp_path: Path) -> Desk:
    """A recorder's desk with a ledger and the negotiation `talks`."""
    return new_desk.copied(tmp_path)
