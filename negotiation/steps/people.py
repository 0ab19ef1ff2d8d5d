"""Steps of who sits at the table, and who speaks for whom."""

from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from parley.negotiation.evidence import Line, MomentText, Text
from parley.negotiation.quantities import Quantity
from parley.negotiation.registration import PartyName
from parley.negotiation.steps.entry import Step
from parley.negotiation.steps.parts import Actor, Family, Role, StepType, Votes

__all__ = [
    "MandateChanged",
    "NegotiatorAppointed",
    "PartyJoined",
    "PartyWithdrew",
    "TenureChanged",
]


class PartyJoined(Step, frozen=True, kw_only=True):
    """A party takes a seat at the table."""

    number: ClassVar[int] = 2
    cameo: ClassVar[str] = "030"
    family: ClassVar[Family] = "people"
    parties: Annotated[tuple[PartyName, ...], Meta(min_length=1)]
    consent: tuple[PartyName, ...] = ()
    """By whose consent."""


class PartyWithdrew(Step, frozen=True, kw_only=True):
    """A party leaves the table, or is put out; it may end the negotiation."""

    number: ClassVar[int] = 3
    cameo: ClassVar[str] = "164, 166 / SANCTION-withdraw"
    family: ClassVar[Family] = "people"
    away: ClassVar[bool] = True
    parties: Annotated[tuple[PartyName, ...], Meta(min_length=1)]
    ends_negotiation: bool = False
    excluded_by: tuple[PartyName, ...] = ()
    effective: MomentText | None = None


class NegotiatorAppointed(Step, frozen=True, kw_only=True):
    """Somebody is named to negotiate, to mediate or to lead the talks.

    Several persons in one step have one task between them. A title that is no role of the list
    stands in its own words.
    """

    number: ClassVar[int] = 4
    cameo: ClassVar[str] = "–"
    family: ClassVar[Family] = "people"
    person: tuple[Line, ...] = ()
    role: Role | None = None
    title: Line | None = None
    """What the task is called, where no role is: préformateur."""
    office: Line | None = None
    """The office that they hold by it: whoever acts as this office is meant."""
    principal: Actor | None = None
    scope: Line | None = None
    replaces: tuple[Line, ...] = ()


class MandateChanged(Step, frozen=True, kw_only=True):
    """What a negotiator or a body may agree to is set or changed."""

    number: ClassVar[int] = 5
    cameo: ClassVar[str] = "–"
    family: ClassVar[Family] = "people"
    now: Text
    role: Role | None = None
    title: Line | None = None
    person: tuple[Line, ...] = ()
    was: Text | None = None
    votes: Votes | None = None
    figure: Quantity | None = None
    """How much may be agreed to, where the mandate says so: at most 200."""


class TenureChanged(Step, frozen=True, kw_only=True):
    """Whether somebody keeps a task: given back, discharged; a resignation offered or answered.

    A resignation that is offered ends nothing, and one that is refused leaves the task as it was.
    Who holds it is found among those who were appointed: by person, role or title, and principal.
    """

    number: ClassVar[int] = 33
    cameo: ClassVar[str] = "–"
    family: ClassVar[Family] = "people"
    answered_with: ClassVar[tuple[StepType, ...]] = ("NegotiatorAppointed",)
    now: Literal[
        "resignation_offered",
        "resignation_refused",
        "resignation_accepted",
        "discharged",
        "given_back",
        "reported",
        "ended",
    ]
    """reported = with the last report the task is done."""
    person: tuple[Line, ...] = ()
    role: Role | None = None
    title: Line | None = None
    principal: Actor | None = None
    """For whom they held it, where one person has tasks of several."""
    reason: Text | None = None
    effective: MomentText | None = None
