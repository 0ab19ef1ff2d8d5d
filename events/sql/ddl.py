"""The statements that make tables, worked out once a process.

SQLAlchemy composes them anew for every ledger, and sends each by itself: for views that say of each
column what it is about, that is hundreds of round trips to a server.
"""

from functools import lru_cache

from sqlalchemy import Dialect, MetaData
from sqlalchemy.engine.mock import MockConnection
from sqlalchemy.sql.ddl import ExecutableDDLElement

__all__ = ["statements_for"]


@lru_cache(maxsize=16)
def statements_for(tables: MetaData, dialect: Dialect) -> tuple[str, ...]:
    """What makes all of ``tables`` where none is yet, with indexes and comments.

    ``tables`` MUST NOT grow afterwards. A % is a %: ``dialect`` MUST be of an engine, not of a
    driver that writes parameters with one.
    """
    made: list[str] = []

    def keep(statement: ExecutableDDLElement, *_: object) -> None:
        made.append(str(statement.compile(dialect=dialect)).strip())

    tables.create_all(MockConnection(dialect, keep), checkfirst=False)
    return tuple(made)
