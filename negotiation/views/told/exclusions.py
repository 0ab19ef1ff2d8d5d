"""Who will not sit with whom, as facts: who refused whom, and what both said and did since.

Source: docs/adr/0043.
"""

from typing import Final

from parley.negotiation.views.exclusions import ExclusionItem, SinceThen
from parley.negotiation.views.told.facts import Act, Became, Fact, Fate
from parley.negotiation.views.told.replies import unconfirmed
from parley.negotiation.views.told.scene import Scene

__all__ = ["exclusion"]

_ACTS: Final[dict[str, Act]] = {
    "ruled_out": "excluded",
    "put_out": "put_out",
}
_WORDS: Final[dict[str, Fate]] = {"denied": "denied", "corrected": "corrected"}


def exclusion(scene: Scene, fields: tuple[str, ...], item: ExclusionItem) -> Fact:
    """A refusal of one party by another."""
    version = item.version
    became = [_since(scene, each) for each in item.since_then]
    if item.kind == "put_out":
        became = [each for each in became if each.fate != "since_then"] or became
    return Fact(
        kind="exclusion",
        act=_ACTS[item.kind],
        fields=fields,
        step=version,
        occurred=scene.when(scene.seen.by_version[version]),
        by=scene.actors(item.by, version),
        to=scene.actors(item.whom, version),
        issue=item.issue,
        effective=scene.effective(version),
        words=item.what or item.text,
        teller=scene.teller(version),
        claimed=version in scene.claims,
        became=scene.in_order(became),
        lacks=unconfirmed(scene, version),
        synthetic=scene.seen.negotiation.synthetic,
    )


def _since(scene: Scene, item: SinceThen) -> Became:
    """What one of them said, or both did, all the same."""
    version = item.step.version
    by = dict.fromkeys(each.party for each in item.pairs)
    whom = dict.fromkeys(each.whom for each in item.pairs)
    fate = _WORDS.get(item.what)
    if fate is not None:
        return scene.became(fate, version, by)
    return scene.became(
        "since_then",
        version,
        by,
        to=scene.actors(whom, version),
        turn=item.what,
        order_open=item.order_open,
    )
