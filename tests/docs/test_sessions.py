"""What the pages promise a reader at a terminal still happens."""

from pathlib import Path

import pytest

from tests.docs.session import PAGES, play, without_chance


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_commands_of_a_page_answer_as_it_says(page: Path, tmp_path: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert without_chance(play(text, tmp_path)) == without_chance(text), (
        "run python -m tests.docs.session and read the difference"
    )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_has_commands(page: Path) -> None:
    assert "```console\n$ parley" in page.read_text(encoding="utf-8")


def test_a_changed_answer_is_noticed(tmp_path: Path) -> None:
    page = "Text.\n\n```console\n$ parley config get zone\nEurope/London\n```\n\nMore text.\n"
    assert play(page, tmp_path) == page.replace("Europe/London", "Asia/Kolkata")


def test_a_missing_command_is_noticed(tmp_path: Path) -> None:
    played = play("```console\n$ parley parlay\n```\n", tmp_path)
    assert "there is no command" in played


def test_a_file_and_a_second_line_can_be_typed(tmp_path: Path) -> None:
    page = (
        '<!-- file: parley.toml -->\n```toml\nzone = "Asia/Tokyo"\n```\n\n'
        "```console\n$ parley config \\\n    get zone\nAsia/Tokyo\n```\n"
    )
    assert play(page, tmp_path) == page


def test_hashes_ids_and_made_up_names_may_differ_and_nothing_else() -> None:
    said = "root {} of {} records, id {} in local/{}"
    one = said.format("0f" * 32, 12, "01918c6e-8f00-7abc-8def-0123456789ab", "0badcafe")
    other = said.format("1e" * 32, 12, "01918c6e-8f00-7123-8456-ba9876543210", "deadbeef")
    assert without_chance(one) == without_chance(other)
    assert without_chance(one) != without_chance(other.replace("12 records", "13 records"))
