"""The pages hold together: links arrive, paths exist, words are explained."""

import re
from functools import cache
from pathlib import Path
from typing import get_args

import pytest
from msgspec import inspect as shape

from parley.negotiation.evidence import Attribution
from parley.negotiation.states import State
from parley.negotiation.steps import DeadlineSet, Fulfilment, Proposition, Stance
from tests.generate import ROOT

PAGES = sorted(
    path
    for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/*.md"))
    if path.stat().st_size
)
DECISIONS = sorted((ROOT / "docs" / "adr").glob("0*.md"))
LINK = re.compile(r"\]\(([^)\s]+)\)")
PATH = re.compile(
    r"`((?:negotiation|events|answers|drafting|web|cli|tests|docs|examples|\.ci)/[\w./-]*)`"
)
STREAM = re.compile(r"(?:negotiation|contest)/[\w-]+(?:#.*)?$")
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


def _named(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@cache
def _anchors(path: Path) -> frozenset[str]:
    """The anchors that a page's headings make, as the usual readers of Markdown do."""
    headings = re.findall(r"^#+ (.+)$", FENCE.sub("", _text(path)), re.MULTILINE)
    words = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings)
    return frozenset(each.replace(" ", "-") for each in words)


@pytest.mark.parametrize("path", PAGES, ids=_named)
def test_every_link_arrives(path: Path) -> None:
    for link in LINK.findall(FENCE.sub("", _text(path))):
        if "://" in link:
            continue
        target, _, anchor = link.partition("#")
        page = (path.parent / target).resolve() if target else path
        assert page.exists(), f"{_named(path)} links to {target}"
        if anchor:
            assert anchor in _anchors(page), f"{_named(path)} links to {link}"


@pytest.mark.parametrize("path", PAGES, ids=_named)
def test_every_path_that_a_page_names_exists(path: Path) -> None:
    for named in PATH.findall(_text(path)):
        if not STREAM.match(named):
            assert (ROOT / named).exists(), f"{_named(path)} names {named}"


@pytest.mark.parametrize("path", PAGES, ids=_named)
def test_no_page_names_a_private_folder(path: Path) -> None:
    assert not re.search(r"(?<![\w.~])/(?:home|root|work|tmp|Users)/\w", _text(path))


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_has_context_decision_and_consequences(path: Path) -> None:
    headings = re.findall(r"^## (.+)$", _text(path), re.MULTILINE)
    assert headings == ["Context", "Decision", "Consequences"]


def test_the_list_of_decisions_is_complete_and_in_order() -> None:
    listed = re.findall(r"^\| \[\d+\]\((0.+?\.md)\)", _text(ROOT / "docs/adr/README.md"), re.M)
    assert listed == [path.name for path in DECISIONS]


def test_decisions_are_numbered_without_a_gap() -> None:
    numbers = [int(path.name[:4]) for path in DECISIONS]
    assert numbers == list(range(1, len(numbers) + 1))
    assert all(_text(path).startswith(f"# {int(path.name[:4])}. ") for path in DECISIONS)


def test_the_glossary_explains_the_words_of_the_catalogue() -> None:
    kinds = next(each for each in shape.type_info(DeadlineSet).fields if each.name == "kind")  # type: ignore[attr-defined]
    words = {
        *(state.value for state in State if state.shown),
        *get_args(Attribution),
        *get_args(Stance),
        *get_args(Proposition),
        *get_args(Fulfilment),
        *kinds.type.values,
    }
    explained = set(re.findall(r"`(\w+)`", _text(ROOT / "docs/glossary.md")))
    assert words <= explained
