"""People: who has which task of whom, since when, what became of it and of its mandate, until when
and why; and who mediated.

Source: DOMAIN §4, question 18; what its words leave open is settled in ADR 0020 and 0041.
"""

from collections.abc import Sequence
from typing import Literal, cast

from msgspec import Struct, convert

from parley.negotiation import rows
from parley.negotiation.instants import Given
from parley.negotiation.moments import parse_moment
from parley.negotiation.steps import Votes
from parley.negotiation.views.citations import Cited, cite
from parley.negotiation.views.cited_steps import CitedStep, cite_step
from parley.negotiation.views.seen import Seen

__all__ = ["Chapter", "PersonItem", "PersonKind", "is_standing", "people"]

PersonKind = Literal["appointment", "mandate", "mediation"]
Tenure = Literal[
    "resignation_offered",
    "resignation_refused",
    "resignation_accepted",
    "discharged",
    "given_back",
    "reported",
    "ended",
]


class Chapter(Struct, frozen=True, kw_only=True):
    """What became of a task or of its mandate at one step."""

    version: int
    occurred: Given
    what: Literal["mandate"] | Tenure
    words: str | None
    """Of a mandate: what may be agreed to. Of a resignation: the reason that was given."""
    was: str | None = None
    """The mandate before, where the report says it."""


class PersonItem(Cited, frozen=True, kw_only=True):
    """Somebody's task, from the appointment until its end; the mandate of nobody who is recorded
    to be appointed; or a mediation at one meeting."""

    kind: PersonKind
    principal: str | None
    """For whom: a party by its short name; null where several gave a mandate together."""
    together: tuple[str, ...]
    """Who gave a mandate together."""
    role: str | None
    title: str | None
    """What the task is called, in its own words."""
    office: str | None
    """The office that is held with it."""
    person: str | None
    beside: tuple[str, ...]
    """Who has the same task together with them."""
    scope: str | None
    mandate: str | None
    """What may be agreed to, as the last step about it says."""
    was: str | None
    """The mandate before, where the report says it."""
    votes: Votes | None
    story: tuple[Chapter, ...]
    """What became of it, in the order of occurrence."""
    since: Given
    until: Given | None
    """null: it has not ended, or nobody says when: the close ends nobody's task."""
    until_version: int | None
    """The step that ended it; the close, where none did before."""
    ended_how: Literal["replaced", "closed"] | Tenure | None
    """What the end was; replaced = by somebody else, or by a later one of their own; closed = no
    end of it is recorded before the close."""
    standing: bool
    """Not ended, or not yet: an end may count from a later day on. A mediation is over with its
    meeting."""
    predecessor: str | None
    """Whom it replaces, as the report says it."""
    predecessor_version: int | None
    """The appointment or mandate that it ended."""


def people(seen: Seen) -> list[PersonItem]:
    """Everybody who was named, party by party in the order of the table; those without a party
    last, and within one in the order of occurrence."""
    found = [row for row in seen.all(rows.PersonRow) if seen.saw(row.step)]
    appointed = {row.step for row in found if row.kind == "appointment"}
    parties = [row.party for row in seen.all(rows.PartyRow)]
    order = {party: place for place, party in enumerate(dict.fromkeys(parties))}
    items = [
        item
        for row in found
        if row.appointment not in appointed and (item := _item(seen, row, found)) is not None
    ]
    return sorted(items, key=lambda item: order.get(_whose(item), len(order)))


def _whose(item: PersonItem) -> str:
    """The party among whose people somebody stands: that of several that comes first."""
    return item.principal or next(iter(item.together), "")


def _item(seen: Seen, row: rows.PersonRow, found: list[rows.PersonRow]) -> PersonItem | None:
    step = seen.step(row.step)
    if step is None:
        return None
    ended = cite_step(seen, row.ended_by)
    before = [each for each in found if each.ended_by == row.step and each.kind == row.kind]
    before.sort(key=lambda each: each.person != row.person)  # a new appointment of one's own first
    mandates = [
        each
        for each in found
        if row.kind == "appointment"
        and each.appointment == row.step
        and each.person in (None, row.person)
    ]
    last = mandates[-1] if mandates else row
    how = None if ended is None else _how(seen, row, ended.version)
    return cite(
        PersonItem,
        seen,
        step,
        row,
        beside=tuple(
            each.person
            for each in found
            if each.step == row.step and each.person not in (None, row.person)
        ),
        mandate=last.mandate,
        was=last.was,
        votes=last.votes,
        story=_story(seen, row, mandates),
        since=step.occurred,
        until=None if ended is None or how == "closed" else _until(seen, ended),
        until_version=None if ended is None else ended.version,
        ended_how=how,
        standing=is_standing(seen, row),
        predecessor=", ".join(row.replaces) or None,
        predecessor_version=before[-1].step if before else None,
    )


def _until(seen: Seen, ended: CitedStep) -> str:
    return _effective(seen, ended.version) or ended.occurred


def _story(
    seen: Seen, row: rows.PersonRow, mandates: Sequence[rows.PersonRow]
) -> tuple[Chapter, ...]:
    """The mandates and the answers to resignations, put in the order of occurrence."""
    told: list[tuple[rows.StepRow, Chapter]] = []
    for each in mandates:
        if (step := seen.step(each.step)) is not None:
            chapter = Chapter(
                version=each.step,
                occurred=step.occurred,
                what="mandate",
                words=each.mandate,
                was=each.was,
            )
            told.append((step, chapter))
    for version, what in row.tenure:
        if (step := seen.step(version)) is not None:
            chapter = Chapter(
                version=version,
                occurred=step.occurred,
                what=cast("Tenure", what),
                words=step.reason,
            )
            told.append((step, chapter))
    return tuple(chapter for _, chapter in sorted(told, key=lambda each: each[0].place))


def _how(seen: Seen, row: rows.PersonRow, version: int) -> Literal["replaced", "closed"] | Tenure:
    ended = next((what for step, what in row.tenure if step == version), None)
    if ended is not None:
        return cast("Tenure", ended)
    step = seen.step(version)
    return "closed" if step is not None and step.type == "NegotiationClosed" else "replaced"


def is_standing(seen: Seen, row: rows.PersonRow) -> bool:
    """Whether a task has not ended, or its end does not count yet."""
    if row.kind == "mediation" or row.ended_by is None or not seen.saw(row.ended_by):
        return row.kind != "mediation"
    effective = _effective(seen, row.ended_by)
    if effective is None:
        return False
    return parse_moment(effective).bounds(seen.negotiation.zone).latest > seen.at


def _effective(seen: Seen, version: int) -> str | None:
    """From when on an end counts, in the words of who declares it."""
    step = seen.step(version)
    return None if step is None else convert(step.facts.get("effective"), str | None)
