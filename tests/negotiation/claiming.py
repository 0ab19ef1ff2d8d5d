"""Random claiming: parties and unnamed sources claim, deny, correct, agree, and name seats.

Every step is about the same few seats and figures, and most words point at an earlier step, so that
each status of a claim, each hold on a seat and each end of an agreement comes up.
"""

import msgspec
from hypothesis import strategies as st

from parley.events.canonical import JsonObject, JsonValue
from parley.events.politics import Draft
from tests.negotiation.bargaining import REGISTRATION
from tests.negotiation.drafting import was_agreed
from tests.negotiation.talks import Talks
from tests.negotiation.words import DOCUMENT, ON_RECORD, corrects, meets, opens, retracts, step

__all__ = ["claiming"]

DAYS = ("2024-09-01", "2024-09-02", "2024-09-02", "2024-09-02", "2024-09-03", "../2024-09-03")
LISTS = (["Jind", "Gulha"], ["Guhla", "Sohna"], ["Jind"], ["Sohna"])
SPELLINGS: tuple[tuple[JsonObject, ...], ...] = (
    ({"seat": "Jind", "aliases": ["Sohna"]},),
    ({"seat": "Gulha", "aliases": ["Guhla", "Jind"]},),
    ({"seat": "Sohna", "aliases": ["Sona"]},),
)
EVIDENCE: tuple[JsonObject, ...] = (
    {"attribution": "on_record", "speaker": "Somebody", "origin": "Agency", "outlet": "A paper"},
    {"attribution": "on_record", "speaker": "Somebody", "outlet": "B paper", "side": "AAP"},
    {"attribution": "on_record", "speaker": "Somebody", "on_behalf_of": "Congress"},
    {"attribution": "party_statement"},
    {"attribution": "anonymous", "source_as_described": "insiders", "outlet": "B paper"},
    {"attribution": "anonymous", "source_as_described": "insiders", "side": "INC"},
    {"attribution": "media_report", "outlet": "C paper", "origin": "Agency"},
)
STANCES = (
    *("denies", "denies", "denies", "denies", "denies", "denies", "confirms", "confirms"),
    *("corrects", "refutes", "leak", "optimistic"),
    *("claims_agreement", "claims_agreement", "claims_talks"),
)
KINDS = (
    *(
        "say",
        "say",
        "say",
        "say",
        "say",
        "offer",
        "offer",
        "offer",
        "demand",
        "meet",
        "move",
        "move",
    ),
    *("partial", "partial", "deal", "deal", "amend", "break", "collapse", "open"),
    *("retract", "correct", "leave", "leave", "join", "register", "register"),
)
PARTIES = ("INC", "AAP", "CPM")


@st.composite
def claiming(draw: st.DrawFn) -> Talks:
    """Up to 16 steps in three days; what the rules refuse is left out."""
    talks = Talks()
    talks.record(REGISTRATION)
    talks.record(draw(st.sampled_from((opens("2024-08-31"), opens("2024-08-31"), meets()))))
    for _ in range(draw(st.integers(4, 16))):
        talks.record(draw(_steps(talks)))
    return talks


@st.composite
def _steps(draw: st.DrawFn, talks: Talks) -> Draft:
    said = sorted(talks.negotiation.left)
    kind = draw(st.sampled_from(KINDS))
    if kind == "retract":
        return retracts(draw(st.sampled_from(said)))
    if kind == "correct":
        return corrects(draw(st.sampled_from(said)), "text", None, "read again", effect="add")
    by = draw(st.sampled_from((*PARTIES, "INC", "AAP")))
    evidence: list[JsonValue] = list(draw(st.lists(st.sampled_from(EVIDENCE), min_size=1)))
    fields: JsonObject = {"evidence": evidence, "by": by}
    at = draw(st.sampled_from(DAYS))
    if kind == "say":
        fields |= draw(st.sampled_from(({}, {"evidence": ON_RECORD}, {"evidence": ON_RECORD})))
        return step("StatementMade", at, **fields, **draw(_words(said)))
    if kind == "move":
        return step("UnilateralMoveMade", at, **fields, **draw(_lists()))
    if kind in ("partial", "deal", "amend"):
        fields |= draw(st.sampled_from(({}, {"evidence": DOCUMENT}, {"evidence": DOCUMENT})))
        name, agreed = draw(_agreements(talks, kind))
        return step(name, at, **fields, **agreed)
    if kind in ("offer", "demand"):
        fields["by"] = by = draw(st.sampled_from(("INC", "INC", by)))
        to = draw(st.sampled_from([each for each in ("AAP", "AAP", *PARTIES) if each != by]))
        name = "OfferMade" if kind == "offer" else "DemandMade"
        return step(name, at, to=to, terms=draw(_terms()), **fields)
    if kind == "register":
        return step("RegistrationAmended", at, **fields, **draw(_registrations(talks)))
    name = {
        "meet": "MeetingHeld",
        "break": "DealBroken",
        "collapse": "TalksCollapsed",
        "open": "TalksOpened",
        "leave": "PartyWithdrew",
        "join": "PartyJoined",
    }[kind]
    if kind in ("leave", "join"):
        fields["parties"] = by
        return step(name, at, **fields)
    to = "AAP" if by != "AAP" else "INC"
    return step(name, at, to=to, **fields)


@st.composite
def _registrations(draw: st.DrawFn, talks: Talks) -> JsonObject:
    """The pool grows or shrinks, or other spellings are registered."""
    if draw(st.booleans()):
        total = draw(st.sampled_from((60, 70, 80, 100)))
        return {"field": "pools.seats", "was": talks.negotiation.pools["seats"], "now": total}
    registration = talks.negotiation.registration
    stands = msgspec.to_builtins(() if registration is None else registration.seat_names)
    return {"field": "seat_names", "was": stands, "now": [*draw(st.sampled_from(SPELLINGS))]}


@st.composite
def _words(draw: st.DrawFn, said: list[int]) -> JsonObject:
    stances: list[JsonValue] = [draw(st.sampled_from(STANCES))]
    fields: JsonObject = {"stances": stances}
    pointing = draw(st.sampled_from((None, "about", "about", "about", "in_reply_to")))
    if pointing is not None:
        fields[pointing] = draw(st.sampled_from([*said, *said[-3:], *said[-3:]]))
    if pointing != "about" or draw(st.booleans()):
        fields["proposition"] = draw(st.sampled_from(("agreement", "talks", "collapse", "figure")))
    if draw(st.integers(0, 2)) == 2:
        fields["terms"] = draw(_terms())
    return fields


@st.composite
def _lists(draw: st.DrawFn) -> JsonObject:
    kind = draw(st.sampled_from(("candidate_list", "candidate_list", "contest_alone")))
    count: JsonObject = draw(st.sampled_from(({}, {"count": "20"}, {"count": "5.."})))
    names: list[JsonValue] = list(draw(st.sampled_from(LISTS)))
    return {"kind": kind, **count, **draw(st.sampled_from(({}, {"seats": names})))}


@st.composite
def _agreements(draw: st.DrawFn, talks: Talks, kind: str) -> tuple[str, JsonObject]:
    table = talks.negotiation.at_table
    everybody = draw(st.sampled_from((table, table, table[:1])))
    assent: list[JsonValue] = [{"party": each, "by": "joint"} for each in everybody]
    terms = draw(_terms())
    if kind == "amend":
        was = draw(was_agreed(talks.negotiation))
        return "DealAmended", {"now": terms, "assent": assent, **was}
    named: JsonObject = draw(st.sampled_from(({"terms": terms}, {"terms": terms}, {})))
    if kind == "deal":
        return "DealReached", {"assent": assent, **named}
    partial: JsonObject = {"scope": "some seats", "in_principle": True, "assent": assent}
    return "PartialAgreementReached", {**partial, **named}


@st.composite
def _terms(draw: st.DrawFn) -> list[JsonValue]:
    terms: list[JsonValue] = []
    for _ in range(draw(st.sampled_from((1, 2, 2, 3)))):
        whose: JsonObject = draw(st.sampled_from(({}, *({"party": each} for each in PARTIES))))
        issue = draw(st.sampled_from(("seat_count", "seat_count", "constituencies", "rest")))
        names: list[JsonValue] = list(draw(st.sampled_from(LISTS)))
        quantities = ("30", "30", "40", "20", "60", "25..35", "a few", "..40", "10~", "30 of 80")
        quantity = draw(st.sampled_from(quantities))
        if issue == "seat_count":
            terms.append({"issue": issue, "quantity": quantity, **whose})
        elif issue == "constituencies":
            count: JsonObject = draw(st.sampled_from(({}, {"quantity": "2"}, {"quantity": "1..2"})))
            terms.append({"issue": issue, "seats": names, **count, **whose})
        else:
            terms.append({"issue": "friendly_contest", "seats": names, **whose})
    return terms
