"""Lists against the deal, and seats of two parties, are what the slow reference works out."""

from collections.abc import Callable, Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.negotiation.moments import parse_moment
from parley.negotiation.registration import NegotiationRegistered
from parley.negotiation.steps import OfferMade
from parley.negotiation.views.lists import AgainstTheDeal, Share, against_the_deal, listed_steps
from parley.negotiation.views.proposals import demands
from parley.negotiation.views.seats import seat_folder, seats_of_two
from parley.negotiation.views.seen import Seen
from tests.negotiation.bargaining import bargaining
from tests.negotiation.claiming import claiming
from tests.negotiation.drawn import drawn, stock
from tests.negotiation.listing import listing
from tests.negotiation.reference_answers import Told, statuses_of_offers
from tests.negotiation.reference_lists import (
    ShareTold,
    chosen_list,
    holds,
    lists_told,
)
from tests.negotiation.reference_lists import against_the_deal as against_the_deal_slowly
from tests.negotiation.talks import Talks
from tests.negotiation.test_claims_properties import seen_and_told
from tests.negotiation.test_views_properties import DAY, FIRST

quick = settings(max_examples=100, deadline=None)
moments = st.sampled_from([FIRST + days * DAY for days in (4, 9, 10, 12, 12, 12)])
tellings = st.one_of(*[drawn(listing)] * 3, drawn(bargaining), drawn(claiming))


@quick
@given(tellings, moments)
def test_every_list_against_the_deal_is_what_the_slow_reference_works_out(
    talks: Talks, as_of: int
) -> None:
    seen, registration, steps = seen_and_told(talks, as_of)
    assert listed_steps(seen) == lists_told(registration, steps)
    chosen = chosen_list(registration, steps)
    found = against_the_deal(seen)
    assert (None if found is None else found.version) == chosen
    for version in listed_steps(seen):
        one = against_the_deal(seen, version)
        shown = None if one is None else [told(seen, share) for share in one.shares]
        assert shown == against_the_deal_slowly(registration, steps, version)


def told(seen: Seen, share: Share) -> ShareTold:
    fold = seat_folder(seen)
    by = None
    if share.by_low is not None and share.by_high is not None:
        by = share.by_low, share.by_high
    removed, added = map(fold, share.removed), map(fold, share.added)
    return ShareTold(share.party, frozenset(removed), frozenset(added), by)


@quick
@given(tellings, moments)
def test_every_hold_on_a_seat_of_two_is_one_that_the_slow_reference_finds(
    talks: Talks, as_of: int
) -> None:
    seen, registration, steps = seen_and_told(talks, as_of)
    fold = seat_folder(seen)
    shown = {
        fold(each.seat): {(one.party, one.how, one.version) for one in each.holdings}
        for each in seats_of_two(seen)
    }
    assert shown == holds(registration, steps, standing(seen, registration, steps))


def standing(
    seen: Seen, registration: NegotiationRegistered, steps: list[Told]
) -> list[tuple[int, int]]:
    """(version, line) of the offers that the slow reference finds open or accepted, and of the
    demands that are shown as open."""
    ends = {
        each.version: parse_moment(each.step.expires).bounds(registration.zone).latest
        for each in steps
        if isinstance(each.step, OfferMade) and each.step.expires is not None
    }
    found = [(each.version, each.line) for each in demands(seen) if each.status == "open"]
    lines: dict[int, int] = {}
    for version, _, _, status in statuses_of_offers(registration, steps, ends, seen.at):
        line = lines[version] = lines.get(version, -1) + 1
        found += [(version, line)] if status in ("open", "accepted") else []
    return found


HOLDS: Mapping[str, Callable[[AgainstTheDeal], bool]] = {
    "a seat that is gone and one that is new": lambda each: any(
        share.removed and share.added for share in each.shares
    ),
    "a deal as amended": lambda each: len(each.deals) > 1,
    "a list with names against a number": lambda each: any(
        share.listed_seats and share.agreed and not share.agreed_seats for share in each.shares
    ),
    "a party that the list did not name": lambda each: any(
        not share.listed_seats and share.listed is None for share in each.shares
    ),
}


@pytest.mark.parametrize("what", HOLDS)
def test_the_histories_hold_what_is_compared(what: str) -> None:
    """Where there is nothing to be wrong about, every reference agrees."""

    def found(talks: Talks) -> bool:
        seen = talks.seen()
        every = [against_the_deal(seen, version) for version in listed_steps(seen)]
        return any(HOLDS[what](each) for each in every if each is not None)

    assert any(map(found, stock(listing)))
