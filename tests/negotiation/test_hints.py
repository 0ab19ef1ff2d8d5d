"""What the politics tell people to type exists: every command and every option in a hint."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from parley import negotiation
from parley.cli.main import COMMANDS, parley

SOURCES = sorted(Path(str(negotiation.__file__)).parent.rglob("*.py"))


def texts() -> Iterator[str]:
    """Every string of the politics, as one piece where it is written in several."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.JoinedStr):
                yield "".join(
                    str(part.value) if isinstance(part, ast.Constant) else "…"
                    for part in node.values
                )
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


TEXTS = tuple(texts())
TYPED = sorted({found for text in TEXTS for found in re.findall(r"`parley ([^`]+)`", text)})
LOOSE = sorted({found for text in TEXTS for found in re.findall(r"`(--[a-z-]+)[^`]*`", text)})


def options_of(command: click.Command) -> set[str]:
    return {name for each in command.params for name in (*each.opts, *each.secondary_opts)}


def command_called(name: str) -> click.Command:
    context = parley.make_context("parley", [], resilient_parsing=True)
    command = parley.get_command(context, name)
    assert command is not None, f"there is no `parley {name}`"
    return command


def test_there_are_hints_that_say_what_to_type() -> None:
    assert len(TYPED) > 20


@pytest.mark.parametrize("typed", TYPED)
def test_a_command_in_a_hint_exists_with_its_options(typed: str) -> None:
    name, *rest = typed.split()
    command = command_called(name)
    if isinstance(command, click.Group):
        below = command.get_command(click.Context(command), rest[0])
        assert below is not None, f"there is no `parley {name} {rest[0]}`"
        command = below
    known = options_of(command)
    for option in re.findall(r"--[a-z-]+", " ".join(rest)):
        assert option in known, f"`parley {name}` has no {option}"


@pytest.mark.parametrize("option", LOOSE)
def test_an_option_in_a_hint_is_one_of_some_command(option: str) -> None:
    known = {each for entry in COMMANDS for each in options_of(command_called(entry.name))}
    assert option in known
