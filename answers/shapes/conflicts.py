"""The JSON shape of the answer about conflicts.

What is said in answers/shapes/base.py about shapes holds for it too.
"""

from typing import Literal

from parley.answers.shapes.base import OfTalks
from parley.negotiation.views.conflicts import ConflictFigure

__all__ = ["ConflictLine", "ConflictsAnswer"]


class ConflictLine(ConflictFigure, frozen=True, kw_only=True):
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
    said: str
    """The figure in words."""


class ConflictsAnswer(OfTalks, frozen=True, kw_only=True, tag="parley.conflicts/v1"):
    """`parley claims --conflicts`: figures of the same days that cannot all be right."""

    items: tuple[ConflictLine, ...]
