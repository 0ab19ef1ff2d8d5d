"""What a step that was just recorded causes in other negotiations, for its receipt.

Two people may record two deals at once of which only one can hold, and neither knows of the other.
Each receipt reads the log at its own position, so the later one always has the earlier deal before
it. It looks only after a step that can cause anything (docs/adr/0043).
"""

from collections.abc import Sequence
from typing import Final

from parley.answers.members import across_of
from parley.answers.reading import read_just_after
from parley.answers.shapes.across import AcrossLine
from parley.answers.streams import slug_of
from parley.answers.times import Standpoint
from parley.answers.words.across import across_said
from parley.events.ledger import Ledger
from parley.events.receipts import Receipt
from parley.negotiation.views.across import Across, caused_by, standing_now

__all__ = ["across_caused", "lines_caused"]

_REGISTERING: Final = ("NegotiationRegistered", "RegistrationAmended", "EntryCorrected")
"""Entries after which anything may be otherwise that was there before."""


def across_caused(
    ledger: Ledger, receipts: Sequence[Receipt], *, now: int, zone: str = "UTC"
) -> dict[str, Across]:
    """Stream -> what the entries of it that were recorded in one append cause across negotiations.

    `now` is µs since 1970. Only streams are looked for in which the politics say that it is worth
    to look: in a contest or with links, after an entry that can cause anything.
    """
    found: dict[str, Across] = {}
    recorded = [each for each in receipts if each.position is not None and not each.repeated]
    for stream in dict.fromkeys(each.stream for each in recorded if each.beside):
        last = max(each.position or 0 for each in recorded)
        standpoint = Standpoint(ledger=ledger, now=now, zone=zone)
        reading = read_just_after(standpoint, slug_of(stream), last)
        stands = standing_now(across_of(reading))
        own = [each for each in recorded if each.stream == stream]
        if not any(each.late or each.type in _REGISTERING for each in own):
            stands = caused_by(stands, slug_of(stream), [each.version for each in own])
        if stands:
            found[stream] = stands
    return found


def lines_caused(found: Across | None) -> tuple[AcrossLine, ...]:
    """The same as sentences."""
    return () if found is None else tuple(across_said(found))
