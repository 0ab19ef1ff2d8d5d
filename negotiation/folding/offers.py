"""Folding offers, demands and concessions: what stands, and what ended it."""

from collections.abc import Container

from parley.negotiation.folding.fold import Fold
from parley.negotiation.negotiation import Lane, Latest
from parley.negotiation.rows import (
    Acceptance,
    DemandRow,
    OfferRow,
)
from parley.negotiation.spelling import subject_of
from parley.negotiation.steps import (
    ConcessionMade,
    DemandMade,
    OfferAccepted,
    OfferMade,
    OfferRejected,
    OfferWithdrawn,
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


def _targets(fold: Fold, step: DemandMade | OfferMade, term: Term) -> list[tuple[str, str]]:
    """(receiver, for whom) of each row that a term makes."""
    negotiation = fold.negotiation
    receivers = negotiation.receivers(step)
    if term.party is not None:
        named = negotiation.party(term.party) or term.party
        return [(named, named)] if named in receivers else [(each, named) for each in receivers]
    if isinstance(step, OfferMade):
        return [(each, each) for each in receivers]
    return [(each, "+".join(fold.by)) for each in receivers]


def _stand_last(
    fold: Fold, kind: str, row: OfferRow | DemandRow, *, in_addition: bool
) -> list[tuple[int, int]]:
    """Make a row the last of its direction, issue and class; answers those it supersedes."""
    lane = Lane(
        kind=kind,
        by=fold.by,
        to=row.to,
        for_party=row.for_party,
        issue=row.issue,
        pool=row.pool,
        attribution_class=row.attribution_class,
    )
    latest = next((each for each in fold.negotiation.latest if each.lane == lane), None)
    if latest is None:
        latest = Latest(lane=lane, rows=[])
        fold.negotiation.latest.append(latest)
    superseded = [] if in_addition else [each for each in latest.rows if each[0] != row.step]
    latest.rows = [*(each for each in latest.rows if each not in superseded), (row.step, row.line)]
    return superseded


def offer_made(fold: Fold, step: OfferMade) -> None:
    negotiation, version = fold.negotiation, fold.version
    rows: list[OfferRow] = []
    expires_at = negotiation.bounds(step.expires).latest if step.expires is not None else None
    negotiation.offers[version] = rows
    for term in step.terms:
        for receiver, for_party in _targets(fold, step, term):
            row = OfferRow(
                step=version,
                line=len(rows),
                by=fold.by,
                to=receiver,
                for_party=for_party,
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
            for old, line in _stand_last(fold, "offer", row, in_addition=step.in_addition):
                earlier = negotiation.offers[old][line]
                earlier.superseded_by = version
                fold.touch(earlier)
            fold.touch(row)
    negotiation.open_offers[version] = True


def demand_made(fold: Fold, step: DemandMade) -> None:
    negotiation, version = fold.negotiation, fold.version
    rows: list[DemandRow] = []
    negotiation.demands[version] = rows
    other_side = not negotiation.on_record(step, fold.by) and any(
        each.side is not None and negotiation.party(each.side) not in fold.by
        for each in step.evidence
    )
    for term in step.terms:
        for receiver, for_party in _targets(fold, step, term):
            row = DemandRow(
                step=version,
                line=len(rows),
                by=fold.by,
                to=receiver,
                for_party=for_party,
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
            for old, line in _stand_last(fold, step.kind, row, in_addition=False):
                earlier = negotiation.demands[old][line]
                earlier.superseded_by = version
                fold.touch(earlier)
            fold.touch(row)
    negotiation.open_demands[version] = True


def offer_withdrawn(fold: Fold, step: OfferWithdrawn) -> None:
    for row in _offer_rows(fold, step.offer):
        if row.withdrawn_by is None:
            row.withdrawn_by = fold.version
            fold.touch(row)
    if isinstance(step.offer, int):
        fold.negotiation.open_offers.pop(step.offer, None)


def offer_accepted(fold: Fold, step: OfferAccepted) -> None:
    rows = _offer_rows(fold, step.offer)
    simply = not step.in_principle and step.conditional is None
    for row in rows:
        if row.to in fold.by and row.accepted_by is None:
            row.accepted_by = fold.version
            if not simply:
                row.acceptance = Acceptance(
                    in_principle=step.in_principle, condition=step.conditional
                )
            fold.touch(row)
    if rows and all(row.accepted_by is not None for row in rows):
        fold.negotiation.open_offers.pop(rows[0].step, None)


def offer_rejected(fold: Fold, step: OfferRejected) -> None:
    if not isinstance(step.rejected, int):
        return
    negotiation = fold.negotiation
    for row in negotiation.offers.get(step.rejected, []):
        if row.to in fold.by and row.rejected_by is None:
            row.rejected_by = fold.version
            fold.touch(row)
    for demand in negotiation.demands.get(step.rejected, []):
        if demand.to in fold.by and demand.rejected_by is None:
            demand.rejected_by = fold.version
            fold.touch(demand)


def _offer_rows(fold: Fold, pointer: int | str) -> list[OfferRow]:
    if not isinstance(pointer, int):
        return []
    return fold.negotiation.offers.get(pointer, [])


def concession_made(fold: Fold, step: ConcessionMade) -> None:
    dropped = step.dropped
    if not isinstance(dropped, int):
        return
    for row in fold.negotiation.demands.get(dropped, []):
        if row.dropped_by is None:
            row.dropped_by = fold.version
            fold.touch(row)
    fold.negotiation.open_demands.pop(dropped, None)
    condition = fold.negotiation.conditions.get(dropped)
    if condition is not None:
        condition.resolutions = (*condition.resolutions, (fold.version, "dropped"))
        fold.touch(condition)


def lapse_open(fold: Fold, settled: Container[tuple[str | None, str]] | None = None) -> None:
    """Deal, collapse or close after an offer or a demand: it lapses (DOMAIN §4, "Offer status",
    and docs/adr/0018 for demands); with an amendment what it settles."""
    negotiation = fold.negotiation
    for standing, rows in (
        (negotiation.open_offers, negotiation.offers),
        (negotiation.open_demands, negotiation.demands),
    ):
        lapsing = [
            row
            for version in standing
            for row in rows[version]
            if settled is None or subject_of(row.pool, row.issue) in settled
        ]
        for row in lapsing:
            if row.lapsed_by is None:
                row.lapsed_by = fold.version
                fold.touch(row)
        for version in [each for each in standing if all(r.lapsed_by for r in rows[each])]:
            del standing[version]
