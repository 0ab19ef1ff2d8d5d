"""Lists against the deal and seats of two parties, worked out slowly from DOMAIN §4.

Questions 13 and 14. Every number that a figure allows is tried against every other. No row and no
view of ours is read; what DOMAIN leaves open is decided as docs/adr/0019 says.
"""

from collections.abc import Sequence

from msgspec import Struct

from parley.negotiation.quantities import Quantity
from parley.negotiation.registration import NegotiationRegistered
from parley.negotiation.steps import DemandMade, OfferMade, StatementMade, Term, UnilateralMoveMade
from tests.negotiation.reference_answers import Told, short, stands
from tests.negotiation.reference_claims import agreed_terms, seat
from tests.negotiation.reference_offers import actors, amended_by, shares

__all__ = ["ShareTold", "against_the_deal", "chosen_list", "holds", "lists_told"]

OF_SEATS = ("seat_count", "constituencies", "seat_swap")
Given = tuple[str, Quantity | None, tuple[str, ...], str]
"""(party, number, names, issue)"""


class ShareTold(Struct, frozen=True):
    """One party's seats in a list and in the deal; seats in the registered spelling."""

    party: str
    removed: frozenset[str]
    added: frozenset[str]
    by: tuple[int, int] | None
    """(at least, at most) how many more the deal gives; None = nobody can say."""


def lists_told(registration: NegotiationRegistered, told: Sequence[Told]) -> list[int]:
    """The steps but deals that give a party seats, by number or by name."""
    return [each.version for place, each in enumerate(told) if _given(registration, told, place)]


def _given(registration: NegotiationRegistered, told: Sequence[Told], place: int) -> list[Given]:
    """What a step gives to whom, each said once."""
    step = told[place].step
    found: list[Given] = []
    if isinstance(step, OfferMade | DemandMade):
        for _, whom, term in shares(registration, told, place):
            found += [_of(party, term) for party in whom]
    elif isinstance(step, StatementMade):
        found += [_of(short(registration, t.party), t) for t in step.terms if t.party is not None]
    elif isinstance(step, UnilateralMoveMade):
        by = actors(registration, told, place, step.by)
        found += [(party, step.count, step.seats, "constituencies") for party in by]
    once: list[Given] = []
    for each in found:
        if each not in once and each[3] in OF_SEATS and (each[1] is not None or each[2]):
            once.append(each)
    return once


def _of(party: str, term: Term) -> Given:
    return party, term.quantity, term.seats, term.issue


def _deal(registration: NegotiationRegistered, told: Sequence[Told]) -> list[tuple[int, Given]]:
    """(version, what it gives) of the deal that stands, as amended."""
    if stands(registration, told).state != "deal_reached":
        return []
    found: list[tuple[int, Given]] = []
    for version, term in agreed_terms(registration, told):
        if term.party is not None and term.issue in OF_SEATS:
            one = (version, _of(short(registration, term.party), term))
            found += [] if one in found else [one]
    return found


def chosen_list(registration: NegotiationRegistered, told: Sequence[Told]) -> int | None:
    """The last offer on record before the deal that names seats, else the last with a number."""
    versions = [each.version for each in told]
    deal = [versions.index(version) for version, _ in _deal(registration, told)]
    named = counted = None
    for place in range(min(deal, default=0)):
        each = told[place]
        if isinstance(each.step, OfferMade) and each.written_class == "on_record":
            given = _given(registration, told, place)
            named = each.version if any(names for _, _, names, _ in given) else named
            counted = each.version if given else counted
    return counted if named is None else named


def against_the_deal(
    registration: NegotiationRegistered, told: Sequence[Told], version: int
) -> list[ShareTold] | None:
    """A list against the deal, party by party; None where nothing is agreed."""
    deal = [given for _, given in _deal(registration, told)]
    place = next(n for n, each in enumerate(told) if each.version == version)
    given = _given(registration, told, place)
    if not deal:
        return None
    now = amended_by(registration, told)
    found: list[ShareTold] = []
    for party in dict.fromkeys(each[0] for each in (*given, *deal)):
        listed = [each for each in given if each[0] == party]
        agreed = [each for each in deal if each[0] == party]
        ours, theirs = _names(now, agreed), _names(now, listed)
        both = bool(ours and theirs)
        differences = [
            most - least for most in _numbers(agreed) or () for least in _numbers(listed) or ()
        ]
        found.append(
            ShareTold(
                party,
                frozenset(theirs - ours if both else ()),
                frozenset(ours - theirs if both else ()),
                (min(differences), max(differences)) if differences else None,
            )
        )
    return found


def _names(registration: NegotiationRegistered, given: Sequence[Given]) -> set[str]:
    return {seat(registration, name) for _, _, names, _ in given for name in names}


def _numbers(given: Sequence[Given]) -> set[int] | None:
    """Every total that some figures allow; a list beside a number names the same seats again."""
    counting = [each for each in given if each[3] == "seat_count"] or given
    totals = {0}
    for _, quantity, names, _ in counting:
        low, high = (len(names), len(names)) if quantity is None else quantity.counts()
        if high is None:
            return None
        least = low or 0  # nobody is given fewer seats than none
        totals = {total + number for total in totals for number in range(least, high + 1)}
    return totals if counting else None


def holds(
    registration: NegotiationRegistered,
    told: Sequence[Told],
    standing: Sequence[tuple[int, int]],
) -> dict[str, set[tuple[str, str, int]]]:
    """Seat -> (party, how, version) of every hold on it, for the seats of two parties; `standing`
    are (version, line) of the offers and demands that still count."""
    found: dict[str, set[tuple[str, str, int]]] = {}
    now = amended_by(registration, told)

    def hold(names: Sequence[str], parties: Sequence[str], how: str, version: int) -> None:
        for name in names:
            here = found.setdefault(seat(now, name), set())
            here |= {(party, how, version) for party in parties}

    for place, each in enumerate(told):
        step = each.step
        if isinstance(step, OfferMade | DemandMade):
            how = "offered" if isinstance(step, OfferMade) else "demanded"
            for line, (_, whom, term) in enumerate(shares(registration, told, place)):
                if (each.version, line) in standing and term.issue in OF_SEATS:
                    hold(term.seats, whom, how, each.version)
        elif isinstance(step, UnilateralMoveMade):
            by = actors(registration, told, place, step.by)
            hold(step.seats, by, "fielded", each.version)
    for version, term in agreed_terms(registration, told):
        if term.party is not None and term.issue in OF_SEATS:
            hold(term.seats, [short(registration, term.party)], "agreed", version)
    return {name: held for name, held in found.items() if len({one[0] for one in held}) > 1}
