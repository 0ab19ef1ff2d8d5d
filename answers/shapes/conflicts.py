"""The JSON shape of the answer about conflicts.

What is said in answers/shapes/base.py about shapes holds for it too.
"""

from typing import Literal

from msgspec import Struct

from parley.answers.shapes.base import AsKnown, Given, Instant
from parley.negotiation.quantities import Quantity

__all__ = ["ConflictLine", "ConflictsAnswer"]


class ConflictLine(Struct, frozen=True, kw_only=True):
    """One of the figures that stand side by side in a conflict."""

    conflict: int
    """Number of the conflict in this answer, from 1."""
    kind: Literal["figures", "names"]
    """names: only the named seats differ."""
    about: Literal["offer", "demand", "precondition", "veto", "agreed", "share"]
    subject: str
    """What the figures are figures of, in words."""
    issue: str
    pool: str | None
    for_party: str | None
    version: int
    line: int
    type: str
    occurred: Given
    recorded_at: Instant
    by: tuple[str, ...]
    said: str
    """The figure in words."""
    quantity: Quantity | None
    seats: tuple[str, ...]
    words: str | None
    quote: str | None
    attribution: str
    attribution_class: Literal["on_record", "anonymous", "media_report"]
    speaker: str | None
    source: str | None
    origins: tuple[str, ...]
    """The independent origins of this figure in this conflict; empty = none is stated."""
    against: tuple[int, ...]
    """The steps with whose figures it cannot be reconciled."""
    precedes: tuple[int, ...]
    """Those of them that certainly came later: they may be news, and no contradiction."""


class ConflictsAnswer(AsKnown, frozen=True, kw_only=True, tag="parley.conflicts/v1"):
    """`parley conflicts`: figures for one thing on the same days that cannot all be right."""

    negotiation: str
    title: str
    synthetic: bool
    items: tuple[ConflictLine, ...]
