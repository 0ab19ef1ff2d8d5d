"""The answer `people`: who speaks for whom, with which mandate, and who mediated."""

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from parley.answers.acts import do
from parley.answers.columns import QUOTE, SOURCED, SPEAKER, STEP, extra
from parley.answers.entries import Entry, Note
from parley.answers.forms import Column, Columns
from parley.answers.language import marked, say, say_all, say_many
from parley.answers.question import Question
from parley.answers.reading import Reading, read_contest
from parley.answers.shapes.people import PeopleAnswer
from parley.answers.words import wording
from parley.answers.words.moments import since_said
from parley.answers.words.phrases import TENURES, task_said, votes_said
from parley.negotiation.views import people as views

__all__ = ["PEOPLE", "PeopleOptions"]

_ENDS: Final = {
    **TENURES,
    "replaced": marked("replaced"),
}
"""What ended a task or a mandate -> the words for it."""


def _charge(item: views.PersonItem) -> str:
    """Return what they are to do: the scope, or the mandate with what stood before and the vote."""
    before = say("before: {was}", item.was) if item.was else None
    vote = say("vote: {vote}", vote=votes_said(item.votes)) if item.votes else None
    return "; ".join(part for part in (item.scope, item.mandate, before, vote) if part)


def _task(item: views.PersonItem) -> str:
    """Return what the task is called: `informateur`, `préformateur`; the office held with it."""
    task = task_said(item.role, item.title)
    office = say("as {office}", item.office) if item.office else ""
    return " ".join(part for part in (task, office) if part)


def _span(item: views.PersonItem) -> str:
    """Return since when and until when: `3 Sep 2024 (v7) – 9 Sep 2024 (v31)`."""
    begun = f"{wording.moment(item.since)} ({wording.step(item.version)})"
    if item.kind == "mediation":
        return begun
    if item.until_version is None or item.ended_how == "closed":
        since = f"{since_said(item.since)} ({wording.step(item.version)})"
        return say("since {since}", since)
    return f"{begun} – {wording.moment(item.until)} ({wording.step(item.until_version)})"


def _ended(item: views.PersonItem) -> str:
    """Return what the end was: `resignation accepted`; that before the close none is recorded."""
    if item.ended_how == "closed":
        return say("no end recorded by the close ({step})", step=wording.step(item.until_version))
    return "" if item.ended_how is None else say(_ENDS[item.ended_how])


def _story(item: views.PersonItem) -> str:
    """Return what became of it: `resignation refused, 21 Sep 2020 (v27)`."""
    return "; ".join(_chapter(each) for each in item.story if each.version != item.until_version)


def _chapter(chapter: views.Chapter) -> str:
    when = f"{wording.moment(chapter.occurred)} ({wording.step(chapter.version)})"
    if chapter.what == "mandate":
        return say("mandate “{words}”, {when}", words=chapter.words or "", when=when)
    what = say(TENURES[chapter.what])
    if chapter.words:
        return say("{what}, {when}: {reason}", what, when, reason=chapter.words)
    return say("{what}, {when}", what, when)


def _whose(item: views.PersonItem) -> str:
    """Return for whom: a principal, or those who gave a mandate together."""
    together = say_all([wording.principal(each) for each in item.together])
    return together or wording.principal(item.principal)


def _after(item: views.PersonItem) -> str:
    """Return whom they follow: `Deepak Babaria`, `v7`."""
    before, name = wording.step(item.predecessor_version), item.predecessor
    return " ".join(part for part in (name, f"({before})" if name and before else before) if part)


_COLUMNS: Final[Columns[views.PersonItem]] = (
    STEP,
    Column("principal", "for", _whose),
    Column("role", "role", _task),
    Column("person", "person"),
    Column("mandate", "charge", _charge),
    Column("since", "span", _span),
    Column("ended_how", "ended by", _ended),
    Column("story", "story", _story),
    Column("predecessor", "after", _after),
    SPEAKER,
    Column("kind", "kind", extra=True),
    Column("standing", "standing", extra=True),
    Column(
        "until_version", "ended with", lambda each: wording.step(each.until_version), extra=True
    ),
    extra(QUOTE),
    *SOURCED,
    Column("recorded_at", "recorded", extra=True),
)


class PeopleOptions(Struct, frozen=True):
    """The options of `people`."""

    all: bool = False
    """Those too whose time is over."""


def _entry(item: views.PersonItem) -> Entry:
    task = _task(item)
    who = item.person or (say("(the {role})", role=task) if task else say("(nobody named)"))
    after, charge, ended = _after(item), _charge(item), _ended(item)
    span = say("{span}, {ended}", span=_span(item), ended=ended) if ended else _span(item)
    named = ", ".join(part for part in (who, task if item.person else "") if part)
    beside = say_all(item.beside)
    return Entry(
        heading=_whose(item) or say("For no party"),
        label=wording.step(item.version),
        line=f"{named} · {span}",
        notes=(
            Note(say("together with {beside}", beside) if beside else ""),
            Note(say("mandate: {charge}", charge=charge) if item.mandate else charge),
            *(
                Note(_chapter(each))
                for each in item.story
                if each.version != item.until_version and each.what != "mandate"
            ),
            Note(say("after {after}", after) if after else ""),
            wording.source_note(item, charge),
        ),
    )


def _build(reading: Reading, options: PeopleOptions) -> PeopleAnswer:
    every = views.people(reading.seen)
    items = tuple(
        each for each in every if options.all or each.standing or each.kind == "mediation"
    )
    contest = read_contest(reading) if reading.has_state else None
    elsewhere = 0 if contest is None else len(views.people(contest))
    return reading.answer(
        PeopleAnswer,
        items=items,
        over=len(every) - len(items),
        contest=None if contest is None else contest.stream,
        in_contest=elsewhere,
    )


def _elsewhere(answer: PeopleAnswer) -> Iterator[str]:
    """Yield where to look for those whose time is over, and whom an office of the contest
    appointed."""
    if answer.over:
        yield say_many(
            answer.over,
            "{number} task or mandate that is over, or that stood at the close, is left out; --all"
            " shows it",
            "{number} tasks and mandates that are over, or that stood at the close, are left out;"
            " --all shows them",
        )
    if answer.in_contest:
        yield say_many(
            answer.in_contest,
            "{number} appointment or mandate is recorded in {contest}: {there}",
            "{number} appointments and mandates are recorded in {contest}: {there}",
            contest=answer.contest,
            there=do("give", negotiation=answer.contest),
        )


PEOPLE: Final = Question(
    name="people",
    subject=Reading,
    shape=PeopleAnswer,
    build=_build,
    columns=_COLUMNS,
    options=PeopleOptions,
    entries=lambda answer: map(_entry, answer.items),
    nothing=marked("nobody is recorded to hold a task or a mandate in {negotiation} now"),
    remarks=_elsewhere,
)
