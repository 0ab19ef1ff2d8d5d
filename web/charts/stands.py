"""What one step put on the table of a share, for as long as it stood, and what all agreed to of it.

How long each stood, and how it ended, is what the answer `offers` says. Rules: docs/adr/0047.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Literal

import msgspec
from msgspec import Struct

from parley.answers.language import say, say_all, say_list, say_many, say_word
from parley.answers.words.quantities import figure_said, quantity_said
from parley.negotiation import rows
from parley.negotiation.evidence import AttributionClass
from parley.negotiation.quantities import Quantity, Reading
from parley.negotiation.spelling import SHARED_SEATS
from parley.negotiation.views.agreed import TermItem
from parley.negotiation.views.proposals import DemandItem, OfferItem
from parley.negotiation.views.seen import Seen
from parley.web.charts.gaps import share_issue

__all__ = [
    "Agreed",
    "End",
    "Item",
    "Key",
    "Stand",
    "agreed_of",
    "agreed_said",
    "has_figure",
    "stands_of",
    "unit_of",
    "verb_of",
]

End = Literal["rejected", "accepted", "withdrawn", "dropped"]
_ENDS: Final[tuple[End, ...]] = ("accepted", "rejected", "withdrawn", "dropped")
"""What is drawn where a line ends; of one that gave way to the next, or lapsed, nothing is."""

_NAMED_MAX: Final = 3
"""Named seats that stand with their names; more are counted."""
Item = OfferItem | DemandItem
Key = tuple[tuple[str, ...], str, str | None, str | None]


class Stand(Struct, frozen=True, kw_only=True):
    """One offer or demand for as long as it stood.

    `low` and `high` are both None of words; `high` alone where nobody named an upper bound, and
    `low` where nobody named a lower one.
    """

    version: int
    kind: Literal["offer", "demand"]
    issue: str
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


class Agreed(Struct, frozen=True, kw_only=True):
    """A figure of a share to which all agreed, for as long as it stood."""

    version: int
    figure: float
    said: str
    until: int | None = None
    """The step that ended it or took its place; None = it stands."""


def verb_of(stand: Stand, names: Sequence[str]) -> str:
    """Return what was put on the table, by whom: `INC offers 7`, `INC and SP offer 7`; without
    names `offers 7`."""
    count, who = len(stand.by), say_all(names)
    if stand.kind == "offer":
        said = say_many(
            count, "{who} offers {what}", "{who} offer {what}", who=who, what=stand.said
        )
    else:
        said = say_many(
            count, "{who} asks for {what}", "{who} ask for {what}", who=who, what=stand.said
        )
    return said.strip()


def agreed_said(agreed: Agreed) -> str:
    """Return what is agreed: `agreed: 17`."""
    return say("agreed: {what}", what=agreed.said)


def unit_of(item: Item | TermItem) -> str | None:
    """The unit of its figure; none of seats, which is what a figure of them is of anyway."""
    unit = None if item.quantity is None else item.quantity.unit
    return None if item.issue in SHARED_SEATS and unit in ("seat", "seats") else unit


def stands_of(seen: Seen, items: list[Item], total: int | None) -> Iterator[Stand]:
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
        end: End | None = next((each for each in _ENDS if each == item.status), None)
        if any(
            (each.version, each.low, each.high) == (item.version, low, high)
            and low is not None
            and each.issue != item.issue
            for each in found
        ):
            continue  # names of seats beside their number say the same figure again
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
            issue=item.issue,
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


def agreed_of(settled: Iterable[TermItem], key: Key, total: int | None) -> Iterator[Agreed]:
    """The figures that all agreed to for the one party whose share it is."""
    for_parties, issue, pool, unit = key
    found: set[tuple[int, float]] = set()
    for item in settled:
        whole = ((item.party,), share_issue(item.issue or ""), item.pool)
        if whole != (for_parties, issue, pool) or unit_of(item) not in (None, unit):
            continue
        low, high, said = _figure(item, total)
        if low is None or low != high or (item.version, low) in found:
            continue  # names of seats beside their number say the same figure again
        found.add((item.version, low))
        yield Agreed(version=item.version, figure=low, said=said, until=item.ended_by)


def _beside(seen: Seen, found: Iterable[Stand], item: OfferItem) -> list[Stand]:
    """What an offer adds to: the giver's exact figures of its class that stood with it."""
    place = seen.places[item.version]
    stood = [
        each
        for each in found
        if each.kind == "offer"
        and each.by == item.by
        and each.attribution_class == item.attribution_class
        and (item.in_addition or (each.version, each.issue) == (item.version, item.issue))
        and (each.until is None or seen.places[each.until] > place)
    ]
    exact = all(each.low is not None and each.low == each.high for each in stood)
    return stood[-1:] if exact else []


def _first_after(seen: Seen, instant: int | None) -> int | None:
    if instant is None:
        return None
    return next((row.step for row in seen.steps if row.earliest >= instant), None)


def _kind(item: Item) -> Literal["offer", "demand"]:
    return "offer" if isinstance(item, OfferItem) else "demand"


def has_figure(item: Item) -> bool:
    """Whether it has a place on a scale, by what was said or by our reading of the words."""
    read = None if item.quantity is None else item.quantity.reads_as
    return read is not None or _figure(item, None)[:2] != (None, None)


def _figure(item: Item | TermItem, total: int | None) -> tuple[float | None, float | None, str]:
    """The lowest and the highest that is drawn, and the figure or the words as they are said."""
    quantity = item.quantity
    if quantity is None:
        if item.seats:
            count = float(len(item.seats))
            if len(item.seats) <= _NAMED_MAX:
                return count, count, say_list(item.seats)
            return count, count, say_many(len(item.seats), "{number} named", "{number} named")
        return None, None, item.words or say_word(item.issue or "")
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
