"""People: who speaks for whom, in which role, since when, with which mandate; and who mediated.

Source: DOMAIN §4, question 18; what its words leave open is settled in ADR 0020.
"""

from typing import Literal

from parley.negotiation import rows
from parley.negotiation.instants import Given
from parley.negotiation.views.citations import Cited, cite
from parley.negotiation.views.cited_steps import cite_step
from parley.negotiation.views.seen import Seen

__all__ = ["PersonItem", "PersonKind", "people"]

PersonKind = Literal["appointment", "mandate", "mediation"]


class PersonItem(Cited, frozen=True, kw_only=True):
    """An appointment, a mandate, or a mediation at one meeting."""

    kind: PersonKind
    principal: str | None
    """For whom: a party by its short name."""
    role: str | None
    person: str | None
    scope: str | None
    mandate: str | None
    """What may be agreed to, as the step says it."""
    was: str | None
    """The mandate before, where the report says it."""
    vote: str | None
    since: Given
    until: Given | None
    until_version: int | None
    """The step that ended it."""
    standing: bool
    """Not ended; a mediation is over with its meeting."""
    predecessor: str | None
    """Whom it replaces, as the report says it."""
    predecessor_version: int | None
    """The appointment or mandate that it ended."""


def people(seen: Seen) -> list[PersonItem]:
    """Everybody who was named, party by party in the order of the table; those without a party
    last, and within one in the order of occurrence."""
    found = seen.all(rows.PersonRow)
    parties = [row.party for row in seen.all(rows.PartyRow)]
    order = {party: place for place, party in enumerate(dict.fromkeys(parties))}
    items = [item for row in found if (item := _item(seen, row, found)) is not None]
    return sorted(items, key=lambda item: order.get(item.principal or "", len(order)))


def _item(seen: Seen, row: rows.PersonRow, found: list[rows.PersonRow]) -> PersonItem | None:
    step = seen.step(row.step)
    if step is None:
        return None
    ended = cite_step(seen, row.ended_by)
    before = [each for each in found if each.ended_by == row.step]
    before.sort(key=lambda each: each.person != row.person)  # a new appointment of one's own first
    return cite(
        PersonItem,
        seen,
        step,
        row,
        since=step.occurred,
        until=None if ended is None else ended.occurred,
        until_version=None if ended is None else ended.version,
        standing=ended is None and row.kind != "mediation",
        predecessor=row.replaces,
        predecessor_version=before[-1].step if before else None,
    )
