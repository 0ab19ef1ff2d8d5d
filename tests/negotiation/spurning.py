"""Random contests in which parties rule one another out, turn round, and sit down all the same.

Two negotiations or three, of nearly the same parties under other names; the dates are few and some
are vague, so that what came first is often open.
"""

from hypothesis import strategies as st

from parley.events.canonical import JsonObject, JsonValue
from parley.events.politics import Draft
from tests.negotiation.talks import Talks
from tests.negotiation.words import ANONYMOUS, PARTIES, registers, retracts, step

__all__ = ["CALLED", "SPURNED", "spurning"]

SPURNED = ("negotiation/one", "negotiation/other", "negotiation/third")
CALLED: dict[str, str] = {"Congress": "INC"}
"""What a party is called in all of them but the first -> what the first calls it."""
ELSEWHERE: list[JsonValue] = [
    {"party": "Congress", "name": "Indian National Congress", "aliases": ["INC"]},
    *PARTIES[1:],
]
NAMES = ("INC", "AAP", "CPM", "BJP")
FORMS = (
    *("2024-09-0{}", "2024-09-0{}", "2024-09-0{}T10:00", "2024-09-0{}~"),
    *("../2024-09-0{}", "2024-09-0{}/2024-09-08", "2024-09-0{}/.."),
)
KINDS = (
    *("StatementMade",) * 8,
    *("OfferRejected", *("PartyWithdrew",) * 3),
    *("PartyWithdrew", "PartyJoined", "AllianceProposed", "AllianceProposed", "OfferMade"),
    *("OfferAccepted", "TalksOpened", "TalksOpened", "TalksOpened", "TalksResumed"),
    *("TalksCollapsed", "MeetingHeld", "OfferMade"),
    *(
        "PartialAgreementReached",
        "DealReached",
        "DealReached",
        "DealBroken",
        "ConcessionMade",
        "TalksSuspended",
    ),
)
STANCES = (
    *("rules_out", "rules_out", "rules_out", "rebuffs", "rebuffs", "welcomes", "welcomes"),
    *("denies", "denies", "denies", "corrects", "claims_talks", "claims_agreement", "optimistic"),
)
SUPPORT: JsonValue = {"issue": "support_form", "words": "from outside"}
PROPOSITIONS = (None, None, None, "talks", "figure", "collapse")
REFUSING: JsonValue = "rules_out"
TURNS: tuple[tuple[Draft, ...], ...] = (
    (step("StatementMade", "2024-09-09", by="INC", to="AAP", stances="welcomes"),),
    (step("StatementMade", "2024-09-09", by="INC", stances="denies", about=2),),
    (step("AllianceProposed", "2024-09-09", by="INC", to="AAP"),),
)
"""How a history may end, so that some refusals are turned in every way."""
some_parties = st.one_of(
    st.sampled_from((["INC"], ["AAP"])),
    st.lists(st.sampled_from(NAMES), min_size=1, max_size=2, unique=True),
)


@st.composite
def spurning(draw: st.DrawFn) -> list[Talks]:
    """Negotiations in the order of SPURNED, of up to ten steps the first and five the others."""
    found: list[Talks] = []
    for number in range(draw(st.sampled_from((1, 2, 2, 3)))):
        talks = Talks()
        table: list[JsonValue] = [*draw(st.sampled_from((NAMES[:2], NAMES[:3], NAMES[1:])))]
        parties = ELSEWHERE if number else PARTIES
        talks.record(registers(at_table=table, parties=parties))
        if draw(st.booleans()):
            talks.record(step("TalksOpened", "2024-09-01", by="all"))
        if number == 0:
            both: list[JsonValue] = [["AAP", "CPM"], "AAP"]
            whom = draw(st.sampled_from(both))
            talks.record(step("StatementMade", "2024-09-01", by="INC", to=whom, stances=REFUSING))
        for count in range(9 if number == 0 else 5):
            talks.record(draw(_steps(talks, 1 + count // (2 - bool(number)))))
        for last in draw(st.sampled_from(((), *TURNS))):
            talks.record(last)
        found.append(talks)
    return found


@st.composite
def _steps(draw: st.DrawFn, talks: Talks, day: int) -> Draft:
    """Something to try, on one of the days around `day`."""
    name = draw(st.sampled_from(KINDS))
    at = draw(st.sampled_from(FORMS)).format(max(1, day + draw(st.sampled_from((0, 0, 1, -1)))))
    earlier = len(talks.entries)
    if earlier > 3 and draw(st.integers(0, 19)) == 0:
        return retracts(draw(st.integers(2, earlier)))
    by: list[JsonValue] = [*draw(some_parties)]
    to: list[JsonValue] = [*draw(st.one_of(st.just([]), some_parties))]
    fields: JsonObject = {"by": by, "to": [each for each in to if each not in by]}
    target = draw(st.integers(2, max(2, earlier)))
    table: list[JsonValue] = [*talks.negotiation.at_table]
    assent: list[JsonValue] = [{"party": each, "by": "joint"} for each in table]
    match name:
        case "StatementMade":
            fields["stances"] = draw(st.sampled_from(STANCES))
            fields["proposition"] = draw(st.sampled_from(PROPOSITIONS))
            if draw(st.integers(0, 4)) == 0:
                fields["issue"] = "support_form"
            if draw(st.integers(0, 5)) == 0:
                side = draw(st.sampled_from(("INC", "AAP", None)))
                fields |= {"by": "described:sources", "evidence": {**ANONYMOUS, "side": side}}
            pointer = draw(st.sampled_from(("about", "about", "in_reply_to", "after", None)))
            needs = fields["stances"] in ("denies", "corrects")
            if needs and (refused := _refused(talks)) and draw(st.booleans()):
                fields |= draw(st.sampled_from(refused))
            elif (pointer is not None or needs) and earlier > 1:
                fields["about" if needs or pointer is None else pointer] = target
        case "OfferRejected":
            fields |= draw(st.sampled_from(({"words": "to govern"}, {"rejected": target})))
        case "PartyWithdrew":
            fields["parties"] = draw(st.sampled_from(NAMES))
            fields["excluded_by"] = draw(st.sampled_from(([], by)))
        case "PartyJoined":
            fields |= {"parties": draw(st.sampled_from(NAMES)), "consent": by}
        case "OfferMade":
            fields["terms"] = {"issue": "programme", "words": "a paper"}
        case "OfferAccepted":
            fields["offer"] = target
        case "ConcessionMade":
            fields["dropped"] = target
        case "PartialAgreementReached":
            fields["scope"] = "a part"
            fields["assent"] = draw(st.sampled_from((assent, assent[:1])))
            fields |= draw(st.sampled_from(({}, {"evidence": ANONYMOUS})))
        case "DealReached":
            fields["assent"] = assent
            fields |= draw(st.sampled_from(({}, {"terms": SUPPORT})))
        case "TalksOpened" | "TalksResumed":
            fields |= draw(st.sampled_from(({}, {"by": "all"})))
        case "TalksSuspended":
            fields |= draw(st.sampled_from(({}, {"scope": "programme"})))
        case _:
            pass
    return step(name, at, **fields)


def _refused(talks: Talks) -> list[JsonObject]:
    """What a party may say of its own refusals: each with who made it."""
    return [
        {"about": each.version, "by": each.step["by"]}
        for each in talks.entries
        if {"rules_out", "rebuffs"} & set(str(each.step.get("stances")).split("'"))
    ]
