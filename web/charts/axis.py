"""The axis that pictures stand on: days as they were given, side by side in the order of what
happened.

A day has room for its steps and no hour that nobody reported; a long silence is a narrow gap in
which its days are counted, so that four busy days and a silent month can both be read.
Rules: docs/adr/0047.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from msgspec import Struct

from parley.answers.language import say_many
from parley.answers.words.moments import moment_said
from parley.web.charts.lettering import Box, width_of
from parley.web.charts.looks import SMALL, TEXT
from parley.web.charts.marks import Area, Mark, Path, Words

__all__ = ["HEADER", "Axis", "Stop", "axis_of", "day_said", "days_drawn", "days_said"]

HEADER: Final = 38.0
"""Pixels over the marks in which days are named and silences counted."""
_DAY: Final = 86_400_000_000  # µs
_SILENT_DAYS: Final = 3  # from so many on, days without a step are counted out
_SILENCE: Final = 54.0  # px
_SILENCES_MAX: Final = 0.3  # of the width
_BAND_MIN: Final = 5.0  # px of a day that has a ground of its own
_MORE: Final = 0.55  # of a day's room, that each further step of the day adds


class Stop(Struct, frozen=True):
    """Something that has a place on the axis; bounds in µs since 1970, UTC."""

    key: str
    occurred: str
    earliest: int
    latest: int


class Band(Struct, frozen=True):
    """A day, from its left to its right edge."""

    said: str
    left: float
    right: float


class Silence(Struct, frozen=True):
    """A gap between two days in which nothing is recorded."""

    said: str
    left: float
    right: float


class Axis(Struct, frozen=True):
    """Where everything stands, in pixels from the left."""

    places: Mapping[str, float]
    bands: tuple[Band, ...]
    silences: tuple[Silence, ...]
    left: float
    right: float


def axis_of(stops: Sequence[Stop], left: float, right: float) -> Axis:
    """Return the axis of what happened, in the order given."""
    days: list[list[Stop]] = []
    for stop in stops:
        if days and day_said(days[-1][-1].occurred) == day_said(stop.occurred):
            days[-1].append(stop)
        else:
            days.append([stop])
    silent = [(after[0].earliest - before[-1].latest) // _DAY for before, after in pairwise(days)]
    counted = [each >= _SILENT_DAYS for each in silent]
    gap = min(_SILENCE, (right - left) * _SILENCES_MAX / max(1, sum(counted)))
    room = right - left - gap * sum(counted)
    weights = [1 + _MORE * (len(day) - 1) for day in days]
    places: dict[str, float] = {}
    bands: list[Band] = []
    silences: list[Silence] = []
    at = left
    for number, (day, weight) in enumerate(zip(days, weights, strict=True)):
        if number and counted[number - 1]:
            said = say_many(silent[number - 1], "{number} day", "{number} days")
            silences.append(Silence(said, at, at + gap))
            at += gap
        wide = room * weight / sum(weights)
        for index, stop in enumerate(day):
            places[stop.key] = at + wide * (index + 0.5) / len(day)
        bands.append(Band(day_said(day[0].occurred), at, at + wide))
        at += wide
    return Axis(places, tuple(bands), tuple(silences), left, right)


def days_drawn(
    axis: Axis, top: float, bottom: float, sizes: tuple[float, float] = (TEXT, SMALL)
) -> Iterator[Mark]:
    """Yield the days from the line of their names, HEADER over `top`, down to `bottom`; `sizes` are
    those of the names of days, and of the silences."""
    for number, band in enumerate(axis.bands):
        if number % 2 and band.right - band.left >= _BAND_MIN:
            yield Area(box=Box(band.left, top - 4, band.right, bottom), fill="tint")
    for silence in axis.silences:
        middle = (silence.left + silence.right) / 2
        yield Path(
            d=f"M{middle:.1f},{top - 4:.1f}V{bottom:.1f}", ink="rule", width=1.5, dashes=(1, 5)
        )
    yield from days_said(axis, top, sizes)


def days_said(
    axis: Axis, top: float, sizes: tuple[float, float] = (TEXT, SMALL)
) -> Iterator[Words]:
    """Yield the names of days and the length of silences, as far as each has room."""
    size, smaller = sizes
    free, said_year, said_month = axis.left - 4.0, "", ""
    for band in axis.bands:
        year, month = _year_of(band.said), _month_of(band.said)
        said_once = year == said_year and band.said.count(year) == 1
        short = band.said.removesuffix(year).rstrip() if year and said_once else band.said
        choices = [short]
        if month and (month, year) == (said_month, said_year):
            choices.append(band.said.partition(" ")[0])
        for text in choices:
            wide = width_of(text, size)
            begins = max(axis.left, min((band.left + band.right - wide) / 2, axis.right - wide))
            if wide > band.right - band.left:
                begins = max(axis.left, min(band.left, axis.right - wide))
            elif begins < free <= band.right - wide:
                begins = free  # beside the middle of its day, and still over it
            if begins >= free:
                free, said_year, said_month = begins + wide + 9, year, month
                yield Words(text=text, x=begins, y=top - 24, size=size)
                break
    free = axis.left
    for silence in axis.silences:
        wide = width_of(silence.said, smaller)
        middle = (silence.left + silence.right - wide) / 2
        begins = max(axis.left, min(middle, axis.right - wide))
        if begins >= free:
            free = begins + wide + 6
            yield Words(text=silence.said, x=begins, y=top - 9, size=smaller, ink="second")


def day_said(occurred: str) -> str:
    """Return the moment as given, without the time of day."""
    return moment_said(occurred if "/" in occurred else occurred.partition("T")[0])


def _year_of(said: str) -> str:
    last = said.rpartition(" ")[2]
    return last if len(last) == 4 and last.isdigit() else ""


def _month_of(said: str) -> str:
    parts = said.split(" ")
    return parts[1] if len(parts) == 3 and parts[0].isdigit() else ""
