"""Random bargaining: a few days on which two or three parties name figures for the same few things.

Histories of every kind of step seldom name two figures for one thing; here nearly every step does,
so that gaps, conflicts and threads have something to be wrong about.
"""

from hypothesis import strategies as st

from parley.events.canonical import JsonObject, JsonValue
from parley.events.politics import Draft
from tests.negotiation.at_hand import demands_in, offers_in
from tests.negotiation.talks import SECOND, Talks
from tests.negotiation.words import registers, retracts, step

__all__ = ["bargaining", "moments"]

FIRST = 1_725_129_000 * SECOND
"""The first of September 2024 in Kolkata, as it begins."""
DAYS = ("2024-09-01", "2024-09-02", "2024-09-02")
HOURS = ("", "T09:00", "T15:00", "T15:00~")
QUANTITIES = ("3", "5", "5", "7", "10", "3..5", "5..7", "8..12", "6..", "..4", "6~", "a few")
UNITS: tuple[JsonObject, ...] = (
    {"kind": "exact", "value": 5, "unit": "seats"},
    {"kind": "exact", "value": 5, "unit": "posts"},
    {
        "kind": "unquantified",
        "verbatim": "single digit",
        "reads_as": {"kind": "range", "low": 1, "high": 9},
    },
)
LISTS = (["Jind", "Gulha"], ["Guhla", "Jind"], ["Jind", "Pundri"], ["Sohna", "Jind"], ["Jind"])
EVIDENCE: tuple[JsonObject, ...] = (
    {"attribution": "on_record", "speaker": "Somebody", "outlet": "A paper", "origin": "Agency"},
    {"attribution": "on_record", "speaker": "Somebody", "outlet": "B paper", "origin": "Agency"},
    {"attribution": "on_record", "speaker": "Somebody", "outlet": "C paper"},
    {"attribution": "party_statement", "side": "AAP"},
    {"attribution": "anonymous", "source_as_described": "insiders", "outlet": "C paper"},
)
REGISTRATION = registers(
    at_table=["INC", "AAP", "CPM"], seat_names=[{"seat": "Gulha", "aliases": ["Guhla"]}]
)

moments = st.integers(0, 5 * 24).map(lambda hours: FIRST + hours * 3_600 * SECOND)


@st.composite
def bargaining(draw: st.DrawFn) -> Talks:
    """Up to 16 steps in three days; what the rules refuse is left out."""
    talks = Talks()
    talks.record(REGISTRATION)
    for _ in range(draw(st.integers(6, 16))):
        talks.record(draw(_steps(talks)))
    return talks


@st.composite
def _steps(draw: st.DrawFn, talks: Talks) -> Draft:
    now = talks.negotiation
    said, offered, demanded = sorted(now.left), sorted(offers_in(now)), sorted(demands_in(now))
    kinds = ["offer"] * 6 + ["demand"] * 5 + ["say"] * 3 + ["partial", "deal", "retract"]
    kinds += ["withdraw", "reject", "accept"] if offered else []
    kinds += ["concede", "concede"] if demanded else []
    kind = draw(st.sampled_from(kinds))
    if kind == "retract":
        return retracts(draw(st.sampled_from(said)))
    fields: JsonObject = {"evidence": draw(_evidence())}
    pointing = draw(st.sampled_from((None, None, "in_reply_to", "supersedes")))
    if pointing is not None and (offered or demanded):
        fields[pointing] = draw(st.sampled_from(offered + demanded))
    at = draw(st.sampled_from(DAYS)) + draw(st.sampled_from(HOURS))
    if kind == "offer":
        joint = (["INC", "CPM"], ["CPM", "INC"])
        fields |= {"by": draw(st.sampled_from(("INC",) * 3 + joint))}
        fields |= draw(st.sampled_from(({"to": "AAP"}, {"to": "AAP"}, {})))
        fields |= {"terms": draw(_terms()), "in_addition": draw(st.integers(0, 3)) == 3}
        fields |= draw(st.sampled_from(({}, {}, {"expires": "2024-09-03"})))
        return step("OfferMade", at, **fields)
    if kind == "demand":
        kinds_of = st.sampled_from(("demand",) * 4 + ("precondition", "veto"))
        fields |= {"by": "AAP", "terms": draw(_terms()), "kind": draw(kinds_of)}
        fields |= draw(st.sampled_from(({"to": "INC"}, {"to": "INC"}, {})))
        return step("DemandMade", at, **fields)
    if kind == "say":
        stance = draw(st.sampled_from(("leak", "insists", "claims_agreement")))
        by = draw(st.sampled_from(("INC", "AAP")))
        return step("StatementMade", at, by=by, stances=stance, terms=draw(_terms()), **fields)
    if kind in ("partial", "deal"):
        everybody = draw(st.sampled_from((now.at_table, now.at_table, now.at_table[:1])))
        assent: list[JsonValue] = [{"party": each, "by": "joint"} for each in everybody]
        fields |= {"by": ["INC", "AAP"], "assent": assent, "terms": draw(_terms())}
        if kind == "deal":
            return step("DealReached", at, **fields)
        return step("PartialAgreementReached", at, scope="some seats", in_principle=True, **fields)
    return _word(kind, at, fields, draw(st.sampled_from(offered or demanded)), demanded)


def _word(kind: str, at: str, fields: JsonObject, target: int, demanded: list[int]) -> Draft:
    if kind == "withdraw":
        return step("OfferWithdrawn", at, by="INC", offer=target, **fields)
    if kind == "reject":
        return step("OfferRejected", at, by="AAP", rejected=target, **fields)
    if kind == "accept":
        return step("OfferAccepted", at, by="AAP", offer=target, **fields)
    return step("ConcessionMade", at, by="AAP", dropped=demanded[-1], **fields)


@st.composite
def _terms(draw: st.DrawFn) -> list[JsonValue]:
    terms: list[JsonValue] = []
    for _ in range(draw(st.sampled_from((1, 1, 1, 2)))):
        party: JsonObject = draw(st.sampled_from(({}, {"party": "AAP"}, {"party": "AAP"})))
        if draw(st.booleans()):
            names: list[JsonValue] = list(draw(st.sampled_from(LISTS)))
            terms.append({"issue": "constituencies", "seats": names, **party})
        else:
            quantities: tuple[JsonValue, ...] = (*QUANTITIES, *UNITS)
            quantity = draw(st.sampled_from(quantities))
            terms.append({"issue": "seat_count", "quantity": quantity, **party})
    return terms


@st.composite
def _evidence(draw: st.DrawFn) -> list[JsonValue]:
    found: list[JsonValue] = []
    for _ in range(draw(st.sampled_from((1, 1, 2)))):
        published = draw(st.sampled_from((None, *DAYS, "2024-09-02T10:00", "2024-09")))
        when: JsonObject = {} if published is None else {"published": published}
        found.append({**draw(st.sampled_from(EVIDENCE)), **when})
    return found
