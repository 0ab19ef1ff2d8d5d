"""Ledgers on a PostgreSQL server, one schema each: the only package that knows psycopg.

It is imported when such a ledger is opened, and not before: the driver is an extra.
"""

from parley.events.sql.postgresql.append import append_groups
from parley.events.sql.postgresql.creation import (
    change_rights,
    create_ledger,
    open_ledger,
    reach_ledger,
)

__all__ = ["append_groups", "change_rights", "create_ledger", "open_ledger", "reach_ledger"]
