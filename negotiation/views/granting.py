"""Demands for named seats that no agreement met alone: which of the seats all agreed to.

That a demand was not met is no whole truth where half of its seats were given, or each in another
agreement.
"""

from parley.negotiation import rows
from parley.negotiation.spelling import seat_folder, subject_of
from parley.negotiation.views.seen import Seen

__all__ = ["Granting"]


class Granting:
    """The seats that all agreed on in one view, to hold demands against."""

    def __init__(self, seen: Seen) -> None:
        self._seen = seen
        self._given: dict[tuple[object, ...], dict[str, int]] = {}
        agreed = [each for each in seen.all(rows.TermRow) if each.mutual and each.party]
        named = [row for row in agreed if row.seats]
        self._fold = seat_folder(seen.registration.spellings if named else {})
        for row in named:
            given = self._given.setdefault(((row.party,), *subject_of(row.pool, row.issue)), {})
            for seat in row.seats:
                given.setdefault(self._fold(seat), row.step)

    def seats(self, row: rows.DemandRow) -> tuple[str, ...]:
        """Those of its seats, as it spells them, that were given; none of a demand that was met."""
        if self._seen.saw(row.met_by):
            return ()
        given = self._of(row)
        return tuple(seat for seat in row.seats if self._fold(seat) in given)

    def given(self, row: rows.DemandRow) -> dict[int, tuple[str, ...]]:
        """The agreements that gave them, in the order of occurrence, each with its own."""
        given = self._of(row)
        found: dict[int, tuple[str, ...]] = {}
        for seat in self.seats(row):
            step = given[self._fold(seat)]
            found[step] = (*found.get(step, ()), seat)
        return {each: found[each] for each in sorted(found, key=self._seen.places.__getitem__)}

    def _of(self, row: rows.DemandRow) -> dict[str, int]:
        """Seat -> the step that gave it after the demand was made, to those who demand it."""
        places = self._seen.places
        given = self._given.get((row.for_parties, *subject_of(row.pool, row.issue)), {})
        return {seat: step for seat, step in given.items() if places[step] > places[row.step]}
