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
from parley.answers.streams import NEGOTIATION, slug_of
from parley.answers.times import Standpoint
from parley.answers.words.across import across_said
from parley.events.ledger import Ledger
from parley.events.receipts import Receipt
from parley.negotiation.views.across import Across, caused_by, standing_now

__all__ = ["across_caused", "lines_caused"]

_REGISTERING: Final = ("NegotiationRegistered", "RegistrationAmended", "EntryCorrected")
"""Entries after which anything may be otherwise that was there before."""
_STATES: Final = ("talks_underway", "deal_reached")


def across_caused(
    ledger: Ledger, receipts: Sequence[Receipt], *, now: int, zone: str = "UTC"
) -> dict[str, Across]:
    """Stream -> what the entries of it that were recorded in one append cause across negotiations.

    `now` is µs since 1970. Streams in which nothing of the kind was recorded, and those that stand
    in no contest and have no links, are not looked for.
    """
    found: dict[str, Across] = {}
    recorded = [each for each in receipts if each.position is not None and not each.repeated]
    matters = [each for each in recorded if _may_matter(each)]
    for stream in dict.fromkeys(each.stream for each in matters):
        if not _has_others(ledger, stream):
            continue
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


def _may_matter(receipt: Receipt) -> bool:
    """Whether it opens talks, reaches a deal, agrees on terms, or changes what was there."""
    if not receipt.stream.startswith(NEGOTIATION):
        return False
    if receipt.late or receipt.type in _REGISTERING:
        return True
    rows = list(receipt.rows)
    own = rows[0][1] if rows else {}
    moved = own.get("state") in _STATES and own.get("state") != own.get("state_before")
    return moved or any(table == "term" and row["mutual"] for table, row in rows[1:])


def _has_others(ledger: Ledger, stream: str) -> bool:
    if not ledger.catch_up():
        return True
    rows = ledger.store.views.select("registration", {"stream": stream})
    return any(row["contest"] is not None or row["links"] for row in rows)
