"""An import is everything or nothing, and names each line that keeps it from being everything."""

import json
from pathlib import Path

import msgspec
import pytest

from tests.cli.desk import SECOND, Desk

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))
HEAD = "parley: 1\n"
REGISTER = """
negotiations:
  - negotiation: other
    id: 01920000-0000-7000-8000-000000000001
    register:
      title: Other
      arena: A
      zone: UTC
      pools: {seats: 90}
      parties: [{party: INC, name: Congress}, {party: AAP, name: AAP}]
"""
STEPS = """
    steps:
      - id: 01920000-0000-7000-8000-000000000002
        type: OfferMade
        label: first
        by: INC
        to: AAP
        occurred: 2024-09-06
        terms: {issue: seat_count, quantity: 5}
        evidence: {source: ians, attribution: on_record, speaker: S, quote: Five}
      - id: 01920000-0000-7000-8000-000000000003
        type: OfferRejected
        by: AAP
        rejected: first
        occurred: 2024-09-07
        evidence: {source: ians, attribution: on_record, speaker: R}
""".replace("quantity: 5", 'quantity: "5"')
SOURCES = """
sources:
  - {source: ians, outlet: Mint, origin: IANS, published: 2024-09-07}
"""
WHOLE = HEAD + SOURCES + REGISTER + STEPS


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_can_be_imported(path: Path, desk: Desk) -> None:
    desk.now += 30 * 24 * 60 * 60 * SECOND
    result = desk.must("import", str(path))
    assert result.stdout.startswith("sources: ")
    size = desk.size()
    again = desk.must("import", str(path))
    assert all(line.endswith(", nothing new") for line in again.stdout.splitlines())
    assert "nothing was written" in again.stderr
    assert desk.size() == size


def test_a_whole_file_holds_sources_registrations_and_steps(desk: Desk) -> None:
    result = desk.must("import", desk.write("whole.yaml", WHOLE))
    assert (
        result.stdout
        == "sources: 1 source described · v1\nother: 3 entries · v1 to v3 · proposed\n"
    )
    offer, rejected = desk.records()[-2:]
    assert offer.step["evidence"] == [
        {
            "attribution": "on_record",
            "source": "ians",
            "outlet": "Mint",
            "origin": "IANS",
            "published": "2024-09-07",
            "speaker": "S",
            "quote": {"verbatim": "Five"},
        }
    ]
    assert rejected.step["rejected"] == 2
    assert [each.id[-1] for each in desk.records()[-3:]] == ["1", "2", "3"]


def test_the_same_file_in_json_says_the_same(desk: Desk) -> None:
    value = {
        "parley": 1,
        "negotiations": {
            "negotiation": "talks",
            "steps": {
                "type": "MeetingHeld",
                "by": "INC",
                "internal": True,
                "occurred": "2024-09-07",
                "evidence": {"attribution": "media_report"},
            },
        },
    }
    desk.must("import", desk.write("one.json", msgspec.json.encode(value).decode()))
    assert desk.last().step["internal"] is True


def test_a_file_whose_entries_have_ids_can_be_imported_again(desk: Desk) -> None:
    name = desk.write("whole.yaml", WHOLE)
    desk.must("import", name)
    size = desk.size()
    again = desk.must("import", name)
    assert again.stdout == (
        "sources: 1 source described · v1 · recorded before, nothing new\n"
        "other: 3 entries · v1 to v3 · proposed · recorded before, nothing new\n"
    )
    assert desk.size() == size


def test_an_id_with_other_words_is_a_conflict(desk: Desk) -> None:
    desk.must("import", desk.write("whole.yaml", WHOLE))
    result = desk.type("import", desk.write("changed.yaml", WHOLE.replace("Five", "Six")))
    assert result.code == 4
    assert "belongs to another statement" in result.stderr


def test_a_registration_that_is_there_is_passed_over_beside_entries_with_ids(desk: Desk) -> None:
    anonymous = WHOLE.replace("    id: 01920000-0000-7000-8000-000000000001\n", "", 1)
    name = desk.write("whole.yaml", anonymous)
    desk.must("import", name)
    size = desk.size()
    desk.must("import", name)
    assert desk.size() == size
    changed = anonymous.replace("title: Other", "title: Changed")
    assert desk.type("import", desk.write("changed.yaml", changed)).code == 1


def test_steps_are_added_where_register_is_left_out(desk: Desk) -> None:
    desk.must("import", desk.write("whole.yaml", WHOLE))
    more = (
        HEAD
        + "negotiations:\n  - negotiation: other"
        + STEPS.replace("-00000000000", "-10000000000")
    )
    desk.must("import", desk.write("more.yaml", more))
    assert desk.last().version == 5


def test_a_source_in_other_words_is_described_again(desk: Desk) -> None:
    desk.must("import", desk.write("a.yaml", HEAD + SOURCES))
    desk.must("import", desk.write("b.yaml", HEAD + SOURCES.replace("Mint", "The Mint")))
    assert desk.field("outlet") == "The Mint"
    same = desk.must("import", desk.write("c.yaml", HEAD + SOURCES.replace("Mint", "The Mint")))
    assert same.stdout == "sources: 1 source described · v2 · recorded before, nothing new\n"


def test_a_source_that_was_described_by_hand_in_these_words_is_passed_over(desk: Desk) -> None:
    desk.must(
        *("source", "add", "ians", "--outlet", "Mint", "--origin", "IANS"),
        *("--published", "2024-09-07"),
    )
    same = desk.type("import", desk.write("a.yaml", HEAD + SOURCES))
    assert same.code == 1
    assert "nothing that is not in the ledger already" in same.stderr


def test_rows_are_one_entry_each(desk: Desk) -> None:
    told = {"occurred": "2024-09-07", "evidence": {"attribution": "on_record", "speaker": "S"}}
    rows = [
        {"type": "SourceDescribed", "source": "mint", "outlet": "Mint"},
        {
            "contest": "poll",
            "type": "ContestRegistered",
            "title": "T",
            "kind": "election",
            "zone": "UTC",
        },
        {
            "negotiation": "other",
            "type": "NegotiationRegistered",
            "contest": "contest/poll",
            "title": "T",
            "arena": "A",
            "zone": "UTC",
            "pools": {"seats": 90},
            "parties": [{"party": "X", "name": "X"}, {"party": "Y", "name": "Y"}],
        },
        {
            "negotiation": "other",
            "type": "OfferMade",
            "label": "o",
            "by": "X",
            "terms": {"issue": "seat_count", "quantity": "5"},
            **told,
        },
        {"negotiation": "other", "type": "OfferAccepted", "by": "Y", "offer": "o", **told},
    ]
    text = "".join(msgspec.json.encode(row).decode() + "\n\n" for row in rows)
    desk.must("import", desk.write("rows.jsonl", text))
    assert desk.field("offer") == 2
    assert [each.stream for each in desk.records()[1:]] == [
        "sources",
        "contest/poll",
        "negotiation/other",
        "negotiation/other",
        "negotiation/other",
    ]


def test_cells_of_a_csv_file_become_what_their_fields_take(desk: Desk) -> None:
    table = (
        "negotiation,type,occurred,by,to,secret,terms.0.issue,terms.0.quantity,about,"
        "evidence.0.attribution,evidence.0.speaker,evidence.0.quote.verbatim\n"
        'talks,OfferMade,2024-09-06,INC,AAP,,seat_count,5,,on_record,S,"Five, yes"\n'
        "talks,MeetingHeld,2024-09-07,INC,AAP,yes,,,2,on_record,S,\n"
        ",SourceDescribed,,,,,,,,,,\n"
    )
    result = desk.type("import", desk.write("rows.csv", table))
    assert "rows.csv:4:source: its id is missing" in result.stderr
    desk.must("import", desk.write("rows.csv", table.rpartition(",Source")[0]))
    offer, meeting = desk.records()[-2:]
    assert offer.step["terms"] == [
        {"issue": "seat_count", "quantity": {"kind": "exact", "value": 5}}
    ]
    assert (meeting.step["secret"], meeting.step["about"]) == (True, 2)


def test_stdin_is_looked_at(desk: Desk) -> None:
    result = desk.type("import", "-", stdin=WHOLE.encode())
    assert result.code == 0
    row = b'{"type":"SourceDescribed","source":"other"}\n'
    assert desk.type("import", "-", stdin=row).code == 0
    assert desk.field("source") == "other"
    assert (
        desk.type("import", "-", "--from", "csv", stdin=b"type,source\nSourceDescribed,x\n").code
        == 0
    )


def test_what_is_written_is_answered_in_order(desk: Desk) -> None:
    result = desk.must("import", desk.write("whole.yaml", WHOLE), "--json")
    answer = json.loads(result.stdout)
    assert [item["type"] for item in answer["items"]] == [
        "SourceDescribed",
        "NegotiationRegistered",
        "OfferMade",
        "OfferRejected",
    ]
    assert len({item["recorded_at"] for item in answer["items"]}) == 1


def test_a_dry_run_of_an_import_writes_nothing(desk: Desk) -> None:
    result = desk.must("import", desk.write("whole.yaml", WHOLE), "--dry-run")
    assert "other: would be 3 entries" in result.stdout
    assert "nothing was written" in result.stderr
    assert desk.size() == 1


def test_one_bad_row_keeps_every_other_out(desk: Desk) -> None:
    bad = WHOLE.replace("rejected: first", "rejected: fist")
    result = desk.type("import", desk.write("bad.yaml", bad))
    assert result.code == 1
    line = bad.split("\n").index("        rejected: fist") + 1
    assert f"bad.yaml:{line}:rejected: 'fist' is neither" in result.stderr
    assert "did you mean “first”?" in result.stderr
    assert desk.size() == 1


def test_every_bad_row_is_named_with_its_line(desk: Desk) -> None:
    bad = (
        WHOLE.replace("issue: seat_count", "issue: seat_cuont")
        .replace("type: OfferRejected", "type: OfferRejeted")
        .replace("outlet: Mint", "outlett: Mint")
        .replace("title: Other", "titel: Other")
        .replace("01920000-0000-7000-8000-000000000003", "three")
        .replace("speaker: S", "speeker: S")
    )
    result = desk.type("import", desk.write("bad.yaml", bad))
    lines = bad.split("\n")

    def at(words: str) -> int:
        return next(number for number, line in enumerate(lines, 1) if words in line)

    found = [line.split(": ")[0] for line in result.stderr.split("\n") if line.startswith("bad.")]
    assert found == [
        f"bad.yaml:{at('outlett')}:sources.0.outlett",
        f"bad.yaml:{at('register:')}:title",
        f"bad.yaml:{at('titel')}:titel",
        f"bad.yaml:{at('seat_cuont')}:terms.0.issue",
        f"bad.yaml:{at('speeker')}:evidence.0.speeker",
        f"bad.yaml:{at('speeker')}:evidence.0.source",
        f"bad.yaml:{at('OfferRejeted')}:negotiations.0.steps.1.type",
    ]
    assert desk.size() == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("negotiations: [{negotiation: talks, step: []}]", "2:negotiations.0.step: there is no"),
        ("negotiations: [{negotiation: talks, register: x}]", "register: here an object"),
        ("negotiations: [{slug: talks}]", "it has no negotiation: the slug"),
        ("negotiations: [{negotiation: none, steps: {type: DealBroken}}]", "there is no none"),
        ("sources: [{source: x, label: y}]", "a source has no label"),
        ("sources: [{source: x, published: 2024-02-30}]", "has no day 30"),
        ("sources: [{source: x, reviewed: perhaps}]", "reviewed: "),
    ],
)
def test_a_file_of_another_shape_is_refused(text: str, said: str, desk: Desk) -> None:
    result = desk.type("import", desk.write("bad.yaml", f"parley: 1\n{text}\n"))
    assert result.code == 1
    assert said in result.stderr
    assert desk.size() == 1


def test_a_label_or_an_id_stands_for_one_entry(desk: Desk) -> None:
    twice = WHOLE.replace("type: OfferRejected", "type: OfferRejected\n        label: first")
    result = desk.type("import", desk.write("bad.yaml", twice))
    assert "the label first stands on two entries" in result.stderr
    twice = WHOLE.replace("00000003", "00000002")
    result = desk.type("import", desk.write("bad.yaml", twice))
    assert "stands on two entries" in result.stderr
    number = WHOLE.replace("label: first", 'label: "v4"')
    result = desk.type("import", desk.write("bad.yaml", number))
    assert "would be taken for a step's number" in result.stderr
    assert desk.size() == 1


def test_what_came_with_a_refused_row_says_which_rule(desk: Desk) -> None:
    refused = WHOLE.replace("by: AAP", "by: INC").replace("OfferRejected", "OfferAccepted")
    refused = refused.replace("rejected: first", "offer: first")
    result = desk.type("import", desk.write("bad.yaml", refused))
    assert result.code == 1
    assert "INC made the offer of v2 itself [offer_is_open_for_accepter]" in result.stderr
    assert desk.size() == 1


def test_an_import_neither_uses_nor_leaves_what_carries_over(desk: Desk) -> None:
    desk.must("import", desk.write("whole.yaml", WHOLE))
    assert "missing: --at" in desk.type("say", "INC", "optimistic", "-n", "other").stderr


def test_a_problem_in_a_list_is_found_in_its_item(desk: Desk) -> None:
    desk.write(
        "bad.yaml",
        "parley: 1\nnegotiations:\n- negotiation: talks\n  steps:\n  - type: MeetingHeld\n"
        "    by: INC\n    internal: true\n    occurred: 2024-09-07\n    evidence:\n"
        "    - attribution: media_report\n    - attribution: on_record\n      speeker: S\n",
    )
    assert "bad.yaml:12:evidence.1.speeker: " in desk.type("import", "bad.yaml").stderr


def test_an_export_is_told_from_a_file_of_entries(desk: Desk) -> None:
    desk.must("offer", "INC", "AAP", "5", "--at", "2024-09-07", "--speaker", "S")
    desk.must("export", "-o", "own.jsonl")
    refused = desk.type("import", "own.jsonl")
    assert refused.code != 0
    assert "own.jsonl is an export" in refused.stderr
    assert "parley db copy" in refused.stderr
    assert len(refused.stderr.splitlines()) == 2, "and not a problem for each line of it"


def test_an_answer_is_told_from_a_file_of_entries(desk: Desk) -> None:
    answer = desk.must("status", "--json").stdout
    refused = desk.type("import", desk.write("status.json", answer))
    assert "status.json is an answer of parley" in refused.stderr
