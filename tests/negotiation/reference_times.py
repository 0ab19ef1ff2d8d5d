"""Dates, people, attempts and silence worked out slowly from DOMAIN §4, as a judge of the answers.

Questions 15, 18, 19 and 20. Each is asked of the whole history anew; no row and no view is read.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from msgspec import Struct

from parley.negotiation.moments import parse_moment
from parley.negotiation.registration import NegotiationRegistered
from parley.negotiation.steps import (
    ConcessionMade,
    DeadlineExtended,
    DeadlineSet,
    DealReached,
    MandateChanged,
    MeetingHeld,
    NegotiationClosed,
    NegotiatorAppointed,
    OfferAccepted,
    PartialAgreementReached,
    StatementMade,
    Step,
    TenureChanged,
    UltimatumIssued,
    VoteHeld,
)
from tests.negotiation.reference_answers import Told, short, stands

__all__ = ["attempts", "days_of_silence", "enders", "people_standing", "statuses_of_deadlines"]

DAY = 86_400_000_000
KOLKATA = 19_800_000_000
"""µs by which Kolkata's clocks are ahead of UTC, all the year round."""
FAR = 2**62


def statuses_of_deadlines(
    registration: NegotiationRegistered, told: Sequence[Told], at: int
) -> list[tuple[int, str]]:
    """(version, status) of every date set by a step, in the order of occurrence; also of the day
    from which an end counts that was declared before it."""
    zone = registration.zone
    found: list[tuple[int, str]] = []
    for place, each in enumerate(told):
        dated = isinstance(each.step, DeadlineSet | DeadlineExtended | UltimatumIssued)
        if not dated and not _counts_later(zone, each.step):
            continue
        first = _original(told, each)
        when = _dated(each.step)
        end = FAR if when is None else parse_moment(when).bounds(zone).latest
        later = list(told[place + 1 :])
        kind, awaits = _kind(first), _awaits(first)
        moving = _movers(each, told)
        moves = [number for number, other in enumerate(later) if other.version in moving]
        if _counts_later(zone, first):
            found.append((each.version, _effect(registration, told, place, end, at, moves)))
            continue
        # What comes after a date was moved cannot meet it any more, and cannot unmake the move.
        before = later[: moves[0]] if moves else later
        words = [
            _word(registration, told, other, each, first, kind, awaits, end) for other in before
        ]
        threat = kind == "ultimatum" and awaits is None
        status = "pending"
        if end <= at:
            hoped = kind == "soft_target" or (awaits is None and kind != "ultimatum")
            status = "passed" if hoped else "missed"
        if "late" in words and not threat:
            status = "late"
        if kind != "external_hard" and (
            _over_by(registration, told, place, end)
            or "overtaken" in words
            or _gone_by(registration, told, place, end)
        ):
            status = "lapsed"
        if "failed" in words:
            status = "missed"
        if "met" in words:
            status = "met"
        if moves:
            status = "extended"
        found.append((each.version, status))
    return found


def _counts_later(zone: str, step: Step) -> bool:
    """Whether a step is an end that counts only from a later day on."""
    effective = getattr(step, "effective", None)
    if effective is None:
        return False
    own, then = (parse_moment(each).bounds(zone) for each in (step.occurred, effective))
    return own.latest <= then.earliest


def _effect(
    registration: NegotiationRegistered,
    told: Sequence[Told],
    place: int,
    end: int,
    at: int,
    moves: Sequence[int],
) -> str:
    """What became of the day from which an end counts: nothing meets it, and only talks that went
    on before it take it back."""
    if moves:
        return "extended"
    for number in range(place + 1, len(told)):
        before = stands(registration, told[:number]).state
        after = stands(registration, told[: number + 1]).state
        latest = parse_moment(told[number].step.occurred).bounds(registration.zone).latest
        if before == "collapsed" != after and latest < end:
            return "lapsed"
    return "passed" if end <= at else "pending"


def _voted(zone: str, step: VoteHeld, due: Told, told: Sequence[Told]) -> bool:
    """Whether a vote is that of a date: it points at it, or at no date and was held that day."""
    if _at(step, due, told):
        return True
    dates = {each.version for each in told if _dated(each.step) is not None}
    if dates & {step.about, step.in_reply_to}:
        return False
    when = _dated(due.step)
    if when is None:
        return False
    held, of = (parse_moment(each).bounds(zone) for each in (step.occurred, when))
    return held.earliest < of.latest and of.earliest < held.latest


def _at(step: Step, due: Told, told: Sequence[Told]) -> bool:
    """Whether a step points at a date, or at one of those that were moved to it."""
    return not _numbers(due, told).isdisjoint({step.about, step.in_reply_to})


def _numbers(due: Told, told: Sequence[Told]) -> set[int]:
    """The steps that set a date and those that it took the place of, each the first to do so."""
    found = [due.version]
    for version in found:  # grows
        place = next(at for at, each in enumerate(told) if each.version == version)
        found += (
            earlier.version
            for earlier in told[:place]
            if next(iter(_movers(earlier, told)), None) == version
        )
    return {*found}


def _movers(due: Told, told: Sequence[Told]) -> list[int]:
    """The later steps that move a date, or take its place."""
    return [
        other.version
        for other in told[told.index(due) + 1 :]
        if getattr(other.step, "deadline", None) == due.version
        or (
            isinstance(other.step, DeadlineSet | UltimatumIssued)
            and other.step.supersedes == due.version
        )
    ]


def _dated(step: Step) -> str | None:
    if isinstance(step, DeadlineExtended):
        return step.now
    if isinstance(step, DeadlineSet | UltimatumIssued):
        return step.when
    effective: str | None = getattr(step, "effective", None)
    return effective


def _over_by(
    registration: NegotiationRegistered, told: Sequence[Told], place: int, end: int
) -> bool:
    """Whether the talks ended between a step and an instant, and had not gone on by then."""
    over = False
    for number in range(place + 1, len(told)):
        step = told[number].step
        bounds = parse_moment(step.occurred).bounds(registration.zone)
        before = stands(registration, told[:number]).state
        after = stands(registration, told[: number + 1]).state
        if isinstance(step, NegotiationClosed) or before != "collapsed" == after:
            over = over or bounds.latest < end
        elif before == "collapsed" != after and bounds.earliest < end:
            over = False
    return over


def _word(
    registration: NegotiationRegistered,
    told: Sequence[Told],
    other: Told,
    due: Told,
    first: Step,
    kind: str,
    awaits: str | None,
    end: int,
) -> str | None:
    """What a later step makes of a date: met, late, failed, overtaken, or nothing."""
    step = other.step
    if isinstance(step, PartialAgreementReached) and not _by_all(registration, told, other):
        return None
    bounds = parse_moment(step.occurred).bounds(registration.zone)
    at_it = _at(step, due, told)
    in_time = "met" if bounds.earliest < end else "late"
    if isinstance(step, StatementMade) and at_it:
        if other.written_class == "on_record" and "confirms" in step.stances:
            return "met"
        denied = other.written_class == "on_record" and "denies" in step.stances
        return "failed" if denied else (in_time if awaits == "StatementMade" else None)
    name = type(step).__name__
    if kind == "ultimatum" and awaits is None:
        if _content(registration, told, step, due):
            return in_time
    elif name == awaits:
        if isinstance(step, VoteHeld):
            return in_time if _voted(registration.zone, step, due, told) else None
        if kind != "next_meeting" or _meets(registration, told, step, due):
            return in_time
    elif at_it and name not in (
        *("DeadlineSet", "DeadlineExtended", "UltimatumIssued", "TalksCollapsed", "DealBroken"),
        *("PartyWithdrew", "OfferWithdrawn", "TalksSuspended", "UnilateralMoveMade"),
    ):
        return in_time
    when = _dated(due.step)
    if isinstance(step, NegotiationClosed) and kind == "external_hard" and awaits is None and when:
        day = parse_moment(when).bounds(registration.zone)
        if bounds.earliest < day.latest and day.earliest < bounds.latest:
            return in_time
    over = bounds.latest < end
    if over and isinstance(step, DealReached) and awaits in ("MeetingHeld", "OfferMade"):
        return "overtaken"
    return None


def _gone_by(
    registration: NegotiationRegistered, told: Sequence[Told], place: int, end: int
) -> bool:
    """Whether all who set a date had left the table, the last of them after it and in time."""
    then = stands(registration, told[:place]).at_table
    own = _actors(registration, told[place].step.by, then)
    last = -1
    for name in own:
        left = [
            number
            for number in range(len(told))
            if name in stands(registration, told[:number]).at_table
            and name not in stands(registration, told[: number + 1]).at_table
        ]
        if not left or name in stands(registration, told).at_table:
            return False
        last = max(last, left[-1])
    gone = parse_moment(told[last].step.occurred).bounds(registration.zone)
    return bool(own) and last > place and gone.latest < end


def _content(
    registration: NegotiationRegistered, told: Sequence[Told], step: Step, due: Told
) -> bool:
    """Whether who threatened got a deal, accepted an offer, or was conceded something for it."""
    place = next(number for number, each in enumerate(told) if each.step is step)
    acting = _actors(registration, step.by, stands(registration, told[:place]).at_table)
    own = _actors(registration, due.step.by, stands(registration, told[: told.index(due)]).at_table)
    if isinstance(step, OfferAccepted):
        accepted = set(acting)
        for number, each in enumerate(told[:place]):
            if isinstance(each.step, OfferAccepted) and each.step.offer == step.offer:
                then = stands(registration, told[:number]).at_table
                accepted |= {*_actors(registration, each.step.by, then)}
        return {*own} <= accepted and any(name in own for name in acting)
    if isinstance(step, ConcessionMade):
        numbers = _numbers(due, told)
        conceding = [
            _acting(registration, told, at)
            for at in range(place + 1)
            if isinstance(told[at].step, ConcessionMade) and told[at].step.in_reply_to in numbers
        ]
        gave = {name for each in conceding if own.isdisjoint(each) for name in each}
        replied = step.in_reply_to in numbers and own.isdisjoint(acting)
        return replied and _put_to(registration, told, place, due) <= gave
    return isinstance(step, DealReached)


def _acting(registration: NegotiationRegistered, told: Sequence[Told], place: int) -> set[str]:
    """Who makes a step, by short names."""
    table = stands(registration, told[:place]).at_table
    return {*_actors(registration, told[place].step.by, table)}


def _put_to(
    registration: NegotiationRegistered, told: Sequence[Told], place: int, due: Told
) -> set[str]:
    """The parties to whom a date was put, but for those who have left before a step."""
    first = next(each for each in told if each.step is _original(told, due))
    at = told.index(first)
    then = stands(registration, told[:at]).at_table
    named = {*_actors(registration, first.step.to, then)} & {e.party for e in registration.parties}
    if "all" in first.step.to:
        singled = {short(registration, name) for name in first.step.to}
        named -= _acting(registration, told, at) - singled
    sat = {e for number in range(place + 1) for e in stands(registration, told[:number]).at_table}
    return named - (sat - {*stands(registration, told[:place]).at_table})


def _by_all(registration: NegotiationRegistered, told: Sequence[Told], agreed: Told) -> bool:
    """Whether everybody at the table is on record for what is said to be agreed in part."""
    if not isinstance(agreed.step, PartialAgreementReached):
        return False
    table = stands(registration, told[: told.index(agreed)]).at_table
    named = {*_actors(registration, [each.party for each in agreed.step.assent], table)}
    return agreed.written_class == "on_record" and {*table} <= named


def _meets(
    registration: NegotiationRegistered, told: Sequence[Told], step: Step, due: Told
) -> bool:
    """Whether those who set a date are all at a meeting, with all to whom it was put, else with
    another party of the talks."""
    place = next(number for number, each in enumerate(told) if each.step is step)
    table = stands(registration, told[:place]).at_table
    there = {
        *_actors(registration, step.by, table),
        *(_actors(registration, step.to, table)),
    }
    own = _actors(registration, due.step.by, stands(registration, told[: told.index(due)]).at_table)
    leads = {registration.led_by or ""}
    put_to = _put_to(registration, told, place, due)
    of_talks = {*table, *own, *leads, *_put_to(registration, told, told.index(due), due)}
    others = [name for name in there if name in of_talks]
    met = {*own} | put_to <= there and len(others) >= 2
    return not getattr(step, "internal", False) and met


def _original(told: Sequence[Told], each: Told) -> Step:
    """The step that first set what an extension moves, through all extensions between."""
    step = each.step
    while isinstance(step, DeadlineExtended):
        before = [one for one in told if one.version == step.deadline]
        if not before:
            return step
        step = before[0].step
    return step


def _kind(step: Step) -> str:
    if isinstance(step, UltimatumIssued):
        return "ultimatum"
    if isinstance(step, DeadlineSet):
        return step.kind
    # It moves a registered date, or one that nobody recorded.
    return "external_hard" if isinstance(step, DeadlineExtended) and step.deadline else "self_set"


def _awaits(step: Step) -> str | None:
    if not isinstance(step, DeadlineSet):
        return None
    return step.awaits or ("MeetingHeld" if step.kind == "next_meeting" else None)


def people_standing(
    registration: NegotiationRegistered, told: Sequence[Told], at: int
) -> set[tuple[int, str | None]]:
    """(version, person) of every appointment, and mandate of nobody appointed, not ended at an
    instant."""
    held: list[_Held] = []
    for each in told:
        step = each.step
        if isinstance(step, NegotiatorAppointed):
            whom = short(registration, step.principal or "")
            for name in step.replaces:
                theirs = [one for one in held if one.is_task_of(name, whom)]
                same = [one for one in theirs if (one.role, one.title) == (step.role, step.title)]
                _over(same or theirs)
            _take(held, each.version, "appointment", step, whom)
        elif isinstance(step, MandateChanged):
            if not _tasks(registration, held, step):
                _take(held, each.version, "mandate", step, _givers(registration, told, each))
        elif isinstance(step, TenureChanged):
            if step.now not in ("resignation_offered", "resignation_refused"):
                ended = _tasks(registration, held, step)
                _over(ended)
                for one in ended:
                    one.until = step.effective
        elif isinstance(step, NegotiationClosed):
            lasting = ("high_command", "in_charge", "state_unit", "spokesperson")
            _over(one for one in held if one.role not in (*lasting, "monarch", "speaker"))
    zone = registration.zone
    return {
        (one.version, one.person)
        for one in held
        if not one.over
        or (one.until is not None and parse_moment(one.until).bounds(zone).latest > at)
    }


def _givers(registration: NegotiationRegistered, told: Sequence[Told], each: Told) -> str:
    """Who gave a mandate, all of them together."""
    table = stands(registration, told[: told.index(each)]).at_table
    return "+".join(sorted(_actors(registration, each.step.by, table)))


class _Held(Struct):
    """What somebody holds."""

    version: int
    kind: str
    person: str | None
    role: str | None
    title: str | None
    whom: str
    over: bool = False
    until: str | None = None
    """From when on the end counts, where it does not at once."""

    def is_task_of(self, name: str, whom: str) -> bool:
        return (self.kind, self.over, self.person, self.whom) == ("appointment", False, name, whom)


def _take(
    held: list[_Held],
    version: int,
    kind: str,
    step: NegotiatorAppointed | MandateChanged,
    whom: str,
) -> None:
    for person in step.person or (None,):
        new = _Held(version, kind, person, step.role, step.title, whom)
        key = (kind, person, step.role, step.title, whom)
        _over(
            one
            for one in held
            if one.version != version
            and (one.kind, one.person, one.role, one.title, one.whom) == key
        )
        held.append(new)


def _tasks(
    registration: NegotiationRegistered,
    held: Sequence[_Held],
    step: MandateChanged | TenureChanged,
) -> list[_Held]:
    """The tasks that stand of those whom a step names."""
    principal = step.principal if isinstance(step, TenureChanged) else None
    asked = {
        "role": step.role,
        "title": step.title,
        "whom": None if principal is None else short(registration, principal),
    }
    if not (step.person or step.role or step.title):
        return []
    return [
        one
        for one in held
        if one.kind == "appointment"
        and not one.over
        and (not step.person or one.person in step.person)
        and all(value in (None, getattr(one, name)) for name, value in asked.items())
    ]


def _over(ended: Iterable[_Held]) -> None:
    for one in ended:
        one.over = True


def mediators(told: Sequence[Told]) -> list[tuple[int, str]]:
    """(version, mediator) of every meeting that had one."""
    return [
        (each.version, each.step.mediator)
        for each in told
        if isinstance(each.step, MeetingHeld) and each.step.mediator is not None
    ]


def attempts(
    registration: NegotiationRegistered, told: Sequence[Told]
) -> list[tuple[int, int, str | None]]:
    """(first step, last step, state that ended it) of each unbroken run of talks."""
    states = _states(registration, told)
    found: list[tuple[int, int, str | None]] = []
    for place, state in enumerate(states):
        if state != "talks_underway" or (place and states[place - 1] == "talks_underway"):
            continue
        end = place
        closes = [isinstance(each.step, NegotiationClosed) for each in told]
        while end < len(states) and states[end] == "talks_underway" and not closes[end]:
            end += 1
        over = end < len(states)
        last = told[end if over else end - 1].version
        outcome = states[end] if over else None
        found.append((told[place].version, last, "closed" if over and closes[end] else outcome))
    return found


def _states(registration: NegotiationRegistered, told: Sequence[Told]) -> list[str | None]:
    """The state after each step, each walked to from the beginning."""
    return [stands(registration, told[: place + 1]).state for place in range(len(told))]


def enders(
    registration: NegotiationRegistered, told: Sequence[Told]
) -> list[tuple[int, dict[str, int | None]]]:
    """(step that moved to collapsed, {other party at the table: its first later statement about
    it}), of every such step."""
    states = _states(registration, told)
    found: list[tuple[int, dict[str, int | None]]] = []
    for place, each in enumerate(told):
        before = states[place - 1] if place else None
        if states[place] != "collapsed" or before in ("collapsed", None):
            continue
        table = stands(registration, told[:place]).at_table
        actors = _actors(registration, each.step.by, table)
        replies = {
            party: _first_word(registration, told, place, party)
            for party in table
            if party not in actors
        }
        found.append((each.version, replies))
    return found


def _first_word(
    registration: NegotiationRegistered, told: Sequence[Told], place: int, party: str
) -> int | None:
    ended = told[place].version
    for number in range(place + 1, len(told)):
        step = told[number].step
        table = stands(registration, told[:number]).at_table
        if not isinstance(step, StatementMade) or party not in _actors(
            registration, step.by, table
        ):
            continue
        points = {each for each in (step.about, step.in_reply_to) if each is not None}
        if ended in points or (not points and step.proposition == "collapse"):
            return told[number].version
    return None


def _actors(
    registration: NegotiationRegistered, names: Sequence[str], table: Sequence[str]
) -> set[str]:
    found: set[str] = set()
    for name in names:
        found |= set(table) if name == "all" else {short(registration, name)}
    return found


def days_of_silence(told: Sequence[Told], zone: str, at: int) -> tuple[int, int | None]:
    """(at least, at most) how many calendar days of Kolkata passed since anything happened."""
    bounds = [parse_moment(each.step.occurred).bounds(zone) for each in told]
    today = _civil(at - 1)
    latest = min(max(each.latest for each in bounds), at)
    known = [each.earliest for each in bounds if each.earliest > -FAR]
    most = max(0, (today - _civil(max(known))).days) if len(known) else None
    return max(0, (today - _civil(latest - 1)).days), most


def _civil(instant: int) -> date:
    return date(1970, 1, 1) + timedelta(days=(instant + KOLKATA) // DAY)
