"""Sentences that say what the record says, and no more and no less of it."""

import pytest

from parley.answers.sentences.sentences import sentence
from parley.answers.sentences.words import seat_or_seats, since
from parley.events.canonical import JsonObject, JsonValue
from parley.events.politics import Draft
from parley.negotiation.views.fields import chosen_fields
from tests.negotiation.given import given
from tests.negotiation.words import (
    ANONYMOUS,
    closes,
    collapses,
    deal,
    demands,
    meets,
    offers,
    opens,
    proposes,
    registers,
    says,
    seats,
    step,
)

BOTH: list[JsonValue] = [
    {"attribution": "on_record", "speaker": "Asha", "side": "INC"},
    {"attribution": "on_record", "speaker": "Ravi", "side": "AAP"},
]
CONDUCT: list[JsonValue] = [{"party": "INC", "by": "conduct"}, {"party": "AAP", "by": "conduct"}]
SHOWN: JsonObject = {"attribution": "public_record"}
TERM: JsonObject = seats("1", party="AAP")


def told(field: str, *recorded: Draft, dates: list[JsonValue] | None = None) -> str:
    registration = registers(dates=dates) if dates is not None else None
    seen = given(*recorded, registration=registration).talks.seen()
    (found,) = chosen_fields(seen, field)
    return sentence(seen, found).text


# Claims -----------------------------------------------------------------------------------------


def test_talks_that_a_step_of_both_sides_shows_are_borne_out() -> None:
    said = told("claim v3", opens(evidence=BOTH), says("claims_talks"))
    assert said.endswith("said, which the record bears out (v2)")
    assert "nothing on record" not in said


def test_talks_on_the_word_of_one_side_have_no_tail() -> None:
    one: JsonObject = {"attribution": "on_record", "speaker": "Asha", "side": "INC"}
    said = told("claim v3", opens(evidence=one), says("claims_talks"))
    assert said.endswith("A spokesperson said")


def test_words_of_both_sides_are_no_step_that_bears_out_a_claim() -> None:
    both: list[JsonValue] = ["INC", "AAP"]
    one: JsonObject = {"attribution": "on_record", "speaker": "Asha", "side": "INC"}
    words = says("optimistic", "2024-09-03", by=both, evidence=BOTH)
    said = told("claim v4", opens(evidence=one), words, says("claims_talks"))
    assert said.endswith("A spokesperson said")


def test_talks_that_are_only_proposed_are_not_borne_out() -> None:
    said = told("claim v3", proposes(), says("claims_talks"))
    assert said.endswith("; nothing on record confirms it")


def test_talks_that_are_over_are_not_borne_out_by_the_step_that_opened_them() -> None:
    said = told(
        "claim v4",
        opens(evidence=BOTH),
        collapses(),
        says("claims_talks", "2024-09-08", evidence=ANONYMOUS),
    )
    assert "bears out" not in said


def test_a_denial_is_kept_beside_the_claim_that_talks_are_on() -> None:
    said = told(
        "claim v3",
        opens(evidence=BOTH),
        step(
            "StatementMade", by="INC", stances=["denies", "claims_talks"], proposition="agreement"
        ),
    )
    assert said.startswith("INC denied that it is agreed, and said that talks are on, on 5 Sep")
    assert said.endswith("; that talks are on, the record bears out (v2)")


@pytest.mark.parametrize(
    ("draft", "words"),
    [
        (offers(evidence=ANONYMOUS), "It was claimed that INC offered AAP 5 seats, on 3 Sep 2024"),
        (
            offers(evidence=ANONYMOUS, finality="final"),
            "It was claimed that INC offered AAP 5 seats, called final, on 3 Sep 2024",
        ),
        (demands(evidence=ANONYMOUS), "It was claimed that AAP demanded 10 seats of INC, on"),
        (meets(evidence=ANONYMOUS), "It was claimed that INC met AAP, on 4 Sep 2024"),
        (
            step("MeetingHeld", by="INC", internal=True, evidence=ANONYMOUS),
            "It was claimed that INC held a meeting, on 5 Sep 2024",
        ),
    ],
)
def test_a_claimed_act_is_a_sentence(draft: Draft, words: str) -> None:
    assert told("claim v2", draft).startswith(words)


def test_a_claimed_rejection_names_what_it_rejects() -> None:
    rejected = step("OfferRejected", by="INC", to="AAP", rejected=2, evidence=ANONYMOUS)
    assert told("claim v3", demands(), rejected).startswith(
        "It was claimed that INC rejected the demand (v2), on 5 Sep 2024, according to unnamed"
    )


def test_a_claim_on_which_reports_agree_is_not_called_a_claim_and_no_more() -> None:
    other = {**ANONYMOUS, "source_as_described": "others", "side": "AAP"}
    one = {**ANONYMOUS, "side": "INC"}
    said = told("claim v2", offers(evidence=one), offers("5", "2024-09-04", evidence=other))
    assert said.endswith("; others bear it out (v3)")
    assert "no more" not in said


# What became of it ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("evidence", "tail"),
    [
        (ANONYMOUS, "; it was rejected, according to unnamed sources (“party insiders”) (v3)"),
        (
            {"attribution": "on_record", "speaker": "Asha", "confidence": "low"},
            "; it was rejected, Asha said, the recorder doubts it (v3)",
        ),
        ({"attribution": "on_record", "speaker": "Asha"}, "; it was rejected (v3)"),
    ],
)
def test_what_ended_it_keeps_its_hedge(evidence: JsonObject, tail: str) -> None:
    rejected = step("OfferRejected", by="INC", to="AAP", rejected=2, evidence=evidence)
    assert told("demand v2", demands(), rejected).endswith(tail)


def test_a_supersession_and_a_withdrawal_by_ear_keep_their_hedge() -> None:
    later = offers("7", "2024-09-04", evidence=ANONYMOUS)
    away = step("OfferWithdrawn", by="INC", offer=2, evidence=ANONYMOUS)
    by_ear = "according to unnamed sources (“party insiders”) (v3)"
    first = offers(evidence=ANONYMOUS)
    assert told("offer v2", first, later).endswith(f"; a later offer took its place, {by_ear}")
    assert told("offer v2", first, away).endswith(f"; it was withdrawn, {by_ear}")


@pytest.mark.parametrize(
    ("before", "end", "outcome"),
    [
        ([opens()], deal(), "deal"),
        ([opens()], collapses(), "collapse"),
        ([opens(), deal("2024-09-02")], closes(), "close"),
    ],
)
def test_what_nobody_answered_stood_until_the_outcome(
    before: list[Draft], end: Draft, outcome: str
) -> None:
    steps = [*before, offers(), demands()]
    said = f"; it stood until the {outcome} of v{len(steps) + 2}"
    assert told(f"offer v{len(steps)}", *steps, end).endswith(said)
    assert told(f"demand v{len(steps) + 1}", *steps, end).endswith(said)


# Agreed -----------------------------------------------------------------------------------------


def test_a_deal_by_conduct_says_that_nobody_announced_it() -> None:
    made = deal(terms=[TERM], form="de_facto", assent=CONDUCT, evidence=SHOWN)
    ends = ", by what they did; no announcement is on record"
    assert told("state", opens(), made).endswith(ends)
    assert told("agreed AAP seat_count", opens(), made).endswith(ends)
    assert ends not in told("state", opens(), deal(terms=[TERM]))


def test_who_approved_a_deal_is_named_with_it() -> None:
    ratified = step("DealRatified", "2024-09-07", party="AAP", body="council", outcome="approved")
    said = told("agreed AAP seat_count", opens(), deal(terms=[TERM]), ratified)
    assert said.endswith("; approved by council of AAP (v4)")


def test_a_deal_that_was_broken_is_no_longer_agreed() -> None:
    broken = step("DealBroken", "2024-09-08", by="AAP")
    said = told("issue seat_count", opens(), demands(), deal(terms=[TERM]), broken)
    assert said == "No longer agreed: AAP seat count, 1 seat (v4), broken by AAP on 8 Sep 2024 (v5)"


def test_a_deal_that_a_body_rejected_is_no_longer_agreed() -> None:
    fails = step("DealRatified", "2024-09-07", party="AAP", body="council", outcome="rejected")
    said = told("issue seat_count", opens(), demands(), deal(terms=[TERM]), fails)
    assert said.endswith("(v4), rejected by council of AAP on 7 Sep 2024 (v5)")


# Language ---------------------------------------------------------------------------------------


def test_one_seat_is_a_seat() -> None:
    assert told("offer v2", offers("1")).startswith("INC offered AAP 1 seat on")
    assert "was 1 seat," in told("last_offer", offers("1"))
    assert "AAP seat count, 1 seat, on" in told(
        "agreed AAP seat_count", opens(), deal(terms=[TERM])
    )
    assert seat_or_seats("0–1 seats, 11 seats") == "0–1 seats, 11 seats"
    assert seat_or_seats("at least 1 (“one”) seats") == "at least 1 (“one”) seat"


def test_a_start_that_is_only_a_latest_day_is_that_day_or_before() -> None:
    assert since("../2024-09-06") == "since 6 Sep 2024 or before"
    assert since("2024-09-06") == "since 6 Sep 2024"
    assert "since 6 Sep 2024 or before" in told("attempt", opens("../2024-09-06"))


def test_an_offer_has_its_direction() -> None:
    assert told("last_offer", offers()).startswith(
        "The last offer on record (INC to AAP, seat count) was 5 seats"
    )


def test_a_fixed_date_gone_by_is_told_in_the_past_and_without_a_tail() -> None:
    close: JsonObject = {"what": "nominations close", "when": "2024-09-12"}
    poll: JsonObject = {"what": "poll", "when": "2024-10-05"}
    assert told("deadline v1", dates=[close]) == "Nominations closed on 12 Sep 2024"
    assert told("deadline v1", dates=[poll]) == "The date fixed for poll was 5 Oct 2024"
    said = step(
        "DeadlineSet", by="AAP", kind="external_hard", what=close["what"], when=close["when"]
    )
    assert told("deadline v2", said) == (
        "The date fixed for nominations to close was 12 Sep 2024, A spokesperson said"
    )
