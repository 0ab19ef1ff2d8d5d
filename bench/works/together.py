"""Many who record at once on a server: threads of one process, and processes.

Each has negotiations of its own, so that nobody is judged twice because another was faster; twenty
more record into one negotiation, with no version expected, and all of them must get in.
"""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier
from time import perf_counter

from bench import talks
from bench.ground import filled
from bench.machine import percentile
from bench.places import places
from bench.result import Result, at_least, at_most
from bench.scale import Scale
from bench.writers import now
from parley.answers import opening
from parley.events.ledger import Ledger

__all__ = ["measure"]

STEPS, OWN = 5, 10
THREADS, PROCESSES, ONE_STREAM = (1, 4, 16), (1, 8), 20
HEADS = ("writers", "per second", "p50", "p99", "p99 / p50")
INCLUDES = (
    "Each writer records offers into ten negotiations of its own for {seconds:g} s; threads share a"
    " ledger, processes open it each. The last line: so many processes record one step each into"
    " one negotiation at the same moment."
)

Load = tuple[list[float], float]
"""Seconds of each record, and seconds in all."""


def measure(scale: Scale) -> Iterator[Result]:
    """Threads, processes, and everybody into one negotiation."""
    most = max(*THREADS, *PROCESSES)
    with places("PostgreSQL") as (_, place):
        url = place()
        with filled(url, max(scale.streams, most * OWN), STEPS) as (ledger, streams):
            turns = _Turns(streams)
            loads = {
                **{f"{each} threads": _threads(ledger, turns, each, scale) for each in THREADS},
                **{f"{each} processes": _processes(url, turns, each, scale) for each in PROCESSES},
            }
            before = ledger.head().size
            seconds = _all_into_one(url, streams[0])
            got_in = ledger.head().size - before
    rates = {name: len(taken) / wall for name, (taken, wall) in loads.items()}
    rows = [(name, *_row(load)) for name, load in loads.items()]
    last = (f"{ONE_STREAM} into one negotiation", f"{got_in / seconds:,.0f}", "", "", "")
    sixteen = loads[f"{THREADS[-1]} threads"][0]
    goals = [
        at_least(
            "16 threads against 1, PostgreSQL",
            rates["16 threads"] / rates["1 threads"],
            1.5,
            "0.14",
        ),
        at_least(
            "8 processes against 1, PostgreSQL",
            rates["8 processes"] / rates["1 processes"],
            1.5,
            "0.5",
        ),
        at_most(
            "16 threads: p99 / p50", percentile(sixteen, 99) / percentile(sixteen, 50), 10, "–"
        ),
        at_least("of 20 writers into one negotiation, recorded", got_in, ONE_STREAM, "–"),
    ]
    yield Result(
        "Many writers, PostgreSQL",
        INCLUDES.format(seconds=scale.seconds),
        HEADS,
        [*rows, last],
        goals,
    )


class _Turns:
    """Negotiations, handed out once each, and the number of the next step in each."""

    def __init__(self, streams: list[str]) -> None:
        self._streams = streams
        self._round = 0

    def next(self) -> int:
        """A number that no earlier load had: offers of one load follow those of another."""
        self._round += 1
        return 100 * self._round

    def own(self, writer: int) -> list[str]:
        """The negotiations of one writer."""
        return self._streams[writer * OWN : (writer + 1) * OWN]


def _row(load: Load) -> tuple[str, ...]:
    taken, wall = load
    half, late = percentile(taken, 50), percentile(taken, 99)
    return (
        f"{len(taken) / wall:,.0f}",
        f"{1000 * half:.1f} ms",
        f"{1000 * late:.1f} ms",
        f"{late / half:.1f}",
    )


def _record_for(ledger: Ledger, own: list[str], first: int, seconds: float) -> list[float]:
    taken: list[float] = []
    began = perf_counter()
    while (start := perf_counter()) - began < seconds:
        again, which = divmod(len(taken), len(own))
        ledger.record([talks.offer(own[which], first + again)])
        taken.append(perf_counter() - start)
    return taken


def _threads(ledger: Ledger, turns: _Turns, number: int, scale: Scale) -> Load:
    first = turns.next()
    with ThreadPoolExecutor(number) as pool:
        began = perf_counter()
        works = [
            pool.submit(_record_for, ledger, turns.own(each), first, scale.seconds)
            for each in range(number)
        ]
        taken = [second for work in works for second in work.result()]
        return taken, perf_counter() - began


def _processes(url: str, turns: _Turns, number: int, scale: Scale) -> Load:
    first = turns.next()
    works = [(url, turns.own(each), first, scale.seconds) for each in range(number)]
    answers, wall = _at_once(_record_in_process, works)
    return [second for each in answers for second in each], wall


def _all_into_one(url: str, stream: str) -> float:
    works = [(url, stream, 10_000 + number) for number in range(ONE_STREAM)]
    return _at_once(_record_one, works)[1]


def _at_once(
    target: Callable[..., None], works: Sequence[tuple[object, ...]]
) -> tuple[list[list[float]], float]:
    context = get_context("spawn")
    barrier = context.Barrier(len(works) + 1)
    pipes = [context.Pipe(duplex=False) for _ in works]
    processes = [
        context.Process(target=target, args=(*work, barrier, theirs), daemon=True)
        for work, (_, theirs) in zip(works, pipes, strict=True)
    ]
    for process in processes:
        process.start()
    barrier.wait()
    began = perf_counter()
    answers: list[list[float]] = [ours.recv() for ours, _ in pipes]
    wall = perf_counter() - began
    for process in processes:
        process.join()
    return answers, wall


def _record_in_process(
    url: str, own: list[str], first: int, seconds: float, barrier: Barrier, answer: Connection
) -> None:
    with opening.open_ledger(url, recorder="Bench", clock=now) as ledger:
        ledger.head()
        barrier.wait()
        answer.send(_record_for(ledger, own, first, seconds))


def _record_one(url: str, stream: str, number: int, barrier: Barrier, answer: Connection) -> None:
    with opening.open_ledger(url, recorder="Bench", clock=now) as ledger:
        ledger.head()
        barrier.wait()
        ledger.record([talks.offer(stream, number)])
        answer.send([0.0])
