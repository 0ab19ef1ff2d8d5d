"""Comparing: first and last of each line, the shares at the deal, and who belongs together."""

from parley.events.canonical import JsonValue
from parley.negotiation.views.comparison import of_same_parties, paired, profile, share_at_deal
from parley.negotiation.views.seen import Seen
from tests.negotiation.given import given
from tests.negotiation.talks import NOW, Talks, look
from tests.negotiation.words import (
    ANONYMOUS,
    JOINTLY,
    deal,
    demands,
    offers,
    opens,
    registers,
    seats,
    step,
)


def test_first_and_last_are_told_apart_by_class_and_never_merged() -> None:
    found = profile(
        given(
            offers("5", "2024-09-01"),
            offers("7", "2024-09-02", evidence=ANONYMOUS),
            offers("6", "2024-09-03"),
            demands("20", "2024-09-02"),
            demands("10", "2024-09-04"),
        ).talks.seen()
    )
    assert [each.version for each in found.first_offers] == [2, 3]
    assert [each.version for each in found.last_offers] == [3, 4]
    assert [each.version for each in found.first_demands] == [5]
    assert [each.version for each in found.last_demands] == [6]


def test_what_may_have_come_first_is_all_shown() -> None:
    seen = given(offers("5", "2024-09-01"), offers("6", "2024-09-01")).talks.seen()
    assert [each.version for each in profile(seen).first_offers] == [2, 3]


def shares(talks: Talks) -> list[tuple[str | None, int | None]]:
    return [
        (row.party, int(row.quantity.value or 0) if row.quantity else None)
        for row in share_at_deal(talks.seen())
    ]


TERMS: list[JsonValue] = [seats("80", party="INC"), seats("10", party="AAP")]


def test_the_share_is_that_of_the_deal_as_amended() -> None:
    amended = step(
        "DealAmended", "2024-09-08", by=["INC", "AAP"], now=seats("9", party="AAP"), assent=JOINTLY
    )
    talks = given(opens(), deal("2024-09-06", terms=TERMS), amended).talks
    assert shares(talks) == [("INC", 80), ("AAP", 9)]


def test_a_broken_deal_still_gave_its_shares() -> None:
    broken = step("DealBroken", "2024-09-09", by="AAP")
    talks = given(opens(), deal("2024-09-06", terms=TERMS), broken).talks
    assert shares(talks) == [("INC", 80), ("AAP", 10)]
    assert shares(given(opens()).talks) == []


def test_only_moves_before_a_deal_or_a_collapse_are_compared() -> None:
    talks = given(
        step("UnilateralMoveMade", "2024-09-01", by="AAP", kind="candidate_list"),
        opens("2024-09-02"),
        step("UnilateralMoveMade", "2024-09-03", by="AAP", kind="candidate_list"),
        deal("2024-09-06"),
        step("UnilateralMoveMade", "2024-09-07", by="AAP", kind="candidate_list"),
    ).talks
    assert [row.step for row in profile(talks.seen()).moves] == [4]


def named(stream: str, *names: str) -> Seen:
    parties: list[JsonValue] = [{"party": each, "name": f"Party {each}"} for each in names]
    registration = registers(parties=parties, at_table=None, led_by=None)
    return look(stream, given(registration=registration).talks.rows(), now=NOW)


def test_parties_are_the_same_under_any_of_their_names() -> None:
    one = named("a", "INC", "AAP")
    assert of_same_parties(one, named("b", "AAP", "INC"))
    assert not of_same_parties(one, named("b", "AAP", "CPM"))
    assert not of_same_parties(one, named("b", "AAP", "INC", "CPM"))
    aliased: list[JsonValue] = [
        {"party": "Congress", "name": "Indian National Congress", "aliases": ["inc"]},
        {"party": "AAP", "name": "Aam Aadmi Party"},
    ]
    registration = registers(parties=aliased, at_table=None, led_by=None)
    other = look("c", given(registration=registration).talks.rows(), now=NOW)
    assert of_same_parties(one, other)


def test_negotiations_of_two_contests_are_paired_once_each() -> None:
    ours = [named("a1", "INC", "AAP"), named("a2", "INC", "CPM")]
    theirs = [named("b1", "CPM", "INC"), named("b2", "INC", "CPM"), named("b3", "SP", "INC")]
    pairs = [(one.stream, other.stream) for one, other in paired(ours, theirs)]
    assert pairs == [("a2", "b1")]
