"""The answer `people`: who speaks for whom, with which mandate, and who mediated."""

from typing import Final

from msgspec import Struct

from parley.answers.columns import QUOTE, SOURCED, SPEAKER, STEP, extra
from parley.answers.entries import Entry, Note
from parley.answers.forms import Column, Columns
from parley.answers.language import marked, say
from parley.answers.question import Question
from parley.answers.reading import Reading
from parley.answers.shapes.people import PeopleAnswer
from parley.answers.words import wording
from parley.negotiation.views import people as views

__all__ = ["PEOPLE", "PeopleOptions"]


def _charge(item: views.PersonItem) -> str:
    """Return what they are to do: the scope, or the mandate with what stood before and the vote."""
    before = say("before: {was}", item.was) if item.was else None
    vote = say("vote: {vote}", item.vote) if item.vote else None
    return "; ".join(part for part in (item.scope, item.mandate, before, vote) if part)


def _span(item: views.PersonItem) -> str:
    """Return since when and until when: `3 Sep 2024 (v7) – 9 Sep 2024 (v31)`."""
    since = f"{wording.moment(item.since)} ({wording.step(item.version)})"
    if item.kind == "mediation":
        return since
    if item.until_version is None:
        return say("since {since}", since)
    return f"{since} – {wording.moment(item.until)} ({wording.step(item.until_version)})"


def _after(item: views.PersonItem) -> str:
    """Return whom they follow: `Deepak Babaria`, `v7`."""
    before, name = wording.step(item.predecessor_version), item.predecessor
    return " ".join(part for part in (name, f"({before})" if name and before else before) if part)


_COLUMNS: Final[Columns[views.PersonItem]] = (
    STEP,
    Column("principal", "for", lambda each: wording.principal(each.principal)),
    Column("role", "role", lambda each: wording.spaced(each.role)),
    Column("person", "person"),
    Column("mandate", "charge", _charge),
    Column("since", "span", _span),
    Column("predecessor", "after", _after),
    SPEAKER,
    Column("kind", "kind", extra=True),
    Column("standing", "standing", extra=True),
    Column("until_version", "ended by", lambda each: wording.step(each.until_version), extra=True),
    extra(QUOTE),
    *SOURCED,
    Column("recorded_at", "recorded", extra=True),
)


class PeopleOptions(Struct, frozen=True):
    """The options of `people`."""

    all: bool = False
    """Those too whose time is over."""


def _entry(item: views.PersonItem) -> Entry:
    who = (
        item.person or say("(the {role})", role=wording.spaced(item.role))
        if item.role
        else item.person or ""
    )
    role = wording.spaced(item.role) if item.person else ""
    after, charge = _after(item), _charge(item)
    return Entry(
        heading=wording.principal(item.principal) or say("For no party"),
        label=wording.step(item.version),
        line=f"{', '.join(part for part in (who, role) if part)} · {_span(item)}",
        notes=(
            Note(say("mandate: {charge}", charge=charge) if item.mandate else charge),
            Note(say("after {after}", after) if after else ""),
            wording.source_note(item, charge),
        ),
    )


def _build(reading: Reading, options: PeopleOptions) -> PeopleAnswer:
    items = tuple(
        each
        for each in views.people(reading.seen)
        if options.all or each.standing or each.kind == "mediation"
    )
    return reading.answer(PeopleAnswer, items=items)


PEOPLE: Final = Question(
    name="people",
    subject=Reading,
    shape=PeopleAnswer,
    build=_build,
    columns=_COLUMNS,
    options=PeopleOptions,
    entries=lambda answer: map(_entry, answer.items),
    nothing=marked("nobody is recorded to be appointed in {negotiation}"),
)
