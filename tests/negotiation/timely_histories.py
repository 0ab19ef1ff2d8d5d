"""Random legal histories full of dates, appointments and collapses that others speak about.

Histories of every kind hold too few of them to find a fault in the answers about time and people.
"""

from collections.abc import Mapping

from hypothesis import strategies as st

from parley.events.politics import Draft
from parley.negotiation.rules import CURRENT
from tests.negotiation.at_hand import deadlines_in, types_in
from tests.negotiation.drafting import FIELDS, Fields, both, maybe, of, one_of, party
from tests.negotiation.histories import REGISTRATION, evidence, moments
from tests.negotiation.talks import Talks
from tests.negotiation.words import STREAM, closes, opens

__all__ = ["timely_histories"]

WEIGHTS: Mapping[str, int] = {
    "AllianceProposed": 1,
    "DealBroken": 2,
    "DealReached": 2,
    "DeadlineExtended": 2,
    "DeadlineSet": 6,
    "MandateChanged": 3,
    "MeetingHeld": 4,
    "NegotiatorAppointed": 4,
    "TenureChanged": 4,
    "VoteHeld": 4,
    "PartyJoined": 1,
    "PartyWithdrew": 1,
    "StatementMade": 8,
    "TalksCollapsed": 4,
    "TalksResumed": 3,
    "UltimatumIssued": 2,
}


@st.composite
def timely_histories(draw: st.DrawFn) -> Talks:
    """A stream of up to 24 appends after its registration and the opening of talks."""
    talks = Talks(STREAM)
    talks.record(REGISTRATION)
    talks.record(opens("2024-09-01"))
    day = 0
    for _ in range(draw(st.integers(6, 24))):
        day += draw(st.sampled_from((0, 1, 2)))
        talks.record(draw(_steps(talks, day)))
    if draw(st.booleans()):
        talks.record(closes(draw(moments(day))))
    return talks


@st.composite
def _steps(draw: st.DrawFn, talks: Talks, day: int) -> Draft:
    state = talks.negotiation.state
    takes = [
        name
        for name, weight in WEIGHTS.items()
        if state in CURRENT.transitions.sources(name)
        for _ in range(weight)
    ]
    type_name = draw(st.sampled_from(takes))
    fields = (
        _speaking(talks) if type_name == "StatementMade" else FIELDS[type_name](talks.negotiation)
    )
    back = draw(st.sampled_from((0, 0, 0, 2)))
    return Draft(
        stream=STREAM,
        type=type_name,
        fields={
            "occurred": draw(moments(max(0, day - back))),
            "evidence": draw(evidence(day)),
            **draw(fields),
        },
    )


def _speaking(talks: Talks) -> Fields:
    """About the collapse, or about a step that may be one."""
    ends = [version for version, name in types_in(talks.negotiation).items() if name in _ENDING]
    return both(
        of(by=party, stances=st.sampled_from(("confirms", "denies"))),
        st.one_of(
            of(proposition=st.sampled_from(("collapse", "talks"))), of(about=one_of(ends, 2))
        ),
        maybe(of(in_reply_to=one_of(deadlines_in(talks.negotiation)))),
        maybe(of(in_reply_to=one_of(talks.negotiation.left))),
    )


_ENDING = ("TalksCollapsed", "DealBroken", "PartyWithdrew")
