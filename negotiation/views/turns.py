"""What two parties said and did after one had refused the other: words of it, and deeds of both.

A party that has ruled another out and then opens talks with it has taken nothing back in words; a
reader is told of both. Source: docs/adr/0043.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import Final, Literal

from msgspec import Struct

from parley.negotiation import rows
from parley.negotiation.facts import step_of
from parley.negotiation.steps import (
    AllianceProposed,
    ConcessionMade,
    DealAmended,
    DealReached,
    MeetingHeld,
    OfferAccepted,
    OfferMade,
    PartialAgreementReached,
    PartyJoined,
    StatementMade,
    TalksOpened,
    TalksResumed,
)
from parley.negotiation.views.cited_steps import CitedStep, cite_step
from parley.negotiation.views.same_parties import SameParties
from parley.negotiation.views.seen import Seen

__all__ = ["Turn", "What", "turns_after"]

_Pair = tuple[str, str]
"""(who refused, whom)"""
What = Literal[
    "denied",
    "corrected",
    "dropped",
    "welcomed",
    "claimed",
    "proposed",
    "offered",
    "accepted",
    "talks",
    "joined",
    "agreed",
    "deal",
    "amended",
    "met",
]
_Makes = Literal["denied", "taken_back", "overtaken"]
_MAKES: Final[dict[str, _Makes]] = {
    "denied": "denied",
    **dict.fromkeys(("corrected", "dropped", "welcomed", "claimed"), "taken_back"),
}
"""What came after -> what it makes of the refusal; deeds overtake it."""
_OF_BOTH: Final = ("talks", "met")
"""Deeds of everybody who takes part, whoever began them."""


class Turn(Struct, frozen=True, kw_only=True):
    """One step after a refusal, between some of those named in it."""

    what: What
    negotiation: str
    pairs: tuple[_Pair, ...]
    turned: tuple[_Pair, ...]
    """Those of the pairs for which it is another word or deed than the refusal: of a meeting none,
    which may be held to say no again."""
    step: CitedStep
    order_open: bool
    issues: frozenset[str]
    """What all agreed on with it, where they say on what."""

    @property
    def makes(self) -> _Makes:
        return _MAKES.get(self.what, "overtaken")


class _Deed(Struct, frozen=True):
    """What a step is, whose own deed it is, and with whom."""

    what: What
    own: frozenset[str]
    others: frozenset[str] = frozenset()
    of_all: bool = False
    """It speaks of the refusal itself, and so of everybody who was refused."""
    issues: frozenset[str] = frozenset()


def turns_after(
    refusal: rows.StepRow,
    pairs: Sequence[_Pair],
    seen: Seen,
    beside: Sequence[Seen],
    same: SameParties,
) -> list[Turn]:
    """What came after a refusal of a stream, there and in the streams beside it, between those
    pairs: of each pair the first of its sort in each stream.

    In its own stream the account's order counts; where the dates overlap, nothing points at the
    refusal and no state between them tells, the order is said to be open. In other streams only
    what certainly came later counts.
    """
    found: list[tuple[int, Turn]] = []
    for other in (seen, *(each for each in beside if each.stream != seen.stream)):
        told: set[tuple[str, _Pair, bool]] = set()
        moved = False
        for row in other.steps:
            certain = refusal.latest <= row.earliest
            if other is seen:
                if row.place <= refusal.place:
                    continue
                # A state follows the one before it, whatever the dates leave open.
                changes = row.state != row.state_before
                certain = certain or _points_at(row, refusal.step) or (changes and moved)
                moved = moved or (changes and certain)
            elif not certain:
                continue
            for deed in _deeds(other, row, refusal.step if other is seen else None):
                turn = _turn(other, row, deed, pairs, same, order_open=not certain)
                new = tuple(each for each in turn.pairs if (deed.what, each, certain) not in told)
                if new:
                    told |= {(deed.what, each, certain) for each in new}
                    found.append((row.earliest, turn))
    return [turn for _, turn in sorted(found, key=lambda each: each[0])]


def _turn(
    other: Seen,
    row: rows.StepRow,
    deed: _Deed,
    pairs: Sequence[_Pair],
    same: SameParties,
    *,
    order_open: bool,
) -> Turn:
    own = {same.called(other, each) for each in deed.own}
    every = own | {same.called(other, each) for each in deed.others}
    between = tuple(
        (party, whom) for party, whom in pairs if _is_between(deed, party, whom, own, every)
    )
    step = cite_step(other, row.step)
    if step is None:
        raise ValueError(f"v{row.step} is not in view")
    return Turn(
        what=deed.what,
        negotiation=other.stream if other.negotiation.kind == "contest" else other.slug,
        pairs=between,
        turned=() if deed.what == "met" else between,
        step=step,
        order_open=order_open,
        issues=deed.issues,
    )


def _is_between(
    deed: _Deed, party: str, whom: str, own: Collection[str], every: Collection[str]
) -> bool:
    if deed.what == "met" and deed.others:
        # Two hosts, or two guests of a third, have not met each other.
        return {party, whom} <= set(every) and (party in own) != (whom in own)
    if deed.what in _OF_BOTH and {party, whom} <= set(every):
        return True
    return party in own and (deed.of_all or whom in every)


def _points_at(row: rows.StepRow, version: int) -> bool:
    return any(version in versions for versions in row.pointers.values())


def _deeds(seen: Seen, row: rows.StepRow, refusal: int | None) -> Iterator[_Deed]:
    """What a step is between parties; `refusal` is the step that it may speak of."""
    step = step_of(row)
    by, to = frozenset(row.by), frozenset(row.to)
    everybody = frozenset(seen.seated_before(row))
    match step:
        case StatementMade():
            yield from _words(step, by, to or _answered(seen, row) or everybody - by, refusal)
        case ConcessionMade() if refusal is not None and step.dropped == refusal:
            yield _Deed("dropped", by, of_all=True)
        case AllianceProposed():
            yield _Deed("proposed", by, to or everybody - by)
        case OfferMade():
            yield _Deed("offered", by, to)
        case OfferAccepted():
            giver = seen.step(step.offer) if isinstance(step.offer, int) else None
            yield _Deed("accepted", by, frozenset() if giver is None else frozenset(giver.by))
        case TalksOpened() | TalksResumed() if _of_the_whole(step):
            yield _Deed("talks", by, to | frozenset(step.parties) or everybody)
        case MeetingHeld() if not step.internal:
            yield _Deed("met", by, to)
        case PartyJoined() if step.consent:
            yield _Deed("joined", frozenset(step.consent), frozenset(step.parties))
        case PartialAgreementReached() if _is_of_all(seen, row):
            yield _agreed("agreed", step)
        case DealReached():
            yield _agreed("deal", step)
        case DealAmended():
            yield _agreed("amended", step)
        case _:
            return


def _words(
    step: StatementMade, by: frozenset[str], to: frozenset[str], refusal: int | None
) -> Iterator[_Deed]:
    stances = set(step.stances)
    if refusal is not None and step.about == refusal:
        if stances & {"denies", "refutes"}:
            yield _Deed("denied", by, of_all=True)
            return
        if "corrects" in stances:
            yield _Deed("corrected", by, of_all=True)
            return
    if stances & {"rules_out", "rebuffs", "denies"}:
        return
    if "welcomes" in stances:
        yield _Deed("welcomed", by, to)
    elif stances & {"claims_talks", "claims_agreement"}:
        yield _Deed("claimed", by, to)


def _answered(seen: Seen, row: rows.StepRow) -> frozenset[str]:
    """Who did what a statement is about, or replies to."""
    named = (*row.pointers.get("about", ()), *row.pointers.get("in_reply_to", ()))
    steps = (seen.step(each) for each in named if isinstance(each, int))
    return frozenset(name for step in steps if step is not None for name in step.by)


def _of_the_whole(step: TalksOpened | TalksResumed) -> bool:
    """Whether talks open or go on as a whole, and not on an issue that was parked."""
    return not isinstance(step, TalksResumed) or step.scope is None


def _agreed(what: What, step: PartialAgreementReached | DealReached | DealAmended) -> _Deed:
    parties = frozenset(each.party for each in step.assent)
    terms = step.now if isinstance(step, DealAmended) else step.terms
    return _Deed(what, parties, parties, issues=frozenset(each.issue for each in terms))


def _is_of_all(seen: Seen, row: rows.StepRow) -> bool:
    """Whether all agreed to a part, and nobody merely claims it."""
    return all(claim.step != row.step for claim in seen.all(rows.ClaimRow))
