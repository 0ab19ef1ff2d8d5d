"""Threads, gaps, conflicts and first reports worked out slowly from DOMAIN §3 and §4.

Every pair of steps is looked at anew, and every moment is replayed from the first step. No row and
no view of ours is read.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import msgspec

from parley.negotiation.account import Believed
from parley.negotiation.evidence import Evidence
from parley.negotiation.moments import Bounds, parse_moment
from parley.negotiation.quantities import Quantity
from parley.negotiation.registration import NegotiationRegistered, Pool, SeatName, totals_of
from parley.negotiation.steps import (
    ConcessionMade,
    DealAmended,
    DealReached,
    DemandMade,
    OfferMade,
    OfferWithdrawn,
    PartialAgreementReached,
    RegistrationAmended,
    StatementMade,
    Term,
)
from tests.negotiation.reference_answers import Told, short, stands
from tests.negotiation.reference_superseding import superseding

__all__ = [
    "Gap",
    "Named",
    "amended_by",
    "conflicting",
    "first_reports",
    "gaps",
    "linked",
    "named_figures",
]

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
Subject = tuple[object, ...]
Gap = tuple[int | None, int | None]
Number = int | Decimal


@dataclass
class Named:
    """A term that somebody named, and all that it says something about."""

    place: int
    version: int
    subjects: list[Subject]
    term: Term
    of_all: bool = False
    """Every party at the table agreed to it."""


def actors(
    registration: NegotiationRegistered, told: Sequence[Told], place: int, names: Sequence[str]
) -> tuple[str, ...]:
    """Who acts or is addressed, by short names; `all` is whoever sat at the table just before."""
    found: list[str] = []
    for name in names:
        seated = stands(registration, told[:place]).at_table
        here = seated if name == "all" else (short(registration, name),)
        found += [each for each in here if each not in found]
    return tuple(found)


def side(registration: NegotiationRegistered, names: tuple[str, ...]) -> tuple[str, ...]:
    """Who act together are one side, in whatever order they are named."""
    order = [each.party for each in registration.parties]
    return tuple(sorted(names, key=lambda e: (order.index(e) if e in order else len(order), e)))


def shares(
    registration: NegotiationRegistered, told: Sequence[Told], place: int
) -> list[tuple[str, tuple[str, ...], Term]]:
    """(receiver, for whom, term) of everything that a step offers or demands."""
    step = told[place].step
    assert isinstance(step, OfferMade | DemandMade)
    by = side(registration, actors(registration, told, place, step.by))
    to = addressed(registration, told, place)
    found: list[tuple[str, tuple[str, ...], Term]] = []
    for term in step.terms:
        named = None if term.party is None else short(registration, term.party)
        if named is not None and named in to:
            found.append((named, (named,), term))
            continue
        for each in to:
            usual = (each,) if isinstance(step, OfferMade) else by
            found.append((each, usual if named is None else (named,), term))
    return found


def addressed(
    registration: NegotiationRegistered, told: Sequence[Told], place: int
) -> tuple[str, ...]:
    """To whom a step goes: as named, else whoever else sat at the table."""
    step = told[place].step
    if step.to:
        return actors(registration, told, place, step.to)
    by = actors(registration, told, place, step.by)
    return tuple(e for e in stands(registration, told[:place]).at_table if e not in by)


def pool(registration: NegotiationRegistered, term: Term) -> str | None:
    of_seats = term.issue in ("seat_count", "constituencies", "seat_swap")
    if term.pool is not None or len(registration.pools) != 1 or not of_seats:
        return term.pool
    return registration.pools[0].pool


def amended_by(registration: NegotiationRegistered, told: Sequence[Told]) -> NegotiationRegistered:
    """The pool and the spellings as the last amendment of each among some steps leaves them."""
    pools, spellings = registration.pools, registration.seat_names
    for each in told:
        if not isinstance(each.step, RegistrationAmended):
            continue
        if each.step.field == "pools.seats":
            assert isinstance(each.step.now, int)
            pools = (Pool(pool="seats", total=each.step.now),)
        elif each.step.field == "seat_names":
            spellings = msgspec.convert(each.step.now, tuple[SeatName, ...])
    return msgspec.structs.replace(registration, pools=pools, seat_names=spellings)


# Sums -------------------------------------------------------------------------------------------


def named_figures(registration: NegotiationRegistered, told: Sequence[Told]) -> list[Named]:
    """Every term of every step with what it is about (DOMAIN §4, question 6, "subject")."""
    found: list[Named] = []
    for place, each in enumerate(told):
        step = each.step
        by = side(registration, actors(registration, told, place, step.by))

        totals = totals_of(amended_by(registration, told[:place]).pools)

        def about(
            kind: str, term: Term, *whose: object, totals: dict[str, int] = totals
        ) -> Subject:
            of = None if term.quantity is None else term.quantity.of
            whole = None if of == totals.get(pool(registration, term) or "") else of
            return (kind, *whose, term.issue, pool(registration, term), whole)

        if isinstance(step, OfferMade | DemandMade):
            for receiver, whom, term in shares(registration, told, place):
                if isinstance(step, OfferMade):
                    subject = about("offer", term, by, receiver, whom)
                else:
                    subject = about(step.kind, term, by, whom)
                found.append(Named(place, each.version, [subject], term))
        if isinstance(step, DealReached | DealAmended | PartialAgreementReached):
            terms = step.now if isinstance(step, DealAmended) else step.terms
            seated = set(stands(registration, told[:place]).at_table)
            assent = {short(registration, one.party) for one in step.assent}
            partial = isinstance(step, PartialAgreementReached)
            of_all = not partial or (seated <= assent and each.written_class == "on_record")
            for term in terms:
                whose = None if term.party is None else short(registration, term.party)
                subject = about("agreed", term, () if whose is None else (whose,))
                found.append(Named(place, each.version, [subject], term, of_all))
        if isinstance(step, StatementMade):
            for term in step.terms:
                whose = None if term.party is None else short(registration, term.party)
                if "claims_agreement" in step.stances:
                    found.append(
                        Named(
                            place,
                            each.version,
                            [about("agreed", term, () if whose is None else (whose,))],
                            term,
                        )
                    )
                elif whose is not None:
                    subjects = [about("share", term, (whose,))]
                    if whose not in by:
                        subjects.append(about("offer", term, by, whose, (whose,)))
                    found.append(Named(place, each.version, subjects, term))
    return found


def conflicting(
    registration: NegotiationRegistered, told: Sequence[Told]
) -> set[tuple[frozenset[int], str]]:
    """(two versions, figures or names) of every two steps that cannot both be right."""
    everything = named_figures(registration, told)
    found: set[tuple[frozenset[int], str]] = set()
    for one in everything:
        for other in everything:
            if one.place >= other.place or not _meet(one.subjects, other.subjects):
                continue
            if not _same_days(registration, told[one.place], told[other.place]):
                continue
            first, second = told[one.place].step, told[other.place].step
            answered = {first.supersedes, first.in_reply_to} & {other.version} or {
                second.supersedes,
                second.in_reply_to,
            } & {one.version}
            replaced = one.of_all and other.of_all
            if answered or (replaced and isinstance(second, DealReached | DealAmended)):
                continue
            pair = frozenset({one.version, other.version})
            if _apart(one.term.quantity, other.term.quantity):
                found.add((pair, "figures"))
            elif _other_names(registration, one.term, other.term):
                found.add((pair, "names"))
    return found


def _meet(one: list[Subject], other: list[Subject]) -> bool:
    return any(each in other for each in one)


def _same_days(registration: NegotiationRegistered, one: Told, other: Told) -> bool:
    zone = ZoneInfo(registration.zone)
    days = []
    for each in (one, other):
        bounds = parse_moment(each.step.occurred).bounds(registration.zone)
        days.append((_day(bounds.earliest, zone), _day(bounds.latest - 1, zone)))
    (first, last), (other_first, other_last) = days
    return first <= other_last and other_first <= last


def _day(instant: int, zone: ZoneInfo) -> int:
    """The calendar day of an instant; far beyond the calendar for what has no bound."""
    if abs(instant) > 10**17:
        return -(10**9) if instant < 0 else 10**9
    return (EPOCH + timedelta(microseconds=instant)).astimezone(zone).toordinal()


def _apart(one: Quantity | None, other: Quantity | None) -> bool:
    if one is None or other is None:
        return False
    if one.unit and other.unit and one.unit != other.unit:
        return False
    low, high = _around(one)
    other_low, other_high = _around(other)
    figures = [each.reads_as or each for each in (one, other)]
    if "about" in [each.kind for each in figures]:
        # Nobody calls half of it, or twice as much, about this.
        return any(
            a.kind == "about" and bool(a.value) and (far_low >= 2 * at or far_high * 2 <= at)
            for a, at, far_low, far_high in (
                (figures[0], low or 0, _least(other_low), _most(other_high)),
                (figures[1], other_low or 0, _least(low), _most(high)),
            )
        )
    below = high is not None and other_low is not None and high < other_low
    above = low is not None and other_high is not None and low > other_high
    return below or above


def _around(quantity: Quantity) -> tuple[Number | None, Number | None]:
    """The bounds, or the figure that it is said to be about."""
    figure = quantity.reads_as or quantity
    if figure.kind == "about" and figure.value is not None:
        return Decimal(figure.value), Decimal(figure.value)
    return quantity.bounds()


def _least(low: Number | None) -> Number:
    return Decimal("-Infinity") if low is None else low


def _most(high: Number | None) -> Number:
    return Decimal("Infinity") if high is None else high


def _other_names(registration: NegotiationRegistered, one: Term, other: Term) -> bool:
    lists = []
    for term in (one, other):
        names = set()
        for seat in term.seats:
            name = seat.lower()
            for known in registration.seat_names:
                if name in [alias.lower() for alias in known.aliases]:
                    name = known.seat.lower()
            names.add(name)
        lists.append(names)
    ours, theirs = lists
    return len(ours & theirs) > 0 and len(ours - theirs) > 0 and len(theirs - ours) > 0


def gaps(
    registration: NegotiationRegistered, told: Sequence[Told]
) -> dict[tuple[object, ...], Gap | None]:
    """What lies between the last offer and the last demand of each direction, issue and class
    in which there are both; None where they cannot be compared (DOMAIN §4, question 4)."""
    lanes: dict[tuple[object, ...], tuple[str, ...]] = {}
    for place, each in enumerate(told):
        if isinstance(each.step, OfferMade):
            by = side(registration, actors(registration, told, place, each.step.by))
            for receiver, whom, term in shares(registration, told, place):
                key = ((receiver,), whom, term.issue, pool(registration, term), each.written_class)
                lanes[by, *key] = by
    found: dict[tuple[object, ...], Gap | None] = {}
    for lane, givers in lanes.items():
        demander, *of, written = lane[1:]
        offered: list[tuple[int, Term]] = []
        demanded: list[tuple[int, Term]] = []
        for place, each in enumerate(told):
            step = each.step
            if isinstance(step, OfferWithdrawn):
                offered = [one for one in offered if one[0] != step.offer]
            if isinstance(step, ConcessionMade):
                demanded = [one for one in demanded if one[0] != step.dropped]
            if each.written_class != written or not isinstance(step, OfferMade | DemandMade):
                continue
            by = side(registration, actors(registration, told, place, step.by))
            for to, for_whom, term in shares(registration, told, place):
                if [for_whom, term.issue, pool(registration, term)] != of:
                    continue
                if isinstance(step, OfferMade) and (by, (to,)) == (givers, demander):
                    if not step.in_addition:
                        offered = [one for one in offered if one[0] == each.version]
                    offered.append((each.version, term))
                asks = isinstance(step, DemandMade) and step.kind == "demand"
                if asks and by == demander and to in givers:
                    demanded = [one for one in demanded if one[0] == each.version]
                    demanded.append((each.version, term))
        if offered and demanded:
            found[lane] = _between([t for _, t in offered], [t for _, t in demanded])
    return found


def _between(offered: list[Term], demanded: list[Term]) -> Gap | None:
    quantities = [term.quantity for term in (*offered, *demanded)]
    if len({each.unit for each in quantities if each is not None and each.unit}) > 1:
        return None

    def end(terms: list[Term], which: int) -> int | None:
        ends = [None if t.quantity is None else t.quantity.counts()[which] for t in terms]
        return None if None in ends else sum(each for each in ends if each is not None)

    low, high = 0, 1
    demand_low, offer_high = end(demanded, low), end(offered, high)
    demand_high, offer_low = end(demanded, high), end(offered, low)
    gap = (
        None if demand_low is None or offer_high is None else demand_low - offer_high,
        None if demand_high is None or offer_low is None else demand_high - offer_low,
    )
    return None if gap == (None, None) else gap


def first_reports(
    registration: NegotiationRegistered, told: Sequence[Believed], steps: Sequence[Told], at: int
) -> list[tuple[set[int], set[int], set[str]]]:
    """For each number of the step at a place: (steps that name it, those of them that first
    reports name it in, distinct origins) (DOMAIN §4, question 5)."""
    everything = named_figures(registration, steps)
    found = []
    for one in everything:
        if one.place != at or one.term.quantity is None:
            continue
        same = {
            other.place
            for other in everything
            if _meet(one.subjects, other.subjects)
            and other.term.quantity is not None
            and _number(one.term.quantity) == _number(other.term.quantity)
            and _units_agree(one.term.quantity, other.term.quantity)
        }
        reports: list[tuple[int, Evidence, Bounds]] = []
        for place in same:
            for evidence in told[place].step.evidence:
                recorded = told[place].entry.recorded_at
                published = Bounds(recorded, recorded + 1)
                if evidence.published is not None:
                    published = parse_moment(evidence.published).bounds(registration.zone)
                reports.append((place, evidence, published))
        first = {
            steps[place].version
            for place, _, here in reports
            if all(other.latest > here.earliest for _, _, other in reports)
        }
        origins = {e.origin or e.outlet or e.source for _, e, _ in reports} - {None}
        found.append(({steps[each].version for each in same}, first, {str(o) for o in origins}))
    return found


def _number(quantity: Quantity) -> tuple[object, ...]:
    words = (quantity.verbatim or "").lower() if quantity.kind == "unquantified" else None
    return (quantity.kind, quantity.value, quantity.low, quantity.high, words)


def _units_agree(one: Quantity, other: Quantity) -> bool:
    return not one.unit or not other.unit or one.unit == other.unit


def linked(registration: NegotiationRegistered, told: Sequence[Told]) -> set[frozenset[int]]:
    """The offers and demands that the record links, by version: what supersedes an earlier one of
    the same direction, share and class, and what points at another between the same parties."""
    lines: list[tuple[int, int, Subject, Subject, frozenset[str]]] = []
    for place, each in enumerate(told):
        step = each.step
        if isinstance(step, OfferMade | DemandMade):
            by = side(registration, actors(registration, told, place, step.by))
            kind = "offer" if isinstance(step, OfferMade) else step.kind
            for to, whom, term in shares(registration, told, place):
                share: Subject = (term.issue, pool(registration, term), whom)
                line: Subject = (kind, by, to, *share, each.written_class)
                lines.append((place, each.version, line, share, frozenset({*by, to})))
    groups = [{number} for number in range(len(lines))]

    def join(one: int, other: int) -> None:
        ours = next(group for group in groups if one in group)
        theirs = next(group for group in groups if other in group)
        if ours is not theirs:
            groups.remove(theirs)
            ours |= theirs

    for number, (place, _, _, about, parties) in enumerate(lines):
        step = told[place].step
        for n in range(number):
            if _own_word(registration, told, lines, n, number):
                join(n, number)
        for pointer in (step.in_reply_to, step.supersedes):
            there = [n for n, other in enumerate(lines) if other[1] == pointer]
            there = [n for n in there if lines[n][4] == parties]
            exact = [n for n in there if lines[n][3] == about]
            issue = [n for n in there if lines[n][3][:2] == about[:2]]
            for n in exact or issue or there:
                join(n, number)
    return {frozenset(lines[n][1] for n in group) for group in groups}


_Line = tuple[int, int, Subject, Subject, frozenset[str]]


def _own_word(
    registration: NegotiationRegistered,
    told: Sequence[Told],
    lines: Sequence[_Line],
    earlier: int,
    later: int,
) -> bool:
    """Whether the first that follows an earlier thing is a later one of its line, by the word of
    the same author. What says that it takes its place is linked as any pointer is."""
    begun, version, line, _, _ = lines[earlier]
    by, receiver = line[1], line[2]
    for place, after in enumerate(told):
        if place <= begun or not isinstance(after.step, OfferMade | DemandMade):
            continue
        own = [each[2] for each in lines if each[1] == after.version]
        acting = set(actors(registration, told, place, after.step.by))
        word = superseding(
            registration,
            told[begun],
            after,
            receiver=str(receiver),
            same_lane=line in own,
            givers=(set(_names(by)), acting),
            receivers=addressed(registration, told, place),
        )
        if word is not None:
            points = after.step.supersedes == version
            return (
                word == "superseded" and not points and lines[later][1:3] == (after.version, line)
            )
    return False


def _names(value: object) -> tuple[str, ...]:
    assert isinstance(value, tuple)
    return value
