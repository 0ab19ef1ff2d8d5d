"""The answer `deadlines`: every date that was set, expected or fixed, and what became of it."""

from collections.abc import Mapping
from typing import Final

from parley.answers.entries import Entry, Note
from parley.answers.forms import Column
from parley.answers.question import NoOptions, Question
from parley.answers.reading import Reading
from parley.answers.shapes.cited import show_days, show_step
from parley.answers.shapes.deadlines import DeadlineLine, DeadlinesAnswer
from parley.answers.shaping import as_value, shape
from parley.answers.times import end_or_never
from parley.answers.words import wording
from parley.negotiation.saying import VERBS
from parley.negotiation.views import dates

__all__ = ["DEADLINES"]

_HEADINGS: Final = {
    "external_hard": "Fixed dates",
    "self_set": "Set by the parties",
    "mandate_report": "Set by the parties",
    "next_meeting": "Set by the parties",
    "ultimatum": "Ultimatums",
    "soft_target": "Expected, and no deadline",
}
"""Kind -> the heading it stands under, in this order."""


def _thing(item: object) -> str:
    """Return what is due: `the next round`, `poll`."""
    if not isinstance(item, Mapping):
        return ""
    return "; ".join(str(part) for part in (item.get("what"), item.get("words")) if part)


def _became(item: object) -> str:
    """Return what became of it, never more than the record says."""
    if not isinstance(item, Mapping):
        return ""
    step, late = wording.step(item.get("by_step")), item.get("late_step")
    match item.get("status"):
        case "extended":
            return f"moved by {step}"
        case "met" if item.get("in_time_undetermined"):
            return f"met by {step}, or just missed: the dates leave it open"
        case "met":
            return f"met by {step}"
        case "missed" if late is not None:
            return f"missed; it came later, with {wording.step(late)}"
        case "missed":
            return "missed: nothing on record meets it"
        case "passed" if late is not None:
            return f"passed; it came later, with {wording.step(late)}"
        case "pending" if item.get("due_in") is not None:
            return f"pending, {wording.days_left(item.get('due_in'))}"
        case word:
            return str(word)


def _threat(item: object) -> str:
    """Return the consequence that was named, and whether it followed as far as is recorded."""
    if not isinstance(item, Mapping) or not item.get("consequence"):
        return ""
    followed, away = item.get("followed_by"), item.get("away_after")
    said = f"or else: {item['consequence']}"
    if isinstance(followed, list | tuple) and followed:
        return f"{said}; it followed: {'; '.join(map(_step, followed))}"
    if isinstance(away, Mapping):
        return f"{said}; nobody says that it followed; next came {_step(away)}"
    return f"{said}; nothing on record follows it"


def _step(step: Mapping[str, object]) -> str:
    when = wording.moment(step.get("occurred"))
    return f"{step['said']}, {when} ({wording.step(step['version'])})"


_COLUMNS: Final = (
    Column("version", "step", wording.step),
    Column("kind", "kind", wording.spaced),
    Column("by", "by", wording.actors),
    Column("when", "until", wording.moment),
    Column("what", "what is due", _thing, whole=True),
    Column("status", "what became of it", _became, whole=True),
    Column("consequence", "threat", _threat, whole=True),
    Column("speaker", "according to", wording.attributions, whole=True),
    Column("occurred", "set on", wording.moment, extra=True),
    Column("awaits", "awaits", extra=True),
    Column("quote", "quote", wording.quoted, extra=True),
    Column("attribution", "attribution", extra=True),
    Column("source", "source", extra=True),
    Column("recorded_at", "recorded", extra=True),
)


def _line(item: dates.DeadlineItem) -> DeadlineLine:
    nobody = dict.fromkeys(
        ("occurred", "recorded_at", "quote", "attribution", "speaker", "source"), None
    )
    cited = nobody if item.cited is None else item.cited
    return shape(
        DeadlineLine,
        cited,
        item,
        due_in=show_days(item.due_in),
        followed_by=tuple(map(show_step, item.followed_by)),
        away_after=show_step(item.away_after),
    )


def _entry(item: DeadlineLine) -> Entry:
    value = as_value(item)
    thing, due = _thing(value), wording.moment(item.when)
    parts = (due, wording.actors(value["by"]), thing)
    awaited = VERBS.get(item.awaits or "")
    said = wording.said_by(value, thing)
    return Entry(
        heading=_HEADINGS[item.kind],
        label=wording.step(item.version) if item.version != 1 else "",
        line=f"{'  '.join(part for part in parts if part)} · {_became(value)}",
        notes=(
            Note(f"awaits: {awaited}" if awaited and item.status == "pending" else ""),
            Note(_threat(value)),
            Note(
                f"{said} ({wording.moment(item.occurred)})" if item.occurred else "registered",
                "dim",
            ),
        ),
    )


def _build(reading: Reading, _: NoOptions) -> DeadlinesAnswer:
    order = list(_HEADINGS)
    found = sorted(
        dates.deadlines(reading.seen),
        key=lambda each: (order.index(each.kind), end_or_never(each.when, reading.zone)),
    )
    items = tuple(map(_line, found))
    return shape(DeadlinesAnswer, reading.facts(), reading.subject(), items=items)


DEADLINES: Final = Question(
    name="deadlines",
    shape=DeadlinesAnswer,
    build=_build,
    columns=_COLUMNS,
    options=NoOptions,
    entries=lambda answer: map(_entry, answer.items),
    nothing="no date is recorded in {negotiation}",
)
