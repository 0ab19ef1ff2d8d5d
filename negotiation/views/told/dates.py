"""Dates to come and conditions as facts, each with all that became of it.

A date that was moved, kept late, or that fell away with the talks is not a date that passed.
Source: DOMAIN §4, questions 15 and 17.
"""

from collections.abc import Collection, Iterator
from typing import Final

from msgspec import convert

from parley.negotiation import rows
from parley.negotiation.moments import parse_moment
from parley.negotiation.views.conditions import ConditionItem
from parley.negotiation.views.dates import DeadlineItem
from parley.negotiation.views.seen import bounds_of
from parley.negotiation.views.told.acts import act_of
from parley.negotiation.views.told.facts import Act, Became, Due, Fact, Fate, Lack
from parley.negotiation.views.told.replies import replies, unconfirmed
from parley.negotiation.views.told.scene import Scene
from parley.negotiation.views.told.talks import withdrawal

__all__ = ["condition", "deadline"]

_ACTS: Final[dict[str, Act]] = {
    "external_hard": "fixed_date",
    "soft_target": "expected_date",
    "ultimatum": "gave_ultimatum",
    "next_meeting": "set_meeting",
    "mandate_report": "set_report",
    "effect": "takes_effect",
}
_STOOD: Final[dict[str, Fate]] = {
    "deal": "stood_until_deal",
    "amendment": "stood_until_amendment",
    "collapse": "stood_until_collapse",
    "close": "stood_until_close",
}
_BY_TIME: Final[dict[str, Fate]] = {"missed": "missed", "passed": "passed"}
_BY_STEP: Final[dict[str, Fate]] = {
    "met": "met",
    "extended": "moved",
    "lapsed": "lapsed",
    "late": "came_late",
}


def deadline(scene: Scene, fields: tuple[str, ...], item: DeadlineItem) -> Fact:
    """A date: fixed from outside, set, hoped for, threatened with."""
    seen = scene.seen
    version = item.version
    step = seen.step(version)
    became = list(replies(scene, version))
    if item.by_step is not None and item.by_step in {each.step for each in became}:
        pass  # whoever says on record that it was kept, or not, has been told
    elif (fate := _by_step(item)) is not None:
        by = () if item.by_step is None else _by(scene, item.by_step)
        became.append(
            Became(fate=fate, step=None)
            if item.by_step is None or not seen.saw(item.by_step)
            else Became(fate=fate, step=1)
            if seen.step(item.by_step) is None
            else scene.became(
                fate,
                item.by_step,
                by,
                when=item.moved_to,
                moved=item.moved,
                overtaken_by=item.overtaken_by,
            )
        )
    elif (passed := _BY_TIME.get(item.status)) is not None:
        came = [*_meanwhile(scene, item), *_that_day(scene, item)]
        became += came or [Became(fate=passed, step=None, when=item.when)]
    became += [
        scene.became("followed", each.version, _by(scene, each.version))
        for each in item.followed_by
    ]
    if item.claimed_by is not None:
        claim = seen.by_version[item.claimed_by]
        by = scene.acting(claim)
        became.append(scene.became("answered", claim.step, by, act=scene.act(claim)))
    if item.kind == "ultimatum":
        became += _afterwards(scene, item, {each.step for each in became})
    waits = item.kind == "ultimatum" and item.status == "pending"
    lacks: tuple[Lack, ...] = (
        *unconfirmed(scene, version),
        *(("meeting",) if waits else ()),
    )
    return Fact(
        kind="deadline",
        act=_ACTS.get(item.kind, "set_date"),
        fields=fields,
        step=version,
        occurred=None if step is None else scene.when(step),
        by=scene.actors(item.by, version),
        to=() if step is None else scene.actors(_whom(scene, step, item), version),
        due=Due(
            when=item.when,
            what=item.what or item.words,
            consequence=item.consequence,
            words=item.words if item.what is not None else None,
            awaits=item.awaits,
            moved=step is not None and step.type == "DeadlineExtended",
            was=item.was,
            ends=item.ends,
        ),
        over=item.status != "pending",
        teller=None if step is None else scene.teller(version),
        claimed=version in scene.claims,
        became=scene.in_order(became),
        lacks=lacks,
        synthetic=seen.negotiation.synthetic,
    )


def _by_step(item: DeadlineItem) -> Fate | None:
    """What the step made of a date that gave it its status; what was not moved was replaced."""
    replaced = item.status == "extended" and item.moved_to is None and bool(item.by)
    return "superseded" if replaced else _BY_STEP.get(item.status)


def _whom(scene: Scene, step: rows.StepRow, item: DeadlineItem) -> tuple[str, ...]:
    """To whom a date is set; of the end of a stay or of a task whose it is."""
    if item.ends == "seat":
        _, by, to = withdrawal(scene, step)
        return to or by
    if item.ends == "task":
        return tuple(f"person:{each}" for each in convert(step.facts.get("person", ()), list[str]))
    return step.to


def _afterwards(scene: Scene, item: DeadlineItem, told: Collection[int | None]) -> Iterator[Became]:
    """What answered an ultimatum without meeting it, and the first step away from the table of who
    gave it, once its day had gone by; of neither does anybody say more."""
    for step in scene.pointing.get(item.version, ()):
        replies = item.version in step.pointers.get("in_reply_to", ())
        if replies and step.step not in told:
            yield scene.became("answered", step.step, step.by, act=act_of(step))
    away = item.away_after
    gone = None if away is None else scene.seen.step(away.version)
    if gone is None or gone.step in told or item.when is None:
        return
    if parse_moment(item.when).bounds(scene.seen.negotiation.zone).precedes(bounds_of(gone)):
        yield scene.became("went_away", gone.step, gone.by, act=act_of(gone))


def _that_day(scene: Scene, item: DeadlineItem) -> Iterator[Became]:
    """What came on the very day, of which nobody says that it is what was due."""
    for each in item.that_day:
        yield _came(scene, "came_that_day", each.version)


def _meanwhile(scene: Scene, item: DeadlineItem) -> Iterator[Became]:
    """What became of the tasks of who had set it, before the day of a report."""
    for each in item.meanwhile:
        yield _came(scene, "came_meanwhile", each.version)


def _came(scene: Scene, fate: Fate, version: int) -> Became:
    """What came, with whose task it is about."""
    step = scene.seen.by_version[version]
    now = convert(step.facts.get("now"), str | None) if step.type == "TenureChanged" else None
    given = (each for each in scene.seen.all(rows.PersonRow) if each.step == version)
    to = scene.actors((f"person:{each.person}" for each in given if each.person), version)
    return scene.became(fate, version, step.by, act=act_of(step), words=now, to=to)


def _by(scene: Scene, version: int) -> tuple[str, ...]:
    step = scene.seen.step(version)
    return () if step is None else step.by


def condition(scene: Scene, fields: tuple[str, ...], item: ConditionItem) -> Fact:
    """A condition, with every word on it."""
    seen = scene.seen
    version = item.version
    step = seen.by_version[version]
    row = next(each for each in seen.all(rows.ConditionRow) if each.step == version)
    became = list(replies(scene, version))
    told = {each.step for each in became}
    for resolved, word in row.resolutions:
        if seen.saw(resolved) and resolved not in told:
            became.append(scene.became(word, resolved, seen.by_version[resolved].by))
    if item.status == "lapsed" and item.ended_by is not None:
        stood = None if item.stood_until is None else _STOOD[item.stood_until]
        ended = item.ended_by
        became.append(scene.became(stood or "lapsed", ended, seen.by_version[ended].by))
    return Fact(
        kind="condition",
        act="set_condition",
        fields=fields,
        step=version,
        occurred=scene.when(step),
        by=scene.actors(row.by, version),
        to=scene.actors(step.to, version),
        words=row.condition,
        conditions=() if row.on_what is None else (row.on_what,),
        teller=scene.teller(version),
        claimed=version in scene.claims,
        became=scene.in_order(became),
        lacks=(
            *unconfirmed(scene, version),
            *(("meeting",) if item.status == "open" else ()),
        ),
        synthetic=seen.negotiation.synthetic,
    )
