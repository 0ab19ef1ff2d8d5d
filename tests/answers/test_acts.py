"""What may be done next is told by name: any face can word it, and no room below is one."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click
import pytest

from parley.answers.acts import ACTS, Act, Advice, advise, do, face
from parley.answers.words import refusals_of_rules
from parley.answers.words.refusals import CASES, said_of
from parley.answers.words.refusing import Case
from parley.cli.acts import STEPS, TYPED, typed
from parley.cli.main import parley
from parley.negotiation.steps import CATALOGUE
from tests.facing import facing
from tests.messages import names_in

ROOT: Final = Path(__file__).parent.parent.parent
WORDED: Final = (*CASES.values(), *refusals_of_rules.INSTEAD.values(), refusals_of_rules.OTHERWISE)
COMMAND: Final = re.compile(r"(?<!newer )\bparley [a-z]|(?<![\w-])--[a-z]")
"""What only a terminal says: a command of ours, an option."""
PRINTS_COMMANDS: Final = {
    "web/reports/contents.py",  # the lines by which a reader checks a report at a terminal
    "web/reports/style.py",  # custom properties of CSS
}


def trees(*rooms: str) -> Iterator[tuple[str, ast.Module]]:
    for room in rooms:
        for path in sorted((ROOT / room).rglob("*.py")):
            yield str(path.relative_to(ROOT)), ast.parse(path.read_text(encoding="utf-8"))


def texts(tree: ast.Module) -> Iterator[str]:
    """The texts of a module, as one piece where one is put together, without its docstrings."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr):
            node.value = ast.Constant(None)  # a docstring, or nothing
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield "".join(
                str(part.value) if isinstance(part, ast.Constant) else "…" for part in node.values
            )
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def calls(tree: ast.Module, *functions: str) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=called)) if called in functions:
                yield node


def acts() -> list[Act]:
    """Every action that the product names."""
    found = {
        (
            str(ast.literal_eval(call.args[0])),
            tuple(str(each.arg) for each in call.keywords if each.arg is not None),
        )
        for _, tree in trees("answers", "drafting", "web")
        for call in calls(tree, "do")
        if isinstance(call.args[0], ast.Constant)
    }
    return [Act(name, dict.fromkeys(about)) for name, about in sorted(found)]


NAMED: Final = acts()


def test_the_rooms_below_the_terminal_name_no_command_and_no_option() -> None:
    said = [
        f"{path}: {text}"
        for path, tree in trees("negotiation", "events", "answers", "drafting", "web")
        for text in texts(tree)
        if path not in PRINTS_COMMANDS and COMMAND.search(text)
    ]
    assert said == []


@pytest.mark.parametrize("text", ["type `parley log`", "leave --at out"])
def test_a_command_in_a_text_is_seen(text: str) -> None:
    assert list(filter(COMMAND.search, texts(ast.parse(f'"""A parley log."""\nx = "{text}"'))))


# The catalogue of actions -----------------------------------------------------------------------


@pytest.mark.parametrize("act", NAMED, ids=lambda act: f"{act.name}-{'-'.join(act.about)}")
def test_an_action_is_of_the_catalogue_and_so_is_what_it_is_done_to(act: Act) -> None:
    if act.name in CATALOGUE:
        assert set(act.about) <= set(CATALOGUE[act.name].__struct_fields__)
    else:
        assert set(act.about) <= set(ACTS[act.name])


def test_every_action_of_the_catalogue_is_named_somewhere_and_typed_somehow() -> None:
    named = {each.name for each in NAMED}
    assert set(ACTS) <= named
    assert {*TYPED, "field"} == set(ACTS)
    assert {name: set(forms) for name, (_, forms) in TYPED.items()} == {
        name: {each for each in about if f"{{{each}}}" not in TYPED[name][0]}
        for name, about in ACTS.items()
        if name != "field"
    }
    assert set(STEPS) <= set(CATALOGUE)


def command_of(words: str) -> tuple[click.Command, list[str]]:
    """The command that these words call, and the words behind it."""
    program, *rest = words.split()
    assert program == "parley"
    command: click.Command = parley
    context = parley.make_context("parley", [], resilient_parsing=True)
    while isinstance(command, click.Group) and rest:
        below = command.get_command(context, rest[0])
        if below is None:
            break
        command, rest = below, rest[1:]
    assert command is not parley, f"there is no `{words}`"
    return command, rest


def options_of(command: click.Command) -> set[str]:
    return {name for each in command.params for name in (*each.opts, *each.secondary_opts)}


@pytest.mark.parametrize("act", NAMED, ids=lambda act: f"{act.name}-{'-'.join(act.about)}")
def test_what_is_typed_for_an_action_is_a_command_with_its_options(act: Act) -> None:
    kind = "party" if "kind" in act.about else None
    words = typed(Act(act.name, {**act.about, **({"kind": kind} if kind else {})}))
    if act.name in ("version", "field"):
        assert words in ("parley --version", "None")
        return
    if act.name == "give":
        assert re.fullmatch(r"(-n|--[a-z-]+)( \S+)?", words)
        return
    command, rest = command_of(words)
    for option in re.findall(r"(?<!\S)--[a-z-]+", " ".join(rest)):
        assert option == "--help" or option in options_of(command), f"{words} has no {option}"


def test_what_an_action_is_done_to_is_typed_where_its_placeholder_stands() -> None:
    assert typed(do("OfferAccepted", by="AAP", offer=4)) == "parley accept AAP 4"
    assert typed(do("StatementMade")) == "parley say"
    replies = do("OfferMade", by=None, to=None, in_reply_to=4, terms=None)
    assert typed(replies) == "parley counter BY 4 QUANTITY"
    assert typed(do("StatementMade", by=None, stances="expects")) == "parley say BY expects"
    assert typed(do("correct", target=1, field=None)) == "parley correct 1 FIELD"
    assert typed(do("give", attribution="document")) == "--attribution document"
    assert typed(do("give", in_principle=True)) == "--in-principle"
    assert typed(do("add_alias", party=None, name="The Party")) == (
        "parley register alias party PARTY 'The Party'"
    )
    assert (
        typed(do("enter", kind="person", entry="x", name=None))
        == "parley register add person x --name …"
    )


def test_a_face_words_the_actions_of_what_it_says_and_is_given_them_as_data() -> None:
    button = facing(lambda act: f"[{act.name}]")
    with button:
        advice = advise("accept the later one: {accepts}", do("OfferAccepted", offer=4))
    assert advice == "accept the later one: [OfferAccepted]"
    assert advice.acts == (Act("OfferAccepted", {"offer": 4}),)
    assert str(do("OfferAccepted", by=None, offer=4)) == "OfferAccepted by offer=4"


# The sentences of refusals ----------------------------------------------------------------------


def refusals() -> Iterator[tuple[str, str, set[str]]]:
    """Where a case is named, the case, and the facts that it is given there."""
    for path, tree in trees("negotiation", "events"):
        for call in calls(tree, "refused", "Refusal", "Problem", "Fault"):
            place = f"{path}:{call.lineno}"
            cases = [each.value for each in call.keywords if each.arg == "case"]
            if isinstance(call.func, ast.Name) and call.func.id == "refused":
                cases = call.args[1:2]
            facts = {str(each.arg) for each in call.keywords if each.arg}
            inner = [each.value for each in call.keywords if each.arg == "facts"]
            if inner and isinstance(inner[0], ast.Dict):
                facts = {ast.literal_eval(each) for each in inner[0].keys if each is not None}
            for case in cases:
                for name in literals(case):
                    yield place, name, facts


def literals(node: ast.expr) -> Iterator[str]:
    match node:
        case ast.Constant(value=str() as text):
            yield text
        case ast.IfExp():
            yield from literals(node.body)
            yield from literals(node.orelse)


RAISED: Final = list(refusals())


def test_every_case_that_is_named_has_its_sentence_and_the_facts_of_it() -> None:
    assert len(RAISED) > 60
    missing = [
        f"{place}: {case}: {name}"
        for place, case, facts in RAISED
        if case != "said"
        for name in _facts_of(CASES[case])
        if name not in facts
    ]
    assert missing == []


def _facts_of(case: Case) -> set[str]:
    """The facts that the sentences of a case, and what its actions are done with, need."""
    named = {*names_in(case.reason), *names_in(case.hint or "")} - set(case.acts)
    done = (value for act in case.acts.values() for value in act.about.values())
    return named | {str(each)[1:] for each in done if str(each).startswith("$")}


@pytest.mark.parametrize("case", WORDED, ids=lambda case: case.reason[:40])
def test_every_action_of_a_case_stands_in_its_hint(case: Case) -> None:
    hint = case.reason if case.hint is None else case.hint
    assert set(case.acts) <= set(names_in(hint))


def test_a_case_of_a_newer_release_is_said_by_its_name() -> None:
    assert said_of("moon_is_full", {"moon": "full"}).reason == "moon is full"
    assert said_of("moon_is_full", {}).hint is None


def test_a_face_that_was_chosen_words_everything_from_then_on() -> None:
    with facing(str):
        face(lambda act: act.name.upper())
        hint = said_of("superseded", {"step": 3, "later": 4, "accepter": "AAP", "issue": "x"}).hint
        assert hint == "accept the later one: `OFFERACCEPTED`"
    assert isinstance(hint, Advice)


def test_rules_that_are_frozen_hold_no_sentence() -> None:
    said = [
        f"{path}: {text}"
        for path, tree in trees("negotiation/rules")
        for text in texts(tree)
        if " " in text
    ]
    assert said == []
