"""What of a negotiation stands in rows alone, read by key where a step asks for it.

A fold holds what is open, so that it stays as small as that; what is closed is seldom asked for,
and nearly always by a pointer that the step itself names. While a stream is folded from nothing,
all that its steps left is at hand, and nothing is read.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Final, Generic, TypeVar

import msgspec
from msgspec import Struct

from parley.negotiation.evidence import JsonValue
from parley.negotiation.left import Left
from parley.negotiation.rows import (
    ClaimRow,
    ConditionRow,
    DeadlineRow,
    DemandRow,
    OfferRow,
    PartyRow,
    RowStruct,
    TermRow,
)

__all__ = ["LEFT_IN", "Lacking", "NotRecalled", "Past", "Recall", "Wanted"]


class Wanted(Struct, frozen=True, kw_only=True):
    """Rows of one table of the stream: those of these `steps`, or those in which these columns are
    `empty`; without either all."""

    table: str
    steps: tuple[int, ...] | None = None
    empty: tuple[str, ...] = ()


Recall = Callable[[Sequence[Wanted]], "Sequence[Sequence[Mapping[str, JsonValue]]] | None"]
"""Answers for each of some wishes its rows, as they are with the fold that is judged on; None where
they are not to be had, so that the records have to be read."""


class NotRecalled(Exception):  # noqa: N818 - it is no fault: the records have it
    """The rows that a step asks for are not to be had: the whole stream has to be folded."""


LEFT_IN: Final[Mapping[str, tuple[str, ...]]] = {
    "OfferMade": ("offer",),
    "DemandMade": ("demand",),
    "ConditionSet": ("condition",),
    "DeadlineSet": ("deadline",),
    "DeadlineExtended": ("deadline",),
    "UltimatumIssued": ("deadline",),
    "RegistrationAmended": ("deadline",),
    "TalksCollapsed": ("deadline",),
    "DealBroken": ("deadline",),
    "PartyWithdrew": ("deadline",),
    "TenureChanged": ("deadline",),
    "NegotiationClosed": ("deadline",),
    "StatementMade": ("claim",),
    "PartialAgreementReached": ("claim", "term"),
    "DealReached": ("term",),
    "DealAmended": ("term",),
}
"""Step type -> the tables in which later steps look for what it left; of others only the type
counts."""
_KINDS: Final[Mapping[str, type[RowStruct]]] = {
    "offer": OfferRow,
    "demand": DemandRow,
    "condition": ConditionRow,
    "deadline": DeadlineRow,
    "claim": ClaimRow,
    "term": TermRow,
    "party": PartyRow,
}
R = TypeVar("R", bound=RowStruct)


class Past:
    """What is at hand of the steps of a stream, and how the rest is had."""

    def __init__(
        self,
        left: dict[int, Left],
        *,
        upto: int = 0,
        whole: bool = True,
        recall: Recall | None = None,
    ) -> None:
        """`left` is what is at hand, and is added to; what the steps up to `upto` left is there
        only where it is `whole`, else where `recall` finds it."""
        self.whole = whole
        self._left = left
        self._upto = upto
        self._recall = recall
        self._none: set[int] = set()  # versions at which nothing stands
        self._seen: dict[tuple[str, int, int], RowStruct] = {}
        self.lapsing = Lacking(OfferRow, "offer", "accepted_by", "withdrawn_by", "lapsed_by")
        self.lapsing_demands = Lacking(DemandRow, "demand", "dropped_by", "lapsed_by")
        self.unmet = Lacking(DemandRow, "demand", "met_by", "dropped_by")

    def look_up(self, versions: Iterable[int]) -> None:
        """Have at hand what the steps at these versions left.

        Raises NotRecalled.
        """
        due = {each for each in versions if self._may_stand(each)}
        if self.whole or not due:
            return
        (steps,) = self._ask([Wanted(table="step", steps=tuple(sorted(due)))])
        found = {_number(row["step"]): row for row in steps}
        made = {
            version: Left(type=str(row["type"]), of_a_part=bool(row["of_a_part"]))
            for version, row in found.items()
        }
        self._none |= due - made.keys()
        by_table: dict[str, list[int]] = {}
        for version, left in sorted(made.items()):
            for table in LEFT_IN.get(left.type, ()):
                by_table.setdefault(table, []).append(version)
        wanted = [Wanted(table=table, steps=tuple(some)) for table, some in by_table.items()]
        for each, rows in zip(wanted, self._ask(wanted) if wanted else (), strict=True):
            for row in self._read(each.table, rows):
                _put(made[row.step], row)
        self._left |= made

    def _may_stand(self, version: int) -> bool:
        return version <= self._upto and version not in self._left and version not in self._none

    def rows(self, kind: type[R], table: str, *empty: str) -> list[R]:
        """The rows of a table that were kept, in which these columns were empty.

        Raises NotRecalled.
        """
        (rows,) = self._ask([Wanted(table=table, empty=empty)])
        return [row for row in self._read(table, rows) if isinstance(row, kind)]

    def _ask(self, wanted: Sequence[Wanted]) -> Sequence[Sequence[Mapping[str, JsonValue]]]:
        found = None if self._recall is None else self._recall(wanted)
        if found is None:
            raise NotRecalled
        return found

    def _read(self, table: str, rows: Sequence[Mapping[str, JsonValue]]) -> list[RowStruct]:
        """Rows as Structs; one that is at hand already is itself, as it was moved on since."""
        found: list[RowStruct] = []
        for values in rows:
            try:
                row = msgspec.convert(values, _KINDS[table])  # `stream` is no part of it
            except msgspec.ValidationError as error:  # damaged; `verify` says so
                raise NotRecalled from error
            key = table, row.step, getattr(row, "line", 0)
            left = self._left.get(row.step)
            at_hand = None if left is None else _found(left, row)
            found.append(at_hand or self._seen.setdefault(key, row))
        return found


class Lacking(Generic[R]):
    """The rows of a table in which some columns are empty, whichever steps made them.

    It is asked by steps that end them all: nobody points at what lapses with a deal, or is granted
    by one.
    """

    def __init__(self, kind: type[R], table: str, *columns: str) -> None:
        self._kind = kind
        self._table = table
        self._columns = columns
        self._rows: list[R] = []  # all of them, or those made since the fold was read

    def add(self, row: R) -> None:
        """A step has made one more."""
        self._rows.append(row)

    def find(self, past: Past) -> list[R]:
        """All of them, by step and line. Raises NotRecalled."""
        rows = self._rows
        if not past.whole:
            rows = [*past.rows(self._kind, self._table, *self._columns), *rows]
        rows = [row for row in rows if all(getattr(row, each) is None for each in self._columns)]
        if past.whole:
            self._rows = rows
        return sorted(rows, key=lambda row: (row.step, getattr(row, "line", 0)))


def _put(left: Left, row: RowStruct) -> None:
    match row:
        case OfferRow():
            left.offers.append(row)
        case DemandRow():
            left.demands.append(row)
        case DeadlineRow():
            left.deadlines.append(row)
        case TermRow():
            left.terms.append(row)
        case ConditionRow():
            left.condition = row
        case ClaimRow():
            left.claim = row


def _found(left: Left, row: RowStruct) -> RowStruct | None:
    """The same row among what its step left."""
    rows: Collection[RowStruct] = ()
    match row:
        case OfferRow():
            rows = left.offers
        case DemandRow():
            rows = left.demands
    line = getattr(row, "line", 0)
    return next((each for each in rows if getattr(each, "line", 0) == line), None)


def _number(value: JsonValue) -> int:
    if not isinstance(value, int):
        raise NotRecalled  # damaged; `verify` says so
    return value
