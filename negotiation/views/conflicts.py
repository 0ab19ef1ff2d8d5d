"""Conflicts: reports of the same days that name different figures for the same thing.

Both stay, each with who says it; nothing is averaged and none is chosen. Source: DOMAIN §4,
question 6; that lists of names are compared too: docs/adr/0018.
"""

from collections.abc import Iterable, Mapping
from typing import Literal

from msgspec import Struct

from parley.negotiation import rows
from parley.negotiation.civil import DAY, load_zone, wall_at
from parley.negotiation.quantities import Quantity
from parley.negotiation.views.citations import Cited, cite
from parley.negotiation.views.figures import Figure, Subject, figures, origins_of, same_figure
from parley.negotiation.views.seats import seat_folder
from parley.negotiation.views.seen import Seen, certainly_before

__all__ = ["Conflict", "ConflictFigure", "conflicts"]

_ANSWERING = ("supersedes", "in_reply_to")


class ConflictFigure(Cited, frozen=True, kw_only=True):
    """One of the figures that stand side by side."""

    line: int
    type: str
    by: tuple[str, ...]
    quantity: Quantity | None
    seats: tuple[str, ...]
    words: str | None
    origins: tuple[str, ...]
    """The independent origins of this figure in this conflict; empty = none is stated."""
    against: tuple[int, ...]
    """The steps with whose figures it cannot be reconciled."""
    precedes: tuple[int, ...]
    """Those of them that certainly came later: they may be news, and no contradiction."""


class Conflict(Struct, frozen=True, kw_only=True):
    """6: figures of one subject and about the same days that cannot all be right."""

    kind: Literal["figures", "names"]
    """names: only the named seats differ."""
    subject: Subject
    figures: tuple[ConflictFigure, ...]

    @property
    def steps(self) -> tuple[int, ...]:
        """The versions of the steps in it, in the order of occurrence."""
        return tuple(dict.fromkeys(figure.version for figure in self.figures))


class _Clash(Struct, frozen=True):
    """Two figures, by their numbers in the list of all, that do not go together."""

    one: int
    other: int
    subject: Subject
    in_number: bool


def conflicts(seen: Seen) -> list[Conflict]:
    """Every conflict in view, in the order of occurrence of its first step.

    Figures that clash with a common one stand in one conflict, though they may agree themselves.
    """
    return [*seen.once(_conflicts)]


def _conflicts(seen: Seen) -> list[Conflict]:
    every = figures(seen)
    clashes = sorted(_clashes(seen, every), key=lambda clash: (clash.one, clash.other))
    found: list[Conflict] = []
    for group in _groups(clashes):
        members = sorted({number for clash in group for number in (clash.one, clash.other)})
        against: dict[int, set[int]] = {number: set() for number in members}
        for clash in group:
            against[clash.one].add(clash.other)
            against[clash.other].add(clash.one)
        in_number = [clash for clash in group if clash.in_number]
        found.append(
            Conflict(
                kind="figures" if in_number else "names",
                subject=(in_number or group)[0].subject,
                figures=_side_by_side(seen, every, against),
            )
        )
    return found


def _clashes(seen: Seen, every: list[Figure]) -> Iterable[_Clash]:
    steps = seen.by_version
    zone = load_zone(seen.negotiation.zone)
    # Until the day is over: `latest` itself is the first instant after it.
    days = {
        row.step: (wall_at(row.earliest, zone) // DAY, wall_at(row.latest - 1, zone) // DAY)
        for row in seen.steps
    }
    about: dict[Subject, list[int]] = {}
    for number, figure in enumerate(every):
        for subject in figure.subjects:
            about.setdefault(subject, []).append(number)
    found: dict[tuple[int, int], _Clash] = {}
    for subject, numbers in about.items():
        by_day = sorted(numbers, key=lambda number: days[every[number].version])
        for place, one in enumerate(by_day):
            for other in by_day[place + 1 :]:
                if days[every[other].version][0] > days[every[one].version][1]:
                    break
                pair = (min(one, other), max(one, other))
                if pair in found or _linked(steps, every[one], every[other]):
                    continue
                in_number = _apart(every[one].quantity, every[other].quantity)
                if in_number or _names_differ(seen, every[one], every[other]):
                    found[pair] = _Clash(*pair, subject, in_number)
    return found.values()


def _linked(steps: Mapping[int, rows.StepRow], one: Figure, other: Figure) -> bool:
    """Whether two figures stand in one step, or one supersedes or answers the other.

    What all agree to later, as a deal or its amendment, supersedes what all agreed to before.
    """
    here, there = steps[one.version], steps[other.version]
    if here is there:
        return True
    later = max(here, there, key=lambda step: step.place)
    if one.mutual and other.mutual and later.type in ("DealReached", "DealAmended"):
        return True
    return any(
        target in pointing.pointers.get(field, ())
        for pointing, target in ((here, there.step), (there, here.step))
        for field in _ANSWERING
    )


def _apart(one: Quantity | None, other: Quantity | None) -> bool:
    """Whether no count could satisfy both; what cannot be compared is not apart."""
    return one is not None and other is not None and one.meets(other) is False


def _names_differ(seen: Seen, one: Figure, other: Figure) -> bool:
    """Whether two lists share seats, and each names one that the other has not.

    Lists without a common seat may be two parts of a whole, and a list inside another one the part
    that was reported.
    """
    ours, theirs = (_folded(seen, figure.seats) for figure in (one, other))
    return bool(ours & theirs and ours - theirs and theirs - ours)


def _folded(seen: Seen, seats: tuple[str, ...]) -> set[str]:
    """Seats without the differences that are only spelling."""
    return set(map(seat_folder(seen), seats))


def _groups(clashes: list[_Clash]) -> list[list[_Clash]]:
    """Clashes that share a figure, directly or through others."""
    groups: list[list[_Clash]] = []
    for clash in clashes:
        ends = {clash.one, clash.other}
        touching = [each for each in groups if any({c.one, c.other} & ends for c in each)]
        merged = [*(c for each in touching for c in each), clash]
        groups = [each for each in groups if each not in touching]
        groups.append(merged)
    return sorted(groups, key=lambda group: min(clash.one for clash in group))


def _side_by_side(
    seen: Seen, every: list[Figure], against: Mapping[int, set[int]]
) -> tuple[ConflictFigure, ...]:
    steps = seen.by_version
    found = []
    for number, others in against.items():
        figure = every[number]
        same = {
            every[each].version for each in against if each == number or _equal(every[each], figure)
        }
        step = steps[figure.version]
        clashing = tuple(dict.fromkeys(every[each].version for each in sorted(others)))
        found.append(
            cite(
                ConflictFigure,
                seen,
                step,
                figure,
                by=figure.by,
                origins=origins_of(
                    row
                    for each in sorted(same, key=seen.places.__getitem__)
                    for row in seen.of_step(rows.EvidenceRow, each)
                ),
                against=clashing,
                precedes=tuple(each for each in clashing if certainly_before(step, steps[each])),
            )
        )
    return tuple(found)


def _equal(one: Figure, other: Figure) -> bool:
    if one.quantity is None or other.quantity is None:
        return one.quantity is other.quantity and set(one.seats) == set(other.seats)
    return same_figure(one.quantity, other.quantity) and set(one.seats) == set(other.seats)
