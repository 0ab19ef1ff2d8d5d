"""Guards of offers, demands, concessions and conditions.

Source: DOMAIN §3, rows 10 to 17; §4, "Offer status".
"""

from parley.negotiation.left import Left
from parley.negotiation.negotiation import Negotiation
from parley.negotiation.refusals import Refusal, names, refused
from parley.negotiation.rows import OfferRow
from parley.negotiation.rules.v1.refusing import no_such
from parley.negotiation.steps import (
    ConcessionMade,
    ConditionResolved,
    DemandMade,
    OfferAccepted,
    OfferMade,
    OfferRejected,
    OfferWithdrawn,
    Step,
)

__all__ = [
    "condition_is_unsettled",
    "offer_can_be_taken_back",
    "offer_is_open_for_accepter",
    "receivers_are_others",
    "something_is_dropped",
    "something_is_rejected",
]


def receivers_are_others(negotiation: Negotiation, step: OfferMade | DemandMade) -> Refusal | None:
    """Nobody offers to, or demands of, itself."""
    both = set(negotiation.actors(step.by)) & set(negotiation.receivers(step))
    if both:
        return refused(receivers_are_others, "on_both_sides", parties=names(both))
    if negotiation.receivers(step):
        return None
    return refused(receivers_are_others, "no_receiver")


def offer_can_be_taken_back(negotiation: Negotiation, step: OfferWithdrawn) -> Refusal | None:
    """The giver's own offer, not accepted and not withdrawn; a rejected one may be."""
    rows = negotiation.at(step.offer).offers
    if not rows:
        return no_such(offer_can_be_taken_back, negotiation, step.offer, "no_offer")
    row = rows[0]
    if not set(negotiation.actors(step.by)) <= set(row.by):
        return refused(offer_can_be_taken_back, "offer_of_others", step=row.step, makers=[*row.by])
    for each in rows:
        ended = each.accepted_by or each.withdrawn_by
        if ended is not None:
            case = "offer_accepted" if each.accepted_by else "offer_withdrawn"
            return refused(offer_can_be_taken_back, case, step=row.step, ended=ended)
    return None


def offer_is_open_for_accepter(negotiation: Negotiation, step: OfferAccepted) -> Refusal | None:
    """The offer stands, for this accepter, at that time (DOMAIN §4, "Offer status")."""
    rows = negotiation.at(step.offer).offers
    if not rows:
        return no_such(offer_is_open_for_accepter, negotiation, step.offer, "no_offer")
    accepters = negotiation.actors(step.by)
    own = set(accepters) & set(rows[0].by)
    if own:
        return refused(offer_is_open_for_accepter, "own_offer", parties=names(own), step=step.offer)
    for accepter in accepters:
        theirs = [row for row in rows if row.to == accepter]
        if not theirs:
            return refused(
                offer_is_open_for_accepter,
                "not_made_to",
                step=step.offer,
                party=accepter,
                receivers=names(row.to for row in rows),
            )
        ended = _ended(theirs[0], negotiation, step)
        if ended is not None:
            return ended
        replaced = [row for row in theirs if _is_replaced(row)]
        if replaced:
            return _superseded(theirs, replaced)
    return None


def _ended(row: OfferRow, negotiation: Negotiation, step: Step) -> Refusal | None:
    guard = offer_is_open_for_accepter
    for case, version in (
        ("accepted_already", row.accepted_by),
        ("accepted_after_withdrawal", row.withdrawn_by),
        ("accepted_after_rejection", row.rejected_by),
        ("accepted_after_lapse", row.lapsed_by),
    ):
        if version is not None:
            return refused(guard, case, step=row.step, ended=version)
    if row.expires_at is not None and row.expires_at <= negotiation.bounds(step.occurred).earliest:
        return refused(guard, "accepted_after_expiry", step=row.step, expires=row.expires)
    return None


def _is_replaced(row: OfferRow) -> bool:
    """Whether its giver, or a report as good as the one of it, put another in its place. Another
    report of the same side's offers takes nothing off the table, nor does hearsay."""
    return row.superseded_as in ("pointer", "own_word")


def _superseded(rows: list[OfferRow], replaced: list[OfferRow]) -> Refusal:
    """An acceptance takes an offer as a whole, so every line of it has to stand."""
    first = replaced[0]
    return refused(
        offer_is_open_for_accepter,
        "superseded" if len(replaced) == len(rows) else "superseded_in_part",
        step=first.step,
        issue=first.issue,
        later=first.superseded_by,
        accepter=first.to,
    )


def something_is_rejected(negotiation: Negotiation, step: OfferRejected) -> Refusal | None:
    """An offer or a demand by who received it; a meeting, a proposal or free words by anybody."""
    if step.rejected is None:
        if step.words is not None:
            return None
        return refused(something_is_rejected, "nothing_rejected")
    if not isinstance(step.rejected, int):
        return None
    rejected = negotiation.at(step.rejected)
    if rejected.type not in ("OfferMade", "DemandMade", "MeetingHeld", "AllianceProposed"):
        return no_such(something_is_rejected, negotiation, step.rejected, "not_to_be_rejected")
    rows = rejected.offers or rejected.demands
    acting = {each for each in negotiation.actors(step.by) if not each.startswith("described:")}
    others = acting - {row.to for row in rows}
    if not rows or not others:
        return None
    return refused(
        something_is_rejected,
        "offer_made_to_others" if rejected.type == "OfferMade" else "demand_made_to_others",
        step=step.rejected,
        others=names(others),
        receivers=names(row.to for row in rows),
    )


def something_is_dropped(negotiation: Negotiation, step: ConcessionMade) -> Refusal | None:
    """A demand, veto, claim or condition by who made it, or free words with evidence."""
    if step.dropped is None:
        if step.words is not None:
            return None
        return refused(something_is_dropped, "nothing_dropped")
    if not isinstance(step.dropped, int):
        return None
    dropped = negotiation.at(step.dropped)
    if dropped.type not in ("DemandMade", "ConditionSet", "StatementMade", "UltimatumIssued"):
        return no_such(something_is_dropped, negotiation, step.dropped, "not_to_be_dropped")
    makers = _makers(dropped)
    others = set(negotiation.actors(step.by)) - makers
    if not makers or not others:
        return None
    return refused(
        something_is_dropped,
        "asked_by_others",
        step=step.dropped,
        makers=names(makers),
        others=names(others),
    )


def _makers(left: Left) -> set[str]:
    """Who demanded, set, claimed or threatened what a step left; nobody for a statement that
    claims nothing."""
    rows = (
        *left.demands,
        *left.deadlines,
        *(each for each in (left.condition, left.claim) if each is not None),
    )
    return {each for row in rows for each in row.by}


def condition_is_unsettled(negotiation: Negotiation, step: ConditionResolved) -> Refusal | None:
    """The condition stands open, or has failed and is met after all."""
    if not isinstance(step.condition, int):
        return None
    row = negotiation.at(step.condition).condition
    if row is None:
        return no_such(condition_is_unsettled, negotiation, step.condition, "no_condition")
    if not row.resolutions or row.resolutions[-1][1] == "failed":
        return None
    version, outcome = row.resolutions[-1]
    return refused(
        condition_is_unsettled,
        "condition_settled",
        step=row.step,
        outcome=outcome,
        settled=version,
    )
