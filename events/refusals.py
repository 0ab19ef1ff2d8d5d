"""Refusals: why an entry may not be recorded, as a rule, one of its cases, and the facts of it.

No sentence stands in them: what is said to people is of a language and a release, and a record of
a refused attempt outlives both.
"""

from collections.abc import Sequence
from typing import Protocol

from msgspec import Struct

from parley.events.canonical import JsonObject
from parley.events.errors import RecordError

__all__ = ["NO_ENTRY", "Fault", "NotRecorded", "Refusal"]

NO_ENTRY = "entry"
"""The guard of what no rule found: the words make no valid entry."""


class Refusal(Protocol):
    """Why an entry may not be recorded: a rule, one of its cases, the facts of it; no sentence.

    ``field`` is a path in what was written, or empty; ``other`` the version of another entry.
    """

    @property
    def guard(self) -> str: ...
    @property
    def case(self) -> str: ...
    @property
    def facts(self) -> JsonObject: ...
    @property
    def field(self) -> str: ...
    @property
    def other(self) -> int | None: ...


class Fault(Struct, frozen=True, kw_only=True):
    """A refusal by the record itself: what it was given makes no entry, or could not be kept."""

    guard: str = NO_ENTRY
    case: str
    facts: JsonObject
    field: str = ""
    other: int | None = None

    def __str__(self) -> str:
        return f"{self.case}: {self.facts.get('fault')}"


class NotRecorded(RecordError):  # noqa: N818 - as in events.errors
    """``problems`` are (draft number from 0, why it is refused); nothing of it was written.

    ``kept`` says whether the attempt itself was kept; ``not_kept`` why it could not be, where the
    ledger keeps refusals.
    """

    kept: bool = False
    not_kept: str | None = None

    def __init__(self, problems: Sequence[tuple[int, Refusal]]) -> None:
        super().__init__(problems)
        self.problems = tuple(problems)

    @property
    def message(self) -> str:
        """The first of them, as the rules that refuse it call it."""
        more = len(self.problems) - 1
        return f"{self.problems[0][1]}" + f" (and {more} more)" * bool(more)
