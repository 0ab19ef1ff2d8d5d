"""Every answer is the same from memory, from SQLite and from PostgreSQL, and after a rebuild.

What the views work out depends on rows alone; so what could differ is the rows, their order, and
what an engine makes of a text, a number or a time that it stores. Here everything is asked of all.
"""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from msgspec import Struct

from parley.events.acts import ExportMade
from parley.events.canonical import JsonObject
from parley.events.ledger import Ledger
from parley.events.politics import Draft
from parley.events.receipts import Receipt
from parley.events.refusals import NotRecorded
from parley.events.search import parse_query
from parley.events.verify import verify
from parley.negotiation.views.seen import Seen
from tests.contest_histories import CONTEST, NEGOTIATIONS, Append, contests
from tests.events.ledgers import (
    CREATED_AT,
    HandClock,
    Ledgers,
    MemoryLedgers,
    PostgresLedgers,
    SqliteLedgers,
)
from tests.events.saying import identify
from tests.every_answer import (
    ANSWERS,
    ASKED_THROUGH,
    OWN_ANSWERS,
    WORDS,
    Look,
    answering,
    own_reading,
)
from tests.negotiation.talks import NOW, POLITICS, SECOND, look

DAY = 86_400 * SECOND
STREAMS = (*NEGOTIATIONS, CONTEST)
some = settings(
    max_examples=3,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],  # to make so much smaller takes minutes
    suppress_health_check=[HealthCheck.too_slow],
)


SEEDS_MAX = 8


class Times(Struct, frozen=True, kw_only=True):
    """When is asked about; None is now, none, and the head."""

    as_of: int | None = None
    public_at: int | None = None
    known_at: int | None = None


class House(Struct, frozen=True):
    """A ledger on one engine, and the clock of its store."""

    engine: str
    ledger: Ledger
    clock: HandClock


@contextmanager
def houses(postgres: str) -> Iterator[list[House]]:
    """The same empty ledger on all three engines, with clocks that show the same."""
    with ExitStack() as stack:
        folder = stack.enter_context(TemporaryDirectory())
        places: dict[str, Ledgers] = {
            "memory": MemoryLedgers(),
            "sqlite": SqliteLedgers(Path(folder)),
            "postgresql": PostgresLedgers(postgres),
        }
        found: list[House] = []
        for engine, place in places.items():
            stack.enter_context(closing(place))
            ledger = Ledger(place.create(), POLITICS, recorder="Asha", clock=lambda: NOW)
            found.append(House(engine, ledger, place.clock))
        yield found


def tell(all_houses: list[House], appends: list[Append]) -> list[bool]:
    """Record everything everywhere; answers which appends stood. Each is told alike of all."""
    stood: list[bool] = []
    number = 0
    for append in appends:
        drafts = []
        for draft in append:
            number += 1
            drafts.append(msgspec.structs.replace(draft, id=identify(number)))
        told: list[list[Receipt] | str] = []
        for house in all_houses:
            house.clock.advance(1)
            try:
                told.append(house.ledger.record(drafts))
            except NotRecorded as refused:
                told.append(f"{refused}, kept: {refused.kept}")
        assert told[1:] == told[:-1]
        stood.append(isinstance(told[0], list))
    return stood


FIRST_DATED: JsonObject = {
    "first": 1,
    "last": 1,
    "really": "2024-01-01",
    "zone": "UTC",
    "earliest": 1_704_067_200_000_000,
    "latest": 1_704_153_600_000_000,
    "by": "Asha",
    "why": "the clock was not set yet",
}


def show(all_houses: list[House]) -> None:
    """Record that the whole log was shown to somebody, and once what is wrong with a date."""
    for house in all_houses:
        if not house.ledger.clock_corrections():
            dated = Draft(stream="clocks", type="ClockCorrected", fields=FIRST_DATED)
            house.ledger.record([dated])
        size = house.ledger.head().size
        house.ledger.record_export(
            ExportMade(
                what="records",
                position=size,
                root=house.ledger.store.root(size).hex(),
                sha256="0" * 64,
                bytes=size,
                format="jsonl",
            )
        )


# Asking -----------------------------------------------------------------------------------------


def look_at(ledger: Ledger, stream: str, times: Times) -> Look | None:
    """A stream as it is seen at some times; None where it was not registered yet."""

    @cache
    def seen_in(stream: str, position: int | None) -> Seen | None:
        if position is not None and ledger.store.stream_head(stream, position) is None:
            return None
        if position is None and times.public_at is None:
            rows = ledger.rows(stream)
        else:
            upto = ledger.head().size if position is None else position
            rows = ledger.rows_at(stream, upto, public_at=times.public_at)
        return look(stream, rows, now=NOW, as_of=times.as_of)

    seen = seen_in(stream, times.known_at)
    if seen is None:
        return None
    known = ledger.head().size if times.known_at is None else times.known_at
    beside = [seen_in(each, times.known_at) for each in ledger.streams("negotiation/", known)]
    return Look(
        seen=seen,
        beside=[each for each in beside if each is not None],
        contest=seen_in(CONTEST, times.known_at),
        before=lambda position: seen_in(stream, position),
        since=known * 2 // 3,
    )


Answered = tuple[tuple[str, *tuple[object, ...]], object]
"""(what was asked, its name first; what is answered)."""


def answers(ledger: Ledger, every: list[Times]) -> Iterator[Answered]:
    """Yield every answer there is to ask for."""
    for times in every:
        for stream in STREAMS:
            look = look_at(ledger, stream, times)
            for name, ask in ANSWERS.items():
                answer = None if look is None else ask(look)
                yield (name, stream, times), answer
        upto = ledger.head().size if times.known_at is None else times.known_at
        for name, own in OWN_ANSWERS.items():
            yield (name, upto), alike(own(ledger, upto))
    for typed in WORDS:
        for table in ("evidence", "step"):
            yield (typed, table), ledger.store.views.search(table, parse_query(typed))


def alike(answer: object) -> object:
    """An answer without the ids that chance gave, and the roots that come of them."""
    if isinstance(answer, list):
        return [alike(each) for each in answer]
    plain = msgspec.to_builtins(answer)
    if isinstance(plain, dict) and isinstance(plain.get("said"), dict):
        return {**plain, "id": None, "said": {**plain["said"], "root": None}}
    return plain


def asked_of(positions: int) -> st.SearchStrategy[list[Times]]:
    """Now; and two other moments of which each time may be any."""
    moments = st.none() | st.integers(-8, 30).map(lambda days: CREATED_AT + days * DAY)
    known = st.none() | st.integers(1, positions)
    other = st.builds(Times, as_of=moments, public_at=moments, known_at=known)
    return st.lists(other, min_size=2, max_size=2).map(lambda found: [Times(), *found])


def compare(all_houses: list[House], every: list[Times]) -> set[str]:
    """Whether all answer as memory does, as it did before it was made again; returns the names of
    what was answered with something."""
    reference, *others = all_houses
    expected = list(answers(reference.ledger, every))
    for house in others:
        assert_alike(house, expected, answers(house.ledger, every))
    for house in all_houses:
        house.ledger.rebuild(lambda *_: None)
        assert_alike(house, answers_now(expected, every), answers(house.ledger, every[:1]))
        assert verify(house.ledger).ok
    return {name for (name, *_), answer in expected if says_something(answer)}


def says_something(answer: object) -> bool:
    return any(map(says_something, answer)) if isinstance(answer, list) else bool(answer)


def assert_alike(house: House, expected: Iterable[Answered], found: Iterable[Answered]) -> None:
    for (asked, answer), (_, other) in zip(expected, found, strict=True):
        assert answer == other, f"{house.engine}: {asked}: {differing(answer, other)}"


def differing(one: object, other: object) -> object:
    """The innermost place at which two answers differ: all of them would fill pages."""
    one, other = msgspec.to_builtins(one), msgspec.to_builtins(other)
    if isinstance(one, dict) and isinstance(other, dict):
        pairs = {name: (one.get(name), other.get(name)) for name in one | other}
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        pairs = dict(enumerate(zip(one, other, strict=True)))
    else:
        return one, other
    return next((name, differing(*pair)) for name, pair in pairs.items() if pair[0] != pair[1])


def answers_now(expected: list[Answered], every: list[Times]) -> list[Answered]:
    """What of the answers is asked again after a rebuild: all that is asked of now."""
    later = (len(expected) - 2 * len(WORDS)) // len(every)
    return expected[:later] + expected[-2 * len(WORDS) :]


def test_every_answer_is_the_same_on_every_engine_and_after_a_rebuild(postgres: str) -> None:
    told: set[str] = set()

    def ask_everywhere(appends: list[Append], data: st.DataObject) -> None:
        with houses(postgres) as all_houses:
            stood = tell(all_houses, appends)
            show(all_houses)
            assert not all(stood)
            told.update(compare(all_houses, data.draw(asked_of(all_houses[0].ledger.head().size))))

    # Where there is nothing to be wrong about, every engine agrees: so until each told something.
    every = {*ANSWERS, *OWN_ANSWERS, *WORDS[:-1]}
    for number in range(SEEDS_MAX):
        seed(number)(some(given(contests(), st.data())(ask_everywhere)))()
        if told == every:
            break
    assert told == every


def test_no_answer_of_the_views_is_left_out() -> None:
    assert sorted(answering()) == sorted([*ANSWERS, *ASKED_THROUGH])
    assert set(ASKED_THROUGH.values()) <= ANSWERS.keys()


def test_no_answer_of_the_ledgers_own_records_is_left_out() -> None:
    assert {*own_reading(), "sources", "sources now"} == OWN_ANSWERS.keys()
