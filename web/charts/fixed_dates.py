"""The dates that the law or the calendar sets, as lines behind all lanes, and what each of them is.

Words stand beside the foot of their line, as deep as it takes for none to cover another or to be
crossed; for which there is no room, they stand in a note.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from parley.answers.language import say
from parley.negotiation import rows
from parley.negotiation.views.seen import Seen
from parley.web.charts.axis import Axis, Stop, day_said
from parley.web.charts.lettering import Box, shortened, width_of
from parley.web.charts.looks import SMALL
from parley.web.charts.marks import Mark, Path, Words

__all__ = ["Dates", "dates_drawn", "stops_of_dates"]

_DAY: Final = 86_400_000_000  # µs
_WIDE_MAX: Final = 230.0  # px of what a date is, in so many lines
_LINES: Final = 2
_LINE: Final = 16.0  # px
_TALL: Final = _LINES * _LINE + 2
_TIERS: Final = 3
_BESIDE: Final = 5.0  # px between a line and its words


class Dates(Struct, frozen=True):
    """The lines, the words under them, where these end, and what is left to say in a note."""

    marks: tuple[Mark, ...]
    bottom: float
    notes: list[str]


class _Placed(Struct, frozen=True):
    """The words of a date in pixels under the lanes, and where its line stands."""

    x: float
    box: Box

    @property
    def line(self) -> Box:
        return Box(self.x - 1, 0, self.x + 1, self.box.bottom)


def stops_of_dates(seen: Seen) -> list[tuple[int, Stop]]:
    """Return the fixed dates as stops of an axis, each with the end of its day, in order."""
    found = (
        (row.when_latest, Stop(_key(row), row.when, row.when_latest - _DAY, row.when_latest))
        for row in _dates(seen)
        if row.when is not None and row.when_latest is not None
    )
    return sorted(found, key=lambda each: each[0])


def dates_drawn(
    seen: Seen, axis: Axis, top: float, bottom: float, right: float, *, worded: bool
) -> Dates:
    """Return the lines from `top` to `bottom`, and where they are `worded` the words under them, up
    to the pixel `right`."""
    shown = [row for row in _dates(seen) if _key(row) in axis.places]
    placed: list[_Placed] = []
    marks: list[Mark] = []
    left: list[str] = []
    # From the right: words stand to the right of their line, and lines to come are to its left.
    for row in sorted(shown, key=lambda each: -axis.places[_key(each)]):
        x, text = axis.places[_key(row)], _said(row)
        lines = shortened(text, SMALL, _WIDE_MAX, _LINES)
        wide = max(width_of(each, SMALL) for each in lines)
        choices = _choices(x, wide, right) if worded else iter(())
        found = next((each for each in choices if _fits(each, placed)), None)
        end = bottom + 4
        if found is None:
            left.append(text)
        else:
            placed.append(found)
            end = bottom + found.box.bottom
            marks += [
                Words(
                    text=words,
                    x=found.box.left,
                    y=bottom + found.box.top + _LINE * (number + 1),
                    size=SMALL,
                    ink="second",
                )
                for number, words in enumerate(lines)
            ]
        marks.append(Path(d=f"M{x:.1f},{top - 4:.1f}V{end:.1f}", ink="second", dashes=(5, 4)))
    deep = max((each.box.bottom for each in placed), default=0.0)
    return Dates(tuple(marks), bottom + deep + 6, _noted(left[::-1], all_of_them=not placed))


def _noted(texts: Sequence[str], *, all_of_them: bool) -> list[str]:
    if not texts:
        return []
    said = "; ".join(texts)
    if all_of_them:
        return [say("Dashed lines, fixed dates: {dates}", dates=said)]
    return [say("Dashed lines without words: {dates}", dates=said)]


def _said(row: rows.DeadlineRow) -> str:
    """The day first: it is not cut."""
    when = day_said(row.when or "")
    return say("{when}: {what}", when, row.what) if row.what else when


def _choices(x: float, wide: float, right: float) -> Iterator[_Placed]:
    """Yield places for words: to the right of their line, deeper and deeper; then to its left."""
    for left in (x + _BESIDE, x - _BESIDE - wide):
        for tier in range(_TIERS):
            if left >= 4 and left + wide <= right:
                yield _Placed(x, Box(left, _TALL * tier, left + wide + 6, _TALL * (tier + 1)))


def _fits(new: _Placed, placed: Sequence[_Placed]) -> bool:
    return not any(
        new.box.meets(each.box) or new.box.meets(each.line) or new.line.meets(each.box)
        for each in placed
    )


def _dates(seen: Seen) -> list[rows.DeadlineRow]:
    """The fixed dates that no other has taken the place of."""
    return [
        row
        for row in seen.all(rows.DeadlineRow)
        if row.kind == "external_hard" and row.when and not seen.saw(row.moved_by)
    ]


def _key(row: rows.DeadlineRow) -> str:
    return f"date#{row.step}.{row.line}"
