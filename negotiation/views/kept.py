"""What became of what was agreed: of each term, who says that it is kept, and who that it is not.

A term is not kept or broken by our judgement: every word on it has its step and its source, and
the last word is called standing only where no other voice holds the opposite.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, Literal

from msgspec.structs import replace

from parley.negotiation import rows
from parley.negotiation.steps import Fulfilment
from parley.negotiation.views.agreed import TermItem, agreed_ever
from parley.negotiation.views.citations import Cited, cite
from parley.negotiation.views.gathering import gather
from parley.negotiation.views.seen import Seen

__all__ = ["FollowedItem", "KeptItem", "kept", "last_word"]

_OPPOSITES: Final = {"kept", "not_kept"}
_WHOLE: Final[Mapping[str, Any]] = {
    **dict.fromkeys(("line", "party", "pool", "issue", "quantity", "words")),
    "seats": (),
}
"""What names no term of a step: all that it agreed."""


class FollowedItem(Cited, frozen=True, kw_only=True):
    """One word on what became of a term."""

    by: tuple[str, ...]
    fulfilment: Fulfilment
    said: str
    """The step in one line."""


class KeptItem(TermItem, frozen=True, kw_only=True):
    """A term that all agreed to, with every word on it."""

    term: int | None
    """Its number among the terms of its step, from 1; null = all that the step agreed."""
    fulfilment: Literal[Fulfilment, "not_followed"]
    """The last word on it; contested where the last words of two voices are kept and not kept;
    not_followed where nobody is on record with one."""
    followed: tuple[FollowedItem, ...]
    """Every word on it, in the order of occurrence."""


def kept(seen: Seen) -> list[KeptItem]:
    """Every term that all ever agreed to, in order; what is said of the whole stands before."""
    words = _words(seen)
    found: list[KeptItem] = []
    for item in agreed_ever(seen):
        whole = words.pop((item.version, None), [])
        if item.line is None:
            found.append(_kept(item, None, whole))
            continue
        if whole:
            found.append(_kept(replace(item, **_WHOLE), None, whole))
        number = item.line + 1
        found.append(_kept(item, number, words.get((item.version, number), [])))
    return found


def _kept(item: TermItem, number: int | None, followed: Sequence[FollowedItem]) -> KeptItem:
    return gather(
        KeptItem, item, term=number, fulfilment=_standing(followed), followed=tuple(followed)
    )


def _standing(followed: Sequence[FollowedItem]) -> Literal[Fulfilment, "not_followed"]:
    if not followed:
        return "not_followed"
    return last_word([(each.by, each.fulfilment) for each in followed])


def last_word(words: Sequence[tuple[object, Fulfilment]]) -> Fulfilment:
    """The last of some words (whose it is, what it says); contested where the last words of two
    are that a term is kept and that it is not."""
    last = dict(words)
    return "contested" if set(last.values()) >= _OPPOSITES else words[-1][1]


def _words(seen: Seen) -> dict[tuple[int, int | None], list[FollowedItem]]:
    """(step that agreed, number of the term) -> the words on it, in the order of occurrence."""
    found: dict[tuple[int, int | None], list[FollowedItem]] = {}
    for deal, term, item in _followed(seen):
        found.setdefault((deal, term), []).append(item)
    return found


def _followed(seen: Seen) -> Iterator[tuple[int, int | None, FollowedItem]]:
    for row in seen.all(rows.FollowedRow):
        if row.deal is not None:
            step = seen.by_version[row.step]
            yield row.deal, row.term, cite(FollowedItem, seen, step, row)
