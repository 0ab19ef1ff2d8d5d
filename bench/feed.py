"""How late a reader hears of a record: ``python -m bench.feed``, as a Markdown table.

One process appends now and then, this one follows; each on both engines, with hints and without.
About a minute and a half.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from random import Random
from time import perf_counter, sleep
from typing import cast
from unittest.mock import patch

from bench.machine import describe_machine, percentile
from bench.places import engines_here, places
from bench.writers import now
from parley.events.feed import POLL_SECONDS, Feed
from parley.events.hints import Bell, Hints
from parley.events.sql import create_store, open_store
from parley.events.sql.postgresql.database import PostgresDatabase
from parley.events.store import EventStore
from tests.events.saying import LEDGER, group, say_many

__all__ = ["main", "measure_appends", "measure_delay"]

RECORDS, RECORDS_UNHINTED = 200, 30
PAUSE_SECONDS_MAX = 0.1  # between two appends: any moment of the reader's wait is as likely
APPENDS = 300

Row = Sequence[str]


class SilentHints:
    """`Hints` that never come."""

    def __init__(self) -> None:
        self._bell = Bell()

    def wait(self, seconds: float) -> bool:
        self._bell.wait(seconds)
        return False

    def wake(self) -> None:
        self._bell.ring()

    def close(self) -> None:
        self._bell.close()


class Unhinted:
    """A store whose reader is left to look by itself."""

    def __init__(self, store: EventStore) -> None:
        self._store = store

    def __getattr__(self, name: str) -> object:
        return getattr(self._store, name)

    def hints(self) -> Hints:
        return SilentHints()


def measure_delay(url: str, *, records: int, hinted: bool) -> list[float]:
    """Seconds from the answer to each append until the feed has handed the record out.

    Less than nothing where the reader was faster than the answer.
    """
    create_store(url, ledger=LEDGER, clock=now).close()
    context = get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    delivered: list[float] = []
    with open_store(url, clock=now, read_only=True) as store:
        source = store if hinted else cast("EventStore", Unhinted(store))
        with Feed(source) as feed:
            feed.take(0.01)  # begin to listen
            writer = context.Process(target=_append, args=(url, records, theirs), daemon=True)
            writer.start()
            theirs.close()
            for _ in feed:
                delivered.append(perf_counter())
                if len(delivered) == records:
                    break
    with ours:
        answered: list[float] = ours.recv()
    writer.join()
    return [late - early for early, late in zip(answered, delivered, strict=True)]


def _append(url: str, records: int, answer: Connection) -> None:
    chance = Random(1)  # noqa: S311 - the same in every run
    answered: list[float] = []
    with open_store(url, clock=now) as store:
        for said in say_many("talks/haryana", records, first_id=1):
            sleep(chance.random() * PAUSE_SECONDS_MAX)
            store.append([group(said)])
            answered.append(perf_counter())
    answer.send(answered)


def measure_appends(url: str, *, hinted: bool) -> list[float]:
    """Seconds of each append of one writer, with the hint it sends or without."""
    taken = []
    with create_store(url, ledger=LEDGER, clock=now) as store, _mute(unless=hinted):
        for said in say_many("talks/haryana", APPENDS, first_id=1):
            began = perf_counter()
            store.append([group(said)])
            taken.append(perf_counter() - began)
    return taken


@contextmanager
def _mute(*, unless: bool) -> Iterator[None]:
    if unless:
        yield
        return
    with patch.object(PostgresDatabase, "send_hint", lambda _: None):
        yield


def _rows(engine: str) -> Iterator[Row]:
    with places(engine) as (settings, place):
        yield (f"{engine}: {settings}", "", "", "", "")
        for hinted in (True, False):
            records = RECORDS if hinted else RECORDS_UNHINTED
            delays = measure_delay(place(), records=records, hinted=hinted)
            yield ("delivered, " + _how(hinted=hinted), f"{records}", *_milliseconds(delays))
        if engine == "PostgreSQL":
            for hinted in (True, False):
                taken = measure_appends(place(), hinted=hinted)
                what = "append, its hint sent" if hinted else "append, no hint sent"
                yield (what, f"{APPENDS}", *_milliseconds(taken))


def _how(*, hinted: bool) -> str:
    return "with hints" if hinted else f"without (looking each {POLL_SECONDS:g} s)"


def _milliseconds(taken: list[float]) -> Iterator[str]:
    for percent in (50, 99, 100):
        yield f"{1000 * percentile(taken, percent):.1f} ms"


def main(arguments: Sequence[str]) -> int:
    """Print the table."""
    argparse.ArgumentParser(prog="python -m bench.feed", description=__doc__).parse_args(arguments)
    sys.stdout.write(f"{describe_machine()}\n\n")
    heads = ("from the answer to the delivery", "records", "p50", "p99", "longest")
    sys.stdout.write(f"| {' | '.join(heads)} |\n|{' --- |' * len(heads)}\n")
    for engine in engines_here():
        for row in _rows(engine):
            sys.stdout.write(f"| {' | '.join(row)} |\n")
            sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
