"""Who reported a number first, and on how many independent origins it rests.

One agency's story in eight outlets is one source, however often it was printed. Source: DOMAIN §4,
question 5.
"""

from msgspec import Struct

from parley.negotiation import rows
from parley.negotiation.evidence import AttributionClass
from parley.negotiation.instants import Given
from parley.negotiation.moments import Bounds, parse_moment
from parley.negotiation.quantities import Quantity
from parley.negotiation.views.figures import Figure, Subject, figures, origins_of, same_figure
from parley.negotiation.views.gathering import gather
from parley.negotiation.views.seen import Seen

__all__ = ["FirstReport", "Reported", "reported"]


class FirstReport(Struct, frozen=True, kw_only=True):
    """A report before which none in the record is known to have named a number."""

    version: int
    outlet: str | None
    origin: str | None
    source: str | None
    url: str | None
    published: Given | None
    """None = not known: then it counts as public from when it was recorded."""
    attribution: str
    attribution_class: AttributionClass
    speaker: str | None
    """Who is reported to have said it, by name."""
    source_as_described: str | None
    """The report's words for an unnamed source."""
    quote: str | None


class Reported(Struct, frozen=True, kw_only=True):
    """5: a number, who had it first, and how many stand behind it."""

    line: int
    subject: Subject
    quantity: Quantity
    steps: tuple[int, ...]
    """The steps that name this number for the same thing, in the order of occurrence."""
    first: tuple[FirstReport, ...]
    """More than one where the dates of publication leave open which came first."""
    origins: tuple[str, ...]


def reported(seen: Seen, version: int) -> list[Reported]:
    """Every number of a step; none where it names none."""
    every = figures(seen)
    return [
        _reported(seen, every, figure, figure.quantity)
        for figure in every
        if figure.version == version and figure.quantity is not None
    ]


def _reported(seen: Seen, every: list[Figure], figure: Figure, quantity: Quantity) -> Reported:
    steps = tuple(
        dict.fromkeys(
            other.version
            for other in every
            if set(other.subjects) & set(figure.subjects)
            and other.quantity is not None
            and same_figure(other.quantity, quantity)
        )
    )
    evidence = [row for row in seen.all(rows.EvidenceRow) if row.step in steps]
    spans = [(row, _published(seen, row)) for row in evidence]
    first = [row for row, span in spans if not any(other.precedes(span) for _, other in spans)]
    return Reported(
        line=figure.line,
        subject=figure.subjects[0],
        quantity=quantity,
        steps=steps,
        first=tuple(_report(row) for row in first),
        origins=origins_of(evidence),
    )


def _published(seen: Seen, row: rows.EvidenceRow) -> Bounds:
    if row.published is None:
        return Bounds(row.public, row.public + 1)
    return parse_moment(row.published).bounds(seen.negotiation.zone)


def _report(row: rows.EvidenceRow) -> FirstReport:
    return gather(FirstReport, row, version=row.step)
