"""A recorder's desk: an account with a ledger and one negotiation, on a clock set by hand.

The tests of the commands that write sit here: they type, and look at what the log then holds.
"""

from collections.abc import Mapping
from pathlib import Path

from parley.answers import opening
from parley.events.canonical import JsonValue
from parley.events.ledger import Ledger
from parley.events.statement import Statement, decode_statement
from parley.negotiation.paths import found
from tests.cli.terminal import Place, Result

SECOND = 1_000_000
SATURDAY = 1_725_710_400 * SECOND  # 7 September 2024, 12:00 UTC
NEW = (
    *("new", "talks", "--title", "Talks", "--arena", "Haryana", "--seats", "90"),
    *("--party", "INC=Indian National Congress|Congress", "--party", "AAP=Aam Aadmi Party"),
    *("--tz", "Asia/Kolkata"),
)
TOLD = ("--at", "2024-09-07", "--speaker", "A. Speaker")


class Desk:
    """Types commands at a clock that stands still until it is moved; `path` is the ledger."""

    def __init__(self, folder: Path) -> None:
        self.place = Place(folder)
        self.path = self.place.here / "parley.db"
        self.now = SATURDAY

    def type(
        self, *words: str, stdin: bytes = b"", environment: Mapping[str, str] | None = None
    ) -> Result:
        """Type a command."""
        self.now += SECOND
        now = self.now
        return self.place.run(*words, stdin=stdin, environment=environment, clock=lambda: now)

    def must(self, *words: str, environment: Mapping[str, str] | None = None) -> Result:
        """Type a command that has to succeed."""
        result = self.type(*words, environment=environment)
        assert result.code == 0, result
        return result

    def size(self) -> int:
        """How many records the log has."""
        with self._ledger() as ledger:
            return ledger.head().size

    def records(self) -> list[Statement]:
        """Return every statement of the log."""
        with self._ledger() as ledger:
            return [decode_statement(record.statement) for record in ledger.log()]

    def last(self) -> Statement:
        """Return the last statement of the log."""
        return self.records()[-1]

    def field(self, path: str) -> JsonValue:
        """Return what stands at a path of the last step, such as `evidence.0.speaker`."""
        return found(self.last().step, path)

    def write(self, name: str, text: str) -> str:
        """Write a file of the current folder; return its name."""
        (self.place.here / name).write_text(text, encoding="utf-8")
        return name

    def copied(self, folder: Path) -> "Desk":
        """Return a desk in another account with a copy of this ledger, and of what `use` chose."""
        copy = Desk(folder)
        copy.path.write_bytes(self.path.read_bytes())
        copy.now = self.now
        used = (self.place.state / "use.json").read_text()
        copy.place.state.mkdir(parents=True)
        used = used.replace(str(self.path), str(copy.path))
        (copy.place.state / "use.json").write_text(used)
        return copy

    def _ledger(self) -> Ledger:
        return opening.open_ledger(str(self.path), clock=lambda: self.now)


def open_desk(folder: Path) -> Desk:
    """Return a desk with a ledger and the negotiation `talks`, of which v1 is registered."""
    desk = Desk(folder)
    desk.must("init", "--db", "parley.db", "--name", "local/desk")
    desk.must(*NEW)
    return desk
