"""The feed: every record after a position, in order, each once; and then those that come.

Other processes follow the log with it. What they get is always read from the log at their own
cursor; a hint only says when to look, so that a lost one costs time and never a record.
"""

from collections.abc import Callable, Iterator, Sequence
from time import monotonic
from typing import Protocol, Self

from parley.events.errors import IntegrityError
from parley.events.flaws import LogShorter
from parley.events.hints import Hints
from parley.events.record import Record
from parley.events.store import EventStore
from parley.events.store_errors import AccessDenied, NoSuchDatabase, StoreUnreachable

__all__ = ["Feed", "Subscriber", "deliver"]

POLL_SECONDS = 1.0  # between two looks at the log when no hint comes
OUTAGE_PAUSE_SECONDS = 0.5  # between two tries to reach a store that was lost
BATCH_RECORDS = 256  # of at most RECORD_BYTES_MAX each: 16 MiB at worst

Outage = Callable[[StoreUnreachable], None]


class Feed:
    """The records of a store after a position; a context manager, or `close` it.

    One thread reads. `stop` MAY be called by any other, or by a signal handler. The feed keeps no
    cursor but its own: what a reader has dealt with it stores itself, with whatever it made of it
    (`Subscriber`), and begins there again.
    """

    def __init__(
        self,
        store: EventStore,
        *,
        after: int = 0,
        batch_records: int = BATCH_RECORDS,
        on_outage: Outage | None = None,
    ) -> None:
        """`after` is the last position that was dealt with, 0 for none.

        With `on_outage`, a store that cannot be reached is told to it, once for each outage, and
        waited for; without, StoreUnreachable is raised, and the feed may be asked again.
        """
        self._store = store
        self._cursor = after
        self._batch_records = batch_records
        self._on_outage = on_outage
        self._is_out = False
        self._stopped = False
        self._hints: Hints | None = None

    @property
    def cursor(self) -> int:
        """The position of the last record that was handed out."""
        return self._cursor

    def seek(self, cursor: int) -> None:
        """Go on after another position, because somebody else has dealt with more, or less."""
        self._cursor = cursor

    def take(self, seconds: float = 0.0) -> list[Record]:
        """The next records, as soon as there is one: at most `batch_records`, without a gap.

        None when nothing was recorded within so many seconds, or after `stop`. Without seconds it
        only looks. It may take longer by one attempt to reach the store.

        Raises IntegrityError where a position is missing, and where the log ends before the
        cursor: such a log is another one, or an older copy. StoreUnreachable: see `__init__`.
        """
        records = self._next(seconds)
        if records:
            self._cursor = records[-1].position
        return records

    def __iter__(self) -> Iterator[Record]:
        """The next records, one by one, until `stop`. Raises as `take` does."""
        while not self.is_stopped():
            for record in self._next(POLL_SECONDS):
                self._cursor = record.position
                yield record
                if self.is_stopped():
                    return

    def stop(self) -> None:
        """End the wait of now and every later one."""
        self._stopped = True
        if self._hints is not None:
            self._hints.wake()

    def is_stopped(self) -> bool:
        """Whether `stop` was called."""
        return self._stopped

    def close(self) -> None:
        """Let go of what was opened to wait with; the store stays. MAY be called again."""
        self.stop()
        if self._hints is not None:
            self._hints.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _next(self, seconds: float) -> list[Record]:
        give_up = monotonic() + seconds
        while not self._stopped:
            try:
                records = self._look()
                self._is_out = False
                pause = POLL_SECONDS
            except (AccessDenied, NoSuchDatabase):
                raise  # time alone mends neither
            except StoreUnreachable as error:
                if self._on_outage is None:
                    raise
                if not self._is_out:
                    self._is_out = True
                    self._on_outage(error)
                records, pause = [], OUTAGE_PAUSE_SECONDS
            left = give_up - monotonic()
            if records or left <= 0:
                return records
            self._wait(min(left, pause))
        return []

    def _look(self) -> list[Record]:
        """What there is at the cursor now."""
        size = self._store.head().size
        if size < self._cursor:
            raise IntegrityError([LogShorter(size, self._cursor)])
        if size == self._cursor:
            return []
        upto = min(size, self._cursor + self._batch_records)
        return list(self._store.read(after=self._cursor, upto=upto))

    def _wait(self, seconds: float) -> None:
        if self._hints is None:
            self._hints = self._store.hints()
        if not self._stopped:  # said while there was nobody to wake
            self._hints.wait(seconds)


class Subscriber(Protocol):
    """Something made of the records, with a cursor of its own.

    MUST write what it makes and its cursor in one transaction: a cursor that is stored first loses
    records in a crash, one that is stored later doubles them.
    """

    def cursor(self) -> int:
        """The position up to which every record is dealt with; 0 for none."""

    def apply(self, cursor: int, records: Sequence[Record]) -> bool:
        """Deal with the records after `cursor`, and move the cursor to the last of them.

        MUST write nothing and answer False when its cursor is not `cursor` any more: two processes
        may serve one subscriber.
        """


def deliver(feed: Feed, subscriber: Subscriber, seconds: float = 0.0) -> int:
    """Hand the next batch to `subscriber`; answers how many records it dealt with.

    0 when none came within so many seconds, or when somebody else was faster: the feed then goes
    on at the subscriber's cursor. Raises as `Feed.take` does, and what the subscriber raises; then
    the records are handed out again.
    """
    cursor = subscriber.cursor()
    feed.seek(cursor)
    records = feed.take(seconds)
    if records and subscriber.apply(cursor, records):
        return len(records)
    return 0
