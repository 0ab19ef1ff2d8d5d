"""Civil time: months as day numbers, and the instants at which a zone's clocks showed a time.

Bounds must come out the same on every machine, in every year and on the nights when clocks are
moved, so the calendar is integer arithmetic and the zones come from the tzdata package alone.

Units: a month number is `year * 12 + month - 1`; a day number counts days since 1970-01-01; an
*instant* is whole microseconds since 1970-01-01T00:00 UTC; a *wall* is what clocks show, counted
in the same way as if they showed UTC. The calendar is the Gregorian one, extended both ways.
"""

import io
import pkgutil
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

SECOND = 1_000_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class ZoneError(ValueError):
    """A time zone that tzdata does not know: its `name`, and a `hint` of what to write instead."""

    def __init__(self, name: str, hint: str) -> None:
        super().__init__(f"there is no time zone {name!r} ({hint})")
        self.name = name
        self.hint = hint


def month_start(month: int) -> int:
    """Return the day number of the first day of month number `month`."""
    # Years are counted from March, so that the leap day is the last day of the year before.
    year, since_march = divmod(month - 2, 12)
    leap_days = year // 4 - year // 100 + year // 400
    return 365 * year + leap_days + (153 * since_march + 2) // 5 - 719_468


@cache
def load_zone(name: str) -> ZoneInfo:
    """Return the zone called `name` in the tzdata package, such as `Asia/Kolkata`.

    Raises ZoneError. The machine's own zone files are never read: two machines with different
    ones would put the same step in two places.
    """
    if name not in _zone_names():
        place = name.rpartition("/")[2].lower()
        alike = sorted(each for each in _zone_names() if each.rpartition("/")[2].lower() == place)
        raise ZoneError(name, f"write {' or '.join(alike) or 'a name such as Asia/Kolkata'}")
    data = pkgutil.get_data("tzdata", f"zoneinfo/{name}")
    if data is None:
        raise ZoneError(name, "install the tzdata package again: it lists the zone without data")
    return ZoneInfo.from_file(io.BytesIO(data), key=name)


@cache
def _zone_names() -> frozenset[str]:
    return frozenset((pkgutil.get_data("tzdata", "zones") or b"").decode().split())


def wall_at(instant: int, zone: ZoneInfo) -> int:
    """Return the wall that the zone's clocks showed at an instant."""
    moved = (_EPOCH + _within_datetime(instant) * _MICROSECOND).astimezone(zone)
    return instant + _microseconds(moved.utcoffset())


def written_until(instant: int, zone: ZoneInfo) -> str:
    """Return the moment up to an instant as people of that zone write it: `../2024-09-06` where a
    day ends there, else `../2024-09-06T14:30`."""
    wall = wall_at(instant - 1, zone)
    shown = _EPOCH + wall * _MICROSECOND
    day_ends = (wall + 1) % DAY == 0
    return f"../{shown:%Y-%m-%d}" if day_ends else f"../{shown:%Y-%m-%dT%H:%M}"


def span_in(zone: ZoneInfo, first: int, end: int) -> tuple[int, int]:
    """Return the half-open span of instants that is honest for the walls [first, end).

    It runs from the first to the last instant at which the zone's clocks showed such a time; a
    time shown twice, when clocks go back, spans both. Walls that the clocks skipped entirely are
    read with the offset from before the jump and with the one from after it, and both are covered.
    """
    earliest, latest = _shown(zone, first, end)
    if earliest < latest:
        return earliest, latest
    return first - _offset(zone, first, fold=1), end - _offset(zone, end - 1, fold=0)


def is_skipped(zone: ZoneInfo, first: int, end: int) -> bool:
    """Say whether the zone's clocks never showed any of the walls [first, end)."""
    earliest, latest = _shown(zone, first, end)
    return earliest >= latest


def _shown(zone: ZoneInfo, first: int, end: int) -> tuple[int, int]:
    """Return the instants from the first to the last showing of [first, end); empty if skipped."""
    before, after = _offset(zone, first, fold=0), _offset(zone, first, fold=1)
    earliest = first - before if before >= after else _jump(zone, first - after, first - before)
    # The last microsecond, not the end itself: a day ends when its 23:59:59.999999 is over, even
    # where the next day's 00:00 is shown twice.
    last = end - 1
    before, after = _offset(zone, last, fold=0), _offset(zone, last, fold=1)
    latest = end - after if before >= after else _jump(zone, last - after, last - before)
    return earliest, latest


def _jump(zone: ZoneInfo, low: int, high: int) -> int:
    """Return the instant in (low, high] at which the zone's clocks were moved forward."""
    before = wall_at(low, zone) - low
    while high - low > 1:
        middle = (low + high) // 2
        if wall_at(middle, zone) - middle == before:
            low = middle
        else:
            high = middle
    return high


def _offset(zone: ZoneInfo, wall: int, *, fold: int) -> int:
    """Return the zone's offset at a wall in µs; `fold` chooses before (0) or after (1) a move."""
    moment = _EPOCH + _within_datetime(wall) * _MICROSECOND
    return _microseconds(moment.replace(tzinfo=zone, fold=fold).utcoffset())


def _microseconds(offset: timedelta | None) -> int:
    return (offset or timedelta()) // _MICROSECOND


# The Gregorian calendar repeats after 400 years, which are whole weeks, and so does a zone's rule:
# years that datetime does not hold are looked up one or more cycles nearer.
_CYCLE = 146_097 * DAY
_FLOOR = month_start(2 * 12) * DAY
_CEILING = month_start(9999 * 12) * DAY


def _within_datetime(microseconds: int) -> int:
    if microseconds < _FLOOR:
        return _FLOOR + (microseconds - _FLOOR) % _CYCLE
    if microseconds >= _CEILING:
        return _CEILING - _CYCLE + (microseconds - _CEILING) % _CYCLE
    return microseconds
