"""How many days lie between two moments, as far as their dates say it.

A count of days is printed and compared, so a date that is vague must give a range of counts and
never a single one.
"""

from msgspec import Struct

from parley.negotiation.civil import DAY, load_zone, wall_at
from parley.negotiation.moments import UNBOUNDED_FUTURE, UNBOUNDED_PAST, Bounds, parse_moment

__all__ = ["Days", "day_of", "days_between", "days_until"]


class Days(Struct, frozen=True, kw_only=True):
    """A count of calendar days; a range where the dates are vague."""

    at_least: int
    at_most: int | None
    """null where no date bounds it."""


def days_between(first: Bounds, last: Bounds, zone: str) -> Days:
    """Calendar days of `zone` from one moment to a later one; of what may overlap at least 0."""
    return Days(
        at_least=max(0, _gap(first.latest - 1, last.earliest, zone) or 0),
        at_most=_gap(first.earliest, last.latest - 1, zone),
    )


def days_until(here: Bounds, when: str, zone: str) -> Days:
    """Calendar days of `zone` from the moment `here` to one that is not over by then; an instant
    is the day that ends at it, or holds it."""
    bounds = parse_moment(when).bounds(zone)
    return days_between(here, Bounds(max(bounds.earliest, here.earliest), bounds.latest), zone)


def day_of(bounds: Bounds, zone: str) -> int | None:
    """The calendar day of `zone` on which a moment certainly lies; of `../D` the last day. None
    where the date leaves the day open."""
    if bounds.latest >= UNBOUNDED_FUTURE:
        return None
    last = _day_of(bounds.latest - 1, zone)
    on_it = bounds.earliest <= UNBOUNDED_PAST or _day_of(bounds.earliest, zone) == last
    return last if on_it else None


def _gap(start: int, end: int, zone: str) -> int | None:
    if start <= UNBOUNDED_PAST or end <= UNBOUNDED_PAST:
        return None
    if start >= UNBOUNDED_FUTURE - 1 or end >= UNBOUNDED_FUTURE - 1:
        return None
    return max(0, _day_of(end, zone) - _day_of(start, zone))


def _day_of(instant: int, zone: str) -> int:
    """The calendar day (counted from 1970-01-01) that the zone's clocks show at an instant."""
    return wall_at(instant, load_zone(zone)) // DAY
