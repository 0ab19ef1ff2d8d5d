"""Folding: what one step that stands changes in its negotiation.

evolve() never refuses. A step that stands was judged when it was recorded; where steps before it
are missing from view (DOMAIN §3, "Cut"), its target state is taken and the gap is flagged.
"""

from collections.abc import Callable
from typing import Any

from msgspec import Struct

from parley.negotiation import contested, reported
from parley.negotiation.folding import dates, deals, granting, offers, people, words
from parley.negotiation.folding.fold import Fold
from parley.negotiation.negotiation import Negotiation
from parley.negotiation.rows import (
    AttemptRow,
    RowStruct,
)
from parley.negotiation.rules.rulebook import Rules
from parley.negotiation.states import State
from parley.negotiation.steps import (
    ConcessionMade,
    ConditionResolved,
    ConditionSet,
    DeadlineExtended,
    DeadlineSet,
    DealAmended,
    DealRatified,
    DealReached,
    DemandMade,
    MandateChanged,
    MeetingHeld,
    NegotiationClosed,
    NegotiatorAppointed,
    OfferAccepted,
    OfferMade,
    OfferRejected,
    OfferWithdrawn,
    PartialAgreementReached,
    PartyJoined,
    PartyWithdrew,
    RegistrationAmended,
    StatementMade,
    Step,
    TalksOpened,
    TalksResumed,
    TalksSuspended,
    TenureChanged,
    TermFollowed,
    UltimatumIssued,
    UnilateralMoveMade,
    VoteHeld,
)

__all__ = ["HANDLERS", "Effect", "evolve"]


class Effect(Struct):
    """What one step did."""

    before: State
    after: State
    branch: int | None
    """Which branch of the rules it took; None where an earlier step is not in view."""
    touched: list[RowStruct]


def evolve(negotiation: Negotiation, version: int, step: Step, rules: Rules) -> Effect:
    """Fold one step into `negotiation`, in place; answers what it did."""
    fold = Fold(negotiation, version, step)
    before = negotiation.state
    branch = rules.transitions.branch(negotiation, step)
    if branch is None:
        after = rules.transitions.assumed(negotiation, step)
        negotiation.flags.setdefault("gap", version)
    else:
        after = rules.transitions.table[before, type(step).__name__][branch].to
    dates.meet_deadlines(fold, step)
    handler = HANDLERS.get(type(step))
    if handler is not None:
        handler(fold, step)
    dates.end_announced(fold, step)
    granting.answer(fold, step)
    if after is not before:
        _enter(fold, before, after)
    elif negotiation.attempt and after is State.TALKS_UNDERWAY and not _closed(negotiation):
        negotiation.attempt.last_step = version
        fold.touch(negotiation.attempt)
    contested.update(negotiation, version, step, before)
    reported.update(negotiation, version, step, before)
    return Effect(before, after, branch, fold.touched)


def _closed(negotiation: Negotiation) -> bool:
    return "closed" in negotiation.flags


def _enter(fold: Fold, before: State, after: State) -> None:
    """What a change of state brings with it (DOMAIN §3, "Flags")."""
    negotiation, version = fold.negotiation, fold.version
    negotiation.state, negotiation.since = after, version
    if before is State.TALKS_UNDERWAY:
        negotiation.flags.pop("suspended", None)
        negotiation.parked.clear()
        attempt = negotiation.attempt
        if attempt is not None:
            attempt.last_step, attempt.ended_by, attempt.ended_in = version, version, after.value
            fold.touch(attempt)
    if after is State.TALKS_UNDERWAY:
        negotiation.attempt = AttemptRow(step=version, last_step=version)
        fold.touch(negotiation.attempt)
    if before is State.DEAL_REACHED:
        negotiation.flags.pop("ratification_pending", None)
        negotiation.pending.clear()
        for deal in negotiation.deals:
            deal.ended_by = version
            fold.touch(deal)
        negotiation.deals.clear()
        deals.end_terms(fold, negotiation.terms)
    if after in (State.DEAL_REACHED, State.COLLAPSED):
        negotiation.flags.pop("in_principle", None)
        negotiation.flags.pop("partial", None)
        offers.lapse_open(fold)
        deals.end_terms(
            fold, deals.replaced(fold) if after is State.DEAL_REACHED else negotiation.terms
        )


HANDLERS: dict[type[Step], Callable[[Fold, Any], None]] = {
    PartyJoined: people.party_joined,
    PartyWithdrew: people.party_withdrew,
    NegotiatorAppointed: people.negotiator_appointed,
    MandateChanged: people.mandate_changed,
    TenureChanged: people.tenure_changed,
    VoteHeld: deals.vote_held,
    MeetingHeld: people.meeting_held,
    TalksOpened: people.talks_opened,
    TalksSuspended: words.talks_suspended,
    TalksResumed: words.talks_resumed,
    DemandMade: offers.demand_made,
    OfferMade: offers.offer_made,
    OfferWithdrawn: offers.offer_withdrawn,
    OfferAccepted: offers.offer_accepted,
    OfferRejected: offers.offer_rejected,
    ConcessionMade: offers.concession_made,
    ConditionSet: dates.condition_set,
    ConditionResolved: dates.condition_resolved,
    DeadlineSet: dates.deadline_set,
    DeadlineExtended: dates.deadline_extended,
    UltimatumIssued: dates.ultimatum_issued,
    PartialAgreementReached: deals.partial_agreement,
    DealReached: deals.deal_reached,
    DealAmended: deals.deal_amended,
    DealRatified: deals.deal_ratified,
    TermFollowed: deals.term_followed,
    UnilateralMoveMade: words.unilateral_move,
    StatementMade: words.statement_made,
    NegotiationClosed: deals.negotiation_closed,
    RegistrationAmended: dates.registration_amended,
}
"""Each handler takes exactly the step type that it stands beside."""
