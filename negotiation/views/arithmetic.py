"""Adding up what was said: parts with bounds, a whole with bounds, and what can be said of both.

Counts are intervals, because reports say "five to seven"; a verdict is given only where every
count within them gives the same one. Source: DOMAIN §4, question 12, and §3, "Quantity".
"""

from collections.abc import Iterable, Sequence
from typing import Literal

from msgspec import Struct

from parley.negotiation.quantities import Quantity

__all__ = ["Bounds", "Comparison", "Part", "Verdict", "added", "compare", "count_of"]

Verdict = Literal["closes", "short", "over", "unknown"]
Bounds = tuple[int | None, int | None]
"""Lowest and highest count, inclusive; None where nobody named a bound."""


class Part(Struct, frozen=True, kw_only=True):
    """One summand."""

    parties: tuple[str, ...]
    """For whom, of several it is one share; empty = for no party in particular."""
    quantity: Quantity | None
    """The figure; null = a count of names, or several figures added."""
    seats: tuple[str, ...]
    low: int | None
    high: int | None
    versions: tuple[int, ...]
    """The steps that give it: several where what is agreed stands in several."""
    still_open: bool
    """It is offered and not agreed."""
    by_name: bool
    """It counts names to which nobody gave a number: there may be more."""


class Comparison(Struct, frozen=True, kw_only=True):
    """A verdict; of `short` and `over` by how much: from `by_low` to `by_high`, None = no bound."""

    verdict: Verdict
    by_low: int | None = None
    by_high: int | None = None


def count_of(quantity: Quantity | None, seats: Sequence[str]) -> Bounds:
    """The bounds of a figure, else how many seats are named; words alone have none."""
    if quantity is not None:
        return quantity.counts()
    return (len(seats), len(seats)) if seats else (None, None)


def added(bounds: Iterable[Bounds]) -> Bounds:
    """The bounds of a sum: a part without a lower bound counts from nothing, and one without an
    upper bound leaves the sum without it."""
    every = list(bounds)
    highs = [high for _, high in every if high is not None]
    low = sum(low for low, _ in every if low is not None)
    return low, sum(highs) if len(highs) == len(every) else None


def compare(parts: Bounds, whole: Bounds, *, may_grow: bool, by_name: bool = False) -> Comparison:
    """Compare a sum with what it should come to.

    With `may_grow` a part may be missing: then the sum can only be found to be too large already.
    With `by_name` names were counted, and a report seldom has all of them: what falls short of the
    whole is not all named, which is no mismatch; it may still close, or be too large.
    """
    low, high = parts[0] or 0, None if may_grow else parts[1]
    least, most = whole
    if most is not None and low > most:
        by_high = None if high is None else high - (least or 0)
        return Comparison(verdict="over", by_low=low - most, by_high=by_high)
    if high is None or least is None:
        return Comparison(verdict="unknown")
    if high < least and by_name:
        return Comparison(verdict="unknown")
    if high < least:
        by_high = None if most is None else most - low
        return Comparison(verdict="short", by_low=least - high, by_high=by_high)
    if low >= least and most is not None and high <= most:
        return Comparison(verdict="closes")
    return Comparison(verdict="unknown")
