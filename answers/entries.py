"""An answer for people to read: entries under headings, each one line with notes under it."""

from typing import Literal

from msgspec import Struct

__all__ = ["Entry", "Note", "Told"]


class Note(Struct, frozen=True):
    """A line under an entry; an `aside` says where it comes from, what is in `stress` must not be
    missed."""

    text: str
    kind: Literal["plain", "aside", "stress"] = "plain"


class Entry(Struct, frozen=True, kw_only=True):
    """One thing: a short label, one line, the notes under it; empty notes are left out.

    The heading is written where it differs from the one before.
    """

    heading: str
    label: str
    line: str
    notes: tuple[Note, ...] = ()


class Told(Struct, frozen=True):
    """An answer as it is told: entries under a title, which may be empty."""

    title: str
    entries: tuple[Entry, ...]
