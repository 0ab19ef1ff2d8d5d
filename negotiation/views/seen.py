"""A stream's rows as they are seen at one moment: the cut of DOMAIN §3, applied to rows.

The same answers are read from the tables at the head and from rows folded at an earlier time of
knowledge; only where the rows come from differs.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TypeVar, cast

import msgspec

from negotiation import rows
from negotiation.evidence import JsonValue
from negotiation.moments import UNBOUNDED_PAST, Bounds
from negotiation.views.tables import TABLES

__all__ = ["Seen", "bounds_of"]

R = TypeVar("R", bound=rows.RowStruct)


class Seen:
    """Rows of one stream up to a moment.

    `as_of` is an instant (µs since 1970, UTC) or None for everything recorded; `step` cuts just
    after that step instead. `now` is the clock that deadlines and expiries are compared with when
    there is no other moment.
    """

    def __init__(
        self,
        stream: str,
        given: Mapping[str, Sequence[Mapping[str, JsonValue]]],
        *,
        now: int,
        as_of: int | None = None,
        step: int | None = None,
    ) -> None:
        self.stream = stream
        self._rows = _Rows(given)
        self._now = now
        self._look(as_of=as_of, step=step)

    def just_after(self, step: int) -> "Seen":
        """The same rows cut just after a step; they are read once, so that thousands of such cuts
        cost no more than a look at each step."""
        cut = object.__new__(Seen)
        cut.stream, cut._rows, cut._now = self.stream, self._rows, self._now
        cut._look(as_of=None, step=step)
        return cut

    def _look(self, *, as_of: int | None, step: int | None) -> None:
        self.negotiation = self._rows.read(rows.NegotiationRow)[0]
        self.steps = _cut(self._rows.steps, as_of=as_of, step=step)
        self.visible: frozenset[int] = frozenset({1, *(row.step for row in self.steps)})
        last = self.steps[-1] if self.steps else None
        self.cut = as_of is not None or step is not None
        """Whether something other than everything recorded is asked."""
        self.at: int = self._now if as_of is None else as_of
        """The instant at which deadlines and expiries are judged."""
        if step is not None:
            self.at = UNBOUNDED_PAST if last is None else last.latest

    @property
    def slug(self) -> str:
        return self.stream.partition("/")[2]

    def saw(self, version: int | None) -> bool:
        """Whether a step had happened."""
        return version is not None and version in self.visible

    def step(self, version: int) -> rows.StepRow | None:
        """The row of a step in view."""
        return self._by_version.get(version)

    def all(self, kind: type[R]) -> list[R]:
        """The rows of a table that steps in view have made, in the order of occurrence."""
        return [row for row in self._rows.placed(kind) if row.step in self.visible]

    def corrections(self) -> list[rows.CorrectionRow]:
        """Our corrections; they stand outside the order of occurrence."""
        return list(self._rows.read(rows.CorrectionRow))

    @cached_property
    def _by_version(self) -> dict[int, rows.StepRow]:
        return {row.step: row for row in self.steps}


class _Rows:
    """The rows of a stream, each table read when it is first asked for. Nobody may change them."""

    def __init__(self, given: Mapping[str, Sequence[Mapping[str, JsonValue]]]) -> None:
        self._given = given
        self._read: dict[type[rows.RowStruct], list[rows.RowStruct]] = {}
        self._placed: dict[type[rows.RowStruct], list[rows.RowStruct]] = {}

    @cached_property
    def steps(self) -> list[rows.StepRow]:
        """Every step, in the order of occurrence."""
        return sorted(self.read(rows.StepRow), key=lambda row: row.place)

    @cached_property
    def _places(self) -> dict[int, int]:
        return {row.step: row.place for row in self.steps}

    def read(self, kind: type[R]) -> list[R]:
        """The rows of a table as they are stored."""
        if kind not in self._read:
            table, _ = TABLES[kind]
            self._read[kind] = [
                msgspec.convert(
                    {name: each for name, each in row.items() if name != "stream"}, kind
                )
                for row in self._given.get(table, ())
            ]
        return cast("list[R]", self._read[kind])

    def placed(self, kind: type[R]) -> list[R]:
        """The rows of a table in the order of occurrence of the steps that made them."""
        if kind not in self._placed:
            self._placed[kind] = sorted(
                self.read(kind),
                key=lambda row: (self._places.get(row.step, 0), getattr(row, "line", 0)),
            )
        return cast("list[R]", self._placed[kind])


def bounds_of(row: rows.StepRow) -> Bounds:
    """When a step happened at the earliest and at the latest."""
    return Bounds(row.earliest, row.latest)


def _cut(steps: list[rows.StepRow], *, as_of: int | None, step: int | None) -> list[rows.StepRow]:
    """The steps that had happened: those over by then, and those before one of them."""
    if step is not None:
        places = [row.place for row in steps if row.step == step]
        return [row for row in steps if places and row.place <= places[0]]
    if as_of is None:
        return steps
    last = max((row.place for row in steps if row.latest <= as_of), default=0)
    return [row for row in steps if row.place <= last]
