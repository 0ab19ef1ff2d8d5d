"""The server's own append: it believes no column, and whoever asks again is told what became."""

from collections.abc import Iterator
from contextlib import closing
from typing import TypeAlias
from unittest.mock import patch

import psycopg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.events.append import Appended
from parley.events.canonical import DEPTH_MAX, JsonObject
from parley.events.errors import RecordError
from parley.events.sql.postgresql.objects import OBJECTS
from parley.events.statement import Prepared, Statement, encode_statement, prepare
from tests.events.ledgers import HandClock, PostgresLedgers
from tests.events.saying import LEDGER, group, say, say_many
from tests.events.store_contract import StoreContract

CLOCK = HandClock()


FIRST, SECOND = say_many("talks/haryana", 2, first_id=1)

# What the database reads in the bytes

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30) | st.sampled_from(
    [
        '},"stream":"talks/x","type":"t","type_version":1,"v":1,"version":1}',
        '"}',
        "\\",
        "\\\\",
        "\0",
        "é🙂",
        '{"id":"',
    ]
)
STEPS: st.SearchStrategy[JsonObject] = st.dictionaries(
    st.from_regex(r"[ !#-\[\]-~]{0,8}", fullmatch=True),
    st.recursive(
        st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXT,
        lambda inner: st.lists(inner, max_size=3),
        max_leaves=6,
    ),
    max_size=4,
)
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20)
NUMBERS = st.integers(1, 2**53 - 1)
HASHES = st.binary(min_size=32, max_size=32)


@st.composite
def statements(draw: st.DrawFn) -> Statement:
    version = draw(st.just(1) | NUMBERS)
    return Statement(
        ledger=draw(st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1)),
        stream=draw(st.from_regex(r"[a-z]{1,9}(/[a-z0-9][a-z0-9._-]{0,190})?", fullmatch=True)),
        id=str(draw(st.uuids())),
        version=version,
        previous=None if version == 1 else draw(HASHES).hex(),
        type=draw(st.from_regex(r"[A-Za-z][A-Za-z0-9_.-]{0,99}", fullmatch=True)),
        type_version=draw(NUMBERS),
        rules=draw(st.none() | NUMBERS),
        recorded_by=draw(WORDS),
        step=draw(STEPS),
    )


@pytest.fixture(scope="module")
def reader(postgres: str) -> Iterator[psycopg.Connection]:
    """A shell beside a ledger that all examples share: nothing is written."""
    with closing(PostgresLedgers(postgres)) as server:
        server.create()
        with psycopg.connect(postgres, autocommit=True) as connection:
            connection.execute(f"SET search_path = {server.schema}".encode())
            yield connection


Facts: TypeAlias = "tuple[str, str, int, bytes | None, str] | None"


def ours(data: bytes, ledger: str) -> Facts:
    """What we read in the bytes; None where we refuse them."""
    try:
        said = prepare(data)
    except RecordError:
        return None
    facts = (said.id, said.stream, said.version, said.previous, said.type)
    return facts if said.ledger == ledger else None


def theirs(shell: psycopg.Connection, data: bytes, ledger: str) -> Facts:
    """What the database reads in them."""
    try:
        row = shell.execute(
            "SELECT id, stream, version, previous, type FROM read_statement(%s, %s)", (data, ledger)
        ).fetchone()
    except psycopg.Error as error:
        assert error.sqlstate in ("PL001", "PL005"), error
        return None
    return row


@given(said=statements())
@settings(max_examples=200)
def test_the_database_reads_in_the_bytes_what_we_read(
    reader: psycopg.Connection, said: Statement
) -> None:
    data = encode_statement(said)
    assert theirs(reader, data, said.ledger) == ours(data, said.ledger) is not None


PIECES = [
    *(b'"', b"\\", b"\\\\", b'\\"', b"\\/", b"\\u0000", b"\\u000a", b"\\u000B", b"\\u0041"),
    *(b"\\ud800", b"\\ud83d\\ude00", b"\\u007f", b"\x00", b"\x01", b"\n", b" ", b"\t", b"\x7f"),
    *(b"\xff", b"\xc0\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xef\xbb\xbf", "é".encode()),
    *("\x80".encode(), "\ue000".encode(), b"0", b"-0", b"-1", b"00", b"1.0", b"1e3", b"NaN", b"+1"),
    *(b"9007199254740991", b"9007199254740992", b"-9007199254740992", b"12345678901234567"),
    *(b"null", b"true", b"TRUE", b"nul", b",", b",,", b":", b"{", b"}", b"[", b"]", b"{}", b"[]"),
    *(b'"a":1,', b'"a":1,"a":2,', b'"b":1,"a":2', b'"":0', b'"\\u0000":0', b'{"b":0,"a":0}'),
    *(b'},"stream":"talks/x"', b'"stop":1,', b'"v":1', b'"v":2', b'"step":{}', b'"rules":0'),
]


@st.composite
def mutilated(draw: st.DrawFn) -> tuple[bytes, str]:
    """A statement with pieces put in, taken out or moved, and the ledger that it was made for."""
    said = draw(statements())
    data = encode_statement(said)
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(data)))
        stop = min(len(data), start + draw(st.integers(0, 3)))
        piece = draw(st.sampled_from(PIECES) | st.binary(max_size=3) | st.just(data[start:stop]))
        data = data[:start] + piece + data[stop:]
    return data, said.ledger


@given(offered=mutilated())
@settings(max_examples=500)
def test_the_database_refuses_what_we_refuse_and_nothing_else(
    reader: psycopg.Connection, offered: tuple[bytes, str]
) -> None:
    assert theirs(reader, *offered) == ours(*offered)


def spelt(step: bytes) -> bytes:
    """A statement with this step, however it is spelt."""
    return FIRST.statement.replace(b'{"words":"step 1 of talks/haryana"}', step)


def nested(levels: int) -> bytes:
    return b'{"a":' * levels + b"0" + b"}" * levels


@pytest.mark.parametrize(
    "step",
    [
        b"{}",
        nested(DEPTH_MAX - 1),
        b'{"a":' + b"[" * (DEPTH_MAX - 2) + b"]" * (DEPTH_MAX - 2) + b"}",
        b'{"":0}',
        b'{"!":1,"A":1,"a":1,"{":1,"}":1,"~":1}',
        b'{"a":{"b":1},"b":[{"a":1},{"a":1}],"c":{"a":{"z":1},"b":1}}',
        b'{"a":"\\u0000\\b\\t\\n\\f\\r\\u000b\\u001f\\"\\\\/","b":"\x7f"}',
        '{"a":"\u2028\ue000\x80\U0010ffff"}'.encode(),
        b'{"a":[-9007199254740991,-1,0,9007199254740991,true,false,null]}',
        b'{"a":"},\\"stream\\":\\"talks/x\\"","b":":"}',
    ],
)
def test_a_step_in_its_one_spelling_is_taken(reader: psycopg.Connection, step: bytes) -> None:
    assert ours(spelt(step), LEDGER) is not None
    assert theirs(reader, spelt(step), LEDGER) == ours(spelt(step), LEDGER)


@pytest.mark.parametrize(
    "step",
    [
        nested(DEPTH_MAX),
        b'{"a":' + b"[" * 60_000 + b"]" * 60_000 + b"}",
        b'{"a":' * 10_000 + b"0" + b"}" * 10_000,
        b'{"a" : 1e3, "a":NaN, \xff\xfe}',  # which was recorded once, and stopped its ledger
        b'{"b":0,"a":0}',
        b'{"a":0,"a":0}',
        b'{"a":{"a":0,"a":0}}',
        b'{"a":[{},{"b":0,"a":0}]}',
        b'{"b":{"c":0},"a":0}',
        '{"é":0}'.encode(),
        b'{"\\"":0}',
        b'{"\\n":0}',
        b'{"\x7f":0}',
        b'{"a":"\\/"}',
        b'{"a":"\\u0008"}',
        b'{"a":"\\u001F"}',
        b'{"a":"\\ud800"}',
        b'{"a":"\xed\xa0\x80"}',
        b'{"a":"\n"}',
        b'{"a":"\x00"}',
        b'{"a":-0}',
        b'{"a":012}',
        b'{"a":90071992547409911}',  # which was recorded once, and stopped every reader
        b'{"a":-' + b"9" * 30 + b"}",
        b'{"a":[1,10000000000000000]}',
        b'{"a":01}',
        b'{"a":1.0}',
        b'{"a":1E3}',
        b'{"a":9007199254740992}',
        b'{"a":1,}',
        b'{"a":1}}',
        b'{"a":1]',
        b'{"a":[1}]',
        b'{"a":1 }',
        b"[]",
        b"null",
        b"1",
        b'"a"',
        b'{},"stop":{}',
        b'{"a":1},"step":{"a":1}',
        b"",
    ],
)
def test_a_step_that_would_not_read_back_is_refused(
    reader: psycopg.Connection, step: bytes
) -> None:
    assert ours(spelt(step), LEDGER) is None
    assert theirs(reader, spelt(step), LEDGER) is None


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b"null",
        FIRST.statement[:-1],
        FIRST.statement + b"}",
        FIRST.statement + b"\n",
        b" " + FIRST.statement,
        FIRST.statement.replace(b'"v":1', b'"v":2'),
        FIRST.statement.replace(b'"v":1', b'"v": 1'),
        FIRST.statement.replace(b"talks/haryana", b"Talks/haryana"),
        FIRST.statement.replace(b"talks/haryana", b"talks/"),
        FIRST.statement.replace(b'"version":1', b'"version":0'),
        FIRST.statement.replace(b'"version":1', b'"version":01'),
        FIRST.statement.replace(b'"version":1', b'"version":' + b"9" * 17),
        FIRST.statement.replace(b'"version":1', b'"version":"1"'),
        FIRST.statement.replace(FIRST.id.encode(), FIRST.id.upper().encode() + b"A"),
        FIRST.statement.replace(FIRST.id.encode(), b"0" * 36),
        FIRST.statement.replace(b'"previous":null', b'"previous":"ab"'),
        FIRST.statement.replace(b'"previous":null', b'"previous":NULL'),
        FIRST.statement.replace(b'"type":"step_reported"', b'"type":"1"'),
        FIRST.statement.replace(b"step_reported", "é".encode()),
        FIRST.statement.replace(b'"ledger":"test.example/talks"', b'"ledger":"another"'),
        b"\xff" * 300,
        b"\\" * 300,
    ],
)
def test_bytes_that_are_no_statement_of_this_ledger_are_refused(
    reader: psycopg.Connection, data: bytes
) -> None:
    with pytest.raises(psycopg.Error) as caught:
        reader.execute("SELECT * FROM append(%s, %s, %s)", ([data], [""], [1]))
    assert caught.value.sqlstate in ("PL001", "PL005")
    assert reader.execute("SELECT size FROM head").fetchone() == (0,)


THIRD = say("talks/haryana", 3, SECOND, id=3)


@pytest.mark.parametrize(
    ("said", "signatures", "groups"),
    [
        ([FIRST, SECOND], ["", ""], [2, 1]),  # groups fall
        ([FIRST, THIRD], ["", ""], [1, 1]),  # a version is left out
        ([SECOND, FIRST], ["", ""], [1, 1]),  # backwards
        ([FIRST, say("talks/goa", 1, None, id=1)], ["", ""], [1, 1]),  # one id twice
        ([FIRST, say("talks/haryana", 2, THIRD, id=9)], ["", ""], [1, 1]),  # another chain
        ([FIRST], ["no line feed"], [1]),
        ([FIRST], ["\n"], [1]),
        ([FIRST], ["a\n\n"], [1]),
        ([FIRST], ["a\tb\n"], [1]),
        ([FIRST], ["a\u2028b\n"], [1]),
        ([FIRST], ["a\n" * 2 + "\x7f\n"], [1]),
        ([FIRST], [], [1]),
        ([FIRST], [""], []),
        ([], [""], [1]),
        ([FIRST, SECOND], ["", None], [1, 1]),
        ([FIRST, SECOND], ["", ""], [1, None]),
    ],
)
def test_calls_that_contradict_themselves_are_refused(
    reader: psycopg.Connection,
    said: list[Prepared],
    signatures: list[str | None],
    groups: list[int | None],
) -> None:
    with pytest.raises(psycopg.Error) as caught:
        reader.execute(
            "SELECT * FROM append(%s::bytea[], %s::text[], %s::integer[])",
            ([one.statement for one in said], signatures, groups),
        )
    assert caught.value.sqlstate == "PL001"
    assert reader.execute("SELECT size FROM head").fetchone() == (0,)


@pytest.mark.parametrize(
    "call",
    [
        "('[0:1]={{{0},{1}}}'::bytea[], ARRAY['', ''], ARRAY[1, 1])",
        "(ARRAY['{0}', '{1}']::bytea[], '[0:1]={{\"\",\"\"}}'::text[], ARRAY[1, 1])",
        "(ARRAY['{0}', '{1}']::bytea[], ARRAY['', ''], '[2:3]={{1,1}}'::integer[])",
        "(ARRAY[ARRAY['{0}'], ARRAY['{1}']]::bytea[], ARRAY['', ''], ARRAY[1, 1])",
        "(ARRAY['{0}', '{1}']::bytea[], ARRAY[ARRAY[''], ARRAY['']], ARRAY[1, 1])",
        "(ARRAY['{0}', '{1}']::bytea[], ARRAY['', ''], ARRAY[ARRAY[1], ARRAY[1]])",
    ],
)
def test_arrays_that_do_not_count_from_one_are_refused(
    reader: psycopg.Connection, call: str
) -> None:
    given = [f"\\\\x{one.statement.hex()}" for one in (FIRST, SECOND)]
    if call.startswith("(ARRAY"):
        given = [each[1:] for each in given]
    with pytest.raises(psycopg.Error) as caught:
        reader.execute(f"SELECT * FROM append{call.format(*given)}".encode())
    assert caught.value.sqlstate == "PL001"
    assert "count from 1" in str(caught.value)
    assert reader.execute("SELECT size FROM head").fetchone() == (0,)


# Faults to plant in the function, each beside the test of the contract that catches it

FAULTS = [
    (
        "IF (_versions[_n], _previous[_n]) IS DISTINCT FROM (_version + 1, _hash) THEN",
        "IF _versions[_n] <> _version + 1 THEN",
        "test_previous_must_be_what_stands_there",
    ),
    (
        "IF (_versions[_n], _previous[_n]) IS DISTINCT FROM (_version + 1, _hash) THEN",
        "IF _versions[_n] <= _version THEN",
        "test_a_version_beyond_the_stream_is_refused",
    ),
    (
        "CONTINUE WHEN NOT _opens[_n];",
        "EXIT WHEN _n > _first;",
        "test_a_group_is_written_whole_or_not_at_all",
    ),
    (
        "IF _hash <> _hashes[_n] THEN",
        "IF false THEN",
        "test_the_same_id_with_another_statement_shows_both",
    ),
    (
        "_clash := _overlap;",
        "NULL;",
        "test_a_part_of_a_group_that_was_there_before_is_refused",
    ),
    (
        "positions := positions || _position;",
        "positions := positions || _position + 1;",
        "test_a_retry_gets_the_first_answer_again",
    ),
    (
        "recorded_at := greatest(recorded_at, _at);",
        "recorded_at := least(recorded_at, _at);",
        "test_a_retry_in_other_groups_is_still_a_retry",
    ),
    (
        "_time + 1);",
        "_time + 2);",
        "test_a_group_shares_one_time_and_the_next_is_later",
    ),
    (
        "IF octet_length(_data) > _record_bytes_max THEN",
        "IF octet_length(_data) >= _record_bytes_max THEN",
        "test_the_largest_record_fits",
    ),
    (
        "IF octet_length(_data) > _record_bytes_max THEN",
        "IF octet_length(statements[_n]) > _record_bytes_max THEN",
        "test_the_largest_record_fits",
    ),
    (
        "sha256('\\x00'::bytea || _data)",
        "sha256(_data)",
        "test_rows_carry_what_stands_in_the_bytes",
    ),
    (
        "%s\\n%s\\n', _size",
        "%s\\n\\n%s', _size",
        "test_what_was_appended_is_read_back_byte_for_byte",
    ),
    (
        "offered := _clash;",
        "offered := _first;",
        "test_a_part_of_a_group_that_was_there_before_is_refused",
    ),
]


@pytest.mark.parametrize(
    ("right", "wrong", "test"), FAULTS, ids=[f"{test}-{wrong}" for _, wrong, test in FAULTS]
)
def test_the_contract_catches(postgres: str, right: str, wrong: str, test: str) -> None:
    assert right in OBJECTS["append"]
    run = getattr(StoreContract(), test)
    with patch.dict(OBJECTS, append=OBJECTS["append"].replace(right, wrong)):
        with closing(PostgresLedgers(postgres)) as server:
            (outcome,) = server.create().append([group(FIRST)])  # with it, most things still work
            assert isinstance(outcome, Appended)
        with (
            closing(PostgresLedgers(postgres)) as server,
            pytest.raises((AssertionError, pytest.fail.Exception, RecordError)),
        ):
            run(server)
