"""What judging is given and answers: drafts, and for each what may be recorded, or why not."""

from collections.abc import Sequence
from typing import Final, Protocol

import msgspec
from msgspec import Struct

from parley.negotiation.evidence import JsonValue
from parley.negotiation.fold import Stamp
from parley.negotiation.naming import Addition
from parley.negotiation.refusals import ENTRY, Refusal, refused
from parley.negotiation.rows import RowStruct
from parley.negotiation.rules import CURRENT
from parley.negotiation.views.tables import Cells, cells_of, plain_row

__all__ = [
    "Drafted",
    "Examined",
    "Extended",
    "Judged",
    "Pending",
    "Problem",
    "Verdict",
    "as_judged",
    "concerns_others",
    "problem_of",
    "repeated_labels",
    "with_problems",
]


_CHANGING: Final = ("NegotiationRegistered", "RegistrationAmended", "EntryCorrected")
"""Entries after which anything may be otherwise that was there before."""
_HELD: Final = ("talks_underway", "deal_reached")
"""States of which two can be at odds."""


class Drafted(Protocol):
    """An entry to be recorded, as it was written: `fields` are plain JSON values."""

    @property
    def type(self) -> str: ...
    @property
    def fields(self) -> dict[str, JsonValue]: ...
    @property
    def id(self) -> str | None:
        """The id under which it would be recorded."""

    @property
    def label(self) -> str | None:
        """A name under which other drafts of the batch may point at it."""


class Judged(Struct, frozen=True, kw_only=True):
    """An entry that may be recorded at `version`; `step` is plain JSON."""

    version: int
    type: str
    type_version: int
    rules: int
    step: dict[str, JsonValue]
    state: str | None
    """The negotiation's state at the head, once this is recorded."""
    rows: tuple[tuple[str, dict[str, JsonValue]], ...]
    """The rows that it made, moved or ended, its own first; none of a correction, which makes
    others what they would be without it."""
    late: bool
    """Whether it stands before something that was recorded earlier."""
    beside: bool = False
    """Whether it may be at odds with other negotiations, of its contest or by its links."""


class Problem(Refusal, frozen=True, kw_only=True):
    """Why draft number `draft` (from 0) may not be recorded."""

    draft: int


class Extended(Struct, frozen=True):
    """What counting in some entries gives: rows to put, in place of all the stream's with `whole`,
    and the fold in our own bytes. `stamps` are the cells that wait for an entry to be recorded."""

    made: Sequence[RowStruct]
    fold: bytes
    whole: bool = False
    stamps: tuple[Stamp, ...] = ()

    @property
    def rows(self) -> list[tuple[str, dict[str, JsonValue]]]:
        """The rows as plain values, each with its table, made anew each time."""
        return [plain_row(row) for row in self.made]

    def cells(self, stream: str) -> dict[str, list[Cells]]:
        """The rows by table, each as the cells of its columns, the stream first."""
        tables: dict[str, list[Cells]] = {}
        for row in self.made:
            table, cells = cells_of(stream, row)
            tables.setdefault(table, []).append(cells)
        return tables


class Examined(Struct, frozen=True):
    """What judging a whole history again finds: the versions that may not stand where they stand,
    and why; and what folding it gave, None where it could not be folded to its end."""

    refused: list[tuple[int, Refusal]]
    folded: Extended | None = None


class Verdict(Struct, frozen=True):
    """All are judged, with what they change; or there is at least one problem; or nothing was
    judged yet, because `additions` have to come with the drafts."""

    judged: tuple[Judged, ...]
    problems: tuple[Problem, ...]
    additions: tuple[Addition, ...] = ()
    change: Extended | None = None


class Pending(Struct, frozen=True, kw_only=True):
    """A draft in the account, before it has a record."""

    version: int
    type: str
    type_version: int
    step: dict[str, JsonValue]
    recorded_at: int
    id: str
    recorded_by: str
    rules: int | None = CURRENT.version
    position: int = 0


def with_problems(problems: Sequence[Problem], verdict: Verdict) -> Verdict:
    """A verdict that has these problems too."""
    if not problems:
        return verdict
    every = sorted((*problems, *verdict.problems), key=lambda each: each.draft)
    return Verdict((), tuple(every))


def repeated_labels(drafts: Sequence[Drafted]) -> list[Problem]:
    """A problem for each draft whose label an earlier one carries."""
    problems: list[Problem] = []
    first: dict[str, int] = {}
    for index, draft in enumerate(drafts):
        if draft.label is not None and first.setdefault(draft.label, index) != index:
            found = refused(ENTRY, "label_twice", label=draft.label).at("label")
            problems.append(problem_of(index, found))
    return problems


def problem_of(index: int, refusal: Refusal) -> Problem:
    """The refusal of draft number `index`."""
    return Problem(draft=index, **msgspec.structs.asdict(refusal))


def concerns_others(judged: Judged) -> bool:
    """Whether an entry can be at odds with what other negotiations say: it opens talks, reaches a
    deal, agrees on terms, or changes what was there (docs/adr/0043)."""
    if judged.late or judged.type in _CHANGING:
        return True
    own = judged.rows[0][1] if judged.rows else {}
    state = own.get("state")
    moved = state in _HELD and state != own.get("state_before")
    return moved or any(table == "term" and row["mutual"] for table, row in judged.rows[1:])


def as_judged(entry: Pending, rows: Sequence[RowStruct] = (), *, late: bool = False) -> Judged:
    """A draft that may be recorded; the state is known once all are judged."""
    return Judged(
        version=entry.version,
        type=entry.type,
        type_version=entry.type_version,
        rules=CURRENT.version,
        step=entry.step,
        state=None,
        rows=tuple(plain_row(row) for row in rows),
        late=late,
    )
