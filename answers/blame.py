"""The answer `blame`: for each field of the answer the step that set it, and who said so."""

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from parley.answers.columns import SET_BY, SET_ON, SET_WITH
from parley.answers.entries import Entry, Note
from parley.answers.forms import Column, Columns
from parley.answers.language import say
from parley.answers.question import Question
from parley.answers.reading import Reading
from parley.answers.shapes.fields import BlameAnswer, BlameLine
from parley.answers.words import wording
from parley.answers.words.fields import (
    HEADINGS,
    field_line,
    no_field,
    refuse_field,
    step_notes,
    value_said,
)
from parley.negotiation.views import blame as views
from parley.negotiation.views.cited_steps import CitedStep
from parley.negotiation.views.fields import FieldError
from parley.negotiation.views.gathering import gather

__all__ = ["BLAME", "BlameOptions"]

_COLUMNS: Final[Columns[BlameLine]] = (
    Column("field", "field"),
    Column("value", "value", value_said),
    Column("said", "what"),
    Column("set_by", "set by", lambda each: wording.step(each.set_by)),
    SET_ON,
    SET_BY,
    SET_WITH,
    Column("kind", "kind", extra=True),
    Column("key", "key", extra=True),
    Column("steps", "steps behind it", lambda each: wording.steps(each.steps), extra=True),
    Column("attribution_class", "class", extra=True),
    Column("step.said", "step", extra=True),
    Column("step.source", "source", extra=True),
)


class BlameOptions(Struct, frozen=True):
    """The options of `blame`."""

    field: str = ""
    """One field (`offer v11`), or a kind of field (`offer`); empty = every field."""


def _entry(item: BlameLine) -> Entry:
    line = field_line(item)
    ours = "registered" if item.set_by == 1 else say("a correction of ours")
    notes: tuple[Note, ...] = (Note(ours, "aside"),)
    if item.step is not None:
        notes = step_notes(item.step, line, own=not item.behind)
    return Entry(
        heading=say(HEADINGS[item.kind]),
        label="" if item.set_by == 1 else wording.step(item.set_by),
        line=line,
        notes=(*notes, *(_behind(each) for each in item.behind)),
    )


def _behind(step: CitedStep) -> Note:
    said = f"{wording.step(step.version)} {step.said}, {wording.moment(step.occurred)}"
    who = wording.said_by(step, said)
    return Note(say("after {step}", step=f"{said} – {who}" if who else said), "aside")


def _line(item: views.Blamed) -> BlameLine:
    return gather(
        BlameLine,
        item.field,
        step=item.set_by,
        behind=item.behind,
    )


def _build(reading: Reading, options: BlameOptions) -> BlameAnswer:
    try:
        found = views.blame(reading.seen, options.field)
    except FieldError as error:
        raise refuse_field(error) from error
    return reading.answer(
        BlameAnswer,
        asked=options.field,
        items=tuple(map(_line, found)),
    )


def _remarks(answer: BlameAnswer) -> Iterator[str]:
    if not answer.items:
        yield no_field(answer.asked, answer.negotiation)


BLAME: Final = Question(
    name="blame",
    subject=Reading,
    shape=BlameAnswer,
    build=_build,
    columns=_COLUMNS,
    options=BlameOptions,
    entries=lambda answer: map(_entry, answer.items),
    remarks=_remarks,
)
