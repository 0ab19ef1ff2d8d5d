"""How a moment is written: text in, its ends with the wall-clock spans that they name out.

The text is the record; whatever orders or shows a moment reads it here and nowhere else, so that
one grammar decides what a date says. It is EDTF level 1 (Library of Congress, 2019) and, beyond
it, times to the microsecond with or without a zone, qualifiers on them, and intervals of them. No
zone is needed to read a moment, only to bound it (moments.py).
"""

import re
from datetime import date
from functools import lru_cache
from typing import Literal, cast

from msgspec import Struct

from parley.negotiation.civil import DAY, HOUR, MINUTE, SECOND, month_start
from parley.negotiation.foreign_dates import hint_for

MOMENT_TEXT_MAX = 100
"""Characters; the longest form, an interval of two full times, has fewer than 80."""
YEAR_MAX = 250_000
"""Years before and after 0, so that every bound fits in a 64-bit column."""
OFFSET_MAX = 14 * HOUR
"""µs; the clocks furthest from UTC today are Kiribati's."""

FORMS = (
    "write for example 2024, 2024-09, 2024-09-07, 2024-09-07T14:30+05:30, "
    "2024-09-09T12:00/18:00, ../2024-09-07 or 2024-09-07~"
)
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
"""EDTF gives seasons no months. By the convention of this ledger spring is March to May, summer
June to August, autumn September to November, winter December to February of the next year. EDTF's
25 to 28 say so of the north; 29 to 32 are those of the south, where spring begins in September."""

Precision = Literal["year", "season", "month", "day", "time"]
Qualifier = Literal["", "?", "~", "%"]


class MomentError(ValueError):
    """A text that is no moment: `text` (or the end of it that is wrong), `reason`, and a `hint`."""

    def __init__(self, text: str, reason: str, hint: str) -> None:
        self.text = text if len(text) <= MOMENT_TEXT_MAX else f"{text[:20]}…"
        super().__init__(f"“{self.text}”: {reason} ({hint})")
        self.reason = reason
        self.hint = hint


class UnknownFormError(MomentError):
    """A text in no form of ours, as against one that names a day or an hour that is none."""


class Point(Struct, frozen=True):
    """One date or time as written.

    `months` are the month numbers [first, end) that the date covers. Digits were unspecified where
    they cover more than the precision says: `1999-XX` has precision "month" and twelve months,
    `1999-12-XX` precision "day" and no day.
    """

    precision: Precision
    months: tuple[int, int]
    qualifier: Qualifier
    day: int | None = None
    """Day of the month, from 1."""
    clock: str | None = None
    """Time of day as written, such as `14:30`."""
    offset: str | None = None
    """`Z` or `+05:30` as written; None means the arena's zone."""
    since_midnight: int = 0
    """µs from midnight to the first µs that the clock names."""
    season: int | None = None
    """EDTF's number of a season: 21 to 24, of the north 25 to 28, of the south 29 to 32."""
    length: int = DAY
    """µs that a day or a clock covers: 14:30 a minute, 14:30:05 a second, 14:30:05.5 a tenth."""

    @property
    def uncertain(self) -> bool:
        """`?` or `%` stands behind it."""
        return self.qualifier in ("?", "%")

    @property
    def approximate(self) -> bool:
        """`~` or `%` stands behind it."""
        return self.qualifier in ("~", "%")

    @property
    def offset_us(self) -> int | None:
        """The written offset in µs east of UTC; None where the arena's zone holds."""
        if self.offset is None:
            return None
        hours, _, minutes = self.offset.strip("Z+-").partition(":")
        size = int(hours or 0) * HOUR + int(minutes or 0) * MINUTE
        return -size if self.offset.startswith("-") else size

    def walls(self, *, widen: bool) -> tuple[int, int]:
        """Return the wall-clock span [first, end) in µs (civil.py).

        `widen` adds a year, season, month or day on each side of an approximate date, and nothing
        to a time: its hour is one of the world, which the clocks of a zone may skip.
        """
        wide = self.precision if widen and self.approximate else None
        months = {"year": 12, "season": 3, "month": 1}.get(wide or "", 0)
        first = month_start(self.months[0] - months) * DAY
        end = month_start(self.months[1] + months) * DAY
        if self.day is not None:
            first += (self.day - 1) * DAY + self.since_midnight
            end = first + self.length
        return (first - DAY, end + DAY) if wide == "day" else (first, end)


class By(Struct, frozen=True):
    """`../D`, or `/D` where the start is not open but unknown; both are unbounded."""

    end: Point
    start_unknown: bool


class From(Struct, frozen=True):
    """`D/..`, or `D/` where the end is not open but unknown; both are unbounded."""

    start: Point
    end_unknown: bool


class Between(Struct, frozen=True):
    """`A/B`: some time between the two."""

    start: Point
    end: Point


Written = Point | By | From | Between


_SLASHED = re.compile(r"[0-9]{1,2}/[0-9]{1,2}(/[0-9]{2,4})?|[0-9]{4}/[0-9]{1,2}(/[0-9]{1,2})?")
"""A date with slashes between its numbers: no interval has ends so short."""


def unknown_form(text: str, today: date | None = None) -> UnknownFormError:
    """Return the error for a text in no form of ours; `today` where a person has typed it."""
    hint = hint_for(text, today) or FORMS
    return UnknownFormError(text, "this is not a date in a known form", hint)


@lru_cache(maxsize=8192)
def read(text: str) -> Written:
    """Return what a moment's text says. Raises MomentError."""
    if len(text) > MOMENT_TEXT_MAX:
        reason = f"a moment has at most {MOMENT_TEXT_MAX} characters"
        raise MomentError(text, reason, FORMS)
    if _SLASHED.fullmatch(text):
        raise unknown_form(text)
    start, slash, end = text.partition("/")
    if not slash:
        return _point(text)
    if start in ("..", "") and end in ("..", ""):
        raise MomentError(text, "it has no date at either end", FORMS)
    if start in ("..", ""):
        return By(_point(end), start_unknown=start == "")
    if end in ("..", ""):
        return From(_point(start), end_unknown=end == "")
    first = _point(start)
    last = _point(_full_end(first, start, end) if re.match(r"[0-9]{2}:", end) else end)
    _require_order(text, first, last)
    return Between(first, last)


def _full_end(first: Point, start: str, end: str) -> str:
    """Return the short end `18:00` with the date, and the zone, of its start."""
    if first.clock is None:
        hint = f"write its date, as in {start}/{start[:10]}T{end}"
        raise MomentError(end, "an end takes its date only from a start with a time", hint)
    full = f"{start.partition('T')[0]}T{end}"
    zoned = _point(full).offset is not None
    if zoned and first.offset is None:
        # Read alone, the start would stand in another zone than its end, which nobody means.
        reason = "its end has a zone and its start has none"
        raise MomentError(f"{start}/{end}", reason, "write the zone at both ends")
    if zoned or first.offset is None:
        return full
    bare = full.rstrip("?~%")
    return bare + first.offset + full[len(bare) :]


def _require_order(text: str, first: Point, last: Point) -> None:
    """Refuse an end that is over before its start, as far as that shows without a zone."""
    before, after = first.offset_us, last.offset_us
    if (before is None) != (after is None):
        return  # Only the arena's zone can tell: Moment.check asks it.
    if last.walls(widen=False)[1] - (after or 0) <= first.walls(widen=False)[0] - (before or 0):
        hint = "put the earlier end first, or write the date of the end"
        raise MomentError(text, "its end is before its start", hint)


_POINT = re.compile(
    r"(?P<year>-?[0-9]{2}(?:[0-9]{2}|[0-9]X|XX)|Y-?[0-9]+)"
    r"(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX))?)?"
    r"(?:T(?P<clock>(?P<hour>[0-9]{2})(?::(?P<minute>[0-9]{2})"
    r"(?::(?P<second>[0-9]{2})(?:\.(?P<fraction>[0-9]{1,6}))?)?)?)"
    r"(?P<offset>Z|[+-][0-9]{2}(?::[0-9]{2})?)?)?"
    r"(?P<qualifier>[?~%]?)"
)


def _point(text: str) -> Point:
    match = _POINT.fullmatch(text)
    if match is None:
        raise unknown_form(text)
    precision, months, day = _date(text, match)
    qualifier = cast("Qualifier", match["qualifier"])
    if match["clock"] is None:
        season = int(match["month"]) if precision == "season" else None
        return Point(precision, months, qualifier, day, season=season)
    if day is None:
        raise MomentError(text, "a time needs a full day before it", "write 2024-09-07T14:30")
    since_midnight, length = _time(text, match)
    offset = match["offset"]
    point = Point(
        *("time", months, qualifier, day, match["clock"], offset, since_midnight), length=length
    )
    minutes = (offset or "").partition(":")[2]
    if offset == "-00:00" or minutes > "59" or abs(point.offset_us or 0) > OFFSET_MAX:
        raise MomentError(text, f"there is no zone {offset}", "write Z, or -14:00 to +14:00")
    return point


def _date(text: str, match: re.Match[str]) -> tuple[Precision, tuple[int, int], int | None]:
    """Return precision, month numbers [first, end) and day of the month."""
    year, month, day = match["year"], match["month"], match["day"]
    first, last = _years(text, year)
    if month is None:
        return "year", (first * 12, last * 12 + 12), None
    if first != last or year.startswith("Y"):
        raise MomentError(text, f"the year {year} takes no month", f"write {year} alone")
    if month == "XX":
        if day not in (None, "XX"):
            raise MomentError(text, "a day needs its month", f"write {year}-XX or {year}-XX-XX")
        return "month" if day is None else "day", (first * 12, first * 12 + 12), None
    if 21 <= int(month) <= 32:
        if day is not None:
            raise MomentError(text, "a season has no days", f"write {year}-{month} alone")
        south = int(month) >= 29
        # Spring of the north is from March, of the south from September.
        start = first * 12 + ((8 if south else 2) + 3 * ((int(month) - 21) % 4)) % 12
        return "season", (start, start + 3), None
    if not 1 <= int(month) <= 12:
        hint = "months are 01 to 12, seasons 21 (spring) to 24 (winter), 29 to 32 in the south"
        raise MomentError(text, f"there is no month {month}", hint)
    start = first * 12 + int(month) - 1
    if day is None or day == "XX":
        return "month" if day is None else "day", (start, start + 1), None
    length = month_start(start + 1) - month_start(start)
    if not 1 <= int(day) <= length:
        reason = f"{MONTHS[int(month) - 1]} {year} has no day {day}"
        raise MomentError(text, reason, f"write a day from 01 to {length}")
    return "day", (start, start + 1), int(day)


def _years(text: str, year: str) -> tuple[int, int]:
    """Return the first and the last year that the digits can mean."""
    digits = year.removeprefix("Y")
    low, high = sorted((int(digits.replace("X", "0")), int(digits.replace("X", "9"))))
    if digits == "-0000":
        raise MomentError(text, "there is no year -0000", "write 0000 for the year before 0001")
    if year.startswith("Y") and abs(low) <= 9999:
        reason = "Y stands only before a year of more than four digits"
        raise MomentError(text, reason, "write the year with four digits, such as 2024")
    if abs(low) > YEAR_MAX:
        reason = f"this ledger keeps the years from -{YEAR_MAX} to {YEAR_MAX}"
        raise MomentError(text, reason, "leave the year out of the date and put it into the text")
    return low, high


def _time(text: str, match: re.Match[str]) -> tuple[int, int]:
    """Return the µs since midnight, and the µs that the clock's last digit covers."""
    hour, minute, second = (int(match[part] or 0) for part in ("hour", "minute", "second"))
    if hour == 24:
        raise MomentError(text, "a day ends with 23:59", "write T00:00 of the next day")
    for name, number, most in (("hour", hour, 23), ("minute", minute, 59), ("second", second, 59)):
        if number > most:
            hint = f"{name}s are 00 to {most}" + (
                ", leap seconds are not kept" if number == 60 else ""
            )
            raise MomentError(text, f"there is no {name} {number}", hint)
    fraction = match["fraction"]
    if fraction is not None:
        length = 10 ** (6 - len(fraction))
    else:
        length = SECOND if match["second"] else MINUTE if match["minute"] else HOUR
    parts = hour * HOUR + minute * MINUTE + second * SECOND
    return parts + int((fraction or "0").ljust(6, "0")), length
