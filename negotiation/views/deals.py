"""Each deal with its form, and the bodies that approve it: who has, who has still to, who did not.

A deal that waits for a party conference is no done deal, and a reader who is not told of it will
print that it is. Source: DOMAIN §3, rows 22 and 24, and "Flags".
"""

from typing import Literal

from msgspec import Struct

from parley.negotiation import rows
from parley.negotiation.steps import Assent, Votes
from parley.negotiation.views.cited_steps import CitedStep, cite_step
from parley.negotiation.views.membership import PartyChange, changes_among
from parley.negotiation.views.seen import Seen

__all__ = ["DealItem", "RatificationItem", "deals", "standing_deal", "waits_for"]


class RatificationItem(Struct, frozen=True, kw_only=True):
    """One body, and what it decided."""

    party: str | None
    """Whose body it is; null = no party's."""
    body: str
    awaited: bool
    """The deal was made subject to it; false = it decided without being waited for."""
    outcome: Literal["approved", "rejected"] | None
    """null = it has not decided."""
    pending: bool
    """The deal stands and waits for it, and the negotiation is not closed."""
    votes: Votes | None
    decided: CitedStep | None
    """The step with which it decided."""


class DealItem(Struct, frozen=True, kw_only=True):
    """A deal as it was made."""

    version: int
    form: Literal["announced", "signed", "de_facto"]
    """announced is also what is meant where nobody says."""
    assent: tuple[Assent, ...]
    party_changes: tuple[PartyChange, ...]
    """Who joined it and who left, in order, while it stood."""
    ratifications: tuple[RatificationItem, ...]
    ended_by: int | None
    """The step with which it stopped standing; null = it stands."""


def deals(seen: Seen) -> list[DealItem]:
    """Every deal in view, in the order of occurrence."""
    every = seen.all(rows.RatificationRow)
    found: list[DealItem] = []
    open_still = not (seen.steps and "closed" in seen.steps[-1].flags)
    for row in seen.all(rows.DealRow):
        ended_by = row.ended_by if seen.saw(row.ended_by) else None
        agreed = (each.party for each in row.assent)
        bodies = (each for each in every if each.deal == row.step)
        found.append(
            DealItem(
                version=row.step,
                form=row.form,
                assent=row.assent,
                party_changes=changes_among(seen, row.step, agreed, ended_by),
                ratifications=tuple(
                    _item(seen, each, stands=open_still and ended_by is None) for each in bodies
                ),
                ended_by=ended_by,
            )
        )
    return found


def standing_deal(seen: Seen) -> DealItem | None:
    """The deal that stands at the moment; None where none does."""
    return next((each for each in reversed(deals(seen)) if each.ended_by is None), None)


def waits_for(deal: DealItem | None) -> tuple[tuple[str | None, str], ...]:
    """(party, body) of each that a deal still waits for."""
    every = () if deal is None else deal.ratifications
    return tuple((each.party, each.body) for each in every if each.pending)


def _item(seen: Seen, row: rows.RatificationRow, *, stands: bool) -> RatificationItem:
    decided = cite_step(seen, row.decided_by)
    return RatificationItem(
        party=row.party,
        body=row.body,
        awaited=row.awaited,
        outcome=None if decided is None else row.outcome,
        pending=stands and row.awaited and decided is None,
        votes=None if decided is None else row.votes,
        decided=decided,
    )
