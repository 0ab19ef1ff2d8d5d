"""Offers and demands where there is room: time goes across, a share is a scale under the states.

Words without a number stand over the scale as hatched blocks, as long as they stood; how figures
are drawn stands in `offers_figures`. Rules: docs/adr/0047.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct

from parley.answers.language import say, say_many
from parley.negotiation import rows
from parley.negotiation.arrows import arrow
from parley.negotiation.views.seen import Seen
from parley.web.charts.axis import HEADER, Axis, axis_of, days_drawn
from parley.web.charts.ground import Entry, Request, Section, told
from parley.web.charts.lettering import Box, shortened, width_of, wrapped
from parley.web.charts.looks import DASHES, SHAPES, SMALL, TEXT
from parley.web.charts.marks import Area, Mark, Path, Shape, Told, Words
from parley.web.charts.offers_figures import END_SIGNS, Figures, from_to
from parley.web.charts.offers_scale import counts_drawn, highest_of
from parley.web.charts.scale import Scale
from parley.web.charts.shares import Share, moments_of
from parley.web.charts.stands import Stand, verb_of
from parley.web.charts.states import (
    lines_needed,
    spans_of,
    states_drawn,
    states_keyed,
    states_said,
)
from parley.web.charts.timeline import stops_of

__all__ = ["across"]

_LEFT: Final = 56.0  # px for the counts
_RIGHT: Final = 20.0  # px
_STATES: Final = 36.0  # px over the first share, and 17 for each line of words
_HEIGHT_MAX: Final = 900.0  # px of the whole picture
_FOOT: Final = 96.0  # px of its key and sources
_PLOT_MAX: Final = 250.0  # px
_PLOT_MIN: Final = 84.0  # px
_TITLE: Final = 26.0  # px
_UNDER: Final = 14.0  # px under a share
_LINE: Final = 16.0  # px of a line in a block
_LINES_OF_BLOCKS: Final = 3
_NAME_MAX: Final = 180.0  # px of a name in a block
_SIGN: Final = 11.0  # px from the edge of a block to words beside it, with room for its end
_TEXT_MAX: Final = 300.0  # px of the words of a block that is narrower


def across(
    seen: Seen, found: Sequence[Share], request: Request, top: float
) -> tuple[Section, list[Share], list[Entry]]:
    """Return the shares one under the other, which of them are drawn, and the states' key."""
    right = request.width - _RIGHT
    axis = axis_of(stops_of(moments_of(seen, found)), _LEFT, right)
    panels = [_panel(share, axis, request) for share in found]
    steps = moments_of(seen, found)
    spans = spans_of(steps, lambda step: axis.places[str(step)], right)
    lines = lines_needed(spans, (_LEFT, right), 3)
    content = top + HEADER
    first = content + _STATES + 17 * lines
    room = _HEIGHT_MAX - _FOOT - first
    kept = _fitting(panels, room)
    plotted = [panel for panel in kept if panel.share.figures]
    free = room - sum(panel.fixed for panel in kept)
    plot = max(_PLOT_MIN, min(_PLOT_MAX, free / max(1, len(plotted))))
    marks: list[Mark] = []
    y = first
    rows_of = {row.step: row for row in seen.steps}
    for panel in kept:
        high = plot if panel.share.figures else 0.0
        marks += _drawn(panel, y, high, axis, request, rows_of)
        y += panel.fixed + high
    ground: list[Mark] = list(days_drawn(axis, content, y))
    ground += states_drawn(spans, first - 14)
    ground += states_said(spans, first - 14, (_LEFT, right), lines)
    for span in spans:
        if span.closed or span.state in ("deal_reached", "collapsed"):
            ground.append(
                Path(d=f"M{span.left:.1f},{first:.1f}V{y - _UNDER:.1f}", ink="mark", dashes=(2, 3))
            )
    return (
        Section((*ground, *marks), y),
        [panel.share for panel in kept],
        states_keyed(spans),
    )


class _Block(Struct, frozen=True):
    """Words without a number: their block, and where its text stands."""

    stand: Stand
    left: float
    right: float
    lines: list[str]
    text_left: float
    line: int
    """Which line of blocks, from 0."""


class _Panel(Struct, frozen=True):
    """A share, its blocks of words, and how high it is without its plot."""

    share: Share
    blocks: list[_Block]
    heights: list[float]
    left_out: int
    """How many words found no room."""

    @property
    def fixed(self) -> float:
        return _TITLE + sum(self.heights) + _UNDER


def _fitting(panels: Sequence[_Panel], room: float) -> list[_Panel]:
    """The shares for which there is room on one screen; the first always."""
    kept: list[_Panel] = []
    used = 0.0
    for panel in panels:
        least = panel.fixed + (_PLOT_MIN if panel.share.figures else 0)
        if kept and used + least > room:
            break
        kept.append(panel)
        used += least
    return kept


def _panel(share: Share, axis: Axis, request: Request) -> _Panel:
    """Words find room in few lines of blocks, the last of them first; others are counted."""
    blocks: list[_Block] = []
    extents: list[list[tuple[float, float]]] = []
    words = [stand for stand in share.stands if stand.is_words]
    left_out = 0
    for stand in (*words[-1:], *words[:-1]):
        block = _block(stand, axis, request)
        wide = max(width_of(line, SMALL) for line in block.lines)
        left = min(block.left, block.text_left - 4)
        end = max(block.right, block.text_left + wide + 8)
        line = next(
            (
                number
                for number, taken in enumerate(extents)
                if all(end <= one or left >= other for one, other in taken)
            ),
            len(extents),
        )
        if line == _LINES_OF_BLOCKS:
            left_out += 1
            continue
        if line == len(extents):
            extents.append([])
        extents[line].append((left, end))
        blocks.append(_Block(stand, block.left, block.right, block.lines, block.text_left, line))
    heights = [
        max(len(block.lines) for block in blocks if block.line == number) * _LINE + 10
        for number in range(len(extents))
    ]
    return _Panel(share, blocks, heights, left_out)


def _block(stand: Stand, axis: Axis, request: Request) -> _Block:
    """Words in their block where they fit on three lines; else beside it, where there is room."""
    left, right = from_to(stand, axis)
    right = max(right, left + 8)
    text = verb_of(stand, request.subjects(stand.by, _NAME_MAX))
    if stand.end is not None:
        text = f"{text} · {say(END_SIGNS[stand.end][1])}"
    inside = right - left - 14
    lines = wrapped(text, SMALL, inside) if inside > 70 else []
    if lines and len(lines) <= 3:
        return _Block(stand, left, right, lines, left + 7, 0)
    beyond, before = axis.right - right - 4 - _SIGN, left - axis.left - 10
    if inside > min(beyond, _TEXT_MAX) and inside > before:
        return _Block(stand, left, right, shortened(text, SMALL, inside, 4), left + 7, 0)
    if beyond >= min(before, _TEXT_MAX):
        lines = shortened(text, SMALL, min(beyond, _TEXT_MAX), 4)
        return _Block(stand, left, right, lines, right + _SIGN, 0)
    lines = shortened(text, SMALL, min(before, _TEXT_MAX), 4)
    wide = max(width_of(line, SMALL) for line in lines)
    return _Block(stand, left, right, lines, left - 6 - wide, 0)


def _drawn(
    panel: _Panel,
    top: float,
    high: float,
    axis: Axis,
    request: Request,
    steps: Mapping[int, rows.StepRow],
) -> Iterator[Mark]:
    share = panel.share
    name = request.names_of(share.for_parties)
    title = share.called(name)
    if width_of(title, TEXT, bold=True) > axis.right - 8:
        title = share.called(arrow(share.for_parties, ()))
    if panel.left_out:
        more = say_many(panel.left_out, "{number} more in words", "{number} more in words")
        title = f"{title} · {more}"
    yield Words(text=title, x=4, y=top + 17, size=TEXT, bold=True)
    y = top + _TITLE
    for block in panel.blocks:
        at = y + sum(panel.heights[: block.line])
        yield _block_drawn(block, at, panel.heights[block.line], request, steps)
    y += sum(panel.heights)
    if not high:
        return
    scale = Scale(highest_of(share), zero=y + high - 4, end=y + 10)
    yield from counts_drawn(scale, axis, share)
    yield from Figures(share, scale, axis, request, steps).drawn()


def _block_drawn(
    block: _Block,
    top: float,
    high: float,
    request: Request,
    steps: Mapping[int, rows.StepRow],
) -> Told:
    stand = block.stand
    ink = request.palette.ink_of(stand.by)
    tall = len(block.lines) * _LINE + 4
    box = Box(block.left, top, block.right, top + min(high - 4, tall))
    marks: list[Mark] = [
        Area(
            box=box,
            ink=ink,
            width=1.5,
            dashes=DASHES[stand.attribution_class],
            hatched=True,
        )
    ]
    if stand.end is not None:
        sign = END_SIGNS[stand.end][0]
        shape = SHAPES.get(sign, sign)
        marks.append(
            Shape(d=shape, x=box.right, y=(box.top + box.bottom) / 2, size=5, ink="ink", share=1)
        )
    for number, line in enumerate(block.lines):
        base = top + _LINE * (number + 1) - 2
        marks.append(Words(text=line, x=block.text_left, y=base, size=SMALL, italic=True))
    return Told(said=told(steps[stand.version]), step=f"v{stand.version}", marks=tuple(marks))
