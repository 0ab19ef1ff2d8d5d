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

from bench.machine import describe_machine, percentile
from bench.places import engines_here, places
from bench.writers import now
from parley.answers import opening
from parley.events.canonical import JsonObject
from parley.events.ledger import Ledger
from parley.events.politics import Draft, Entry
from parley.events.rebuild import rebuild
from parley.events.sql import open_store
from parley.events.statement import Prepared, Statement, encode_statement, prepare
from tests.events.saying import LEDGER, group, identify

__all__ = ["main", "measure_rebuild"]

SIZES = (2_000, 10_000, 50_000)
STEPS = 24  # of each negotiation, beside its registration
WORKERS = (1, 2)
ROUNDS = 3  # the median of them counts
ROUNDS_SHORT_MAX = 10_000  # records; larger ledgers are rebuilt once
BATCH = 250

_TOLD: JsonObject = {"attribution": "on_record", "speaker": "somebody"}


def measure_rebuild(ledger: Ledger, url: str, workers: int) -> float:
    """The median seconds of a rebuild with so many processes."""
    reopen = partial(open_store, url, clock=now, read_only=True)
    taken = []
    for _ in range(ROUNDS if ledger.head().size <= ROUNDS_SHORT_MAX + STEPS else 1):
        began = perf_counter()
        rebuild(ledger.projector, lambda *_: None, workers=workers, reopen=reopen)
        taken.append(perf_counter() - began)
    return percentile(taken, 50)


def fill(ledger: Ledger, size: int) -> None:
    """Make the ledger so many records long: one negotiation, recorded, and others that say the
    same."""
    store = ledger.store
    if store.head().size == 0:
        ledger.record([_registration(), *(_step(number) for number in range(STEPS))])
    model = ledger.entries("negotiation/n0")
    waiting: list[Prepared] = []
    number = store.head().size // len(model)
    while store.head().size + len(waiting) < size:
        waiting += _restated(model, f"negotiation/n{number}", number * len(model))
        number += 1
        if len(waiting) >= BATCH:
            store.append([group(said) for said in waiting])
            waiting = []
    if waiting:
        store.append([group(said) for said in waiting])


def _restated(model: Sequence[Entry], stream: str, first: int) -> Iterator[Prepared]:
    """The same entries as statements of another stream."""
    before: Prepared | None = None
    for entry in model:
        statement = Statement(
            ledger=LEDGER,
            stream=stream,
            id=identify(first + entry.version),
            version=entry.version,
            previous=None if before is None else before.hash.hex(),
            type=entry.type,
            type_version=entry.type_version,
            rules=entry.rules,
            recorded_by=entry.recorded_by,
            step=entry.step,
        )
        before = prepare(encode_statement(statement))
        yield before


def _registration() -> Draft:
    fields: JsonObject = {
        "title": "Talks",
        "arena": "Haryana",
        "zone": "Asia/Kolkata",
        "pools": {"seats": 90},
        "parties": [{"party": "INC", "name": "Congress"}, {"party": "AAP", "name": "Aam Aadmi"}],
    }
    return Draft(stream="negotiation/n0", type="NegotiationRegistered", fields=fields)


def _step(number: int) -> Draft:
    by, to = ("INC", "AAP") if number % 2 else ("AAP", "INC")
    fields: JsonObject = {
        "by": by,
        "to": to,
        "occurred": f"2024-09-{number + 1:02}",
        "evidence": _TOLD,
        "terms": {"issue": "seat_count", "quantity": str(number + 1)},
    }
    return Draft(stream="negotiation/n0", type="OfferMade", fields=fields)


def _rows(engine: str) -> Iterator[Sequence[str]]:
    with places(engine) as (settings, place):
        yield (f"{engine}: {settings}", "", "", "", "")
        url = place()
        with opening.create_ledger(url, name=LEDGER, recorder="Asha", clock=now) as ledger:
            for size in SIZES:
                fill(ledger, size)
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
