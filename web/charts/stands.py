"""What stood on the table of one share, from which step to which: figures, words, and the gap.

A share is what one party is to get of one thing, whoever offers it and whoever says so: offers and
demands of it stand on one scale, for only there is the gap seen. How long each stood, and how it
ended, is what the answer `offers` says; the gap is that of `offers --series`, within one class of
attribution. Rules: docs/adr/0047.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, Literal

import msgspec
from msgspec import Struct

from parley.answers.language import say, say_list, say_many, say_word
from parley.answers.words.offers import CLASSES
from parley.answers.words.quantities import figure_said, quantity_said
from parley.negotiation import rows
from parley.negotiation.evidence import AttributionClass
from parley.negotiation.quantities import Quantity, Reading
from parley.negotiation.spelling import draws_on_a_pool
from parley.negotiation.views.proposals import DemandItem, OfferItem, demands, offers
from parley.negotiation.views.seen import Seen
from parley.negotiation.views.series import series

__all__ = [
    "ENDS",
    "Between",
    "End",
    "Share",
    "Stand",
    "moments_of",
    "shares",
    "verb_of",
]

End = Literal["rejected", "accepted", "withdrawn", "dropped"]
ENDS: Final[tuple[End, ...]] = ("accepted", "rejected", "withdrawn", "dropped")
"""What is drawn where a line ends; of one that gave way to the next, or lapsed, nothing is."""

_NAMED_MAX: Final = 3
"""Named seats that stand with their names; more are counted."""
_Item = OfferItem | DemandItem
_Whole = tuple[tuple[str, ...], str, str | None]
_Key = tuple[tuple[str, ...], str, str | None, str | None]


class Stand(Struct, frozen=True, kw_only=True):
    """One offer or demand for as long as it stood.

    `low` and `high` are both None of words; `high` alone where nobody named an upper bound, and
    `low` where nobody named a lower one.
    """

    version: int
    kind: Literal["offer", "demand"]
    by: tuple[str, ...]
    attribution_class: AttributionClass
    said: str
    low: float | None
    high: float | None
    base: float = 0.0
    """From where on it is drawn: what it adds to, where it is in addition."""
    reading: tuple[float | None, float | None] | None = None
    """Our own reading of the words, which nobody said."""
    read: str | None = None
    """The same in words."""
    until: int | None = None
    """The step with which it no longer stood; None = it stands."""
    end: End | None = None
    after: int | None = None
    """The step of the figure that it took the place of."""

    @property
    def is_words(self) -> bool:
        """Whether it has no place on a scale."""
        return self.low is None and self.high is None


class Between(Struct, frozen=True):
    """The gap between the last offer and the last demand of one class of attribution."""

    said: str
    attribution_class: AttributionClass
    first: int
    until: int | None
    low: float
    high: float


class Share(Struct, frozen=True, kw_only=True):
    """What one party is to get of one thing, and everything that was put on the table about it."""

    for_parties: tuple[str, ...]
    issue: str
    pool: str | None
    total: int | None
    """How much there is of it in all."""
    stands: tuple[Stand, ...]
    gaps: tuple[Between, ...]

    def called(self, name: str) -> str:
        """What is bargained over, for whom: `Seats for the party, of 90`."""
        thing = say("seats") if self.issue == "seat_count" else say_word(self.issue)
        if self.pool and self.pool not in ("seats", self.issue):
            thing = say("{thing} ({pool})", thing, self.pool)
        if self.total is not None:
            said = say("{thing} for {party}, of {total}", thing, party=name, total=self.total)
        else:
            said = say("{thing} for {party}", thing, party=name)
        return f"{said[:1].upper()}{said[1:]}"

    def gap_said(self, gap: Between) -> str:
        """The gap in words; according to whom, where others say something else."""
        if len({each.attribution_class for each in self.gaps}) == 1:
            return gap.said
        return say_list((gap.said, say(CLASSES[gap.attribution_class])))

    @property
    def figures(self) -> tuple[float, ...]:
        """Every figure that is drawn."""
        return tuple(
            each
            for stand in self.stands
            for each in (stand.low, stand.high, *(stand.reading or ()))
            if each is not None
        )


def shares(seen: Seen) -> list[Share]:
    """Return every share that was bargained over: first those with figures, the longest first.

    A precondition or a veto is not bargained towards, and stands in none.
    """
    asked = [each for each in demands(seen) if each.kind == "demand"]
    items: list[_Item] = [*offers(seen), *asked]
    items.sort(key=lambda each: (seen.places[each.version], each.line))
    found = _together(items)
    gaps = _gaps(seen)
    made = [
        Share(
            for_parties=key[0],
            issue=key[1],
            pool=key[2],
            total=_total(seen, key),
            stands=tuple(_stands(seen, of_one, _total(seen, key))),
            gaps=tuple(
                gap
                for gap in gaps.get(key[:3], ())
                if gap.first in {item.version for item in of_one}
            ),
        )
        for key, of_one in found.items()
    ]
    return sorted(made, key=lambda each: (not each.figures, -len(each.stands)))


def moments_of(seen: Seen, drawn: Iterable[Share]) -> list[rows.StepRow]:
    """Return the steps that have a place in a picture of these shares, in their order."""
    named = {
        version
        for share in drawn
        for stand in share.stands
        for version in (stand.version, stand.until)
    }
    return [row for row in seen.steps if row.step in named or row.state != row.state_before]


def verb_of(stand: Stand, who: str) -> str:
    """Return what was put on the table, by whom: `INC offers 7`; without a name `offers 7`."""
    if stand.kind == "offer":
        return say("{who} offers {what}", who, what=stand.said).strip()
    return say("{who} asks for {what}", who, what=stand.said).strip()


def _together(items: Iterable[_Item]) -> dict[_Key, list[_Item]]:
    """Offers and demands of one share; of one in which several units are named, of one unit. What
    names no unit goes with the first that is named."""
    named: dict[_Whole, list[str]] = {}
    for item in items:
        unit = None if item.quantity is None else item.quantity.unit
        units = named.setdefault((item.for_parties, item.issue, item.pool), [])
        if unit is not None and unit not in units:
            units.append(unit)
    found: dict[_Key, list[_Item]] = {}
    for item in items:
        units = named[item.for_parties, item.issue, item.pool]
        unit = None if item.quantity is None else item.quantity.unit
        first = units[0] if units else None
        key = (item.for_parties, item.issue, item.pool, unit or first)
        found.setdefault(key, []).append(item)
    return found


def _total(seen: Seen, key: _Key) -> int | None:
    _, issue, pool, unit = key
    if not draws_on_a_pool(issue) or unit not in (None, pool):
        return None
    return seen.registration.totals.get(pool or "")


def _stands(seen: Seen, items: list[_Item], total: int | None) -> Iterator[Stand]:
    expiry = {
        (row.step, row.line): row.expires_at
        for row in seen.all(rows.OfferRow)
        if row.expires_at is not None
    }
    found: list[Stand] = []
    reported: set[int] = set()
    for item in items:
        until = item.ended_by
        if item.status == "overtaken":
            reported.add(item.version)
        if item.status == "expired":
            until = _first_after(seen, expiry.get((item.version, item.line)))
        low, high, said = _figure(item, total)
        end: End | None = next((each for each in ENDS if each == item.status), None)
        beside = [] if isinstance(item, DemandItem) else _beside(seen, found, item)
        base = 0.0
        if beside and low is not None and low == high:
            base = sum(each.low or 0 for each in beside)
            low = high = base + low
            said = say("{more} more, {all} in all", more=said, all=_plain(low))
        read = None if item.quantity is None else item.quantity.reads_as
        before = next(
            (
                each
                for each in reversed(found)
                if each.until == item.version
                and each.version not in reported
                and each.end is None
                and not each.is_words
                and (each.kind, each.attribution_class) == (_kind(item), item.attribution_class)
            ),
            None,
        )
        stand = Stand(
            version=item.version,
            kind=_kind(item),
            by=item.by,
            attribution_class=item.attribution_class,
            said=said,
            low=low,
            high=high,
            base=base,
            reading=None if read is None else _bounds(read),
            read=None if read is None else say("we read {figure}", figure=figure_said(read)),
            until=until,
            end=end,
            after=None if before is None else before.version,
        )
        found.append(stand)
        yield stand


def _beside(seen: Seen, found: Iterable[Stand], item: OfferItem) -> list[Stand]:
    """What an offer adds to: the giver's exact figures of its class that stood with it."""
    place = seen.places[item.version]
    stood = [
        each
        for each in found
        if each.kind == "offer"
        and each.by == item.by
        and each.attribution_class == item.attribution_class
        and (each.version == item.version or item.in_addition)
        and (each.until is None or seen.places[each.until] > place)
    ]
    exact = all(each.low is not None and each.low == each.high for each in stood)
    return stood[-1:] if exact else []


def _first_after(seen: Seen, instant: int | None) -> int | None:
    if instant is None:
        return None
    return next((row.step for row in seen.steps if row.earliest >= instant), None)


def _kind(item: _Item) -> Literal["offer", "demand"]:
    return "offer" if isinstance(item, OfferItem) else "demand"


def _figure(item: _Item, total: int | None) -> tuple[float | None, float | None, str]:
    """The lowest and the highest that is drawn, and the figure or the words as they are said."""
    quantity = item.quantity
    if quantity is None:
        if item.seats:
            count = float(len(item.seats))
            if len(item.seats) <= _NAMED_MAX:
                return count, count, say_list(item.seats)
            return count, count, say_many(len(item.seats), "{number} named", "{number} named")
        return None, None, item.words or say_word(item.issue)
    bare = msgspec.structs.replace(
        quantity, reads_as=None, of=None if quantity.of == total else quantity.of
    )
    if quantity.kind == "unquantified":
        return None, None, quantity_said(bare)
    said = quantity_said(msgspec.structs.replace(bare, verbatim=None))
    low, high = _bounds(quantity)
    return low, high, said


def _bounds(quantity: Quantity | Reading) -> tuple[float | None, float | None]:
    """`about` has no bounds to compare with, and yet a figure."""
    if quantity.kind in ("exact", "about") and quantity.value is not None:
        return float(quantity.value), float(quantity.value)
    low, high = quantity.bounds()
    return None if low is None else float(low), None if high is None else float(high)


def _plain(value: float) -> str:
    return f"{value:g}"


# The gap ----------------------------------------------------------------------------------------


def _gaps(seen: Seen) -> Mapping[_Whole, list[Between]]:
    """The gaps of each share, one for as long as nothing of it changes."""
    bounds = {
        (item.version, kind): _bounds_of(item)
        for kind, listed in (("offer", offers(seen)), ("demand", demands(seen)))
        for item in listed
    }
    ended = {
        (item.version, kind): item.ended_by
        for kind, listed in (("offer", offers(seen)), ("demand", demands(seen)))
        for item in listed
    }
    found: dict[_Whole, list[Between]] = {}
    for one in series(seen):
        gaps = found.setdefault((one.for_parties, one.issue, one.pool), [])
        for index, point in enumerate(one.points):
            gap = point.gap
            if gap is None or gap.low is None or gap.low <= 0:
                continue
            upper = [bounds[each, "demand"][0] for each in gap.demands]
            lower = [bounds[each, "offer"][1] for each in gap.offers]
            if None in upper or None in lower or not upper or not lower:
                continue
            following = one.points[index + 1].version if index + 1 < len(one.points) else None
            ends = [
                following,
                *(ended[each, "demand"] for each in gap.demands),
                *(ended[each, "offer"] for each in gap.offers),
            ]
            places = [seen.places[each] for each in ends if each is not None and seen.saw(each)]
            until = min(places, default=None)
            step = next((row.step for row in seen.steps if row.place == until), None)
            if until is not None and until <= seen.places[point.version]:
                continue
            said = say("gap {low}" if gap.low == gap.high else "gap {low} or more", gap.low)
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


def _bounds_of(item: _Item) -> tuple[float | None, float | None]:
    if item.quantity is None:
        return None, None
    low, high = item.quantity.bounds()
    return None if low is None else float(low), None if high is None else float(high)
