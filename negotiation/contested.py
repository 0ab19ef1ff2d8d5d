"""Contested: whether the parties say different things about where the talks stand.

Source: DOMAIN §4, "Contested". Positions are taken from on-record words and acts alone.
"""

from negotiation.negotiation import Negotiation, Position
from negotiation.states import State
from negotiation.steps import (
    AllianceProposed,
    DealBroken,
    DealRatified,
    DealReached,
    PartyWithdrew,
    StatementMade,
    Step,
    TalksCollapsed,
    TalksOpened,
    TalksResumed,
    UnilateralMoveMade,
)

__all__ = ["update"]

_EXPECTED: dict[State, str] = {
    State.TALKS_UNDERWAY: "talks",
    State.DEAL_REACHED: "agreement",
    State.COLLAPSED: "collapse",
}
_SPOKEN_OF = {
    "TalksOpened": "talks",
    "TalksResumed": "talks",
    "DealReached": "agreement",
    "TalksCollapsed": "collapse",
}
_DENIED = {"collapse": "talks", "agreement": "talks", "talks": "none"}


def update(negotiation: Negotiation, version: int, step: Step, before: State) -> None:
    """Take in what `step` says about the state, and set or clear the flag."""
    word = _word(negotiation, step)
    if isinstance(step, DealReached):
        for assent in step.assent:
            name = negotiation.party(assent.party) or assent.party
            negotiation.positions[name] = Position("agreement", version)
    elif word is not None:
        for party in negotiation.parties_in(step.by):
            if negotiation.on_record(step, (party,)):
                negotiation.positions[party] = Position(word, version)
    elif negotiation.state is not before and isinstance(
        step, AllianceProposed | DealBroken | DealRatified | PartyWithdrew
    ):
        # One party's own act ended the earlier state; nobody can hold another view of that act.
        negotiation.positions.clear()
    if _differ(negotiation) and "closed" not in negotiation.flags:
        negotiation.flags.setdefault("contested", version)
    else:
        negotiation.flags.pop("contested", None)


def _word(negotiation: Negotiation, step: Step) -> str | None:
    if isinstance(step, TalksOpened | TalksResumed):
        return "talks"
    if isinstance(step, TalksCollapsed):
        return "collapse"
    if isinstance(step, UnilateralMoveMade):
        away = step.kind == "contest_alone" or step.overlaps is not None
        return "collapse" if away or step.overlapping_seats else None
    if isinstance(step, StatementMade):
        return _stated(negotiation, step)
    return None


def _stated(negotiation: Negotiation, step: StatementMade) -> str | None:
    if "claims_talks" in step.stances:
        return "talks"
    if "claims_agreement" in step.stances:
        return "agreement"
    about: str | None = step.proposition
    if about is None and isinstance(step.about, int):
        about = _SPOKEN_OF.get(negotiation.types.get(step.about, ""))
    if about not in _DENIED:
        return None
    if "denies" in step.stances or "refutes" in step.stances:
        return _DENIED[about]
    if "confirms" in step.stances:
        return about
    return None


def _differ(negotiation: Negotiation) -> bool:
    words = {position.word for position in negotiation.positions.values()}
    if len(words) > 1:
        return True
    expected = _EXPECTED.get(negotiation.state)
    return expected is not None and bool(words) and words != {expected}
