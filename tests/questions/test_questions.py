"""Each of the 28 questions, asked through the terminal on a real case: answer, citation, JSON.

What a person reads and what a program reads must be one answer: every step, source and quotation
that the words show stands in the JSON, and the JSON keeps to its published schema.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import jsonschema  # type: ignore[import-untyped]
import pytest

from tests.cli.recorded_talks import EXAMPLES, import_examples
from tests.cli.terminal import Place
from tests.generate import ROOT
from tests.generate_answers import ANSWERS
from tests.generate_questions import QUESTIONS_PAGE
from tests.questions.everything import NAMES, QUESTIONS
from tests.questions.question import Question

REPORT: Final = 26
VERIFY: Final = 27
STEP: Final = re.compile(r"\bv([1-9]\d*)\b")
QUOTED: Final = re.compile(r"“([^”]+)”")


class Desk:
    """Where questions are asked: one ledger with every example in it, and ledgers of their own for
    questions before which something is typed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        (folder / "all").mkdir()
        self.all = Place(folder / "all")
        import_examples(self.all)
        self._own: dict[str, Place] = {}

    def place_of(self, question: Question) -> Place:
        if not question.first:
            return self.all
        if question.asks not in self._own:
            folder = self._folder / str(len(self._own))
            folder.mkdir()
            self._own[question.asks] = _prepared(Place(folder), question)
        return self._own[question.asks]


def _prepared(place: Place, question: Question) -> Place:
    assert place.run("init", "--db", "parley.db").code == 0
    for path in EXAMPLES:
        if path.stem in question.case:
            assert place.run("import", str(path)).code == 0
    for words in question.first:
        result = place.run(*words)
        assert result.code == 0, result.stderr
    return place


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Every example, and what single questions need besides."""
    return Desk(tmp_path_factory.mktemp("questions"))


@pytest.fixture(scope="module")
def sources(desk: Desk) -> frozenset[str]:
    """The names of the sources in the examples."""
    listed = json.loads(desk.all.run("source", "list", "--json").stdout)
    return frozenset(str(item["source"]) for item in listed["items"])


def every(question: Question) -> str:
    return f"{question.number}-{question.command[0]}"


def asked(desk: Desk, question: Question) -> str:
    result = desk.place_of(question).run(*question.command)
    assert result.code == 0, result.stderr
    return result.stdout


def as_json(desk: Desk, question: Question) -> dict[str, object]:
    words = list(question.command)
    if "--columns" in words:
        at = words.index("--columns")
        del words[at : at + 2]
    result = desk.place_of(question).run(*words, "--json")
    assert result.code == 0, result.stderr
    found: dict[str, object] = json.loads(result.stdout)
    return found


def leaves(value: object) -> Iterator[object]:
    """Yield every number and text of a JSON value."""
    if isinstance(value, dict):
        for each in value.values():
            yield from leaves(each)
    elif isinstance(value, list):
        for each in value:
            yield from leaves(each)
    else:
        yield value


@pytest.mark.parametrize("number", range(1, 29))
def test_each_of_the_28_is_asked(number: int) -> None:
    assert any(question.number == number for question in QUESTIONS)
    assert NAMES[number]


@pytest.mark.parametrize("number", range(1, 29))
def test_each_of_the_28_stands_in_the_page(number: int) -> None:
    page = (ROOT / QUESTIONS_PAGE).read_text(encoding="utf-8")
    assert f"## {number}. {NAMES[number]}" in page


@pytest.mark.parametrize("question", QUESTIONS, ids=every)
def test_the_case_of_a_question_is_an_example(question: Question) -> None:
    cases = (question.case,) if isinstance(question.case, str) else question.case
    assert set(cases) <= {path.stem for path in EXAMPLES}


@pytest.mark.parametrize("question", QUESTIONS, ids=every)
def test_the_answer_says_what_was_asked(question: Question, desk: Desk) -> None:
    answer = asked(desk, question)
    assert question.shows
    for fragment in question.shows:
        assert fragment in answer, answer


@pytest.mark.parametrize("number", [each for each in NAMES if each != VERIFY])
def test_each_of_the_28_cites_a_step_and_its_source_or_words(
    number: int, desk: Desk, sources: frozenset[str]
) -> None:
    cited = []
    for question in QUESTIONS:
        if question.number == number:
            answer = asked(desk, question)
            # Where a screen has no room for step and source, the JSON has them.
            said = "" if number == REPORT else json.dumps(as_json(desk, question))
            named = any(name in answer or f'"{name}"' in said for name in sources)
            step = STEP.search(answer) or '"version": ' in said
            cited.append(step and (named or QUOTED.search(answer)))
    assert any(cited)


def test_what_is_verified_is_cited_by_its_position_and_root(desk: Desk) -> None:
    (verify,) = (each for each in QUESTIONS if each.number == VERIFY)
    answer, found = asked(desk, verify), as_json(desk, verify)
    assert found["ok"] is True
    assert str(found["root"]) in answer
    assert str(found["position"]) in answer


@pytest.mark.parametrize(
    "question", [each for each in QUESTIONS if each.number != REPORT], ids=every
)
def test_the_json_keeps_to_its_schema_and_holds_the_same_facts(
    question: Question, desk: Desk, sources: frozenset[str]
) -> None:
    answer, found = asked(desk, question), as_json(desk, question)
    name = str(found["shape"]).removeprefix("parley.").partition("/")[0]
    assert name in ANSWERS
    schema = json.loads((ROOT / f"docs/schemas/{name}.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(found, schema)
    values = list(leaves(found))
    numbers = {each for each in values if isinstance(each, int)}
    texts = "\n".join(str(each) for each in values if isinstance(each, str))
    missing_steps = {
        step
        for step in STEP.findall(answer)
        if int(step) not in numbers and f"v{step}" not in texts
    }
    assert not missing_steps
    assert not {name for name in sources if re.search(rf"{name}\b", answer)} - {
        name for name in sources if name in texts
    }
    assert not {words for words in QUOTED.findall(answer) if words not in texts}


def test_the_json_of_a_report_is_the_record_that_it_was_made(tmp_path: Path) -> None:
    (report,) = (each for each in QUESTIONS if each.number == REPORT)
    own = Place(tmp_path)
    import_examples(own)
    made = own.run(*report.command, "--record")
    assert made.code == 0, made.stderr
    assert "SHA-256" in made.stderr
    found = json.loads(own.run("list", "exports", "--json").stdout)
    schema = json.loads((ROOT / "docs/schemas/exports.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(found, schema)
    (item,) = found["items"]
    assert item["sha256"] in made.stderr
    assert item["root"] in made.stdout
    assert f"--known-at @{item['at_position']} " in made.stdout
    assert item["as_of"] == "2024-09-07"
