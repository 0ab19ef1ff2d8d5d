"""Claims with their status, denials with their delay, contested states, and corrections."""

import pytest

from parley.events.canonical import JsonObject, JsonValue
from parley.events.politics import Draft
from parley.negotiation.views import claims, corrections, disputes
from tests.negotiation.given import given
from tests.negotiation.talks import NOW, Talks, look
from tests.negotiation.words import (
    ANONYMOUS,
    JOINTLY,
    ON_RECORD,
    STREAM,
    collapses,
    corrects,
    deal,
    demands,
    meets,
    offers,
    opens,
    proposes,
    registers,
    retracts,
    says,
    seats,
    step,
)

HOUR = 3_600
AGENCY: JsonObject = {**ANONYMOUS, "outlet": "A paper", "origin": "Agency"}
COPY: JsonObject = {**ANONYMOUS, "outlet": "B paper", "origin": "Agency"}
OTHER: JsonObject = {**ANONYMOUS, "outlet": "C paper"}


def before(talks: Talks) -> corrections.Before:
    """The same view with fewer entries; here a position is a version."""
    return lambda position: look(STREAM, talks.rows(upto=position), now=NOW)


def found(talks: Talks, as_of: str | None = None) -> dict[int, claims.ClaimItem]:
    return {each.version: each for each in claims.claims(talks.seen(as_of), before(talks))}


def rumour(*evidence: JsonValue, quantity: str = "5", at: str = "2024-09-03") -> Draft:
    """An offer that nobody is on record for."""
    return offers(quantity, at, evidence=list(evidence) or [AGENCY])


def denies(about: int, by: str = "INC", at: str = "2024-09-04", **fields: JsonValue) -> Draft:
    return says("denies", at, by=by, about=about, **fields)


# What is a claim --------------------------------------------------------------------------------


def test_an_offer_on_record_is_no_claim_and_an_unnamed_sources_is() -> None:
    shown = found(given(offers(), rumour()).talks)
    assert {version: each.kind for version, each in shown.items()} == {3: "figure"}


def test_a_report_of_an_act_is_a_claim_and_an_unnamed_opinion_is_none() -> None:
    report: JsonObject = {"attribution": "media_report", "outlet": "A paper"}
    talks = given(meets(evidence=report), says("pessimistic", evidence=ANONYMOUS)).talks
    assert {version: each.kind for version, each in found(talks).items()} == {2: "act"}


def test_what_is_claimed_on_record_stays_a_claim() -> None:
    talks = given(says("claims_talks"), says("claims_agreement"), says("leak")).talks
    kinds = [each.kind for each in found(talks).values()]
    assert kinds == ["talks", "agreement", "words"]


def test_an_act_on_record_is_listed_once_it_is_denied() -> None:
    talks = given(meets("2024-09-03"), denies(2)).talks
    assert (found(talks)[2].status, found(talks)[2].because) == ("denied", (3,))
    assert found(talks, "2024-09-03") == {}


def test_a_demand_that_only_the_other_side_speaks_of_is_a_claim() -> None:
    talks = given(demands(evidence={**ON_RECORD, "side": "INC"}), demands()).talks
    assert list(found(talks)) == [2]


# Its status, the first that holds ---------------------------------------------------------------


def test_one_agencys_story_in_two_outlets_is_one_origin() -> None:
    item = found(given(rumour(AGENCY, COPY)).talks)[2]
    assert (item.status, item.origins, item.because) == ("reported", ("Agency",), (2,))


def test_an_outlet_is_one_however_it_is_spelt() -> None:
    item = found(given(rumour(OTHER, {**OTHER, "outlet": "C  Paper"})).talks)[2]
    assert item.origins == ("C paper",)


def test_unnamed_sources_in_two_outlets_are_two_reports_and_corroborate_nothing() -> None:
    item = found(given(rumour(AGENCY, OTHER)).talks)[2]
    assert (item.status, item.origins) == ("reported", ("Agency", "C paper"))
    talks = given(rumour(AGENCY), rumour(OTHER, at="2024-09-05")).talks
    assert [each.status for each in found(talks).values()] == ["reported", "reported"]


def spoken(speaker: str, outlet: str, side: str = "INC") -> JsonObject:
    return {**ON_RECORD, "side": side, "speaker": speaker, "outlet": outlet}


def agreed(*evidence: JsonObject, at: str = "2024-09-03") -> Draft:
    terms: JsonValue = [{"issue": "seat_count", "party": "INC", "quantity": "60"}]
    return says("claims_agreement", at, by="INC", terms=terms, evidence=list(evidence))


@pytest.mark.parametrize(
    ("other", "status"),
    [
        (spoken("Ann", "B paper"), "stated"),
        (spoken("ann", "B paper"), "stated"),
        (spoken("Ann and Bob", "B paper"), "stated"),
        (spoken("Bob", "A paper"), "stated"),
        (spoken("Bob", "B paper"), "corroborated"),
        (spoken("Bob", "A paper", side="AAP"), "corroborated"),
        ({**ANONYMOUS, "outlet": "B paper"}, "stated"),
    ],
)
def test_another_side_or_another_named_speaker_of_another_origin_corroborates(
    other: JsonObject, status: str
) -> None:
    own = spoken("Ann", "A paper")
    assert found(given(agreed(own, other)).talks)[2].status == status
    talks = given(agreed(own), agreed(other, at="2024-09-05")).talks
    assert found(talks)[2].status == status


def test_one_joint_statement_is_one_voice() -> None:
    joint = says("claims_agreement", by=["INC", "AAP"], evidence=[ON_RECORD, ON_RECORD])
    assert found(given(joint).talks)[2].status == "stated"


def test_who_stands_for_a_rumour_bears_it_out() -> None:
    talks = given(rumour(AGENCY), rumour(spoken("Ann", "B paper"), at="2024-09-05")).talks
    assert (found(talks)[2].status, found(talks)[2].because) == ("corroborated", (3,))


def test_an_earlier_offer_of_the_same_number_does_not_bear_out_a_report_of_a_new_one() -> None:
    told = offers("5", "2024-09-02", evidence=[spoken("Ann", "B paper")])
    talks = given(told, rumour(AGENCY, at="2024-09-04")).talks
    assert found(talks)[3].status == "reported"


SIXTY: JsonObject = {"issue": "seat_count", "party": "INC", "quantity": "60"}
SHARED: JsonValue = [SIXTY, {"issue": "seat_count", "party": "AAP", "quantity": "30"}]


def says_agreed(on: str = "2024-09-04", **fields: JsonValue) -> Draft:
    claimed: JsonObject = {"by": "INC", "stances": "claims_agreement", **fields}
    return step("StatementMade", on, **claimed)


@pytest.mark.parametrize(
    ("claimed", "given_", "became"),
    [
        ({}, {}, ("settled", (4,))),
        ({"to": "AAP"}, {}, ("settled", (4,))),
        ({"by": "described:sources", "evidence": ANONYMOUS}, {}, ("settled", (4,))),
        ({"issue": "programme"}, {}, ("stated", (3,))),
        ({"terms": SHARED}, {"terms": SHARED}, ("confirmed", (4,))),
        ({"terms": [SIXTY]}, {"terms": SHARED}, ("confirmed", (4,))),
        (
            {"terms": [{"issue": "seat_count", "party": "AAP", "quantity": "40"}]},
            {"terms": SHARED},
            ("otherwise", (4,)),
        ),
        (
            {"terms": [{"issue": "seat_count", "party": "AAP", "quantity": "2"}]},
            {"terms": [{"issue": "constituencies", "party": "AAP", "seats": ["Jind", "Kalayat"]}]},
            ("confirmed", (4,)),
        ),
        (
            {"terms": [{"issue": "constituencies", "party": "AAP", "seats": ["Jind", "Pehowa"]}]},
            {"terms": [{"issue": "constituencies", "party": "AAP", "seats": ["Jind", "Kalayat"]}]},
            ("otherwise", (4,)),
        ),
        (
            {"terms": [{"issue": "leader_face", "party": "INC", "words": "Ann leads"}]},
            {"terms": [{"issue": "leader_face", "party": "INC", "words": "Ann as chief minister"}]},
            ("settled", (4,)),
        ),
        (
            {"terms": [{"issue": "leader_face", "party": "INC", "words": "Ann leads"}]},
            {"terms": [{"issue": "leader_face", "party": "INC", "words": "ann  leads"}]},
            ("confirmed", (4,)),
        ),
        (
            {"terms": [{"issue": "portfolios", "party": "INC", "quantity": "6"}]},
            {"terms": SHARED},
            ("stated", (3,)),
        ),
    ],
)
def test_a_later_deal_confirms_a_claim_or_shows_that_it_was_agreed_otherwise(
    claimed: JsonObject, given_: JsonObject, became: tuple[str, tuple[int, ...]]
) -> None:
    made = step("DealReached", "2024-09-06", by=["INC", "AAP"], assent=JOINTLY, **given_)
    talks = given(opens(), says_agreed("2024-09-04", **claimed), made).talks
    item = found(talks)[3]
    assert (item.status, item.because) == became
    assert (4 in item.confirmed_by) == (became[0] == "confirmed")
    unnamed = claimed.get("evidence") == ANONYMOUS
    assert found(talks, "2024-09-05")[3].status == ("reported" if unnamed else "stated")


def test_a_deal_after_other_talks_or_of_others_confirms_nothing() -> None:
    ended = given(
        opens(), says_agreed(), collapses("2024-09-05"), proposes("2024-09-06"), deal("2024-09-07")
    )
    assert found(ended.talks)[3].status == "stated"
    of_three = registers(at_table=["INC", "AAP"])
    claim = says_agreed(to="CPM")
    talks = given(opens(), claim, deal(), registration=of_three).talks
    assert found(talks)[3].status == "stated"


def test_a_claim_while_the_deal_stands_is_confirmed_by_it() -> None:
    talks = given(opens(), deal(terms=SHARED), says_agreed("2024-09-08", terms=SHARED)).talks
    assert (found(talks)[4].status, found(talks)[4].because) == ("confirmed", (3,))
    talks = given(opens(), deal(), says_agreed("2024-09-08")).talks
    assert found(talks)[4].status == "confirmed"


def test_a_denied_claim_stays_denied_until_who_denied_it_confirms_it() -> None:
    before = given(opens(), says_agreed(), denies(3, by="AAP"), deal("2024-09-09"))
    assert found(before.talks)[3].status == "denied"
    own = says("confirms", "2024-09-10", by="INC", about=3)
    assert found(before.and_then(own).talks)[3].status == "denied"
    theirs = says("confirms", "2024-09-11", by="AAP", about=3)
    item = found(before.and_then(theirs).talks)[3]
    assert (item.status, item.because) == ("confirmed", (7,))


def test_what_the_public_record_shows_is_no_mere_claim() -> None:
    oath: JsonObject = {"attribution": "public_record", "outlet": "A paper"}
    assert found(given(opens(), says_agreed(evidence=oath)).talks)[3].status == "shown"
    paper: JsonObject = {"attribution": "document", "outlet": "A paper"}
    own = says_agreed(evidence=paper)
    assert found(given(opens(), own).talks)[3].status == "stated"


def test_a_document_that_leaked_shows_what_it_says_and_not_that_it_is_so() -> None:
    paper: JsonObject = {"attribution": "document", "outlet": "A paper"}
    leak = says("leak", "2024-09-04", by="described:a paper", evidence=paper)
    assert found(given(opens(), leak).talks)[3].status == "stated"
    another: JsonObject = {"attribution": "document", "outlet": "B paper"}
    figures: JsonValue = [{"issue": "seat_count", "party": "INC", "quantity": "60"}]
    told = says("leak", by="described:sources", evidence=OTHER, terms=figures)
    beside = says("leak", "2024-09-05", by="described:a", evidence=another, terms=figures)
    assert found(given(told, beside).talks)[2].status == "reported"


def test_what_a_party_does_with_an_offer_on_record_takes_the_report_of_it_up() -> None:
    taken_back = step("OfferWithdrawn", "2024-09-05", by="INC", offer=2)
    refused = step("OfferRejected", "2024-09-04", by="AAP", rejected=2)
    item = found(given(rumour(), refused, taken_back).talks)[2]
    assert (item.status, item.because, item.taken_up_by) == ("taken_up", (3, 4), (3, 4))
    assert item.confirmed_by == ()
    unnamed = step("OfferRejected", "2024-09-04", by="AAP", rejected=2, evidence=ANONYMOUS)
    assert found(given(rumour(), unnamed).talks)[2].status == "reported"
    proposed = proposes(evidence=ANONYMOUS)
    welcomed = says("welcomes", by="AAP", in_reply_to=2)
    assert found(given(proposed, welcomed).talks)[2].status == "taken_up"
    denied = says("denies", by="AAP", in_reply_to=2, proposition="words")
    item = found(given(proposed, denied).talks)[2]
    assert (item.status, item.denied_by, item.denied_in_part_by) == ("reported", (), (3,))


def test_a_claim_is_carried_by_what_has_the_whole_of_it_and_no_less() -> None:
    part: JsonValue = [SIXTY]
    claim = says_agreed(terms=SHARED, evidence=spoken("Ann", "A paper"))
    less = says_agreed("2024-09-05", terms=part, evidence=spoken("Bob", "B paper"))
    more = says_agreed("2024-09-06", terms=SHARED, evidence=spoken("Cem", "C paper"))
    items = found(given(opens(), claim, less).talks)
    assert (items[3].status, items[3].origins) == ("stated", ("A paper",))
    assert (items[4].status, items[4].origins) == ("corroborated", ("B paper", "A paper"))
    item = found(given(opens(), claim, less, more).talks)[3]
    assert (item.status, item.because, item.origins) == (
        "corroborated",
        (5,),
        ("A paper", "C paper"),
    )


def test_who_says_it_again_confirms_nothing() -> None:
    again = says("confirms", "2024-09-08", by="INC", about=3)
    item = found(given(opens(), says_agreed(), again).talks)[3]
    assert (item.status, item.confirmed_by) == ("stated", ())


def test_talks_that_a_report_opened_are_on_record_since_the_first_word_or_deal() -> None:
    report: JsonObject = {"attribution": "media_report", "outlet": "A paper"}
    before = given(opens(evidence=report))
    assert found(before.talks)[2].status == "reported"
    item = found(before.and_then(deal()).talks)[2]
    assert (item.status, item.because) == ("settled", (3,))


def test_what_is_said_to_replace_an_offer_is_not_borne_out_by_it() -> None:
    first = offers("6", "2024-09-02", evidence=spoken("Ann", "A paper"))
    replaced = offers("6", "2024-09-03", evidence=[OTHER], supersedes=2)
    talks = given(first, replaced).talks
    assert found(talks)[3].status == "reported"


def test_a_figure_that_is_disputed_bears_nothing_out() -> None:
    talks = given(
        agreed(spoken("Ann", "A paper")),
        agreed(spoken("Bob", "B paper"), at="2024-09-10"),
        says(
            "claims_agreement",
            "2024-09-10",
            by="AAP",
            terms=[{"issue": "seat_count", "party": "INC", "quantity": "20"}],
            evidence=spoken("Cem", "A paper", side="AAP"),
        ),
    ).talks
    assert [each.status for each in found(talks).values()] == ["stated", "disputed", "disputed"]


def test_a_denial_that_was_refuted_stands_no_longer_against_what_it_denied() -> None:
    paper: JsonObject = {"attribution": "document", "outlet": "A paper"}
    leak = says("leak", by="described:a paper", evidence=paper)
    minutes: JsonObject = {"attribution": "document", "outlet": "minutes"}
    shown = says("refutes", "2024-09-06", by="described:minutes", about=3, evidence=minutes)
    talks = given(leak, denies(2), shown).talks
    claimed, denial = found(talks)[2], found(talks)[3]
    assert (claimed.status, claimed.denied_by, claimed.because) == ("corroborated", (3,), (4,))
    assert (denial.status, denial.because) == ("refuted", (4,))


def test_of_denied_talks_it_is_said_that_who_denied_them_is_in_talks_since() -> None:
    claim = says("claims_talks", "2024-09-01", by="AAP", evidence=ON_RECORD)
    own = meets("2024-09-03", by="INC", internal=True)
    alone = given(claim, denies(2, at="2024-09-02"), own).talks
    assert (found(alone)[2].status, found(alone)[2].came_since) == ("denied", ())
    talks = given(claim, denies(2, at="2024-09-02"), own, meets("2024-09-04")).talks
    assert (found(talks)[2].status, found(talks)[2].came_since) == ("denied", (5,))
    assert found(talks, "2024-09-03")[2].came_since == ()


def test_of_a_denied_claim_of_agreement_it_is_said_that_all_agreed_since() -> None:
    claim = says("claims_agreement", "2024-09-02", by="AAP", evidence=ON_RECORD)
    talks = given(opens("2024-09-01"), claim, denies(3, at="2024-09-03"), deal("2024-09-05")).talks
    assert (found(talks)[3].status, found(talks)[3].came_since) == ("denied", (5,))


def test_the_word_of_the_other_side_confirms() -> None:
    one = {**ANONYMOUS, "side": "AAP"}
    confirmed = says("confirms", by="INC", about=2, evidence=ON_RECORD)
    item = found(given(says("claims_agreement", by="AAP", evidence=one), confirmed).talks)[2]
    assert (item.status, item.sides, item.because) == ("confirmed", ("AAP", "INC"), (3,))


def test_another_figure_of_the_same_day_disputes() -> None:
    talks = given(rumour(AGENCY, OTHER), rumour(AGENCY, quantity="7")).talks
    assert [(each.status, each.because) for each in found(talks).values()] == [
        ("disputed", (3,)),
        ("disputed", (2,)),
    ]


def test_a_denial_on_record_stands_before_a_dispute() -> None:
    talks = given(rumour(), rumour(quantity="7"), denies(2)).talks
    assert [(each.status, each.because) for each in found(talks).values()] == [
        ("denied", (4,)),
        ("disputed", (2,)),
    ]


@pytest.mark.parametrize(
    ("by", "evidence"),
    [("INC", ANONYMOUS), ("CPM", ON_RECORD), ("described:a minister", ON_RECORD)],
)
def test_only_a_party_that_it_is_about_denies_and_only_on_record(
    by: str, evidence: JsonObject
) -> None:
    item = found(given(rumour(), denies(2, by, evidence=evidence)).talks)[2]
    assert (item.status, item.denied_by) == ("reported", ())


def test_who_denies_what_is_claimed_in_reply_denies_the_claim() -> None:
    claim = says("claims_agreement", by="AAP", at="2024-09-03")
    reply = says("denies", in_reply_to=2, proposition="agreement")
    assert found(given(claim, reply).talks)[2].status == "denied"
    # Who answers an offer that nothing is agreed does not say that it was not made.
    assert found(given(rumour(), reply).talks)[2].status == "reported"


def test_an_outlets_correction_stands_before_a_denial_and_the_words_stay() -> None:
    corrected = says("corrects", by="described:the paper", about=2)
    item = found(given(rumour(), denies(2), corrected).talks)[2]
    assert (item.status, item.because, item.denied_by) == ("corrected", (4,), (3,))
    assert item.said == "offer INC→AAP 5 (of 90)"


def test_our_correction_marks_a_claim_and_a_second_source_does_not() -> None:
    path = "terms.0.quantity.value"
    cited = corrects(2, "evidence", None, OTHER, effect="add")
    assert found(given(rumour(), cited).talks)[2].status == "reported"
    ours = corrects(2, path, 5, 6)
    item = found(given(rumour(), ours).talks)[2]
    assert (item.status, item.because) == ("corrected", (3,))
    assert found(given(rumour(), ours, retracts(3)).talks)[2].status == "reported"


def test_what_we_took_back_keeps_its_words_and_says_so() -> None:
    talks = given(rumour(AGENCY, OTHER), retracts(2)).talks
    item = found(talks)[2]
    assert (item.status, item.because) == ("retracted", (3,))
    assert (item.said, item.origins) == ("offer INC→AAP 5 (of 90)", ("Agency", "C paper"))


def test_a_retraction_that_was_taken_back_takes_nothing_back() -> None:
    talks = given(rumour(), retracts(2), retracts(3)).talks
    listed = claims.claims(talks.seen(), before(talks))
    assert [(each.version, each.status) for each in listed] == [(2, "reported")]


# Too early --------------------------------------------------------------------------------------


def test_a_claim_before_the_first_word_of_all_says_how_early_it_was() -> None:
    claim = says("claims_agreement", "2024-09-03", by="AAP")
    talks = given(opens(), claim, deal("2024-09-06"), says("claims_agreement", "2024-09-08")).talks
    early, late = found(talks)[3].premature, found(talks)[5].premature
    assert early is not None
    assert early.first_agreement == 4
    assert early.lead == disputes.Delay(at_least_seconds=48 * HOUR, at_most_seconds=96 * HOUR)
    assert late is None
    never = found(talks, "2024-09-05")[3].premature
    assert never == claims.Premature(first_agreement=None, lead=None)


def test_a_one_sided_partial_is_a_claim_of_agreement() -> None:
    partial = step(
        "PartialAgreementReached",
        "2024-09-03",
        by="AAP",
        scope="five seats",
        assent=[{"party": "AAP", "by": "statement"}],
        evidence={**ON_RECORD, "side": "AAP"},
    )
    item = found(given(opens(), partial).talks)[3]
    assert (item.kind, item.premature) == (
        "agreement",
        claims.Premature(first_agreement=None, lead=None),
    )


# Denials ----------------------------------------------------------------------------------------


def test_a_denial_says_how_long_after_in_both_times() -> None:
    story: JsonObject = {**AGENCY, "published": "2024-09-03T18:00"}
    answer: JsonObject = {**ON_RECORD, "published": "2024-09-04T08:00"}
    talks = given(
        rumour(story, at="2024-09-03T12:00"), denies(2, at="2024-09-04T07:00", evidence=answer)
    ).talks
    (denial,) = disputes.denials(talks.seen())
    assert denial.denies is not None
    assert (denial.version, denial.denies.version, denial.on_record_by) == (3, 2, ("INC",))
    minute = HOUR // 60
    within = {"at_least_seconds": 19 * HOUR - minute, "at_most_seconds": 19 * HOUR + minute}
    assert denial.occurred_after == disputes.Delay(**within)
    published = {"at_least_seconds": 14 * HOUR - minute, "at_most_seconds": 14 * HOUR + minute}
    assert denial.published_after == disputes.Delay(**published)


def test_without_a_date_of_publication_no_delay_of_it_is_made_up() -> None:
    talks = given(rumour(), denies(2)).talks
    (denial,) = disputes.denials(talks.seen())
    assert denial.occurred_after == disputes.Delay(at_least_seconds=0, at_most_seconds=48 * HOUR)
    assert denial.published_after is None


def test_what_began_nobody_knows_when_has_a_delay_without_an_upper_bound() -> None:
    talks = given(meets("../2024-09-03"), denies(2, at="2024-09-05")).talks
    (denial,) = disputes.denials(talks.seen())
    assert denial.occurred_after == disputes.Delay(at_least_seconds=24 * HOUR, at_most_seconds=None)


def test_a_denial_of_a_proposition_points_at_nothing() -> None:
    talks = given(opens(), says("denies", proposition="collapse")).talks
    (denial,) = disputes.denials(talks.seen())
    assert (denial.denies, denial.replies_to, denial.proposition) == (None, None, "collapse")
    assert (denial.occurred_after, denial.published_after) == (None, None)


# Contested --------------------------------------------------------------------------------------


def test_a_collapse_that_one_side_denies_is_contested_with_both_positions() -> None:
    talks = given(
        opens(),
        collapses("2024-09-05"),
        says("denies", "2024-09-06", about=3),
        says("confirms", "2024-09-08", proposition="collapse"),
    ).talks
    (then,) = disputes.contested(talks.seen("2024-09-06"))
    assert (then.state, then.until) == ("collapsed", None)
    assert [(each.party, each.word, each.version) for each in then.positions] == [
        ("AAP", "collapse", 3),
        ("INC", "no_collapse", 4),
    ]
    (now,) = disputes.contested(talks.seen())
    assert now.until is not None
    assert (now.since.version, now.until.version) == (4, 5)


# Corrections ------------------------------------------------------------------------------------


def test_ours_and_theirs_are_two_lists() -> None:
    talks = given(
        rumour(),
        corrects(2, "terms.0.quantity.value", 5, 6),
        says("refutes", by="described:the agency", about=2, text="It was six."),
    ).talks
    (ours,) = corrections.ours(talks.seen(), before(talks))
    assert (ours.version, ours.target, ours.was, ours.now) == (3, 2, "5", "6")
    assert ours.before is not None
    assert ours.after is not None
    assert ours.before.said == "offer INC→AAP 5 (of 90)"
    assert ours.after.said == "offer INC→AAP 6 (of 90)"
    (theirs,) = corrections.theirs(talks.seen())
    assert (theirs.version, theirs.what, theirs.reason) == (4, "refutes", "It was six.")
    assert theirs.before is not None
    assert theirs.before.version == 2


def test_a_correction_of_what_had_not_happened_yet_is_not_shown() -> None:
    talks = given(
        proposes("2024-09-01"),
        rumour(at="2024-09-05"),
        corrects(3, "text", None, "x", effect="add"),
    ).talks
    assert corrections.ours(talks.seen("2024-09-03"), before(talks)) == []
    assert len(corrections.ours(talks.seen("2024-09-05"), before(talks))) == 1


def test_a_correction_that_was_taken_back_says_so() -> None:
    talks = given(rumour(), corrects(2, "text", None, "x", effect="add"), retracts(3)).talks
    first, second = corrections.ours(talks.seen(), before(talks))
    assert (first.in_force, second.in_force, second.target) == (False, True, 3)
    assert second.before is not None
    assert second.before.version == 2


def test_a_term_of_a_statement_is_a_claimed_figure() -> None:
    talks = given(says("insists", terms=[seats("5", party="AAP")])).talks
    assert found(talks)[2].kind == "figure"
