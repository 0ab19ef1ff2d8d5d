"""Writing the records of a copy into an empty log, in the transaction of whoever asks.

The store's own order of things does not apply here: nothing is composed, every row is what it was
elsewhere, and the head moves once, at the end.
"""

from collections.abc import Callable, Iterable, Iterator

from msgspec import structs
from sqlalchemy import Connection, exc, insert, update

from parley.events.errors import IntegrityError
from parley.events.flaws import CopySizeDiffers, RefusedByTable
from parley.events.loading import checked
from parley.events.sql.read import head_in, last_of_streams, rows_in
from parley.events.sql.tables import head, record, stream
from parley.events.store import LedgerInfo, Row
from parley.events.store_errors import NotEmpty

Progress = Callable[[int, int], None]

BATCH_ROWS = 512
BATCH_BYTES = 4 * 1024 * 1024


def lock_empty(connection: Connection, where: str) -> None:
    """Keep everybody from appending, for nothing is there yet. Raises NotEmpty."""
    held = head_in(connection, lock=True).size
    if held:
        raise NotEmpty(where, held)


def load_rows(
    connection: Connection,
    info: LedgerInfo,
    rows: Iterable[Row],
    *,
    size: int,
    root: bytes,
    read_back: Progress | None = None,
) -> None:
    """`EventStore.load`, in the caller's transaction, into a log that is empty and locked.

    With ``read_back``, what the table then holds is derived from its bytes once more, and
    ``read_back`` told (done, to do). What does not hold is raised, and so never committed.
    """
    last: Row | None = None
    for batch in _batches(checked(rows, info, size=size, root=root)):
        try:
            connection.execute(insert(record), [structs.asdict(row) for row in batch])
        except exc.IntegrityError as error:  # an id that comes twice, which only the table knows
            raise IntegrityError([RefusedByTable(str(error.orig))]) from error
        last = batch[-1]
    if last is not None:
        connection.execute(insert(stream).from_select([*stream.c], last_of_streams()))
        connection.execute(update(head).values(size=size, recorded_at=last.recorded_at))
    if read_back is not None:
        _read_back(connection, info, size, root, read_back)


def _read_back(
    connection: Connection, info: LedgerInfo, size: int, root: bytes, progress: Progress
) -> None:
    written = head_in(connection).size
    if written != size:
        raise IntegrityError([CopySizeDiffers(written, size)])
    for row in checked(rows_in(connection, size + 1), info, size=size, root=root):
        progress(row.position, size)


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    batch: list[Row] = []
    held = 0
    for row in rows:
        batch.append(row)
        held += len(row.record)
        if len(batch) == BATCH_ROWS or held >= BATCH_BYTES:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch
