"""The timeline for a phone: time goes down, a step is a line of words beside its mark."""

from collections.abc import Callable, Sequence
from typing import Final

from parley.answers.language import say, say_list, say_many
from parley.answers.words import wording
from parley.negotiation import rows
from parley.negotiation.steps import CATALOGUE
from parley.negotiation.views.seen import Seen
from parley.web.charts.axis import day_said
from parley.web.charts.briefs import brief
from parley.web.charts.ground import Request, Section, lines_of, told
from parley.web.charts.lettering import shortened
from parley.web.charts.looks import FILLINGS, SHAPES, TURNED_TEXT
from parley.web.charts.marks import Mark, Path, Shape, Told, Words

__all__ = ["turned"]

_RAIL: Final = 12.0  # px from the left to the line that the marks stand on
_LEFT: Final = 30.0  # px from the left to the words
_LINE: Final = 19.0  # px
_ROWS_MAX: Final = 40
"""Steps with a line of their own; of more, those that weigh most have one."""
_LINES_MAX: Final = 4


def turned(
    seen: Seen,
    request: Request,
    top: float,
    weight: Callable[[rows.StepRow], int],
) -> tuple[Section, list[str]]:
    """Return the steps one under the other, and what has to be said under them."""
    ranked = sorted(seen.steps, key=lambda row: (weight(row), -row.place))
    kept = {row.step for row in ranked[:_ROWS_MAX]}
    marks: list[Mark] = []
    y, day, passed = top + 4, "", 0
    for row in seen.steps:
        if row.step not in kept:
            passed += 1
            continue
        y = _passed(marks, passed, y)
        passed = 0
        said = day_said(row.occurred)
        if said != day:
            marks.append(
                Words(text=said, x=_LEFT, y=y + 16, size=TURNED_TEXT, ink="second", bold=True)
            )
            y, day = y + 24, said
        y = _step(marks, row, request, brief(row, request), y)
    y = _passed(marks, passed, y)
    rail = Path(d=f"M{_RAIL:.1f},{top:.1f}V{y - 6:.1f}", ink="rule", width=1.5)
    return Section((rail, *marks), y), []


def _passed(marks: list[Mark], count: int, y: float) -> float:
    """Say how many steps have no line here."""
    if not count:
        return y
    text = say_many(count, "… {number} step more", "… {number} steps more")
    marks.append(Words(text=text, x=_LEFT, y=y + 14, size=TURNED_TEXT, ink="second", italic=True))
    return y + _LINE + 4


def _step(marks: list[Mark], row: rows.StepRow, request: Request, words: str, y: float) -> float:
    room = request.width - _LEFT - 4
    ink = request.palette.ink_of(row.by)
    shape = Shape(
        d=SHAPES[CATALOGUE[row.type].family],
        x=_RAIL,
        y=y + 11,
        size=6.5,
        ink=ink,
        share=FILLINGS[row.attribution_class],
    )
    named = lines_of(
        _who(row, request),
        _LEFT,
        y,
        room,
        TURNED_TEXT,
        ink="second" if ink == "mark" else ink,
        bold=True,
    )
    bottom = named.bottom
    below: list[Mark] = []
    for line in shortened(words, TURNED_TEXT, room, _LINES_MAX):
        below.append(Words(text=line, x=_LEFT, y=bottom + 14, size=TURNED_TEXT))
        bottom += _LINE
    if row.state != row.state_before:
        said = say("now: {state}", state=wording.state(row.state))
        below.append(Words(text=said, x=_LEFT, y=bottom + 14, size=TURNED_TEXT, bold=True))
        bottom += _LINE
    marks.append(Told(said=told(row), step=f"v{row.step}", marks=(shape, *named.marks, *below)))
    return bottom + 8


def _who(row: rows.StepRow, request: Request) -> str:
    """Who did it, and to whom, by name where that stays on a line or two."""
    who, whom = (_named(names, request) for names in (row.by, row.to))
    return say("{who}, to {whom}", who, whom) if whom else who


def _named(actors: Sequence[str], request: Request) -> str:
    full = say_list(request.name_of(each) for each in actors)
    return full if len(full) <= 44 else say_list(each.partition(":")[2] or each for each in actors)
