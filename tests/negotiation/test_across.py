"""What negotiations of a contest say of each other: deals, shares, seats and links, with steps."""

from parley.answers.words.across import across_said
from parley.events.canonical import JsonObject, JsonValue
from parley.events.politics import Draft
from parley.negotiation.views.across import Across, across, caused_by, of_negotiation, standing_now
from parley.negotiation.views.seen import Seen
from tests.negotiation.given import given
from tests.negotiation.talks import NOW, Talks, look
from tests.negotiation.words import closes, collapses, deal, opens, registers, seats, step

ONE, OTHER, CONTEST = "negotiation/one", "negotiation/other", "contest/assembly"
PARTIES: list[JsonValue] = [
    {"party": "Congress", "name": "Indian National Congress"},
    {"party": "CPM", "name": "Communist Party of India (Marxist)"},
]
"""As the other negotiation registers them."""
BOTH: list[JsonValue] = [{"party": "Congress", "by": "joint"}, {"party": "CPM", "by": "joint"}]


def one(*drafts: Draft, **registered: JsonValue) -> Seen:
    rows = given(opens("2024-09-01"), *drafts, registration=registers(**registered)).talks.rows()
    return look(ONE, rows, now=NOW)


def other(*drafts: Draft, **registered: JsonValue) -> Seen:
    fields: JsonObject = {"parties": PARTIES, "at_table": ["Congress", "CPM"], **registered}
    opened = opens("2024-09-02", by=["Congress", "CPM"])
    rows = given(opened, *drafts, registration=registers(**fields)).talks.rows()
    return look(OTHER, rows, now=NOW)


def agrees(at: str, *terms: JsonValue) -> Draft:
    return deal(at, terms=[*terms])


def agrees_there(at: str, *terms: JsonValue) -> Draft:
    return deal(at, by=["Congress", "CPM"], assent=BOTH, terms=[*terms])


def contest(**fields: JsonValue) -> Seen:
    talks = Talks(CONTEST)
    registered: JsonObject = {
        "title": "An assembly",
        "kind": "election",
        "zone": "Asia/Kolkata",
        "pools": {"seats": 90},
        "parties": [{"party": "INC", "name": "Indian National Congress", "aliases": ["Congress"]}],
    }
    draft = Draft(stream=CONTEST, type="ContestRegistered", fields=registered | fields)
    assert talks.record(draft).problems == ()
    return look(CONTEST, talks.rows(), now=NOW)


def sentences(found: Across) -> list[str]:
    return [each.sentence for each in across_said(found)]


def test_two_exclusive_deals_are_told_with_both_steps_and_who_sat_at_both() -> None:
    found = across(
        None, [one(agrees("2024-09-05"), exclusive_with=OTHER), other(agrees_there("2024-09-07"))]
    )
    (pair,) = found.exclusive
    (span,) = [each for each in pair.spans if each.until is None]
    assert pair.both_at_a_deal
    assert (span.what, span.parties) == ("deals", ("INC",))
    assert (span.since_in, span.since.version, span.beside_in, span.beside.version) == (
        *("other", 3),
        *("one", 3),
    )
    (line,) = across_said(standing_now(found))
    assert line.sentence == (
        "A deal stands in both “Talks (one)” and “Talks (other)”, of which only one can hold: from"
        " 5 Sep 2024 (one#3), then from 7 Sep 2024 (other#3); INC sits at both tables."
    )
    assert line.steps == ("other#3", "one#3")


def test_who_had_left_one_table_did_not_sit_at_both() -> None:
    left = step("PartyWithdrew", "2024-09-03", by="INC", parties="INC", ends_negotiation=False)
    table: list[JsonValue] = ["INC", "AAP", "BJP"]
    found = across(
        None,
        [
            one(left, at_table=table, exclusive_with=OTHER),
            other(collapses("2024-09-04", by="CPM"), opens_again()),
        ],
    )
    spans = found.exclusive[0].spans
    assert [each.parties for each in spans] == [("INC",), ()]


def opens_again() -> Draft:
    return step("TalksResumed", "2024-09-05", by=["Congress", "CPM"])


def test_a_deal_beside_open_talks_says_where_which_is() -> None:
    found = standing_now(
        across(None, [one(exclusive_with=OTHER), other(agrees_there("2024-09-07"))])
    )
    assert sentences(found) == [
        "A deal stands in “Talks (other)” while talks are under way in “Talks (one)”; only one can"
        " end in a deal: from 1 Sep 2024 (one#2), then from 7 Sep 2024 (other#3); INC sits at both"
        " tables."
    ]


def test_a_party_has_more_by_all_its_deals_than_there_is() -> None:
    here = one(agrees("2024-09-05", seats("60", party="INC")), arena="The north")
    there = other(agrees_there("2024-09-07", seats("40", party="Congress")), arena="The south")
    (own, together) = across(contest(), [here, there]).shares
    assert (own.party, own.low, own.total, own.same_may_be_meant) == ("INC", 100, 90, False)
    assert (together.party, together.low) == (None, 100)
    assert sentences(Across(shares=(own,))) == [
        "The shares agreed for INC come to at least 100, of 90 in the pool seats:"
        " INC 60 (one#3), INC 40 (other#3)."
    ]


def test_in_one_arena_the_same_seats_may_be_meant() -> None:
    here = one(agrees("2024-09-05", seats("60", party="INC"), seats("30", party="AAP")))
    there = other(agrees_there("2024-09-07", seats("50", party="Congress")))
    (own,) = across(contest(), [here, there]).shares
    assert own.same_may_be_meant
    assert "unless the same ones are meant" in sentences(Across(shares=(own,)))[0]


def test_all_deals_together_give_out_too_much_whatever_is_meant() -> None:
    here = one(agrees("2024-09-05", seats("50", party="INC"), seats("30", party="AAP")))
    there = other(
        agrees_there("2024-09-07", seats("30", party="Congress"), seats("20", party="CPM"))
    )
    (together,) = across(contest(), [here, there]).shares
    assert (together.party, together.low) == (None, 100)


def test_a_broken_deal_gives_out_nothing() -> None:
    broken = step("DealBroken", "2024-09-06", by="AAP")
    here = one(agrees("2024-09-05", seats("60", party="INC")), broken)
    there = other(agrees_there("2024-09-07", seats("50", party="Congress")))
    assert across(contest(), [here, there]).shares == ()


def test_a_seat_is_given_to_two_parties_whatever_its_spelling() -> None:
    jind: JsonObject = {"issue": "constituencies", "seats": ["Jind"], "party": "AAP"}
    zind: JsonObject = {"issue": "constituencies", "seats": ["ZIND"], "party": "CPM"}
    own: JsonObject = {"issue": "constituencies", "seats": ["Kalka"], "party": "INC"}
    same: JsonObject = {"issue": "constituencies", "seats": ["Kalka"], "party": "Congress"}
    spelt = contest(seat_names=[{"seat": "Jind", "aliases": ["Zind"]}])
    members = [one(agrees("2024-09-05", jind, own)), other(agrees_there("2024-09-07", zind, same))]
    (seat,) = across(spelt, members).seats
    assert [(each.party, each.named, each.negotiation) for each in seat.given] == [
        ("AAP", "Jind", "one"),
        ("CPM", "ZIND", "other"),
    ]
    elsewhere = other(agrees_there("2024-09-07", zind), arena="Another state")
    assert across(spelt, [members[0], elsewhere]).seats == ()


def test_a_deal_waits_for_one_elsewhere_until_it_is_there_or_all_is_closed() -> None:
    waiting = one(agrees("2024-09-05"), conditional_on=OTHER)
    (link,) = standing_now(across(None, [waiting, other()])).links
    assert (link.waits, link.there and link.there.state) == (True, "talks_underway")
    assert sentences(Across(links=(link,))) == [
        "“Talks (one)” is conditional on “Talks (other)”: its deal, of 5 Sep 2024 (one#3), waits,"
        " and no deal of the other is on record."
    ]
    met = across(None, [waiting, other(agrees_there("2024-09-07"))])
    assert standing_now(met).links == ()
    assert "has that of the other, of 7 Sep 2024 (other#3)" in sentences(met)[0]
    closed = one(agrees("2024-09-05"), closes(), conditional_on=OTHER)
    (link,) = standing_now(across(None, [closed, other()])).links
    assert (link.waits, link.closed_without) == (False, True)


def test_what_a_negotiation_follows_or_belongs_to_is_told() -> None:
    members = [one(succeeds=OTHER, part_of="negotiation/third"), other()]
    found = [(each.kind, each.other, each.seen) for each in across(None, members).links]
    assert found == [("succeeds", "other", True), ("part_of", "third", False)]


def test_what_a_step_caused_is_what_rests_on_it() -> None:
    here = one(agrees("2024-09-05"), exclusive_with=OTHER)
    found = across(None, [here, other(agrees_there("2024-09-07"))])
    spans = caused_by(found, "other", {3}).exclusive[0].spans
    assert "deals" in [each.what for each in spans]
    assert not caused_by(found, "other", {9})
    assert of_negotiation(found, "one") == found
    assert not of_negotiation(found, "third")
