"""Dates in forms that are not ours: `7 Sep 2024`, `1/11/2026`, `by 3 Sep`, `2 days ago`, `2pm`.

A month in letters with its year can mean one thing only, and is read: `14 Oct 2025`. 1/11/2026 is a
day in January for some and in November for others, so what such a form could mean is written out in
ours and the person chooses.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from typing import Final, NamedTuple

__all__ = ["clear_form", "hint_for"]

_TEXT_MAX: Final = 60
"""Characters; what is longer is no date in any form."""
_MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SEASONS: Final = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_PARTS: Final = ("early", "mid", "late")
_COUNTS: Final = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5}
_BACK: Final = {
    "now": 0,
    "today": 0,
    "tonight": 0,
    "this morning": 0,
    "this afternoon": 0,
    "this evening": 0,
    "yesterday": 1,
    "last night": 1,
    "yesterday evening": 1,
    "day before yesterday": 2,
    "tomorrow": -1,
}
"""Words -> how many days before today the day lies that they name."""
_HEDGES: Final = (
    (re.compile(r"(?:by|no later than|until|till) (.+)"), "../{}"),
    (re.compile(r"(?:from|since) (.+)"), "{}/.."),
    (re.compile(r"(?:about|around|approximately|circa|c\.|ca\.|roughly) ?(.+)"), "{}~"),
    (re.compile(r"~ ?(.+)"), "{}~"),
    (re.compile(r"(?:perhaps|maybe|probably|possibly) (.+)"), "{}?"),
)
_RANGE: Final = re.compile(r"(?:between |from )?(.+?)(?: to | until | and | ?[–—] ?| - |\.\.)(.+)")
_DAYS_OF_MONTH: Final = re.compile(r"\b(\d{1,2}) ?[-–—] ?(\d{1,2}) ([a-z]{3,}.*)")
_YEAR_FIRST: Final = re.compile(r"(\d{4})[-./](\d{1,2})(?:[-./](\d{1,2}))?|(\d{4})(\d\d)(\d\d)")
_YEAR_LAST: Final = re.compile(r"(\d{1,2})[-./ ](\d{1,2})[-./ ](\d{4}|\d\d)")
_MONTH_YEAR: Final = re.compile(r"(\d{1,2})[-./](\d{4})")
_DAY_MONTH: Final = re.compile(r"(\d{1,2})[-./](\d{1,2})")
_CLOCK: Final = re.compile(r"(\d{1,2})(?:[:.](\d\d))? ?(am|pm|a\.m\.|p\.m\.|h|hrs)?")
_WITH_CLOCK: Final = re.compile(r"(.+?)(?:t| at | )(\d{1,2}(?:[:.]\d\d)? ?\D{0,4}|noon)")
_AGO: Final = re.compile(r"(\d{1,3}|[a-z]+) (day|week|month)s? ago")


class _Form(NamedTuple):
    """One way to write it here, and what it then says, for a person who has to choose."""

    text: str
    says: str


def hint_for(text: str, today: date | None = None) -> str:
    """Return what to write instead of a date in a foreign form; nothing where none is seen.

    `today` is the day on which it was typed, where it was typed at all: without it a date that
    lacks its year, and a day counted from today, cannot be written out.
    """
    if len(text) > _TEXT_MAX or any(each.isdigit() and not each.isascii() for each in text):
        return ""
    forms = list(dict.fromkeys(_forms(_bare(text), today)))
    if not forms:
        return ""
    if len(forms) == 1:
        other = "" if _weekday_fits(text, forms[0].text) else _weekday_of(forms[0])
        return f"{other}write {forms[0].text}"
    choices = ", or ".join(f"{form.text} for {form.says}" for form in forms)
    return f"write {choices}"


def clear_form(text: str) -> str | None:
    """Return a date in words as it is written here, where its month is in letters, its year has
    four digits, and it can mean one thing only; None for any other text."""
    bare = _bare(text) if len(text) <= _TEXT_MAX and text.isascii() else ""
    words = re.findall(r"[a-z]+", bare)
    if not any(map(_month_number, words)) or not re.search(r"\d{4}", bare):
        return None
    forms = list(dict.fromkeys(form.text for form in _forms(bare, None)))
    if len(forms) != 1 or not _weekday_fits(text, forms[0]):
        return None
    return forms[0]


def _weekday_fits(text: str, form: str) -> bool:
    """Whether the weekday that stands before a date, if one does, is the day's own."""
    weekday = text.casefold().removeprefix("on ").replace(",", " ").partition(" ")[0]
    if not _is_weekday(weekday):
        return True
    try:
        return _WEEKDAYS[date.fromisoformat(form).weekday()].startswith(weekday)
    except ValueError:
        return False  # it is no day


def _weekday_of(form: _Form) -> str:
    """Return that the day is another of the week than was typed; nothing of what is no day."""
    try:
        weekday = _WEEKDAYS[date.fromisoformat(form.text).weekday()]
    except ValueError:
        return ""
    return f"{form.says} is a {weekday.title()}; if that day is meant, "


def _bare(text: str) -> str:
    """Return a text in small letters, without commas, weekday before a date, `7th` as 7."""
    text = " ".join(text.casefold().replace(",", " ").split())
    text = re.sub(r"(\d)(?:st|nd|rd|th)\b", r"\1", text).removeprefix("on ")
    text = _DAYS_OF_MONTH.sub(r"\1 \3 to \2 \3", re.sub(r"\b(?:of|the) ", "", text))
    weekday, _, rest = text.partition(" ")
    if _is_weekday(weekday) and re.search(r"\d", rest) and not _CLOCK.fullmatch(rest):
        return rest
    return text


def _forms(typed: str, today: date | None) -> Iterator[_Form]:
    if found := _CLOCK.fullmatch(typed):
        clock = _clock(found)
        if clock and today is not None and (found[2] or found[3]):
            yield _Form(f"{today}T{clock}", "that time today")
            return
    if typed == "noon" and today is not None:
        yield _Form(f"{today}T12:00", "noon today")
        return
    for pattern, written in _HEDGES:
        if (found := pattern.fullmatch(typed)) and not _RANGE.fullmatch(typed):
            for form in _inner(found[1], today):
                yield _Form(written.format(form.text), form.says)
            return
    if found := _RANGE.fullmatch(typed):
        for start in _inner(found[1], today):
            for end in _inner(found[2], today):
                says = f"{start.says} to {end.says}"
                yield _Form(f"{start.text}/{end.text}", says)
        return
    yield from _point(typed, today)


def _inner(typed: str, today: date | None) -> list[_Form]:
    """Return the forms of a date that stands inside a longer text, where ours may stand too."""
    if re.fullmatch(r"\d{4}(-\d\d(-\d\d(t\d\d(:\d\d)?)?)?)?", typed):
        return [_Form(typed.upper(), typed)]
    return list(_point(typed, today))


def _point(typed: str, today: date | None) -> Iterator[_Form]:
    found = list(_numbers(typed, today)) or list(_named(typed, today)) or list(_near(typed, today))
    if not found and (match := _WITH_CLOCK.fullmatch(typed)):
        spoken = _CLOCK.fullmatch(match[2])
        clock = "12:00" if match[2] == "noon" else _clock(spoken) if spoken else ""
        days = _inner(match[1], today) if clock else []
        found = [
            _Form(f"{day.text}T{clock}", f"{day.says} {clock}")
            for day in days
            if len(day.text) == len("2024-09-07")
        ]
    yield from found


def _numbers(typed: str, today: date | None) -> Iterator[_Form]:
    if found := _YEAR_FIRST.fullmatch(typed):
        year, month, day = found[1] or found[4], found[2] or found[5], found[3] or found[6]
        if day is None and int(month) == (int(year) + 1) % 100 > len(_MONTHS):
            yield _Form(f"{year}/{int(year) + 1}", f"some time in {year} or {int(year) + 1}")
        elif day is None:
            yield from _month(int(year), int(month))
        else:
            yield from _day(int(year), int(month), int(day))
    elif found := _YEAR_LAST.fullmatch(typed):
        year = found[3] if len(found[3]) == len("2024") else f"20{found[3]}"
        yield from _day(int(year), int(found[2]), int(found[1]))
        yield from _day(int(year), int(found[1]), int(found[2]))
        # 25-10-14: a number that is no month may be the year; of one to come it is none.
        first = 2000 + int(found[1])
        short = len(found[3]) < len("2024") and "-" in typed and int(found[1]) > len(_MONTHS)
        if short and (today is None or first <= today.year):
            yield from _day(first, int(found[2]), int(found[3]))
    elif found := _MONTH_YEAR.fullmatch(typed):
        yield from _month(int(found[2]), int(found[1]))
    elif found := _DAY_MONTH.fullmatch(typed):
        for month, day in ((found[2], found[1]), (found[1], found[2])):
            yield from islice(_day_of_any_year(int(month), int(day), today), 1)


def _named(typed: str, today: date | None) -> Iterator[_Form]:
    """Yield `7 Sep 2024`, `Sep 7 2024`, `early Sep 2024` and the like, with or without a year."""
    words = [each for each in re.split(r"[ \-/.]", typed) if each not in ("", *_PARTS)]
    if len(words) == 2 and words[0] in _SEASONS and re.fullmatch(r"\d{4}", words[1]):
        number = _SEASONS[words[0]]
        yield _Form(f"{words[1]}-{number + 4}", f"{words[0]} of the north")
        yield _Form(f"{words[1]}-{number + 8}", f"{words[0]} of the south")
        return
    months = [number for word in words if (number := _month_number(word))]
    numbers = [word for word in words if word.isdecimal()]
    if len(months) != 1 or len(numbers) != len(words) - 1 or len(numbers) > 2:
        return
    years = [number for number in numbers if len(number) == len("2024")]
    days = [number for number in numbers if len(number) <= len("31")]
    if not years and len(days) == 2 and len(days[-1]) == len("25"):
        # Which of the two is the year is not clear; the last mostly is.
        yield from _day(2000 + int(days[1]), months[0], int(days[0]))
        yield from _day(2000 + int(days[0]), months[0], int(days[1]))
        return
    if len(years) + len(days) != len(numbers) or len(years) > 1 or len(days) > 1:
        return
    if not years and days:
        yield from _day_of_any_year(months[0], int(days[0]), today)
    elif not years and today is not None:
        latest = today.year if months[0] <= today.month else today.year - 1
        for year in (latest, latest - 1):
            yield from _month(year, months[0])
    elif years and days:
        yield from _day(int(years[0]), months[0], int(days[0]))
    elif years:
        yield from _month(int(years[0]), months[0])


def _near(typed: str, today: date | None) -> Iterator[_Form]:
    """Yield what is counted from today."""
    if today is None:
        return
    which, _, unit = typed.partition(" ")
    if typed in _BACK:
        yield _day_form(today - timedelta(days=_BACK[typed]))
    elif found := _AGO.fullmatch(typed):
        count = int(found[1]) if found[1].isdecimal() else _COUNTS.get(found[1], 0)
        if count:
            yield from _ago(count, found[2], today)
    elif which in ("last", "this", "next") and unit in ("week", "month", "year"):
        yield from _ago({"last": 1, "this": 0, "next": -1}[which], unit, today)
    elif which in ("last", "this", "next") and _is_weekday(unit):
        number = next(n for n, name in enumerate(_WEEKDAYS) if name.startswith(unit))
        back = (today.weekday() - number) % 7
        days = (-7, -14) if which == "next" else (0, 7)
        for each in days:
            yield _day_form(today - timedelta(days=back + each))
    elif _is_weekday(typed):
        yield _Form(typed, typed)


def _ago(count: int, unit: str, today: date) -> Iterator[_Form]:
    if unit == "day":
        yield _day_form(today - timedelta(days=count))
    elif unit == "week":
        monday = today - timedelta(days=today.weekday() + 7 * count)
        yield _Form(f"{monday}/{monday + timedelta(days=6)}", "some day of that week")
    elif unit == "month":
        months = today.year * 12 + today.month - 1 - count
        yield from _month(months // 12, months % 12 + 1)
    else:
        yield _Form(f"{today.year - count}", f"{today.year - count}")


def _day_of_any_year(month: int, day: int, today: date | None) -> Iterator[_Form]:
    """Yield a day without its year in the last year in which it had come, and in the one before."""
    if today is None:
        return
    latest = today.year if (month, day) <= (today.month, today.day) else today.year - 1
    for year in (latest, latest - 1):
        yield from _day(year, month, day)


def _day(year: int, month: int, day: int) -> Iterator[_Form]:
    try:
        yield _day_form(date(year, month, day))
    except ValueError:
        return  # this calendar has no such day


def _day_form(day: date) -> _Form:
    return _Form(day.isoformat(), f"{day.day} {_MONTHS[day.month - 1][:3].title()} {day.year}")


def _month(year: int, month: int) -> Iterator[_Form]:
    if 1 <= month <= len(_MONTHS):
        yield _Form(f"{year:04}-{month:02}", f"{_MONTHS[month - 1][:3].title()} {year}")


def _month_number(word: str) -> int:
    """Return 1 to 12 for a month's name or its beginning; 0 for anything else."""
    name = word.removesuffix(".")
    fits = [n for n, each in enumerate(_MONTHS, 1) if len(name) >= 3 and each.startswith(name)]
    return fits[0] if fits else 0


def _is_weekday(word: str) -> bool:
    return len(word) >= 3 and any(name.startswith(word) for name in _WEEKDAYS)


def _clock(found: re.Match[str]) -> str:
    """Return `14` or `14:30` for a spoken time; nothing for what no clock shows."""
    hour, half = int(found[1]), (found[3] or "").replace(".", "")
    if half in ("am", "pm"):
        if not 1 <= hour <= 12:
            return ""
        hour = hour % 12 + (12 if half == "pm" else 0)
    minute = f":{found[2]}" if found[2] else ""
    return f"{hour:02}{minute}" if hour < 24 and (found[2] or "0") < "60" else ""
