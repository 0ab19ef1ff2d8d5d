"""Reports that contradict one another in other things than figures: hours, words, and whether it
happened at all.

An ultimatum until eleven in one paper and until twenty-three in another, one meeting of which one
side brings consensus and the other nothing, a report that there is no such deal: a reader who asks
which reports contradict each other means these too. Source: DOMAIN §4, question 6; docs/adr/0018.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Final, Literal

from msgspec import Struct, convert

from parley.negotiation import rows
from parley.negotiation.moments import parse_moment
from parley.negotiation.spelling import same_words
from parley.negotiation.steps import Figure
from parley.negotiation.views.citations import Cited, cite
from parley.negotiation.views.figures import origins_of
from parley.negotiation.views.seen import Seen, bounds_of, certainly_before
from parley.negotiation.views.spans import day_of

__all__ = ["Contradiction", "Side", "contradictions", "is_of_a_part", "says_otherwise"]

_OPPOSED: Final[dict[str, frozenset[str]]] = {
    "claims_agreement": frozenset({"claims_talks", "pessimistic", "denies", "refutes"}),
    "optimistic": frozenset({"pessimistic"}),
    "confirms": frozenset({"denies", "refutes"}),
    "claims_talks": frozenset({"claims_agreement"}),
    "pessimistic": frozenset({"claims_agreement", "optimistic"}),
    "denies": frozenset({"claims_agreement", "confirms"}),
    "refutes": frozenset({"claims_agreement", "confirms"}),
}
"""Stance -> those that say the opposite of the same thing."""


_OF_A_PART: Final = frozenset({"figure", "words", "secrecy"})
"""Propositions about a part of what was done or said, or about how it was said."""
_TELLING: Final = frozenset({"background", "leak", "corrects", "refutes", "denies"})
"""Stances of who tells another figure, and does not only speak of one."""
_BACK: Final = frozenset({"corrects", "refutes", "denies"})
"""Stances with which somebody takes back what they said themselves."""


class Side(Cited, frozen=True, kw_only=True):
    """One of the reports that stand side by side."""

    type: str
    by: tuple[str, ...]
    said: str
    """The step in one line."""
    text: str | None
    """Our paraphrase."""
    origins: tuple[str, ...]
    against: tuple[int, ...]
    """The steps with which it cannot be reconciled."""
    precedes: tuple[int, ...]
    """Of a date or a figure, which may be changed: those of them that certainly came later."""


class Contradiction(Struct, frozen=True, kw_only=True):
    """Reports that cannot all be right.

    hours: one date, or one act, with different times or lengths. words: opposite words about one
    meeting, or in reply to one another, of the same days. act: a report that a recorded act did not
    happen.
    """

    kind: Literal["hours", "words", "act"]
    about: str | None
    """Of a date: what is due. Else the step that they are about, in one line; null where one only
    replies to the other."""
    sides: tuple[Side, ...]


def contradictions(seen: Seen) -> list[Contradiction]:
    """Every contradiction in view, in the order of occurrence of its first step."""
    found = [
        *(*_hours(seen), *_other_hours(seen), *_figures(seen)),
        *(*_acts(seen), *_words(seen)),
    ]
    return sorted(found, key=lambda each: seen.places[each.sides[0].version])


def is_of_a_part(proposition: str | None) -> bool:
    """Whether who denies it leaves the rest as it is."""
    return proposition in _OF_A_PART


def _hours(seen: Seen) -> Iterator[Contradiction]:
    """One date that two reports of the same days give differently, neither of which moves it."""
    zone = seen.negotiation.zone
    every = [
        row
        for row in seen.all(rows.DeadlineRow)
        if row.when is not None and seen.step(row.step) is not None
    ]
    steps = seen.by_version
    for place, one in enumerate(every):
        for other in every[place + 1 :]:
            alike = (one.kind, one.by) == (other.kind, other.by) and _due(one) == _due(other)
            if not alike or one.step == other.step or _linked(steps[one.step], steps[other.step]):
                continue
            if not bounds_of(steps[one.step]).overlaps(bounds_of(steps[other.step])):
                continue
            when = parse_moment(one.when or "").bounds(zone)
            if not when.overlaps(parse_moment(other.when or "").bounds(zone)):
                yield _contradiction(seen, "hours", _due(one) or None, (one.step, other.step))


def _other_hours(seen: Seen) -> Iterator[Contradiction]:
    """Something dated, and whoever tells another hour, day or length of it: a statement of a figure
    that points at what has none but these."""
    telling: dict[int | str, list[int]] = {}
    back = _taken_back(seen)
    for each in seen.steps:
        if each.step in back or not _TELLING & {*each.stances}:
            continue
        if each.proposition == "figure":
            for target in _pointed(each) - {*each.pointers.get("after", ())}:
                telling.setdefault(target, []).append(each.step)
            continue
        for target in each.pointers.get("about", ()):
            if isinstance(target, int) and _hour_of_that_day(seen, target, each):
                telling.setdefault(target, []).append(each.step)
    for step in seen.steps:
        if step.type == "StatementMade" or {"terms", "now"} & {*step.facts}:
            continue
        others = [each for each in telling.get(step.step, ()) if not _same_hour(seen, step, each)]
        if others:
            yield _contradiction(seen, "hours", seen.said(step), (step.step, *others))


def _hour_of_that_day(seen: Seen, date: int, told: rows.StepRow) -> bool:
    """Whether a statement about a recorded date has an hour of the very day that is due; a day of
    its own may be that of something else."""
    zone = seen.negotiation.zone
    days = [
        day_of(parse_moment(row.when).bounds(zone), zone)
        for row in seen.all(rows.DeadlineRow)
        if row.step == date and row.when is not None
    ]
    figures = convert(told.facts.get("figures", ()), list[Figure])
    hours = [parse_moment(each.when).bounds(zone) for each in figures if each.when is not None]
    return any(day is not None and day == day_of(each, zone) for day in days for each in hours)


def _taken_back(seen: Seen) -> frozenset[int | str]:
    """The statements that those who made them have corrected, denied or refuted themselves since:
    nobody says any more what they said."""
    return frozenset(
        target
        for step in seen.steps
        if step.type == "StatementMade" and _BACK & {*step.stances}
        for target in step.pointers.get("about", ())
        if isinstance(target, int)
        and (there := seen.step(target)) is not None
        and there.type == "StatementMade"
        and set(there.by) & set(step.by)
    )


def _same_hour(seen: Seen, step: rows.StepRow, told: int) -> bool:
    """Whether every hour that a statement gives may be that of the step, or of what it sets: about
    nine is no other hour than nine."""
    zone = seen.negotiation.zone
    due = [row.when for row in seen.all(rows.DeadlineRow) if row.step == step.step and row.when]
    own = [parse_moment(each).bounds(zone) for each in due or [step.occurred]]
    figures = convert(seen.by_version[told].facts.get("figures", ()), list[Figure])
    hours = [parse_moment(each.when).bounds(zone) for each in figures if each.when is not None]
    return bool(hours) and all(any(each.overlaps(one) for one in own) for each in hours)


def _figures(seen: Seen) -> Iterator[Contradiction]:
    """One thing of which two statements of the same days give figures that do not meet."""
    zone = seen.negotiation.zone
    back = _taken_back(seen)
    told = [
        (step, figure)
        for step in seen.steps
        if step.step not in back
        for figure in convert(step.facts.get("figures", ()), list[Figure])
    ]
    for place, (one, figure) in enumerate(told):
        for other, another in told[place + 1 :]:
            if one.step == other.step or not same_words(figure.what, another.what):
                continue
            if _linked(one, other) or not bounds_of(one).overlaps(bounds_of(other)):
                continue
            if _apart(figure, another, zone):
                yield _contradiction(seen, "hours", figure.what, (one.step, other.step))


def _apart(one: Figure, other: Figure, zone: str) -> bool:
    if one.when is not None and other.when is not None:
        when, another = parse_moment(one.when), parse_moment(other.when)
        return not when.bounds(zone).overlaps(another.bounds(zone))
    if one.quantity is not None and other.quantity is not None:
        return one.quantity.meets(other.quantity) is False
    return False


def _due(row: rows.DeadlineRow) -> str:
    return " ".join(f"{row.what or ''} {row.words or ''}".casefold().split())


def _acts(seen: Seen) -> Iterator[Contradiction]:
    """A recorded act, and whoever says that it did not happen; a part of it may be denied by who
    stands to the rest."""
    denying: dict[int | str, list[int]] = {}
    back = _taken_back(seen)
    for each in seen.steps:
        if each.step in back:
            continue
        of_all = not is_of_a_part(each.proposition) and not {"issue", "terms"} & {*each.facts}
        if of_all and {"denies", "refutes"} & {*each.stances}:
            for target in each.pointers.get("about", ()):
                denying.setdefault(target, []).append(each.step)
    for step in seen.steps:
        if step.type != "StatementMade" and step.step in denying:
            yield _contradiction(seen, "act", seen.said(step), (step.step, *denying[step.step]))


def _words(seen: Seen) -> Iterator[Contradiction]:
    """Opposite words of two parties, of the same days, about one meeting or in reply."""
    back = _taken_back(seen)
    said = [
        step
        for step in seen.steps
        if step.type == "StatementMade" and step.by and step.step not in back
    ]
    of_meeting: dict[int | str, list[rows.StepRow]] = {}
    told: set[tuple[int, int]] = set()
    for step in said:
        for target in _pointed(step):
            of_meeting.setdefault(target, []).append(step)
    for meeting in seen.steps:
        if meeting.type != "MeetingHeld":
            continue
        for one, other in combinations(of_meeting.get(meeting.step, ()), 2):
            if _opposed(one, other) and (one.step, other.step) not in told:
                told.add((one.step, other.step))
                yield _contradiction(seen, "words", seen.said(meeting), (one.step, other.step))
    for other in said:
        for target in other.pointers.get("in_reply_to", ()):
            first = seen.step(target) if isinstance(target, int) else None
            if first is None or first.type != "StatementMade" or not first.by:
                continue
            if first.step in back:
                continue
            if _opposed(first, other) and (first.step, other.step) not in told:
                yield _contradiction(seen, "words", None, (first.step, other.step))


def _opposed(one: rows.StepRow, other: rows.StepRow) -> bool:
    """Whether two, who are not the same, say the opposite on the same days."""
    if set(one.by) & set(other.by) or not bounds_of(one).overlaps(bounds_of(other)):
        return False
    return says_otherwise(one, other)


def says_otherwise(one: rows.StepRow, other: rows.StepRow) -> bool:
    """Whether two statements say the opposite of one thing."""
    if any(is_of_a_part(each.proposition) and "denies" in each.stances for each in (one, other)):
        return False
    return any(_OPPOSED.get(each, frozenset()) & {*other.stances} for each in one.stances)


def _pointed(step: rows.StepRow) -> set[int | str]:
    return {
        each for name in ("about", "in_reply_to", "after") for each in step.pointers.get(name, ())
    }


def _linked(one: rows.StepRow, other: rows.StepRow) -> bool:
    """Whether one of two steps points at the other, as a date that moves it does."""
    return any(
        target in each
        for step, target in ((one, other.step), (other, one.step))
        for each in step.pointers.values()
    )


def _contradiction(
    seen: Seen, kind: Literal["hours", "words", "act"], about: str | None, versions: Sequence[int]
) -> Contradiction:
    """The first of some steps stands against each of the others. What happened does not change
    any more, but a date to come, or a figure, may."""
    first, *others = versions
    dates = {row.step for row in seen.all(rows.DeadlineRow)}
    changes = kind == "hours" and (first in dates or seen.by_version[first].type == "StatementMade")
    evidence = [row for row in seen.all(rows.EvidenceRow) if row.step in versions]
    sides = []
    for version in versions:
        step = seen.by_version[version]
        against = tuple(others) if version == first else (first,)
        sides.append(
            cite(
                Side,
                seen,
                step,
                by=step.by,
                origins=origins_of(row for row in evidence if row.step == version),
                against=against,
                precedes=tuple(
                    each
                    for each in (against if changes else ())
                    if certainly_before(step, seen.by_version[each])
                ),
            )
        )
    return Contradiction(kind=kind, about=about, sides=tuple(sides))
