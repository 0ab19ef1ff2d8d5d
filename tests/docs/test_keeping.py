"""What docs/operations.md says about looking after a ledger still happens."""

from pathlib import Path

from tests.docs.keeping import HEADINGS, PAGE, play_keeping
from tests.docs.session import without_chance


def test_the_commands_of_the_page_answer_as_it_says(tmp_path: Path, postgres: str) -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert without_chance(play_keeping(text, tmp_path, postgres)) == without_chance(text), (
        "run python -m tests.docs.keeping and read the difference"
    )


def test_each_section_has_commands() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for heading in HEADINGS:
        section = text.partition(heading)[2].partition("\n## ")[0]
        assert "```console\n$ parley" in section
