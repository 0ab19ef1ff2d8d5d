"""An answer for people to read: entries under headings, each one line with notes under it."""

from msgspec import Struct

__all__ = ["Entry", "Note"]


class Note(Struct, frozen=True):
    """A line under an entry; `style` is one of rich's styles, or nothing."""

    text: str
    style: str = ""


class Entry(Struct, frozen=True, kw_only=True):
    """One thing: a short label, one line, the notes under it; empty notes are left out.

    The heading is written where it differs from the one before.
    """

    heading: str
    label: str
    line: str
    notes: tuple[Note, ...] = ()
