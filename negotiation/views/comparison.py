"""One negotiation beside another of the same parties: what there is to compare of each.

Source: DOMAIN §4, question 24; what its words leave open is settled in ADR 0020.
"""

from collections.abc import Sequence
from typing import Final, TypeVar

from msgspec import Struct

from parley.negotiation import rows
from parley.negotiation.views.attempts import RunItem, runs
from parley.negotiation.views.proposals import (
    DemandItem,
    OfferItem,
    demands,
    last_of_each_line,
    offers,
)
from parley.negotiation.views.seen import Seen, bounds_of

__all__ = ["Profile", "of_same_parties", "paired", "profile", "share_at_deal"]

_BEFORE_A_DEAL: Final = ("proposed", "talks_underway")


class Profile(Struct, frozen=True, kw_only=True):
    """24: one side of a comparison."""

    runs: tuple[RunItem, ...]
    first_offers: tuple[OfferItem, ...]
    last_offers: tuple[OfferItem, ...]
    first_demands: tuple[DemandItem, ...]
    last_demands: tuple[DemandItem, ...]
    """First and last per direction, issue and class; what may have come at once stands in both."""
    shares: tuple[rows.TermRow, ...]
    """What the last deal gave, amendments counted in; also where it was broken later."""
    moves: tuple[rows.MoveRow, ...]
    """Moves away from the table before a deal or a collapse."""


def profile(seen: Seen) -> Profile:
    """What there is to compare of a negotiation."""
    offered, demanded = offers(seen), demands(seen)
    return Profile(
        runs=tuple(runs(seen)),
        first_offers=tuple(_first_of_each_line(seen, offered)),
        last_offers=tuple(last_of_each_line(seen, offered)),
        first_demands=tuple(_first_of_each_line(seen, demanded)),
        last_demands=tuple(last_of_each_line(seen, demanded)),
        shares=tuple(share_at_deal(seen)),
        moves=tuple(row for row in seen.all(rows.MoveRow) if row.state in _BEFORE_A_DEAL),
    )


def share_at_deal(seen: Seen) -> list[rows.TermRow]:
    """The terms of the last deal in view, as its amendments left them."""
    deals = [step for step in seen.steps if step.type == "DealReached"]
    if not deals:
        return []
    amendments = {
        step.step
        for step in seen.steps
        if step.type == "DealAmended" and step.place > deals[-1].place
    }
    return [
        row
        for row in seen.all(rows.TermRow)
        if (row.step == deals[-1].step or row.step in amendments) and row.ended_by not in amendments
    ]


def of_same_parties(first: Seen, second: Seen) -> bool:
    """Whether the same parties sit, or sat, at both tables, under any of their names."""
    ours, theirs = _parties(first), _parties(second)
    return len(ours) == len(theirs) and all(
        any(not names.isdisjoint(other) for other in theirs) for names in ours
    )


def paired(firsts: Sequence[Seen], seconds: Sequence[Seen]) -> list[tuple[Seen, Seen]]:
    """The negotiations of two contests that are of the same parties, each in one pair at most."""
    left = list(seconds)
    pairs: list[tuple[Seen, Seen]] = []
    for first in firsts:
        second = next((each for each in left if of_same_parties(first, each)), None)
        if second is not None:
            left.remove(second)
            pairs.append((first, second))
    return pairs


def _parties(seen: Seen) -> list[frozenset[str]]:
    """Every name of each party that sat at the table."""
    found = {
        row.party: frozenset(name.casefold() for name in row.called)
        for row in seen.all(rows.PartyRow)
        if row.at_table
    }
    return list(found.values())


I = TypeVar("I", OfferItem, DemandItem)  # noqa: E741 - an item


def _first_of_each_line(seen: Seen, items: Sequence[I]) -> list[I]:
    """As `last_of_each_line`, from the other end."""
    lines: dict[tuple[object, ...], list[I]] = {}
    for item in items:
        key = (item.by, item.to, item.for_parties, item.issue, item.pool, item.attribution_class)
        lines.setdefault(key, []).append(item)
    bounds = {row.step: bounds_of(row) for row in seen.steps}
    return [
        each
        for line in lines.values()
        for each in line
        if each is line[0] or bounds[each.version].overlaps(bounds[line[0].version])
    ]
