"""What the commands answer about the examples: JSON by its published schemas, words by sense."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from functools import cache

import jsonschema  # type: ignore[import-untyped]
import pytest

from tests.cli.recorded_talks import import_examples
from tests.cli.terminal import Place
from tests.generate import ROOT
from tests.generate_answers import ANSWERS

TALKS = ("-n", "inc-aap-haryana-2024")
ASKED: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "against": (
        ("agreed", "--against", "last", "-n", "inc-sp-up-2024"),
        ("agreed", "--against", "23", "-n", "inc-sp-up-2024"),
    ),
    "agreed": (("agreed", *TALKS), ("agreed", "-n", "inc-sp-up-2024")),
    "claims": (("claims", *TALKS), ("claims", "-n", "inc-sp-up-2024", "--as-of", "2024-01-28")),
    "contested": (("claims", "--contested", *TALKS),),
    "corrections": (("list", "corrections", *TALKS),),
    "denials": (("claims", "--denials", "-n", "inc-sp-up-2024"),),
    "moves": (("table", "--away", *TALKS),),
    "seats": (("agreed", "--seats", *TALKS, "--as-of", "2024-09-08"),),
    "sums": (("agreed", "--sums", "-n", "inc-sp-up-2024"),),
    "kept": (("agreed", "--kept", "-n", "con-ld-2010"), ("agreed", "--kept", *TALKS)),
    "blame": (("blame", *TALKS), ("blame", "state", "-n", "inc-sp-up-2024")),
    "changes": (("diff", *TALKS), ("diff", "--since", "@160", *TALKS)),
    "diff": (("diff", "v4..v20", *TALKS), ("diff", "@160..@180", *TALKS)),
    "explain": tuple(("show", str(step), "--why", *TALKS) for step in (2, 13, 43)),
    "story": (("story", *TALKS), ("story", "-n", "contest/uk-2010")),
    "line": (("line", *TALKS), ("line", "state", "-n", "inc-sp-up-2024")),
    "first": (("find-first", "flag=contested", *TALKS), ("find-first", "moves>90", *TALKS)),
    "list": (("list",), ("list", "--as-of", "2010-05-08")),
    "compare": (
        ("compare", "con-ld-2010", "lab-ld-2010"),
        ("compare", "contest/haryana-2024", "contest/haryana-assembly-2024"),
    ),
    "clocks": (("list", "clocks"), ("list", "clocks", "--known-at", "@5")),
    "contest": (
        ("status", "-n", "contest/uk-2010"),
        ("status", "--contest", *TALKS),
    ),
    "dates": (("dates", *TALKS), ("dates", *TALKS, "--as-of", "2024-09-07")),
    "parties": (
        ("register", "list", *TALKS),
        ("register", "list", "party", *TALKS, "--as-of", "2024-09-04"),
    ),
    "people": (("people", *TALKS), ("people", "--all", "-n", "con-ld-2010")),
    "exclusions": (
        ("exclusions", *TALKS),
        ("exclusions", "--all", "-n", "contest/haryana-assembly-2024"),
    ),
    "attempts": (("attempts", *TALKS), ("attempts", "-n", "sp-rld-up-2024")),
    "status": (("status", *TALKS), ("status", *TALKS, "--as-of", "2024-09-05")),
    "log": (("log", *TALKS), ("log", "-n", "contest/haryana-2024")),
    "offers": (("offers", "--each", *TALKS), ("offers", "-n", "inc-sp-up-2024", "--last")),
    "demands": (("offers", "--demands", *TALKS),),
    "series": (("offers", "--series", *TALKS),),
    "conditions": (("offers", "--conditions", *TALKS),),
    "conflicts": (
        ("claims", "--conflicts", *TALKS),
        ("claims", "--conflicts", "-n", "con-ld-2010"),
    ),
    "table": (("table", *TALKS, "--as-of", "2024-09-08"), ("table", "-n", "con-ld-2010")),
    "show": tuple(("show", str(step), *TALKS) for step in (1, 2, 13, 33, 43)),
    "record": (("show", "4", "--raw", *TALKS), ("show", "@1")),
    "quotes": (("quotes", "small"), ("quotes", "alliance", *TALKS, "--as-of", "2024-09-05")),
    "replay": (("replay", *TALKS), ("replay", "--recorded", "-n", "sp-rld-up-2024")),
    "verify": (("verify",),),
    "checks": (
        (
            "list",
            "checks",
        ),
    ),
    "source": (("source", "show", "mint-2024-09-03"),),
    "sources": (("source", "list"), ("source", "list", "--known-at", "@5")),
    "exports": (
        (
            "list",
            "exports",
        ),
    ),
    "refusals": (
        (
            "list",
            "refusals",
        ),
    ),
    "register": (("register", "list", "party", "--everywhere"), ("register", "list", "outlet")),
    "register-entry": (
        ("register", "show", "party", "inc"),
        ("register", "show", "person", "Babaria"),
    ),
    "rebuild": (
        (
            "db",
            "rebuild",
        ),
    ),
    "db-info": (("db", "info"),),
    "db-migrate": (("db", "migrate"), ("db", "migrate", "--dry-run")),
}
"""Shape -> commands that answer with it."""
TRIED = ("meet", "INC", "SP", "--at", "2024-01-20", "--attribution", "media_report", "--dry-run")
OWN: Sequence[tuple[str, ...]] = (
    (
        "db",
        "keep-refusals",
    ),
    ("accept", "INC", "999", "--at", "2024-09-07", "--speaker", "A", *TALKS),  # is refused
    ("source", "looked", "PTI", "--nothing", "--at", "2024-09-07", *TALKS),
    ("register", "add", "party", "aap", "--name", "Aam Aadmi Party", "--wikidata", "Q129844"),
    (
        "register",
        "add",
        "party",
        "inc",
        "--name",
        "Congress",
        "--also",
        "Grand Old Party",
        "--from",
        "1885",
    ),
    ("register", "add", "party", "india", "--name", "INDIA", "--bloc", "--note", "since 2023"),
    ("register", "member", "party", "india", "inc", "--from", "2023-07-18", "--until", "2024"),
    ("register", "link", "party", "aap", "split_from", "inc", "--at", "2012"),
    ("register", "add", "person", "babaria", "--name", "Deepak Babaria", "--also", "Babaria"),
    ("register", "add", "outlet", "pti", "--name", "Press Trust of India"),
    ("export", "-o", "all.jsonl", "--record", "--to", "the court"),
)
"""What the ledger keeps beside the talks."""
WRITTEN: Mapping[str, tuple[str, ...]] = {
    "written": (*TRIED, "-n", "inc-sp-up-2024"),
    "writing": (*TRIED, "-n", "inc-sp-up-2024,inc-aap-haryana-2024"),
}
"""Shape of what was recorded -> a command that would record."""
PROMISED: Mapping[str, frozenset[str]] = {
    "status": frozenset({"negotiation", "state", "since", "since_version", "version", "flags"}),
    "list": frozenset({"negotiation", "title", "state"}),
    "offers": frozenset(
        {"version", "occurred", "recorded_at", "by", "to", "issue"}
        | {"quantity", "verbatim", "attribution", "status"}
    ),
    "log": frozenset(
        {"version", "position", "type", "occurred", "published", "recorded_at"}
        | {"by", "to", "text", "quote", "source", "attribution"}
    ),
    "verify": frozenset({"ok", "size", "root", "findings"}),
}
"""Shape -> members that programs were promised, in the answer or in each of its items."""


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A ledger with all examples in it; it is only read."""
    place = Place(tmp_path_factory.mktemp("examples"))
    import_examples(place)
    for words in OWN:
        assert place.run(*words).code == (1 if words[0] == "accept" else 0), words
    return place


@cache
def answer(place: Place, *words: str) -> dict[str, object]:
    """What is asked more than once is answered once: the ledger is only read."""
    result = place.run(*words, "--json")
    assert result.code == 0, result.stderr
    found: dict[str, object] = json.loads(result.stdout)
    return found


def items(found: Mapping[str, object], name: str = "items") -> list[dict[str, object]]:
    listed = found[name]
    assert isinstance(listed, list)
    return listed


MADE: Mapping[str, tuple[str, ...]] = {
    "db-backup": ("db", "backup", "backup.db"),
    "db-copy": ("db", "copy", "parley.db", "copy.db"),
}
"""Shape -> a command that makes a file, and so can be typed once."""
ON_A_SERVER = frozenset({"db-rights"})
"""What a file has no answer to; `test_roles` asks for it."""


def test_every_published_shape_is_asked_for() -> None:
    assert ASKED.keys() | WRITTEN.keys() | MADE.keys() | ON_A_SERVER == ANSWERS.keys()


@pytest.mark.parametrize("name", MADE)
def test_a_copy_is_what_its_published_schema_says(name: str, examples: Place) -> None:
    schema = json.loads((ROOT / f"docs/schemas/{name}.schema.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    found = answer(examples, *MADE[name])
    validator.validate(found)
    assert found.keys() == schema["$defs"][ANSWERS[name].__name__]["properties"].keys()


@pytest.mark.parametrize("name", WRITTEN)
def test_a_receipt_is_what_its_published_schema_says(name: str, examples: Place) -> None:
    schema = json.loads((ROOT / f"docs/schemas/{name}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(answer(examples, *WRITTEN[name]))


@pytest.mark.parametrize("name", ASKED)
def test_an_answer_is_what_its_published_schema_says(name: str, examples: Place) -> None:
    schema = json.loads((ROOT / f"docs/schemas/{name}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for words in ASKED[name]:
        found = answer(examples, *words)
        validator.validate(found)
        assert found.keys() == schema["$defs"][ANSWERS[name].__name__]["properties"].keys()


@pytest.mark.parametrize("name", PROMISED)
def test_an_answer_has_what_was_promised(name: str, examples: Place) -> None:
    for words in ASKED[name]:
        found = answer(examples, *words)
        assert {"position", "rules", "views", "as_of", "public_at", "known_at"} <= found.keys()
        for each in items(found) if "items" in found else [found]:
            assert PROMISED[name] <= each.keys()


def test_a_changed_shape_breaks_its_schema(examples: Place) -> None:
    schema = json.loads((ROOT / "docs/schemas/status.schema.json").read_text(encoding="utf-8"))
    found = answer(examples, "status", *TALKS)
    for broken in ({**found, "state": "unopened"}, {**found, "position": "186"}, {}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(broken, schema)


FIRST_OF_EACH = [asked[0] for asked in ASKED.values()]
OTHERS = [words for asked in ASKED.values() for words in asked[1:]]


@pytest.mark.parametrize(
    "words", [*FIRST_OF_EACH, *(pytest.param(words, marks=pytest.mark.slow) for words in OTHERS)]
)
def test_every_format_holds_the_same(words: tuple[str, ...], examples: Place) -> None:
    plain, table = examples.run(*words), examples.run(*words, "--format", "table")
    markdown, spreadsheet = examples.run(*words, "--format", "md"), examples.run(*words, "--csv")
    assert {plain.code, table.code, markdown.code, spreadsheet.code} == {0}
    if "--raw" not in words:
        found = answer(examples, *words)
        count = len(items(found)) if "items" in found else 1
        rows = list(csv.reader(io.StringIO(spreadsheet.stdout)))
        assert len(rows) == count + 1
        assert {len(row) for row in rows} == {len(rows[0])}
        if "items" in found:
            assert plain.stdout.count("\n") == count + 1
    assert "\x1b" not in plain.stdout + table.stdout


def test_the_list_read_from_tables_is_the_one_read_from_records(examples: Place) -> None:
    by_tables = answer(examples, "list")
    by_records = answer(examples, "list", "--known-at", f"@{by_tables['position']}")
    assert items(by_tables) == items(by_records)
    # The settings that a person made say nothing about the list.
    assert by_tables == answer(examples, "list", "-n", "up-2024")


def test_status_and_list_agree(examples: Place) -> None:
    for each in items(answer(examples, "list")):
        if each["kind"] == "negotiation":
            found = answer(examples, "status", "-n", str(each["negotiation"]))
            assert {name: found.get(name) for name in each if name != "kind"} == {
                name: value for name, value in each.items() if name != "kind"
            }


def test_a_contest_shows_where_its_negotiations_stand(examples: Place) -> None:
    found = answer(examples, "status", "-n", "contest/uk-2010", "--as-of", "2010-05-11T20:30")
    assert {each["negotiation"]: each["state"] for each in items(found)} == {
        "con-ld-2010": "talks_underway",
        "lab-ld-2010": "collapsed",
    }


def test_the_last_of_each_line_are_among_all(examples: Place) -> None:
    for more in ((), ("--demands",)):
        every = items(answer(examples, "offers", *TALKS, *more))
        last = items(answer(examples, "offers", *TALKS, *more, "--last"))
        assert 0 < len(last) < len(every)
        assert all(each in every for each in last)


def test_what_is_offered_is_said_with_its_words(examples: Place) -> None:
    (offer,) = items(answer(examples, "offers", "-n", "haryana-2024"))
    assert offer["said"] == "“Good small numbers” (of 90)"
    assert (offer["verbatim"], offer["status"]) == ("Good small numbers", "open")


def test_the_log_can_be_narrowed(examples: Place) -> None:
    every = items(answer(examples, "log", *TALKS))
    by_aap = items(answer(examples, "log", *TALKS, "--by", "Aam Aadmi Party"))
    assert by_aap == [each for each in every if "AAP" in each["by"]]  # type: ignore[operator]
    offers = items(answer(examples, "log", *TALKS, "--type", "OfferMade", "--type", "demand"))
    assert {each["type"] for each in offers} == {"OfferMade", "DemandMade"}
    said = items(answer(examples, "log", *TALKS, "--grep", "kejriwal"))
    assert 0 < len(said) < len(every)
    days = items(answer(examples, "log", *TALKS, "--since", "2024-09-08", "--until", "2024-09-08"))
    assert {each["occurred"] for each in days} >= {"2024-09-08"}
    assert all(each["occurred"] != "2024-09-07" for each in days)
    last = items(answer(examples, "log", *TALKS, "-L", "3", "--reverse"))
    assert last == every[:-4:-1]


def test_the_recorded_order_is_that_of_positions(examples: Place) -> None:
    positions = [each["position"] for each in items(answer(examples, "log", *TALKS, "--recorded"))]
    assert positions == sorted(positions, key=lambda position: int(str(position)))


def test_oneline_is_one_line_for_each_entry(examples: Place) -> None:
    lines = examples.run("log", "--oneline", *TALKS).stdout.splitlines()
    assert len(lines) == len(items(answer(examples, "log", *TALKS)))
    assert lines[0].startswith("v2 ")


def test_what_stands_is_what_is_open(examples: Place) -> None:
    words = ("--as-of", "2024-09-08", *TALKS)
    stands = items(answer(examples, "table", *words))
    offers = {each["version"] for each in stands if each["kind"] == "offer"}
    open_offers = {
        each["version"]
        for each in items(answer(examples, "offers", *words))
        if each["status"] == "open"
    }
    assert offers == open_offers != set()
    dates = [each["due"] for each in stands if each["kind"] == "deadline"]
    assert dates == sorted(dates, key=str)


def test_one_step_names_its_evidence_and_what_points_at_it(examples: Place) -> None:
    found = answer(examples, "show", "haryana-2024#11")
    said = {"origin": "IANS", "quote": "Good small numbers", "speaker": "Deepak Babaria"}
    assert [{name: each[name] for name in said} for each in items(found, "evidence")] == [said]
    assert [(each["field"], each["step"]) for each in items(found, "pointed_at_by")] == [
        ("about", 12)
    ]
    assert [(each["field"], each["step"]) for each in items(found, "points_at")] == [("after", 9)]
    assert "receivers_are_others" in str(found["allowed_by"])
