"""Errors are part of the product: each says what, why and what to do, and carries its facts."""

import inspect
import pickle
import re

import pytest

from parley.answers.failures import failure_of
from parley.cli.acts import typed
from parley.events import errors
from parley.events.errors import RecordError
from parley.events.flaws import Altered, OfObject, PositionMissing, ViewsUnsaid
from parley.events.refusals import Fault, NotRecorded
from parley.events.store_errors import StoreError
from tests.facing import facing

DOCSTRING = errors.__doc__ or ""

FACTS: dict[str, object] = {
    "actual": 5,
    "clock": 1_725_690_600_000_000,
    "expected": 4,
    "extra": "postgres",
    "finding": ViewsUnsaid(),
    "findings": [PositionMissing(5), OfObject("table", "record", Altered())],
    "found": 2,
    "head": 1_725_690_660_000_000,
    "id": "an-id",
    "ids": ("an-id",),
    "limit": 65_535,
    "meant": "negotiation/haryana",
    "needed": 3,
    "of": "the server",
    "offered": b"[1]",
    "owner": "olga",
    "rebuilt": False,
    "rights": False,
    "act": "gives and takes rights on it",
    "problems": [(0, Fault(case="malformed", facts={"what": "source", "fault": "no id"}))],
    "reason": "it is too long",
    "revision": 2,
    "role": "writers",
    "size": 70_000,
    "stored": b"[]",
    "stream": "negotiation/haryanna",
    "supported": 1,
    "version": 3,
    "what": "record",
    "where": "talks.db",
}


def tree(root: type[RecordError]) -> list[type[RecordError]]:
    return [root, *(found for child in root.__subclasses__() for found in tree(child))]


RAISED = [kind for kind in tree(RecordError) if kind not in (RecordError, StoreError)]


def example(kind: type[RecordError]) -> RecordError:
    names = list(inspect.signature(kind).parameters)
    return kind(*(FACTS[name] for name in names))


@pytest.mark.parametrize("kind", RAISED, ids=lambda kind: kind.__name__)
def test_an_error_says_what_and_why_and_carries_its_facts(kind: type[RecordError]) -> None:
    error = example(kind)
    assert str(error) == error.message
    assert error.message
    assert not re.search(r"[#~]\d|\bTODO\b|[{}]|\bparley\b|(?<![\w-])--[a-z]", error.message)
    for name in inspect.signature(kind).parameters:
        fact = getattr(error, name)
        assert fact == (tuple(FACTS[name]) if isinstance(FACTS[name], list) else FACTS[name])  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", RAISED, ids=lambda kind: kind.__name__)
def test_a_face_says_the_same_and_what_to_do_next(kind: type[RecordError]) -> None:
    error = example(kind)
    with facing(typed):
        failure = failure_of(error)
    assert failure.hint
    assert not re.search(r"[#~]\d|\bTODO\b|[{}]", failure.hint)
    assert kind is NotRecorded or failure.detail == error.message


@pytest.mark.parametrize("kind", RAISED, ids=lambda kind: kind.__name__)
def test_an_error_survives_the_way_from_another_process(kind: type[RecordError]) -> None:
    error = example(kind)
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    assert type(again) is kind
    assert (again.message, vars(again)) == (error.message, vars(error))


def test_the_tree_in_the_docstring_is_the_tree() -> None:
    lines = (re.match(r"    ([│├└─ ]*)([A-Z]\w+)", line) for line in DOCSTRING.splitlines())
    drawn = [(len(found[1]) // 4, found[2]) for found in lines if found]

    def walk(kind: type[RecordError], depth: int) -> list[tuple[int, str]]:
        below = [one for child in kind.__subclasses__() for one in walk(child, depth + 1)]
        return [(depth, kind.__name__), *below]

    assert sorted(drawn) == sorted(walk(RecordError, 0))
