"""Whether announced figures add up: the parts against the whole, with the arithmetic shown.

Parties announce sums that do not close. They are flagged and never fixed: nothing here changes,
completes or prefers a figure. Source: DOMAIN §4, question 12, and §2.9; docs/adr/0019.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from parley.negotiation import rows
from parley.negotiation.evidence import AttributionClass
from parley.negotiation.quantities import Quantity
from parley.negotiation.spelling import SEAT_ISSUES
from parley.negotiation.steps import NOBODY
from parley.negotiation.views.agreed import agreement, is_claim_of_agreement
from parley.negotiation.views.arithmetic import Bounds, Part, added, compare, count_of
from parley.negotiation.views.citations import Cited, cite
from parley.negotiation.views.gathering import gather
from parley.negotiation.views.membership import PartyChange, gone_since
from parley.negotiation.views.proposals import offers
from parley.negotiation.views.seats import seat_folder
from parley.negotiation.views.seen import Seen

__all__ = ["Sum", "sums"]

Against = Literal["pool", "of", "figure"]
Basis = Literal["step", "agreed", "agreed_and_open"]


class Sum(Cited, frozen=True, kw_only=True):
    """Parts against a whole; `by_low` to `by_high` is how much it is short or over."""

    basis: Literal["step", "agreed", "agreed_and_open"]
    """step: as one step gives them. agreed: all that stands agreed, from several steps.
    agreed_and_open: with what is offered to those for whom nothing is agreed."""
    said: str
    """The step in one line; of what is agreed the last step of it."""
    pool: str | None
    of_several_pools: bool
    """There was more than one pool at its step, so that a figure of it needs the name."""
    against: Literal["pool", "of", "figure"]
    """pool: the registered total. of: the total that the speaker named. figure: a party's own
    figure, against which the seats named for it are counted."""
    total_low: int | None
    total_high: int | None
    parts: tuple[Part, ...]
    missing: tuple[str, ...]
    """Parties at the table of which it is not said what they get."""
    left: tuple[PartyChange, ...]
    """Who has a part in it, and has left or was put out since."""
    verdict: Literal["closes", "closed", "short", "over", "unknown"]
    """closed: it came to the whole with the part of one that has left. unknown too where names were
    counted and do not reach the total: not all may be named."""
    by_low: int | None
    by_high: int | None
    """By how much it is short or over, from least to most; null = no bound."""
    overlapping: tuple[str, ...]
    """Seats that are named in two parts; they are counted in both."""


class _Term(Struct, frozen=True, kw_only=True):
    """A seat term of any step, told alike."""

    step: int
    parties: tuple[str, ...]
    """Whose it is; of several it is one share. Empty = of all."""
    pool: str | None
    issue: str
    quantity: Quantity | None
    seats: tuple[str, ...]
    still_open: bool = False


def sums(seen: Seen) -> list[Sum]:
    """Every sum that the record lets us make, in the order of occurrence; those of what is agreed
    at the moment come last."""
    return _Adding(seen).everything()


class _Adding:
    """What all sums of one view share."""

    def __init__(self, seen: Seen) -> None:
        self._seen = seen
        self._fold: Callable[[str], str] = seat_folder(seen)
        self._terms = _terms(seen)
        self._one_sided = {row.step for row in seen.all(rows.ClaimRow)}

    def everything(self) -> list[Sum]:
        found: list[Sum] = []
        for step in self._seen.steps:
            terms = self._terms.get(step.step, [])
            for pool in dict.fromkeys(term.pool for term in terms):
                here = [term for term in terms if term.pool == pool]
                found += self._of_step(step, here, pool)
                found += self._of_names(step, here, pool)
        return [*found, *self._of_agreed()]

    def _of_step(
        self, step: rows.StepRow, terms: Sequence[_Term], pool: str | None
    ) -> Iterator[Sum]:
        total = self._total(pool, self._seen.pools_at(step.step))
        named = {term.quantity.of for term in terms if term.quantity is not None} - {None}
        # What is counted has no point in it; the rules see to that.
        spoken = int(named.pop() or 0) if len(named) == 1 else None
        parts = _parts(terms)
        whole = spoken if spoken is not None else total
        if whole is not None:
            against: Against = "of" if spoken is not None else "pool"
            made = self._sum(step, parts, (whole, whole), against, pool)
            # Words alone add up to nothing; one party's figure alone is no sum, unless it is
            # already more than there is.
            if all(part.low is None and part.high is None for part in parts):
                return
            if len(parts) > 1 or made.verdict == "over" or self._says_agreed(step):
                yield made
        if spoken is not None and total is not None and spoken > total:
            # A smaller whole is a part of the pool; a larger one there cannot be.
            part = _counted(step, spoken)
            yield self._sum(step, [part], (total, total), "pool", pool, complete=True)

    def _of_names(
        self, step: rows.StepRow, terms: Sequence[_Term], pool: str | None
    ) -> Iterator[Sum]:
        """Each party's list of names against the figure that the same step gives for it."""
        for parties in dict.fromkeys(term.parties for term in terms):
            own = [term for term in terms if term.parties == parties]
            listed = [term.quantity for term in own if term.seats and term.quantity is not None]
            figures = listed or [term.quantity for term in own if term.quantity is not None]
            names = {self._fold(seat): seat for term in reversed(own) for seat in term.seats}
            if not names or not figures:
                continue
            seats = tuple(seat for term in own for seat in term.seats)
            part = _counted(step, len(names), parties=parties, seats=seats, by_name=True)
            yield self._sum(step, [part], figures[0].counts(), "figure", pool, complete=True)

    def _of_agreed(self) -> Iterator[Sum]:
        """What stands agreed, and for those with nothing agreed what is offered to them; offers of
        different classes are never added to one another."""
        terms = [
            gather(_Term, item, step=item.version, issue=item.issue, parties=_alone(item.party))
            for item in agreement(self._seen).agreed
            if item.issue is not None and (item.pool is not None or item.issue in SEAT_ISSUES)
        ]
        for pool in dict.fromkeys(term.pool for term in terms):
            total = self._total(pool, self._seen.registration.totals)
            here = [term for term in terms if term.pool == pool]
            last = self._seen.step(
                max((term.step for term in here), key=self._seen.places.__getitem__)
            )
            if total is None or last is None:
                continue
            if len({term.step for term in here}) > 1:
                yield self._sum(last, _parts(here), (total, total), "pool", pool, basis="agreed")
            for beside in self._offered_beside(here, pool):
                yield self._sum(
                    last,
                    _parts([*here, *beside]),
                    (total, total),
                    "pool",
                    pool,
                    basis="agreed_and_open",
                )

    def _offered_beside(self, agreed: Sequence[_Term], pool: str | None) -> Iterator[list[_Term]]:
        """Per class of attribution the open offers of seats to those who have none agreed."""
        having = {term.parties for term in agreed}
        classes: dict[AttributionClass, list[_Term]] = {}
        for each in offers(self._seen):
            counts = each.issue == "seat_count" or each.issue not in SEAT_ISSUES
            fits = each.status == "open" and counts and each.pool == pool
            if fits and each.for_parties not in having:
                term = gather(
                    _Term, each, step=each.version, parties=each.for_parties, still_open=True
                )
                classes.setdefault(each.attribution_class, []).append(term)
        yield from classes.values()

    def _sum(
        self,
        step: rows.StepRow,
        parts: Sequence[Part],
        whole: Bounds,
        against: Against,
        pool: str | None,
        *,
        basis: Basis = "step",
        complete: bool = False,
    ) -> Sum:
        """A sum with its verdict; `complete` says that no party's part can be missing in it."""
        missing = () if complete else self._missing(step, parts)
        compared = compare(
            added((part.low, part.high) for part in parts),
            whole,
            may_grow=bool(missing),
            by_name=any(part.by_name for part in parts),
        )
        left = tuple(self._left(parts))
        return cite(
            Sum,
            self._seen,
            step,
            compared,
            verdict="closed" if left and compared.verdict == "closes" else compared.verdict,
            left=left,
            of_several_pools=len(self._seen.pools_at(step.step)) > 1,
            basis=basis,
            pool=pool,
            against=against,
            total_low=whole[0],
            total_high=whole[1],
            parts=tuple(parts),
            missing=missing,
            overlapping=self._overlapping(parts),
        )

    def _total(self, pool: str | None, pools: Mapping[str, int]) -> int | None:
        """Of what a step says the pool at its place, of what stands agreed that of the moment."""
        return None if pool is None else pools.get(pool)

    def _says_agreed(self, step: rows.StepRow) -> bool:
        """Whether it speaks of an agreement, so that a missing part is worth saying."""
        made = step.type in ("DealReached", "PartialAgreementReached")
        return made or is_claim_of_agreement(step, self._one_sided)

    def _missing(self, step: rows.StepRow, parts: Sequence[Part]) -> tuple[str, ...]:
        """Who sat at the table at the step and has no part."""
        having = {party for part in parts for party in part.parties}
        if having == {NOBODY} and any(not part.parties for part in parts):
            return ()  # so many agreed in all, and so many still open: nobody's part is missing
        return tuple(each for each in self._seen.seated_before(step) if each not in having)

    def _left(self, parts: Sequence[Part]) -> Iterator[PartyChange]:
        for part in parts:
            for party in part.parties:
                gone = gone_since(self._seen, part.versions[0], party)
                if gone is not None:
                    yield gone

    def _overlapping(self, parts: Sequence[Part]) -> tuple[str, ...]:
        named: dict[str, list[str]] = {}
        for part in parts:
            for seat in {self._fold(each): each for each in part.seats}.values():
                named.setdefault(self._fold(seat), []).append(seat)
        return tuple(seats[0] for seats in named.values() if len(seats) > 1)


def _counted(
    step: rows.StepRow,
    count: int,
    *,
    parties: tuple[str, ...] = (),
    seats: tuple[str, ...] = (),
    by_name: bool = False,
) -> Part:
    """A part of a step that is so many, without a figure of its own."""
    return Part(
        parties=parties,
        quantity=None,
        seats=seats,
        low=count,
        high=count,
        versions=(step.step,),
        still_open=False,
        by_name=by_name,
    )


def _terms(seen: Seen) -> dict[int, list[_Term]]:
    """Version -> the seat terms of that step, each once however many it was addressed to."""
    found: dict[int, list[_Term]] = {}
    for offered in seen.all(rows.OfferRow):
        _take(found, offered, offered.for_parties)
    for demanded in seen.all(rows.DemandRow):
        _take(found, demanded, demanded.for_parties)
    for agreed in seen.all(rows.TermRow):
        _take(found, agreed, _alone(agreed.party))
    for stated in seen.all(rows.StatedRow):
        _take(found, stated, _alone(stated.party))
    return found


def _take(
    found: dict[int, list[_Term]],
    row: rows.OfferRow | rows.DemandRow | rows.TermRow | rows.StatedRow,
    parties: tuple[str, ...],
) -> None:
    term = gather(_Term, row, parties=parties)
    known = found.setdefault(row.step, [])
    if (term.pool is not None or term.issue in SEAT_ISSUES) and term not in known:
        known.append(term)


def _alone(party: str | None) -> tuple[str, ...]:
    return () if party is None else (party,)


def _parts(terms: Sequence[_Term]) -> list[Part]:
    """One part a share: its counts added up; a list beside a count names the same seats again."""
    found: list[Part] = []
    for parties in dict.fromkeys(term.parties for term in terms):
        own = [term for term in terms if term.parties == parties]
        used = [term for term in own if term.issue == "seat_count"] or own
        low, high = _sum_of(used)
        found.append(
            Part(
                parties=parties,
                quantity=used[0].quantity if len(used) == 1 else None,
                seats=tuple(dict.fromkeys(seat for term in own for seat in term.seats)),
                low=low,
                high=high,
                versions=tuple(dict.fromkeys(term.step for term in (*used, *own))),
                still_open=used[0].still_open,
                by_name=any(term.quantity is None and term.seats for term in used),
            )
        )
    return found


def _sum_of(terms: Sequence[_Term]) -> Bounds:
    bounds = [count_of(term.quantity, term.seats) for term in terms]
    if all(bound == (None, None) for bound in bounds):
        return None, None
    return added(bounds)
