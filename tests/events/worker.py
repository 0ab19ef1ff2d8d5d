"""A process of its own that works on a ledger: ``python -m tests.events.worker VERB URL …``.

Each verb says what it did in lines of JSON, and one that waits says so first and then reads a
line: tests are led by what happened, never by how long it took.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from random import Random

from parley.events.append import Appended, Outcome, VersionIs
from parley.events.canonical import JsonObject
from parley.events.cells import StreamCells
from parley.events.errors import RecordError, VersionConflict
from parley.events.ledger import Ledger
from parley.events.politics import Draft
from parley.events.sql import create_store, open_store
from parley.events.statement import Prepared
from tests.events.saying import LEDGER, group, say, say_many
from tests.events.view_contract import HARYANA, SCHEMA, change, offer, whole

RACE = "talks/race"
NEGOTIATION = "negotiation/talks"


def clock() -> int:
    return time.time_ns() // 1000


def tell(*facts: object) -> None:
    os.write(1, (json.dumps(facts) + "\n").encode())  # in one piece, into a pipe that is shared


def wait() -> None:
    sys.stdin.readline()


def write(url: str, writer: str, appends: str) -> None:
    """Append groups of three to a stream of its own."""
    said = say_many(f"talks/w{writer}", 3 * int(appends), first_id=1000 * int(writer))
    with open_store(url, clock=clock) as store:
        for start in range(0, len(said), 3):
            (outcome,) = store.append([group(*said[start : start + 3])])
            tell(writer, outcome.positions if isinstance(outcome, Appended) else str(outcome))


def opening_of_race() -> Prepared:
    return say(RACE, 1, None, id=1)


def race(url: str, racer: str) -> None:
    """Append the second statement of RACE, against the others."""
    with open_store(url, clock=clock) as store:
        tell("ready")
        wait()
        (outcome,) = store.append([group(say(RACE, 2, opening_of_race(), id=10 + int(racer)))])
        tell(racer, type(outcome).__name__)


def contend(url: str, writer: str, appends: str, streams: str) -> None:
    """Append to streams to which all others append too, until each statement has its place."""
    chance = Random(int(writer))  # noqa: S311 - the same on every run
    with open_store(url, clock=clock) as store:
        tell("ready")
        wait()
        conflicts = 0
        for number in range(int(appends)):
            stream = f"talks/c{chance.randrange(int(streams))}"
            outcome: Outcome | None = None
            while not isinstance(outcome, Appended):
                head = store.stream_head(stream)
                version = 1 if head is None else head.version + 1
                said = say(stream, version, head, id=10_000 * int(writer) + number)
                (outcome,) = store.append([group(said)])
                conflicts += isinstance(outcome, VersionIs)
        tell(writer, conflicts)


def negotiation(number: int) -> str:
    """The stream of one of several negotiations; NEGOTIATION is the first, number 0."""
    return f"{NEGOTIATION}-{number}" if number else NEGOTIATION


def negotiate(url: str, writer: str, steps: str, negotiations: str = "1") -> None:
    """Record meetings in negotiations in which all others record too."""
    from parley.negotiation.politics import AlliancePolitics  # the other verbs start without it

    said: JsonObject = {"attribution": "on_record", "speaker": f"writer {writer}"}
    fields: JsonObject = {"by": "INC", "to": "AAP", "occurred": "2024-09-05", "evidence": said}
    chance = Random(int(writer))  # noqa: S311 - the same on every run
    with open_store(url, clock=clock) as store:
        ledger = Ledger(store, AlliancePolitics(), recorder=f"writer {writer}", clock=clock)
        tell("ready")
        wait()
        recorded = 0
        for _ in range(int(steps)):
            with suppress(VersionConflict):  # it lost too many races, and said so
                stream = negotiation(chance.randrange(int(negotiations)))
                ledger.record([Draft(stream=stream, type="MeetingHeld", fields=fields)])
                recorded += 1
        tell(writer, recorded)


def vanish(url: str) -> None:
    """Append, and be gone before anybody heard of it."""
    store = open_store(url, clock=clock)
    store.append([group(*say_many("talks/lost", 2, first_id=50))])
    os._exit(9)


def stall(url: str) -> None:
    """Stop in the middle of an append: one group is written, the lock is held."""
    calls: list[int] = []

    def stalling_clock() -> int:
        calls.append(1)
        if len(calls) == 2:
            tell("stalled")
            wait()
        return clock()

    with open_store(url, clock=stalling_clock) as store:
        first, second = say_many("talks/stalled", 2, first_id=60)
        store.append([group(first), group(second)])


def rebuild(url: str) -> None:
    """Stop in the middle of writing a stream again."""

    def make(_: int) -> list[StreamCells]:
        tell("writing", HARYANA)
        wait()
        return [whole(offer(1), fold=b"new")]

    with open_store(url, clock=clock) as store:
        store.views.prepare(SCHEMA)
        store.views.rewrite(make)


def extend(url: str, worker: str, upto: str) -> None:
    """Move the cursor one by one, each time with a row, against the others."""
    with open_store(url, clock=clock) as store:
        store.views.prepare(SCHEMA)
        tell("ready")
        wait()
        moved = 0
        while (cursor := store.views.cursor()) < int(upto):
            row = offer(cursor, words=worker)
            moved += store.views.extend(cursor, cursor + 1, [change(row)])
        tell(worker, moved)


def create(url: str) -> None:
    """Create a ledger, against the others."""
    tell("ready")
    wait()
    try:
        create_store(url, ledger=LEDGER, clock=clock).close()
        tell("created")
    except RecordError as error:
        tell(type(error).__name__)


VERBS: dict[str, Callable[..., None]] = {
    verb.__name__: verb
    for verb in (write, race, contend, negotiate, vanish, stall, rebuild, extend, create)
}

if __name__ == "__main__":
    if any(word.startswith("postgresql://") for word in sys.argv):
        # The tests' ledgers on a server read the clock of the tests, and are made so.
        from parley.events.sql.postgresql.objects import OBJECTS
        from tests.events.ledgers import ServerClock

        OBJECTS["clock_now"] = ServerClock.SQL
    VERBS[sys.argv[1]](*sys.argv[2:])
