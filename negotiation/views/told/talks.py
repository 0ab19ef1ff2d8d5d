"""The talks themselves as facts: where they stand, who sits there, pauses, runs, the close.

A sentence of the past names the table of its own step, never that of now: who has joined since did
not open the talks, and who has left was in them. Source: DOMAIN §4, questions 1, 2, 19 and 25.
"""

from collections.abc import Iterator
from typing import Final

from msgspec import convert

from parley.negotiation import rows
from parley.negotiation.views.deals import standing_deal, waits_for
from parley.negotiation.views.fields import FieldKind
from parley.negotiation.views.membership import moves_at_table
from parley.negotiation.views.told.acts import act_of
from parley.negotiation.views.told.deals import bodies, by_conduct, decisions, party_changes
from parley.negotiation.views.told.facts import Act, Became, Fact, Lack
from parley.negotiation.views.told.replies import replies, unconfirmed
from parley.negotiation.views.told.scene import Scene

__all__ = [
    "attempt",
    "closed",
    "ending",
    "in_talks",
    "names_of",
    "parties",
    "set_aside",
    "state",
    "suspended",
    "unstated",
    "withdrawal",
]

_COLLAPSES: Final[dict[str, Act]] = {
    "conduct": "ended_by_conduct",
    "lapsed": "talks_lapsed",
}
"""How a collapse shows that nobody declared -> what was done."""
_WORDED: Final[tuple[Act, ...]] = (*("ended_with_act", "ended_by_conduct", "sought_alliance"),)
"""Acts that say too little without our paraphrase: what ended the talks, what was proposed."""


def state(scene: Scene, fields: tuple[str, ...]) -> Fact:
    """Where the talks stand: the step that set the state, and what goes with it."""
    seen = scene.seen
    last = seen.steps[-1]
    since = last.since if last.since is not None and seen.saw(last.since) else last.step
    step = seen.by_version[since]
    became = [*replies(scene, step.step), *_flags(scene, last)]
    lacks: tuple[Lack, ...] = ()
    match last.state:
        case "proposed":
            return _of(scene, "state", act_of(step), fields, step, became, to=step.to)
        case "talks_underway":
            closing = last.flags.get("closed")
            lacks = () if closing is not None else ("talks_end",)
            if closing is not None:
                became.append(scene.became("ended_with_close", closing))
            who = in_talks(scene, step)
            act = _opening(step, who)
            by = who if len(who) > 1 else step.by
            became += [*_at_the_table(scene, step, None), *decisions(scene, step.step)]
            if last.flags.get("reported") == since and _is_denied(last):
                lacks = ()  # talks that nobody there says there are have nothing to end
            return _of(scene, "state", act, fields, step, became, by=by, lacks=lacks)
        case "deal_reached":
            who = _assenting(scene, step)
            conduct = by_conduct(scene, step.step)
            became += _of_deal(scene)
            return _of(
                scene, "state", "reached_deal", fields, step, became, by=who, by_conduct=conduct
            )
        case _:
            return ending(scene, "state", fields, step, became)


def ending(
    scene: Scene,
    kind: FieldKind,
    fields: tuple[str, ...],
    step: rows.StepRow,
    became: list[Became],
) -> Fact:
    """A collapse: what ended the talks or the deal, and how."""
    by: tuple[str, ...] = step.by
    to: tuple[str, ...] = ()
    lacks: tuple[Lack, ...] = ()
    match step.type:
        case "TalksCollapsed":
            act: Act = _collapse(scene, step)
        case "DealBroken":
            act = "left_deal"
        case "PartyWithdrew":
            act, by, to = withdrawal(scene, step)
        case "DealRatified":
            act = "rejected_deal"
            became = [*decisions(scene, step.step), *became]
        case _:
            act = "ended"
    return _of(scene, kind, act, fields, step, became, by=by, to=to, lacks=lacks)


def _collapse(scene: Scene, step: rows.StepRow) -> Act:
    """How talks ended, as far as the evidence goes: whoever is said to have declared them over has
    said so, on record; where the record shows an act, or another side tells of it, there was one.
    """
    undeclared = _COLLAPSES.get(str(step.facts.get("how")))
    teller = scene.teller(step.step)
    if undeclared is not None or teller is None:
        return undeclared or "declared_over"
    speaks = teller.own and teller.attribution != "public_record"
    return "declared_over" if speaks or not step.by else "ended_with_act"


def withdrawal(scene: Scene, step: rows.StepRow) -> tuple[Act, tuple[str, ...], tuple[str, ...]]:
    """(act, who did it, to whom) of a step with which parties left, or were put out by others."""
    gone = tuple(
        row.party for row in scene.seen.all(rows.PartyRow) if row.left_by == step.step
    ) or names_of(scene, step, "parties")
    putting_out = names_of(scene, step, "excluded_by")
    return ("put_out", putting_out, gone) if putting_out else ("left", gone, ())


def names_of(scene: Scene, step: rows.StepRow, member: str) -> tuple[str, ...]:
    """The parties that a member of a step names, by their short names."""
    given = convert(step.facts.get(member, ()), tuple[str, ...])
    known = scene.seen.party_names
    return tuple(dict.fromkeys(known.get(each.casefold(), each) for each in given))


def in_talks(scene: Scene, step: rows.StepRow) -> tuple[str, ...]:
    """The parties that a step says are in talks; none where it names fewer than two."""
    named = names_of(scene, step, "parties")
    if named:
        return named
    known = scene.parties(step.step)
    return tuple(dict.fromkeys(each for each in (*step.by, *step.to) if each in known))


def _opening(step: rows.StepRow, who: tuple[str, ...]) -> Act:
    """What a step did with which talks were under way: a deal that a body rejects leaves them so,
    and nobody has opened them."""
    if step.type == "DealRatified":
        return "fell_back"
    if len(who) > 1:
        return "were_in_talks"
    return "resumed_talks" if step.type == "TalksResumed" else "opened_talks"


def _is_denied(last: rows.StepRow) -> bool:
    return "contested" in last.flags and any(each.word == "none" for each in last.positions)


def _at_the_table(scene: Scene, began: rows.StepRow, end: rows.StepRow | None) -> Iterator[Became]:
    """Who came to the talks that a step began, and who left them, up to their end."""
    seen = scene.seen
    last = len(seen.places) + 1 if end is None else end.place
    changes = party_changes(scene, moves_at_table(seen))
    for each in changes:
        if began.place < seen.places[each.step or 0] < last:
            yield each


def _assenting(scene: Scene, step: rows.StepRow) -> tuple[str, ...]:
    """Who agreed to a deal, by their short names."""
    known = scene.seen.party_names
    for row in scene.seen.all(rows.DealRow):
        if row.step == step.step:
            return tuple(known.get(each.party.casefold(), each.party) for each in row.assent)
    return scene.seated_at(step)


def _of_deal(scene: Scene) -> Iterator[Became]:
    """Of the deal that stands: who joined it, who left; and where somebody has still to approve it,
    who does."""
    deal = standing_deal(scene.seen)
    if deal is None:
        return
    yield from party_changes(scene, deal.party_changes)
    if waits_for(deal):
        yield from bodies(scene, deal.version)


def _flags(scene: Scene, last: rows.StepRow) -> Iterator[Became]:
    """What the flags say of a state: that it is contested, that only reports tell of it, that an
    earlier step is not in view."""
    contested, reported, hidden = map(last.flags.get, ("contested", "reported", "gap"))
    if contested is not None:
        against = scene.seen.by_version[contested]
        yield scene.became("contested", contested, against.by, act=act_of(against))
    if reported is not None:
        yield scene.became("only_reported", reported)
    if hidden is not None and scene.seen.saw(hidden):
        yield Became(fate="not_in_view", step=hidden)


def _of(
    scene: Scene,
    kind: FieldKind,
    act: Act,
    fields: tuple[str, ...],
    step: rows.StepRow,
    became: list[Became],
    *,
    by: tuple[str, ...] | None = None,
    to: tuple[str, ...] = (),
    lacks: tuple[Lack, ...] = (),
    by_conduct: bool = False,
) -> Fact:
    reported = any(each.fate == "only_reported" and each.step == step.step for each in became)
    return Fact(
        kind=kind,
        act=act,
        fields=fields,
        step=step.step,
        occurred=scene.when(step),
        by=scene.actors(step.by if by is None else by, step.step),
        to=scene.actors(to, step.step),
        text=step.text if act in _WORDED else None,
        effective=scene.effective(step.step),
        unopened=(step.state_before, step.state) == ("proposed", "collapsed"),
        teller=scene.teller(step.step),
        by_conduct=by_conduct,
        over=scene.ended,
        claimed=step.step in scene.claims,
        became=scene.in_order(became),
        # That nobody is on record for it says already that nothing confirms it.
        lacks=(*(() if reported else unconfirmed(scene, step.step)), *lacks),
        synthetic=scene.seen.negotiation.synthetic,
    )


# Flags ------------------------------------------------------------------------------------------


def suspended(scene: Scene, fields: tuple[str, ...], version: int) -> Fact:
    """A pause that goes on, as far as is on record."""
    step = scene.seen.by_version[version]
    became = list(replies(scene, version))
    return _of(scene, "flag", "suspended", fields, step, became, lacks=("resumption",))


def set_aside(scene: Scene, fields: tuple[str, ...], version: int) -> Fact:
    """An issue, or a field of policy, that the talks leave aside."""
    step = scene.seen.by_version[version]
    became = list(replies(scene, version))
    return _of(scene, "parked", "set_aside", fields, step, became, lacks=("resumption",))


def closed(scene: Scene, fields: tuple[str, ...], version: int) -> Fact:
    """The close of a negotiation, or of a contest, with its reason."""
    act: Act = "closed" if scene.seen.negotiation.kind == "negotiation" else "contest_closed"
    step = scene.seen.by_version[version]
    return Fact(
        kind="flag",
        act=act,
        fields=fields,
        step=version,
        occurred=scene.when(step),
        role=step.reason,
        text=step.text,
        effective=scene.effective(version),
        teller=scene.teller(version),
        over=True,
        became=tuple(replies(scene, version)),
        synthetic=scene.seen.negotiation.synthetic,
    )


def unstated(scene: Scene, fields: tuple[str, ...], version: int, act: Act) -> Fact:
    """A flag of talks that have no state: who contests what is said of them, or that an earlier
    step is not in view."""
    step = scene.seen.by_version[version]
    return _of(scene, "flag", act, fields, step, [])


# The table --------------------------------------------------------------------------------------


def parties(
    scene: Scene, fields: tuple[str, ...], version: int, names: tuple[str, ...], value: str
) -> Fact:
    """Those whom one step, or the registration, put where they are: at the table, gone, or never
    there."""
    seen = scene.seen
    step = seen.step(version)
    by = names
    to: tuple[str, ...] = ()
    act: Act
    match value:
        case "left" if step is not None and step.type in ("TalksOpened", "TalksResumed"):
            act = "not_in_talks"
        case "left" if step is not None:
            act, by, to = withdrawal(scene, step)
        case "away":
            act = "never_sat"
        case "at_table" if step is not None:
            act = "joined_deal" if step.type == "DealAmended" else "joined"
        case _:
            sat = _sat(scene)
            act = "no_talks" if not sat else "at_table" if sat.issuperset(names) else "registered"
    became = list(replies(scene, version))
    if act == "not_in_talks":
        # What bears out that there were talks says nothing of who is not named in them.
        became = [each for each in became if each.fate not in ("on_record_since", "borne_out")]
    return Fact(
        kind="party",
        act=act,
        fields=fields,
        step=version,
        occurred=None if step is None else scene.when(step),
        by=scene.actors(by, version),
        to=scene.actors(to, version),
        effective=scene.effective(version),
        teller=None if step is None else scene.teller(version),
        over=scene.ended,
        became=scene.in_order(became),
        synthetic=seen.negotiation.synthetic,
    )


def _sat(scene: Scene) -> frozenset[str]:
    """The parties that were in a run of talks, or said that they made a deal; empty where nobody
    did: who agreed by conduct alone is not shown to have sat anywhere."""
    found: set[str] = set()
    for run in scene.seen.all(rows.AttemptRow):
        step = scene.seen.by_version[run.step]
        named = in_talks(scene, step)
        found.update(named if len(named) > 1 else scene.seated_at(step))
    for deal in scene.seen.all(rows.DealRow):
        if not by_conduct(scene, deal.step):
            found.update(_assenting(scene, scene.seen.by_version[deal.step]))
    return frozenset(found)


# Runs of talks ----------------------------------------------------------------------------------


def attempt(scene: Scene, fields: tuple[str, ...], version: int) -> Fact:
    """A run of talks: who was in it, and how it ended."""
    seen = scene.seen
    row = next(each for each in seen.all(rows.AttemptRow) if each.step == version)
    step = seen.by_version[version]
    named = in_talks(scene, step)
    who = named if len(named) > 1 else ()
    table = () if who else scene.seated_at(step)
    became: list[Became] = [*replies(scene, version), *decisions(scene, version)]
    lacks: tuple[Lack, ...] = ("talks_end",)
    ended_by = seen.step(row.ended_by) if row.ended_by is not None else None
    became += _at_the_table(scene, step, ended_by)
    if row.ended_by is not None and seen.saw(row.ended_by):
        end = seen.by_version[row.ended_by]
        # What ended them shows that they were.
        became = [
            each for each in became if (each.fate, each.step) != ("on_record_since", end.step)
        ]
        became.append(_end_of_run(scene, row, end))
        became += _end_of_deal(scene, row.ended_by)
        lacks = ()
    act: Act = "fell_back" if step.type == "DealRatified" else "were_in_talks"
    return _of(scene, "attempt", act, fields, step, became, by=who, to=table, lacks=lacks)


def _end_of_run(scene: Scene, row: rows.AttemptRow, end: rows.StepRow) -> Became:
    """What a run of talks came to; the close ended none, it came before any end."""
    if end.type == "NegotiationClosed":
        return scene.became("ended_with_close", end.step)
    if row.ended_in == "deal_reached":
        who = _assenting(scene, end)
        return scene.became("ended_in_deal", end.step, who, act="reached_deal")
    told = ending(scene, "attempt", (), end, [])
    return Became(
        fate="ended_without_deal",
        step=end.step,
        occurred=scene.when(end),
        by=told.by,
        teller=told.teller,
        act=told.act,
        effective=told.effective,
    )


def _end_of_deal(scene: Scene, version: int) -> Iterator[Became]:
    """Until when the deal stood in which a run of talks ended."""
    for deal in scene.seen.all(rows.DealRow):
        if deal.step == version and deal.ended_by is not None and scene.seen.saw(deal.ended_by):
            yield scene.became("deal_stood_until", deal.ended_by)
