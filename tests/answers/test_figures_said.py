"""Dates and figures as people read them: no more exact than they were given."""

import pytest

from parley.answers.words.moments import moment_said, since_said, until_said
from parley.answers.words.quantities import quantity_said
from parley.negotiation.quantities import Quantity, parse_quantity, parse_reading


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2024-09-07", "7 Sep 2024"),
        ("2024-09-07T14:30+05:30", "7 Sep 2024 14:30 +05:30"),
        ("2024-09-07T14:30Z", "7 Sep 2024 14:30 UTC"),
        ("2024-09-07T14:30", "7 Sep 2024 14:30"),
        ("2024-09-07T14", "7 Sep 2024 14h"),
        ("../2024-09-03", "by 3 Sep 2024"),
        ("/2024-09-03", "by 3 Sep 2024, start unknown"),
        ("2024-09-03/..", "from 3 Sep 2024"),
        ("2024-09-03/", "from 3 Sep 2024, end unknown"),
        ("2024-09-09T16:00~", "about 9 Sep 2024 16:00"),
        ("2024-09-09?", "perhaps 9 Sep 2024"),
        ("../2024-09-09%", "by perhaps about 9 Sep 2024"),
        ("2024-09", "Sep 2024"),
        ("2024", "2024"),
        ("2024-21", "spring 2024"),
        ("2024-24~", "about winter 2024–2025"),
        ("199X", "some year from 1990 to 1999"),
        ("-001X", "some year from 20 BC to 11 BC"),
        ("1999-XX", "some month of 1999"),
        ("1999-12-XX", "some day of Dec 1999"),
        ("1999-XX-XX", "some day of 1999"),
        ("0476-09-04", "4 Sep AD 476"),
        ("0000", "1 BC"),
        ("-0043-03-15", "15 Mar 44 BC"),
        ("Y12345", "12345"),
        ("2024-09-09T12:00/18:00", "between 9 Sep 2024 12:00 and 18:00"),
        ("2024-09-09T12:00+05:30/18:00", "between 9 Sep 2024 12:00 and 18:00 +05:30"),
        ("2024-09-09T12:00~/18:00~", "between about 9 Sep 2024 12:00 and about 18:00"),
        ("2024-09-09/2024-09-09T18:00", "between 9 Sep 2024 and 9 Sep 2024 18:00"),
        ("2024-09-07/2024-09-09", "between 7 Sep 2024 and 9 Sep 2024"),
    ],
)
def test_a_moment_is_told_in_short_english(text: str, words: str) -> None:
    assert moment_said(text) == words


@pytest.mark.parametrize(
    ("typed", "said", "said_of_ninety"),
    [
        ("5", "5", "5 (of 90)"),
        ("5..7", "5–7", "5–7 (of 90)"),
        ("23..", "at least 23", "at least 23 (of 90)"),
        ("..9", "at most 9", "at most 9 (of 90)"),
        ("190~", "about 190", "about 190 (of 90)"),
        ("5 seats of 80", "5 seats (of 80)", "5 seats (of 80)"),
        ("good small numbers", "“good small numbers”", "“good small numbers” (of 90)"),
    ],
)
def test_a_quantity_is_told_in_short_english(typed: str, said: str, said_of_ninety: str) -> None:
    quantity = parse_quantity(typed)
    assert quantity_said(quantity) == said
    assert quantity_said(quantity, of=90) == said_of_ninety


def test_words_beside_a_figure_and_our_reading_of_words_are_told() -> None:
    figure = Quantity(kind="range", low=1, high=9, verbatim="a small number")
    reading = Quantity(kind="unquantified", verbatim="single digit", reads_as=parse_reading("1..9"))
    assert quantity_said(figure) == "1–9 (“a small number”)"
    assert quantity_said(reading) == "“single digit” (we read 1–9)"
    assert quantity_said(reading, of=90) == "“single digit” (we read 1–9, of 90)"


def test_the_last_moment_of_an_open_interval_is_one_until_and_one_before() -> None:
    assert since_said("../2024-09-06") == "6 Sep 2024 or before"
    assert until_said("../2024-09-06") == until_said("2024-09-06") == "6 Sep 2024"
    assert since_said("2024-09-03/..") == "from 3 Sep 2024"
