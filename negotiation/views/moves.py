"""Moves away from the table: lists, going it alone, other pacts; made while talks were on or not.

Such a move is the commonest real signal and changes no state by itself, so it is shown beside the
state in which it was made. Source: DOMAIN §4, question 22, and §2.12.
"""

from typing import Literal

from msgspec import Struct

from parley.negotiation import rows
from parley.negotiation.instants import State
from parley.negotiation.quantities import Quantity
from parley.negotiation.views.citations import Cited, cite
from parley.negotiation.views.seats import seat_folder
from parley.negotiation.views.seen import Seen

__all__ = ["Fielded", "MoveItem", "Overlap", "fielded", "moves"]

_AT_THE_TABLE = ("proposed", "talks_underway")


class Overlap(Struct, frozen=True, kw_only=True):
    """Seats of a move that another side's list names too."""

    version: int
    by: tuple[str, ...]
    seats: tuple[str, ...]
    """As the move spells them."""


class MoveItem(Cited, frozen=True, kw_only=True):
    """One move away from the table."""

    by: tuple[str, ...]
    kind: Literal["candidate_list", "constituency_list", "contest_alone", "other_pact"]
    count: Quantity | None
    seats: tuple[str, ...]
    said: str
    state: State | None
    """The state in which it was made; null = no talks yet."""
    at_the_table: bool
    """That state was proposed or talks_underway."""
    reported_overlap: Quantity | None
    """How many seats the other side had named too, according to the report."""
    reported_seats: tuple[str, ...]
    """Which, according to the report."""
    overlaps: tuple[Overlap, ...]
    """What the named seats themselves show, against every other side's list in view."""


class Fielded(Struct, frozen=True, kw_only=True):
    """How many candidates a party's lists name in all; null = a list gives no bound."""

    party: str
    versions: tuple[int, ...]
    low: int | None
    high: int | None
    parts: tuple[Quantity | None, ...]
    """The figure of each list, in the order of `versions`."""


def moves(seen: Seen) -> list[MoveItem]:
    """Every unilateral move in view, in the order of occurrence."""
    every = seen.all(rows.MoveRow)
    return [
        cite(
            MoveItem,
            seen,
            seen.by_version[row.step],
            row,
            by=row.by,
            state=row.state,
            at_the_table=row.state in _AT_THE_TABLE,
            reported_overlap=row.overlaps,
            reported_seats=row.overlapping_seats,
            overlaps=_overlaps(seen, row, every),
        )
        for row in every
    ]


def _overlaps(seen: Seen, row: rows.MoveRow, every: list[rows.MoveRow]) -> tuple[Overlap, ...]:
    fold = seat_folder(seen)
    found: list[Overlap] = []
    for other in every:
        theirs = {fold(seat) for seat in other.seats}
        shared = tuple(seat for seat in row.seats if fold(seat) in theirs)
        if shared and not set(other.by) & set(row.by):
            found.append(Overlap(version=other.step, by=other.by, seats=shared))
    return tuple(found)


def fielded(seen: Seen) -> list[Fielded]:
    """Per party the candidates that its lists name in all, with the figure of each list.

    Lists are taken to add to one another, as parties publish them; a seat named in two lists of
    one party is not subtracted.
    """
    lists: dict[str, list[rows.MoveRow]] = {}
    for row in seen.all(rows.MoveRow):
        if row.kind == "candidate_list":
            for party in row.by:
                lists.setdefault(party, []).append(row)
    return [_fielded(party, own) for party, own in lists.items()]


def _fielded(party: str, own: list[rows.MoveRow]) -> Fielded:
    low: int | None = 0
    high: int | None = 0
    for row in own:
        least, most = _bounds(row)
        low = None if low is None or least is None else low + least
        high = None if high is None or most is None else high + most
    return Fielded(
        party=party,
        versions=tuple(row.step for row in own),
        low=low,
        high=high,
        parts=tuple(row.count for row in own),
    )


def _bounds(row: rows.MoveRow) -> tuple[int | None, int | None]:
    """How many candidates a list names; a list without a figure at least those of its seats."""
    if row.count is not None:
        return row.count.counts()
    return (len(row.seats), None) if row.seats else (None, None)
