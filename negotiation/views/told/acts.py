"""Which act a step is: one word of a closed set for each type, stance and scope.

Whoever tells a step, and whoever tells another that speaks of it, calls it the same.
"""

from typing import Final

from parley.negotiation import rows
from parley.negotiation.views.told.facts import Act

__all__ = ["STANCES", "act_of"]

STANCES: Final[tuple[tuple[str, Act], ...]] = (
    ("claims_agreement", "claimed_agreement"),
    ("claims_talks", "claimed_talks"),
    ("denies", "denied"),
    ("refutes", "refuted"),
    ("corrects", "corrected"),
    ("confirms", "confirmed"),
    ("leak", "leaked"),
    ("accuses", "accused"),
    ("attacks", "attacked"),
)
"""Stance -> what was done with the words, the first that a statement has."""
_TYPES: Final[dict[str, Act]] = {
    "AllianceProposed": "sought_alliance",
    "PartyJoined": "joined",
    "PartyWithdrew": "left",
    "NegotiatorAppointed": "named",
    "MandateChanged": "mandated",
    "TenureChanged": "changed_task",
    "VoteHeld": "voted",
    "TalksOpened": "opened_talks",
    "MeetingHeld": "met",
    "TalksSuspended": "suspended",
    "TalksResumed": "resumed_talks",
    "DemandMade": "demanded",
    "OfferMade": "offered",
    "OfferWithdrawn": "withdrew_offer",
    "OfferAccepted": "accepted",
    "OfferRejected": "rejected",
    "ConcessionMade": "conceded",
    "ConditionSet": "set_condition",
    "ConditionResolved": "resolved_condition",
    "DeadlineSet": "set_date",
    "DeadlineExtended": "moved_date",
    "UltimatumIssued": "gave_ultimatum",
    "PartialAgreementReached": "claimed_part",
    "DealReached": "agreed",
    "DealAmended": "amended",
    "DealRatified": "ratified",
    "TermFollowed": "followed_term",
    "DealBroken": "left_deal",
    "TalksCollapsed": "declared_over",
    "NegotiationClosed": "closed",
}
_SCOPED: Final[dict[str, Act]] = {"TalksSuspended": "set_aside", "TalksResumed": "took_up"}
"""Types that, with a scope, are about that issue alone."""


def act_of(step: rows.StepRow) -> Act:
    """What was done with a step, whoever tells of it."""
    if step.type == "StatementMade":
        return next((act for stance, act in STANCES if stance in step.stances), "said")
    if step.type in _SCOPED and step.facts.get("scope") is not None:
        return _SCOPED[step.type]
    if step.type == "MeetingHeld" and step.facts.get("internal") is True:
        return "met_among_itself"
    if step.type == "MeetingHeld" and step.facts.get("mode") == "phone":
        return "telephoned"
    return _TYPES.get(step.type, "did")
