"""The answer `series`: offers and demands on one share in turn, and the gap after each.

Figures of different classes of attribution stand in different series, and are never compared.
"""

from collections.abc import Iterator
from typing import Final

from parley.answers.columns import BY, FOR, QUOTE, SOURCED, SPEAKER, STEP, WHEN, extra
from parley.answers.entries import Entry
from parley.answers.forms import Column, Columns
from parley.answers.language import marked, say
from parley.answers.question import NoOptions, Question
from parley.answers.reading import Reading
from parley.answers.shapes.offers import SeriesAnswer, SeriesPoint
from parley.answers.words import wording
from parley.answers.words.offers import CLASSES, closing_said, gap_said, thing
from parley.negotiation.arrows import arrow
from parley.negotiation.views import series
from parley.negotiation.views.gathering import gather

__all__ = ["SERIES", "heading_of", "verb_of"]

_VERBS: Final = {
    "offer": (marked("offers"), marked("is said to offer")),
    "demand": (marked("demands"), marked("is said to demand")),
    "withdrawn": (marked("takes its offer back"), marked("is said to take its offer back")),
    "dropped": (marked("drops its demand"), marked("is said to drop its demand")),
}
"""What a point did -> on record, and where only a report or an unnamed source says so."""
_COLUMNS: Final[Columns[SeriesPoint]] = (
    Column("attribution_class", "class", lambda each: say(CLASSES[each.attribution_class])),
    Column("issue", "issue", lambda each: wording.spaced(each.issue)),
    FOR,
    STEP,
    WHEN,
    Column("kind", "what", lambda each: wording.spaced(each.kind)),
    BY,
    Column("said", "how much"),
    Column("gap_said", "gap"),
    Column("closing", "", lambda each: closing_said(each.closing)),
    SPEAKER,
    Column("givers", "givers", lambda each: wording.actors(each.givers), extra=True),
    Column("receivers", "receivers", lambda each: wording.actors(each.receivers), extra=True),
    Column("pool", "pool", extra=True),
    Column("gap.low", "gap at least", extra=True),
    Column("gap.high", "gap at most", extra=True),
    extra(QUOTE),
    *SOURCED,
)


def _points(reading: Reading) -> Iterator[SeriesPoint]:
    """Yield the points of every series in view, series by series."""
    seen = reading.seen
    for each in series.series(seen):
        for point in each.points:
            put = _Put(point, each) if point.kind in ("offer", "demand") else None
            yield gather(
                SeriesPoint,
                each,
                point,
                attribution_class=each.attribution_class,
                said="" if put is None else thing(put, seen.pools_at(point.version)),
                gap_said=gap_said(point.gap, point.missing),
            )


class _Put:
    """A point as the thing that was offered or demanded."""

    def __init__(self, point: series.Point, of: series.Series) -> None:
        self.by, self.to = point.by, point.to
        self.for_parties, self.issue, self.pool = of.for_parties, of.issue, of.pool
        self.usual = point.to if point.kind == "offer" else point.by
        self.quantity, self.seats, self.words = point.quantity, point.seats, point.words
        self.each = False  # a series is of one share


def verb_of(point: SeriesPoint) -> str:
    """Return what its actors did, hedged where only a report or an unnamed source says so."""
    return say(_VERBS[point.kind][point.attribution_class != "on_record"])


def heading_of(point: SeriesPoint) -> str:
    """Return which series it belongs to."""
    return say(
        "{issue} for {parties} from {givers} · {classes}",
        parties=arrow(point.for_parties, ()),
        issue=wording.spaced(point.issue),
        givers=arrow(point.givers, ()),
        classes=say(CLASSES[point.attribution_class]),
    )


def _entry(point: SeriesPoint) -> Entry:
    said = f" {point.said}" if point.said else ""
    gap = say("gap: {gap_said}", point.gap_said) if point.gap is not None else point.gap_said
    if point.gap is not None:
        demands, offers = wording.steps(point.gap.demands), wording.steps(point.gap.offers)
        gap = say("{gap} ({demands} against {offers})", gap, demands, offers)
    parts = (
        f"{arrow(point.by, ())} {verb_of(point)}{said}, {wording.moment(point.occurred)}",
        gap,
        closing_said(point.closing) if point.gap is not None else "",
    )
    return Entry(
        heading=heading_of(point),
        label=wording.step(point.version),
        line=" · ".join(part for part in parts if part),
        notes=(wording.source_note(point, point.said),),
    )


def _build(reading: Reading, _: NoOptions) -> SeriesAnswer:
    items = tuple(_points(reading))
    return reading.answer(SeriesAnswer, items=items)


SERIES: Final = Question(
    name="series",
    subject=Reading,
    shape=SeriesAnswer,
    build=_build,
    columns=_COLUMNS,
    options=NoOptions,
    entries=lambda answer: map(_entry, answer.items),
    nothing=marked(
        "no offer, and no demand that is bargained over, is recorded in {negotiation};"
        " preconditions and vetoes have no gap"
    ),
)
