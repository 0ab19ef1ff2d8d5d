"""What negotiations of one contest say of each other: facts that no stream holds by itself.

Derived at every look, never stored and never refused: both sides were reported. Each fact cites
steps on both sides. Source: DOMAIN §4, question 23; docs/adr/0043.
"""

from collections.abc import Collection, Iterator, Sequence

import msgspec
from msgspec import Struct

from parley.negotiation.views.exclusive import BothSpan, ExclusivePair, exclusive_pairs
from parley.negotiation.views.links import LinkItem, links
from parley.negotiation.views.same_parties import SameParties
from parley.negotiation.views.seats_across import SeatTwice, seats_twice
from parley.negotiation.views.seen import Seen
from parley.negotiation.views.shares import SharesOver, shares_over

__all__ = ["Across", "across", "caused_by", "of_negotiation", "standing_now"]

Place = tuple[str, int]
"""(negotiation, version)"""


class Across(Struct, frozen=True, kw_only=True):
    """What stands between the negotiations of a contest."""

    exclusive: tuple[ExclusivePair, ...] = ()
    shares: tuple[SharesOver, ...] = ()
    seats: tuple[SeatTwice, ...] = ()
    links: tuple[LinkItem, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.exclusive or self.shares or self.seats or self.links)


def across(contest: Seen | None, members: Sequence[Seen]) -> Across:
    """What stands between some negotiations, all seen at one moment; shares and seats only where
    they are of a contest."""
    named = [*members] if contest is None else [contest, *members]
    same = SameParties(named)
    return Across(
        exclusive=tuple(exclusive_pairs(members, same)),
        shares=() if contest is None else tuple(shares_over(contest, members, same)),
        seats=() if contest is None else tuple(seats_twice(contest, members, same)),
        links=tuple(links(members)),
    )


def of_negotiation(found: Across, slug: str) -> Across:
    """What of it concerns one negotiation."""
    return Across(
        exclusive=tuple(pair for pair in found.exclusive if slug in (pair.first, pair.second)),
        shares=tuple(
            over for over in found.shares if any(each.negotiation == slug for each in over.portions)
        ),
        seats=tuple(
            seat for seat in found.seats if any(each.negotiation == slug for each in seat.given)
        ),
        links=tuple(link for link in found.links if slug in (link.negotiation, link.other)),
    )


def standing_now(found: Across) -> Across:
    """What of it is odd at the moment: without pairs that are not both open or at a deal, and
    without links that nothing waits for."""
    pairs = (
        _with(pair, [each for each in pair.spans if each.until is None]) for pair in found.exclusive
    )
    return Across(
        exclusive=tuple(pair for pair in pairs if pair.spans or pair.proposed is not None),
        shares=found.shares,
        seats=found.seats,
        links=tuple(link for link in found.links if link.waits or link.closed_without),
    )


def caused_by(found: Across, slug: str, versions: Collection[int]) -> Across:
    """What of it rests on one of these steps of a negotiation."""
    wanted = {(slug, version) for version in versions}
    pairs = (
        _with(pair, [each for each in pair.spans if wanted & {*_span_places(each)}])
        for pair in found.exclusive
    )
    return Across(
        exclusive=tuple(pair for pair in pairs if pair.spans),
        shares=tuple(
            over
            for over in found.shares
            if any((each.negotiation, each.step.version) in wanted for each in over.portions)
        ),
        seats=tuple(
            seat
            for seat in found.seats
            if any((each.negotiation, each.step.version) in wanted for each in seat.given)
        ),
        links=tuple(
            link
            for link in found.links
            if link.deal is not None and (link.negotiation, link.deal.version) in wanted
        ),
    )


def _span_places(span: BothSpan) -> Iterator[Place]:
    yield span.since_in, span.since.version
    yield span.beside_in, span.beside.version


def _with(pair: ExclusivePair, spans: Sequence[BothSpan]) -> ExclusivePair:
    return msgspec.structs.replace(pair, spans=tuple(spans))
