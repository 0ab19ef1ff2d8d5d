"""Folding who sits at the table and who speaks for whom."""

from collections.abc import Sequence
from typing import Final

from parley.negotiation.folding.fold import Fold
from parley.negotiation.negotiation import party_row
from parley.negotiation.rows import PartyRow, PersonRow
from parley.negotiation.steps import (
    MandateChanged,
    MeetingHeld,
    NegotiatorAppointed,
    PartyJoined,
    PartyWithdrew,
    TalksOpened,
    TenureChanged,
)

__all__ = [
    "end_tasks",
    "mandate_changed",
    "meeting_held",
    "negotiator_appointed",
    "party_joined",
    "party_withdrew",
    "seat",
    "talks_opened",
    "tenure_changed",
    "those_in_the_talks",
]

STAYS: Final = ("resignation_offered", "resignation_refused")
"""What leaves a task with who has it."""
STANDING: Final = (
    *("high_command", "in_charge", "state_unit", "spokesperson"),
    *("monarch", "president", "speaker"),
)
"""Roles that nobody was given for this contest alone, so that they do not end with it."""


def party_joined(fold: Fold, step: PartyJoined) -> None:
    seat(fold, step.parties)


def seat(fold: Fold, names: Sequence[str]) -> None:
    negotiation = fold.negotiation
    for line, name in enumerate(names):
        short = negotiation.party(name)
        for party in negotiation.registered_parties:
            if party.party == short and short not in negotiation.at_table:
                row = party_row(party, step=fold.version, line=line, at_table=True)
                _sit_down(negotiation.parties, row)
                fold.touch(row)


def _sit_down(stays: list[PartyRow], row: PartyRow) -> None:
    """Add a stay behind those of the same party, which is called as it was, by former names too:
    parties stand in one order, whoever leaves and comes back."""
    last = max((at for at, stay in enumerate(stays) if stay.party == row.party), default=None)
    if last is None:
        stays.append(row)
        return
    row.name, row.aliases, row.ids = stays[last].name, stays[last].aliases, stays[last].ids
    stays.insert(last + 1, row)


def talks_opened(fold: Fold, step: TalksOpened) -> None:
    those_in_the_talks(fold, step.parties)


def those_in_the_talks(fold: Fold, names: Sequence[str]) -> None:
    """The table is theirs, where any are named (docs/adr/0042)."""
    if not names:
        return
    there = {fold.negotiation.party(each) for each in names}
    for row in fold.negotiation.parties:
        if row.party not in there and row.at_table and row.left_by is None:
            row.left_by = fold.version
            fold.touch(row)
    seat(fold, names)


def party_withdrew(fold: Fold, step: PartyWithdrew) -> None:
    names = {fold.negotiation.party(each) for each in step.parties}
    for row in fold.negotiation.parties:
        if row.party in names and row.at_table and row.left_by is None:
            row.left_by = fold.version
            fold.touch(row)


def negotiator_appointed(fold: Fold, step: NegotiatorAppointed) -> None:
    principal = None
    if step.principal is not None:
        principal = fold.negotiation.party(step.principal) or step.principal
    rows = [
        PersonRow(
            step=fold.version,
            line=line,
            kind="appointment",
            person=person,
            role=step.role,
            title=step.title,
            office=step.office,
            principal=principal,
            together=(),
            mandate=None,
            was=None,
            votes=None,
            scope=step.scope,
            replaces=step.replaces,
            appointment=None,
            attribution_class=fold.attribution_class,
        )
        for line, person in enumerate(step.person or (None,))
    ]
    _replace(fold, rows)
    for row in rows:
        _succeed(fold, row)


def mandate_changed(fold: Fold, step: MandateChanged) -> None:
    """What somebody who was appointed may agree to is a part of the appointment, and ends with it;
    any other mandate is that of who gives it."""
    held = fold.negotiation.held(step)
    together = fold.by if not held and len(fold.by) > 1 else ()
    own = fold.by[0] if len(fold.by) == 1 else None
    principal = held[0].principal if held else own
    for line, person in enumerate(step.person or (None,)):
        row = PersonRow(
            step=fold.version,
            line=line,
            kind="mandate",
            person=person,
            role=step.role,
            title=step.title,
            office=None,
            principal=principal,
            together=together,
            mandate=step.now,
            was=step.was,
            votes=step.votes,
            scope=None,
            replaces=(),
            appointment=held[-1].step if held else None,
            attribution_class=fold.attribution_class,
        )
        _succeed(fold, row)


def tenure_changed(fold: Fold, step: TenureChanged) -> None:
    for row in fold.negotiation.held(step):
        row.tenure = (*row.tenure, (fold.version, step.now))
        fold.touch(row)
        if step.now not in STAYS:
            _end(fold, row)


def end_tasks(fold: Fold) -> None:
    """With the contest, or the negotiation, end the tasks that were given for it; who speaks for a
    party, or holds an office of the state, does so on."""
    for row in fold.negotiation.people:
        given = row.appointment is None and row.role not in STANDING
        if given and row.ended_by is None:  # those before it in the list may have ended it
            _end(fold, row)


def meeting_held(fold: Fold, step: MeetingHeld) -> None:
    """Who mediated at a meeting is kept beside those who were appointed; it ends nobody's role."""
    if step.mediator is None:
        return
    row = PersonRow(
        step=fold.version,
        line=0,
        kind="mediation",
        person=step.mediator,
        role="mediator",
        title=None,
        office=None,
        principal=None,
        together=(),
        mandate=None,
        was=None,
        votes=None,
        scope=None,
        replaces=(),
        appointment=None,
        attribution_class=fold.attribution_class,
    )
    fold.touch(row)


def _replace(fold: Fold, rows: Sequence[PersonRow]) -> None:
    """Who is replaced has the task no more: the same one, or where they do not hold that one, every
    one that they have of this principal."""
    first = rows[0]
    names = {each.casefold() for each in first.replaces}
    theirs = [
        row
        for row in fold.negotiation.people
        if row.kind == "appointment"
        and row.principal == first.principal
        and (row.person or "").casefold() in names
    ]
    for name in names:
        own = [row for row in theirs if (row.person or "").casefold() == name]
        same = [row for row in own if (row.role, row.title) == (first.role, first.title)]
        for row in same or own:
            _end(fold, row)


def _succeed(fold: Fold, row: PersonRow) -> None:
    """A new appointment or mandate ends the one before it of the same holder."""
    for earlier in fold.negotiation.people:
        if earlier.ended_by is None and earlier.step != row.step and _same(earlier, row):
            _end(fold, earlier)
    fold.negotiation.people.append(row)
    fold.touch(row)


def _same(earlier: PersonRow, row: PersonRow) -> bool:
    named = ("kind", "principal", "together", "person", "role", "title")
    task = ("kind", "appointment", "person")
    return all(getattr(earlier, each) == getattr(row, each) for each in named) or (
        row.appointment is not None
        and all(getattr(earlier, each) == getattr(row, each) for each in task)
    )


def _end(fold: Fold, row: PersonRow) -> None:
    """End an appointment with the mandates that go with it, or a mandate. The mandate of a task
    that several have together ends with the last of them."""
    row.ended_by = fold.version
    fold.touch(row)
    people = [each for each in fold.negotiation.people if each.ended_by is None]
    if row.kind == "appointment":
        last = all(each.step != row.step for each in people)
        for each in people:
            own = each.person == row.person or (each.person is None and last)
            if each.appointment == row.step and own:
                each.ended_by = fold.version
                fold.touch(each)
        people = [each for each in people if each.ended_by is None]
    fold.negotiation.people = people
