"""Ledgers in SQL databases: the only package that knows SQLAlchemy.

SQLAlchemy takes longer to import than most commands take to run: the names are here, and what is
behind them is imported when one is asked for. Whoever only reads a file needs none of it
(`events.sql.sqlite.reader`).
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parley.events.sql.roles import Roles
    from parley.events.sql.store import SqlStore, create_store, open_store
else:  # where mypy saw it, every misspelt name would be one

    def __getattr__(name: str) -> object:
        if name in __all__:
            return getattr(import_module("parley.events.sql.store"), name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


__all__ = ["Roles", "SqlStore", "create_store", "open_store"]
