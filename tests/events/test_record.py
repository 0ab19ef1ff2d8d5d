"""The record's exact bytes, and every way to leave their layout refused."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import astuple

from parley.events.errors import Malformed, NotCanonical, RecordError, RecordTooLarge
from parley.events.record import RECORD_BYTES_MAX, Record, compose, parse
from tests.events.saying import say

SAID = say("talks/haryana", 1, None, id=1).statement
DATA = compose(7, 1_725_690_600_000_000, SAID, ("— asha.example AAAA", "b"))


def test_a_record_is_header_signatures_blank_line_statement() -> None:
    assert compose(1, 0, SAID) == b"parley.record/v1 1 0\n\n" + SAID
    assert DATA == (
        b"parley.record/v1 7 1725690600000000\n\xe2\x80\x94 asha.example AAAA\nb\n\n" + SAID
    )


def test_a_record_is_read_back() -> None:
    record = parse(DATA)
    assert (record.position, record.recorded_at) == (7, 1_725_690_600_000_000)
    assert record.signatures == ("— asha.example AAAA", "b")
    assert (record.statement, record.data) == (SAID, DATA)
    assert (record.stream, record.version, record.type) == ("talks/haryana", 1, "step_reported")


signatures = st.lists(
    st.text(
        st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\u2028\u2029"),
        min_size=1,
        max_size=30,
    ),
    max_size=4,
).map(tuple)


@given(st.integers(1, 10**16 - 1), st.integers(0, 10**16 - 1), signatures)
def test_composing_and_parsing_are_inverse(
    position: int, recorded_at: int, lines: tuple[str, ...]
) -> None:
    record = parse(compose(position, recorded_at, SAID, lines))
    assert (record.position, record.recorded_at) == (position, recorded_at)
    assert record.signatures == lines
    assert record.statement == SAID


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"parley.record/v2 1 0\n\n",
        b"parley.record/v1 0 0\n\n",
        b"parley.record/v1 01 0\n\n",
        b"parley.record/v1 +1 0\n\n",
        b"parley.record/v1 1 00\n\n",
        b"parley.record/v1 1 -1\n\n",
        b"parley.record/v1 1\n\n",
        b"parley.record/v1 1 0 0\n\n",
        b"parley.record/v1  1 0\n\n",
        b"parley.record/v1 1 0 \n\n",
        b"parley.record/v1 1 0\n",
        b"parley.record/v1 1 0\r\n\r\n",
        b" parley.record/v1 1 0\n\n",
        b"parley.record/v1 1 0\n\n\n",
        b"parley.record/v1 1 0\na\x00b\n\n",
        b"parley.record/v1 1 0\na\tb\n\n",
        b"parley.record/v1 1 0\n\xff\n\n",
        b"parley.record/v1 1 0\n\xc2\x85\n\n",
        "parley.record/v1 ١ 0\n\n".encode(),
        b"parley.record/v1 12345678901234567 0\n\n",
    ],
)
def test_another_layout_is_refused(head: bytes) -> None:
    with pytest.raises((Malformed, NotCanonical)):
        parse(head + SAID)


def test_a_statement_that_is_not_canonical_is_refused() -> None:
    for statement in (b"", b"{}", SAID + b"\n", b" " + SAID, SAID[:-1]):
        with pytest.raises((Malformed, NotCanonical)):
            parse(compose(1, 0, statement))


@pytest.mark.parametrize("signature", ["", "a\nb", "a\tb", "\x85", "\u2028", "\ud800"])
def test_a_signature_that_is_not_one_line_of_text_is_refused(signature: str) -> None:
    with pytest.raises(Malformed, match="not one line of text"):
        compose(1, 0, SAID, ("a", signature))


def test_a_record_is_never_changed_and_made_by_name() -> None:
    record = parse(DATA)
    with pytest.raises(AttributeError):
        record.position = 8  # type: ignore[misc]  # that is the point
    made: Callable[..., Record] = Record
    with pytest.raises(TypeError):
        made(*astuple(record))


def test_the_largest_record_is_read_back() -> None:
    """An entry of C2SP tlog-tiles carries its length in 16 bits."""
    signatures = ("x" * (2**16 - 1 - len(compose(1, 0, SAID, ())) - 1),)
    data = compose(1, 0, SAID, signatures)
    assert len(data) == 2**16 - 1
    assert parse(data).signatures == signatures
    with pytest.raises(RecordTooLarge):
        compose(1, 0, SAID, (f"{signatures[0]}x",))


def test_too_many_bytes_are_refused_both_ways() -> None:
    room = RECORD_BYTES_MAX - len(compose(1, 0, b""))
    assert len(compose(1, 0, b"x" * room)) == RECORD_BYTES_MAX
    with pytest.raises(RecordTooLarge) as caught:
        compose(1, 0, b"x" * (room + 1))
    assert (caught.value.size, caught.value.limit) == (RECORD_BYTES_MAX + 1, RECORD_BYTES_MAX)
    with pytest.raises(RecordTooLarge):
        parse(b"x" * (RECORD_BYTES_MAX + 1))


@given(st.integers(0, len(DATA) - 1), st.integers(0, 255))
def test_a_changed_byte_is_refused_or_another_record(index: int, byte: int) -> None:
    data = DATA[:index] + bytes([byte]) + DATA[index + 1 :]
    try:
        record = parse(data)
    except RecordError:
        return
    again = compose(record.position, record.recorded_at, record.statement, record.signatures)
    assert again == data
    assert (record == parse(DATA)) is (data == DATA)
