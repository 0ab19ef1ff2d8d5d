"""The projector: keeps the view tables in step with the log.

Rows and cursor move in one transaction, and the cursor never passes a record whose rows are not
there, unless its stream stopped: what a reader finds up to the cursor is complete.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from itertools import islice

from parley.events.canonical import JsonObject
from parley.events.changes import Changes
from parley.events.errors import IntegrityError, RecordError
from parley.events.feed import Feed, deliver
from parley.events.inspection import Strange, refuse_to_read, refuse_what_runs
from parley.events.politics import Entry, Politics, entry_of
from parley.events.record import Record, parse
from parley.events.store import EventStore
from parley.events.store_errors import ReadOnlyStore, RowsRefused, StoreError, StoreUnreachable

__all__ = ["Projector", "is_of_the_rows"]

CATCH_UP_RECORDS = 2_000  # records folded into the views per transaction
INDEX_ROWS = 250  # whose words are indexed per transaction


class Projector(Changes):
    """The views of one ledger."""

    def __init__(self, store: EventStore, politics: Politics) -> None:
        super().__init__(store, politics)
        self.usable = False
        """False where the stored tables are not those of this release, until they are rebuilt."""
        self.strange: list[Strange] = []
        """What stands in the ledger's place and is none of this release's."""
        self.prepare()

    def prepare(self) -> bool:
        """Look what the store has now, make the tables if it has none; whether to use them.

        A table that is not as this release makes it is never used: every answer is then folded
        from the records. Where something else could run, nothing is written.
        """
        self.strange = self.store.inspect(self.schema)
        altered = any(each.rebuilt for each in self.strange)
        wakes = self.store.writable and any(each.runs for each in self.strange)
        self.usable = not altered and not wakes and self.store.views.prepare(self.schema)
        return self.usable

    def refuse_strange(self, *, mending: bool = False) -> None:
        """Raises NotAsMade where something else than this release's code could run, or a guard of
        the log is gone; ``mending`` lets pass what a rebuild of the views puts right."""
        refuse_what_runs(self.strange, mending=mending)

    def refuse_to_read(self) -> None:
        """Raises IntegrityError where to read the log is to run something of somebody else."""
        refuse_to_read(self.strange)

    def catch_up(self, progress: Callable[[int, int], None] | None = None) -> bool:
        """Bring the views up to the head; False where they cannot be used (views that are behind
        and cannot be written now, or views of another version: `rebuild`). `progress` is told
        (position reached, position to reach)."""
        try:
            return self.follow(progress)
        except (StoreUnreachable, ReadOnlyStore):
            return False  # a full disk keeps nobody from reading: the log itself is there

    def follow(self, progress: Callable[[int, int], None] | None = None) -> bool:
        """The same, and raises what hinders it."""
        if not self.usable:
            return False
        feed = Feed(self.store, batch_records=CATCH_UP_RECORDS)
        behind = False
        while (cursor := self.cursor()) < (size := self.store.head().size):
            behind = True
            if progress is not None:
                progress(cursor, size)
            if not self.store.writable:
                return False
            try:
                delivered = deliver(feed, self) > 0
            except IntegrityError as error:
                delivered = self._pass_damage(cursor, error)
            if not delivered and not self.prepare():
                return False
        if behind:
            self.index()
        return True

    def index(self) -> None:
        """Index the words of every row that waits for it."""
        with suppress(StoreError):  # a search is right without
            while self.store.views.index(INDEX_ROWS) >= INDEX_ROWS:
                pass  # and what comes meanwhile is for whoever indexes next

    def _pass_damage(self, cursor: int, error: IntegrityError) -> bool:
        """Deal with the records after `cursor`, of which one cannot be read, and stop the stream
        of that one alone. Raises `error` where it is not that which is wrong."""
        rows = list(islice(self.store.read_rows(after=cursor), CATCH_UP_RECORDS))
        if [row.position for row in rows] != list(range(cursor + 1, cursor + len(rows) + 1)):
            raise error
        records = []
        for row in rows:
            with suppress(RecordError):  # its stream does not reach its head, and says why
                records.append(parse(row.record))
        if len(records) == len(rows):
            raise error
        return self._extend(cursor, rows[-1].position, records)

    def cursor(self) -> int:
        """The position up to which the rows are complete (`Subscriber`)."""
        return self.store.views.cursor()

    def apply(self, cursor: int, records: Sequence[Record]) -> bool:
        """Extend the rows by these records, and move the cursor, in one transaction
        (`Subscriber`)."""
        try:
            return self._extend(cursor, records[-1].position, records)
        except Exception as error:
            if not is_of_the_rows(error):
                raise
            return self._apply_singly(cursor, records)

    def _extend(self, cursor: int, upto: int, records: Sequence[Record]) -> bool:
        news: dict[str, list[Entry]] = {}
        for record in records:
            news.setdefault(record.stream, []).append(entry_of(record))
        changes = [self.change(stream, entries, upto) for stream, entries in news.items()]
        return self.store.views.extend(cursor, upto, changes)

    def _apply_singly(self, cursor: int, records: Sequence[Record]) -> bool:
        """Deal with each record by itself, in its order: what cannot be stored then stops its own
        stream, and is tried once more with the stream's last record."""
        last = {record.stream: record.position for record in records}
        refused: set[str] = set()
        for record in records:
            stream, position = record.stream, record.position
            stays = stream in refused and position != last[stream]
            try:
                made = self.standing(stream) if stays else None
                changes = [made or self.change(stream, [entry_of(record)], position)]
                moved = self.store.views.extend(cursor, position, changes)
            except Exception as error:
                if not is_of_the_rows(error):
                    raise
                refused.add(stream)
                moved = self.store.views.extend(cursor, position, [self.standing(stream)])
            if not moved:
                return False
            cursor = position
        return True

    def rows(self, stream: str) -> dict[str, list[JsonObject]] | None:
        """Every stored row of a stream, by table; None where they do not reach its head: they
        cannot be used, or stopped at an entry that cannot be folded."""
        if not self.catch_up():
            return None
        head, found = self.store.stream_head(stream), self.store.views.select_stream(stream)
        stands = 0 if found.fold is None else found.fold.version
        return found.tables if head is None or stands >= head.version else None


def is_of_the_rows(error: Exception) -> bool:
    """Whether it is the rows themselves that could not be made or stored, and not the store that
    could do nothing at all."""
    return isinstance(error, RowsRefused) or not isinstance(error, StoreError | IntegrityError)
