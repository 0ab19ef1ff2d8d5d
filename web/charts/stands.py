"""What stood on the table, and from which step to which: figures, words and the gap between them.

An offer stands until the next one of its kind or its withdrawal; a plot shows for each row of
steps what stood there. The gap: DOMAIN §4, question 4.
"""

from collections.abc import Iterable, Mapping
from typing import Final

import msgspec
from msgspec import Struct

from parley.answers.language import say, say_many
from parley.answers.words.quantities import quantity_said
from parley.negotiation.evidence import AttributionClass
from parley.negotiation.views.series import Point, Series
from parley.web.charts.looks import Look

__all__ = ["Between", "Stand", "Stood", "colour_of", "said", "stood"]

_ENDINGS: Final = {"offer": "withdrawn", "demand": "dropped"}


class Stand(Struct, frozen=True):
    """A figure or words while they are the last of their kind: from one place to another.

    `low` is None where words have no figure, and `high` where nobody named an upper bound.
    """

    version: int
    kind: str
    said: str
    ours: bool
    """The figure is our reading of words."""
    first: float
    last: float
    low: float | None
    high: float | None
    repeated: bool
    """The one before it said the same."""

    def colour(self, look: Look) -> str:
        """Offers have one colour, demands another."""
        return colour_of(self.kind, look)


class Between(Struct, frozen=True):
    """The gap between the last offer and the last demand, from one place to another."""

    word: str
    first: float
    last: float
    low: float
    high: float


class Stood(Struct, frozen=True):
    """What one class of sources said of one thing that is bargained over."""

    attribution_class: AttributionClass
    stands: tuple[Stand, ...]
    gaps: tuple[Between, ...]

    def between(self, first: float, last: float) -> "Stood":
        """What stood anywhere between two places, as far as it stood there."""

        def clipped(each: "Stand | Between") -> dict[str, float]:
            return {"first": max(first, each.first), "last": min(last, each.last)}

        replace = msgspec.structs.replace
        return Stood(
            self.attribution_class,
            tuple(
                replace(x, **clipped(x)) for x in self.stands if x.first < last and x.last > first
            ),
            tuple(replace(x, **clipped(x)) for x in self.gaps if x.first < last and x.last > first),
        )


def stood(one: Series, places: Mapping[int, int], last: float) -> Stood:
    """What a series says, with the places of its steps; what still stands does so to `last`."""
    return Stood(
        one.attribution_class, tuple(_stands(one, places, last)), tuple(_gaps(one, places, last))
    )


def colour_of(kind: str, look: Look) -> str:
    """The colour of offers, or of demands."""
    return look.parties[0] if kind == "offer" else look.parties[1]


def said(point: Point) -> str:
    """A figure without the words that came with it; words where there is no figure."""
    quantity = point.quantity
    if quantity is None:
        if point.seats:
            return say_many(len(point.seats), "{number} named", "{number} named")
        return point.words or say("no figure")
    if quantity.kind == "unquantified":
        return quantity_said(quantity)
    figure = quantity_said(msgspec.structs.replace(quantity, verbatim=None))
    return figure if quantity.reads_as is None else say("{figure} (our reading)", figure)


def _stands(one: Series, places: Mapping[int, int], end: float) -> Iterable[Stand]:
    before: dict[str, str] = {}
    for index, point in enumerate(one.points):
        if point.kind not in _ENDINGS:
            continue
        later = (
            places[each.version]
            for each in one.points[index + 1 :]
            if each.kind in (point.kind, _ENDINGS[point.kind]) and each.version != point.version
        )
        words = said(point)
        low, high = _bounds(point) or (None, None)
        yield Stand(
            version=point.version,
            kind=point.kind,
            said=words,
            ours=point.quantity is not None and point.quantity.reads_as is not None,
            first=places[point.version],
            last=next(later, end),
            low=low,
            high=high,
            repeated=before.get(point.kind) == words,
        )
        before[point.kind] = words


def _bounds(point: Point) -> tuple[float, float | None] | None:
    """Lowest and highest of what is drawn; None above where nobody named a bound.

    `about` has no bounds to compare with, and yet a figure; words have neither.
    """
    quantity = point.quantity
    if quantity is None:
        return (len(point.seats), len(point.seats)) if point.seats else None
    figure = quantity.reads_as or quantity
    if figure.kind in ("exact", "about") and figure.value is not None:
        return float(figure.value), float(figure.value)
    low, high = figure.bounds()
    if low is None and high is None:
        return None
    return float(low or 0), None if high is None else float(high)


def _gaps(one: Series, places: Mapping[int, int], end: float) -> Iterable[Between]:
    """The gaps, one for as long as nothing of it changes."""
    points = {point.version: point for point in one.points}
    found: list[Between] = []
    for index, point in enumerate(one.points):
        gap = point.gap
        if gap is None or gap.low is None or gap.low <= 0:
            continue
        after = one.points[index + 1 :]
        first, last = places[point.version], places[after[0].version] if after else end
        made = Between(
            word=say("gap {low}" if gap.low == gap.high else "gap {low} or more", gap.low),
            first=first,
            last=last,
            low=max(_ends(points, gap.offers, 1)),
            high=min(_ends(points, gap.demands, 0)),
        )
        same = found and msgspec.structs.replace(found[-1], first=first, last=last) == made
        if same and found[-1].last == first:
            found[-1] = msgspec.structs.replace(found[-1], last=last)
        else:
            found.append(made)
    return found


def _ends(points: Mapping[int, Point], versions: Iterable[int], end: int) -> list[float]:
    bounds = [_bounds(points[version]) for version in versions if version in points]
    return [float(each[end] or each[0]) for each in bounds if each is not None]
