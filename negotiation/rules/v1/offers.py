"""Guards of offers, demands, concessions and conditions.

Source: DOMAIN §3, rows 10 to 17; §4, "Offer status".
"""

from parley.negotiation.negotiation import Negotiation
from parley.negotiation.rows import OfferRow
from parley.negotiation.rules.v1.refusing import listed, no_such, refused
from parley.negotiation.states import Refusal
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
        return refused(
            receivers_are_others,
            f"{listed(both)} stands on both sides",
            "name the giver and then the receiver: `parley offer BY TO QUANTITY`",
        )
    if negotiation.receivers(step):
        return None
    return refused(receivers_are_others, "nobody is left to receive it", "name the receiver")


def offer_can_be_taken_back(negotiation: Negotiation, step: OfferWithdrawn) -> Refusal | None:
    """The giver's own offer, not accepted and not withdrawn; a rejected one may be."""
    rows = negotiation.offers.get(step.offer, []) if isinstance(step.offer, int) else []
    if not rows:
        return no_such(offer_can_be_taken_back, negotiation, step.offer, "an offer")
    row = rows[0]
    if not set(negotiation.actors(step.by)) <= set(row.by):
        return refused(
            offer_can_be_taken_back,
            f"the offer of v{row.step} is {'+'.join(row.by)}'s",
            "only who made an offer takes it back; a refusal is `parley reject`",
        )
    for each in rows:
        ended = each.accepted_by or each.withdrawn_by
        if ended is not None:
            how = "accepted" if each.accepted_by else "withdrawn"
            return refused(
                offer_can_be_taken_back,
                f"the offer of v{row.step} was {how} by v{ended}",
                "a deal that ends is `parley break`" if each.accepted_by else "nothing to do",
            )
    return None


def offer_is_open_for_accepter(negotiation: Negotiation, step: OfferAccepted) -> Refusal | None:
    """The offer stands, for this accepter, at that time (DOMAIN §4, "Offer status")."""
    rows = negotiation.offers.get(step.offer, []) if isinstance(step.offer, int) else []
    if not rows:
        return no_such(offer_is_open_for_accepter, negotiation, step.offer, "an offer")
    accepters = negotiation.actors(step.by)
    late = "a late acceptance is a StatementMade (`parley say BY welcomes`)"
    if set(accepters) & set(rows[0].by):
        return refused(
            offer_is_open_for_accepter,
            f"{listed(set(accepters) & set(rows[0].by))} made the offer of v{step.offer} itself",
            "the one who receives an offer accepts it",
        )
    for accepter in accepters:
        theirs = [row for row in rows if row.to == accepter]
        if not theirs:
            return refused(
                offer_is_open_for_accepter,
                f"the offer of v{step.offer} is not made to {accepter}",
                f"it is made to {', '.join(sorted({row.to for row in rows}))}",
            )
        ended = _ended(theirs, negotiation, step)
        if ended is not None:
            return refused(offer_is_open_for_accepter, f"the offer of v{step.offer} {ended}", late)
        replaced = [row for row in theirs if row.superseded_by is not None]
        if replaced:
            return _superseded(theirs, replaced)
    return None


def _ended(rows: list[OfferRow], negotiation: Negotiation, step: Step) -> str | None:
    first = rows[0]
    for word, version in (
        ("was accepted", first.accepted_by),
        ("was withdrawn", first.withdrawn_by),
        ("was rejected", first.rejected_by),
        ("lapsed", first.lapsed_by),
    ):
        if version is not None:
            return f"{word} by v{version}"
    if first.expires_at is not None and (
        first.expires_at <= negotiation.bounds(step.occurred).earliest
    ):
        return f"expired ({first.expires})"
    return None


def _superseded(rows: list[OfferRow], replaced: list[OfferRow]) -> Refusal:
    """An acceptance takes an offer as a whole, so every line of it has to stand."""
    first = replaced[0]
    hint = f"accept the later one: `parley accept {first.to} {first.superseded_by}`"
    if len(replaced) == len(rows):
        what = f"the offer of v{first.step}"
    else:
        what = f"the {first.issue.replace('_', ' ')} in the offer of v{first.step}"
        hint += "; what still stands of this one is agreed with `parley partial`"
    return refused(
        offer_is_open_for_accepter, f"{what} was superseded by v{first.superseded_by}", hint
    )


def something_is_rejected(negotiation: Negotiation, step: OfferRejected) -> Refusal | None:
    """An offer or a demand by who received it; a meeting, a proposal or free words by anybody."""
    if step.rejected is None:
        if step.words is not None:
            return None
        return refused(
            something_is_rejected,
            "it does not say what is rejected",
            "point at the offer (`parley reject BY STEP`) or say it in words (`--words`)",
        )
    if not isinstance(step.rejected, int):
        return None
    kind = negotiation.types.get(step.rejected)
    if kind not in ("OfferMade", "DemandMade", "MeetingHeld", "AllianceProposed"):
        return no_such(
            something_is_rejected, negotiation, step.rejected, "an offer, a demand or a meeting"
        )
    rows = negotiation.offers.get(step.rejected) or negotiation.demands.get(step.rejected, [])
    others = set(negotiation.actors(step.by)) - {row.to for row in rows}
    if not rows or not others:
        return None
    what = "offer" if kind == "OfferMade" else "demand"
    own = "`parley withdraw`" if kind == "OfferMade" else "`parley concede`"
    return refused(
        something_is_rejected,
        f"the {what} of v{step.rejected} is not made to {listed(others)}, but to"
        f" {listed({row.to for row in rows})}",
        f"only who received it rejects it; who made it takes it back with {own}, and what"
        " others think of it is `parley say BY rebuffs --about STEP`",
    )


def something_is_dropped(negotiation: Negotiation, step: ConcessionMade) -> Refusal | None:
    """A demand, veto, claim or condition by who made it, or free words with evidence."""
    if step.dropped is None:
        if step.words is not None:
            return None
        return refused(
            something_is_dropped,
            "it does not say what is conceded",
            "point at the demand (`parley concede BY STEP`) or say it in words (`--words`)",
        )
    if not isinstance(step.dropped, int):
        return None
    kind = negotiation.types.get(step.dropped)
    if kind not in ("DemandMade", "ConditionSet", "StatementMade", "UltimatumIssued"):
        return no_such(something_is_dropped, negotiation, step.dropped, "a demand or a condition")
    makers = _makers(negotiation, step.dropped)
    others = set(negotiation.actors(step.by)) - makers
    if not makers or not others:
        return None
    return refused(
        something_is_dropped,
        f"v{step.dropped} is {listed(makers)}'s, and {listed(others)} cannot drop it",
        "only who asked for something drops it; who grants it makes an offer (`parley offer`), and"
        " a condition that is met or waived is `parley condition met STEP`",
    )


def _makers(negotiation: Negotiation, version: int) -> set[str]:
    """Who demanded, set, claimed or threatened what stands at `version`; nobody for a statement
    that claims nothing."""
    condition, claim = negotiation.conditions.get(version), negotiation.claims.get(version)
    rows = (
        *negotiation.demands.get(version, []),
        *negotiation.deadlines.get(version, []),
        *(each for each in (condition, claim) if each is not None),
    )
    return {each for row in rows for each in row.by}


def condition_is_unsettled(negotiation: Negotiation, step: ConditionResolved) -> Refusal | None:
    """The condition stands open, or has failed and is met after all."""
    if not isinstance(step.condition, int):
        return None
    row = negotiation.conditions.get(step.condition)
    if row is None:
        return no_such(condition_is_unsettled, negotiation, step.condition, "a condition")
    if not row.resolutions or row.resolutions[-1][1] == "failed":
        return None
    version, outcome = row.resolutions[-1]
    return refused(
        condition_is_unsettled,
        f"the condition of v{row.step} is {outcome} since v{version}",
        f"a second source for it is `parley cite {version}`",
    )
