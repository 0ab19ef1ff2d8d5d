"""Names in any letters, typed: registered, imported, corrected, asked for, drawn, handed on."""

import json
import unicodedata
from pathlib import Path

import pytest

from tests.cli.desk import Desk

GREENS = "Grüne"
NFD = unicodedata.normalize("NFD", GREENS)
AT = ("--at", "2024-09-02", "--attribution", "document")
TOLD = ("--at", "2024-09-03", "--speaker", "Jürgen Ø")
WHY = ("--reason", "so heißt es")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Talks of parties, about seats, whose names are not ASCII."""
    made = Desk(tmp_path)
    made.must("init", "--db", "parley.db")
    made.must(
        *("new", "a", "--title", "Räte, हि", "--arena", "Österreich", "--tz", "Europe/Vienna"),
        *("--party", f"{GREENS}=Die Grünen|Öko", "--party", "भाजपा=भारतीय जनता पार्टी"),
        *("--party", "St. Pölten=한국", "--seats", "Räte=10", "--seats", "St. Pölten=5"),
    )
    return made


def test_the_same_is_tried_out_and_recorded(desk: Desk) -> None:
    typed = ("new", "b", "--title", "T", "--arena", "A", "--party", "Ø=Ø", "--party", "X=X")
    zone = ("--tz", "UTC")
    assert "would be v1" in desk.must(*typed, *zone, "--dry-run").stdout
    desk.must(*typed, *zone)
    desk.must("new", "ok", "--title", "T", "--arena", "A", "--party", "X", "--party", "Y", *zone)
    desk.must("db", "rebuild")
    assert "yes" in desk.must("verify").stdout
    assert len(desk.must("list").stdout.splitlines()) == 4


def test_paths_call_items_by_their_names(desk: Desk) -> None:
    desk.must("correct", "1", "pools.Räte", "11", *WHY)
    desk.must("correct", "1", "parties.St. Pölten.aliases", "--add", "Sankt Pölten", *WHY)
    desk.must("correct", "1", f"parties.{NFD}.ids.Kürzel", "--now", "GRÜ", *WHY)
    desk.must("register", "amend", "pools.Räte", "--now", "12", *AT)
    desk.must("register", "amend", "pools", "--now", '{"Räte": 12, "Höfe": 3}', *AT)
    desk.must("register", "amend", "parties.öko.name", "Die neuen Grünen", *AT)
    shown = json.loads(desk.must("register", "list", "party", "--json").stdout)["items"]
    assert [(each["party"], each["name"]) for each in shown[:1]] == [(GREENS, "Die neuen Grünen")]
    assert shown[0]["ids"] == [{"id": "GRÜ", "scheme": "Kürzel"}]
    sums = json.loads(desk.must("agreed", "--sums", "--json").stdout)
    assert sums["pools"] == [{"pool": "Räte", "total": 12}, {"pool": "Höfe", "total": 3}]
    assert "pool Räte, 11 → 12" in desk.must("log").stdout


def test_the_name_that_a_path_goes_by_can_be_corrected(desk: Desk) -> None:
    desk.must("correct", "1", "parties.St. Pölten.party", "--now", "Sankt Pölten", *WHY)
    desk.must("correct", "1", "pools.Räte.pool", "--now", "Gemeinderäte", *WHY)
    shown = desk.must("show", "1").stdout
    assert "Sankt Pölten" in shown and "Gemeinderäte" in shown


def test_two_spellings_of_one_name_are_one_name(desk: Desk) -> None:
    desk.must("offer", NFD, "भाजपा", "3", "--pool", unicodedata.normalize("NFD", "Räte"), *TOLD)
    assert desk.field("by") == [GREENS]
    assert desk.field("terms.0.pool") == "Räte"
    assert GREENS in desk.must("log", "--by", NFD).stdout
    shown = desk.must("blame", f"party {NFD}").stdout
    assert GREENS in shown
    desk.must("export", "-o", "x.jsonl", "--to", unicodedata.normalize("NFD", "Jürgen"), "--record")
    assert desk.field("shown_to") == "Jürgen"
    spelt = json.dumps(unicodedata.normalize("NFD", "Höfe"))  # as an escape: u0308
    desk.must("correct", "1", "pools", "--add", f'{{"pool": {spelt}, "total": 4}}', *WHY)
    assert desk.field("now.pool") == "Höfe"


def test_files_of_every_form_hold_such_names(desk: Desk) -> None:
    parties = f'[{{"party": "{NFD}", "name": "G"}}, {{"party": "Ø", "name": "Ø"}}]'
    row = '{"negotiation": "j", "type": "NegotiationRegistered", "title": "T", "arena": "A"'
    desk.write("j.jsonl", f'{row}, "zone": "UTC", "parties": {parties}, "pools": {{"Räte": 3}}}}\n')
    desk.write(
        "y.yaml",
        "parley: 1\nnegotiations:\n- negotiation: y\n  register:\n    title: T\n    arena: A\n"
        "    zone: UTC\n    pools: {Räte: 3}\n    parties:\n"
        "    - {party: Ö, name: Ö, ids: {Kürzel: Ä}}\n    - {party: 한국, name: K}\n",
    )
    desk.write(
        "c.csv",
        "negotiation,type,title,arena,zone,pools.Räte,parties.0.party,parties.0.name,"
        "parties.1.party,parties.1.name\nc,NegotiationRegistered,T,A,UTC,3,Š,Š,हि,हि\n",
    )
    for name in ("j.jsonl", "y.yaml", "c.csv"):
        desk.must("import", name)
        assert desk.field("pools") == [{"pool": "Räte", "total": 3}]
        assert "nothing new" in desk.must("import", name).stdout


def test_what_is_wrong_with_a_pool_is_said_at_its_line(desk: Desk) -> None:
    desk.write(
        "y.yaml",
        "parley: 1\nnegotiations:\n- negotiation: y\n  register:\n    title: T\n    arena: A\n"
        "    zone: UTC\n    pools:\n      Räte: 3\n      Höfe: viele\n    parties:\n"
        "    - {party: Ö, name: Ö}\n    - {party: X, name: X}\n",
    )
    refused = desk.type("import", "y.yaml")
    assert refused.code == 1
    assert "y.yaml:10:" in refused.stderr


def test_every_page_and_picture_holds_such_names(desk: Desk) -> None:
    desk.must("open", GREENS, "भाजपा", *TOLD, "--fresh")
    desk.must("demand", "भाजपा", GREENS, "4", "--pool", "Räte", "--seats", "Ö,ह", *TOLD)
    desk.must("offer", GREENS, "भाजपा", "3", "--pool", "Räte", *TOLD)
    for words in (
        *(
            "status",
            "list",
            "log",
            "offers",
            "table",
            "claims",
            "agreed",
            "table --away",
            "claims --conflicts",
        ),
        *("quotes Jürgen", "dates", "people", "attempts", "blame", "line", "register list party"),
        *("agreed --seats", "agreed --sums", "diff --since @1", "list corrections", "show 2"),
    ):
        desk.must(*words.split(), "--json")
        desk.must(*words.split())
    desk.must("report", "-o", "r.html")
    desk.must("report", "-o", "r.md")
    desk.must("chart", "offers", "-o", "o.svg")
    report = (desk.place.here / "r.md").read_text()
    assert GREENS in report
    assert "भाजपा" in report
    assert GREENS in (desk.place.here / "o.svg").read_text()
