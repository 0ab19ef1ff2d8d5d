"""A contest's picture: its negotiations as lanes of one calendar, each with its states.

A contest has no state of its own; only side by side do its negotiations show which talks were open
while others were, and which of them ended in a deal. Rules: docs/adr/0047.
"""

from collections.abc import Callable, Iterator, Sequence
from heapq import merge
from itertools import pairwise
from typing import Final

from parley.answers.language import say, say_list, say_many
from parley.answers.words import wording
from parley.answers.words.moments import since_said
from parley.negotiation import rows
from parley.negotiation.moments import UNBOUNDED_FUTURE
from parley.negotiation.views.seen import Seen
from parley.negotiation.views.standing import Status, status
from parley.web.charts.axis import HEADER, Axis, Stop, axis_of, day_said, days_drawn
from parley.web.charts.ground import (
    Entry,
    Request,
    Section,
    about,
    classes_keyed,
    framed,
    head,
    is_turned,
    lines_of,
    outlets_said,
    told,
)
from parley.web.charts.lettering import Box, Sheet, shortened, width_of, wrapped
from parley.web.charts.looks import FILLINGS, SHAPES, SMALL, TEXT, TURNED_TEXT
from parley.web.charts.marks import Drawing, Mark, Path, Shape, Told, Words
from parley.web.charts.states import HALF, Span, spans_of, states_drawn, states_keyed, states_said
from parley.web.charts.timeline import brief, weight

__all__ = ["contest"]

_DAY: Final = 86_400_000_000  # µs
_GUTTER_MAX: Final = 204.0  # px for the names
_GUTTER_MIN: Final = 128.0  # px
_OUTCOME_MAX: Final = 168.0  # px for where each stands
_OUTCOME_MIN: Final = 124.0  # px
_HEIGHT_MAX: Final = 900.0  # px of the whole picture
_FOOT: Final = 120.0  # px of its key and sources
_LANE_MAX: Final = 112.0  # px
_LANE_MIN: Final = 58.0  # px
_DOT: Final = 4.5  # px
_DOTS_APART: Final = 6.0  # px, under which the steps of a lane are no dots
_PARTIES_MAX: Final = 3
"""Parties that a lane is named by; more are named by the title of their talks."""
_DATE_MAX: Final = 190.0  # px of what a date is, in so many lines
_DATE_LINES: Final = 3
_LABELS: Final = 10
"""Steps of a lane that look for room for their words."""


def contest(seen: Seen, members: Sequence[Seen], request: Request) -> Drawing:
    """Draw the negotiations of a contest as they are seen."""
    title = seen.negotiation.title
    members = sorted(
        members, key=lambda each: [row.earliest for row in each.steps[:1]] or [seen.at]
    )
    lines = about(seen, request.asked)
    count = say_many(len(members), "{number} negotiation", "{number} negotiations")
    steps = sum(len(each.steps) for each in members)
    said = say_many(steps, "{number} step", "{number} steps")
    lines[-1 if len(lines) == 1 else 0] = " · ".join((count, said, request.asked))
    if seen.negotiation.synthetic:
        lines.insert(0, say("SYNTHETIC DATA: made up, nothing of it was reported"))
    over = head(request, title, list(dict.fromkeys(lines)))
    lanes = [each for each in (*members, seen) if each is not seen or seen.steps]
    spans: list[Span] = []
    body = (_down if is_turned(request) else _across)(seen, lanes, request, over.bottom, spans)
    return framed(
        request,
        over,
        body,
        title=title,
        said=list(_told(title, members)),
        key=[
            *_parties_keyed(lanes, request),
            *states_keyed(spans),
            *classes_keyed(row.attribution_class for each in lanes for row in each.steps),
        ],
        notes=outlets_said(lanes),
    )


def _begun(seen: Seen) -> int | None:
    return next((row.earliest for row in seen.steps), None)


def _parties_keyed(lanes: Sequence[Seen], request: Request) -> Iterator[Entry]:
    """Yield the parties that acted, in whose colours the dots are."""
    acted = {actor for lane in lanes for row in lane.steps for actor in row.by}
    for party, ink in request.palette.parties.items():
        if party in acted:
            yield Entry(party, "offer", 1.0, ink=ink)


def _told(title: str, members: Sequence[Seen]) -> Iterator[str]:
    yield say("The negotiations of {title}.", title)
    for each in members:
        yield f"{each.negotiation.title}: {'; '.join(_outcome(status(each)))}."


def _outcome(stands: Status) -> list[str]:
    """Where talks stand, and since when, a line each."""
    state = wording.state_until(stands.state, stands.flags)
    said, until_close = [state], state != wording.state(stands.state)
    if stands.since is not None:
        when = since_said(stands.since)
        said.append(say("begun {when}", when) if until_close else say("since {when}", when))
    if not until_close and any(each.flag == "closed" for each in stands.flags):
        said.append(wording.spaced("closed"))
    return said


def _stops(seen: Seen, lanes: Sequence[Seen]) -> list[Stop]:
    """Everything that happened, in one order that keeps the order of each negotiation."""
    queues: list[list[tuple[int, Stop]]] = []
    for lane in lanes:
        at, queue = UNBOUNDED_FUTURE, list[tuple[int, Stop]]()
        for row in reversed(lane.steps):
            # From when on it had certainly happened: what followed it in its own order had too.
            at = min(at, row.latest)
            stop = Stop(f"{lane.slug}#{row.step}", row.occurred, row.earliest, row.latest)
            queue.append((at, stop))
        queues.append(queue[::-1])
    begun = min((queue[0][0] for queue in queues if queue), default=0)
    ended = max((queue[-1][0] for queue in queues if queue), default=0)
    dates = [
        (row.when_latest, Stop(_key(row), row.when, row.when_latest - _DAY, row.when_latest))
        for row in _dates(seen)
        if row.when is not None and row.when_latest is not None
    ]
    queues.append(sorted(each for each in dates if begun <= each[0] <= ended))
    return [stop for _, stop in merge(*queues, key=lambda each: each[0])]


def _dates(seen: Seen) -> list[rows.DeadlineRow]:
    return [row for row in seen.all(rows.DeadlineRow) if row.kind == "external_hard" and row.when]


def _key(row: rows.DeadlineRow) -> str:
    return f"date#{row.step}.{row.line}"


def _across(
    seen: Seen, lanes: Sequence[Seen], request: Request, top: float, spans: list[Span]
) -> Section:
    gutter = max(_GUTTER_MIN, min(_GUTTER_MAX, request.width * 0.21))
    outcome = max(_OUTCOME_MIN, min(_OUTCOME_MAX, request.width * 0.175))
    right = request.width - outcome
    axis = axis_of(_stops(seen, lanes), gutter, right)
    first = top + HEADER
    room = _HEIGHT_MAX - _FOOT - first
    high = min(_LANE_MAX, max(_LANE_MIN, room / max(1, len(lanes))))
    bottom = first + high * len(lanes)
    marks: list[Mark] = [
        *days_drawn(axis, first, bottom),
        *_date_lines(seen, axis, first, bottom),
    ]
    for number, lane in enumerate(lanes):
        y = first + high * number + min(50.0, high * 0.62)
        if number:
            edge = first + high * number
            marks.append(Path(d=f"M4,{edge:.1f}H{request.width - 4:.1f}", ink="rule"))
        marks += _names(lane, lane is seen, request, y, gutter - 16, high)
        lines = 2 if high >= 76 else 1
        under = Box(gutter - 6, y + HALF + 3, right + 4, first + high * (number + 1) - 3)
        marks += _strip(lane, axis, request, y, lines, right, under, spans)
        if lane is not seen:
            marks += _outcome_said(lane, right + 14, y, outcome - 20)
    dates = tuple(_dates_said(seen, axis, bottom, SMALL))
    return Section((*marks, *dates), bottom + (8 + 15 * _DATE_LINES if dates else 6))


def _outcome_said(lane: Seen, left: float, y: float, room: float) -> Iterator[Words]:
    """Yield where talks stand beside their lane: the state in bold, since when below it."""
    base = y - 3
    for number, said in enumerate(_outcome(status(lane))):
        first = number == 0
        for part in wrapped(said, TEXT, room, bold=first):
            ink = "ink" if first else "second"
            yield Words(text=part, x=left, y=base, size=TEXT, ink=ink, bold=first)
            base += 17


def _down(
    seen: Seen, lanes: Sequence[Seen], request: Request, top: float, spans: list[Span]
) -> Section:
    right = request.width - 10.0
    axis = axis_of(_stops(seen, lanes), 8.0, right)
    y = top + HEADER
    marks: list[Mark] = []
    for lane in lanes:
        named = lines_of(_title(lane, lane is seen), 4, y, right - 4, TURNED_TEXT, bold=True)
        marks += named.marks
        y = named.bottom
        if lane is not seen:
            said = " · ".join(_outcome(status(lane)))
            under = lines_of(said, 4, y, right - 4, TURNED_TEXT, ink="second")
            marks += under.marks
            y = under.bottom
        middle = y + 18
        marks += _strip(lane, axis, request, middle, 0, right, None, spans)
        y = middle + HALF + 10
        marks.append(Path(d=f"M4,{y:.1f}H{request.width - 4:.1f}", ink="rule"))
        y += 8
    days = tuple(days_drawn(axis, top + HEADER, y, (TURNED_TEXT, TURNED_TEXT)))
    lines = tuple(_date_lines(seen, axis, top + HEADER, y))
    dates = tuple(_dates_said(seen, axis, y, TURNED_TEXT))
    bottom = y + (8 + 19 * _DATE_LINES if dates else 6)
    return Section((*days, *lines, *marks, *dates), bottom)


def _title(lane: Seen, around: bool) -> str:
    return say("beside the talks") if around else lane.negotiation.title


def _names(
    lane: Seen, around: bool, request: Request, y: float, room: float, high: float
) -> Iterator[Mark]:
    """Yield what a lane is called: its parties in their colours, or the title of its talks."""
    called = list(dict.fromkeys(row.party for row in lane.all(rows.PartyRow) if row.at_table))
    if around or not 0 < len(called) <= _PARTIES_MAX:
        lines = shortened(_title(lane, around), SMALL, room, int((high - 8) // 15))
        for number, line in enumerate(lines):
            base = y + 4 + 15 * (number - (len(lines) - 1) / 2)
            yield Words(text=line, x=4, y=base, size=SMALL)
        return
    for number, party in enumerate(called):
        base = y + 4 + 17 * (number - (len(called) - 1) / 2)
        yield Words(
            text=request.fitting(party, room, TEXT, bold=True),
            x=4,
            y=base,
            size=TEXT,
            ink=request.palette.ink_of((party,)),
            bold=True,
        )


def _strip(
    lane: Seen,
    axis: Axis,
    request: Request,
    y: float,
    lines: int,
    right: float,
    under: Box | None,
    spans: list[Span],
) -> Iterator[Mark]:
    """Yield the states of one negotiation, its steps as dots, and words where they have room."""

    def place(step: int) -> float:
        return axis.places[f"{lane.slug}#{step}"]

    own = spans_of(lane.steps, place, right)
    spans.extend(own)
    if not lane.steps:
        said = say("nothing had happened yet")
        size = SMALL if under is not None else TURNED_TEXT
        yield Words(text=said, x=axis.left + 4, y=y + 4, size=size, ink="second")
        return
    yield from states_drawn(own, y)
    yield from states_said(own, y, (axis.left, right), lines, inside=False)
    xs = [place(row.step) for row in lane.steps]
    dense = any(after - before < _DOTS_APART for before, after in pairwise(xs))
    for row in lane.steps:
        changed = row.state != row.state_before
        if (changed and row.state == "collapsed") or row.type == "NegotiationClosed":
            continue  # the form of the state says it
        shape = Shape(
            d=SHAPES["offer"],
            x=place(row.step),
            y=y,
            size=_DOT / 2 if dense and not changed else _DOT,
            ink=request.palette.ink_of(row.by),
            share=FILLINGS[row.attribution_class],
        )
        step = f"{lane.slug}#{row.step}"
        yield Told(said=f"{lane.slug}: {told(row)}", step=step, marks=(_ring(shape), shape))
    if under is not None:
        yield from _labels(lane, place, under)


def _ring(shape: Shape) -> Shape:
    """Paper around a dot, which may stand on a dark band."""
    return Shape(d=SHAPES["offer"], x=shape.x, y=shape.y, size=shape.size + 1, ink="paper", share=1)


def _labels(lane: Seen, place: Callable[[int], float], under: Box) -> Iterator[Words]:
    sheet = Sheet(under, ())
    ranked = sorted(lane.steps, key=lambda row: (weight(row), row.place))
    for row in ranked[:_LABELS]:
        x = place(row.step)
        for room in (110.0, 170.0):
            lines = wrapped(brief(row), SMALL, room)
            wide = max(width_of(line, SMALL) for line in lines)
            box = sheet.place(
                [
                    Box(left, under.top, left + wide + 6, under.top + 15 * len(lines))
                    for left in (x - wide / 2, x - 4, x + 4 - wide)
                ]
            )
            if box is not None:
                for number, line in enumerate(lines):
                    base = box.top + 15 * (number + 1) - 3
                    yield Words(text=line, x=box.left, y=base, size=SMALL, ink="second")
                break


def _date_lines(seen: Seen, axis: Axis, top: float, bottom: float) -> Iterator[Mark]:
    """Yield the dates that the law or the calendar sets, as lines behind all lanes."""
    for row in _dates(seen):
        x = axis.places.get(_key(row))
        if x is not None:
            yield Path(d=f"M{x:.1f},{top - 4:.1f}V{bottom + 4:.1f}", ink="second", dashes=(5, 4))


def _dates_said(seen: Seen, axis: Axis, bottom: float, size: float) -> Iterator[Mark]:
    """Yield what those dates are, under their lines, as far as each has room."""
    free = axis.left
    for row in sorted(_dates(seen), key=lambda each: axis.places.get(_key(each), 0.0)):
        x = axis.places.get(_key(row))
        if x is None or row.when is None:
            continue
        text = say_list(each for each in (row.what, day_said(row.when)) if each)
        lines = shortened(text, size, _DATE_MAX, _DATE_LINES)
        wide = max(width_of(each, size) for each in lines)
        left = max(axis.left, min(x - wide / 2, axis.right - wide))
        if left >= free:
            free = left + wide + 10
            for number, words in enumerate(lines):
                base = bottom + 16 + round(size * 1.3) * number
                yield Words(text=words, x=left, y=base, size=size, ink="second")
