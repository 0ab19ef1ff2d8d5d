"""Several processes that append to one ledger for a while, as fast as it lets them.

Each append is what a writer does that knows its statement: it looks where the stream ends, appends
behind it, and looks again when somebody else was faster.
"""

from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier
from random import Random
from time import perf_counter, time_ns

from msgspec import Struct

from parley.events.append import Appended, Outcome
from parley.events.sql import create_store, open_store
from tests.events.saying import LEDGER, group, say

__all__ = ["Load", "now", "write_at_once"]

IDS_PER_WRITER = 10_000_000


class Load(Struct, frozen=True):
    """What came of it: `seconds` is each append's time, `races` how often somebody was faster."""

    wall_seconds: float
    seconds: list[float]
    races: int


def now() -> int:
    """The wall clock, µs since 1970."""
    return time_ns() // 1000


def write_at_once(url: str, *, writers: int, streams: int, seconds: float) -> Load:
    """Let so many processes append to so many streams of a new ledger at `url`.

    Raises RuntimeError when the ledger does not hold what they were told.
    """
    create_store(url, ledger=LEDGER, clock=now).close()
    context = get_context("forkserver")
    context.set_forkserver_preload([__name__])
    barrier = context.Barrier(writers)
    pipes = []
    for writer in range(writers):
        ours, theirs = context.Pipe(duplex=False)
        call = (url, writer, streams, seconds, barrier, theirs)
        context.Process(target=_write, args=call, daemon=True).start()
        theirs.close()
        pipes.append(ours)
    answers: list[tuple[list[float], int, float]] = []
    for pipe in pipes:
        with pipe:
            answers.append(pipe.recv())
    taken = [one for seconds_of, _, _ in answers for one in seconds_of]
    with open_store(url, clock=now, read_only=True) as store:
        if store.head().size != len(taken):
            raise RuntimeError(f"{len(taken)} were acknowledged, {store.head().size} are there")
    return Load(max(wall for _, _, wall in answers), taken, sum(races for _, races, _ in answers))


def _write(
    url: str, writer: int, streams: int, seconds: float, barrier: Barrier, answer: Connection
) -> None:
    chance = Random(writer)  # noqa: S311 - the same in every run
    taken: list[float] = []
    races = 0
    with open_store(url, clock=now) as store:
        barrier.wait()
        began = perf_counter()
        while perf_counter() - began < seconds:
            start = perf_counter()
            stream = f"talks/s{chance.randrange(streams)}"
            outcome: Outcome | None = None
            while not isinstance(outcome, Appended):
                races += outcome is not None
                head = store.stream_head(stream)
                version = 1 if head is None else head.version + 1
                said = say(stream, version, head, id=IDS_PER_WRITER * writer + len(taken))
                (outcome,) = store.append([group(said)])
            taken.append(perf_counter() - start)
        answer.send((taken, races, perf_counter() - began))
