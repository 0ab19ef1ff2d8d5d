"""The list of all questions: complete, by names and shapes of their own, each with a command."""

from collections.abc import Iterator, Mapping
from importlib import import_module
from pkgutil import iter_modules
from string import Formatter
from types import UnionType
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

import click
import pytest
from msgspec import Struct

from parley import answers
from parley.answers.catalogue import QUESTIONS
from parley.answers.diff import Between
from parley.answers.forms import Columns
from parley.answers.offers_threads import THREAD_COLUMNS
from parley.answers.own import OwnRecords
from parley.answers.question import Question
from parley.answers.reading import Reading
from parley.answers.shapes.offers import ThreadShown
from parley.answers.shapes.steps import ShowAnswer
from parley.answers.step_columns import REGISTRATION_COLUMNS
from parley.answers.whole import Whole
from parley.cli.main import parley

TYPED: Final[Mapping[str, str]] = {
    "against": "agreed --against",
    "changes": "diff --since",
    "checks": "list checks",
    "clocks": "list clocks",
    "conditions": "offers --conditions",
    "conflicts": "claims --conflicts",
    "contest": "status --contest",
    "contested": "claims --contested",
    "corrections": "list corrections",
    "demands": "offers --demands",
    "denials": "claims --denials",
    "explain": "show --why",
    "exports": "list exports",
    "kept": "agreed --kept",
    "moves": "table --away",
    "parties": "register list",
    "record": "show --raw",
    "refusals": "list refusals",
    "register": "register list office",
    "register-entry": "register show party",
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
        assert ("first" in named) is (each.first is not None), each.name
        assert named - {"first"} <= set(each.shape.__struct_fields__), each.name
        assert "items" in each.shape.__struct_fields__, each.name


@pytest.mark.parametrize("name", [each.name for each in QUESTIONS])
def test_every_question_has_a_command(name: str) -> None:
    command: click.Command = parley
    options = []
    for word in TYPED.get(name, name).split():
        if word.startswith("--"):
            options.append(word)
            continue
        if not isinstance(command, click.Group):
            assert any(word in getattr(each.type, "choices", ()) for each in command.params), name
            continue
        below = command.get_command(click.Context(command), word)
        assert below is not None, f"{name}: there is no command {word}"
        command = below
    assert not isinstance(command, click.Group), f"{name} is typed by a command with others below"
    known = {option for each in command.params for option in each.opts}
    assert known.issuperset(options)


def test_words_are_given_of_questions_alone() -> None:
    assert TYPED.keys() <= {each.name for each in QUESTIONS}


def item_of(question: Question[Any, Any, Any]) -> object:
    """Return the type of what an answer lists; of a card the answer's own."""
    listed = get_type_hints(question.shape).get("items")
    return question.shape if listed is None else get_args(listed)[0]


def has(kind: object, key: str) -> bool:
    """Whether values of a type have a member under a dotted key; what is an open object may."""
    options = get_args(kind) if get_origin(kind) in (Union, UnionType) else (kind,)
    name, _, rest = key.partition(".")
    for option in options:
        if get_origin(option) is dict:
            return True
        if isinstance(option, type) and issubclass(option, Struct):
            members = get_type_hints(option)
            if name in members and (not rest or has(members[name], rest)):
                return True
    return False


COLUMNS: Final = [
    *((each.name, item_of(each), each.columns) for each in QUESTIONS),
    ("threads", ThreadShown, THREAD_COLUMNS),
    ("registration", ShowAnswer, REGISTRATION_COLUMNS),
]


@pytest.mark.parametrize(("name", "kind", "columns"), COLUMNS)
def test_every_column_is_a_member_of_what_is_listed(
    name: str, kind: type[Struct], columns: Columns[object]
) -> None:
    assert [each.key for each in columns if not has(kind, each.key)] == [], name


@pytest.mark.parametrize("name", [each.name for each in QUESTIONS])
def test_every_question_says_what_it_is_asked_of(name: str) -> None:
    question = next(each for each in QUESTIONS if each.name == name)
    assert question.subject in (Reading, Whole, OwnRecords, Between)
    assert next(iter(get_type_hints(question.build).values())) is question.subject
