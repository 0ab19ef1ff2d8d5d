"""Steps of the talks themselves: proposed, opened, held, paused, gone on, collapsed, closed."""

from typing import ClassVar, Literal

from parley.negotiation.evidence import Line, MomentText, Text
from parley.negotiation.quantities import Quantity
from parley.negotiation.registration import PartyName
from parley.negotiation.steps.entry import Step
from parley.negotiation.steps.parts import Family, Proposition, Stage, StepType

__all__ = [
    "AllianceProposed",
    "MeetingHeld",
    "NegotiationClosed",
    "TalksCollapsed",
    "TalksOpened",
    "TalksResumed",
    "TalksSuspended",
]


class AllianceProposed(Step, frozen=True, kw_only=True):
    """A party or an office proposes an alliance; or a party shows interest in one."""

    number: ClassVar[int] = 1
    cameo: ClassVar[str] = "030, 036 / AGREE"
    family: ClassVar[Family] = "talks"
    answered_with: ClassVar[tuple[StepType, ...]] = ("StatementMade", "TalksOpened")
    scope: Line | None = None
    form: Literal["seat_sharing", "coalition", "outside_support", "abstention", "merger"] | None = (
        None
    )


class TalksOpened(Step, frozen=True, kw_only=True):
    """Talks are under way: on record, by a document, or as a named outlet reports."""

    number: ClassVar[int] = 6
    cameo: ClassVar[str] = "046"
    family: ClassVar[Family] = "talks"
    answered_with: ClassVar[tuple[StepType, ...]] = ("MeetingHeld", "OfferMade")
    speaks_of: ClassVar[Proposition | None] = "talks"
    stage: Stage = "not_stated"
    parties: tuple[PartyName, ...] = ()
    """Who is in the talks from now on, where that is said: the table is theirs."""


class MeetingHeld(Step, frozen=True, kw_only=True):
    """Participants met, telephoned, or a party met among itself."""

    number: ClassVar[int] = 7
    cameo: ClassVar[str] = "040–046 / CONSULT"
    family: ClassVar[Family] = "meeting"
    mode: Literal["in_person", "phone", "virtual", "not_stated"] = "not_stated"
    mediator: Line | None = None
    place: Line | None = None
    secret: bool = False
    internal: bool = False


class TalksSuspended(Step, frozen=True, kw_only=True):
    """Talks pause; with a scope only that issue, or that field of policy, is parked."""

    number: ClassVar[int] = 8
    cameo: ClassVar[str] = "164"
    family: ClassVar[Family] = "talks"
    answered_with: ClassVar[tuple[StepType, ...]] = ("TalksResumed",)
    away: ClassVar[bool] = True
    scope: Line | None = None
    """An issue of the catalogue, or a field by its name: migration."""
    reason: Text | None = None
    until: MomentText | None = None
    lasting: Quantity | None = None
    """For how long: 10 days."""


class TalksResumed(Step, frozen=True, kw_only=True):
    """Talks go on after a collapse or a pause; with a scope what was parked is taken up again."""

    number: ClassVar[int] = 9
    cameo: ClassVar[str] = "046"
    family: ClassVar[Family] = "talks"
    speaks_of: ClassVar[Proposition | None] = "talks"
    stage: Stage = "not_stated"
    scope: Line | None = None
    reason: Text | None = None
    parties: tuple[PartyName, ...] = ()
    """Who is in the talks from now on, where that is said: the table is theirs."""


class TalksCollapsed(Step, frozen=True, kw_only=True):
    """Talks end without a deal; `by` declares it, or whose conclusive act shows it."""

    number: ClassVar[int] = 26
    cameo: ClassVar[str] = "164"
    family: ClassVar[Family] = "end"
    answered_with: ClassVar[tuple[StepType, ...]] = ("TalksResumed", "NegotiationClosed")
    speaks_of: ClassVar[Proposition | None] = "collapse"
    away: ClassVar[bool] = True
    how: Literal["declared", "conduct", "lapsed"] = "declared"
    reason: Text | None = None
    effective: MomentText | None = None


class NegotiationClosed(Step, frozen=True, kw_only=True):
    """The contest has decided: the poll, the close of nominations, or a government sworn in."""

    number: ClassVar[int] = 30
    cameo: ClassVar[str] = "–"
    family: ClassVar[Family] = "end"
    reason: Literal["poll", "nominations", "sworn_in", "tolerated", "dissolved", "overtaken"]
    """tolerated = a side let the other govern, and agreed to no more: no deal, and no collapse.
    dissolved = the body that was to be formed, or to decide, is elected anew. overtaken = somebody
    else decided, as where a state comes under central rule."""
    effective: MomentText | None = None
