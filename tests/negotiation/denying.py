"""Random denying: reports that come out late or at nobody knows when, and denials of them.

Claims of every kind seldom say when they were published; here nearly all do, in every form that a
date has, so that each delay has bounds on one side, on both, or on none.
"""

from hypothesis import strategies as st

from parley.events.canonical import JsonObject, JsonValue
from tests.negotiation.talks import Talks
from tests.negotiation.words import registers, step

__all__ = ["denying"]

FORMS = (
    *("2024-09-0{}", "2024-09-0{}", "2024-09-0{}T10:00", "2024-09-0{}T10:00~", "2024-09-0{}~"),
    *("../2024-09-0{}", "2024-09-0{}/..", "2024-09-0{}/2024-09-08", "2024-09"),
)
moments: st.SearchStrategy[str] = st.builds(str.format, st.sampled_from(FORMS), st.integers(1, 8))
WORDS = ("claims_agreement", "claims_talks", "leak", "optimistic")


@st.composite
def denying(draw: st.DrawFn) -> Talks:
    """Up to ten reports and denials; what the rules refuse is left out."""
    talks = Talks()
    talks.record(registers())
    for _ in range(draw(st.integers(3, 10))):
        said = sorted(talks.negotiation.left)
        fields: JsonObject = {"by": draw(st.sampled_from(("INC", "AAP", "all")))}
        fields["evidence"] = [*draw(st.lists(_reports(), min_size=1, max_size=2))]
        fields["stances"] = draw(st.sampled_from(WORDS))
        denies = draw(st.integers(0, 2)) > 0
        if said and denies:
            fields |= draw(_pointing(said)) | {"stances": "denies"}
        talks.record(step("StatementMade", draw(moments), **fields))
    return talks


@st.composite
def _reports(draw: st.DrawFn) -> JsonObject:
    when: JsonObject = {"published": draw(moments)} if draw(st.integers(0, 4)) else {}
    return {"attribution": "on_record", "speaker": "Somebody", **when}


@st.composite
def _pointing(draw: st.DrawFn, said: list[int]) -> JsonObject:
    targets: list[JsonValue] = [*said, *said, "negotiation/elsewhere#2"]
    one, other = draw(st.sampled_from(targets)), draw(st.sampled_from(targets))
    return draw(
        st.sampled_from(
            (
                {"about": one},
                {"about": one},
                {"in_reply_to": one, "proposition": "talks"},
                {"about": one, "in_reply_to": other},
                {"proposition": "agreement"},
            )
        )
    )
