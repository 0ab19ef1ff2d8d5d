"""UmaDB and eventsource-py at the same work: stores of events alone, without folds or rows.

UmaDB is a server of its own, started here on the loopback and ended here; eventsource-py keeps its
events in SQLite, set to flush at each commit as ours is. Both are told which version they follow.
"""

import asyncio
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from itertools import count
from pathlib import Path
from time import sleep
from typing import Any
from uuid import UUID, uuid4

import umadb
from eventsource.adapters.sqlite.store import SQLiteEventStore
from eventsource.domain import StreamId
from eventsource.domain.event import DomainEvent
from eventsource.domain.event_registry import EventRegistry
from eventsource.ports.positions import ExpectedVersion

from bench.turns import Side

__all__ = ["EVENTSOURCE", "UMADB", "eventsource", "umadb_batches", "umadb_server"]

UMADB = f"umadb {version('umadb')}, events alone"
EVENTSOURCE = f"eventsource-py {version('eventsource-py')}, events alone"
WORDS = ("synthetic words " * 5)[:80]
STATE = f'{{"party":"ALDER","other":"BIRCH","seats":7,"words":"{WORDS}","day":"1990-01-01"}}'
START_SECONDS_MAX = 20.0


@contextmanager
def umadb_server(folder: Path) -> Iterator[Any]:
    """A client of a server of its own, which ends with the block."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        place = f"127.0.0.1:{free.getsockname()[1]}"
    program = Path(sys.executable).parent / "umadb"
    nothing = subprocess.DEVNULL
    server = subprocess.Popen(  # noqa: S603 - a program of this environment
        [str(program), "--listen", place, "--db-path", str(folder)], stdout=nothing, stderr=nothing
    )
    try:
        yield _reached(f"http://{place}")
    finally:
        server.terminate()
        server.wait()


def umadb_batches(client: Any, streams: int, size: int) -> Side:
    """So many events appended at once, each of another stream, where nobody was faster; one alone
    says up to where its own stream is known. `times` counts the events."""
    turn, known = count(), [0] * streams

    def append(times: int) -> None:
        for _ in range(times // size):
            numbers = [next(turn) % streams for _ in range(size)]
            events = [
                umadb.Event("OfferMade", STATE.encode(), tags=[f"n:{each}"]) for each in numbers
            ]
            items = [umadb.QueryItem(tags=[f"n:{each}"]) for each in set(numbers)]
            after = max(known[each] for each in numbers) or None
            condition = umadb.AppendCondition(umadb.Query(items), after) if size == 1 else None
            position = client.append(events, condition)
            for each in numbers:
                known[each] = position

    return append


class OfferMade(DomainEvent):
    """An offer, as eventsource-py has events."""

    aggregate_type: str = "Negotiation"
    party: str = "ALDER"
    other: str = "BIRCH"
    seats: int = 7
    words: str = WORDS


@contextmanager
def eventsource(path: str, streams: int, size: int) -> Iterator[Side]:
    """So many events appended at once to one stream after another; `times` counts the events."""
    registry = EventRegistry()
    registry.register(OfferMade)
    ids: list[UUID] = [uuid4() for _ in range(streams)]
    turn, versions = count(), [0] * streams
    with asyncio.Runner() as runner:

        async def opened() -> Any:
            store = SQLiteEventStore(path, registry)
            connection = await store._conn()
            await connection.execute("PRAGMA synchronous = FULL")
            return store

        store = runner.run(opened())

        async def append(times: int) -> None:
            for _ in range(times // size):
                number = next(turn) % streams
                events = [OfferMade(aggregate_id=ids[number]) for _ in range(size)]
                stream = StreamId(ids[number], "Negotiation")
                await store.append(stream, events, ExpectedVersion.exact(versions[number]))
                versions[number] += size

        try:
            yield lambda times: runner.run(append(times))
        finally:
            runner.run(store.close())


def _reached(url: str) -> Any:
    waited = 0.0
    while True:
        try:
            client: Any = umadb.Client(url)
            client.head()
        except Exception:
            if waited > START_SECONDS_MAX:
                raise
            sleep(0.05)
            waited += 0.05
        else:
            return client
