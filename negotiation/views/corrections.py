"""Corrections, ours and theirs: two lists that are never one.

We set right what we recorded wrongly; a party or an outlet takes back what it said, and its earlier
words stay. Source: DOMAIN §4, question 10, §2.11 and §3, row 29; docs/adr/0009.
"""

from collections.abc import Callable
from typing import Literal

from msgspec import Struct

from parley.negotiation import rows
from parley.negotiation.evidence import AttributionClass
from parley.negotiation.instants import Given, Instant
from parley.negotiation.views.cited_steps import CitedStep, cite_step
from parley.negotiation.views.gathering import gather
from parley.negotiation.views.seen import Seen

__all__ = ["Before", "CorrectionItem", "ours", "retracted", "theirs"]

Before = Callable[[int], Seen | None]
"""Position -> the same view as it was answered with the log up to there; None where the stream had
not begun."""


class CorrectionItem(Struct, frozen=True, kw_only=True):
    """One correction: ours of what we recorded, or somebody's of what was said."""

    whose: Literal["ours", "theirs"]
    """Two lists that are never one: first all of ours, then all of theirs."""
    version: int
    position: int
    """Its own position in the log."""
    what: Literal["replace", "retract", "add", "corrects", "refutes"]
    target: int | str | None
    """The entry corrected; `stream#version` in another stream; null where theirs points at none."""
    field: str | None = None
    """Ours: the path of the field; null for a retraction."""
    was: str | None = None
    """Ours: as JSON."""
    now: str | None = None
    reason: str | None
    """Ours: why. Theirs: our paraphrase of it."""
    in_force: bool
    """Ours: false where a later correction took it back. Theirs: always true."""
    occurred: Given | None = None
    """Theirs: when it was said. Ours stand outside the order of occurrence."""
    recorded_at: Instant
    recorded_by: str
    by: tuple[str, ...] = ()
    """Theirs: who corrects."""
    said: str
    """The entry that corrects, in one line."""
    before: CitedStep | None = None
    """Ours: the step as we showed it before. Theirs: the step that it is about; it stays."""
    after: CitedStep | None = None
    """Ours: the step as we showed it from then on, until the next correction of it; null for what
    was no step in view then."""
    stands: CitedStep | None = None
    """Ours: the step as it stands in this view, with every correction; null where it does not."""
    quote: str | None = None
    translated: bool = False
    """The quote is a translation."""
    attribution: str | None = None
    """null for ours: it is our own word."""
    attribution_class: AttributionClass | None = None
    speaker: str | None = None
    source_as_described: str | None = None
    source: str | None = None


def ours(seen: Seen, before: Before) -> list[CorrectionItem]:
    """Our corrections as they were recorded, of what is in view or was before it was retracted."""
    targets = {row.step: row.target for row in seen.corrections()}
    taken_back = {row.step for row, _ in retracted(seen, before)}
    gone = {row.target for row in seen.corrections() if row.step in taken_back}
    found: list[CorrectionItem] = []
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
                CorrectionItem,
                row,
                whose="ours",
                version=row.step,
                what=row.effect,
                said=_said(row),
                before=shown,
                after=shows,
                stands=cite_step(seen, target),
            )
        )
    return found


def theirs(seen: Seen) -> list[CorrectionItem]:
    """What others corrected or refuted, in the order of occurrence."""
    found: list[CorrectionItem] = []
    for step in seen.steps:
        what = next((each for each in step.stances if each in ("corrects", "refutes")), None)
        if what is None:
            continue
        pointer = next(iter(step.pointers.get("about", ())), None)
        about = cite_step(seen, pointer) if isinstance(pointer, int) else None
        found.append(
            gather(
                CorrectionItem,
                step,
                whose="theirs",
                version=step.step,
                what=what,
                target=about.version if about is not None else _elsewhere(pointer),
                reason=step.text,
                in_force=True,
                said=seen.said(step),
                before=about,
            )
        )
    return found


def _said(row: rows.CorrectionRow) -> str:
    field = f" {row.field}" if row.field else ""
    return f"{row.effect} v{row.target}{field}"


def _elsewhere(pointer: int | str | None) -> str | None:
    return pointer if isinstance(pointer, str) else None


def retracted(seen: Seen, before: Before) -> list[tuple[rows.CorrectionRow, Seen]]:
    """The retractions in force of steps, each with the view in which the step was last seen."""
    found: list[tuple[rows.CorrectionRow, Seen]] = []
    for row in seen.corrections():
        if row.effect == "retract" and row.in_force:
            earlier = before(row.position - 1)
            if earlier is not None and earlier.step(row.target) is not None:
                found.append((row, earlier))
    return found
