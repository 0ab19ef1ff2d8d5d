"""No answer for an earlier day knows what came after it, whatever it is asked of every example.

The answer is read as people read it: each step that it names, with a number in words or in a
member, is held against the day. What cannot have happened by then must not be named.
"""

import re
from collections.abc import Iterator

import msgspec
import pytest

from parley.answers.asking import read
from parley.answers.catalogue import QUESTIONS
from parley.answers.reading import Reading
from parley.answers.streams import slug_of
from parley.events.ledger import Ledger
from tests.cases.asking import EXAMPLES, recorded

NAMED = re.compile(r"(?:(?P<other>(?:contest/)?[a-z][a-z0-9-]*)#|\bv)(?P<version>[0-9]+)")
COUNTS = ("version", "steps")
"""Members of an answer itself: its last entry, which may be a correction of ours; how many."""
WHOSE = ("told_of", "stream", "negotiation")
"""Members that say in which stream the steps beside them are."""
ASKED = [
    each
    for each in QUESTIONS
    if each.subject is Reading
    and not any(field.required for field in msgspec.structs.fields(each.options))
]
EXAMPLE_NAMES = sorted(path.stem for path in EXAMPLES.glob("*.yaml"))


def streams(ledger: Ledger) -> list[str]:
    heads = [*ledger.store.stream_heads("contest/", ledger.head().size)]
    heads += ledger.store.stream_heads("negotiation/", ledger.head().size)
    return [slug_of(each.stream) for each in heads]


def days(ledger: Ledger, slug: str, count: int) -> list[str]:
    """Days on which something had happened, and something had not: spread over the steps."""
    steps = read(ledger, slug).seen.steps
    dated = sorted({each.occurred[:10] for each in steps if each.occurred[:1].isdigit()})
    whole = [each for each in dated if len(each) == 10]
    return [whole[len(whole) * at // (count + 1)] for at in range(1, count + 1)] if whole else []


def ahead(ledger: Ledger, at: int) -> set[tuple[str, int]]:
    """(slug, version) of every step that cannot have happened by an instant."""
    return {
        (slug, step.step)
        for slug in streams(ledger)
        for step in read(ledger, slug).seen.steps
        if step.earliest >= at
    }


def named(slug: str, text: str) -> Iterator[tuple[str, int]]:
    for found in NAMED.finditer(text):
        yield found["other"] or slug, int(found["version"])


def foretold(ledger: Ledger, slug: str, day: str) -> list[str]:
    """What answers as of a day say of later steps."""
    reading = read(ledger, slug, as_of=day)
    later = ahead(ledger, reading.seen.at)
    found = []
    for question in ASKED:
        answer = question.ask(reading)
        of_members = question.name == "story" and not reading.has_state  # with slugs of their own
        lines = [*question.words(answer), *question.beside(answer)]
        lines += [each for each in question.encode(answer, None).splitlines() if each]
        told = [
            line
            for line in (() if of_members else lines)
            if any(each in later for each in named(slug, line))
        ]
        told += [
            f"{path} = {version}"
            for path, whose, version in versions(msgspec.to_builtins(answer), "", slug)
            if (whose, version) in later and path not in COUNTS
        ]
        found += [f"{question.name} of {slug} as of {day}: {each}" for each in told]
    return list(dict.fromkeys(found))


def versions(value: object, path: str, slug: str) -> Iterator[tuple[str, str, int]]:
    """Every number that stands where an answer names a step: its path, of which stream, itself."""
    if isinstance(value, dict):
        whose = next((value[each] for each in WHOSE if isinstance(value.get(each), str)), slug)
        whose = whose.removeprefix("negotiation/")
        for name, each in value.items():
            steps = each if name == "steps" and isinstance(each, list | tuple) else [each]
            named = name.endswith(("version", "_by")) or name in ("step", "steps")
            for step in steps if named else ():
                if isinstance(step, int):
                    yield f"{path}.{name}".lstrip("."), whose, step
            beside = value.get(f"{name}_in")
            inner = beside if isinstance(beside, str) else whose
            yield from versions(each, f"{path}.{name}".lstrip("."), inner)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from versions(each, path, slug)


@pytest.mark.parametrize("example", EXAMPLE_NAMES)
@pytest.mark.parametrize("many", [1, pytest.param(6, marks=pytest.mark.slow)])
def test_nothing_is_foretold(example: str, many: int) -> None:
    ledger = recorded(example)
    found = [
        line
        for slug in streams(ledger)
        for day in days(ledger, slug, many)
        for line in foretold(ledger, slug, day)
    ]
    assert found == []
