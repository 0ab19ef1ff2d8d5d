"""Offers and demands over the steps: what was on the table, and the gap between ask and offer.

Only figures have a height. Words without a number are hatched blocks below the plot with the words
in them, our reading of such words is outlined and says so, and what unnamed sources say is drawn
apart from what is on record. Rules: CLI.md, "The page"; the gap: DOMAIN §4, question 4.
"""

from collections.abc import Iterable, Sequence
from typing import Final

import altair as alt
import msgspec
from msgspec import Struct

from negotiation import rows
from negotiation.quantities import Quantity, describe
from negotiation.saying import arrow
from negotiation.views.seen import Seen
from negotiation.views.series import Point, Series, series
from web.charts.drawing import HATCH
from web.charts.ground import LETTER, Stretch, about, days, told
from web.charts.looks import (
    FILLING_NAMES,
    FILLINGS,
    SHAPES,
    WIDTH,
    Layers,
    Look,
    Theme,
    data_of,
    dress,
    look_of,
    mixed,
)

__all__ = ["PANELS_MAX", "offers"]

PANELS_MAX: Final = 6  # what is bargained over; the rest is left to `parley offers`
_PLOT: Final = 170  # px
_BLOCK: Final = 22  # px that a block of words is high
_WIDTH_MIN: Final = 480  # px
_STEP_MAX: Final = 130  # px that one step is wide at most
_ROUND: Final = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)


class _Stand(Struct, frozen=True):
    """A figure or words while they are the last of their kind: from one place to another."""

    point: Point
    series: Series
    first: int
    last: float


def offers(seen: Seen, *, theme: Theme = "light", asked: str = "") -> alt.VConcatChart:
    """A panel for each thing that is bargained over; `asked` says at which times it is seen."""
    look = look_of(theme)
    panels = _panels(series(seen))
    charts: list[Layers | alt.VConcatChart] = [
        _panel(seen, each, look) for each in panels[:PANELS_MAX]
    ]
    lines = about(seen, asked)
    if len(panels) > PANELS_MAX:
        more = len(panels) - PANELS_MAX
        left = "1 more is" if more == 1 else f"{more} more are"
        lines.append(f"{left} not drawn: parley offers lists all")
    if panels:
        charts.append(_legend([one for panel in panels for one in panel], look))
    else:
        charts.append(_nothing(look))
    return dress(
        alt.vconcat(*charts, spacing=30).resolve_scale(x="independent", y="independent"),
        look,
        title=f"Offers and demands: {seen.negotiation.title}",
        subtitle=lines,
        description=f"Offers and demands in {seen.negotiation.title}. "
        + " ".join(_summary(panel) for panel in panels[:PANELS_MAX]),
    )


def _panels(found: Sequence[Series]) -> list[list[Series]]:
    """Series of all classes about one thing together, the longest first."""
    panels: dict[tuple[object, ...], list[Series]] = {}
    for each in found:
        key = (each.givers, each.receiver, each.for_party, each.issue, each.pool)
        panels.setdefault(key, []).append(each)
    return sorted(panels.values(), key=lambda panel: -sum(len(each.points) for each in panel))


def _title(panel: Sequence[Series]) -> str:
    one = panel[0]
    thing = one.issue.replace("_", " ")
    pool = f" ({one.pool})" if one.pool and one.pool not in ("seats", one.issue) else ""
    whose = "" if one.for_party == one.receiver else f" for {one.for_party}"
    return f"{arrow(one.givers, (one.receiver,))} · {thing}{pool}{whose}"


def _summary(panel: Sequence[Series]) -> str:
    moves = [
        f"v{point.version} {point.kind} {_said(point)}" for one in panel for point in one.points
    ]
    return f"{_title(panel)}: {', '.join(moves[-8:])}."


def _panel(seen: Seen, panel: Sequence[Series], look: Look) -> alt.VConcatChart:
    """A plot for each class of attribution, one above the other on the same steps."""
    versions = {point.version for one in panel for point in one.points}
    steps = [row for row in seen.steps if row.step in versions]
    width = int(min(WIDTH, max(_WIDTH_MIN, len(steps) * _STEP_MAX)))
    stretch = Stretch(steps, 1, len(steps), width)
    top = _top(seen, panel)
    ranked = sorted(panel, key=lambda one: list(FILLINGS).index(one.attribution_class))
    plots = [_plot(one, stretch, top, look) for one in ranked]
    title = alt.TitleParams(
        _title(panel), anchor="start", fontSize=13, color=look.ink, offset=6, fontWeight="bold"
    )
    return alt.vconcat(*plots, spacing=14, title=title)


def _plot(one: Series, stretch: Stretch, top: float, look: Look) -> Layers:
    """What one class of sources says."""
    places = {row.step: place for place, row in enumerate(stretch.steps, stretch.first)}
    steps = {row.step: row for row in stretch.steps}
    stands = _stands(one, places, stretch.end)
    figured = [stand for stand in stands if _drawn_bounds(stand.point) is not None]
    blocks = _blocks([stand for stand in stands if _drawn_bounds(stand.point) is None])
    scale = _Scale(top, _PLOT if figured else 0)
    height = scale.plot + 10 + len(blocks) * _BLOCK
    layers = days(stretch, height, look)
    if figured:
        layers += _counts(stretch, scale, height, look)
        layers += _gaps(one, stretch, places, scale, height, look)
        layers += _figures(stretch, figured, scale, height, look, steps)
    layers += _words(stretch, blocks, scale.plot, height, look, steps)
    layers.append(_name(FILLING_NAMES[one.attribution_class], height, bool(figured), look))
    return alt.layer(*layers).properties(width=stretch.width, height=height)


def _name(word: str, height: int, figured: bool, look: Look) -> alt.Chart:
    """Whose word a plot is, at its left: along the counts, or before the words."""
    text: alt.Chart = (
        data_of([{"word": word}])
        .mark_text(
            fontSize=11,
            color=look.faint,
            angle=270 if figured else 0,
            align="center" if figured else "right",
        )
        .encode(
            text="word:N",
            x=alt.value(-46 if figured else -8),
            y=alt.value(height / 2 if figured else 10 + _BLOCK / 2),
        )
    )
    return text


class _Scale(Struct, frozen=True):
    """Counts as pixels from the top of a plot; `plot` is how high it is."""

    top: float
    plot: int

    def level(self, count: float) -> float:
        """The pixel at which a count stands."""
        return self.plot * (1 - count / self.top)


def _down(field: str, height: int) -> alt.Y:
    """A field that holds pixels from the top."""
    return alt.Y(f"{field}:Q", scale=alt.Scale(domain=[height, 0], nice=False), axis=None)


def _stands(one: Series, places: dict[int, int], end: int) -> list[_Stand]:
    """How long each move of a series is the last of its kind."""
    found: list[_Stand] = []
    for index, point in enumerate(one.points):
        if point.kind in ("withdrawn", "dropped"):
            continue
        ending = {"offer": "withdrawn", "demand": "dropped"}[point.kind]
        later = (
            places[each.version]
            for each in one.points[index + 1 :]
            if each.kind in (point.kind, ending) and each.version != point.version
        )
        found.append(_Stand(point, one, places[point.version], next(later, end + 0.5)))
    return found


def _drawn_bounds(point: Point) -> tuple[float, float | None] | None:
    """Lowest and highest of what is drawn; None above where nobody named a bound.

    `about` has no bounds to compare with, and yet a figure; words have neither.
    """
    quantity = point.quantity
    if quantity is None:
        return (len(point.seats), len(point.seats)) if point.seats else None
    figure = quantity.reads_as or quantity
    if figure.kind in ("exact", "about") and figure.value is not None:
        return figure.value, figure.value
    low, high = figure.bounds()
    if low is None and high is None:
        return None
    return low or 0, high


def _top(seen: Seen, panel: Sequence[Series]) -> float:
    """Where the scale ends: a little above the highest figure, never above the pool."""
    drawn = [_drawn_bounds(point) for one in panel for point in one.points]
    highest = max((max(each[0], each[1] or 0) for each in drawn if each is not None), default=0)
    pool = seen.negotiation.pools.get(panel[0].pool or "")
    top = max(4.0, highest * 1.25)
    return min(top, pool) if pool and pool > highest else top


def _bounds_of(stand: _Stand) -> tuple[float, float | None]:
    bounds = _drawn_bounds(stand.point)
    if bounds is None:
        raise ValueError(f"v{stand.point.version} has no figure")
    return bounds


def _counts(stretch: Stretch, scale: _Scale, height: int, look: Look) -> list[alt.Chart]:
    """Lines at round counts, and their numbers at the left."""
    step = next((each for each in _ROUND if scale.top / each <= 6), _ROUND[-1])
    data = data_of(
        {"count": count, "level": scale.level(count), "place": stretch.first - 0.5}
        for count in range(0, int(scale.top) + 1, step)
    )
    y = _down("level", height)
    return [
        data.mark_rule(color=look.line, strokeWidth=0.8).encode(y=y),
        data.mark_text(align="right", dx=-8, fontSize=11, color=look.faint).encode(
            x=stretch.x(), y=y, text="count:Q"
        ),
    ]


def _gaps(
    one: Series,
    stretch: Stretch,
    places: dict[int, int],
    scale: _Scale,
    height: int,
    look: Look,
) -> list[alt.Chart]:
    """The gap between the last offer and the last demand, shaded and named."""
    points = {point.version: point for point in one.points}
    marks: list[dict[str, object]] = []
    for index, point in enumerate(one.points):
        gap = point.gap
        if gap is None or gap.low is None or gap.low <= 0:
            continue
        low = max(_ends(points, gap.offers, 1))
        high = min(_ends(points, gap.demands, 0))
        after = one.points[index + 1 :]
        place, end = places[point.version], stretch.end + 0.5
        until = float(places[after[0].version]) if after else end
        word = f"gap {gap.low}" if gap.low == gap.high else f"gap {gap.low} or more"
        room = (until - place) * stretch.step_width
        marks.append(
            {
                "place": place,
                "end": until,
                "low": scale.level(low),
                "high": scale.level(high),
                "middle": scale.level((low + high) / 2),
                "at": (place + until) / 2,
                "word": word,
                "shown": word if room > LETTER * len(word) + 6 else "",
            }
        )
    data = data_of(marks)
    return [
        data.mark_rect(color=look.faint, opacity=0.16).encode(
            x=stretch.x(),
            x2="end:Q",
            y=_down("low", height),
            y2="high:Q",
            description="word:N",
        ),
        data.mark_text(fontSize=11, color=look.ink, fontStyle="italic").encode(
            x=stretch.x("at"), y=_down("middle", height), text="shown:N"
        ),
    ]


def _ends(points: dict[int, Point], versions: Iterable[int], end: int) -> list[float]:
    bounds = [_drawn_bounds(points[version]) for version in versions if version in points]
    return [float(each[end] or each[0]) for each in bounds if each is not None]


def _figures(
    stretch: Stretch,
    stands: Sequence[_Stand],
    scale: _Scale,
    height: int,
    look: Look,
    steps: dict[int, rows.StepRow],
) -> list[alt.Chart]:
    lines: list[dict[str, object]] = []
    bands: list[dict[str, object]] = []
    points: list[dict[str, object]] = []
    for stand in stands:
        point = stand.point
        low, high = _bounds_of(stand)
        colour = _colour(point, look)
        ends = {"place": stand.first, "end": stand.last, "colour": colour}
        ours = point.quantity is not None and point.quantity.reads_as is not None
        lines += [
            {**ends, "level": scale.level(count), "dashes": [1, 5] if ours else [1, 0]}
            for count in dict.fromkeys((low, low if high is None else high))
        ]
        if high is None or high > low:
            highest = scale.top if high is None else high
            bands.append({**ends, "low": scale.level(low), "high": scale.level(highest)})
        number = f"v{point.version}: {_said(point)}"
        room = (stand.last - stand.first) * stretch.step_width
        shown = room >= LETTER * len(number) or stand.last > stretch.end
        points.append(
            {
                "place": stand.first,
                "level": scale.level(low),
                "shape": SHAPES[point.kind if point.kind == "offer" else "demand"],
                "colour": colour,
                "filling": mixed(colour, look.paper, FILLINGS[stand.series.attribution_class]),
                "number": number if shown else "",
                "told": told(steps[point.version]),
            }
        )
    x, y = stretch.x(), _down("level", height)
    given = alt.Color("colour:N", scale=None, legend=None)
    marked = data_of(points).encode(x=x, y=y)
    words = marked.encode(text="number:N")
    return [
        data_of(bands)
        .mark_rect(opacity=0.18)
        .encode(x=x, x2="end:Q", y=_down("low", height), y2="high:Q", color=given),
        data_of(lines)
        .mark_rule(strokeWidth=2.4)
        .encode(
            x=x,
            x2="end:Q",
            y=y,
            color=given,
            strokeDash=alt.StrokeDash("dashes:O", scale=None, legend=None),
        ),
        marked.mark_point(size=90, strokeWidth=1.8, opacity=1).encode(
            shape=alt.Shape("shape:N", scale=None, legend=None),
            stroke=alt.Stroke("colour:N", scale=None, legend=None),
            fill=alt.Fill("filling:N", scale=None, legend=None),
            description="told:N",
        ),
        words.mark_text(align="left", dx=8, dy=-9, fontSize=10, stroke=look.paper, strokeWidth=4),
        words.mark_text(align="left", dx=8, dy=-9, fontSize=10, color=look.ink),
    ]


def _colour(point: Point, look: Look) -> str:
    return look.parties[0] if point.kind == "offer" else look.parties[1]


def _said(point: Point) -> str:
    if point.quantity is not None:
        ours = " (our reading)" if point.quantity.reads_as is not None else ""
        return f"{_plain(point.quantity)}{ours}"
    return f"{len(point.seats)} named" if point.seats else point.words or "no figure"


def _plain(quantity: Quantity) -> str:
    """The figure; words that came with it stand in the timeline."""
    if quantity.kind == "unquantified":
        return describe(quantity)
    return describe(msgspec.structs.replace(quantity, verbatim=None))


def _blocks(spoken: Sequence[_Stand]) -> list[list[_Stand]]:
    """Words in as few lines as there must be for none to cover another."""
    found: list[list[_Stand]] = []
    for stand in sorted(spoken, key=lambda each: each.first):
        line = next((line for line in found if line[-1].last <= stand.first), None)
        if line is None:
            found.append([stand])
        else:
            line.append(stand)
    return found


def _words(
    stretch: Stretch,
    blocks: Sequence[Sequence[_Stand]],
    plot: int,
    height: int,
    look: Look,
    steps: dict[int, rows.StepRow],
) -> list[alt.Chart]:
    """Words that no number stands for, hatched, below the plot."""
    if not blocks:
        return []
    marks: list[dict[str, object]] = []
    for line, stands in enumerate(blocks):
        level = plot + 10 + line * _BLOCK
        for stand in stands:
            room = int(((stand.last - stand.first) * stretch.step_width - 10) / LETTER)
            word = f"v{stand.point.version} {_said(stand.point)}"
            marks.append(
                {
                    "place": stand.first,
                    "end": stand.last,
                    "level": level,
                    "bottom": level + _BLOCK - 4,
                    "middle": level + _BLOCK / 2 - 2,
                    "colour": _colour(stand.point, look),
                    "word": word if len(word) <= room else word[: max(0, room - 1)] + "…",
                    "told": told(steps[stand.point.version]),
                }
            )
    data = data_of(marks)
    x = stretch.x()

    words = data.encode(x=x, y=_down("middle", height), text="word:N")
    return [
        data.mark_rect(color=HATCH, strokeWidth=1.4).encode(
            x=x,
            x2="end:Q",
            y=_down("level", height),
            y2="bottom:Q",
            stroke=alt.Stroke("colour:N", scale=None, legend=None),
            description="told:N",
        ),
        words.mark_text(align="left", dx=6, fontSize=11, stroke=look.paper, strokeWidth=4),
        words.mark_text(align="left", dx=6, fontSize=11, color=look.ink),
    ]


def _legend(found: Sequence[Series], look: Look) -> Layers:
    kinds = {point.kind for one in found for point in one.points}
    ours = any(
        point.quantity is not None and point.quantity.reads_as is not None
        for one in found
        for point in one.points
    )
    entries: list[tuple[str, str, list[int]]] = []
    if "offer" in kinds:
        entries.append(("offer", look.parties[0], [1, 0]))
    if "demand" in kinds:
        entries.append(("demand", look.parties[1], [1, 0]))
    if ours:
        entries.append(("our reading of words", look.faint, [1, 5]))
    marks: list[dict[str, object]] = []
    left = 0.0
    for word, colour, dashes in entries:
        mark = {"word": word, "colour": colour, "dashes": dashes}
        marks.append({**mark, "left": left, "right": left + 26, "text": left + 32})
        left += 52 + LETTER * len(word)
    data = data_of(marks)
    scale = alt.Scale(domain=[0, left], nice=False)
    y = alt.value(8)
    lines = data.mark_rule(strokeWidth=2.4).encode(
        x=alt.X("left:Q", scale=scale, axis=None),
        x2="right:Q",
        y=y,
        color=alt.Color("colour:N", scale=None, legend=None),
        strokeDash=alt.StrokeDash("dashes:O", scale=None, legend=None),
    )
    words = data.mark_text(align="left", fontSize=11, color=look.ink).encode(
        x=alt.X("text:Q", scale=scale, axis=None), y=y, text="word:N"
    )
    return alt.layer(lines, words).properties(width=left, height=16)


def _nothing(look: Look) -> Layers:
    data = data_of([{"word": "nobody had offered or demanded anything yet"}])
    text = data.mark_text(color=look.faint, fontSize=13, align="left").encode(
        text="word:N", x=alt.value(0)
    )
    return alt.layer(text).properties(width=WIDTH // 2, height=40)
