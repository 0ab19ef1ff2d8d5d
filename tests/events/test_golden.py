"""Stored records of every release are read as they were on their first day."""

import json
from pathlib import Path

import pytest
from msgspec.structs import asdict

from parley.answers.words.refusals import said_of
from parley.events.acts import AttemptRefused
from parley.events.errors import Malformed
from parley.events.own import OWN, own_version, read_own, written_own
from parley.events.record import compose, leaf_hash, parse
from parley.events.statement import decode_statement, encode_statement, statement_hash

FOLDER = Path(__file__).parent / "golden"
RECORDS = sorted(FOLDER.glob("*.record"))


def test_the_golden_records_are_there() -> None:
    assert len(RECORDS) >= 4
    assert all(path.with_suffix(".json").exists() for path in RECORDS)


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.stem)
def test_a_golden_record_is_read_as_ever(path: Path) -> None:
    data = path.read_bytes()
    expected = json.loads(path.with_suffix(".json").read_text())
    record = parse(data)
    said = decode_statement(record.statement)
    found = {name: value for name, value in asdict(said).items() if name != "v"}
    found |= {
        "position": record.position,
        "recorded_at": record.recorded_at,
        "signatures": list(record.signatures),
        "leaf_hash": leaf_hash(data).hex(),
        "statement_hash": statement_hash(record.statement).hex(),
    }
    assert found == expected
    assert said.v == 1


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.stem)
def test_a_golden_record_would_be_written_as_ever(path: Path) -> None:
    record = parse(path.read_bytes())
    statement = encode_statement(decode_statement(record.statement))
    again = compose(record.position, record.recorded_at, statement, record.signatures)
    assert again == path.read_bytes()


KINDS = {kind.__name__: kind for types in OWN.values() for kind in types}
OWN_RECORDS = [path for path in RECORDS if parse(path.read_bytes()).type in KINDS]


@pytest.mark.parametrize("path", OWN_RECORDS, ids=lambda path: path.stem)
def test_a_golden_record_of_the_ledgers_own_says_what_it_said(path: Path) -> None:
    said = decode_statement(parse(path.read_bytes()).statement)
    found = read_own(said.stream, said.type, said.step, said.type_version)
    assert type(found).__name__ == said.type
    if said.type_version == own_version(said.type):
        assert written_own(said.stream, said.type, said.step) == said.step


def test_a_refusal_of_the_first_shape_keeps_the_sentence_that_its_writer_was_given() -> None:
    path = FOLDER / "0008-attempt-refused.record"
    said = decode_statement(parse(path.read_bytes()).statement)
    refused = read_own(said.stream, said.type, said.step, said.type_version)
    assert isinstance(refused, AttemptRefused)
    first, second = refused.objections
    assert (first.guard, first.field, first.other) == ("pointers_lead_somewhere", "offer", 9)
    assert said_of(first.case, first.facts).reason == (
        "it points at v9, which does not stand before it"
    )
    assert said_of(first.case, first.facts).hint == (
        "`parley log` lists the steps with their numbers"
    )
    assert said_of(second.case, second.facts).hint is None


def test_a_version_of_a_newer_release_is_not_read_as_if_it_were_known() -> None:
    with pytest.raises(Malformed, match="version 9 is not known here"):
        read_own("refusals", "AttemptRefused", {}, 9)


def test_every_type_of_the_ledgers_own_has_a_golden_record_with_every_field() -> None:
    golden = {
        said.type: said.step.keys()
        for path in OWN_RECORDS
        for said in [decode_statement(parse(path.read_bytes()).statement)]
    }
    assert golden == {name: set(kind.__struct_fields__) for name, kind in KINDS.items()}
