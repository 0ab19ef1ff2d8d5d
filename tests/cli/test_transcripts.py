"""The transcripts still tell the truth."""

from pathlib import Path

import pytest

from tests.cli.transcript import FOLDER, play

TRANSCRIPTS = sorted(FOLDER.glob("*.txt"))


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_a_transcript_plays_as_it_is_written(path: Path, tmp_path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert play(text, tmp_path) == text, (
        "run python -m tests.cli.transcript and read the difference"
    )


def test_there_are_transcripts() -> None:
    assert TRANSCRIPTS


def test_a_changed_answer_is_noticed(tmp_path: Path) -> None:
    typed = "$ parley config get zone\n"
    played = play(typed, tmp_path)
    assert played == "$ parley config get zone\n  UTC\n"


def test_a_file_and_a_variable_can_be_given(tmp_path: Path) -> None:
    text = '+ parley.toml\n| zone = "Asia/Kolkata"\n$ parley config get zone\n'
    assert play(text, tmp_path).endswith("\n$ parley config get zone\n  Asia/Kolkata\n")
