"""What became of a deal while it stood: who approves it, who joined it, who left.

The state and the agreement tell of one deal, and must not say different things of it. Source:
DOMAIN §3, rows 22 to 24.
"""

from collections.abc import Iterable, Iterator

from parley.negotiation import rows
from parley.negotiation.views.membership import PartyChange
from parley.negotiation.views.told.facts import Became, Fate
from parley.negotiation.views.told.scene import Scene

__all__ = ["bodies", "by_conduct", "decisions", "party_changes"]


def bodies(scene: Scene, version: int) -> Iterator[Became]:
    """The bodies that approved the deal of a step, that did not, and that have still to."""
    seen = scene.seen
    made = next((row for row in seen.all(rows.DealRow) if row.step == version), None)
    stands = made is not None and not seen.saw(made.ended_by)
    close = seen.steps[-1].flags.get("closed") if seen.steps else None
    fate: Fate = "awaits" if close is None else "undecided"
    for row in seen.all(rows.RatificationRow):
        if row.deal != version:
            continue
        if seen.saw(row.decided_by):
            yield _decision(scene, row)
        elif row.awaited and stands:
            party = scene.actors((row.party or "",), version)
            yield Became(fate=fate, step=close, by=party, body=row.body)


def decisions(scene: Scene, version: int) -> Iterator[Became]:
    """The bodies that decided with a step."""
    for row in scene.seen.all(rows.RatificationRow):
        if row.decided_by == version:
            yield _decision(scene, row)


def _decision(scene: Scene, row: rows.RatificationRow) -> Became:
    fate: Fate = "ratified" if row.outcome == "approved" else "not_ratified"
    version = row.decided_by or row.step
    return scene.became(fate, version, (row.party or "",), body=row.body, votes=row.votes)


def party_changes(scene: Scene, changes: Iterable[PartyChange]) -> Iterator[Became]:
    """Who joined an agreement and who left it while it stood."""
    for each in changes:
        if each.change == "put_out":
            to = scene.actors((each.party,), each.step)
            yield scene.became("party_put_out", each.step, each.by, to=to)
        else:
            fate: Fate = "party_joined" if each.change == "joined" else "party_left"
            yield scene.became(fate, each.step, (each.party,))


def by_conduct(scene: Scene, version: int) -> bool:
    """Whether every party agreed to the terms of a step by its conduct alone."""
    found: list[rows.DealRow | rows.TermRow] = []
    found += scene.seen.all(rows.DealRow)
    found += scene.seen.all(rows.TermRow)
    given = [each for row in found if row.step == version for each in row.assent]
    return bool(given) and {each.by for each in given} == {"conduct"}
