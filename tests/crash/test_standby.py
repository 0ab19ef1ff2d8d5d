"""A primary is lost under load: its standby goes on, and has everything that was acknowledged."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

import pytest

from parley.answers import opening
from parley.events.clock import wall_clock
from parley.events.ledger import Ledger
from parley.events.merkle import root_of
from parley.events.proofs import consistency_holds, prove_consistency
from parley.events.store_errors import ReadOnlyStore, StoreUnreachable
from parley.events.verify import verify
from tests.crash.book import Book
from tests.crash.engines import wait_until
from tests.crash.nursery import Child, Nursery, Order
from tests.crash.standby import Pair, two_servers
from tests.crash.talks import SEVERAL_BATCH, batch

SEED = 20_240_907
WRITERS = 3
BATCHES = 9  # of each writer; the primary is lost after one of them has recorded LOST_AFTER
LOST_AFTER = 3
ROUNDS = 4


@pytest.fixture
def pair() -> Iterator[Pair]:
    with two_servers() as running:
        yield running


def orders(book: Book, folder: Path, writers: int, first: int) -> list[Order]:
    seeds = range(first, first + writers)
    return [
        Order(job="record_on", url=book.url, folder=str(folder), seed=seed, count=BATCHES)
        for seed in seeds
    ]


def lose_the_primary(nursery: Nursery, pair: Pair, book: Book, given: Sequence[Order]) -> None:
    """Let processes record, and kill the primary meanwhile; they do all that they were told to.

    Another reads on the standby, before it takes its place and after.
    """
    with ExitStack() as stack:
        looking = Order(
            job="read_on",
            url=pair.standby.url,
            folder=given[0].folder,
            place="the second server",
        )
        reader = stack.enter_context(nursery.working(looking))
        assert reader.listen(until="read"), reader.failures()
        children = [stack.enter_context(nursery.working(order)) for order in given]
        for child in children:  # whoever finds no server when it opens the ledger gives up
            assert child.listen(until="batch"), child.failures()
        assert children[0].listen(until="acknowledged", times=LOST_AFTER), children[0].failures()
        pair.fail_over()
        for child in children:
            let_finish(child)
        reader.listen(until="read", times=reader.count("read") + 1)
        reader.kill()
        reader.end()
    book.hear(reader, 0)
    reached = [int(str(word[1])) for word in reader.words if word[0] == "read"]
    assert reached[0] < reached[-1], "the reader saw nothing of what was recorded"
    for child, order in zip(children, given, strict=True):
        assert book.hear(child, order.seed) is None
        assert child.count("batch") == BATCHES


def let_finish(child: Child) -> None:
    """Hear a process that does all that it was told to."""
    child.listen()
    assert (child.end(), child.failures()) == (0, [])


def kept_by_somebody(book: Book) -> tuple[int, bytes]:
    """The size and root that a stranger writes down."""
    with book.opened() as ledger:
        size = ledger.head().size
        return size, ledger.store.root(size)


def check_grown(book: Book, kept: tuple[int, bytes]) -> None:
    """The tree of now continues the one of which a stranger has kept the size and the root."""
    old_size, old_root = kept
    with book.opened() as ledger:
        size = ledger.head().size
        leaves = list(ledger.store.leaf_hashes(0, size))
        proof = prove_consistency(old_size, size, lambda start, stop: root_of(leaves[start:stop]))
        assert size > old_size
        assert consistency_holds(old_size, size, old_root, ledger.store.root(size), proof)


def test_nothing_acknowledged_is_lost_with_the_primary(
    nursery: Nursery, pair: Pair, tmp_path: Path
) -> None:
    pair.wait_for_standby()
    book = Book(pair.url, SEED)
    wait_until(pair.caught_up)
    kept = kept_by_somebody(book)
    lose_the_primary(nursery, pair, book, orders(book, tmp_path, WRITERS, SEED))
    book.check()
    book.check_history()
    check_grown(book, kept)
    assert book.acknowledged >= WRITERS * BATCHES


def test_without_its_standby_a_primary_acknowledges_nothing(
    nursery: Nursery, pair: Pair, tmp_path: Path
) -> None:
    pair.wait_for_standby()
    book = Book(pair.url, SEED)
    pair.hold_back()
    (order,) = orders(book, tmp_path, 1, SEED)
    with nursery.working(order) as child:
        assert child.listen(until="trying")
        wait_until(pair.commits_wait)
        assert child.count("acknowledged") == 0
        pair.let_through()
        let_finish(child)
    assert book.hear(child, SEED) is None
    book.check()


def test_a_standby_answers_with_everything_that_was_acknowledged(pair: Pair) -> None:
    pair.set_commits("remote_apply")
    pair.wait_for_standby()
    book = Book(pair.url, SEED)
    with book.opened() as ledger, reading(f"{pair.standby.url}") as reader:
        for number in range(1, BATCHES):
            receipts = ledger.record(batch(SEED, number, SEVERAL_BATCH))
            assert reader.head().size == receipts[-1].position
        wait_until(pair.caught_up)  # with the views, too, for which nothing waits
        assert verify(reader).ok
        assert not reader.store.writable
        with pytest.raises(StoreUnreachable, match="session is read-only"):
            reading(f"{pair.standby.url}&target_session_attrs=read-write")
        with pytest.raises(ReadOnlyStore):
            reader.record(batch(SEED, BATCHES, SEVERAL_BATCH))


def reading(url: str) -> Ledger:
    return opening.open_ledger(url, recorder="Asha", clock=wall_clock)


def test_an_asynchronous_standby_that_is_behind_loses_what_was_acknowledged(
    nursery: Nursery, pair: Pair, tmp_path: Path
) -> None:
    book = Book(pair.url, SEED)
    wait_until(pair.caught_up)
    pair.hold_back()
    lose_the_primary(nursery, pair, book, orders(book, tmp_path, 1, SEED))
    with pytest.raises(AssertionError, match="was acknowledged"):
        book.check()


@pytest.mark.slow
def test_nothing_acknowledged_is_lost_when_the_two_take_turns(
    nursery: Nursery, pair: Pair, tmp_path: Path
) -> None:
    book = Book(pair.url, SEED)
    for number in range(ROUNDS):
        pair.wait_for_standby()
        kept = kept_by_somebody(book)
        seed = SEED + number * WRITERS
        lose_the_primary(nursery, pair, book, orders(book, tmp_path, WRITERS, seed))
        book.check()
        check_grown(book, kept)
        pair.follow_again()
