"""A ledger to measure on: made, filled with synthetic talks, its rows written."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

from bench import talks
from bench.turns import Side
from bench.writers import now
from parley.answers import opening
from parley.events.ledger import Ledger
from tests.events.saying import LEDGER

__all__ = ["filled", "grown", "last_record", "made", "recording"]

BATCH = 250


def made(place: str) -> Ledger:
    """An empty ledger."""
    return opening.create_ledger(place, name=LEDGER, recorder="Bench", clock=now)


@contextmanager
def filled(
    place: str, streams: int, steps: int, *, contest: bool = False
) -> Iterator[tuple[Ledger, list[str]]]:
    """A ledger of so many negotiations of so many steps, and their streams."""
    with made(place) as ledger:
        if contest:
            ledger.record([talks.contest()])
        talks.fill(ledger, streams, steps, contest=talks.CONTEST if contest else None)
        ledger.rebuild(lambda *_: None)
        yield ledger, [talks.name_of(number) for number in range(streams)]


def grown(ledger: Ledger, stream: str, steps: int, *, after: int = 0) -> None:
    """Bring one negotiation from `after` steps to so many."""
    if after == 0:
        ledger.record([talks.registration(stream)])
    for first in range(after, steps, BATCH):
        numbers = range(first, min(first + BATCH, steps))
        ledger.record([talks.step(stream, number) for number in numbers])


def recording(ledger: Ledger, streams: list[str], steps: int, *, batch: int = 1) -> Side:
    """Record offers, so many at once, in one negotiation after another."""
    turn = count()

    def record(times: int) -> None:
        for _ in range(times // batch):
            drafts = []
            for _ in range(batch):
                again, which = divmod(next(turn), len(streams))
                drafts.append(talks.offer(streams[which], steps + 1 + again))
            ledger.record(drafts)

    return record


def last_record(ledger: Ledger) -> bytes:
    """The bytes of the newest record."""
    (last,) = ledger.store.read(after=ledger.head().size - 1)
    return last.data
