"""What the ledger says of every input of which it once said something that was not so."""

from tests.docs.said import INPUTS, KINDS, PAGE, play_said, read_inputs
from tests.generate import ROOT


def test_every_input_is_answered_as_the_page_says() -> None:
    assert play_said() == PAGE.read_text(encoding="utf-8"), (
        "run python -m tests.docs.said and read the difference"
    )


def test_every_input_says_what_was_printed_and_what_to_type() -> None:
    for each in read_inputs():
        assert each.title.endswith("."), each.path
        assert each.commands, each.path
        assert all(command.startswith("parley ") for command in each.commands), each.path


def test_every_input_is_on_the_page() -> None:
    shown = [each.path for each in read_inputs()]
    assert sorted(shown) == sorted(INPUTS.rglob("*.yaml"))
    assert all(KINDS[path.parent.name] for path in shown)
    text = PAGE.read_text(encoding="utf-8")
    assert all(f"<summary>{path.relative_to(ROOT)}</summary>" in text for path in shown)


def test_where_the_program_fails_the_page_says_that_it_is_open() -> None:
    for section in PAGE.read_text(encoding="utf-8").split("\n### "):
        assert "internal error" not in section or "Still open:" in section, section[:80]
