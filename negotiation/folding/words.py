"""Folding claims, unilateral moves, and talks that pause."""

from parley.negotiation.folding import people
from parley.negotiation.folding.fold import Fold
from parley.negotiation.negotiation import Listed, Negotiation, Parked
from parley.negotiation.rows import (
    ClaimRow,
    MoveRow,
    StatedRow,
)
from parley.negotiation.steps import (
    StatementMade,
    TalksResumed,
    TalksSuspended,
    Term,
    UnilateralMoveMade,
)

__all__ = [
    "claim",
    "statement_made",
    "talks_resumed",
    "talks_suspended",
    "unilateral_move",
]


def statement_made(fold: Fold, step: StatementMade) -> None:
    _stated(fold, step)
    claims = [each for each in step.stances if each in ("claims_agreement", "claims_talks", "leak")]
    if claims:
        claim(fold, step.stances, step.proposition, step.about, step.terms)
    about = fold.negotiation.at(step.about).claim
    if about is not None:
        if "denies" in step.stances:
            about.denied_by = (*about.denied_by, fold.version)
        if "confirms" in step.stances:
            about.confirmed_by = (*about.confirmed_by, fold.version)
        if "corrects" in step.stances or "refutes" in step.stances:
            about.corrected_by = (*about.corrected_by, fold.version)
        fold.touch(about)


def _stated(fold: Fold, step: StatementMade) -> None:
    negotiation = fold.negotiation
    for line, term in enumerate(step.terms):
        row = StatedRow(
            step=fold.version,
            line=line,
            by=fold.by,
            stances=step.stances,
            party=negotiation.party(term.party) or term.party if term.party else None,
            pool=negotiation.pool_of(term),
            issue=term.issue,
            quantity=term.quantity,
            seats=term.seats,
            words=term.words,
            attribution_class=fold.attribution_class,
        )
        fold.touch(row)


def claim(
    fold: Fold,
    stances: tuple[str, ...],
    proposition: str | None,
    about: int | str | None,
    terms: tuple[Term, ...],
) -> None:
    row = ClaimRow(
        step=fold.version,
        by=fold.by,
        stances=stances,
        proposition=proposition,
        about=about,
        terms=terms,
        attribution_class=fold.attribution_class,
    )
    fold.left.claim = row
    fold.touch(row)


def unilateral_move(fold: Fold, step: UnilateralMoveMade) -> None:
    row = MoveRow(
        step=fold.version,
        by=fold.by,
        kind=step.kind,
        count=step.count,
        seats=step.seats,
        overlaps=step.overlaps,
        overlapping_seats=step.overlapping_seats,
        state=fold.negotiation.state.shown,
        attribution_class=fold.attribution_class,
    )
    fold.touch(row)
    if step.seats and row.attribution_class == "on_record":
        _list(fold.negotiation, row.by, step.seats)


def _list(negotiation: Negotiation, by: tuple[str, ...], seats: tuple[str, ...]) -> None:
    """Note which seats some parties name: no list is ever taken back, but seats are not many."""
    lists = negotiation.lists
    own = next((each for each in lists if each.by == by), None)
    if own is None:
        own = Listed(by=by, seats=[])
        lists.append(own)
    there = {*own.seats}
    own.seats += [each for each in dict.fromkeys(seats) if each not in there]


def talks_suspended(fold: Fold, step: TalksSuspended) -> None:
    if step.scope is None:
        fold.negotiation.flags["suspended"] = fold.version
    else:
        fold.negotiation.parked.append(Parked(scope=step.scope, step=fold.version))


def talks_resumed(fold: Fold, step: TalksResumed) -> None:
    people.those_in_the_talks(fold, step.parties)
    if step.scope is not None:
        taken_up = fold.negotiation.parked_with(step.scope)
        fold.negotiation.parked = [e for e in fold.negotiation.parked if e.step != taken_up]
    else:
        fold.negotiation.flags.pop("suspended", None)
