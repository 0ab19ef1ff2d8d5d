"""Pauses of talks: with which step they were suspended, and with which they went on.

A run of twenty-six days with a week of silence in it is told as twenty-six days of talks by whoever
is not told of the pause. Source: DOMAIN §3, rows 8 and 9.
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from parley.negotiation import rows
from parley.negotiation.views.cited_steps import CitedStep, cite_step
from parley.negotiation.views.seen import Seen

__all__ = ["Pause", "pauses", "resumption"]


class Pause(Struct, frozen=True, kw_only=True):
    """Talks were suspended as a whole; a scope that is set aside is no pause."""

    suspended: CitedStep
    resumed: CitedStep | None
    """null = no step of the run says that they went on."""


def pauses(seen: Seen, run: Sequence[rows.StepRow]) -> Iterator[Pause]:
    """The pauses of a run of talks, in order; a pause that is told twice is one."""
    paused = False
    for step in run:
        if _of_all(step, "TalksResumed"):
            paused = False
        elif _of_all(step, "TalksSuspended") and not paused:
            paused = True
            cited = cite_step(seen, step.step)
            if cited is not None:
                went_on = resumption(seen, step.step)
                yield Pause(
                    suspended=cited,
                    resumed=None if went_on is None else cite_step(seen, went_on.step),
                )


def resumption(seen: Seen, version: int) -> rows.StepRow | None:
    """The step with which talks went on that a step suspended, or with which what it set aside was
    taken up again; None where they ended before, or none is in view."""
    paused = seen.by_version[version]
    place, scope = paused.place, _scope(paused)
    for step in seen.steps:
        if step.place <= place:
            continue
        if step.type == "TalksResumed" and _scope(step) == scope:
            return step
        if step.state != "talks_underway" or "closed" in step.flags:
            return None
    return None


def _of_all(step: rows.StepRow, kind: str) -> bool:
    return step.type == kind and _scope(step) is None


def _scope(step: rows.StepRow) -> str | None:
    """What is set aside or taken up again, however it is spelt; None = the talks as a whole."""
    scope = step.facts.get("scope")
    return scope.casefold() if isinstance(scope, str) else None
