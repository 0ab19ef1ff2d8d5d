"""The answer `attempts`: each attempt at a deal, its days and outcome, and who ended it."""

from collections.abc import Iterator
from typing import Final

from parley.answers.entries import Entry, Note
from parley.answers.forms import Column, Columns
from parley.answers.language import marked, say, say_in, say_list, say_many
from parley.answers.question import NoOptions, Question
from parley.answers.reading import Reading, read_contest
from parley.answers.shapes.attempts import AttemptsAnswer
from parley.answers.words import wording
from parley.answers.words.deals import (
    form_said,
    party_changes_said,
    ratification_said,
    ratifications_said,
)
from parley.negotiation.views import attempts
from parley.negotiation.views.attempts import RunItem
from parley.negotiation.views.cited_steps import CitedStep
from parley.negotiation.views.pauses import Pause
from parley.negotiation.views.spans import Days

__all__ = ["ATTEMPTS"]

_COLLAPSES: Final = {
    "attempt": marked("collapsed"),
    "refusal": marked("refused before talks began"),
    "given_up": marked("given up before talks began"),
    "broken_deal": marked("the deal was broken"),
}


def _name(item: RunItem) -> str:
    """Return `attempt 2`, `refusal`, `broken deal`."""
    name = wording.spaced(item.kind)
    return f"{name} {item.number}" if item.number else name


def _outcome(item: RunItem) -> str:
    """Return how it ended, and by whom as far as somebody did."""
    if item.outcome != "collapsed":
        form = "" if item.deal is None else form_said(item.deal.form)
        said = say("goes on") if item.outcome is None else wording.state(item.outcome)
        said = f"{said}, {form}" if form else said
        if item.deal_ended is not None:
            said = say("{said}, which stood until {end}", said, end=wording.dated(item.deal_ended))
        changes = "" if item.deal is None else party_changes_said(item.deal.party_changes)
        return f"{said}; {changes}" if changes else said
    by = wording.actors(item.ended_by)
    how = say(_COLLAPSES[item.kind])
    if not by:
        return say("{how}, nobody is recorded as declaring it", how)
    return say("{how}, ended by {by}", how, by)


def _replies(item: RunItem) -> Iterator[tuple[str, CitedStep | None]]:
    """Yield what each other party said of the end, or else next, and once of whom nothing is
    recorded; each with its step."""
    silent = [each.party for each in item.replies if each.said is None and each.next_word is None]
    for each in item.replies:
        if each.said is not None and each.days is not None:
            yield _said(each.said, _later(each.days)), each.said
    for each in item.replies:
        if each.next_word is not None and each.next_days is not None:
            when = say("{later}, not about the end itself", later=_later(each.next_days))
            yield _said(each.next_word, when), each.next_word
    if silent and len(silent) == len(item.replies):
        yield say("nobody else is recorded on it"), None
    elif silent:
        yield say("not recorded on it: {parties}", parties=say_list(silent)), None


def _said(step: CitedStep, later: str) -> str:
    return f"{step.said} ({wording.step(step.version)}, {later})"


def _later(days: Days) -> str:
    return (
        say("the same day") if days.at_most == 0 else say("{days} later", days=wording.days(days))
    )


_COLUMNS: Final[Columns[RunItem]] = (
    Column("kind", "round", _name),
    Column("first", "from", lambda each: wording.dated(each.first)),
    Column("last", "to", lambda each: wording.dated(each.last)),
    Column("days", "days", lambda each: wording.days(each.days)),
    Column("pauses", "pauses", lambda each: "; ".join(map(_pause, each.pauses))),
    Column("steps", "steps"),
    Column("outcome", "outcome", _outcome),
    Column("reason", "reason"),
    Column(
        "deal.ratifications",
        "ratification",
        lambda each: ratifications_said(each.deal),
    ),
    Column(
        "replies", "what others said", lambda each: "; ".join(said for said, _ in _replies(each))
    ),
    Column(
        "last.speaker",
        "according to",
        lambda each: wording.attributions(each.last),
        in_csv=lambda each: each.last.speaker,
    ),
    Column("inconclusive", "inconclusive", extra=True),
    Column(
        "last.quote", "words of the end", lambda each: wording.quoted(each.last.quote), extra=True
    ),
    Column("last.attribution", "attribution of the end", extra=True),
    Column("last.source_as_described", "unnamed source of the end", extra=True),
    Column("last.source", "source of the end", extra=True),
)


def _title(answer: AttemptsAnswer) -> str:
    """Return how many attempts there were, and how long the government took where it is known."""
    if not answer.items:
        return ""
    said = say_many(
        answer.attempts,
        "{negotiation}: {number} attempt, {inconclusive} inconclusive",
        "{negotiation}: {number} attempts, {inconclusive} inconclusive",
        negotiation=answer.negotiation,
        inconclusive=answer.inconclusive or say_in("of attempts", "none"),
    )
    if answer.formed is None:
        return said
    return say(
        "{attempts}; {days} from the election to the government sworn in ({step})",
        attempts=said,
        days=wording.days(answer.formed.days),
        step=wording.step(answer.formed.sworn_in.version),
    )


def _entries(answer: AttemptsAnswer) -> Iterator[Entry]:
    for item in answer.items:
        steps = say_many(item.steps, "{number} step", "{number} steps")
        yield Entry(
            heading=_name(item).capitalize(),
            label=wording.step(item.first.version),
            line=f"{wording.moment(item.first.occurred)} – {wording.moment(item.last.occurred)}"
            f" · {wording.days(item.days)}, {steps}",
            notes=(
                wording.source_note(item.first, item.first.said),
                *(note for pause in item.pauses for note in _pause_notes(pause)),
            ),
        )
        yield Entry(
            heading=_name(item).capitalize(),
            label=wording.step(item.last.version),
            line=_outcome(item),
            notes=tuple(_end_notes(item)),
        )


def _pause(pause: Pause) -> str:
    """Return `suspended 20 Sep 2020 (v8), resumed 24 Sep 2020 (v13)`."""
    begun = wording.dated(pause.suspended)
    if pause.resumed is None:
        return say("suspended {begun}, and no step says that they went on", begun)
    return say("suspended {begun}, resumed {end}", begun, end=wording.dated(pause.resumed))


def _pause_notes(pause: Pause) -> Iterator[Note]:
    yield Note(_pause(pause))
    for step in (pause.suspended, pause.resumed):
        yield wording.source_note(step, "" if step is None else step.said)


def _end_notes(item: RunItem) -> Iterator[Note]:
    if item.reason is not None and item.outcome == "collapsed":
        yield Note(say("reason given: {reason}", item.reason))
    yield wording.source_note(item.last, item.last.said)
    for body in () if item.deal is None else item.deal.ratifications:
        said, decided = ratification_said(body), body.decided
        yield Note(said if decided is None else f"{said} ({wording.step(decided.version)})")
        if decided is not None:
            yield wording.source_note(decided, decided.said)
    for said, step in _replies(item):
        yield Note(said)
        if step is not None:
            yield wording.source_note(step, step.said)


def _build(reading: Reading, _: NoOptions) -> AttemptsAnswer:
    runs = attempts.runs(reading.seen)
    return reading.answer(
        AttemptsAnswer,
        attempts=sum(run.kind == "attempt" for run in runs),
        inconclusive=sum(run.inconclusive for run in runs),
        formed=attempts.formed(reading.seen, read_contest(reading)),
        items=tuple(runs),
    )


ATTEMPTS: Final = Question(
    name="attempts",
    subject=Reading,
    shape=AttemptsAnswer,
    build=_build,
    columns=_COLUMNS,
    options=NoOptions,
    entries=_entries,
    title=_title,
    nothing=marked("no talks of {negotiation} are recorded to have begun or been refused"),
)
