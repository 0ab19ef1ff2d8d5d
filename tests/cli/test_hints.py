"""What a hint tells a person to type exists: its command, and every option in it."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from parley.cli.main import parley

ROOT = Path(__file__).parents[2]
TYPED = re.compile(r"`parley ([a-z][^`]*)`")


def hints() -> Iterator[tuple[str, str]]:
    """Yield every command line in backticks in the code of the three rooms, with its file."""
    for room in ("negotiation", "events", "cli"):
        for path in sorted((ROOT / room).rglob("*.py")):
            text = re.sub(r'"\s*\n\s*f?"', "", path.read_text(encoding="utf-8"))
            for line in TYPED.findall(text):
                yield str(path.relative_to(ROOT)), " ".join(line.split())


HINTS = sorted(set(hints()))


def test_there_are_hints() -> None:
    assert len(HINTS) > 20


@pytest.mark.parametrize(("path", "line"), HINTS, ids=[line for _, line in HINTS])
def test_a_hint_can_be_typed(path: str, line: str) -> None:
    words = line.split()
    context = click.Context(parley, info_name="parley")
    command: click.Command | None = parley
    while isinstance(command, click.Group) and words and not words[0].isupper():
        command = command.get_command(context, words.pop(0))
        assert command is not None, f"{path}: `parley {line}`"
    assert command is not None
    known = {option for param in command.get_params(context) for option in param.opts}
    known |= {"--help", "-h"}
    given = {word.split("=")[0].strip("[]") for word in words if word.startswith(("-", "[-"))}
    assert given <= known, f"{path}: `parley {line}`"
