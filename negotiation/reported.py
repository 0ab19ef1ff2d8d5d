"""Reported: whether talks that are on are known from reports alone (docs/adr/0042).

A named outlet may tell that talks opened, or went on again. The flag says that nobody is on record
for it, and goes with the first word or act on record that shows talks.
"""

from parley.negotiation.negotiation import Negotiation
from parley.negotiation.states import State
from parley.negotiation.steps import (
    CATALOGUE,
    MeetingHeld,
    PartialAgreementReached,
    StatementMade,
    Step,
    TalksOpened,
    TalksResumed,
    TalksSuspended,
)

__all__ = ["update"]


def update(negotiation: Negotiation, version: int, step: Step, before: State) -> None:
    """Take in what `step` shows of talks, and set or clear the flag."""
    shown = _shows_talks(negotiation, step) and _by_those_there(negotiation, step)
    if shown or negotiation.state is not State.TALKS_UNDERWAY:
        negotiation.flags.pop("reported", None)
    elif _begins_them(step, before):
        negotiation.flags.setdefault("reported", version)


def _begins_them(step: Step, before: State) -> bool:
    """Whether talks are on since this step, or on again that had paused."""
    match step:
        case TalksOpened():
            return before is not State.TALKS_UNDERWAY
        case TalksResumed():
            return step.scope is None
        case _:
            return False


def _shows_talks(negotiation: Negotiation, step: Step) -> bool:
    match step:
        case TalksOpened() | TalksResumed() | TalksSuspended() | PartialAgreementReached():
            return True
        case MeetingHeld():
            return not step.internal
        case StatementMade():
            return "claims_talks" in step.stances or _confirms(negotiation, step)
        case _:
            return False


def _confirms(negotiation: Negotiation, step: StatementMade) -> bool:
    kind = CATALOGUE.get(negotiation.at(step.about).type)
    of = step.proposition or (None if kind is None else kind.speaks_of)
    return "confirms" in step.stances and of == "talks"


def _by_those_there(negotiation: Negotiation, step: Step) -> bool:
    office = () if negotiation.led_by is None else (f"office:{negotiation.led_by}",)
    return negotiation.on_record(step, (*negotiation.at_table, *office))
