"""The gap between offer and demand, for as long as nothing of it changes.

It is the ledger's own, of `offers --series`, within one class of attribution; between classes it is
seen and not computed. Rules: docs/adr/0047.
"""

from collections.abc import Mapping

import msgspec
from msgspec import Struct

from parley.answers.language import say
from parley.answers.words.offers import counted
from parley.negotiation.evidence import AttributionClass
from parley.negotiation.spelling import SHARED_SEATS
from parley.negotiation.views.proposals import DemandItem, OfferItem, demands, offers
from parley.negotiation.views.seen import Seen
from parley.negotiation.views.series import Series, series

__all__ = ["Between", "Whole", "gaps_of", "share_issue", "whole_of"]

Whole = tuple[tuple[str, ...], str, str | None]
"""For whom, which issue, of which pool."""


class Between(Struct, frozen=True):
    """The gap between the last offer and the last demand of one class of attribution."""

    said: str
    attribution_class: AttributionClass
    first: int
    until: int | None
    low: float
    high: float


def gaps_of(seen: Seen) -> Mapping[Whole, list[Between]]:
    """The gaps of each share, one for as long as nothing of it changes."""
    offered, demanded = offers(seen), demands(seen)
    found: dict[Whole, list[Between]] = {}
    for one in series(seen):
        gaps = found.setdefault(whole_of(one), [])
        of_one = (one.for_parties, one.issue, one.pool)
        for index, point in enumerate(one.points):
            gap = point.gap
            if gap is None or gap.low is None or gap.low <= 0:
                continue
            asked = [each for each in demanded if _is_of(each, gap.demands, of_one)]
            given = [each for each in offered if _is_of(each, gap.offers, of_one)]
            upper = [_bounds_of(each)[0] for each in asked]
            lower = [_bounds_of(each)[1] for each in given]
            if None in upper or None in lower or not upper or not lower:
                continue
            following = one.points[index + 1].version if index + 1 < len(one.points) else None
            ends = [
                following,
                *(each.ended_by for each in (*asked, *given)),
            ]
            places = [seen.places[each] for each in ends if each is not None and seen.saw(each)]
            until = min(places, default=None)
            step = next((row.step for row in seen.steps if row.place == until), None)
            if until is not None and until <= seen.places[point.version]:
                continue
            figure = counted(gap.low, gap.unit)
            said = say("gap {low}" if gap.low == gap.high else "gap {low} or more", low=figure)
            low = sum(each for each in lower if each is not None)
            high = sum(each for each in upper if each is not None)
            last = gaps[-1] if gaps else None
            if last is not None and (last.said, last.low, last.high, last.until) == (
                *(said, low, high),
                point.version,
            ):
                gaps[-1] = msgspec.structs.replace(last, until=step)
            else:
                gaps.append(Between(said, one.attribution_class, point.version, step, low, high))
    return found


def share_issue(issue: str) -> str:
    """Return the issue of which something is a share: named seats are seats."""
    return "seat_count" if issue in SHARED_SEATS else issue


def whole_of(item: OfferItem | DemandItem | Series) -> Whole:
    """Return of what it is, and for whom."""
    return item.for_parties, share_issue(item.issue), item.pool


def _is_of(item: OfferItem | DemandItem, steps: tuple[int, ...], whole: Whole) -> bool:
    return item.version in steps and (item.for_parties, item.issue, item.pool) == whole


def _bounds_of(item: OfferItem | DemandItem) -> tuple[float | None, float | None]:
    if item.quantity is None:
        return None, None
    low, high = item.quantity.bounds()
    return None if low is None else float(low), None if high is None else float(high)
