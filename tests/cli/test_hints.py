"""What a hint tells a person to type exists: its command, and every option in it."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from parley.answers.acts import Act
from parley.answers.words.refusals import said_of
from parley.cli.acts import VERBS, typed
from parley.cli.main import parley
from tests.facing import facing
from tests.negotiation import (
    guard_cases_deals,
    guard_cases_offers,
    guard_cases_talks,
    guard_cases_voices,
)
from tests.negotiation.given import given
from tests.negotiation.guard_case import Case

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


CASES = (
    *guard_cases_voices.CASES,
    *guard_cases_talks.CASES,
    *guard_cases_offers.CASES,
    *guard_cases_deals.CASES,
)


def named_for(case: Case) -> list[Act]:
    """What a refusal says is to be given with the step that was refused."""
    before = given(*case.given, registration=case.registration)
    (problem,) = before.when(case.refused).verdict.problems[:1]
    with facing(typed):
        hint = said_of(problem.case, problem.facts).hint
    return [] if hint is None else [act for act in hint.acts if act.name in ("give", "field")]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.guard}-{case.words[0]}")
def test_what_a_refusal_asks_for_is_taken_by_the_verb_of_the_step(case: Case) -> None:
    type_name = case.refused.type
    if type_name not in VERBS:
        return
    context = click.Context(parley, info_name="parley")
    command = parley.get_command(context, VERBS[type_name].split()[0])
    assert command is not None
    params = command.get_params(context)
    options = {option for param in params for option in param.opts}
    words = {(param.metavar or "").strip("[]…") for param in params}
    for act in named_for(case):
        if act.about == {"negotiation": None}:
            continue  # which negotiation it is said before the verb
        first = typed(act).split()[0]
        assert first in options or first in words, typed(act)
