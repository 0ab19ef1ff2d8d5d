"""Offers and demands for a phone: the scale goes across and time down, a step is a row.

The same shares, marks and words as in the wide picture. Rules: docs/adr/0047.
"""

from collections.abc import Sequence
from typing import Final

from parley.answers.language import say_many
from parley.answers.words import wording
from parley.negotiation import rows
from parley.negotiation.views.seen import Seen
from parley.web.charts.axis import day_said
from parley.web.charts.ground import Request, Section, lines_of, told
from parley.web.charts.lettering import Box, shortened, width_of
from parley.web.charts.looks import DASHES, FILLINGS, SHAPES, TURNED_TEXT
from parley.web.charts.marks import Area, Mark, Path, Shape, Told, Words
from parley.web.charts.scale import Scale
from parley.web.charts.shares import Share, has_row, moments_of
from parley.web.charts.stands import Stand, agreed_said, verb_of

__all__ = ["turned"]

_EDGE: Final = 14.0  # px at both sides of the scale
_LINE: Final = 19.0  # px
_ROW: Final = 44.0  # px of a figure: its words, and its mark under them
_ROWS_MAX: Final = 24
"""Steps of a share that have a row; of more, the first and the last."""
_COUNTS_MAX: Final = 6
_SHARES_MAX: Final = 6
_ENDINGS: Final = ("deal_reached", "collapsed")
"""States that are drawn at each share; others at the first alone."""


def turned(
    seen: Seen, found: Sequence[Share], request: Request, top: float
) -> tuple[Section, list[Share]]:
    """Return the shares one under the other, and which of them are drawn."""
    drawn = list(found[:_SHARES_MAX])
    marks: list[Mark] = []
    y = top
    for share in drawn:
        y = _share(marks, seen, share, request, y, drawn) + 18
    return Section(tuple(marks), y), drawn


def _share(
    marks: list[Mark],
    seen: Seen,
    share: Share,
    request: Request,
    top: float,
    shown: Sequence[Share],
) -> float:
    title = lines_of(
        share.called(request.names_of(share.for_parties)),
        4,
        top,
        request.width - 8,
        TURNED_TEXT,
        bold=True,
    )
    marks += title.marks
    y = title.bottom + 6
    steps = moments_of(seen, [share])
    if share is not shown[0]:
        steps = [row for row in steps if has_row(row, share)]
    kept, passed = steps, 0
    if len(steps) > _ROWS_MAX:
        kept = [*steps[: _ROWS_MAX // 4], *steps[-(_ROWS_MAX - _ROWS_MAX // 4) :]]
        passed = len(steps) - len(kept)
    most = max(share.figures, default=0.0)
    scale = Scale(max(most * 1.1, 2.0), _EDGE, request.width - _EDGE)
    if share.figures:
        y = _counts(marks, scale, y)
    begun = y
    rows_at: dict[int, float] = {}
    front: list[Mark] = []
    day = ""
    for number, row in enumerate(kept):
        if passed and number == _ROWS_MAX // 4:
            text = say_many(passed, "… {number} step more", "… {number} steps more")
            front.append(
                Words(text=text, x=_EDGE, y=y + 14, size=TURNED_TEXT, ink="second", italic=True)
            )
            # What began or ended among them did so here, as far as the picture shows.
            rows_at.update(dict.fromkeys((each.step for each in steps if each not in kept), y + 8))
            y += _LINE + 4
        said = day_said(row.occurred)
        if said != day:
            front += _plated(Words(text=said, x=4, y=y + 15, size=TURNED_TEXT, ink="second"))
            y, day = y + _LINE + 2, said
        y = _moment(front, row, share, request, scale, y, rows_at, first=share is shown[0])

    def at(step: int | None) -> float:
        """The pixel of a step, or of the first row after it where it has none."""
        if step is None:
            return y
        place = seen.places[step]
        return min((rows_at[row.step] for row in steps if row.place >= place), default=y)

    for gap in share.gaps:
        box = Box(scale.at(gap.low), at(gap.first), scale.at(gap.high), at(gap.until))
        if box.bottom > box.top:
            marks.append(Area(box=box, fill="gap"))
    if share.figures:
        marks += _grid(scale, begun, y)
    for stand in share.stands:
        top, end = at(stand.version), at(stand.until)
        if stand.is_words or end <= top:
            continue
        ink, dashes = request.palette.ink_of(stand.by), DASHES[stand.attribution_class]
        for count in {_mark_at(stand), stand.high or _mark_at(stand)}:
            x = scale.at(count)
            marks.append(Path(d=f"M{x:.1f},{top:.1f}V{end:.1f}", ink=ink, width=2, dashes=dashes))
    for each in share.agreed:
        top, end = at(each.version), at(each.until)
        if end > top:
            x = scale.at(each.figure)
            marks.append(Path(d=f"M{x:.1f},{top:.1f}V{end:.1f}", ink="ink", width=3))
    marks += front
    return y


def _counts(marks: list[Mark], scale: Scale, y: float) -> float:
    marks += [
        Words(
            text=f"{count}",
            x=scale.at(count),
            y=y + 13,
            size=TURNED_TEXT,
            anchor="middle",
            ink="second",
        )
        for count in scale.counts(_COUNTS_MAX)
    ]
    return y + _LINE


def _grid(scale: Scale, top: float, bottom: float) -> list[Mark]:
    return [
        Path(d=f"M{scale.at(count):.1f},{top:.1f}V{bottom:.1f}", ink="rule" if count else "mark")
        for count in scale.counts(_COUNTS_MAX)
    ]


def _mark_at(stand: Stand) -> float:
    return stand.low if stand.low is not None else stand.high or 0.0


def _moment(
    marks: list[Mark],
    row: rows.StepRow,
    share: Share,
    request: Request,
    scale: Scale,
    y: float,
    rows_at: dict[int, float],
    *,
    first: bool,
) -> float:
    """Draw what a step did to a share: put on the table, ended, or changed the state."""
    begun = [stand for stand in share.stands if stand.version == row.step]
    ended = [stand for stand in share.stands if stand.until == row.step and stand.end]
    for stand in begun:
        text = verb_of(stand, request.subjects(stand.by, 190, TURNED_TEXT))
        if stand.is_words:
            y = _words(marks, row, stand, text, request, scale, y)
        else:
            y = _figure(marks, row, stand, text, request, scale, y)
        rows_at[row.step] = y - 12
    for gap in (each for each in share.gaps if each.first == row.step):
        y = _gap_said(
            marks, share.gap_said(gap), scale.at(gap.low), scale.at(gap.high), y, request.width - 6
        )
    for stand in ended:
        x = scale.at(_mark_at(stand))
        rows_at[row.step] = y + 8
        here: list[Mark] = []
        if not stand.is_words:
            sign = SHAPES["deal" if stand.end == "accepted" else "end"]
            here.append(Shape(d=sign, x=x, y=y + 8, size=6, ink="ink", share=1))
        here += _plated(_beside(wording.spaced(stand.end), x, y + 13, request))
        marks.append(Told(said=told(row), step=f"v{row.step}", marks=tuple(here)))
        y += _LINE + 6
    for each in (agreed for agreed in share.agreed if agreed.version == row.step):
        x = scale.at(each.figure)
        rows_at[row.step] = y + 8
        star = Shape(d=SHAPES["deal"], x=x, y=y + 8, size=7, ink="ink", share=1)
        words = _beside(agreed_said(each), x, y + 13, request, bold=True)
        marks.append(Told(said=told(row), step=f"v{row.step}", marks=(star, *_plated(words))))
        y += _LINE + 6
    if row.state != row.state_before and (first or row.state in _ENDINGS):
        said = wording.state(row.state)
        marks.append(
            Path(d=f"M4,{y + 10:.1f}H{request.width - 4:.1f}", ink="second", dashes=(2, 3))
        )
        marks += _plated(
            Words(
                text=said,
                x=request.width / 2,
                y=y + 15,
                size=TURNED_TEXT,
                anchor="middle",
                bold=True,
            )
        )
        rows_at.setdefault(row.step, y + 10)
        y += _LINE + 6
    rows_at.setdefault(row.step, y)
    return y


def _figure(
    marks: list[Mark],
    row: rows.StepRow,
    stand: Stand,
    text: str,
    request: Request,
    scale: Scale,
    y: float,
) -> float:
    ink, share = request.palette.ink_of(stand.by), FILLINGS[stand.attribution_class]
    lines = shortened(text, TURNED_TEXT, request.width - 8, 2, bold=True)
    lower = _LINE * (len(lines) - 1)
    x, middle = scale.at(_mark_at(stand)), y + lower + _ROW - 12
    low = scale.at(stand.low or 0.0)
    high = scale.end if stand.high is None else scale.at(stand.high)
    drawn: list[Mark] = []
    if high > low:
        drawn.append(
            Area(
                box=Box(low - 3, middle - 6, high + 3, middle + 6),
                fill=ink if share >= 1 else "paper",
                ink=ink,
                width=2,
                dashes=() if share else (3, 2),
                round=6,
            )
        )
    else:
        drawn.append(Shape(d=SHAPES[stand.kind], x=x, y=middle, size=6.5, ink=ink, share=share))
    wide = max(width_of(line, TURNED_TEXT, bold=True) for line in lines)
    left = max(4.0, min(x - 10, request.width - 4 - wide))
    for number, line in enumerate(lines):
        drawn += _plated(
            Words(
                text=line,
                x=left,
                y=y + 15 + _LINE * number,
                size=TURNED_TEXT,
                ink="ink" if ink == "mark" else ink,
                bold=True,
            )
        )
    marks.append(Told(said=told(row), step=f"v{row.step}", marks=tuple(drawn)))
    return y + _ROW + lower


def _words(
    marks: list[Mark],
    row: rows.StepRow,
    stand: Stand,
    text: str,
    request: Request,
    scale: Scale,
    y: float,
) -> float:
    ink = request.palette.ink_of(stand.by)
    lines = shortened(text, TURNED_TEXT, request.width - 2 * _EDGE - 12, 5)
    tall = _LINE * len(lines) + 8
    box = Box(_EDGE, y + 2, request.width - _EDGE, y + 2 + tall)
    drawn: list[Mark] = [
        Area(box=box, ink=ink, width=1.5, dashes=DASHES[stand.attribution_class], hatched=True)
    ]
    drawn += [
        Words(text=line, x=_EDGE + 7, y=y + 18 + _LINE * number, size=TURNED_TEXT, italic=True)
        for number, line in enumerate(lines)
    ]
    y += tall + 8
    if stand.reading is not None:
        low, high = stand.reading
        left, right = scale.at(low or 0.0), scale.end if high is None else scale.at(high)
        bar = Box(left, y + 5, max(right, left + 4), y + 13)
        drawn.append(Area(box=bar, ink=ink, width=1.3, dashes=(1, 3), hatched=True))
        drawn += _plated(_beside(stand.read or "", right, y + 14, request))
        y += _LINE
    marks.append(Told(said=told(row), step=f"v{row.step}", marks=tuple(drawn)))
    return y + 4


def _beside(text: str, x: float, y: float, request: Request, *, bold: bool = False) -> Words:
    wide = width_of(text, TURNED_TEXT, bold=bold)
    left = x + 12 if x + 12 + wide <= request.width - 4 else max(4.0, x - 12 - wide)
    return Words(text=text, x=left, y=y, size=TURNED_TEXT, bold=bold)


def _plated(words: Words) -> list[Mark]:
    """Words on a plate of paper: no line that runs down behind them crosses them out."""
    return [Area(box=words.box, fill=words.rim), words]


def _gap_said(
    marks: list[Mark], said: str, low: float, high: float, y: float, room: float
) -> float:
    wide = width_of(said, TURNED_TEXT)
    middle = (low + high) / 2
    fits = wide + 6 <= high - low
    words = Words(
        text=said,
        x=middle if fits else min(high + 6, room - wide),
        y=y + 14,
        size=TURNED_TEXT,
        anchor="middle" if fits else "start",
        italic=True,
        rim="gap" if fits else "paper",
    )
    marks += _plated(words)
    return y + _LINE
