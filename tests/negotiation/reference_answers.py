"""Answers worked out slowly from DOMAIN §3 and §4, as a judge of the folds and the answers.

Each question is asked of the whole history anew: for an offer, every later step is looked at; the
state is walked through from the first step. No row, no view and no rule of ours is read.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from parley.negotiation.evidence import JsonValue
from parley.negotiation.registration import NegotiationRegistered, totals_of
from parley.negotiation.steps import (
    ConcessionMade,
    ConditionSet,
    DealAmended,
    DealRatified,
    DemandMade,
    NegotiationClosed,
    OfferAccepted,
    OfferMade,
    OfferRejected,
    OfferWithdrawn,
    PartyJoined,
    PartyWithdrew,
    RegistrationAmended,
    Step,
    TalksOpened,
    TalksResumed,
)
from tests.negotiation.reference_superseding import Told, short, superseding, written_class

__all__ = [
    "Standing",
    "Told",
    "short",
    "stands",
    "statuses_of_demands",
    "statuses_of_offers",
    "words_on_conditions",
    "written_class",
]

NONE, PROPOSED, TALKS, DEAL, COLLAPSED = (
    None,
    "proposed",
    "talks_underway",
    "deal_reached",
    "collapsed",
)
MOVES: dict[str, dict[str | None, str]] = {
    "AllianceProposed": {NONE: PROPOSED, COLLAPSED: PROPOSED},
    "TalksOpened": {NONE: TALKS, PROPOSED: TALKS},
    "TalksResumed": {COLLAPSED: TALKS},
    "OfferMade": {NONE: PROPOSED},
    "DealReached": {PROPOSED: DEAL, TALKS: DEAL},
    "DealBroken": {DEAL: COLLAPSED},
    "TalksCollapsed": {PROPOSED: COLLAPSED, TALKS: COLLAPSED},
}
STAYS: dict[str, set[str | None]] = {
    "AllianceProposed": {PROPOSED, TALKS},
    "TalksOpened": {TALKS},
    "TalksSuspended": {TALKS},
    "TalksResumed": {TALKS},
    "PartyJoined": {NONE, PROPOSED, TALKS, COLLAPSED},
    "OfferMade": {PROPOSED, TALKS, DEAL, COLLAPSED},
    "OfferWithdrawn": {PROPOSED, TALKS, DEAL, COLLAPSED},
    "OfferAccepted": {PROPOSED, TALKS, DEAL, COLLAPSED},
    "PartialAgreementReached": {PROPOSED, TALKS},
    "DealReached": set(),
    "DealAmended": {DEAL},
    "DealRatified": {DEAL},
    "DealBroken": set(),
    "TalksCollapsed": set(),
    "NegotiationClosed": {NONE, PROPOSED, TALKS, DEAL, COLLAPSED},
}
"""Where a type is legal and changes nothing; a type that is in neither table: everywhere."""
TARGETS = {
    "AllianceProposed": PROPOSED,
    "TalksOpened": TALKS,
    "TalksResumed": TALKS,
    "OfferMade": PROPOSED,
    "DealReached": DEAL,
    "DealBroken": COLLAPSED,
    "TalksCollapsed": COLLAPSED,
    "DealAmended": DEAL,
}


@dataclass
class Standing:
    """Where the talks stand after the last step in view."""

    state: str | None = None
    since: int | None = None
    gap: bool = False
    at_table: tuple[str, ...] = ()
    until_end: tuple[str, ...] = ()
    """Who sits at the table; once the talks are over, who sat there until then."""
    moves: tuple[tuple[int, str | None], ...] = ()
    """(version, state after it) of every step that changed the state."""


def stands(registration: NegotiationRegistered, told: Sequence[Told]) -> Standing:
    """Walk through the steps in view."""
    here = Standing()
    here.at_table = tuple(
        short(registration, name)
        for name in registration.at_table or [each.party for each in registration.parties]
    )
    registered: dict[str, JsonValue] = {
        "dates.0.when": next((each.when for each in registration.dates), None),
        "parties.1.name": registration.parties[1].name,
        "pools.seats": totals_of(registration.pools).get("seats"),
        "led_by": registration.led_by,
    }
    tables: dict[int | None, tuple[str, ...]] = {}
    closed: int | None = None
    for each in told:
        after = _after(registration, here, each.step)
        if isinstance(each.step, RegistrationAmended):
            here.gap |= registered.get(each.step.field, each.step.was) != each.step.was
            registered[each.step.field] = each.step.now
        if after == "?":
            here.gap = True
            after = _target(each.step, here.state)
        if isinstance(each.step, PartyWithdrew):
            gone = {short(registration, name) for name in each.step.parties}
            here.at_table = tuple(name for name in here.at_table if name not in gone)
        joining = (
            each.step.parties
            if isinstance(each.step, PartyJoined)
            else each.step.joins
            if isinstance(each.step, DealAmended)
            else ()
        )
        if isinstance(each.step, TalksOpened | TalksResumed) and each.step.parties:
            joining = each.step.parties
            there = {short(registration, name) for name in joining}
            here.at_table = tuple(name for name in here.at_table if name in there)
        for name in joining:
            if short(registration, name) not in here.at_table:
                here.at_table = (*here.at_table, short(registration, name))
        if after != here.state:
            here.state, here.since = after, each.version
            here.moves = (*here.moves, (each.version, after))
        tables[each.version] = here.at_table
        if isinstance(each.step, NegotiationClosed):
            closed = closed or each.version
    end = here.since if here.state == COLLAPSED else closed
    here.until_end = tables.get(end, here.at_table)
    return here


def _after(registration: NegotiationRegistered, here: Standing, step: Step) -> str | None:
    """The state after a step; `?` where it could not be legal."""
    name = type(step).__name__
    if isinstance(step, PartyWithdrew) and here.state in (PROPOSED, TALKS, DEAL):
        gone = {short(registration, each) for each in step.parties}
        stay = [each for each in here.at_table if each not in gone]
        return COLLAPSED if step.ends_negotiation or len(stay) < 2 else here.state
    if isinstance(step, DealRatified) and here.state == DEAL:
        return TALKS if step.outcome == "rejected" else DEAL
    if here.state in MOVES.get(name, {}):
        return MOVES[name][here.state]
    if name in STAYS and here.state not in STAYS[name]:
        return "?"
    return here.state


def _target(step: Step, state: str | None) -> str | None:
    if isinstance(step, DealRatified):
        return TALKS if step.outcome == "rejected" else DEAL
    return TARGETS.get(type(step).__name__, state)


def statuses_of_offers(
    registration: NegotiationRegistered, told: Sequence[Told], ends: dict[int, int], at: int
) -> list[tuple[int, str, str, str]]:
    """(version, receiver, issue, status) of every offered thing; `ends` says for the version of an
    offer when it expires (µs), `at` is the moment that is asked about."""
    found: list[tuple[int, str, str, str]] = []
    moves = dict(stands(registration, told).moves)
    for place, each in enumerate(told):
        if not isinstance(each.step, OfferMade):
            continue
        for line, (receiver, term) in enumerate(_things(registration, told, place)):
            later = list(told[place + 1 :])
            status = _status(registration, told, place, line, later, moves)
            if status not in ("accepted", "withdrawn") and ends.get(each.version, at + 1) <= at:
                status = "expired"
            found.append((each.version, receiver, term, status))
    return found


def _things(
    registration: NegotiationRegistered, told: Sequence[Told], place: int
) -> list[tuple[str, str]]:
    """(receiver, issue) of everything that an offer offers, term by term."""
    return [(receiver, issue) for receiver, _, issue in _lines(registration, told, place)]


def _receivers(
    registration: NegotiationRegistered, told: Sequence[Told], place: int
) -> tuple[str, ...]:
    step = told[place].step
    givers = _actors(registration, told, place, step.by)
    if step.to:
        return _actors(registration, told, place, step.to)
    table = stands(registration, told[:place]).at_table
    return tuple(each for each in table if each not in givers)


def _lines(
    registration: NegotiationRegistered, told: Sequence[Told], place: int
) -> list[tuple[str, str, str]]:
    """(receiver, for whom, issue)."""
    step = told[place].step
    assert isinstance(step, OfferMade)
    receivers = _receivers(registration, told, place)
    lines: list[tuple[str, str, str]] = []
    for term in step.terms:
        who = None if term.party is None else short(registration, term.party)
        if who in receivers:
            lines.append((str(who), str(who), term.issue))
        else:
            lines += [(each, who or each, term.issue) for each in receivers]
    return lines


def _actors(
    registration: NegotiationRegistered, told: Sequence[Told], place: int, names: tuple[str, ...]
) -> tuple[str, ...]:
    found: list[str] = []
    for name in names:
        here = (
            stands(registration, told[:place]).at_table
            if name == "all"
            else (short(registration, name),)
        )
        found += [each for each in here if each not in found]
    return tuple(found)


def _status(
    registration: NegotiationRegistered,
    told: Sequence[Told],
    place: int,
    line: int,
    later: Sequence[Told],
    moves: dict[int, str | None],
) -> str:
    """The first that holds of DOMAIN §4, but for what the clock alone decides."""
    version = told[place].version
    receiver, for_whom, issue = _lines(registration, told, place)[line]
    seen: set[str] = set()
    for offset, each in enumerate(later, place + 1):
        step = each.step
        speaking = _actors(registration, told, offset, step.by)
        if isinstance(step, OfferAccepted) and step.offer == version and receiver in speaking:
            seen.add("accepted")
        if isinstance(step, OfferWithdrawn) and step.offer == version:
            seen.add("withdrawn")
        if isinstance(step, OfferRejected) and step.rejected == version and receiver in speaking:
            seen.add("rejected")
        if isinstance(step, OfferMade):
            givers = set(_actors(registration, told, place, told[place].step.by))
            word = superseding(
                registration,
                told[place],
                each,
                receiver=receiver,
                same_lane=(
                    set(speaking) == givers
                    and each.written_class == told[place].written_class
                    and (receiver, for_whom, issue) in _lines(registration, told, offset)
                ),
                givers=(givers, set(speaking)),
                receivers=_receivers(registration, told, offset),
            )
            if word is not None and not seen & {"superseded", "overtaken"}:
                seen.add(word)
        entered = moves.get(each.version) in (DEAL, COLLAPSED)
        if entered or isinstance(step, NegotiationClosed) or settled_issue(issue) in _now(step):
            seen.add("lapsed")
    order = ("accepted", "withdrawn", "rejected", "superseded", "overtaken", "lapsed")
    return next((word for word in order if word in seen), "open")


def settled_issue(issue: str) -> str:
    """What an agreed term settles: names of seats settle their number too."""
    return "seats" if issue in ("seat_count", "constituencies", "seat_swap") else issue


def _now(step: Step) -> set[str]:
    """What an amendment settles; the histories have one pool."""
    return (
        {settled_issue(term.issue) for term in getattr(step, "now", ())}
        if isinstance(step, DealAmended)
        else set()
    )


def statuses_of_demands(
    registration: NegotiationRegistered, told: Sequence[Told]
) -> list[tuple[int, str]]:
    """(version, status) of every demand: dropped by a concession, else lapsed with a deal, a
    collapse or a close after it, else open.

    Of a demand that somebody rejected, or of which a later one has the same kind and giver, nothing
    is worked out here.
    """
    moves = dict(stands(registration, told).moves)
    found: list[tuple[int, str]] = []
    for place, each in enumerate(told):
        if not isinstance(each.step, DemandMade):
            continue
        seen: set[str] = set()
        for later in told[place + 1 :]:
            step = later.step
            if isinstance(step, ConcessionMade) and step.dropped == each.version:
                seen.add("dropped")
            if isinstance(step, OfferRejected) and step.rejected == each.version:
                seen.add("beyond")
            if isinstance(step, DemandMade) and step.kind == each.step.kind:
                seen.add("beyond")
            if isinstance(step, NegotiationClosed) or moves.get(later.version) in (DEAL, COLLAPSED):
                seen.add("lapsed")
            own = {settled_issue(term.issue) for term in each.step.terms}
            if own & _now(step):
                seen.add("lapsed" if own <= _now(step) else "beyond")
        if "dropped" in seen or "beyond" not in seen:
            word = next((one for one in ("dropped", "lapsed") if one in seen), "open")
            found.append((each.version, word))
    return found


def words_on_conditions(
    registration: NegotiationRegistered, told: Sequence[Told]
) -> list[tuple[int, str]]:
    """(version, status) of every condition: the last word on it, else lapsed once all was settled
    or those who set it had left, else open."""
    found: dict[int, str] = {}
    said: set[int] = set()
    for place, each in enumerate(told):
        step = each.step
        before, after = stands(registration, told[:place]), stands(registration, told[: place + 1])
        settled = after.state != before.state and after.state in ("deal_reached", "collapsed")
        if settled or isinstance(step, NegotiationClosed):
            found |= {version: "lapsed" for version in found if version not in said}
        if isinstance(step, ConditionSet):
            found[each.version] = "open"
        for target, word in (
            (getattr(step, "condition", None), getattr(step, "outcome", "")),
            (getattr(step, "dropped", None), "dropped"),
        ):
            if target in found and not isinstance(step, ConditionSet):
                found[int(str(target))] = word
                said.add(int(str(target)))
    seated = stands(registration, told).at_table
    for place, each in enumerate(told):
        if found.get(each.version) == "open":
            then = stands(registration, told[:place]).at_table
            setters = [short(registration, name) for name in each.step.by]
            setters = [one for name in setters for one in (then if name == "all" else (name,))]
            gone = [name for name in setters if name in then and name not in seated]
            if setters and len(gone) == len(setters):
                found[each.version] = "lapsed"
    return list(found.items())
