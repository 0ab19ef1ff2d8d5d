"""Named seats that two negotiations give to two parties by what stands agreed in them.

Source: DOMAIN §4, question 13; docs/adr/0043.
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from parley.negotiation import rows
from parley.negotiation.spelling import SEAT_ISSUES, seat_folder
from parley.negotiation.views.cited_steps import CitedStep, cite_step
from parley.negotiation.views.same_parties import SameParties
from parley.negotiation.views.seen import Seen

__all__ = ["SeatGiven", "SeatTwice", "seats_twice"]


class SeatGiven(Struct, frozen=True, kw_only=True):
    """Who has a seat by an agreement that stands, under the name that it has there."""

    negotiation: str
    party: str
    named: str
    step: CitedStep


class SeatTwice(Struct, frozen=True, kw_only=True):
    """A seat that two negotiations give to two parties."""

    seat: str
    given: tuple[SeatGiven, ...]
    friendly: bool
    """An agreement names it as a friendly contest."""


class _Held(Struct, frozen=True):
    key: str
    arena: str
    stream: str
    part_of: tuple[str, ...]
    pool: str | None
    friendly: bool
    given: SeatGiven


def seats_twice(contest: Seen, members: Sequence[Seen], same: SameParties) -> list[SeatTwice]:
    """Every seat with two parties from two negotiations of one arena, by name."""
    spellings = dict(contest.registration.spellings)
    for seen in members:
        spellings |= seen.registration.spellings
    pools = {pool.casefold() for pool in contest.registration.totals}
    held: dict[str, list[_Held]] = {}
    for seen in members:
        for each in _held(seen, spellings, pools, same):
            held.setdefault(each.key, []).append(each)
    found: dict[str, list[_Held]] = {}
    for key, alike in held.items():
        clashing = [each for each in alike if any(_clash(each, other) for other in alike)]
        if clashing:
            found[key] = clashing
    return [
        SeatTwice(
            seat=here[0].given.named,
            given=tuple(dict.fromkeys(each.given for each in here)),
            friendly=any(each.friendly for each in here),
        )
        for _, here in sorted(found.items())
    ]


def _clash(one: _Held, other: _Held) -> bool:
    return (
        one.key == other.key
        and one.given.negotiation != other.given.negotiation
        and one.given.party != other.given.party
        and _of_one_arena(one, other)
        and (one.pool is None or other.pool is None or one.pool == other.pool)
    )


def _of_one_arena(one: _Held, other: _Held) -> bool:
    """Whether a name means one place in both: districts of two states may be called alike."""
    part = one.stream in other.part_of or other.stream in one.part_of
    return part or one.arena == other.arena


def _held(
    seen: Seen, spellings: dict[str, str], pools: set[str], same: SameParties
) -> Iterator[_Held]:
    if not seen.all(rows.TermRow):
        return
    fold = seat_folder(spellings)
    registered = seen.registration
    terms = [row for row in seen.all(rows.TermRow) if row.mutual and not seen.saw(row.ended_by)]
    friendly = {
        fold(seat) for row in terms if row.issue == "friendly_contest" for seat in row.seats
    }
    for row in terms:
        step = cite_step(seen, row.step)
        if row.party is None or row.issue not in SEAT_ISSUES or step is None:
            continue
        pool = (row.pool or "").casefold()
        for seat in row.seats:
            yield _Held(
                key=fold(seat),
                arena=(registered.arena or "").casefold(),
                stream=seen.stream,
                part_of=registered.links.get("part_of", ()),
                pool=pool if pool in pools else None,
                friendly=fold(seat) in friendly,
                given=SeatGiven(
                    negotiation=seen.slug,
                    party=same.called(seen, row.party),
                    named=seat,
                    step=step,
                ),
            )
