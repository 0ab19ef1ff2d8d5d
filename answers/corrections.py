"""The answer `corrections`: what we set right, and what others took back, as a page to publish."""

from collections.abc import Iterable, Iterator
from typing import Final

from parley.answers.columns import BY, QUOTE, SOURCED, SPEAKER, WHEN, extra
from parley.answers.entries import Entry, Note
from parley.answers.forms import Column, Columns
from parley.answers.language import marked, say, say_list
from parley.answers.question import NoOptions, Question
from parley.answers.reading import Reading
from parley.answers.recorded import answers_changed_at
from parley.answers.shapes.corrections import CorrectionLine, CorrectionsAnswer, ExportShown
from parley.answers.words import wording
from parley.answers.words.corrections import (
    before_said,
    changed_said,
    heading_said,
    shown_since,
    what_said,
)
from parley.negotiation.views import corrections as views
from parley.negotiation.views.cited_steps import CitedStep
from parley.negotiation.views.gathering import gather

__all__ = ["CORRECTIONS"]


def _brief(step: CitedStep | None) -> str:
    return "" if step is None else f"{wording.step(step.version)} {step.said}"


def _exports(given: Iterable[ExportShown]) -> str:
    return say_list(f"@{each.log_position} {each.file or each.what}" for each in given)


_COLUMNS: Final[Columns[CorrectionLine]] = (
    Column("whose", "whose", lambda each: wording.spaced(each.whose)),
    Column("version", "entry", lambda each: wording.step(each.version)),
    Column("target", "of", lambda each: wording.step(each.target)),
    Column("said", "what", what_said),
    Column("was", "was"),
    Column("now", "now"),
    Column("reason", "why"),
    Column("before", "as shown before", lambda each: _brief(each.before)),
    Column("recorded_at", "recorded", wording.recorded_really),
    SPEAKER,
    Column("what", "effect", extra=True),
    Column("field", "field", extra=True),
    Column("after", "as shown after", lambda each: _brief(each.after), extra=True),
    Column("stands", "as it stands", lambda each: _brief(each.stands), extra=True),
    Column("gone", "no longer answered", lambda each: "; ".join(each.gone), extra=True),
    Column("in_force", "in force", extra=True),
    Column("exports", "shown in", lambda each: _exports(each.exports), extra=True),
    extra(WHEN),
    extra(BY),
    Column("recorded_by", "recorded by", extra=True),
    QUOTE,
    *SOURCED,
)


def _ours(reading: Reading) -> Iterator[CorrectionLine]:
    for item in views.ours(reading.seen, reading.as_recorded):
        gone, new = answers_changed_at(reading, item.position)
        yield gather(
            CorrectionLine,
            item,
            put_right=reading.put_right(item.position),
            gone=gone,
            new=new,
            exports=tuple(_exports_of(reading, item)),
        )


def _exports_of(reading: Reading, item: views.CorrectionItem) -> Iterator[ExportShown]:
    """Yield the recorded exports made of the log from the entry's record up to the correction."""
    stream = reading.seen.stream
    if not isinstance(item.target, int):
        raise TypeError(f"{item.target!r} is no entry of ours")
    record = next(iter(reading.ledger.store.read_stream(stream, after=item.target - 1)))
    for each in reading.ledger.exports(reading.known.position):
        about = not each.said.negotiations or stream in each.said.negotiations
        if about and record.position <= each.said.position < item.position:
            yield gather(
                ExportShown,
                each,
                each.said,
                log_position=each.position,
                put_right=reading.put_right(each.position),
                at_position=each.said.position,
            )


def _theirs(reading: Reading) -> Iterator[CorrectionLine]:
    for item in views.theirs(reading.seen):
        yield gather(CorrectionLine, item, put_right=reading.put_right(item.position))


def _entry(item: CorrectionLine) -> Entry:
    return Entry(
        heading=heading_said(item.whose),
        label=wording.step(item.version),
        line=what_said(item),
        notes=(
            Note(changed_said(item)),
            Note(say("why: {reason}", item.reason) if item.whose == "ours" else item.reason or ""),
            Note(_shown(before_said(), item.before), "aside"),
            *(
                Note(_shown(when, step), "aside")
                for when, step in shown_since(item.after, item.stands)
            ),
            *(Note(f"− {line}", "aside") for line in item.gone),
            *(Note(f"+ {line}", "aside") for line in item.new),
            wording.source_note(item, item.said),
            Note(
                say("shown before in: {exports}", exports=_exports(item.exports))
                if item.exports
                else "",
                "stress",
            ),
        ),
    )


def _shown(when: str, step: CitedStep | None) -> str:
    if step is None:
        return ""
    return f"{when}: {step.said}, {wording.moment(step.occurred)}"


def _build(reading: Reading, _: NoOptions) -> CorrectionsAnswer:
    items = (*_ours(reading), *_theirs(reading))
    return reading.answer(CorrectionsAnswer, items=items)


CORRECTIONS: Final = Question(
    name="corrections",
    subject=Reading,
    shape=CorrectionsAnswer,
    build=_build,
    columns=_COLUMNS,
    options=NoOptions,
    entries=lambda answer: map(_entry, answer.items),
    nothing=marked("nothing was corrected in the record of {negotiation}"),
)
