"""At which steps the fields of a kind can change, so that the others need not be asked about.

A condition over a thousand steps is looked for in the rows, and most steps touch few of them.
"""

from collections.abc import Callable
from typing import Final

from parley.negotiation import rows
from parley.negotiation.views.claims import claims
from parley.negotiation.views.conflicts import conflicts
from parley.negotiation.views.seen import Seen

__all__ = [
    "Changing",
    "at_agreements",
    "at_any_step",
    "at_claims",
    "at_first_proposals",
    "at_marks_of",
    "at_marks_or_ends_of",
    "at_tasks",
]

Changing = Callable[[Seen, str | None], frozenset[int] | None]
"""changing(seen, key): the versions of the steps in view at which the field of that key can change;
a key of None stands for every field of the kind. None = any step."""
_SEATING: Final = ("PartyJoined", "PartyWithdrew", "DealAmended", "RegistrationAmended")
_AGREEING: Final = ("PartialAgreementReached", "DealReached", "DealAmended")


def at_any_step(_: Seen, __: str | None) -> None:
    """Any step may change them."""


def at_marks_of(*tables: type[rows.RowStruct]) -> Changing:
    """Steps that made, moved or ended one of these rows.

    What waits for a date may change with any step, for each has a moment of its own.
    """

    def changing(seen: Seen, _: str | None) -> frozenset[int] | None:
        read = [row for table in tables for row in seen.all(table)]
        if any(_waits(row) for row in read):
            return None
        return frozenset(version for row in read for version in row.marks())

    return changing


def at_marks_or_ends_of(*tables: type[rows.RowStruct]) -> Changing:
    """The same, and steps that end the talks or settle all, or change who sits at the table: with
    them lapses what nobody answered."""
    at_marks = at_marks_of(*tables)

    def changing(seen: Seen, key: str | None) -> frozenset[int] | None:
        marks = at_marks(seen, key)
        ends = (
            row.step
            for row in seen.steps
            if row.state != row.state_before or row.type in (*_SEATING, "NegotiationClosed")
        )
        return None if marks is None else marks.union(ends)

    return changing


def at_agreements(seen: Seen, _: str | None) -> frozenset[int]:
    """Steps that agree on something, and those that change the state, which may end it."""
    return frozenset(
        row.step for row in seen.steps if row.type in _AGREEING or row.state != row.state_before
    )


def at_first_proposals(seen: Seen, key: str | None) -> frozenset[int]:
    """The same, and the first offer and the first demand on each issue."""
    first: dict[tuple[object, ...], int] = {}
    made: list[rows.OfferRow | rows.DemandRow] = [
        *seen.all(rows.OfferRow),
        *seen.all(rows.DemandRow),
    ]
    for row in made:
        first.setdefault((type(row), row.issue, row.pool), row.step)
    return at_agreements(seen, key) | frozenset(first.values())


def at_tasks(seen: Seen, key: str | None) -> frozenset[int] | None:
    """Steps that give a task, change it or end it; any step, where an end counts from a later day
    on."""
    if any(row.ends == "task" for row in seen.all(rows.DeadlineRow)):
        return None
    return at_marks_of(rows.PersonRow)(seen, key)


def at_claims(seen: Seen, key: str | None) -> frozenset[int]:
    """Steps that claim something, and those that deny, confirm, correct or contradict a claim; and
    those with which a party comes to the table or leaves it, for a claim about all concerns it.

    Claims are compared with one another, which takes long; so of one claim its own steps alone.
    """
    found = {row.step for row in seen.steps if row.type in _SEATING}
    for item in claims(seen, lambda _: None):
        if key is None or key == f"v{item.version}":
            found |= {item.version, *item.denied_by, *item.corrected_by, *item.refuted_by}
            found |= {*item.disputed_by, *item.confirmed_by, *item.because}
    # What is itself in dispute bears out no claim.
    return frozenset(found.union(*(conflict.steps for conflict in conflicts(seen))))


def _waits(row: rows.RowStruct) -> bool:
    if isinstance(row, rows.OfferRow):
        return row.expires_at is not None
    return isinstance(row, rows.DeadlineRow) and row.when_latest is not None
