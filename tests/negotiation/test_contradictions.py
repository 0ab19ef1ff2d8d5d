"""Reports that contradict one another in hours, in words, and about whether it happened."""

import pytest

from parley.events.canonical import JsonObject, JsonValue
from parley.events.politics import Draft
from parley.negotiation.views.contradictions import contradictions
from tests.negotiation.given import given
from tests.negotiation.talks import Talks
from tests.negotiation.words import ANONYMOUS, closes, deal, meets, opens, says, step

REPORT: JsonValue = {"attribution": "media_report", "outlet": "Paper Two"}


def found(talks: Talks) -> list[tuple[str, list[tuple[int, tuple[int, ...]]]]]:
    return [
        (each.kind, [(side.version, side.against) for side in each.sides])
        for each in contradictions(talks.seen())
    ]


def ultimatum(when: str, at: str = "2024-09-03", **fields: JsonValue) -> Draft:
    given_: JsonObject = {"by": "AAP", "to": "INC", "when": when, "words": "a reply", **fields}
    return step("UltimatumIssued", at, **given_)


def test_one_ultimatum_with_two_hours_is_a_contradiction() -> None:
    talks = given(
        ultimatum("2024-09-05T11:00"), ultimatum("2024-09-05T23:00", evidence=REPORT)
    ).talks
    assert found(talks) == [("hours", [(2, (3,)), (3, (2,))])]


@pytest.mark.parametrize(
    "other",
    [
        ultimatum("2024-09-05"),
        ultimatum("2024-09-05T23:00", supersedes=2),
        ultimatum("2024-09-05T23:00", at="2024-09-04"),
        ultimatum("2024-09-05T23:00", words="another thing"),
        step("DeadlineExtended", "2024-09-03", by="AAP", deadline=2, now="2024-09-05T23:00"),
    ],
)
def test_the_same_hour_a_moved_date_another_day_and_another_thing_are_none(other: Draft) -> None:
    assert found(given(ultimatum("2024-09-05T11:00"), other).talks) == []


def test_who_tells_another_hour_or_day_of_an_act_contradicts_it() -> None:
    told = says("background", "2024-10-06", by="described:Paper Two", proposition="figure")
    talks = given(closes(), pointing(told, about=2)).talks
    assert found(talks) == [("hours", [(2, (3,)), (3, (2,))])]
    words = says("background", "2024-10-06", by="described:Paper Two", proposition="words")
    assert found(given(closes(), pointing(words, about=2)).talks) == []


def pointing(draft: Draft, **fields: JsonValue) -> Draft:
    return Draft(
        stream=draft.stream, type=draft.type, fields={**draft.fields, **fields, "evidence": REPORT}
    )


def test_a_report_that_a_recorded_deal_did_not_happen_stands_beside_it() -> None:
    none = says("denies", "2024-09-06", by="described:Paper Two", proposition="agreement")
    talks = given(opens(), deal(), pointing(none, about=3)).talks
    assert found(talks) == [("act", [(3, (4,)), (4, (3,))])]
    (item,) = contradictions(talks.seen())
    assert [side.origins for side in item.sides][1] == ("Paper Two",)
    of_words = says("denies", "2024-09-06", by="INC", about=3, proposition="words")
    assert found(given(opens(), deal(), of_words).talks) == []
    of_a_term = says("denies", "2024-09-06", by="INC", about=3, issue="leader_face")
    assert found(given(opens(), deal(), of_a_term).talks) == []


def test_opposite_words_about_one_meeting_of_one_day_contradict() -> None:
    agrees = says("claims_agreement", "2024-09-04", by="INC", after=[3])
    before = given(opens(), meets(), agrees)
    other = says("claims_talks", "2024-09-04", by="AAP", after=[3], evidence=ANONYMOUS)
    assert found(before.and_then(other).talks) == [("words", [(4, (5,)), (5, (4,))])]


@pytest.mark.parametrize(
    "other",
    [
        says("claims_talks", "2024-09-04", by="INC", after=[3]),
        says("claims_talks", "2024-09-05", by="AAP", after=[3]),
        says("optimistic", "2024-09-04", by="AAP", after=[3]),
        says("claims_talks", "2024-09-04", by="AAP"),
    ],
)
def test_ones_own_later_words_another_day_and_no_common_meeting_are_none(other: Draft) -> None:
    agrees = says("claims_agreement", "2024-09-04", by="INC", after=[3])
    assert found(given(opens(), meets(), agrees, other).talks) == []


def test_a_denial_in_reply_on_the_same_day_contradicts() -> None:
    claim = says("claims_agreement", "2024-09-04", by="INC")
    denial = says("denies", "2024-09-04", by="AAP", in_reply_to=3, proposition="agreement")
    assert found(given(opens(), claim, denial).talks) == [("words", [(3, (4,)), (4, (3,))])]


def test_about_nine_is_no_other_hour_than_nine() -> None:
    def tells(when: str) -> Draft:
        figures: list[JsonValue] = [{"what": "the vote", "when": when}]
        told = says("background", "2024-09-05", by="described:Paper Two", proposition="figure")
        return pointing(told, about=2, figures=figures)

    due = step("DeadlineSet", "2024-09-03", by="INC", kind="self_set", when="2024-09-05T09:00~")
    assert found(given(due, tells("2024-09-05T09:00")).talks) == []
    assert found(given(due, tells("2024-09-05T17:00")).talks) == [
        ("hours", [(2, (3,)), (3, (2,))]),
    ]


def test_of_about_an_hour_nobody_is_certain_that_it_came_before() -> None:
    def order(first: str, second: str) -> list[tuple[int, ...]]:
        told = [ultimatum("2024-09-06T11:00", at=first), ultimatum("2024-09-06T23:00", at=second)]
        return [side.precedes for side in contradictions(given(*told).talks.seen())[0].sides]

    assert order("2024-09-03/2024-09-04", "2024-09-04") == [(), ()]


def test_what_happened_is_not_changed_by_who_tells_another_day_of_it() -> None:
    told = says("background", "2024-10-09", by="described:Paper Two", proposition="figure")
    (one,) = contradictions(given(closes(), pointing(told, about=2)).talks.seen())
    assert [side.precedes for side in one.sides] == [(), ()]
