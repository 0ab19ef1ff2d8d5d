"""Answers about time, people and contests on the real cases: the answer, its citation, its JSON."""

import json
from pathlib import Path

import pytest

from tests.cli.recorded_talks import import_examples
from tests.cli.terminal import Place
from tests.questions.question import Question
from tests.questions.times import QUESTIONS

TALKS = ("-n", "inc-aap-haryana-2024")
PUT_OUT = """
parley: 1
negotiations:
  - negotiation: talks
    register:
      title: Three parties
      arena: Parliament
      zone: UTC
      parties: [{party: A, name: Alder}, {party: B, name: Birch}, {party: C, name: Cedar}]
    steps:
      - type: TalksOpened
        by: all
        occurred: 2020-03-01
        evidence: {attribution: on_record, side: A, speaker: Ann}
      - type: PartyWithdrew
        by: [A, B]
        parties: C
        excluded_by: [A, B]
        occurred: 2020-03-02
        evidence: {attribution: on_record, side: C, speaker: Cem}
"""
Node = dict[str, object]


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A ledger with all examples in it; nothing but a check is recorded in it."""
    place = Place(tmp_path_factory.mktemp("times"))
    import_examples(place)
    return place


def answer(place: Place, *words: str) -> Node:
    result = place.run(*words, "--json")
    assert result.code == 0, result.stderr
    found: Node = json.loads(result.stdout)
    return found


def items(found: Node, name: str = "items") -> list[Node]:
    listed = found[name]
    assert isinstance(listed, list)
    return listed


def part(found: Node, *path: str) -> object:
    value: object = found
    for name in path:
        assert isinstance(value, dict)
        value = value[name]
    return value


def line(place: Place, version: int, *words: str) -> Node:
    return next(each for each in items(answer(place, *words)) if each["version"] == version)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda each: str(each.number))
def test_each_question_is_answered_by_one_command(question: Question, examples: Place) -> None:
    result = examples.run(*question.command)
    assert result.code == 0, result.stderr
    for fragment in question.shows:
        assert fragment in result.stdout


# 15: deadlines ----------------------------------------------------------------------------------


def test_likely_by_sunday_was_moved_and_then_passed(examples: Place) -> None:
    words = ("dates", *TALKS, "--as-of", "2024-09-30")
    first, moved = line(examples, 25, *words), line(examples, 27, *words)
    assert (first["kind"], first["status"], first["by_step"]) == ("soft_target", "extended", 27)
    assert (moved["when"], moved["status"]) == ("2024-09-10", "passed")
    assert (first["speaker"], first["source"]) == ("Deepak Babaria", "lokmat-2024-09-07")
    assert moved["quote"] == "we hope that the results will come out in two days"


def test_a_meeting_five_days_late_does_not_keep_the_date(examples: Place) -> None:
    found = line(examples, 4, "dates", "-n", "inc-sp-up-2024")
    assert (found["kind"], found["status"], found["by_step"]) == ("next_meeting", "late", 7)


def test_that_an_ultimatum_was_carried_out_is_nowhere_claimed(examples: Place) -> None:
    found = line(examples, 36, "dates", *TALKS)
    assert found["consequence"] == "a list of candidates for all 90 seats by evening"
    assert found["followed_by"] == []
    assert part(found, "away_after", "version") == 38
    shown = examples.run("dates", *TALKS).stdout
    assert (
        "nobody is recorded as saying that it followed; what they did next:"
        " moves away AAP candidate list of 20" in shown
    )


# 18: people -------------------------------------------------------------------------------------


def test_all_negotiators_of_a_party_stand_beside_each_other(examples: Place) -> None:
    found = items(answer(examples, "people", "--all", *TALKS))
    names = [each["person"] for each in found if each["principal"] == "INC" and each["role"]]
    assert names == ["Ajay Maken", "Deepak Babaria", "Bhupinder Singh Hooda"]
    assert {each["attribution"] for each in found} == {"media_report"}
    assert {each["source"] for each in found} == {"rediff-2024-09-07"}


def test_a_mandate_has_its_words(examples: Place) -> None:
    (found,) = items(answer(examples, "people", "-n", "haryana-2024"))
    assert (found["principal"], found["mandate"]) == ("INC", "explore an alliance with the AAP")
    assert (found["votes"], found["quote"]) == (None, None)
    assert items(answer(examples, "people", "-n", "haryana-2024", "--as-of", "2024-09-05")) == []


# 19, 20: rounds ---------------------------------------------------------------------------------


def test_the_collapse_has_who_why_and_what_the_other_said(examples: Place) -> None:
    found = answer(examples, "attempts", *TALKS)
    assert (found["attempts"], found["inconclusive"]) == (1, 1)
    (attempt,) = items(found)
    assert attempt["days"] == {"at_least": 7, "at_most": 7}
    # Why, the papers say, and not who declared it.
    assert (attempt["ended_by"], attempt["reason"]) == (["AAP"], None)
    assert part(attempt, "last", "speaker") == "Sushil Gupta"
    (reply,) = items(attempt, "replies")
    assert reply["party"] == "INC"
    # It speaks of no end: the Congress will form no alliance.
    assert (reply["said"], part(reply, "next_word", "version")) == (None, 47)


def test_no_statement_is_invented_for_who_said_nothing(examples: Place) -> None:
    (attempt,) = items(answer(examples, "attempts", "-n", "lab-ld-2010"))
    (reply,) = items(attempt, "replies")
    assert (reply["party"], reply["said"], reply["next_word"]) == ("LD", None, None)
    shown = examples.run("attempts", "-n", "lab-ld-2010").stdout
    assert "nobody else is recorded on it" in shown


def test_a_broken_deal_stands_beside_the_attempt(examples: Place) -> None:
    found = items(answer(examples, "attempts", "-n", "sp-rld-up-2024"))
    assert [(each["kind"], each["outcome"], each["inconclusive"]) for each in found] == [
        ("attempt", "deal_reached", False),
        ("broken_deal", "collapsed", False),
    ]
    # "by 19 January" names no first day, so there is no most.
    assert found[0]["days"] == {"at_least": 0, "at_most": None}


# 1: silence -------------------------------------------------------------------------------------


def test_a_silence_is_shown_with_who_looked_meanwhile(examples: Place) -> None:
    words = ("status", *TALKS, "--as-of", "2024-09-05")
    before = examples.run(*words).stdout
    assert "no step for 1 day (v12), nominations close in 7 days; no check is recorded" in before
    looked = examples.run("source", "looked", "PTI", "--nothing", "--at", "2024-09-05", *TALKS)
    assert looked.code == 0, looked.stderr
    assert "looked at meanwhile: PTI (nothing)" in examples.run(*words).stdout
    found = answer(examples, *words)
    assert part(found, "silence", "days") == {"at_least": 1, "at_most": 1}
    (check,) = items(dict(found["silence"]), "checked")  # type: ignore[call-overload]
    assert (check["outlet"], check["outcome"], check["at"]) == ("PTI", "nothing", "2024-09-05")
    earlier = answer(examples, *words, "--known-at", f"@{int(str(check['log_position'])) - 1}")
    assert part(earlier, "silence", "checked") == []
    assert part(answer(examples, *words[:-1], "2024-09-04"), "silence", "checked") == []


def test_what_is_over_is_not_silent(examples: Place) -> None:
    assert answer(examples, "status", *TALKS)["silence"] is None


# 23: contests -----------------------------------------------------------------------------------


def test_exclusive_talks_were_open_at_once_for_a_day(examples: Place) -> None:
    (pair,) = items(answer(examples, "status", "-n", "contest/uk-2010"), "exclusive")
    (span,) = items(pair, "spans")
    assert (pair["parties"], pair["both_open"]) == (["LD"], False)
    assert part(span, "since", "occurred") == "2010-05-10"
    assert part(span, "until", "occurred") == "2010-05-11T19:00~"
    assert (span["since_in"], span["until_in"]) == ("lab-ld-2010", "lab-ld-2010")
    assert part(span, "since", "source") == "yorkshire-post-countdown"


def test_talks_that_are_open_beside_each_other_are_marked(examples: Place) -> None:
    found = answer(examples, "status", "-n", "contest/uk-2010", "--as-of", "2010-05-10")
    marked = {str(each["negotiation"]): each["open_with"] for each in items(found)}
    assert marked == {"con-ld-2010": ["lab-ld-2010"], "lab-ld-2010": ["con-ld-2010"]}
    before = answer(examples, "status", "-n", "contest/uk-2010", "--as-of", "2010-05-10T16:00")
    assert [each["open_with"] for each in items(before)] == [[], []]


def test_one_act_in_two_negotiations_is_counted_once(examples: Place) -> None:
    found = answer(examples, "status", "-n", "contest/haryana-assembly-2024")
    (act,) = items(found, "shared_acts")
    assert (act["act"], act["steps"]) == (
        "five-one-one",
        ["inc-aap-haryana-2024#21", "inc-cpm-haryana-2024#3"],
    )
    steps = sum(int(str(each["steps"])) for each in items(found)) + int(str(found["steps"]))
    assert found["acts"] == steps - 1


def test_status_of_a_contest_and_contest_are_one_answer(examples: Place) -> None:
    assert answer(examples, "status", "-n", "contest/uk-2010") == answer(
        examples, "status", "-n", "contest/uk-2010"
    )


def test_the_list_says_the_same_of_each_negotiation(examples: Place) -> None:
    listed = {str(each["negotiation"]): each for each in items(answer(examples, "list"))}
    for each in items(answer(examples, "status", "-n", "contest/uk-2010")):
        same = listed[str(each["negotiation"])]
        assert {name: each[name] for name in same} == same


def test_an_unknown_contest_is_not_found(examples: Place) -> None:
    result = examples.run("status", "-n", "contest/haryana-2042")
    assert result.code == 3
    assert "there is no contest “haryana-2042”" in result.stderr
    assert "did you mean" in result.stderr


# 24: comparing ----------------------------------------------------------------------------------


def said(found: Node, what: str) -> list[tuple[object, object]]:
    return [(each["negotiation"], each["said"]) for each in items(found) if each["what"] == what]


def test_two_negotiations_of_the_same_parties_side_by_side(examples: Place) -> None:
    found = answer(examples, "compare", "haryana-2024", "inc-aap-haryana-2024")
    (pair,) = items(found, "pairs")
    assert pair["same_parties"] is True
    assert said(found, "attempts") == [
        ("haryana-2024", "1, of which inconclusive: 0"),
        ("inc-aap-haryana-2024", "1, of which inconclusive: 1"),
    ]
    last = [
        (part(each, "step", "version"), part(each, "step", "attribution_class"))
        for each in items(found)
        if (each["what"], each["negotiation"]) == ("last_offer", "inc-aap-haryana-2024")
    ]
    assert (24, "on_record") in last
    assert (39, "anonymous") in last
    assert said(found, "ended") == [("inc-aap-haryana-2024", "AAP ended the talks")]
    assert [each["count"] for each in items(found) if each["what"] == "moves"] == [0, 3]


def test_shares_are_those_of_the_deal(examples: Place) -> None:
    found = answer(examples, "compare", "inc-sp-up-2024", "sp-rld-up-2024")
    shares = dict(said(found, "share"))
    assert "RLD 7 (of 80)" in shares.values()
    assert (
        "not of the same parties"
        in examples.run("compare", "inc-sp-up-2024", "sp-rld-up-2024").stderr
    )


def test_contests_are_compared_by_parties(examples: Place) -> None:
    found = answer(examples, "compare", "contest/haryana-2024", "contest/haryana-assembly-2024")
    (pair,) = items(found, "pairs")
    assert (pair["first"], pair["second"]) == ("haryana-2024", "inc-aap-haryana-2024")
    assert found["unpaired"] == ["inc-cpm-haryana-2024"]


@pytest.mark.parametrize(
    ("words", "code", "hint"),
    [
        (("con-ld-2010", "contest/uk-2010"), 2, "a contest is compared with a contest"),
        (("con-ld-2010", "con-ld-2010"), 2, "compared with itself"),
        (("con-ld-2010", "con-ld-2011"), 3, "there is no negotiation “con-ld-2011”"),
        (("contest/uk-2010", "contest/uk-2011"), 3, "there is no contest"),
        (("con-ld-2010", "lab-ld-2010", "--as-of", "v4"), 2, "a step stands in one negotiation"),
    ],
)
def test_what_cannot_be_compared_is_said(
    words: tuple[str, ...], code: int, hint: str, examples: Place
) -> None:
    result = examples.run("compare", *words)
    assert result.code == code
    assert hint in result.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("dates", *TALKS),
        ("people", *TALKS),
        ("attempts", *TALKS),
        ("status", "-n", "contest/uk-2010"),
        ("compare", "con-ld-2010", "lab-ld-2010"),
    ],
    ids=lambda words: words[0],
)
def test_the_three_times_are_taken(words: tuple[str, ...], examples: Place) -> None:
    times = ("--public-at", "2010-05-06", "--as-of", "2010-05-06")
    found = answer(examples, *words, *times)
    assert (found["public_at"], found["as_of"]) == ("2010-05-06", "2010-05-06")
    steps = [each.get("version") for each in items(found) if each.get("version") not in (None, 1)]
    assert steps == []


# What is over -----------------------------------------------------------------------------------


def test_nobody_sits_at_the_table_of_what_is_over(examples: Place) -> None:
    over = answer(examples, "status", "-n", "bjp-shs-2019")
    assert (over["over"], over["at_table"]) == (True, ["BJP", "SHS"])
    assert "until the end: BJP, SHS" in examples.run("status", "-n", "bjp-shs-2019").stdout
    before = answer(examples, "status", "-n", "bjp-shs-2019", "--as-of", "2019-11-10")
    assert (before["over"], before["at_table"]) == (False, ["BJP", "SHS"])


def test_who_is_not_named_among_those_in_talks_sits_there_no_more(examples: Place) -> None:
    parties = items(answer(examples, "register", "list", "-n", "vivaldi-2020"))
    (unnamed,) = [each for each in parties if each["party"] == "cdH"]
    assert (unnamed["at_table"], unnamed["until_end"], unnamed["put_out_by"]) == (False, False, [])
    (stayed,) = [each for each in parties if each["party"] == "PS"]
    assert (stayed["at_table"], stayed["until_end"], stayed["put_out_by"]) == (False, True, [])


def test_who_was_put_out_is_said_with_by_whose_word(tmp_path: Path) -> None:
    place = Place(tmp_path)
    (place.here / "talks.yaml").write_text(PUT_OUT, "utf-8")
    for words in (("init", "--db", "parley.db"), ("import", "talks.yaml")):
        assert place.run(*words).code == 0
    parties = items(answer(place, "register", "list", "-n", "talks"))
    (put_out,) = [each for each in parties if each["party"] == "C"]
    assert (put_out["at_table"], put_out["until_end"]) == (False, False)
    assert (put_out["put_out_by"], put_out["told_by"]) == (["A", "B"], ["C"])


def test_a_term_says_which_other_count_was_reported_that_day(examples: Place) -> None:
    told = items(answer(examples, "agreed", "-n", "bjp-shs-2019", "--as-of", "2019-11-01"))
    (bjp,) = [each for each in told if each["kind"] == "amendment" and each["party"] == "BJP"]
    assert (bjp["said"], bjp["disputed_by"]) == (
        "BJP: 150 (of 288, assembly); v9 has 148 (of 288, assembly)",
        [9],
    )
