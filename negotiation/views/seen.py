"""A stream's rows as they are seen at one moment: the cut of DOMAIN §3, applied to rows.

The same answers are read from the tables at the head and from rows folded at an earlier time of
knowledge; only where the rows come from differs.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Protocol, TypeVar, cast

from msgspec import Struct

from parley.negotiation import rows
from parley.negotiation.evidence import JsonValue
from parley.negotiation.moments import UNBOUNDED_PAST, Bounds, parse_moment
from parley.negotiation.views.tables import TABLES, row_of

__all__ = ["Given", "PlainRows", "Said", "Seen", "bounds_of", "certainly_before"]

R = TypeVar("R", bound=rows.RowStruct)
T = TypeVar("T")
Said = Callable[[Struct], str]
"""said(row): a row, or what a view makes of it, in one line for people."""


class Given(Protocol):
    """The rows of a stream, from wherever they come."""

    def read(self, kind: type[R]) -> Sequence[R]:
        """The rows of a table by its key, which nobody may change."""


class PlainRows:
    """Rows that are given as plain values, by table."""

    def __init__(self, tables: Mapping[str, Sequence[Mapping[str, JsonValue]]]) -> None:
        self._tables = tables

    def read(self, kind: type[R]) -> list[R]:
        """`Given`."""
        return [row_of(kind, row) for row in self._tables.get(TABLES[kind][0], ())]


class Seen:
    """Rows of one stream up to a moment.

    `as_of` is an instant (µs since 1970, UTC) or None for everything recorded; `step` cuts just
    after that step instead. `now` is the clock that deadlines and expiries are compared with when
    there is no other moment; just after a step lies never beyond it. `moment` is when they are
    compared in spite of the cut: of an answer that is held against another. `said` words a step or
    a correction of ours; here nobody speaks any language.
    """

    def __init__(
        self,
        stream: str,
        given: Given | Mapping[str, Sequence[Mapping[str, JsonValue]]],
        *,
        now: int,
        said: Said,
        as_of: int | None = None,
        step: int | None = None,
        moment: Bounds | None = None,
    ) -> None:
        self.stream = stream
        self.said = said
        self._rows = _Rows(PlainRows(given) if isinstance(given, Mapping) else given)
        self._now = now
        self._look(as_of=as_of, step=step, moment=moment)

    def just_after(self, step: int) -> "Seen":
        """The same rows cut just after a step; they are read once, so that thousands of such cuts
        cost no more than a look at each step."""
        cut = object.__new__(Seen)
        cut.stream, cut.said, cut._rows, cut._now = self.stream, self.said, self._rows, self._now
        cut._look(as_of=None, step=step)
        return cut

    def _look(self, *, as_of: int | None, step: int | None, moment: Bounds | None = None) -> None:
        self._all: dict[type[rows.RowStruct], list[rows.RowStruct]] = {}
        self._made: dict[Callable[[Seen], object], object] = {}
        self._by_step: dict[type[rows.RowStruct], dict[int, list[rows.RowStruct]]] = {}
        self.negotiation = self._rows.read(rows.NegotiationRow)[0]
        self.as_of, self._step = as_of, step
        self.cut = as_of is not None or step is not None
        """Whether something other than everything recorded is asked."""
        instant = self._now if as_of is None else as_of
        here = Bounds(instant - 1, instant) if step is None else _just_after(self.steps, self._now)
        self.moment: Bounds = here if moment is None else moment
        """When the moment is that is asked about, as far as the dates say it."""

    @cached_property
    def steps(self) -> list[rows.StepRow]:
        """The rows of the steps in view, in the order of occurrence."""
        return _cut(self._rows.steps, as_of=self.as_of, step=self._step)

    @cached_property
    def visible(self) -> frozenset[int]:
        """The steps in view, and the registration."""
        return frozenset({1, *(row.step for row in self.steps)})

    @property
    def at(self) -> int:
        """The instant at which deadlines and expiries are judged: the moment at its earliest, so
        that only what was certainly over by then has expired, passed or been missed."""
        return self.moment.earliest + 1

    @property
    def slug(self) -> str:
        return self.stream.partition("/")[2]

    def saw(self, version: int | None) -> bool:
        """Whether a step had happened."""
        return version is not None and version in self.visible

    def step(self, version: int) -> rows.StepRow | None:
        """The row of a step in view."""
        return self.by_version.get(version)

    def all(self, kind: type[R]) -> list[R]:
        """The rows of a table that steps in view have made, in the order of occurrence; nobody may
        change the list."""
        if kind not in self._all:
            placed = self._rows.placed(kind)
            whole = not self.cut and kind is not rows.CorrectionRow
            seen = placed if whole else [row for row in placed if row.step in self.visible]
            self._all[kind] = cast("list[rows.RowStruct]", seen)
        return cast("list[R]", self._all[kind])

    def once(self, view: Callable[["Seen"], T]) -> T:
        """What a function makes of this view, made once; nobody may change it."""
        if view not in self._made:
            self._made[view] = view(self)
        return cast("T", self._made[view])

    def of_step(self, kind: type[R], version: int) -> Sequence[R]:
        """Those that one step has made."""
        found = self._by_step.get(kind)
        if found is None:
            found = {}
            for row in self.all(kind):
                found.setdefault(row.step, []).append(row)
            self._by_step[kind] = found
        return cast("Sequence[R]", found.get(version, ()))

    @cached_property
    def registration(self) -> rows.RegistrationRow:
        """The registration as it stood at the moment: that of the last amendment in view."""
        return self.all(rows.RegistrationRow)[-1]

    def pools_at(self, version: int) -> Mapping[str, int]:
        """The pools as they were registered at the place of a step in view: what its own figures
        are held against, whatever became of the pool later."""
        place, places = self.places.get(version, 0), self.places
        stood = [row for row in self.all(rows.RegistrationRow) if places.get(row.step, 0) <= place]
        return stood[-1].totals

    def touched(self, version: int) -> Sequence[rows.RowStruct]:
        """The rows that a step made, moved or ended, its own aside."""
        return self._rows.touched.get(version, ())

    @cached_property
    def party_names(self) -> Mapping[str, str]:
        """Every name of a party, without case -> its short name."""
        every = self.all(rows.PartyRow)
        return {name.casefold(): row.party for row in every for name in row.called}

    @property
    def seated(self) -> tuple[str, ...]:
        """The parties that sit at the table at the moment; once the talks are over, those that sat
        there until their end, whoever came or went since."""
        return tuple(row.party for row in self.all(rows.PartyRow) if self.sits(row))

    def sits(self, row: rows.PartyRow) -> bool:
        """Whether a stay at the table goes on, or went on until the end of the talks."""
        if not row.at_table or self.after_end(row):
            return False
        return not self.saw(row.left_by) or self._is_after_end(row.left_by)

    def after_end(self, row: rows.PartyRow) -> bool:
        """Whether a stay at the table began when the talks were over."""
        return row.at_table and self._is_after_end(row.step)

    def stays(self) -> Mapping[str, rows.PartyRow]:
        """The stay of each party that tells where it is: its last one that began before the end,
        else its last; of who never sat at the table how it was registered."""
        found: dict[str, rows.PartyRow] = {}
        for row in self.all(rows.PartyRow):
            before = found.get(row.party)
            sat = before is not None and before.at_table
            if not sat or (row.at_table and not self.after_end(row)):
                found[row.party] = row
        return found

    def _is_after_end(self, version: int | None) -> bool:
        end = self.end
        places = self.places
        return end is not None and places.get(version or 0, 0) > places[end]

    @property
    def over(self) -> bool:
        """Whether the talks have ended: they collapsed, or the negotiation was closed."""
        return self.end is not None

    @property
    def end(self) -> int | None:
        """The step with which the talks ended: they collapsed, or the negotiation was closed."""
        last = self.steps[-1] if self.steps else None
        if last is None:
            return None
        if last.state == "collapsed" and self.saw(last.since):
            return last.since
        return last.step if last.state == "collapsed" else last.flags.get("closed")

    def seated_before(self, step: rows.StepRow) -> tuple[str, ...]:
        """The parties that sat at the table when a step was made."""
        return tuple(
            row.party
            for row in self.all(rows.PartyRow)
            if row.at_table
            and self.places.get(row.step, 0) < step.place
            and self.places.get(row.left_by or 0, step.place) >= step.place
        )

    def corrections(self) -> list[rows.CorrectionRow]:
        """Our corrections; they stand outside the order of occurrence."""
        return list(self._rows.read(rows.CorrectionRow))

    @cached_property
    def by_version(self) -> Mapping[int, rows.StepRow]:
        """The rows of the steps in view."""
        return {row.step: row for row in self.steps}

    @cached_property
    def places(self) -> Mapping[int, int]:
        """The place of each step in view in the order of occurrence."""
        return {row.step: row.place for row in self.steps}


class _Rows:
    """The rows of a stream, each table read when it is first asked for. Nobody may change them."""

    def __init__(self, given: Given) -> None:
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
            self._read[kind] = [*self._given.read(kind)]
        return cast("list[R]", self._read[kind])

    @cached_property
    def touched(self) -> Mapping[int, Sequence[rows.RowStruct]]:
        """Version of a step -> the rows that it made, moved or ended."""
        found: dict[int, list[rows.RowStruct]] = {}
        for kind in TABLES:
            if kind not in (rows.NegotiationRow, rows.StepRow, rows.EvidenceRow):
                for row in self.placed(kind):
                    for version in dict.fromkeys(row.marks()):
                        found.setdefault(version, []).append(row)
        return found

    def placed(self, kind: type[R]) -> list[R]:
        """The rows of a table in the order of occurrence of the steps that made them."""
        if kind not in self._placed:
            # Many a table has one row or none, which stands in its place without the steps.
            placed = self.read(kind)
            if len(placed) > 1:
                placed = sorted(
                    placed,
                    key=lambda row: (self._places.get(row.step, 0), getattr(row, "line", 0)),
                )
            self._placed[kind] = cast("list[rows.RowStruct]", placed)
        return cast("list[R]", self._placed[kind])


def bounds_of(row: rows.StepRow) -> Bounds:
    """When a step happened at the earliest and at the latest."""
    return Bounds(row.earliest, row.latest)


def certainly_before(first: rows.StepRow, other: rows.StepRow) -> bool:
    """Whether a step came before another beyond doubt: of an “about” nobody knows how far it goes,
    and of a date that its source doubts nothing is certain."""
    vague = _is_vague(first.occurred) or _is_vague(other.occurred)
    return not vague and bounds_of(first).precedes(bounds_of(other))


@lru_cache(maxsize=8192)
def _is_vague(occurred: str) -> bool:
    moment = parse_moment(occurred)
    return moment.approximate or moment.uncertain


def _just_after(steps: list[rows.StepRow], now: int) -> Bounds:
    """The moment just after the last of some steps, never beyond the clock.

    Not all of them can have happened before the greatest of their earliest bounds, and all can have
    by the instant after it. What may go by on the same vague day has not gone by: an offer that
    expires on the day of a step is open just after it (docs/adr/0028).
    """
    if not steps:
        return Bounds(UNBOUNDED_PAST, UNBOUNDED_PAST + 1)
    begun = min(max(row.earliest for row in steps), now - 1)
    return Bounds(begun, max(begun + 1, min(steps[-1].latest, now)))


def _cut(steps: list[rows.StepRow], *, as_of: int | None, step: int | None) -> list[rows.StepRow]:
    """The steps that had happened: those over by then, and those before one of them."""
    if step is not None:
        places = [row.place for row in steps if row.step == step]
        return [row for row in steps if places and row.place <= places[0]]
    if as_of is None:
        return steps
    last = max((row.place for row in steps if row.latest <= as_of), default=0)
    return [row for row in steps if row.place <= last]
