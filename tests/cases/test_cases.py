"""The real cases: each example is recorded, and the ledger asked what the public record answers.

A ledger that passes everything else may still bend history; these are the histories.
"""

from typing import cast

import pytest
import yaml
from msgspec import json

from tests.cases.asking import EXAMPLES, ask
from tests.cases.expected import EXPECTED, Answer, Expectation, Standing

NAMES = sorted(path.stem for path in EXAMPLES.glob("*.yaml"))
ORDERED = ("offer_path", "known_meetings")
QUOTE_WORDS_MAX = 40
"""A quote is a short one; more of a report than this is a copy of it."""

Node = dict[str, "Part"]
Part = str | int | bool | None | list["Part"] | Node


def _named(case: Expectation) -> str:
    public = f"-public-{case.public_at}" if case.public_at else ""
    return f"{case.stream}-{case.ask}-{case.as_of}{public}"


def _comparable(answer: Answer, *, ordered: bool) -> list[bytes]:
    if isinstance(answer, Standing):
        raise TypeError(f"a list is due, not {answer}")
    lines = [json.encode(line, order="sorted") for line in answer]
    return lines if ordered else sorted(lines)


@pytest.mark.parametrize("case", EXPECTED, ids=_named)
def test_the_ledger_answers_as_the_public_record_does(case: Expectation) -> None:
    answer = ask(case.example, case.stream, case.ask, case.as_of, case.public_at)
    if isinstance(case.expected, Standing):
        assert isinstance(answer, Standing)
        assert answer.state == case.expected.state, case.why
        assert case.expected.flags <= answer.flags, case.why
    else:
        ordered = case.ask in ORDERED
        assert _comparable(answer, ordered=ordered) == _comparable(
            case.expected, ordered=ordered
        ), case.why


def test_every_question_is_about_a_stream_that_its_example_registers() -> None:
    registered = {(name, stream) for name in NAMES for stream in _streams(name)}
    assert {(case.example, case.stream) for case in EXPECTED} <= registered


def test_every_example_and_every_negotiation_is_asked_about() -> None:
    negotiations = {each for name in NAMES for each in _streams(name) if "negotiation/" in each}
    assert negotiations == {case.stream for case in EXPECTED}


def test_no_stream_and_no_source_stands_in_two_examples() -> None:
    streams = [stream for name in NAMES for stream in _streams(name)]
    sources = [source for name in NAMES for source in _sources(name)]
    assert len(set(streams)) == len(streams)
    assert len(set(sources)) == len(sources)


@pytest.mark.parametrize("name", NAMES)
def test_every_evidence_names_a_described_source_and_every_source_is_used(name: str) -> None:
    named = [evidence.get("source") for evidence in _evidence(_read(name))]
    assert set(named) == set(_sources(name))


@pytest.mark.parametrize("name", NAMES)
def test_every_step_has_evidence_and_our_own_words_or_a_plain_appointment(name: str) -> None:
    for step in _steps(name):
        assert step.get("evidence"), step
        assert step.get("text") or step["type"] == "NegotiatorAppointed", step


@pytest.mark.parametrize("name", NAMES)
def test_quotes_are_short(name: str) -> None:
    for evidence in _evidence(_read(name)):
        quote = evidence.get("quote")
        words = quote["verbatim"] if isinstance(quote, dict) else quote
        assert len(str(words or "").split()) <= QUOTE_WORDS_MAX, words


def test_the_seed_rests_on_one_report() -> None:
    assert _sources("haryana-2024") == ["ians-2024-09-07"]


def test_no_number_is_read_into_the_seeds_offer() -> None:
    offers = [step for step in _steps("haryana-2024") if step["type"] == "OfferMade"]
    assert [cast("Node", offer["terms"])["quantity"] for offer in offers] == [
        {"kind": "unquantified", "verbatim": "Good small numbers", "unit": "seats"}
    ]


# Reading the files plainly, beside the ledger's own door ----------------------------------------


def _read(name: str) -> Node:
    return cast("Node", yaml.safe_load((EXAMPLES / f"{name}.yaml").read_text("utf-8")))


def _listed(part: Part) -> list[Node]:
    return cast("list[Node]", part if isinstance(part, list) else [])


def _sources(name: str) -> list[str]:
    return [str(each["source"]) for each in _listed(_read(name)["sources"])]


def _streams(name: str) -> list[str]:
    read = _read(name)
    return [
        f"{kind}/{each[kind]}"
        for kind in ("contest", "negotiation")
        for each in _listed(read.get(f"{kind}s"))
    ]


def _steps(name: str) -> list[Node]:
    read = _read(name)
    return [
        step
        for kind in ("contests", "negotiations")
        for each in _listed(read.get(kind))
        for step in _listed(each.get("steps"))
    ]


def _evidence(part: Part) -> list[Node]:
    """Every evidence in a file, wherever it stands: what has an attribution."""
    if isinstance(part, list):
        return [found for each in part for found in _evidence(each)]
    if not isinstance(part, dict):
        return []
    here = [part] if "attribution" in part else []
    return here + [found for each in part.values() for found in _evidence(each)]
