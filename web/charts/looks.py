"""How pictures look: sizes, colours, shapes and fonts, in light and in dark.

Colour never says anything alone: a party has its lane or its name beside the line, a kind of step
its shape, a class of attribution its filling.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Literal, TypeAlias

import altair as alt
from msgspec import Struct

from parley.answers.language import marked
from parley.web.charts.lettering import broken

__all__ = [
    "FAMILY_NAMES",
    "FILLINGS",
    "FILLING_NAMES",
    "SHAPES",
    "SWATCH",
    "WIDTH",
    "Layers",
    "Look",
    "Theme",
    "as_given",
    "data_of",
    "down",
    "dress",
    "look_of",
    "mixed",
    "shapes_of",
]

Layers: TypeAlias = alt.LayerChart | alt.FacetChart
Theme = Literal["light", "dark"]

WIDTH: Final = 960
"""Pixels that a picture is wide, without labels at its sides."""
_TITLE_SIZE: Final = 17  # px
_SUBTITLE_SIZE: Final = 12  # px

SHAPES: Final[Mapping[str, str]] = {
    "talks": "circle",
    "people": "triangle-right",
    "meeting": "square",
    "words": "M-.9,-.75L.9,-.75L.9,.4L0,.4L-.5,.95L-.5,.4L-.9,.4Z",
    "offer": "diamond",
    "demand": "triangle-up",
    "date": "M-.7,-1L.85,-.45L-.4,.1L-.4,1L-.7,1Z",
    "deal": "M0,-1L.29,-.4L.95,-.31L.47,.15L.59,.81L0,.5L-.59,.81L-.47,.15L-.95,-.31L-.29,-.4Z",
    "end": "M-.9,-.55L-.55,-.9L0,-.35L.55,-.9L.9,-.55L.35,0L.9,.55L.55,.9L0,.35L-.55,.9L-.9,.55"
    "L-.35,0Z",
    "move": "triangle-down",
}
"""What is drawn -> its shape."""

FAMILY_NAMES: Final[Mapping[str, str]] = {
    "talks": marked("talks"),
    "people": marked("people and parties"),
    "meeting": marked("meeting"),
    "words": marked("statement"),
    "offer": marked("offer or concession"),
    "demand": marked("demand or condition"),
    "date": marked("deadline"),
    "deal": marked("deal or consent"),
    "end": marked("end or refusal"),
    "move": marked("move of one side"),
}
"""What is drawn -> what the legend calls it."""

SWATCH: Final = "M-1.3,-.55L1.3,-.55L1.3,.55L-1.3,.55Z"
"""Shape in which the legend shows a filling; nothing else has it."""

FILLINGS: Final = {"on_record": 1.0, "media_report": 0.4, "anonymous": 0.0}
"""Class of attribution -> how much of its colour a shape is filled with."""


FILLING_NAMES: Final = {
    "on_record": marked("on record"),
    "media_report": marked("media report"),
    "anonymous": marked("unnamed source"),
}
"""Class of attribution -> what the legend calls it."""


class Look(Struct, frozen=True):
    """Colours of one theme. `parties` are told apart by people who see fewer colours, too."""

    paper: str
    ink: str
    faint: str
    line: str
    parties: tuple[str, ...]
    states: dict[str, str]


_LIGHT: Final = Look(
    paper="#ffffff",
    ink="#1b1b1b",
    faint="#5f6368",
    line="#d5d8dc",
    parties=("#0072b2", "#c25400", "#007a5a", "#a9457f", "#8a6d00", "#3b6fb6", "#6b4c9a"),
    states={
        "proposed": "#fff3cd",
        "talks_underway": "#d6e9f8",
        "deal_reached": "#d3efdc",
        "collapsed": "#f6d5d5",
        "": "#f1f3f4",
    },
)
_DARK: Final = Look(
    paper="#16181c",
    ink="#ececec",
    faint="#a8adb3",
    line="#3a3f45",
    parties=("#56b4e9", "#f08a3c", "#2fc59b", "#dd8cbc", "#e3c33c", "#8fb3e8", "#b49be0"),
    states={
        "proposed": "#4a4120",
        "talks_underway": "#1f3c55",
        "deal_reached": "#1d4630",
        "collapsed": "#552a2a",
        "": "#22262b",
    },
)


def data_of(rows: Iterable[Mapping[str, object]]) -> alt.Chart:
    """A chart of these rows, to which marks are added."""
    return alt.Chart(alt.Data(values=[dict(row) for row in rows]))  # type: ignore[no-untyped-call]


def down(field: str, height: float) -> alt.Y:
    """A field that holds pixels from the top."""
    return alt.Y(f"{field}:Q", scale=alt.Scale(domain=[height, 0], nice=False), axis=None)


def as_given() -> alt.Color:
    """The field that holds a colour."""
    return alt.Color("colour:N", scale=None, legend=None)


def shapes_of(points: alt.Chart, size: int, **channels: object) -> alt.Chart:
    """Marks of the shape, colour and filling that their data say; told to a screen reader where
    they have a description."""
    spoken = "description" in channels or alt.Undefined
    marks: alt.Chart = points.mark_point(size=size, strokeWidth=1.8, opacity=1, aria=spoken).encode(
        shape=alt.Shape("shape:N", scale=None, legend=None),
        stroke=alt.Stroke("colour:N", scale=None, legend=None),
        fill=alt.Fill("filling:N", scale=None, legend=None),
        **channels,
    )
    return marks


def look_of(theme: Theme) -> Look:
    """The colours of a theme."""
    return _DARK if theme == "dark" else _LIGHT


def mixed(colour: str, paper: str, share: float) -> str:
    """A colour on paper of which a share (0 to 1) covers it; both as #rrggbb."""
    pairs = [(int(colour[at : at + 2], 16), int(paper[at : at + 2], 16)) for at in (1, 3, 5)]
    return "#" + "".join(f"{round(share * one + (1 - share) * other):02x}" for one, other in pairs)


def dress(
    charts: Sequence[Layers | alt.VConcatChart],
    look: Look,
    *,
    spacing: int,
    title: str,
    subtitle: list[str],
    description: str,
) -> alt.VConcatChart:
    """The whole picture, one part below the other, each with scales of its own; with its title, its
    colours and what a screen reader says of it."""
    over = broken(title.split(), _TITLE_SIZE, WIDTH, bold=True)
    under = [part for line in subtitle for part in broken(line.split(), _SUBTITLE_SIZE, WIDTH)]
    # Said at once: the library copies a whole chart each time that something is added to it.
    return alt.VConcatChart(
        vconcat=charts,
        spacing=spacing,
        resolve=alt.Resolve(scale=alt.ScaleResolveMap(x="independent", y="independent")),
        title=alt.TitleParams(over, subtitle=under, anchor="start", offset=12),
        description=description,
        background=look.paper,
        padding=16,
        config=_config(look),
    )


def _config(look: Look) -> alt.Config:
    return alt.Config(
        font="DejaVu Sans, Noto Sans, Noto Sans Devanagari, sans-serif",
        view=alt.ViewConfig(stroke=None),
        # A screen reader is told of steps, states and gaps, and not where on a plot a line runs.
        mark=alt.MarkConfig(aria=False),
        title=alt.TitleConfig(
            color=look.ink,
            subtitleColor=look.faint,
            fontSize=_TITLE_SIZE,
            subtitleFontSize=_SUBTITLE_SIZE,
        ),
    )
