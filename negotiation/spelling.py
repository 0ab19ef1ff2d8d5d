"""Names of seats, compared as one place however a report spells them.

The folds and the answers ask the same thing of two names; a place that counts as shared in one of
them and not in the other would be a contradiction that nobody reported.
"""

import unicodedata
from collections.abc import Callable, Mapping

__all__ = [
    "SEAT_ISSUES",
    "SHARED_SEATS",
    "draws_on_a_pool",
    "folded_name",
    "is_pool_of",
    "same_words",
    "seat_folder",
    "subject_of",
]

SHARED_SEATS = ("seat_count", "constituencies")
"""Issues whose figures and names are seats that somebody gets."""
SEAT_ISSUES = (*SHARED_SEATS, "seat_swap")
"""Issues whose figures and names are seats of this arena."""


def draws_on_a_pool(issue: str | None) -> bool:
    """Whether a figure of it is so much of what there is to share: of seats swapped nobody has
    more."""
    return issue != "seat_swap"


def is_pool_of(issue: str | None, pool: str | None) -> bool:
    """Whether a pool is called what the figures of an issue are called: seats of `seats`."""
    named = {"portfolios": ("posts", "portfolios")}
    names = ("seats",) if issue in SEAT_ISSUES else named.get(issue or "", ())
    return pool is not None and _plain(pool) in names


def subject_of(pool: str | None, issue: str) -> tuple[str | None, str]:
    """What a term is about, whoever gets it: names of seats settle their number too."""
    return pool, "seats" if issue in SEAT_ISSUES else issue


def folded_name(name: str) -> str:
    """The name of an outlet or agency without what is only spelling: case and spaces."""
    return " ".join(name.split()).casefold()


def same_words(one: str, other: str) -> bool:
    """Whether two names are one but for spaces and case."""
    return _plain(one) == _plain(other)


def seat_folder(seat_names: Mapping[str, str]) -> Callable[[str], str]:
    """A function from a seat's name to what is the same for all its spellings.

    `seat_names` are the registered spellings, each with the seat that it stands for. Case, spaces
    and punctuation tell no two places apart: Salem I is SALEM-I.
    """
    known = {_place(alias): _place(seat) for alias, seat in seat_names.items()}

    def fold(name: str) -> str:
        return known.get(_place(name), _place(name))

    return fold


def _place(name: str) -> str:
    """A name by its letters, their marks and its numbers alone; one without any as it is."""
    plain = _plain(name)
    kept = (each if unicodedata.category(each)[0] in "LMN" else " " for each in plain)
    return " ".join("".join(kept).split()) or plain


def _plain(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
