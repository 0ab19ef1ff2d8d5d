"""One plot of offers and demands: what one class of sources says, over one row of steps.

Only figures have a height. Words without a number are hatched blocks below with the words in them,
and what is written beside a figure stands where it covers nothing else. Rules: CLI.md, "The page".
"""

from collections.abc import Mapping, Sequence
from typing import Final

import altair as alt
from msgspec import Struct

from parley.answers.language import say
from parley.negotiation import rows
from parley.web.charts.blocks import BLOCK, blocks_of, draw_blocks
from parley.web.charts.ground import Stretch, days, told
from parley.web.charts.lettering import Box, Sheet, width_of
from parley.web.charts.looks import (
    FILLING_NAMES,
    FILLINGS,
    SHAPES,
    Layers,
    Look,
    as_given,
    data_of,
    down,
    mixed,
    shapes_of,
)
from parley.web.charts.stands import Between, Stand, Stood

__all__ = ["GAP_SHARE", "plot"]

GAP_SHARE: Final = 0.16
"""How much of the paper the shade of a gap covers."""

_PLOT: Final = 170  # px
_BELOW: Final = 10  # px from the plot to the first line of blocks
_ROUND: Final = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
_NUMBER_SIZE: Final = 10  # px
_WORD_SIZE: Final = 11  # px
_MARK: Final = 7  # px from the middle of a shape to its edge
_LINE: Final = 13  # px that a line of words is high


def plot(stood: Stood, stretch: Stretch, top: float, look: Look) -> Layers:
    """What stood in a stretch; `top` is the count at the upper edge."""
    figured = [stand for stand in stood.stands if stand.low is not None]
    blocks = blocks_of([stand for stand in stood.stands if stand.low is None])
    scale = _Scale(top, _PLOT if figured else 0)
    height = scale.plot + _BELOW + len(blocks) * BLOCK
    steps = {row.step: row for row in stretch.steps}
    layers = days(stretch, height, look)
    if figured:
        drawn = _Figures(stretch, scale, height, look, steps)
        layers += _counts(stretch, scale, height, look)
        layers += drawn.layers(figured, stood)
    layers += draw_blocks(stretch, blocks, scale.plot + _BELOW, height, look)
    layers.append(_name(say(FILLING_NAMES[stood.attribution_class]), bool(figured), look))
    return alt.layer(*layers, width=stretch.width, height=height)


def _name(word: str, figured: bool, look: Look) -> alt.Chart:
    """Whose word a plot is, at its left: along the counts, or before the words."""
    text: alt.Chart = (
        data_of([{"word": word}])
        .mark_text(
            fontSize=_WORD_SIZE,
            color=look.faint,
            angle=270 if figured else 0,
            align="center" if figured else "right",
        )
        .encode(
            text="word:N",
            x=alt.value(-46 if figured else -8),
            y=alt.value(_PLOT / 2 if figured else _BELOW + BLOCK / 2),
        )
    )
    return text


class _Scale(Struct, frozen=True):
    """Counts as pixels from the top of a plot; `plot` is how high it is."""

    top: float
    plot: int

    def level(self, count: float) -> float:
        """The pixel at which a count stands."""
        return self.plot * (1 - count / self.top)


def _counts(stretch: Stretch, scale: _Scale, height: int, look: Look) -> list[alt.Chart]:
    """Lines at round counts, and their numbers at the left."""
    step = next((each for each in _ROUND if scale.top / each <= 6), _ROUND[-1])
    data = data_of(
        {"count": count, "level": scale.level(count), "place": stretch.first - 0.5}
        for count in range(0, int(scale.top) + 1, step)
    )
    y = down("level", height)
    return [
        data.mark_rule(color=look.line, strokeWidth=0.8).encode(y=y),
        data.mark_text(align="right", dx=-8, fontSize=_WORD_SIZE, color=look.faint).encode(
            x=stretch.x(), y=y, text="count:Q"
        ),
    ]


class _Figures(Struct, frozen=True):
    """Draws what has a height, and writes beside it."""

    stretch: Stretch
    scale: _Scale
    height: int
    look: Look
    steps: Mapping[int, rows.StepRow]

    def layers(self, stands: Sequence[Stand], stood: Stood) -> list[alt.Chart]:
        """Shades, lines, shapes and, over all of them, words."""
        sheet = Sheet(
            Box(0, 0, self.stretch.width + 60, self.scale.plot + _BELOW),
            [self._line(stand, count) for stand in stands for count in self._counts(stand)],
        )
        for stand in stands:
            if stand.version in self.steps:
                sheet.take(self._mark(stand))
        new = [stand for stand in stands if not stand.repeated]
        old = [stand for stand in stands if stand.repeated]
        numbers = self._numbers(sheet, new)
        gaps = self._gap_words(sheet, stood.gaps)
        numbers += self._numbers(sheet, old)
        return [
            *self._shades(stood.gaps),
            *self._bands_and_lines(stands),
            self._shapes(stands, stood),
            *self._written(gaps, mixed(self.look.faint, self.look.paper, GAP_SHARE), "italic"),
            *self._written(numbers, self.look.paper, "normal"),
        ]

    def _counts(self, stand: Stand) -> tuple[float, ...]:
        """The counts at which a stand has a line."""
        if stand.low is None:
            return ()
        return tuple(dict.fromkeys((stand.low, stand.low if stand.high is None else stand.high)))

    def _line(self, stand: Stand, count: float) -> Box:
        level = self.scale.level(count)
        left, right = self.stretch.left(stand.first), self.stretch.left(stand.last)
        return Box(left, level - 1, right, level + 1)

    def _mark(self, stand: Stand) -> Box:
        level, left = self.scale.level(stand.low or 0), self.stretch.left(stand.first)
        return Box(left - _MARK, level - _MARK, left + _MARK, level + _MARK)

    def _numbers(self, sheet: Sheet, stands: Sequence[Stand]) -> list[dict[str, object]]:
        """The figures beside their shapes; of what stood before, at the left edge."""
        found: list[dict[str, object]] = []
        for stand in stands:
            word = f"v{stand.version}: {stand.said}"
            wide = width_of(word, _NUMBER_SIZE)
            level, left = self.scale.level(stand.low or 0), self.stretch.left(stand.first)
            lefts = (left + 8, left - 8 - wide) if stand.version in self.steps else (left + 3,)
            choices = [
                Box(at, middle - _LINE / 2, at + wide, middle + _LINE / 2)
                for at in lefts
                for middle in (level - 10, level + 10)
            ]
            # Beyond the last step only where there is no other room.
            choices.sort(key=lambda box: box.right > self.stretch.width)
            box = sheet.place(choices)
            if box is not None:
                found.append(self._text(word, box.left, (box.top + box.bottom) / 2))
        return found

    def _gap_words(self, sheet: Sheet, gaps: Sequence[Between]) -> list[dict[str, object]]:
        found: list[dict[str, object]] = []
        for gap in gaps:
            left, right = self.stretch.left(gap.first) + 3, self.stretch.left(gap.last) - 3
            upper, lower = self.scale.level(gap.high), self.scale.level(gap.low)
            wide = width_of(gap.word, _WORD_SIZE)
            if wide > right - left or lower - upper < _LINE:
                continue
            choices = [
                Box(at, down, at + wide, down + _LINE)
                for share in (0.5, 0.3, 0.7, 0.0, 1.0)
                for across in (0.5, 0.25, 0.75, 0.0, 1.0)
                for at in (left + across * (right - left - wide),)
                for down in (upper + share * (lower - upper - _LINE),)
            ]
            box = sheet.place(choices)
            if box is not None:
                found.append(self._text(gap.word, box.left, (box.top + box.bottom) / 2))
        return found

    def _text(self, word: str, left: float, middle: float) -> dict[str, object]:
        return {"word": word, "place": self.stretch.place(left), "level": middle}

    def _written(
        self, words: Sequence[Mapping[str, object]], paper: str, style: str
    ) -> list[alt.Chart]:
        """Words, twice, so that a line behind them does not cross them out."""
        size = _WORD_SIZE if style == "italic" else _NUMBER_SIZE
        text = data_of(words).encode(
            x=self.stretch.x(), y=down("level", self.height), text="word:N"
        )
        return [
            text.mark_text(
                align="left", fontSize=size, fontStyle=style, stroke=paper, strokeWidth=4
            ),
            text.mark_text(align="left", fontSize=size, fontStyle=style, color=self.look.ink),
        ]

    def _shades(self, gaps: Sequence[Between]) -> list[alt.Chart]:
        """The gap between the last offer and the last demand, shaded."""
        data = data_of(
            {
                "place": gap.first,
                "end": gap.last,
                "low": self.scale.level(gap.low),
                "high": self.scale.level(gap.high),
                "word": gap.word,
            }
            for gap in gaps
        )
        return [
            data.mark_rect(color=self.look.faint, opacity=GAP_SHARE, aria=True).encode(
                x=self.stretch.x(),
                x2="end:Q",
                y=down("low", self.height),
                y2="high:Q",
                description="word:N",
            )
        ]

    def _bands_and_lines(self, stands: Sequence[Stand]) -> list[alt.Chart]:
        lines: list[dict[str, object]] = []
        bands: list[dict[str, object]] = []
        for stand in stands:
            low, high = stand.low or 0, stand.high
            colour = stand.colour(self.look)
            ends = {"place": stand.first, "end": stand.last, "colour": colour}
            dashes = [1, 5] if stand.ours else [1, 0]
            lines += [
                {**ends, "level": self.scale.level(count), "dashes": dashes}
                for count in self._counts(stand)
            ]
            if high is None or high > low:
                highest = self.scale.top if high is None else high
                bands.append(
                    {**ends, "low": self.scale.level(low), "high": self.scale.level(highest)}
                )
        x = self.stretch.x()
        return [
            data_of(bands)
            .mark_rect(opacity=0.18)
            .encode(x=x, x2="end:Q", y=down("low", self.height), y2="high:Q", color=as_given()),
            data_of(lines)
            .mark_rule(strokeWidth=2.4)
            .encode(
                x=x,
                x2="end:Q",
                y=down("level", self.height),
                color=as_given(),
                strokeDash=alt.StrokeDash("dashes:O", scale=None, legend=None),
            ),
        ]

    def _shapes(self, stands: Sequence[Stand], stood: Stood) -> alt.Chart:
        """A shape for each step of this stretch; what stood before has its own further up."""
        share = FILLINGS[stood.attribution_class]
        marks: list[dict[str, object]] = []
        for stand in stands:
            if stand.version not in self.steps:
                continue
            colour = stand.colour(self.look)
            marks.append(
                {
                    "place": stand.first,
                    "level": self.scale.level(stand.low or 0),
                    "shape": SHAPES[stand.kind],
                    "colour": colour,
                    "filling": mixed(colour, self.look.paper, share),
                    "told": told(self.steps[stand.version]),
                }
            )
        y = down("level", self.height)
        return shapes_of(data_of(marks), 90, x=self.stretch.x(), y=y, description="told:N")
