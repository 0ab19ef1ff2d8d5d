"""The timeline in lanes: who did what, step by step, under the state that the talks were in.

A lane is a party, a shape a kind of step, a filling a class of attribution; a line leads to those
whom a step was for. Rules: CLI.md, "The page".
"""

from collections.abc import Iterable, Sequence
from typing import Final, Literal

import altair as alt

from parley.answers.language import marked, say, say_many
from parley.answers.words.moments import moment_said
from parley.answers.words.steps import step_said
from parley.negotiation import rows
from parley.negotiation.steps import CATALOGUE
from parley.negotiation.views.seen import Seen
from parley.web.charts.ground import Stretch, about, days, stretches, told
from parley.web.charts.legend import Entry, legend
from parley.web.charts.lettering import width_of
from parley.web.charts.looks import (
    FAMILY_NAMES,
    FILLING_NAMES,
    FILLINGS,
    SHAPES,
    SWATCH,
    WIDTH,
    Layers,
    Look,
    Theme,
    as_given,
    data_of,
    down,
    dress,
    look_of,
    mixed,
    shapes_of,
)
from parley.web.charts.states import BAND, states

__all__ = ["timeline"]

_SAID_MAX: Final = 16  # steps whose words stand under the lanes
_LANE: Final = 44  # px
_STEP_MAX: Final = 90  # px that one step is wide at most
_WIDTH_MIN: Final = 300  # px
_NUMBER_SIZE: Final = 10  # px
_SAID_SIZE: Final = 12  # px
_OTHERS: Final = marked("others")


def timeline(seen: Seen, *, theme: Theme = "light", asked: str = "") -> alt.VConcatChart:
    """The steps in view; `asked` says at which times, for the line under the title."""
    look = look_of(theme)
    lanes = _lanes(seen)
    rows_of_it = stretches(seen.steps, step_width=_STEP_MAX, width=_WIDTH_MIN)
    charts = [_row(stretch, lanes, look) for stretch in rows_of_it]
    if seen.steps:
        charts.append(_legend(seen.steps, look))
    if 0 < len(seen.steps) <= _SAID_MAX:
        charts.append(_said(seen.steps, look))
    if not seen.steps:
        charts.append(_nothing(look))
    return dress(
        charts,
        look,
        spacing=26,
        title=seen.negotiation.title,
        subtitle=about(seen, asked),
        description=" ".join(
            (
                say_many(
                    len(seen.steps),
                    "Timeline of {title}, {number} step.",
                    "Timeline of {title}, {number} steps.",
                    seen.negotiation.title,
                ),
                *(f"{told(row)}." for row in seen.steps[:_SAID_MAX]),
            )
        ),
    )


def _lanes(seen: Seen) -> list[str]:
    """Parties in the order of registration; then whoever else acted."""
    parties = list(dict.fromkeys(row.party for row in seen.all(rows.PartyRow)))
    acted = {lane for row in seen.steps for lane in (*row.by, *row.to)}
    named = [party for party in parties if party in acted] or parties
    others = any(_acting(row, named) == [say(_OTHERS)] for row in seen.steps)
    return [*named, *([say(_OTHERS)] if others else [])]


def _acting(row: rows.StepRow, lanes: Sequence[str]) -> list[str]:
    """The lanes of those who did it."""
    return [actor for actor in row.by if actor in lanes] or [say(_OTHERS)]


def _row(stretch: Stretch, lanes: Sequence[str], look: Look) -> Layers:
    height = BAND + len(lanes) * _LANE
    levels = {lane: BAND + (index + 0.5) * _LANE for index, lane in enumerate(lanes)}
    y = down("level", height)
    layers = [
        *_lines(stretch, levels, y, look),
        *days(stretch, height, look),
        *states(stretch, height, look),
        *_steps(stretch, levels, y, look),
    ]
    return alt.layer(*layers, width=stretch.width, height=height)


def _lines(stretch: Stretch, levels: dict[str, float], y: alt.Y, look: Look) -> list[alt.Chart]:
    data = data_of(
        {"level": levels[lane], "place": stretch.first - 0.5, "lane": lane, "colour": colour}
        for lane, colour in _colours(levels, look).items()
    )
    return [
        data.mark_rule(color=look.line).encode(y=y),
        data.mark_text(align="right", dx=-10, fontWeight="bold", fontSize=12).encode(
            x=stretch.x(), y=y, text="lane:N", color=as_given()
        ),
    ]


def _colours(lanes: Iterable[str], look: Look) -> dict[str, str]:
    return {
        lane: look.faint if lane == say(_OTHERS) else look.parties[index % len(look.parties)]
        for index, lane in enumerate(lanes)
    }


def _steps(stretch: Stretch, levels: dict[str, float], y: alt.Y, look: Look) -> list[alt.Chart]:
    colours = _colours(levels, look)
    marks: list[dict[str, object]] = []
    links: list[dict[str, object]] = []
    ends: list[dict[str, object]] = []
    free = dict.fromkeys(levels, float("-inf"))  # where the next number of a lane may begin
    for place, step in enumerate(stretch.steps, stretch.first):
        acting = _acting(step, list(levels))
        reached = [levels[lane] for lane in (*acting, *step.to) if lane in levels]
        if max(reached) > min(reached):
            links.append({"place": place, "level": min(reached), "bottom": max(reached)})
        ends += [
            {"place": place, "level": levels[lane]}
            for lane in step.to
            if lane in levels and lane not in acting
        ]
        mark = {"place": place, "shape": SHAPES[CATALOGUE[step.type].family], "told": told(step)}
        number = f"v{step.step}"
        wide = width_of(number, _NUMBER_SIZE)
        begins = stretch.left(place) - wide / 2
        share = FILLINGS[step.attribution_class]
        for lane in acting:
            shown = begins >= free[lane]
            if shown:
                free[lane] = begins + wide + 3
            marks.append(
                {
                    **mark,
                    "level": levels[lane],
                    "colour": colours[lane],
                    "filling": mixed(colours[lane], look.paper, share),
                    "step": number if shown else "",
                }
            )
    x = stretch.x()
    points = data_of(marks)
    numbers = data_of(mark for mark in marks if mark["step"]).encode(x=x, y=y, text="step:N")
    return [
        data_of(links).mark_rule(color=look.faint, strokeWidth=1.2).encode(x=x, y=y, y2="bottom:Q"),
        data_of(ends).mark_circle(size=26, color=look.faint, opacity=1).encode(x=x, y=y),
        # Twice, so that a line behind the number does not cross it out.
        numbers.mark_text(dy=-16, fontSize=_NUMBER_SIZE, stroke=look.paper, strokeWidth=4),
        numbers.mark_text(dy=-16, fontSize=_NUMBER_SIZE, color=look.faint),
        shapes_of(points, 120, x=x, y=y, description="told:N"),
    ]


def _legend(steps: Sequence[rows.StepRow], look: Look) -> Layers:
    """What the shapes that occur mean, and their fillings."""
    families = {CATALOGUE[row.type].family for row in steps}
    classes = {row.attribution_class for row in steps}
    shapes = [
        Entry(say(FAMILY_NAMES[each]), SHAPES[each], look.faint, look.faint)
        for each in SHAPES
        if each in families
    ]
    fillings = [
        Entry(say(FILLING_NAMES[each]), SWATCH, look.faint, mixed(look.faint, look.paper, share))
        for each, share in FILLINGS.items()
        if each in classes
    ]
    return legend([shapes, fillings], look)


def _said(steps: Sequence[rows.StepRow], look: Look) -> Layers:
    lines = [(f"v{row.step}", moment_said(row.occurred), step_said(row)) for row in steps]
    data = data_of(
        {"level": index, "step": step, "when": when, "said": said}
        for index, (step, when, said) in enumerate(lines)
    )
    widths = [
        max(width_of(word, _SAID_SIZE) for word in column) for column in zip(*lines, strict=True)
    ]
    when_at = widths[0] * 1.15 + 14  # the numbers are bold
    said_at = when_at + widths[1] + 18
    width = min(WIDTH, said_at + widths[2])
    y = alt.Y("level:O", axis=None)

    def column(
        name: str, left: float, colour: str, weight: Literal["normal", "bold"] = "normal"
    ) -> alt.Chart:
        text: alt.Chart = data.mark_text(
            align="left", color=colour, fontSize=_SAID_SIZE, fontWeight=weight, limit=WIDTH - left
        ).encode(y=y, text=f"{name}:N", x=alt.value(left))
        return text

    return alt.layer(
        column("step", 0, look.ink, "bold"),
        column("when", when_at, look.faint),
        column("said", said_at, look.ink),
        width=width,
        height=len(steps) * 19,
    )


def _nothing(look: Look) -> Layers:
    data = data_of([{"word": say("nothing had happened yet")}])
    text = data.mark_text(color=look.faint, fontSize=13, align="left").encode(
        text="word:N", x=alt.value(0)
    )
    return alt.layer(text, width=WIDTH // 2, height=40)
