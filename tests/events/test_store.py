"""The contract of the log, on every engine."""

from tests.events.store_contract import StoreContract


class TestEventStore(StoreContract):
    """Each engine, through the `ledgers` fixture."""
