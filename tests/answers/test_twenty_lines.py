"""Twenty lines that know no terminal give an answer as data and in words, at any of its times."""

import ast
import json
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.answers import twenty_lines
from tests.answers.twenty_lines import ask
from tests.cli.desk import TOLD, Desk, open_desk


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """An offer in step 2 of 5 September, and one that takes its place in step 3 of the 7th."""
    desk = open_desk(tmp_path_factory.mktemp("talks"))
    desk.must("offer", "INC", "AAP", "4..5", "--at", "2024-09-05", "--speaker", "A. Speaker")
    desk.must("offer", "INC", "AAP", "7", "--supersedes", "2", *TOLD)
    return desk


def test_they_are_twenty_and_import_answers_alone() -> None:
    written = Path(twenty_lines.__file__).read_text(encoding="utf-8")
    tree = ast.parse(written)
    docs = [node for node in ast.walk(tree) if isinstance(node, ast.Module | ast.FunctionDef)]
    said = sum(ast.get_docstring(node) is not None for node in docs)  # each of one line
    assert len([line for line in written.splitlines() if line.strip()]) - said <= 20
    modules = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    ours = {name for name in modules if name.partition(".")[0] not in sys.stdlib_module_names}
    assert {".".join(name.split(".")[:2]) for name in ours} == {"parley.answers"}
    assert not any(isinstance(node, ast.Import) for node in ast.walk(tree))


@pytest.mark.parametrize(
    ("times", "words"),
    [
        ({}, ["INC→AAP  7 (of 90) (in place of v2)"]),
        ({"as_of": "2024-09-05"}, ["INC→AAP  4–5 (of 90)"]),
        ({"known_at": "@2"}, ["INC→AAP  4–5 (of 90)"]),
        ({"public_at": "2024-09-04"}, []),
    ],
)
def test_they_answer_as_the_terminal_does(
    desk: Desk, times: Mapping[str, str], words: list[str]
) -> None:
    data, *lines = ask(str(desk.path), "talks", times, lambda: desk.now)
    assert lines == words
    typed = [part for name, when in times.items() for part in (f"--{name.replace('_', '-')}", when)]
    assert json.loads(data) == json.loads(desk.must("table", *typed, "--json").stdout)


@pytest.mark.parametrize(
    ("slug", "times", "kind", "detail"),
    [
        ("talk", {}, "not-found", "there is no negotiation 'talk' in this ledger"),
        ("talks", {"as_of": "v9"}, "not-found", "there is no v9 in talks; its last entry is v3"),
    ],
)
def test_what_they_cannot_answer_is_said_in_its_own_terms(
    desk: Desk, slug: str, times: Mapping[str, str], kind: str, detail: str
) -> None:
    assert ask(str(desk.path), slug, times, lambda: desk.now) == (kind, detail)
