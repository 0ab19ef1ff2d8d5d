"""Moments: a date as it was given, and the earliest and latest instants that it can mean.

A report says "on Saturday" or "by Sunday evening", never a point on a time line, so the words of
the date are kept exactly and everything that needs an order asks for honest bounds instead.
"""

import re
from datetime import date, timedelta
from difflib import get_close_matches
from functools import lru_cache

from msgspec import Struct

from parley.negotiation.civil import DAY, HOUR, ZoneError, is_skipped, load_zone, span_in, wall_at
from parley.negotiation.foreign_dates import clear_form
from parley.negotiation.hemispheres import is_southern
from parley.negotiation.notation import (
    FORMS,
    MOMENT_TEXT_MAX,
    SEASONS,
    Between,
    By,
    From,
    MomentError,
    Point,
    UnknownFormError,
    read,
    unknown_form,
)

__all__ = [
    "MOMENT_TEXT_MAX",
    "UNBOUNDED_FUTURE",
    "UNBOUNDED_PAST",
    "Bounds",
    "Moment",
    "MomentError",
    "ZoneError",
    "end_of",
    "parse_moment",
    "resolve",
]

UNBOUNDED_PAST = -(2**63)
"""The earliest bound of `../D`: before every instant that a date can name."""
UNBOUNDED_FUTURE = 2**63 - 1
"""The latest bound of `D/..`: after every instant that a date can name."""


class Bounds(Struct, frozen=True):
    """Half-open span of instants [earliest, latest), in µs since 1970 UTC; never empty."""

    earliest: int
    latest: int

    def __post_init__(self) -> None:
        if self.earliest >= self.latest:
            raise ValueError(f"bounds must not be empty: [{self.earliest}, {self.latest})")

    def precedes(self, other: "Bounds") -> bool:
        """Say whether this certainly lies before the other (DOMAIN "Order of the account")."""
        return self.latest <= other.earliest

    def overlaps(self, other: "Bounds") -> bool:
        """Say whether neither certainly precedes the other."""
        return self.earliest < other.latest and other.earliest < self.latest


class Moment(Struct, frozen=True):
    """A date as given: `text` is kept exactly, and nothing is added to its precision."""

    text: str

    def __post_init__(self) -> None:
        read(self.text)

    @property
    def uncertain(self) -> bool:
        """`?` or `%` stands in it: the source doubted the date. Its bounds do not move."""
        return any(point.uncertain for point in _points(self.text))

    @property
    def approximate(self) -> bool:
        """`~` or `%` stands in it: one unit of the precision is added to the bounds there."""
        return any(point.approximate for point in _points(self.text))

    def bounds(self, zone: str) -> Bounds:
        """Return the span that holds every instant this can mean, where `zone` is the arena's.

        Days are the zone's calendar days, of 23 or 25 hours when clocks are moved. A time that
        the clocks showed twice covers both; one that they skipped is read with the offset from
        before the jump and with that from after it, and both are covered. Should the zone put an
        interval's end before its start, both ends are covered. So this never refuses a moment that
        was recorded once, even when the arena's zone is amended; what is recorded MUST pass
        `check` first. Raises ZoneError.
        """
        return _bounds(self.text, zone)

    def check(self, zone: str) -> None:
        """Refuse what only the arena's zone can show to be wrong: for the door, not for replay.

        Raises MomentError for a season whose hemisphere is not said in a zone of the south, for a
        time or day that the zone's clocks skipped, and for an interval
        with one zone written whose end is before its start; ZoneError for an unknown zone.
        """
        for point in _points(self.text):
            if point.season in SEASONS and is_southern(zone):
                year, number = self.text.partition("-")[0], point.season or 21
                name, south = SEASONS[number], f"{year}-{number + 8}"
                reason = f"which {name} is meant in {zone} is not clear"
                hint = f"write {south} for {name} there, {year}-{number + 4} for that of the north"
                raise MomentError(self.text, reason, hint)
            if point.offset is None and is_skipped(load_zone(zone), *point.walls(widen=False)):
                reason = f"the clocks of {zone} were moved forward and skipped it"
                hint = "write what the clocks showed, or a time with its offset from UTC"
                raise MomentError(self.text, reason, hint)
        written = read(self.text)
        if isinstance(written, Between):
            start = _instants(written.start, zone, widen=False)
            if _instants(written.end, zone, widen=False).latest <= start.earliest:
                reason = f"in {zone} its end is before its start"
                raise MomentError(self.text, reason, "write the zone at both ends")


@lru_cache(maxsize=8192)
def parse_moment(text: str) -> Moment:
    """Return the moment that a text says. Raises MomentError.

    The text MUST be in a form of notation.py as it stands, without spaces around it: what people
    type goes through `resolve`.
    """
    return Moment(text)


def end_of(text: str, zone: str) -> int:
    """Return the instant at which a moment is over, as `--as-of` asks. Raises MomentError."""
    return parse_moment(text).bounds(zone).latest


def resolve(text: str, now: int, zone: str) -> Moment:
    """Return the moment that somebody means who types `text` at the instant `now`.

    Beside everything that parse_moment takes: `today`, `yesterday`, `tomorrow`; a weekday (`fri`,
    `Friday`: the last one, today included); a time (`14:30`, `9:30`: today); a day and a time with
    a space between (`yesterday 14:30`, `2024-09-07 14:30`); each with a qualifier, and as an end
    of an interval (`../fri`); a date in words that can mean one thing only (`14 Oct 2025`). Days
    are those of `zone`. The moment's text has an absolute date and no more precision than was
    typed. Raises MomentError, ZoneError.
    """
    today = date(1970, 1, 1) + timedelta(days=wall_at(now, load_zone(zone)) // DAY)
    try:
        moment = _resolved(text, today)
    except UnknownFormError as error:
        if (clear := clear_form(text)) is not None:
            moment = parse_moment(clear)
            moment.check(zone)
            return moment
        # A form of another kind is seen in the whole of what was typed, not in one end of it.
        whole = unknown_form(text, today)
        raise (error if whole.hint == FORMS else whole) from None
    moment.check(zone)
    return moment


def _resolved(text: str, today: date) -> Moment:
    start, slash, end = text.partition("/")
    written = _written(start, today)
    if slash:
        # A bare time as the end belongs to the day of its start, not to today.
        short = "T" in written and _BARE_CLOCK.match(end.strip())
        written += "/" + (_padded(end.strip()) if short else _written(end, today))
    return parse_moment(written)


_BARE_CLOCK = re.compile(r"[0-9]{1,2}:")
_NEAR_DAYS = {"today": 0, "yesterday": -1, "tomorrow": 1}
_NAMED_DAYS = (
    "write today, yesterday, tomorrow, a weekday such as fri, or a date such as 2024-09-07"
)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _written(typed: str, today: date) -> str:
    """Return one end of what was typed, in the notation."""
    if _BARE_CLOCK.match(typed.strip()):
        typed = f"today {typed}"
    day, _, clock = " ".join(typed.split()).partition(" ")
    word = day.rstrip("?~%")
    if word.isalpha():
        day = (today + timedelta(days=_days_ahead(word, today))).isoformat() + day[len(word) :]
    return f"{day}T{_padded(clock)}" if _BARE_CLOCK.match(clock) else f"{day} {clock}".rstrip()


def _padded(clock: str) -> str:
    return f"0{clock}" if clock[1] == ":" else clock


def _days_ahead(word: str, today: date) -> int:
    """Return how many days after today the day called `word` is; the past is negative."""
    name = word.lower()
    if name in _NEAR_DAYS:
        return _NEAR_DAYS[name]
    for number, weekday in enumerate(_WEEKDAYS):
        if len(name) >= 3 and weekday.startswith(name):
            return -((today.weekday() - number) % 7)
    near = get_close_matches(name, [*_NEAR_DAYS, *_WEEKDAYS], n=1, cutoff=0.8)
    hint = f"did you mean {near[0]}? Otherwise {_NAMED_DAYS}" if near else _NAMED_DAYS
    raise UnknownFormError(word, "there is no day of this name", hint)


def _points(text: str) -> tuple[Point, ...]:
    """Return the dates and times that stand in a text."""
    match read(text):
        case Point() as point:
            return (point,)
        case By(point, _) | From(point, _):
            return (point,)
        case Between(start, end):
            return (start, end)


@lru_cache(maxsize=8192)
def _bounds(text: str, zone: str) -> Bounds:
    match read(text):
        case Point() as point:
            return _instants(point, zone, widen=True)
        case By(end, _):
            return Bounds(UNBOUNDED_PAST, _instants(end, zone, widen=True).latest)
        case From(start, _):
            return Bounds(_instants(start, zone, widen=True).earliest, UNBOUNDED_FUTURE)
        case Between(start, end):
            first, last = _instants(start, zone, widen=True), _instants(end, zone, widen=True)
            if first.earliest < last.latest:
                return Bounds(first.earliest, last.latest)
            return Bounds(last.earliest, first.latest)


def _instants(point: Point, zone: str, *, widen: bool) -> Bounds:
    """Return the bounds of one date or time; `widen` heeds its `~` or `%`."""
    first, end = point.walls(widen=widen)
    offset = point.offset_us
    if offset is None:
        first, end = span_in(load_zone(zone), first, end)
    else:
        first, end = first - offset, end - offset
    more = HOUR if widen and point.approximate and point.clock is not None else 0
    return Bounds(first - more, end + more)
