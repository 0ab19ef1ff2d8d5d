"""Offers, gaps, conflicts and first reports as they are asked for in a terminal, on real cases."""

import json
from pathlib import Path
from typing import cast

import pytest

from tests.cli.desk import NEW, TOLD, Desk
from tests.cli.recorded_talks import import_examples
from tests.cli.terminal import Place, Screen
from tests.questions.offers import QUESTIONS
from tests.questions.question import Question

TALKS = ("-n", "inc-aap-haryana-2024")
UP = ("-n", "inc-sp-up-2024")
Item = dict[str, object]


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A ledger with all examples in it; it is only read."""
    place = Place(tmp_path_factory.mktemp("examples"))
    import_examples(place)
    return place


def answer(place: Place, *words: str) -> Item:
    result = place.run(*words, "--json")
    assert result.code == 0, result.stderr
    return cast("Item", json.loads(result.stdout))


def items(place: Place, *words: str, name: str = "items") -> list[Item]:
    return cast("list[Item]", answer(place, *words)[name])


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda each: f"{each.number}-{each.command[0]}")
def test_a_question_is_answered_with_its_source_and_its_words(
    question: Question, examples: Place
) -> None:
    result = examples.run(*question.command)
    assert result.code == 0, result.stderr
    for fragment in question.shows:
        assert fragment in result.stdout


def test_a_thread_says_every_move_with_its_step_and_source(examples: Place) -> None:
    every = items(examples, "offers", *UP, name="threads")
    (thread,) = [each for each in every if each["version"] == 10]
    moves = cast("list[Item]", thread["moves"])
    assert [(move["kind"], move["version"]) for move in moves] == [
        ("offer", 10),
        ("offer", 17),
        ("offer", 20),
        ("lapsed", 31),
    ]
    assert (thread["occurred"], thread["until"]) == ("2024-01-27", "2024-02-21")
    assert (thread["status"], thread["ended_by"], thread["standing"]) == ("lapsed", 31, [])
    assert moves[0]["speaker"] == "Akhilesh Yadav"
    assert "11 strong seats" in str(moves[0]["quote"])
    assert 11 in cast("list[int]", thread["replies"])


def test_json_has_every_offer_beside_the_threads(examples: Place) -> None:
    each = items(examples, "offers", "--each", *TALKS)
    assert items(examples, "offers", *TALKS) == each
    put = {
        move["version"]
        for thread in items(examples, "offers", *TALKS, name="threads")
        for move in cast("list[Item]", thread["moves"])
        if move["kind"] == "offer"
    }
    assert put == {offer["version"] for offer in each}


def test_every_thread_is_one_line(examples: Place) -> None:
    lines = examples.run("offers", *TALKS).stdout.splitlines()
    assert len(lines) == len(items(examples, "offers", *TALKS, name="threads")) + 1


def test_threads_are_asked_for_at_any_of_the_three_times(examples: Place) -> None:
    def moves(*times: str) -> int:
        threads = items(examples, "offers", *TALKS, *times, name="threads")
        return sum(len(cast("list[Item]", each["moves"])) for each in threads)

    assert 0 < moves("--as-of", "2024-09-04") < moves("--as-of", "2024-09-08") < moves()
    assert 0 < moves("--public-at", "2024-09-04") < moves()
    last = cast("int", answer(examples, "status", *TALKS)["position"])
    assert moves("--known-at", f"@{last}") == moves()


def test_a_gap_names_the_steps_it_lies_between(examples: Place) -> None:
    points = items(examples, "offers", "--series", *TALKS)
    (point,) = [each for each in points if each["version"] == 17]
    assert point["gap"] == {
        "low": 3,
        "high": 5,
        "offers": [17],
        "demands": [16],
        "our_reading": False,
        "unit": None,
    }
    on_record = [each for each in points if each["attribution_class"] == "on_record"]
    assert {each["gap_said"] for each in on_record} == {"no demand"}


def test_what_stands_on_the_table_carries_its_figures(examples: Place) -> None:
    found = items(examples, "table", *TALKS, "--as-of", "2024-09-09")
    (offer,) = [each for each in found if (each["kind"], each["version"]) == ("offer", 39)]
    assert cast("Item", offer["quantity"])["value"] == 3
    assert (offer["issue"], offer["pool"]) == ("seat_count", "seats")
    (gap,) = [each for each in found if each["kind"] == "gap"]
    assert gap["gap"] == {
        "low": 7,
        "high": 7,
        "offers": [39],
        "demands": [16],
        "our_reading": False,
        "unit": None,
    }
    assert (gap["against"], gap["attribution_class"]) == ([16, 39], "anonymous")
    assert gap["closing"] is False
    figures = [each for each in found if each["kind"] == "conflict"]
    assert [(each["version"], each["against"], each["origins"]) for each in figures] == [
        (29, [35], ["The Hindu"]),
        (35, [29], ["Asian Age"]),
        (37, [39], ["PTI"]),
        (39, [37], ["India Today"]),
    ]


def test_figures_of_a_conflict_stand_side_by_side(examples: Place) -> None:
    found = items(examples, "claims", "--conflicts", *TALKS, "--as-of", "2024-09-09")
    figures = [each for each in found if each["kind"] == "figures"]
    assert [(each["version"], each["said"], each["against"]) for each in figures] == [
        (4, "about 20 (of 90)", [5]),
        (5, "10 (of 90)", [4]),
        (37, "5 (of 90)", [39]),
        (39, "3 (of 90)", [37]),
    ]
    origins = [["India Today"], ["PTI"], ["PTI"], ["India Today"]]
    assert [each["origins"] for each in figures] == origins
    assert {each["conflict"] for each in figures} == {1, 3}


def test_no_conflict_is_said_to_be_none(examples: Place) -> None:
    result = examples.run("claims", "--conflicts", "-n", "con-ld-2010")
    assert "no reports of con-ld-2010 contradict one another" in result.stderr


def test_one_step_says_who_had_its_number_first(examples: Place) -> None:
    (number,) = cast("list[Item]", answer(examples, "show", "10", *UP)["reported"])
    assert (number["said"], number["origins"]) == ("SP→INC offer: seat count, 11 (of 80)", ["PTI"])
    first = cast("list[Item]", number["first"])
    assert {each["outlet"] for each in first} == {"NDTV", "Business Standard"}
    evidence = cast("list[Item]", answer(examples, "show", "10", *UP)["evidence"])
    assert [each["sides"] for each in evidence] == [["SP"], ["SP"], ["SP"]]
    assert [each["paraphrase"] is None for each in evidence] == [True, True, False]


def test_a_figure_that_only_an_unnamed_source_gives_is_not_asserted(examples: Place) -> None:
    with Screen(examples, "offers", "--series", *TALKS) as screen:
        assert screen.leave() == 0
        text = screen.text
    assert "INC is said to offer 7 (of 90)" in text
    assert "INC offers “Good small numbers”" in text
    assert "INC offers 7" not in text


def bars_of(text: str) -> dict[str, str]:
    """Step -> the scale in its row."""
    rows = (line.split() for line in text.splitlines() if line.startswith("  v"))
    return {row[0]: row[1] for row in rows}


def test_a_share_is_one_scale_for_whoever_says_so_and_the_gap_is_seen_on_it(
    examples: Place,
) -> None:
    with Screen(examples, "offers", "--chart", *TALKS) as screen:
        assert screen.leave() == 0
        text = screen.text
    bars = bars_of(text)
    assert {len(bar) for bar in bars.values()} == {25}
    assert text.count("Seats for Aam Aadmi Party, of 90 · 0 to 20") == 1
    assert text.count("Seats for") == 1  # named seats are seats
    assert bars["v4"].index("◇") == 24  # about 20, the most that anybody named
    assert bars["v6"] == "········○░░░│···········│"  # 7 offered, 10 asked; 20 stands, too
    assert bars["v17"] == "······○─○░░░│············"  # 5 to 7
    assert bars["v9"].startswith("·┄┄┄┄┄┄┄┄┄┄")  # “single digit”, as we read it
    assert set(bars["v24"]) == {"╱", "│"}  # “Good small numbers” among the figures that stand
    assert bars["v31"].startswith("··◈·")  # two named seats, by a report
    assert bars["v32"].startswith("··✕·")  # and what became of them
    assert set(bars["v42"]) == {"·"}  # collapsed: nothing stands
    for said in ("◇ demand, unnamed sources", "╱ words without a number", "gap 3 or more"):
        assert said in " ".join(text.split())


def test_what_was_agreed_stands_on_the_scale_on_which_it_was_bargained_over(
    examples: Place,
) -> None:
    with Screen(examples, "offers", "--chart", *UP) as screen:
        assert screen.leave() == 0
        text = screen.text
    bars = bars_of(text)
    assert bars["v20"].index("●") == bars["v31"].index("★")  # 17 of 80
    assert "agreed: 17" in text
    assert "◆─────→" in bars["v15"]  # at least 23


def test_open_ends_are_drawn_as_such(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.must("init", "--db", "parley.db")
    desk.must(*NEW)
    desk.must("offer", "INC", "AAP", "5..", *TOLD)
    desk.must("offer", "INC", "AAP", "..9", "--in-addition", *TOLD)
    desk.must("demand", "AAP", "INC", "10~", *TOLD)
    with Screen(desk.place, "offers", "--chart") as screen:
        assert screen.leave() == 0
        bars = bars_of(screen.text)
    assert bars["v2"] == f"{'·' * 12}●{'─' * 11}→"
    assert bars["v3"].startswith("←─") and bars["v3"].endswith("●··")
    assert bars["v4"].endswith("◆")


@pytest.mark.parametrize(
    "words",
    [
        ("--series", "--last"),
        ("--chart", "--each"),
        ("--conditions", "--demands"),
        ("--each", "--last"),
    ],
)
def test_two_answers_at_once_are_refused(words: tuple[str, ...], examples: Place) -> None:
    result = examples.run("offers", *words, *TALKS)
    assert result.code == 2
    assert "hint: ask for one" in result.stderr


@pytest.mark.parametrize(
    "options", [(), ("--series",), ("--chart",), ("--conditions",), ("--each",)]
)
def test_no_line_is_wider_than_the_terminal(options: tuple[str, ...], examples: Place) -> None:
    with Screen(examples, "offers", *options, *UP) as screen:
        assert screen.leave() == 0
        assert max(map(len, screen.text.splitlines())) <= 80


def test_an_acceptance_says_how_far_it_goes(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.must("init", "--db", "parley.db")
    desk.must(*NEW)
    desk.must("offer", "INC", "AAP", "5", *TOLD)
    given = ("--in-principle", "--conditional", "our committee agrees")
    echo = desk.must("accept", "AAP", "2", *given, *TOLD).stdout
    assert "accepts the offer AAP v2 in principle, on a condition (our committee agrees)" in echo
    (offer,) = items(desk.place, "offers", "--each")
    assert offer["status"] == "accepted"
    assert offer["acceptance"] == {"in_principle": True, "condition": "our committee agrees"}
    said = "accepted in principle by v3, on a condition (our committee agrees)"
    assert said in desk.must("offers").stdout
    line = desk.must("line").stdout
    assert (
        "accepted it in principle, on a condition (our committee agrees) on 7 Sep 2024 (v3)" in line
    )
    before = items(desk.place, "offers", "--each", "--as-of", "v2")
    assert [(each["status"], each["acceptance"]) for each in before] == [("open", None)]
