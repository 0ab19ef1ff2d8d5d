"""What has a height in the picture of offers: figures, how long they stood, and the gap between.

A range is a bar, what is in addition stands on what it adds to, an end has its sign, what is agreed
a line of its own. Rules: docs/adr/0047.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from msgspec import Struct

from parley.answers.language import marked, say
from parley.negotiation import rows
from parley.web.charts.axis import Axis
from parley.web.charts.gaps import Between
from parley.web.charts.ground import Request, told
from parley.web.charts.lettering import Box, Sheet, width_of
from parley.web.charts.looks import DASHES, FILLINGS, SHAPES, SMALL
from parley.web.charts.marks import Area, Mark, Path, Shape, Told, Words
from parley.web.charts.scale import Scale
from parley.web.charts.shares import Share
from parley.web.charts.stands import Agreed, End, Stand, agreed_said, verb_of

__all__ = ["END_SIGNS", "Figures", "from_to"]

_MARK: Final = 5.5  # px
_NAME_MAX: Final = 180.0  # px of a name beside a mark
_FAR: Final = (30, -30, 45, -45, 60, -60, 75, -75, 100, -100)
"""Pixels over and under what is agreed, at which its words look for room last."""
_LABELS_MAX: Final = 40
"""Figures of a share that look for room for their words."""
_CROWDED: Final = 7.0  # px between two steps, under which marks are small

END_SIGNS: Final[Mapping[End, tuple[str, str]]] = {
    "accepted": ("deal", marked("accepted")),
    "rejected": ("end", marked("rejected")),
    "withdrawn": ("M-.25,-1.1H.25V1.1H-.25Z", marked("withdrawn")),
    "dropped": ("M-.25,-1.1H.25V1.1H-.25Z", marked("withdrawn")),
}
"""How a line ends -> its shape, and what the key calls it."""


def from_to(stand: Stand, axis: Axis) -> tuple[float, float]:
    left = axis.places[str(stand.version)]
    return left, axis.right if stand.until is None else axis.places[str(stand.until)]


class Figures(Struct, frozen=True):
    """Draws what has a height, and writes beside it."""

    share: Share
    scale: Scale
    axis: Axis
    request: Request
    steps: Mapping[int, rows.StepRow]

    def drawn(self) -> Iterator[Mark]:
        """Yield shades, lines, marks and words, from the back to the front."""
        stands = [stand for stand in self.share.stands if not stand.is_words]
        read = [stand for stand in self.share.stands if stand.is_words and stand.reading]
        xs = sorted({self.axis.places[str(stand.version)] for stand in stands})
        near = [after - before for before, after in pairwise(xs)]
        size = _MARK if min(near, default=99.0) >= _CROWDED else 2.5
        sheet = Sheet(
            Box(self.axis.left - 2, self.scale.end - 12, self.axis.right + 16, self.scale.zero),
            [line for stand in stands for line in self._lines(stand)],
        )
        for stand in stands:
            sheet.take(self._mark_box(stand, size))
        yield from (self._shade(gap) for gap in self.share.gaps)
        for stand in stands:
            yield from self._standing(stand)
        for stand in read:
            yield from self._reading(stand, sheet)
        yield from (self._settled(each, sheet) for each in self.share.agreed)
        ends = [mark for stand in stands for mark in self._end(stand, sheet)]
        labels = self._labels(stands, sheet)
        yield from self._gap_words(sheet)
        for stand in stands:
            marks = (*self._mark(stand, size), *labels.get(id(stand), ()))
            yield Told(said=told(self.steps[stand.version]), step=f"v{stand.version}", marks=marks)
        yield from ends

    def _levels(self, stand: Stand) -> tuple[float, float]:
        """The pixels of the lowest and of the highest that it says."""
        low = 0.0 if stand.low is None else stand.low
        high = self.scale.highest if stand.high is None else stand.high
        return self.scale.at(low), self.scale.at(high)

    def _at(self, stand: Stand) -> float:
        """The pixel at which its mark stands."""
        low, high = self._levels(stand)
        return high if stand.low is None else low

    def _lines(self, stand: Stand) -> list[Box]:
        left, right = from_to(stand, self.axis)
        return [Box(left, y - 1, right, y + 1) for y in set(self._levels(stand))]

    def _mark_box(self, stand: Stand, size: float) -> Box:
        x = self.axis.places[str(stand.version)]
        low, high = self._levels(stand)
        if stand.low is None or stand.high is None:
            low = high = self._at(stand)
        return Box(x - size - 2, high - size - 2, x + size + 2, low + size + 2)

    def _shade(self, gap: Between) -> Mark:
        left = self.axis.places[str(gap.first)]
        right = self.axis.right if gap.until is None else self.axis.places[str(gap.until)]
        box = Box(left, self.scale.at(gap.high), right, self.scale.at(gap.low))
        return Told(said=self.share.gap_said(gap), marks=(Area(box=box, fill="gap"),))

    def _standing(self, stand: Stand) -> Iterator[Mark]:
        left, right = from_to(stand, self.axis)
        low, high = self._levels(stand)
        ink, dashes = self.request.palette.ink_of(stand.by), DASHES[stand.attribution_class]
        if low > high:
            yield Area(box=Box(left, high, right, low), fill=ink, opacity=0.16)
        if stand.base:
            box = Box(left - 2, low, left + 2, self.scale.at(stand.base))
            yield Area(box=box, fill=ink, opacity=0.45)
        for y in {low if stand.low is not None else high, high if stand.high is not None else low}:
            yield Path(d=f"M{left:.1f},{y:.1f}H{right:.1f}", ink=ink, width=2, dashes=dashes)
        before = next(
            (x for x in self.share.stands if x.version == stand.after and not x.is_words), None
        )
        if before is not None and before.kind == stand.kind:
            ends = sorted((self._at(before), self._at(stand)))
            yield Path(
                d=f"M{left:.1f},{ends[0]:.1f}V{ends[1]:.1f}", ink=ink, width=1.4, dashes=dashes
            )

    def _mark(self, stand: Stand, size: float) -> Iterator[Mark]:
        x, y = self.axis.places[str(stand.version)], self._at(stand)
        ink, share = self.request.palette.ink_of(stand.by), FILLINGS[stand.attribution_class]
        low, high = self._levels(stand)
        if low > high and stand.low is not None and stand.high is not None:
            yield Area(
                box=Box(x - size, high - 3, x + size, low + 3),
                fill=ink if share >= 1 else "paper",
                ink=ink,
                width=2 if size >= _MARK else 0.8,
                dashes=() if share else (3, 2),
                round=size,
            )
            return
        yield Shape(d=SHAPES[stand.kind], x=x, y=y, size=size, ink=ink, share=share)

    def _reading(self, stand: Stand, sheet: Sheet) -> Iterator[Mark]:
        """Our own reading of words: a dotted column where they begin, that says whose it is."""
        low, high = stand.reading or (None, None)
        x = self.axis.places[str(stand.version)]
        upper = self.scale.at(self.scale.highest if high is None else high)
        lower = self.scale.at(low or 0.0)
        ink = self.request.palette.ink_of(stand.by)
        column = Box(x - 4, upper, x + 4, max(lower, upper + 3))
        sheet.take(column)
        yield Area(box=column, ink=ink, width=1.3, dashes=(1, 3), hatched=True)
        text = stand.read or ""
        wide = width_of(text, SMALL)
        box = sheet.place(
            [
                Box(left, y - 8, left + wide, y + 8)
                for y in ((upper + lower) / 2, upper + 8, lower - 8)
                for left in (x + 8, x - 8 - wide)
            ]
        )
        if box is not None:
            yield Words(text=text, x=box.left, y=box.bottom - 4, size=SMALL, ink="second")

    def _end(self, stand: Stand, sheet: Sheet) -> Iterator[Mark]:
        if stand.end is None or stand.until is None:
            return
        sign, said = END_SIGNS[stand.end]
        x, y = self.axis.places[str(stand.until)], self._at(stand)
        shape = Shape(d=SHAPES.get(sign, sign), x=x, y=y, size=_MARK, ink="ink", share=1)
        marks: list[Mark] = [shape]
        sheet.take(shape.box)
        wide = width_of(say(said), SMALL)
        box = sheet.place(
            [
                Box(left, at - 8, left + wide, at + 8)
                for left, at in (
                    *((x + 9, y), (x - wide / 2, y - 15), (x - wide / 2, y + 16)),
                    *((x + 9, y - 14), (x + 9, y + 14), (x - 9 - wide, y - 14)),
                )
            ]
        )
        if box is not None:
            marks.append(Words(text=say(said), x=box.left, y=box.bottom - 4, size=SMALL))
        yield Told(said=told(self.steps[stand.until]), step=f"v{stand.until}", marks=tuple(marks))

    def _settled(self, agreed: Agreed, sheet: Sheet) -> Told:
        """What all agreed to: its sign, a line for as long as it stands, and its words."""
        x, y = self.axis.places[str(agreed.version)], self.scale.at(agreed.figure)
        right = self.axis.right if agreed.until is None else self.axis.places[str(agreed.until)]
        shape = Shape(d=SHAPES["deal"], x=x, y=y, size=_MARK + 1, ink="ink", share=1)
        marks: list[Mark] = [Path(d=f"M{x:.1f},{y:.1f}H{right:.1f}", ink="ink", width=3), shape]
        sheet.take(shape.box)
        sheet.take(Box(x, y - 3, right, y + 3))
        text = agreed_said(agreed)
        wide = width_of(text, SMALL, bold=True)
        box = sheet.place(
            [
                Box(left, at - 8, left + wide, at + 8)
                for left in (x + 8, x - 10 - wide, x - wide / 2)
                for at in (y + 16, y - 16, y, *(y + far for far in _FAR))
            ]
        )
        if box is not None:
            marks.append(Words(text=text, x=box.left, y=box.bottom - 4, size=SMALL, bold=True))
        return Told(
            said=told(self.steps[agreed.version]), step=f"v{agreed.version}", marks=tuple(marks)
        )

    def _labels(self, stands: Sequence[Stand], sheet: Sheet) -> dict[int, list[Mark]]:
        """What stands is written beside its mark: new figures first, the last of all before."""
        found: dict[int, list[Mark]] = {}
        new: list[Stand] = []
        same: list[Stand] = []
        last: dict[tuple[object, ...], str] = {}
        for stand in stands:
            key = (stand.kind, stand.by, stand.attribution_class)
            (same if last.get(key) == stand.said else new).append(stand)
            last[key] = stand.said
        first = {(stand.kind, stand.by): stand for stand in reversed(stands)}
        named: set[tuple[object, ...]] = set()
        ranked = dict.fromkeys((*first.values(), *new[-2:], *new, *same))
        for stand in list(ranked)[:_LABELS_MAX]:
            words = self._label(stand, sheet, named=(stand.kind, stand.by) not in named)
            if words is not None:
                found[id(stand)] = [words]
                named.add((stand.kind, stand.by))
        return found

    def _label(self, stand: Stand, sheet: Sheet, *, named: bool) -> Words | None:
        """What it says beside its mark, and who says it where it is the first word of its."""
        x = self.axis.places[str(stand.version)]
        low, high = self._levels(stand)
        number = f"v{stand.version} " if self.request.numbers else ""
        ink = self.request.palette.ink_of(stand.by)
        rooms = (_NAME_MAX, 0.0) if named else ()
        who = [self.request.subjects(stand.by, room) for room in rooms]
        for text in dict.fromkeys(verb_of(stand, each) for each in (*who, ())):
            wide = width_of(number + text, SMALL, bold=True)
            choices = [
                Box(left, y - 8, left + wide, y + 8)
                for left in (x + 9, x - 9 - wide, x - wide / 2)
                for y in (high - 15, low + 16, high - 30, low + 31)
            ]
            box = sheet.place(choices)
            if box is not None:
                return Words(
                    text=number + text,
                    x=box.left,
                    y=box.bottom - 4,
                    size=SMALL,
                    ink="ink" if ink == "mark" else ink,
                    bold=True,
                )
        return None

    def _gap_words(self, sheet: Sheet) -> Iterator[Words]:
        for gap in self.share.gaps:
            left = self.axis.places[str(gap.first)] + 4
            right = self.axis.right if gap.until is None else self.axis.places[str(gap.until)]
            upper, lower = self.scale.at(gap.high), self.scale.at(gap.low)
            said = self.share.gap_said(gap)
            wide = width_of(said, SMALL)
            if wide > right - left - 4 or lower - upper < 18:
                continue
            box = sheet.place(
                [
                    Box(at, middle - 8, at + wide, middle + 8)
                    for middle in (
                        *((upper + lower) / 2, upper + 12, lower - 12),
                        *((upper * 2 + lower) / 3, (upper + lower * 2) / 3),
                    )
                    for at in ((left + right - wide) / 2, right - 6 - wide, left + 4)
                ]
            )
            if box is not None:
                yield Words(
                    text=said, x=box.left, y=box.bottom - 4, size=SMALL, italic=True, rim="gap"
                )
