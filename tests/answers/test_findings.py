"""What does not hold is a case and its facts; a language says it, and English is its message."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from string import Formatter
from typing import Any, get_args, get_origin, get_type_hints

import pytest

from parley.answers import language
from parley.answers.failures import failure_of
from parley.answers.language import Language, find_language, speaking
from parley.answers.words.findings import flaw_said
from parley.events.errors import IntegrityError
from parley.events.flaws import (
    Altered,
    Flaw,
    Missing,
    OfObject,
    PositionMissing,
    RefusedAgain,
    all_flaws,
)
from tests import messages
from tests.answers.test_language import translate
from tests.cli.desk import open_desk
from tests.messages import Message

GIVEN: dict[type, Any] = {
    int: 2,
    str: "haryana",
    tuple: ("INSERT", "UPDATE"),
    Flaw: PositionMissing(5),
    OfObject: OfObject("table", "record", Altered()),
    dict: {"number": 85, "total": 80, "pool": "seats"},
}


def _first(hint: Any) -> Any:
    return get_args(hint)[0] if get_args(hint) else hint


def example(kind: type[Flaw]) -> Flaw:
    """A flaw of that kind with facts of the right types."""
    hints = get_type_hints(kind)
    kinds = {name: hints[name] for name in kind.__struct_fields__}
    return kind(
        **{
            name: GIVEN[get_origin(each) if get_origin(each) in GIVEN else _first(each)]
            for name, each in kinds.items()
        }
    )


@pytest.mark.parametrize("kind", all_flaws(), ids=lambda kind: kind.__name__)
def test_a_flaw_says_its_facts_and_a_face_the_same(kind: type[Flaw]) -> None:
    flaw = example(kind)
    assert str(flaw)
    assert Message(kind.says) in messages.collect()
    assert json.loads(json.dumps(flaw.facts)).keys() == set(kind.__struct_fields__)
    if kind not in (OfObject, RefusedAgain):  # whose sentence is that of another case
        named = {name for _, name, _, _ in Formatter().parse(kind.says) if name}
        assert named - {"it"} == set(kind.__struct_fields__)
    if kind is not RefusedAgain:
        assert flaw_said(flaw) == str(flaw)


def test_no_two_flaws_are_one_case() -> None:
    cases = [example(kind).case for kind in all_flaws()]
    assert len(cases) == len(set(cases))


def test_what_a_rule_refuses_is_said_as_the_refusal() -> None:
    flaw = RefusedAgain(2, "rules", "rules_unknown", {"rules": 99})
    assert flaw_said(flaw) == "v2: rules refuses it: rules 99 are not known here"
    assert str(flaw) == "v2: rules refuses it: rules unknown (rules 99)"


SAID = {
    Message("{it} is missing"): ("brakuje: {it}",),
    Message("{number} row is", "{number} rows are"): (
        "{number} wiersz",
        "{number} wiersze",
        "{number} wierszy",
    ),
    Message("{wrong} not what the records give, {missing} missing"): (
        "brakuje: {missing}; innych niż w zapisach: {wrong}",
    ),
    Message("the record does not hold together: {found}"): ("zapis jest sprzeczny: {found}",),
    Message("position {position} is missing"): ("brakuje pozycji {position}",),
}


@pytest.fixture
def polish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Language:
    """A language beside English, in the place of ours."""
    folder = tmp_path / "languages"
    folder.mkdir()
    translate(folder, SAID)
    monkeypatch.setattr(language, "FOLDER", folder)
    return find_language("pl")


def test_a_finding_is_said_in_another_language(polish: Language, tmp_path: Path) -> None:
    desk = open_desk(tmp_path)
    with closing(sqlite3.connect(desk.path)) as file, file:
        file.execute("UPDATE negotiation SET title = 'other'")
    result = desk.type("verify", "--json", "--language", "pl")
    (found,) = json.loads(result.stdout)["findings"]
    assert (found["case"], found["facts"]) == ("rows_differ", {"wrong": 1, "missing": 1})
    assert found["what"] == "brakuje: 1 wiersz; innych niż w zapisach: 1 wiersz"


def test_an_error_is_said_in_another_language_and_carries_the_case(polish: Language) -> None:
    error = IntegrityError([PositionMissing(5), OfObject("trigger", "head", Missing())])
    with speaking(polish):
        failure = failure_of(error)
    assert failure.detail == "zapis jest sprzeczny: brakuje pozycji 5; brakuje: trigger head"
    findings = failure.facts["findings"]
    assert isinstance(findings, tuple)
    assert findings[0] == {
        "case": "position_missing",
        "facts": {"position": 5},
        "what": "brakuje pozycji 5",
    }
