"""Folding who sits at the table and who speaks for whom."""

from collections.abc import Sequence

from negotiation.folding.fold import Fold
from negotiation.negotiation import party_row
from negotiation.rows import (
    PersonRow,
)
from negotiation.steps import (
    MandateChanged,
    NegotiatorAppointed,
    PartyJoined,
    PartyWithdrew,
)

__all__ = [
    "mandate_changed",
    "negotiator_appointed",
    "party_joined",
    "party_withdrew",
    "seat",
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
                fold.touch(row, f"{party.party} joins the table")


def party_withdrew(fold: Fold, step: PartyWithdrew) -> None:
    names = {fold.negotiation.party(each) for each in step.parties}
    for row in fold.negotiation.parties:
        if row.party in names and row.at_table and row.left_by is None:
            row.left_by = fold.version
            fold.touch(row, f"{row.party} leaves the table")


def negotiator_appointed(fold: Fold, step: NegotiatorAppointed) -> None:
    principal = None
    if step.principal is not None:
        principal = fold.negotiation.party(step.principal) or step.principal
    _person(fold, step.person, step.role, principal, None, step.scope, step.replaces)


def mandate_changed(fold: Fold, step: MandateChanged) -> None:
    principal = fold.by[0] if fold.by else None
    _person(fold, step.person, step.role, principal, step.now, None)


def _person(
    fold: Fold,
    person: str | None,
    role: str | None,
    principal: str | None,
    mandate: str | None,
    scope: str | None,
    replaces: str | None = None,
) -> None:
    """A new appointment or mandate ends the one before it of the same holder and kind, and that of
    whom it replaces."""
    for earlier in fold.negotiation.people:
        same_kind = (earlier.mandate is None) == (mandate is None)
        same_holder = (earlier.role, earlier.principal) == (role, principal)
        same_person = earlier.person in (person, replaces or person)
        if same_kind and same_holder and same_person and earlier.ended_by is None:
            earlier.ended_by = fold.version
            fold.touch(earlier)
    row = PersonRow(
        step=fold.version,
        person=person,
        role=role,
        principal=principal,
        mandate=mandate,
        scope=scope,
        attribution_class=fold.attribution_class,
    )
    fold.negotiation.people.append(row)
    fold.touch(row, f"{person or role} for {principal or '?'}")
