"""How the guards of rules version 1 say no to a pointer; the rest is `negotiation.refusals`."""

from collections.abc import Callable

from parley.negotiation.negotiation import Negotiation
from parley.negotiation.refusals import Refusal, refused

__all__ = ["no_such"]


def no_such(
    guard: Callable[..., object], negotiation: Negotiation, pointer: int | str, case: str
) -> Refusal:
    """A pointer leads to a step of another type, for which the `case` is, or nowhere here."""
    kind = negotiation.at(pointer).type
    if not kind:
        return refused(guard, "not_here", pointer=pointer)
    return refused(guard, case, step=pointer, type=kind)
