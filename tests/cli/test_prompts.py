"""On a terminal a person is asked for what is missing; anywhere else nothing ever waits."""

import json

import pytest

from tests.cli.asking import PROGRAM, more_commands
from tests.cli.terminal import Place, Screen

COMPLETE = ("enlist", "haryana-2024", "--title=Haryana", "--kind=formation", "--seats=90")


def test_everything_missing_is_named_at_once_where_nobody_can_be_asked(place: Place) -> None:
    with more_commands():
        result = place.run("enlist", "--kind", "formation", "--json")
    assert result.code == 2
    problem = json.loads(result.stderr)
    assert problem["missing"] == ["SLUG", "--title", "--seats", "--party"]
    assert "SLUG" in problem["hint"]


def test_a_bad_value_is_refused_before_anything_is_asked(place: Place) -> None:
    with more_commands():
        result = place.run("enlist", "--seats", "many")
    assert result.code == 2
    assert "--seats" in result.stderr
    assert "missing" not in result.stderr


def test_no_input_never_asks_not_even_on_a_terminal(place: Place) -> None:
    for arguments in (("--no-input", *COMPLETE), (*COMPLETE, "--no-input")):
        with Screen(place, *arguments, program=PROGRAM) as screen:
            assert screen.leave() == 2
            assert "missing: --party" in screen.text


def test_only_the_missing_values_are_asked_for_and_then_confirmed(place: Place) -> None:
    with Screen(place, *COMPLETE[:3], program=PROGRAM) as screen:
        screen.wait_for("kind (election, formation): ")
        screen.type("wedding\r")
        screen.wait_for("choose one of election, formation")
        screen.type("formation\r")
        screen.wait_for("seats: ")
        screen.type("ninety\r")
        screen.wait_for("not a valid integer")
        screen.type("90\r")
        screen.wait_for("party: ")
        screen.type("INC\r")
        screen.wait_for("another (empty to go on): ")
        screen.type("--AAP=आप\r")
        screen.wait_for("another (empty to go on): ")
        screen.type("\r")
        screen.wait_for("record it? [Y/n]: ")
        screen.type("\r")
        assert screen.leave() == 0
        assert "haryana-2024|Haryana|formation|90|INC+--AAP=आप" in screen.text


COMPLETE_LINE = (*COMPLETE, "--party", "INC")


def test_a_complete_command_line_asks_nothing(place: Place) -> None:
    with Screen(place, *COMPLETE_LINE, program=PROGRAM) as screen:
        assert screen.leave() == 0
        assert screen.text == "haryana-2024|Haryana|formation|90|INC\n"


def test_an_argument_may_begin_with_a_dash(place: Place) -> None:
    arguments = [word for word in COMPLETE_LINE if word != "haryana-2024"]
    with Screen(place, *arguments, program=PROGRAM) as screen:
        screen.wait_for("slug: ")
        screen.type("-x\r")
        screen.wait_for("record it?")
        screen.type("n\r")
        assert screen.leave() == 1
        assert "error: nothing was recorded" in screen.text


@pytest.mark.parametrize("key", ["\x03", "\x04"], ids=["Ctrl-C", "Ctrl-D"])
def test_leaving_a_question_ends_the_run(key: str, place: Place) -> None:
    with Screen(place, *COMPLETE, program=PROGRAM) as screen:
        screen.wait_for("party: ")
        assert screen.leave(key) == 130
        assert "\nerror: interrupted\n" in screen.text
