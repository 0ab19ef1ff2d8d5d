"""The answer `denials`: what was denied, by whom, and how long after."""

from typing import Final

from parley.answers.columns import BY, QUOTE, SOURCED, SPEAKER, STEP, WHEN
from parley.answers.entries import Entry, Note
from parley.answers.forms import Column, Columns
from parley.answers.language import marked, say, say_list
from parley.answers.question import NoOptions, Question
from parley.answers.reading import Reading
from parley.answers.shapes.claims import DenialsAnswer
from parley.answers.words import wording
from parley.answers.words.claims import delay_said
from parley.negotiation.views import disputes

__all__ = ["DENIALS"]


def _became(item: disputes.Denial) -> str:
    """Return by which steps it was shown to be false, or set right."""
    said = [
        say(message, steps=wording.steps(steps))
        for message, steps in (
            (marked("refuted by {steps}"), item.refuted_by),
            (marked("corrected by {steps}"), item.corrected_by),
        )
        if steps
    ]
    return say_list(said)


def _denied(item: disputes.Denial) -> str:
    """Return what is denied, as far as the record says it."""
    about, reply, thing = item.denies, item.replies_to, item.proposition
    if about is not None:
        return say("denies {step} {said}", about.said, step=wording.step(about.version))
    if item.elsewhere:
        return say("denies {step}", step=item.elsewhere.partition("/")[2])
    if reply is not None:
        said = say("in reply to {step} {said}", reply.said, step=wording.step(reply.version))
        return say("denies {thing}, {said}", thing, said) if thing else say("denies, {said}", said)
    return say("denies {thing}, pointing at no step", thing)


_COLUMNS: Final[Columns[disputes.Denial]] = (
    STEP,
    WHEN,
    BY,
    Column("denies", "what", _denied),
    Column("refuted_by", "became", _became),
    Column("occurred_after", "after", lambda each: delay_said(each.occurred_after)),
    Column("published_after", "published after", lambda each: delay_said(each.published_after)),
    SPEAKER,
    QUOTE,
    *SOURCED,
    Column("attribution_class", "class", extra=True),
    Column("recorded_at", "recorded", extra=True),
    Column("proposition", "about", extra=True),
    Column("on_record_by", "on record by", extra=True),
    Column(
        "corrected_by", "corrected by", lambda each: wording.steps(each.corrected_by), extra=True
    ),
    Column("said", "in one line", extra=True),
    Column("text", "text", extra=True),
)


def _entry(item: disputes.Denial) -> Entry:
    after, published = delay_said(item.occurred_after), delay_said(item.published_after)
    record = "" if item.on_record_by else f" · {say('not on record')}"
    became = f" · {_became(item)}" if _became(item) else ""
    return Entry(
        heading=wording.moment(item.occurred),
        label=wording.step(item.version),
        line=f"{wording.actors(item.by)} {_denied(item)}{record}{became}",
        notes=(
            Note(item.text or ""),
            wording.source_note(item, item.said),
            Note(say("said {after} after it", after) if after else "", "aside"),
            Note(
                say("between the first reports of both: {published}", published)
                if published
                else "",
                "aside",
            ),
        ),
    )


def _build(reading: Reading, _: NoOptions) -> DenialsAnswer:
    items = tuple(disputes.denials(reading.seen))
    return reading.answer(DenialsAnswer, items=items)


DENIALS: Final = Question(
    name="denials",
    subject=Reading,
    shape=DenialsAnswer,
    build=_build,
    columns=_COLUMNS,
    options=NoOptions,
    entries=lambda answer: map(_entry, answer.items),
    nothing=marked("nobody denies anything in the record of {negotiation}"),
)
