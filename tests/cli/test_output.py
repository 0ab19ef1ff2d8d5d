"""An answer says the same in every format, and no cell breaks out of its place."""

import csv
import io
import json
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct

from parley.answers.failing import Failure, Kind
from parley.answers.forms import (
    FORMATS,
    Card,
    Column,
    Columns,
    Format,
    Layout,
    Listing,
    Written,
    encode_answer,
    plain_text,
    value_at,
)
from parley.cli.console import Console
from parley.cli.output import draw_answer

CELLS = st.text(st.characters(exclude_categories=["Cs"]))

OFFERS: Listing[dict[str, object]] = Listing(
    {"position": 12, "as_of": None},
    [
        {"version": 4, "by": "INC", "quantity": {"verbatim": "good small numbers"}, "open": True},
        {"version": 17, "by": "AAP", "quantity": {"verbatim": "at least 10\tseats"}, "open": None},
    ],
    [
        Column("version", "step"),
        Column("by", "by"),
        Column("quantity.verbatim", "words"),
        Column("open", "open", extra=True),
    ],
)
STATUS: Card[dict[str, object]] = Card(
    {"negotiation": "haryana-2024", "state": None, "flags": ["late", "quiet"]},
    [Column("negotiation", "negotiation"), Column("state", "state"), Column("flags", "flags")],
)


def write(answer: Written, name: Format | None, *columns: str) -> str:
    return encode_answer(answer, Layout(format=name, columns=columns))


def one_cell(text: object) -> Listing[dict[str, object]]:
    return two_cells([(text, "next")])


def two_cells(rows: Sequence[tuple[object, object]]) -> Listing[dict[str, object]]:
    columns: Columns[object] = [Column("a", "a"), Column("b", "b")]
    return Listing({}, [{"a": a, "b": b} for a, b in rows], columns)


def test_a_listing_in_json_has_its_facts_and_its_items() -> None:
    value = json.loads(write(OFFERS, "json"))
    assert list(value) == ["position", "as_of", "items"]
    assert value["items"] == list(OFFERS.items)


def test_a_card_in_json_is_the_object_in_its_own_order() -> None:
    value = json.loads(write(STATUS, "json"))
    assert value == STATUS.value
    assert list(value) == ["negotiation", "state", "flags"]


def test_jsonl_has_one_line_for_each_item() -> None:
    lines = write(OFFERS, "jsonl").splitlines()
    assert [json.loads(line) for line in lines] == list(OFFERS.items)
    assert json.loads(write(STATUS, "jsonl")) == STATUS.value


def test_a_pipe_gets_the_keys_and_then_one_line_for_each_item() -> None:
    assert write(OFFERS, None) == (
        "version\tby\tquantity.verbatim\n4\tINC\tgood small numbers\n17\tAAP\tat least 10\\tseats\n"
    )


def test_a_card_in_a_pipe_is_a_line_for_each_column() -> None:
    assert write(STATUS, None) == "negotiation\tharyana-2024\nstate\t\nflags\tlate, quiet\n"


def test_csv_has_the_extra_columns_too() -> None:
    assert write(OFFERS, "csv").splitlines()[:2] == [
        "version,by,quantity.verbatim,open",
        "4,INC,good small numbers,yes",
    ]


def test_markdown_is_a_table() -> None:
    assert write(STATUS, "md") == (
        "|  |  |\n| --- | --- |\n| negotiation | haryana-2024 |\n| state |  |\n"
        "| flags | late, quiet |\n"
    )


def test_the_drawn_table_has_titles_and_numbers_to_the_right(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Console().draw(draw_answer(OFFERS, Layout()))
    assert capsys.readouterr().out == (
        "step  by   words\n   4  INC  good small numbers\n  17  AAP  at least 10 seats\n"
    )


def test_the_drawn_card_has_titles_on_the_left(capsys: pytest.CaptureFixture[str]) -> None:
    Console().draw(draw_answer(STATUS, Layout()))
    assert capsys.readouterr().out == (
        "negotiation  haryana-2024\nstate\nflags        late, quiet\n"
    )


def test_a_drawn_cell_is_text_and_not_markup(capsys: pytest.CaptureFixture[str]) -> None:
    Console().draw(draw_answer(one_cell("[red]:smile:[/] \x1b[31m"), Layout()))
    assert "[red]:smile:[/] \\x1b[31m" in capsys.readouterr().out


def test_a_pipe_never_wraps(capsys: pytest.CaptureFixture[str]) -> None:
    long = "seats " * 200
    Console().draw(draw_answer(one_cell(long), Layout()))
    assert len(capsys.readouterr().out.splitlines()) == 2


@pytest.mark.parametrize("name", [None, *FORMATS])
def test_columns_choose_and_order(name: Format | None) -> None:
    if name == "table":
        titles = [column.header for column in draw_answer(OFFERS, Layout(None, ("by",))).columns]
        assert [str(title) for title in titles] == ["by"]
        return
    text = write(OFFERS, name, "by", "version")
    assert "good small numbers" not in text
    assert text.index("INC") < text.index("4")


def test_json_with_columns_has_only_these() -> None:
    value = json.loads(write(OFFERS, "json", "quantity.verbatim"))
    assert value["items"][0] == {"quantity.verbatim": "good small numbers"}
    assert value["position"] == 12


def test_a_column_that_is_not_there_is_a_usage_error() -> None:
    with pytest.raises(Failure, match="“versoin”") as caught:
        write(OFFERS, "csv", "versoin")
    assert caught.value.kind is Kind.USAGE
    assert caught.value.hint == "did you mean “version”?"


@given(st.lists(st.tuples(CELLS, CELLS)))
def test_a_line_in_a_pipe_is_an_item_whatever_its_cells_hold(rows: list[tuple[str, str]]) -> None:
    answer = two_cells(rows)
    lines = write(answer, None).removesuffix("\n").split("\n")
    assert len(lines) == len(rows) + 1
    assert all(line.count("\t") == 1 for line in lines)
    # splitlines knows more line breaks than \n; none of them may be left either.
    assert len(write(answer, None).splitlines()) == len(rows) + 1


@given(st.lists(st.tuples(CELLS, st.integers()), min_size=1))
def test_a_spreadsheet_reads_back_what_was_written(rows: list[tuple[str, int]]) -> None:
    answer = two_cells(rows)
    header, *back = csv.reader(io.StringIO(write(answer, "csv"), newline=""), strict=True)
    assert header == ["a", "b"]
    assert [
        (a.removeprefix("'") if a[1:2] in ("=", *"+-@\t\r") else a, int(b)) for a, b in back
    ] == [(a.removeprefix("'") if a[1:2] in ("=", *"+-@\t\r") else a, b) for a, b in rows]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-2 seats", "@SUM(A1)", "\t=1", "\r=1", "＝1+1"])
def test_a_formula_is_disarmed_in_a_spreadsheet_and_nowhere_else(text: str) -> None:
    answer = one_cell(text)
    assert write(answer, None).splitlines()[1].startswith("'")
    [[cell, _]] = list(csv.reader(io.StringIO(write(answer, "csv"), newline="")))[1:]
    assert cell == f"'{text}"
    assert json.loads(write(answer, "json"))["items"][0]["a"] == text


def test_a_negative_number_is_a_number_in_a_spreadsheet() -> None:
    assert write(one_cell(-3), "csv").splitlines()[1] == "-3,next"
    assert write(one_cell(-3), None).splitlines()[1] == "-3\tnext"


def test_an_only_empty_cell_is_still_a_row_of_a_spreadsheet() -> None:
    answer = Listing[object]({}, [{"a": None}], [Column("a", "a")])
    assert list(csv.reader(io.StringIO(write(answer, "csv")))) == [["a"], [""]]


@given(CELLS)
def test_a_row_of_a_document_is_one_line_with_the_same_cells(text: str) -> None:
    lines = write(one_cell(text), "md").removesuffix("\n").split("\n")
    assert len(lines) == 3
    unescaped = lines[2].replace("\\\\", "").replace("\\|", "")
    assert unescaped.count("|") == 3


def test_markup_in_a_document_is_shown_and_not_obeyed() -> None:
    row = write(one_cell("<b>*x*</b> [a](b) `c`\nnew"), "md").splitlines()[2]
    assert row == r"| \<b\>\*x\*\</b\> \[a\](b) \`c\`<br>new | next |"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "yes"),
        (False, "no"),
        (5, "5"),
        ("words", "words"),
        (["a", 2], "a, 2"),
        ({"a": 1}, '{"a":1}'),
    ],
)
def test_a_value_has_a_plain_text(value: object, text: str) -> None:
    assert plain_text(value) == text


def test_a_dotted_key_ends_where_the_object_ends() -> None:
    assert value_at({"a": {"b": 1}}, "a.b") == 1
    assert value_at({"a": None}, "a.b") is None
    assert value_at({}, "a.b.c") is None


class _Offer(Struct):
    version: int


def test_a_key_that_an_item_does_not_have_is_no_empty_cell() -> None:
    with pytest.raises(AttributeError, match="versoin"):
        value_at(_Offer(4), "versoin")
