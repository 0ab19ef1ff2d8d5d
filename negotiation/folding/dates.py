"""Folding conditions, deadlines and the registered dates."""

from collections.abc import Container, Iterable
from typing import TypeVar

import msgspec

from parley.negotiation.codec import EntryError, amended, plain
from parley.negotiation.folding.deals import agreed_by_all
from parley.negotiation.folding.fold import Fold
from parley.negotiation.left import REGISTERING, waits
from parley.negotiation.negotiation import (
    Negotiation,
    party_row,
    registered_deadline,
    registration_row,
)
from parley.negotiation.paths import PathError, found
from parley.negotiation.registration import ContestRegistered, NegotiationRegistered, Party
from parley.negotiation.rows import (
    ConditionRow,
    DeadlineRow,
    Ending,
    PartyRow,
)
from parley.negotiation.steps import (
    ConcessionMade,
    ConditionResolved,
    ConditionSet,
    DeadlineExtended,
    DeadlineSet,
    DealBroken,
    DealReached,
    MeetingHeld,
    NegotiationClosed,
    OfferAccepted,
    PartialAgreementReached,
    PartyWithdrew,
    RegistrationAmended,
    StatementMade,
    Step,
    TalksCollapsed,
    TenureChanged,
    UltimatumIssued,
    VoteHeld,
)

__all__ = [
    "condition_resolved",
    "condition_set",
    "deadline_extended",
    "deadline_set",
    "end_announced",
    "meet_deadlines",
    "registration_amended",
    "ultimatum_issued",
]


V = TypeVar("V", NegotiationRegistered, ContestRegistered)

_NOWHERE = (None, None, None)
_ABOUT_DATES = (DeadlineSet, DeadlineExtended, UltimatumIssued, RegistrationAmended)


def condition_set(fold: Fold, step: ConditionSet) -> None:
    row = ConditionRow(
        step=fold.version,
        by=fold.by,
        condition=step.condition,
        on_what=step.on_what,
        attribution_class=fold.attribution_class,
    )
    fold.left.condition = row
    fold.touch(row)


def condition_resolved(fold: Fold, step: ConditionResolved) -> None:
    row = fold.negotiation.at(step.condition).condition
    if row is not None:
        row.resolutions = (*row.resolutions, (fold.version, step.outcome))
        fold.touch(row)


def _deadline_row(
    fold: Fold,
    *,
    kind: str,
    when: str | None,
    what: str | None,
    words: str | None,
    awaits: str | None = None,
    consequence: str | None = None,
    ends: Ending | None = None,
    waits_for: tuple[str, ...] = (),
) -> None:
    negotiation = fold.negotiation
    row = DeadlineRow(
        step=fold.version,
        line=0,
        kind=kind,
        by=fold.by,
        when=when,
        when_latest=negotiation.bounds(when).latest if when is not None else None,
        what=what,
        words=words,
        awaits=awaits,
        consequence=consequence,
        ends=ends,
        waits_for=waits_for,
        attribution_class=fold.attribution_class,
    )
    fold.left.deadlines.append(row)
    if waits(fold.left, row):
        negotiation.waiting.append(row)
    fold.touch(row)


def deadline_set(fold: Fold, step: DeadlineSet) -> None:
    awaits = step.awaits or ("MeetingHeld" if step.kind == "next_meeting" else None)
    _deadline_row(
        fold,
        kind=step.kind,
        when=step.when,
        what=step.what,
        words=step.words,
        awaits=awaits,
        consequence=step.consequence,
        waits_for=_put_to(fold, step),
    )


def deadline_extended(fold: Fold, step: DeadlineExtended) -> None:
    rows = fold.negotiation.at(step.deadline).deadlines
    for row in rows:
        if row.moved_by is not None:
            continue
        row.moved_by = fold.version
        fold.touch(row)
    first = rows[0] if rows else None
    _deadline_row(
        fold,
        kind=first.kind if first else "self_set",
        when=step.now,
        what=first.what if first else None,
        words=None,
        awaits=first.awaits if first else None,
        consequence=first.consequence if first else None,
        ends=first.ends if first else None,
        waits_for=first.waits_for if first else (),
    )


def ultimatum_issued(fold: Fold, step: UltimatumIssued) -> None:
    _deadline_row(
        fold,
        kind="ultimatum",
        when=step.when,
        what=step.words,
        words=None if step.when is not None or step.words is not None else step.text,
        consequence=step.consequence,
        waits_for=_put_to(fold, step),
    )


def _put_to(fold: Fold, step: Step) -> tuple[str, ...]:
    """The parties that a date or a threat is put to."""
    negotiation = fold.negotiation
    return tuple(e for e in negotiation.counterparties(step) if negotiation.party(e) == e)


def end_announced(fold: Fold, step: Step) -> None:
    """From when an end counts is a date to come until that day, where the step came before it."""
    ends: Ending
    match step:
        case TalksCollapsed(effective=str(when)):
            ends = "talks"
        case DealBroken(effective=str(when)):
            ends = "deal"
        case PartyWithdrew(effective=str(when)):
            ends = "seat"
        case TenureChanged(effective=str(when)):
            ends = "task"
        case NegotiationClosed(effective=str(when)):
            ends = "negotiation"
        case _:
            return
    bounds = fold.negotiation.bounds
    if bounds(step.occurred).precedes(bounds(when)):
        _deadline_row(fold, kind="effect", when=when, what=None, words=None, ends=ends)


def meet_deadlines(fold: Fold, step: Step) -> None:
    """Note on every date what a later step makes of it.

    A statement that says so on record meets it, or says that it was not kept. Else the first later
    step that meets it and may have come by then does; the first that certainly came after it is
    kept as the late one. A date or a threat that takes the place of one moves it.
    """
    negotiation = fold.negotiation
    if not negotiation.waiting and (step.about, step.in_reply_to, step.supersedes) == _NOWHERE:
        return
    pointed = {_standing(fold, step.about), _standing(fold, step.in_reply_to)}
    replaced = step.supersedes if isinstance(step, DeadlineSet | UltimatumIssued) else None
    for row in _in_question(negotiation, (*pointed, replaced)):
        if row.moved_by is not None or row.ends is not None:
            continue  # from when an end counts waits for nothing
        if row.step == replaced:
            row.moved_by = fold.version
            fold.touch(row)
        elif isinstance(step, StatementMade) and row.step in pointed:
            _told(fold, step, row)
        elif _meets(fold, step, row, pointed):
            _met(fold, step, row)
    negotiation.waiting = [
        row for row in negotiation.waiting if waits(negotiation.left[row.step], row)
    ]


def _in_question(
    negotiation: Negotiation, pointers: Iterable[int | str | None]
) -> list[DeadlineRow]:
    """The dates that a step can meet or move: those that wait, and those at which it points."""
    rows = {(row.step, row.line): row for row in negotiation.waiting}
    for pointer in pointers:
        rows |= {(row.step, row.line): row for row in negotiation.at(pointer).deadlines}
    return [rows[key] for key in sorted(rows)]


def _standing(fold: Fold, pointer: int | str | None) -> int | str | None:
    """The step that set the date at which a pointer means to point: whoever points at a date that
    was moved, speaks of what it was moved to. What set several dates names none of them."""
    while rows := fold.negotiation.at(pointer).deadlines:
        if len(rows) > 1:
            return None
        if rows[0].moved_by is None:
            break
        pointer = rows[0].moved_by
    return pointer


def _told(fold: Fold, step: StatementMade, row: DeadlineRow) -> None:
    if row.awaits == "StatementMade":
        _met(fold, step, row)
    if fold.attribution_class != "on_record":
        return
    if "confirms" in step.stances and row.met_by is None:
        row.met_by = fold.version
        fold.touch(row)
    if {"denies", "refutes"} & {*step.stances} and row.failed_by is None:
        row.failed_by = fold.version
        fold.touch(row)


def _met(fold: Fold, step: Step, row: DeadlineRow) -> None:
    earliest = fold.negotiation.bounds(step.occurred).earliest
    in_time = row.when_latest is None or earliest < row.when_latest
    threat = row.kind == "ultimatum" and row.awaits is None
    if in_time and row.met_by is None:
        row.met_by = fold.version
        fold.touch(row)
    elif not in_time and not threat and row.late_by is None and row.met_by is None:
        row.late_by = fold.version
        fold.touch(row)


def _meets(fold: Fold, step: Step, row: DeadlineRow, pointed: Container[int | str | None]) -> bool:
    """Whether a step, its time aside, is what a date was set for: an ultimatum that awaits no type
    is met by what gives way to it; any other date by the awaited type, or by a step at the table
    that points at it; and a date that is fixed from outside by the close on its day."""
    if isinstance(step, PartialAgreementReached) and not agreed_by_all(fold, step):
        return False  # it is only claimed
    if row.kind == "ultimatum" and row.awaits is None:
        return _gives_way(fold, step, row)
    if row.awaits == type(step).__name__:
        if isinstance(step, VoteHeld):
            return row.step in pointed or _is_vote_of(fold, step, row)
        return row.kind != "next_meeting" or _is_meeting_of(fold, step, row)
    if row.step in pointed and not step.away and not isinstance(step, _ABOUT_DATES):
        return True
    if row.awaits is not None or row.kind != "external_hard" or row.when is None:
        return False
    day = fold.negotiation.bounds(row.when)
    return isinstance(step, NegotiationClosed) and day.overlaps(
        fold.negotiation.bounds(step.occurred)
    )


def _gives_way(fold: Fold, step: Step, row: DeadlineRow) -> bool:
    """Whether a step is what whoever set an ultimatum can be content with: a deal, an offer that
    all of them have accepted, concessions in reply to it of all to whom it was put (docs/adr/0020).
    """
    if isinstance(step, OfferAccepted):
        offered = fold.negotiation.at(step.offer).offers
        accepted = {each.to for each in offered if each.accepted_by is not None}
        return set(row.by) <= accepted | set(fold.by) and bool(set(row.by) & set(fold.by))
    if isinstance(step, ConcessionMade):
        theirs = set(row.by) & set(fold.by)
        if theirs or _standing(fold, step.in_reply_to) != row.step:
            return False
        if not {*row.waits_for}.isdisjoint(fold.by):
            row.waits_for = tuple(each for each in row.waits_for if each not in fold.by)
            fold.touch(row)
        return not _awaited(fold, row)
    return isinstance(step, DealReached)


def _awaited(fold: Fold, row: DeadlineRow) -> set[str]:
    """Whom a date or a threat still waits for; nobody waits for who has left."""
    stays = fold.negotiation.parties
    gone = {each.party for each in stays if each.left_by is not None}
    return {*row.waits_for} - (gone - {*fold.negotiation.at_table})


def _is_vote_of(fold: Fold, step: VoteHeld, row: DeadlineRow) -> bool:
    """Whether a vote that says of no date that it is its own was held on that day: the vote of
    another day is another vote."""
    said = [each for each in (step.in_reply_to, step.about) if each != row.step]
    others = any(fold.negotiation.at(each).deadlines for each in said)
    if row.when is None or others:
        return False
    bounds, due = fold.negotiation.bounds(step.occurred), fold.negotiation.bounds(row.when)
    return bounds.latest > due.earliest and bounds.earliest < due.latest


def _is_meeting_of(fold: Fold, step: Step, row: DeadlineRow) -> bool:
    """Whether a meeting brings those who set its date together with all to whom it was put, or, of
    one that names none, with somebody else of the talks; a party that meets its own people has not
    met the other side."""
    if isinstance(step, MeetingHeld) and step.internal:
        return False
    negotiation = fold.negotiation
    present = {*negotiation.actors(step.by), *negotiation.counterparties(step)}
    of_the_talks = {
        *negotiation.at_table,
        *row.by,
        *row.waits_for,
        *negotiation.actors((negotiation.led_by or "",)),
    }
    all_there = present >= {*row.by, *_awaited(fold, row)}
    return all_there and len(present & of_the_talks) > 1


def _move_registered_dates(fold: Fold) -> None:
    negotiation = fold.negotiation
    standing = [
        row
        for row in negotiation.waiting
        if negotiation.left[row.step].type in REGISTERING and row.moved_by is None
    ]
    dates = (negotiation.registration or negotiation.contest_registration).dates
    wanted = {(date.what, date.when) for date in dates}
    for row in standing:
        if (row.what, row.when) not in wanted:
            row.moved_by = fold.version
            fold.touch(row)
    there = {(row.what, row.when) for row in standing}
    new = [date for date in dates if (date.what, date.when) not in there]
    fold.left.deadlines = [
        registered_deadline(negotiation, date, step=fold.version, line=line)
        for line, date in enumerate(new)
    ]
    negotiation.waiting += fold.left.deadlines
    for row in fold.left.deadlines:
        fold.touch(row)


def registration_amended(fold: Fold, step: RegistrationAmended) -> None:
    """Both registrations stay, each for its time: the new one counts from this step on."""
    negotiation = fold.negotiation
    before = {party.party: party for party in negotiation.registered_parties}
    _recall_stays(negotiation)
    if negotiation.registration is not None:
        negotiation.registration = _amended(fold, negotiation.registration, step)
    elif negotiation.contest is not None:
        negotiation.contest = _amended(fold, negotiation.contest, step)
    negotiation.called.clear()
    for line, party in enumerate(negotiation.registered_parties):
        stays = [row for row in negotiation.parties if row.party == party.party]
        stays.sort(key=lambda row: (row.step, row.line))
        if not stays:
            row = party_row(party, step=fold.version, line=line, at_table=False)
            negotiation.parties.append(row)
            fold.touch(row)
        for row in stays:
            _rename(fold, row, before.get(party.party, party), party)
            negotiation.called.clear()
    if negotiation.registered is not None:
        negotiation.registered.ended_by = fold.version
        fold.touch(negotiation.registered)
    stands = negotiation.registration or negotiation.contest_registration
    negotiation.registered = registration_row(stands, step=fold.version)
    fold.touch(negotiation.registered)
    if step.field.startswith("dates"):
        _move_registered_dates(fold)


def _recall_stays(negotiation: Negotiation) -> None:
    """Have at hand every stay of every party, those too that are over: a party is called the same
    in all of them."""
    if negotiation.past.whole:
        return
    there = {(row.step, row.line, row.party) for row in negotiation.parties}
    over: dict[str, list[PartyRow]] = {}
    for row in negotiation.past.rows(PartyRow, "party"):
        if (row.step, row.line, row.party) not in there:
            over.setdefault(row.party, []).append(row)
    negotiation.parties = [
        each for row in negotiation.parties for each in (*over.pop(row.party, ()), row)
    ]


def _amended(fold: Fold, registration: V, step: RegistrationAmended) -> V:
    """The registration with what the step says. Where something other than `was` stands there, an
    amendment before this one is not in view (DOMAIN §3, "Cut"): the value is taken as it is said,
    or left as it is where there is no such place yet, and the gap is flagged."""
    try:
        return amended(registration, step)
    except (PathError, EntryError):
        fold.negotiation.flags.setdefault("gap", fold.version)
    try:
        stands = found(plain(registration), step.field)
        return amended(registration, msgspec.structs.replace(step, was=stands))
    except (PathError, EntryError):
        return registration


def _rename(fold: Fold, row: PartyRow, before: Party, party: Party) -> None:
    """What a party is called is true of all its stays; a name that nobody else has taken since
    stays as an alias, for the reports that use it."""
    former = [each for each in row.aliases if each not in before.aliases]
    if row.name != party.name:
        former.append(row.name)
    aliases = (
        *party.aliases,
        *(each for each in former if fold.negotiation.party(each) in (None, party.party)),
    )
    if (row.name, row.aliases, row.ids) != (party.name, aliases, party.ids):
        row.name, row.aliases, row.ids = party.name, aliases, party.ids
        fold.touch(row)
