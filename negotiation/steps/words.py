"""What is said or done away from the table, and what is corrected or amended."""

import re
from typing import Annotated, ClassVar, Final, Literal

from msgspec import Meta

from parley.negotiation.evidence import JsonValue, Line, Text
from parley.negotiation.quantities import Quantity
from parley.negotiation.steps.entry import Entry, Step
from parley.negotiation.steps.parts import (
    Family,
    Figure,
    Issue,
    Proposition,
    Seat,
    Stance,
    Terms,
)

__all__ = ["EntryCorrected", "RegistrationAmended", "StatementMade", "UnilateralMoveMade"]

_ELSEWHERE: Final = re.compile(r"(negotiation|contest)/[a-z0-9][a-z0-9._-]*#[1-9][0-9]*")


class UnilateralMoveMade(Step, frozen=True, kw_only=True):
    """A move away from the table: a candidate list, "we fight all 90", another pact."""

    number: ClassVar[int] = 27
    cameo: ClassVar[str] = "120, 160"
    family: ClassVar[Family] = "move"
    away: ClassVar[bool] = True
    kind: Literal["candidate_list", "constituency_list", "contest_alone", "other_pact"]
    """constituency_list names seats, and nobody for them; with whom another pact is says `to`."""
    count: Quantity | None = None
    seats: tuple[Seat, ...] = ()
    overlaps: Quantity | None = None
    """How many seats the other side has named too, where the report counts them."""
    overlapping_seats: tuple[Seat, ...] = ()


class StatementMade(Step, frozen=True, kw_only=True):
    """Somebody says something about the talks, without doing anything.

    `about` is the step that the words themselves concern: with `denies`, that it happened. Who
    denies only a part of it, or what it is taken to mean, replies to it and names a proposition.
    """

    number: ClassVar[int] = 28
    cameo: ClassVar[str] = "010–019"
    family: ClassVar[Family] = "words"
    stances: Annotated[tuple[Stance, ...], Meta(min_length=1)]
    proposition: Proposition | None = None
    issue: Issue | None = None
    terms: Terms = ()
    figures: Annotated[tuple[Figure, ...], Meta(max_length=50)] = ()
    """Figures of what is on no table: how long a meeting took, at what hour it begins."""
    secret: bool = False
    """What is spoken of is to stay secret: papers that nobody gets to see."""


class EntryCorrected(Entry, frozen=True, kw_only=True):
    """Our own mistake set right, or our own entry completed; the first words stay in the log."""

    number: ClassVar[int] = 29
    cameo: ClassVar[str] = "–"
    family: ClassVar[Family] = "words"
    target: Annotated[int, Meta(ge=1)]
    """Version of the entry in this stream; a correction may be corrected."""
    effect: Literal["replace", "retract", "add"]
    reason: Text
    field: Line | None = None
    """Path, such as `quantity.value`, `evidence.0.speaker`, `terms.0.seats`."""
    was: JsonValue = None
    now: JsonValue = None
    """What stands there now; with a retraction the entry of another stream as which it was recorded
    instead, as stream#version."""

    def __post_init__(self) -> None:
        if self.effect == "retract":
            if self.field is not None or self.was is not None:
                raise ValueError("a retraction takes back the whole entry: no field or was")
            if self.now is not None and not _is_elsewhere(self.now):
                raise ValueError("now of a retraction is where it stands instead: stream#version")
        elif self.field is None:
            raise ValueError(f"effect {self.effect} needs the field it is about")
        elif self.effect == "replace" and self.was == self.now:
            raise ValueError("was and now are the same: nothing would change")
        elif self.effect == "add" and self.now is None:
            raise ValueError("effect add needs now, the value to add")


def _is_elsewhere(value: JsonValue) -> bool:
    return isinstance(value, str) and _ELSEWHERE.fullmatch(value) is not None


class RegistrationAmended(Step, frozen=True, kw_only=True):
    """The registered world changed: a party renamed, a poll moved. Both stay, each for its time."""

    number: ClassVar[int] = 31
    cameo: ClassVar[str] = "–"
    family: ClassVar[Family] = "words"
    field: Line
    """Path in the registration, by places or names: `parties.0.aliases`, `parties.INC.name`,
    `dates.1.when`; `pools.Räte` is the total of that pool."""
    was: JsonValue = None
    now: JsonValue = None
