"""The answer `line`: for each fact of the answer one sentence that can be published."""

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from parley.answers.columns import SET_BY, SET_WITH, extra
from parley.answers.entries import Entry, Note
from parley.answers.forms import Column, Columns
from parley.answers.language import say, say_list
from parley.answers.members import across_lines
from parley.answers.question import Question
from parley.answers.reading import Reading
from parley.answers.sentences.names import introducing
from parley.answers.sentences.sentences import sentence
from parley.answers.shapes.across import AcrossLine
from parley.answers.shapes.fields import LineAnswer, PublishedLine
from parley.answers.words import wording
from parley.answers.words.fields import HEADINGS, no_field, refuse_field
from parley.negotiation.views.cited_steps import cite_step
from parley.negotiation.views.fields import FieldError
from parley.negotiation.views.gathering import gather
from parley.negotiation.views.seen import Seen
from parley.negotiation.views.told.facts import Fact
from parley.negotiation.views.told.told import told_of

__all__ = ["LINE", "LineOptions"]

_COLUMNS: Final[Columns[PublishedLine]] = (
    Column("fields", "fields", lambda each: say_list(each.fields)),
    Column("sentence", "sentence"),
    Column("citation", "citation"),
    Column("hedges", "hedges", extra=True),
    Column("fact.act", "act", lambda each: _act(each.fact), extra=True),
    extra(SET_WITH),
    extra(SET_BY),
)


class LineOptions(Struct, frozen=True):
    """The options of `line`."""

    field: str = ""
    """Only this field (`offer v11`), or this kind of field (`offer`)."""


def _line(seen: Seen, fact: Fact) -> PublishedLine:
    said = sentence(seen, fact)
    step = cite_step(seen, fact.step)
    return gather(PublishedLine, said, fact, sentence=said.whole, fact=fact, step=step)


def _act(fact: Fact | None) -> str:
    return "" if fact is None else wording.spaced(fact.act)


def _beside(line: AcrossLine) -> PublishedLine:
    return PublishedLine(
        kind="across",
        fields=(),
        sentence=line.sentence,
        citation=f"[{'; '.join(line.steps)}]",
        hedges=(),
        fact=None,
        step=None,
    )


def _entry(item: PublishedLine) -> Entry:
    return Entry(
        heading=say(HEADINGS[item.kind]),
        label="",
        line=item.sentence,
        notes=(Note(item.citation, "aside"),),
    )


def _entries(answer: LineAnswer) -> Iterator[Entry]:
    yield from map(_entry, answer.items)


def _build(reading: Reading, options: LineOptions) -> LineAnswer:
    try:
        facts = told_of(reading.seen, options.field)
    except FieldError as error:
        raise refuse_field(error) from error
    with introducing(set()):
        items = [_line(reading.seen, each) for each in facts]
    items += [] if options.field else map(_beside, across_lines(reading))
    return reading.answer(LineAnswer, asked=options.field, items=tuple(items))


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
    entries=_entries,
    remarks=_remarks,
)
