"""Stored records of every release are read as they were on their first day."""

import json
from pathlib import Path

import pytest
from msgspec.structs import asdict

from parley.events.own import OWN, written_own
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
    assert written_own(said.stream, said.type, said.step) == said.step


def test_every_type_of_the_ledgers_own_has_a_golden_record_with_every_field() -> None:
    golden = {
        said.type: said.step.keys()
        for path in OWN_RECORDS
        for said in [decode_statement(parse(path.read_bytes()).statement)]
    }
    assert golden == {name: set(kind.__struct_fields__) for name, kind in KINDS.items()}
