"""Corrections, ours and theirs: two lists that are never one.

We set right what we recorded wrongly; a party or an outlet takes back what it said, and its earlier
words stay. Source: DOMAIN §4, question 10, §2.11 and §3, row 29; docs/adr/0009.
"""

from collections.abc import Callable

from msgspec import Struct

from parley.negotiation import rows
from parley.negotiation.instants import Instant
from parley.negotiation.views.citations import Cited, cite
from parley.negotiation.views.cited_steps import CitedStep, cite_step
from parley.negotiation.views.gathering import gather
from parley.negotiation.views.seen import Seen

__all__ = ["Before", "Ours", "Theirs", "ours", "retracted", "theirs"]

Before = Callable[[int], Seen | None]
"""Position -> the same view as it was answered with the log up to there; None where the stream had
not begun."""


class Ours(Struct, frozen=True, kw_only=True):
    """10: one correction of ours: what stood, what stands, and what we showed of it before."""

    version: int
    position: int
    recorded_at: Instant
    recorded_by: str
    target: int
    effect: str
    """replace, retract or add."""
    field: str | None
    was: str | None
    """As JSON."""
    now: str | None
    reason: str
    in_force: bool
    """False where a later correction took it back."""
    before: CitedStep | None
    """The entry as we showed it just before; None for what was no step in view."""
    after: CitedStep | None
    """The entry as we showed it from then on, until the next correction of it; None for what was no
    step in view then."""
    stands: CitedStep | None
    """The entry as it stands in this view, with every correction of it; None for what is no step in
    view now."""


class Theirs(Cited, frozen=True, kw_only=True):
    """10: somebody corrects or refutes what was said; the earlier words stay."""

    by: tuple[str, ...]
    stances: tuple[str, ...]
    """Of corrects and refutes those that it takes."""
    said: str
    text: str | None
    about: CitedStep | None
    """The step that it is about, where that is one in view."""
    about_elsewhere: str | None
    """A step of another stream, as stream#version."""
    proposition: str | None


def ours(seen: Seen, before: Before) -> list[Ours]:
    """Our corrections as they were recorded, of what is in view or was before it was retracted."""
    targets = {row.step: row.target for row in seen.corrections()}
    taken_back = {row.step for row, _ in retracted(seen, before)}
    gone = {row.target for row in seen.corrections() if row.step in taken_back}
    found: list[Ours] = []
    for row in seen.corrections():
        target = row.target
        while target in targets:
            target = targets[target]  # a correction of a correction is about that one's entry
        if target not in seen.visible and target not in gone:
            continue
        earlier, later = before(row.position - 1), before(row.position)
        shown = None if earlier is None else cite_step(earlier, target)
        shows = None if later is None else cite_step(later, target)
        found.append(
            gather(
                Ours,
                row,
                version=row.step,
                before=shown,
                after=shows,
                stands=cite_step(seen, target),
            )
        )
    return found


def theirs(seen: Seen) -> list[Theirs]:
    """What others corrected or refuted, in the order of occurrence."""
    found: list[Theirs] = []
    for step in seen.steps:
        stances = tuple(each for each in step.stances if each in ("corrects", "refutes"))
        if not stances:
            continue
        pointer = next(iter(step.pointers.get("about", ())), None)
        found.append(
            cite(
                Theirs,
                seen,
                step,
                stances=stances,
                about=cite_step(seen, pointer) if isinstance(pointer, int) else None,
                about_elsewhere=pointer if isinstance(pointer, str) else None,
            )
        )
    return found


def retracted(seen: Seen, before: Before) -> list[tuple[rows.CorrectionRow, Seen]]:
    """The retractions in force of steps, each with the view in which the step was last seen."""
    found: list[tuple[rows.CorrectionRow, Seen]] = []
    for row in seen.corrections():
        if row.effect == "retract" and row.in_force:
            earlier = before(row.position - 1)
            if earlier is not None and earlier.step(row.target) is not None:
                found.append((row, earlier))
    return found
