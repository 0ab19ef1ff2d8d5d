"""One act that is recorded in several negotiations of a contest, and counts once.

Source: DOMAIN §4, question 23, and §3, "One act in several negotiations".
"""

from collections.abc import Sequence

from msgspec import Struct

from parley.negotiation import rows
from parley.negotiation.views.seen import Seen

__all__ = ["SharedAct", "acts_counted", "shared_acts"]


class SharedAct(Struct, frozen=True, kw_only=True):
    """One act that is recorded in several negotiations."""

    act: str
    steps: tuple[tuple[str, int], ...]
    """(negotiation, version)."""
    said: str
    """The first of them in one line."""


def shared_acts(members: Sequence[Seen]) -> list[SharedAct]:
    """Every act that stands in several of the streams."""
    found: dict[str, list[tuple[Seen, rows.StepRow]]] = {}
    for seen in members:
        for step in seen.steps:
            if step.act is not None:
                found.setdefault(step.act, []).append((seen, step))
    return [
        SharedAct(
            act=act,
            steps=tuple((seen.slug, step.step) for seen, step in steps),
            said=seen.said(steps[0][1]),
        )
        for act, steps in found.items()
        if len({seen.stream for seen, _ in steps}) > 1
    ]


def acts_counted(members: Sequence[Seen]) -> int:
    """How many acts the streams hold: every step, but those of one act id once."""
    return len(
        {
            (seen.stream, step.step) if step.act is None else step.act
            for seen in members
            for step in seen.steps
        }
    )
