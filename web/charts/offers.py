"""Offers and demands on one scale for each share, on one calendar, under the state of the talks.

Who asks and who offers, on record or not, stands on the same scale and is told apart by its mark,
so that the gap is seen. Only figures have a height: words stand over the scale as hatched blocks,
as long as they stood. Rules: docs/adr/0047.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from msgspec import Struct

from parley.answers.acts import do
from parley.answers.language import marked, say, say_list, say_many
from parley.negotiation import rows
from parley.negotiation.arrows import arrow
from parley.negotiation.views.seen import Seen
from parley.web.charts.axis import HEADER, Axis, axis_of, days_drawn
from parley.web.charts.ground import (
    Entry,
    Request,
    Section,
    about,
    bare,
    classes_keyed,
    framed,
    head,
    is_turned,
    lines_of,
    outlets_said,
    told,
)
from parley.web.charts.lettering import Box, Sheet, shortened, width_of, wrapped
from parley.web.charts.looks import DASHES, FILLINGS, SHAPES, SMALL, TEXT, TURNED_TEXT
from parley.web.charts.marks import Area, Drawing, Mark, Path, Shape, Told, Words
from parley.web.charts.offers_turned import turned
from parley.web.charts.stands import (
    Between,
    End,
    Share,
    Stand,
    moments_of,
    shares,
    verb_of,
)
from parley.web.charts.states import (
    lines_needed,
    spans_of,
    states_drawn,
    states_keyed,
    states_said,
)
from parley.web.charts.timeline import stops_of

__all__ = ["END_SIGNS", "offers"]

_LEFT: Final = 56.0  # px for the counts
_RIGHT: Final = 20.0  # px
_STATES: Final = 36.0  # px over the first share, and _LINE for each line of words
_HEIGHT_MAX: Final = 900.0  # px of the whole picture
_FOOT: Final = 96.0  # px of its key and sources
_PLOT_MAX: Final = 250.0  # px
_PLOT_MIN: Final = 84.0  # px
_TITLE: Final = 26.0  # px
_UNDER: Final = 14.0  # px under a share
_LINE: Final = 16.0  # px of a line in a block
_MARK: Final = 5.5  # px
_ROUND: Final = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000)
_LINES_OF_BLOCKS: Final = 3
_LABELS_MAX: Final = 40
"""Figures of a share that look for room for their words."""
_CROWDED: Final = 7.0  # px between two steps, under which marks are small
_TEXT_MAX: Final = 300.0  # px of the words of a block that is narrower
_POOL_SHARE: Final = 0.4
"""How much of a pool the highest figure must be for the scale to reach to all of it."""

END_SIGNS: Final[Mapping[End, tuple[str, str]]] = {
    "accepted": ("deal", marked("accepted")),
    "rejected": ("end", marked("rejected")),
    "withdrawn": ("M-.25,-1.1H.25V1.1H-.25Z", marked("withdrawn")),
    "dropped": ("M-.25,-1.1H.25V1.1H-.25Z", marked("withdrawn")),
}
"""How a line ends -> its shape, and what the key calls it."""


def offers(seen: Seen, request: Request) -> Drawing:
    """Draw a scale for each share that is bargained over."""
    title = say("Offers and demands: {title}", seen.negotiation.title)
    over = head(request, title, about(seen, request.asked))
    found = shares(seen)
    if not found:
        words = say("nobody had offered or demanded anything yet")
        size = TURNED_TEXT if is_turned(request) else TEXT
        room = request.width - 8
        body = lines_of(words, 4, over.bottom, room, size, ink="second")
        drawn, keyed = found, list[Entry]()
    elif is_turned(request):
        body, drawn = turned(seen, found, request, over.bottom)
        keyed = []
    else:
        body, drawn, keyed = _across(seen, found, request, over.bottom)
    notes = outlets_said([seen])
    if len(found) > len(drawn):
        notes.insert(
            0,
            say_many(
                len(found) - len(drawn),
                "{number} more is not drawn: {offers} lists all",
                "{number} more are not drawn: {offers} lists all",
                offers=do("offers"),
            ),
        )
    return framed(
        request,
        over,
        body,
        title=title,
        said=list(_told(seen, found, request)),
        key=[*_entries(drawn), *keyed],
        notes=notes,
    )


def _told(seen: Seen, found: Sequence[Share], request: Request) -> Iterator[str]:
    yield say("Offers and demands in {title}.", seen.negotiation.title)
    for share in found:
        moves = [
            f"v{stand.version} {verb_of(stand, say_list(stand.by))}" for stand in share.stands[-8:]
        ]
        yield f"{share.called(request.names_of(share.for_parties))}: {say_list(moves)}."


def _entries(drawn: Sequence[Share]) -> Iterator[Entry]:
    """Yield what is drawn, for the key."""
    stands = [stand for share in drawn for stand in share.stands]
    if any(stand.kind == "offer" and not stand.is_words for stand in stands):
        yield Entry(say("offer"), "offer", 1.0)
    if any(stand.kind == "demand" and not stand.is_words for stand in stands):
        yield Entry(say("demand"), "demand", 1.0)
    yield from classes_keyed(stand.attribution_class for stand in stands)
    ends = dict.fromkeys(END_SIGNS[stand.end] for stand in stands if stand.end is not None)
    for sign, said in ends:
        yield Entry(say(said), sign, 1.0)
    if any(share.gaps for share in drawn):
        yield Entry(say("gap between them"), "m0,-5h18v10h-18z", fill="gap", width=0.5)
    if any(stand.is_words for stand in stands):
        yield Entry(
            say("words without a number, as long as they stood"),
            "m0,-5h18v10h-18zm3,10l8,-10m-2,10l8,-10",
            width=1,
        )
    if any(stand.reading for stand in stands):
        yield Entry(say("our reading of words"), "m0,0h18", dashes=(1, 3), width=2)


# Across -----------------------------------------------------------------------------------------


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


def _across(
    seen: Seen, found: Sequence[Share], request: Request, top: float
) -> tuple[Section, list[Share], list[Entry]]:
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
    left, right = _from_to(stand, axis)
    right = max(right, left + 8)
    text = verb_of(stand, _who(stand, request))
    inside = right - left - 14
    lines = wrapped(text, SMALL, inside) if inside > 70 else []
    if lines and len(lines) <= 3:
        return _Block(stand, left, right, lines, left + 7, 0)
    beyond, before = axis.right - right - 10, left - axis.left - 10
    if inside > min(beyond, _TEXT_MAX) and inside > before:
        return _Block(stand, left, right, shortened(text, SMALL, inside, 4), left + 7, 0)
    if beyond >= min(before, _TEXT_MAX):
        lines = shortened(text, SMALL, min(beyond, _TEXT_MAX), 4)
        return _Block(stand, left, right, lines, right + 6, 0)
    lines = shortened(text, SMALL, min(before, _TEXT_MAX), 4)
    wide = max(width_of(line, SMALL) for line in lines)
    return _Block(stand, left, right, lines, left - 6 - wide, 0)


def _from_to(stand: Stand, axis: Axis) -> tuple[float, float]:
    left = axis.places[str(stand.version)]
    return left, axis.right if stand.until is None else axis.places[str(stand.until)]


def _who(stand: Stand, request: Request) -> str:
    return say_list(request.fitting(each, 180, SMALL) for each in stand.by)


class _Scale(Struct, frozen=True):
    """Counts as pixels from the top of the picture."""

    highest: float
    top: float
    bottom: float

    def level(self, count: float) -> float:
        return self.bottom - (self.bottom - self.top) * count / self.highest


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
    highest = _highest(share)
    scale = _Scale(highest, y + 10, y + high - 4)
    yield from _counts(scale, axis, share)
    yield from _Figures(share, scale, axis, request, steps).drawn()


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
    for number, line in enumerate(block.lines):
        base = top + _LINE * (number + 1) - 2
        marks.append(Words(text=line, x=block.text_left, y=base, size=SMALL, italic=True))
    return Told(said=told(steps[stand.version]), step=f"v{stand.version}", marks=tuple(marks))


def _highest(share: Share) -> float:
    """Where the scale ends: at all there is, where figures come near it; else a little above."""
    most = max(share.figures, default=1.0)
    if share.total is not None and most >= share.total * _POOL_SHARE:
        return float(max(share.total, most))
    return max(most * 1.15, 2.0)


def _counts(scale: _Scale, axis: Axis, share: Share) -> Iterator[Mark]:
    """Yield lines at round counts, and all that there is as a frame."""
    room = max(2, int((scale.bottom - scale.top) // 26))
    step = next((each for each in _ROUND if scale.highest / each <= room), _ROUND[-1])
    levels = [float(count) for count in range(0, int(scale.highest) + 1, step)]
    framed_at = float(share.total) if share.total and share.total <= scale.highest else None
    for count in levels:
        y = scale.level(count)
        yield Path(d=f"M{axis.left:.1f},{y:.1f}H{axis.right:.1f}", ink="rule" if count else "mark")
        if framed_at is None or abs(scale.level(framed_at) - y) > 14:
            yield Words(
                text=f"{count:g}",
                x=axis.left - 8,
                y=y + 4,
                size=SMALL,
                anchor="end",
                ink="second",
            )
    if framed_at is not None:
        y = scale.level(framed_at)
        yield Path(d=f"M{axis.left:.1f},{y:.1f}H{axis.right:.1f}", ink="ink", width=1.4)
        yield Words(
            text=say("all {total}", total=share.total),
            x=axis.left - 8,
            y=y + 4,
            size=SMALL,
            anchor="end",
        )


class _Figures(Struct, frozen=True):
    """Draws what has a height, and writes beside it."""

    share: Share
    scale: _Scale
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
            Box(self.axis.left - 2, self.scale.top - 12, self.axis.right + 16, self.scale.bottom),
            [line for stand in stands for line in self._lines(stand)],
        )
        for stand in stands:
            sheet.take(self._mark_box(stand, size))
        yield from (self._shade(gap) for gap in self.share.gaps)
        for stand in stands:
            yield from self._standing(stand)
        for stand in read:
            yield from self._reading(stand, sheet)
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
        return self.scale.level(low), self.scale.level(high)

    def _at(self, stand: Stand) -> float:
        """The pixel at which its mark stands."""
        low, high = self._levels(stand)
        return high if stand.low is None else low

    def _lines(self, stand: Stand) -> list[Box]:
        left, right = _from_to(stand, self.axis)
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
        box = Box(left, self.scale.level(gap.high), right, self.scale.level(gap.low))
        return Told(said=self.share.gap_said(gap), marks=(Area(box=box, fill="gap"),))

    def _standing(self, stand: Stand) -> Iterator[Mark]:
        left, right = _from_to(stand, self.axis)
        low, high = self._levels(stand)
        ink, dashes = self.request.palette.ink_of(stand.by), DASHES[stand.attribution_class]
        if low > high:
            yield Area(box=Box(left, high, right, low), fill=ink, opacity=0.16)
        if stand.base:
            box = Box(left - 2, low, left + 2, self.scale.level(stand.base))
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
                width=2,
                dashes=() if share else (3, 2),
                round=size,
            )
            return
        yield Shape(d=SHAPES[stand.kind], x=x, y=y, size=size, ink=ink, share=share)

    def _reading(self, stand: Stand, sheet: Sheet) -> Iterator[Mark]:
        """Our own reading of words: a dotted column where they begin, that says whose it is."""
        low, high = stand.reading or (None, None)
        x = self.axis.places[str(stand.version)]
        upper = self.scale.level(self.scale.highest if high is None else high)
        lower = self.scale.level(low or 0.0)
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
        who = (_who(stand, self.request), say_list(map(bare, stand.by))) if named else ()
        for text in dict.fromkeys((*(verb_of(stand, each) for each in who), verb_of(stand, ""))):
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
            upper, lower = self.scale.level(gap.high), self.scale.level(gap.low)
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
