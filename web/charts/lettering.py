"""How wide words are, and where on a plot they find room.

Nothing measures words before a picture is drawn, and a reader's fonts are not known: words are
counted with the widths of DejaVu Sans, the widest font that a picture asks for.
"""

from collections.abc import Sequence
from typing import Final
from unicodedata import east_asian_width

from msgspec import Struct

__all__ = ["Box", "Sheet", "shortened", "width_of", "wrapped"]

_WIDTHS: Final = {
    sign: width
    for width, signs in (
        (0.28, "'ijlIJ"),
        (0.34, " ,.·/:;\\|f-"),
        (0.41, "()[]t!r"),
        (0.53, '"*_`–sz“”?c'),
        (0.60, "LFkvxyPTYao"),
        (0.64, "eESbdghnpqu$0123456789{}"),
        (0.70, "KAVBRXZC"),
        (0.79, "UHNDG&OQ"),
        (0.86, "w#+<=>^~→←×M"),
        (1.00, "%mW@…"),
    )
    for sign in signs
}
"""Sign -> its width as a share of the size of the letters."""
_OTHER: Final = 0.7
_CROSSED: Final = 3
"""How many choices later one is as good that crosses a line less."""
_BOLD: Final = 1.11  # times as wide as plain letters


def width_of(words: str, size: float, *, bold: bool = False) -> float:
    """Pixels that words need in letters of this size."""
    wide = sum(
        1.0 if east_asian_width(sign) in "WF" else _WIDTHS.get(sign, _OTHER) for sign in words
    )
    return wide * size * (_BOLD if bold else 1)


def wrapped(words: str, size: float, room: float, *, bold: bool = False) -> list[str]:
    """Words as lines none of which is wider than the room; a word that is too long is broken."""
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, size, bold=bold) <= room:
            lines[-1] = longer
            continue
        rest = word
        while width_of(rest, size, bold=bold) > room and len(rest) > 1:
            kept = _fitting(rest, size, room, bold=bold)
            lines.append(rest[:kept])
            rest = rest[kept:]
        lines.append(rest)
    return lines


def shortened(words: str, size: float, room: float, lines: int, *, bold: bool = False) -> list[str]:
    """Words in so many lines at most, with … where they go on."""
    found = wrapped(words, size, room, bold=bold)
    if len(found) <= lines:
        return found
    last = found[lines - 1]
    while last and width_of(f"{last}…", size, bold=bold) > room:
        last = last[:-1]
    return [*found[: lines - 1], f"{last.rstrip()}…"]


def _fitting(word: str, size: float, room: float, *, bold: bool) -> int:
    """How many of the first signs of a word fit, at least one."""
    for count in range(len(word), 1, -1):
        if width_of(word[:count], size, bold=bold) <= room:
            return count
    return 1


class Box(Struct, frozen=True):
    """Room on a plot, in pixels from its left and from its top."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Whether the two have room in common."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


class Sheet:
    """A plot on which every word is given a place of its own."""

    def __init__(self, bounds: Box, lines: Sequence[Box]) -> None:
        """Begin with nothing taken. Words keep within `bounds`, and rather off the `lines`."""
        self._bounds = bounds
        self._lines = list(lines)
        self._taken: list[Box] = []

    def take(self, box: Box) -> None:
        """Keep room for what is drawn there."""
        self._taken.append(box)

    def avoid(self, box: Box) -> None:
        """Have words rather keep off what is drawn there."""
        self._lines.append(box)

    def place(self, choices: Sequence[Box]) -> Box | None:
        """Take an early choice that crosses few lines; None where none has room."""
        free = [(number, box) for number, box in enumerate(choices) if self._holds(box)]
        if not free:
            return None
        _, found = min(
            free,
            key=lambda each: each[0] + _CROSSED * sum(each[1].meets(x) for x in self._lines),
        )
        self.take(found)
        return found

    def _holds(self, box: Box) -> bool:
        bounds = self._bounds
        inside = (
            bounds.left <= box.left
            and box.right <= bounds.right
            and bounds.top <= box.top
            and box.bottom <= bounds.bottom
        )
        return inside and not any(box.meets(taken) for taken in self._taken)
