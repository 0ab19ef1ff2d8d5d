"""use, config, completion and info, where a transcript cannot show it."""

import json
from pathlib import Path
from unittest import mock

import pytest

from tests.cli.ledgers import make_ledger
from tests.cli.terminal import Place
from tests.cli.test_main import complete

HARYANA = "haryana-2024"


STREAMS = (f"negotiation/{HARYANA}", "negotiation/up-2024", "contest/haryana-assembly")


@pytest.fixture
def ledger(place: Place) -> Path:
    """The account's own ledger, with two negotiations and a contest."""
    return make_ledger(place.ledger, *STREAMS)


def test_the_choice_of_use_is_remembered(place: Place, ledger: Path) -> None:
    result = place.run("use", HARYANA)
    assert result.code == 0
    assert result.stdout == ""
    assert result.stderr.startswith(f"commands now mean {HARYANA}")
    assert place.run("use").stdout == f"{HARYANA}\n"
    assert place.run("config", "get", "negotiation").stdout == f"{HARYANA}\n"


def test_use_belongs_to_one_ledger(place: Place, ledger: Path) -> None:
    make_ledger(place.here / "a.db", *STREAMS)
    place.run("use", HARYANA, "--db", "a.db")
    assert place.run("use", "--db", "a.db").stdout == f"{HARYANA}\n"
    assert place.run("use", "--db", "b.db").code == 3


def test_use_asks_the_ledger(place: Place, ledger: Path) -> None:
    result = place.run("use", "haryana-2042")
    assert result.code == 3
    assert "did you mean “haryana-2024”?" in result.stderr
    assert place.run("use").code == 3


def test_nothing_chosen_is_not_found_and_says_what_to_type(place: Place) -> None:
    result = place.run("use")
    assert result.code == 3
    assert "parley use SLUG" in result.stderr


def test_a_choice_can_be_forgotten(place: Place, ledger: Path) -> None:
    place.run("use", HARYANA)
    assert place.run("use", "--clear").code == 0
    assert place.run("use").code == 3


def test_a_choice_and_no_choice_at_once_is_refused(place: Place, ledger: Path) -> None:
    assert place.run("use", HARYANA, "--clear").code == 2
    assert place.run("use").code == 3


def test_use_says_when_a_variable_goes_before_it(place: Place, ledger: Path) -> None:
    environment = {"PARLEY_NEGOTIATION": "up-2024"}
    result = place.run("use", HARYANA, environment=environment)
    assert "but PARLEY_NEGOTIATION goes before it and says up-2024" in result.stderr
    assert place.run("use", environment=environment).stdout == "up-2024\n"


def test_names_of_negotiations_are_completed(place: Place, ledger: Path) -> None:
    assert complete(place, "parley use h") == [HARYANA]
    assert complete(place, "parley -n u") == ["up-2024"]
    assert complete(place, "parley info -n con") == ["contest/haryana-assembly"]


@pytest.mark.parametrize("db", ["https://parley.example.org", "postgresql://h/x"])
def test_no_server_is_asked_to_complete_a_name(db: str, place: Place) -> None:
    with mock.patch("parley.answers.opening.open_ledger", side_effect=AssertionError) as opened:
        assert complete(place, f"parley --db {db} use h") == []
    assert not opened.called


def test_info_says_where_everything_is(place: Place) -> None:
    (place.here / "parley.db").write_bytes(b"")
    value = json.loads(place.run("info", "--json").stdout)
    assert value["settings"]["db"] == {
        "value": str(place.here / "parley.db"),
        "origin": "./parley.db",
    }
    assert value["database_found"] is True
    assert value["settings"]["negotiation"] is None
    assert value["settings"]["recorder"] == {"value": "asha", "origin": "login name"}
    assert value["paths"]["user_config"] == {"path": str(place.user_config), "found": False}
    assert value["paths"]["state"]["path"] == str(place.state)
    assert {"version", "python", "platform", "libraries", "sqlite"} <= set(value)


def test_info_leaves_nothing_behind(place: Place) -> None:
    assert place.run("info").code == 0
    assert list(place.home.iterdir()) == []
    assert list(place.here.iterdir()) == []


@pytest.mark.parametrize("option", [(), ("--json",), ("--csv",), ("--format", "table")])
def test_info_shows_no_password(option: tuple[str, ...], place: Place) -> None:
    result = place.run("info", "--db", "postgresql://asha:hush@h/x", *option)
    assert result.code == 0
    assert "postgresql://asha:***@h/x" in result.stdout
    assert "hush" not in result.stdout


def test_a_setting_asked_for_by_name_is_given_whole(place: Place) -> None:
    result = place.run("config", "get", "db", "--db", "postgresql://asha:hush@h/x")
    assert result.stdout == "postgresql://asha:hush@h/x\n"


@pytest.mark.parametrize("command", [["config", "list"], ["config", "completion", "bash"]])
def test_a_local_command_refuses_a_service_named_for_it(command: list[str], place: Place) -> None:
    result = place.run("--db", "https://parley.example.org", *command)
    assert result.code == 2
    assert "local" in result.stderr


def test_a_service_that_is_set_can_be_changed(place: Place) -> None:
    place.run("config", "set", "db", "https://parley.example.org")
    assert place.run("config", "list").code == 0
    assert place.run("config", "unset", "db").code == 0
    assert place.run("config", "get", "db").stdout.endswith("parley.db\n")
