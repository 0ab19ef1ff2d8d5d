"""Documents: what hand-written files become, where each field stood, and everything refused."""

import json
import subprocess
import sys
import tracemalloc
import unicodedata
from typing import TypeAlias

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from parley.drafting.files.csv_trees import COLUMNS_MAX
from parley.drafting.files.documents import (
    DEPTH_MAX,
    INTEGER_MAX,
    LINE_BYTES_MAX,
    DocumentError,
    Format,
    Path,
    Plain,
    Row,
    read_documents,
)

FORMATS: tuple[Format, ...] = ("yaml", "jsonl", "json", "csv")
Objects: TypeAlias = list[dict[str, Plain]]


def rows(text: str | bytes, format: Format) -> list[Row]:
    data = text.encode() if isinstance(text, str) else text
    return read_documents(data, format, f"talks.{format}")


def values(text: str | bytes, format: Format) -> Objects:
    return [row.value for row in rows(text, format)]


def problems(text: str | bytes, format: Format) -> list[str]:
    with pytest.raises(DocumentError) as caught:
        rows(text, format)
    printed = [str(problem) for problem in caught.value.problems]
    assert str(caught.value) == "\n".join(printed)
    return printed


def only_problem(text: str | bytes, format: Format) -> str:
    found = problems(text, format)
    assert len(found) == 1, found
    return found[0]


# ---- the same document in four formats -----------------------------------------------------

OFFER = {
    "type": "OfferMade",
    "quantity": {"kind": "unquantified", "verbatim": "good small numbers"},
    "evidence": [{"speaker": "Deepak Babaria"}, {"speaker": "बाबरिया"}],
}
WRITTEN = {
    "yaml": """
type: OfferMade
quantity: {kind: unquantified, verbatim: good small numbers}
evidence:
  - speaker: Deepak Babaria
  - speaker: "बाबरिया"
""",
    "jsonl": json.dumps(OFFER) + "\n",
    "json": json.dumps([OFFER], indent=2),
    "csv": "type,quantity.kind,quantity.verbatim,evidence.0.speaker,evidence.1.speaker\n"
    "OfferMade,unquantified,good small numbers,Deepak Babaria,बाबरिया\n",
}


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("newline", [b"\n", b"\r\n"])
def test_one_document_is_the_same_in_every_format(
    format: Format, mark: bytes, newline: bytes
) -> None:
    data = mark + WRITTEN[format].encode().replace(b"\n", newline)
    assert values(data, format) == [OFFER]


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b"\n\n", b"\r\n\n"])
def test_an_empty_file_has_no_rows(format: Format, data: bytes) -> None:
    assert rows(data, format) == []


@pytest.mark.parametrize("format", FORMATS)
def test_texts_and_names_are_normalised_at_the_door(format: Format) -> None:
    decomposed = {
        "yaml": "\u0065\u0301: Gue\u0301rin",
        "jsonl": '{"e\u0301": "Gue\\u0301rin"}',
        "json": '{"e\\u0301": "Gue\u0301rin"}',
        "csv": "e\u0301\nGue\u0301rin",
    }[format]
    assert values(decomposed, format) == [{"é": "Guérin"}]


def test_only_csv_is_without_types() -> None:
    assert [row.typed for row in rows("a\n5\n", "csv")] == [False]
    assert [row.typed for row in rows('{"a": 5}', "jsonl")] == [True]


# ---- lines ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ((), 2),
        (("type",), 2),
        (("quantity",), 3),
        (("quantity", "kind"), 4),
        (("evidence",), 6),
        (("evidence", 0), 7),
        (("evidence", 0, "quote"), 8),
        (("evidence", 1), 11),
        (("evidence", 1, "side"), 12),
        (("evidence", 2), 6),
        (("evidence", 1, "speaker", "name"), 11),
        (("nowhere", 3), 2),
    ],
)
def test_a_yaml_row_knows_the_line_of_each_field(path: Path, line: int) -> None:
    text = """# the first offer
type: OfferMade
quantity:
  kind: exact
  value: 5
evidence:
  - speaker: Babaria
    quote: >
      Good small
      numbers
  - speaker: Chadha
    side: AAP
"""
    assert rows(text, "yaml")[0].where(path) == line


def test_listed_rows_and_later_documents_know_their_lines() -> None:
    text = "- a: 1\n- b:\n    - 2\n    - 3\n---\nc: 4\n"
    first, second, third = rows(text, "yaml")
    assert (first.line, first.where(("a",))) == (1, 1)
    assert (second.line, second.where(("b", 1))) == (2, 4)
    assert (third.line, third.where(("c",))) == (6, 6)


def test_a_json_row_knows_the_line_of_each_field() -> None:
    text = '\n[\n{"a": "x",\n"b": {"c":\n [1,\n 2]}},\n{"a": "{\\n,",\n "e\u0301": []}]'
    first, second = rows(text, "json")
    assert first.line == 3
    found = [first.where(path) for path in ((), ("a",), ("b",), ("b", "c"), ("b", "c", 1))]
    assert found == [3, 3, 4, 4, 6]
    assert [second.where(path) for path in ((), ("a",), ("é",))] == [7, 7, 8]


def test_a_jsonl_row_is_one_line_and_a_csv_row_starts_on_its_first() -> None:
    assert [row.where(("a",)) for row in rows('\n{"a":1}\n\n{"a":2}', "jsonl")] == [2, 4]
    text = 'a,b\n"two\nlines",1\n\n,\nx,2\n'
    assert [row.where(("b",)) for row in rows(text, "csv")] == [2, 6]


# ---- what YAML may say ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("2024-09-07", "2024-09-07"),
        ("2024-09-07T14:30:00Z", "2024-09-07T14:30:00Z"),
        ("2024-09-09T12:00/18:00", "2024-09-09T12:00/18:00"),
        ("../2024-09-07", "../2024-09-07"),
        ("2024-09", "2024-09"),
        ("12:30", "12:30"),
        ("12:30:45", "12:30:45"),
        ("no", "no"),
        ("Yes", "Yes"),
        ("off", "off"),
        ("True", "True"),
        ("NULL", "NULL"),
        ("5..7", "5..7"),
        ("23..", "23.."),
        ("..9", "..9"),
        ("190~", "190~"),
        ("007", "007"),
        ("1_000", "1_000"),
        ("0x1F", "0x1F"),
        ("0o17", "0o17"),
        ("+5", "+5"),
        ("1.2.3", "1.2.3"),
        ("=", "="),
        ("5", 5),
        ("0", 0),
        ("-5", -5),
        (str(INTEGER_MAX), INTEGER_MAX),
        (str(-INTEGER_MAX), -INTEGER_MAX),
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("'5'", "5"),
        ('"true"', "true"),
        ("''", ""),
        ("'5.5'", "5.5"),
        ("|\n  two\n  lines\n", "two\nlines\n"),
        ("[5, no, ~]", [5, "no", None]),
        ("{}", {}),
    ],
)
def test_a_yaml_value_is_what_is_plainly_meant(written: str, value: Plain) -> None:
    assert values(f"a: {written}", "yaml") == [{"a": value}]
    assert type(values(f"a: {written}", "yaml")[0]["a"]) is type(value)


@pytest.mark.parametrize("key", ["no", "5", "2024-09-07", "null", "true", "1.5", "1e3", "'<<'"])
def test_a_yaml_name_is_a_text_whatever_it_looks_like(key: str) -> None:
    assert values(f"{key}: x", "yaml") == [{key.strip("'"): "x"}]


@pytest.mark.parametrize("written", ["5.5", "5.", ".5", "-1.0", ".inf", "-.Inf", ".nan", "5.5e+3"])
def test_a_yaml_float_is_refused(written: str) -> None:
    found = only_problem(f"a: 1\nb: {written}", "yaml")
    assert found.startswith(f"talks.yaml:2:b: {written} is not a whole number; write")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: 1\nb: {a: 1, a: 2}", "2:b.a: the field stands twice in one object"),
        ("a: 1\nb: 2\na: {x: [1]}", "3:a: the field stands twice in one object"),
        ("'1': a\n1: b", "2:1: the field stands twice in one object"),
        ("e\u0301: 1\né: 2", "2:é: the field stands twice in one object"),
        ("a: &x 1", "1:a: anchors are not read; leave out &x"),
        ("a: &x {b: 1}", "1:a: anchors are not read; leave out &x"),
        ("&x a: 1", "1:a: anchors are not read; leave out &x"),
        ("&x {a: 1}", "1: anchors are not read; leave out &x"),
        ("a: *x", "1:a: aliases are not read; write out what *x stands for"),
        ("- *x", "1: aliases are not read; write out what *x stands for"),
        ("a: !!str 5", "1:a: tags are not read"),
        ("a: !!python/object/apply:os.system [x]", "1:a: tags are not read"),
        ("a: ! 5", "1:a: tags are not read"),
        ("a: !!binary aGk=", "1:a: tags are not read"),
        ("a: 1\n<<: {b: 1}", "2:'<<': merge keys are not read; write the fields out"),
        ("? [a]\n: 1", "1: a field's name must be a word"),
        ("? *x\n: 1", "1: a field's name must be a word"),
        ("'': 1", "1: a field has an empty name"),
        (f"a: {INTEGER_MAX + 1}", f"1:a: {INTEGER_MAX + 1} is beyond {INTEGER_MAX}"),
        (f"a: -{INTEGER_MAX + 1}", f"1:a: -{INTEGER_MAX + 1} is beyond {INTEGER_MAX}"),
        ("a: 1\nb: " + "9" * 9000, "2:b: " + "9" * 30 + "… (9000 characters) is beyond"),
        ("a: [1\nb: 2", "2: not YAML: expected ',' or ']', but got ':', at column 2"),
        ("a: b: c", "1: not YAML: mapping values are not allowed here, at column 5; put a text"),
        ("a:\n\tb: 1", "2: not YAML: found character '\\t' that cannot start any token"),
        ("a: 'x\n\n", "3: not YAML: found unexpected end of stream"),
        ("a: @x", "1: not YAML: found character '@' that cannot start any token"),
        ('a: "\\UFFFFFFFF"', "1: not YAML: "),
        ("%YAML 1." + "9" * 5000 + "\n---\na: 1", "1: not YAML: "),
        ("%YAML 3.0\n---\na: 1", "1: not YAML: found incompatible YAML document"),
        ("just words", "1: here an object of fields is due"),
        ("- 5", "1: here an object of fields is due"),
        ("- [a]", "1: here an object of fields is due"),
        ("a: \ufffe", "1: not YAML: "),
        ('a: "x\\u0007"', "1:a: holds the control character U+0007"),
        ('"\\e[31m": 1', "1:'\\x1b[31m': holds the control character U+001B"),
    ],
)
def test_what_yaml_must_not_say_is_refused(text: str, problem: str) -> None:
    assert only_problem(text, "yaml").startswith(f"talks.yaml:{problem}")


def test_an_unfinished_quote_names_the_line_it_began_on() -> None:
    assert "that began on line 2" in only_problem("a: 1\nb: 'x\nc: 2\n", "yaml")


def test_everything_wrong_in_a_yaml_file_is_named_at_once() -> None:
    text = "a: 5.5\nb: &x 1\nb: *x\n---\n- c: !t 1\n- d\n---\ne: 'f\n"
    assert [problem.partition(" ")[0] for problem in problems(text, "yaml")] == [
        "talks.yaml:1:a:",
        "talks.yaml:3:b:",
        "talks.yaml:5:c:",
        "talks.yaml:6:",
        "talks.yaml:9:",
    ]


# ---- what JSON may say ---------------------------------------------------------------------


@pytest.mark.parametrize("format", ["json", "jsonl"])
@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('{"a": 1, "a": 1}', "1:a: the field stands twice in one object"),
        ('{"b": [{"a": 1, "a": 1}]}', "1:b.0.a: the field stands twice in one object"),
        ('{"e\\u0301": 1, "é": 2}', "1:é: the field stands twice in one object"),
        ('{"a": 206.0}', "1:a: 206.0 is not a whole number"),
        ('{"a": 1e3}', "1:a: 1e3 is not a whole number"),
        ('{"a": -0.0}', "1:a: -0.0 is not a whole number"),
        ('{"a": NaN}', "1:a: NaN is not a whole number"),
        ('{"a": -Infinity}', "1:a: -Infinity is not a whole number"),
        (f'{{"a": {INTEGER_MAX + 1}}}', f"1:a: {INTEGER_MAX + 1} is beyond"),
        ('{"a": ' + "9" * 9000 + "}", "1:a: " + "9" * 30 + "… (9000 characters) is beyond"),
        ('{"a": "\\u0000"}', "1:a: holds the control character U+0000"),
        ('{"a": "\\r\\n"}', "1:a: holds the control character U+000D"),
        ('{"a": "\\u0085"}', "1:a: holds the control character U+0085"),
        ('{"a": "\\ud800"}', "1:a: holds half of a surrogate pair"),
        ('{"\\ud800": 1}', "1:'\\ud800': holds half of a surrogate pair"),
        ('{"": 1}', "1: a field has an empty name"),
        ('{"a": 1,}', "1: not JSON: "),
        ('{"a": 1} {"b": 2}', "1: not JSON: extra data, at column 10"),
        ("{'a': 1}", "1: not JSON: "),
        ('{"a": 01}', "1: not JSON: "),
        ('{"a": "\t"}', "1: not JSON: invalid control character"),
        ('{"a": 1', "1: not JSON: "),
        ('"words"', "1: here an object of fields is due"),
        ("null", "1: here an object of fields is due"),
    ],
)
def test_what_json_must_not_say_is_refused(format: Format, text: str, problem: str) -> None:
    assert only_problem(text, format).startswith(f"talks.{format}:{problem}")


@pytest.mark.parametrize("format", ["json", "jsonl"])
def test_json_keeps_what_is_exact(format: Format) -> None:
    text = '{"a": [9007199254740991, -5, 0, true, null, "\\ud83d\\ude00", "x\\n\\ty", {}]}'
    assert values(text, format) == [{"a": [INTEGER_MAX, -5, 0, True, None, "😀", "x\n\ty", {}]}]


def test_a_list_is_rows_in_json_and_no_row_in_jsonl() -> None:
    assert values('[{"a": 1}, {"a": 2}]', "json") == [{"a": 1}, {"a": 2}]
    assert only_problem('[{"a": 1}]', "jsonl") == "talks.jsonl:1: here an object of fields is due"


def test_json_problems_name_the_line_of_the_field() -> None:
    text = '[\n {"a": 1,\n  "b": {\n   "c": 1.5,\n   "c": 1}},\n 5,\n {"d": [1,\n 2, 3.0]}\n]'
    assert [problem.partition(" ")[0] for problem in problems(text, "json")] == [
        "talks.json:5:b.c:",
        "talks.json:6:",
        "talks.json:8:d.2:",
    ]
    assert only_problem('{\n"a":\n}', "json").startswith("talks.json:3: not JSON: expecting value")


def test_every_bad_line_of_jsonl_is_named_at_once() -> None:
    data = b'{"a": 1.5}\n\xff\n\n{"ok": 1}\n{"b": \n[]\n{"c": "\x00"}\n{"d": 1, "d": 2}\r\n'
    assert problems(data, "jsonl") == [
        "talks.jsonl:1:a: 1.5 is not a whole number; write a whole number, or a text in quotes",
        "talks.jsonl:2: not UTF-8: byte 11 of the file is 0xff; save it as UTF-8",
        "talks.jsonl:5: not JSON: expecting value, at column 7",
        "talks.jsonl:6: here an object of fields is due",
        "talks.jsonl:7: byte 41 of the file is the control character U+0000; "
        "only tab and line break may stand in a text",
        "talks.jsonl:8:d: the field stands twice in one object; leave one out",
    ]


# ---- what CSV may say ----------------------------------------------------------------------


def test_dotted_columns_build_objects_and_lists_and_empty_cells_are_absent() -> None:
    text = (
        "type,quantity.value,evidence.0.speaker,evidence.0.quote.verbatim,evidence.1.speaker\n"
        'OfferMade,5,Babaria,"Good, small ""numbers""",\n'
        "DemandMade,,,,\n"
        ",,,,\n"
        "\n"
        "MeetingHeld,,Chadha,,Babaria\n"
    )
    assert values(text, "csv") == [
        {
            "type": "OfferMade",
            "quantity": {"value": "5"},
            "evidence": [{"speaker": "Babaria", "quote": {"verbatim": 'Good, small "numbers"'}}],
        },
        {"type": "DemandMade"},
        {"type": "MeetingHeld", "evidence": [{"speaker": "Chadha"}, {"speaker": "Babaria"}]},
    ]


def test_a_cell_is_a_text_with_its_spaces_and_lines() -> None:
    assert values('a,b\r\n 5 ,"x\r\ny"\r\n', "csv") == [{"a": " 5 ", "b": "x\ny"}]


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("a;b\n1;2", ["the columns are not separated by commas; save the file with commas"]),
        ("a\tb\n1\t2", ["the columns are not separated by commas; save the file with commas"]),
        ("a,b,a\n", ["column 3, 'a', stands twice in the header"]),
        ("a,a.b\n", ["column 2, 'a.b', lies within another column, which holds a text"]),
        ("a.b,a\n", ["column 1, 'a.b', lies within another column, which holds a text"]),
        ("a.0,a.b\n", ["column 2, 'a.b', names a field where another column numbers the items"]),
        ("0,a\n", ["column 1, '0', starts with a number and not with a field"]),
        (
            "a,,a..b, c\n",
            [
                "column 2, '', has an empty name, or spaces around one",
                "column 3, 'a..b', has an empty name, or spaces around one",
                "column 4, ' c', has an empty name, or spaces around one",
            ],
        ),
        (
            ".".join("a" * (DEPTH_MAX + 1)),
            [f"column 1, '{'a.' * 15}… (65 characters)', is nested deeper than 32 levels"],
        ),
        (
            "a," * COLUMNS_MAX,
            [f"the header has {COLUMNS_MAX + 1} columns; at most {COLUMNS_MAX} are read"],
        ),
    ],
)
def test_a_header_that_can_be_read_in_two_ways_is_refused(text: str, reasons: list[str]) -> None:
    assert problems(text, "csv") == [f"talks.csv:1: {reason}" for reason in reasons]


def test_every_bad_row_of_csv_is_named_at_once() -> None:
    text = 'a,b.0,b.1,c\n1,2\n1,,2,3\n1,2,3,4,5\n1,2,3,4\n1,2,3,"x"y\n'
    assert problems(text, "csv") == [
        "talks.csv:2: the row has 2 cells and the header 4",
        "talks.csv:3:b: item 0 is empty and a later item is not",
        "talks.csv:4: the row has 5 cells and the header 4",
        "talks.csv:6: not CSV: ',' expected after '\"'",
    ]


def test_an_unfinished_cell_is_refused() -> None:
    assert only_problem('a\n"x\ny\n', "csv") == "talks.csv:2: not CSV: unexpected end of data"


def test_a_huge_item_number_makes_no_huge_list() -> None:
    assert values("a.99999999\nx\n", "csv") == [{"a": {"99999999": "x"}}]
    assert "item 0 is empty" in only_problem("a.9999\nx\n", "csv")


# ---- bytes that are no text ----------------------------------------------------------------


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"\xef\xbb\xbfa\n\nb\xc3(", "3: not UTF-8: byte 7 of the file is 0xc3; save it as UTF-8"),
        (b"\xff\xfea\x00", "1: bytes 0 and 1 of the file say that it is in UTF-16"),
        (b"\x7fELF\x02\x01\x01" + bytes(9), "1: this is no text: byte 7 of the file is"),
        (b"a\n\xed\xa0\x80", "2: not UTF-8: byte 2 of the file is 0xed"),
        (b"a\x00b", "1: byte 1 of the file is the control character U+0000"),
        (b"a\n\x1b[31m", "2: byte 2 of the file is the control character U+001B"),
        (b"a\rb", "1: byte 1 of the file is the control character U+000D"),
        (b"a\xc2\x85b", "1: byte 1 of the file is the control character U+0085"),
        (b"a\x7f", "1: byte 1 of the file is the control character U+007F"),
    ],
)
def test_bytes_that_are_no_text_are_refused_with_their_place(
    format: Format, data: bytes, problem: str
) -> None:
    found = [each for each in problems(data, format) if "byte" in each]
    assert len(found) == 1
    assert found[0].startswith(f"talks.{format}:{problem}")


@pytest.mark.parametrize("format", FORMATS)
def test_a_line_of_ten_megabytes_is_refused_without_a_copy(format: Format) -> None:
    data = b'{"a": "' + b"x" * 10_000_000 + b'"}'
    tracemalloc.start()
    try:
        found = only_problem(data, format)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert found == (
        f"talks.{format}:1: the line has {len(data)} bytes; at most {LINE_BYTES_MAX} are read"
    )
    assert peak < LINE_BYTES_MAX


def test_a_line_of_exactly_the_limit_is_read() -> None:
    line = b'{"a":"' + b"x" * (LINE_BYTES_MAX - 8) + b'"}'
    assert len(line) == LINE_BYTES_MAX
    assert len(rows(line + b"\n" + line, "jsonl")) == 2
    assert "bytes" in only_problem(b" " + line, "jsonl")


# ---- bombs ---------------------------------------------------------------------------------


def nested(levels: int) -> str:
    """Return a JSON object with so many objects and lists within each other."""
    return '{"a":' + "[" * (levels - 1) + "]" * (levels - 1) + "}"


@pytest.mark.parametrize("format", ["json", "jsonl", "yaml"])
def test_the_deepest_document_is_read_and_one_level_more_is_not(format: Format) -> None:
    assert len(rows(nested(DEPTH_MAX), format)) == 1
    assert f"nested deeper than {DEPTH_MAX} levels" in only_problem(nested(DEPTH_MAX + 1), format)
    if format != "jsonl":
        assert len(rows(f"[{nested(DEPTH_MAX)}]", format)) == 1
        assert "nested deeper" in only_problem(f"[{nested(DEPTH_MAX + 1)}]", format)


@pytest.mark.parametrize("format", ["json", "jsonl", "yaml"])
@pytest.mark.parametrize("levels", [500, 990, 100_000])
@pytest.mark.parametrize("opening", ["[", '{"a":', "[\n"])
def test_a_recursion_bomb_is_refused(format: Format, levels: int, opening: str) -> None:
    closing = "}" if "{" in opening else "]"
    for text in (opening * levels, opening * levels + "1" + closing * levels):
        found = problems(text, format)
        assert all("nested deeper" in each or "not JSON" in each for each in found[:1])


def test_a_bomb_of_aliases_is_refused_and_not_unfolded() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    found = problems("\n".join(lines), "yaml")
    assert found[0] == "talks.yaml:1:a0: anchors are not read; leave out &a0"
    assert len(found) == len(lines)


def test_block_yaml_of_a_hundred_thousand_levels_is_refused() -> None:
    assert "nested deeper" in only_problem("- " * 100_000, "yaml")


# ---- properties ----------------------------------------------------------------------------

texts = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"]), max_size=12)
names = texts.filter(bool)
plains: st.SearchStrategy[Plain] = st.recursive(
    st.none() | st.booleans() | st.integers(-INTEGER_MAX, INTEGER_MAX) | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=4),
    max_leaves=12,
)
objects = st.lists(st.dictionaries(names, plains, max_size=4), min_size=1, max_size=4)


def normal(value: Plain) -> Plain:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, list):
        return [normal(item) for item in value]
    if isinstance(value, dict):
        return {unicodedata.normalize("NFC", key): normal(item) for key, item in value.items()}
    return value


def size(value: Plain) -> int:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return len(inner) + sum(size(item) for item in inner)


class Plainly(yaml.SafeDumper):
    """Writes no aliases for lists that happen to be equal."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002  # the library's signature
        return True


@settings(max_examples=150, deadline=None)
@given(objects, st.none() | st.integers(0, 3))
def test_what_json_writes_is_read_back(made: Objects, indent: int | None) -> None:
    wanted = normal(list(made))
    if size(wanted) != size(list(made)):
        return  # two names became one
    assert values(json.dumps(made, indent=indent), "json") == wanted
    assert values(json.dumps(made, indent=indent, ensure_ascii=False), "json") == wanted
    assert values("\n".join(json.dumps(each) for each in made), "jsonl") == wanted


@settings(max_examples=150, deadline=None)
@given(objects, st.booleans())
def test_what_yaml_writes_is_read_back(made: Objects, flow: bool) -> None:
    wanted = normal(list(made))
    if size(wanted) != size(list(made)) or any("<<" in str(each) for each in made):
        return
    text = yaml.dump(made, Dumper=Plainly, default_flow_style=flow, width=10_000)
    assert values(text, "yaml") == wanted


def placed(value: Plain, path: Path, line: int) -> tuple[dict[Path, int], int]:
    """Return the line of each path in json.dumps(value, indent=1), and the last line."""
    found = {path: line}
    if not isinstance(value, dict | list) or not value:
        return found, line
    inner = value if isinstance(value, dict) else dict(enumerate(value))
    for key, item in inner.items():
        below, line = placed(item, (*path, key), line + 1)
        found |= below
    return found, line + 1


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(names, plains, min_size=1, max_size=4))
def test_every_field_of_json_stands_where_it_was_written(made: dict[str, Plain]) -> None:
    wanted = normal(made)
    if size(wanted) != size(made):
        return
    assert isinstance(wanted, dict)
    (row,) = rows(json.dumps(wanted, indent=1), "json")
    for path, line in placed(wanted, (), 1)[0].items():
        assert row.where(path) == line


pieces = st.sampled_from(
    [
        *(b'{"a": 1}', b"a: 1", b"- ", b"\n", b"---\n", b"&x ", b"*x", b"!t ", b"<<: ", b"'", b'"'),
        *(b"{", b"}", b"[", b"]", b",", b": ", b"? ", b"| ", b"\\u", b"\\ud800", b"1.5", b"\t"),
        *(b"\xff", b"\x00", b"\r", b"\r\n", b"\xef\xbb\xbf", b"%YAML ", b"#", b"0", b"a.0,a.1"),
    ]
)


@pytest.mark.parametrize("format", FORMATS)
@settings(max_examples=300, deadline=None)
@given(data=st.binary(max_size=60) | st.lists(pieces, max_size=14).map(b"".join))
@example(data=b"\xef\xbb\xbf\xef\xbb\xbf{}")
@example(data=b"\\")
def test_any_bytes_are_rows_or_a_document_error(format: Format, data: bytes) -> None:
    try:
        found = read_documents(data, format, "x")
    except DocumentError as error:
        assert error.problems
        last_line = data.count(b"\n") + data.count(b"\r") + 2
        for problem in error.problems:
            assert 1 <= problem.line <= last_line
            assert str(problem).isprintable()
    else:
        for row in found:
            json.dumps(row.value, allow_nan=False).encode()
            assert normal(row.value) == row.value


# ---- manners -------------------------------------------------------------------------------


def test_reading_documents_loads_neither_yaml_nor_the_rooms_below() -> None:
    code = (
        "import sys, parley.drafting.files.documents as documents\n"
        "documents.read_documents(b'{}', 'jsonl', 'x')\n"
        "heavy = {'yaml', 'csv', 'sqlalchemy', 'click'}\n"
        "heavy |= {'parley.negotiation.steps', 'parley.events.ledger'}\n"
        "print(*sorted(heavy & set(sys.modules)))\n"
        "documents.read_documents(b'a: 1', 'yaml', 'x')\n"
        "print(*sorted(heavy & set(sys.modules)))\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.splitlines() == ["", "yaml"]
