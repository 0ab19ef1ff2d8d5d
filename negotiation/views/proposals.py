"""Offers and demands, each with its status, and the last one of each line.

Source: DOMAIN §4, questions 3, 4 and 16, and "Offer status".
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, TypeVar

from msgspec import Struct, structs

from parley.negotiation import rows
from parley.negotiation.evidence import AttributionClass
from parley.negotiation.instants import Given, Instant
from parley.negotiation.quantities import Quantity
from parley.negotiation.views.gathering import gather
from parley.negotiation.views.granting import Granting
from parley.negotiation.views.membership import PartyChange, departures, gone_meanwhile
from parley.negotiation.views.seen import Seen, bounds_of
from parley.negotiation.views.stood import Outcome, stood_until

__all__ = [
    "DemandItem",
    "OfferItem",
    "WordOfOther",
    "demands",
    "is_of_each",
    "last_of_each_line",
    "offer_status",
    "offers",
    "rejected_again",
    "superseded_by",
    "together",
]


OfferStatus = Literal[
    "open", "accepted", "withdrawn", "expired", "rejected", "superseded", "overtaken", "lapsed"
]
DemandStatus = Literal[
    "open", "dropped", "met", "rejected", "denied", "superseded", "overtaken", "lapsed"
]
"""Of what ends an offer or a demand, the first of these that holds is its status. superseded: what
came later says so, or is the same author's word. overtaken: another report came later, and nothing
says that anything was replaced."""


P = TypeVar("P", rows.OfferRow, rows.DemandRow)


class WordOfOther(Struct, frozen=True, kw_only=True):
    """What another receiver of the same thing did with it."""

    party: str
    word: Literal["accepted", "rejected", "met", "denied"]
    version: int


class _Proposal(Struct, frozen=True, kw_only=True):
    """What offers and demands have in common."""

    version: int
    line: int
    """Which of the things in this step, from 0."""
    occurred: Given
    recorded_at: Instant
    by: tuple[str, ...]
    to: tuple[str, ...]
    for_parties: tuple[str, ...]
    """Who would get it; several get it together, or, where it is the receivers, each of them."""
    issue: str
    pool: str | None
    quantity: Quantity | None
    seats: tuple[str, ...]
    words: str | None
    verbatim: str | None
    """The exact words of the report."""
    attribution: str
    attribution_class: AttributionClass
    speaker: str | None
    source_as_described: str | None
    source: str | None
    status: str
    ended_by: int | None
    """The step that gave it this status."""
    stood_until: Outcome | None
    """Of what lapsed: it stood until the deal, the collapse or the close of that step."""
    departed: tuple[PartyChange, ...]
    """Of those whom it is between, who left the table while nothing had ended it."""
    supersedes: tuple[int, ...]
    """The earlier steps in whose place its step says that it comes."""
    others: tuple[WordOfOther, ...]
    """The words of the other receivers of the same thing; who is not among them said nothing to
    it."""


class OfferItem(_Proposal, frozen=True, kw_only=True):
    """One offered thing with its status."""

    status: OfferStatus
    acceptance: rows.Acceptance | None
    """Of what was accepted: how far; null for what was accepted simply."""
    finality: Literal["final", "open", "not_stated"]
    conditions: tuple[str, ...]
    in_addition: bool
    """It adds to the giver's earlier offers."""
    expires: Given | None
    each: bool = False
    """Several receive it, and each of them as much: a figure that they do not share."""

    @property
    def usual(self) -> tuple[str, ...]:
        """Who gets it where nobody is named."""
        return self.to


class DemandItem(_Proposal, frozen=True, kw_only=True):
    """One demanded thing with its status."""

    status: DemandStatus
    """met: who was asked gave way, or all agreed to it. denied: who was asked denies, on record,
    what it rests on."""
    kind: Literal["demand", "precondition", "veto"]
    attributed_by_other_side: bool
    """Only the other side says that it was demanded."""
    granted: tuple[str, ...]
    """Of named seats that no agreement gave all: those that all agreed it gets."""
    granted_in: tuple[int, ...]
    """The agreements that give them."""

    @property
    def each(self) -> bool:
        """Those who demand get it together."""
        return False

    @property
    def usual(self) -> tuple[str, ...]:
        """Who gets it where nobody is named."""
        return self.by


def offer_status(seen: Seen, row: rows.OfferRow) -> tuple[OfferStatus, int | None]:
    """(status, the step that ended it): the first that holds of DOMAIN §4, "Offer status"."""
    if seen.saw(row.accepted_by):
        return "accepted", row.accepted_by
    if seen.saw(row.withdrawn_by):
        return "withdrawn", row.withdrawn_by
    if row.expires_at is not None and row.expires_at <= seen.at:
        return "expired", None
    ended: tuple[tuple[OfferStatus, int | None], ...] = (
        ("rejected", row.rejected_by),
        (_superseded(row), superseded_by(seen, row)),
        ("lapsed", row.lapsed_by),
    )
    for word, version in ended:
        if seen.saw(version):
            return word, version
    return "open", None


def offers(seen: Seen) -> list[OfferItem]:
    """Every offer that had been made, in the order of occurrence, with its status."""
    every = seen.all(rows.OfferRow)
    beside, gone = _of_each_step(every), departures(seen)
    return [
        _item(
            OfferItem,
            seen,
            row,
            offer_status(seen, row),
            gone,
            others=tuple(_words_of_others(seen, row, beside[row.step])),
            acceptance=row.acceptance if seen.saw(row.accepted_by) else None,
        )
        for row in every
    ]


def demands(seen: Seen) -> list[DemandItem]:
    """Every demand that had been made, in the order of occurrence, with its status."""
    every = seen.all(rows.DemandRow)
    beside, gone = _of_each_step(every), departures(seen)
    granting = Granting(seen)
    return [
        _item(
            DemandItem,
            seen,
            row,
            _demand_status(seen, row),
            gone,
            others=tuple(_words_of_others(seen, row, beside[row.step])),
            granted=granting.seats(row),
            granted_in=tuple(granting.given(row)),
        )
        for row in every
    ]


def _demand_status(seen: Seen, row: rows.DemandRow) -> tuple[DemandStatus, int | None]:
    ended: tuple[tuple[DemandStatus, int | None], ...] = (
        ("dropped", row.dropped_by),
        ("met", row.met_by),
        ("rejected", row.rejected_by),
        ("denied", row.denied_by),
        (_superseded(row), superseded_by(seen, row)),
        ("lapsed", row.lapsed_by),
    )
    for word, version in ended:
        if seen.saw(version):
            return word, version
    return "open", None


def superseded_by(seen: Seen, row: rows.OfferRow | rows.DemandRow) -> int | None:
    """The step that took its place. What is on record stays on the table where nobody on record
    replaces it: then it is the next word on record of the same line that certainly came later."""
    if row.superseded_as != "hearsay":
        return row.superseded_by
    here = seen.by_version[row.step]
    for each in seen.once(_lines).get(_line(row), ()):
        later = seen.by_version[each.step]
        follows = bounds_of(here).precedes(bounds_of(later)) or row.step in _pointed(later)
        if each.step != row.step and follows and not _adds(each):
            return each.step
    return None


def _lines(seen: Seen) -> Mapping[tuple[object, ...], Sequence[rows.OfferRow | rows.DemandRow]]:
    """What is offered or demanded in one line, in the order of occurrence."""
    found: dict[tuple[object, ...], list[rows.OfferRow | rows.DemandRow]] = {}
    every: list[rows.OfferRow | rows.DemandRow] = [*seen.all(rows.OfferRow)]
    every += seen.all(rows.DemandRow)
    for row in every:
        found.setdefault(_line(row), []).append(row)
    return found


def rejected_again(seen: Seen, row: rows.OfferRow | rows.DemandRow) -> Iterator[int]:
    """The later steps with which who received it rejects it once more."""
    for step in seen.once(_rejecting).get(row.step, ()):
        if step.step != row.rejected_by and row.to in step.by:
            yield step.step


def _rejecting(seen: Seen) -> Mapping[int | str, Sequence[rows.StepRow]]:
    """Step -> the steps that reject what it offers."""
    found: dict[int | str, list[rows.StepRow]] = {}
    for step in seen.steps:
        if step.type == "OfferRejected":
            for each in dict.fromkeys(step.pointers.get("rejected", ())):
                found.setdefault(each, []).append(step)
    return found


def _line(row: rows.OfferRow | rows.DemandRow) -> tuple[object, ...]:
    kind = None if isinstance(row, rows.OfferRow) else row.kind
    what = (row.issue, row.pool, row.attribution_class)
    return (kind, row.by, row.to, row.for_parties, *what)


def _adds(row: rows.OfferRow | rows.DemandRow) -> bool:
    return isinstance(row, rows.OfferRow) and row.in_addition


def _pointed(step: rows.StepRow) -> tuple[object, ...]:
    return (*step.pointers.get("after", ()), *step.pointers.get("supersedes", ()))


def _superseded(row: rows.OfferRow | rows.DemandRow) -> Literal["superseded", "overtaken"]:
    return "overtaken" if row.superseded_as == "report" else "superseded"


def _words_of_others(
    seen: Seen,
    row: rows.OfferRow | rows.DemandRow,
    beside: Sequence[rows.OfferRow | rows.DemandRow],
) -> Iterator[WordOfOther]:
    """By party, what the other receivers of this thing, `beside` it in its step, did with it."""
    for other in beside:
        same = (other.issue, other.pool) == (row.issue, row.pool)
        if not same or other.to == row.to or _content(other) != _content(row):
            continue
        ends: tuple[tuple[Literal["accepted", "rejected", "met", "denied"], int | None], ...] = (
            (("accepted", other.accepted_by), ("rejected", other.rejected_by))
            if isinstance(other, rows.OfferRow)
            else (
                ("met", other.met_by),
                ("rejected", other.rejected_by),
                ("denied", other.denied_by),
            )
        )
        word = next((each for each in ends if seen.saw(each[1])), None)
        if word is not None and word[1] is not None:
            yield WordOfOther(party=other.to, word=word[0], version=word[1])


def _of_each_step(given: Sequence[P]) -> dict[int, list[P]]:
    found: dict[int, list[P]] = {}
    for row in given:
        found.setdefault(row.step, []).append(row)
    return found


def _content(row: rows.OfferRow | rows.DemandRow) -> tuple[object, ...]:
    return row.quantity, row.seats, row.words


I = TypeVar("I", OfferItem, DemandItem)  # noqa: E741 - an item


def _item(
    kind: type[I],
    seen: Seen,
    row: P,
    status: tuple[str, int | None],
    gone: Sequence[PartyChange],
    **more: object,
) -> I:
    word, ended_by = status
    # By when an offer ran out is no step: who left before that day is not told apart.
    departed = () if word == "expired" else gone_meanwhile(seen, gone, row, ended_by or 0)
    return gather(
        kind,
        seen.by_version[row.step],
        row,
        version=row.step,
        to=(row.to,),
        status=word,
        ended_by=ended_by,
        stood_until=stood_until(seen, ended_by) if word == "lapsed" else None,
        departed=() if word == "expired" else tuple(departed),
        supersedes=_supersedes(seen, row),
        **more,
    )


def _supersedes(seen: Seen, row: rows.OfferRow | rows.DemandRow) -> tuple[int, ...]:
    pointed = seen.by_version[row.step].pointers.get("supersedes", ())
    return tuple(each for each in pointed if isinstance(each, int) and seen.saw(each))


def together(items: Sequence[I]) -> list[I]:
    """The same, with what one step puts to several as one, where they all did the same with it."""
    found: dict[tuple[object, ...], list[I]] = {}
    for item in items:
        own = item.for_parties == item.to
        taken = getattr(item, "acceptance", None)
        ends: tuple[object, ...] = (item.status, item.ended_by, taken, item.departed)
        what: tuple[object, ...] = (item.issue, item.pool, item.quantity, item.seats, item.words)
        whose = None if own else item.for_parties
        key: tuple[object, ...] = (item.version, *what, whose, *ends)
        found.setdefault(key, []).append(item)
    return [_as_one(alike) if len(alike) > 1 else alike[0] for alike in found.values()]


def _as_one(alike: Sequence[I]) -> I:
    first = alike[0]
    to = tuple(party for each in alike for party in each.to)
    own = first.for_parties == first.to
    as_one = structs.replace(
        first,
        to=to,
        for_parties=to if own else first.for_parties,
        others=tuple(each for each in first.others if each.party not in to),
    )
    if isinstance(first, OfferItem) and own and is_of_each(first.quantity):
        return structs.replace(as_one, each=True)
    return as_one


def is_of_each(quantity: Quantity | None) -> bool:
    """Whether what several receive is as much for each of them: a figure that they do not share."""
    return quantity is not None and quantity.shared is None


def last_of_each_line(seen: Seen, items: list[I]) -> list[I]:
    """3: per giver, receiver, issue and class the last one, whatever its status; those whose
    moments overlap with the last one's are all shown, and classes are never merged."""
    lines: dict[tuple[object, ...], list[I]] = {}
    for item in items:
        key = (item.by, item.to, item.for_parties, item.issue, item.pool, item.attribution_class)
        lines.setdefault(key, []).append(item)
    steps, places = seen.by_version, seen.places
    shown: list[I] = []
    for line in lines.values():
        last = bounds_of(steps[line[-1].version])
        shown += [
            each
            for each in line
            if each is line[-1] or (bounds_of(steps[each.version]).overlaps(last))
        ]
    return sorted(shown, key=lambda item: (places[item.version], item.line))
