"""What a recorder says: one layout, one spelling, and every way to leave it refused."""

import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import astuple, replace

from parley.events.canonical import encode
from parley.events.errors import Malformed, NotCanonical, RecordError
from parley.events.statement import (
    NAME_LENGTH_MAX,
    Prepared,
    Statement,
    check_ledger_name,
    decode_statement,
    encode_statement,
    prepare,
    state,
    statement_hash,
)
from tests.events.saying import identify

FIRST = Statement(
    ledger="example.org/talks",
    stream="negotiation/haryana-2024",
    id=identify(1),
    version=1,
    previous=None,
    type="NegotiationRegistered",
    type_version=1,
    rules=None,
    recorded_by="Asha",
    step={"title": "Seats in Haryana", "seats": 90},
)
SECOND = replace(FIRST, version=2, previous="ab" * 32, id=identify(2), rules=1)
BYTES = encode_statement(SECOND)


def members() -> dict[str, object]:
    value = json.loads(BYTES)
    assert isinstance(value, dict)
    return value


def test_a_statement_is_canonical_json_of_eleven_members() -> None:
    assert encode_statement(FIRST) == (
        b'{"id":"00000000-0000-7000-8000-000000000001","ledger":"example.org/talks",'
        b'"previous":null,"recorded_by":"Asha","rules":null,'
        b'"step":{"seats":90,"title":"Seats in Haryana"},'
        b'"stream":"negotiation/haryana-2024","type":"NegotiationRegistered","type_version":1,'
        b'"v":1,"version":1}'
    )


def test_a_statement_is_read_back() -> None:
    assert decode_statement(BYTES) == SECOND
    assert decode_statement(encode_statement(FIRST)) == FIRST


def test_prepared_carries_what_the_store_compares() -> None:
    prepared = prepare(BYTES, ("— a BBBB",))
    assert prepared.statement == BYTES
    assert prepared.hash == statement_hash(BYTES)
    assert prepared.previous == b"\xab" * 32
    assert (prepared.ledger, prepared.stream) == (SECOND.ledger, SECOND.stream)
    assert (prepared.id, prepared.version, prepared.type) == (SECOND.id, 2, SECOND.type)
    assert prepared.signatures == ("— a BBBB",)
    assert prepare(encode_statement(FIRST)).previous is None


@pytest.mark.parametrize("name", sorted(members()))
def test_a_missing_member_is_refused(name: str) -> None:
    value = members()
    del value[name]
    with pytest.raises(Malformed):
        decode_statement(encode(value))  # type: ignore[arg-type]  # it is JSON


def test_an_unknown_member_is_refused() -> None:
    with pytest.raises(Malformed, match="mood"):
        decode_statement(encode({**members(), "mood": "good"}))  # type: ignore[dict-item]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("v", 2),
        ("v", 0),
        ("v", "1"),
        ("version", 0),
        ("version", "2"),
        ("version", None),
        ("version", 1),  # with a previous
        ("previous", None),  # at version 2
        ("previous", "AB" * 32),
        ("previous", "ab" * 31),
        ("id", identify(1).upper().replace("0000", "000A")),
        ("id", "{" + identify(1) + "}"),
        ("id", identify(1) + "\n"),
        ("stream", ""),
        ("stream", "Talks/haryana"),
        ("stream", "talks/"),
        ("stream", "talks/-x"),
        ("stream", "talks/a/b"),
        ("stream", "talks/é"),
        ("stream", "talks/a\n"),
        ("stream", "t" * (NAME_LENGTH_MAX + 1)),
        ("type", ""),
        ("type", "1st"),
        ("type", "a b"),
        ("type_version", 0),
        ("rules", 0),
        ("rules", True),
        ("ledger", ""),
        ("ledger", "a b"),
        ("ledger", "é"),
        ("recorded_by", ""),
        ("recorded_by", "a\nb"),
        ("recorded_by", "a" * (NAME_LENGTH_MAX + 1)),
        ("step", []),
        ("step", None),
        ("step", "x"),
    ],
)
def test_a_member_out_of_bounds_is_refused(name: str, value: object) -> None:
    with pytest.raises(Malformed):
        decode_statement(encode({**members(), name: value}))  # type: ignore[dict-item]


@pytest.mark.parametrize(
    ("name", "length"), [("stream", 200), ("ledger", 200), ("recorded_by", 200), ("type", 100)]
)
def test_a_name_may_have_so_many_characters(name: str, length: int) -> None:
    value = {**members(), name: "a" * length}
    assert getattr(decode_statement(encode(value)), name) == "a" * length  # type: ignore[arg-type]
    with pytest.raises(Malformed):
        decode_statement(encode({**members(), name: "a" * (length + 1)}))  # type: ignore[dict-item]


def test_what_is_wrong_with_the_statement_before_is_said() -> None:
    with pytest.raises(ValueError, match="previous is given at version 1;"):
        replace(SECOND, version=1)
    with pytest.raises(ValueError, match="previous is missing at version 2;"):
        replace(SECOND, previous=None)


def test_a_ledger_has_a_name_that_a_statement_can_repeat() -> None:
    check_ledger_name("example.org/talks")
    for name in ("", "a b", "é", "a" * 201):
        with pytest.raises(Malformed, match="ledger name"):
            check_ledger_name(name)


@pytest.mark.parametrize("made", [SECOND, prepare(BYTES)])
def test_statements_are_made_by_name_and_never_changed(made: Statement | Prepared) -> None:
    with pytest.raises(AttributeError):
        made.version = 3  # type: ignore[misc]  # that is the point
    anyhow: Callable[..., object] = type(made)
    with pytest.raises(TypeError):
        anyhow(*astuple(made))


@pytest.mark.parametrize("key", ['"', "\\", "\n", "\x7f"])
def test_a_key_that_has_to_be_escaped_is_read_and_not_written(key: str) -> None:
    data = encode_statement(replace(SECOND, step={"a": {key: 1}}))
    assert decode_statement(data).step == {"a": {key: 1}}
    with pytest.raises(NotCanonical, match="plain ASCII"):
        prepare(data)
    assert prepare(encode_statement(replace(SECOND, step={"a": key}))).version == 2


def test_the_writer_is_held_to_what_the_reader_takes() -> None:
    with pytest.raises(Malformed):
        state(replace(SECOND, stream="No Such Stream"))
    with pytest.raises(NotCanonical, match=r"\$\.step\.share"):
        state(replace(SECOND, step={"share": 0.5}))


@pytest.mark.parametrize(
    "data",
    [
        BYTES + b"\n",
        b" " + BYTES,
        BYTES.replace(b'"seats":90', b'"seats": 90'),
        BYTES.replace(b'"seats":90', b'"seats":-0'),
        BYTES.replace(b'"seats":90', b'"seats":90,"seats":90'),
        BYTES.replace(b'"seats":90', b'"seats":9e1'),
        BYTES.replace(b'"seats":90', b'"seats":9007199254740992'),
        BYTES.replace(b"Seats in", b"\\u0053eats in"),
        BYTES.replace(b"Seats in", b"\\ud800"),
        BYTES.replace(b"Seats in", b"\xff"),
        BYTES.replace(b'"v":1,', b'"v":1,"v":1,'),
        BYTES.replace(b'{"id"', b'{"v":1,"id"').replace(b'"v":1,"version"', b'"version"'),
        BYTES.replace(b'"seats":90', b'"seats":' + b"[" * 70 + b"]" * 70),
        BYTES.replace(b'"seats"', '"sièges"'.encode()),
        BYTES[:-1],
        b"",
        b"[]",
        b"null",
    ],
)
def test_another_spelling_is_refused(data: bytes) -> None:
    assert data != BYTES
    with pytest.raises((Malformed, NotCanonical)):
        decode_statement(data)


@given(st.integers(0, len(BYTES) - 1), st.integers(0, 255))
def test_a_changed_byte_is_refused_or_another_statement(index: int, byte: int) -> None:
    data = BYTES[:index] + bytes([byte]) + BYTES[index + 1 :]
    try:
        statement = decode_statement(data)
    except RecordError:
        return
    assert encode_statement(statement) == data
    assert (statement == SECOND) is (data == BYTES)
