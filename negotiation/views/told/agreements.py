"""What is agreed, what was and is not any more, and what is open, as facts: one an agreement.

A broken pact keeps its content: what broke is the news. Source: DOMAIN §4, question 11.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from parley.negotiation import rows
from parley.negotiation.spelling import subject_of
from parley.negotiation.views.agreed import OpenIssue, TermItem, not_in_deal
from parley.negotiation.views.told.deals import bodies, by_conduct, decisions, party_changes
from parley.negotiation.views.told.facts import Act, Became, Fact, Fate, Thing
from parley.negotiation.views.told.replies import replies
from parley.negotiation.views.told.scene import Scene
from parley.negotiation.views.told.talks import withdrawal

__all__ = ["agreement", "open_issue"]

_ENDS: Final[dict[str, Fate]] = {
    "DealBroken": "broken",
    "PartyWithdrew": "left",
    "TalksCollapsed": "ended",
    "DealAmended": "amended",
    "DealReached": "replaced",
}
_ACTS: Final[dict[str, Act]] = {"partial": "agreed_part", "amendment": "amended"}


def agreement(
    scene: Scene, fields: tuple[str, ...], version: int, items: Sequence[TermItem]
) -> Fact:
    """What all agreed with one step, who agreed, and what became of it."""
    seen = scene.seen
    step = seen.by_version[version]
    known = seen.party_names
    assent = items[0].assent
    who = tuple(known.get(each.party.casefold(), each.party) for each in assent)
    became = [*_ends(scene, items), *bodies(scene, version), *replies(scene, version)]
    became += [each for item in items for each in party_changes(scene, item.party_changes)]
    became += [
        scene.became(
            "followed_up",
            row.step,
            seen.by_version[row.step].by,
            fulfilment=row.fulfilment,
            thing=scene.term(version, row.term),
            words=seen.by_version[row.step].text,
        )
        for row in seen.all(rows.FollowedRow)
        if row.deal == version
    ]
    became += [
        scene.became("added_to" if _adds(scene, each) else "deal_changed", each.step, each.by)
        for each in seen.steps
        if each.type == "DealAmended"
        and items[0].kind == "deal"
        and each.place > step.place
        and not any(end.ended_by == each.step for end in items)
        and _changes_terms(each)
        and _before_end(scene, each, items)
    ]
    return Fact(
        kind="agreed",
        act="added_to_deal" if _adds(scene, step) else _ACTS.get(items[0].kind, "agreed"),
        fields=fields,
        step=version,
        occurred=scene.when(step),
        by=scene.actors(who or scene.seated_at(step), version),
        things=tuple(_things(scene, version, items)),
        words=_scope(step),
        teller=scene.teller(version),
        by_conduct=by_conduct(scene, version),
        in_principle=step.facts.get("in_principle") is True,
        over=all(item.ended_by is not None for item in items),
        became=scene.in_order(became),
        synthetic=seen.negotiation.synthetic,
    )


def _adds(scene: Scene, step: rows.StepRow) -> bool:
    """Whether an amendment only adds to a deal whose terms are named: it changes none of them, and
    is about nothing that they are about. Otherwise nobody can tell."""
    if step.type != "DealAmended" or step.facts.get("was"):
        return False
    every = scene.seen.all(rows.TermRow)
    new = {(row.party, subject_of(row.pool, row.issue)) for row in every if row.step == step.step}
    place = scene.seen.places
    before = [row for row in every if row.mutual and place[row.step] < step.place]
    named = {row.step for row in before} & {row.step for row in scene.seen.all(rows.DealRow)}
    there = {(row.party, subject_of(row.pool, row.issue)) for row in before}
    return bool(new) and bool(named) and new.isdisjoint(there)


def _before_end(scene: Scene, step: rows.StepRow, items: Sequence[TermItem]) -> bool:
    ends = [item.ended_by for item in items if item.ended_by is not None]
    places = scene.seen.places
    return len(ends) < len(items) or step.place < max(places.get(each, 0) for each in ends)


def _changes_terms(step: rows.StepRow) -> bool:
    """Whether an amendment does more than let another party in."""
    return bool(step.facts.get("now") or step.facts.get("was") or not step.facts.get("joins"))


def _scope(step: rows.StepRow) -> str | None:
    scope = step.facts.get("scope")
    return scope if isinstance(scope, str) else None


def _things(scene: Scene, version: int, items: Sequence[TermItem]) -> Iterator[Thing]:
    lines = {item.line for item in items if item.line is not None}
    for row in scene.seen.all(rows.TermRow):
        if row.step == version and row.line in lines:
            yield scene.thing(row, () if row.party is None else (row.party,))


def _ends(scene: Scene, items: Sequence[TermItem]) -> Iterator[Became]:
    """What ended it, once a step; of which issues, where not all of it ended."""
    ended: dict[int, list[TermItem]] = {}
    for item in items:
        if item.ended_by is None:
            continue
        if not_in_deal(scene.seen, item):
            thing = scene.term(item.version, None if item.line is None else item.line + 1)
            yield scene.became("not_in_deal", item.ended_by, thing=thing)
        else:
            ended.setdefault(item.ended_by, []).append(item)
    for version, found in ended.items():
        step = scene.seen.by_version[version]
        named = () if len(found) == len(items) else (item.issue for item in found)
        if step.type == "DealRatified":
            yield from decisions(scene, version)
            continue
        fate, by = _ENDS.get(step.type, "ended"), scene.acting(step)
        whom: tuple[str, ...] = ()
        if step.type == "PartyWithdrew":
            act, by, whom = withdrawal(scene, step)
            fate = "put_out" if act == "put_out" else "left"
        issues = tuple(dict.fromkeys(each for each in named if each))
        to = scene.actors(whom, version)
        pools = {item.pool for item in found}
        several = issues and len({item.pool for item in items}) > 1 and len(pools) == 1
        pool = found[0].pool if several else None
        yield scene.became(fate, version, by, issues=issues, pool=pool, to=to)


def _accepted(scene: Scene, item: OpenIssue) -> Iterator[Became]:
    """Who accepted an offer on it, how far; once an acceptance."""
    found: dict[tuple[int, int], list[rows.OfferRow]] = {}
    for row in scene.seen.all(rows.OfferRow):
        version = row.accepted_by
        same = (row.issue, row.pool) == (item.issue, item.pool)
        if same and row.step in item.accepted and version is not None and scene.seen.saw(version):
            found.setdefault((row.step, version), []).append(row)
    for (offer, version), alike in found.items():
        taken = alike[0].acceptance
        yield scene.became(
            "accepted",
            version,
            [row.to for row in alike],
            of_step=offer,
            in_principle=taken is not None and taken.in_principle,
            in_full=scene.seen.by_version[version].facts.get("in_full") is True,
            words=None if taken is None else taken.condition,
        )


def open_issue(scene: Scene, fields: tuple[str, ...], item: OpenIssue, first: int) -> Fact:
    """An issue of an offer or a demand on which no agreement stands."""
    return Fact(
        kind="issue",
        act="not_agreed",
        fields=fields,
        step=first,
        issue=item.issue,
        pool=item.pool,
        over=scene.ended,
        became=scene.in_order(_accepted(scene, item)),
        synthetic=scene.seen.negotiation.synthetic,
    )
