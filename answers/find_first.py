"""The answer `find-first`: the first moment at which a condition held."""

from typing import Final

from answers.entries import Entry, Note
from answers.forms import Column
from answers.shapes.fields import FieldShown, FirstAnswer
from answers.shaping import as_value
from answers.words import wording
from answers.words.fields import field_line

__all__ = ["_COLUMNS", "_entry", "_when"]


def _fields(value: object) -> str:
    items = value if isinstance(value, list | tuple) else ()
    return "; ".join(
        " ".join(str(each[name]) for name in ("field", "value") if each[name]) for each in items
    )


_COLUMNS: Final = (
    Column("condition", "condition"),
    Column("held", "held"),
    Column("version", "first after", wording.step),
    Column("step.occurred", "when", wording.moment),
    Column("step.said", "what"),
    Column("step.quote", "words", wording.quoted),
    Column("step", "according to", wording.attributions),
    Column("fields", "for", _fields),
    Column("held_since", "ever since"),
    Column("by_time", "by a date that went by"),
    Column("position", "position", extra=True),
)


def _when(answer: FirstAnswer) -> str:
    if not answer.held:
        return "at no moment on record"
    if answer.by_time:
        return "after no step; it holds now, because a date went by"
    since = ", and ever since" if answer.held_since else ", and not ever since"
    if answer.step is None:
        return f"from the registration on{since}"
    return f"first just after v{answer.version}, {wording.moment(answer.step.occurred)}{since}"


def _entry(answer: FirstAnswer) -> Entry:
    step = answer.step
    line = "" if step is None else step.said
    who = "" if step is None else wording.said_by(as_value(step), line)
    return Entry(
        heading="",
        label=wording.step(answer.version),
        line=line,
        notes=(Note(who, "dim"), *(Note(_field(each)) for each in answer.fields)),
    )


def _field(field: FieldShown) -> str:
    return field_line(field)
