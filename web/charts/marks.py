"""What a picture is made of, and how it becomes SVG: lines, areas, shapes and words.

Typed marks and no templates: where a word stands and how wide it is can be asked before it is
drawn, so that none covers another. A mark names its ink; the file carries the light colours as
attributes and the dark ones as a rule of its style, so that a program that reads no styles still
shows the light picture.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, TypeAlias
from xml.sax.saxutils import escape, quoteattr

from msgspec import Struct

from parley.answers.printing import CONTROLS, TURNING
from parley.web.charts.lettering import Box, width_of
from parley.web.charts.looks import Palette, Theme

__all__ = [
    "FONT",
    "Area",
    "Drawing",
    "Mark",
    "Path",
    "Shape",
    "Told",
    "Words",
    "dark_rules",
    "svg_of",
]

FONT: Final = "Noto Sans, Noto Sans Devanagari, Segoe UI, Helvetica, Arial, DejaVu Sans, sans-serif"
_HATCH: Final = "hatch"

# What no SVG may hold, and what turns the reading direction round: words of strangers must not
# rearrange what stands beside them.
_WRITTEN_OUT: Final = {
    code: f"\\u{code:04x}" for code in (*CONTROLS, *TURNING, *range(0xD800, 0xE000), 0xFFFE, 0xFFFF)
}


class Path(Struct, frozen=True, kw_only=True):
    """A line or an outline in SVG's own notation, in pixels."""

    d: str
    ink: str | None = "ink"
    fill: str | None = None
    width: float = 1.0
    dashes: tuple[float, ...] = ()
    opacity: float = 1.0


class Area(Struct, frozen=True, kw_only=True):
    """A rectangle; `hatched` in its ink instead of filled."""

    box: Box
    fill: str | None = None
    ink: str | None = None
    width: float = 1.0
    dashes: tuple[float, ...] = ()
    opacity: float = 1.0
    """Of the filling alone."""
    hatched: bool = False
    round: float = 0.0


class Shape(Struct, frozen=True, kw_only=True):
    """A shape about `size` pixels from its middle to its edge, filled to a share of its ink."""

    d: str
    x: float
    y: float
    size: float
    ink: str
    share: float

    @property
    def box(self) -> Box:
        """The room that it takes up."""
        around = self.size + 1.5
        return Box(self.x - around, self.y - around, self.x + around, self.y + around)


class Words(Struct, frozen=True, kw_only=True):
    """One line of words; `y` is their base line, `x` where they begin, stand or end."""

    text: str
    x: float
    y: float
    size: float
    anchor: str = "start"
    ink: str = "ink"
    bold: bool = False
    italic: bool = False
    rim: str = "paper"
    """The ink of what is behind them, so that no line crosses them out."""

    @property
    def box(self) -> Box:
        """The room that they take up, in the widest of the fonts asked for."""
        wide = width_of(self.text, self.size, bold=self.bold)
        before = {"start": 0.0, "middle": wide / 2, "end": wide}[self.anchor]
        left = self.x - before
        return Box(left, self.y - self.size * 0.85, left + wide, self.y + self.size * 0.25)


class Told(Struct, frozen=True, kw_only=True):
    """Marks that are one thing: what it says to a screen reader, and to who points at it."""

    said: str
    marks: tuple["Mark", ...]
    step: str = ""
    """`v5`, or `slug#5`; empty where it stands for no step."""


Mark: TypeAlias = Path | Area | Shape | Words | Told


class Drawing(Struct, frozen=True, kw_only=True):
    """A whole picture: its size in pixels, its marks from the back to the front, its words."""

    width: float
    height: float
    title: str
    said: str
    """What it shows, in sentences, for who cannot see it."""
    marks: tuple[Mark, ...]
    palette: Palette

    def all(self) -> Iterator[Mark]:
        """Yield every mark, those within others too."""
        yield from _all(self.marks)


def svg_of(
    drawing: Drawing, *, theme: Theme | None = None, name: str = "", bare: bool = False
) -> str:
    """Return the picture as SVG: in the colours of a theme, or of its surroundings.

    `name` begins the names within it, so that a page can hold several. A `bare` one leaves its
    style to the page, which has `dark_rules`.
    """
    return _Pen(drawing, theme, name).written(bare=bare)


def dark_rules(palettes: Iterable[Palette]) -> str:
    """Return the rules of a style that put pictures into the colours of dark surroundings."""
    tones = {ink: tone for palette in palettes for ink, tone in palette.tones.items()}
    return "".join(
        f".f-{ink}{{fill:{tone.dark}}}.s-{ink}{{stroke:{tone.dark}}}"
        for ink, tone in sorted(tones.items())
    )


def _all(marks: Sequence[Mark]) -> Iterator[Mark]:
    for mark in marks:
        yield mark
        if isinstance(mark, Told):
            yield from _all(mark.marks)


class _Pen:
    """Writes one picture."""

    def __init__(self, drawing: Drawing, theme: Theme | None, name: str) -> None:
        self._drawing = drawing
        self._theme = theme
        self._name = name
        self._hatches: dict[str, str] = {}

    def written(self, *, bare: bool) -> str:
        drawing = self._drawing
        body = "".join(map(self._mark, drawing.marks))
        size = f"{_number(drawing.width)} {_number(drawing.height)}"
        wide, high = size.split()
        style = ""
        if self._theme is None and not bare:
            rules = dark_rules([drawing.palette])
            style = f"<style>@media (prefers-color-scheme:dark){{{rules}}}</style>"
        hatches = f"<defs>{''.join(self._hatches.values())}</defs>" if self._hatches else ""
        title, said = f"{self._name}title", f"{self._name}said"
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" width="{wide}" '
            f'height="{high}" role="graphics-document document" aria-labelledby="{title} {said}" '
            f'font-family="{FONT}" stroke-linejoin="round">'
            f'<title id="{title}">{_text(drawing.title)}</title>'
            f'<desc id="{said}">{_text(drawing.said)}</desc>{style}{hatches}'
            f'<rect width="{wide}" height="{high}"{self._inks("paper")}/>{body}</svg>'
        )

    def _mark(self, mark: Mark) -> str:
        if isinstance(mark, Told):
            step = f" data-step={quoteattr(mark.step)}" if mark.step else ""
            inside = "".join(map(self._mark, mark.marks))
            said = quoteattr(mark.said.translate(_WRITTEN_OUT))
            return (
                f'<g role="img" aria-label={said}{step}>'
                f"<title>{_text(mark.said)}</title>{inside}</g>"
            )
        if isinstance(mark, Words):
            return self._words(mark)
        if isinstance(mark, Shape):
            return self._shape(mark)
        if isinstance(mark, Area):
            return self._area(mark)
        return (
            f'<path d="{mark.d}"{self._inks(mark.fill, mark.ink)}'
            f"{_line(mark.width, mark.dashes)}{_opacity(mark.opacity)}/>"
        )

    def _words(self, mark: Words) -> str:
        look = ' font-weight="bold"' if mark.bold else ""
        look += ' font-style="italic"' if mark.italic else ""
        anchor = f' text-anchor="{mark.anchor}"' if mark.anchor != "start" else ""
        place = f'x="{_number(mark.x)}" y="{_number(mark.y)}" font-size="{_number(mark.size)}"'
        rim = f'{self._inks(mark.ink, mark.rim)} stroke-width="3" paint-order="stroke"'
        return f"<text {place}{anchor}{look}{rim}>{_text(mark.text)}</text>"

    def _shape(self, mark: Shape) -> str:
        place = f'transform="translate({_number(mark.x)} {_number(mark.y)}) scale({mark.size:g})"'
        width = f' stroke-width="{2 / mark.size:.3g}"'
        if mark.share >= 1:
            return f'<path {place} d="{mark.d}"{self._inks(mark.ink, mark.ink)}{width}/>'
        dashes = ' stroke-dasharray=".5 .36"' if mark.share <= 0 else ""
        outline = f'<path d="{mark.d}"{self._inks("paper", mark.ink)}{width}{dashes}/>'
        part = ""
        if mark.share > 0:  # the lower half
            part = f'<path d="M-.95,0H.95L.7,.7L0,.95L-.7,.7Z"{self._inks(mark.ink)}/>'
        return f"<g {place}>{outline}{part}</g>"

    def _area(self, mark: Area) -> str:
        box = mark.box
        place = (
            f'x="{_number(box.left)}" y="{_number(box.top)}" '
            f'width="{_number(max(0.0, box.right - box.left))}" '
            f'height="{_number(max(0.0, box.bottom - box.top))}"'
        )
        corners = f' rx="{_number(mark.round)}"' if mark.round else ""
        inks = self._inks(mark.fill, mark.ink)
        if mark.hatched and mark.ink is not None:
            inks = f' fill="url(#{self._hatch(mark.ink)})"{self._inks("", mark.ink)}'
        seen = f' fill-opacity="{mark.opacity:g}"' if mark.opacity < 1 else ""
        return f"<rect {place}{corners}{inks}{seen}{_line(mark.width, mark.dashes)}/>"

    def _hatch(self, ink: str) -> str:
        name = f"{self._name}{_HATCH}-{ink}"
        self._hatches[ink] = (
            f'<pattern id="{name}" width="7" height="7" patternUnits="userSpaceOnUse" '
            f'patternTransform="rotate(45)"><rect width="7" height="7"{self._inks("paper")}/>'
            f'<path d="M0 0V7"{self._inks(None, ink)} stroke-width="1.4" stroke-opacity=".4"/>'
            f"</pattern>"
        )
        return name

    def _inks(self, fill: str | None, ink: str | None = None) -> str:
        """The attributes of a filling and of a line; an empty filling is written elsewhere."""
        given = [("fill", fill), ("stroke", ink)]
        tone = self._drawing.palette.tone
        parts = [
            f'{what}="{tone(name).on(self._theme or "light")}"' for what, name in given if name
        ]
        parts += ['fill="none"'] if fill is None else []
        if self._theme is None:
            names = " ".join(f"{what[0]}-{name}" for what, name in given if name)
            parts += [f'class="{names}"'] if names else []
        return "".join(f" {part}" for part in parts)


def _line(width: float, dashes: tuple[float, ...]) -> str:
    broken = f' stroke-dasharray="{" ".join(map(_number, dashes))}"' if dashes else ""
    return f' stroke-width="{_number(width)}"{broken}'


def _opacity(share: float) -> str:
    return f' opacity="{share:g}"' if share < 1 else ""


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _text(words: str) -> str:
    return escape(words.translate(_WRITTEN_OUT))
