"""Contested: whether a party has said since that the talks stand elsewhere than the record says,
or two have said what cannot both be so.

Source: DOMAIN §4, "Contested"; docs/adr/0010. Positions are taken from on-record words and acts
alone, and from those since the step that set the state: who has said nothing since contests
nothing, however it stood before. What is about a part, such as one term, is no position.
"""

from typing import Final

from parley.negotiation.negotiation import Negotiation
from parley.negotiation.rows import Position, Word
from parley.negotiation.spelling import seat_folder
from parley.negotiation.states import State
from parley.negotiation.steps import (
    CATALOGUE,
    DealReached,
    StatementMade,
    Step,
    TalksCollapsed,
    TalksOpened,
    TalksResumed,
    UnilateralMoveMade,
)

__all__ = ["AGAINST_STATE", "update"]

AGAINST_STATE: Final[dict[State, frozenset[Word]]] = {
    State.PROPOSED: frozenset({"talks", "agreement", "collapse"}),
    State.TALKS_UNDERWAY: frozenset({"agreement", "collapse", "none"}),
    State.DEAL_REACHED: frozenset({"talks", "collapse", "no_agreement"}),
    State.COLLAPSED: frozenset({"talks", "agreement", "no_collapse"}),
}
"""What says that the talks stand elsewhere; before any are recorded, nothing does by itself."""
_AGAINST_WORD: Final[tuple[frozenset[Word], ...]] = tuple(
    frozenset(pair)
    for pair in (
        ("agreement", "no_agreement"),
        ("agreement", "none"),
        ("agreement", "collapse"),
        ("talks", "none"),
        ("talks", "collapse"),
        ("collapse", "no_collapse"),
    )
)
"""Words of two parties that cannot both be so."""
_DENIED: Final[dict[str, Word]] = {
    "collapse": "no_collapse",
    "agreement": "no_agreement",
    "talks": "none",
}
_STATED: Final[dict[str, Word]] = {
    "collapse": "collapse",
    "agreement": "agreement",
    "talks": "talks",
}
"""Proposition -> what confirming it says."""
_OF_A_PART: Final = (
    "ConditionSet",
    "ConcessionMade",
    "DeadlineSet",
    "DemandMade",
    "OfferMade",
    "PartialAgreementReached",
    "UltimatumIssued",
)
"""Types that are about something within the talks: a word on them is none on where these stand."""


def update(negotiation: Negotiation, version: int, step: Step, before: State) -> None:
    """Take in what `step` says about the state, and set or clear the flag."""
    if negotiation.state is not before:
        negotiation.positions.clear()
        negotiation.stated_by = _speaking(negotiation, step)
    of_a_part = isinstance(step, StatementMade) and _of_a_part(negotiation, step)
    negotiation.left[version].of_a_part = of_a_part
    word = _word(negotiation, step, of_a_part=of_a_part)
    if isinstance(step, DealReached):
        for assent in negotiation.assents(step.assent):
            _hold(negotiation, assent.party, "agreement", version)
    elif word is not None:
        for party in negotiation.parties_in(step.by):
            if negotiation.on_record(step, (party,)):
                _hold(negotiation, party, word, version)
    if negotiation.positions:  # who is not in the talks does not contest them
        seated = set(negotiation.at_table)
        negotiation.positions = [each for each in negotiation.positions if each.party in seated]
    if _differ(negotiation) and "closed" not in negotiation.flags:
        negotiation.flags.setdefault("contested", version)
    else:
        negotiation.flags.pop("contested", None)


def _speaking(negotiation: Negotiation, step: Step) -> list[str]:
    """The parties whose own word on record a step is."""
    if isinstance(step, DealReached):
        return [each.party for each in negotiation.assents(step.assent)]
    by = negotiation.parties_in(step.by)
    return [each for each in by if negotiation.on_record(step, (each,))]


def _hold(negotiation: Negotiation, party: str, word: Word, version: int) -> None:
    """Put what a party says now in the place of what it said before."""
    said = Position(party=party, word=word, step=version)
    for place, each in enumerate(negotiation.positions):
        if each.party == party:
            negotiation.positions[place] = said
            return
    negotiation.positions.append(said)


def _word(negotiation: Negotiation, step: Step, *, of_a_part: bool) -> Word | None:
    if isinstance(step, TalksOpened | TalksResumed):
        return "talks"
    if isinstance(step, TalksCollapsed):
        return "collapse"
    if isinstance(step, UnilateralMoveMade):
        away = step.kind == "contest_alone" or _overlaps(negotiation, step)
        return "collapse" if away else None
    if isinstance(step, StatementMade):
        return _stated(negotiation, step, of_a_part=of_a_part)
    return None


def _overlaps(negotiation: Negotiation, step: UnilateralMoveMade) -> bool:
    """Whether a list names what the other side's list names too: as its report says, or as both
    lists show that are on record. A report that counts no such seat says nothing of the kind."""
    if step.overlapping_seats:
        return True
    if step.overlaps is not None and step.overlaps.bounds()[1] != 0:
        return True
    spelt = seat_folder(negotiation.seat_names)
    own, by = {spelt(seat) for seat in step.seats}, set(negotiation.parties_in(step.by))
    others = set(negotiation.at_table) - by
    return any(
        not own.isdisjoint(map(spelt, each.seats))
        for each in negotiation.lists
        if others & set(each.by) and not by & set(each.by)
    )


def _stated(negotiation: Negotiation, step: StatementMade, *, of_a_part: bool) -> Word | None:
    if "claims_talks" in step.stances:
        return "talks"
    if of_a_part:
        return None
    if "claims_agreement" in step.stances:
        return "agreement"
    of = step.proposition or _spoken_of(negotiation, step.about)
    if "denies" in step.stances or "refutes" in step.stances:
        return _DENIED.get(of or "")
    return _STATED.get(of or "") if "confirms" in step.stances else None


def _spoken_of(negotiation: Negotiation, pointer: int | str | None) -> str | None:
    """What a word on a step says of the state: what the step itself is, or claims."""
    spoken_of = negotiation.at(pointer)
    claim = spoken_of.claim
    if claim is not None and "claims_talks" in claim.stances:
        return "talks"
    if claim is not None and "claims_agreement" in claim.stances:
        return "agreement"
    kind = CATALOGUE.get(spoken_of.type)
    return None if kind is None else kind.speaks_of


def _of_a_part(negotiation: Negotiation, step: StatementMade) -> bool:
    """Whether a statement is about a part and not the whole: it names terms or an issue, speaks of
    a step or replies to one that does, or claims agreement with some of several others."""
    if step.issue is not None or step.terms:
        return True
    for pointer in (step.about, step.in_reply_to):
        spoken_of = negotiation.at(pointer)
        if spoken_of.of_a_part or spoken_of.type in _OF_A_PART:
            return True
    if "claims_agreement" not in step.stances or not step.to:
        return False
    others = set(negotiation.at_table) - set(negotiation.parties_in(step.by))
    return not others <= set(negotiation.counterparties(step))


def _differ(negotiation: Negotiation) -> bool:
    if not negotiation.positions:
        return False
    words = {each.word for each in negotiation.positions}
    against = AGAINST_STATE.get(negotiation.state, frozenset())
    behind = {each.party for each in negotiation.positions if each.word not in against}
    behind |= set(negotiation.stated_by)
    return any(pair <= words for pair in _AGAINST_WORD) or any(
        each.word in against and behind != {each.party} for each in negotiation.positions
    )
