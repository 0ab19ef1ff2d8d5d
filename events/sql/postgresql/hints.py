"""Hints from a PostgreSQL server: LISTEN on a connection of one's own, NOTIFY after the commit.

The channel has the schema's name. A notification inside the append's transaction would make all
commits of the cluster wait for one another, so it is sent afterwards; whoever dies in between
costs a reader some time, and no record.
"""

from collections.abc import Callable
from contextlib import suppress
from typing import TypeAlias

import psycopg
from psycopg.sql import SQL, Identifier

from parley.events.hints import Bell

__all__ = ["PostgresHints", "hint_statements"]

_Connection: TypeAlias = "psycopg.Connection[tuple[object, ...]]"


def hint_statements(channel: str) -> str:
    """What sends a hint, in one round trip; nobody waits for a disk or a standby because of it."""
    name = Identifier(channel).as_string()
    return f"BEGIN; SET LOCAL synchronous_commit = off; NOTIFY {name}; COMMIT"


class PostgresHints:
    """`Hints` from LISTEN. A standby takes no LISTEN: there its reader just looks now and then."""

    def __init__(self, connect: Callable[[], _Connection], channel: str) -> None:
        self._connect = connect
        self._channel = channel
        self._bell = Bell()
        self._connection: _Connection | None = None

    def wait(self, seconds: float) -> bool:
        if self._connection is None:
            if self._listen():
                return True  # what was committed before this moment nobody will tell us
            self._bell.wait(seconds)
            return False
        try:
            readable = self._bell.wait(seconds, beside=self._connection.fileno()).readable
            self._connection.pgconn.consume_input()
            heard = 0
            while self._connection.pgconn.notifies() is not None:
                heard += 1
        except psycopg.Error:
            heard, readable = 0, True
        if readable and not heard:
            self._let_go()  # the last thing that a server says is that it ends the connection
        return readable or heard > 0

    def _listen(self) -> bool:
        try:
            self._connection = self._connect()
            self._connection.autocommit = True
            self._connection.execute(SQL("LISTEN {}").format(Identifier(self._channel)))
        except psycopg.Error:
            self._let_go()
        return self._connection is not None

    def wake(self) -> None:
        self._bell.ring()

    def close(self) -> None:
        self._let_go()
        self._bell.close()

    def _let_go(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(psycopg.Error):
                connection.close()
