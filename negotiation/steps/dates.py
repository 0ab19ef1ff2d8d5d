"""Steps of what agreement hangs on, and by when: conditions, deadlines, ultimatums."""

from typing import ClassVar, Literal

from parley.negotiation.evidence import Line, MomentText, Text
from parley.negotiation.steps.entry import Step
from parley.negotiation.steps.parts import Family, Pointer, StepType

__all__ = [
    "ConditionResolved",
    "ConditionSet",
    "DeadlineExtended",
    "DeadlineSet",
    "UltimatumIssued",
]


class ConditionSet(Step, frozen=True, kw_only=True):
    """A party ties its agreement to something."""

    number: ClassVar[int] = 16
    cameo: ClassVar[str] = "105"
    family: ClassVar[Family] = "demand"
    answered_with: ClassVar[tuple[StepType, ...]] = ("ConditionResolved",)
    condition: Text
    on_what: Text | None = None


class ConditionResolved(Step, frozen=True, kw_only=True):
    """A condition is met, has failed, or is waived."""

    number: ClassVar[int] = 17
    cameo: ClassVar[str] = "–"
    family: ClassVar[Family] = "demand"
    condition: Pointer
    outcome: Literal["met", "failed", "waived"]


class DeadlineSet(Step, frozen=True, kw_only=True):
    """A date by which something is to happen, or is expected to."""

    number: ClassVar[int] = 18
    cameo: ClassVar[str] = "–"
    family: ClassVar[Family] = "date"
    answered_with: ClassVar[tuple[StepType, ...]] = ("DeadlineExtended",)
    kind: Literal[
        "external_hard", "self_set", "soft_target", "ultimatum", "mandate_report", "next_meeting"
    ]
    when: MomentText | None = None
    words: Text | None = None
    what: Line | None = None
    """What is due by then."""
    awaits: StepType | None = None
    """The step type that meets it, such as DealReached."""
    consequence: Text | None = None


class DeadlineExtended(Step, frozen=True, kw_only=True):
    """A deadline moves, later or earlier."""

    number: ClassVar[int] = 19
    cameo: ClassVar[str] = "–"
    family: ClassVar[Family] = "date"
    now: MomentText
    deadline: Pointer | None = None
    was: MomentText | None = None


class UltimatumIssued(Step, frozen=True, kw_only=True):
    """A demand with a date and a threat."""

    number: ClassVar[int] = 20
    cameo: ClassVar[str] = "139, 134 / THREATEN-relations"
    family: ClassVar[Family] = "date"
    demand: Pointer | None = None
    words: Text | None = None
    when: MomentText | None = None
    consequence: Text | None = None
