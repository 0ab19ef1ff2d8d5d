"""The answer `series` on a scale, for a look at the terminal: who asks, who offers, how far.

What has no figure gets no place on the scale: it is hatched from end to end. Pictures to publish
are `parley chart offers`.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from parley.answers.entries import Entry
from parley.answers.language import marked, say
from parley.answers.offers_series import heading_of, verb_of
from parley.answers.shapes.offers import SeriesPoint
from parley.answers.words import wording
from parley.negotiation.arrows import arrow
from parley.negotiation.quantities import Number, Quantity, Reading

__all__ = ["CHART_LEGEND", "chart_entries"]

CHART_LEGEND: Final = marked(
    "■ offered   ● demanded   ┄ our reading of words   ≈ about   ░ no figure"
)
_CELLS: Final = 25
"""Columns of the scale; one for zero, one for the largest figure."""
_MARKS: Final = {"offer": "■", "demand": "●"}


def chart_entries(points: Sequence[SeriesPoint]) -> list[Entry]:
    """Return the points under their series, all of one issue on one scale from zero."""
    most: dict[str, Number] = {}
    for point in points:
        most[point.issue] = max(most.get(point.issue, 0), _largest(point.quantity))
    return [_entry(point, most[point.issue]) for point in points]


def _entry(point: SeriesPoint, most: Number) -> Entry:
    said = f" {point.said}" if point.said else ""
    line = f"{arrow(point.by, ())} {verb_of(point)}{said}, {wording.moment(point.occurred)}"
    scale = f" · {say('0 to {most}', most)}" if most else ""
    return Entry(
        heading=heading_of(point) + scale,
        label=wording.step(point.version),
        line=f"{_bar(point, most)}  {line}" if most else line,
        notes=(wording.source_note(point, point.said),),
    )


def _bar(point: SeriesPoint, most: Number) -> str:
    mark = _MARKS.get(point.kind)
    if mark is None:  # taken back: nothing stands
        return "·" * _CELLS
    figure, line = _drawn(point.quantity)
    if figure is None:
        return "░" * _CELLS
    low, high = figure.bounds()
    if figure.kind == "about":  # nobody said how far from it
        low = high = Decimal(figure.value or 0)
        mark = "≈"
    first = 0 if low is None else _cell(low, most)
    last = _CELLS - 1 if high is None else _cell(high, most)
    cells = ["·"] * first + [line] * (last - first + 1) + ["·"] * (_CELLS - 1 - last)
    cells[first] = "←" if low is None else mark
    cells[last] = "→" if high is None else mark
    return "".join(cells)


def _drawn(quantity: Quantity | None) -> tuple[Quantity | Reading | None, str]:
    """The figure that can be drawn, and the line between its ends."""
    if quantity is None:
        return None, ""
    if quantity.reads_as is not None:
        return quantity.reads_as, "┄"
    return (None, "") if quantity.kind == "unquantified" else (quantity, "─")


def _cell(count: Number, most: Number) -> int:
    return round(Decimal(count) * (_CELLS - 1) / Decimal(most))


def _largest(quantity: Quantity | None) -> Number:
    figure, _ = _drawn(quantity)
    if figure is None:
        return 0
    return max(Decimal(figure.value or 0), Decimal(figure.high or 0))
