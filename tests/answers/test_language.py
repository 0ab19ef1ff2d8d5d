"""Another language is a catalogue and no code: what stands in it is said, the rest in English."""

import ast
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Final, TypeVar

import pytest
from babel.messages.pofile import read_po, write_po
from msgspec import Struct

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
from parley.answers.opening import open_ledger
from parley.answers.question import NoOptions, Question
from parley.answers.reading import Reading, read_stream
from parley.answers.table import TABLE
from parley.answers.times import Asked, Standpoint
from tests import messages
from tests.cli.desk import TOLD, Desk, open_desk
from tests.messages import Message

A = TypeVar("A", bound=Struct)
APART: Final = (
    *(
        "answers/sentences/",
        "cli/commands.py",
        "cli/main.py",
        "cli/record/declared.py",
        "cli/record/terms.py",
    ),
)
"""Where texts are put together: the sentences of `line`, and help of commands."""

POLISH: Final[Mapping[Message, tuple[str, ...]]] = {
    Message("by", context="column"): ("kto",),
    Message("state", context="column"): ("stan",),
    Message("silence", context="column"): ("cisza",),
    Message("offer", context="word"): ("oferta",),
    Message("talks underway", context="word"): ("rozmowy trwają",),
    Message("deal reached", context="word"): ("umowa zawarta",),
    Message("Sep", context="month"): ("września",),
    Message("on record"): ("oficjalnie",),
    Message("no step for {days}"): ("{days} bez kroku",),
    Message("{number} day", "{number} days"): ("{number} dzień", "{number} dni", "{number} dni"),
    Message("{number} step", "{number} steps"): (
        "{number} krok",
        "{number} kroki",
        "{number} kroków",
    ),
    Message("{state} since {since}"): ("od {since} {state}",),
    Message("{negotiation}: {stands}"): ("{stands} ({negotiation})",),
    Message("{type} is legal in {legal}, and the state here is {state}"): (
        "stan tutaj to „{state}”, a {type} wymaga stanu „{legal}”",
    ),
    Message("there is no negotiation “{slug}” in this ledger; {origin} names it"): (
        "{origin} mówi o rozmowach „{slug}”, których w tej księdze nie ma",
    ),
}
"""A dozen messages and two: words, headings, plurals in three forms, sentences in another order."""


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
    """A desk with talks and an offer, two days before the clock's day."""
    desk = open_desk(tmp_path_factory.mktemp("talks"))
    desk.must("open", "INC", "AAP", "--at", "2024-09-01", "--speaker", "A. Speaker")
    desk.must("offer", "INC", "AAP", "5", "--at", "2024-09-05", "--speaker", "A. Speaker")
    return desk


def answered(talks: Desk, question: Question[Reading, NoOptions, A]) -> A:
    """Ask as any face does."""
    with open_ledger(str(talks.path), clock=lambda: talks.now) as ledger:
        standpoint = Standpoint(ledger=ledger, now=talks.now, zone="UTC")
        return question.ask(read_stream(standpoint, Asked(), "talks"))


def test_a_table_is_said_in_another_language_with_its_own_order(
    talks: Desk, polish: Language
) -> None:
    with speaking(polish):
        told = TABLE.told(answered(talks, TABLE))
    assert told.title == "od 1 września 2024 (v2) rozmowy trwają (talks)"
    drawn = talks.must("table", "--format", "md", "--language", "pl").stdout.splitlines()
    assert drawn[0] == "| what | step | kto | to | in words | until | according to |"
    assert drawn[2] == "| oferta | v3 | INC | AAP | 5 (of 90) |  | A. Speaker, oficjalnie |"


def test_a_status_is_said_in_another_language_and_the_rest_stays_english(
    talks: Desk, polish: Language
) -> None:
    said = talks.must("status", "--format", "md", environment={"PARLEY_LANGUAGE": "pl"}).stdout
    assert "| stan | rozmowy trwają |" in said
    assert "| cisza | 2 dni bez kroku (v3); no check is recorded meanwhile |" in said


def test_what_programs_read_is_in_no_language(talks: Desk, polish: Language) -> None:
    given = talks.must("table", "--json", "--language", "pl")
    (item,) = json.loads(given.stdout)["items"]
    assert (item["kind"], item["attribution"]) == ("offer", "on_record")
    assert given.stdout == talks.must("table", "--json").stdout


def test_a_refusal_is_said_in_another_language(talks: Desk, polish: Language) -> None:
    refused = talks.type("break", "INC", *TOLD, "--language", "pl")
    said = "stan tutaj to „rozmowy trwają”, a DealBroken wymaga stanu „umowa zawarta”"
    assert refused.stderr.startswith(f"error: {said}\n"), refused
    assert "hint: no deal stands: talks that end are TalksCollapsed" in refused.stderr
    missed = talks.type("attempts", "-n", "talk", "--language", "pl")
    assert missed.stderr.startswith("error: --negotiation mówi o rozmowach „talk”"), missed
    assert (refused.code, missed.code) == (1, 3)
    assert list_languages() == ["en", "pl"]


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "1 krok"), (2, "2 kroki"), (5, "5 kroków"), (12, "12 kroków"), (22, "22 kroki")],
)
def test_a_number_takes_the_form_that_the_language_gives_it(
    number: int, said: str, polish: Language
) -> None:
    with speaking(polish):
        assert say_many(number, "{number} step", "{number} steps") == said


def test_what_a_catalogue_does_not_have_stays_english(polish: Language) -> None:
    with speaking(polish):
        by = "INC"
        assert say("{by} joins {to}", by, to="AAP") == "INC joins AAP"
        assert say_many(2, "{number} lion", "{number} lions") == "2 lions"
        assert say_list(("INC", "AAP")) == "INC, AAP"
        assert say("") == ""


def test_every_sentence_is_said_whole_and_with_all_its_parts() -> None:
    faults = [
        fault for place, tree in messages.modules() for fault in messages.faults_of(tree, place)
    ]
    assert faults == []


def test_nothing_that_is_put_together_goes_round_the_door() -> None:
    faults = [
        fault
        for place, tree in messages.modules()
        if not place.startswith(APART)
        for fault in messages.unsaid(tree, place)
    ]
    assert faults == []
    (found,) = messages.unsaid(ast.parse('detail = f"{name} is not here"'), "x.py")
    assert "is not here" in found.reason


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
    refused = talks.type("attempts", *words, environment=environment)
    config.unlink()
    assert "there is no catalogue of the language “xx”\nhint: language is en\n" in refused.stderr
    assert refused.code == 2
