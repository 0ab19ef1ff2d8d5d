"""Dates to come: deadlines, ultimatums, targets and registered dates, and whether they were met.

Source: DOMAIN §4, question 15.
"""

from msgspec import Struct

from negotiation import rows
from negotiation.views.seen import Seen

__all__ = ["DeadlineItem", "deadline_status", "deadlines"]


class DeadlineItem(Struct, frozen=True, kw_only=True):
    """15: a date to come; version 1 = registered with the negotiation."""

    version: int
    kind: str
    by: tuple[str, ...]
    when: str | None
    what: str | None
    words: str | None
    consequence: str | None
    status: str
    by_step: int | None
    """The step that moved or met it."""


def deadline_status(seen: Seen, row: rows.DeadlineRow) -> tuple[str, int | None]:
    """extended, met, missed (a soft target: passed) or pending; the first that holds."""
    if seen.saw(row.moved_by):
        return "extended", row.moved_by
    if seen.saw(row.met_by):
        return "met", row.met_by
    if row.when_latest is not None and row.when_latest <= seen.at:
        return ("passed" if row.kind == "soft_target" else "missed"), None
    return "pending", None


def deadlines(seen: Seen) -> list[DeadlineItem]:
    """Every deadline that had been set, registered dates included."""
    items: list[DeadlineItem] = []
    for row in seen.all(rows.DeadlineRow):
        word, version = deadline_status(seen, row)
        if not row.by and row.kind == "external_hard" and word == "missed":
            word = "passed"  # a fixed date comes and goes; nobody misses it
        items.append(
            DeadlineItem(
                version=row.step,
                kind=row.kind,
                by=row.by,
                when=row.when,
                what=row.what,
                words=row.words,
                consequence=row.consequence,
                status=word,
                by_step=version,
            )
        )
    return items
