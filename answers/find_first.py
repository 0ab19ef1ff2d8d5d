"""The answer `find-first`: the first moment at which a condition held."""

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from parley.answers.columns import SET_BY, SET_ON, SET_WITH
from parley.answers.entries import Entry, Note
from parley.answers.forms import Column, Columns
from parley.answers.language import say
from parley.answers.question import Question
from parley.answers.reading import Reading
from parley.answers.shapes.fields import FirstAnswer
from parley.answers.words import wording
from parley.answers.words.fields import field_line, refuse_field
from parley.negotiation.views.cited_steps import cite_step
from parley.negotiation.views.conditions_asked import first_held, read_condition
from parley.negotiation.views.fields import FieldError

__all__ = ["FIND_FIRST", "FindFirstOptions"]


def _fields(answer: FirstAnswer) -> str:
    return "; ".join(
        " ".join(part for part in (each.field, each.value) if part) for each in answer.fields
    )


_COLUMNS: Final[Columns[FirstAnswer]] = (
    Column("condition", "condition"),
    Column("held", "held"),
    Column("version", "first after", lambda each: wording.step(each.version)),
    SET_ON,
    Column("step.said", "what"),
    SET_WITH,
    SET_BY,
    Column("fields", "for", _fields),
    Column("held_since", "ever since"),
    Column("by_time", "by a date that went by"),
    Column("position", "position", extra=True),
)


class FindFirstOptions(Struct, frozen=True):
    """The options of `find-first`."""

    condition: str
    """A field with its value, a field alone or a count; several joined by `and`."""


def _when(answer: FirstAnswer) -> str:
    if not answer.held:
        return say("at no moment on record")
    if answer.by_time:
        return say("after no step; it holds now, because a date went by")
    first = say("from the registration on")
    if answer.step is not None:
        when = wording.moment(answer.step.occurred)
        first = say("first just after v{version}, {when}", answer.version, when)
    return say(
        "{first}, and ever since" if answer.held_since else "{first}, and not ever since", first
    )


def _build(reading: Reading, options: FindFirstOptions) -> FirstAnswer:
    try:
        found = first_held(reading.seen, read_condition(options.condition))
    except FieldError as error:
        raise refuse_field(error) from error
    return reading.answer(
        FirstAnswer,
        condition=found.condition,
        held=found.step is not None or found.by_time,
        version=found.step,
        by_time=found.by_time,
        held_since=found.held_since,
        fields=found.fields,
        step=cite_step(reading.seen, found.step),
    )


def _entries(answer: FirstAnswer) -> Iterator[Entry]:
    step = answer.step
    line = "" if step is None else step.said
    who = "" if step is None else wording.said_by(step, line)
    yield Entry(
        heading="",
        label=wording.step(answer.version),
        line=line,
        notes=(Note(who, "aside"), *(Note(field_line(each)) for each in answer.fields)),
    )


def _title(answer: FirstAnswer) -> str:
    return f"{answer.condition}: {_when(answer)}"


FIND_FIRST: Final = Question(
    name="find-first",
    subject=Reading,
    shape=FirstAnswer,
    build=_build,
    columns=_COLUMNS,
    options=FindFirstOptions,
    entries=_entries,
    title=_title,
)
