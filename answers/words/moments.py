"""How dates are said: every moment that people read, in the language that is spoken.

A date is said as it was given and no more exactly: `7 Sep 2024 14:30`, `by about 3 Sep 2024`.
"""

from parley.answers.language import say, say_in
from parley.negotiation.notation import MONTHS, SEASONS, Between, By, From, Point, read

__all__ = ["from_said", "hour_said", "moment_said", "on_said", "since_said", "until_said"]


def moment_said(moment: str | None) -> str:
    """Return a moment as people read it: `7 Sep 2024 14:30 +05:30`; nothing where none is given."""
    if moment is None:
        return ""
    match read(moment):
        case Point() as point:
            return _point(point)
        case By(end, start_unknown):
            return say("by {end}, start unknown" if start_unknown else "by {end}", end=_point(end))
        case From(start, end_unknown):
            return say(
                "from {start}, end unknown" if end_unknown else "from {start}", start=_point(start)
            )
        case Between(start, end):
            one_day = (start.months, start.day) == (end.months, end.day)
            short = bool(start.clock and end.clock and one_day)
            return say(
                "between {start} and {end}",
                start=_point(start, zoned=not (short and start.offset == end.offset)),
                end=_point(end, dated=not short),
            )


def on_said(moment: str) -> str:
    """Return when something happened, as a sentence has it: `on 7 Sep 2024`, `at 17:00 on 7 Sep
    2024`, `in Jan 2025`, `about 3 Sep 2024`, `by 6 Sep 2024`."""
    written = read(moment)
    if isinstance(written, Point) and written.clock is not None:
        return say("at {when}", when=hour_said(moment))
    if not isinstance(written, Point) or written.qualifier:
        return moment_said(moment)
    if written.day is None:
        return say("in {date}", date=moment_said(moment))
    return say("on {date}", date=moment_said(moment))


def hour_said(moment: str) -> str:
    """Return a moment as a sentence has it: `17:00 on 7 Sep 2024`, `about 19:00 on 7 Sep 2024`; of
    what has no hour as it is."""
    written = read(moment)
    if not isinstance(written, Point) or written.clock is None:
        return moment_said(moment)
    return say("{clock} on {date}", clock=_point(written, dated=False), date=_date(written))


def from_said(moment: str) -> str:
    """Return from when on: `from 3 Sep 2024`, or `from 6 Sep 2024 or before` of
    `../2024-09-06`."""
    early = isinstance(read(moment), By)
    return say("from {since}", since=since_said(moment) if early else hour_said(moment))


def since_said(moment: str) -> str:
    """Return from when on: `3 Sep 2024`, or `6 Sep 2024 or before` of `../2024-09-06`."""
    written = read(moment)
    if isinstance(written, By):
        return say("{date} or before", date=_point(written.end))
    return moment_said(moment)


def until_said(moment: str) -> str:
    """Return up to when: `6 Sep 2024`, of `../2024-09-06` too."""
    written = read(moment)
    return _point(written.end) if isinstance(written, By) else moment_said(moment)


def _point(point: Point, *, dated: bool = True, zoned: bool = True) -> str:
    said = _date(point) if dated else ""
    if point.clock is not None:
        # An hour without minutes must not look like a full hour to the minute.
        clock = point.clock if ":" in point.clock else say("{clock}h", point.clock)
        said = say("{date} {clock}", clock, date=said) if dated else clock
    if zoned and point.offset is not None:
        said = f"{said} {'UTC' if point.offset == 'Z' else point.offset}"
    match point.qualifier:
        case "?":
            return say("perhaps {date}", date=said)
        case "~":
            return say("about {date}", date=said)
        case "%":
            return say("perhaps about {date}", date=said)
        case _:
            return said


def _date(point: Point) -> str:
    """Return the date without qualifier and time."""
    first, count = point.months[0], point.months[1] - point.months[0]
    year, month = _year(first // 12), say_in("month", MONTHS[first % 12])
    if point.day is not None:
        return say("{day} {month} {year}", point.day, month, year)
    match point.precision:
        case "year" if count == 12:
            return year
        case "year":
            last = _year(point.months[1] // 12 - 1)
            return say("some year from {first} to {last}", last, first=year)
        case "season":
            season = SEASONS[21 + ((point.season or 21) - 21) % 4]
            if first % 12 == 11:  # it begins in December
                year = f"{year}–{_year(first // 12 + 1)}"
            said = say("{season} {year}", year, season=say_in("season", season))
            south = point.season is not None and point.season >= 29
            return say("{season} of the south", season=said) if south else said
        case "month" if count == 1:
            return say("{month} {year}", month, year)
        case "month":
            return say("some month of {year}", year)
        case _ if count == 1:
            return say("some day of {month} {year}", month, year)
        case _:
            return say("some day of {year}", year)


def _year(year: int) -> str:
    """Return `2024`, `AD 476` or, since year 0 was 1 BC, `44 BC` for -0043."""
    if year <= 0:
        return say("{year} BC", year=1 - year)
    return str(year) if year >= 1000 else say("AD {year}", year)
