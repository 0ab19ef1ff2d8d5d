"""A story is chosen facts: about five sentences, each of what its facts say, and no more."""

import re

import pytest
from hypothesis import given as for_all
from hypothesis import settings

from parley.answers.sentences.story import beat_said, headline_said
from parley.events.canonical import JsonValue
from parley.events.politics import Draft
from parley.negotiation.views.seen import Seen
from parley.negotiation.views.told.story import SENTENCES_MAX, Beat, Story, story
from parley.negotiation.views.told.told import told
from tests.negotiation.drawn import drawn
from tests.negotiation.given import given
from tests.negotiation.histories import histories
from tests.negotiation.talks import Talks
from tests.negotiation.words import (
    ANONYMOUS,
    closes,
    collapses,
    deal,
    demands,
    offers,
    opens,
    proposes,
    registers,
    resumes,
    says,
    seats,
    step,
)

CLOSED = {
    "deal_reached": {"deal"},
    "collapsed": {"deal_ended", "no_deal", "no_other_deal", "came_to_nothing"},
    "talks_underway": {"underway", "reported"},
    "proposed": {"proposed", "no_talks"},
    None: {"no_talks"},
}
AT_THE_CLOSE = {
    "talks_underway": {"closed", "reported"},
    "proposed": {"came_to_nothing", "no_talks"},
}


def of(*recorded: Draft) -> Story:
    return story(given(*recorded).talks.seen())


def sentences(told_so: Story) -> dict[str, str]:
    known: set[str] = set()
    return {each.kind: beat_said(each, known, synthetic=False) for each in told_so.beats}


def headline(told_so: Story) -> str:
    return headline_said(told_so, synthetic=False)


@settings(max_examples=60, deadline=None)
@for_all(drawn(histories))
def test_a_story_says_what_its_facts_say(talks: Talks) -> None:
    seen = talks.seen()
    found = story(seen)
    facts = told(seen)
    assert len(found.beats) <= SENTENCES_MAX
    once = [id(fact) for beat in found.beats for fact in beat.facts if beat.kind != "course"]
    assert len(once) == len(set(once))
    assert all(fact in facts for beat in found.beats for fact in beat.facts)
    if seen.steps:
        last = seen.steps[-1]
        closed = AT_THE_CLOSE.get(last.state or "") if "closed" in last.flags else None
        assert found.outcome in (closed or CLOSED[last.state])
    for beat in found.beats:
        if beat.kind in ("on_record", "unnamed"):
            assert all(
                recorded(seen, fact.step) is (beat.kind == "on_record") for fact in beat.facts
            )
        said = beat_said(beat, set(), synthetic=False)
        assert said.strip(" .") == said
        assert not re.search(r"None|  |\ue000|[{}]", said), said
        figures = set(map(int, re.findall(r"(?<![\dv:.–-])(\d+) of \d+ seats", said)))
        assert figures <= numbers(beat)


def recorded(seen: Seen, version: int) -> bool:
    return seen.by_version[version].attribution_class == "on_record"


def numbers(beat: Beat) -> set[int]:
    """Every figure that the facts of a sentence have."""
    found: set[int] = set()
    for fact in beat.facts:
        for thing in fact.things:
            quantity = thing.quantity
            if quantity is not None:
                given = (quantity.value, quantity.low, quantity.high)
                found |= {each for each in given if isinstance(each, int)}
    return found


def test_figures_of_one_side_are_one_movement_and_those_of_unnamed_sources_stand_apart() -> None:
    found = of(
        opens(),
        offers("4", at="2024-09-03"),
        offers("5", at="2024-09-05"),
        demands("9", at="2024-09-04", evidence=ANONYMOUS),
        collapses(at="2024-09-10", by="AAP"),
    )
    said = sentences(found)
    assert "offered" in said["on_record"]
    assert re.search(
        r"4 of 90 seats on 3 Sep 2024, then 5 on 5 Sep 2024; nothing on record had ended it",
        said["on_record"],
    )
    assert said["unnamed"].startswith("According to unnamed sources, AAP asked INC for 9")
    assert headline(found).endswith(": talks ended without a deal")


def test_a_party_is_named_in_full_once() -> None:
    found = of(opens(), offers("4"), collapses(by="AAP"))
    text = ". ".join(sentences(found).values())
    assert text.count("Aam Aadmi Party (AAP)") == 1
    assert text.index("Aam Aadmi Party (AAP)") < text.index("AAP declared")


def test_many_figures_are_told_by_the_first_and_the_last() -> None:
    days = [f"2024-09-{day:02}" for day in range(1, 10)]
    found = of(opens("2024-08-20"), *(offers(str(n + 1), at=day) for n, day in enumerate(days)))
    said = sentences(found)["on_record"]
    assert "1 of 90 seats on 1 Sep 2024, then 6 more, then 8 on 8 Sep 2024, then 9 on" in said


@pytest.mark.parametrize(
    ("recorded_so", "outcome"),
    [
        ((), "nothing_recorded"),
        ((proposes(),), "proposed"),
        ((opens(),), "underway"),
        ((proposes(), collapses(at="2024-09-08")), "came_to_nothing"),
        ((opens(), deal(at="2024-09-06", terms=seats("5", party="AAP"))), "deal"),
        (
            (opens(), deal(at="2024-09-06"), step("DealBroken", "2024-09-08", by="AAP")),
            "deal_ended",
        ),
    ],
)
def test_the_headline_claims_the_outcome_and_no_more(
    recorded_so: tuple[Draft, ...], outcome: str
) -> None:
    assert of(*recorded_so).outcome == outcome


TABLE = registers(at_table=["INC", "AAP"])


def told_of(*recorded: Draft) -> Story:
    return story(given(*recorded, registration=TABLE).talks.seen())


def test_who_joins_is_in_the_course_and_in_the_headline() -> None:
    found = told_of(opens(), step("PartyJoined", "2024-09-20", by="CPM", parties=["CPM"]))
    assert "came to the table on 20 Sep 2024" in sentences(found)["course"]
    assert [each.name for each in found.parties] == ["INC", "AAP", "CPM"]


def test_who_left_a_deal_that_stands_is_in_the_headline() -> None:
    joined = step("PartyJoined", "2024-09-03", by="CPM", parties=["CPM"])
    left = step("PartyWithdrew", "2024-09-20", by="CPM", parties=["CPM"])
    three: list[JsonValue] = [{"party": each, "by": "joint"} for each in ("INC", "AAP", "CPM")]
    found = told_of(opens(), joined, deal("2024-09-06", assent=three), left)
    assert found.outcome == "deal"
    assert headline(found).endswith(" reached a deal; CPM left it later")
    course = sentences(found)["course"]
    assert course.index("reached a deal") < course.index("left the table on 20 Sep 2024")


def test_a_veto_is_told_with_the_concession_that_met_it() -> None:
    veto = demands("", kind="veto", terms={"issue": "person_veto", "words": "Bob in the cabinet"})
    met = step("ConcessionMade", "2024-09-08", by="INC", in_reply_to=3, words="Bob")
    found = told_of(opens(), veto, met)
    assert "Bob in the cabinet" in sentences(found)["conditions"]
    assert "INC gave way" in sentences(found)["conditions"] + sentences(found)["done"]


def test_talks_that_never_opened_have_a_story_all_the_same() -> None:
    found = told_of(
        says("claims_agreement", "2024-09-02", to="AAP", text="They are sworn in together."),
        says("pessimistic", "2024-09-05", text="The government has resigned."),
    )
    assert found.outcome == "no_talks"
    said = sentences(found)
    assert "They are sworn in together" in said["claimed"]
    assert "The government has resigned" in said["done"]


def test_talks_that_the_close_found_going_on_are_not_under_way() -> None:
    found = told_of(opens(), closes("2024-10-05", reason="tolerated"))
    assert found.outcome == "closed"
    assert "the negotiation was closed on 5 Oct 2024" in sentences(found)["course"]


def moves(at: str, by: str, **more: JsonValue) -> Draft:
    return step("UnilateralMoveMade", at, by=by, kind="candidate_list", **more)


def test_what_was_done_after_the_end_is_no_part_of_how_it_ended() -> None:
    found = of(
        opens(),
        moves("2024-09-07", "AAP"),
        collapses(at="2024-09-10", by="AAP"),
        moves("2024-09-12", "INC"),
    )
    (beat,) = [each for each in found.beats if each.kind == "moves"]
    assert [fact.step for fact in beat.facts] == [3]


def test_each_run_is_told_with_who_was_in_it_and_how_it_ended() -> None:
    found = of(
        opens("2024-09-01"),
        collapses("2024-09-03", by="AAP"),
        resumes("2024-09-04", by=["INC", "AAP"]),
        step("TalksSuspended", "2024-09-05", by="INC"),
        collapses("2024-09-08", by="INC"),
        closes(),
    )
    said = sentences(found)["course"]
    first = "were in talks from 1 Sep 2024; AAP declared them over without a deal on 3 Sep 2024"
    last = "in talks from 4 Sep 2024; INC suspended the talks on 5 Sep 2024, A spokesperson said; "
    assert first in said and last in said
    assert said.index(first) < said.index(last) < said.index("INC declared the talks over")
    assert "the negotiation was closed on 5 Oct 2024" in said


def test_an_offer_on_record_is_told_with_what_became_of_it() -> None:
    no = step("OfferRejected", "2024-09-04", by="AAP", rejected=3)
    assert sentences(of(opens(), offers(), no))["on_record"] == (
        "On record, INC offered AAP 5 of 90 seats on 3 Sep 2024; AAP refused it on 4 Sep 2024 (v4)"
    )


def test_the_lists_of_one_side_are_one_clause() -> None:
    lists = [moves("2024-09-07", "AAP", count="20"), moves("2024-09-08", "AAP", count="9")]
    found = of(opens(), *lists, collapses("2024-09-10", by="AAP"))
    assert sentences(found)["moves"] == (
        "AAP put out lists of candidates, A spokesperson said: 20 on 7 Sep 2024 and 9 on 8 Sep 2024"
    )
