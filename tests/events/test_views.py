"""The contract of the views' tables, on every engine."""

from tests.events.view_contract import ViewContract


class TestViewStore(ViewContract):
    """Each engine, through the `ledgers` fixture."""
