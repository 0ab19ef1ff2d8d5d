"""The answer `conditions`: every condition that was set, with the last word on it."""

from typing import Final

from parley.answers.columns import BY, QUOTE, SOURCED, SPEAKER, STEP, WHEN, extra
from parley.answers.entries import Entry, Note
from parley.answers.forms import Column, Columns
from parley.answers.language import marked, say
from parley.answers.question import NoOptions, Question
from parley.answers.reading import Reading
from parley.answers.shapes.offers import ConditionsAnswer
from parley.answers.words import wording
from parley.negotiation.arrows import arrow
from parley.negotiation.views.conditions import ConditionItem, conditions

__all__ = ["CONDITIONS"]


def _ending(item: ConditionItem) -> str:
    return wording.ended(item.status, item.ended_by)


_COLUMNS: Final[Columns[ConditionItem]] = (
    STEP,
    WHEN,
    BY,
    Column("condition", "condition"),
    Column("on_what", "what depends on it"),
    Column("status", "status", _ending),
    SPEAKER,
    Column("about", "tied to", lambda each: wording.steps(each.about), extra=True),
    extra(QUOTE),
    *SOURCED,
)


def _entry(item: ConditionItem) -> Entry:
    return Entry(
        heading=say("Set by {by}", by=arrow(item.by, ())) if item.by else say("Reported"),
        label=wording.step(item.version),
        line=f"{item.condition}, {wording.moment(item.occurred)} · {_ending(item)}",
        notes=(
            wording.source_note(item, item.condition),
            Note(say("on it depends: {on_what}", item.on_what) if item.on_what else ""),
            Note(say("tied to {steps}", steps=wording.steps(item.about)) if item.about else ""),
        ),
    )


def _build(reading: Reading, _: NoOptions) -> ConditionsAnswer:
    items = tuple(conditions(reading.seen))
    return reading.answer(ConditionsAnswer, items=items)


CONDITIONS: Final = Question(
    name="conditions",
    subject=Reading,
    shape=ConditionsAnswer,
    build=_build,
    columns=_COLUMNS,
    options=NoOptions,
    entries=lambda answer: map(_entry, answer.items),
    nothing=marked("no condition is set in the record of {negotiation}"),
)
