"""Random telling: histories in which every step type comes up with every member that it may have.

What is drawn for a member follows from its type, so a member that is added to the catalogue is
drawn from then on. Parties, offices, persons, those who are only described, and nobody; votes,
equal shares, ends with a date of their own, several pools. What the rules refuse is left out, first
of all what makes no sense for the type.
"""

from collections.abc import Collection, Iterator, Mapping
from functools import cache
from random import Random
from typing import Annotated, Any, Final, Literal, get_args, get_origin, get_type_hints

import msgspec
from hypothesis import settings
from hypothesis import strategies as st
from msgspec import Struct

from parley.events.canonical import JsonObject, JsonValue
from parley.events.politics import Draft
from parley.negotiation.evidence import Line, MomentText, Text
from parley.negotiation.negotiation import Negotiation
from parley.negotiation.quantities import Quantity
from parley.negotiation.registration import PartyName
from parley.negotiation.rules import CURRENT
from parley.negotiation.steps import CATALOGUE, Votes
from parley.negotiation.steps.parts import Actor, Holder, Pointer
from tests.negotiation.at_hand import conditions_in, deadlines_in, demands_in, offers_in
from tests.negotiation.histories import EVIDENCE
from tests.negotiation.talks import Talks
from tests.negotiation.words import ON_RECORD, corrects, opens, registers, retracts, step

__all__ = ["TOLD", "telling", "told_from"]

TOLD: Final = 100
"""How many seeds the suite tells from: the first ones, so that no change of another file, from
which Hypothesis takes what it draws, makes a history another one."""

REGISTRATION: Final = registers(
    at_table=["INC", "AAP", "CPM"],
    pools={"seats": 90, "posts": 12},
    dates=[{"what": "poll", "when": "2024-10-05"}],
    led_by="Governor",
)
SHARED: Final[tuple[JsonValue, ...]] = (
    {"kind": "unquantified", "shared": "equally"},
    {"kind": "unquantified", "shared": "by_turns"},
)
KNOWN: Final[Mapping[object, tuple[JsonValue, ...]]] = {
    Actor: (*("INC", "AAP", "CPM"), *("BJP", "all", "office:Governor", "described:smaller allies")),
    PartyName: ("INC", "AAP", "CPM", "BJP", "Congress"),
    Holder: ("INC", "AAP", "CPM", "nobody", "described:smaller allies"),
    Line: ("migration", "a board", "the first paper", "symbol"),
    Text: ("as somebody put it", "no rallies", "the leader's face"),
    MomentText: ("2024-09-20", "2024-09-30", "2024-09-25/2024-09-28", "2024-10-05"),
    Quantity: (
        *("3", "5..7", "6~", "4..", "..9", "30 of 80", "12 percent", "2.5 billion", "a few"),
        *SHARED,
    ),
    Votes: ("46 for, 44 against, 3 abstained, 2 absent", "unanimous", "84.3 percent for"),
    Any: (None,),
    bool: (True,),
    int: (1, 2),
    str: ("Jind", "Gulha", "Sohna"),
}
"""Type of a member -> what is drawn for it."""
OF_ALL: Final[list[JsonValue]] = [{"party": "all", "by": "joint"}]
DEAL: Final = step(
    "DealReached", "2024-08-31", by="all", assent=OF_ALL, subject_to=[{"body": "a board"}],
    terms=[{"issue": "seat_count", "party": "AAP", "quantity": "30", "pool": "seats"}],
)  # fmt: skip
PEOPLE: Final[tuple[JsonValue, ...]] = ("A person", "Another person", "A third person")
NAMED: Final[Mapping[str, tuple[JsonValue, ...]]] = {
    "person": (*PEOPLE, ["A person", "Another person"]),
    "replaces": PEOPLE,
    "mediator": PEOPLE,
    "pool": ("seats", "seats", "posts"),
    "act": ("a-walk", "a-package"),
    "assent": (OF_ALL, OF_ALL, [{"party": "INC", "by": "statement"}]),
    "note": ("for us alone",),
}
"""Members of which their name says what is drawn."""
WEIGHTS: Final = {
    **{name: 4 for name in CATALOGUE if name != "EntryCorrected"},
    **dict.fromkeys(("StatementMade", "OfferMade", "DemandMade"), 10),
    **dict.fromkeys(("TalksResumed", "TalksSuspended", "TermFollowed"), 8),
    **dict.fromkeys(("OfferAccepted", "DealAmended", "DealRatified", "TenureChanged"), 12),
    **dict.fromkeys(("NegotiationClosed", "RegistrationAmended"), 1),
    **dict.fromkeys(("PartyWithdrew",), 2),
}


def telling() -> st.SearchStrategy[Talks]:
    """A history of up to 32 steps in two months; of any seed where new ones are searched for."""
    searching = settings.get_current_profile_name() == "search"
    return st.integers(0, 1 << 30 if searching else TOLD - 1).map(told_from)


@cache
def told_from(seed: int) -> Talks:
    """The history of a seed; MUST be left as it is."""
    return _tell(Random(seed))  # noqa: S311 - no secret


def _tell(chance: Random) -> Talks:
    talks, day = Talks(), 0
    talks.record(REGISTRATION)
    talks.record(opens("2024-08-30"))
    if chance.random() < 1 / 3:
        talks.record(DEAL)
    for _ in range(chance.randint(8, 32)):
        day = min(50, day + chance.choice((0, 0, 1, 2)))
        entries = len(talks.entries)
        if entries > 3 and chance.random() < 1 / 15:
            target = chance.randint(2, entries)
            again = corrects(target, "text", None, "read again", effect="add")
            talks.record(chance.choice((retracts(target), again)))
            continue
        for draft in _tries(chance, talks.negotiation, day):
            if not talks.record(draft).problems:
                break
    return talks


def _tries(chance: Random, now: Negotiation, day: int) -> Iterator[Draft]:
    """A step of a type that the state takes, with ever less beside what it must have; what stands
    first is recorded."""
    takes = [name for name in WEIGHTS if now.state in CURRENT.transitions.sources(name)]
    takes = [name for name in takes if _fits(name, now)]
    name = chance.choices(takes, [WEIGHTS[each] for each in takes])[0]
    kind, hints = CATALOGUE[name], _members(CATALOGUE[name])
    must: JsonObject = {each: _member(chance, each, hints[each], now) for each in _required(kind)}
    sense = {"by": chance.choice(("INC", "AAP", "CPM")), **must, **_sense(chance, name, now)}
    at = f"2024-{9 + day // 30:02}-{1 + day % 30:02}"
    at += chance.choice(("", "", "T10:00", "T18:30~", "~"))
    evidence: list[JsonValue] = [*chance.choice(([ON_RECORD], chance.sample(EVIDENCE, 2)))]
    more = chance.sample([each for each in hints if each not in sense], 3)
    for count in (3, 2, 1, 0):
        beside = {each: _member(chance, each, hints[each], now) for each in more[:count]}
        yield step(name, at, **{**beside, **sense, "evidence": evidence})


def _fits(name: str, now: Negotiation) -> bool:
    """Whether there is something that a step of this type could be about."""
    match name:
        case "OfferAccepted" | "OfferWithdrawn" | "OfferRejected":
            return bool(offers_in(now))
        case "ConditionResolved":
            return bool(conditions_in(now))
        case "TermFollowed":
            return any(row.mutual for row in now.terms)
        case "TenureChanged":
            return any(row.kind == "appointment" and row.ended_by is None for row in now.people)
        case "TalksResumed":
            return bool(now.parked) or "suspended" in now.flags or now.state == "collapsed"
        case _:
            return True


def _sense(chance: Random, name: str, now: Negotiation) -> JsonObject:
    """What a type needs that follows from nothing but what was told before."""

    def one_of(versions: Collection[int]) -> int:
        return chance.choice(sorted(versions) or [1])

    away = [each for each in ("INC", "AAP", "CPM", "BJP") if each not in now.at_table]
    match name:
        case "OfferAccepted":
            version = one_of(offers_in(now))
            receivers = [row.to for row in offers_in(now).get(version, ())] or ["AAP"]
            return {"offer": version, "by": chance.choice(receivers)}
        case "OfferWithdrawn":
            version = one_of(offers_in(now))
            givers: list[JsonValue] = [*next(row.by for row in offers_in(now)[version])]
            return {"offer": version, "by": givers}
        case "OfferRejected":
            version = one_of({*offers_in(now), *demands_in(now)})
            rows = [*offers_in(now).get(version, ()), *demands_in(now).get(version, ())]
            return {"rejected": version, "by": chance.choice([row.to for row in rows] or ["AAP"])}
        case "ConcessionMade":
            version = one_of(demands_in(now))
            makers = [each for row in demands_in(now).get(version, ()) for each in row.by]
            dropped: JsonObject = {"dropped": version, "by": chance.choice(makers or ["AAP"])}
            return dropped if chance.random() < 1 / 2 else {"words": "a claim"}
        case "ConditionResolved":
            return {"condition": one_of(conditions_in(now))}
        case "DeadlineExtended":
            return {"deadline": one_of(deadlines_in(now))}
        case "TermFollowed":
            deal: JsonObject = {"deal": one_of({row.step for row in now.terms if row.mutual})}
            return deal if chance.random() < 1 / 2 else {**deal, "term": 1}
        case "PartyJoined":
            return {"parties": chance.choice(away or ["BJP"])}
        case "PartyWithdrew":
            gone = chance.choice(now.at_table or ("INC",))
            return {"parties": gone, "by": gone}
        case "TenureChanged":
            held = [row for row in now.people if row.kind == "appointment" and not row.ended_by]
            row, task = chance.choice(held), chance.choice(("role", "title", "principal"))
            named: JsonObject = {} if row.person is None else {"person": row.person}
            return {**named, task: getattr(row, task)} if getattr(row, task) else named
        case "AllianceProposed" | "MeetingHeld" | "UltimatumIssued":
            return {"to": "AAP", "by": "INC"}
        case "RegistrationAmended":
            was = now.pools["seats"]
            return {"field": "pools.seats", "was": was, "now": was + chance.choice((-1, 2))}
        case "DealAmended" if away and chance.random() < 1 / 2:
            both: list[JsonValue] = [*OF_ALL, {"party": away[0], "by": "joint"}]
            return {"joins": away[0], "assent": both, "by": ["all", away[0]]}
        case "DealReached" | "DealAmended":
            return {"by": "all"}
        case "TalksResumed":
            scope = chance.choice(now.parked).scope if now.parked else None
            return {"by": "INC", **({} if scope is None else {"scope": scope})}
        case "NegotiatorAppointed":
            what = chance.choice((("role", "negotiator"), ("title", "chief whip")))
            return {"principal": "AAP", "person": chance.choice(PEOPLE), what[0]: what[1]}
        case "DeadlineSet":
            return {"when": chance.choice(KNOWN[MomentText])}
        case "DealRatified":
            return {"body": "a board"}
        case _:
            return {}


def _members(kind: type[Struct]) -> dict[str, Any]:
    """The members of a type, each with what it is; those that every step has in one way aside."""
    hints = get_type_hints(kind, include_extras=True)
    return {
        each: hints[each] for each in kind.__struct_fields__ if each not in ("occurred", "evidence")
    }


def _required(kind: type[Struct]) -> list[str]:
    """The members that a type must have, and those without which it says nothing."""
    says = {"terms", "parties", "now"} if kind.__name__ != "TalksOpened" else set()
    return [
        each.name
        for each in msgspec.structs.fields(kind)
        if each.name in _members(kind) and (each.required or each.name in says)
    ]


def _member(chance: Random, name: str, hint: Any, now: Negotiation) -> JsonValue:
    return chance.choice(NAMED[name]) if name in NAMED else _drawn(chance, hint, now)


def _drawn(chance: Random, hint: Any, now: Negotiation) -> JsonValue:
    """Something that a member of this type may be."""
    if hint in KNOWN:
        return chance.choice(KNOWN[hint])
    parts = get_args(hint)
    if {*get_args(Pointer)} <= {*parts}:
        return chance.choice(sorted(now.left) or [1])
    if get_origin(hint) is Literal:
        found: JsonValue = chance.choice(parts)
        return found
    if get_origin(hint) is tuple:
        many = [_drawn(chance, parts[0], now) for _ in range(chance.choice((1, 1, 2)))]
        return [each for place, each in enumerate(many) if each not in many[:place]]
    if get_origin(hint) is Annotated:
        return _drawn(chance, parts[0], now)
    if isinstance(hint, type) and issubclass(hint, Struct):
        return {
            name: _member(chance, name, one, now)
            for name, one in _members(hint).items()
            if name in _required(hint) or chance.random() < 1 / 2
        }
    return _drawn(chance, chance.choice([each for each in parts if each is not type(None)]), now)
