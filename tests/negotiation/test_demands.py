"""What became of demands and conditions: met, refused, denied, and by whom (DOMAIN §4)."""

import pytest

from parley.events.canonical import JsonObject, JsonValue
from parley.events.politics import Draft
from parley.negotiation.views import conditions, proposals, threads
from tests.negotiation.given import changes_of, given
from tests.negotiation.talks import Talks
from tests.negotiation.words import (
    ANONYMOUS,
    JOINTLY,
    collapses,
    deal,
    demands,
    offers,
    opens,
    registers,
    says,
    seats,
    step,
)

TERMS: JsonObject = {"issue": "leader_face", "words": "half the term each"}


def became(talks: Talks, as_of: str | None = None) -> list[tuple[int, str, str, int | None]]:
    return [
        (each.version, each.to[0], each.status, each.ended_by)
        for each in proposals.demands(talks.seen(as_of))
    ]


def agrees(*terms: JsonValue, at: str = "2024-09-06") -> Draft:
    return deal(at, terms=list(terms))


def test_a_concession_in_reply_by_who_was_asked_meets_a_demand() -> None:
    veto = step(
        "DemandMade",
        "2024-09-03",
        by="AAP",
        to="INC",
        kind="veto",
        terms={"issue": "person_veto", "words": "Bob in the cabinet"},
    )
    yields = step(
        "ConcessionMade", "2024-09-04", by="INC", to="AAP", in_reply_to=3, words="he goes"
    )
    talks = given(opens(), veto, yields, collapses("2024-09-06")).talks
    assert became(talks) == [(3, "INC", "met", 4)]
    (thread,) = threads.threads(talks.seen())
    assert [(move.kind, move.version) for move in thread.moves] == [("demand", 3), ("met", 4)]
    own = step("ConcessionMade", "2024-09-04", by="AAP", in_reply_to=3, words="less would do")
    assert became(given(opens(), veto, own).talks) == [(3, "INC", "open", None)]


def test_a_negotiator_replaced_in_reply_meets_a_demand() -> None:
    goes = step(
        "NegotiatorAppointed",
        "2024-09-04",
        by="INC",
        person="Ann",
        role="negotiator",
        principal="INC",
        replaces="Bob",
        in_reply_to=3,
    )
    talks = given(opens(), demands(terms=TERMS), goes).talks
    assert became(talks) == [(3, "INC", "met", 4)]


@pytest.mark.parametrize(
    ("asked", "given_", "word"),
    [
        (seats("10"), [seats("10", party="AAP")], "met"),
        (seats("5..7"), [seats("6", party="AAP")], "met"),
        (seats("10"), [seats("7", party="AAP")], "lapsed"),
        (seats("10"), [seats("10", party="INC")], "lapsed"),
        (
            seats("2"),
            [{"issue": "constituencies", "party": "AAP", "seats": ["Jind", "Kalayat"]}],
            "met",
        ),
        (
            {"issue": "constituencies", "seats": ["Jind"]},
            [{"issue": "constituencies", "party": "AAP", "seats": ["JIND", "Kalayat"]}],
            "met",
        ),
        (
            {"issue": "constituencies", "seats": ["Jind", "Pehowa"]},
            [{"issue": "constituencies", "party": "AAP", "seats": ["Jind", "Kalayat"]}],
            "lapsed",
        ),
        (TERMS, [{"issue": "leader_face", "words": "Half the  term each"}], "met"),
        (TERMS, [{"issue": "leader_face", "words": "Ann throughout"}], "lapsed"),
        (seats("6", words="with Jind"), [seats("6", party="AAP")], "lapsed"),
        (
            seats("3"),
            [
                {
                    "issue": "seat_count",
                    "party": "AAP",
                    "quantity": {"kind": "exact", "value": 5, "of": 15},
                }
            ],
            "lapsed",
        ),
    ],
)
def test_a_deal_meets_the_demands_that_it_grants(
    asked: JsonObject, given_: list[JsonValue], word: str
) -> None:
    talks = given(opens(), demands(terms=asked), agrees(*given_)).talks
    assert became(talks) == [(3, "INC", word, 4)]


def test_an_amendment_meets_what_it_grants_and_a_later_deal_what_had_lapsed() -> None:
    more = step(
        "DealAmended", "2024-09-07", by=["INC", "AAP"], now=seats("8", party="AAP"), assent=JOINTLY
    )
    talks = given(opens(), demands("8"), agrees(), more).talks
    assert became(talks, "2024-09-06") == [(3, "INC", "lapsed", 4)]
    assert became(talks) == [(3, "INC", "met", 5)]


@pytest.mark.parametrize(
    ("stance", "word"), [("rebuffs", "rejected"), ("rules_out", "rejected"), ("denies", "denied")]
)
def test_what_was_refused_or_denied_on_record_did_not_stand_until_the_end(
    stance: str, word: str
) -> None:
    said = says(stance, "2024-09-05", by="INC", in_reply_to=3, proposition="words")
    before = given(opens(), demands(terms=TERMS))
    talks = given(opens(), demands(terms=TERMS), said, collapses("2024-09-06")).talks
    assert became(talks) == [(3, "INC", word, 4)]
    (judged,) = before.when(said).verdict.judged
    assert f"the demand of v3 is {'denied' if word == 'denied' else 'refused'}" in changes_of(
        judged
    )


@pytest.mark.parametrize("by", [{"by": "AAP"}, {"by": "INC", "evidence": ANONYMOUS}])
def test_a_word_of_ones_own_or_of_nobody_refuses_nothing(by: JsonObject) -> None:
    said = says("rebuffs", "2024-09-05", in_reply_to=3, **by)
    talks = given(opens(), demands(terms=TERMS), said, collapses("2024-09-06")).talks
    assert became(talks) == [(3, "INC", "lapsed", 5)]


def test_of_several_who_were_asked_each_answers_for_itself() -> None:
    of_three = registers(at_table=["INC", "AAP", "CPM"])
    asks = demands(terms=TERMS, to=["INC", "CPM"])
    refuses = says("rebuffs", "2024-09-05", by="CPM", in_reply_to=3)
    talks = given(opens(), asks, refuses, registration=of_three).talks
    assert became(talks) == [(3, "INC", "open", None), (3, "CPM", "rejected", 4)]
    words = {each.to[0]: each.others for each in proposals.demands(talks.seen())}
    assert [(each.party, each.word, each.version) for each in words["INC"]] == [
        ("CPM", "rejected", 4)
    ]
    assert words["CPM"] == ()


def test_of_an_offer_to_several_it_is_said_who_refused_it_and_who_has_not_answered() -> None:
    of_three = registers(at_table=["INC", "AAP", "CPM"])
    refuses = step("OfferRejected", "2024-09-05", by="AAP", rejected=3)
    talks = given(opens(), offers(to=["AAP", "CPM"]), refuses, registration=of_three).talks
    (aap, cpm) = proposals.offers(talks.seen())
    assert (aap.status, cpm.status) == ("rejected", "open")
    assert [(each.party, each.word, each.version) for each in cpm.others] == [
        ("AAP", "rejected", 4)
    ]
    assert aap.others == ()


def test_a_condition_is_met_by_a_concession_in_reply_and_refused_on_record() -> None:
    sets = step("ConditionSet", "2024-09-03", by="AAP", condition="in writing")
    yields = step("ConcessionMade", "2024-09-04", by="INC", in_reply_to=3, words="it is written")
    (item,) = conditions.conditions(given(opens(), sets, yields).talks.seen())
    assert (item.status, item.ended_by) == ("met", 4)
    says_no = says("rebuffs", "2024-09-04", by="INC", in_reply_to=3)
    (item,) = conditions.conditions(given(opens(), sets, says_no).talks.seen())
    assert (item.status, item.ended_by) == ("refused", 4)
    (item,) = conditions.conditions(
        given(opens(), sets, says("rebuffs", "2024-09-04", by="AAP", in_reply_to=3)).talks.seen()
    )
    assert item.status == "open"


def test_an_offer_that_was_taken_back_is_not_said_to_be_superseded() -> None:
    back = step("OfferWithdrawn", "2024-09-04", by="INC", offer=3)
    (judged,) = given(opens(), offers(), back).when(offers("7", "2024-09-05")).verdict.judged
    assert not [line for line in changes_of(judged) if "superseded" in line]
    (judged,) = given(opens(), offers()).when(offers("7", "2024-09-05")).verdict.judged
    assert "the offer of v3 is superseded" in changes_of(judged)
