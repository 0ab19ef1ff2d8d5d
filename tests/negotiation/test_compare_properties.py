"""What negotiations are compared by is what the slow reference works out."""

from hypothesis import given, settings
from hypothesis import strategies as st

from parley.negotiation.steps import DemandMade, OfferMade
from parley.negotiation.views.comparison import of_same_parties, paired, profile
from parley.negotiation.views.proposals import DemandItem, OfferItem
from parley.negotiation.views.seen import Seen
from tests.negotiation.bargaining import bargaining
from tests.negotiation.drawn import drawn
from tests.negotiation.histories import histories
from tests.negotiation.listing import listing
from tests.negotiation.reference_compare import (
    early_moves,
    first_and_last,
    same_parties,
    shares_at_deal,
)
from tests.negotiation.reference_times import attempts
from tests.negotiation.rivals import rivals
from tests.negotiation.talks import Talks
from tests.negotiation.test_claims_properties import seen_and_told
from tests.negotiation.test_contest_properties import asked
from tests.negotiation.test_views_properties import DAY, FIRST

quick = settings(max_examples=60, deadline=None)
moments = st.sampled_from([FIRST + days * DAY for days in (2, 5, 12, 40, 40, 40)])
tellings = st.one_of(drawn(bargaining), *[drawn(listing)] * 3, drawn(histories))


@quick
@given(tellings, moments)
def test_first_and_last_of_each_line_are_those_of_the_slow_reference(
    talks: Talks, as_of: int
) -> None:
    seen, registration, steps = seen_and_told(talks, as_of)
    found = profile(seen)
    offered = said(found.first_offers), said(found.last_offers)
    assert offered == first_and_last(registration, steps, OfferMade)
    demanded = said(found.first_demands), said(found.last_demands)
    assert demanded == first_and_last(registration, steps, DemandMade)


def said(items: tuple[OfferItem, ...] | tuple[DemandItem, ...]) -> set[tuple[object, ...]]:
    return {(each.version, *each.to, each.for_parties, each.issue) for each in items}


@quick
@given(tellings, moments)
def test_attempts_shares_and_moves_are_those_of_the_slow_reference(
    talks: Talks, as_of: int
) -> None:
    seen, registration, steps = seen_and_told(talks, as_of)
    found = profile(seen)
    runs = [(each.first.version, each.last.version, each.outcome) for each in found.runs]
    tried = attempts(registration, steps)
    assert [run for run in runs if run in tried] == tried
    given_out = [(row.step, row.issue, row.quantity, row.seats) for row in found.shares]
    assert sorted(given_out, key=str) == sorted(
        (
            (version, term.issue, term.quantity, term.seats)
            for version, term in shares_at_deal(registration, steps)
        ),
        key=str,
    )
    assert [row.step for row in found.moves] == early_moves(registration, steps)


@quick
@given(drawn(rivals), drawn(rivals))
def test_who_is_compared_with_whom_is_what_the_slow_reference_says(
    ours: list[Talks], theirs: list[Talks]
) -> None:
    (firsts, first_sides), (seconds, second_sides) = asked(ours, None), asked(theirs, None)
    left = list(range(len(seconds)))
    expected: list[tuple[Seen, Seen]] = []
    for seen, side in zip(firsts, first_sides, strict=True):
        fitting = []
        for number, other in enumerate(second_sides):
            same = same_parties((side.registration, side.told), (other.registration, other.told))
            assert of_same_parties(seen, seconds[number]) == same
            fitting += [number] if same and number in left else []
        if fitting:
            left.remove(fitting[0])
            expected.append((seen, seconds[fitting[0]]))
    assert paired(firsts, seconds) == expected
