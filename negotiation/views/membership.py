"""Who came to an agreement after it was made, and who left it while it stood.

Three agreed and one of them left: a sum that still counts the share of that one, or a list of those
who agreed without a word of it, tells of an agreement that nobody has any more.
"""

from collections.abc import Iterable, Iterator
from typing import Literal

from msgspec import Struct, convert

from parley.negotiation import rows
from parley.negotiation.instants import Given
from parley.negotiation.views.seen import Seen

__all__ = [
    "PartyChange",
    "changes_among",
    "departures",
    "gone_meanwhile",
    "gone_since",
    "moves_at_table",
]


Change = Literal["joined", "left", "put_out"]


class PartyChange(Struct, frozen=True, kw_only=True):
    """A party came to an agreement, left, or was put out."""

    party: str
    change: Literal["joined", "left", "put_out"]
    """joined: with an amendment of the deal. put_out: by others, at the table."""
    by: tuple[str, ...]
    """Of `put_out`: by whom."""
    step: int
    occurred: Given
    effective: Given | None
    """From when on it counts, in the words of who says so."""


def changes_among(
    seen: Seen, version: int, parties: Iterable[str], ended_by: int | None = None
) -> tuple[PartyChange, ...]:
    """Who joined what a step agreed, and who of `parties`, or of those who joined, left since then:
    in order, up to the step that ended it."""
    places = seen.places
    first = places[version]
    last = places.get(ended_by or 0, len(places) + 1)
    inside = {seen.party_names.get(each.casefold(), each) for each in parties}
    found: list[PartyChange] = []
    for each in _changes(seen):
        if not first < places[each.step] < last:
            continue
        if each.change == "joined":
            inside.add(each.party)
            found.append(each)
        elif each.party in inside:
            inside.discard(each.party)
            found.append(each)
    return tuple(found)


def gone_since(seen: Seen, version: int, party: str) -> PartyChange | None:
    """How a party left after a step that gives it something; None where it did not, or is back."""
    place = seen.places[version]
    own = [each for each in _changes(seen) if each.party == party]
    back = any(row.party == party for row in _seated(seen))
    later = [each for each in own if seen.places[each.step] > place and each.change != "joined"]
    return later[-1] if later and not back else None


def departures(seen: Seen) -> list[PartyChange]:
    """Who left the table or was put out of it, in the order of occurrence."""
    return sorted(_went(seen), key=lambda each: seen.places[each.step])


def gone_meanwhile(
    seen: Seen, departed: Iterable[PartyChange], row: rows.OfferRow | rows.DemandRow, until: int
) -> Iterator[PartyChange]:
    """Of those a proposal is between, who left after the step that put it, and before the step
    that ended it; 0 = none did. One of several who made it leaves the others with it."""
    places = seen.places
    sides = (row.to, *(row.by if len(row.by) == 1 else ()))
    first, last = places[row.step], places.get(until, len(places) + 1)
    for each in departed:
        if each.party in sides and first < places[each.step] < last:
            yield each


def moves_at_table(seen: Seen) -> list[PartyChange]:
    """Who came to the table with a step of its own, and who left it or was put out, in the order of
    occurrence."""
    came = [
        _change(step, row.party, "joined", ())
        for row in seen.all(rows.PartyRow)
        if row.at_table and (step := seen.step(row.step)) is not None
        if step.type == "PartyJoined"
    ]
    return sorted([*came, *_went(seen)], key=lambda each: seen.places[each.step])


def _changes(seen: Seen) -> list[PartyChange]:
    """Every one in view, in the order of occurrence."""
    every = [*_came(seen), *_went(seen)]
    return sorted(every, key=lambda each: seen.places[each.step])


def _seated(seen: Seen) -> Iterator[rows.PartyRow]:
    for row in seen.all(rows.PartyRow):
        if row.at_table and not seen.saw(row.left_by):
            yield row


def _came(seen: Seen) -> Iterator[PartyChange]:
    for row in seen.all(rows.PartyRow):
        step = seen.step(row.step)
        if step is not None and step.type == "DealAmended":
            yield _change(step, row.party, "joined", ())


def _went(seen: Seen) -> Iterator[PartyChange]:
    for row in seen.all(rows.PartyRow):
        step = None if row.left_by is None else seen.step(row.left_by)
        if step is not None and step.type == "PartyWithdrew":
            given = convert(step.facts.get("excluded_by", ()), tuple[str, ...])
            by = tuple(seen.party_names.get(each.casefold(), each) for each in given)
            yield _change(step, row.party, "put_out" if by else "left", by)


def _change(step: rows.StepRow, party: str, change: Change, by: tuple[str, ...]) -> PartyChange:
    effective = convert(step.facts.get("effective"), str | None)
    return PartyChange(
        party=party,
        change=change,
        by=by,
        step=step.step,
        occurred=step.occurred,
        effective=effective,
    )
