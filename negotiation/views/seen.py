"""A stream's rows as they are seen at one moment: the cut of DOMAIN §3, applied to rows.

The same answers are read from the tables at the head and from rows folded at an earlier time of
knowledge; only where the rows come from differs.
"""

from collections.abc import Mapping, Sequence
from typing import TypeVar

import msgspec

from negotiation import rows
from negotiation.evidence import JsonValue
from negotiation.moments import Bounds
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
        self._given = given
        self.negotiation = self._read(rows.NegotiationRow)[0]
        steps = sorted(self._read(rows.StepRow), key=lambda row: row.place)
        self.steps = _cut(steps, as_of=as_of, step=step)
        self.visible: frozenset[int] = frozenset({1, *(row.step for row in self.steps)})
        last = self.steps[-1] if self.steps else None
        self.cut = as_of is not None or step is not None
        """Whether something other than everything recorded is asked."""
        self.at: int = now if as_of is None else as_of
        """The instant at which deadlines and expiries are judged."""
        if step is not None and last is not None:
            self.at = last.latest

    @property
    def slug(self) -> str:
        return self.stream.partition("/")[2]

    def saw(self, version: int | None) -> bool:
        """Whether a step had happened."""
        return version is not None and version in self.visible

    def step(self, version: int) -> rows.StepRow | None:
        """The row of a step in view."""
        return next((row for row in self.steps if row.step == version), None)

    def all(self, kind: type[R]) -> list[R]:
        """The rows of a table that steps in view have made, in the order of occurrence."""
        places = {row.step: row.place for row in self.steps}
        found = [row for row in self._read(kind) if row.step in self.visible]
        return sorted(found, key=lambda row: (places.get(row.step, 0), getattr(row, "line", 0)))

    def corrections(self) -> list[rows.CorrectionRow]:
        """Our corrections; they stand outside the order of occurrence."""
        return self._read(rows.CorrectionRow)

    def _read(self, kind: type[R]) -> list[R]:
        table, _ = TABLES[kind]
        return [
            msgspec.convert({name: value for name, value in row.items() if name != "stream"}, kind)
            for row in self._given.get(table, ())
        ]


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
