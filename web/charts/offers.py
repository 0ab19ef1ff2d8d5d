"""Offers and demands over the steps: what was on the table, and the gap between ask and offer.

What unnamed sources say is drawn apart from what is on record, each class in a plot of its own, on
the same scale. Rules: CLI.md, "The page"; the gap: DOMAIN §4, question 4.
"""

from collections.abc import Iterator, Sequence
from typing import Final

import altair as alt

from parley.answers.acts import do
from parley.answers.language import say, say_list, say_many, say_word
from parley.negotiation import rows
from parley.negotiation.arrows import arrow
from parley.negotiation.views.seen import Seen
from parley.negotiation.views.series import Series, series
from parley.web.charts.drawing import HATCH
from parley.web.charts.ground import about, stretches
from parley.web.charts.legend import Entry, legend
from parley.web.charts.looks import (
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
from parley.web.charts.plots import GAP_SHARE, plot
from parley.web.charts.stands import Stood, colour_of, said, stood

__all__ = ["PANELS_MAX", "offers"]

PANELS_MAX: Final = 6  # what is bargained over; the rest is left to `parley offers`
_WIDTH_MIN: Final = 480  # px
_SPOKEN_MIN: Final = 720  # px where words without a number need room
_STEP_MAX: Final = 130  # px that one step is wide at most


def offers(seen: Seen, *, theme: Theme = "light", asked: str = "") -> alt.VConcatChart:
    """A panel for each thing that is bargained over; `asked` says at which times it is seen."""
    look = look_of(theme)
    panels = _panels(series(seen))
    drawn = [_stood(seen, panel) for panel in panels[:PANELS_MAX]]
    charts: list[Layers | alt.VConcatChart] = [
        _panel(seen, panel, found, look)
        for panel, found in zip(panels[:PANELS_MAX], drawn, strict=True)
    ]
    lines = about(seen, asked)
    if len(panels) > PANELS_MAX:
        more = len(panels) - PANELS_MAX
        lines.append(
            say_many(
                more,
                "{number} more is not drawn: {offers} lists all",
                "{number} more are not drawn: {offers} lists all",
                offers=do("offers"),
            )
        )
    if panels:
        entries = _entries([each for found in drawn for each in found], look)
        charts.append(legend([list(entries)], look))
    else:
        charts.append(_nothing(look))
    return dress(
        charts,
        look,
        spacing=30,
        title=say("Offers and demands: {title}", seen.negotiation.title),
        subtitle=lines,
        description=" ".join(
            (
                say("Offers and demands in {title}.", seen.negotiation.title),
                *(_summary(panel) for panel in panels[:PANELS_MAX]),
            )
        ),
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
    thing = say_word(one.issue)
    if one.pool and one.pool not in ("seats", one.issue):
        thing += f" ({one.pool})"
    if one.for_party != one.receiver:
        thing = say("{thing} for {for_party}", thing, one.for_party)
    return f"{arrow(one.givers, (one.receiver,))} · {thing}"


def _summary(panel: Sequence[Series]) -> str:
    moves = [
        f"v{point.version} {say_word(point.kind)} {said(point)}"
        for one in panel
        for point in one.points
    ]
    return f"{_title(panel)}: {say_list(moves[-8:])}."


def _steps(seen: Seen, panel: Sequence[Series]) -> list[rows.StepRow]:
    versions = {point.version for one in panel for point in one.points}
    return [row for row in seen.steps if row.step in versions]


def _stood(seen: Seen, panel: Sequence[Series]) -> list[Stood]:
    """What each class says of one thing: on record, then in the media, then without a name."""
    steps = _steps(seen, panel)
    places = {row.step: place for place, row in enumerate(steps, 1)}
    ranked = sorted(panel, key=lambda one: list(FILLINGS).index(one.attribution_class))
    return [stood(one, places, len(steps) + 0.5) for one in ranked]


def _panel(
    seen: Seen, panel: Sequence[Series], found: Sequence[Stood], look: Look
) -> alt.VConcatChart:
    """For each row of steps the plots of the classes, one above the other on the same steps."""
    top = _top(seen, panel, found)
    spoken = any(stand.low is None for one in found for stand in one.stands)
    width = _SPOKEN_MIN if spoken else _WIDTH_MIN
    charts = []
    for stretch in stretches(_steps(seen, panel), step_width=_STEP_MAX, width=width):
        here = [each.between(stretch.first - 0.5, stretch.last) for each in found]
        plots = [plot(each, stretch, top, look) for each in here if each.stands]
        if plots:
            charts.append(alt.vconcat(*plots, spacing=14))
    title = alt.TitleParams(
        _title(panel), anchor="start", fontSize=13, color=look.ink, offset=6, fontWeight="bold"
    )
    return alt.vconcat(*charts, spacing=40, title=title)


def _top(seen: Seen, panel: Sequence[Series], found: Sequence[Stood]) -> float:
    """Where the scale ends: a little above the highest figure, never above the pool."""
    figures = [each for one in found for stand in one.stands for each in (stand.low, stand.high)]
    highest = max((each for each in figures if each is not None), default=0)
    pool = seen.registration.totals.get(panel[0].pool or "")
    top = max(4.0, highest * 1.25)
    return min(top, pool) if pool and pool > highest else top


def _entries(found: Sequence[Stood], look: Look) -> Iterator[Entry]:
    """Yield what is drawn."""
    stands = [stand for one in found for stand in one.stands]
    for kind in ("offer", "demand"):
        if any(stand.kind == kind for stand in stands):
            colour = colour_of(kind, look)
            yield Entry(say_word(kind), SHAPES[kind], colour, colour, dashes=(1, 0))
    if any(stand.ours for stand in stands):
        yield Entry(say("our reading of words"), "", look.faint, look.faint, dashes=(1, 5))
    if any(one.gaps for one in found):
        shade = mixed(look.faint, look.paper, GAP_SHARE)
        yield Entry(say("gap between them"), SWATCH, shade, shade)
    if any(stand.low is None for stand in stands):
        yield Entry(say("words without a number"), SWATCH, look.faint, HATCH)


def _nothing(look: Look) -> Layers:
    data = data_of([{"word": say("nobody had offered or demanded anything yet")}])
    text = data.mark_text(color=look.faint, fontSize=13, align="left").encode(
        text="word:N", x=alt.value(0)
    )
    return alt.layer(text, width=WIDTH // 2, height=40)
