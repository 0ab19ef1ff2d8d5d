"""Conditions, each with the last word on it.

Source: DOMAIN §4, question 17.
"""

from typing import Literal

from parley.negotiation import rows
from parley.negotiation.views.citations import Cited, cite
from parley.negotiation.views.seen import Seen
from parley.negotiation.views.stood import Outcome, settled_by, stood_until

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
    left = _left_by(seen)
    items: list[ConditionItem] = []
    for row in seen.all(rows.ConditionRow):
        settled = [each for each in row.resolutions if each[0] in seen.visible]
        step = seen.by_version[row.step]
        lapsed = settled_by(seen, row.step)
        settled_all = lapsed is not None and not settled
        gone = [left[each] for each in row.by if each in left]
        if lapsed is None and gone and len(gone) == len(row.by):
            last = max(gone, key=lambda each: each.place)
            lapsed = last.step if last.place > step.place else None
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


def _left_by(seen: Seen) -> dict[str, rows.StepRow]:
    """Party -> the step with which it left the table, of those that do not sit at it now."""
    found: dict[str, rows.StepRow] = {}
    for row in seen.all(rows.PartyRow):
        left = None if row.left_by is None else seen.step(row.left_by)
        if row.at_table and left is not None:
            found[row.party] = left
        else:
            found.pop(row.party, None)
    return found
