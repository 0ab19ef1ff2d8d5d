"""What is agreed, claimed and open; sums; seats of two parties; lists against the deal; moves."""

import pytest

from parley.events.canonical import JsonObject, JsonValue
from parley.events.politics import Draft
from parley.negotiation.views import agreed, lists, moves, proposals, seats, sums
from parley.negotiation.views.stood import stood_until
from tests.negotiation.given import given
from tests.negotiation.talks import Talks
from tests.negotiation.words import (
    ANONYMOUS,
    JOINTLY,
    ON_RECORD,
    collapses,
    corrects,
    deal,
    demands,
    offers,
    opens,
    registers,
    resumes,
    says,
    step,
)
from tests.negotiation.words import seats as of_seats

SPELT = registers(seat_names=[{"seat": "Gulha", "aliases": ["Guhla"]}])


def named(*names: str, **fields: JsonValue) -> JsonObject:
    """A term of these seats by name."""
    return {"issue": "constituencies", "seats": list(names), **fields}


def partial(
    *terms: JsonObject, at: str = "2024-09-03", assent: JsonValue = JOINTLY, **fields: JsonValue
) -> Draft:
    own: JsonObject = {"scope": "some seats", "terms": list(terms), "assent": assent}
    return step("PartialAgreementReached", at, by=["INC", "AAP"], **own, **fields)


def amends(*terms: JsonObject, **fields: JsonValue) -> Draft:
    return step(
        "DealAmended", "2024-09-08", by=["INC", "AAP"], now=list(terms), assent=JOINTLY, **fields
    )


def office(words: str, party: str = "AAP") -> JsonObject:
    """A term of this portfolio."""
    return {"issue": "portfolios", "words": words, "party": party}


def offices(*steps: Draft) -> list[tuple[str | None, str | None]]:
    found = agreed.agreement(given(opens(), *steps).talks.seen()).agreed
    return [(each.party, each.words) for each in found]


def breaks(at: str = "2024-09-10") -> Draft:
    return step("DealBroken", at, by="AAP")


def lists_candidates(by: str, at: str = "2024-09-05", **fields: JsonValue) -> Draft:
    return step("UnilateralMoveMade", at, by=by, kind="candidate_list", **fields)


def shown(items: tuple[agreed.TermItem, ...]) -> list[tuple[int, str, str | None, str | None]]:
    return [(each.version, each.kind, each.party, each.issue) for each in items]


# Agreed, claimed, open --------------------------------------------------------------------------


def test_what_all_agreed_in_part_stands_until_the_deal_takes_its_place() -> None:
    talks = given(
        opens(),
        partial(of_seats("60", party="INC")),
        deal("2024-09-06", terms=[of_seats("65", party="INC"), of_seats("25", party="AAP")]),
    ).talks
    then, now = agreed.agreement(talks.seen("2024-09-05")), agreed.agreement(talks.seen())
    assert shown(then.agreed) == [(3, "partial", "INC", "seat_count")]
    assert [each.party for each in now.agreed] == ["INC", "AAP"]
    assert {each.kind for each in now.agreed} == {"deal"}
    assert shown(now.ended) == [(3, "partial", "INC", "seat_count")]


def test_what_a_deal_may_have_kept_of_a_part_agreed_before_it_is_not_called_ended() -> None:
    draft: JsonObject = {"issue": "programme", "words": "a draft"}
    points: JsonObject = {"issue": "programme", "words": "23 points"}
    part = partial(of_seats("60..65", party="INC"), draft)
    pact = deal("2024-09-06", terms=[of_seats("61", party="INC"), points])
    assert agreed.agreement(given(opens(), part, pact).talks.seen()).ended == ()


def test_what_all_agreed_in_part_and_the_deal_does_not_name_stands_on_in_it() -> None:
    before = (opens(), partial(of_seats("60", party="INC"), office("home")))
    silent = given(*before, deal("2024-09-06", terms=[])).talks
    assert shown(agreed.agreement(silent.seen()).agreed) == [
        (3, "partial", "INC", "seat_count"),
        (3, "partial", "AAP", "portfolios"),
        (4, "deal", None, None),
    ]
    of_names = deal("2024-09-06", terms=[named("Jind", party="INC")])
    talks = given(*before, of_names, breaks()).talks
    then, now = agreed.agreement(talks.seen("2024-09-07")), agreed.agreement(talks.seen())
    assert shown(then.agreed) == [
        (3, "partial", "AAP", "portfolios"),
        (4, "deal", "INC", "constituencies"),
    ]
    assert now.agreed == ()
    assert {each.ended_by for each in now.ended} == {5}


def test_names_settle_a_number_and_after_a_deal_without_terms_only_what_came_since_is_open() -> (
    None
):
    asked = offers("5", "2024-09-02")
    of_names = deal("2024-09-06", terms=[named("Jind", party="AAP")])
    assert agreed.agreement(given(opens(), asked, of_names).talks.seen()).open == ()
    silent = given(opens(), asked, deal("2024-09-06", terms=[]), offers("7", "2024-09-08")).talks
    assert agreed.agreement(silent.seen("2024-09-07")).open == ()
    (found,) = agreed.agreement(silent.seen()).open
    assert (found.issue, found.on_the_table) == ("seat_count", (5,))


def test_what_an_amendment_settles_is_on_the_table_no_longer() -> None:
    since = (offers("6", "2024-09-07"), offers(at="2024-09-07", terms=office("home")))
    before = (opens(), deal("2024-09-06", terms=[of_seats("65", party="INC")]), *since)
    talks = given(*before, amends(of_seats("7", party="AAP"))).talks
    made = [(each.version, each.status, each.ended_by) for each in proposals.offers(talks.seen())]
    assert made == [(4, "lapsed", 6), (5, "open", None)]
    assert stood_until(talks.seen(), 6) == "amendment"


def test_one_sides_agreed_is_claimed_and_never_agreed() -> None:
    one: JsonValue = [{"party": "AAP", "by": "statement"}]
    talks = given(
        opens(),
        says("claims_agreement", by="AAP", evidence=ANONYMOUS, terms=[of_seats("5", party="AAP")]),
        partial(of_seats("6", party="AAP"), assent=one, evidence={**ON_RECORD, "side": "AAP"}),
        says("claims_agreement", by="AAP"),
    ).talks
    found = agreed.agreement(talks.seen())
    assert (found.agreed, found.ended) == ((), ())
    assert shown(found.claimed) == [
        (4, "claimed", "AAP", "seat_count"),
        (3, "claimed", "AAP", "seat_count"),
        (5, "claimed", None, None),
    ]


def test_an_amendment_replaces_the_share_that_it_names_and_no_other() -> None:
    talks = given(
        opens(),
        deal(terms=[of_seats("65", party="INC"), of_seats("25", party="AAP")]),
        amends(of_seats("26", party="AAP"), of_seats("64", party="INC")),
    ).talks
    found = agreed.agreement(talks.seen())
    assert shown(found.agreed) == [
        (4, "amendment", "AAP", "seat_count"),
        (4, "amendment", "INC", "seat_count"),
    ]
    assert shown(found.ended) == [
        (3, "deal", "INC", "seat_count"),
        (3, "deal", "AAP", "seat_count"),
    ]


def test_where_the_end_of_a_deal_was_not_public_the_deal_is_what_is_agreed() -> None:
    early: JsonObject = {**ON_RECORD, "published": "2024-09-09"}
    late: JsonObject = {**ON_RECORD, "published": "2024-10-01"}
    talks = given(
        opens(evidence=early),
        deal("2024-09-03", terms=[of_seats("25", party="AAP")], evidence=early),
        step("DealBroken", "2024-09-04", by="AAP", evidence=late),
        resumes("2024-09-05", evidence=late),
        partial(of_seats("20", party="AAP"), at="2024-09-06", evidence=early),
    ).talks
    assert shown(agreed.agreement(talks.seen(public_at="2024-09-09")).agreed) == [
        (3, "deal", "AAP", "seat_count")
    ]
    assert [each.version for each in agreed.agreement(talks.seen()).agreed] == [6]


def test_what_a_broken_deal_or_a_collapse_ends_is_no_longer_agreed() -> None:
    talks = given(opens(), deal(terms=[of_seats("25", party="AAP")]), breaks()).talks
    found = agreed.agreement(talks.seen())
    assert (found.agreed, shown(found.ended)) == ((), [(3, "deal", "AAP", "seat_count")])
    assert found.ended[0].ended_by == 4
    talks = given(opens(), partial(of_seats("60", party="INC")), collapses()).talks
    assert [each.ended_by for each in agreed.agreement(talks.seen()).ended] == [4]


@pytest.mark.parametrize("made", [deal(), partial()])
def test_an_agreement_without_terms_is_agreed_and_says_no_more(made: Draft) -> None:
    talks = given(opens(), made).talks
    (item,) = agreed.agreement(talks.seen()).agreed
    assert (item.version, item.line, item.issue, item.ended_by) == (3, None, None, None)


def test_a_deal_without_terms_ends_with_the_deal() -> None:
    found = agreed.agreement(given(opens(), deal(), breaks()).talks.seen())
    assert found.agreed == ()
    assert [(each.version, each.ended_by) for each in found.ended] == [(3, 4)]


def test_open_is_what_was_offered_or_demanded_and_not_agreed() -> None:
    symbol: JsonObject = {"issue": "symbol", "words": "a common one"}
    talks = given(
        opens(), offers(), demands(terms=[symbol]), deal(terms=[of_seats("25", party="AAP")])
    ).talks
    then = agreed.agreement(talks.seen("2024-09-05")).open
    assert [(each.issue, each.offers, each.demands, each.on_the_table) for each in then] == [
        ("seat_count", (3,), (), (3,)),
        ("symbol", (), (4,), (4,)),
    ]
    assert [each.issue for each in agreed.agreement(talks.seen()).open] == ["symbol"]


# Sums -------------------------------------------------------------------------------------------


def test_each_sum_is_held_against_the_pool_of_its_own_time() -> None:
    def grows(was: int, now: int, at: str) -> Draft:
        return step("RegistrationAmended", at, field="pools.seats", was=was, now=now)

    whole = deal("2024-09-03", terms=[of_seats("27", party="INC"), of_seats("63", party="AAP")])
    added = step(
        "DealAmended",
        "2024-09-07",
        by=["INC", "AAP"],
        now=of_seats("47", party="INC"),
        assent=JOINTLY,
    )
    talks = given(
        opens("2024-09-01"),
        whole,
        grows(90, 100, "2024-09-05"),
        grows(100, 110, "2024-09-06"),
        added,
    ).talks
    for day in (4, 5, 6):
        (found,) = sums.sums(talks.seen(f"2024-09-0{day}"))
        assert (found.total_low, found.verdict) == (90, "closes")
    now = [(each.basis, each.total_low, each.verdict) for each in sums.sums(talks.seen())]
    assert now == [("step", 90, "closes"), ("agreed", 110, "closes")]
    pools = [talks.seen(f"2024-09-0{day}").registration.totals["seats"] for day in (4, 5, 6)]
    assert pools == [90, 100, 110]


def test_a_correction_of_the_registration_holds_for_all_times() -> None:
    ours = corrects(1, "pools.seats", 90, 95)
    seen = given(opens("2024-09-01"), ours).talks.seen("2024-08-31")
    assert seen.registration.totals == {"seats": 95}


def test_a_party_is_shown_under_the_name_that_it_had() -> None:
    before = given().talks.seen().registration.names[0].name
    rename = step(
        "RegistrationAmended", "2024-09-05", field="parties.0.name", was=before, now="Another"
    )
    talks = given(rename).talks
    names = [talks.seen(f"2024-09-0{day}").registration.names[0].name for day in (4, 5)]
    assert names == [before, "Another"]


def sum_of_deal(inc: str, aap: str) -> sums.Sum:
    terms: list[JsonValue] = [of_seats(inc, party="INC"), of_seats(aap, party="AAP")]
    (found,) = sums.sums(given(opens(), deal(terms=terms)).talks.seen())
    return found


@pytest.mark.parametrize(
    ("inc", "aap", "verdict"),
    [
        ("65", "25", ("closes", None, None)),
        ("65", "20", ("short", 5, 5)),
        ("65", "20..23", ("short", 2, 5)),
        ("65", "30", ("over", 5, 5)),
        ("80..", "20", ("over", 10, None)),
        ("65", "20..30", ("unknown", None, None)),
        ("65", "20..25", ("unknown", None, None)),
        ("65", "25~", ("unknown", None, None)),
        ("65", "good small numbers", ("unknown", None, None)),
        ("70..85", "..20", ("unknown", None, None)),
        ("..20", "..30", ("short", 40, 90)),
    ],
)
def test_a_sum_is_compared_as_far_as_its_figures_allow(
    inc: str, aap: str, verdict: tuple[str, int | None, int | None]
) -> None:
    found = sum_of_deal(inc, aap)
    assert (found.verdict, found.by_low, found.by_high) == verdict
    assert [part.parties for part in found.parts] == [("INC",), ("AAP",)]
    assert (found.total_low, found.total_high) == (90, 90)


def test_a_party_without_a_figure_leaves_the_sum_open_and_is_named() -> None:
    (found,) = sums.sums(given(opens(), deal(terms=[of_seats("7", party="AAP")])).talks.seen())
    assert (found.verdict, found.missing) == ("unknown", ("INC",))


def test_one_offer_alone_is_no_sum_unless_it_is_more_than_there_is() -> None:
    twice: list[JsonValue] = [of_seats("60", words="north"), of_seats("35", words="south")]
    talks = given(offers("5"), offers(at="2024-09-04", terms=twice)).talks
    assert [(each.version, each.verdict) for each in sums.sums(talks.seen())] == [(3, "over")]


def test_the_total_that_a_speaker_names_is_used_and_a_part_of_the_pool_is_no_hole_in_it() -> None:
    terms: list[JsonValue] = [of_seats("60 of 85", party="INC"), of_seats("25", party="AAP")]
    (spoken,) = sums.sums(given(opens(), deal(terms=terms)).talks.seen())
    assert (spoken.against, spoken.total_low, spoken.verdict) == ("of", 85, "closes")


def test_a_speaker_who_names_more_than_there_is_is_held_against_the_pool() -> None:
    terms: list[JsonValue] = [of_seats("60 of 95", party="INC"), of_seats("35", party="AAP")]
    spoken, pool = sums.sums(given(opens(), deal(terms=terms)).talks.seen())
    assert (spoken.against, spoken.verdict) == ("of", "closes")
    assert (pool.against, pool.verdict, pool.by_low, pool.parts[0].parties) == (
        "pool",
        "over",
        5,
        (),
    )


def test_posts_are_added_up_against_their_pool_and_words_alone_against_nothing() -> None:
    posts: list[JsonValue] = [
        {"issue": "portfolios", "pool": "ministers", "party": party, "quantity": quantity}
        for party, quantity in (("INC", "20"), ("AAP", "15"))
    ]
    pools: JsonValue = [{"pool": "seats", "total": 90}, {"pool": "ministers", "total": 43}]
    talks = given(opens(), deal(terms=posts), registration=registers(pools=pools)).talks
    (found,) = sums.sums(talks.seen())
    assert (found.pool, found.verdict, found.by_low) == ("ministers", "short", 8)
    equal: list[JsonValue] = [of_seats("“as many”", party=party) for party in ("INC", "AAP")]
    assert sums.sums(given(opens(), deal(terms=equal)).talks.seen()) == []


@pytest.mark.parametrize(
    ("figure", "verdict", "by"),
    [("3", "unknown", None), ("2", "closes", None), ("2..3", "closes", None), ("1", "over", 1)],
)
def test_names_are_counted_against_the_figure_beside_them(
    figure: str, verdict: str, by: int | None
) -> None:
    # Fewer names than the figure are not all named yet; more can only be wrong.
    terms: list[JsonValue] = [of_seats(figure, party="AAP"), named("Jind", "Kalayat", party="AAP")]
    seen = given(opens(), deal(terms=terms)).talks.seen()
    by_name = next(each for each in sums.sums(seen) if each.against == "figure")
    assert (by_name.verdict, by_name.by_low) == (verdict, by)
    assert by_name.parts[0].seats == ("Jind", "Kalayat")


def test_lists_that_name_only_some_seats_are_not_short_of_the_pool() -> None:
    terms: list[JsonValue] = [named("Jind", party="INC"), named("Kalayat", "Gulha", party="AAP")]
    (found,) = sums.sums(given(opens(), deal(terms=terms)).talks.seen())
    assert [(each.parties, each.low, each.by_name) for each in found.parts] == [
        (("INC",), 1, True),
        (("AAP",), 2, True),
    ]
    assert (found.against, found.verdict) == ("pool", "unknown")


def test_an_amendment_ends_what_it_says_was_agreed_and_nothing_beside_it() -> None:
    whole = deal(terms=[office("finance"), office("home")])
    home = amends(office("health"), was=[office("home")])
    assert offices(whole, home) == [("AAP", "finance"), ("AAP", "health")]


def test_what_goes_from_one_party_to_another_is_no_longer_with_the_first() -> None:
    whole = deal(terms=[office("finance"), office("home")])
    moved = amends(office("finance", "INC"), was=[office("finance")])
    assert offices(whole, moved) == [("AAP", "home"), ("INC", "finance")]


def test_what_is_no_figure_ends_nothing_that_the_amendment_does_not_name() -> None:
    whole = deal(terms=[office("finance")])
    assert offices(whole, amends(office("home"))) == [("AAP", "finance"), ("AAP", "home")]


def test_a_seat_that_was_agreed_is_the_same_in_its_other_spelling() -> None:
    talks = given(
        opens(),
        deal(terms=[named("Gulha", party="AAP")]),
        amends(named("Jind", party="AAP"), was=[named("Guhla", party="AAP")]),
        registration=SPELT,
    ).talks
    assert [each.seats for each in agreed.agreement(talks.seen()).agreed] == [("Jind",)]


def test_seats_named_for_two_are_listed_and_counted_in_both() -> None:
    terms: list[JsonValue] = [
        named("Gulha", "Jind", party="INC"),
        named("Guhla", party="AAP", quantity="88"),
    ]
    seen = given(opens(), deal(terms=terms), registration=SPELT).talks.seen()
    found = next(each for each in sums.sums(seen) if each.against == "pool")
    assert found.overlapping == ("Gulha",)
    assert (found.verdict, [part.low for part in found.parts]) == ("closes", [2, 88])


def test_an_amended_deal_is_added_up_anew() -> None:
    talks = given(
        opens(),
        deal(terms=[of_seats("65", party="INC"), of_seats("25", party="AAP")]),
        amends(of_seats("26", party="AAP")),
    ).talks
    whole = [each for each in sums.sums(talks.seen()) if each.basis == "agreed"]
    assert [(each.version, each.verdict, each.by_low) for each in whole] == [(4, "over", 1)]


def test_what_is_agreed_is_added_to_what_is_offered_to_the_others_class_by_class() -> None:
    talks = given(
        opens(),
        partial(of_seats("65", party="INC")),
        offers("25", "2024-09-04"),
        offers("20", "2024-09-04", evidence=ANONYMOUS),
    ).talks
    found = [each for each in sums.sums(talks.seen()) if each.basis == "agreed_and_open"]
    assert [(each.verdict, each.by_low) for each in found] == [("closes", None), ("short", 5)]
    assert [part.still_open for part in found[0].parts] == [False, True]


# Seats of two -----------------------------------------------------------------------------------


def test_a_seat_spelt_two_ways_is_one_seat() -> None:
    talks = given(
        offers(terms=[named("Guhla", "Jind")]),
        lists_candidates("INC", seats=["Gulha"]),
        registration=SPELT,
    ).talks
    (found,) = seats.seats_of_two(talks.seen())
    assert (found.seat, found.parties, found.friendly) == ("Gulha", ("AAP", "INC"), ())
    assert [(each.how, each.named) for each in found.holdings] == [
        ("offered", "Guhla"),
        ("fielded", "Gulha"),
    ]


def test_an_offer_that_was_rejected_holds_no_seat() -> None:
    talks = given(
        offers(terms=[named("Jind")]),
        lists_candidates("INC", seats=["Jind"]),
        step("OfferRejected", "2024-09-06", by="AAP", rejected=2),
    ).talks
    assert len(seats.seats_of_two(talks.seen("2024-09-05"))) == 1
    assert seats.seats_of_two(talks.seen()) == []


def test_a_demand_that_was_dropped_holds_no_seat() -> None:
    talks = given(
        demands(terms=[named("Jind")]),
        lists_candidates("INC", seats=["Jind"]),
        step("ConcessionMade", "2024-09-06", by="AAP", dropped=2),
    ).talks
    assert len(seats.seats_of_two(talks.seen("2024-09-05"))) == 1
    assert seats.seats_of_two(talks.seen()) == []


def test_a_friendly_contest_is_named_as_such() -> None:
    friendly: JsonObject = {"issue": "friendly_contest", "seats": ["Jind"]}
    talks = given(
        opens(),
        lists_candidates("INC", "2024-09-03", seats=["Jind"]),
        lists_candidates("AAP", "2024-09-04", seats=["Jind"]),
        partial(friendly, at="2024-09-05"),
    ).talks
    (found,) = seats.seats_of_two(talks.seen())
    assert found.friendly == (5,)
    assert seats.seats_of_two(talks.seen("2024-09-04"))[0].friendly == ()


def test_seats_in_another_arena_are_none_of_this_one() -> None:
    elsewhere: JsonObject = {"issue": "other_arena", "seats": ["Jind"], "party": "AAP"}
    talks = given(opens(), deal(terms=[elsewhere]), lists_candidates("INC", seats=["Jind"])).talks
    assert seats.seats_of_two(talks.seen()) == []


# A list against the deal ------------------------------------------------------------------------


def two_lists() -> Talks:
    offered = named("Guhla", "Jind", "Sohna", quantity="3")
    got = named("Gulha", "Jind", "Kalayat", party="AAP")
    return given(
        opens(),
        offers(terms=[offered]),
        offers("4", "2024-09-04"),
        offers(at="2024-09-05", terms=[named("Pundri")], evidence=ANONYMOUS),
        deal(terms=[got, of_seats("4", party="AAP"), of_seats("86", party="INC")]),
        registration=SPELT,
    ).talks


def test_the_last_list_on_record_is_held_against_the_deal() -> None:
    found = lists.against_the_deal(two_lists().seen())
    assert found is not None
    assert (found.version, found.deals) == (3, (6,))
    theirs, ours = found.shares
    assert (theirs.party, theirs.removed, theirs.added) == ("AAP", ("Sohna",), ("Kalayat",))
    assert (theirs.by_low, theirs.by_high) == (1, 1)
    assert (ours.party, ours.listed, ours.by_low, ours.removed) == ("INC", None, None, ())


def test_a_number_is_held_against_a_number_where_there_are_no_names() -> None:
    found = lists.against_the_deal(two_lists().seen(), 4)
    assert found is not None
    share = found.shares[0]
    assert (share.by_low, share.by_high, share.removed, share.added) == (0, 0, (), ())


def test_any_list_may_be_chosen_and_what_is_none_is_told() -> None:
    talks = two_lists()
    found = lists.against_the_deal(talks.seen(), 5)
    assert found is not None
    assert found.shares[0].removed == ("Pundri",)
    assert lists.against_the_deal(talks.seen(), 2) is None
    assert lists.listed_steps(talks.seen()) == [3, 4, 5]
    assert lists.listed_steps(talks.seen(), named=True) == [3, 5]


def test_without_a_deal_that_stands_there_is_nothing_to_compare() -> None:
    assert lists.against_the_deal(two_lists().seen("2024-09-05")) is None
    talks = given(opens(), offers(), deal(terms=[of_seats("4", party="AAP")]), breaks()).talks
    assert lists.standing_deals(talks.seen("2024-09-06")) == (4,)
    assert not lists.standing_deals(talks.seen())


# Moves ------------------------------------------------------------------------------------------


def test_a_move_stands_beside_the_state_in_which_it_was_made() -> None:
    talks = given(
        opens(),
        lists_candidates("INC"),
        collapses("2024-09-06"),
        lists_candidates("AAP", "2024-09-07"),
    ).talks
    found = moves.moves(talks.seen())
    assert [(each.state, each.at_the_table) for each in found] == [
        ("talks_underway", True),
        ("collapsed", False),
    ]


def test_seats_of_the_other_sides_list_are_found_by_name() -> None:
    talks = given(
        opens(),
        lists_candidates("INC", seats=["Gulha", "Jind"]),
        lists_candidates("INC", "2024-09-06", seats=["Gulha"]),
        lists_candidates("AAP", "2024-09-07", seats=["Guhla", "Sohna"], overlaps="1"),
        registration=SPELT,
    ).talks
    first, second, third = moves.moves(talks.seen())
    assert [(each.version, each.seats) for each in first.overlaps] == [(5, ("Gulha",))]
    assert [each.version for each in second.overlaps] == [5]
    assert [(each.version, each.seats) for each in third.overlaps] == [
        (3, ("Guhla",)),
        (4, ("Guhla",)),
    ]
    assert third.reported_overlap is not None
    assert moves.moves(talks.seen("2024-09-06"))[0].overlaps == ()


def test_a_list_with_a_party_of_ones_own_is_no_other_sides() -> None:
    talks = given(
        lists_candidates("INC", seats=["Jind"]),
        step(
            "UnilateralMoveMade",
            "2024-09-06",
            by=["INC", "CPM"],
            kind="candidate_list",
            seats=["Jind"],
        ),
    ).talks
    assert [each.overlaps for each in moves.moves(talks.seen())] == [(), ()]


def test_candidates_are_added_up_party_by_party() -> None:
    talks = given(
        lists_candidates("INC", count="20"),
        lists_candidates("AAP", count="31"),
        lists_candidates("INC", "2024-09-06", count="9..11"),
        lists_candidates("AAP", "2024-09-06", seats=["Jind"]),
        step("UnilateralMoveMade", "2024-09-07", by="AAP", kind="contest_alone", count="90"),
    ).talks
    found = moves.fielded(talks.seen())
    assert [(each.party, each.versions, each.low, each.high) for each in found] == [
        ("INC", (2, 4), 29, 31),
        ("AAP", (3, 5), 32, None),
    ]
