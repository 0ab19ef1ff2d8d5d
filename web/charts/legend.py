"""What the shapes, fillings and lines of a picture mean, in as many lines as they need."""

from collections.abc import Sequence
from typing import Final

import altair as alt
from msgspec import Struct

from parley.web.charts.lettering import width_of
from parley.web.charts.looks import WIDTH, Layers, Look, as_given, data_of, down, shapes_of

__all__ = ["Entry", "legend"]

_SIZE: Final = 11  # px
_LINE: Final = 22  # px
_SHAPED: Final = 20  # px that a shape takes before its word
_LINED: Final = 34  # px that a line takes before its word
_APART: Final = 18  # px


class Entry(Struct, frozen=True):
    """A word, and what stands before it; an empty shape is none."""

    word: str
    shape: str
    colour: str
    filling: str
    dashes: tuple[int, int] | None = None
    """Of the line through the shape, where there is one."""


def legend(groups: Sequence[Sequence[Entry]], look: Look) -> Layers:
    """The entries; each group begins a line."""
    marks: list[dict[str, object]] = []
    widest, down = 0.0, 10 - _LINE
    for group in groups:
        left, down = 0.0, down + _LINE
        for entry in group:
            sign = _SHAPED if entry.dashes is None else _LINED
            wide = sign + width_of(entry.word, _SIZE)
            if left and left + wide > WIDTH:
                left, down = 0.0, down + _LINE
            marks.append(
                {
                    "word": entry.word,
                    "shape": entry.shape,
                    "colour": entry.colour,
                    "filling": entry.filling,
                    "dashes": entry.dashes,
                    "left": left,
                    "middle": left + (sign - 4) / 2,
                    "right": left + sign - 4,
                    "text": left + sign,
                    "down": down,
                }
            )
            widest = max(widest, left + wide)
            left += wide + _APART
    return _drawn(marks, widest, down + 10, look)


def _drawn(marks: Sequence[dict[str, object]], width: float, height: float, look: Look) -> Layers:
    across = alt.Scale(domain=[0, width], nice=False)
    y = down("down", height)

    def x(field: str) -> alt.X:
        return alt.X(f"{field}:Q", scale=across, axis=None)

    lines = (
        data_of(mark for mark in marks if mark["dashes"] is not None)
        .mark_rule(strokeWidth=2.4)
        .encode(
            x=x("left"),
            x2="right:Q",
            y=y,
            color=as_given(),
            strokeDash=alt.StrokeDash("dashes:O", scale=None, legend=None),
        )
    )
    shaped = data_of(mark for mark in marks if mark["shape"])
    shapes = shapes_of(shaped, 110, x=x("middle"), y=y)
    words = (
        data_of(marks)
        .mark_text(align="left", fontSize=_SIZE, color=look.ink)
        .encode(x=x("text"), y=y, text="word:N")
    )
    return alt.layer(lines, shapes, words, width=width, height=height)
