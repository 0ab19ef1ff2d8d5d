"""The answer `line`: for each field of the answer one sentence that can be published."""

from typing import Final

from answers.entries import Entry, Note
from answers.forms import Column
from answers.shapes.cited import show_step
from answers.shapes.fields import PublishedLine, show_field
from answers.shaping import shape
from answers.words import wording
from answers.words.fields import HEADINGS
from negotiation.views.cited_steps import cite_step
from negotiation.views.fields import Field
from negotiation.views.seen import Seen
from negotiation.views.sentences import sentence

__all__ = ["_COLUMNS", "_entry", "_line"]


_COLUMNS: Final = (
    Column("field", "field"),
    Column("sentence", "sentence"),
    Column("citation", "citation"),
    Column("hedges", "hedges", extra=True),
    Column("value", "value", extra=True),
    Column("set_by", "set by", wording.step, extra=True),
    Column("step.quote", "words", wording.quoted, extra=True),
    Column("step", "according to", wording.attributions, extra=True),
)


def _line(seen: Seen, field: Field) -> PublishedLine:
    said = sentence(seen, field)
    step = show_step(cite_step(seen, field.set_by))
    return shape(PublishedLine, said, show_field(field), sentence=f"{said.text}.", step=step)


def _entry(item: PublishedLine) -> Entry:
    return Entry(
        heading=HEADINGS[item.kind],
        label="",
        line=item.sentence,
        notes=(Note(item.citation, "dim"),),
    )
