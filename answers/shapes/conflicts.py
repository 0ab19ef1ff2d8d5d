"""The JSON shape of the answer about conflicts.

What is said in answers/shapes/base.py about shapes holds for it too.
"""

from typing import Literal

from parley.answers.shapes.base import OfTalks
from parley.negotiation.views.conflicts import ConflictFigure

__all__ = ["ConflictLine", "ConflictsAnswer"]


class ConflictLine(ConflictFigure, frozen=True, kw_only=True):
    """One of the figures or reports that stand side by side in a conflict."""

    conflict: int
    """Number of the conflict in this answer, from 1."""
    kind: Literal["figures", "names", "hours", "words", "act"]
    """names: only the named seats differ. hours: one date with different times. words: opposite
    words about one meeting, or in reply. act: a report that a recorded act did not happen."""
    about: Literal["offer", "demand", "precondition", "veto", "agreed", "share"] | None
    """Of figures and names."""
    subject: str
    """What the figures are figures of, or what the reports are about, in words."""
    issue: str | None
    pool: str | None
    for_parties: tuple[str, ...]
    said: str
    """The figure, or the step, in words."""


class ConflictsAnswer(OfTalks, frozen=True, kw_only=True, tag="parley.conflicts/v1"):
    """`parley claims --conflicts`: what reports of the same days say that cannot all be right."""

    items: tuple[ConflictLine, ...]
