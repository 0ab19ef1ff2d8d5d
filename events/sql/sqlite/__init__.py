"""Ledgers in SQLite files, one each."""

from parley.events.sql.sqlite.append import append_groups
from parley.events.sql.sqlite.creation import create_ledger, open_ledger, reach_ledger
from parley.events.sql.sqlite.database import path_of

__all__ = ["append_groups", "create_ledger", "open_ledger", "path_of", "reach_ledger"]
