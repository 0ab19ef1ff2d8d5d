"""Many writers and few negotiations that everybody writes about: how far the tail is.

News is not spread evenly: the negotiation of rank r gets 1/r of what the first gets. So a few grow
long while the rest stay short, and whoever records waits longest where it is longest.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from random import Random
from time import perf_counter

from bench import talks
from bench.ground import filled
from bench.machine import percentile
from bench.places import places
from bench.result import Result, at_most
from bench.scale import Scale
from parley.events.ledger import Ledger

__all__ = ["measure"]

STEPS = 5
HEADS = ("engine", "streams", "p50", "p95", "p99", "p99 / p50", "longest")
INCLUDES = (
    "{records:,} offers recorded one by one into {streams:,} negotiations of five steps: evenly,"
    " and so that the one of rank r gets 1/r of what the first gets. Both in one run, by one"
    " process; percentiles are of single records."
)


def measure(scale: Scale) -> Iterator[Result]:
    """Evenly and by rank, on both engines."""
    records, rows, goals = scale.streams, [], []
    for engine in ("SQLite", "PostgreSQL"):
        with places(engine) as (_, place):
            url = place()
            with filled(url, scale.streams, STEPS) as (ledger, streams):
                taken = _taken(ledger, streams, _choices(len(streams)), records)
                longest = max(head.version for head in ledger.store.stream_heads("negotiation/"))
        for name, seconds in taken.items():
            half, most, late = (1000 * percentile(seconds, each) for each in (50, 95, 99))
            times = (f"{half:.2f} ms", f"{most:.2f} ms", f"{late:.2f} ms", f"{late / half:.1f}")
            rows.append((engine, name, *times, f"{longest} steps" if name == "by rank" else ""))
        heavy = percentile(taken["by rank"], 95) / percentile(taken["evenly"], 95)
        goals.append(at_most(f"p95 by rank against evenly, {engine}", heavy, 1.3, "–"))
    includes = INCLUDES.format(records=records, streams=scale.streams)
    yield Result("Heavy-tailed streams", includes, HEADS, rows, goals)


def _choices(streams: int) -> dict[str, Callable[[], int]]:
    """Which negotiation is next, evenly and by rank; the same in every run."""
    chance = Random(13)  # noqa: S311 - no secret
    ranks = [*accumulate(1 / rank for rank in range(1, streams + 1))]
    return {
        "evenly": lambda: chance.randrange(streams),
        "by rank": lambda: chance.choices(range(streams), cum_weights=ranks)[0],
    }


def _taken(
    ledger: Ledger,
    streams: Sequence[str],
    choices: dict[str, Callable[[], int]],
    records: int,
) -> dict[str, list[float]]:
    """The seconds of each record, in turn."""
    taken: dict[str, list[float]] = {name: [] for name in choices}
    steps = dict.fromkeys(streams, STEPS + 1)
    for _ in range(records // 2):
        for name, choose in choices.items():
            stream = streams[choose()]
            draft = talks.offer(stream, steps[stream])
            steps[stream] += 1
            began = perf_counter()
            ledger.record([draft])
            taken[name].append(perf_counter() - began)
    return taken
