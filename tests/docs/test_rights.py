"""What docs/operations.md says of who may do what still happens."""

from pathlib import Path

from tests.docs.rights import HEADING, PAGE, play_rights
from tests.docs.session import without_chance


def test_each_may_do_what_the_page_says(tmp_path: Path, postgres: str) -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert without_chance(play_rights(text, tmp_path, postgres)) == without_chance(text), (
        "run python -m tests.docs.rights and read the difference"
    )


def test_every_row_of_people_has_its_commands() -> None:
    section = PAGE.read_text(encoding="utf-8").partition(HEADING)[2].partition("\n## ")[0]
    for person in ("olga", "asha", "chitra"):
        assert f"postgresql://{person}@db.example.org/talks" in section
    assert "can only be read here" in section
    assert "permission denied" in section
