"""The JSON shapes of the answers about answers: what changed, who set it, when it first held.

What is said in answers/shapes/base.py about shapes holds for these too.
"""

from typing import Literal

from msgspec import Struct

from parley.answers.shapes.base import OfTalks
from parley.answers.shapes.steps import Correction
from parley.negotiation.instants import State
from parley.negotiation.views.cited_steps import CitedStep, cite_step
from parley.negotiation.views.differences import Difference
from parley.negotiation.views.explained import GuardPassed, Resting
from parley.negotiation.views.fields import Field
from parley.negotiation.views.gathering import gather
from parley.negotiation.views.seen import Seen
from parley.negotiation.views.told.facts import Fact, FactKind

__all__ = [
    "BlameAnswer",
    "BlameLine",
    "ChangeLine",
    "ChangesAnswer",
    "CorrectionShown",
    "DiffAnswer",
    "DiffLine",
    "ExplainAnswer",
    "FirstAnswer",
    "LineAnswer",
    "PublishedLine",
    "show_difference",
]


class BlameLine(Field, frozen=True, kw_only=True):
    """A field with the step that set it."""

    step: CitedStep | None
    """null = the registration, or a correction of ours."""
    behind: tuple[CitedStep, ...]
    """The other steps behind it."""


class BlameAnswer(OfTalks, frozen=True, kw_only=True, tag="parley.blame/v1"):
    """`parley blame`: the fields of the answer, each with the step that set it."""

    asked: str
    """The field, or the kind of field, that was asked for; empty = every field."""
    items: tuple[BlameLine, ...]


class DiffLine(Difference, frozen=True, kw_only=True):
    """One field of which two answers say different things."""

    step: CitedStep | None
    """The step that set what it is after; of what is gone, what it was before. null = the
    registration, or a correction of ours."""


class DiffAnswer(OfTalks, frozen=True, kw_only=True, tag="parley.diff/v1"):
    """`parley diff A..B`: the fields of which two answers say different things.

    as_of, known_at and position are those of the later answer.
    """

    axis: Literal["occurred", "recorded"]
    """What A and B are: times of occurrence, or of knowledge."""
    before: str | None
    """A; null = the registration."""
    after: str | None
    """B; null = now."""
    items: tuple[DiffLine, ...]


class FirstAnswer(OfTalks, frozen=True, kw_only=True, tag="parley.first/v1"):
    """`parley find-first`: the first moment at which a condition held."""

    condition: str
    """As it was understood, written in full."""
    held: bool
    version: int | None
    """Just after this step; 1 = from the registration on; null = after no step."""
    by_time: bool
    """It held after no step, and holds at the moment asked about: a date went by."""
    held_since: bool
    """It held after every step since then, and holds at the moment asked about."""
    fields: tuple[Field, ...]
    """For which it held."""
    step: CitedStep | None


class CorrectionShown(Correction, frozen=True, kw_only=True):
    """A correction with the entry that it is about."""

    target: int


class ChangeLine(Struct, frozen=True, kw_only=True):
    """One thing that is not as it was: `what` says which members are not null."""

    what: Literal["late", "correction", "changed", "new"]
    """late and new: a step. correction: one of ours. changed: a field of the answer."""
    version: int
    """The entry; of a field the step that set it."""
    said: str
    """What the entry says; of a field its name."""
    log_position: int | None
    """Of an entry: where it stands in the log."""
    before_step: int | None
    """Of late news: the first step after it that was known already."""
    correction: CorrectionShown | None
    changed: DiffLine | None
    step: CitedStep | None
    """The step; of a field the one that set it; null for a correction and the registration."""


class ChangesAnswer(OfTalks, frozen=True, kw_only=True, tag="parley.changes/v1"):
    """`parley diff --since @N`: what was recorded since, late steps and corrections first."""

    since: int
    """The position; 0 = from the beginning."""
    items: tuple[ChangeLine, ...]


class ExplainAnswer(OfTalks, frozen=True, kw_only=True, tag="parley.explain/v1"):
    """`parley show STEP` --why: why it was allowed, what it changed, what rests on it."""

    version: int
    log_position: int
    type: str
    said: str
    step: CitedStep | None = None
    """null for a correction, which is ours."""
    judged_under: int | None = None
    """Version of the rules; null for a correction, which no rule of the talks judges."""
    guards: tuple[GuardPassed, ...] = ()
    judged: bool | None = None
    """false where it was not judged at its place, since an earlier step is not in view; null for a
    correction."""
    state_before: State | None = None
    state: State | None = None
    changed: tuple[str, ...]
    """What it changed at its place, in words."""
    recorded: tuple[DiffLine, ...]
    """What our answer changed with its record."""
    answers: tuple[Field, ...]
    """The fields of the answer behind which it stands."""
    resting: tuple[Resting, ...] = ()
    corrections: tuple[Correction, ...]


class PublishedLine(Struct, frozen=True, kw_only=True):
    """One fact as a sentence that can be published."""

    kind: Literal[FactKind, "across"]
    """across: what stands between this negotiation and others; only where every field was asked
    for."""
    fields: tuple[str, ...]
    """The fields of the answer that it tells; none of an agreement that stands no more, and of what
    was done or said and shows in no field."""
    sentence: str
    citation: str
    """In brackets: the steps behind it, each with its day and source."""
    hedges: tuple[str, ...]
    """The rules that shaped it, by their names."""
    fact: Fact | None
    """What it says, without a word of any language; null = across negotiations, whose facts are in
    the answer `contest`."""
    step: CitedStep | None
    """The step that it tells; null = the registration, and across negotiations."""


class LineAnswer(OfTalks, frozen=True, kw_only=True, tag="parley.line/v1"):
    """`parley line`: for each fact of the answer one sentence that can be published."""

    asked: str
    """The field or the kind of field that was asked for; empty = all."""
    items: tuple[PublishedLine, ...]


def show_difference(found: Difference, before: Seen | None, after: Seen) -> DiffLine:
    """Return a difference as it is published, with the step that set the field.

    A step is cited as the answer saw it that has the field.
    """
    seen = after if found.after is not None else before
    step = None if seen is None else cite_step(seen, found.latest.set_by)
    return gather(DiffLine, found, step=step)
