"""Series: offers and demands on one share, one after another, and the gap between them.

The two ends of a gap come from figures alone; words without a number have none, and a gap that
cannot be worked out is said to be so. Source: DOMAIN §4, question 4; docs/adr/0018.
"""

from collections.abc import Sequence
from typing import Literal

import msgspec
from msgspec import Struct

from parley.negotiation import rows
from parley.negotiation.evidence import AttributionClass
from parley.negotiation.quantities import Number, Quantity
from parley.negotiation.views.citations import Cited, cite
from parley.negotiation.views.gathering import gather
from parley.negotiation.views.proposals import DemandItem, OfferItem, demands, offers
from parley.negotiation.views.seen import Seen

__all__ = ["Gap", "Point", "Series", "StandingGap", "series", "standing_gaps"]

Missing = Literal["offer", "demand", "figure"]
_Event = tuple[rows.StepRow, str, OfferItem | DemandItem]
"""The step, what it did (offer, demand, withdrawn, dropped), and with what."""


class Gap(Struct, frozen=True, kw_only=True):
    """How far a demand lies above an offer: demand low − offer high, demand high − offer low."""

    low: Number | None
    """null where nobody named the bound; below 0 the offer goes beyond the demand."""
    high: Number | None
    offers: tuple[int, ...]
    demands: tuple[int, ...]
    our_reading: bool
    """A bound is our reading of words."""
    unit: str | None
    """In what it is counted, where an offer or a demand names that: `billion`."""


class Point(Cited, frozen=True, kw_only=True):
    """One move of a series, and the gap after it."""

    line: int
    kind: Literal["offer", "demand", "withdrawn", "dropped"]
    by: tuple[str, ...]
    to: tuple[str, ...]
    quantity: Quantity | None
    seats: tuple[str, ...]
    words: str | None
    gap: Gap | None
    missing: Literal["offer", "demand", "figure"] | None
    """Why there is no gap; figure = not comparable."""
    closing: bool | None
    """Whether the last two gaps shrink at both ends; null where that cannot be said."""


class Lane(Struct, frozen=True):
    """What stands apart: who gives, who receives what, and the class."""

    givers: tuple[str, ...]
    receivers: tuple[str, ...]
    for_parties: tuple[str, ...]
    issue: str
    pool: str | None
    attribution_class: AttributionClass


class Series(Lane, frozen=True, kw_only=True):
    """4: what `givers` offered and `for_parties` asked for of one issue, in one class."""

    points: tuple[Point, ...]


class StandingGap(Lane, frozen=True, kw_only=True):
    """The gap between an offer and a demand that both stand; `gap` None = not comparable."""

    offers: tuple[int, ...]
    demands: tuple[int, ...]
    gap: Gap | None
    closing: bool | None


def series(seen: Seen) -> list[Series]:
    """Every series in view, in the order of occurrence of its first step.

    A demand stands in the series of every offer that one of those asked makes to its demander. A
    precondition or a veto is not bargained towards, and stands in none.
    """
    return [
        gather(Series, lane, points=tuple(_points(seen, events)))
        for lane, events in _lanes(seen).items()
    ]


def standing_gaps(seen: Seen) -> list[StandingGap]:
    """The gap, or that there is none to be worked out, where offer and demand both stand."""
    still_open = {
        (item.version, item.line)
        for item in (*offers(seen), *demands(seen))
        if item.status == "open"
    }
    found = []
    for lane, events in _lanes(seen).items():
        offered, demanded = _last(events)
        open_offers = [each for each in offered if (each.version, each.line) in still_open]
        open_demands = [each for each in demanded if (each.version, each.line) in still_open]
        if open_offers and open_demands:
            found.append(
                gather(
                    StandingGap,
                    lane,
                    offers=_versions(open_offers),
                    demands=_versions(open_demands),
                    gap=_gap(open_offers, open_demands),
                    closing=_points(seen, events)[-1].closing,
                )
            )
    return found


def _lanes(seen: Seen) -> dict[Lane, list[_Event]]:
    steps = seen.by_version
    offered, demanded = offers(seen), [each for each in demands(seen) if each.kind == "demand"]
    lanes: dict[Lane, list[_Event]] = {}
    for offer in offered:
        lane = _lane(offer.by, offer.to, offer)
        lanes.setdefault(lane, []).append((steps[offer.version], "offer", offer))
    of_offers = list(lanes)
    for demand in demanded:
        asked = _lane(demand.to, demand.by, demand)
        meets = [
            each
            for each in of_offers
            if set(demand.to) <= set(each.givers) and _beside(each, asked)
        ]
        for lane in meets or [asked]:
            lanes.setdefault(lane, []).append((steps[demand.version], "demand", demand))
    _take_back(seen, lanes)
    for events in lanes.values():
        events.sort(key=_order)
    return dict(sorted(lanes.items(), key=lambda pair: _order(pair[1][0])))


def _lane(
    givers: tuple[str, ...], receivers: tuple[str, ...], item: OfferItem | DemandItem
) -> Lane:
    return Lane(givers, receivers, item.for_parties, item.issue, item.pool, item.attribution_class)


def _beside(one: Lane, other: Lane) -> bool:
    """Whether two lanes differ in the givers alone."""
    return msgspec.structs.replace(one, givers=other.givers) == other


def _take_back(seen: Seen, lanes: dict[Lane, list[_Event]]) -> None:
    """Add the steps with which offers were withdrawn and demands dropped."""
    back = {
        (row.step, row.line): ("withdrawn", row.withdrawn_by) for row in seen.all(rows.OfferRow)
    } | {(row.step, row.line): ("dropped", row.dropped_by) for row in seen.all(rows.DemandRow)}
    for events in lanes.values():
        for _, _, item in list(events):
            kind, version = back[item.version, item.line]
            step = None if version is None else seen.step(version)
            if step is not None:
                events.append((step, kind, item))


def _order(event: _Event) -> tuple[int, int, int]:
    step, kind, item = event
    return (step.place, kind in ("withdrawn", "dropped"), item.line)


def _points(seen: Seen, events: Sequence[_Event]) -> list[Point]:
    points: list[Point] = []
    gaps: list[Gap] = []
    for number, (step, kind, item) in enumerate(events, 1):
        offered, demanded = _last(events[:number])
        gap = _gap(offered, demanded)
        if gap is not None and (offered, demanded) != _last(events[: number - 1]):
            gaps.append(gap)
        put = kind in ("offer", "demand")
        points.append(
            cite(
                Point,
                seen,
                step,
                line=item.line,
                kind=kind,
                by=item.by if put else step.by,
                to=item.to,
                quantity=item.quantity if put else None,
                seats=item.seats if put else (),
                words=item.words if put else None,
                gap=gap,
                missing=None if gap else _missing(offered, demanded),
                closing=_closing(gaps),
            )
        )
    return points


def _last(events: Sequence[_Event]) -> tuple[list[OfferItem], list[DemandItem]]:
    """What was last offered and last demanded, less what was taken back.

    An offer in addition stands beside the one before it; several things of one step stand together.
    """
    offered: list[OfferItem] = []
    demanded: list[DemandItem] = []
    for step, kind, item in events:
        if kind == "offer" and isinstance(item, OfferItem):
            kept = [each for each in offered if item.in_addition or each.version == step.step]
            offered = [*kept, item]
        elif kind == "demand" and isinstance(item, DemandItem):
            demanded = [*(each for each in demanded if each.version == step.step), item]
        else:
            offered = [each for each in offered if each is not item]
            demanded = [each for each in demanded if each is not item]
    return offered, demanded


def _missing(offered: Sequence[OfferItem], demanded: Sequence[DemandItem]) -> Missing:
    if not offered:
        return "offer"
    return "demand" if not demanded else "figure"


def _gap(offered: Sequence[OfferItem], demanded: Sequence[DemandItem]) -> Gap | None:
    """The gap between all that is offered and all that is demanded; None = not comparable."""
    quantities = [each.quantity for each in (*offered, *demanded)]
    units = {each.unit for each in quantities if each is not None and each.unit is not None}
    if not offered or not demanded or len(units) > 1:
        return None
    offer_low, offer_high = _together(offered)
    demand_low, demand_high = _together(demanded)
    low = None if demand_low is None or offer_high is None else demand_low - offer_high
    high = None if demand_high is None or offer_low is None else demand_high - offer_low
    if low is None and high is None:
        return None
    return Gap(
        low=low,
        high=high,
        offers=_versions(offered),
        demands=_versions(demanded),
        our_reading=any(each is not None and each.reads_as is not None for each in quantities),
        unit=next(iter(units), None),
    )


def _together(items: Sequence[OfferItem | DemandItem]) -> tuple[Number | None, Number | None]:
    bounds = [(None, None) if each.quantity is None else each.quantity.bounds() for each in items]
    lows = [low for low, _ in bounds if low is not None]
    highs = [high for _, high in bounds if high is not None]
    return (
        sum(lows) if len(lows) == len(items) else None,
        sum(highs) if len(highs) == len(items) else None,
    )


def _closing(gaps: Sequence[Gap]) -> bool | None:
    if len(gaps) < 2:
        return None
    before, after = gaps[-2:]
    shrinks = [
        None if one is None or other is None else other < one
        for one, other in ((before.low, after.low), (before.high, after.high))
    ]
    if False in shrinks:
        return False
    return None if None in shrinks else True


def _versions(items: Sequence[OfferItem | DemandItem]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(each.version for each in items))
