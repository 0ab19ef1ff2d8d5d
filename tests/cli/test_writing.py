"""What every command that writes shares: the answer, the options, several negotiations, asking."""

import json

import pytest

from parley.drafting.receipts import WritingAnswer, WrittenAnswer
from tests.cli.desk import TOLD, Desk
from tests.cli.terminal import Screen

ID = "01920000-0000-7000-8000-000000000001"
OFFER = ("offer", "INC", "AAP", "good small numbers")
MEET = ("meet", "INC", "AAP")
OTHER = (
    *("new", "other", "--title", "T", "--arena", "A", "--seats", "90"),
    *("--party", "INC", "--party", "AAP"),
)


# The answer


def test_after_a_write_one_line_says_what_stands_now(desk: Desk) -> None:
    result = desk.must(*OFFER, *TOLD)
    assert result.stdout == "v2 offer INC→AAP “good small numbers” (of 90) 7 Sep 2024 · proposed\n"
    assert "next: parley accept BY 2" in result.stderr


def test_quiet_leaves_the_line_alone(desk: Desk) -> None:
    result = desk.must(*OFFER, *TOLD, "-q")
    assert result.stdout.startswith("v2 ")
    assert result.stderr == ""


def test_a_program_gets_one_object(desk: Desk) -> None:
    answer = json.loads(desk.must(*OFFER, *TOLD, "--json").stdout)
    assert list(answer) == ["shape", *WrittenAnswer.__struct_fields__]
    assert answer["shape"] == "parley.written/v1"
    assert (answer["stream"], answer["version"], answer["position"]) == ("negotiation/talks", 2, 2)
    assert answer["recorded_at"] == "2024-09-07T12:00:03.000000Z"
    assert (answer["type"], answer["state"]) == ("OfferMade", "proposed")
    assert answer["changed"] == ["no talks yet → proposed", "offer INC→AAP stands: seat count"]
    assert (answer["late"], answer["before"]) == (False, None)
    assert (answer["repeated"], answer["dry_run"]) == (False, False)


def test_late_news_says_where_it_was_placed(desk: Desk) -> None:
    desk.must("propose", "INC", "AAP", "--at", "2024-09-02", "--speaker", "S")
    desk.must("open", "INC", "AAP", "--at", "2024-09-05", "--speaker", "S")
    late = (*MEET, "--at", "2024-09-04", "--speaker", "S")
    shown = desk.must(*late, "--dry-run").stdout
    assert shown.endswith("· proposed at its place, talks underway now · placed before v3\n")
    answer = json.loads(desk.must(*late, "--json").stdout)
    assert (answer["late"], answer["before"]) == (True, 3)
    assert (answer["state_there"], answer["state"]) == ("proposed", "talks_underway")


def test_late_news_that_breaks_the_history_is_refused_naming_both(desk: Desk) -> None:
    desk.must("open", "INC", "AAP", "--at", "2024-09-05", "--speaker", "S")
    desk.must("suspend", "INC", "--at", "2024-09-06", "--speaker", "S")
    result = desk.type("collapse", "AAP", "--at", "2024-09-05T23:00", "--speaker", "S", "--json")
    assert result.code == 1
    problem = json.loads(result.stderr)
    assert problem["guard"] == "late:state"
    assert problem["problems"][0]["other"] == 3
    assert "v4 in its place, v3" in problem["detail"]
    assert desk.size() == 3


def test_a_refusal_carries_its_facts(desk: Desk) -> None:
    problem = json.loads(desk.type("break", "INC", *TOLD, "--json").stderr)
    assert problem["type"] == "urn:parley:problem:refused"
    assert (problem["guard"], problem["state"], problem["tried"]) == ("state", None, "DealBroken")
    assert problem["negotiation"] == "talks"
    assert [each["guard"] for each in problem["problems"]] == ["state"]


# The options


def test_a_dry_run_says_what_would_be_and_writes_nothing(desk: Desk) -> None:
    result = desk.must(*OFFER, *TOLD, "--dry-run")
    assert result.stdout.startswith("would be v2 offer INC→AAP")
    assert "no talks yet → proposed" in result.stderr
    assert "nothing was written" in result.stderr
    answer = json.loads(desk.must(*OFFER, *TOLD, "--dry-run", "--json").stdout)
    assert (answer["position"], answer["recorded_at"], answer["dry_run"]) == (None, None, True)
    assert desk.size() == 1


def test_a_dry_run_refuses_what_would_be_refused(desk: Desk) -> None:
    assert desk.type("break", "INC", *TOLD, "--dry-run").code == 1


def test_an_id_typed_again_records_nothing_twice(desk: Desk) -> None:
    desk.must(*OFFER, *TOLD, "--id", ID)
    desk.must("open", "INC", "AAP", *TOLD)
    again = desk.must(*OFFER, *TOLD, "--id", ID.upper())
    assert again.stdout.startswith("v2 offer INC→AAP “good small numbers”")
    assert "talks underway · recorded before, nothing new" in again.stdout
    assert desk.size() == 3
    other = desk.type("offer", "INC", "AAP", "6", *TOLD, "--id", ID)
    assert other.code == 4
    assert "6" in other.stderr
    assert "good small numbers" in other.stderr
    assert desk.size() == 3


def test_an_expected_version_that_is_not_there_is_a_conflict(desk: Desk) -> None:
    result = desk.type(*OFFER, *TOLD, "--expect-version", "4", "--json")
    assert result.code == 4
    problem = json.loads(result.stderr)
    assert (problem["expected"], problem["actual"]) == (4, 1)
    desk.must(*OFFER, *TOLD, "--expect-version", "1")


def test_what_was_typed_is_kept_in_one_normal_form(desk: Desk) -> None:
    desk.must(*MEET, "--at", "sat", "--speaker", "Rene\u0301")
    assert desk.field("evidence.0.speaker") == "Ren\u00e9"


def test_a_typed_day_is_said_as_it_was_resolved_and_kept_so(desk: Desk) -> None:
    result = desk.must(*MEET, "--at", "yesterday 14:30", "--speaker", "S")
    assert "--at yesterday 14:30 is 6 Sep 2024 14:30 (Asia/Kolkata)" in result.stderr
    assert desk.field("occurred") == "2024-09-06T14:30"


def test_the_evidence_holds_all_that_was_told(desk: Desk) -> None:
    desk.must(
        *("source", "add", "ians", "--outlet", "Mint", "--origin", "IANS", "--published", "sat"),
    )
    desk.must(*OFFER, *TOLD)
    desk.must(
        *("say", "AAP", "claims_talks", "in our words", "--at", "fri", "--speaker", "R. Chadha"),
        *("--side", "AAP", "--attribution", "party_statement", "--quote", "बातचीत", "--lang", "hi"),
        *("--translated-by", "IANS", "--note", "ours", "--source", "ians", "--reply", "2"),
        *("--about", "talks", "--supersedes", "2", "--after", "2", "--at", "sat"),
    )
    step = desk.last().step
    assert step["evidence"] == [
        {
            "attribution": "party_statement",
            "source": "ians",
            "outlet": "Mint",
            "origin": "IANS",
            "published": "2024-09-07",
            "side": "AAP",
            "speaker": "R. Chadha",
            "quote": {
                "verbatim": "बातचीत",
                "lang": "hi",
                "translated": True,
                "by_whom": "IANS",
            },
        }
    ]
    assert (step["in_reply_to"], step["supersedes"], step["after"]) == (2, 2, [2])
    assert (step["proposition"], step["text"], step["note"]) == ("talks", "in our words", "ours")


def test_a_file_of_its_own_that_cannot_be_written_is_no_failure_of_the_record(desk: Desk) -> None:
    carried = desk.place.state / "carried.json"
    carried.mkdir()
    result = desk.must(*OFFER, *TOLD)
    assert "nothing will carry over" in result.stderr
    assert desk.size() == 2


def test_a_dry_run_finds_a_version_that_is_not_there(desk: Desk) -> None:
    assert desk.type(*OFFER, *TOLD, "--dry-run", "--expect-version", "4").code == 4


# Several negotiations


def test_a_negotiation_named_twice_is_recorded_once(desk: Desk) -> None:
    desk.must(*MEET, *TOLD, "-n", "talks,talks")
    assert desk.size() == 2
    assert "act" not in desk.last().step


def test_one_act_is_recorded_in_each_negotiation(desk: Desk) -> None:
    desk.must(*OTHER)
    result = desk.must(*MEET, *TOLD, "-n", "talks,other", "--json")
    answer = json.loads(result.stdout)
    assert list(answer) == ["shape", *WritingAnswer.__struct_fields__]
    assert [item["stream"] for item in answer["items"]] == [
        "negotiation/talks",
        "negotiation/other",
    ]
    one, other = desk.records()[-2:]
    assert one.step["act"] == other.step["act"]
    assert one.step["act"] != one.id
    assert len({item["recorded_at"] for item in answer["items"]}) == 1


def test_one_act_that_one_negotiation_refuses_is_recorded_in_none(desk: Desk) -> None:
    desk.must(*OTHER)
    desk.must("open", "INC", "AAP", *TOLD, "-n", "other")
    result = desk.type("suspend", "INC", *TOLD, "-n", "other,talks")
    assert result.code == 1
    assert "number 2 of 2) in talks, state no talks yet" in result.stderr
    assert desk.size() == 3


def test_a_step_of_several_negotiations_says_which(desk: Desk) -> None:
    desk.must(*OTHER)
    desk.must(*OFFER, *TOLD, "-n", "talks")
    bare = desk.type("say", "INC", "optimistic", *TOLD, "--about", "2", "-n", "talks,other")
    assert bare.code == 2
    assert "hint: write talks#2" in bare.stderr
    desk.must("say", "INC", "optimistic", *TOLD, "--about", "talks#v2", "-n", "talks,other")
    here, there = desk.records()[-2:]
    assert (here.step["about"], there.step["about"]) == (2, "negotiation/talks#2")


@pytest.mark.parametrize("option", [("--id", ID), ("--expect-version", "1")])
def test_what_is_about_one_record_does_not_fit_several(option: tuple[str, str], desk: Desk) -> None:
    desk.must(*OTHER)
    assert desk.type(*MEET, *TOLD, "-n", "talks,other", *option).code == 2
    assert desk.size() == 2


def test_a_step_on_a_contest_has_no_state(desk: Desk) -> None:
    desk.must("new", "contest/poll", "--title", "T", "--kind", "election", "--date", "2024-10-05")
    told = ("--at", "2024-09-07", "--attribution", "media_report", "-n", "contest/poll")
    result = desk.must("say", "described:the agency", "background", "five of ten", *told)
    assert result.stdout.endswith(": background 7 Sep 2024\n")
    assert desk.last().stream == "contest/poll"
    refused = desk.type(*OFFER, *told)
    assert refused.code == 1
    assert "stream_takes_type" in refused.stderr


# Asking


def test_everything_missing_is_named_at_once(desk: Desk) -> None:
    problem = json.loads(desk.type("offer", "--json").stderr)
    assert problem["missing"] == ["BY", "TO", "QUANTITY", "--at", "--attribution"]
    assert problem["hint"].startswith("parley offer [OPTIONS] BY TO QUANTITY --at ")
    problem = json.loads(desk.type(*OFFER, "--attribution", "anonymous", "--json").stderr)
    assert problem["missing"] == ["--at", "--anon"]
    assert problem["hint"] == "add --at 2024-09-07 --anon WORDS"


def test_on_a_terminal_only_what_is_missing_is_asked_and_then_confirmed(desk: Desk) -> None:
    with Screen(desk.place, "offer", "INC") as screen:
        for question, answer in (
            ("to: ", "AAP"),
            ("quantity: ", "5..7"),
            ("at: ", "2024-09-07"),
            ("attribution (on_record", "anonymous"),
            ("anon: ", "party sources"),
        ):
            screen.wait_for(question)
            screen.type(f"{answer}\r")
        screen.wait_for("v2 offer INC→AAP 5–7 (of 90) 7 Sep 2024 · proposed\nrecord it? [Y/n]")
        screen.type("\r")
        assert screen.leave() == 0
    assert desk.field("evidence.0.source_as_described") == "party sources"
    assert desk.size() == 2


def test_what_is_not_confirmed_is_not_recorded(desk: Desk) -> None:
    with Screen(desk.place, "offer", "INC", "AAP", *TOLD) as screen:
        screen.wait_for("quantity: ")
        screen.type("5\r")
        screen.wait_for("record it?")
        screen.type("n\r")
        assert screen.leave() == 1
    assert desk.size() == 1


# Near-duplicates


def test_what_looks_like_a_step_that_is_there_is_said(desk: Desk) -> None:
    desk.must(*OFFER, *TOLD)
    result = desk.must("offer", "Congress", "AAP", "Good Small Numbers", *TOLD)
    assert "v2 says the same: offer INC→AAP “good small numbers” (of 90) 7 Sep" in result.stderr
    assert "parley cite 2" in result.stderr
    assert desk.size() == 3


@pytest.mark.parametrize(
    "other",
    [
        ("offer", "INC", "AAP", "5", *TOLD),
        ("offer", "AAP", "INC", "good small numbers", *TOLD),
        ("offer", "INC", "AAP", "--issue", "portfolios", "--words", "one", *TOLD),
        (*OFFER, "--at", "2024-09-05", "--speaker", "S"),
        ("demand", "INC", "AAP", "good small numbers", *TOLD),
    ],
)
def test_another_figure_direction_issue_or_day_is_no_duplicate(
    other: tuple[str, ...], desk: Desk
) -> None:
    desk.must(*OFFER, *TOLD)
    assert "says the same" not in desk.must(*other).stderr


def test_the_same_from_another_party_is_no_duplicate(desk: Desk) -> None:
    desk.must(*OTHER, "--party", "SP")
    desk.must("offer", "INC", "AAP", "5", *TOLD, "-n", "other")
    result = desk.must("offer", "SP", "AAP", "5", *TOLD, "-n", "other")
    assert "says the same" not in result.stderr


def test_an_agreement_on_what_was_demanded_is_no_duplicate(desk: Desk) -> None:
    desk.must("open", "INC", "AAP", *TOLD)
    desk.must("demand", "AAP", "INC", "5", *TOLD)
    result = desk.must("deal", "AAP", "--partial", "seats", "--terms", "AAP=5", *TOLD)
    assert "says the same" not in result.stderr


def test_a_demand_without_a_figure_looks_like_one_with_a_figure(desk: Desk) -> None:
    desk.must("demand", "AAP", "INC", "10", *TOLD)
    result = desk.must("demand", "AAP", "INC", "--words", "some", *TOLD)
    assert "v2 says the same" in result.stderr


@pytest.mark.parametrize(("answer", "code", "size"), [("n", 1, 2), ("y", 0, 3)])
def test_on_a_terminal_a_duplicate_is_asked_about(
    answer: str, code: int, size: int, desk: Desk
) -> None:
    desk.must(*OFFER, *TOLD)
    with Screen(desk.place, *OFFER, *TOLD) as screen:
        screen.wait_for("record it as a step of its own? [y/N]")
        screen.type(f"{answer}\r")
        assert screen.leave() == code
    assert desk.size() == size
