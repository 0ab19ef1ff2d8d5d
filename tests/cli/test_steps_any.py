"""Whatever the catalogue holds can be found, and recorded by its name."""

from parley.negotiation.steps import CATALOGUE
from tests.cli.desk import TOLD, Desk


def test_the_catalogue_is_listed_one_line_a_type(desk: Desk) -> None:
    lines = desk.must("record", "--list").stdout.splitlines()
    assert len(lines) == len(CATALOGUE) + 1
    assert "11\tOfferMade\toffer\tA party offers something" in lines[11]
    assert [line.split("\t")[1] for line in lines[1:]] == list(CATALOGUE)


def test_the_fields_of_a_type_are_listed_the_needed_ones_first(desk: Desk) -> None:
    lines = desk.must("record", "OfferMade", "--list").stdout.splitlines()
    assert [line.split("\t")[:2] for line in lines[1:4]] == [
        ["occurred", "yes"],
        ["evidence", "yes"],
        ["terms", "yes"],
    ]
    assert "finality\tno\tfinal, not_stated, open" in lines
    assert "about\tno\ta step: 4, v4 or slug#4" in lines
    assert {line.split("\t")[0] for line in lines[1:]} == set(
        CATALOGUE["OfferMade"].__struct_fields__
    )


def test_any_field_can_be_given_by_its_path(desk: Desk) -> None:
    desk.must(
        *("record", "OfferMade", "by=INC", "to=AAP", "occurred=yesterday", "package=yes"),
        *("terms.0.issue=seat_count", "terms.0.quantity=5..7", "terms.1.issue=programme"),
        *("terms.1.words=water", "evidence.attribution=anonymous", "evidence.confidence=low"),
        *("evidence.source_as_described=aides", "conditions=one", "conditions=two"),
    )
    assert desk.last().step == {
        "by": ["INC"],
        "to": ["AAP"],
        "occurred": "2024-09-06",
        "package": True,
        "conditions": ["one", "two"],
        "terms": [
            {"issue": "seat_count", "quantity": {"kind": "range", "low": 5, "high": 7}},
            {"issue": "programme", "words": "water"},
        ],
        "evidence": [
            {"attribution": "anonymous", "source_as_described": "aides", "confidence": "low"}
        ],
    }


def test_fields_of_the_evidence_go_with_what_is_told_beside_them(desk: Desk) -> None:
    desk.must("record", "MeetingHeld", "by=all", "evidence.voice=state_unit", *TOLD)
    assert desk.last().step["evidence"] == [
        {"attribution": "on_record", "speaker": "A. Speaker", "voice": "state_unit"}
    ]
