"""What the ledger keeps beside the talks, as it is typed: checks, refusals, exports, register."""

import hashlib
import json
from uuid import uuid4

import psycopg
import pytest

from tests.cli.desk import TOLD, Desk
from tests.cli.terminal import Place, Screen

CHECKS = ("list", "checks")


def listed(desk: Desk, *words: str) -> list[dict[str, object]]:
    found = json.loads(desk.must(*words, "--json").stdout)["items"]
    assert isinstance(found, list)
    return found


# Checks -----------------------------------------------------------------------------------------


def test_a_check_says_where_when_by_whom_and_what_came_of_it(desk: Desk) -> None:
    desk.must("source", "looked", "The Hindu", "--nothing", "--note", "evening page")
    desk.must("source", "looked", "PTI", "--step", "1", "--at", "yesterday 21:00")
    desk.must("source", "looked", "NDTV")
    quiet, led, unsaid = listed(desk, *CHECKS)
    assert (quiet["outlet"], quiet["outcome"], quiet["note"]) == (
        *("The Hindu", "nothing", "evening page"),
    )
    assert (quiet["recorded_by"], quiet["negotiations"], quiet["at"]) == ("asha", ["talks"], None)
    assert (led["outcome"], led["steps"]) == ("steps", ["talks#1"])
    assert (led["at"], led["zone"]) == ("2024-09-06T21:00", "Asia/Kolkata")
    assert unsaid["outcome"] == "not_said"
    assert [each["outlet"] for each in listed(desk, *CHECKS, "--known-at", "@2")] == ["The Hindu"]


def test_a_check_of_everything_counts_for_every_negotiation(desk: Desk) -> None:
    desk.must("new", "other", "--title", "O", "--arena", "A", "--party", "X", "--party", "Y")
    desk.must("source", "looked", "PTI", "--nothing", "--all")
    desk.must("source", "looked", "Mint", "--nothing", "-n", "other")
    assert [each["outlet"] for each in listed(desk, *CHECKS, "-n", "talks")] == ["PTI"]
    assert [each["outlet"] for each in listed(desk, *CHECKS, "-n", "other")] == [
        "PTI",
        "Mint",
    ]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--nothing", "--step", "1"), 2, "contradict each other"),
        (("--step", "7"), 3, "there is no v7"),
        (("--step", "1", "--all"), 2, "in which negotiation?"),
        (("--nothing", "--at", "2024-09-08"), 1, "has not begun yet"),
        (("--nothing", "-n", "nobody"), 3, "nobody"),
    ],
)
def test_a_check_that_cannot_be_is_refused(
    desk: Desk, words: tuple[str, ...], code: int, said: str
) -> None:
    result = desk.type("source", "looked", "PTI", *words)
    assert (result.code, desk.size()) == (code, 1)
    assert said in result.stderr


def test_a_line_of_a_batch_may_be_a_check(desk: Desk) -> None:
    lines = (
        "source looked PTI --nothing\nregister add party inc --name Congress\n"
        "register alias party inc Cong --everywhere"
    )
    desk.must("import", "--from", "commands", desk.write("day.txt", lines))
    assert [each.stream for each in desk.records()[1:]] == ["checks", "register", "register"]


# Refused attempts -------------------------------------------------------------------------------


def test_a_personal_ledger_keeps_no_refusals_and_says_so(desk: Desk) -> None:
    assert desk.type("accept", "AAP", "7", *TOLD).code == 1
    found = desk.must("list", "refusals")
    assert "are not kept in this ledger" in found.stderr
    assert (listed(desk, "list", "refusals"), desk.size()) == ([], 1)


def test_a_shared_ledger_keeps_who_tried_what_and_which_guard_said_no(desk: Desk) -> None:
    desk.must("db", "keep-refusals", "--reason", "two desks")
    refused = desk.type("accept", "AAP", "7", *TOLD)
    assert refused.code == 1
    (kept,) = listed(desk, "list", "refusals")
    assert (kept["recorded_by"], kept["negotiation"], kept["tried"]) == (
        *("asha", "talks", "OfferAccepted"),
    )
    assert str(kept["guard"]) in refused.stderr
    assert str(kept["reason"]) in refused.stderr
    assert json.loads(desk.must("list", "refusals", "--json").stdout)["kept"] is True


def test_what_was_only_tried_or_misspelt_is_not_kept(desk: Desk) -> None:
    desk.must("db", "keep-refusals")
    assert desk.type("accept", "AAP", "7", *TOLD, "--dry-run").code == 1
    assert desk.type("offer", "INC", "AAP", "5", "--at", "2024-09-99", "--speaker", "A").code == 2
    assert desk.type("offer", "INC").code == 2
    assert listed(desk, "list", "refusals") == []


def test_a_refused_file_is_one_attempt(desk: Desk) -> None:
    desk.must("db", "keep-refusals")
    line = "accept AAP {} --at 2024-09-07 --speaker A\n"
    assert (
        desk.type(
            "import", "--from", "commands", desk.write("day.txt", line.format(8) + line.format(9))
        ).code
        == 1
    )
    first, second = listed(desk, "list", "refusals")
    assert (first["log_position"], first["draft"], first["drafts"]) == (3, 0, 2)
    assert (second["log_position"], second["draft"]) == (3, 1)


def test_stopping_is_recorded_too(desk: Desk) -> None:
    desk.must("db", "keep-refusals")
    desk.must("db", "keep-refusals", "--stop", "--reason", "one desk")
    assert desk.type("accept", "AAP", "7", *TOLD).code == 1
    assert listed(desk, "list", "refusals") == []
    assert desk.last().step == {"keep": False, "reason": "one desk"}


@pytest.mark.parametrize(("words", "kept"), [((), False), (("--shared",), True)])
def test_a_ledger_is_shared_when_it_is_made_so(
    place: Place, words: tuple[str, ...], kept: bool
) -> None:
    assert place.run("init", "--db", "parley.db", *words).code == 0
    assert json.loads(place.run("list", "refusals", "--json").stdout)["kept"] is kept


@pytest.mark.parametrize(("words", "kept"), [((), True), (("--personal",), False)])
def test_a_ledger_on_a_server_is_shared_unless_it_is_said_to_be_personal(
    place: Place, postgres: str, words: tuple[str, ...], kept: bool
) -> None:
    schema = f"t{uuid4().hex}"
    db = f"{postgres}&schema={schema}"
    try:
        assert place.run("init", "--db", db, *words).code == 0
        answer = place.run("list", "refusals", "--json", "--db", db)
        assert json.loads(answer.stdout)["kept"] is kept
    finally:
        with psycopg.connect(postgres) as connection:
            connection.execute(f"DROP SCHEMA IF EXISTS {schema} CASCADE".encode())


def test_an_attempt_at_a_terminal_is_kept_when_it_was_asked_for(desk: Desk) -> None:
    desk.must("db", "keep-refusals")
    words = ("accept", "AAP", "7", "--at", "2024-09-07")
    with Screen(desk.place, *words) as screen:
        screen.wait_for("attribution")
        screen.type("document\r")
        assert screen.leave() == 1
    assert [each["tried"] for each in listed(desk, "list", "refusals")] == ["OfferAccepted"]


# Exports ----------------------------------------------------------------------------------------


def test_an_export_is_recorded_with_its_hash_and_its_reader(desk: Desk) -> None:
    desk.must("export", "-o", "all.jsonl", "--record", "--to", "the court")
    (made,) = listed(desk, "list", "exports")
    written = (desk.place.here / "all.jsonl").read_bytes()
    assert made["sha256"] == hashlib.sha256(written).hexdigest()
    assert (made["bytes"], made["at_position"], made["shown_to"]) == (len(written), 1, "the court")
    assert made["file"] == "all.jsonl"
    desk.must("export", "--known-at", "@1", "--record")
    assert [each["known_at"] for each in listed(desk, "list", "exports")] == [None, "@1"]
    desk.must("verify")


def test_an_export_is_not_recorded_unless_it_is_asked_for(desk: Desk) -> None:
    desk.must("export", "-o", "all.jsonl")
    assert desk.size() == 1
    assert desk.type("export", "--to", "the court").code == 2


# The register -----------------------------------------------------------------------------------


def enter(desk: Desk) -> None:
    desk.must(
        "register",
        "add",
        "party",
        "inc",
        "--name",
        "Indian National Congress",
        "--wikidata",
        "Q10225",
    )
    desk.must("register", "alias", "party", "inc", "Grand Old Party", "--everywhere")
    desk.must("register", "add", "party", "india", "--name", "INDIA bloc", "--bloc")
    desk.must("register", "member", "party", "india", "Grand Old Party", "--from", "2023-07-18")


def test_a_party_of_the_register_is_shown_with_what_it_is_here(desk: Desk) -> None:
    enter(desk)
    shown = json.loads(desk.must("register", "show", "party", "Congress", "--json").stdout)
    assert (shown["negotiation"], shown["registered_as"]) == ("talks", "INC")
    assert shown["entry"]["ids"] == [{"scheme": "wikidata", "id": "Q10225"}]
    assert [each["name"] for each in shown["entry"]["names"]] == ["Grand Old Party"]
    bloc = json.loads(desk.must("register", "show", "party", "india", "--json").stdout)
    assert bloc["entry"]["members"] == [{"entry": "inc", "valid_from": "2023-07-18"}]
    assert bloc["registered_as"] is None


def test_the_register_is_listed_as_it_was_known(desk: Desk) -> None:
    enter(desk)
    assert [
        each["entry"] for each in listed(desk, "register", "list", "party", "--everywhere")
    ] == [
        *("inc", "india"),
    ]
    (before,) = listed(desk, "register", "list", "party", "--everywhere", "--known-at", "@2")
    assert before["names"] == []
    text = desk.must("register", "list", "party", "--everywhere").stdout
    assert "inc (18 Jul 2023–)" in text


def test_a_name_of_the_register_is_taken_and_said(desk: Desk) -> None:
    enter(desk)
    result = desk.must("offer", "Grand Old Party", "AAP", "5", *TOLD)
    assert "offer INC→AAP 5" in result.stdout
    assert "“Grand Old Party” is INC, says the register" in result.stderr
    assert desk.records()[-2].step["by"] == ["Grand Old Party"]


def test_an_ambiguous_name_is_refused_with_both(desk: Desk) -> None:
    enter(desk)
    desk.must("register", "add", "party", "other", "--name", "Other", "--also", "grand old party")
    for words, between in (
        (("offer", "grand OLD party", "AAP", "5", *TOLD), ", "),
        (("register", "show", "party", "Grand OLD party"), " and "),
    ):
        result = desk.type(*words)
        assert result.code == 1
        assert f"inc (Indian National Congress){between}other (Other)" in result.stderr


def test_people_offices_and_outlets_have_entries_of_their_own(desk: Desk) -> None:
    desk.must("register", "add", "person", "saini", "--name", "Nayab Singh Saini")
    desk.must("register", "alias", "person", "saini", "Saini", "--lang", "en")
    desk.must("register", "add", "office", "cm-haryana", "--name", "Chief Minister of Haryana")
    desk.must("register", "member", "office", "cm-haryana", "Saini", "--from", "2024-03-12")
    desk.must("register", "add", "outlet", "pti", "--name", "Press Trust of India", "--also", "PTI")
    shown = json.loads(
        desk.must("register", "show", "office", "Chief Minister of Haryana", "--json").stdout
    )
    assert [each["entry"] for each in shown["entry"]["members"]] == ["saini"]
    assert [each["entry"] for each in listed(desk, "register", "list", "outlet")] == ["pti"]
    assert desk.type("register", "show", "person", "pti").code == 3


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("add", "party", "inc", "--name", "X"), 1, "stands in the register already"),
        (("add", "party", "new", "--name", "X", "--wikidata", "10"), 2, "is no id in wikidata"),
        (
            ("alias", "party", "nobody", "X", "--everywhere"),
            3,
            "the register has no party “nobody”",
        ),
        (("alias", "party", "inc", "Grand Old Party", "--everywhere"), 1, "already"),
        (("member", "party", "india", "nobody"), 3, "that can belong to"),
        (("link", "party", "inc", "split", "india"), 2, "did you mean “split_from”"),
        (("show", "party", "nobody"), 3, "parley register add party"),
        (("list", "party", "--everywhere", "--as-of", "2024"), 2, "is about a negotiation"),
    ],
)
def test_what_the_register_cannot_take_is_refused(
    desk: Desk, words: tuple[str, ...], code: int, said: str
) -> None:
    enter(desk)
    size = desk.size()
    result = desk.type("register", *words)
    assert (result.code, desk.size()) == (code, size)
    assert said in result.stderr


def test_where_a_party_comes_from_is_kept(desk: Desk) -> None:
    enter(desk)
    desk.must("register", "add", "party", "ncp", "--name", "Nationalist Congress Party")
    desk.must("register", "link", "party", "ncp", "split_from", "inc", "--at", "1999-06-10")
    shown = json.loads(desk.must("register", "show", "party", "ncp", "--json").stdout)
    assert shown["entry"]["links"] == [{"how": "split_from", "entry": "inc", "at": "1999-06-10"}]


def test_a_refusal_is_data_with_its_facts_and_what_may_be_done_instead(desk: Desk) -> None:
    desk.must("offer", "INC", "AAP", "5", *TOLD)
    desk.must("offer", "INC", "AAP", "6", *TOLD, "--supersedes", "2")
    refused = desk.type("accept", "AAP", "2", *TOLD, "--json")
    assert refused.code == 1
    problem = json.loads(refused.stderr)
    assert problem["hint"] == "accept the later one: `parley accept AAP 3`"
    assert problem["actions"] == [{"name": "OfferAccepted", "about": {"by": "AAP", "offer": 3}}]
    (found,) = problem["problems"]
    assert (found["guard"], found["case"]) == ("offer_is_open_for_accepter", "superseded")
    assert found["facts"] == {"step": 2, "later": 3, "accepter": "AAP", "issue": "seat_count"}
