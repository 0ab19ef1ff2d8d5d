"""Ledgers in SQL databases: the only package that knows SQLAlchemy.

A face imports it when it opens a ledger, and not before: SQLAlchemy takes longer to import than
most commands take to run.
"""

from parley.events.sql.roles import Roles
from parley.events.sql.store import SqlStore, create_store, open_store

__all__ = ["Roles", "SqlStore", "create_store", "open_store"]
