"""A question that people ask of the ledger, with the command that answers it on a real case.

The page docs/questions.md is made from these, and a test runs every command.
"""

from msgspec import Struct

__all__ = ["Question"]


class Question(Struct, frozen=True, kw_only=True):
    """One way to ask one of the 28 questions of DOMAIN §4."""

    number: int
    asks: str
    """The question in plain words."""
    case: str | tuple[str, ...]
    """Names of files in examples/, without their ending: what is recorded before it is asked."""
    command: tuple[str, ...]
    """What is typed after `parley`."""
    shows: tuple[str, ...]
    """Fragments that stdout must contain."""
    first: tuple[tuple[str, ...], ...] = ()
    """What is typed before it, where the case alone does not raise the question; then it is asked
    in a ledger of its own, so that it changes no other answer."""
