"""Folding offers, demands and concessions: what stands, and what ended it."""

from collections.abc import Container, Sequence

from parley.negotiation.evidence import attribution_class
from parley.negotiation.folding.fold import Fold
from parley.negotiation.negotiation import Lane, Last, Latest
from parley.negotiation.rows import Acceptance, DemandRow, OfferRow, Superseding
from parley.negotiation.spelling import folded_name, subject_of
from parley.negotiation.steps import (
    ConcessionMade,
    DemandMade,
    OfferAccepted,
    OfferMade,
    OfferRejected,
    OfferWithdrawn,
    Step,
    Term,
)

__all__ = [
    "concession_made",
    "demand_made",
    "lapse_open",
    "offer_accepted",
    "offer_made",
    "offer_rejected",
    "offer_withdrawn",
]


def _targets(
    fold: Fold, step: DemandMade | OfferMade, term: Term
) -> list[tuple[str, tuple[str, ...]]]:
    """(receiver, for whom) of each row that a term makes."""
    negotiation = fold.negotiation
    receivers = negotiation.receivers(step)
    if term.party is not None:
        named = negotiation.party(term.party) or term.party
        to = (named,) if named in receivers else receivers
        return [(each, (named,)) for each in to]
    if isinstance(step, OfferMade):
        return [(each, (each,)) for each in receivers]
    return [(each, fold.by) for each in receivers]


def _stand_last(
    fold: Fold, kind: str, row: OfferRow | DemandRow, step: Step, *, in_addition: bool
) -> None:
    """Make a row the last of its direction, issue and class. What it follows for certain is the
    last no more; of one day nobody knows which of two came later."""
    lane = Lane(
        kind=kind,
        by=fold.by,
        to=row.to,
        for_parties=row.for_parties,
        issue=row.issue,
        pool=row.pool,
        attribution_class=row.attribution_class,
    )
    latest = fold.negotiation.lanes.get(lane)
    if latest is None:
        latest = fold.negotiation.lanes[lane] = Latest(lane=lane, rows=[])
        fold.negotiation.latest.append(latest)
    bounds, authors = fold.negotiation.bounds(step.occurred), _authors(fold, step)
    before = [
        each
        for each in latest.rows
        if each.step != row.step and (each.latest <= bounds.earliest or each.step in step.after)
    ]
    for last in [] if in_addition else before:
        same = not set(last.authors).isdisjoint(authors)
        _supersede(fold, _made(fold, kind, last.step)[last.line], "own_word" if same else "report")
        latest.rows.remove(last)
    latest.rows.append(Last(step=row.step, line=row.line, latest=bounds.latest, authors=authors))


def _replace(fold: Fold, kind: str, step: Step) -> None:
    """What says that it takes the place of an earlier one does, of whatever day and class."""
    if not isinstance(step.supersedes, int):
        return
    receivers = fold.negotiation.receivers(step)
    for earlier in _made(fold, kind, step.supersedes):
        if earlier.to in receivers and not set(earlier.by).isdisjoint(fold.by):
            hearsay = earlier.attribution_class == "on_record" != fold.attribution_class
            _supersede(fold, earlier, "hearsay" if hearsay else "pointer")
    for latest in fold.negotiation.latest:
        if (latest.lane.kind == "offer") == (kind == "offer") and latest.lane.to in receivers:
            latest.rows = [each for each in latest.rows if each.step != step.supersedes]


def _made(fold: Fold, kind: str, version: int) -> Sequence[OfferRow | DemandRow]:
    left = fold.negotiation.at(version)
    return left.offers if kind == "offer" else left.demands


def _supersede(fold: Fold, row: OfferRow | DemandRow, how: Superseding) -> None:
    if row.superseded_by is None:
        row.superseded_by, row.superseded_as = fold.version, how
        fold.touch(row)


def _authors(fold: Fold, step: Step) -> tuple[str, ...]:
    """Whose word a step is: on record the parties that speak, else the origins of the reports."""
    found: dict[str, None] = {}
    for each in step.evidence:
        if attribution_class(each) != fold.attribution_class:
            continue
        if fold.attribution_class == "on_record":
            found |= dict.fromkeys(fold.negotiation.voice_of(each, step))
        elif (origin := each.origin or each.outlet or each.source) is not None:
            found[folded_name(origin)] = None
    return tuple(found)


def offer_made(fold: Fold, step: OfferMade) -> None:
    negotiation, version = fold.negotiation, fold.version
    rows = fold.left.offers
    expires_at = negotiation.bounds(step.expires).latest if step.expires is not None else None
    _replace(fold, "offer", step)
    for term in step.terms:
        for receiver, for_parties in _targets(fold, step, term):
            row = OfferRow(
                step=version,
                line=len(rows),
                by=fold.by,
                to=receiver,
                for_parties=for_parties,
                issue=term.issue,
                pool=negotiation.pool_of(term),
                quantity=term.quantity,
                seats=term.seats,
                words=term.words,
                verbatim=fold.verbatim,
                conditions=step.conditions,
                package=step.package,
                finality=step.finality,
                in_addition=step.in_addition,
                expires=step.expires,
                expires_at=expires_at,
                attribution_class=fold.attribution_class,
            )
            rows.append(row)
            negotiation.past.lapsing.add(row)
            _stand_last(fold, "offer", row, step, in_addition=step.in_addition)
            fold.touch(row)


def demand_made(fold: Fold, step: DemandMade) -> None:
    negotiation, version = fold.negotiation, fold.version
    rows = fold.left.demands
    _replace(fold, step.kind, step)
    other_side = not negotiation.on_record(step, fold.by) and any(
        each.side is not None and negotiation.party(each.side) not in fold.by
        for each in step.evidence
    )
    for term in step.terms:
        for receiver, for_parties in _targets(fold, step, term):
            row = DemandRow(
                step=version,
                line=len(rows),
                by=fold.by,
                to=receiver,
                for_parties=for_parties,
                issue=term.issue,
                pool=negotiation.pool_of(term),
                kind=step.kind,
                quantity=term.quantity,
                seats=term.seats,
                words=term.words,
                verbatim=fold.verbatim,
                attributed_by_other_side=other_side,
                attribution_class=fold.attribution_class,
            )
            rows.append(row)
            negotiation.past.lapsing_demands.add(row)
            negotiation.past.unmet.add(row)
            _stand_last(fold, step.kind, row, step, in_addition=False)
            fold.touch(row)


def offer_withdrawn(fold: Fold, step: OfferWithdrawn) -> None:
    for row in fold.negotiation.at(step.offer).offers:
        if row.withdrawn_by is None:
            row.withdrawn_by = fold.version
            fold.touch(row)


def offer_accepted(fold: Fold, step: OfferAccepted) -> None:
    simply = not step.in_principle and step.conditional is None
    for row in fold.negotiation.at(step.offer).offers:
        if row.to in fold.by and row.accepted_by is None:
            row.accepted_by = fold.version
            if not simply:
                row.acceptance = Acceptance(
                    in_principle=step.in_principle, condition=step.conditional
                )
            fold.touch(row)


def offer_rejected(fold: Fold, step: OfferRejected) -> None:
    rejected = fold.negotiation.at(step.rejected)
    for row in rejected.offers:
        if row.to in fold.by and row.rejected_by is None:
            row.rejected_by = fold.version
            fold.touch(row)
    for demand in rejected.demands:
        if demand.to in fold.by and demand.rejected_by is None:
            demand.rejected_by = fold.version
            fold.touch(demand)


def concession_made(fold: Fold, step: ConcessionMade) -> None:
    dropped = fold.negotiation.at(step.dropped)
    for row in dropped.demands:
        if row.dropped_by is None:
            row.dropped_by = fold.version
            fold.touch(row)
    condition = dropped.condition
    if condition is not None:
        condition.resolutions = (*condition.resolutions, (fold.version, "dropped"))
        fold.touch(condition)


def lapse_open(fold: Fold, settled: Container[tuple[str | None, str]] | None = None) -> None:
    """Deal, collapse or close after an offer or a demand: it lapses (DOMAIN §4, "Offer status",
    and docs/adr/0018 for demands); with an amendment what it settles."""
    past = fold.negotiation.past
    rows: list[OfferRow | DemandRow] = [*past.lapsing.find(past), *past.lapsing_demands.find(past)]
    for row in rows:
        if settled is None or subject_of(row.pool, row.issue) in settled:
            row.lapsed_by = fold.version
            fold.touch(row)
