"""Whose words a sentence has: those of who speaks, those of the report, and those that are ours."""

from parley.events.canonical import JsonObject, JsonValue
from tests.answers.test_sentences_told import ASHA, every, told
from tests.negotiation.words import ANONYMOUS, closes, collapses, deal, meets, opens, says, step

BY_OFFICE: JsonObject = {"attribution": "on_record", "speaker": "The envoy"}


def test_what_a_speaker_does_is_no_word_that_joins_names() -> None:
    lines = every(says("pessimistic", text="Asha resigns: there is no majority.", evidence=ASHA))
    assert "On 4 Sep 2024, as reported, Asha of INC resigns: there is no majority" in lines


def test_a_report_that_is_named_first_in_its_words_is_named_once() -> None:
    paper: JsonObject = {"attribution": "media_report", "outlet": "Republic"}
    wrong = says(
        "background", by="described:Republic", text="Republic says it was noon.", evidence=paper
    )
    assert "On 4 Sep 2024, as reported, Republic says it was noon" in every(wrong)


def test_our_words_on_a_meeting_are_no_words_of_who_tells_of_it() -> None:
    lines = every(opens(), meets(to="AAP", text="They met; it took an hour.", evidence=ASHA))
    assert "met AAP on 4 Sep 2024, Asha said (in our words: They met; it took an hour)" in lines


def test_a_statement_that_talks_are_on_keeps_its_news() -> None:
    lines = every(opens(), says("claims_talks", text="Nothing is conclusive.", evidence=ASHA))
    assert "Asha of INC said on 4 Sep 2024 that talks are on, in our words: Nothing is" in lines


def test_a_secret_is_told_and_a_telephone_call_is_no_meeting() -> None:
    call = meets("2024-09-03", mode="phone", to="AAP")
    lines = every(
        opens(),
        meets("2024-09-02", to="AAP", secret=True),
        call,
        says("denies", by="AAP", about=4, proposition="words"),
    )
    assert "A spokesperson said; it was held in secret" in lines
    assert "denied on 4 Sep 2024 what is told of the telephone call (v4)" in lines


def test_who_denies_words_of_a_deal_disputes_them() -> None:
    lines = every(
        opens(), deal(), says("denies", "2024-09-07", by="AAP", about=3, proposition="words")
    )
    assert "of AAP disputed on 7 Sep 2024 words of the deal (v3)" in lines
    assert "AAP disputed words of it on 7 Sep 2024 (v4)" in lines


def test_named_seats_stand_with_their_number_and_are_counted_once() -> None:
    terms: list[JsonValue] = [
        {"issue": "seat_count", "party": "INC", "quantity": "88"},
        {"issue": "seat_count", "party": "AAP", "quantity": "2"},
        {"issue": "constituencies", "party": "AAP", "seats": ["Jind", "Sirsa"]},
        {"issue": "constituencies", "party": "INC", "seats": ["Kaithal"]},
    ]
    lines = every(opens(), deal(terms=terms))
    assert (
        ": 88 of 90 seats (among them Kaithal) for INC; 2 of 90 seats (Jind, Sirsa) for AAP\n"
        in lines
    )
    assert "the seat" not in lines


def test_talks_of_nobody_by_name_are_told_with_who_sat_there() -> None:
    lines = every(opens(by="office:Governor", evidence=BY_OFFICE), collapses(by="AAP"))
    assert "There were talks on 2 Sep 2024, The envoy said; INC and AAP sat at the table" in lines


def test_a_limit_is_no_refusal_to_go_together() -> None:
    no = says("rules_out", to="AAP", issue="support_form", text="No minister.", evidence=ASHA)
    lines = every(no)
    assert "INC set AAP a limit on 4 Sep 2024 as for the form of support, Asha said (in" in lines


def test_an_attempt_that_the_close_found_open_did_not_end_by_anybodys_word() -> None:
    lines = every(opens(), closes(reason="tolerated"))
    assert "nothing on record had ended them by the close on 5 Oct 2024 (v3)" in lines
    assert "without a deal" not in lines


def test_a_post_is_called_by_its_name() -> None:
    post: JsonObject = {"issue": "portfolios", "party": "AAP", "words": "the deputy minister"}
    said = told("claim v2", says("claims_agreement", terms=[post], evidence=ANONYMOUS))
    assert ": for AAP, the deputy minister;" in said


def test_why_talks_were_suspended_is_a_reason_and_no_word_of_the_report() -> None:
    paused = step("TalksSuspended", by="INC", reason="the budget", evidence=ASHA)
    lines = every(opens(), paused)
    assert "INC suspended the talks on 5 Sep 2024, Asha said; the reason given: the budget" in lines
