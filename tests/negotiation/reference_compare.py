"""What two negotiations are compared by, worked out slowly from DOMAIN §4, question 24.

First and last of each line, the shares at the deal, the moves before the end, and who is of the
same parties. No row and no view of ours is read; what DOMAIN leaves open is decided as
docs/adr/0020 says.
"""

from collections.abc import Sequence

from parley.negotiation.moments import Bounds, parse_moment
from parley.negotiation.registration import NegotiationRegistered
from parley.negotiation.steps import (
    DealAmended,
    DealReached,
    DemandMade,
    OfferMade,
    Term,
    UnilateralMoveMade,
)
from tests.negotiation.reference_answers import Told, stands
from tests.negotiation.reference_claims import what_it_ends
from tests.negotiation.reference_offers import actors, pool, shares

__all__ = ["early_moves", "first_and_last", "same_parties", "shares_at_deal"]

Proposed = tuple[int, str, tuple[str, ...], str]
"""(version, receiver, for whom, issue)"""


def first_and_last(
    registration: NegotiationRegistered,
    told: Sequence[Told],
    kind: type[OfferMade] | type[DemandMade],
) -> tuple[set[Proposed], set[Proposed]]:
    """What each giver first and last offered or demanded of each receiver on each issue in each
    class; with what may have been said at the same time as that."""
    lines: dict[object, list[tuple[int, Proposed]]] = {}
    for place, each in enumerate(told):
        if isinstance(each.step, kind):
            by = actors(registration, told, place, each.step.by)
            for receiver, whom, term in shares(registration, told, place):
                what = (frozenset(by), receiver, whom, term.issue, pool(registration, term))
                proposed: Proposed = (each.version, receiver, whom, term.issue)
                lines.setdefault((what, each.written_class), []).append((place, proposed))
    first: set[Proposed] = set()
    last: set[Proposed] = set()
    for line in lines.values():
        begun = min(place for place, _ in line)
        ended = max(place for place, _ in line)
        for place, proposed in line:
            here = _bounds(registration, told[place])
            if here.overlaps(_bounds(registration, told[begun])):
                first.add(proposed)
            if here.overlaps(_bounds(registration, told[ended])):
                last.add(proposed)
    return first, last


def _bounds(registration: NegotiationRegistered, each: Told) -> Bounds:
    return parse_moment(each.step.occurred).bounds(registration.zone)


def shares_at_deal(
    registration: NegotiationRegistered, told: Sequence[Told]
) -> list[tuple[int, Term]]:
    """(version, term) of the last deal, as its amendments left it, whether it stands or not."""
    found: list[tuple[int, Term]] = []
    for each in told:
        if isinstance(each.step, DealReached):
            found = [(each.version, term) for term in each.step.terms]
        if isinstance(each.step, DealAmended):
            ended = what_it_ends(registration, [term for _, term in found], each.step)
            found = [one for one in found if one[1] not in ended]
            found += [(each.version, term) for term in each.step.now]
    return found


def early_moves(registration: NegotiationRegistered, told: Sequence[Told]) -> list[int]:
    """The moves away from the table that were made while it was proposed or talked about."""
    return [
        each.version
        for place, each in enumerate(told)
        if isinstance(each.step, UnilateralMoveMade)
        and stands(registration, told[:place]).state in ("proposed", "talks_underway")
    ]


def same_parties(
    one: tuple[NegotiationRegistered, Sequence[Told]],
    other: tuple[NegotiationRegistered, Sequence[Told]],
) -> bool:
    """Whether everybody who sat at one table sat at the other, and nobody else."""
    ours, theirs = _names(*one), _names(*other)
    pairs = [(a, b) for a in ours for b in theirs if a & b]
    return len(pairs) == len(ours) == len(theirs)


def _names(registration: NegotiationRegistered, told: Sequence[Told]) -> list[set[str]]:
    """All names, in small letters, of each party that ever sat at the table."""
    counts = range(len(told) + 1)
    sat = {name for count in counts for name in stands(registration, told[:count]).at_table}
    return [
        {name.lower() for name in (party.party, party.name, *party.aliases)}
        for party in registration.parties
        if party.party in sat
    ]
