"""Quantities: a figure as it was given, from an exact count to words without any number.

In real talks the figures on record are mostly words and the exact ones mostly anonymous; a plain
integer would falsify both. So a quantity says what kind of figure it is, keeps the words, and sets
our own reading of them beside them, marked as ours.
"""

import re
from decimal import Decimal
from math import ceil, floor
from typing import Annotated, Literal

from msgspec import Meta, Struct

from parley.negotiation.texts import words_fault

__all__ = [
    "COUNT_MAX",
    "QUANTITY_FORMS",
    "WORDS_MAX",
    "Number",
    "Quantity",
    "Reading",
    "parse_quantity",
    "parse_reading",
    "whole",
]

COUNT_MAX = 2**53 - 1
"""The largest count: beyond it, readers of JSON in other languages round."""
WORDS_MAX = 400
"""Characters of a verbatim or a unit."""
QUANTITY_FORMS = (
    "write 5, 5..7, 23.. for at least 23, ..9 for at most 9, 190~ for about 190, 3.3 with a"
    " point, “equal shares” or “by turns”, or the words as they were said"
)

Number = int | Decimal
"""What figures are compared and added as."""
Count = Annotated[int, Meta(ge=0, le=COUNT_MAX, description="A whole number, from 0.")]
Fraction = Annotated[
    str,
    Meta(
        pattern=r"^(0|[1-9][0-9]{0,14})\.[0-9]{1,6}$",
        description="A number with a point, in its digits as they were given.",
        examples=["3.3", "84.30"],
    ),
]
"""A text, since JSON readers would round it."""
Measure = Count | Fraction
Words = Annotated[str, Meta(min_length=1, max_length=WORDS_MAX)]
FigureKind = Literal["exact", "range", "at_least", "at_most", "about"]


class Reading(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """What we, the recorders, take words to mean: "single digit" = 1 to 9. Nobody said it.

    A range has `low` and `high`, every other kind has `value`. Raises ValueError.
    """

    kind: FigureKind
    value: Measure | None = None
    low: Measure | None = None
    high: Measure | None = None

    def __post_init__(self) -> None:
        _require_figure(self)

    def bounds(self) -> tuple[Number | None, Number | None]:
        """Return lowest and highest number, inclusive; None where there is no bound."""
        return _bounds(self)


class Quantity(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """A figure as it was given (DOMAIN "Quantity"). Raises ValueError.

    A range has `low` and `high`, every other kind of figure has `value`; `unquantified` has neither
    and MUST have the words, `verbatim`, which any other kind may have too, or `shared`. `of` is the
    total that the speaker named, `reads_as` our reading of words without a number, `shared` how
    something is shared where no number says it.
    """

    kind: Literal["exact", "range", "at_least", "at_most", "about", "unquantified"]
    value: Measure | None = None
    low: Measure | None = None
    high: Measure | None = None
    of: Measure | None = None
    unit: Words | None = None
    verbatim: Words | None = None
    reads_as: Reading | None = None
    shared: Literal["equally", "by_turns"] | None = None

    def __post_init__(self) -> None:
        _require_figure(self)
        _require_words(self)
        if self.of is not None:
            _require_count("of", self.of)
            most = max(_number(self.value or 0), _number(self.high or 0))
            if most > _number(self.of):
                raise ValueError(f"{most} is more than the whole, of {self.of}")

    def bounds(self) -> tuple[Number | None, Number | None]:
        """Return lowest and highest number, inclusive; None where nobody named a bound.

        Words count as our reading of them. Both are None where nothing can be compared: for words
        without a reading, and for `about`, since nobody said how far from the figure it reaches.
        """
        return _bounds(self.reads_as if self.reads_as is not None else self)

    def counts(self) -> tuple[int | None, int | None]:
        """Return the bounds of what nobody can halve, such as seats: the whole numbers within."""
        low, high = self.bounds()
        return None if low is None else ceil(low), None if high is None else floor(high)

    def _far_from(self, other: "Quantity") -> bool:
        """Whether nobody would call the other one about this: it is half of it or less, or twice as
        much or more."""
        about = _about(self)
        if about is None or about == 0:
            return False
        around = _about(other)
        low, high = other.bounds() if around is None else (around, around)
        return (high is not None and 2 * high <= about) or (low is not None and low >= 2 * about)

    def meets(self, other: "Quantity") -> bool | None:
        """Say whether one count could satisfy both; None where they cannot be compared.

        They cannot when either has no bounds, or when both name a unit and not the same one. How
        far `about` reaches nobody said; no further than half of it, or twice as much.
        """
        low, high = self.bounds()
        other_low, other_high = other.bounds()
        if self.unit is not None and other.unit is not None and self.unit != other.unit:
            return None
        if self._far_from(other) or other._far_from(self):
            return False
        if (low is None and high is None) or (other_low is None and other_high is None):
            return None
        return not _above(low, other_high) and not _above(other_low, high)


def parse_quantity(text: str) -> Quantity:
    """Return the quantity that somebody typed. Raises ValueError.

    `5` · `5..7` · `23..` · `..9` · `190~` · `3.3`, each with a unit (`5 seats`, `84.3%`), with the
    total (`5 of 90`), or with both; `equal shares` and `by turns`; anything else that has letters
    is kept as words.
    """
    text = text.strip()
    if len(text) > WORDS_MAX:
        raise ValueError(f"a quantity has at most {WORDS_MAX} characters, this has {len(text)}")
    match = _FIGURE.fullmatch(text)
    if match is not None:
        kind, value, low, high = _figure(match)
        total = _given(match["of"]) if match["of"] else None
        unit = "percent" if match["percent"] else match["unit"]
        return Quantity(kind=kind, value=value, low=low, high=high, of=total, unit=unit)
    if (shared := _SHARED.get(text.casefold())) is not None:
        return Quantity(kind="unquantified", shared=shared)
    if (fault := words_fault(text)) is not None:
        raise ValueError(f"{fault.reason}; {fault.hint}")
    if not any(character.isalpha() for character in text):
        raise ValueError(f"“{text}” is no figure in a known form: {_hint_for(text)}")
    return Quantity(kind="unquantified", verbatim=text)


def parse_reading(text: str) -> Reading:
    """Return our reading of words, typed as `5`, `1..9`, `23..`, `..9` or `190~`.

    Raises ValueError.
    """
    match = _FIGURE.fullmatch(text.strip())
    if match is None or match["of"] or match["unit"] or match["percent"]:
        reason = "is no reading of words: write 5, 1..9, 23.., ..9 or 190~"
        raise ValueError(f"“{text.strip()[:WORDS_MAX]}” {reason}")
    kind, value, low, high = _figure(match)
    return Reading(kind=kind, value=value, low=low, high=high)


def _require_figure(figure: Quantity | Reading) -> None:
    """Refuse numbers that do not fit the kind. Raises ValueError."""
    given = {"value": figure.value, "low": figure.low, "high": figure.high}
    due = {"range": ("low", "high"), "unquantified": ()}.get(figure.kind, ("value",))
    for name, count in given.items():
        if count is None and name in due:
            raise ValueError(f"a quantity of kind {figure.kind} needs {' and '.join(due)}")
        if count is not None and name not in due:
            takes = f"takes {' and '.join(due)} only" if due else "has no number"
            raise ValueError(f"a quantity of kind {figure.kind} {takes}, not {name}")
        if count is not None:
            _require_count(name, count)
    if _above(*_plain(figure.low, figure.high)):
        raise ValueError(f"low {figure.low} is above high {figure.high}: turn them round")


def _require_count(name: str, count: Measure) -> None:
    if isinstance(count, str):
        if not _FRACTION.fullmatch(count):
            raise ValueError(f"{name} is “{count}”, and no number with a point, such as 3.3")
    elif not 0 <= count <= COUNT_MAX:
        raise ValueError(f"{name} is {count}, and counts run from 0 to {COUNT_MAX}")


def _require_words(quantity: Quantity) -> None:
    if quantity.shared is not None and quantity.kind != "unquantified":
        raise ValueError(f"shared says it without a number, and kind {quantity.kind} has one")
    if quantity.kind == "unquantified" and quantity.verbatim is None and quantity.shared is None:
        raise ValueError("a quantity without a number needs the words, in verbatim")
    if quantity.kind != "unquantified" and quantity.reads_as is not None:
        raise ValueError(
            f"reads_as is our reading of words, and a quantity of kind {quantity.kind} has a number"
        )
    for name, words in (("verbatim", quantity.verbatim), ("unit", quantity.unit)):
        if words is not None and not words.strip():
            raise ValueError(f"{name} is empty: leave it out, or write the words")


def whole(quantity: Quantity) -> bool:
    """Say whether it counts what cannot be halved: every number of it is without a point."""
    figures = (quantity, quantity.reads_as) if quantity.reads_as else (quantity,)
    given = [quantity.of, *(each for one in figures for each in (one.value, one.low, one.high))]
    return not any(isinstance(each, str) for each in given)


def _bounds(figure: Quantity | Reading) -> tuple[Number | None, Number | None]:
    low = figure.value if figure.kind in ("exact", "at_least") else figure.low
    high = figure.value if figure.kind in ("exact", "at_most") else figure.high
    return _plain(low, high)


def _about(quantity: Quantity) -> Number | None:
    """The figure that something is said to be about."""
    figure = quantity.reads_as if quantity.reads_as is not None else quantity
    return _number(figure.value) if figure.kind == "about" and figure.value is not None else None


def _plain(low: Measure | None, high: Measure | None) -> tuple[Number | None, Number | None]:
    return None if low is None else _number(low), None if high is None else _number(high)


def _number(given: Measure) -> Number:
    return given if isinstance(given, int) else Decimal(given)


def _given(digits: str) -> Measure:
    return digits if "." in digits else int(digits)


def _above(low: Number | None, high: Number | None) -> bool:
    return low is not None and high is not None and low > high


_NUMBER = r"[0-9]+(?:\.[0-9]+)?"
_FRACTION = re.compile(r"(0|[1-9][0-9]{0,14})\.[0-9]{1,6}")
_FIGURE = re.compile(
    rf"(?:(?P<value>{_NUMBER})(?P<about>~)?|(?P<low>{_NUMBER})\.\.(?P<high>{_NUMBER})?"
    rf"|\.\.(?P<most>{_NUMBER}))"
    r"(?:(?P<percent> *%)|(?: +(?!of\b)(?P<unit>[^\W\d_][^\s,.;]*))?)"
    rf"(?: +of +(?P<of>{_NUMBER}))?"
)
_SHARED: dict[str, Literal["equally", "by_turns"]] = {
    **dict.fromkeys(("equal", "equally", "equal share", "equal shares"), "equally"),
    **dict.fromkeys(("by turns", "in turns"), "by_turns"),
}
"""Words that say how something is shared."""


def _figure(
    match: re.Match[str],
) -> tuple[FigureKind, Measure | None, Measure | None, Measure | None]:
    """Return kind, value, low and high."""
    value, low, high, most = (
        _given(match[name]) if match[name] else None for name in ("value", "low", "high", "most")
    )
    if value is not None:
        return "about" if match["about"] else "exact", value, None, None
    if most is not None:
        return "at_most", most, None, None
    if high is None:
        return "at_least", low, None, None
    return "range", None, low, high


def _hint_for(text: str) -> str:
    """Return what to write instead of the commonest wrong forms."""
    if match := re.fullmatch(r"([0-9]+) */ *([0-9]+)", text):
        return (
            f"write {match[1]}; where the pool does not say of how many, {match[1]} of {match[2]}"
        )
    if match := re.fullmatch(r"([0-9]+) *[-–—] *([0-9]+)", text):
        return f"write {match[1]}..{match[2]}"
    if match := re.fullmatch(r"(~|≈|≥|>=|≤|<=) *([0-9]+)", text):
        at_most, at_least = f"..{match[2]}", f"{match[2]}.."
        forms = {"≥": at_least, ">=": at_least, "≤": at_most, "<=": at_most}
        return f"write {forms.get(match[1], f'{match[2]}~')}"
    if match := re.fullmatch(r"([0-9]+)\+", text):
        return f"write {match[1]}.."
    return QUANTITY_FORMS
