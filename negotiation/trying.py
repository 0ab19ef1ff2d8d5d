"""Trying: a step held against the rules at its place, and counted in where it may stand.

A stream that drafts simply follow is tried on its fold; an account that they are placed in, from
its first step on, because what is recorded already has to stand behind them too.
"""

from collections.abc import Sequence

from msgspec import Struct, field

from parley.negotiation.account import Believed
from parley.negotiation.changing import amendment_problems
from parley.negotiation.door import SourceFacts
from parley.negotiation.fold import Folded, Folding, begin
from parley.negotiation.moments import MomentError, parse_moment
from parley.negotiation.placing import Placed
from parley.negotiation.refusals import Refusal, refused
from parley.negotiation.rules import CURRENT, RULES
from parley.negotiation.steps import Step, moments
from parley.negotiation.verdicts import (
    Judged,
    Pending,
    Problem,
    as_judged,
    problem_of,
)

__all__ = ["Tried", "try_on_fold", "try_placed"]


class Tried(Struct, kw_only=True):
    """What trying found: `folding` has counted in all that may stand."""

    folding: Folding
    judged: dict[int, Judged] = field(default_factory=dict)
    """By version."""
    problems: list[Problem] = field(default_factory=list)
    impossible: tuple[Believed, Refusal] | None = None
    """A step that was recorded before and could not stand any more; nothing behind it was tried."""


def try_on_fold(
    folding: Folding, drafts: Sequence[tuple[Pending, Step]], sources: SourceFacts, now: int
) -> Tried:
    """Try drafts that stand behind everything, in their order."""
    tried = Tried(folding=folding)
    zone = folding.folded.negotiation.zone
    for index, (entry, step) in enumerate(drafts):
        believed = Believed(entry, step, parse_moment(step.occurred).bounds(zone))
        refusal = _moment_refused(step, zone, now) or _refused(folding.folded, believed)
        if refusal is not None:
            tried.problems.append(problem_of(index, refusal))
            continue
        _count_in(tried, index, believed, entry, sources, late=False)
    return tried


def try_placed(placed: Placed, sources: SourceFacts, now: int) -> Tried:
    """Try every step of an account at its place, those too that were recorded before."""
    account = placed.account
    tried = Tried(folding=begin(account))
    places = {version: place for place, version in enumerate(account.order)}
    last_old = max(
        (place for version, place in places.items() if version <= placed.last), default=-1
    )
    changed = {account.root_of(version) for version in placed.numbers}
    for believed in account.steps:
        index = placed.numbers.get(believed.version)
        refusal = None
        if believed.version in changed:
            refusal = _moment_refused(believed.step, account.zone, now)
        refusal = refusal or _refused(tried.folding.folded, believed)
        if index is None:
            if refusal is not None:
                tried.impossible = believed, refusal
                return tried
            tried.folding.step(believed)
        elif refusal is not None:
            tried.problems.append(problem_of(index, refusal))
        else:
            late = places[believed.version] < last_old
            entry = placed.drafts[believed.version]
            _count_in(tried, index, believed, entry, sources, late=late)
    for version, entry in placed.drafts.items():
        if version not in tried.judged:
            tried.judged[version] = as_judged(entry)
    return tried


def _count_in(
    tried: Tried,
    index: int,
    believed: Believed,
    entry: Pending,
    sources: SourceFacts,
    *,
    late: bool,
) -> None:
    wrong = amendment_problems(tried.folding.folded.negotiation, believed.step, sources)
    tried.problems += [problem_of(index, each) for each in wrong]
    rows = tried.folding.step(believed)
    tried.judged[entry.version] = as_judged(entry, rows, late=late)


def _refused(folded: Folded, believed: Believed) -> Refusal | None:
    """Fire the rules that the step carries; the refusal, if there is one."""
    rules = RULES[believed.entry.rules or CURRENT.version]
    outcome = rules.judge(folded.negotiation, believed.step)
    return outcome if isinstance(outcome, Refusal) else None


def _moment_refused(step: Step, zone: str, now: int) -> Refusal | None:
    """A new step has begun, its reports are out, and its moments are times that clocks showed."""
    published = [each.published for each in step.evidence if each.published is not None]
    try:
        for moment in (*moments(step), *published):
            parse_moment(moment).check(zone)
    except MomentError as error:
        return refused(
            "moments_exist",
            "no_such_moment",
            text=error.text,
            fault=error.reason,
            remedy=error.hint,
        )
    if parse_moment(step.occurred).bounds(zone).earliest > now:
        return refused("not_from_the_future", "not_happened_yet", moment=step.occurred)
    for moment in published:
        if parse_moment(moment).bounds(zone).earliest > now:
            return refused("not_from_the_future", "not_published_yet", moment=moment)
    return None
