"""Threads: what was offered, what was named instead, and the last word, as one line each.

Only what the record links is one thread: a later offer that supersedes an earlier one, and a step
that points at another. Nobody's silence is read as an answer. Source: DOMAIN §4, questions 3
and 16; docs/adr/0018.
"""

from collections.abc import Mapping, Sequence
from typing import Literal

from msgspec import Struct, structs

from parley.negotiation import rows
from parley.negotiation.instants import Given
from parley.negotiation.quantities import Quantity
from parley.negotiation.views.citations import Cited, cite
from parley.negotiation.views.membership import PartyChange
from parley.negotiation.views.proposals import (
    DemandItem,
    OfferItem,
    demands,
    is_of_each,
    offers,
    rejected_again,
)
from parley.negotiation.views.seen import Seen
from parley.negotiation.views.stood import Outcome, stood_until

__all__ = ["Move", "Thread", "threads"]

MoveKind = Literal[
    "offer",
    "demand",
    "accepted",
    "withdrawn",
    "rejected",
    "denied",
    "met",
    "dropped",
    "lapsed",
    "expired",
]
Proposal = OfferItem | DemandItem
Row = rows.OfferRow | rows.DemandRow
_Key = tuple[int, int]
"""(version, line) of an offer or a demand."""


class Move(Cited, frozen=True, kw_only=True):
    """One move of a thread."""

    kind: Literal[
        "offer",
        "demand",
        "accepted",
        "withdrawn",
        "rejected",
        "denied",
        "met",
        "dropped",
        "lapsed",
        "expired",
    ]
    """Of what expired, the step is the offer's own."""
    said: str
    """What is offered or demanded, in words; of a word on it, its step in one line."""
    by: tuple[str, ...]
    to: tuple[str, ...]
    for_parties: tuple[str, ...]
    issue: str
    pool: str | None
    quantity: Quantity | None = None
    seats: tuple[str, ...] = ()
    words: str | None = None
    final: bool = False
    conditions: tuple[str, ...] = ()
    expires: Given | None = None
    on: int | None = None
    """The step on which it is a word; null for an offer or a demand."""
    stood_until: Outcome | None = None
    """Of what lapsed: it stood until the deal, the collapse or the close of this step."""
    acceptance: rows.Acceptance | None = None
    """Of what was accepted: how far; null for what was accepted simply."""
    each: bool = False
    """Of an offer: several receive it, each of them as much; a figure that they do not share."""
    answers: tuple[int, ...] = ()
    """The earlier steps of the thread to which it is a reply."""

    @property
    def usual(self) -> tuple[str, ...]:
        """Who gets it where nobody is named."""
        return self.to if self.kind == "offer" else self.by


class Thread(Struct, frozen=True, kw_only=True):
    """Offers and demands that the record links, each word on them, and the last one."""

    version: int
    """The step that began it."""
    line: int
    moves: tuple[Move, ...]
    status: str
    """The last word: accepted, withdrawn …, or the status of what was last put on the table."""
    ended_by: int | None
    """The step that gave it this status."""
    stood_until: Outcome | None
    """Of what lapsed: with what of that step."""
    acceptance: rows.Acceptance | None
    """Of what was accepted: how far, where not simply."""
    departed: tuple[PartyChange, ...]
    """Of those whom the last of it is between, who left while nothing had ended it."""
    standing: tuple[int, ...]
    """Its offers and demands that are still open."""
    replies: tuple[int, ...]
    """Other steps that reply to it, such as statements."""


def threads(seen: Seen) -> list[Thread]:
    """Every thread in view, in the order of occurrence of its first step."""
    proposals: list[Proposal] = [*offers(seen), *demands(seen)]
    proposals.sort(key=lambda item: (seen.places[item.version], item.line))
    table: list[Row] = [*seen.all(rows.OfferRow), *seen.all(rows.DemandRow)]
    by_key = {(row.step, row.line): row for row in table}
    every = [_thread(seen, group, by_key) for group in _groups(seen, proposals, _Table(table))]
    return _as_one(every)


# What belongs together --------------------------------------------------------------------------


class _Table:
    """Offers and demands by the step that made them, and by the one that superseded them."""

    def __init__(self, table: list[Row]) -> None:
        self.made: dict[int, list[Row]] = {}
        self.superseded: dict[int | None, list[Row]] = {}
        for row in table:
            self.made.setdefault(row.step, []).append(row)
            self.superseded.setdefault(row.superseded_by, []).append(row)


def _groups(seen: Seen, proposals: list[Proposal], table: _Table) -> list[list[Proposal]]:
    group_of: dict[_Key, list[Proposal]] = {}
    for item in proposals:
        group = [item]
        for other in _linked(seen, item, table):
            earlier = group_of.get((other.step, other.line))
            if earlier is not None and earlier is not group:
                group = [*earlier, *group]
                group_of |= {(each.version, each.line): group for each in group}
        group_of[item.version, item.line] = group
    places = {(item.version, item.line): place for place, item in enumerate(proposals)}
    distinct = {id(group): group for group in group_of.values()}
    ordered = [
        sorted(group, key=lambda item: places[item.version, item.line])
        for group in distinct.values()
    ]
    return sorted(ordered, key=lambda group: places[group[0].version, group[0].line])


def _linked(seen: Seen, item: Proposal, table: _Table) -> list[Row]:
    """The rows before it that an offer or a demand supersedes, or at which its step points."""
    found = [
        row
        for row in table.superseded.get(item.version, ())
        if row.superseded_as == "own_word"
        and isinstance(row, rows.OfferRow) == isinstance(item, OfferItem)
        and _line_of(row) == _line_of(item)
    ]
    for version in _pointed(seen, item.version):
        there = [row for row in table.made.get(version, ()) if _parties(row) == _parties(item)]
        found += _about_the_same(item, there)
    return found


def _about_the_same(item: Proposal, there: list[Row]) -> list[Row]:
    """Of what a step points at: what is about the same share, else the same issue, else all."""
    share = [row for row in there if _share(row) == _share(item)]
    issue = [row for row in there if (row.issue, row.pool) == (item.issue, item.pool)]
    return share or issue or there


def _pointed(seen: Seen, version: int) -> tuple[int, ...]:
    step = seen.step(version)
    pointers = {} if step is None else step.pointers
    both = (*pointers.get("in_reply_to", ()), *pointers.get("supersedes", ()))
    return tuple(each for each in both if isinstance(each, int))


def _line_of(one: Proposal | Row) -> tuple[object, ...]:
    """What is superseded together: direction, share, class, and the kind of demand."""
    kind = "" if isinstance(one, OfferItem | rows.OfferRow) else one.kind
    return (one.by, _receivers(one), *_share(one), one.attribution_class, kind)


def _receivers(one: Proposal | Row) -> tuple[str, ...]:
    return one.to if isinstance(one.to, tuple) else (one.to,)


def _share(one: Proposal | Row) -> tuple[str, str | None, tuple[str, ...]]:
    return (one.issue, one.pool, one.for_parties)


def _parties(one: Proposal | Row) -> frozenset[str]:
    return frozenset({*one.by, *_receivers(one)})


def _as_one(threads: list[Thread]) -> list[Thread]:
    """What went alike with several receivers of the same steps is one thread."""
    found: dict[tuple[object, ...], list[Thread]] = {}
    for thread in threads:
        key = (thread.replies, *(_without_receiver(move) for move in thread.moves))
        found.setdefault(key, []).append(thread)
    return [_together(alike) if len(alike) > 1 else alike[0] for alike in found.values()]


def _without_receiver(move: Move) -> Move:
    whose = () if move.for_parties == move.to else move.for_parties
    return structs.replace(move, to=(), for_parties=whose)


def _together(alike: list[Thread]) -> Thread:
    moves = []
    for parallel in zip(*(thread.moves for thread in alike), strict=True):
        first = parallel[0]
        to = tuple(dict.fromkeys(party for move in parallel for party in move.to))
        own = first.for_parties == first.to
        each = first.kind == "offer" and own and is_of_each(first.quantity)
        whose = to if own else first.for_parties
        moves.append(structs.replace(first, to=to, for_parties=whose, each=each))
    departed = tuple(dict.fromkeys(each for thread in alike for each in thread.departed))
    return structs.replace(alike[0], moves=tuple(moves), departed=departed)


# What is said of it -----------------------------------------------------------------------------


def _thread(seen: Seen, group: list[Proposal], table: dict[_Key, Row]) -> Thread:
    versions = {item.version for item in group}
    placed: list[tuple[tuple[int, int, int], Move, Proposal]] = []
    for item in group:
        put = _put(seen, item, versions)
        placed.append(((_step(seen, item.version).place, 0, item.line), put, item))
        for place, word in _words_on(seen, item, table[item.version, item.line]):
            # One word on several things of one step is one move.
            if all((word.kind, word.version) != (move.kind, move.version) for _, move, _ in placed):
                placed.append(((place, 1, item.line), word, item))
    placed.sort(key=lambda each: each[0])
    moves = tuple(move for _, move, _ in placed)
    _, last, item = placed[-1]
    by = last.version if last.kind != "expired" else None
    status, ended_by = (item.status, item.ended_by) if last.on is None else (last.kind, by)
    return Thread(
        version=group[0].version,
        line=group[0].line,
        moves=moves,
        status=status,
        ended_by=ended_by,
        stood_until=last.stood_until,
        acceptance=last.acceptance,
        departed=item.departed,
        standing=tuple(dict.fromkeys(item.version for item in group if item.status == "open")),
        replies=_replies(seen, versions, {move.version for move in moves}),
    )


def _put(seen: Seen, item: Proposal, versions: set[int]) -> Move:
    return cite(
        Move,
        seen,
        _step(seen, item.version),
        item,
        kind="offer" if isinstance(item, OfferItem) else "demand",
        by=item.by,
        to=item.to,
        final=isinstance(item, OfferItem) and item.finality == "final",
        stood_until=None,  # that is said of the word that ended it
        acceptance=None,
        answers=tuple(each for each in _pointed(seen, item.version) if each in versions),
    )


def _words_on(seen: Seen, item: Proposal, row: Row) -> list[tuple[int, Move]]:
    """(place in the order, the word) for every word on an offer or a demand."""
    given: list[tuple[MoveKind, int | None]] = [("rejected", row.rejected_by)]
    if isinstance(row, rows.OfferRow):
        given += [("accepted", row.accepted_by), ("withdrawn", row.withdrawn_by)]
    else:
        given += [("denied", row.denied_by), ("met", row.met_by), ("dropped", row.dropped_by)]
    given += [("rejected", each) for each in rejected_again(seen, row)]
    given += [("lapsed", row.lapsed_by if item.status == "lapsed" else None)]
    found = []
    for kind, version in given:
        step = None if version is None else seen.step(version)
        if step is not None:
            found.append((step.place, _word(seen, kind, step, item)))
    if isinstance(row, rows.OfferRow) and item.status == "expired":
        found.append((_expiry(seen, row), _word(seen, "expired", _step(seen, row.step), item)))
    return found


def _word(seen: Seen, kind: MoveKind, step: rows.StepRow, item: Proposal) -> Move:
    return cite(
        Move,
        seen,
        step,
        kind=kind,
        by=() if kind == "expired" else step.by,
        to=item.to,
        for_parties=item.for_parties,
        issue=item.issue,
        pool=item.pool,
        expires=item.expires if kind == "expired" and isinstance(item, OfferItem) else None,
        on=item.version,
        stood_until=stood_until(seen, step.step) if kind == "lapsed" else None,
        acceptance=item.acceptance if kind == "accepted" and isinstance(item, OfferItem) else None,
    )


def _expiry(seen: Seen, row: rows.OfferRow) -> int:
    """The place of the last step that was over when the offer expired; its own at the least."""
    own = _step(seen, row.step).place
    over = (
        s.place for s in seen.steps if row.expires_at is not None and s.latest <= row.expires_at
    )
    return max((own, *over))


def _replies(seen: Seen, versions: set[int], moves: set[int]) -> tuple[int, ...]:
    replying = seen.once(_replying)
    found = {row.step: row.place for each in versions for row in replying.get(each, ())}
    return tuple(sorted(found.keys() - moves, key=found.__getitem__))


def _replying(seen: Seen) -> Mapping[int | str, Sequence[rows.StepRow]]:
    """Step -> the steps that reply to it, or are about it."""
    found: dict[int | str, list[rows.StepRow]] = {}
    for row in seen.steps:
        for field in ("in_reply_to", "about"):
            for each in row.pointers.get(field, ()):
                found.setdefault(each, []).append(row)
    return found


def _step(seen: Seen, version: int) -> rows.StepRow:
    found = seen.step(version)
    if found is None:
        raise LookupError(f"v{version} is not in view")
    return found
