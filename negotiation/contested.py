"""Contested: whether a party has said since that the talks stand elsewhere than the record says.

Source: DOMAIN §4, "Contested". Positions are taken from on-record words and acts alone, and from
those since the step that set the state: who has said nothing since contests nothing, however it
stood before.
"""

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

__all__ = ["update"]

_EXPECTED: dict[State, Word] = {
    State.PROPOSED: "none",
    State.TALKS_UNDERWAY: "talks",
    State.DEAL_REACHED: "agreement",
    State.COLLAPSED: "collapse",
}
"""What a party that contests nothing would say; none = there are no talks yet."""
_DENIED: dict[Word, Word] = {"collapse": "talks", "agreement": "talks", "talks": "none"}


def update(negotiation: Negotiation, version: int, step: Step, before: State) -> None:
    """Take in what `step` says about the state, and set or clear the flag."""
    if negotiation.state is not before:
        negotiation.positions.clear()
    word = _word(negotiation, version, step)
    if isinstance(step, DealReached):
        for assent in step.assent:
            name = negotiation.party(assent.party) or assent.party
            _hold(negotiation, name, "agreement", version)
    elif word is not None:
        for party in negotiation.parties_in(step.by):
            if negotiation.on_record(step, (party,)):
                _hold(negotiation, party, word, version)
    # Who is not in the talks does not contest them.
    seated = set(negotiation.at_table)
    negotiation.positions = [each for each in negotiation.positions if each.party in seated]
    if _differ(negotiation) and "closed" not in negotiation.flags:
        negotiation.flags.setdefault("contested", version)
    else:
        negotiation.flags.pop("contested", None)


def _hold(negotiation: Negotiation, party: str, word: Word, version: int) -> None:
    """Put what a party says now in the place of what it said before."""
    said = Position(party=party, word=word, step=version)
    for place, each in enumerate(negotiation.positions):
        if each.party == party:
            negotiation.positions[place] = said
            return
    negotiation.positions.append(said)


def _word(negotiation: Negotiation, version: int, step: Step) -> Word | None:
    if isinstance(step, TalksOpened | TalksResumed):
        return "talks"
    if isinstance(step, TalksCollapsed):
        return "collapse"
    if isinstance(step, UnilateralMoveMade):
        away = step.kind == "contest_alone" or _overlaps(negotiation, version, step)
        return "collapse" if away else None
    if isinstance(step, StatementMade):
        return _stated(negotiation, step)
    return None


def _overlaps(negotiation: Negotiation, version: int, step: UnilateralMoveMade) -> bool:
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
        not own.isdisjoint(map(spelt, row.seats))
        for other, row in negotiation.moves.items()
        if other != version
        and row.attribution_class == "on_record"
        and others & set(row.by)
        and not by & set(row.by)
    )


def _stated(negotiation: Negotiation, step: StatementMade) -> Word | None:
    if "claims_talks" in step.stances:
        return "talks"
    if "claims_agreement" in step.stances:
        return "agreement" if _of_the_whole(negotiation, step) else None
    of = step.proposition
    if of is None and isinstance(step.about, int):
        kind = CATALOGUE.get(negotiation.types.get(step.about, ""))
        of = None if kind is None else kind.speaks_of
    about = next((word for word in _DENIED if word == of), None)
    if about is None:
        return None
    if "denies" in step.stances or "refutes" in step.stances:
        expected = _EXPECTED.get(negotiation.state)
        # Who denies what is not the state anyway says nothing against the state.
        return _DENIED[about] if expected is None or about == expected else expected
    if "confirms" in step.stances:
        return about
    return None


def _of_the_whole(negotiation: Negotiation, step: StatementMade) -> bool:
    """Whether everybody at the table is said to agree on everything: terms and an issue are parts
    of it, and whoever agrees with one of several says nothing of the others."""
    others = set(negotiation.at_table) - set(negotiation.parties_in(step.by))
    of_all = not step.to or others <= set(negotiation.counterparties(step))
    return of_all and step.issue is None and not step.terms


def _differ(negotiation: Negotiation) -> bool:
    expected = _EXPECTED.get(negotiation.state)
    return any(expected not in (None, position.word) for position in negotiation.positions)
