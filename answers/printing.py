"""What may reach a screen or a page of a text: nothing that moves a cursor or turns a line."""

import re
from typing import Final

__all__ = ["CONTROLS", "TURNING", "markdown_text", "printable"]


# What could move the cursor, ring, recolour or turn the reading direction round. Joiners and
# direction marks stay: Indic and Arabic scripts are spelt with them.
CONTROLS: Final = {*range(0x20), *range(0x7F, 0xA0)} - {ord("\t"), ord("\n")}

TURNING: Final = {0x2028, 0x2029, *range(0x202A, 0x202F), *range(0x2066, 0x206A)}

_UNPRINTABLE: Final = {code: f"\\x{code:02x}" for code in CONTROLS} | {
    code: f"\\u{code:04x}" for code in TURNING
}


def printable(text: str) -> str:
    """Return the text with control characters written out (tab and newline are kept).

    Words come from strangers' files; an escape sequence among them must not reach the terminal.
    """
    return text.translate(_UNPRINTABLE)


_MARKDOWN_SIGNS: Final = re.compile(r"[\\`*_\[\]<>|~&#$^!]")


def markdown_text(text: str) -> str:
    """Return the text so that a Markdown reader shows exactly these characters inside a line."""
    return _MARKDOWN_SIGNS.sub(r"\\\g<0>", text)
