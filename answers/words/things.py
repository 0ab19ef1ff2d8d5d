"""How much of what, in a list or a table: `5–7 (of 90)`, `6 posts, with finance`.

Offers, demands and agreed terms are said alike. Our own words stand in no quotation marks; a figure
names its pool where there are several.
"""

from collections.abc import Mapping, Sequence
from typing import Final, Protocol

from msgspec import structs

from parley.answers.language import say, say_list
from parley.answers.words.issues import COUNTED, counted_said, issue_named
from parley.answers.words.quantities import quantity_said
from parley.negotiation.quantities import Quantity
from parley.negotiation.spelling import SHARED_SEATS, draws_on_a_pool, is_pool_of

__all__ = ["OfPool", "What", "bracketed", "pool_of", "total_of", "what_said"]

_MANY: Final = 2
"""What counts as several where the figure is no whole number."""


class OfPool(Protocol):
    """Whatever may be so much of a pool."""

    @property
    def issue(self) -> str | None: ...
    @property
    def pool(self) -> str | None: ...


class What(OfPool, Protocol):
    """Whatever is offered, demanded or agreed."""

    @property
    def quantity(self) -> Quantity | None: ...
    @property
    def words(self) -> str | None: ...


def total_of(item: OfPool, pools: Mapping[str, int]) -> int | None:
    """Return how much there is to share of what a figure is about; None where that says nothing."""
    return pools.get(item.pool or "") if draws_on_a_pool(item.issue) else None


def pool_of(item: OfPool, pools: Mapping[str, int]) -> str | None:
    """Return the pool of a figure where there are several, and its issue does not say of which."""
    several = len(pools) > 1 and not is_pool_of(item.issue, item.pool)
    return item.pool if several else None


def bracketed(seats: Sequence[str]) -> str:
    """Return `[Jind, Kalayat]`, or nothing."""
    return f"[{', '.join(seats)}]" if seats else ""


def what_said(
    item: What, total: int | None, pool: str | None, names: str, *, by_itself: bool = False
) -> str:
    """Return a thing in words. `names` are its seats as they are to be shown, `pool` is None where
    there is only one; `by_itself` leaves the issue unsaid where something else says it."""
    figure = "" if item.quantity is None else _figure(item, item.quantity, total, pool)
    if item.quantity is None and names and pool is not None:
        names = f"{names} ({pool})"
    worded = ", ".join(part for part in (figure, item.words) if part)
    said = " ".join(part for part in (worded, names) if part)
    if said and (by_itself or item.issue in SHARED_SEATS or _is_counted(item, item.quantity)):
        return said
    named = issue_named(item.issue)
    return f"{named}: {said}" if said else named


def _is_counted(item: What, quantity: Quantity | None) -> bool:
    """Whether its figure says by itself what it is of: `6 posts`."""
    if quantity is None or quantity.unit is not None or quantity.kind == "unquantified":
        return False
    return item.issue in COUNTED


def _figure(item: What, quantity: Quantity, total: int | None, pool: str | None) -> str:
    if not _is_counted(item, quantity):
        return quantity_said(quantity, total, pool)
    count = quantity.high if quantity.kind == "range" else quantity.value
    number = count if isinstance(count, int) else _MANY
    bare = quantity_said(structs.replace(quantity, of=None))
    whole = total if quantity.of is None else quantity.of
    notes = [say("of {total}", total=whole)] if whole is not None else []
    notes += [pool] if pool is not None else []
    said = counted_said(item.issue, bare, number)
    return f"{said} ({say_list(notes)})" if notes else said
