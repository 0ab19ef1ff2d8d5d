"""How long a rebuild takes, and what more processes are worth: ``python -m bench.rebuild``.

Ledgers of several sizes are rebuilt in one process and in two, on both engines; the first size at
which two are faster is what `events.rebuild` should take for RECORDS_PER_WORKER_MIN. About five
minutes.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from time import perf_counter

from bench import talks
from bench.machine import describe_machine, percentile
from bench.places import engines_here, places
from bench.writers import now
from parley.answers import opening
from parley.events.ledger import Ledger
from parley.events.rebuild import rebuild
from parley.events.sql import open_store
from tests.events.saying import LEDGER

__all__ = ["main", "measure_rebuild"]

SIZES = (2_000, 10_000, 50_000)
STEPS = 24  # of each negotiation, beside its registration
WORKERS = (1, 2)
ROUNDS = 3  # the median of them counts
ROUNDS_SHORT_MAX = 10_000  # records; larger ledgers are rebuilt once


def measure_rebuild(ledger: Ledger, url: str, workers: int) -> float:
    """The median seconds of a rebuild with so many processes."""
    reopen = partial(open_store, url, clock=now, read_only=True)
    taken = []
    for _ in range(ROUNDS if ledger.head().size <= ROUNDS_SHORT_MAX + STEPS else 1):
        began = perf_counter()
        rebuild(ledger, lambda *_: None, workers=workers, reopen=reopen)
        taken.append(perf_counter() - began)
    return percentile(taken, 50)


def _rows(engine: str) -> Iterator[Sequence[str]]:
    with places(engine) as (settings, place):
        yield (f"{engine}: {settings}", "", "", "", "")
        url = place()
        with opening.create_ledger(url, name=LEDGER, recorder="Asha", clock=now) as ledger:
            for size in SIZES:
                streams = ledger.head().size // (STEPS + 1)
                talks.fill(ledger, size // (STEPS + 1) - streams, STEPS, first=streams)
                size = ledger.head().size
                taken = {workers: measure_rebuild(ledger, url, workers) for workers in WORKERS}
                rates = (f"{seconds:.2f} s · {size / seconds:,.0f}/s" for seconds in taken.values())
                yield ("", f"{size:,}", *rates, f"{taken[1] / taken[2]:.2f}")


def main(arguments: Sequence[str]) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m bench.rebuild", description=__doc__)
    parser.parse_args(arguments)
    sys.stdout.write(f"{describe_machine()}\n\n")
    heads = ("db", "rebuild", "records", "one process", "two", "times as fast")
    sys.stdout.write(f"| {' | '.join(heads)} |\n|{' --- |' * len(heads)}\n")
    for engine in engines_here():
        for row in _rows(engine):
            sys.stdout.write(f"| {' | '.join(row)} |\n")
            sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
