"""Conditions, each with the last word on it.

Source: DOMAIN §4, question 17.
"""

from msgspec import Struct

from negotiation import rows
from negotiation.views.seen import Seen

__all__ = ["ConditionItem", "conditions"]


class ConditionItem(Struct, frozen=True, kw_only=True):
    """17: a condition; `status` is open, met, failed, waived or dropped."""

    version: int
    by: tuple[str, ...]
    condition: str
    on_what: str | None
    status: str
    resolved_by: int | None


def conditions(seen: Seen) -> list[ConditionItem]:
    """Every condition that had been set, with the last word on it."""
    items: list[ConditionItem] = []
    for row in seen.all(rows.ConditionRow):
        settled = [each for each in row.resolutions if each[0] in seen.visible]
        version, word = settled[-1] if settled else (None, "open")
        items.append(
            ConditionItem(
                version=row.step,
                by=row.by,
                condition=row.condition,
                on_what=row.on_what,
                status=word,
                resolved_by=version,
            )
        )
    return items
