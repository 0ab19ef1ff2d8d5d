"""Whether the state is contested is what a slow reading of the steps alone makes of it."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.events.canonical import JsonObject, JsonValue
from parley.events.politics import Draft
from parley.negotiation.registration import NegotiationRegistered
from parley.negotiation.steps import (
    DealReached,
    StatementMade,
    TalksCollapsed,
    TalksOpened,
    TalksResumed,
    UnilateralMoveMade,
)
from tests.negotiation.drawn import drawn
from tests.negotiation.reference_answers import Told, stands
from tests.negotiation.talks import Talks
from tests.negotiation.test_views_properties import told
from tests.negotiation.words import ANONYMOUS, JOINTLY, ON_RECORD, registers, step

quick = settings(max_examples=60, deadline=None)
STANCES = ("denies", "denies", "confirms", "claims_talks", "claims_agreement", "claims_agreement")


@st.composite
def disputing(draw: st.DrawFn) -> Talks:
    """Up to ten steps of two parties about where their talks stand."""
    talks = Talks()
    talks.record(registers())
    for _ in range(draw(st.integers(3, 10))):
        talks.record(draw(_steps(sorted(talks.negotiation.left))))
    return talks


@st.composite
def _steps(draw: st.DrawFn, said: list[int]) -> Draft:
    kind = draw(st.sampled_from(("say",) * 6 + ("open", "deal", "collapse", "resume", "alone")))
    kind = draw(st.sampled_from((kind, kind, kind, "demand")))
    at = f"2024-09-0{draw(st.integers(1, 3))}"
    by = draw(st.sampled_from(("INC", "AAP")))
    fields: JsonObject = {"by": by, "evidence": draw(st.sampled_from((ON_RECORD, ANONYMOUS)))}
    both: JsonObject = {"by": ["INC", "AAP"]}
    match kind:
        case "open":
            return step("TalksOpened", at, by=by)
        case "deal":
            return step("DealReached", at, assent=JOINTLY, **both)
        case "collapse":
            return step("TalksCollapsed", at, by=by)
        case "resume":
            return step("TalksResumed", at, by=by)
        case "alone":
            return step("UnilateralMoveMade", at, kind="contest_alone", **fields)
        case "demand":
            words: JsonValue = [{"issue": "programme", "words": "a paper"}]
            return step("DemandMade", at, by=by, terms=words)
    stance = draw(st.sampled_from(STANCES))
    pointer = draw(st.sampled_from(("about", "in_reply_to", None)))
    if pointer is not None:
        fields[pointer] = draw(st.sampled_from(said))
    if draw(st.booleans()) or pointer != "about":
        fields["proposition"] = draw(st.sampled_from(("talks", "agreement", "collapse")))
    if draw(st.integers(0, 3)) == 0:
        fields["issue"] = "programme"
    return step("StatementMade", at, stances=stance, **fields)


def contested_after(registration: NegotiationRegistered, steps: Sequence[Told]) -> bool:
    """Whether, after the last of some steps, somebody's last word since differs from the state that
    another one's word made or has, or the words of two cannot both be so."""
    states = [stands(registration, steps[:count]).state for count in range(len(steps) + 1)]
    began = max((n for n in range(len(steps)) if states[n] != states[n + 1]), default=0)
    state = states[-1]
    words: dict[str, str] = {}
    setting: set[str] = set()
    for place in range(began, len(steps)):
        each = steps[place]
        if place == began and states[place] != states[place + 1]:
            setting = set(each.step.by) if each.written_class == "on_record" else set()
        if isinstance(each.step, DealReached):
            words |= {"INC": "agreement", "AAP": "agreement"}
        elif each.written_class == "on_record":
            word = _word(steps, place)
            words |= dict.fromkeys(each.step.by, word) if word else {}
    wrong = {
        None: set(),
        "proposed": {"talks", "agreement", "collapse"},
        "talks_underway": {"agreement", "collapse", "not talks"},
        "deal_reached": {"talks", "collapse", "not agreement"},
        "collapsed": {"talks", "agreement", "not collapse"},
    }[state]
    held = set(words.values())
    clash = any(
        f"not {each}" in held and each in held for each in ("talks", "agreement", "collapse")
    )
    clash = clash or ("agreement" in held and bool({"not talks", "collapse"} & held))
    setting |= {party for party, word in words.items() if word not in wrong}
    against = any(word in wrong and setting != {party} for party, word in words.items())
    return against or clash or ({"talks", "collapse"} <= held)


def _word(steps: Sequence[Told], place: int) -> str | None:
    given_ = steps[place].step
    if isinstance(given_, TalksOpened | TalksResumed):
        return "talks"
    if isinstance(given_, TalksCollapsed | UnilateralMoveMade):
        return "collapse"
    if not isinstance(given_, StatementMade):
        return None
    if "claims_talks" in given_.stances:
        return "talks"
    if _of_a_part(steps, place):
        return None
    if "claims_agreement" in given_.stances:
        return "agreement"
    of = given_.proposition or _spoken_of(steps, given_.about)
    if of is None:
        return None
    return f"not {of}" if "denies" in given_.stances else of


def _of_a_part(steps: Sequence[Told], place: int) -> bool:
    given_ = steps[place].step
    if getattr(given_, "issue", None) is not None:
        return True
    for other, each in enumerate(steps[:place]):
        if each.version in (given_.about, given_.in_reply_to):
            demand = type(each.step).__name__ == "DemandMade"
            part = isinstance(each.step, StatementMade) and _of_a_part(steps, other)
            if demand or part:
                return True
    return False


def _spoken_of(steps: Sequence[Told], pointer: object) -> str | None:
    for each in steps:
        if each.version != pointer:
            continue
        stances = getattr(each.step, "stances", ())
        if "claims_talks" in stances or isinstance(each.step, TalksOpened | TalksResumed):
            return "talks"
        if "claims_agreement" in stances or isinstance(each.step, DealReached):
            return "agreement"
        return "collapse" if isinstance(each.step, TalksCollapsed) else None
    return None


@quick
@given(drawn(disputing))
def test_it_is_contested_where_the_slow_reading_has_it(talks: Talks) -> None:
    contested_as_read(talks)


def contested_as_read(talks: Talks) -> None:
    account = talks.account()
    assert isinstance(account.registration, NegotiationRegistered)
    steps = told(account.steps)
    shown = ["contested" in row.flags for row in talks.seen().steps]
    assert shown == [
        contested_after(account.registration, steps[: count + 1]) for count in range(len(steps))
    ]


@pytest.mark.slow
@settings(max_examples=600, deadline=None)
@given(disputing())
def test_the_same_at_length(talks: Talks) -> None:
    contested_as_read(talks)
