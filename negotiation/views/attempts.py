"""Attempts: each run of talks with its days and outcome, who ended it, and what others said of it.

Source: DOMAIN §4, questions 19 and 20; what its words leave open is settled in ADR 0020.
"""

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from parley.negotiation import rows
from parley.negotiation.instants import Given
from parley.negotiation.moments import parse_moment
from parley.negotiation.views.cited_steps import CitedStep, cite_step
from parley.negotiation.views.deals import DealItem, deals
from parley.negotiation.views.pauses import Pause, pauses
from parley.negotiation.views.seen import Seen, bounds_of
from parley.negotiation.views.spans import Days, days_between

__all__ = ["Formed", "Reply", "RunItem", "RunKind", "formed", "runs", "runs_of_one_state"]

RunKind = Literal["attempt", "refusal", "given_up", "broken_deal"]
_ENDS: dict[str, RunKind] = {"proposed": "refusal", "deal_reached": "broken_deal"}
"""State -> what the collapse of a run of it is; a run of talks is an attempt however it ends."""


class Reply(Struct, frozen=True, kw_only=True):
    """The first later statement of another party at the table about the end."""

    party: str
    said: CitedStep | None
    """null = none is recorded."""
    days: Days | None
    """From the end to the statement."""
    next_word: CitedStep | None
    """Of who said nothing about the end: its next statement, before the state changes again."""
    next_days: Days | None
    """From the end to that."""


class RunItem(Struct, frozen=True, kw_only=True):
    """An attempt (an unbroken run of talks), or a collapse that ended none."""

    kind: Literal["attempt", "refusal", "given_up", "broken_deal"]
    """A refusal is the collapse, by a party to whom it was put, of what was only proposed; given_up
    is its end by who proposed it, by an office, or by nobody."""
    number: int | None
    """Of an attempt: which, from 1."""
    first: CitedStep
    """The step that began it."""
    last: CitedStep
    """Its last step so far; of a round that is over the one that ended it."""
    steps: int
    """How many steps the run has, the one that ended it included."""
    days: Days
    """From its first to its last step."""
    outcome: Literal["proposed", "talks_underway", "deal_reached", "collapsed", "closed"] | None
    """The state that ended it; null = it goes on."""
    inconclusive: bool
    """An attempt that ended in a collapse."""
    ended_by: tuple[str, ...]
    """Of a collapse: who did or declared it; empty where nobody did."""
    reason: str | None
    """Of a collapse: the reason that was given."""
    replies: tuple[Reply, ...]
    """Of a collapse: every other party at the table."""
    pauses: tuple[Pause, ...]
    """Of an attempt: when the talks were suspended, and when they went on."""
    deal: DealItem | None
    """The deal in which it ended, or that was broken; with who ratified it and who has still to."""
    deal_ended: CitedStep | None
    """The step until which that deal stood; null = it stands, or there was none."""


class Formed(Struct, frozen=True, kw_only=True):
    """Days from the election of the contest to the government sworn in."""

    election: Given
    sworn_in: CitedStep
    days: Days


def runs(seen: Seen) -> list[RunItem]:
    """Every attempt, and every collapse that ended none, in the order of occurrence."""
    items: list[RunItem] = []
    number = 0
    for run, end in runs_of_one_state(seen.steps):
        state = run[0].state
        if state == "talks_underway":
            number += 1
            items.append(_item(seen, run, end, "attempt", number))
        elif state in _ENDS and end is not None and end.state == "collapsed":
            kind = _ENDS[state]
            given_up = kind == "refusal" and not _refused(seen, run, end)
            items.append(_item(seen, run, end, "given_up" if given_up else kind, None))
    return items


def formed(seen: Seen, contest: Seen | None) -> Formed | None:
    """How long the government took; None where no election or no swearing-in is recorded."""
    election = None if contest is None else contest.registration.election_date
    for step in seen.steps:
        cited = cite_step(seen, step.step)
        if step.type != "NegotiationClosed" or step.reason != "sworn_in" or cited is None:
            continue
        if election is None:
            return None
        zone = seen.negotiation.zone
        days = days_between(parse_moment(election).bounds(zone), bounds_of(step), zone)
        return Formed(election=election, sworn_in=cited, days=days)
    return None


def _refused(seen: Seen, run: Sequence[rows.StepRow], end: rows.StepRow) -> bool:
    """Whether a party ended what others had proposed to it."""
    proposing = ("AllianceProposed", "OfferMade")
    proposers = {each for step in run if step.type in proposing for each in step.by}
    parties = {*seen.party_names.values()} & set(end.by)
    return bool(parties - proposers)


_Run = tuple[list[rows.StepRow], rows.StepRow | None]


def runs_of_one_state(steps: Sequence[rows.StepRow]) -> list[_Run]:
    """(its steps, the step that ended it) of each maximal run; those before any state left out."""
    found: list[_Run] = []
    run: list[rows.StepRow] = []
    for step in steps:
        closed = "closed" in step.flags and step.state in ("proposed", "talks_underway")
        if run and (step.state != run[0].state or closed):
            found.append((run, step))
            run = []
        if not closed and (run or step.state is not None):
            run.append(step)
    return [*found, (run, None)] if run else found


def _item(
    seen: Seen,
    run: Sequence[rows.StepRow],
    end: rows.StepRow | None,
    kind: RunKind,
    number: int | None,
) -> RunItem:
    first, last = run[0], end or run[-1]
    collapse = end if end is not None and end.state == "collapsed" else None
    # A broken deal began its run; an attempt was ended by its own.
    made = {first.step if kind == "broken_deal" else last.step}
    deal = next((each for each in deals(seen) if each.version in made), None)
    return RunItem(
        kind=kind,
        number=number,
        first=_cited(seen, first),
        last=_cited(seen, last),
        steps=len(run) + (end is not None),
        days=_days(seen, first, last),
        outcome=None if end is None else "closed" if end.type == "NegotiationClosed" else end.state,
        inconclusive=number is not None and collapse is not None,
        ended_by=() if collapse is None or _lapsed(collapse) else collapse.by,
        reason=None if collapse is None else collapse.reason,
        replies=() if collapse is None else _replies(seen, collapse),
        pauses=() if number is None else tuple(pauses(seen, run)),
        deal=deal,
        deal_ended=None if deal is None else cite_step(seen, deal.ended_by),
    )


def _lapsed(collapse: rows.StepRow) -> bool:
    """Whether talks lapsed, and nobody ended them, whoever says so."""
    return collapse.facts.get("how") == "lapsed"


def _cited(seen: Seen, step: rows.StepRow) -> CitedStep:
    cited = cite_step(seen, step.step)
    if cited is None:
        raise ValueError(f"v{step.step} is not in view")
    return cited


def _days(seen: Seen, first: rows.StepRow, last: rows.StepRow) -> Days:
    if first.step == last.step:
        return Days(at_least=0, at_most=0)  # however vague its date
    return days_between(bounds_of(first), bounds_of(last), seen.negotiation.zone)


def _replies(seen: Seen, end: rows.StepRow) -> tuple[Reply, ...]:
    found: list[Reply] = []
    for party in seen.seated_before(end):
        if party in end.by:
            continue
        said = _first_word(seen, party, end)
        days = None if said is None else _days(seen, end, said)
        cited = None if said is None else cite_step(seen, said.step)
        then = _next_word(seen, party, end) if said is None else None
        found.append(
            Reply(
                party=party,
                said=cited,
                days=days,
                next_word=None if then is None else cite_step(seen, then.step),
                next_days=None if then is None else _days(seen, end, then),
            )
        )
    return tuple(found)


def _next_word(seen: Seen, party: str, end: rows.StepRow) -> rows.StepRow | None:
    """What a party said next, whatever it was about, before the state changed again."""
    for step in seen.steps:
        if step.place <= end.place:
            continue
        if step.state != step.state_before:
            return None
        if step.type == "StatementMade" and party in step.by:
            return step
    return None


def _first_word(seen: Seen, party: str, end: rows.StepRow) -> rows.StepRow | None:
    """The party's first later statement about the end: one that points at it, or that names no
    step and speaks of the collapse."""
    for step in seen.steps:
        if step.type != "StatementMade" or step.place <= end.place or party not in step.by:
            continue
        named = (*step.pointers.get("about", ()), *step.pointers.get("in_reply_to", ()))
        if end.step in named or (not named and step.proposition == "collapse"):
            return step
    return None
