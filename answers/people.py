"""The answer `people`: who speaks for whom, with which mandate, and who mediated."""

from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from parley.answers.entries import Entry, Note
from parley.answers.forms import Column
from parley.answers.question import Question
from parley.answers.reading import Reading
from parley.answers.shapes.people import PeopleAnswer, PersonLine
from parley.answers.shaping import as_value, shape
from parley.answers.words import wording
from parley.negotiation.views import people as views

__all__ = ["PEOPLE", "PeopleOptions"]


def _charge(item: object) -> str:
    """Return what they are to do: the scope, or the mandate with what stood before and the vote."""
    if not isinstance(item, Mapping):
        return ""
    parts = [str(item[name]) for name in ("scope", "mandate") if item.get(name)]
    if item.get("was"):
        parts.append(f"before: {item['was']}")
    if item.get("vote"):
        parts.append(f"vote: {item['vote']}")
    return "; ".join(parts)


def _span(item: object) -> str:
    """Return since when and until when: `3 Sep 2024 (v7) – 9 Sep 2024 (v31)`."""
    if not isinstance(item, Mapping):
        return ""
    since = f"{wording.moment(item.get('since'))} ({wording.step(item.get('version'))})"
    if item.get("kind") == "mediation":
        return since
    if item.get("until_version") is None:
        return f"since {since}"
    until = f"{wording.moment(item.get('until'))} ({wording.step(item.get('until_version'))})"
    return f"{since} – {until}"


def _after(item: object) -> str:
    """Return whom they follow: `Deepak Babaria`, `v7`."""
    if not isinstance(item, Mapping):
        return ""
    before = wording.step(item.get("predecessor_version"))
    name = item.get("predecessor")
    return " ".join(part for part in (name, f"({before})" if name and before else before) if part)


_COLUMNS: Final = (
    Column("version", "step", wording.step),
    Column("principal", "for", wording.principal),
    Column("role", "role", wording.spaced),
    Column("person", "person"),
    Column("mandate", "charge", _charge, whole=True),
    Column("since", "span", _span, whole=True),
    Column("predecessor", "after", _after, whole=True),
    Column("speaker", "according to", wording.attributions, whole=True),
    Column("kind", "kind", extra=True),
    Column("standing", "standing", extra=True),
    Column("until_version", "ended by", wording.step, extra=True),
    Column("quote", "quote", wording.quoted, extra=True),
    Column("attribution", "attribution", extra=True),
    Column("source", "source", extra=True),
    Column("recorded_at", "recorded", extra=True),
)


class PeopleOptions(Struct, frozen=True):
    """The options of `people`."""

    all: bool = False
    """Those too whose time is over."""


def _entry(item: PersonLine) -> Entry:
    value = as_value(item)
    who = item.person or f"(the {wording.spaced(item.role)})" if item.role else item.person or ""
    role = wording.spaced(item.role) if item.person else ""
    after = _after(value)
    return Entry(
        heading=wording.principal(item.principal) or "For no party",
        label=wording.step(item.version),
        line=f"{', '.join(part for part in (who, role) if part)} · {_span(value)}",
        notes=(
            Note(f"{'mandate: ' if item.mandate else ''}{_charge(value)}"),
            Note(f"after {after}" if after else ""),
            Note(wording.said_by(value, _charge(value)), "dim"),
        ),
    )


def _build(reading: Reading, options: PeopleOptions) -> PeopleAnswer:
    items = tuple(
        shape(PersonLine, each.cited, each)
        for each in views.people(reading.seen)
        if options.all or each.standing or each.kind == "mediation"
    )
    return shape(PeopleAnswer, reading.facts(), reading.subject(), items=items)


PEOPLE: Final = Question(
    name="people",
    shape=PeopleAnswer,
    build=_build,
    columns=_COLUMNS,
    options=PeopleOptions,
    entries=lambda answer: map(_entry, answer.items),
    nothing="nobody is recorded to be appointed in {negotiation}",
)
