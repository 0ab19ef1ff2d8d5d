"""A contest's picture: its negotiations as lanes of one calendar, each with its states.

A contest has no state of its own; only side by side do its negotiations show which talks were open
while others were, and which of them ended in a deal. Rules: docs/adr/0047.
"""

from collections.abc import Callable, Iterator, Sequence
from heapq import merge
from itertools import pairwise
from typing import Final

from parley.answers.language import say, say_many, say_word
from parley.answers.words import wording
from parley.answers.words.moments import since_said
from parley.negotiation import rows
from parley.negotiation.moments import UNBOUNDED_FUTURE
from parley.negotiation.views.seen import Seen
from parley.negotiation.views.standing import Status, status
from parley.web.charts.axis import HEADER, Axis, Stop, axis_of, days_drawn
from parley.web.charts.briefs import brief
from parley.web.charts.fixed_dates import dates_drawn, stops_of_dates
from parley.web.charts.ground import (
    Entry,
    Request,
    Section,
    about,
    classes_keyed,
    framed,
    head,
    is_turned,
    key_height,
    lines_of,
    outlets_said,
    told,
)
from parley.web.charts.lettering import Box, Sheet, shortened, width_of, wrapped
from parley.web.charts.looks import FILLINGS, SHAPES, SMALL, TEXT, TURNED_TEXT
from parley.web.charts.marks import Drawing, Mark, Path, Shape, Told, Words
from parley.web.charts.states import HALF, Span, spans_of, states_drawn, states_keyed, states_said
from parley.web.charts.timeline import weight

__all__ = ["contest"]

_GUTTER_MAX: Final = 204.0  # px for the names
_GUTTER_MIN: Final = 128.0  # px
_OUTCOME_MAX: Final = 168.0  # px for where each stands
_OUTCOME_MIN: Final = 124.0  # px
_HEIGHT_MAX: Final = 900.0  # px of the whole picture
_FOOT: Final = 100.0  # px of its sources, and of its key without the parties
_LANE_MAX: Final = 112.0  # px
_LANE_MIN: Final = 58.0  # px
_DOT: Final = 4.5  # px
_DOTS_APART: Final = 6.0  # px, under which the steps of a lane are no dots
_PARTIES_MAX: Final = 3
"""Parties that a lane is named by; more are named by the title of their talks."""
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
    body, dates = (_down if is_turned(request) else _across)(
        seen, lanes, request, over.bottom, spans
    )
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
        notes=[*dates, *outlets_said(lanes)],
    )


def _parties_keyed(lanes: Sequence[Seen], request: Request) -> Iterator[Entry]:
    """Yield the parties in whose colours dots are drawn, and the ink of what several did."""
    inks = {request.palette.ink_of(row.by) for lane in lanes for row in lane.steps}
    for party, ink in request.palette.parties.items():
        if ink in inks:
            yield Entry(request.name_of(party), "offer", 1.0, ink=ink)
    if "ink" in inks:
        yield Entry(say("several parties"), "offer", 1.0, ink="ink")
    if "mark" in inks:
        yield Entry(say("others"), "offer", 1.0, ink="mark")


def _told(title: str, members: Sequence[Seen]) -> Iterator[str]:
    yield say("The negotiations of {title}.", title)
    for each in members:
        yield f"{each.negotiation.title}: {'; '.join(_outcome(status(each)))}."


def _outcome(stands: Status) -> list[str]:
    """Where talks stand, and since when, a line each."""
    state = wording.state(stands.state)
    begun = "" if stands.since is None else since_said(stands.since)
    closed = any(each.flag == "closed" for each in stands.flags)
    if closed and stands.state is None:
        return [say("no talks by the close")]
    if closed and stands.state in ("proposed", "talks_underway"):
        said = [say("{state}, no end by the close", state=state)]
        return [*said, say("begun {when}", when=begun)] if begun else said
    since = [say("since {when}", when=begun)] if begun else []
    return [state, *since, *([say_word("closed")] if closed else [])]


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
    queues.append([each for each in stops_of_dates(seen) if begun <= each[0] <= ended])
    return [stop for _, stop in merge(*queues, key=lambda each: each[0])]


def _across(
    seen: Seen, lanes: Sequence[Seen], request: Request, top: float, spans: list[Span]
) -> tuple[Section, list[str]]:
    gutter = max(_GUTTER_MIN, min(_GUTTER_MAX, request.width * 0.21))
    outcome = max(_OUTCOME_MIN, min(_OUTCOME_MAX, request.width * 0.175))
    right = request.width - outcome
    axis = axis_of(_stops(seen, lanes), gutter, right)
    first = top + HEADER
    parties = key_height(list(_parties_keyed(lanes, request)), request)
    room = _HEIGHT_MAX - _FOOT - parties - first
    high = min(_LANE_MAX, max(_LANE_MIN, room / max(1, len(lanes))))
    bottom = first + high * len(lanes)
    dates = dates_drawn(seen, axis, first, bottom, request.width - 4, worded=True)
    marks: list[Mark] = [
        *days_drawn(axis, first, bottom),
        *dates.marks,
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
    return Section(tuple(marks), dates.bottom), dates.notes


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
) -> tuple[Section, list[str]]:
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
    dates = dates_drawn(seen, axis, top + HEADER, y, right, worded=False)
    return Section((*days, *dates.marks, *marks), dates.bottom), dates.notes


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
        yield from _labels(lane, place, under, request)


def _ring(shape: Shape) -> Shape:
    """Paper around a dot, which may stand on a dark band."""
    return Shape(d=SHAPES["offer"], x=shape.x, y=shape.y, size=shape.size + 1, ink="paper", share=1)


def _labels(
    lane: Seen, place: Callable[[int], float], under: Box, request: Request
) -> Iterator[Words]:
    sheet = Sheet(under, ())
    ranked = sorted(lane.steps, key=lambda row: (weight(row), row.place))
    for row in ranked[:_LABELS]:
        x = place(row.step)
        for room in (110.0, 170.0):
            lines = wrapped(brief(row, request), SMALL, room)
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
