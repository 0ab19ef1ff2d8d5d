"""The answer `blame`: for each field of the answer the step that set it, and who said so."""

from typing import Final

from answers.entries import Entry, Note
from answers.forms import Column
from answers.shapes.cited import StepShown
from answers.shapes.fields import BlameLine
from answers.shaping import as_value
from answers.words import wording
from answers.words.fields import HEADINGS, field_line, step_notes

__all__ = ["_COLUMNS", "_entry"]


_COLUMNS: Final = (
    Column("field", "field"),
    Column("value", "value"),
    Column("said", "what"),
    Column("set_by", "set by", wording.step),
    Column("step.occurred", "when", wording.moment),
    Column("step", "according to", wording.attributions),
    Column("step.quote", "words", wording.quoted),
    Column("kind", "kind", extra=True),
    Column("key", "key", extra=True),
    Column("steps", "steps behind it", wording.steps, extra=True),
    Column("attribution_class", "class", extra=True),
    Column("step.said", "step", extra=True),
    Column("step.source", "source", extra=True),
)


def _entry(item: BlameLine) -> Entry:
    line = field_line(item)
    ours = "registered" if item.set_by == 1 else "a correction of ours"
    notes: tuple[Note, ...] = (Note(ours, "dim"),)
    if item.step is not None:
        notes = step_notes(item.step, line, own=not item.behind)
    return Entry(
        heading=HEADINGS[item.kind],
        label="" if item.set_by == 1 else wording.step(item.set_by),
        line=line,
        notes=(*notes, *(_behind(each) for each in item.behind)),
    )


def _behind(step: StepShown) -> Note:
    said = f"{wording.step(step.version)} {step.said}, {wording.moment(step.occurred)}"
    who = wording.said_by(as_value(step), said)
    return Note(f"after {said}{f' – {who}' if who else ''}", "dim")
