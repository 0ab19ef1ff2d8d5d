"""A ledger is made once, in the place that was named; a registration holds what was typed."""

import json
import shlex
from pathlib import Path

import pytest

from parley.events.sql import open_store
from tests.cli.desk import NEW, TOLD, Desk, open_desk
from tests.cli.terminal import Screen

PARTIES = ("--party", "INC", "--party", "AAP")


@pytest.fixture
def bare(tmp_path: Path) -> Desk:
    """A desk without a ledger."""
    return Desk(tmp_path)


def test_init_makes_a_ledger_in_the_data_folder_and_says_what_comes_next(bare: Desk) -> None:
    result = bare.must("init")
    path = bare.place.home / ".local" / "share" / "parley" / "parley.db"
    assert path.is_file()
    assert result.stdout.startswith("ledger local/")
    assert result.stdout.endswith(f" at {path}\n")
    assert "next: parley new SLUG" in result.stderr


def test_two_ledgers_get_two_names(bare: Desk) -> None:
    names = {
        json.loads(bare.must("init", "--db", db, "--json").stdout)["ledger"] for db in ("a", "b")
    }
    assert len(names) == 2


def test_the_name_of_a_ledger_can_be_given(bare: Desk) -> None:
    bare.must("init", "--db", "x.db", "--name", "desk.example.org/haryana")
    with open_store(str(bare.place.here / "x.db"), clock=lambda: 0) as store:
        assert store.info.ledger == "desk.example.org/haryana"


def test_who_makes_a_ledger_elsewhere_is_told_how_commands_find_it(bare: Desk) -> None:
    bare.place.here.joinpath("my talks").mkdir()
    said = bare.must("init", "--db", "my talks/x.db").stderr
    line = "or once you type: parley config set db "
    assert line in said
    assert "once you type" not in bare.must("init").stderr
    assert "once you type" not in bare.must("init", "--db", "parley.db").stderr
    bare.place.here.joinpath("parley.db").unlink()
    typed = said.partition("once you type: parley ")[2].partition("\n")[0]
    bare.must(*shlex.split(typed))
    assert str(bare.place.here / "my talks" / "x.db") in bare.must("db", "info").stdout


def test_a_second_init_changes_nothing(bare: Desk) -> None:
    bare.must("init", "--db", "parley.db")
    before = bare.path.read_bytes()
    result = bare.type("init", "--db", "parley.db")
    assert result.code == 1
    assert "already a ledger" in result.stderr
    assert bare.path.read_bytes() == before


def test_init_is_for_a_ledger_on_this_machine(bare: Desk) -> None:
    assert bare.type("init", "--db", "https://parley.example.org").code == 2


def test_a_folder_that_is_not_there_is_not_made(bare: Desk) -> None:
    result = bare.type("init", "--db", "none/parley.db")
    assert result.code == 6
    assert "no folder" in result.stderr


def test_a_registration_holds_what_was_typed(bare: Desk) -> None:
    bare.must("init", "--db", "parley.db")
    bare.must(
        *("new", "contest/poll", "--kind", "formation", "--title", "Poll", "--tz", "Asia/Kolkata"),
        *("--date", "2024-10-05", "--date", "last day=2024-09-12", "--seats", "90"),
    )
    assert bare.last().step == {
        "title": "Poll",
        "kind": "formation",
        "zone": "Asia/Kolkata",
        "election_date": "2024-10-05",
        "dates": [{"what": "last day", "when": "2024-09-12"}],
        "pools": [{"pool": "seats", "total": 90}],
    }
    bare.must(
        *("new", "talks", "--title", "Talks", "--arena", "Haryana", "--contest", "poll"),
        *("--party", "INC=Indian National Congress|Congress", "--alias", "INC=Kangres"),
        *("--party", "AAP", "--party", "SP=Samajwadi Party", "--at-table", "INC"),
        *("--at-table", "AAP", "--seats", "lower=90", "--seats", "upper=5", "--led-by", "mediator"),
        *("--exclusive-with", "other", "--date", "poll=2024-10-05", "--synthetic", "--note", "n"),
    )
    assert bare.last().stream == "negotiation/talks"
    assert bare.last().step == {
        "title": "Talks",
        "arena": "Haryana",
        "zone": "Asia/Kolkata",
        "contest": "contest/poll",
        "parties": [
            {
                "party": "INC",
                "name": "Indian National Congress",
                "aliases": ["Congress", "Kangres"],
            },
            {"party": "AAP", "name": "AAP"},
            {"party": "SP", "name": "Samajwadi Party"},
        ],
        "at_table": ["INC", "AAP"],
        "pools": [{"pool": "lower", "total": 90}, {"pool": "upper", "total": 5}],
        "led_by": "mediator",
        "exclusive_with": ["negotiation/other"],
        "dates": [{"what": "poll", "when": "2024-10-05"}],
        "synthetic": True,
        "note": "n",
    }


def test_a_link_to_what_is_not_there_yet_is_mentioned(desk: Desk) -> None:
    new = ("new", "other", "--title", "T", "--arena", "A", *PARTIES)
    result = desk.must(*new, "--exclusive-with", "talks", "--contest", "poll")
    assert "contest/poll is not registered yet" in result.stderr
    assert "talks is not" not in result.stderr


def test_the_zone_that_nobody_named_is_said(desk: Desk) -> None:
    result = desk.must("new", "other", "--title", "T", "--arena", "A", *PARTIES)
    assert "--tz is UTC (TZ)" in result.stderr
    assert desk.field("zone") == "UTC"


def test_the_first_negotiation_is_the_one_that_commands_mean(desk: Desk) -> None:
    result = desk.must("new", "other", "--title", "T", "--arena", "A", *PARTIES)
    assert "commands still mean talks: parley use other" in result.stderr
    desk.must("meet", "INC", "AAP", *TOLD)
    assert desk.last().stream == "negotiation/talks"


def test_a_tried_registration_is_not_chosen(bare: Desk) -> None:
    bare.must("init", "--db", "parley.db")
    bare.must(*NEW, "--dry-run")
    assert bare.type("use").code == 3


def test_a_registration_with_its_id_can_be_typed_again(desk: Desk) -> None:
    new = ("new", "other", "--title", "T", "--arena", "A", *PARTIES)
    id_ = ("--id", "01920000-0000-7000-8000-000000000001")
    desk.must(*new, *id_)
    assert "recorded before" in desk.must(*new, *id_).stdout
    assert desk.size() == 2
    assert desk.type(*new).code == 1


def test_a_name_of_two_parties_is_refused(desk: Desk) -> None:
    parties = ("--party", "INC=Congress", "--party", "TMC=Trinamool|Congress")
    result = desk.type("new", "other", "--title", "T", "--arena", "A", *parties)
    assert result.code == 2
    assert "congress" in result.stderr


def test_on_a_terminal_new_offers_to_make_the_ledger(bare: Desk) -> None:
    with Screen(bare.place, *NEW, "--db", "parley.db") as screen:
        screen.wait_for("make one there? [Y/n]")
        screen.type("\r")
        assert screen.leave() == 0
        assert "v1 registered talks: Talks" in screen.text
    assert bare.size() == 1


def test_the_talks_of_the_seed_take_fewer_than_ten_commands(tmp_path: Path) -> None:
    desk = open_desk(tmp_path)
    desk.must("propose", "Congress", "AAP", "--at", "../fri", "--speaker", "Rahul Gandhi")
    desk.must("open", "INC", "AAP", "--at", "../fri", "--speaker", "Deepak Babaria")
    desk.must("meet", "INC", "AAP", "--at", "sat", "--attribution", "media_report")
    desk.must("offer", "INC", "AAP", "good small numbers", "--speaker", "Deepak Babaria")
    desk.must("say", "INC", "no_comment", "--about", "figure")
    desk.must("deadline", "INC", "2024-09-08", "--kind", "soft_target", "--what", "a deal")
    assert [each.type for each in desk.records()] == [
        "NegotiationRegistered",
        "AllianceProposed",
        "TalksOpened",
        "MeetingHeld",
        "OfferMade",
        "StatementMade",
        "DeadlineSet",
    ]
