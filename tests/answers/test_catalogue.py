"""The list of all questions: complete, by names and shapes of their own, each with a command."""

from collections.abc import Iterator, Mapping
from importlib import import_module
from pkgutil import iter_modules
from string import Formatter
from typing import Any, Final

import click
import pytest

from parley import answers
from parley.answers.catalogue import QUESTIONS
from parley.answers.question import Question
from parley.cli.main import parley

TYPED: Final[Mapping[str, str]] = {
    "against": "agreed --against",
    "clocks": "clock list",
    "conditions": "offers --conditions",
    "contested": "claims --contested",
    "demands": "offers --demands",
    "denials": "claims --denials",
    "record": "show --raw",
    "register": "party list --everywhere",
    "register-entry": "party show",
    "seats": "agreed --seats",
    "series": "offers --series",
    "source": "source show",
    "sources": "source list",
    "sums": "agreed --sums",
}
"""Question -> the words of its command; those that are not here are typed by their name."""


def declared() -> Iterator[Question[Any, Any, Any]]:
    for found in iter_modules(answers.__path__):
        module = import_module(f"parley.answers.{found.name}")
        yield from (each for each in vars(module).values() if isinstance(each, Question))


def test_every_question_that_is_declared_is_listed() -> None:
    assert {id(each) for each in declared()} == {id(each) for each in QUESTIONS}


def test_names_and_shapes_are_unique() -> None:
    assert len({each.name for each in QUESTIONS}) == len(QUESTIONS)
    assert len({each.shape for each in QUESTIONS}) == len(QUESTIONS)


def test_what_is_said_of_nothing_names_members_of_the_answer() -> None:
    said = [each for each in QUESTIONS if each.nothing]
    assert said
    for each in said:
        named = {name for _, name, _, _ in Formatter().parse(each.nothing) if name is not None}
        assert named <= set(each.shape.__struct_fields__), each.name
        assert "items" in each.shape.__struct_fields__, each.name


@pytest.mark.parametrize("name", [each.name for each in QUESTIONS])
def test_every_question_has_a_command(name: str) -> None:
    command: click.Command = parley
    options = []
    for word in TYPED.get(name, name).split():
        if word.startswith("--"):
            options.append(word)
            continue
        assert isinstance(command, click.Group), f"{name}: {command.name} has no commands"
        below = command.get_command(click.Context(command), word)
        assert below is not None, f"{name}: there is no command {word}"
        command = below
    assert not isinstance(command, click.Group), f"{name} is typed by a command with others below"
    known = {option for each in command.params for option in each.opts}
    assert known.issuperset(options)


def test_words_are_given_of_questions_alone() -> None:
    assert TYPED.keys() <= {each.name for each in QUESTIONS}
