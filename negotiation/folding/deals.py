"""Folding agreements: terms, ratification, the close."""

from negotiation.folding.fold import Fold
from negotiation.folding.offers import lapse_open
from negotiation.folding.people import seat
from negotiation.folding.words import claim
from negotiation.rows import (
    TermRow,
)
from negotiation.steps import (
    DealAmended,
    DealRatified,
    DealReached,
    NegotiationClosed,
    PartialAgreementReached,
)

__all__ = [
    "deal_amended",
    "deal_ratified",
    "deal_reached",
    "negotiation_closed",
    "partial_agreement",
]


def _term_rows(
    fold: Fold,
    step: PartialAgreementReached | DealReached | DealAmended,
    kind: str,
    *,
    mutual: bool,
) -> None:
    negotiation = fold.negotiation
    terms = step.now if isinstance(step, DealAmended) else step.terms
    for line, term in enumerate(terms):
        row = TermRow(
            step=fold.version,
            line=line,
            kind=kind,
            party=negotiation.party(term.party) or term.party if term.party else None,
            pool=negotiation.pool_of(term),
            issue=term.issue,
            quantity=term.quantity,
            seats=term.seats,
            words=term.words,
            mutual=mutual,
            assent=step.assent,
        )
        if kind == "amendment":
            _end_amended_terms(fold, row)
        negotiation.terms.append(row)
        fold.touch(row)


def _end_amended_terms(fold: Fold, row: TermRow) -> None:
    for earlier in fold.negotiation.terms:
        same = (earlier.party, earlier.pool, earlier.issue) == (row.party, row.pool, row.issue)
        if same and earlier.ended_by is None and earlier.step != fold.version:
            earlier.ended_by = fold.version
            fold.touch(earlier)


def partial_agreement(fold: Fold, step: PartialAgreementReached) -> None:
    negotiation = fold.negotiation
    assented = {negotiation.party(each.party) for each in step.assent}
    everybody = set(negotiation.at_table) <= assented
    mutual = everybody and fold.attribution_class == "on_record"
    if mutual:
        negotiation.flags["in_principle" if step.in_principle else "partial"] = fold.version
        fold.changed.append(f"agreed in part: {step.scope}")
    else:
        claim(fold, ("claims_agreement",), "agreement", None, step.terms)
    _term_rows(fold, step, "partial" if mutual else "claimed", mutual=mutual)


def deal_reached(fold: Fold, step: DealReached) -> None:
    negotiation = fold.negotiation
    _term_rows(fold, step, "deal", mutual=True)
    if step.subject_to:
        negotiation.pending = list(step.subject_to)
        negotiation.flags["ratification_pending"] = fold.version


def deal_amended(fold: Fold, step: DealAmended) -> None:
    _term_rows(fold, step, "amendment", mutual=True)
    seat(fold, step.joins)
    fold.changed.append("the deal is amended")


def deal_ratified(fold: Fold, step: DealRatified) -> None:
    negotiation = fold.negotiation
    if step.outcome == "rejected":
        return
    party = negotiation.party(step.party)
    negotiation.pending = [
        each
        for each in negotiation.pending
        if (negotiation.party(each.party), each.body.casefold()) != (party, step.body.casefold())
    ]
    fold.changed.append(f"{step.body} of {party or step.party} approves")
    if not negotiation.pending:
        negotiation.flags.pop("ratification_pending", None)


def negotiation_closed(fold: Fold, step: NegotiationClosed) -> None:
    fold.negotiation.flags["closed"] = fold.version
    lapse_open(fold)
    fold.changed.append(f"closed: {step.reason}")
