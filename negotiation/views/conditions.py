"""Conditions, each with the last word on it.

Source: DOMAIN §4, question 17.
"""

from typing import Literal

from parley.negotiation import rows
from parley.negotiation.views.citations import Cited, cite
from parley.negotiation.views.seen import Seen
from parley.negotiation.views.stood import Outcome, all_left, settled_by, stood_until

__all__ = ["ConditionItem", "conditions"]


class ConditionItem(Cited, frozen=True, kw_only=True):
    """One condition with the last word on it."""

    by: tuple[str, ...]
    condition: str
    on_what: str | None
    """What depends on it."""
    about: tuple[int | str, ...]
    """The steps that it is tied to, as far as it points at any."""
    status: Literal["open", "met", "failed", "waived", "dropped", "refused", "lapsed"]
    """refused: another party says on record that it will not. lapsed: nobody said what became of
    it; with a deal, a collapse or the close, or as those who set it left."""
    ended_by: int | None
    """The step that gave it this status."""
    stood_until: Outcome | None
    """Of what lapsed with a step that settled all: which."""


def conditions(seen: Seen) -> list[ConditionItem]:
    """Every condition that had been set, with the last word on it."""
    items: list[ConditionItem] = []
    for row in seen.all(rows.ConditionRow):
        settled = [each for each in row.resolutions if each[0] in seen.visible]
        step = seen.by_version[row.step]
        lapsed = settled_by(seen, row.step)
        settled_all = lapsed is not None and not settled
        gone = all_left(seen, row.by)
        if lapsed is None and gone is not None and gone.place > step.place:
            lapsed = gone.step
        version, word = (lapsed, "open" if lapsed is None else "lapsed")
        if settled:
            version, word = settled[-1]
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
                ended_by=version,
                stood_until=stood_until(seen, version) if settled_all else None,
            )
        )
    return items
