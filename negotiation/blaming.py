"""Blaming: which of several drafts it is that makes a recorded step impossible."""

from collections.abc import Callable

from parley.negotiation.account import Believed
from parley.negotiation.refusals import Refusal
from parley.negotiation.verdicts import Problem

__all__ = ["blame", "impossible"]


def blame(drafts: int, breaks: Callable[[int], bool]) -> int:
    """The number (from 0) of the draft with which, after those before it, something breaks.

    None of the drafts leaves it whole, and all of them together do not; `breaks` says it of the
    first so many. Between is searched by powers of two, so that a draft at the end that changes
    nothing does not change the answer either.
    """
    good, bad = 0, drafts
    step = 1 << bad.bit_length()
    while step := step >> 1:
        if good + step < bad:
            if breaks(good + step):
                bad = good + step
            else:
                good += step
    return good


def impossible(refusal: Refusal, believed: Believed, new: int, draft: int) -> Problem:
    """What was recorded already does not stand any more, and the new v`new` is at fault."""
    return Problem(
        draft=draft,
        guard=f"late:{refusal.guard}",
        case="impossible_after_it",
        facts={
            "new": new,
            "old": believed.version,
            "did": type(believed.step).__name__,
            "occurred": believed.step.occurred,
            "because": refusal.plain(),
        },
        other=believed.version,
    )
