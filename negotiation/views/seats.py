"""Named seats that two parties both want, were offered, hold by agreement, or fielded somebody in.

Two reports spell one place two ways, so names are compared as registered and shown as given.
Source: DOMAIN §4, question 13; what counts as standing: docs/adr/0019.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Literal, NamedTuple

from msgspec import Struct

from parley.negotiation import rows, spelling
from parley.negotiation.spelling import SEAT_ISSUES
from parley.negotiation.views.cited_steps import CitedStep, cite_step
from parley.negotiation.views.gathering import gather
from parley.negotiation.views.proposals import demands, offers
from parley.negotiation.views.seen import Seen

__all__ = ["Holding", "SharedSeat", "seat_folder", "seats_of_two"]

How = Literal["demanded", "offered", "agreed", "fielded"]


class _Hold(NamedTuple):
    """A hold before it is cited."""

    party: str
    how: How
    version: int
    named: str


class Holding(CitedStep, frozen=True, kw_only=True):
    """One party's hold on a seat, by one step."""

    party: str
    how: How
    named: str
    """The seat as this step spells it."""


class SharedSeat(Struct, frozen=True, kw_only=True):
    """A seat on which two or more parties have a hold."""

    seat: str
    """As registered where it has several spellings, else as first named."""
    parties: tuple[str, ...]
    holdings: tuple[Holding, ...]
    friendly: tuple[int, ...]
    """The steps that name it as a friendly contest."""


def seat_folder(seen: Seen) -> Callable[[str], str]:
    """A function from a seat's name to what is the same for all its spellings."""
    return spelling.seat_folder(seen.registration.spellings)


def seats_of_two(seen: Seen) -> list[SharedSeat]:
    """Every seat on which two or more parties have a hold at the moment, by name.

    Open demands, open or accepted offers, what all agreed and still stands, and every list count.
    """
    fold = seat_folder(seen)
    registered = {fold(seat): seat for seat in seen.registration.spellings.values()}
    held: dict[str, list[_Hold]] = {}
    for each in _holdings(seen):
        held.setdefault(fold(each.named), []).append(each)
    friendly = _friendly(seen, fold)
    found: list[SharedSeat] = []
    for key, holdings in held.items():
        parties = tuple(dict.fromkeys(each.party for each in holdings))
        if len(parties) > 1:
            found.append(
                SharedSeat(
                    seat=registered.get(key, holdings[0].named),
                    parties=parties,
                    holdings=tuple(_cited(seen, each) for each in dict.fromkeys(holdings)),
                    friendly=tuple(friendly.get(key, ())),
                )
            )
    return sorted(found, key=lambda each: fold(each.seat))


def _holdings(seen: Seen) -> list[_Hold]:
    places = seen.places
    found = [*_demanded(seen), *_offered(seen), *_agreed(seen), *_fielded(seen)]
    return sorted(found, key=lambda each: places[each.version])


def _cited(seen: Seen, hold: _Hold) -> Holding:
    step = cite_step(seen, hold.version)
    if step is None:
        raise ValueError(f"v{hold.version} holds a seat, and is not in view")
    return gather(Holding, step, party=hold.party, how=hold.how, named=hold.named)


def _demanded(seen: Seen) -> Iterator[_Hold]:
    for each in demands(seen):
        if each.status == "open" and each.issue in SEAT_ISSUES:
            yield from _named(each.for_parties, "demanded", each.version, each.seats)


def _offered(seen: Seen) -> Iterator[_Hold]:
    for each in offers(seen):
        if each.status in ("open", "accepted") and each.issue in SEAT_ISSUES:
            yield from _named(each.for_parties, "offered", each.version, each.seats)


def _agreed(seen: Seen) -> Iterator[_Hold]:
    for row in seen.all(rows.TermRow):
        stands = row.mutual and not seen.saw(row.ended_by)
        if stands and row.party is not None and row.issue in SEAT_ISSUES:
            yield from _named([row.party], "agreed", row.step, row.seats)


def _fielded(seen: Seen) -> Iterator[_Hold]:
    for row in seen.all(rows.MoveRow):
        yield from _named(row.by, "fielded", row.step, row.seats)


def _named(
    parties: Iterable[str], how: How, version: int, seats: tuple[str, ...]
) -> Iterator[_Hold]:
    for party in parties:
        for seat in seats:
            yield _Hold(party=party, how=how, version=version, named=seat)


def _friendly(seen: Seen, fold: Callable[[str], str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    naming = [
        *((row.issue, row.step, row.seats) for row in seen.all(rows.OfferRow)),
        *((row.issue, row.step, row.seats) for row in seen.all(rows.DemandRow)),
        *((row.issue, row.step, row.seats) for row in seen.all(rows.TermRow)),
        *((row.issue, row.step, row.seats) for row in seen.all(rows.StatedRow)),
    ]
    for issue, step, seats in naming:
        if issue == "friendly_contest":
            for seat in seats:
                found.setdefault(fold(seat), []).append(step)
    return {seat: sorted(set(steps)) for seat, steps in found.items()}
