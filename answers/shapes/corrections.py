"""The JSON shape of the answer about corrections.

What is said in answers/shapes/base.py about shapes holds for it too.
"""

from msgspec import Struct

from parley.answers.shapes.base import DatePutRight, HashText, OfTalks
from parley.negotiation.instants import Instant
from parley.negotiation.views.corrections import CorrectionItem

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


class CorrectionLine(CorrectionItem, frozen=True, kw_only=True):
    """One correction: ours of what we recorded, or somebody's of what was said."""

    put_right: DatePutRight | None
    """What a clock record says of `recorded_at`, as known at `position` of the answer."""
    gone: tuple[str, ...] = ()
    """Ours: what our answers on state and table said before and no longer said then."""
    new: tuple[str, ...] = ()
    """Ours: what they said from then on."""
    exports: tuple[ExportShown, ...] = ()
    """Ours: the recorded exports that had shown the old answer."""


class CorrectionsAnswer(OfTalks, frozen=True, kw_only=True, tag="parley.corrections/v1"):
    """`parley list corrections`: our corrections, and what others corrected."""

    items: tuple[CorrectionLine, ...]
