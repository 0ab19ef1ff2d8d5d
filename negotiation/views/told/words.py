"""What somebody said, and acts that only a report tells, as facts.

A claim keeps its speaker and its words: who says that it is agreed, with whom, and what others said
of it. Source: DOMAIN §4, question 21, and "Claim status"; docs/adr/0019.
"""

from collections.abc import Iterator
from typing import Final

from msgspec import convert
from msgspec.structs import replace

from parley.negotiation import rows
from parley.negotiation.views.pauses import resumption
from parley.negotiation.views.told.acts import STANCES, act_of
from parley.negotiation.views.told.facts import Act, Fact, Thing
from parley.negotiation.views.told.replies import replies, unconfirmed
from parley.negotiation.views.told.scene import Scene
from parley.negotiation.views.told.talks import names_of, withdrawal

__all__ = ["act", "claim"]

_TAKEN_UP: Final = ("deal", "offer", "rejected", "dropped", "condition", "deadline", "demand")


def act(scene: Scene, version: int) -> Fact:
    """Something done or said on record that no field of the answer shows."""
    return replace(claim(scene, (), version), kind="act", claimed=False, lacks=())


def claim(scene: Scene, fields: tuple[str, ...], version: int) -> Fact:
    """What a step claims, that nobody stands for on record or only one side says."""
    seen = scene.seen
    step = seen.by_version[version]
    act = act_of(step)
    about = _about(step)
    there = None if about is None else seen.step(about)
    by, to = scene.acting(step), step.to or tuple(_persons(step))
    if step.type == "PartyWithdrew":
        act, by, to = withdrawal(scene, step)
    elif step.type == "PartyJoined":
        by = names_of(scene, step, "parties")
    became = list(replies(scene, version))
    went_on = resumption(seen, version) if act in ("suspended", "set_aside") else None
    if went_on is not None:
        became.append(scene.became("went_on", went_on.step, went_on.by))
    # Of talks that are on by the record, whoever says so needs nobody to confirm it.
    known = "claims_talks" in step.stances and step.state == "talks_underway"
    return Fact(
        kind="claim",
        act=act,
        fields=fields,
        step=version,
        occurred=scene.when(step),
        by=scene.actors(by, version),
        to=scene.actors(to, version),
        things=tuple(_things(scene, version)),
        about=about,
        about_act=None if there is None else scene.act(there),
        proposition=step.proposition,
        issue=_named(step, "issue"),
        also=tuple(other for stance, other in STANCES if stance in step.stances and other != act),
        words=_words(step),
        role=_role(step, act),
        title=_named(step, "title"),
        in_principle=step.facts.get("in_principle") is True and act == "claimed_part",
        secret=step.facts.get("secret") is True,
        effective=scene.effective(version),
        teller=scene.teller(version),
        claimed=True,
        became=scene.in_order(became),
        lacks=() if known else unconfirmed(scene, version),
        synthetic=seen.negotiation.synthetic,
    )


def _role(step: rows.StepRow, act: Act) -> str | None:
    """What the act itself does not say: the type, the outcome."""
    if act == "did":
        return step.type
    members = (_named(step, member) for member in ("outcome", "fulfilment", "role", "mode"))
    return next((each for each in members if each is not None), None)


def _persons(step: rows.StepRow) -> Iterator[str]:
    """Whose task it is about."""
    for each in convert(step.facts.get("person", ()), list[str]):
        yield f"person:{each}"


def _about(step: rows.StepRow) -> int | None:
    """The step that it is about, or takes up."""
    for name in (*_TAKEN_UP, "about", "in_reply_to"):
        for target in step.pointers.get(name, ()):
            if isinstance(target, int):
                return target
    return None


def _named(step: rows.StepRow, member: str) -> str | None:
    found = step.facts.get(member)
    return found if isinstance(found, str) else None


def _words(step: rows.StepRow) -> str | None:
    """What it is about in words, where its members do not say it: those of the step, else our
    paraphrase."""
    if step.type in ("StatementMade", "MeetingHeld", "AllianceProposed", "TermFollowed"):
        return step.text
    members = ("words", "condition", "scope", "now", "what", "body")
    return next((found for each in members if (found := _named(step, each)) is not None), None)


def _things(scene: Scene, version: int) -> Iterator[Thing]:
    """The terms that a step states, or takes up, each with whose share it is."""
    found: list[rows.StatedRow | rows.TermRow] = []
    found += scene.seen.all(rows.StatedRow)
    found += scene.seen.all(rows.TermRow)
    for row in found:
        if row.step == version:
            yield scene.thing(row, () if row.party is None else (row.party,))
    for followed in scene.seen.all(rows.FollowedRow):
        if followed.step == version and followed.deal is not None:
            term = scene.term(followed.deal, followed.term)
            yield from () if term is None else (term,)
