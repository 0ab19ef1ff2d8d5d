"""Trees: what the readers of YAML, JSON and CSV hand over, before the door of documents.py.

The three formats differ only in how they are taken apart; what may stand in a document is decided
once, at the door. A reader therefore puts `Refused` where it met something that it will not read,
and goes on, so that one run names everything that is wrong.
"""

import re
import unicodedata
from collections.abc import Mapping
from typing import TypeAlias

from msgspec import Struct

from parley.answers.language import marked, say

INTEGER_MAX = 2**53 - 1
"""The largest integer on either side of 0: beyond it, readers of JSON elsewhere round."""
DEPTH_MAX = 32
"""Objects and lists within each other; the deepest step has fewer than ten."""

Path: TypeAlias = tuple[str | int, ...]
"""Field names and list indexes from the row down, such as ("evidence", 0, "speaker")."""


class Refused(Struct, frozen=True):
    """Stands in a tree for a value that was not read."""

    reason: str


Tree: TypeAlias = "bool | int | str | Refused | list[Tree] | dict[str, Tree] | None"


class Found(Struct, frozen=True):
    """One document: its tree, the line it starts on, and the lines of what it holds (from 1).

    `lines` may leave paths out; what is not there stands on the line of what holds it.
    """

    tree: Tree
    line: int
    lines: Mapping[Path, int] = {}
    base: Path = ()
    """Where this document lies in `lines`, when it is one of a list."""

    def where(self, path: Path) -> int:
        """Return the line on which a field starts, or the nearest thing that holds it."""
        for length in range(len(path), 0, -1):
            line = self.lines.get(self.base + path[:length])
            if line is not None:
                return line
        return self.line


TWICE = marked("the field stands twice in one object; leave one out")
TOO_DEEP = marked("nested deeper than {most} levels")


def normalised(text: str) -> str:
    """Return a text in Unicode's form NFC, so that `é` is one text and not two."""
    return unicodedata.normalize("NFC", text)


def integer(digits: str) -> int | Refused:
    """Return the integer that decimal digits say, unless it is too large to keep."""
    # Counted first: making an int of a million digits takes minutes.
    if len(digits) <= len(str(-INTEGER_MAX)) and abs(int(digits)) <= INTEGER_MAX:
        return int(digits)
    return Refused(
        say(
            "{digits} is beyond {most}; write it as a text, in quotes",
            digits=shortened(digits),
            most=INTEGER_MAX,
        )
    )


def floating(text: str) -> Refused:
    """Return the refusal of a number with a fraction or an exponent."""
    return Refused(
        say(
            "{text} is not a whole number; write a whole number, or a text in quotes",
            text=shortened(text),
        )
    )


def shortened(text: str) -> str:
    """Return a text that fits in a message."""
    return (
        text
        if len(text) <= 40
        else say("{start}… ({length} characters)", start=text[:30], length=len(text))
    )


def field_of(path: Path) -> str:
    """Return a path as it is printed: `evidence.0.speaker`, with unusual names in quotes."""
    return ".".join(
        part if _NAME.fullmatch(part) else repr(shortened(part)) for part in map(str, path)
    )


# Whatever else stands in a name, such as an escape sequence, must not reach a terminal.
_NAME = re.compile(r"[\w()+-]{1,60}")
