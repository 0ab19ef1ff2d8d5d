"""What people type for a field of an entry, and which field they probably mean."""

from collections.abc import Iterable, Mapping
from typing import Final, TypeVar

__all__ = ["FIELDS", "by_word", "field_meant"]

_T = TypeVar("_T")


def by_word(*rows: tuple[str, _T]) -> Mapping[str, _T]:
    """Return what each word of the rows means. Raises ValueError for a word of two rows."""
    meant: dict[str, _T] = {}
    for words, meaning in rows:
        for word in words.split():
            if word in meant:
                raise ValueError(f"“{word}” stands in two rows")
            meant[word] = meaning
    return meant


FIELDS: Final = by_word(
    ("when date day at", "occurred"),
    ("amount number figure count value share", "quantity"),
    ("from giver actor", "by"),
    ("receiver recipient", "to"),
    ("words", "verbatim"),
    ("link web", "url"),
    ("paper newspaper", "outlet"),
    ("who said_by", "speaker"),
    ("comment remark", "note"),
    ("reply replies_to", "in_reply_to"),
)
"""What somebody types for a field of an entry -> the last word of its path."""


def field_meant(word: str, paths: Iterable[str]) -> str | None:
    """Return the one path that a word probably means; None where it is none or several."""
    last = FIELDS.get(word)
    found = [path for path in paths if path.rpartition(".")[2] == last]
    return found[0] if len(found) == 1 else None
