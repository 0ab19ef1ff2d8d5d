"""What nobody said is no text: nothing to be seen, and what machines leave in its place."""

import pytest

from parley.negotiation.quantities import parse_quantity
from parley.negotiation.texts import is_blank, text_fault, words_fault

BLANK = [
    "",
    " ",
    "\t\n",
    "\u00a0",
    "\u3000",
    "\u200b",
    "\u200d\u200c",
    "\u2060",
    "\ufeff",
    "\u00ad",
]
BLANK += ["\u3164", "\u115f\u1160", "\u2800", "\ufe0f", "\u202e \u2069", "\u034f", "\U000e0020"]
SEEN = ["A", "Ö", "हि", "한", "e\u0301", "\u0301", "–", "0", "🙂", "\u0378", "\ue000", "A\u200b"]
DATES = [
    ("07-May", "5-7", "5..7"),
    ("May-07", "5-7", "5..7"),
    ("7-May", "5-7", "5..7"),
    ("05-Jul", "5-7", "5..7"),
    ("7/may", "5-7", "5..7"),
    ("07. Mai", "5-7", "5..7"),
    ("Mai 07", "5-7", "5..7"),
    ("7-mai.", "5-7", "5..7"),
    ("05-déc", "5-12", "5..12"),
    ("May-40", "5-40", "5..40"),
    ("05-May", "5-5", "5"),
]
ERRORS = ["#REF!", "#N/A", " #NAME? ", "#DIV/0!", "#BEZUG!", "#¡REF!", "Err:502", "########"]
NO_VALUES = ["NaN", "NULL", "n/a", "N/A", "<NA>", "nan", "None"]


@pytest.mark.parametrize("text", BLANK, ids=ascii)
def test_what_cannot_be_seen_is_blank(text: str) -> None:
    fault = text_fault(text)
    assert is_blank(text)
    assert fault is not None
    assert ("is empty" if text == "" else "nothing in it can be seen") in fault.reason


@pytest.mark.parametrize("text", SEEN, ids=ascii)
def test_every_script_and_sign_is_a_text(text: str) -> None:
    assert not is_blank(text)
    assert text_fault(text) is None
    assert words_fault(text) is None


@pytest.mark.parametrize("text", ["a\x1bb", "\x00", "a\rb", "\x85", "\ud800"], ids=ascii)
def test_control_characters_and_halves_of_characters_are_no_text(text: str) -> None:
    assert text_fault(text) is not None


@pytest.mark.parametrize(("cell", "typed", "meant"), DATES)
def test_a_date_that_a_spreadsheet_made_is_no_figure(cell: str, typed: str, meant: str) -> None:
    said = f"looks like a date that a spreadsheet made of {typed}; write {meant}"
    fault = words_fault(cell)
    assert fault is not None
    assert said in fault.reason
    with pytest.raises(ValueError, match=said):
        parse_quantity(cell)


@pytest.mark.parametrize("cell", [*ERRORS, *NO_VALUES])
def test_what_stands_for_no_value_is_no_text(cell: str) -> None:
    said = "spreadsheet's error value" if cell in ERRORS else "write where there is no value"
    fault = text_fault(cell)
    assert fault is not None
    assert said in fault.reason
    with pytest.raises(ValueError, match=r"text|value|figure"):
        parse_quantity(cell)


@pytest.mark.parametrize("cell", ["NA", "TRUE", "1E+05", "1.2e5"])
def test_what_is_a_name_elsewhere_is_no_figure(cell: str) -> None:
    assert text_fault(cell) is None
    assert words_fault(cell) is not None


@pytest.mark.parametrize(
    "text",
    [
        *(
            "single digit",
            "5 set",
            "10 out",
            "Nan",
            "Nil",
            "none",
            "May",
            "May 7, 2007",
            "7 in May",
        ),
        *("#JoinHands!", "# of seats", "N. A. Nil", "mar-a-lago", "Err: nothing", "13-Foo"),
    ],
)
def test_words_that_only_look_a_little_like_it_stay_words(text: str) -> None:
    assert words_fault(text) is None
