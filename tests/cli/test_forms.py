"""A form is filled in in the person's own editor, until it is right or they give up."""

from collections.abc import Sequence
from pathlib import Path

import yaml

from parley.cli.record.forms import Field, compose_form
from tests.cli.asking import PROGRAM, more_commands
from tests.cli.terminal import Place, Screen

LEAVE = "true"
SAVE = 'touch "$1"'
FILL = "sed -i 's/^stance:.*/stance: firm/' \"$1\""
MISTAKE = "sed -i 's/^stance:.*/stance: loud/' \"$1\""
EMPTY = ': > "$1"'
LATIN = "printf 'stance: firm # caf\\351\\n' > \"$1\""
FAIL = "exit 3"


def fill(place: Place, *visits: str) -> Screen:
    """Open the form with an editor that does one of the visits each time, and keeps what it saw."""
    editor = place.home / "editor"
    cases = "\n".join(f"{number}) {visit} ;;" for number, visit in enumerate(visits))
    editor.write_text(
        '#!/bin/sh\nn=$(ls "$HOME"/seen.* 2>/dev/null | wc -l)\n'
        f'cat "$1" > "$HOME/seen.$n"\ncase $n in\n{cases}\nesac\n'
    )
    editor.chmod(0o700)
    return Screen(place, "fill", program=PROGRAM, environment={"VISUAL": str(editor)})


def seen(place: Place) -> list[str]:
    return [path.read_text() for path in sorted(place.home.glob("seen.*"))]


def draft(place: Place) -> Path:
    return place.state / "draft.yaml"


def lines_with(text: str, start: str) -> Sequence[str]:
    return [line for line in text.splitlines() if line.startswith(start)]


def test_a_form_is_yaml_with_its_choices_in_comments() -> None:
    text = compose_form("An offer", [Field("by", "INC"), Field("stance", choices=("open", "firm"))])
    assert yaml.safe_load(text) == {"by": "INC", "stance": None}
    assert "# one of: open, firm\nstance:\n" in text


def test_a_long_note_is_wrapped_inside_its_comment() -> None:
    text = compose_form("An offer", [Field("by", "INC", note="who " * 60)])
    assert yaml.safe_load(text) == {"by": "INC"}
    assert max(map(len, text.splitlines())) <= 100


def test_what_is_saved_is_what_comes_back(place: Place) -> None:
    with fill(place, FILL) as screen:
        assert screen.leave() == 0
        assert "stance: firm" in screen.text


def test_a_form_closed_without_a_change_records_nothing(place: Place) -> None:
    for visit in (LEAVE, SAVE, EMPTY):
        with fill(place, visit) as screen:
            assert screen.leave() == 1
            assert "nothing was recorded" in screen.text
        (place.home / "seen.0").unlink()
    assert not draft(place).exists()


def test_a_mistake_opens_the_form_again_with_the_reason_above(place: Place) -> None:
    with fill(place, MISTAKE, FILL) as screen:
        assert screen.leave() == 0
        assert "#!" not in screen.text
    first, second = seen(place)
    assert lines_with(first, "#!") == []
    assert second.startswith("#! stance: choose one of open, firm\n#! (it is empty)\n# An offer\n")
    assert "stance: loud" in second
    assert not draft(place).exists()


def test_reasons_do_not_pile_up(place: Place) -> None:
    with fill(place, MISTAKE, "echo '# more' >> \"$1\"", FILL) as screen:
        assert screen.leave() == 0
    assert len(lines_with(seen(place)[2], "#!")) == 2


def test_a_form_that_is_given_up_is_kept(place: Place) -> None:
    for visit in (LEAVE, SAVE, FAIL):
        with fill(place, MISTAKE, visit) as screen:
            assert screen.leave() == 1
        assert "stance: loud" in draft(place).read_text()
        assert "#!" not in draft(place).read_text()
        draft(place).unlink()
        for path in place.home.glob("seen.*"):
            path.unlink()


def test_the_place_of_the_draft_is_said(place: Place) -> None:
    with fill(place, MISTAKE, LEAVE) as screen:
        screen.leave()
        assert f"hint: what you typed is kept in {draft(place)}" in screen.text


def test_a_form_in_another_encoding_is_refused(place: Place) -> None:
    with fill(place, LATIN) as screen:
        assert screen.leave() == 1
        assert "UTF-8" in screen.text


def test_without_a_terminal_there_is_no_form(place: Place) -> None:
    with more_commands():
        result = place.run("fill")
    assert result.code == 2
    assert "terminal" in result.stderr
