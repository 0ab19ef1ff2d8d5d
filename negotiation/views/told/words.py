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
from parley.negotiation.views.told.facts import Act, Fact, Lack, Thing
from parley.negotiation.views.told.replies import replies, unconfirmed
from parley.negotiation.views.told.scene import Scene
from parley.negotiation.views.told.talks import names_of, withdrawal

__all__ = ["act", "act_of", "claim"]

_STANCES: Final[tuple[tuple[str, Act], ...]] = (
    ("claims_agreement", "claimed_agreement"),
    ("claims_talks", "claimed_talks"),
    ("denies", "denied"),
    ("refutes", "refuted"),
    ("corrects", "corrected"),
    ("confirms", "confirmed"),
    ("leak", "leaked"),
    ("accuses", "accused"),
    ("attacks", "attacked"),
)
"""Stance -> what was done with the words, the first that a statement has."""
_TYPES: Final[dict[str, Act]] = {
    "AllianceProposed": "proposed_alliance",
    "PartyJoined": "joined",
    "PartyWithdrew": "left",
    "NegotiatorAppointed": "named",
    "MandateChanged": "mandated",
    "TenureChanged": "changed_task",
    "VoteHeld": "voted",
    "TalksOpened": "opened_talks",
    "MeetingHeld": "met",
    "TalksSuspended": "suspended",
    "TalksResumed": "resumed_talks",
    "DemandMade": "demanded",
    "OfferMade": "offered",
    "OfferWithdrawn": "withdrew_offer",
    "OfferAccepted": "accepted",
    "OfferRejected": "rejected",
    "ConcessionMade": "conceded",
    "ConditionSet": "set_condition",
    "ConditionResolved": "resolved_condition",
    "DeadlineSet": "set_date",
    "DeadlineExtended": "moved_date",
    "UltimatumIssued": "gave_ultimatum",
    "PartialAgreementReached": "claimed_agreement",
    "DealReached": "agreed",
    "DealAmended": "amended",
    "DealRatified": "ratified",
    "TermFollowed": "followed_term",
    "DealBroken": "left_deal",
    "TalksCollapsed": "declared_over",
    "NegotiationClosed": "closed",
}
_SCOPED: Final[dict[str, Act]] = {"TalksSuspended": "set_aside", "TalksResumed": "took_up"}
"""Types that, with a scope, are about that issue alone."""
_TAKEN_UP: Final = ("deal", "offer", "rejected", "dropped", "condition", "deadline", "demand")


def act_of(step: rows.StepRow) -> Act:
    """What was done with a step, whoever tells of it."""
    if step.type == "StatementMade":
        return next((act for stance, act in _STANCES if stance in step.stances), "said")
    if step.type in _SCOPED and step.facts.get("scope") is not None:
        return _SCOPED[step.type]
    if step.type == "MeetingHeld" and step.facts.get("internal") is True:
        return "met_among_itself"
    return _TYPES.get(step.type, "did")


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
    became = list(replies(scene, version))
    lacks: tuple[Lack, ...] = ("confirmation",) if unconfirmed(scene, version) else ()
    by, to = scene.acting(step), step.to or tuple(_persons(step))
    if step.type == "PartyWithdrew":
        act, by, to = withdrawal(scene, step)
    elif step.type == "PartyJoined":
        by = names_of(scene, step, "parties")
    went_on = resumption(seen, version) if act == "suspended" else None
    if went_on is not None:
        became.append(scene.became("went_on", went_on.step, went_on.by))
    teller = scene.teller(version)
    if act == "said" and teller is not None and teller.own:
        lacks = ()  # what somebody says of their own on record is what they say
    if "claims_talks" in step.stances and _has_status(scene, version, "reported"):
        shown = _talks_shown(scene, step)
        lacks = () if shown is not None else lacks
        became += [scene.became("borne_out", each) for each in (shown,) if each]
    return Fact(
        kind="claim",
        act=act,
        fields=fields,
        step=version,
        occurred=step.occurred,
        by=scene.actors(by, version),
        to=scene.actors(to, version),
        things=tuple(_things(scene, version)),
        about=about,
        about_act=None if there is None else act_of(there),
        proposition=step.proposition,
        also=tuple(other for stance, other in _STANCES if stance in step.stances and other != act),
        words=_words(step, act),
        role=_role(step, act),
        title=_named(step, "title"),
        teller=teller,
        claimed=True,
        became=scene.in_order(became),
        lacks=lacks,
        synthetic=seen.negotiation.synthetic,
    )


def _role(step: rows.StepRow, act: Act) -> str | None:
    """What the act itself does not say: the type, the stance, the outcome."""
    if act == "did":
        return step.type
    if act == "said":
        return next(iter(step.stances), None)
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


def _words(step: rows.StepRow, act: Act) -> str | None:
    """What it is about in words, where its members do not say it: those of the step, else our
    paraphrase."""
    if act == "claimed_talks":
        return None
    if step.type == "StatementMade":
        return step.text
    if step.type in ("MeetingHeld", "ConcessionMade") and step.text is not None:
        return step.text
    for member in ("words", "condition", "scope", "now", "what", "person", "place", "body"):
        if (found := _named(step, member)) is not None:
            return found
    return step.reason


def _things(scene: Scene, version: int) -> Iterator[Thing]:
    """The terms that a step states, each with whose share it is."""
    found: list[rows.StatedRow | rows.TermRow] = []
    found += scene.seen.all(rows.StatedRow)
    found += scene.seen.all(rows.TermRow)
    for row in found:
        if row.step == version:
            yield scene.thing(row, () if row.party is None else (row.party,))


def _has_status(scene: Scene, version: int, status: str) -> bool:
    item = scene.claims.get(version)
    return item is not None and item.status == status


def _talks_shown(scene: Scene, step: rows.StepRow) -> int | None:
    """A step of two parties on record that shows the talks of that time; 0 where they were under
    way on the word of one side, and None where they were not."""
    if step.state != "talks_underway":
        return None
    opened = scene.seen.step(step.since) if step.since is not None else None
    if opened is None:
        return 0
    known = scene.parties(step.step)
    shows = (
        row.step
        for row in scene.seen.steps
        if opened.place <= row.place <= step.place
        and row.type != "StatementMade"
        and row.attribution_class == "on_record"
        and len(known & set(row.on_record_by)) > 1
    )
    return next(shows, 0)
