"""Attributions: each report of a step, in whose voice it speaks, and in which words.

Exact words and our paraphrase are told apart, and a translation names who made it. Source: DOMAIN
§4, questions 7 and 8, and "Side".
"""

from msgspec import Struct

from parley.negotiation import rows
from parley.negotiation.views.seen import Seen

__all__ = ["Attributed", "attributions"]


class Attributed(Struct, frozen=True, kw_only=True):
    """7, 8: one report of a step."""

    row: rows.EvidenceRow
    sides: tuple[str, ...]
    """Whose voice it is: the stated side, else the speaker's party. Empty where neither is known:
    an unnamed source of no stated side, a report in its own voice."""
    paraphrase: str | None
    """Our words for the step where the report has no exact ones here."""


def attributions(seen: Seen, version: int) -> list[Attributed]:
    """Every report of a step in view, as recorded; none of what is no step in view."""
    step = seen.step(version)
    if step is None:
        return []
    return [
        Attributed(
            row=row,
            sides=_sides(seen, step, row),
            paraphrase=step.text if row.quote is None else None,
        )
        for row in seen.all(rows.EvidenceRow)
        if row.step == version
    ]


def _sides(seen: Seen, step: rows.StepRow, row: rows.EvidenceRow) -> tuple[str, ...]:
    known = seen.party_names
    if row.side is not None:
        return (known.get(row.side.casefold(), row.side),)
    if row.speaker is None:
        return ()
    spoken_for = known.get((row.on_behalf_of or "").casefold())
    if spoken_for is not None:
        return (spoken_for,)
    return tuple(actor for actor in step.by if actor in known.values())
