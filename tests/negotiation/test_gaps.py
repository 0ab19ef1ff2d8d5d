"""Gaps: a public cut that lacks earlier steps is folded all the same, and says that it has gaps."""

import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from parley.events.canonical import JsonValue
from parley.events.politics import Draft
from parley.negotiation.views import contest, dates, people, standing
from parley.negotiation.views.across import across
from parley.negotiation.views.agreed import agreement
from parley.negotiation.views.claims import claims
from parley.negotiation.views.deals import deals
from parley.negotiation.views.moves import moves
from parley.negotiation.views.proposals import demands, offers
from parley.negotiation.views.seen import Seen
from tests.negotiation.drawn import drawn
from tests.negotiation.given import given
from tests.negotiation.histories import histories
from tests.negotiation.talks import NOW, Talks, look
from tests.negotiation.test_claims_properties import before
from tests.negotiation.test_views_properties import DAY, FIRST
from tests.negotiation.timely_histories import timely_histories
from tests.negotiation.words import ON_RECORD, STREAM, deal, opens, registers, step


def amends(
    field: str, was: JsonValue, now: JsonValue, at: str, published: str, **fields: JsonValue
) -> Draft:
    """An amendment of the registration that came out on a day of its own."""
    evidence: JsonValue = {**ON_RECORD, "published": published}
    told = {"field": field, "now": now, "evidence": evidence, **fields}
    return step("RegistrationAmended", at, **told | ({} if was is None else {"was": was}))


def skewed(*amendments: Draft, registered: Draft | None = None) -> Seen:
    """What was public on the 10th, when the first of some amendments was not."""
    talks = given(*amendments, registration=registered).talks
    return talks.seen(public_at="2024-09-10")


def test_an_amendment_of_what_was_not_public_yet_sets_what_it_says_and_leaves_a_gap() -> None:
    seen = skewed(
        amends("pools.seats", 90, 100, "2024-09-05", "2024-09-20"),
        amends("pools.seats", 100, 110, "2024-09-06", "2024-09-09"),
    )
    assert seen.registration.totals == {"seats": 110}
    assert seen.negotiation.flags == {"gap": 3}


def test_what_there_is_no_place_for_yet_is_left_and_leaves_a_gap() -> None:
    poll: JsonValue = {"what": "poll", "when": "2024-10-05"}
    count: JsonValue = {"what": "count", "when": "2024-10-08"}
    seen = skewed(
        amends("dates", [poll], [poll, count], "2024-09-05", "2024-09-20"),
        amends("dates.1.when", "2024-10-08", "2024-10-09", "2024-09-06", "2024-09-09"),
        registered=registers(dates=[poll]),
    )
    assert [(each.what, each.status) for each in dates.deadlines(seen)] == [("poll", "passed")]
    assert seen.negotiation.flags == {"gap": 3}


def test_in_full_view_the_same_amendments_leave_no_gap() -> None:
    talks = given(
        amends("pools.seats", 90, 100, "2024-09-05", "2024-09-20"),
        amends("pools.seats", 100, 110, "2024-09-06", "2024-09-09"),
    ).talks
    seen = talks.seen(public_at="2024-09-20")
    assert (seen.registration.totals, seen.negotiation.flags) == ({"seats": 110}, {})


def test_an_amended_deal_whose_own_report_came_out_later_is_still_a_deal() -> None:
    late: JsonValue = {**ON_RECORD, "published": "2024-09-20"}
    talks = given(
        opens(),
        deal(evidence=late, terms=[{"issue": "portfolios", "party": "AAP", "words": "home"}]),
        step(
            "DealAmended",
            "2024-09-08",
            was=[{"issue": "portfolios", "party": "AAP", "words": "home"}],
            now=[{"issue": "portfolios", "party": "AAP", "words": "health"}],
            assent=[{"party": "INC", "by": "joint"}, {"party": "AAP", "by": "joint"}],
            evidence={**ON_RECORD, "published": "2024-09-09"},
        ),
    ).talks
    seen = talks.seen(public_at="2024-09-10")
    assert seen.negotiation.state == "deal_reached"
    assert "gap" in seen.negotiation.flags
    assert [each.words for each in agreement(seen).agreed] == ["health"]


@settings(max_examples=30, deadline=None)
@for_all(st.lists(st.integers(5, 15), min_size=2, max_size=5))
def test_a_chain_of_amendments_is_as_the_last_public_one_says(published: list[int]) -> None:
    chain = [
        amends("pools.seats", 90 + place, 91 + place, f"2024-09-0{place + 1}", f"2024-09-{day:02}")
        for place, day in enumerate(published)
    ]
    talks = given(*chain).talks
    for cut in range(4, 17):
        seen = talks.seen(public_at=f"2024-09-{cut:02}")
        public = [place for place, day in enumerate(published) if day <= cut]
        assert seen.registration.totals == {"seats": 91 + public[-1] if public else 90}
        assert ("gap" in seen.negotiation.flags) == (public != [*range(len(public))])


def answers_at_every_cut(talks: Talks) -> None:
    """Fold what was public by the end of each day, and ask what the answers are made of."""
    for days in range(-1, 50, 3):
        rows = talks.rows(public_at=FIRST + days * DAY)
        seen = look(STREAM, rows, now=NOW)
        standing.status(seen)
        across(None, [seen, seen]), contest.acts_counted([seen])
        agreement(seen), offers(seen), demands(seen), deals(seen), moves(seen)
        claims(seen, before(talks)), dates.deadlines(seen), people.people(seen)


@settings(max_examples=12, deadline=None)
@for_all(st.one_of(drawn(histories), drawn(timely_histories)))
def test_whatever_was_public_when_is_folded_and_answered(talks: Talks) -> None:
    answers_at_every_cut(talks)


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@for_all(st.one_of(histories(), timely_histories()))
def test_whatever_was_public_when_is_folded_and_answered_at_length(talks: Talks) -> None:
    answers_at_every_cut(talks)
