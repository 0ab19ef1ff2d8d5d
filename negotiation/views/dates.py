"""Dates to come: deadlines, ultimatums, targets and registered dates, and whether they were met.

Source: DOMAIN §4, question 15; what its words leave open is settled in ADR 0020.
"""

from collections.abc import Iterable, Iterator
from typing import Final, Literal

from msgspec import Struct, convert

from parley.negotiation import rows
from parley.negotiation.facts import step_of
from parley.negotiation.instants import Given, Instant
from parley.negotiation.moments import UNBOUNDED_PAST, parse_moment
from parley.negotiation.steps import CATALOGUE, TalksSuspended
from parley.negotiation.views.cited_steps import CitedStep, cite_step
from parley.negotiation.views.gathering import gather
from parley.negotiation.views.seen import Seen, bounds_of
from parley.negotiation.views.spans import Days, day_of, days_until
from parley.negotiation.views.stood import all_left, ended_before

__all__ = [
    "DateKind",
    "DeadlineItem",
    "DeadlineStatus",
    "Overtaken",
    "deadline_status",
    "deadlines",
    "pauses_due",
]

DeadlineStatus = Literal["extended", "met", "lapsed", "late", "missed", "passed", "pending"]
Overtaken = Literal["collapse", "close", "deal", "left", "dropped", "resumed"]
Moved = Literal["later", "earlier"]

_OF_TALKS: Final = (
    *("MeetingHeld", "TalksOpened", "TalksResumed", "OfferMade", "OfferAccepted", "OfferRejected"),
    *("DemandMade", "ConcessionMade", "ConditionResolved", "PartialAgreementReached"),
)
"""Types of which nobody waits for one any more once there is a deal."""
_ANSWERING: Final = ("in_reply_to", "about", "supersedes")
_ON_THE_DAY: Final = frozenset(
    {"TenureChanged", "VoteHeld", "DealReached", "TalksCollapsed", "NegotiationClosed"}
)
"""Types of which a reader wants to know what came on the day that something was due."""


DateKind = Literal[
    "external_hard",
    "self_set",
    "soft_target",
    "ultimatum",
    "mandate_report",
    "next_meeting",
    "effect",
    "pause",
]
"""effect: from when an end counts, that is declared before. pause: until when talks, or an issue of
them, were said to be left aside."""


class DeadlineItem(Struct, frozen=True, kw_only=True):
    """One date to come, and what became of it."""

    version: int
    """The step that set it; 1 = registered with the stream."""
    kind: DateKind
    by: tuple[str, ...]
    when: Given | None
    what: str | None
    """What is due."""
    words: str | None
    awaits: str | None
    """The step type that meets it."""
    status: DeadlineStatus
    """An expectation (soft_target) passes and is never missed; so does a date that awaits
    no type of step. That a day went by says nothing of what came on it."""
    by_step: int | None
    """The step that moved it, met it, was late for it, with which it lapsed, or that says that it
    was not kept."""
    overtaken_by: Literal["collapse", "close", "deal", "left", "dropped", "resumed"] | None
    """Of what lapsed: with what. left: those who set it left; dropped: they dropped it; resumed:
    the talks went on before their end counted. An ultimatum without a date, or with a later one,
    stood at the close: what became of it nothing here says."""
    was: Given | None
    """The date before, of one that was moved to this."""
    ends: rows.Ending | None
    """Of an effect: what ends on that day; the step that says so is the end itself."""
    that_day: tuple[CitedStep, ...]
    """Of what went by: votes, ends, and what became of tasks on that very day; nobody says that it
    is what was due."""
    meanwhile: tuple[CitedStep, ...]
    """Of a report that was due: what became of the tasks that who set the date had given, since
    then and no later than that day, and to whom they gave another."""
    moved: Literal["later", "earlier"] | None
    """Of what was moved: put off, or brought forward; null where the dates do not tell."""
    moved_to: Given | None
    """null: another date or threat took its place, or it was taken out of the registration."""
    due_in: Days | None
    """Of a pending date: how many days are left."""
    in_time_undetermined: bool
    """It is met, and the dates leave open whether that was in time."""
    consequence: str | None
    followed_by: tuple[CitedStep, ...]
    """Acts away from the table by those who set it that point at it: the consequence followed."""
    away_after: CitedStep | None
    """Else, of what nobody gave way to, their first act away from the table after it was set and
    not before its day; nobody says that it is the consequence."""
    claimed_by: int | None
    """Of what nothing met: the step with which one side claims what was due, by its day."""
    denied_by: int | None
    """Of what was met by somebody's word: another's word on record that it was not kept."""
    occurred: Given | None = None
    """When it was set."""
    recorded_at: Instant | None = None
    quote: str | None = None
    translated: bool = False
    """The quote is a translation."""
    attribution: str | None = None
    speaker: str | None = None
    source_as_described: str | None = None
    source: str | None = None


def deadline_status(seen: Seen, row: rows.DeadlineRow) -> tuple[DeadlineStatus, int | None]:
    """(status, the step that gave it): the first that holds of DOMAIN §4, question 15.

    Once nobody waits any more for what was due, it lapses (`Overtaken`), but for what is fixed from
    outside. What came after its date is late. An expectation passes and is never missed; so does a
    date that awaits no type of step and threatens nobody: nothing on record could have met it, and
    whether it was kept only somebody's words say.
    """
    if seen.saw(row.moved_by):
        return "extended", row.moved_by
    if seen.saw(row.met_by):
        return "met", row.met_by
    if seen.saw(row.failed_by):
        return "missed", row.failed_by
    overtaken = _overtaken(seen, row)
    if overtaken is not None:
        return "lapsed", overtaken[1]
    if seen.saw(row.late_by):
        return "late", row.late_by
    if row.when_latest is not None and row.when_latest <= seen.at:
        could_be_met = row.awaits is not None or row.kind == "ultimatum"
        missed = could_be_met and row.kind != "soft_target"
        return ("missed" if missed else "passed"), None
    return "pending", None


def _overtaken(seen: Seen, row: rows.DeadlineRow) -> tuple[Overtaken, int] | None:
    """With what a date fell away, certainly before it was due: the end of the talks, the deal that
    left nothing to wait for, or that those who set it left or dropped it."""
    if row.kind == "external_hard":
        return None
    if row.ends is not None:
        return _taken_back(seen, row)
    found: list[tuple[int, Overtaken, int]] = []
    here, known = seen.places.get(row.step, 0), _known_as(seen, row)
    ended = ended_before(seen, row.step, row.when_latest)
    if ended is not None and (step := seen.step(ended)) is not None:
        how: Overtaken = "close" if step.type == "NegotiationClosed" else "collapse"
        found.append((step.place, how, ended))
    for step in seen.steps:
        if step.place <= here or not (row.when_latest is None or step.latest < row.when_latest):
            continue
        if step.type == "DealReached" and row.awaits in _OF_TALKS:
            found.append((step.place, "deal", step.step))
        if row.kind == "ultimatum" and known & {*step.pointers.get("dropped", ())}:
            found.append((step.place, "dropped", step.step))
    left = all_left(seen, row.by)
    in_time = left is not None and (row.when_latest is None or left.latest < row.when_latest)
    if left is not None and left.place > here and in_time:
        found.append((left.place, "left", left.step))
    if not found:
        return None
    _, how, version = min(found)
    return how, version


def _taken_back(seen: Seen, row: rows.DeadlineRow) -> tuple[Overtaken, int] | None:
    """The step with which talks went on before their end counted."""
    for step in seen.steps:
        later = step.place > seen.places.get(row.step, 0)
        in_time = row.when_latest is None or step.latest < row.when_latest
        if later and in_time and step.state_before == "collapsed" != step.state:
            return "resumed", step.step
    return None


def deadlines(seen: Seen) -> list[DeadlineItem]:
    """Every deadline that had been set, registered dates included."""
    items: list[DeadlineItem] = []
    every = seen.all(rows.DeadlineRow)
    for row in every:
        word, version = deadline_status(seen, row)
        met = seen.step(version) if word == "met" and version is not None else None
        end, set_by = row.when_latest, seen.step(row.step)
        followed, away_after = _followed(seen, row)
        overtaken = _overtaken(seen, row) if word == "lapsed" else None
        became = _moved_to(seen, row, every) if word == "extended" else None
        items.append(
            gather(
                DeadlineItem,
                *(() if set_by is None else (set_by,)),
                row,
                version=row.step,
                status=word,
                by_step=version,
                overtaken_by=None if overtaken is None else overtaken[0],
                was=_was(seen, row, every),
                that_day=_cited(seen, _that_day(seen, row)) if word == "passed" else (),
                meanwhile=_cited(seen, _meanwhile(seen, row)) if word == "passed" else (),
                moved_to=None if became is None else became.when,
                moved=_moved(seen, row, became),
                due_in=_due_in(seen, row) if word == "pending" else None,
                in_time_undetermined=(
                    met is not None
                    and "confirms" not in met.stances
                    and end is not None
                    and met.latest > end
                ),
                followed_by=followed,
                away_after=away_after if _unheeded(word, overtaken) else None,
                claimed_by=_claimed_by(seen, row) if word in ("missed", "pending") else None,
                denied_by=_denied_by(seen, row) if word == "met" else None,
            )
        )
    return items


def _moved_to(
    seen: Seen, row: rows.DeadlineRow, every: list[rows.DeadlineRow]
) -> rows.DeadlineRow | None:
    """The date to which one was moved; None where another thing took its place: what others set,
    or of another kind, or for the same day."""
    found = [each for each in every if each.step == row.moved_by]
    found = [each for each in found if each.what == row.what] or found
    step = None if row.moved_by is None else seen.step(row.moved_by)
    if len(found) != 1 or step is None:
        return None
    if step.type in ("DeadlineSet", "UltimatumIssued"):
        alike = (row.by, row.kind) == (found[0].by, found[0].kind)
        return found[0] if alike and _moved(seen, row, found[0]) is not None else None
    return found[0]


def pauses_due(seen: Seen) -> Iterator[DeadlineItem]:
    """Until when each pause was announced to last; that the day went by says nothing of whether
    talks went on."""
    zone = seen.negotiation.zone
    for step in seen.steps:
        told = step_of(step) if step.type == "TalksSuspended" else None
        if not isinstance(told, TalksSuspended) or told.until is None:
            continue
        latest = parse_moment(told.until).bounds(zone).latest
        overtaken = _pause_over(seen, step, told.scope, latest)
        status: DeadlineStatus = "passed" if latest <= seen.at else "pending"
        yield gather(
            DeadlineItem,
            step,
            version=step.step,
            kind="pause",
            when=told.until,
            what=told.scope,
            words=None,
            awaits=None,
            status="lapsed" if overtaken is not None else status,
            by_step=None if overtaken is None else overtaken[1],
            overtaken_by=None if overtaken is None else overtaken[0],
            was=None,
            ends=None,
            that_day=(),
            meanwhile=(),
            moved=None,
            moved_to=None,
            due_in=days_until(seen.moment, told.until, zone)
            if overtaken is None and status == "pending"
            else None,
            in_time_undetermined=False,
            consequence=None,
            followed_by=(),
            away_after=None,
            claimed_by=None,
            denied_by=None,
        )


def _pause_over(
    seen: Seen, pause: rows.StepRow, scope: str | None, latest: int
) -> tuple[Overtaken, int] | None:
    """The step with which a pause was over, certainly before the day until which it was to last:
    talks, or what was left aside of them, went on, or all talks ended."""
    for step in seen.steps:
        if step.place <= pause.place or step.latest >= latest:
            continue
        if step.type == "TalksResumed" and step.facts.get("scope") == scope:
            return "resumed", step.step
        if step.type == "NegotiationClosed":
            return "close", step.step
        if step.state != step.state_before and step.state in ("deal_reached", "collapsed"):
            return ("deal" if step.state == "deal_reached" else "collapse"), step.step
    return None


def _moved(seen: Seen, row: rows.DeadlineRow, became: rows.DeadlineRow | None) -> Moved | None:
    """Whether a date was put off or brought forward, where both dates tell."""
    if row.when is None or became is None or became.when is None:
        return None
    zone = seen.negotiation.zone
    was, now = parse_moment(row.when).bounds(zone), parse_moment(became.when).bounds(zone)
    if (was.earliest, was.latest) == (now.earliest, now.latest):
        return None
    return "later" if (now.latest, now.earliest) > (was.latest, was.earliest) else "earlier"


def _was(seen: Seen, row: rows.DeadlineRow, every: list[rows.DeadlineRow]) -> str | None:
    """The date before, as the step says it; else that of the one that it moved."""
    step = seen.step(row.step)
    if step is None:
        return None
    moved = next((each.when for each in every if each.moved_by == row.step), None)
    stated = step.facts.get("was") if step.type == "DeadlineExtended" else None
    return convert(stated, str | None) or moved


def _that_day(seen: Seen, row: rows.DeadlineRow) -> Iterator[rows.StepRow]:
    """What certainly came on the very day; of what is not due on one day, nothing."""
    zone = seen.negotiation.zone
    day = None if row.when is None else day_of(parse_moment(row.when).bounds(zone), zone)
    if day is None or row.ends is not None:
        return
    tasks = _of_tasks(seen, row)
    for step in seen.steps:
        about = step.type in _ON_THE_DAY or step.step in tasks
        if about and step.earliest > UNBOUNDED_PAST and day_of(bounds_of(step), zone) == day:
            yield step


def _meanwhile(seen: Seen, row: rows.DeadlineRow) -> Iterator[rows.StepRow]:
    """What became of tasks after a report was asked for, and may have come by when it was due."""
    here, on_the_day = seen.places.get(row.step, 0), {each.step for each in _that_day(seen, row)}
    for step in seen.steps:
        before = row.when_latest is not None and step.earliest < row.when_latest
        if step.step in _of_tasks(seen, row) - on_the_day and step.place > here and before:
            yield step


def _of_tasks(seen: Seen, row: rows.DeadlineRow) -> set[int]:
    """Of a report that is due: the steps about tasks that who set the date had given, or gave."""
    if row.kind != "mandate_report":
        return set()
    given = [each for each in seen.all(rows.PersonRow) if each.principal in row.by]
    return {step for each in given for step in (each.step, *(told for told, _ in each.tenure))}


def _cited(seen: Seen, steps: Iterable[rows.StepRow]) -> tuple[CitedStep, ...]:
    found = (cite_step(seen, step.step) for step in steps)
    return tuple(each for each in found if each is not None)


def _due_in(seen: Seen, row: rows.DeadlineRow) -> Days | None:
    return None if row.when is None else days_until(seen.moment, row.when, seen.negotiation.zone)


def _followed(seen: Seen, row: rows.DeadlineRow) -> tuple[tuple[CitedStep, ...], CitedStep | None]:
    """The acts that say that they are the consequence, else the first that could be it, which does
    not come before its day; of an ultimatum, too, that names none."""
    here = seen.step(row.step)
    threatens = row.consequence is not None or row.kind == "ultimatum"
    if not threatens or here is None or seen.saw(row.moved_by):
        return (), None
    away = [
        step
        for step in seen.steps
        if step.place > here.place and CATALOGUE[step.type].away and set(step.by) & set(row.by)
    ]
    due = None if row.when is None else parse_moment(row.when).bounds(seen.negotiation.zone)
    cited = [(step, cite_step(seen, step.step)) for step in away]
    known = _known_as(seen, row)
    followed = tuple(each for step, each in cited if each and _answers(step, known))
    after = [each for step, each in cited if due is None or not bounds_of(step).precedes(due)]
    return followed, after[0] if after and not followed else None


def _unheeded(word: DeadlineStatus, overtaken: tuple[Overtaken, int] | None) -> bool:
    """Whether a threat stands that nobody gave way to, and that was not dropped."""
    return word != "met" and (overtaken is None or overtaken[0] != "dropped")


def _claimed_by(seen: Seen, row: rows.DeadlineRow) -> int | None:
    """The first claim that a part is agreed, of a date that waits for that."""
    if row.awaits != "PartialAgreementReached":
        return None
    here = seen.places.get(row.step, 0)
    one_sided = {each.step for each in seen.all(rows.ClaimRow)}
    for step in seen.steps:
        in_time = row.when_latest is None or step.earliest < row.when_latest
        awaited = step.type == row.awaits and step.step in one_sided
        if awaited and step.place > here and in_time:
            return step.step
    return None


def _denied_by(seen: Seen, row: rows.DeadlineRow) -> int | None:
    return row.failed_by if seen.saw(row.failed_by) else None


def _known_as(seen: Seen, row: rows.DeadlineRow) -> set[int]:
    """The steps that set a date: its own, and those of the dates that were moved to it."""
    found = {row.step}
    for each in reversed(seen.all(rows.DeadlineRow)):
        if each.moved_by in found:
            found.add(each.step)
    return found


def _answers(step: rows.StepRow, targets: set[int]) -> bool:
    return any(targets & {*step.pointers.get(name, ())} for name in _ANSWERING)
