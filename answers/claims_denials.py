"""The answer `denials`: what was denied, by whom, and how long after."""

from typing import Final

from parley.answers.entries import Entry, Note
from parley.answers.forms import Column
from parley.answers.question import NoOptions, Question
from parley.answers.reading import Reading
from parley.answers.shapes.cited import show_step
from parley.answers.shapes.claims import DenialLine, DenialsAnswer, show_delay
from parley.answers.shaping import as_value, shape
from parley.answers.words import wording
from parley.answers.words.claims import delay_said
from parley.negotiation.views import disputes

__all__ = ["DENIALS"]


def _denied(item: object) -> str:
    """Return what is denied, as far as the record says it."""
    if not isinstance(item, dict):
        return ""
    about, reply, thing = item.get("denies"), item.get("replies_to"), item.get("proposition")
    if isinstance(about, dict):
        return f"denies {wording.step(about['version'])} {about['said']}"
    if item.get("elsewhere"):
        return f"denies {str(item['elsewhere']).partition('/')[2]}"
    if isinstance(reply, dict):
        said = f"in reply to {wording.step(reply['version'])} {reply['said']}"
        return f"denies {thing}, {said}" if thing else f"denies, {said}"
    return f"denies {thing}, pointing at no step"


_COLUMNS: Final = (
    Column("version", "step", wording.step),
    Column("occurred", "when", wording.moment),
    Column("by", "by", wording.actors),
    Column("denies", "what", _denied, whole=True),
    Column("occurred_after", "after", delay_said),
    Column("published_after", "published after", delay_said),
    Column("speaker", "according to", wording.attributions, whole=True),
    Column("quote", "words", wording.quoted),
    Column("attribution", "attribution", extra=True),
    Column("attribution_class", "class", extra=True),
    Column("source", "source", extra=True),
    Column("recorded_at", "recorded", extra=True),
    Column("proposition", "about", extra=True),
    Column("on_record_by", "on record by", extra=True),
    Column("said", "in one line", extra=True),
    Column("text", "text", extra=True),
)


def _line(reading: Reading, item: disputes.Denial) -> DenialLine:
    step = reading.seen.step(item.version)
    return shape(
        DenialLine,
        item,
        text=None if step is None else step.text,
        denies=show_step(item.denies),
        replies_to=show_step(item.replies_to),
        occurred_after=show_delay(item.occurred_after),
        published_after=show_delay(item.published_after),
    )


def _entry(item: DenialLine) -> Entry:
    value = as_value(item)
    after = delay_said(value["occurred_after"]) if item.occurred_after else ""
    published = delay_said(value["published_after"]) if item.published_after else ""
    record = "" if item.on_record_by else " · not on record"
    return Entry(
        heading=wording.moment(item.occurred),
        label=wording.step(item.version),
        line=f"{wording.actors(item.by)} {_denied(value)}{record}",
        notes=(
            Note(item.text or ""),
            Note(wording.said_by(value, item.said), "dim"),
            Note(f"said {after} after it" if after else "", "dim"),
            Note(f"between the first reports of both: {published}" if published else "", "dim"),
        ),
    )


def _build(reading: Reading, _: NoOptions) -> DenialsAnswer:
    items = tuple(_line(reading, each) for each in disputes.denials(reading.seen))
    return shape(DenialsAnswer, reading.facts(), reading.subject(), items=items)


DENIALS: Final = Question(
    name="denials",
    shape=DenialsAnswer,
    build=_build,
    columns=_COLUMNS,
    options=NoOptions,
    entries=lambda answer: map(_entry, answer.items),
    nothing="nobody denies anything in the record of {negotiation}",
)
