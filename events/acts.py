"""What people did with the ledger itself: looked for news, were refused, showed an answer.

None of it belongs to an account, and all of it is asked about later: whether anybody had looked,
who tried what, who has seen an answer that was corrected since.
"""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from parley.events.canonical import JsonValue
from parley.events.kinds import Line
from parley.events.statement import Counting, HashText, StreamName, TypeName

__all__ = [
    "CHECKS",
    "EXPORTS",
    "REFUSALS",
    "AttemptRefused",
    "CheckMade",
    "ExportMade",
    "FirstAttemptRefused",
    "Objection",
    "RefusalsSwitched",
    "Tried",
]

CHECKS = "checks"
REFUSALS = "refusals"
EXPORTS = "exports"

Note = Annotated[str, Meta(min_length=1, max_length=4_000)]
Words = Annotated[str, Meta(max_length=8_000)]
StepName = Annotated[
    str, Meta(pattern=r"\A[a-z]+/[a-z0-9][a-z0-9._-]*#[1-9][0-9]{0,15}\Z", max_length=220)
]


class Own(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """The strictness that every record of the ledger's own shares."""


class CheckMade(Own, frozen=True, kw_only=True):
    """Somebody looked whether there was news, so that silence is not mistaken for not reading.

    Raises ValueError where nothing was found and steps are named all the same.
    """

    outlet: Line
    """Where somebody looked: an outlet, a feed, a page."""
    outcome: Literal["nothing", "steps", "not_said"]
    """What came of it: nothing, the `steps` named here, or it was not said."""
    at: Line | None = None
    """When somebody looked, as given; None = when it was recorded."""
    zone: Line | None = None
    """IANA name of the zone in which `at` is read."""
    negotiations: Annotated[tuple[StreamName, ...], Meta(max_length=100)] = ()
    """The streams that it was about; none = all of the ledger."""
    steps: Annotated[tuple[StepName, ...], Meta(max_length=100)] = ()
    """The steps that it led to: stream#version."""
    note: Note | None = None

    def __post_init__(self) -> None:
        if (self.outcome == "steps") is not bool(self.steps):
            raise ValueError(f"the outcome is {self.outcome!r}, with {len(self.steps)} steps named")
        if (self.at is None) is not (self.zone is None):
            raise ValueError("`at` and the zone in which it is read stand together")


class RefusalsSwitched(Own, frozen=True, kw_only=True):
    """From here on refused attempts are kept, or are not: a setting of the ledger itself."""

    keep: bool
    reason: Note | None = None


class Tried(Own, frozen=True, kw_only=True):
    """An entry that was refused, as it was written."""

    draft: Annotated[int, Meta(ge=0)]
    """Its number among those that were to be recorded together, from 0."""
    stream: Annotated[str, Meta(max_length=400)]
    type: Annotated[str, Meta(max_length=400)]
    fields: dict[str, JsonValue] | None = None
    """As they were written; an object whose keys are names that a statement's keys cannot be is
    the list of its pairs, `{"name": …, "value": …}`. None = too long for a record, or no JSON that
    the ledger keeps."""


class Objection(Own, frozen=True, kw_only=True):
    """Why an entry was refused. Its sentence is made of the case and its facts, when it is read."""

    draft: Annotated[int, Meta(ge=0)]
    guard: Words
    """The rule that said no."""
    case: Words
    """Which of its sentences; `said` = the facts hold the sentence that the writer was given."""
    facts: dict[str, JsonValue] = {}
    field: Words | None = None
    other: Counting | None = None
    """Version of the recorded step that it concerns, where one does."""


class AttemptRefused(Own, frozen=True, kw_only=True):
    """What somebody tried to record and a rule refused; the recorder of the statement tried it."""

    drafts: Annotated[int, Meta(ge=1)]
    """How many entries were to be recorded together; none of them was."""
    tried: Annotated[tuple[Tried, ...], Meta(min_length=1)]
    objections: Annotated[tuple[Objection, ...], Meta(min_length=1)]


class FirstObjection(Own, frozen=True, kw_only=True):
    """Why an entry was refused, as it was kept first: in the words that the writer was given."""

    draft: Annotated[int, Meta(ge=0)]
    guard: Words
    reason: Words
    hint: Words | None = None
    field: Words | None = None
    other: Counting | None = None

    def today(self) -> Objection:
        """It in the shape of today."""
        return Objection(
            draft=self.draft,
            guard=self.guard,
            case="said",
            facts={"reason": self.reason, "hint": self.hint},
            field=self.field,
            other=self.other,
        )


class FirstAttemptRefused(Own, frozen=True, kw_only=True):
    """`AttemptRefused` in its first shape."""

    drafts: Annotated[int, Meta(ge=1)]
    tried: Annotated[tuple[Tried, ...], Meta(min_length=1)]
    objections: Annotated[tuple[FirstObjection, ...], Meta(min_length=1)]

    def today(self) -> AttemptRefused:
        """It in the shape of today."""
        return AttemptRefused(
            drafts=self.drafts,
            tried=self.tried,
            objections=tuple(each.today() for each in self.objections),
        )


class ExportMade(Own, frozen=True, kw_only=True):
    """Somebody was shown an answer: which, as of which times, and the exact file."""

    what: TypeName
    """What was made: `records`, `report` …"""
    position: Annotated[int, Meta(ge=0, lt=2**53)]
    """It is about everything recorded up to this position."""
    root: HashText
    """Root of the tree over the records up to there."""
    sha256: HashText
    """Of the file."""
    bytes: Annotated[int, Meta(ge=0, lt=2**53)]
    """Length of the file."""
    format: TypeName
    negotiations: Annotated[tuple[StreamName, ...], Meta(max_length=100)] = ()
    """The streams that it is about; none = the whole ledger."""
    as_of: Line | None = None
    """As it was asked for, with an absolute date; None = everything recorded."""
    public_at: Line | None = None
    known_at: Line | None = None
    zone: Line | None = None
    """IANA name of the zone in which these times are read."""
    shown_to: Line | None = None
    """For whom it was made, where that was said."""
    file: Line | None = None
    note: Note | None = None
