"""Random rivals: negotiations of one contest in which talks open and end, some of them exclusive.

Histories of every kind stay in one state for long; here nearly every step opens or ends something,
on the same few days, so that talks are open at once, one after the other, and at nobody knows when.
"""

from hypothesis import strategies as st

from parley.events.canonical import JsonObject, JsonValue
from parley.events.politics import Draft
from tests.negotiation.talks import Talks
from tests.negotiation.words import ANONYMOUS, registers, step

__all__ = ["RIVALS", "rivals"]

RIVALS = ("negotiation/one", "negotiation/other", "negotiation/third")
FORMS = (
    *("2024-09-0{}", "2024-09-0{}", "2024-09-0{}T10:00", "2024-09-0{}~"),
    *("../2024-09-0{}", "2024-09-0{}/2024-09-08", "2024-09-0{}/.."),
)
KINDS = (
    *("AllianceProposed", "TalksOpened", "TalksCollapsed", "TalksCollapsed", "TalksCollapsed"),
    *("TalksResumed", "TalksResumed", "TalksResumed", "TalksSuspended", "MeetingHeld"),
    *("PartialAgreementReached", "DealReached", "DealReached", "DealRatified", "DealBroken"),
    *("PartyWithdrew", "PartyJoined", "NegotiationClosed"),
)
ACTS = (None, None, "a-package", "a-walk")
BODIES = ("a council", "a board")


@st.composite
def rivals(draw: st.DrawFn) -> list[Talks]:
    """Two negotiations or three, in the order of RIVALS, of up to nine steps each."""
    found: list[Talks] = []
    for name in RIVALS[: draw(st.integers(2, 3))]:
        talks = Talks()
        others = st.lists(st.sampled_from([each for each in RIVALS if each != name]), max_size=2)
        exclusive: list[JsonValue] = [*draw(others)]
        seated = draw(st.sampled_from((["INC", "AAP"], ["AAP", "INC", "CPM"], ["CPM", "BJP"])))
        table: list[JsonValue] = [*seated]
        talks.record(registers(at_table=table, exclusive_with=exclusive))
        proposed = draw(st.booleans())
        if proposed:
            talks.record(step("AllianceProposed", "2024-09-01", by=seated[0], to=[*seated[1:]]))
        opened = draw(st.integers(1, 7 if proposed else 4))
        talks.record(step("TalksOpened", f"2024-09-0{opened}", by=[*seated]))
        for _ in range(draw(st.integers(0, 8))):
            talks.record(draw(_steps(talks)))
        if draw(st.booleans()):
            joint: list[JsonValue] = [
                {"party": each, "by": "joint"} for each in talks.negotiation.at_table
            ]
            talks.record(step("DealReached", "2024-09-06", by="all", assent=joint))
        found.append(talks)
    return found


@st.composite
def _steps(draw: st.DrawFn, talks: Talks) -> Draft:
    name = draw(st.sampled_from(KINDS))
    at = draw(st.sampled_from(FORMS)).format(draw(st.integers(1, 5)))
    table = talks.negotiation.at_table
    by, to = (*table, "INC", "AAP")[:2]
    assent: list[JsonValue] = [{"party": each, "by": "joint"} for each in table]
    fields: JsonObject = {"by": by, "to": to, "act": draw(st.sampled_from(ACTS))}
    if name in ("PartyWithdrew", "PartyJoined"):
        fields["parties"] = draw(st.sampled_from(("INC", "AAP", "CPM", "BJP")))
    elif name == "PartialAgreementReached":
        fields |= {"scope": "some seats", "in_principle": draw(st.booleans())}
        fields["assent"] = draw(st.sampled_from((assent, assent, assent[:1])))
        fields |= draw(st.sampled_from(({}, {}, {"evidence": ANONYMOUS})))
    elif name == "DealReached":
        bodies: list[JsonValue] = [{"party": by, "body": each} for each in BODIES]
        fields["assent"] = assent
        fields["subject_to"] = draw(st.sampled_from(([], bodies[:1], bodies)))
    elif name == "DealRatified":
        outcome = draw(st.sampled_from(("approved", "approved", "rejected")))
        fields |= {"party": by, "body": draw(st.sampled_from(BODIES)), "outcome": outcome}
    elif name == "NegotiationClosed":
        fields["reason"] = "poll"
    return step(name, at, **fields)
