"""Threads, series, conflicts, first reports and attributions, read from rows (DOMAIN §4)."""

import pytest

from parley.events.canonical import JsonObject, JsonValue
from parley.events.politics import Draft
from parley.negotiation.quantities import Number
from parley.negotiation.views import (
    attributions,
    conditions,
    conflicts,
    on_table,
    reporters,
    series,
)
from parley.negotiation.views import threads as views
from tests.negotiation.given import given
from tests.negotiation.talks import Talks
from tests.negotiation.words import (
    ANONYMOUS,
    STREAM,
    accepts,
    collapses,
    deal,
    demands,
    offers,
    opens,
    registers,
    retracts,
    says,
    seats,
    step,
)


def rejects(offer: int, at: str = "2024-09-05", **fields: JsonValue) -> Draft:
    return step("OfferRejected", at, by="AAP", rejected=offer, **fields)


def reports(**fields: JsonValue) -> JsonObject:
    return {"attribution": "on_record", "speaker": "A spokesperson", **fields}


def told(talks: Talks, as_of: str | None = None) -> list[tuple[list[tuple[str, int]], str]]:
    return [
        ([(move.kind, move.version) for move in thread.moves], thread.status)
        for thread in views.threads(talks.seen(as_of))
    ]


# Threads ----------------------------------------------------------------------------------------


def test_a_later_offer_goes_on_with_the_thread_of_the_one_it_supersedes() -> None:
    talks = given(offers("5", "2024-09-01"), offers("7", "2024-09-03"), collapses()).talks
    assert told(talks) == [([("offer", 2), ("offer", 3), ("lapsed", 4)], "lapsed")]
    assert told(talks, "2024-09-04") == [([("offer", 2), ("offer", 3)], "open")]


def test_a_demand_lapses_in_its_thread_with_what_ended_the_talks() -> None:
    talks = given(opens(), demands("10", "2024-09-03"), collapses()).talks
    assert told(talks) == [([("demand", 3), ("lapsed", 4)], "lapsed")]
    assert told(talks, "2024-09-04") == [([("demand", 3)], "open")]


def test_a_counter_that_points_at_an_offer_stands_in_its_thread() -> None:
    counter = demands("10", "2024-09-04", in_reply_to=2)
    talks = given(offers("5", "2024-09-03"), counter, rejects(2)).talks
    (thread,) = views.threads(talks.seen())
    assert [(move.kind, move.version, move.on) for move in thread.moves] == [
        ("offer", 2, None),
        ("demand", 3, None),
        ("rejected", 4, 2),
    ]
    assert thread.moves[1].answers == (2,)
    assert (thread.status, thread.ended_by, thread.standing) == ("rejected", 4, (3,))


def test_a_demand_that_points_at_nothing_is_a_thread_of_its_own() -> None:
    talks = given(offers("5", "2024-09-03"), demands("10", "2024-09-04")).talks
    assert told(talks) == [([("offer", 2)], "open"), ([("demand", 3)], "open")]


def test_classes_are_not_linked_without_a_pointer() -> None:
    unnamed = offers("7", "2024-09-04", evidence=ANONYMOUS)
    assert len(told(given(offers("5"), unnamed).talks)) == 2
    pointing = offers("7", "2024-09-04", evidence=ANONYMOUS, supersedes=2)
    assert len(told(given(offers("5"), pointing).talks)) == 1


def test_a_reply_between_other_parties_is_not_linked() -> None:
    other = offers("3", "2024-09-04", to="CPM", in_reply_to=2)
    assert len(told(given(offers("5"), other).talks)) == 2


def test_a_reply_about_the_same_issue_leaves_the_other_issue_alone() -> None:
    both: list[JsonValue] = [seats("5"), {"issue": "symbol", "words": "its own"}]
    counter = demands("10", "2024-09-04", in_reply_to=2)
    talks = given(offers(terms=both), counter).talks
    assert told(talks) == [
        ([("offer", 2), ("demand", 3)], "open"),
        ([("offer", 2)], "open"),
    ]


def test_the_last_word_is_the_one_said_last() -> None:
    talks = given(
        offers("5", "2024-09-01"), rejects(2, "2024-09-02"), offers("7", "2024-09-03"), accepts(4)
    ).talks
    moves = [("offer", 2), ("rejected", 3), ("offer", 4), ("accepted", 5)]
    assert told(talks) == [(moves, "accepted")]
    assert told(talks, "2024-09-02") == [(moves[:2], "rejected")]


def test_an_expiry_is_nobodys_step() -> None:
    talks = given(offers("5", "2024-09-01", expires="2024-09-03"), says(at="2024-09-05")).talks
    (thread,) = views.threads(talks.seen())
    assert [(move.kind, move.version, move.expires) for move in thread.moves] == [
        ("offer", 2, "2024-09-03"),
        ("expired", 2, "2024-09-03"),
    ]
    assert (thread.status, thread.ended_by) == ("expired", None)


def test_statements_that_reply_are_named_beside_the_thread() -> None:
    talks = given(offers(), says("no_comment", in_reply_to=2)).talks
    (thread,) = views.threads(talks.seen())
    assert thread.replies == (3,)


def test_a_retracted_offer_leaves_its_thread() -> None:
    talks = given(offers("5", "2024-09-01"), offers("7", "2024-09-03"), retracts(2)).talks
    assert told(talks) == [([("offer", 3)], "open")]


# Series and gaps --------------------------------------------------------------------------------


def points(
    talks: Talks,
) -> list[tuple[int, tuple[Number | None, Number | None] | None, bool | None]]:
    return [
        (point.version, (point.gap.low, point.gap.high) if point.gap else None, point.closing)
        for each in series.series(talks.seen())
        for point in each.points
    ]


def test_a_gap_is_the_distance_between_the_ends() -> None:
    talks = given(demands("8..12", "2024-09-01"), offers("3..5", "2024-09-02")).talks
    assert points(talks) == [(2, None, None), (3, (3, 9), None)]


def test_a_gap_is_closing_when_both_ends_shrink() -> None:
    talks = given(
        demands("12", "2024-09-01"),
        offers("3", "2024-09-02"),
        demands("10", "2024-09-03"),
        offers("2..4", "2024-09-04"),
    ).talks
    assert points(talks)[1:] == [(3, (9, 9), None), (4, (7, 7), True), (5, (6, 8), False)]


def test_an_end_that_nobody_named_stays_open_and_says_nothing_of_closing() -> None:
    talks = given(
        demands("10..", "2024-09-01"), offers("3", "2024-09-02"), offers("5", "2024-09-03")
    ).talks
    assert points(talks)[1:] == [(3, (7, None), None), (4, (5, None), None)]


@pytest.mark.parametrize("figure", ["good small numbers", "5~"])
def test_what_has_no_bounds_is_not_comparable(figure: str) -> None:
    talks = given(demands("10", "2024-09-01"), offers(figure, "2024-09-02")).talks
    (one,) = series.series(talks.seen())
    assert (one.points[-1].gap, one.points[-1].missing) == (None, "figure")


def test_figures_of_different_classes_have_no_gap() -> None:
    talks = given(demands("10", "2024-09-01"), offers("5", evidence=ANONYMOUS)).talks
    assert [gap for _, gap, _ in points(talks)] == [None, None]


def test_our_reading_of_words_is_said_to_be_ours() -> None:
    words: JsonObject = {
        "kind": "unquantified",
        "verbatim": "single digit",
        "reads_as": {"kind": "range", "low": 1, "high": 9},
    }
    offer = offers(terms={"issue": "seat_count", "quantity": words})
    (one,) = series.series(given(demands("10", "2024-09-01"), offer).talks.seen())
    gap = one.points[-1].gap
    assert gap is not None
    assert (gap.low, gap.high, gap.our_reading) == (1, 9, True)


def test_an_offer_in_addition_adds_to_the_one_before() -> None:
    more = offers("2", "2024-09-03", in_addition=True)
    talks = given(demands("10", "2024-09-01"), offers("5", "2024-09-02"), more).talks
    assert [gap for _, gap, _ in points(talks)] == [None, (5, 5), (3, 3)]


def test_what_is_taken_back_leaves_no_gap() -> None:
    back = step("OfferWithdrawn", "2024-09-04", by="INC", offer=3)
    talks = given(demands("10", "2024-09-01"), offers("5", "2024-09-02"), back).talks
    (one,) = series.series(talks.seen())
    assert [(point.kind, point.missing) for point in one.points] == [
        ("demand", "offer"),
        ("offer", None),
        ("withdrawn", "offer"),
    ]


def test_the_table_has_the_gap_only_while_both_stand() -> None:
    talks = given(demands("10", "2024-09-01"), offers("5", "2024-09-02"), collapses()).talks
    (found,) = on_table.on_the_table(talks.seen("2024-09-02")).gaps
    assert (found.offers, found.demands) == ((3,), (2,))
    assert on_table.on_the_table(talks.seen()).gaps == ()


# Conflicts --------------------------------------------------------------------------------------


def in_conflict(talks: Talks) -> list[tuple[str, tuple[int, ...]]]:
    return [(each.kind, each.steps) for each in conflicts.conflicts(talks.seen())]


def test_two_figures_of_one_day_that_cannot_both_be_right_are_in_conflict() -> None:
    talks = given(offers("5"), offers("3"), offers("7", "2024-09-04")).talks
    assert in_conflict(talks) == [("figures", (2, 3))]


def test_the_hours_of_a_day_are_one_day_and_the_order_is_said() -> None:
    talks = given(offers("5", "2024-09-03T09:00"), offers("3", "2024-09-03T18:00")).talks
    (found,) = conflicts.conflicts(talks.seen())
    assert [(each.against, each.precedes) for each in found.figures] == [((3,), (3,)), ((2,), ())]


@pytest.mark.parametrize(
    "other",
    [
        offers("5..7"),
        offers("a few"),
        offers("3", supersedes=2),
        offers("3", in_reply_to=2),
        offers("3", to="CPM"),
        demands("3"),
    ],
)
def test_what_meets_or_answers_or_is_about_something_else_is_no_conflict(other: Draft) -> None:
    assert in_conflict(given(offers("5"), other).talks) == []


def test_classes_do_not_part_what_contradicts() -> None:
    talks = given(offers("5"), offers("3", evidence=ANONYMOUS)).talks
    assert in_conflict(talks) == [("figures", (2, 3))]


def test_a_claim_of_agreement_conflicts_with_another_claim_and_not_with_an_offer() -> None:
    def claims(quantity: str, by: str) -> Draft:
        terms = seats(quantity, party="AAP")
        return says("claims_agreement", "2024-09-03", by=by, terms=terms)

    talks = given(offers("3"), claims("5", "AAP"), claims("7", "INC")).talks
    assert in_conflict(talks) == [("figures", (3, 4))]


def test_what_a_giver_says_of_anothers_share_is_a_figure_of_its_offer() -> None:
    leak = says("leak", "2024-09-03", terms=seats("7", party="AAP"))
    assert in_conflict(given(offers("5"), leak).talks) == [("figures", (2, 3))]


def test_a_deal_supersedes_what_all_agreed_in_part() -> None:
    assent: list[JsonValue] = [{"party": "INC", "by": "joint"}, {"party": "AAP", "by": "joint"}]
    terms = seats("5", party="AAP")
    part = step(
        "PartialAgreementReached", "2024-09-06", scope="seats", assent=assent, terms=terms,
        by=["INC", "AAP"], in_principle=True,
    )  # fmt: skip
    agreed = deal(terms=seats("7", party="AAP"))
    assert in_conflict(given(offers("5", "2024-09-01"), part, agreed).talks) == []


def test_figures_of_two_wholes_are_not_comparable() -> None:
    assert in_conflict(given(offers("5 of 15"), offers("45")).talks) == []
    assert in_conflict(given(offers("5 of 15"), offers("9 of 15")).talks) == [("figures", (2, 3))]
    assert in_conflict(given(offers("5 of 90"), offers("45")).talks) == [("figures", (2, 3))]


def test_lists_with_a_common_seat_that_differ_are_in_conflict() -> None:
    def names(*seats_named: str) -> Draft:
        named: list[JsonValue] = list(seats_named)
        return offers(terms={"issue": "constituencies", "seats": named})

    spelt = registers(seat_names=[{"seat": "Gulha", "aliases": ["Guhla"]}])
    talks = given(names("Jind", "Gulha"), names("Guhla", "Jind"), registration=spelt).talks
    assert in_conflict(talks) == []
    talks = given(names("Jind", "Gulha"), names("Jind", "Pundri"), registration=spelt).talks
    assert in_conflict(talks) == [("names", (2, 3))]
    assert in_conflict(given(names("Jind", "Gulha"), names("Sohna")).talks) == []
    assert in_conflict(given(names("Jind", "Gulha"), names("Jind")).talks) == []


def test_origins_are_counted_once_for_a_figure() -> None:
    wire = reports(outlet="A paper", origin="Agency")
    copy = reports(outlet="B paper", origin="Agency")
    talks = given(offers("5", evidence=[wire, copy]), offers("5", evidence=copy), offers("3")).talks
    (found,) = conflicts.conflicts(talks.seen())
    assert [each.origins for each in found.figures] == [("Agency",), ("Agency",), ()]


# First reports ----------------------------------------------------------------------------------


def test_the_first_reports_are_those_before_which_none_is_known() -> None:
    early = reports(outlet="A paper", published="2024-09-03")
    tied = reports(outlet="B paper", published="2024-09-03T10:00")
    late = reports(outlet="C paper", published="2024-09-04")
    talks = given(offers("5", evidence=[late, early]), offers("5", evidence=tied)).talks
    (found,) = reporters.reported(talks.seen(), 2)
    assert [report.outlet for report in found.first] == ["A paper", "B paper"]
    assert found.steps == (2, 3)
    assert found.origins == ("C paper", "A paper", "B paper")


def test_a_date_that_is_not_known_counts_from_when_it_was_recorded() -> None:
    # Recorded on 1 September, the second report has a date after that.
    late = reports(outlet="B paper", published="2024-09-04")
    talks = given(offers("5", evidence=[late, reports(outlet="A paper")])).talks
    (found,) = reporters.reported(talks.seen(), 2)
    assert [(report.outlet, report.published) for report in found.first] == [("A paper", None)]


def test_another_number_another_giver_and_another_unit_are_not_counted() -> None:
    posts: JsonObject = {"kind": "exact", "value": 5, "unit": "posts"}
    own: JsonObject = {"kind": "exact", "value": 5, "unit": "seats"}
    talks = given(
        offers(terms={"issue": "seat_count", "quantity": own}),
        offers("6", "2024-09-04"),
        offers("5", "2024-09-05", by="AAP", to="INC"),
        offers(at="2024-09-06", terms={"issue": "seat_count", "quantity": posts}),
        offers("5", "2024-09-07"),
    ).talks
    (found,) = reporters.reported(talks.seen(), 2)
    assert found.steps == (2, 6)


# Words and attributions -------------------------------------------------------------------------


def test_each_report_has_its_words_or_our_paraphrase() -> None:
    quoted = reports(quote={"verbatim": "अच्छी संख्या", "lang": "hi"})
    talks = given(offers(text="They offer a good number.", evidence=[quoted, reports()])).talks
    first, second = attributions.attributions(talks.seen(), 2)
    assert (first.row.quote, first.row.lang, first.paraphrase) == ("अच्छी संख्या", "hi", None)
    assert (second.row.quote, second.paraphrase) == (None, "They offer a good number.")


@pytest.mark.parametrize(
    ("evidence", "sides"),
    [
        (reports(), ("INC",)),
        (reports(side="Aam Aadmi Party"), ("AAP",)),
        (reports(on_behalf_of="AAP"), ("AAP",)),
        (ANONYMOUS, ()),
        ({**ANONYMOUS, "side": "AAP"}, ("AAP",)),
        ({"attribution": "media_report", "outlet": "A paper"}, ()),
    ],
)
def test_a_report_speaks_for_the_stated_side_or_the_speakers_party(
    evidence: JsonObject, sides: tuple[str, ...]
) -> None:
    (found,) = attributions.attributions(given(offers(evidence=evidence)).talks.seen(), 2)
    assert found.sides == sides


def test_what_is_no_step_has_no_reports() -> None:
    assert attributions.attributions(given().talks.seen(), 1) == []


def test_a_condition_cites_its_step_and_what_it_is_tied_to() -> None:
    tied = step("ConditionSet", by="AAP", condition="a common symbol", in_reply_to=2)
    talks = given(offers(), tied).talks
    (found,) = conditions.conditions(talks.seen())
    assert (found.version, found.about, found.status) == (3, (2,), "open")
    assert (found.occurred, found.speaker) == ("2024-09-05", "A spokesperson")
    assert talks.seen().stream == STREAM
