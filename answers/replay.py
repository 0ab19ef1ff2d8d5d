"""The answer `replay`: the history step by step, as it happened or as we came to know it."""

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from answers.entries import Entry, Note
from answers.forms import Column
from answers.reading import Reading
from answers.shapes.steps import Replayed
from answers.shaping import as_value, shape
from answers.words import wording
from negotiation.views import timeline

__all__ = ["_COLUMNS", "_SPEED_MAX", "_STATES", "_Pace", "_by_occurrence", "_entry"]


_SPEED_MAX: Final = 1_000.0


_STATES: Final = ("state_before", "state")


_COLUMNS: Final = (
    Column("version", "step", wording.step),
    Column("occurred", "when", wording.moment),
    Column("said", "what"),
    Column("state_before", "before", wording.state),
    Column("state", "after", wording.state),
    Column("changed", "changed"),
    Column("allowed_by", "allowed by"),
    Column("log_position", "position", extra=True),
    Column("recorded_at", "recorded", extra=True),
    Column("type", "type", extra=True),
    Column("quote", "words", wording.quoted, extra=True),
    Column("speaker", "according to", wording.attributions, extra=True, whole=True),
    Column("flags", "flags", wording.flags_set, extra=True),
    Column("undetermined", "order not determined with", wording.steps, extra=True),
    Column("before", "placed before", wording.step, extra=True),
)


class _Pace(Struct, frozen=True):
    """How the steps follow each other on a terminal."""

    wait: bool
    """For a key after each step."""
    seconds: float
    """Between two steps."""


def _by_occurrence(reading: Reading) -> Iterator[Replayed]:
    """Yield the steps in the order in which they happened."""
    rows = {row.step: row for row in reading.seen.steps}
    for item in timeline.log(reading.seen):
        row = rows.get(item.version)
        if row is not None:
            yield shape(
                Replayed,
                item,
                log_position=item.position,
                allowed_by=row.allowed_by,
                changed=row.changed,
                before=None,
            )


def _entry(reading: Reading, item: Replayed, above: set[int], *, recorded: bool) -> Entry:
    value = as_value(item)
    transition = wording.state_change(value)
    stands = transition or (f"stays {wording.state(item.state)}" if reading.has_state else "")
    undetermined = [version for version in item.undetermined if version in above]
    when = wording.moment(item.occurred)
    notes = [
        Note(item.text or ""),
        Note(wording.said_by(value, item.said), "dim"),
        Note(stands, "bold" if transition else "dim"),
        *(Note(each) for each in item.changed if each != transition),
    ]
    if item.before is not None:
        notes.append(Note(f"late news: placed before {wording.step(item.before)}"))
    if item.allowed_by:
        notes.append(Note(f"allowed by {item.allowed_by}", "dim"))
    if undetermined:
        notes.append(Note(f"order with {wording.steps(undetermined)} not determined", "dim"))
    return Entry(
        heading=f"recorded {wording.recorded(item.recorded_at)}" if recorded else when,
        label=f"@{item.log_position}" if recorded else wording.step(item.version),
        line=f"{wording.step(item.version)} {item.said} {when}".rstrip() if recorded else item.said,
        notes=tuple(notes),
    )
