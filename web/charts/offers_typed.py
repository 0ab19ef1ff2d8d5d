"""Offers and demands in letters, for a look at a terminal: a share is a scale, a step a row.

The same shares, lines and gaps as in the picture: whoever says so stands on one scale and is told
apart by the mark, and what stands goes on down the rows, so that the gap is seen. Words have no
place on the scale: they are hatched from end to end. Pictures to publish are `parley chart offers`.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from parley.answers.entries import Entry, Note
from parley.answers.language import marked, say, say_all
from parley.answers.words import wording
from parley.answers.words.moments import moment_said
from parley.answers.words.offers import CLASSES
from parley.negotiation import rows
from parley.negotiation.arrows import bare
from parley.negotiation.evidence import AttributionClass
from parley.negotiation.views.citations import Cited, cite
from parley.negotiation.views.seen import Seen
from parley.web.charts.offers_figures import END_SIGNS
from parley.web.charts.scale import Scale
from parley.web.charts.shares import Share, has_row, shares
from parley.web.charts.stands import Agreed, Stand, agreed_said, verb_of

__all__ = ["Typed", "typed"]

_CELLS: Final = 25
"""Columns of a scale; one for zero, one for its highest figure."""
_LINE_MAX: Final = 70
"""Columns of a row with its words; longer words stand under it."""
_MARKS: Final[dict[tuple[str, AttributionClass], tuple[str, str]]] = {
    ("offer", "on_record"): ("●", marked("offer, {attribution}")),
    ("offer", "media_report"): ("◐", marked("offer, {attribution}")),
    ("offer", "anonymous"): ("○", marked("offer, {attribution}")),
    ("demand", "on_record"): ("◆", marked("demand, {attribution}")),
    ("demand", "media_report"): ("◈", marked("demand, {attribution}")),
    ("demand", "anonymous"): ("◇", marked("demand, {attribution}")),
}
"""What is put on the table, according to whom -> its mark, and what the key calls it."""
_ENDED: Final = "✕"
_AGREED: Final = "★"
_NONE: Final = "·"
_STANDS: Final = "│"
_WORDS: Final = "╱"
_GAP: Final = "░"
_READING: Final = "┄"


class Typed(Struct, frozen=True):
    """The key, and the rows under the shares that they are of."""

    key: str
    entries: tuple[Entry, ...]


def typed(seen: Seen) -> Typed:
    """Return the offers and demands in view as rows of letters."""
    found = shares(seen)
    names = {each.party: each.name for each in seen.registration.names}
    entries = [
        entry
        for share in found
        for entry in _rows(seen, share, say_all([names.get(x, x) for x in share.for_parties]))
    ]
    return Typed("   ".join(_key(found)), tuple(entries))


def _key(found: Sequence[Share]) -> Iterator[str]:
    """Yield each sign that occurs with its words."""
    stands = [stand for share in found if share.figures for stand in share.stands]
    put = {(stand.kind, stand.attribution_class) for stand in stands if not stand.is_words}
    for what, (mark, said) in _MARKS.items():
        if what in put:
            yield f"{mark} {say(said, attribution=say(CLASSES[what[1]]))}"
    if any(share.gaps for share in found):
        yield f"{_GAP} {say('gap between them')}"
    if put:
        yield f"{_STANDS} {say('still stands')}"
    if any(stand.is_words and stand.reading is None for stand in stands):
        yield f"{_WORDS} {say('words without a number')}"
    if any(stand.reading for stand in stands):
        yield f"{_READING} {say('our reading of words')}"
    if any(stand.end for stand in stands):
        yield f"{_ENDED} {say('ended')}"
    if any(share.agreed for share in found):
        yield f"{_AGREED} {say('agreed by all')}"


def _rows(seen: Seen, share: Share, name: str) -> Iterator[Entry]:
    highest = max(share.figures, default=0.0)
    scale = Scale(highest, 0, _CELLS - 1) if highest else None
    heading = share.called(name)
    if scale is not None:
        heading = f"{heading} · {say('0 to {most}', most=f'{highest:g}')}"
    for row in (each for each in seen.steps if has_row(each, share)):
        for cells, said in _events(seen, share, row, scale):
            shown = f"{cells}  {said}" if scale is not None else said
            beneath = scale is not None and len(shown) > _LINE_MAX
            cited = cite(Cited, seen, row)
            yield Entry(
                heading=heading,
                label=wording.step(row.step),
                line=cells if beneath else shown,
                notes=(
                    *((Note(said),) if beneath else ()),
                    Note(f"{moment_said(row.occurred)} · {wording.said_by(cited, said)}", "aside"),
                ),
            )


def _events(
    seen: Seen, share: Share, row: rows.StepRow, scale: Scale | None
) -> Iterator[tuple[str, str]]:
    """Yield what a step did to a share, each with its scale."""
    ground = _ground(seen, share, row, scale)
    for stand in (each for each in share.stands if each.version == row.step):
        gap = next((each for each in share.gaps if each.first == row.step), None)
        words = [verb_of(stand, _subjects(stand)), *([stand.read] if stand.read else [])]
        words += [] if gap is None else [share.gap_said(gap)]
        yield _drawn(ground, stand, scale), " · ".join(words)
    for stand in (each for each in share.stands if each.until == row.step):
        if stand.end is not None:
            said = verb_of(stand, _subjects(stand))
            ended = say(END_SIGNS[stand.end][1])
            yield _signed(ground, scale, _place(stand), _ENDED), f"{ended}: {said}"
    for agreed in (each for each in share.agreed if each.version == row.step):
        yield _signed(ground, scale, agreed.figure, _AGREED), agreed_said(agreed)
    told = any(each.version == row.step for each in share.agreed)
    if not told and row.state != row.state_before and row.state in ("deal_reached", "collapsed"):
        yield "".join(ground), wording.state(row.state)


def _ground(seen: Seen, share: Share, row: rows.StepRow, scale: Scale | None) -> list[str]:
    """What stands at a step, without what it does itself: the gap, and everybody's last word."""
    cells = [_NONE] * _CELLS
    if scale is None:
        return cells

    def stood(first: int, until: int | None) -> bool:
        ended = until is not None and seen.places[until] <= row.place
        return seen.places[first] <= row.place and not ended

    for gap in share.gaps:
        if stood(gap.first, gap.until):
            low, high = _cell(scale, gap.low), _cell(scale, gap.high)
            cells[low : high + 1] = [_GAP] * (high + 1 - low)
    standing: list[Stand | Agreed] = [*share.stands, *share.agreed]
    for each in standing:
        if each.version != row.step and stood(each.version, each.until):
            for figure in (each.figure,) if isinstance(each, Agreed) else (each.low, each.high):
                if figure is not None:
                    cells[_cell(scale, figure)] = _STANDS
    return cells


def _drawn(ground: Sequence[str], stand: Stand, scale: Scale | None) -> str:
    """A row with what is put on the table: a mark, or two with a line between them."""
    cells = list(ground)
    if scale is None:
        return ""
    if stand.is_words and stand.reading is None:
        return "".join(_WORDS if each in (_NONE, _GAP) else each for each in cells)
    low, high = stand.reading or (stand.low, stand.high)
    mark = _MARKS[stand.kind, stand.attribution_class][0]
    first = 0 if low is None else _cell(scale, low)
    last = _CELLS - 1 if high is None else _cell(scale, high)
    between = _READING if stand.reading else "─"
    cells[first : last + 1] = [between] * (last + 1 - first)
    cells[first] = "←" if low is None else between if stand.reading else mark
    cells[last] = "→" if high is None else between if stand.reading else mark
    return "".join(cells)


def _signed(ground: Sequence[str], scale: Scale | None, figure: float | None, sign: str) -> str:
    cells = list(ground)
    if scale is not None and figure is not None:
        cells[_cell(scale, figure)] = sign
    return "".join(cells)


def _subjects(stand: Stand) -> list[str]:
    """Short names, as elsewhere at a terminal; an office with its article."""
    return [
        say("the {office}", office=bare(each)) if each.startswith("office:") else bare(each)
        for each in stand.by
    ]


def _place(stand: Stand) -> float | None:
    return stand.high if stand.low is None else stand.low


def _cell(scale: Scale, figure: float) -> int:
    return round(scale.at(figure))
