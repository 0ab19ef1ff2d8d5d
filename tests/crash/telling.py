"""What clients say, entered as a history: each operation invoked once and ended at most once."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from tests.crash.history import PRIMARY, Ended, Entry, Invoked, Line

__all__ = ["Client", "write_history"]


class Client:
    """One that asks for one thing after another; what it asks for and hears goes to `lines`."""

    def __init__(self, name: str, lines: list[Line]) -> None:
        self._name = name
        self._lines = lines
        self._number = 0
        self._open = False

    def invoke(self, at: int, statements: Mapping[str, str], place: str = PRIMARY) -> None:
        """It asks; of what it asked before, and got no answer to, it will hear nothing more."""
        self.give_up(at)
        self._number, self._open = self._number + 1, True
        self._lines.append(Invoked(at, self._name, self._number, statements, place))

    def end(self, at: int, outcome: str, positions: Sequence[int] = (), read: str = "") -> None:
        """It hears what became of it."""
        self._lines.append(Ended(at, self._name, self._number, outcome, positions, read))
        self._open = False

    def give_up(self, at: int) -> None:
        """It hears nothing more: what it asked for last may have happened."""
        if self._open:
            self.end(at, "unknown")


def write_history(path: Path, lines: Sequence[Line], log: Sequence[Entry]) -> None:
    """Write a history and the log that is there in the end, as JSON, a line each."""
    path.write_bytes(b"".join(msgspec.json.encode(line) + b"\n" for line in (*lines, *log)))
