"""The answer `changes`: what was recorded since somebody looked, and what it changed."""

from collections.abc import Iterator
from itertools import groupby
from typing import Final, Literal

from msgspec import Struct

from parley.answers.columns import SET_BY, SET_ON, SET_WITH, STEP
from parley.answers.entries import Entry, Note
from parley.answers.forms import Column, Columns
from parley.answers.language import marked, say
from parley.answers.question import Question
from parley.answers.reading import Reading
from parley.answers.shapes.fields import ChangeLine, ChangesAnswer, CorrectionShown, show_difference
from parley.answers.words import wording
from parley.answers.words.corrections import correction_brief
from parley.answers.words.fields import difference_entries, words_of
from parley.negotiation.rows import CorrectionRow
from parley.negotiation.views.changes import NewStep, changes_since
from parley.negotiation.views.gathering import gather
from parley.negotiation.views.seen import Seen

__all__ = ["CHANGES", "ChangesOptions"]

_HEADINGS: Final = {
    "late": marked("Late steps: they happened before something that was known"),
    "correction": marked("Our corrections"),
    "new": marked("Other new steps"),
}


_COLUMNS: Final[Columns[ChangeLine]] = (
    Column("what", "kind", lambda each: wording.spaced(each.what)),
    STEP,
    Column("said", "what"),
    Column(
        "changed.before",
        "before",
        lambda each: "" if each.changed is None else words_of(each.changed.before),
    ),
    Column(
        "changed.after",
        "after",
        lambda each: "" if each.changed is None else words_of(each.changed.after),
    ),
    SET_ON,
    SET_BY,
    SET_WITH,
    Column("log_position", "position", extra=True),
    Column(
        "before_step", "happened before", lambda each: wording.step(each.before_step), extra=True
    ),
    Column("step.source", "source", extra=True),
)


class ChangesOptions(Struct, frozen=True):
    """The options of `changes`."""

    since: int = 0
    """The position after which it was recorded; 0 = from the beginning."""


def _build(reading: Reading, options: ChangesOptions) -> ChangesAnswer:
    since = options.since
    items = tuple(_lines(reading.as_recorded(since), reading.seen, since))
    return reading.answer(ChangesAnswer, since=since, items=items)


def _lines(before: Seen | None, now: Seen, position: int) -> Iterator[ChangeLine]:
    found = changes_since(before, now, position)
    for step in found.late:
        yield _step_line("late", step)
    for correction in found.corrections:
        yield _correction_line(correction)
    for each in found.differences:
        changed = show_difference(each, before, now)
        yield ChangeLine(
            what="changed",
            version=each.latest.set_by,
            said=changed.field,
            log_position=None,
            before_step=None,
            correction=None,
            changed=changed,
            step=changed.step,
        )
    for step in found.news:
        yield _step_line("new", step)


def _step_line(what: Literal["late", "new"], new: NewStep) -> ChangeLine:
    return ChangeLine(
        what=what,
        version=new.step.version,
        said=new.step.said,
        log_position=new.position,
        before_step=new.before,
        correction=None,
        changed=None,
        step=new.step,
    )


def _correction_line(row: CorrectionRow) -> ChangeLine:
    correction = gather(CorrectionShown, row, version=row.step)
    return ChangeLine(
        what="correction",
        version=row.step,
        said=correction_brief(correction),
        log_position=row.position,
        before_step=None,
        correction=correction,
        changed=None,
        step=None,
    )


def _entries(answer: ChangesAnswer) -> Iterator[Entry]:
    for what, group in groupby(answer.items, key=lambda item: item.what):
        if what == "changed":
            yield from difference_entries(item.changed for item in group if item.changed)
        else:
            yield from map(_entry, group)


def _entry(item: ChangeLine) -> Entry:
    if item.step is None:
        return Entry(
            heading=say(_HEADINGS[item.what]),
            label=wording.step(item.version),
            line=item.said,
        )
    late = (
        say("it stands before {step}", step=wording.step(item.before_step))
        if item.before_step
        else ""
    )
    return Entry(
        heading=say(_HEADINGS[item.what]),
        label=wording.step(item.version),
        line=f"{item.said}, {wording.moment(item.step.occurred)}",
        notes=(wording.source_note(item.step, item.said), Note(late)),
    )


def _title(answer: ChangesAnswer) -> str:
    since = say("since @{since}", answer.since) if answer.since else say("from the beginning")
    return say("{negotiation}: {since}, to @{position}", answer.negotiation, since, answer.position)


CHANGES: Final = Question(
    name="changes",
    subject=Reading,
    shape=ChangesAnswer,
    build=_build,
    columns=_COLUMNS,
    options=ChangesOptions,
    entries=_entries,
    title=_title,
    nothing=marked("nothing of {negotiation} was recorded after @{since}"),
)
