"""The answer `line`: for each field of the answer one sentence that can be published."""

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from parley.answers.columns import SET_BY, SET_WITH, extra
from parley.answers.entries import Entry, Note
from parley.answers.forms import Column, Columns
from parley.answers.language import say, speaking_english
from parley.answers.question import Question
from parley.answers.reading import Reading
from parley.answers.sentences.sentences import sentence
from parley.answers.shapes.fields import LineAnswer, PublishedLine
from parley.answers.words import wording
from parley.answers.words.fields import HEADINGS, no_field, refuse_field
from parley.negotiation.views.cited_steps import cite_step
from parley.negotiation.views.fields import Field, FieldError, chosen_fields
from parley.negotiation.views.gathering import gather
from parley.negotiation.views.seen import Seen

__all__ = ["LINE", "LineOptions"]

_COLUMNS: Final[Columns[PublishedLine]] = (
    Column("field", "field"),
    Column("sentence", "sentence"),
    Column("citation", "citation"),
    Column("hedges", "hedges", extra=True),
    Column("value", "value", extra=True),
    Column("set_by", "set by", lambda each: wording.step(each.set_by), extra=True),
    extra(SET_WITH),
    extra(SET_BY),
)


class LineOptions(Struct, frozen=True):
    """The options of `line`."""

    field: str = ""
    """Only this field (`offer v11`), or this kind of field (`offer`)."""


def _line(seen: Seen, field: Field) -> PublishedLine:
    said = sentence(seen, field)
    step = cite_step(seen, field.set_by)
    return gather(PublishedLine, said, field, sentence=f"{said.text}.", step=step)


def _entry(item: PublishedLine) -> Entry:
    return Entry(
        heading=say(HEADINGS[item.kind]),
        label="",
        line=item.sentence,
        notes=(Note(item.citation, "aside"),),
    )


def _build(reading: Reading, options: LineOptions) -> LineAnswer:
    try:
        with speaking_english():  # a sentence is still put together of parts
            found = chosen_fields(reading.seen, options.field)
            items = tuple(_line(reading.seen, each) for each in found)
    except FieldError as error:
        raise refuse_field(error) from error
    return reading.answer(LineAnswer, asked=options.field, items=items)


def _remarks(answer: LineAnswer) -> Iterator[str]:
    if not answer.items:
        yield no_field(answer.asked, answer.negotiation)


LINE: Final = Question(
    name="line",
    subject=Reading,
    shape=LineAnswer,
    build=_build,
    columns=_COLUMNS,
    options=LineOptions,
    entries=lambda answer: map(_entry, answer.items),
    remarks=_remarks,
)
