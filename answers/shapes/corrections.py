"""The JSON shape of the answer about corrections.

What is said in answers/shapes/base.py about shapes holds for it too.
"""

from typing import Literal

from msgspec import Struct

from parley.answers.shapes.base import DatePutRight, HashText, OfTalks
from parley.negotiation.instants import Given, Instant
from parley.negotiation.views.cited_steps import CitedStep

__all__ = ["CorrectionLine", "CorrectionsAnswer", "ExportShown"]


class ExportShown(Struct, frozen=True, kw_only=True):
    """An export that had shown the old answer."""

    log_position: int
    recorded_at: Instant
    put_right: DatePutRight | None
    """What a clock record says of `recorded_at`, as known at `position`."""
    what: str
    at_position: int
    """It was about everything recorded up to there."""
    shown_to: str | None
    file: str | None
    sha256: HashText


class CorrectionLine(Struct, frozen=True, kw_only=True):
    """One correction: ours of what we recorded, or somebody's of what was said."""

    whose: Literal["ours", "theirs"]
    """Two lists that are never one: first all of ours, then all of theirs."""
    version: int
    what: Literal["replace", "retract", "add", "corrects", "refutes"]
    target: int | str | None
    """The entry corrected; `stream#version` in another stream; null where theirs points at none."""
    field: str | None = None
    """Ours: the path of the field; null for a retraction."""
    was: str | None = None
    """Ours: as JSON."""
    now: str | None = None
    reason: str | None
    """Ours: why. Theirs: our paraphrase of it."""
    in_force: bool
    """Ours: false where a later correction took it back. Theirs: always true."""
    occurred: Given | None = None
    """Theirs: when it was said. Ours stand outside the order of occurrence."""
    recorded_at: Instant
    put_right: DatePutRight | None = None
    """What a clock record says of `recorded_at`, as known at `position`."""
    recorded_by: str
    by: tuple[str, ...] = ()
    """Theirs: who corrects."""
    said: str
    """The entry that corrects, in one line."""
    before: CitedStep | None = None
    """Ours: the step as we showed it before. Theirs: the step that it is about; it stays."""
    after: CitedStep | None = None
    """Ours: the step as we showed it from then on, until the next correction of it; null for what
    was no step in view then."""
    stands: CitedStep | None = None
    """Ours: the step as it stands in this view, with every correction; null where it does not."""
    gone: tuple[str, ...] = ()
    """Ours: what our answers on state and table said before and no longer said then."""
    new: tuple[str, ...] = ()
    """Ours: what they said from then on."""
    exports: tuple[ExportShown, ...] = ()
    """Ours: the recorded exports that had shown the old answer."""
    quote: str | None = None
    attribution: str | None = None
    """null for ours: it is our own word."""
    attribution_class: Literal["on_record", "anonymous", "media_report"] | None = None
    speaker: str | None = None
    source: str | None = None


class CorrectionsAnswer(OfTalks, frozen=True, kw_only=True, tag="parley.corrections/v1"):
    """`parley list corrections`: our corrections, and what others corrected."""

    items: tuple[CorrectionLine, ...]
