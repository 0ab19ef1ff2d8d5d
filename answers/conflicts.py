"""The answer `conflicts`: reports that cannot all be right, side by side, with who says each."""

from collections.abc import Iterator
from typing import Final

from parley.answers.columns import BY, FOR, QUOTE, SOURCED, SPEAKER, STEP, WHEN, extra
from parley.answers.entries import Entry, Note
from parley.answers.forms import Column, Columns
from parley.answers.language import marked, say
from parley.answers.question import NoOptions, Question
from parley.answers.reading import Reading
from parley.answers.shapes.conflicts import ConflictLine, ConflictsAnswer
from parley.answers.words import wording
from parley.answers.words.contradictions import contradiction_said, side_said
from parley.answers.words.offers import CLASSES, figure_said, origins_said, subject_said
from parley.negotiation.views import conflicts as views
from parley.negotiation.views.contradictions import contradictions
from parley.negotiation.views.gathering import gather

__all__ = ["CONFLICTS"]

_COLUMNS: Final[Columns[ConflictLine]] = (
    Column("conflict", "conflict"),
    Column("subject", "about"),
    Column("said", "figure"),
    STEP,
    WHEN,
    Column("attribution_class", "class", lambda each: say(CLASSES[each.attribution_class])),
    SPEAKER,
    Column("origins", "origins", lambda each: origins_said(each.origins)),
    Column("against", "against", lambda each: wording.steps(each.against)),
    Column("kind", "kind", extra=True),
    Column("issue", "issue", extra=True),
    extra(BY),
    extra(FOR),
    Column("pool", "pool", extra=True),
    Column("seats", "seats", extra=True),
    Column("precedes", "certainly before", lambda each: wording.steps(each.precedes), extra=True),
    extra(QUOTE),
    *SOURCED,
)


def _lines(reading: Reading) -> Iterator[ConflictLine]:
    seen = reading.seen
    number = 0
    for number, found in enumerate(views.conflicts(seen), 1):
        subject = found.subject
        for figure in found.figures:
            yield gather(
                ConflictLine,
                figure,
                kind=found.kind,
                conflict=number,
                about=subject.kind,
                subject=subject_said(subject),
                issue=subject.issue,
                pool=subject.pool or None,
                for_parties=subject.for_parties,
                said=figure_said(figure, subject, seen.pools_at(figure.version)),
            )
    for place, found_apart in enumerate(contradictions(seen), number + 1):
        for side in found_apart.sides:
            yield gather(
                ConflictLine,
                side,
                said=side_said(side),
                kind=found_apart.kind,
                conflict=place,
                about=None,
                subject=contradiction_said(found_apart),
                line=0,
                quantity=None,
                seats=(),
                words=None,
                issue=None,
                pool=None,
                for_parties=(),
            )


def _entry(item: ConflictLine) -> Entry:
    against = wording.steps(item.against)
    later = say(
        "certainly before {steps}: it may have been changed since",
        steps=wording.steps(item.precedes),
    )
    return Entry(
        heading=f"{item.conflict}. {item.subject}",
        label=wording.step(item.version),
        line=say(
            "{said}, {moment} · against {against}",
            item.said,
            against,
            moment=wording.moment(item.occurred),
        ),
        notes=(
            wording.source_note(item, item.said),
            Note(say("cited: {origins}", origins=origins_said(item.origins)), "aside"),
            Note(later if item.precedes else "", "aside"),
        ),
    )


def _build(reading: Reading, _: NoOptions) -> ConflictsAnswer:
    items = tuple(_lines(reading))
    return reading.answer(ConflictsAnswer, items=items)


CONFLICTS: Final = Question(
    name="conflicts",
    subject=Reading,
    shape=ConflictsAnswer,
    build=_build,
    columns=_COLUMNS,
    options=NoOptions,
    entries=lambda answer: map(_entry, answer.items),
    nothing=marked("no reports of {negotiation} contradict one another"),
)
