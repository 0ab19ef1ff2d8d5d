"""Conditions, each with the last word on it.

Source: DOMAIN §4, question 17.
"""

from parley.negotiation import rows
from parley.negotiation.views.citations import Cited, cite
from parley.negotiation.views.seen import Seen

__all__ = ["ConditionItem", "conditions"]


class ConditionItem(Cited, frozen=True, kw_only=True):
    """17: a condition; `status` is open, met, failed, waived or dropped."""

    by: tuple[str, ...]
    condition: str
    on_what: str | None
    about: tuple[int | str, ...]
    """The steps that it is tied to, as far as it points at any."""
    status: str
    resolved_by: int | None


def conditions(seen: Seen) -> list[ConditionItem]:
    """Every condition that had been set, with the last word on it."""
    items: list[ConditionItem] = []
    for row in seen.all(rows.ConditionRow):
        settled = [each for each in row.resolutions if each[0] in seen.visible]
        version, word = settled[-1] if settled else (None, "open")
        step = seen.by_version[row.step]
        pointers = step.pointers
        items.append(
            cite(
                ConditionItem,
                seen,
                step,
                row,
                by=row.by,
                about=(*pointers.get("about", ()), *pointers.get("in_reply_to", ())),
                status=word,
                resolved_by=version,
            )
        )
    return items
