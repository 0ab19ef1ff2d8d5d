"""Connections that are held open for the next who needs one.

A pool of SQLAlchemy's resets what comes back and makes anew what goes out, which takes longer than
what is done with it meanwhile; here a connection comes back when its transaction is over, and goes
out as it is. One on which something failed does not come back.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

__all__ = ["HeldConnections"]


class HeldConnections:
    """Connections of one engine, ``most`` of which are held open while nobody uses them.

    ``alive`` says whether one that was held can still be used.
    """

    def __init__(
        self, engine: Engine, most: int, alive: Callable[[Connection], bool] | None = None
    ) -> None:
        self._engine = engine
        self._most = most
        self._alive = alive
        self._free: list[Connection] = []  # whose append and pop are one step each
        self._closed = False

    @contextmanager
    def connected(self) -> Iterator[Connection]:
        """A connection for the block; a transaction that it leaves open is rolled back."""
        with self.using(self.take()) as connection:
            yield connection

    def take(self) -> Connection:
        """A connection; whoever takes it is `using` it next. Raises what connecting raises."""
        while self._free:
            try:
                connection = self._free.pop()
            except IndexError:  # another thread was faster
                break
            if self._alive is None or self._alive(connection):
                return connection
            _drop(connection)
        return self._engine.connect()

    @contextmanager
    def using(self, connection: Connection) -> Iterator[Connection]:
        """The same with a connection that was taken."""
        try:
            yield connection
        except BaseException:
            _drop(connection)
            raise
        if connection.in_transaction():
            connection.rollback()
        if self._closed or len(self._free) >= self._most:
            connection.close()
        else:
            self._free.append(connection)

    def close(self) -> None:
        """Let go of those that nobody uses; of the others when they come back."""
        self._closed = True
        while self._free:
            with suppress(SQLAlchemyError):
                self._free.pop().close()


def _drop(connection: Connection) -> None:
    """End what is under way there, and the connection: what was being read on it is still open."""
    with suppress(SQLAlchemyError):
        connection.rollback()
    with suppress(SQLAlchemyError):
        if not connection.invalidated:
            connection.invalidate()
        connection.close()
