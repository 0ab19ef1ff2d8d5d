"""Another language is a catalogue and no code: what stands in it is said, the rest in English."""

import ast
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest
from babel.messages.pofile import read_po, write_po

from parley.answers import language
from parley.answers.language import (
    Language,
    find_language,
    list_languages,
    say,
    say_list,
    say_many,
    speaking,
)
from tests import messages
from tests.cli.desk import TOLD, Desk, open_desk
from tests.messages import Message

POLISH: Final[Mapping[Message, tuple[str, ...]]] = {
    Message("state", context="column"): ("stan",),
    Message("by", context="column"): ("kto",),
    Message("talks underway", context="word"): ("rozmowy trwają",),
    Message("there is no negotiation “{slug}” in this ledger; {origin} names it"): (
        "{origin} mówi o rozmowach „{slug}”, których w tej księdze nie ma",
    ),
    Message(
        "{negotiation}: {number} attempt, {inconclusive} inconclusive",
        "{negotiation}: {number} attempts, {inconclusive} inconclusive",
    ): (
        "bez wyniku {inconclusive}, {number} próba ({negotiation})",
        "bez wyniku {inconclusive}, {number} próby ({negotiation})",
        "bez wyniku {inconclusive}, {number} prób ({negotiation})",
    ),
    Message("none", context="of attempts"): ("ani jedna",),
}


def translate(folder: Path, said: Mapping[Message, tuple[str, ...]]) -> Path:
    """Write a catalogue as a translator would: begun, filled in, compiled."""
    path = messages.begin("pl", folder)
    with path.open("rb") as begun:
        catalogue = read_po(begun, locale="pl")
    for each, forms in said.items():
        entry = catalogue.get(
            (each.one, each.many) if each.many else each.one, each.context or None
        )
        assert entry is not None, f"{each} is said nowhere"
        entry.string = forms if each.many else forms[0]
    with path.open("wb") as filled:
        write_po(filled, catalogue)
    messages.compile_catalogue(path)
    return path


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one language."""
    made = tmp_path_factory.mktemp("languages")
    translate(made, POLISH)
    return made


@pytest.fixture
def polish(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Language:
    """A language beside English, in the place of ours."""
    monkeypatch.setattr(language, "FOLDER", folder)
    return find_language("pl")


@pytest.fixture(scope="module")
def talks(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk whose talks collapsed once, and go on."""
    desk = open_desk(tmp_path_factory.mktemp("talks"))
    desk.must("open", "INC", "AAP", "--at", "2024-09-01", "--speaker", "A. Speaker")
    desk.must("collapse", "INC", "--at", "2024-09-02", "--speaker", "A. Speaker")
    desk.must("resume", "INC", "AAP", *TOLD)
    return desk


def test_answers_and_refusals_are_said_in_a_language_that_is_chosen(
    talks: Desk, polish: Language
) -> None:
    assert list_languages() == ["en", "pl"]
    said = talks.must("list", "--format", "md", "--language", "pl").stdout
    assert said.splitlines()[0].startswith("| negotiation | title | stan |")
    assert "| rozmowy trwają |" in said
    refused = talks.type("rounds", "-n", "talk", "--language", "pl")
    assert refused.stderr.startswith("error: --negotiation mówi o rozmowach „talk”"), refused
    assert refused.code == 3


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "1 próba"), (2, "2 próby"), (5, "5 prób"), (12, "12 prób"), (22, "22 próby")],
)
def test_a_number_takes_the_form_and_the_place_that_the_language_gives_it(
    number: int, said: str, polish: Language
) -> None:
    with speaking(polish):
        assert (
            say_many(
                number,
                "{negotiation}: {number} attempt, {inconclusive} inconclusive",
                "{negotiation}: {number} attempts, {inconclusive} inconclusive",
                negotiation="talks",
                inconclusive=0,
            )
            == f"bez wyniku 0, {said} (talks)"
        )


def test_what_a_catalogue_does_not_have_stays_english(polish: Language) -> None:
    with speaking(polish):
        by = "INC"
        assert say("{by} joins {to}", by, to="AAP") == "INC joins AAP"
        assert say_many(2, "{number} lion", "{number} lions") == "2 lions"
        assert say_list(("INC", "AAP")) == "INC, AAP"


def test_every_sentence_is_said_whole_and_with_all_its_parts() -> None:
    faults = [
        fault for place, tree in messages.modules() for fault in messages.faults_of(tree, place)
    ]
    assert faults == []


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ('say(f"{by} joins", by=by)', "put together"),
        ('say("the " + word)', "put together"),
        ('say("{by} joins {to}", by=by)', "nothing is given for to"),
        ('say("{by} joins", by=by, to=to)', "does not take to"),
        ('say("{by} joins {to}", by)', "nothing is given for to"),
        ('say("{by} joins {to}", self.by, to, it)', "does not take it"),
        ('say("{by} joins {to}", to, by)', "to is given bare, and is not called by"),
        ('say_many(n, "{number} lion", "{number} lions of {arena}")', "nothing is given for arena"),
        ('say_in("column", "of {arena}")', "nothing is given for arena"),
    ],
)
def test_a_sentence_that_nobody_can_translate_is_found(code: str, reason: str) -> None:
    assert any(reason in fault.reason for fault in messages.faults_of(ast.parse(code), "x.py"))


def test_a_translation_with_other_names_in_braces_is_refused(tmp_path: Path) -> None:
    wrong = Message("there is no negotiation “{slug}” in this ledger")
    with pytest.raises(ValueError, match="names name"):
        translate(tmp_path, {wrong: ("nie ma rozmów „{name}”",)})
    with pytest.raises(ValueError, match="leaves out slug"):
        translate(tmp_path, {wrong: ("nie ma takich rozmów",)})


def test_a_catalogue_that_is_not_compiled_is_named(tmp_path: Path) -> None:
    path = translate(tmp_path, POLISH)
    assert messages.stale(tmp_path) == []
    path.write_text(path.read_text().replace("rozmowy trwają", "trwają rozmowy"))
    assert messages.stale(tmp_path) == ["pl.po"]
    assert messages.stale() == [], "make messages"


@pytest.mark.parametrize("place", ["option", "variable", "file"])
def test_a_language_without_a_catalogue_is_refused(place: str, talks: Desk) -> None:
    words = ["--language", "xx"] if place == "option" else []
    environment = {"PARLEY_LANGUAGE": "xx"} if place == "variable" else {}
    config = talks.place.here / "parley.toml"
    config.write_text('language = "xx"\n' if place == "file" else "")
    refused = talks.type("rounds", *words, environment=environment)
    config.unlink()
    assert "there is no catalogue of the language “xx”\nhint: language is en\n" in refused.stderr
    assert refused.code == 2
