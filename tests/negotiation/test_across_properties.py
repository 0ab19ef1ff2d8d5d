"""Shares, seats and links across random contests are what a slow reference works out of the steps.

The reference reads the entries alone: the deal that stands is walked to step by step, and shares
and names are counted from its terms.
"""

from collections.abc import Callable, Mapping
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.events.canonical import JsonObject, JsonValue
from parley.events.politics import Draft
from parley.negotiation.registration import NegotiationRegistered
from parley.negotiation.steps import DealReached, NegotiationClosed
from parley.negotiation.views.across import Across, across, standing_now
from parley.negotiation.views.seen import Seen
from tests.negotiation.drawn import drawn, stock
from tests.negotiation.reference_answers import Told, short, stands
from tests.negotiation.talks import NOW, Talks, look
from tests.negotiation.test_views_properties import DAY, FIRST, told
from tests.negotiation.words import closes, opens, registers, retracts, seats, step

NAMES = ("negotiation/one", "negotiation/other", "negotiation/third")
CALLED = {"Congress": "INC"}
"""What a party is called in the others -> what the contest calls it."""
TABLES: tuple[tuple[str, ...], ...] = (("INC", "AAP"), ("Congress", "CPM"), ("Congress", "AAP"))
ELSEWHERE: list[JsonValue] = [
    {"party": "Congress", "name": "Indian National Congress", "aliases": ["INC"]},
    {"party": "AAP", "name": "Aam Aadmi Party"},
    {"party": "CPM", "name": "Communist Party of India (Marxist)"},
]
PLACES = {"Jind": "jind", "ZIND": "jind", "Kalka": "kalka", "Sohna": "sohna"}
"""A seat as reports spell it -> what is the same for all its spellings."""
CONTEST: JsonObject = {
    "title": "An assembly",
    "kind": "election",
    "zone": "Asia/Kolkata",
    "pools": {"seats": 90},
    "seat_names": [{"seat": "Jind", "aliases": ["Zind"]}],
    "parties": [{"party": "INC", "name": "Indian National Congress"}],
}
instants = st.none() | st.integers(0, 40).map(lambda quarters: FIRST + quarters * DAY // 4)


@st.composite
def promising(draw: st.DrawFn) -> list[Talks]:
    """Two negotiations or three with deals, some of which are broken, closed or retracted."""
    found: list[Talks] = []
    for number, name in enumerate(NAMES[: draw(st.integers(2, 3))]):
        others = [each for each in NAMES if each != name]
        table: list[JsonValue] = [*TABLES[number]]
        links: JsonObject = {
            kind: [draw(st.sampled_from(others))] if draw(st.booleans()) else []
            for kind in ("conditional_on", "part_of", "succeeds")
        }
        arena = draw(st.sampled_from(("A state", "A state", "Another state")))
        parties: JsonObject = {"parties": ELSEWHERE} if number else {}
        talks = Talks()
        talks.record(registers(at_table=table, arena=arena, **parties, **links))
        talks.record(opens("2024-09-01", by=table))
        terms = [term for party in TABLES[number] for term in draw(_terms(party))]
        assent: list[JsonValue] = [{"party": each, "by": "joint"} for each in table]
        day = draw(st.integers(2, 5))
        talks.record(step("DealReached", f"2024-09-0{day}", by=table, assent=assent, terms=terms))
        more = (
            step("DealBroken", f"2024-09-0{day + 1}", by=table[0]),
            closes("2024-09-08"),
            retracts(3),
        )
        for each in draw(st.sampled_from(((), (), (), more[1:2], more[1:2], more[:1], more[2:]))):
            talks.record(each)
        found.append(talks)
    return found


@st.composite
def _terms(draw: st.DrawFn, party: str) -> list[JsonValue]:
    """A number of seats, or some by their names, or both, or nothing, for one party."""
    found: list[JsonValue] = []
    if draw(st.sampled_from((True, True, False))):
        found.append(seats(str(draw(st.sampled_from((50, 35, 20, 60)))), party=party))
    if draw(st.booleans()):
        first, second = draw(st.sampled_from((("Jind", "Kalka"), ("ZIND", "Sohna"), ("Kalka", ""))))
        names: list[JsonValue] = [each for each in (first, second) if each]
        found.append({"issue": "constituencies", "party": party, "seats": names})
    return found


# The slow reference -----------------------------------------------------------------------------


class Side:
    """One negotiation: its steps in view, and the deal that stands after them."""

    def __init__(self, slug: str, registration: NegotiationRegistered, steps: list[Told]) -> None:
        self.slug = slug
        self.registration = registration
        deals = [each for each in steps if isinstance(each.step, DealReached)]
        stand = stands(registration, steps).state == "deal_reached"
        self.deal = deals[-1] if deals and stand else None
        self.closed = any(isinstance(each.step, NegotiationClosed) for each in steps)

    def shares(self) -> dict[str, int]:
        """Party -> at least so many seats: its counts added up, else the seats named for it."""
        counts: dict[str, int] = {}
        names: dict[str, int] = {}
        for term in () if self.deal is None else self.deal.step.terms:  # type: ignore[attr-defined]
            party = self.party(term.party)
            if term.issue == "seat_count":
                counts[party] = counts.get(party, 0) + term.quantity.value
            else:
                names[party] = names.get(party, 0) + len(term.seats)
        return {party: counts.get(party, names.get(party, 0)) for party in {*counts, *names}}

    def given(self) -> set[tuple[str, str]]:
        """(seat, party) of every seat that is named for one."""
        terms = () if self.deal is None else self.deal.step.terms  # type: ignore[attr-defined]
        return {(PLACES[seat], self.party(term.party)) for term in terms for seat in term.seats}

    def party(self, name: str) -> str:
        called = short(self.registration, name)
        return CALLED.get(called, called)


def over(sides: list[Side]) -> set[tuple[str | None, int]]:
    """(party, how many) of every sum of two deals or more that is over 90; None = all together."""
    having = [side for side in sides if side.shares()]
    found: set[tuple[str | None, int]] = set()
    for party in {party for side in having for party in side.shares()}:
        own = [side.shares()[party] for side in having if party in side.shares()]
        if len(own) > 1 and sum(own) > 90:
            found.add((party, sum(own)))
    arenas = {side.registration.arena for side in having}
    parties = {party for side in having for party in side.shares()}
    least = sum(
        max(
            (side.shares().get(party, 0) for side in having if side.registration.arena == arena),
            default=0,
        )
        for party, arena in product(parties, arenas)
    )
    if len(having) > 1 and least > 90:
        found.add((None, least))
    return found


def twice(sides: list[Side]) -> set[str]:
    """Every seat that two negotiations of one arena, or of a part of it, give to two parties."""
    return {
        seat
        for one, other in product(sides, sides)
        if one is not other
        and (
            one.registration.arena == other.registration.arena
            or f"negotiation/{one.slug}" in other.registration.part_of
            or f"negotiation/{other.slug}" in one.registration.part_of
        )
        for (seat, party), (there, whose) in product(one.given(), other.given())
        if seat == there and party != whose
    }


def waiting(sides: list[Side]) -> set[tuple[str, str, bool]]:
    """(negotiation, for which, whether it was closed all the same) of each deal that waits."""
    dealt = {f"negotiation/{side.slug}" for side in sides if side.deal is not None}
    return {
        (side.slug, each.partition("/")[2], side.closed)
        for side in sides
        if side.deal is not None
        for each in side.registration.conditional_on
        if each not in dealt
    }


def asked(every: list[Talks], as_of: int | None) -> tuple[Across, list[Side]]:
    members: list[Seen] = []
    sides: list[Side] = []
    for stream, talks in zip(NAMES, every, strict=False):
        account = talks.account()
        seen = look(stream, talks.rows(), now=NOW, as_of=as_of)
        assert isinstance(account.registration, NegotiationRegistered)
        steps = told(account.steps[: len(seen.steps)])
        members.append(seen)
        sides.append(Side(seen.slug, account.registration, steps))
    contest = Talks("contest/c")
    contest.record(Draft(stream="contest/c", type="ContestRegistered", fields=CONTEST))
    return across(look("contest/c", contest.rows(), now=NOW), members), sides


@settings(max_examples=80, deadline=None)
@given(drawn(promising), instants)
def test_what_stands_across_is_what_the_slow_reference_works_out(
    every: list[Talks], as_of: int | None
) -> None:
    found, sides = asked(every, as_of)
    assert {(each.party, each.low) for each in found.shares} == over(sides)
    assert {PLACES[each.seat] for each in found.seats} == twice(sides)
    unmet = standing_now(found).links
    assert {(each.negotiation, each.other, each.closed_without) for each in unmet} == waiting(sides)
    steps = {(side.slug, side.deal.version) for side in sides if side.deal is not None}
    cited = {
        (part.negotiation, part.step.version) for each in found.shares for part in each.portions
    }
    cited |= {(part.negotiation, part.step.version) for each in found.seats for part in each.given}
    assert cited <= steps


HOLDS: Mapping[str, Callable[[Across], bool]] = {
    "a party over the pool": lambda found: any(each.party for each in found.shares),
    "all together over it": lambda found: any(each.party is None for each in found.shares),
    "a seat given twice": lambda found: bool(found.seats),
    "a deal that waits": lambda found: any(each.waits for each in found.links),
    "closed without": lambda found: any(each.closed_without for each in found.links),
}


@pytest.mark.parametrize("what", HOLDS)
def test_the_contests_hold_what_is_compared(what: str) -> None:
    assert any(HOLDS[what](asked(every, None)[0]) for every in stock(promising))
