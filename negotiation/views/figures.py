"""Figures: each number or list of seats that a step names, with what it is a figure of.

Who compares two reports, or asks who had a number first, must know that they speak of the same
thing; that is decided here once. Source: DOMAIN §4, questions 5 and 6, and "Origin".
"""

from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec
from msgspec import Struct

from parley.negotiation import rows
from parley.negotiation.evidence import AttributionClass
from parley.negotiation.quantities import Quantity
from parley.negotiation.spelling import folded_name
from parley.negotiation.views.gathering import gather
from parley.negotiation.views.seen import Seen

__all__ = [
    "Figure",
    "FigureKind",
    "Number",
    "Subject",
    "figures",
    "folded_origin",
    "number_of",
    "origins_of",
    "same_figure",
]

Number = tuple[str, str | int | None, str | int | None, str | int | None]
"""What a quantity says without its unit."""

_Row = rows.OfferRow | rows.DemandRow | rows.TermRow | rows.StatedRow
FigureKind = Literal["offer", "demand", "precondition", "veto", "agreed", "share"]


class Subject(Struct, frozen=True, kw_only=True, order=True):
    """What a figure is a figure of.

    offer: what `by` would give `to`. demand, precondition, veto: what `by` asks for. agreed: what
    is said to be agreed. share: what `for_parties` are said to get, whoever says so. A share of the
    fifteen seats that are disputed and a share of all ninety are figures of two things.
    """

    kind: FigureKind
    by: tuple[str, ...] = ()
    to: str = ""
    for_parties: tuple[str, ...] = ()
    issue: str
    pool: str = ""
    of: int = 0
    """The whole that the figure names, where that is not the pool; else 0."""


class Figure(Struct, frozen=True, kw_only=True):
    """One term of a step; `subjects` are all that it is a figure of, its own first.

    `mutual`: every party at the table agreed to it.
    """

    version: int
    line: int
    by: tuple[str, ...]
    quantity: Quantity | None
    seats: tuple[str, ...]
    words: str | None
    attribution_class: AttributionClass
    subjects: tuple[Subject, ...]
    mutual: bool = False


def figures(seen: Seen) -> list[Figure]:
    """Every figure in view, in the order of occurrence of its step."""
    return [*seen.once(_figures)]


def _figures(seen: Seen) -> list[Figure]:
    told = (*_offered(seen), *_demanded(seen), *_agreed(seen), *_stated(seen))
    found = [_of_its_whole(seen, figure) for figure in told]
    return sorted(found, key=lambda figure: (seen.places[figure.version], figure.line))


def number_of(quantity: Quantity) -> Number:
    """What two quantities have in common that name the same number, whatever they count."""
    if quantity.kind == "unquantified":
        return quantity.shared or quantity.kind, (quantity.verbatim or "").casefold(), None, None
    return quantity.kind, quantity.value, quantity.low, quantity.high


def same_figure(one: Quantity, other: Quantity) -> bool:
    """Whether two quantities name the same number, or the same words without one."""
    if one.unit is not None and other.unit is not None and one.unit != other.unit:
        return False
    return number_of(one) == number_of(other)


def origins_of(evidence: Iterable[rows.EvidenceRow]) -> tuple[str, ...]:
    """The independent origins of some evidence: agency, else outlet, else source id, each once,
    as it was spelt first.

    Evidence with none of them adds nothing: it cannot be shown to be independent.
    """
    found: dict[str, str] = {}
    for row in evidence:
        if (folded := folded_origin(row)) is not None:
            found.setdefault(folded, row.origin or row.outlet or row.source or "")
    return tuple(found.values())


def folded_origin(row: rows.EvidenceRow) -> str | None:
    """The origin of a piece of evidence without what is only spelling: case and spaces."""
    named = row.origin or row.outlet or row.source
    return None if named is None else folded_name(named)


def _of_its_whole(seen: Seen, figure: Figure) -> Figure:
    """The same with the whole that it names, where that is another one than its pool."""
    of = None if figure.quantity is None else figure.quantity.of
    if of is None:
        return figure
    pools = seen.pools_at(figure.version)
    subjects = tuple(
        subject if pools.get(subject.pool) == of else msgspec.structs.replace(subject, of=of)
        for subject in figure.subjects
    )
    return msgspec.structs.replace(figure, subjects=subjects)


def _offered(seen: Seen) -> Iterator[Figure]:
    for row in seen.all(rows.OfferRow):
        subject = _subject("offer", row, by=row.by, to=row.to, for_parties=row.for_parties)
        yield _figure(row, row.by, (subject,), row.attribution_class)


def _demanded(seen: Seen) -> Iterator[Figure]:
    kinds: dict[str, FigureKind] = {"precondition": "precondition", "veto": "veto"}
    for row in seen.all(rows.DemandRow):
        kind = kinds.get(row.kind, "demand")
        subject = _subject(kind, row, by=row.by, for_parties=row.for_parties)
        yield _figure(row, row.by, (subject,), row.attribution_class)


def _agreed(seen: Seen) -> Iterator[Figure]:
    for row in seen.all(rows.TermRow):
        step = seen.by_version[row.step]
        yield _figure(row, step.by, (_agreed_subject(row),), step.attribution_class)


def _stated(seen: Seen) -> Iterator[Figure]:
    """What statements name: agreed where they claim so, else what somebody is said to get."""
    for row in seen.all(rows.StatedRow):
        if "claims_agreement" in row.stances:
            yield _figure(row, row.by, (_agreed_subject(row),), row.attribution_class)
        elif row.party is not None:
            subjects = [_subject("share", row, for_parties=(row.party,))]
            if givers := tuple(each for each in row.by if each != row.party):
                # What a giver says that another gets is also a figure of its offer, and so is what
                # it says together with the one that gets it.
                offer = _subject("offer", row, by=givers, to=row.party, for_parties=(row.party,))
                subjects.append(offer)
            yield _figure(row, row.by, tuple(subjects), row.attribution_class)


def _agreed_subject(row: rows.TermRow | rows.StatedRow) -> Subject:
    return _subject("agreed", row, for_parties=() if row.party is None else (row.party,))


def _subject(
    kind: FigureKind,
    row: _Row,
    *,
    by: tuple[str, ...] = (),
    to: str = "",
    for_parties: tuple[str, ...],
) -> Subject:
    return Subject(
        kind=kind, by=by, to=to, for_parties=for_parties, issue=row.issue, pool=row.pool or ""
    )


def _figure(
    row: _Row,
    by: tuple[str, ...],
    subjects: tuple[Subject, ...],
    attribution_class: AttributionClass,
) -> Figure:
    return gather(
        Figure, row, version=row.step, by=by, subjects=subjects, attribution_class=attribution_class
    )
