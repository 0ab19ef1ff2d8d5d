"""A scale of counts from zero: where a figure stands, and at which round counts it is marked.

One for the picture that goes up, for the one that goes across a phone, and for the terminal.
"""

from typing import Final

from msgspec import Struct

__all__ = ["Scale"]

_ROUND: Final = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000)


class Scale(Struct, frozen=True):
    """From zero to its highest count, between two places in pixels, or in columns of letters."""

    highest: float
    zero: float
    end: float

    def at(self, count: float) -> float:
        """Return where a count stands; what is higher than the scale stands at its end."""
        return self.zero + (self.end - self.zero) * min(count, self.highest) / self.highest

    def counts(self, most: int) -> list[int]:
        """Return round counts from zero, in about so many steps at most."""
        step = next((each for each in _ROUND if self.highest / each <= most), _ROUND[-1])
        return list(range(0, int(self.highest) + 1, step))
