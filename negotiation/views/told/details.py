"""What a step says beside who did what: each member that a sentence has room for, of every type.

Facts are made of views, and a view has what its question needs; what else somebody recorded of a
step is taken from the step itself, once for all facts, so that nothing recorded is in no sentence.
Source: DOMAIN §3; docs/adr/0044.
"""

from collections.abc import Iterable
from typing import Final

from msgspec.structs import replace

from parley.negotiation import rows
from parley.negotiation.facts import step_of
from parley.negotiation.steps import (
    AllianceProposed,
    ConcessionMade,
    DealAmended,
    DealReached,
    MandateChanged,
    MeetingHeld,
    NegotiationClosed,
    NegotiatorAppointed,
    OfferMade,
    PartyJoined,
    PartyWithdrew,
    Stage,
    StatementMade,
    TalksOpened,
    TalksResumed,
    TalksSuspended,
    Term,
    UltimatumIssued,
    UnilateralMoveMade,
    VoteHeld,
)
from parley.negotiation.views.told.facts import Act, Actor, Due, Fact, Thing
from parley.negotiation.views.told.scene import Scene

__all__ = ["detailed"]

_OF_OTHERS: Final[frozenset[Act]] = frozenset(
    {"contested", "gap", "not_agreed", "takes_effect", "not_in_talks", "at_table", "registered"}
)
"""Acts of facts that begin with a step and tell something else than what it was."""


def detailed(scene: Scene, fact: Fact) -> Fact:
    """The fact with what its step says beside it."""
    row = scene.seen.step(fact.step)
    if row is None or fact.act in _OF_OTHERS:
        return fact
    match step_of(row):
        case AllianceProposed() as step:
            return replace(fact, form=step.form, scope=step.scope)
        case PartyJoined() as step:
            consent = scene.actors(step.consent, row.step)
            return replace(fact, consent=consent, done_by=_others(scene, row, fact))
        case PartyWithdrew() | VoteHeld() | NegotiationClosed():
            return replace(fact, done_by=_others(scene, row, fact))
        case NegotiatorAppointed() as step if fact.act == "named":
            return replace(fact, office=_office(step))
        case MandateChanged() as step:
            given = () if step.figure is None else (Thing(issue=None, quantity=step.figure),)
            return replace(fact, was=step.was, votes=step.votes, things=given)
        case TalksOpened() | TalksResumed() as step:
            return replace(fact, reason=row.reason, stage=_stage(step.stage))
        case TalksSuspended() as step:
            due = None if step.until is None else Due(when=step.until, what=None)
            return replace(fact, issue=step.scope, reason=row.reason, due=due, lasting=step.lasting)
        case ConcessionMade():
            return replace(fact, text=row.text)
        case MeetingHeld() as step:
            return replace(fact, place=step.place)
        case OfferMade() as step:
            finality = None if step.finality == "not_stated" else step.finality
            return replace(fact, package=step.package, finality=finality)
        case UltimatumIssued() as step if isinstance(step.demand, int):
            asked = scene.seen.step(step.demand)
            about_act = None if asked is None else scene.act(asked)
            return replace(fact, about=step.demand, about_act=about_act)
        case DealReached() as step:
            return replace(fact, form=None if step.form == "announced" else step.form)
        case DealAmended() as step if fact.kind == "agreed":
            return replace(fact, was_agreed=tuple(_terms(scene, row, step.was)))
        case UnilateralMoveMade() as step:
            return replace(fact, overlap=_overlap(step))
        case StatementMade() as step:
            return replace(fact, stances=step.stances, figures=step.figures)
        case _:
            return replace(fact, reason=row.reason)


def _others(scene: Scene, row: rows.StepRow, fact: Fact) -> tuple[Actor, ...]:
    """As whose act the step is recorded too, of whom the sentence does not tell it."""
    named = {each.name for each in (*fact.by, *fact.to)}
    if fact.vote is not None:
        named = {fact.vote.party or ""}
    return tuple(each for each in scene.actors(row.by, row.step) if each.name not in named)


def _office(step: NegotiatorAppointed) -> str | None:
    """The office that goes with a task, where it is not called as the task is."""
    task = {(each or "").casefold() for each in (step.role, step.title)}
    return None if step.office is None or step.office.casefold() in task else step.office


def _stage(stage: Stage) -> Stage | None:
    return None if stage == "not_stated" else stage


def _terms(scene: Scene, row: rows.StepRow, terms: Iterable[Term]) -> Iterable[Thing]:
    """Terms that no row holds, each with whose share it is."""
    for each in terms:
        yield Thing(
            issue=each.issue,
            pool=each.pool,
            quantity=each.quantity,
            seats=each.seats,
            words=each.words,
            for_whom=() if each.party is None else scene.actors((each.party,), row.step),
        )


def _overlap(step: UnilateralMoveMade) -> Thing | None:
    if step.overlaps is None and not step.overlapping_seats:
        return None
    return Thing(issue="seat_count", quantity=step.overlaps, seats=step.overlapping_seats)
