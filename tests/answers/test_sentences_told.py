"""Sentences that say what the record says, and no more and no less of it.

Each case is a finding of somebody who read printed lines: what was wrong there is right here.
"""

import pytest

from parley.answers.sentences.sentences import sentence
from parley.events.canonical import JsonObject, JsonValue
from parley.events.politics import Draft
from parley.negotiation.views.told.told import told as all_told
from parley.negotiation.views.told.told import told_of
from tests.negotiation.given import given
from tests.negotiation.words import (
    ANONYMOUS,
    DOCUMENT,
    JOINTLY,
    accepts,
    closes,
    collapses,
    deal,
    demands,
    meets,
    offers,
    opens,
    proposes,
    registers,
    resumes,
    says,
    seats,
    step,
)

BOTH: list[JsonValue] = [
    {"attribution": "on_record", "speaker": "Asha", "side": "INC"},
    {"attribution": "on_record", "speaker": "Ravi", "side": "AAP"},
]
ASHA: JsonObject = {"attribution": "on_record", "speaker": "Asha", "side": "INC"}
RAVI: JsonObject = {"attribution": "on_record", "speaker": "Ravi", "side": "AAP"}
SHOWN: JsonObject = {"attribution": "public_record"}
CONDUCT: list[JsonValue] = [{"party": "INC", "by": "conduct"}, {"party": "AAP", "by": "conduct"}]
THREE = registers(
    parties=[
        {"party": "Open Vld", "name": "Party A"},
        {"party": "sp.a", "name": "Party B"},
        {"party": "cdH", "name": "Party C"},
    ],
    at_table=["Open Vld", "sp.a", "cdH"],
    pools={"seats": 90, "ministers": 43},
)


def told(field: str, *recorded: Draft, registration: Draft | None = None) -> str:
    """The one sentence that tells a field."""
    seen = given(*recorded, registration=registration).talks.seen()
    (found,) = told_of(seen, field)
    return sentence(seen, found).text


def every(*recorded: Draft, registration: Draft | None = None, as_of: str | None = None) -> str:
    """All sentences, a line each."""
    seen = given(*recorded, registration=registration).talks.seen(as_of)
    return "\n".join(sentence(seen, each).text for each in all_told(seen))


def worded(words: str, **more: JsonValue) -> JsonObject:
    return {"issue": "programme", "words": words, **more}


# Who, and for whom -------------------------------------------------------------------------------


def test_the_givers_own_share_is_not_printed_as_the_receivers() -> None:
    package: list[JsonValue] = [seats("30"), seats("60", party="INC")]
    said = told("offer v2", offers(terms=package))
    assert said.startswith(
        "INC offered AAP 30 of 90 seats for AAP and 60 of 90 seats for INC on 3 Sep"
    )


def test_who_offers_to_take_something_proposes_it() -> None:
    mine: JsonObject = {"issue": "portfolios", "party": "INC", "quantity": "4"}
    said = told("offer v2", offers(terms=mine))
    assert said.startswith("INC proposed to AAP 4 posts for INC on 3 Sep 2024")


def test_names_with_blanks_dots_and_small_letters_stay_as_they_are_registered() -> None:
    offer = offers(by="Open Vld", to=["sp.a", "cdH"], terms=worded("a paper"))
    lines = every(offer, registration=THREE)
    assert "Open Vld made sp.a and cdH an offer on 3 Sep 2024" in lines
    left = step("PartyWithdrew", by="cdH", parties=["cdH"])
    assert told("party cdH", offer, left, registration=THREE).startswith("cdH left the table on")
    demand = demands(by="sp.a", to="cdH")
    assert told("demand v2", demand, registration=THREE).startswith("sp.a demanded 10 seats")


def test_one_offer_to_several_is_one_sentence_with_what_each_did() -> None:
    offer = offers(by="Open Vld", to=["sp.a", "cdH"], terms=worded("a paper"))
    yes = accepts(2, by="sp.a")
    no = step("OfferRejected", by="cdH", rejected=2)
    said = told("offer v2", offer, yes, no, registration=THREE)
    assert said.startswith("Open Vld made sp.a and cdH an offer on 3 Sep 2024")
    assert said.endswith(
        "the programme: a paper; sp.a accepted it on 4 Sep 2024 (v3);"
        " cdH refused it on 5 Sep 2024 (v4)"
    )
    assert told("offer v2.1", offer, yes, no, registration=THREE) == said


def test_who_resumed_is_not_the_whole_registered_table() -> None:
    end = collapses(by="sp.a", at="2024-09-06")
    two: list[JsonValue] = ["Open Vld", "sp.a"]
    again = resumes(by=two, parties=two)
    said = told("state", opens(by="all"), end, again, registration=THREE)
    assert said.startswith("Open Vld and sp.a were in talks on 7 Sep 2024")


def test_a_word_of_the_leading_office_names_no_party_that_it_did_not_name() -> None:
    said = told("state", opens(by="office:Governor"), registration=None)
    assert said.startswith("The Governor opened talks on 2 Sep 2024")


def test_who_was_put_out_did_not_leave() -> None:
    out = step("PartyWithdrew", by="sp.a", parties=["cdH"], excluded_by=["sp.a", "Open Vld"])
    said = told("party cdH", opens(by="all"), out, registration=THREE)
    assert said.startswith("sp.a and Open Vld put cdH out of the talks on 5 Sep 2024")


def test_an_end_by_leaving_says_that_the_talks_are_over() -> None:
    left = step("PartyWithdrew", "2024-09-07", by="AAP", parties=["AAP"], ends_negotiation=True)
    said = told("state", opens(), left)
    assert said.startswith("AAP left the table on 7 Sep 2024, and with that the talks ended")


def test_who_joined_later_was_not_in_the_deal() -> None:
    joins = step(
        "DealAmended",
        "2024-09-08",
        by=["INC", "AAP", "CPM"],
        joins=["CPM"],
        now=[seats("1", party="CPM")],
        assent=[{"party": each, "by": "joint"} for each in ("INC", "AAP", "CPM")],
    )
    said = told("state", opens(), deal(), joins)
    assert said.startswith("INC and AAP reached a deal on 6 Sep 2024")


# According to whom -------------------------------------------------------------------------------


def test_a_quotation_stands_under_its_own_speaker() -> None:
    two: list[JsonValue] = [
        {"attribution": "on_record", "speaker": "Asha", "side": "INC"},
        {**RAVI, "quote": {"verbatim": "we hate it"}},
    ]
    refused = says("rules_out", to="AAP", by="INC", evidence=two)
    said = told("exclusion v3", opens(), refused)
    assert "Ravi of AAP said: “we hate it”" in said
    assert "Asha" not in said


def test_all_who_speak_on_record_are_named_and_one_man_once() -> None:
    three: list[JsonValue] = [ASHA, {**ASHA, "speaker": "Dev"}, {**ASHA, "speaker": "Asha and Dev"}]
    said = told("claim v3", opens(), says("claims_agreement", evidence=three))
    assert said.startswith("Asha and Dev of INC claimed on 4 Sep 2024")
    assert told("state", opens(evidence=BOTH)).startswith(
        "INC and AAP were in talks on 2 Sep 2024, Asha and Ravi said"
    )


def test_an_offer_called_accepted_by_its_giver_is_accepted_by_his_word() -> None:
    said = told("offer v2", offers(), accepts(2, evidence=[ASHA, DOCUMENT]))
    assert "AAP accepted it on 4 Sep 2024 (v3), Asha of INC said" in said


def test_who_leaves_a_deal_is_not_made_to_say_so() -> None:
    broke = step(
        "DealBroken", "2024-09-09", by="AAP", evidence={**RAVI, "quote": {"verbatim": "they lied"}}
    )
    said = told("state", opens(), deal(), broke)
    assert said == "AAP left the deal on 9 Sep 2024; the words of Ravi of AAP: “they lied”"


def test_an_end_shown_by_conduct_was_not_declared() -> None:
    ended = collapses(by="AAP", how="conduct", evidence=SHOWN)
    said = told("state", opens(), ended)
    assert said.startswith("The talks ended on 6 Sep 2024 by what AAP did, the public record shows")
    assert said.endswith("; nobody is recorded as declaring it")


def test_what_a_party_says_of_itself_is_said_by_its_speaker() -> None:
    inner = says(
        "dissent", by="AAP", terms=[seats("60..70", party="AAP")],
        text="Some wanted more.", evidence=RAVI,
    )  # fmt: skip
    said = told("claim v2", inner)
    assert said.startswith(
        "Ravi of AAP said on 4 Sep 2024: 60–70 of 90 seats for AAP (in our words: Some wanted more)"
    )


def test_a_term_that_our_words_tell_is_not_told_twice() -> None:
    inner = says(
        "dissent", by="AAP", terms=[seats("7", party="AAP"), seats("60..70", party="INC")],
        text="Seven for AAP, and 60 to 70 for INC.", evidence=RAVI,
    )  # fmt: skip
    said = told("claim v2", inner)
    assert said.startswith(
        "Ravi of AAP said on 4 Sep 2024, in our words: Seven for AAP, and 60 to 70 for INC"
    )
    assert "90 seats" not in said
    nameless = says(
        "dissent", by="AAP", terms=[seats("7", party="AAP"), seats("60..70", party="INC")],
        text="It is seven, or 60 to 70.", evidence=RAVI,
    )  # fmt: skip
    assert "7 of 90 seats for AAP; 60–70 of 90 seats for INC" in told("claim v2", nameless)


def test_with_whom_it_is_agreed_is_said() -> None:
    said = told("claim v3", opens(), says("claims_agreement", to="AAP", evidence=ASHA))
    assert said.startswith("Asha of INC claimed on 4 Sep 2024 that there is an agreement with AAP")


def test_a_leak_tells_what_was_leaked() -> None:
    leak = says("leak", by="described:a leaked paper", text="Bob is to go.", evidence=DOCUMENT)
    assert told("claim v2", leak).startswith(
        "It leaked on 4 Sep 2024 from a leaked paper, as the document has it (in our words: Bob"
    )


# Claims -----------------------------------------------------------------------------------------


def test_talks_that_are_on_by_the_record_need_no_word_beside_that_of_who_says_so() -> None:
    said = told("claim v3", opens(evidence=BOTH), says("claims_talks"))
    assert said.endswith("said on 4 Sep 2024 that talks are on")
    assert told("claim v3", opens(evidence=ASHA), says("claims_talks")) == said


def test_talks_that_are_only_proposed_are_the_word_of_one() -> None:
    said = told("claim v3", proposes(), says("claims_talks"))
    assert said.endswith("; nobody else is recorded as confirming it")
    unnamed = told("claim v3", proposes(), says("claims_talks", evidence=ANONYMOUS))
    assert unnamed.endswith("; nobody is recorded as confirming it")


def test_talks_that_are_over_are_not_borne_out_by_the_step_that_opened_them() -> None:
    late = says("claims_talks", "2024-09-08", evidence=ANONYMOUS)
    assert "borne out" not in told("claim v4", opens(evidence=BOTH), collapses(), late)


def test_a_denial_is_kept_beside_the_claim_that_talks_are_on() -> None:
    denial = step(
        "StatementMade", by="INC", stances=["denies", "claims_talks"], proposition="agreement"
    )
    said = told("claim v3", opens(evidence=BOTH), denial)
    assert "claimed" not in said
    assert said.endswith("that talks are on, and denied that there is an agreement")


@pytest.mark.parametrize(
    ("draft", "words"),
    [
        (offers(evidence=ANONYMOUS), "INC offered AAP 5 of 90 seats on 3 Sep 2024, according to"),
        (demands(evidence=ANONYMOUS), "AAP demanded 10 of 90 seats from INC on 3 Sep 2024, accor"),
        (meets(evidence=ANONYMOUS), "INC met AAP on 4 Sep 2024, according to unnamed sources"),
        (
            step("MeetingHeld", by="INC", internal=True, evidence=ANONYMOUS),
            "INC held a meeting of its own on 5 Sep 2024, according to unnamed sources",
        ),
        (
            step("TalksSuspended", evidence={"attribution": "media_report", "outlet": "a paper"}),
            "The talks were suspended on 5 Sep 2024, a paper reported",
        ),
    ],
)
def test_an_act_that_only_a_report_tells_keeps_that_voice(draft: Draft, words: str) -> None:
    said = told("claim v3", opens("2024-09-01"), draft)
    assert said.startswith(words)
    assert "nobody is recorded as confirming it" in said


def test_a_claimed_rejection_names_what_it_rejects() -> None:
    rejected = step("OfferRejected", by="INC", to="AAP", rejected=2, evidence=ANONYMOUS)
    said = told("claim v3", demands(), rejected)
    assert said.startswith("INC refused the demand (v2) on 5 Sep 2024, according to unnamed")


def test_what_the_receiver_refuses_on_record_was_offered() -> None:
    refused = step("OfferRejected", by="AAP", rejected=2, evidence=RAVI)
    said = told("offer v2", offers(evidence=ANONYMOUS), refused)
    assert "AAP refused it on 5 Sep 2024 (v3)" in said
    assert "confirms" not in said


def test_a_denial_that_was_shown_to_be_false_does_not_stand_against_the_leak() -> None:
    leak = says("leak", "2024-09-01", by="described:a leaked paper", evidence=DOCUMENT, text="A.")
    denial = says("denies", "2024-09-02", about=2, proposition="words", text="Not so.")
    shown = says(
        "refutes", "2024-09-05", by="described:released minutes", about=3, evidence=DOCUMENT
    )
    said = told("claim v2", leak, denial, shown)
    assert "INC denied it on 2 Sep 2024 (v3) (in our words: Not so)" in said
    assert "released minutes showed the denial (v3) to be false on 5 Sep 2024 (v4)" in said
    assert told("claim v3", leak, denial, shown).startswith("A spokesperson of INC denied the leak")


def test_a_claim_of_what_all_agreed_later_is_not_left_unconfirmed() -> None:
    claimed = says("claims_agreement", evidence=ANONYMOUS)
    said = told("claim v3", opens(), claimed, deal())
    assert said.endswith("; on record since: the deal (v4) on 6 Sep 2024")
    stood = told("claim v4", opens(), deal(), says("claims_agreement", "2024-09-07"))
    assert stood.endswith("; it is borne out (v3)")


def test_a_part_that_is_claimed_has_its_scope_and_is_no_agreement() -> None:
    assent: JsonValue = [{"party": "INC", "by": "statement"}]
    claimed = step(
        "PartialAgreementReached",
        by="INC",
        evidence=ASHA,
        assent=assent,
        scope="seats so far",
        terms=[seats("60")],
    )
    assert told("claim v3", opens(), claimed) == (
        "Asha of INC claimed on 5 Sep 2024 that a part is agreed: seats so far; 60 of 90 seats;"
        " nobody else is recorded as confirming it"
    )
    report: JsonObject = {"attribution": "media_report", "outlet": "Paper One"}
    told_of = step(
        "PartialAgreementReached",
        by=["INC", "AAP"],
        assent=JOINTLY,
        evidence=report,
        scope="a form",
    )
    assert told("claim v3", opens(), told_of) == (
        "INC and AAP agreed on a part on 5 Sep 2024, Paper One reported: a form; nobody is"
        " recorded as confirming it"
    )


def test_who_is_not_named_among_those_in_talks_is_put_in_nobodys_mouth() -> None:
    some = opens(by=["Open Vld", "sp.a"], parties=["Open Vld", "sp.a"])
    said = told("party cdH", some, registration=THREE)
    assert said == "cdH is not named among those in talks on 2 Sep 2024"


def test_what_had_happened_by_then_has_no_date_from_after_it() -> None:
    welcomes = says("welcomes", "../2024-09-07", by="AAP", in_reply_to=2)
    later = says("optimistic", "2024-09-06", after=3)
    said = every(proposes(evidence=ANONYMOUS), welcomes, later, as_of="2024-09-06")
    assert "AAP welcomed it by 6 Sep 2024 (v3)" in said


def test_a_denial_of_words_is_told_as_no_denial_of_the_deal() -> None:
    words = says(
        "denies", "2024-09-07", by="AAP", in_reply_to=3, proposition="words", text="Not so."
    )
    assert told("state", opens(), deal(), words).endswith(
        "; AAP disputed words of it on 7 Sep 2024 (v4) (in our words: Not so)"
    )
    secret = says("denies", "2024-09-07", by="AAP", in_reply_to=3, proposition="secrecy")
    assert "AAP denied on 7 Sep 2024 (v4) what is said of secrecy" in told(
        "state", opens(), deal(), secret
    )


def test_who_says_it_again_does_not_confirm_it() -> None:
    again = says("confirms", "2024-09-08", by="INC", about=3)
    said = told("claim v3", opens(), says("claims_agreement", by="INC"), again)
    assert "INC said it again on 8 Sep 2024 (v4)" in said


def test_an_agreement_of_all_on_something_else_is_told_apart() -> None:
    term: JsonObject = {"issue": "constituencies", "party": "AAP", "seats": ["Jind"]}
    claimed = says("claims_agreement", evidence=ANONYMOUS, terms=[term])
    settled = deal(terms=[{**term, "seats": ["Kalayat"]}])
    said = told("claim v3", opens(), claimed, settled)
    assert "all agreed on something else on 6 Sep 2024 (v4)" in said


def test_a_report_that_denies_a_deal_stands_in_the_sentence_of_the_deal() -> None:
    denies = says(
        "denies", "2024-09-07", by="described:Paper Two", about=3, proposition="agreement",
        evidence={"attribution": "media_report", "outlet": "Paper Two"},
    )  # fmt: skip
    said = told("state", opens(), deal(), denies)
    assert said.endswith("Paper Two denied on 7 Sep 2024 (v4) that there is an agreement")


# What became of it ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("evidence", "tail"),
    [
        (ANONYMOUS, "INC refused it on 5 Sep 2024 (v3), according to unnamed sources (“party insi"),
        (
            {**ASHA, "confidence": "low"},
            "(v3), Asha said, in a report that we doubt",
        ),
        (ASHA, "; INC refused it on 5 Sep 2024 (v3)"),
    ],
)
def test_what_ended_it_keeps_its_hedge(evidence: JsonObject, tail: str) -> None:
    rejected = step("OfferRejected", by="INC", to="AAP", rejected=2, evidence=evidence)
    assert tail in told("demand v2", demands(), rejected)


def test_a_refusal_before_the_withdrawal_is_not_lost() -> None:
    no = step("OfferRejected", "2024-09-04", by="AAP", rejected=2)
    back = step("OfferWithdrawn", "2024-09-05", by="INC", offer=2)
    said = told("offer v2", offers(), no, back)
    assert said.endswith("; AAP refused it on 4 Sep 2024 (v3); INC took it back on 5 Sep 2024 (v4)")


@pytest.mark.parametrize(
    ("before", "end", "outcome"),
    [
        ([opens()], deal(), "deal on 6 Sep 2024 (v5)"),
        ([opens()], collapses(), "collapse on 6 Sep 2024 (v5)"),
        ([opens(), deal("2024-09-02")], closes(), "close on 5 Oct 2024 (v6)"),
    ],
)
def test_what_nobody_answered_has_no_end_before_the_outcome(
    before: list[Draft], end: Draft, outcome: str
) -> None:
    steps = [*before, offers(), demands()]
    said = f"; nothing on record had ended it by the {outcome}"
    assert told(f"offer v{len(steps)}", *steps, end).endswith(said)
    assert told(f"demand v{len(steps) + 1}", *steps, end).endswith(said)


def test_a_demand_that_was_rebuffed_after_the_end_says_so() -> None:
    no = says("rebuffs", "2024-09-08", by="INC", in_reply_to=3, text="It is unacceptable.")
    said = told("demand v3", opens(), demands(), collapses(), no)
    assert "nothing on record had ended it by the collapse on 6 Sep 2024 (v4)" in said
    assert said.endswith("; INC rebuffed it on 8 Sep 2024 (v5) (in our words: It is unacceptable)")


def test_a_broken_pact_keeps_its_content() -> None:
    pact = deal("2024-09-03", terms=[seats("40", party="AAP"), worded("23 points")])
    broke = step("DealBroken", "2024-09-09", by="AAP")
    lines = every(opens(), pact, broke)
    assert "40 of 90 seats for AAP; the programme: 23 points; AAP left it on 9 Sep" in lines


def test_a_part_that_is_agreed_says_which() -> None:
    part = step(
        "PartialAgreementReached",
        by=["INC", "AAP"],
        scope="energy",
        assent=[{"party": "INC", "by": "joint"}, {"party": "AAP", "by": "joint"}],
    )
    assert "INC and AAP agreed on a part on 5 Sep 2024" in every(opens(), part)
    assert told("flag partial", opens(), part).endswith("said: energy")


def test_the_bodies_that_approved_are_said_once() -> None:
    approves = [
        step("DealRatified", f"2024-09-0{day}", party=party, body=f"congress of {party}",
             outcome="approved")
        for day, party in ((7, "INC"), (8, "AAP"))
    ]  # fmt: skip
    pact = deal(terms=[seats("40", party="AAP"), worded("23 points")])
    lines = every(opens(), pact, *approves)
    said = (
        "approved on 7 Sep 2024 by the congress of INC (v4);"
        " approved on 8 Sep 2024 by the congress of AAP (v5)"
    )
    assert lines.count(said) == 1


def test_a_deal_that_waits_for_a_body_says_so() -> None:
    pact = deal(subject_to=[{"party": "AAP", "body": "a council"}])
    said = told("flag ratification_pending", opens(), pact)
    assert said.endswith("; it has still to be ratified by a council of AAP")


def test_what_all_did_without_a_word_is_agreed_by_conduct() -> None:
    shown = deal(assent=CONDUCT, evidence=SHOWN, form="de_facto")
    said = told("state", opens(), shown)
    assert said.endswith("; as what they did shows")


def test_a_veto_is_told_as_one_and_a_concession_meets_it() -> None:
    veto = demands(kind="veto", terms={"issue": "person_veto", "words": "Bob in the cabinet"})
    gives = step("ConcessionMade", by="INC", to="AAP", in_reply_to=3, words="Bob stays out")
    said = told("demand v3", opens(), veto, gives, collapses("2024-09-09"))
    assert "AAP said to INC on 3 Sep 2024 what it rules out" in said
    assert said.endswith(": a person: Bob in the cabinet; it was met on 5 Sep 2024 (v4)")


def test_a_mandate_of_two_is_told_of_both() -> None:
    mandate = step("MandateChanged", by=["INC", "AAP"], now="at most 200 a year")
    said = told("person v2", mandate)
    assert said.startswith("INC and AAP set ")
    assert said.endswith(": at most 200 a year")


def test_a_mandate_ends_with_the_task() -> None:
    named = step("NegotiatorAppointed", by="INC", person="Ann", role="negotiator", principal="INC")
    own: JsonObject = {"by": "INC", "person": "Ann", "role": "negotiator"}
    mandate = step("MandateChanged", "2024-09-06", now="five seats", **own)
    gone = step("TenureChanged", "2024-09-08", now="given_back", **own)
    assert told("person v3", named, mandate, gone).endswith("; that ended on 8 Sep 2024 (v4)")


def test_a_part_that_ended_with_the_talks_says_which_and_how() -> None:
    part = step(
        "PartialAgreementReached",
        by=["INC", "AAP"],
        scope="energy",
        assent=[{"party": "INC", "by": "joint"}, {"party": "AAP", "by": "joint"}],
    )
    left = step("PartyWithdrew", "2024-09-07", by="AAP", parties=["AAP"], ends_negotiation=True)
    lines = every(opens(), part, left)
    assert "said: energy; it ended as AAP left the table on 7 Sep 2024 (v4)" in lines


def test_a_meeting_that_is_refused_is_no_offer() -> None:
    no = step("OfferRejected", by="INC", to="AAP", words="a meeting", evidence=ANONYMOUS)
    assert told("claim v2", no).startswith("INC refused on 5 Sep 2024 a meeting, according to")


# What no field shows -----------------------------------------------------------------------------


def test_meetings_concessions_attacks_and_words_on_record_have_their_line() -> None:
    lines = every(
        opens(),
        meets("2024-09-03", mode="phone", to="AAP", text="They spoke for an hour."),
        says("attacks", "2024-09-04", to="AAP", text="Asha: they cannot count.", evidence=ASHA),
        says("expects", "2024-09-05", text="Asha hopes for the best.", evidence=ASHA),
        step("ConcessionMade", "2024-09-06", by="INC", words="the mayor", text="The mayor goes."),
        says("denies", "2024-09-07", in_reply_to=5, proposition="words", evidence=ASHA),
    )
    called = "INC spoke with AAP by telephone on 3 Sep 2024, A spokesperson said"
    assert f"{called} (in our words: They spoke for an hour)" in lines
    assert "INC attacked AAP on 4 Sep 2024, Asha said (in our words: they cannot count)" in lines
    assert "On 5 Sep 2024, as reported, Asha of INC hopes for the best" in lines
    assert "INC gave way on 6 Sep 2024, A spokesperson said (in our words: The mayor" in lines
    assert "Asha of INC denied" in lines


def test_a_denial_keeps_its_speaker_and_its_words_in_a_line_of_its_own() -> None:
    no = says(
        "denies", "2024-09-04", proposition="agreement", text="Asha: there is none.", evidence=ASHA
    )
    lines = every(opens(), says("claims_agreement", by="AAP", evidence=RAVI), no)
    denial = "Asha of INC denied on 4 Sep 2024 that there is an agreement"
    assert f"{denial}, in our words: there is none" in lines


def test_talks_that_never_opened_had_nobody_at_the_table_and_end_as_an_attempt() -> None:
    ended = every(proposes(), collapses("2024-09-08", by="AAP", evidence=RAVI))
    assert "No talks of INC and AAP are on record" in ended
    assert "AAP declared the attempt over on 8 Sep 2024, Ravi said" in ended
    assert "AAP sat at the table" not in ended
    late = every(opens(), collapses("2024-09-08", by="AAP", evidence=RAVI))
    assert "INC and AAP sat at the table" in late
    assert "AAP declared the talks over on 8 Sep 2024, Ravi said" in late


def test_an_issue_that_is_set_aside_was_not_taken_up_again() -> None:
    aside = step("TalksSuspended", by=["INC", "AAP"], scope="migration")
    assert "; nothing on record says that it was taken up again" in every(opens(), aside)


def test_an_offer_put_in_the_place_of_another_does_not_bear_it_out() -> None:
    six: JsonObject = {"issue": "portfolios", "quantity": "6"}
    first = offers(terms={**six, "words": "with finance"})
    later = offers(
        at="2024-09-05", terms={**six, "words": "without finance"}, supersedes=2, evidence=ANONYMOUS
    )
    said = told("offer v2", first, later)
    assert "; INC put another in its place on 5 Sep 2024 (v3), according to unnamed" in said
    assert said.endswith("; nothing on record has ended it"), "nobody on record put it aside"
    assert "borne out" not in told("offer v3", first, later)


def test_exploratory_talks_are_called_so() -> None:
    assert told("state", opens(stage="exploratory")).startswith(
        "INC and AAP were in exploratory talks"
    )


def test_an_ultimatum_that_nothing_met_says_so() -> None:
    threat = step("UltimatumIssued", by="INC", to="AAP", words="an answer")
    assert told("deadline v2", threat).endswith(": an answer; nothing on record has met it")


# Now and then -----------------------------------------------------------------------------------


def test_nobody_is_at_a_table_that_is_over() -> None:
    assert "INC and AAP sat at the table" in every(opens(), collapses())
    assert "No talks of INC and AAP are on record" in every()
    assert " is at the table" not in every(opens(), collapses())


def test_talks_that_nothing_ended_are_told_in_the_past() -> None:
    said = told("state", opens())
    assert said.startswith("INC and AAP were in talks on 2 Sep 2024")
    assert said.endswith("; nothing on record has ended them")


def test_an_attempt_says_who_ended_it() -> None:
    said = told("attempt v2", opens("../2024-09-06"), collapses("2024-09-08"))
    assert said.startswith("INC and AAP were in talks by 6 Sep 2024")
    assert said.endswith("; AAP declared them over without a deal on 8 Sep 2024 (v3)")


# Language ---------------------------------------------------------------------------------------


def test_one_seat_is_a_seat() -> None:
    poolless = registers(pools={})
    for written, printed in (
        ("1 seat", "1 seat "),
        ("0..1 seats", "0–1 seat "),
        ("2 seats", "2 seats "),
    ):
        said = told("offer v2", offers(written), registration=poolless)
        assert said.startswith(f"INC offered AAP {printed}on")


def test_a_figure_of_nothing_that_has_a_unit_is_a_figure() -> None:
    figure: JsonObject = {"issue": "symbol", "quantity": "2"}
    points: JsonObject = {
        "issue": "programme",
        "quantity": {"kind": "exact", "value": 73, "unit": "points"},
    }
    assert "the symbol: a figure of 2" in told("offer v2", offers(terms=figure))
    assert "the programme: 73 points" in told("offer v2", offers(terms=points))


def test_posts_are_of_their_pool() -> None:
    posts: JsonObject = {"issue": "portfolios", "pool": "ministers", "quantity": "16"}
    offer = offers(by="Open Vld", to="sp.a", terms=posts)
    said = told("offer v2", offer, registration=THREE)
    assert said.startswith("Open Vld offered sp.a 16 of 43 posts (ministers) on")


def test_a_month_without_a_day_is_in_it() -> None:
    assert " in Jan 2025, " in told("offer v2", offers(at="2025-01"))


def test_a_registered_date_has_no_tense() -> None:
    registered = registers(dates=[{"what": "poll", "when": "2024-10-05"}])
    assert told("deadline v1", registration=registered) == "A fixed date: poll, 5 Oct 2024"


def test_an_ultimatum_has_its_date_and_whom_it_is_for() -> None:
    given_ = step(
        "UltimatumIssued", by="INC", to="AAP", words="an answer", when="2024-09-09",
        consequence="no talks",
    )  # fmt: skip
    assert told("deadline v2", given_).startswith(
        "INC gave AAP an ultimatum on 5 Sep 2024, A spokesperson said: an answer, by 9 Sep 2024,"
        " or else no talks"
    )


def test_a_date_that_was_moved_says_to_when() -> None:
    first = step("DeadlineSet", by="INC", kind="self_set", when="2024-09-12", what="a deal")
    moved = step("DeadlineExtended", "2024-09-06", by="INC", deadline=2, now="2024-09-10")
    said = told("deadline v2", first, moved)
    assert said.endswith("a deal, 12 Sep 2024; it was brought forward to 10 Sep 2024 (v3)")


def test_what_ended_as_somebody_was_put_out_does_not_say_that_they_left() -> None:
    part = step(
        "PartialAgreementReached",
        by=["INC", "AAP"],
        scope="energy",
        assent=[{"party": "INC", "by": "joint"}, {"party": "AAP", "by": "joint"}],
    )
    out = step("PartyWithdrew", "2024-09-07", by="INC", parties=["AAP"], excluded_by=["INC"])
    assert "; it ended as INC put AAP out on 7 Sep 2024 (v4)" in every(opens(), part, out)


def test_what_the_dates_leave_open_they_leave_open_whatever_comes_later() -> None:
    talks = given(
        offers("5", "2024-09-03"), offers("7", "2024-09-03"), offers("9", "2024-09-06")
    ).talks
    first, second, third = (fact for fact in all_told(talks.seen()) if fact.kind == "offer")
    assert [fact.undetermined_with for fact in (first, second, third)] == [(3,), (2,), ()]
    linked = given(offers("5", "2024-09-03"), offers("7", "2024-09-03", supersedes=2)).talks
    assert [fact.undetermined_with for fact in all_told(linked.seen()) if fact.kind == "offer"] == [
        (),
        (),
    ]


def test_what_a_condition_requires_is_not_told_as_what_happened() -> None:
    tied = step(
        "ConditionSet", "2024-09-04", by="AAP", evidence=RAVI, condition="Kejriwal is released"
    )
    assert told("condition v3", opens(), tied).startswith(
        "AAP set a condition on 4 Sep 2024, Ravi said; what it requires: Kejriwal is released; "
    )


def test_what_became_of_a_term_is_how_it_was_recorded_and_nobodys_word() -> None:
    followed = step(
        "TermFollowed",
        "2024-09-20",
        by="INC",
        deal=3,
        term=1,
        fulfilment="in_trouble",
        text="Asha said that all is open.",
        evidence={"attribution": "media_report"},
    )
    seats_of = "; 30 of 90 seats for AAP: recorded as in trouble, from what INC said or did "
    said = every(opens(), deal(terms=[seats("30", party="AAP")]), followed)
    assert seats_of in said and said.count("Asha said that all is open") == 2
    assert "INC took up a term of the deal (v3) on 20 Sep 2024 (30 of 90 seats for AAP), " in said
    assert ": recorded as in trouble (in our words: Asha said that all is open)" in said


def test_a_list_of_candidates_contests_talks_by_what_was_done() -> None:
    moved = step(
        "UnilateralMoveMade",
        "2024-09-09",
        by="AAP",
        evidence=RAVI,
        kind="candidate_list",
        count="20",
        overlaps="11",
    )
    said = told("state", opens(), says("claims_talks", by="INC"), moved)
    assert "contested: AAP acted otherwise on 9 Sep 2024 (v4)" in said
