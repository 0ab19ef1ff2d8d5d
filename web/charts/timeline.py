"""The timeline: who did what, in a lane for each party, under the state that the talks were in.

Across where there is room, down on a phone; its marks say in words what they are, as far as words
find room, the weightiest first. Of very many steps the lanes count how many there were, and marks
stay where the state changed. Rules: docs/adr/0047.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from parley.answers.language import marked, say, say_many
from parley.answers.words.steps import STEPS_SAID
from parley.negotiation import rows
from parley.negotiation.steps import (
    CATALOGUE,
    StatementMade,
)
from parley.negotiation.views.seen import Seen
from parley.web.charts.axis import HEADER, Axis, Stop, axis_of, days_drawn, days_said
from parley.web.charts.briefs import brief
from parley.web.charts.ground import (
    Entry,
    Request,
    Section,
    about,
    classes_keyed,
    families_keyed,
    framed,
    head,
    is_turned,
    outlets_said,
    told,
)
from parley.web.charts.lettering import Box, Sheet, width_of, wrapped
from parley.web.charts.looks import FILLINGS, SHAPES, SMALL, TEXT, TURNED_TEXT
from parley.web.charts.marks import Area, Drawing, Mark, Path, Shape, Told, Words
from parley.web.charts.states import (
    lines_needed,
    spans_of,
    states_drawn,
    states_keyed,
    states_said,
)
from parley.web.charts.timeline_turned import turned

__all__ = ["lanes_of", "stops_of", "timeline", "weight"]

_OTHERS: Final = marked("others")
_GUTTER_MAX: Final = 200.0  # px for the names of lanes
_GUTTER_MIN: Final = 90.0  # px
_RIGHT: Final = 12.0  # px
_STATES: Final = 40.0  # px over the first lane, and _LINE for each line of words
_LINE: Final = 17.0  # px
_HEIGHT_MAX: Final = 900.0  # px of the whole picture
_FOOT: Final = 96.0  # px of its key and sources
_LANE_MAX: Final = 116.0  # px
_LANE_MIN: Final = 40.0  # px
_MARK: Final = 6.0  # px from the middle of a shape to its edge
_APART: Final = 9.0  # px between two marks, from which on steps are counted
_BIN: Final = 14.0  # px of a bar that counts steps
_COUNTED: Final = 60
"""Steps, from which on those that stand closer than _APART are counted."""
_KEPT: Final = 48
"""Marks that stay beside the bars."""
_LANES_MAX: Final = 13
"""Lanes of parties; where there are more, those that acted least are among the others."""
_WIDTHS: Final = (84.0, 130.0, 190.0, 270.0, 360.0)  # px of the lines of a label
_WEIGHTS: Final = {
    **dict.fromkeys(("deal", "end"), 1),
    **dict.fromkeys(("offer", "demand"), 2),
    **dict.fromkeys(("date", "move", "talks"), 3),
    "people": 4,
    "meeting": 5,
    "words": 6,
}
"""What is drawn -> in which order it finds room for words."""


def timeline(seen: Seen, request: Request) -> Drawing:
    """Draw the steps in view."""
    title = seen.negotiation.title
    over = head(request, title, about(seen, request.asked))
    spans: list[Entry] = []
    if not seen.steps:
        words = say("nothing had happened yet")
        size = TURNED_TEXT if is_turned(request) else TEXT
        empty = Words(text=words, x=4, y=over.bottom + 20, size=size, ink="second")
        body, notes = Section((empty,), over.bottom + 34), list[str]()
    elif is_turned(request):
        body, notes = turned(seen, request, over.bottom, weight)
    else:
        body, notes, spans = _across(seen, request, over.bottom)
    shown = _kept(seen.steps) if notes else seen.steps
    families = [CATALOGUE[row.type].family for row in shown]
    key = [*families_keyed(families), *classes_keyed(row.attribution_class for row in shown)]
    return framed(
        request,
        over,
        body,
        title=title,
        said=_said(seen),
        key=[*key, *spans],
        notes=[*notes, *outlets_said([seen])],
    )


def lanes_of(seen: Seen) -> list[str]:
    """Parties that acted or were addressed, in the order of registration; then whoever else."""
    parties = list(dict.fromkeys(row.party for row in seen.all(rows.PartyRow)))
    acted = {lane for row in seen.steps for lane in (*row.by, *row.to)}
    named = [party for party in parties if party in acted] or parties
    if len(named) > _LANES_MAX:
        often = Counter(actor for row in seen.steps for actor in row.by)
        most = sorted(named, key=lambda party: -often[party])[:_LANES_MAX]
        named = [party for party in named if party in most]
    others = any(not set(row.by) & set(named) for row in seen.steps)
    return [*named, *([say(_OTHERS)] if others else [])]


def weight(row: rows.StepRow) -> int:
    """How early a step finds room for its words: those that changed the state first."""
    if row.state != row.state_before:
        return 0
    return _WEIGHTS.get(CATALOGUE[row.type].family, 6)


def stops_of(steps: Sequence[rows.StepRow]) -> list[Stop]:
    """Return steps as they stand on an axis, each by its number."""
    return [Stop(str(row.step), row.occurred, row.earliest, row.latest) for row in steps]


def _said(seen: Seen) -> list[str]:
    return [
        say_many(
            len(seen.steps),
            "Timeline of {title}, {number} step.",
            "Timeline of {title}, {number} steps.",
            seen.negotiation.title,
        ),
        *(f"{told(row)}." for row in seen.steps[:_KEPT]),
    ]


def _across(seen: Seen, request: Request, top: float) -> tuple[Section, list[str], list[Entry]]:
    lanes = lanes_of(seen)
    names = {lane: _lane_name(lane, request) for lane in lanes}
    widest = max(width_of(line, TEXT, bold=True) for each in names.values() for line in each)
    left, right = max(_GUTTER_MIN, widest + 20), request.width - _RIGHT
    axis = axis_of(stops_of(seen.steps), left, right)
    steps = seen.steps
    counted = len(steps) > _COUNTED and (right - left) / len(steps) < _APART
    spans = spans_of(steps, lambda step: axis.places[str(step)], right)
    lines = lines_needed(spans, (left, right), 3)
    content = top + HEADER
    first = content + _STATES + _LINE * lines
    room = _HEIGHT_MAX - _FOOT - first
    high = min(_LANE_MAX, max(_LANE_MIN, room / max(1, len(lanes))))
    bottom = first + high * len(lanes)
    levels = {lane: first + high * (index + 0.5) for index, lane in enumerate(lanes)}
    marks: list[Mark] = list(days_drawn(axis, content, bottom))
    marks += states_drawn(spans, first - 16)
    marks += states_said(spans, first - 16, (left, right), lines)
    marks += _lane_names(names, levels, request, axis)
    sheet = Sheet(Box(left - 4, first - 2, request.width - 2, bottom + 4), ())
    for words in days_said(axis, content):
        sheet.take(words.box)
    shown = steps
    notes: list[str] = []
    if counted:
        marks += _bars(steps, lanes, levels, axis, request, high)
        shown = _kept(steps)
        notes.append(
            say(
                "Bars count the steps of a party; marks are those that changed the state, agreed"
                " or ended something, and everybody’s last offer and last demand."
            )
        )
    marks += _steps(shown, lanes, levels, axis, request, sheet, high)
    return Section(tuple(marks), bottom), notes, states_keyed(spans)


def _lane_name(lane: str, request: Request) -> list[str]:
    """The full name on two lines where its words have room, and the short one otherwise."""
    room = _GUTTER_MAX - 20
    name = request.name_of(lane)
    widest = max((width_of(word, TEXT, bold=True) for word in name.split()), default=0.0)
    if widest <= room:
        lines = wrapped(name, TEXT, min(room, max(150.0, widest)), bold=True)
        lines = lines if len(lines) <= 2 else wrapped(name, TEXT, room, bold=True)
        if len(lines) <= 2:
            return lines
    return wrapped(lane, TEXT, room, bold=True)[:2]


def _lane_names(
    names: Mapping[str, list[str]], levels: Mapping[str, float], request: Request, axis: Axis
) -> Iterator[Mark]:
    for lane, name in names.items():
        y = levels[lane]
        ink = request.palette.ink_of((lane,))
        yield Path(d=f"M{axis.left - 6:.1f},{y:.1f}H{axis.right:.1f}", ink="rule", width=1.2)
        for number, line in enumerate(name):
            base = y + 4.5 + 17 * (number - (len(name) - 1) / 2)
            yield Words(
                text=line,
                x=4,
                y=base,
                size=TEXT,
                ink="second" if ink == "mark" else ink,
                bold=True,
            )


def _acting(row: rows.StepRow, lanes: Sequence[str]) -> list[str]:
    """The lanes of those who did it."""
    return [actor for actor in row.by if actor in lanes] or [lanes[-1]]


def _kept(steps: Sequence[rows.StepRow]) -> list[rows.StepRow]:
    """Steps that changed the state, ended or agreed something; and everybody's last offer and last
    demand."""
    weighty = [row.step for row in steps if weight(row) <= 1][-_KEPT:]
    last = {
        (CATALOGUE[row.type].family, row.by): row.step
        for row in steps
        if CATALOGUE[row.type].family in ("offer", "demand")
    }
    kept = {*weighty, *list(last.values())[-_KEPT:]}
    return [row for row in steps if row.step in kept]


def _bars(
    steps: Sequence[rows.StepRow],
    lanes: Sequence[str],
    levels: Mapping[str, float],
    axis: Axis,
    request: Request,
    high: float,
) -> Iterator[Mark]:
    """Yield how many steps of a lane stand in each stretch of the axis, as bars on its line."""
    counts: dict[tuple[str, int], int] = {}
    for row in steps:
        for lane in _acting(row, lanes):
            place = int((axis.places[str(row.step)] - axis.left) // _BIN)
            counts[lane, place] = counts.get((lane, place), 0) + 1
    most = max(counts.values(), default=1)
    for (lane, place), count in sorted(counts.items()):
        tall = max(2.0, (high / 2 - 6) * count / most)
        left = axis.left + place * _BIN
        end = min(left + _BIN - 1, axis.right)
        box = Box(left + 1, levels[lane] - tall, max(left + 2, end), levels[lane])
        said = say_many(count, "{number} step", "{number} steps")
        yield Told(
            said=f"{request.name_of(lane)}: {said}",
            marks=(Area(box=box, fill=request.palette.ink_of((lane,)), opacity=0.35),),
        )


def _steps(
    steps: Sequence[rows.StepRow],
    lanes: Sequence[str],
    levels: Mapping[str, float],
    axis: Axis,
    request: Request,
    sheet: Sheet,
    high: float,
) -> Iterator[Mark]:
    shapes: list[tuple[rows.StepRow, list[Mark]]] = []
    for row in steps:
        x, acting = axis.places[str(row.step)], _acting(row, lanes)
        reached = [levels[lane] for lane in (*acting, *row.to) if lane in levels]
        linked: list[Mark] = []
        if max(reached) > min(reached):
            # Behind all words: one that crosses it stays legible, and finds room elsewhere first.
            yield Path(d=f"M{x:.1f},{min(reached):.1f}V{max(reached):.1f}", ink="mark", width=1.1)
            sheet.avoid(Box(x - 1.5, min(reached), x + 1.5, max(reached)))
        linked += [
            Shape(d=SHAPES["offer"], x=x, y=levels[lane], size=2.5, ink="mark", share=1)
            for lane in row.to
            if lane in levels and lane not in acting
        ]
        for lane in acting:
            shape = Shape(
                d=SHAPES[CATALOGUE[row.type].family],
                x=x,
                y=levels[lane],
                size=_MARK,
                ink=request.palette.ink_of((lane,)),
                share=FILLINGS[row.attribution_class],
            )
            linked.append(shape)
            sheet.take(shape.box)
        shapes.append((row, linked))
    if request.numbers:
        for row, linked in shapes:
            linked += _number(row, axis, levels[_acting(row, lanes)[0]], sheet)
    labels = {
        row.step: label
        for row, _ in sorted(shapes, key=lambda each: (weight(each[0]), each[0].place))
        if (label := _label(row, lanes, levels, axis, request, sheet, high))
    }
    for row, linked in shapes:
        marks = (*linked, *labels.get(row.step, ()))
        yield Told(said=told(row), step=f"v{row.step}", marks=marks)


def _number(row: rows.StepRow, axis: Axis, y: float, sheet: Sheet) -> list[Mark]:
    text = f"v{row.step}"
    wide = width_of(text, SMALL)
    x = axis.places[str(row.step)] - wide / 2
    choices = [Box(x, y + down - 10, x + wide, y + down + 3) for down in (-11, 20)]
    box = sheet.place(choices)
    if box is None:
        return []
    return [Words(text=text, x=box.left, y=box.bottom - 3, size=SMALL, ink="second")]


def _label(
    row: rows.StepRow,
    lanes: Sequence[str],
    levels: Mapping[str, float],
    axis: Axis,
    request: Request,
    sheet: Sheet,
    high: float,
) -> list[Mark]:
    """The words of a mark, over or under it in a lane of its; none where they have no room."""
    x, acting = axis.places[str(row.step)], _acting(row, lanes)
    others = [request.fitting(each, 150, SMALL) for each in row.by if each not in lanes]
    who = f"{others[0]}: " if others and acting == [lanes[-1]] else ""
    step, lines_max = 15.0, max(1, int((high / 2 - _MARK - 2) // 15))
    said = brief(row, request)
    texts = [who + said]
    if row.type != StatementMade.__name__:  # that something is said says nothing, by nobody less
        texts += [said, who + say(STEPS_SAID[row.type]), say(STEPS_SAID[row.type])]
    for text in dict.fromkeys(texts):
        for room in _WIDTHS:
            lines = wrapped(text, SMALL, room)
            if len(lines) > lines_max:
                continue
            wide = max(width_of(line, SMALL) for line in lines)
            tall = step * len(lines)
            choices = [
                Box(left, y, left + wide, y + tall)
                for lane in acting
                for y in (levels[lane] - _MARK - 3 - tall, levels[lane] + _MARK + 3)
                for left in (x - wide / 2, x - 5, x + 5 - wide, x - wide / 4, x - wide * 3 / 4)
            ]
            box = sheet.place(choices)
            if box is not None:
                return [
                    Words(text=line, x=box.left, y=box.top + step * (number + 1) - 4, size=SMALL)
                    for number, line in enumerate(lines)
                ]
            if len(lines) == 1:
                break
    return []
