"""What others said of a step: denials, confirmations, refusals in words, figures against it.

A claim that is denied, and a denial that is shown to be false, are one story: whoever prints the
first without the rest prints half. Source: DOMAIN §4, "Claim status"; docs/adr/0019.
"""

from collections.abc import Iterator
from typing import Final

from msgspec import convert

from parley.negotiation import rows
from parley.negotiation.views.contradictions import is_of_a_part
from parley.negotiation.views.told.acts import act_of
from parley.negotiation.views.told.facts import Became, Fate, Lack
from parley.negotiation.views.told.scene import Scene

__all__ = ["replies", "unconfirmed"]

_STANCES: Final[dict[str, Fate]] = {
    "denies": "denied",
    "confirms": "confirmed",
    "corrects": "corrected",
    "refutes": "refuted",
    "rebuffs": "rebuffed",
    "rules_out": "ruled_out",
    "welcomes": "welcomed",
}
"""Stance of a reply -> what it makes of the step that it is about."""
_STATUSES: Final[dict[str, Fate]] = {
    "corroborated": "borne_out",
    "confirmed": "borne_out",
    "settled": "on_record_since",
    "otherwise": "agreed_otherwise",
}
"""Status of a claim -> what the steps behind it make of it."""
_TAKEN_UP: Final[tuple[tuple[str, Fate], ...]] = (("rejected", "rejected"), ("offer", "accepted"))
"""Pointer at a proposal -> what the step that has it made of it."""
_REFUTING: Final = ("corrects", "refutes")


def replies(scene: Scene, version: int) -> Iterator[Became]:
    """Everything that others said of a step, and what bears it out or stands against it."""
    told: set[int] = set()
    yield from _taken_up(scene, version)
    for step in scene.pointing.get(version, ()):
        if _gives_way(scene, step, version):
            told.add(step.step)
            words = convert(step.facts.get("words"), str | None)
            yield scene.became("gave_way", step.step, step.by, words=words)
        fate = next((_STANCES[each] for each in step.stances if each in _STANCES), None)
        if step.type != "StatementMade" or fate is None:
            continue
        told.add(step.step)
        words = _words(step)
        if fate == "confirmed" and _is_repeated(scene, version, step):
            fate = "repeated"
        partly = fate == "denied" and not _denies_all(scene, version, step)
        partly = partly or (fate == "confirmed" and _is_of_a_figure(scene, version, step))
        issue = convert(step.facts.get("issue"), str | None)
        yield scene.became(
            fate,
            step.step,
            step.by,
            proposition=step.proposition,
            words=words,
            in_part=partly,
            issues=() if issue is None else (issue,),
        )
        if fate == "denied":
            yield from _answers(scene, step, version)
    item = scene.claims.get(version)
    if item is not None:
        for each in item.corrected_by:
            if scene.seen.step(each) is None:
                yield Became(fate="corrected_by_us", step=each)
        fate = _STATUSES.get(item.status)
        for each in item.because if fate is not None else ():
            other = scene.seen.step(each)
            if other is not None and each != version and each not in told:
                told.add(each)
                act = scene.act(other) if fate == "on_record_since" else None
                yield scene.became(fate or "borne_out", each, other.by, act=act)
        for each in item.came_since:
            if each not in told:
                told.add(each)
                since = scene.seen.by_version[each]
                act = scene.act(since)
                yield scene.became("on_record_since", each, since.by, act=act)
        for each in item.taken_up_by:
            other = scene.seen.by_version[each]
            if other.type == "StatementMade" and each not in told:
                told.add(each)
                yield scene.became("spoken_of", each, other.by, words=other.text)
        if item.status == "corroborated" and set(item.because) == {version}:
            yield scene.became("borne_out", version)
    for fate, each in scene.otherwise.get(version, ()):
        other = scene.seen.step(each)
        if each not in told and other is not None:
            words = other.text if fate == "timed_otherwise" else None
            yield scene.became(fate, each, other.by, words=words)
    for each, thing in scene.against.get(version, {}).items():
        against = scene.seen.step(each)
        if each not in told and against is not None:
            act = act_of(against)
            yield scene.became("contradicted", each, against.by, act=act, thing=thing)


def _taken_up(scene: Scene, version: int) -> Iterator[Became]:
    """Who refused, or accepted, the proposal of an alliance; an offer keeps its answers itself."""
    proposed = scene.seen.step(version)
    if proposed is None or proposed.type != "AllianceProposed":
        return
    for step in scene.seen.steps:
        for pointer, fate in _TAKEN_UP:
            if version in step.pointers.get(pointer, ()):
                yield scene.became(fate, step.step, step.by)


def _answers(scene: Scene, denial: rows.StepRow, of: int) -> Iterator[Became]:
    """What shows a denial to be false, or takes it back; and what it was answered."""
    for step in scene.pointing.get(denial.step, ()):
        about = denial.step in step.pointers.get("about", ())
        if step.type != "StatementMade" or step.step == of:
            continue
        refutes = about and set(step.stances) & set(_REFUTING)
        back = refutes and set(step.by) & set(denial.by)
        fate: Fate = (
            "denial_taken_back" if back else "denial_refuted" if refutes else "denial_answered"
        )
        words = None if refutes else step.text
        yield scene.became(fate, step.step, step.by, of_step=denial.step, words=words)


def _gives_way(scene: Scene, step: rows.StepRow, version: int) -> bool:
    """Whether one of those whose step it is gave way on a part of it, in words."""
    own = scene.seen.step(version)
    whole = version in step.pointers.get("dropped", ())
    return (
        step.type == "ConcessionMade"
        and own is not None
        and not whole
        and bool({*step.by} & {*own.by})
    )


def _words(step: rows.StepRow) -> str | None:
    """The paraphrase of a reply that its stance and proposition do not tell."""
    told = step.proposition in ("talks", "agreement", "collapse") or "confirms" in step.stances
    return None if told else step.text


def _is_repeated(scene: Scene, version: int, step: rows.StepRow) -> bool:
    """Whether who confirms a claim is the one whose claim it is."""
    item = scene.claims.get(version)
    return item is not None and step.step in item.repeated_by


def _is_of_a_figure(scene: Scene, version: int, step: rows.StepRow) -> bool:
    """Whether who confirms the figure of a claim has not confirmed all of it."""
    item = scene.claims.get(version)
    whole = item is None or step.step in item.confirmed_by
    return not whole and step.proposition == "figure"


def _denies_all(scene: Scene, version: int, denial: rows.StepRow) -> bool:
    """Whether a denial is of the step, or of what it claims, and not of a part of it."""
    about = version in denial.pointers.get("about", ())
    item = scene.claims.get(version)
    if item is not None and denial.step in (*item.denied_by, *item.denied_in_part_by):
        return denial.step in item.denied_by
    return about and not is_of_a_part(denial.proposition)


def unconfirmed(scene: Scene, version: int) -> tuple[Lack, ...]:
    """Whether nobody is on record for a step, or nobody but who says so, and nothing that others
    said or did bears it out or undoes it. What somebody says of their own needs no second word."""
    item = scene.claims.get(version)
    if item is None or item.taken_up_by or item.denied_in_part_by:
        return ()
    if item.status == "reported":
        return ("confirmation",)
    if item.status != "stated":
        return ()
    of_others = item.kind in ("agreement", "talks") or not set(item.sides) <= set(item.by)
    return ("second_word",) if of_others else ()
