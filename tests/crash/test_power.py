"""What a power cut may do to a file: cut off the end of its write-ahead log, wherever that is.

What was synchronised cannot be cut, and that an append is synchronised before it is acknowledged is
shown apart. What comes after it may be cut anywhere.
"""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import event
from sqlalchemy.pool import Pool

from tests.crash.book import Book
from tests.crash.nursery import Nursery, Order
from tests.crash.talks import SEVERAL_BATCH, batch

SEED = 77
LOG_HEADER_BYTES = 32  # https://www.sqlite.org/fileformat2.html#the_write_ahead_log
FRAME_HEADER_BYTES = 24


def test_a_batch_is_there_whole_or_not_at_all_wherever_the_log_is_cut(
    nursery: Nursery, begun: Book, tmp_path: Path
) -> None:
    killed = begun.copied_to(str(shutil.copy(begun.url, tmp_path / "killed.db")))
    order = Order(job="record_batches", url=killed.url, folder=str(tmp_path), seed=SEED, count=1)
    with nursery.working(order) as child:
        assert child.listen(until="acknowledged")
        child.kill()
        child.end()
    child.words = [word for word in child.words if word[0] != "acknowledged"]  # a cut may take it
    unheard = killed.hear(child, SEED)
    assert unheard is not None

    found = []
    log = Path(f"{killed.url}-wal").read_bytes()
    for number, length in enumerate([*_cuts(Path(killed.url), len(log)), len(log)]):
        cut = killed.copied_to(str(shutil.copy(killed.url, tmp_path / f"cut-{number}.db")))
        Path(f"{cut.url}-wal").write_bytes(log[:length])
        cut.check([unheard], as_it_lies=False)
        found.append(cut.retry(unheard))
    assert found[0] is False
    assert found[-1] is True
    assert found == sorted(found)  # once it is there, no longer log takes it away


def _cuts(file: Path, length: int) -> Iterator[int]:
    """The lengths at which each frame of a log has ended before, and is half there."""
    with closing(sqlite3.connect(f"file:{file}?immutable=1", uri=True)) as connection:
        (page,) = connection.execute("PRAGMA page_size").fetchone()
    frame = FRAME_HEADER_BYTES + page
    for begin in range(LOG_HEADER_BYTES, length, frame):
        yield begin
        yield begin + frame // 2


def test_an_append_is_synchronised_before_it_is_acknowledged(begun: Book, tmp_path: Path) -> None:
    book = begun.copied_to(str(shutil.copy(begun.url, tmp_path / "talks.db")))
    with _traced() as statements, book.opened() as ledger:
        ledger.record(batch(SEED, 1, SEVERAL_BATCH))
    settings = [each for each in statements if each.startswith("PRAGMA synchronous")]
    assert settings == ["PRAGMA synchronous = FULL"]  # one transaction, and no other
    first = next(each for each, text in enumerate(statements) if "INSERT INTO record " in text)
    assert settings[0] in statements[:first]


@contextmanager
def _traced() -> Iterator[list[str]]:
    """The statements that SQLite begins meanwhile, on whatever connection."""
    statements: list[str] = []

    def follow(connection: sqlite3.Connection, _: object) -> None:
        connection.set_trace_callback(statements.append)

    event.listen(Pool, "connect", follow)
    try:
        yield statements
    finally:
        event.remove(Pool, "connect", follow)
