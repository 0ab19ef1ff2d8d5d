"""Folding agreements: terms, ratification, the close."""

from collections.abc import Callable, Sequence

from parley.negotiation.folding.fold import Fold
from parley.negotiation.folding.offers import lapse_open
from parley.negotiation.folding.people import end_tasks, seat
from parley.negotiation.folding.words import claim
from parley.negotiation.left import stands
from parley.negotiation.negotiation import Negotiation
from parley.negotiation.rows import (
    DealRow,
    FollowedRow,
    RatificationRow,
    TermRow,
    VoteRow,
)
from parley.negotiation.spelling import seat_folder, subject_of
from parley.negotiation.states import State
from parley.negotiation.steps import (
    DealAmended,
    DealRatified,
    DealReached,
    NegotiationClosed,
    PartialAgreementReached,
    Term,
    TermFollowed,
    VoteHeld,
)

__all__ = [
    "agreed_by_all",
    "deal_amended",
    "deal_ratified",
    "deal_reached",
    "end_terms",
    "negotiation_closed",
    "partial_agreement",
    "replaced",
    "term_followed",
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
        party, pool, issue = _thing(fold, term)
        row = TermRow(
            step=fold.version,
            line=line,
            kind=kind,
            party=party,
            pool=pool,
            issue=issue,
            quantity=term.quantity,
            seats=term.seats,
            words=term.words,
            mutual=mutual,
            assent=negotiation.assents(step.assent),
        )
        fold.left.terms.append(row)
        if stands(row):
            negotiation.terms.append(row)
        fold.touch(row)


def _thing(fold: Fold, term: Term) -> tuple[str | None, str | None, str]:
    """(for whom, pool, issue): what a term is about, whatever it says of it."""
    negotiation = fold.negotiation
    party = negotiation.party(term.party) or term.party if term.party else None
    return party, negotiation.pool_of(term), term.issue


def _end_amended_terms(fold: Fold, step: DealAmended) -> None:
    """End what the amendment says it changes: exactly the terms named in `was`. A share whose
    `was` is not given is changed by a new figure where one figure of it stands, since nobody has
    two; what is no figure may stand beside others of its kind, and stays."""
    standing = fold.negotiation.terms
    was = [(_thing(fold, term), term) for term in step.was]
    spelt = seat_folder(fold.negotiation.seat_names)
    ended = [row for row in standing if any(_names(thing, term, row, spelt) for thing, term in was)]
    said = {thing for thing, _ in was}
    for term in step.now:
        thing = _thing(fold, term)
        if term.quantity is None or thing in said:
            continue
        figures = [row for row in standing if _row_thing(row) == thing and row.quantity is not None]
        ended += figures if len(figures) == 1 else []
    end_terms(fold, ended)


def end_terms(fold: Fold, terms: Sequence[TermRow]) -> None:
    """End some terms that stand, but for what this very step agrees."""
    for row in terms:
        if row.step != fold.version:
            row.ended_by = fold.version
            fold.touch(row)
    negotiation = fold.negotiation
    negotiation.terms = [row for row in negotiation.terms if stands(row)]


def replaced(fold: Fold) -> list[TermRow]:
    """The terms of earlier agreements on what the deal of this step names; a deal whose terms are
    not given, or that are others, leaves standing what was agreed before it."""
    terms = fold.negotiation.terms
    named = _settled(fold)
    return [row for row in terms if subject_of(row.pool, row.issue) in named]


def _settled(fold: Fold) -> set[tuple[str | None, str]]:
    """What the terms of this step settle."""
    return {subject_of(row.pool, row.issue) for row in fold.left.terms}


def _names(
    thing: tuple[str | None, str | None, str],
    term: Term,
    row: TermRow,
    spelt: Callable[[str], str],
) -> bool:
    """Whether a term of `was` is this one: all that it says, the one that stands says too."""
    return (
        _row_thing(row) == thing
        and (term.quantity is None or term.quantity == row.quantity)
        and (not term.seats or {*map(spelt, term.seats)} == {*map(spelt, row.seats)})
        and (term.words is None or term.words == row.words)
    )


def _row_thing(row: TermRow) -> tuple[str | None, str | None, str]:
    return row.party, row.pool, row.issue


def agreed_by_all(fold: Fold, step: PartialAgreementReached) -> bool:
    """Whether everybody at the table is on record for it; else it is somebody's claim."""
    negotiation = fold.negotiation
    assented = {each.party for each in negotiation.assents(step.assent)}
    return set(negotiation.at_table) <= assented and fold.attribution_class == "on_record"


def partial_agreement(fold: Fold, step: PartialAgreementReached) -> None:
    negotiation = fold.negotiation
    mutual = agreed_by_all(fold, step)
    if mutual:
        negotiation.flags["in_principle" if step.in_principle else "partial"] = fold.version
    else:
        claim(fold, ("claims_agreement",), "agreement", None, step.terms)
    _term_rows(fold, step, "partial" if mutual else "claimed", mutual=mutual)


def deal_reached(fold: Fold, step: DealReached) -> None:
    negotiation = fold.negotiation
    _term_rows(fold, step, "deal", mutual=True)
    assent = negotiation.assents(step.assent)
    deal = DealRow(step=fold.version, form=step.form, assent=assent)
    negotiation.deals.append(deal)
    negotiation.last_deal = fold.version
    negotiation.awaited.clear()
    fold.touch(deal)
    for line, each in enumerate(step.subject_to):
        party = _short(negotiation, each.party)
        row = RatificationRow(
            step=fold.version,
            line=line,
            deal=fold.version,
            party=party,
            body=each.body,
            awaited=True,
        )
        negotiation.awaited.append(row)
        fold.touch(row)
    if step.subject_to:
        negotiation.pending = list(step.subject_to)
        negotiation.flags["ratification_pending"] = fold.version


def deal_amended(fold: Fold, step: DealAmended) -> None:
    _end_amended_terms(fold, step)
    _term_rows(fold, step, "amendment", mutual=True)
    lapse_open(fold, _settled(fold))
    seat(fold, step.joins)


def deal_ratified(fold: Fold, step: DealRatified) -> None:
    negotiation = fold.negotiation
    _decide(fold, step)
    if step.outcome == "rejected":
        return
    party = _short(negotiation, step.party)
    negotiation.pending = [
        each
        for each in negotiation.pending
        if (_short(negotiation, each.party), each.body.casefold()) != (party, step.body.casefold())
    ]
    if not negotiation.pending:
        negotiation.flags.pop("ratification_pending", None)


def _decide(fold: Fold, step: DealRatified) -> None:
    """Note the decision where the last deal waits for it, else in a row of its own."""
    negotiation = fold.negotiation
    party = _short(negotiation, step.party)
    decided = [
        row
        for row in negotiation.awaited
        if (row.party, row.body.casefold()) == (party, step.body.casefold())
    ]
    if not decided:
        deal = negotiation.last_deal
        row = RatificationRow(
            step=fold.version, line=0, deal=deal, party=party, body=step.body, awaited=False
        )
        decided = [row]
    for row in decided:
        row.outcome, row.decided_by, row.votes = step.outcome, fold.version, step.votes
        fold.touch(row)
    negotiation.awaited = [row for row in negotiation.awaited if row.decided_by is None]


def term_followed(fold: Fold, step: TermFollowed) -> None:
    deal = step.deal if isinstance(step.deal, int) else None
    fold.touch(
        FollowedRow(step=fold.version, deal=deal, term=step.term, fulfilment=step.fulfilment)
    )


def _short(negotiation: Negotiation, party: str | None) -> str | None:
    return None if party is None else negotiation.party(party) or party


def vote_held(fold: Fold, step: VoteHeld) -> None:
    row = VoteRow(
        step=fold.version,
        body=step.body,
        party=_short(fold.negotiation, step.party),
        subject=step.subject,
        what=step.what,
        outcome=step.outcome,
        votes=step.votes,
        attribution_class=fold.attribution_class,
    )
    fold.touch(row)


def negotiation_closed(fold: Fold, _: NegotiationClosed) -> None:
    negotiation = fold.negotiation
    negotiation.flags["closed"] = fold.version
    attempt = negotiation.attempt
    if negotiation.state is State.TALKS_UNDERWAY and attempt is not None:
        attempt.last_step, attempt.ended_by, attempt.ended_in = fold.version, fold.version, "closed"
        fold.touch(attempt)
    lapse_open(fold)
    end_tasks(fold)
