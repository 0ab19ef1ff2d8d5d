"""A contest's picture is what the slow reference works out: states, flags, talks open at once."""

from collections.abc import Callable, Mapping
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.events.canonical import JsonValue
from parley.negotiation.registration import NegotiationRegistered
from parley.negotiation.views.across import across
from parley.negotiation.views.contest import acts_counted, shared_acts
from parley.negotiation.views.exclusive import ExclusivePair
from parley.negotiation.views.seen import Seen
from parley.negotiation.views.standing import status
from tests.negotiation.drawn import drawn, stock
from tests.negotiation.reference_answers import stands
from tests.negotiation.reference_contest import Side, acts, flags, sat, spans
from tests.negotiation.rivals import RIVALS, rivals
from tests.negotiation.talks import NOW, Talks, look
from tests.negotiation.test_views_properties import DAY, FIRST, told
from tests.negotiation.words import collapses, opens, registers

quick = settings(max_examples=40, deadline=None)
instants = st.none() | st.integers(-1, 40).map(lambda quarters: FIRST + quarters * DAY // 4)


def asked(every: list[Talks], as_of: int | None) -> tuple[list[Seen], list[Side]]:
    """What is seen of each negotiation at a moment, and the steps that had happened by then."""
    members: list[Seen] = []
    sides: list[Side] = []
    for stream, talks in zip(RIVALS, every, strict=False):
        account = talks.account()
        seen = look(stream, talks.rows(), now=NOW, as_of=as_of)
        assert isinstance(account.registration, NegotiationRegistered)
        steps = told(account.steps[: len(seen.steps)])
        members.append(seen)
        sides.append(Side(seen.slug, account.registration, steps))
    return members, sides


def pairs(members: list[Seen]) -> tuple[ExclusivePair, ...]:
    return across(None, members).exclusive


@quick
@given(drawn(rivals), instants)
def test_the_vector_of_states_is_what_the_slow_reference_works_out(
    every: list[Talks], as_of: int | None
) -> None:
    members, sides = asked(every, as_of)
    for seen, side in zip(members, sides, strict=True):
        found, reference = status(seen), stands(side.registration, side.told)
        assert (found.state, found.since_version) == (reference.state, reference.since)
        assert sorted(found.at_table) == sorted(reference.at_table)
        assert found.steps == len(side.told)
        shown = {each.flag: each.step for each in found.flags if each.flag != "contested"}
        assert shown == flags(side.registration, side.told)


@quick
@given(drawn(rivals), instants)
def test_talks_open_at_once_are_those_that_the_slow_reference_finds(
    every: list[Talks], as_of: int | None
) -> None:
    members, sides = asked(every, as_of)
    expected = [
        (one, other)
        for one, other in combinations(sides, 2)
        if one.told
        and other.told
        and (
            f"negotiation/{other.slug}" in one.registration.exclusive_with
            or f"negotiation/{one.slug}" in other.registration.exclusive_with
        )
    ]
    for pair, (one, other) in zip(pairs(members), expected, strict=True):
        assert (pair.first, pair.second) == (one.slug, other.slug)
        assert sorted(pair.parties) == sorted(sat(one) & sat(other))
        states = {side.state(len(side.told)) for side in (one, other)}
        assert pair.both_open == (states == {"talks_underway"})
        assert pair.both_at_a_deal == (states == {"deal_reached"})
        spans_are(pair, spans(one, other))


def test_talks_that_ended_at_nobody_knows_when_are_not_open() -> None:
    every = []
    for name in RIVALS[:2]:
        others: list[JsonValue] = [each for each in RIVALS[:2] if each != name]
        talks = Talks()
        talks.record(registers(exclusive_with=others))
        talks.record(opens("2024-09-04"))
        every.append(talks)
    every[1].record(collapses("2024-09-01/.."))
    (pair,) = pairs(asked(every, None)[0])
    (span,) = pair.spans
    assert not pair.both_open
    assert span.until is not None
    assert (span.until_in, span.until.version) == ("other", 3)


def spans_are(
    pair: ExclusivePair, expected: list[tuple[str, set[tuple[str, int]], set[tuple[str, int]]]]
) -> None:
    for span, (what, since, until) in zip(pair.spans, expected, strict=True):
        assert span.what == what
        assert (span.since_in, span.since.version) in since
        assert (span.until is None) == (span.until_in is None) == (not until)
        if span.until is not None:
            assert (span.until_in, span.until.version) in until


@quick
@given(drawn(rivals), instants)
def test_an_act_counts_once_wherever_it_is_recorded(every: list[Talks], as_of: int | None) -> None:
    members, sides = asked(every, as_of)
    count, several = acts(sides)
    assert acts_counted(members) == count
    assert {each.act: list(each.steps) for each in shared_acts(members)} == several


HOLDS: Mapping[str, Callable[[ExclusivePair], bool]] = {
    "two times of one pair": lambda pair: len(pair.spans) > 1,
    "one that is over": lambda pair: any(span.until is not None for span in pair.spans),
    "two deals": lambda pair: any(span.what == "deals" for span in pair.spans),
    "a deal and talks": lambda pair: any(span.what == "deal_and_talks" for span in pair.spans),
    "dates that tell no order": lambda pair: any(not span.in_order for span in pair.spans),
    "both open": lambda pair: pair.both_open,
    "never both open": lambda pair: not pair.spans,
}


@pytest.mark.parametrize("what", HOLDS)
def test_the_histories_hold_what_is_compared(what: str) -> None:
    """Where there is nothing to be wrong about, every reference agrees."""
    found = (pairs(asked(every, None)[0]) for every in stock(rivals))
    assert any(HOLDS[what](each) for pairs in found for each in pairs)
