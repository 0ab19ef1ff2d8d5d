"""The answer `dates`: every date that was set, expected or fixed, and what became of it."""

from typing import Final

from parley.answers.columns import BY, QUOTE, SOURCED, SPEAKER, STEP, extra
from parley.answers.entries import Entry, Note
from parley.answers.forms import Column, Columns
from parley.answers.language import marked, say, say_word
from parley.answers.question import NoOptions, Question
from parley.answers.reading import Reading
from parley.answers.shapes.dates import DatesAnswer
from parley.answers.times import end_or_never
from parley.answers.words import wording
from parley.answers.words.steps import STEPS_SAID
from parley.negotiation.views import dates
from parley.negotiation.views.cited_steps import CitedStep
from parley.negotiation.views.dates import DeadlineItem

__all__ = ["DATES"]

_HEADINGS: Final = {
    "external_hard": marked("Fixed dates"),
    "mandate_report": marked("Reports due"),
    "self_set": marked("Set in the talks"),
    "next_meeting": marked("Set in the talks"),
    "ultimatum": marked("Ultimatums"),
    "effect": marked("From when an end counts"),
    "pause": marked("Until when pauses were to last"),
    "soft_target": marked("Expected, and no deadline"),
}
"""Kind -> the heading it stands under, in this order."""
_EFFECTS: Final = {
    "talks": marked("the end of the talks counts"),
    "deal": marked("the end of the deal counts"),
    "seat": marked("the departure from the table counts"),
    "task": marked("the end of the task counts"),
    "negotiation": marked("the close counts"),
}
"""What ends -> that its end counts, from the day on that is given."""


_OVERTAKEN: Final = {
    "collapse": marked("the talks ended first, with {step}"),
    "close": marked("the close came first, with {step}"),
    "deal": marked("a deal came first, with {step}"),
    "left": marked("those who set it left first, with {step}"),
    "dropped": marked("dropped with {step}"),
    "resumed": marked("the talks went on before that, with {step}"),
}


def _thing(item: DeadlineItem) -> str:
    """Return what is due: `the next round`, `poll`."""
    if item.ends is not None:
        return say(_EFFECTS[item.ends])
    if item.kind == "pause":
        return (
            say("{scope} is left aside", scope=say_word(item.what))
            if item.what
            else say("the pause")
        )
    return "; ".join(part for part in (item.what, item.words) if part)


def _became(item: DeadlineItem) -> str:
    """Return what became of it, never more than the record says."""
    step = wording.step(item.by_step)
    match item.status:
        case "extended":
            return _moved(item, step)
        case "met" if item.denied_by is not None:
            other = wording.step(item.denied_by)
            return say("met by {step}; not kept, by the word of {other}", step=step, other=other)
        case "met" if item.in_time_undetermined:
            return say("met by {step}, or just missed: the dates leave it open", step)
        case "met":
            return say("met by {step}", step)
        case "lapsed" if item.kind == "ultimatum" and item.overtaken_by == "close":
            return say("no end recorded by the close of {step}", step)
        case "lapsed":
            return say(_OVERTAKEN[item.overtaken_by or "collapse"], step=step)
        case "late":
            return say("not in time; it came later, with {step}", step)
        case "missed" if item.by_step is not None:
            return say("not kept, by the word of {step}", step)
        case "missed" if item.claimed_by is not None:
            claim = wording.step(item.claimed_by)
            return say("missed: that it was kept is claimed, with {claim}", claim)
        case "missed":
            return say("missed: nothing on record meets it")
        case "pending" if item.due_in is not None:
            return say("pending, {days_left}", days_left=wording.days_left(item.due_in))
        case "passed" if item.ends is not None:
            return say("since then it counts")
        case "passed" if came := _came(item):
            return came
        case "passed" if item.kind == "external_hard":
            return say("the day went by")
        case "passed":
            return say("nothing recorded says what came of it")
        case "pending":
            return say("pending")


def _moved(item: DeadlineItem, step: str) -> str:
    if item.moved_to is None and not item.by:
        return say("changed in the registration by {step}", step)
    if item.moved_to is None:
        return say("{step} took its place", step)
    moment = wording.moment(item.moved_to)
    match item.moved:
        case "later":
            return say("put off to {moment} by {step}", moment, step)
        case "earlier":
            return say("brought forward to {moment} by {step}", moment, step)
        case None:
            return say("moved to {moment} by {step}", moment, step)


def _threat(item: DeadlineItem) -> str:
    """Return the consequence that was named, and whether it followed as far as is recorded."""
    if item.status == "extended":
        return ""  # of what was moved, the later date says it
    if not item.consequence:
        return _next(item)
    said = say("or else: {consequence}", item.consequence)
    if item.followed_by:
        return say(
            "{said}; it followed: {followed_by}",
            said,
            followed_by="; ".join(map(_step, item.followed_by)),
        )
    if item.away_after is not None:
        return say(
            "{said}; nobody is recorded as saying that it followed; what they did next: {step}",
            said,
            step=_step(item.away_after),
        )
    if item.status in ("met", "pending") or item.overtaken_by == "dropped":
        return said
    return say("{said}; no step is recorded as its consequence", said)


def _next(item: DeadlineItem) -> str:
    """Return what those did who threatened with nothing in particular."""
    if item.followed_by:
        return say("it followed: {steps}", steps="; ".join(map(_step, item.followed_by)))
    if item.away_after is not None:
        return say("what they did next: {step}", step=_step(item.away_after))
    return ""


def _came(item: DeadlineItem) -> str:
    """Return what came by that day; whether it is what was due nobody says."""
    that_day = "; ".join(map(_brief, item.that_day))
    meanwhile = "; ".join(map(_step, item.meanwhile))
    said = (
        say("meanwhile: {came}", came=meanwhile) if meanwhile else "",
        say("that day: {came}", came=that_day) if that_day else "",
    )
    return "; ".join(each for each in said if each)


def _brief(step: CitedStep) -> str:
    return f"{step.said} ({wording.step(step.version)})"


def _step(step: CitedStep) -> str:
    return f"{step.said}, {wording.dated(step)}"


_COLUMNS: Final[Columns[DeadlineItem]] = (
    STEP,
    Column("kind", "kind", lambda each: wording.spaced(each.kind)),
    BY,
    Column("when", "until", lambda each: wording.moment(each.when)),
    Column("was", "date before", lambda each: wording.moment(each.was), extra=True),
    Column("what", "what is due", _thing),
    Column("status", "what became of it", _became),
    Column("that_day", "that day", lambda each: "; ".join(map(_brief, each.that_day)), extra=True),
    Column(
        "meanwhile", "meanwhile", lambda each: "; ".join(map(_step, each.meanwhile)), extra=True
    ),
    Column("consequence", "threat", _threat),
    SPEAKER,
    Column("occurred", "set on", lambda each: wording.moment(each.occurred), extra=True),
    Column("awaits", "awaits", extra=True),
    extra(QUOTE),
    *SOURCED,
    Column("recorded_at", "recorded", extra=True),
)


def _entry(item: DeadlineItem) -> Entry:
    thing, due = _thing(item), wording.moment(item.when)
    if item.was is not None:
        due = say("{moment}, before that {was}", moment=due, was=wording.moment(item.was))
    parts = (due, wording.actors(item.by), thing)
    awaited = say(STEPS_SAID[item.awaits]) if item.awaits and item.awaits in STEPS_SAID else ""
    said = wording.said_by(item, thing)
    return Entry(
        heading=say(_HEADINGS[item.kind]),
        label=wording.step(item.version) if item.version != 1 else "",
        line=f"{'  '.join(part for part in parts if part)} · {_became(item)}",
        notes=(
            Note(say("awaits: {awaited}", awaited) if awaited and item.status == "pending" else ""),
            Note(_threat(item)),
            Note(
                f"{said} ({wording.moment(item.occurred)})" if item.occurred else say("registered"),
                "aside",
            ),
        ),
    )


def _build(reading: Reading, _: NoOptions) -> DatesAnswer:
    order = list(_HEADINGS)
    found = sorted(
        (*dates.deadlines(reading.seen), *dates.pauses_due(reading.seen)),
        key=lambda each: (order.index(each.kind), end_or_never(each.when, reading.zone)),
    )
    return reading.answer(DatesAnswer, items=tuple(found))


DATES: Final = Question(
    name="dates",
    subject=Reading,
    shape=DatesAnswer,
    build=_build,
    columns=_COLUMNS,
    options=NoOptions,
    entries=lambda answer: map(_entry, answer.items),
    nothing=marked("no date is recorded in {negotiation}"),
)
