"""What nobody said is refused as people met it, and read where an earlier release recorded it."""

import json
import re
from pathlib import Path

import pytest

from parley.cli.record.telling import filled
from tests.cli.desk import TOLD, Desk, open_desk
from tests.cli.test_verbs import BEFORE
from tests.older_door import older_door


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk on which every verb has what it needs."""
    desk = open_desk(tmp_path_factory.mktemp("busy"))
    for words in BEFORE:
        desk.must(*words, *TOLD)
    return desk


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--speaker", ""), "--speaker is empty"),
        (("--speaker", " "), "--speaker is blank"),
        (("--speaker", "\u00a0\u200b"), "--speaker is blank"),
        (("--speaker", "S", "--outlet", ""), "--outlet is empty"),
    ],
)
def test_nobody_is_never_on_record(words: tuple[str, ...], said: str, busy: Desk) -> None:
    refused = busy.type("collapse", "INC", "--how", "declared", "--at", "2024-09-07", *words)
    assert (refused.code, refused.stdout) == (2, "")
    assert said in refused.stderr
    assert "is a variable of the shell not set?" in refused.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("--title", " ", "--party", "X=X", "--party", "Y=Y"),
        ("--title", "T", "--party", "X= ", "--party", "Y=Y"),
        ("--title", "T", "--party", "\u200b=X", "--party", "Y=Y"),
        ("--title", "T", "--party", "X=X|\u200b", "--party", "Y=Y"),
        ("--title", "T", "--party", "X=#REF!", "--party", "Y=Y"),
    ],
)
def test_no_title_and_no_name_is_blank(words: tuple[str, ...], busy: Desk) -> None:
    refused = busy.type("new", "other", "--arena", "A", "--tz", "UTC", *words)
    assert (refused.code, refused.stdout) == (2, "")
    assert re.search("blank|nothing in it can be seen|error value", refused.stderr), refused


HEAD = "negotiation,type,occurred,by,to,terms.0.issue,terms.0.quantity,"
HEAD += "evidence.0.attribution,evidence.0.source_as_described"


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("07-May", "“07-May” looks like a date that a spreadsheet made of 5-7; write 5..7"),
        ("7 May", "“7 May” looks like a date that a spreadsheet made of 5-7; write 5..7"),
        ("７-May", "“７-May” looks like a date that a spreadsheet made of 5-7; write 5..7"),
        ("May-07", "“May-07” looks like a date that a spreadsheet made of 5-7; write 5..7"),
        ("#REF!", "“#REF!” is a spreadsheet's error value"),
        ("#N/A", "“#N/A” is a spreadsheet's error value"),
        ("NaN", "“NaN” is what programs write where there is no value"),
        ("NULL", "“NULL” is what programs write where there is no value"),
        ("n/a", "“n/a” is what programs write where there is no value"),
        (
            "5/90",
            "“5/90” is no figure in a known form: write 5; where the pool does not say",
        ),
    ],
)
def test_what_a_spreadsheet_made_is_no_figure(cell: str, said: str, busy: Desk) -> None:
    row = f"talks,OfferMade,2024-09-02,INC,AAP,seat_count,{cell},anonymous,s"
    refused = busy.type("import", busy.write("talks.csv", f"{HEAD}\n{row}\n"))
    assert (refused.code, refused.stdout) == (1, "")
    assert f"talks.csv:2:terms.0.quantity: {said}" in refused.stderr
    typed = busy.type("offer", "INC", "AAP", cell, "--at", "2024-09-02", "--anon", "s", "--fresh")
    assert (typed.code, said in typed.stderr) == (2, True), typed


@pytest.mark.parametrize("quote", ["#REF!", "07-May", " ", {"verbatim": "May-07"}])
def test_what_a_spreadsheet_made_is_no_quotation(quote: object, busy: Desk) -> None:
    evidence = {"attribution": "on_record", "speaker": "S", "quote": quote}
    row = {"negotiation": "talks", "type": "MeetingHeld", "occurred": "2024-09-02", "by": "INC"}
    refused = busy.type(
        "import", busy.write("rows.jsonl", json.dumps({**row, "to": "AAP", "evidence": evidence}))
    )
    assert (refused.code, "has 1 problem" in refused.stderr) == (1, True), refused
    assert ".quote" in refused.stderr


def test_an_empty_text_is_given_and_not_left_out() -> None:
    assert filled(speaker="", note=None, aliases=[], secret=False) == {"speaker": ""}


def test_an_empty_cell_is_no_figure(busy: Desk) -> None:
    rows = "talks,OfferMade,2024-09-02,INC,AAP,seat_count,,anonymous,s,water\n"
    name = busy.write("talks.csv", f"{HEAD},terms.0.words\n{rows}")
    assert busy.must("import", name, "--dry-run").stdout.startswith("talks: would be 1 entry")


def test_a_source_of_tomorrow_is_refused_by_both(busy: Desk) -> None:
    typed = busy.type("source", "add", "ians", "--published", "2024-09-20")
    text = "parley: 1\nsources: [{source: ians, published: 2024-09-20}]\n"
    read = busy.type("import", busy.write("sources.yaml", text))
    assert (typed.code, read.code) == (1, 1)
    for refused in (typed, read):
        assert "2024-09-20 has not begun yet, and a report is something that was" in refused.stderr


def test_a_correction_is_asked_what_the_entry_is_asked(tmp_path: Path) -> None:
    desk = open_desk(tmp_path)
    desk.must("meet", "INC", "AAP", *TOLD)
    size = desk.size()
    for target, field, was, now, said in (
        (2, "evidence.0.speaker", "A. Speaker", "\u00a0", "the text is blank"),
        (1, "title", "Talks", "#REF!", "spreadsheet's error value"),
        (1, "parties.0.valid_until", None, "1", "valid_until"),
    ):
        row = {"negotiation": "talks", "type": "EntryCorrected", "target": target, "field": field}
        row |= {"effect": "replace", "was": was, "now": now, "reason": "r"}
        read = desk.type("import", desk.write("rows.jsonl", json.dumps(row)))
        typed = desk.type("correct", str(target), field, "--now", now, "--reason", "r")
        assert (read.code, typed.code in (1, 2)) == (1, True), (read, typed)
        assert said in read.stderr or field == "parties.0.valid_until"
    span = {"party": "X", "name": "X", "valid_from": "2024", "valid_until": "2020"}
    row = {"negotiation": "talks", "type": "EntryCorrected", "target": 1, "field": "parties"}
    row |= {"effect": "add", "now": span, "reason": "r"}
    read = desk.type("import", desk.write("rows.jsonl", json.dumps(row)))
    assert (read.code, "it ends (2020) before it starts (2024)" in read.stderr) == (1, True), read
    assert desk.size() == size


def test_an_amendment_is_asked_what_the_registration_is_asked(tmp_path: Path) -> None:
    desk = open_desk(tmp_path)
    told = {"occurred": "2024-09-07", "evidence": {"attribution": "public_record"}}

    def rows(*changes: tuple[str, str]) -> str:
        made = [
            {"negotiation": "talks", "type": "RegistrationAmended", "field": field, "now": now}
            for field, now in changes
        ]
        lines = (json.dumps({**row, **told}) for row in made)
        return desk.write("rows.jsonl", "\n".join(lines))

    since, until = ("parties.0.valid_from", "2024"), ("parties.0.valid_until", "2020")
    refused = desk.type("import", rows(since, until))
    assert (refused.code, desk.size()) == (1, 1)
    assert "rows.jsonl:2:now: parties.0.valid_until: it ends (2020) before it" in refused.stderr
    desk.must("import", rows(since))
    late = desk.type("import", rows(until))
    assert (late.code, "it ends (2020) before it starts (2024)" in late.stderr) == (1, True), late


def test_the_register_is_asked_from_the_command_line(tmp_path: Path) -> None:
    desk = open_desk(tmp_path)
    span = ("--from", "2024-09-02", "--until", "2024-09-01")
    refused = desk.type("register", "add", "party", "inc", "--name", "Congress", *span)
    assert (refused.code, desk.size()) == (2, 1), refused
    assert "it ends (2024-09-01) before it starts (2024-09-02)" in refused.stderr
    for id in ("a", "b", "c"):
        desk.must("register", "add", "party", id, "--name", f"Bloc {id}", "--bloc")
    desk.must("register", "member", "party", "a", "b")
    desk.must("register", "member", "party", "b", "c")
    round_ = desk.type("register", "member", "party", "c", "a")
    assert (round_.code, desk.size()) == (1, 6)
    assert "c would belong to itself: c → a → b → c" in round_.stderr
    desk.must("register", "link", "party", "a", "split_from", "b")
    back = desk.type("register", "link", "party", "b", "split_from", "a")
    assert (back.code, desk.size()) == (1, 7)
    assert "b would come from itself (split_from): b → a → b" in back.stderr


def test_what_was_recorded_before_is_read_and_can_be_put_right(tmp_path: Path) -> None:
    """A ledger of an earlier release may have what the door refuses today."""
    desk = open_desk(tmp_path)
    desk.must("meet", "INC", "AAP", *TOLD)
    with older_door():
        desk.must("import", desk.write("old.jsonl", json.dumps(OLD)))
    desk.must("import", "old.jsonl")  # the same file once more: known again, nothing new
    assert desk.field("evidence.0.speaker") == " "
    desk.must("verify")
    desk.must("db", "rebuild")
    desk.must("correct", "3", "place", "--now", "Delhi", "--reason", "the report says so")
    desk.must(
        "correct", "3", "evidence.0.speaker", "--now", "S. Speaker", "--reason", "it was lost"
    )
    assert "S. Speaker" in desk.must("show", "3").stdout
    assert desk.type("import", desk.write("new.jsonl", json.dumps({**OLD, "note": "n"}))).code == 1


OLD = {
    "negotiation": "talks",
    "type": "MeetingHeld",
    "occurred": "2024-09-06",
    "by": "INC",
    "to": "AAP",
    "evidence": {"attribution": "on_record", "speaker": " "},
}
