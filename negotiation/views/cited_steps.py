"""A whole step cited in an answer: what it says in one line, beside who said so.

Answers about spans of time have two or more steps behind one line, and each is cited by itself.
"""

from parley.negotiation.views.citations import Cited, cite
from parley.negotiation.views.seen import Seen

__all__ = ["CitedStep", "cite_step"]


class CitedStep(Cited, frozen=True, kw_only=True):
    """One step behind a line of an answer."""

    said: str
    """The step in one line."""


def cite_step(seen: Seen, version: int | None) -> CitedStep | None:
    """A step in view as it is cited; None for what is no step in view, such as a registration."""
    row = None if version is None else seen.step(version)
    return None if row is None else cite(CitedStep, seen, row)
