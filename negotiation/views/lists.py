"""A list that was offered, demanded or published against the deal: what is new, what is gone.

Between the last offer and the deal seats are swapped without a word; the two lists show it. Source:
DOMAIN §4, question 14; which list is chosen: docs/adr/0019.
"""

from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct

from parley.negotiation import rows
from parley.negotiation.quantities import Quantity
from parley.negotiation.spelling import SEAT_ISSUES
from parley.negotiation.views.agreed import DEALS, TermItem, agreement
from parley.negotiation.views.arithmetic import Bounds, added, count_of
from parley.negotiation.views.citations import Cited, cite
from parley.negotiation.views.seats import seat_folder
from parley.negotiation.views.seen import Seen

__all__ = ["AgainstTheDeal", "Share", "against_the_deal", "listed_steps", "standing_deals"]


class Share(Struct, frozen=True, kw_only=True):
    """One party's seats in the list and in the deal.

    `by_low` to `by_high` is the agreed number less the listed one; both None where the two cannot
    be compared. Where one of the two has no names, no name is removed or added.
    """

    party: str
    listed: Quantity | None
    listed_seats: tuple[str, ...]
    agreed: Quantity | None
    agreed_seats: tuple[str, ...]
    agreed_in: tuple[int, ...]
    """The steps that agreed it; empty = nothing is agreed for this party."""
    removed: tuple[str, ...]
    """In the list and not in the deal; empty too where one of the two has no names."""
    added: tuple[str, ...]
    """In the deal and not in the list, as the deal spells it."""
    by_low: int | None
    by_high: int | None
    """The agreed number less the listed one; null = not comparable."""


class AgainstTheDeal(Cited, frozen=True, kw_only=True):
    """14: a list against the deal, party by party; the citation is that of the list."""

    type: str
    by: tuple[str, ...]
    said: str
    deals: tuple[int, ...]
    """The deal and its amendments whose terms stand."""
    shares: tuple[Share, ...]


class _Entry(Struct, frozen=True, kw_only=True):
    """Seats of one party, in a list or in the deal."""

    step: int
    party: str
    issue: str
    quantity: Quantity | None
    seats: tuple[str, ...]


def listed_steps(seen: Seen, *, named: bool = False) -> list[int]:
    """The steps that give a party seats, by number or by name, and are no deal, in order; with
    `named` only those that name seats."""
    agreed = {row.step for row in seen.all(rows.TermRow)}
    found = {entry.step for entry in _entries(seen) if entry.seats or not named}
    return sorted(found - agreed, key=seen.places.__getitem__)


def against_the_deal(seen: Seen, version: int | None = None) -> AgainstTheDeal | None:
    """Compare a list with the deal that stands; None without a deal, or without that list.

    By default it is the last offer on record before the deal that names seats, else the last one
    that names a number.
    """
    deal = _deal(seen)
    if not deal:
        return None
    chosen = _last_on_record(seen, deal) if version is None else version
    entries = [entry for entry in _entries(seen) if entry.step == chosen]
    step = None if chosen is None else seen.step(chosen)
    if step is None or not entries:
        return None
    fold = seat_folder(seen)
    agreed = [_agreed_entry(item) for item in deal]
    # The deal's own parties too: one that the list did not name may have got the seats.
    parties = dict.fromkeys(entry.party for entry in (*entries, *agreed))
    return cite(
        AgainstTheDeal,
        seen,
        step,
        deals=_steps(deal),
        shares=tuple(_share(party, entries, agreed, fold) for party in parties),
    )


def standing_deals(seen: Seen) -> tuple[int, ...]:
    """The deal that gives seats to a party and its amendments, as far as their terms stand."""
    return _steps(_deal(seen))


def _deal(seen: Seen) -> list[TermItem]:
    return [
        item
        for item in agreement(seen).agreed
        if item.kind in DEALS and item.issue in SEAT_ISSUES and item.party is not None
    ]


def _steps(deal: Sequence[TermItem]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(item.version for item in deal))


def _last_on_record(seen: Seen, deal: Sequence[TermItem]) -> int | None:
    first = min(seen.places[item.version] for item in deal)
    before = [
        row
        for row in seen.all(rows.OfferRow)
        if row.issue in SEAT_ISSUES
        and row.attribution_class == "on_record"
        and seen.places[row.step] < first
        and (row.quantity is not None or row.seats)
    ]
    named = [row for row in before if row.seats]
    chosen = named or before
    return chosen[-1].step if chosen else None


def _entries(seen: Seen) -> list[_Entry]:
    found: list[_Entry] = []
    proposed: list[rows.OfferRow | rows.DemandRow] = [
        *seen.all(rows.OfferRow),
        *seen.all(rows.DemandRow),
    ]
    for row in proposed:
        for party in row.for_parties:
            found += _entry(row.step, party, row.issue, row.quantity, row.seats)
    for stated in seen.all(rows.StatedRow):
        if stated.party is not None:
            found += _entry(stated.step, stated.party, stated.issue, stated.quantity, stated.seats)
    for move in seen.all(rows.MoveRow):
        for party in move.by:
            found += _entry(move.step, party, "constituencies", move.count, move.seats)
    return found


def _entry(
    step: int, party: str, issue: str, quantity: Quantity | None, seats: tuple[str, ...]
) -> Iterable[_Entry]:
    if issue in SEAT_ISSUES and (quantity is not None or seats):
        yield _Entry(step=step, party=party, issue=issue, quantity=quantity, seats=seats)


def _agreed_entry(item: TermItem) -> _Entry:
    return _Entry(
        step=item.version,
        party=item.party or "",
        issue=item.issue or "",
        quantity=item.quantity,
        seats=item.seats,
    )


def _share(
    party: str, entries: Sequence[_Entry], agreed: Sequence[_Entry], fold: Callable[[str], str]
) -> Share:
    listed = _unique(entry for entry in entries if entry.party == party)
    got = _unique(entry for entry in agreed if entry.party == party)
    theirs, ours = _seats(listed), _seats(got)
    comparable = bool(theirs and ours)
    kept = {fold(seat) for seat in theirs} & {fold(seat) for seat in ours}
    low, high = _difference(_number(got), _number(listed))
    return Share(
        party=party,
        listed=_figure(listed),
        listed_seats=theirs,
        agreed=_figure(got),
        agreed_seats=ours,
        agreed_in=tuple(dict.fromkeys(entry.step for entry in got)),
        removed=tuple(seat for seat in theirs if comparable and fold(seat) not in kept),
        added=tuple(seat for seat in ours if comparable and fold(seat) not in kept),
        by_low=low,
        by_high=high,
    )


def _unique(entries: Iterable[_Entry]) -> list[_Entry]:
    """An offer to several says each of its terms once for every receiver."""
    return list(dict.fromkeys(entries))


def _seats(entries: Sequence[_Entry]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(seat for entry in entries for seat in entry.seats))


def _counting(entries: Sequence[_Entry]) -> list[_Entry]:
    """The entries that count: a list beside a number names the same seats again."""
    return [entry for entry in entries if entry.issue == "seat_count"] or list(entries)


def _figure(entries: Sequence[_Entry]) -> Quantity | None:
    used = _counting(entries)
    return used[0].quantity if len(used) == 1 else None


def _number(entries: Sequence[_Entry]) -> Bounds:
    bounds = [count_of(entry.quantity, entry.seats) for entry in _counting(entries)]
    if not bounds or (None, None) in bounds:
        return None, None
    return added(bounds)


def _difference(agreed: Bounds, listed: Bounds) -> Bounds:
    """The agreed number less the listed one, where both have both bounds."""
    (low, high), (least, most) = agreed, listed
    if low is None or high is None or least is None or most is None:
        return None, None
    return low - most, high - least
