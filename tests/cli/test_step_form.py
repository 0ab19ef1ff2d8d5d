"""The form of --edit holds what was typed, and is judged before it is taken."""

from pathlib import Path

import yaml

from tests.cli.desk import Desk
from tests.cli.terminal import Screen

OFFER = ("offer", "INC", "AAP", "a few", "--at", "2024-09-07", "--edit")


def edit(desk: Desk, words: tuple[str, ...], *visits: str) -> Screen:
    """Type a command whose editor runs one shell line each time it is opened, on the file $1."""
    home = desk.place.home
    cases = "\n".join(f"{number}) {visit} ;;" for number, visit in enumerate(visits))
    editor = home / "editor"
    editor.write_text(
        f'#!/bin/sh\nn=$(ls "{home}"/seen.* 2>/dev/null | wc -l)\n'
        f'cat "$1" > "{home}/seen.$n"\ncase $n in\n{cases}\nesac\n'
    )
    editor.chmod(0o700)
    return Screen(desk.place, *words, environment={"VISUAL": str(editor)})


def seen(desk: Desk, number: int) -> str:
    return Path(desk.place.home / f"seen.{number}").read_text(encoding="utf-8")


def test_what_was_typed_stands_in_the_form_with_the_choices_beside_it(desk: Desk) -> None:
    with edit(desk, OFFER, "true") as screen:
        assert screen.leave() == 1
        assert "closed without a change" in screen.text
    form = yaml.safe_load(seen(desk, 0))
    assert (form["by"], form["to"], form["occurred"]) == ("INC", "AAP", "2024-09-07")
    assert form["terms"] == [{"issue": "seat_count", "quantity": "a few"}]
    assert form["finality"] is None
    assert form["evidence"][0]["attribution"] is None
    assert "# one of: final, not_stated, open\nfinality:" in seen(desk, 0)
    assert "attribution is one of on_record, party_statement" in seen(desk, 0)
    assert desk.size() == 1


def test_a_form_is_filled_in_and_recorded(desk: Desk) -> None:
    fill = "sed -i -e 's/attribution:$/attribution: on_record/' -e 's/speaker:$/speaker: S/' \"$1\""
    more = (
        "sed -i -e 's/^finality:.*/finality: final/' -e 's/^conditions:.*/conditions: one/' \"$1\""
    )
    with edit(desk, OFFER, f"{fill}; {more}") as screen:
        assert screen.leave() == 0
        assert "v2 offer INC→AAP “a few” (of 90) (final) 7 Sep 2024 · proposed" in screen.text
    step = desk.last().step
    assert step["evidence"] == [{"attribution": "on_record", "speaker": "S"}]
    assert (step["finality"], step["conditions"]) == ("final", ["one"])


def test_mistakes_stand_above_the_form_when_it_opens_again(desk: Desk) -> None:
    wrong = "sed -i -e 's/attribution:$/attribution: on_recrd/' -e 's/AAP/INC/' \"$1\""
    better = "sed -i 's/on_recrd/media_report/' \"$1\""
    right = "sed -i -e 's/^to: .*/to: AAP/' \"$1\""
    with edit(desk, OFFER, wrong, better, right) as screen:
        assert screen.leave() == 0
    assert seen(desk, 1).startswith("#! evidence.0.attribution: 'on_recrd' is none of")
    assert "#! receivers_are_others: INC stands on both sides" in seen(desk, 2)
    assert desk.size() == 2


def test_a_form_that_is_no_yaml_is_said_with_its_line(desk: Desk) -> None:
    with edit(desk, OFFER, "echo 'by: [' >> \"$1\"", "true") as screen:
        assert screen.leave() == 1
    assert seen(desk, 1).startswith("#! form:")
    assert desk.size() == 1


def test_a_day_in_the_form_may_be_typed_as_on_the_command_line(desk: Desk) -> None:
    fill = (
        "sed -i -e 's/attribution:$/attribution: document/' -e 's/^occurred:.*/occurred: 2024-9-7/'"
    )
    again = "sed -i -e 's/^occurred:.*/occurred: 2024-09-07 14:30/'"
    with edit(desk, OFFER, f'{fill} "$1"', f'{again} "$1"') as screen:
        assert screen.leave() == 0
    assert "#! occurred “2024-9-7”" in seen(desk, 1)
    assert desk.field("occurred") == "2024-09-07T14:30"


def test_a_form_asks_for_nothing_before_it_opens(desk: Desk) -> None:
    with edit(desk, ("say", "--edit"), "true") as screen:
        assert screen.leave() == 1
    assert yaml.safe_load(seen(desk, 0))["stances"] is None


def test_without_a_terminal_there_is_no_form(desk: Desk) -> None:
    result = desk.type(*OFFER)
    assert result.code == 2
    assert "terminal" in result.stderr
    assert desk.size() == 1
