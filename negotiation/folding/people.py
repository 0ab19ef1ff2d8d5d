"""Folding who sits at the table and who speaks for whom."""

from collections.abc import Sequence

from parley.negotiation.folding.fold import Fold
from parley.negotiation.negotiation import party_row
from parley.negotiation.rows import (
    PersonRow,
)
from parley.negotiation.steps import (
    MandateChanged,
    MeetingHeld,
    NegotiatorAppointed,
    PartyJoined,
    PartyWithdrew,
    TalksOpened,
)

__all__ = [
    "mandate_changed",
    "meeting_held",
    "negotiator_appointed",
    "party_joined",
    "party_withdrew",
    "seat",
    "talks_opened",
    "those_in_the_talks",
]


def party_joined(fold: Fold, step: PartyJoined) -> None:
    seat(fold, step.parties)


def seat(fold: Fold, names: Sequence[str]) -> None:
    negotiation = fold.negotiation
    for line, name in enumerate(names):
        short = negotiation.party(name)
        for party in negotiation.registered_parties:
            if party.party == short and short not in negotiation.at_table:
                row = party_row(party, step=fold.version, line=line, at_table=True)
                negotiation.parties.append(row)
                fold.touch(row)


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
    row = PersonRow(
        step=fold.version,
        kind="appointment",
        person=step.person,
        role=step.role,
        principal=principal,
        mandate=None,
        was=None,
        vote=None,
        scope=step.scope,
        replaces=step.replaces,
        attribution_class=fold.attribution_class,
    )
    _succeed(fold, row)


def mandate_changed(fold: Fold, step: MandateChanged) -> None:
    row = PersonRow(
        step=fold.version,
        kind="mandate",
        person=step.person,
        role=step.role,
        principal=fold.by[0] if fold.by else None,
        mandate=step.now,
        was=step.was,
        vote=step.vote,
        scope=None,
        replaces=None,
        attribution_class=fold.attribution_class,
    )
    _succeed(fold, row)


def meeting_held(fold: Fold, step: MeetingHeld) -> None:
    """Who mediated at a meeting is kept beside those who were appointed; it ends nobody's role."""
    if step.mediator is None:
        return
    row = PersonRow(
        step=fold.version,
        kind="mediation",
        person=step.mediator,
        role="mediator",
        principal=None,
        mandate=None,
        was=None,
        vote=None,
        scope=None,
        replaces=None,
        attribution_class=fold.attribution_class,
    )
    fold.negotiation.people.append(row)
    fold.touch(row)


def _succeed(fold: Fold, row: PersonRow) -> None:
    """A new appointment or mandate ends the one before it of the same holder and kind, and that of
    whom it replaces: the same role, or where they do not hold that one, every role they have."""
    standing = [
        earlier
        for earlier in fold.negotiation.people
        if (earlier.kind, earlier.principal) == (row.kind, row.principal)
        and earlier.ended_by is None
    ]
    own = [each for each in standing if (each.person, each.role) == (row.person, row.role)]
    theirs = [each for each in standing if row.replaces and each.person == row.replaces]
    same_role = [each for each in theirs if each.role == row.role]
    for earlier in (*own, *(same_role or theirs)):
        earlier.ended_by = fold.version
        fold.touch(earlier)
    fold.negotiation.people.append(row)
    fold.touch(row)
