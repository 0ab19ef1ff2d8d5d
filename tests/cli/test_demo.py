"""The demo shows nothing that a person could not type and get."""

import re
import shlex

import pytest

from tests.cli.terminal import Place, Result


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> tuple[Place, Result]:
    place = Place(tmp_path_factory.mktemp("demo"))
    return place, place.run("demo")


def blocks(text: str) -> list[tuple[str, str]]:
    """The commands with what stands under them."""
    parts = re.split(r"^# .*\n\$ (.*)\n", text, flags=re.MULTILINE)
    return list(zip(parts[1::2], parts[2::2], strict=True))


def test_the_demo_shows_timeline_table_states_replay_and_a_clean_verification(
    shown: tuple[Place, Result],
) -> None:
    _, result = shown
    assert result.code == 0, result.stderr
    commands = [shlex.split(command)[1] for command, _ in blocks(result.stdout)]
    assert commands == [
        *(".demo", "init", "import", "log", "table", "status", "status", "replay", "verify")
    ]
    answers = dict(blocks(result.stdout))
    (table,) = (answers[command] for command in answers if " table " in command)
    assert "“Good small numbers” (of 90)" in table
    states = [answers[command] for command in answers if " status " in command]
    assert [("state\ttalks underway" in state) for state in states] == [True, True]
    (verified,) = (answers[command] for command in answers if " verify " in command)
    assert "ok\tyes" in verified


def test_every_command_that_is_shown_gives_what_stands_under_it(
    shown: tuple[Place, Result],
) -> None:
    place, result = shown
    asked = [
        block for block in blocks(result.stdout) if "--as-of" in block[0] or "verify" in block[0]
    ]
    assert len(asked) == 5
    for command, answer in asked:
        program, *words = shlex.split(command)
        assert program == "parley"
        assert place.run(*words).stdout.rstrip("\n") == answer.rstrip("\n")


def test_a_second_run_asks_the_same_ledger_again(shown: tuple[Place, Result]) -> None:
    place, result = shown
    again = place.run("demo")
    assert (again.code, "there already" in again.stderr) == (0, True)
    assert blocks(again.stdout) == blocks(result.stdout)[3:]


def test_the_demo_is_made_where_it_is_asked_for_and_whatever_is_chosen(place: Place) -> None:
    environment = {"PARLEY_NEGOTIATION": "others"}
    result = place.run("demo", "--db", "here.db", environment=environment)
    assert result.code == 0, result.stderr
    assert [path.name for path in place.here.iterdir()] == ["here.db"]
    assert "-n haryana-2024" in result.stdout


def test_a_demo_in_what_is_no_ledger_is_refused(place: Place) -> None:
    (place.here / "notes.txt").write_text("notes")
    result = place.run("demo", "--db", "notes.txt")
    assert result.code == 6
    assert (place.here / "notes.txt").read_text() == "notes"
