"""The line of a step, and of a correction: nothing in it twice, and nothing raw."""

import re
from pathlib import Path

import msgspec
import pytest

from parley.answers.words.phrases import change_said, field_said, value_said
from parley.answers.words.steps import content_said, step_said
from parley.events.canonical import JsonObject, JsonValue
from parley.events.politics import Draft
from parley.negotiation.account import Believed, read_entry
from parley.negotiation.fold import Folding
from parley.negotiation.moments import parse_moment
from parley.negotiation.rows import StepRow
from parley.negotiation.steps import Step
from parley.negotiation.views import timeline
from tests.negotiation.given import given
from tests.negotiation.test_golden import FILES, stored
from tests.negotiation.words import (
    JOINTLY,
    corrects,
    deal,
    demands,
    offers,
    opens,
    retracts,
    says,
    seats,
    step,
)

_TWICE = re.compile(r"(?<!→)\b([^\W\d]{2,}) \1\b", re.IGNORECASE)
"""Who is addressed, and then gets something, is two things."""
_QUOTED = re.compile(r"“[^”]*”")
_RAW = re.compile(r"[a-z]_[a-z]|\d{4}-\d{2}|[{}]")
"""Names of the catalogue, dates as they are kept, JSON."""


def last_line(*steps: Draft) -> str:
    return timeline.log(given(*steps).talks.seen())[-1].said


@pytest.mark.parametrize(
    ("draft", "line"),
    [
        (step("PartyWithdrew", by="AAP", parties=["AAP"]), "leaves the table AAP"),
        (
            step("PartyWithdrew", by="INC", parties=["AAP"], excluded_by=["INC"]),
            "leaves the table AAP (put out by INC)",
        ),
        (step("PartyJoined", by="CPM", parties=["CPM"]), "joins the table CPM"),
        (
            step("PartyJoined", by="CPM", parties=["CPM"], consent=["INC", "AAP"]),
            "joins the table CPM (by consent of INC+AAP)",
        ),
        (offers(terms=seats("5", party="AAP")), "offer INC→AAP 5 (of 90)"),
        (demands(terms=seats("5", party="AAP")), "demand AAP→INC 5 (of 90)"),
        (
            offers(terms={"issue": "programme", "words": "a common programme"}),
            "offer INC→AAP a common programme",
        ),
        (
            says("leak", by="INC", terms=[seats("5", party="AAP"), seats("9", party="INC")]),
            "INC: leak: AAP 5 (of 90), INC 9 (of 90)",
        ),
        (
            step(
                "DeadlineSet", by="INC", kind="next_meeting", when="2024-09-08", what="next meeting"
            ),
            "deadline INC 8 Sep 2024 next meeting",
        ),
        (
            step("UltimatumIssued", by="AAP", to="INC", when="../2024-09-08", words="an answer"),
            "ultimatum AAP→INC until 8 Sep 2024 an answer",
        ),
        (
            step("TalksSuspended", by="INC", scope="seat_count", reason="the poll"),
            "talks suspended INC seat count, the poll",
        ),
        (
            deal(form="signed", subject_to=[{"party": "AAP", "body": "Council"}]),
            "deal reached INC+AAP (signed) subject to Council of AAP",
        ),
        (
            step("RegistrationAmended", field="pools.seats", was=90, now=89),
            "registration amended pool seats, 90 → 89",
        ),
    ],
    ids=lambda each: each.type if isinstance(each, Draft) else None,
)
def test_a_step_is_said_in_one_line_and_nothing_twice(draft: Draft, line: str) -> None:
    assert last_line(opens(), draft) == line


@pytest.mark.parametrize(
    ("by", "line"),
    [
        (["AAP"], "ratification Council of AAP: approved (20 to 3)"),
        ([], "ratification Council of AAP: approved (20 to 3)"),
    ],
)
def test_a_ratification_names_its_party_once(by: list[JsonValue], line: str) -> None:
    fields: JsonObject = {"party": "AAP", "body": "Council", "outcome": "approved"}
    ratified = step("DealRatified", "2024-09-07", by=by, votes="20 to 3", **fields)
    assert last_line(opens(), deal(), ratified) == line


def test_a_body_that_has_its_party_in_its_name_is_not_given_it_again() -> None:
    bodies: list[JsonValue] = [{"party": "AAP", "body": "AAP council"}]
    assert last_line(opens(), deal(subject_to=bodies)).endswith("subject to AAP council")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_line_says_a_word_twice_running_or_anything_raw(path: Path) -> None:
    entry, step = stored(path), read_entry(stored(path))
    if isinstance(step, Step):
        folded = given(opens()).talks.folded
        entry = msgspec.structs.replace(entry, version=3)
        bounds = parse_moment(step.occurred).bounds(folded.negotiation.zone)
        row, *_ = Folding(folded).step(Believed(entry, step, bounds))
        assert isinstance(row, StepRow)
        line = step_said(row)
        assert content_said(row), "what it says of its own is in no line"
        assert not _TWICE.search(_QUOTED.sub("", line)), line
        assert not _RAW.search(line), line


# Corrections ------------------------------------------------------------------------------------


def test_a_correction_is_said_in_words() -> None:
    was: JsonObject = {"kind": "range", "low": 5, "high": 7}
    now: JsonObject = {"kind": "range", "low": 5, "high": 6}
    slip = corrects(3, "terms.0.quantity", was, now)
    assert last_line(opens(), offers("5..7"), slip) == (
        "we corrected v3: quantity of term 1, 5–7 → 5–6"
    )


def test_long_words_are_left_to_the_answers_that_show_them_in_full() -> None:
    slip = corrects(3, "text", "old " * 20, "new " * 20)
    assert last_line(opens(), offers(text="old " * 20), slip) == "we corrected v3: text"


def test_what_is_taken_back_has_no_values() -> None:
    assert last_line(opens(), offers(), retracts(3)) == "we took back v3"


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("occurred", "../2024-09-06", "by 6 Sep 2024"),
        ("now", "no date at all", "“no date at all”"),
        ("text", "2024", "“2024”"),
        ("in_addition", True, "yes"),
        ("terms.0.seats", ["Jind", "Kalayat"], "“Jind”, “Kalayat”"),
        ("terms.0.quantity", {"kind": "unquantified", "verbatim": "a few"}, "“a few”"),
        (
            "terms.0",
            {"issue": "symbol", "party": "AAP", "words": "a common symbol", "seats": ["Jind"]},
            "AAP a common symbol [Jind]",
        ),
        ("assent", JOINTLY, "INC (joint), AAP (joint)"),
        (
            "evidence",
            {"attribution": "on_record", "speaker": "A", "quote": {"verbatim": "w"}, "source": "s"},
            "“w” – A, on record · s",
        ),
        ("subject_to.0", {"party": "AAP", "body": "Council"}, "Council of AAP"),
        ("text", None, "–"),
        ("dates", [], "none"),
    ],
)
def test_a_value_of_any_field_is_said_in_words(path: str, value: JsonValue, words: str) -> None:
    assert value_said(path, value) == words


def test_a_field_is_named_in_words() -> None:
    assert field_said("evidence.1.quote.verbatim") == "quote verbatim of evidence 2"
    assert field_said("parties.0.aliases") == "aliases of party 1"
    assert change_said("text", None, "words") == "text, “words”"
