"""The positions up to which a person has looked, kept in the state folder.

A cursor is the asker's, never the ledger's: two people who look at one ledger have looked at
different times.
"""

import msgspec

from parley.cli.incoming import read_kept
from parley.cli.paths import Paths, write_file

__all__ = ["keep_mark", "kept_mark"]

Marks = dict[str, dict[str, int]]
"""Ledger -> stream -> position."""


def kept_mark(paths: Paths, ledger: str, stream: str) -> int | None:
    """Return the position that was kept for a stream; None where none was.

    Raises Failure when the file is damaged.
    """
    return (read_kept(paths.marks_file, Marks) or {}).get(ledger, {}).get(stream)


def keep_mark(paths: Paths, ledger: str, stream: str, position: int) -> None:
    """Keep a position for a stream of a ledger."""
    marks = read_kept(paths.marks_file, Marks) or {}
    marks.setdefault(ledger, {})[stream] = position
    text = msgspec.json.format(msgspec.json.encode(marks, order="sorted")).decode()
    write_file(paths.marks_file, f"{text}\n")
