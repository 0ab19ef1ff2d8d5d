"""Random listing: offers, demands, claims and lists that name seats for days, and then the deal.

Claims of every kind seldom come to a deal; here each history has one, with something before it to
hold against it, on record and not, and often an amendment after it.
"""

from hypothesis import strategies as st

from parley.events.canonical import JsonObject, JsonValue
from parley.events.politics import Draft
from tests.negotiation.at_hand import offers_in
from tests.negotiation.bargaining import REGISTRATION
from tests.negotiation.drafting import was_agreed
from tests.negotiation.talks import Talks
from tests.negotiation.words import ANONYMOUS, ON_RECORD, accepts, opens, resumes, step

__all__ = ["listing"]

TABLE = ("INC", "AAP", "CPM")
LISTS = (["Jind", "Gulha"], ["Guhla", "Sohna"], ["Jind"], ["Sohna", "Kalka"])
KINDS = (
    *("OfferMade", "OfferMade", "OfferMade", "OfferMade", "DemandMade", "StatementMade"),
    *("UnilateralMoveMade", "PartialAgreementReached", "PartialAgreementReached"),
)
ASSENT: list[JsonValue] = [{"party": each, "by": "joint"} for each in TABLE]


@st.composite
def listing(draw: st.DrawFn) -> Talks:
    """Up to seven lists on eight days, a deal, its amendments, and often another deal."""
    talks = Talks()
    talks.record(REGISTRATION)
    talks.record(opens("2024-08-31"))
    for _ in range(draw(st.integers(2, 7))):
        talks.record(draw(_lists(talks)))
    talks.record(step("DealReached", "2024-09-10", assent=ASSENT, terms=draw(_terms())))
    for _ in range(draw(st.integers(0, 2))):
        was = draw(was_agreed(talks.negotiation))
        amended: JsonObject = {"now": draw(_terms()), **was}
        talks.record(step("DealAmended", "2024-09-11", assent=ASSENT, **amended))
    if draw(st.booleans()):
        fields: JsonObject = {"kind": "candidate_list", "seats": draw(_names())}
        talks.record(step("UnilateralMoveMade", "2024-09-11", by="AAP", **fields))
        talks.record(step("DealBroken", "2024-09-11", by="AAP"))
        talks.record(resumes("2024-09-11"))
        talks.record(step("DealReached", "2024-09-12", assent=ASSENT, terms=draw(_terms())))
    return talks


@st.composite
def _lists(draw: st.DrawFn, talks: Talks) -> Draft:
    name = draw(st.sampled_from(KINDS))
    by = draw(st.sampled_from(("INC", "INC", "AAP")))
    evidence = draw(st.sampled_from((ON_RECORD, ANONYMOUS)))
    offered = sorted(offers_in(talks.negotiation))
    accepted = draw(st.integers(0, 3)) == 3
    if offered and accepted:
        receiver = offers_in(talks.negotiation)[offered[-1]][0].to
        return accepts(offered[-1], "2024-09-08", by=receiver)
    fields: JsonObject = {"by": by, "evidence": evidence}
    if name == "UnilateralMoveMade":
        fields |= {"kind": "candidate_list", "seats": draw(_names())}
        fields |= draw(st.sampled_from(({}, {"by": ["INC", "AAP"]})))
    else:
        fields |= {"to": "AAP" if by == "INC" else "INC", "terms": draw(_terms())}
    if name == "PartialAgreementReached":
        fields |= {"scope": "some seats", "assent": draw(st.sampled_from((ASSENT, ASSENT[:1])))}
    if name == "StatementMade":
        fields["stances"] = "leak"
    return step(name, f"2024-09-0{draw(st.integers(1, 8))}", **fields)


@st.composite
def _terms(draw: st.DrawFn) -> list[JsonValue]:
    return [*draw(st.lists(_term(), min_size=1, max_size=3))]


@st.composite
def _term(draw: st.DrawFn) -> JsonObject:
    whose: JsonObject = {"party": draw(st.sampled_from(("INC", "AAP", "AAP")))}
    if draw(st.booleans()):
        return {"issue": "constituencies", "seats": draw(_names()), **whose}
    quantity = draw(st.sampled_from(("2", "3..5", "6", "..4", "a few")))
    return {"issue": "seat_count", "quantity": quantity, **whose}


def _names() -> st.SearchStrategy[list[JsonValue]]:
    return st.sampled_from(LISTS).map(lambda names: [*names])
