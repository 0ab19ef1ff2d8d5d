"""What holds of claims, agreements, sums and seats for every history."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.events.canonical import JsonValue
from parley.negotiation.account import Believed
from parley.negotiation.registration import NegotiationRegistered, totals_of
from parley.negotiation.steps import DealReached
from parley.negotiation.views import agreed, claims, corrections, moves, proposals, seats
from parley.negotiation.views.seats import seat_folder
from parley.negotiation.views.seen import Seen
from parley.negotiation.views.sums import sums
from tests.negotiation.bargaining import REGISTRATION, moments
from tests.negotiation.claiming import claiming
from tests.negotiation.drawn import drawn
from tests.negotiation.reference_answers import Told, written_class
from tests.negotiation.reference_claims import (
    agreed_terms,
    claimed_steps,
    early_claims,
    open_issues,
    shared_list_seats,
    shared_seats,
    statuses_of_claims,
    verdict_of_deal,
)
from tests.negotiation.reference_offers import amended_by
from tests.negotiation.talks import NOW, Talks, look
from tests.negotiation.words import STREAM, step

quick = settings(max_examples=60, deadline=None)


def told(steps: list[Believed]) -> list[Told]:
    return [
        Told(
            each.version, each.step, written_class([one.attribution for one in each.step.evidence])
        )
        for each in steps
    ]


def seen_and_told(talks: Talks, as_of: int) -> tuple[Seen, NegotiationRegistered, list[Told]]:
    account = talks.account()
    seen = look(STREAM, talks.rows(), now=NOW, as_of=as_of)
    assert isinstance(account.registration, NegotiationRegistered)
    return seen, account.registration, told(account.steps[: len(seen.steps)])


def before(talks: Talks, as_of: int | None = None) -> corrections.Before:
    """The same view with fewer entries; in these tests a position is a version."""

    def seen(position: int) -> Seen | None:
        if position < 1:
            return None
        return look(STREAM, talks.rows(upto=position), now=NOW, as_of=as_of)

    return seen


@quick
@given(drawn(claiming), moments)
def test_every_claim_has_the_status_that_the_slow_reference_gives_it(
    talks: Talks, as_of: int
) -> None:
    claims_are_the_references(talks, as_of)


def claims_are_the_references(talks: Talks, as_of: int) -> None:
    seen, registration, steps = seen_and_told(talks, as_of)
    found = claims.claims(seen, before(talks, as_of))
    shown = [(each.version, each.status) for each in found if each.status != "retracted"]
    assert shown == statuses_of_claims(registration, steps)
    early = [(c.version, c.premature.first_agreement) for c in found if c.premature is not None]
    believed = [each for each in early if each[0] in seen.visible]
    assert believed == early_claims(registration, steps)
    for each in found:
        assert each.because


@quick
@given(drawn(claiming), moments)
def test_what_is_agreed_claimed_and_open_is_what_the_slow_reference_works_out(
    talks: Talks, as_of: int
) -> None:
    agreements_are_the_references(talks, as_of)


def agreements_are_the_references(talks: Talks, as_of: int) -> None:
    seen, registration, steps = seen_and_told(talks, as_of)
    found = agreed.agreement(seen)
    shown = {
        (each.version, each.issue, each.quantity, each.seats)
        for each in found.agreed
        if each.line is not None
    }
    reference = agreed_terms(registration, steps)
    assert shown == {(v, term.issue, term.quantity, term.seats) for v, term in reference}
    assert list(dict.fromkeys(each.version for each in found.claimed)) == claimed_steps(
        registration, steps
    )
    assert {(each.issue, each.pool) for each in found.open} == open_issues(registration, steps)
    for each in found.ended:
        assert each.ended_by in seen.visible


@quick
@given(drawn(claiming), moments)
def test_every_deals_sum_has_the_verdict_of_the_slow_reference(talks: Talks, as_of: int) -> None:
    sums_are_the_references(talks, as_of)


@st.composite
def growing(draw: st.DrawFn) -> Talks:
    """Figures for both parties, between amendments of the pool that they draw on."""
    talks = Talks()
    talks.record(REGISTRATION)
    for _ in range(draw(st.integers(3, 8))):
        at = f"2024-09-0{draw(st.integers(1, 4))}"
        if draw(st.booleans()):
            was, now = talks.negotiation.pools["seats"], draw(st.sampled_from((60, 80, 100)))
            talks.record(step("RegistrationAmended", at, field="pools.seats", was=was, now=now))
        else:
            terms: list[JsonValue] = [
                {"issue": "seat_count", "quantity": "30", "party": party}
                for party in ("INC", "AAP")
            ]
            talks.record(step("StatementMade", at, by="INC", stances="leak", terms=terms))
    return talks


@quick
@given(drawn(growing), moments)
def test_every_sum_is_held_against_the_pool_that_the_slow_reference_walks_to(
    talks: Talks, as_of: int
) -> None:
    sums_are_the_references(talks, as_of)


def sums_are_the_references(talks: Talks, as_of: int) -> None:
    seen, registration, steps = seen_and_told(talks, as_of)
    shown = {
        each.version: (each.verdict, each.by_low, each.by_high)
        for each in sums(seen)
        if each.basis == "step" and each.against == "pool"
    }
    places = {each.version: place for place, each in enumerate(steps)}
    for one in sums(seen):
        if one.against == "pool":
            upto = places[one.version] if one.basis == "step" else len(steps)
            stood = amended_by(registration, steps[:upto])
            assert one.total_low == totals_of(stood.pools)["seats"]
    for place, each in enumerate(steps):
        if isinstance(each.step, DealReached):
            reference = verdict_of_deal(registration, steps, place)
            if reference is not None:
                assert shown[each.version] == reference


@quick
@given(drawn(claiming), moments)
def test_every_seat_of_two_parties_is_what_the_slow_reference_finds(
    talks: Talks, as_of: int
) -> None:
    seats_are_the_references(talks, as_of)


def seats_are_the_references(talks: Talks, as_of: int) -> None:
    seen, registration, steps = seen_and_told(talks, as_of)
    standing = [
        (each.version, each.line)
        for each in (*proposals.offers(seen), *proposals.demands(seen))
        if each.status in ("open", "accepted")
    ]
    fold = seat_folder(seen)
    shown = {
        fold(each.seat): (set(each.parties), set(each.friendly))
        for each in seats.seats_of_two(seen)
    }
    assert shown == shared_seats(registration, steps, standing)
    overlaps = {
        move.version: {(each.version, fold(name)) for each in move.overlaps for name in each.seats}
        for move in moves.moves(seen)
    }
    assert overlaps == shared_list_seats(registration, steps)


@quick
@given(drawn(claiming))
def test_what_we_took_back_is_shown_as_taken_back_and_nowhere_else(talks: Talks) -> None:
    seen = look(STREAM, talks.rows(), now=NOW)
    found = claims.claims(seen, before(talks))
    gone = {row.target for row in seen.corrections() if row.effect == "retract" and row.in_force}
    for each in found:
        assert (each.status == "retracted") == (each.version in gone)
    ours = corrections.ours(seen, before(talks))
    assert [each.version for each in ours] == [row.step for row in seen.corrections()]
    for item in ours:
        assert (item.after is None) == (item.what == "retract" and item.target != 1)


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(claiming(), moments)
def test_all_of_it_at_length(talks: Talks, as_of: int) -> None:
    claims_are_the_references(talks, as_of)
    agreements_are_the_references(talks, as_of)
    sums_are_the_references(talks, as_of)
    seats_are_the_references(talks, as_of)
