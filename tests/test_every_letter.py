"""Every letter is legal: what the door accepts, the fold can keep, the views can store and every
answer can say.

Each text of each type is drawn and taken all the way: judged, recorded, counted in, folded anew,
made again, verified, asked for, searched for. What is refused is refused in words; what is not is
kept like any other, and alike on every engine.
"""

from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from msgspec import inspect as shape

from parley.events.acts import AttemptRefused, ExportMade
from parley.events.canonical import JsonObject
from parley.events.ledger import Ledger
from parley.events.own import OWN
from parley.events.politics import Draft
from parley.events.receipts import Receipt
from parley.events.refusals import NotRecorded
from parley.events.search import parse_query
from parley.events.verify import verify
from parley.negotiation.codec import ENTRIES
from parley.negotiation.fold import Stored
from parley.negotiation.views.tables import TABLES
from tests.events.ledgers import Ledgers, MemoryLedgers, PostgresLedgers, SqliteLedgers
from tests.events.saying import identify
from tests.every_answer import ANSWERS, OWN_ANSWERS
from tests.letters import ALLOWED, CONTEST, TALKS, Story, stories
from tests.negotiation.talks import NOW, POLITICS
from tests.test_every_answer import Answered, House, Times, alike, assert_alike, look_at

few = settings(
    max_examples=2,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def house_of(engine: str, place: Ledgers) -> House:
    ledger = Ledger(place.create(), POLITICS, recorder="Åsa हि", clock=lambda: NOW)
    return House(engine, ledger, place.clock)


def take_all_the_way(houses: list[House], story: Story, words: list[str]) -> None:
    """Tell a story everywhere, and ask for everything: alike everywhere, now and made again."""
    for number, drafts in enumerate(story, 1):
        told = []
        for house in houses:
            house.clock.advance(1)
            told.append(tell(house.ledger, number, *drafts))
        assert told[1:] == told[:-1]
    for house in houses:
        show(house.ledger, words)
    expected = list(everything(houses[0].ledger, words))
    for house in houses:
        assert_alike(house, expected, everything(house.ledger, words))
        for stream in (TALKS, CONTEST):
            folded = house.ledger.rows_at(stream, house.ledger.head().size)
            assert in_order(house.ledger.rows(stream)) == in_order(folded)
        house.ledger.rebuild(lambda *_: None)
        assert_alike(house, expected, everything(house.ledger, words))
        found = verify(house.ledger)
        assert found.ok, found.findings


def tell(ledger: Ledger, number: int, tame: Draft, wild: Draft) -> tuple[str, list[Receipt]]:
    """Record a draft as a program hands it over, or where the door refuses that, as it may be.

    Tried out, it is refused or taken as it is then. Answers the refusal, if there is one, as well.
    """
    id = identify(number)
    wild, tame = (msgspec.structs.replace(draft, id=id) for draft in (wild, tame))
    try:
        ledger.try_out([wild])
    except NotRecorded as refused:
        with pytest.raises(NotRecorded) as again:
            ledger.record([wild])
        assert str(again.value) == str(refused)
        return str(refused), ledger.record([tame])
    return "", ledger.record([wild])


def in_order(rows: dict[str, list[JsonObject]]) -> dict[str, list[str]]:
    return {name: sorted(map(repr, found)) for name, found in rows.items() if name != "source"}


def show(ledger: Ledger, words: list[str]) -> None:
    """Record that the log was shown to somebody of any name."""
    at = ledger.head().size
    ledger.record_export(
        ExportMade(
            what="records",
            position=at,
            root=ledger.store.root(at).hex(),
            sha256="0" * 64,
            bytes=at,
            format="jsonl",
            shown_to=words[0],
            file=words[1],
            note=words[2],
        )
    )


def everything(ledger: Ledger, words: list[str]) -> Iterator[Answered]:
    """Every answer there is."""
    for stream in (TALKS, CONTEST):
        look = look_at(ledger, stream, Times())
        assert look is not None
        for name, ask in ANSWERS.items():
            yield (name, stream), ask(look)
    for name, own in OWN_ANSWERS.items():
        yield (name,), alike(own(ledger, ledger.head().size))
    for typed in words:
        for table in ("evidence", "step"):
            try:
                query = parse_query(typed)
            except ValueError:
                continue  # it has no word
            yield (typed, table), ledger.store.views.search(table, query)


searched = st.lists(ALLOWED, min_size=3, max_size=3)


@few
@given(stories(), searched)
def test_what_the_door_accepts_every_answer_can_say(story: Story, words: list[str]) -> None:
    with ExitStack() as stack:
        folder = stack.enter_context(TemporaryDirectory())
        places: dict[str, Ledgers] = {
            "memory": MemoryLedgers(),
            "sqlite": SqliteLedgers(Path(folder)),
        }
        for place in places.values():
            stack.enter_context(closing(place))
        take_all_the_way([house_of(*each) for each in places.items()], story, words)


@pytest.mark.slow
def test_what_the_door_accepts_every_answer_can_say_on_every_engine(postgres: str) -> None:
    @settings(few, max_examples=12)
    @given(stories(), searched)
    def take(story: Story, words: list[str]) -> None:
        with ExitStack() as stack:
            folder = stack.enter_context(TemporaryDirectory())
            places: dict[str, Ledgers] = {
                "memory": MemoryLedgers(),
                "sqlite": SqliteLedgers(Path(folder)),
                "postgresql": PostgresLedgers(postgres),
            }
            for place in places.values():
                stack.enter_context(closing(place))
            take_all_the_way([house_of(*each) for each in places.items()], story, words)

    take()


@settings(few, max_examples=1)
@given(stories())
def test_the_story_tells_of_every_type(story: Story) -> None:
    told = {tame.type for tame, _ in story}
    own = {kind for kinds in OWN.values() for kind in kinds} - {AttemptRefused, ExportMade}
    assert told == {*ENTRIES, *(kind.__name__ for kind in own)}


OUR_WORDS = {"facts", "flags", "links", "pointers"}
"""Fields of folds and rows whose keys are words of ours; `facts` has the fields of its step."""


def keyed(kind: shape.Type, field: str = "") -> Iterator[str]:
    """Yield the fields within a type whose keys are text."""
    if isinstance(kind, shape.DictType):
        if not isinstance(kind.key_type, shape.IntType):
            yield field
        yield from keyed(kind.value_type, field)
    elif isinstance(kind, shape.StructType):
        for each in kind.fields:
            yield from keyed(each.type, each.name)
    elif isinstance(kind, shape.UnionType):
        for option in kind.types:
            yield from keyed(option, field)
    else:
        for name in ("type", "item_type"):
            if hasattr(kind, name):
                yield from keyed(getattr(kind, name), field)


def test_no_name_is_a_key_in_a_fold_or_a_row() -> None:
    kinds = (Stored, *TABLES)
    assert {field for kind in kinds for field in keyed(shape.type_info(kind))} == OUR_WORDS


def test_no_name_is_a_key_in_a_statement() -> None:
    assert [field for kind in ENTRIES.values() for field in keyed(shape.type_info(kind))] == []
