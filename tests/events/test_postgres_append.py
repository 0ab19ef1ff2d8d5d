"""The server's own append: it believes no column, and whoever asks again is told what became."""

from collections.abc import Iterator
from contextlib import closing
from unittest.mock import patch

import psycopg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.append import Appended
from events.canonical import JsonObject
from events.errors import RecordError
from events.sql.postgresql.objects import OBJECTS
from events.statement import Prepared, Statement, encode_statement, prepare
from tests.events.ledgers import HandClock, PostgresLedgers
from tests.events.saying import group, say, say_many
from tests.events.store_contract import StoreContract

CLOCK = HandClock()


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
    st.text(st.characters(codec="ascii", exclude_categories=["Cc"]), max_size=8),
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


@given(said=statements())
@settings(max_examples=200)
def test_the_database_reads_in_the_bytes_what_we_read(
    reader: psycopg.Connection, said: Statement
) -> None:
    data = encode_statement(said)
    ours = prepare(data)
    theirs = reader.execute(
        "SELECT id, stream, version, previous, type FROM read_statement(%s, %s)",
        (data, said.ledger),
    ).fetchone()
    assert theirs == (ours.id, ours.stream, ours.version, ours.previous, ours.type)


FIRST, SECOND = say_many("talks/haryana", 2, first_id=1)


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
        reader.execute("SELECT * FROM append(%s, %s, %s, true)", ([data], [""], [1]))
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
            "SELECT * FROM append(%s::bytea[], %s::text[], %s::integer[], true)",
            ([one.statement for one in said], signatures, groups),
        )
    assert caught.value.sqlstate == "PL001"
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
        "_time := greatest(_clock, _time + 1);",
        "_time := greatest(_clock, _time + 2);",
        "test_a_group_shares_one_time_and_the_next_is_later",
    ),
    (
        "IF _clock <= _time - _clock_behind_max THEN",
        "IF _clock < _time - _clock_behind_max THEN",
        "test_a_clock_a_minute_behind_is_refused_and_shown",
    ),
    (
        "AND NOT clock_confirmed THEN",
        "AND false THEN",
        "test_a_clock_far_ahead_must_be_confirmed",
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
