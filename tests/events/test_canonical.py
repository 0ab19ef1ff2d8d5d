"""One spelling only: against the reference implementation, published vectors and known traps."""

import json

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from parley.events.canonical import (
    DEPTH_MAX,
    INTEGER_LIMIT,
    JsonValue,
    check_plain_keys,
    decode,
    encode,
)
from parley.events.errors import NotCanonical
from tests.events.published import published

text = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
ascii_text = st.text(st.characters(max_codepoint=0x7F), max_size=10)
integers = st.integers(1 - INTEGER_LIMIT, INTEGER_LIMIT - 1)
values: st.SearchStrategy[JsonValue] = st.recursive(
    st.none() | st.booleans() | integers | text,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(ascii_text, inner, max_size=4),
    max_leaves=20,
)


@given(values)
def test_the_bytes_are_those_of_rfc_8785(value: JsonValue) -> None:
    assert encode(value) == rfc8785.dumps(value)


@given(values)
def test_what_is_encoded_is_decoded(value: JsonValue) -> None:
    assert decode(encode(value)) == value


@given(values)
def test_other_spellings_of_a_value_become_the_same_bytes(value: JsonValue) -> None:
    for spelling in (json.dumps(value), json.dumps(value, indent=1, ensure_ascii=False)):
        assert encode(decode(spelling.encode())) == encode(value)


@pytest.mark.parametrize(
    ("value", "data"),
    [
        ({}, b"{}"),
        ({"b": 1, "a": [None, True, False]}, b'{"a":[null,true,false],"b":1}'),
        ({"a": {"Z": 1, "a": 2, "A": 3, "_": 4}}, b'{"a":{"A":3,"Z":1,"_":4,"a":2}}'),
        ({"": 0, "10": 1, "1": 2, "\n": 3}, b'{"":0,"\\n":3,"1":2,"10":1}'),
        ('\b\t\n\f\r\x00\x1f\x7f"\\/', b'"\\b\\t\\n\\f\\r\\u0000\\u001f\x7f\\"\\\\/"'),
        ("é\u2028🙂", '"é\u2028🙂"'.encode()),
        ("A\u030a", '"A\u030a"'.encode()),  # not normalised: two spellings of Å are two texts
        ([-1, 0, INTEGER_LIMIT - 1], b"[-1,0,9007199254740991]"),
    ],
)
def test_known_values_have_known_bytes(value: JsonValue, data: bytes) -> None:
    assert encode(value) == data
    assert decode(data) == value


@pytest.mark.parametrize(
    ("value", "where"),
    [
        (1.5, "$"),
        ({"a": [0, {"b": 1.0}]}, "$.a[1].b"),
        ([INTEGER_LIMIT], "$[0]"),
        (-INTEGER_LIMIT, "$"),
        (-INTEGER_LIMIT - 1, "$"),
        (INTEGER_LIMIT + 1, "$"),
        ({"é": 1}, "$"),
        ({1: "a"}, "$"),
        ({"a": "\ud800"}, "$.a"),
        ({"a": b"bytes"}, "$.a"),
        ({"a": {1, 2}}, "$.a"),
        (float("nan"), "$"),
    ],
)
def test_what_has_no_canonical_bytes_is_refused_with_its_place(value: object, where: str) -> None:
    with pytest.raises(NotCanonical) as caught:
        encode(value)  # type: ignore[arg-type]  # that is the point
    assert caught.value.where == where
    assert where in str(caught.value)


@pytest.mark.parametrize(
    ("data", "reason", "where"),
    [
        (b'{"a":1,"a":2}', "twice", "$"),
        (b'{"x":[{"a":1,"b":2,"a":1}]}', "'a' twice", "$.x[0]"),
        (b'{"a":1,"b":2,"b":2}', "'b' twice", "$"),
        (b'{"a":1.5}', "1.5", "$.a"),
        (b"[1e3]", "1e3", "$[0]"),
        (b"[206.0]", "206.0", "$[0]"),
        (b"[NaN]", "NaN", "$[0]"),
        (b"[-Infinity]", "-Infinity", "$[0]"),
        (b"9007199254740992", "2**53", "$"),
        (b"-9007199254740992", "2**53", "$"),
        (b"[" + b"1" * 5000 + b"]", "2**53", "$[0]"),
        (b'"\\ud800"', "surrogate", "$"),
        ('{"é":1}'.encode(), "ASCII", "$"),
        (b'"\xff"', "UTF-8", "byte 1"),
        (b"\xef\xbb\xbf{}", "malformed", "byte 0"),
        (b"", "malformed", "byte 0"),
        (b"{} {}", "malformed", "byte 3"),
        ('["é", }'.encode(), "malformed", "byte 7"),
        (b"{'a':1}", "malformed", "byte 1"),
        (b'{"a":1,}', "malformed", "byte 7"),
        (b'"a\nb"', "malformed", "byte 2"),
        (b"01", "malformed", "byte 1"),
        (b"[" * (DEPTH_MAX + 1) + b"]" * (DEPTH_MAX + 1), "levels", "$[0]"),
        (b'{"a":' * (DEPTH_MAX + 1) + b"0" + b"}" * (DEPTH_MAX + 1), "levels", "$.a"),
        (b'{"a":' * 100_000, "levels", "$"),
    ],
)
def test_ambiguous_bytes_are_refused_with_their_place(data: bytes, reason: str, where: str) -> None:
    with pytest.raises(NotCanonical) as caught:
        decode(data)
    assert reason in caught.value.reason
    assert caught.value.where == where


@pytest.mark.parametrize(
    ("opening", "inside", "closing"), [(b"[", b"", b"]"), (b'{"a":', b"0", b"}")]
)
def test_as_many_levels_as_allowed_pass(opening: bytes, inside: bytes, closing: bytes) -> None:
    data = opening * 64 + inside + closing * 64
    assert encode(decode(data)) == data
    with pytest.raises(NotCanonical, match="64 levels"):
        decode(opening + data + closing)


def test_an_object_may_have_many_keys() -> None:
    value: JsonValue = {f"{number:03}": number for number in range(300)}
    assert decode(encode(value)) == value


@pytest.mark.parametrize("key", ['"', "\\", "\n", "\x7f", "a\tb"])
def test_a_key_that_has_to_be_escaped_is_no_plain_one(key: str) -> None:
    cases: list[tuple[JsonValue, str]] = [
        ({key: 1}, "$"),
        ({"a": [0, {"b": {key: 1}}]}, "$.a[1].b"),
    ]
    for value, where in cases:
        with pytest.raises(NotCanonical, match="plain ASCII") as caught:
            check_plain_keys(value)
        assert caught.value.where == where


def test_plain_keys_are_all_others_that_ascii_prints() -> None:
    plain = "".join(chr(code) for code in range(0x20, 0x7F) if chr(code) not in '"\\')
    check_plain_keys({plain: [""]})
    check_plain_keys([{"a": {"": '"'}}, "\n", 1])


@given(st.binary(max_size=60))
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    try:
        value = decode(data)
    except NotCanonical:
        return
    assert decode(encode(value)) == value


# Four of the published vectors hold what the ledger refuses.
REFUSED = {
    "french.json": "ASCII",
    "structures.json": "fraction",
    "values.json": "fraction",
    "weird.json": "ASCII",
}


def test_the_published_vectors_agree_or_are_refused() -> None:
    folder = published("jcs")
    names = sorted(path.name for path in (folder / "input").iterdir())
    assert len(names) == 6
    for name in names:
        data = (folder / "input" / name).read_bytes()
        if name in REFUSED:
            with pytest.raises(NotCanonical, match=REFUSED[name]):
                decode(data)
        else:
            assert encode(decode(data)) == (folder / "output" / name).read_bytes()
