"""Each promise of the reliability page names tests, and they are there."""

import ast
import re

import pytest

from tests.generate import ROOT

PAGE = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)))
PROMISE = re.compile(r"^\| (?!promise|---)(.+?) \| (.+?) \| (.+?) \|$", re.MULTILINE)


def functions_in(path: str) -> set[str]:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize(("path", "name"), NAMED)
def test_a_test_that_is_named_is_there(path: str, name: str) -> None:
    assert name.startswith("test_")
    assert name in functions_in(path)


def test_every_promise_has_a_reason_and_a_test() -> None:
    promises = PAGE.partition("## What is not promised")[0]
    rows = PROMISE.findall(promises)
    assert len(rows) > 20
    for promise, why, shown in rows:
        assert why.strip(), promise
        assert "::test_" in shown, promise
