"""One object decides about colour, escapes what could harm, and keeps quiet when asked."""

import io
import os
import sys
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.answers.printing import printable
from parley.cli.console import PROGRESS_DELAY_SECONDS, Console
from tests.cli.terminal import Place


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("choice", "environment", "terminal", "coloured"),
    [
        ("auto", {}, True, True),
        ("auto", {}, False, False),
        ("auto", {"NO_COLOR": "1"}, True, False),
        ("auto", {"NO_COLOR": ""}, True, True),
        ("auto", {"FORCE_COLOR": "1"}, False, True),
        ("auto", {"NO_COLOR": "1", "FORCE_COLOR": "1"}, True, False),
        ("auto", {"TERM": "dumb"}, True, False),
        ("auto", {"TERM": "dumb", "FORCE_COLOR": "1"}, True, True),
        ("always", {"NO_COLOR": "1"}, False, True),
        ("never", {"FORCE_COLOR": "1"}, True, False),
    ],
)
def test_colour_is_decided_in_one_order(
    choice: str, environment: dict[str, str], terminal: bool, coloured: bool, place: Place
) -> None:
    with place.entered(environment):
        console = Console()
        console.color = choice
        assert console.colours(Terminal() if terminal else io.StringIO()) is coloured


@given(st.text())
def test_nothing_printable_moves_the_cursor_or_turns_the_line(text: str) -> None:
    for sign in printable(text):
        assert sign in "\t\n" or not ("\x00" <= sign < "\x20" or "\x7f" <= sign < "\xa0")
        assert not ("\u202a" <= sign <= "\u202e" or "\u2066" <= sign <= "\u2069")


def test_an_escape_sequence_is_written_out() -> None:
    assert printable("\x1b[2Jgone\u202e") == "\\x1b[2Jgone\\u202e"


def test_the_joiners_of_indic_scripts_stay() -> None:
    name = "क्\u200dष र\u200cय"
    assert printable(name) == name


def test_quiet_drops_messages_and_keeps_errors(capsys: pytest.CaptureFixture[str]) -> None:
    console = Console()
    console.quiet = True
    console.say("recorded")
    console.complain("error: no")
    assert capsys.readouterr().err == "error: no\n"


def test_verbose_adds_explanations(capsys: pytest.CaptureFixture[str]) -> None:
    console = Console()
    console.explain("why")
    console.verbose = True
    console.explain("because")
    assert capsys.readouterr().err == "because\n"


def test_only_the_words_error_and_hint_are_coloured(capsys: pytest.CaptureFixture[str]) -> None:
    console = Console()
    console.color = "always"
    console.complain("error: an error: here\nhint: x")
    assert capsys.readouterr().err == (
        "\x1b[31m\x1b[1merror:\x1b[0m an error: here\n\x1b[36m\x1b[1mhint:\x1b[0m x\n"
    )


def run_long(
    monkeypatch: pytest.MonkeyPatch, stderr: io.StringIO, *, seconds: float, quiet: bool = False
) -> str:
    """Report three times, the last time so many seconds after the start; return what was drawn."""
    now = 100.0
    monkeypatch.setattr(sys, "stderr", stderr)
    console = Console(monotonic=lambda: now)
    console.quiet = quiet
    with console.progress("rebuilding") as report:
        report(1, 500)
        now += seconds
        report(250, 500)
        report(499, 500)
    return stderr.getvalue()


def test_progress_is_shown_after_half_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    drawn = run_long(monkeypatch, Terminal(), seconds=PROGRESS_DELAY_SECONDS)
    assert "rebuilding" in drawn
    assert "499/500" in drawn
    assert "/s " in drawn


@pytest.mark.parametrize(
    "drawn",
    [
        lambda patch: run_long(patch, Terminal(), seconds=PROGRESS_DELAY_SECONDS - 0.01),
        lambda patch: run_long(patch, io.StringIO(), seconds=10),
        lambda patch: run_long(patch, Terminal(), seconds=10, quiet=True),
    ],
    ids=["short", "no terminal", "quiet"],
)
def test_progress_is_not_shown(
    drawn: Callable[[pytest.MonkeyPatch], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    assert drawn(monkeypatch) == ""


def test_progress_is_not_drawn_on_a_dumb_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    assert run_long(monkeypatch, Terminal(), seconds=10) == ""


def test_a_pipe_is_read_until_its_reader_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    ours, theirs = os.pipe()
    with os.fdopen(theirs, "w") as pipe:
        monkeypatch.setattr("sys.stdout", pipe)
        console = Console()
        assert console.is_read()
        os.close(ours)
        assert not console.is_read()
    monkeypatch.setattr("sys.stdout", io.StringIO())
    assert console.is_read()
