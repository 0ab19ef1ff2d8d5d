"""The timeline in lanes: who did what, step by step, under the state that the talks were in.

A lane is a party, a shape a kind of step, a filling a class of attribution; a line leads to those
whom a step was for. Rules: CLI.md, "The page".
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Literal

import altair as alt

from negotiation import rows
from negotiation.moments import describe, parse_moment
from negotiation.views.seen import Seen
from web.charts.ground import LETTER, Stretch, about, days, told
from web.charts.looks import (
    FAMILIES,
    FAMILY_NAMES,
    FILLING_NAMES,
    FILLINGS,
    SHAPES,
    SWATCH,
    WIDTH,
    Layers,
    Look,
    Theme,
    data_of,
    dress,
    look_of,
    mixed,
)

__all__ = ["timeline"]

PER_ROW: Final = 48  # steps; more of them go on in the next row
_SAID_MAX: Final = 16  # steps whose words stand under the lanes
_LANE: Final = 44  # px
_STATE: Final = 24  # px
_STEP_MAX: Final = 90  # px that one step is wide at most
_NUMBER: Final = 24  # px that a step's number needs; where there is less, every fifth has one
_OTHERS: Final = "others"


def timeline(seen: Seen, *, theme: Theme = "light", asked: str = "") -> alt.VConcatChart:
    """The steps in view; `asked` says at which times, for the line under the title."""
    look = look_of(theme)
    lanes = _lanes(seen)
    charts = [_row(stretch, lanes, look) for stretch in _stretches(seen.steps)]
    if seen.steps:
        charts.append(_legend(seen.steps, look))
    if 0 < len(seen.steps) <= _SAID_MAX:
        charts.append(_said(seen.steps, look))
    if not seen.steps:
        charts.append(_nothing(look))
    return dress(
        alt.vconcat(*charts, spacing=26).resolve_scale(x="independent"),
        look,
        title=seen.negotiation.title,
        subtitle=about(seen, asked),
        description=f"Timeline of {seen.negotiation.title}, {len(seen.steps)} steps. "
        + " ".join(f"{told(row)}." for row in seen.steps[:_SAID_MAX]),
    )


def _lanes(seen: Seen) -> list[str]:
    """Parties in the order of registration; then whoever else acted."""
    parties = list(dict.fromkeys(row.party for row in seen.all(rows.PartyRow)))
    acted = {lane for row in seen.steps for lane in (*row.by, *row.to)}
    named = [party for party in parties if party in acted] or parties
    others = any(_acting(row, named) == [_OTHERS] for row in seen.steps)
    return [*named, *([_OTHERS] if others else [])]


def _acting(row: rows.StepRow, lanes: Sequence[str]) -> list[str]:
    """The lanes of those who did it."""
    return [actor for actor in row.by if actor in lanes] or [_OTHERS]


def _stretches(steps: Sequence[rows.StepRow]) -> Iterator[Stretch]:
    if 0 < len(steps) <= PER_ROW:
        yield Stretch(steps, 1, len(steps), min(WIDTH, max(300, len(steps) * _STEP_MAX)))
        return
    for first in range(0, len(steps), PER_ROW):
        # The last row has as many pixels a step as the others.
        before = steps[first - 1] if first else None
        yield Stretch(steps[first : first + PER_ROW], first + 1, first + PER_ROW, WIDTH, before)


def _row(stretch: Stretch, lanes: Sequence[str], look: Look) -> Layers:
    height = _STATE + len(lanes) * _LANE
    levels = {lane: _STATE + (index + 0.5) * _LANE for index, lane in enumerate(lanes)}
    y = alt.Y("level:Q", scale=alt.Scale(domain=[height, 0], nice=False), axis=None)
    layers = [
        *_lines(stretch, levels, y, look),
        *days(stretch, height, look),
        *_states(stretch, y, look),
        *_steps(stretch, levels, y, look),
    ]
    return alt.layer(*layers).properties(width=stretch.width, height=height)


def _lines(stretch: Stretch, levels: dict[str, float], y: alt.Y, look: Look) -> list[alt.Chart]:
    data = data_of(
        {"level": levels[lane], "place": stretch.first - 0.5, "lane": lane, "colour": colour}
        for lane, colour in _colours(levels, look).items()
    )
    return [
        data.mark_rule(color=look.line).encode(y=y),
        data.mark_text(align="right", dx=-10, fontWeight="bold", fontSize=12).encode(
            x=stretch.x(), y=y, text="lane:N", color=_as_given()
        ),
    ]


def _colours(lanes: Iterable[str], look: Look) -> dict[str, str]:
    return {
        lane: look.faint if lane == _OTHERS else look.parties[index % len(look.parties)]
        for index, lane in enumerate(lanes)
    }


def _as_given() -> alt.Color:
    """The field that holds a colour."""
    return alt.Color("colour:N", scale=None, legend=None)


def _states(stretch: Stretch, y: alt.Y, look: Look) -> list[alt.Chart]:
    runs: list[tuple[str, int, int]] = []
    for place, step in enumerate(stretch.steps, stretch.first):
        state = step.state or ""
        first = runs.pop()[1] if runs and runs[-1][0] == state else place
        runs.append((state, first, place))
    spans = [_span(stretch, look, *run) for run in runs]
    data = data_of(spans)
    x = stretch.x()
    return [
        data.mark_rect().encode(
            x=x, x2="end:Q", y=y, y2="bottom:Q", color=_as_given(), description="word:N"
        ),
        data.mark_text(align="left", dx=5, dy=10, baseline="middle", fontSize=11).encode(
            x=x, y=y, text="shown:N", color=alt.value(look.ink)
        ),
    ]


def _span(stretch: Stretch, look: Look, state: str, first: int, last: int) -> dict[str, object]:
    word = state.replace("_", " ") or "no talks yet"
    room = (last - first + 1) * stretch.step_width
    return {
        "word": word,
        "shown": word if room > LETTER * len(word) + 10 else "",
        "place": first - 0.5,
        "end": last + 0.5,
        "level": 0,
        "bottom": _STATE - 4,
        "colour": look.states[state],
    }


def _steps(stretch: Stretch, levels: dict[str, float], y: alt.Y, look: Look) -> list[alt.Chart]:
    colours = _colours(levels, look)
    marks: list[dict[str, object]] = []
    links: list[dict[str, object]] = []
    ends: list[dict[str, object]] = []
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
        numbered = stretch.step_width >= _NUMBER or place % 5 == 0
        mark = {
            "place": place,
            "shape": SHAPES[FAMILIES[step.type]],
            "told": told(step),
            "step": f"v{step.step}" if numbered else "",
        }
        share = FILLINGS[step.attribution_class]
        for lane in acting:
            filling = mixed(colours[lane], look.paper, share)
            marks += [{**mark, "level": levels[lane], "colour": colours[lane], "filling": filling}]
    x = stretch.x()
    points = data_of(marks)
    number = points.encode(x=x, y=y, text="step:N")
    return [
        data_of(links).mark_rule(color=look.faint, strokeWidth=1.2).encode(x=x, y=y, y2="bottom:Q"),
        data_of(ends).mark_circle(size=26, color=look.faint, opacity=1).encode(x=x, y=y),
        # Twice, so that a line behind the number does not cross it out.
        number.mark_text(dy=-16, fontSize=10, stroke=look.paper, strokeWidth=4),
        number.mark_text(dy=-16, fontSize=10, color=look.faint),
        _shapes(points, x=x, y=y, description="told:N"),
    ]


def _shapes(points: alt.Chart, **channels: object) -> alt.Chart:
    """Marks of the shape, colour and filling that their data say."""
    marks: alt.Chart = points.mark_point(size=120, strokeWidth=1.8, opacity=1).encode(
        shape=alt.Shape("shape:N", scale=None, legend=None),
        stroke=alt.Stroke("colour:N", scale=None, legend=None),
        fill=alt.Fill("filling:N", scale=None, legend=None),
        **channels,
    )
    return marks


def _legend(steps: Sequence[rows.StepRow], look: Look) -> Layers:
    """What the shapes that occur mean, and their fillings."""
    families = {FAMILIES[row.type] for row in steps}
    classes = {row.attribution_class for row in steps}
    entries = [(FAMILY_NAMES[each], SHAPES[each], 1.0) for each in SHAPES if each in families]
    fillings = [
        (FILLING_NAMES[each], SWATCH, FILLINGS[each]) for each in FILLINGS if each in classes
    ]
    marks = [*_entries(entries, 10, look), *_entries(fillings, 32, look)]
    width = max(float(str(mark["left"])) + LETTER * len(str(mark["word"])) for mark in marks) + 30
    points = data_of(marks)
    x = alt.X("left:Q", scale=alt.Scale(domain=[0, width], nice=False), axis=None)
    y = alt.Y("down:Q", scale=alt.Scale(domain=[42, 0], nice=False), axis=None)
    words = points.mark_text(align="left", dx=12, fontSize=11, color=look.ink)
    layers = (_shapes(points, x=x, y=y), words.encode(x=x, y=y, text="word:N"))
    return alt.layer(*layers).properties(width=width, height=42)


def _entries(
    entries: Sequence[tuple[str, str, float]], down: int, look: Look
) -> Iterator[dict[str, object]]:
    """Yield one line of the legend, from word, shape and filling of each entry."""
    left = 8.0
    for word, shape, share in entries:
        filling = mixed(look.faint, look.paper, share)
        mark = {"word": word, "shape": shape, "colour": look.faint, "filling": filling}
        yield {**mark, "left": left, "down": down}
        left += 36 + LETTER * len(word)


def _said(steps: Sequence[rows.StepRow], look: Look) -> Layers:
    data = data_of(
        {
            "level": index,
            "step": f"v{row.step}",
            "when": describe(parse_moment(row.occurred)),
            "said": row.said,
        }
        for index, row in enumerate(steps)
    )
    y = alt.Y("level:O", axis=None)

    def column(
        name: str, left: int, colour: str, weight: Literal["normal", "bold"] = "normal"
    ) -> alt.Chart:
        text: alt.Chart = data.mark_text(
            align="left", color=colour, fontSize=12, fontWeight=weight, limit=WIDTH - left
        ).encode(y=y, text=f"{name}:N", x=alt.value(left))
        return text

    return alt.layer(
        column("step", 0, look.ink, "bold"),
        column("when", 40, look.faint),
        column("said", 220, look.ink),
    ).properties(width=WIDTH, height=len(steps) * 19)


def _nothing(look: Look) -> Layers:
    data = data_of([{"word": "nothing had happened yet"}])
    text = data.mark_text(color=look.faint, fontSize=13, align="left").encode(
        text="word:N", x=alt.value(0)
    )
    return alt.layer(text).properties(width=WIDTH // 2, height=40)
