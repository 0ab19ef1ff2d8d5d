"""The timeline: every step in the order of occurrence, and our corrections after them.

Source: DOMAIN §4, question 28, and §3 for the order.
"""

from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from parley.negotiation import rows
from parley.negotiation.instants import Given, Instant, State
from parley.negotiation.views.gathering import gather
from parley.negotiation.views.seen import Seen, bounds_of

__all__ = ["LogItem", "log"]


class LogItem(Struct, frozen=True, kw_only=True):
    """One entry of the timeline."""

    version: int
    position: int
    type: str
    occurred: Given | None
    """null for a correction: it is ours, and outside the order of occurrence."""
    published: Given | None
    recorded_at: Instant
    recorded_by: str
    by: tuple[str, ...]
    to: tuple[str, ...]
    said: str
    """The entry in one line."""
    text: str | None
    """Our paraphrase; of a correction its reason."""
    quote: str | None
    translated: bool
    """The quote is a translation."""
    source: str | None
    attribution: str | None
    speaker: str | None
    """Who said so, by name."""
    source_as_described: str | None
    """The report's words for an unnamed source."""
    state: State | None
    state_before: State | None
    flags: tuple[str, ...]
    corrected_by: tuple[int, ...]
    undetermined: tuple[int, ...]
    """Neighbours against which the dates leave the order open."""
    id: str
    note: str | None


_OF_NO_STEP: Final[Mapping[str, object]] = {
    **dict.fromkeys(("occurred", "published", "quote", "source", "attribution", "speaker")),
    "source_as_described": None,
    **dict.fromkeys(("state", "state_before", "note")),
    "translated": False,
    **dict.fromkeys(("by", "to", "flags", "corrected_by", "undetermined"), ()),
}


def log(seen: Seen) -> list[LogItem]:
    """The timeline in the order of occurrence; our corrections after it, as recorded."""
    items = [
        gather(
            LogItem,
            row,
            version=row.step,
            said=seen.said(row),
            flags=tuple(row.flags),
            undetermined=_undetermined(seen.steps, index),
        )
        for index, row in enumerate(seen.steps)
    ]
    items += [_correction(seen, row) for row in seen.corrections()]
    return items


def _undetermined(steps: list[rows.StepRow], index: int) -> tuple[int, ...]:
    here, found = steps[index], []
    for other in (*steps[max(0, index - 1) : index], *steps[index + 1 : index + 2]):
        pointing = _points(here, other.step) or _points(other, here.step)
        if not pointing and bounds_of(here).overlaps(bounds_of(other)):
            found.append(other.step)
    return tuple(found)


def _points(row: rows.StepRow, version: int) -> bool:
    return any(version in pointed for pointed in row.pointers.values())


def _correction(seen: Seen, row: rows.CorrectionRow) -> LogItem:
    return gather(
        LogItem,
        row,
        version=row.step,
        type="EntryCorrected",
        said=seen.said(row),
        text=row.reason,
        **_OF_NO_STEP,
    )
