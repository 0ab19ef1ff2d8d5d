"""A date in a form that is not ours: every reading of it is offered in ours, and none is taken but
of a month in letters with its year, which has one."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.negotiation.foreign_dates import clear_form, hint_for
from parley.negotiation.moments import MomentError, parse_moment, resolve

TODAY = date(2024, 9, 10)
NOW = 1_725_960_600_000_000
"""10 September 2024, 15:00 in Kolkata."""
KOLKATA = "Asia/Kolkata"
DAYS = st.dates(date(2000, 1, 1), date(2050, 12, 31))


def written(hint: str) -> list[str]:
    """Return the forms that a hint offers."""
    first, *others = hint.removeprefix("write ").split(", or ")
    return [each.split(" for ")[0] for each in (first, *others)]


@pytest.mark.parametrize(
    ("typed", "forms"),
    [
        ("1/11/2026", ["2026-11-01", "2026-01-11"]),
        ("07.09.2024", ["2024-09-07", "2024-07-09"]),
        ("07 09 2024", ["2024-09-07", "2024-07-09"]),
        ("07.09.24", ["2024-09-07", "2024-07-09"]),
        ("13/09/2024", ["2024-09-13"]),
        ("7/7/2024", ["2024-07-07"]),
        ("2024/09/07", ["2024-09-07"]),
        ("2024-9-7", ["2024-09-07"]),
        ("20240907", ["2024-09-07"]),
        ("2024/9", ["2024-09"]),
        ("09/2024", ["2024-09"]),
        ("2024/25", ["2024/2025"]),
        ("7/9", ["2024-09-07", "2024-07-09"]),
        ("7 Sep 2024", ["2024-09-07"]),
        ("7th of September, 2024", ["2024-09-07"]),
        ("Sept. 7, 2024", ["2024-09-07"]),
        ("Saturday, 7 September 2024", ["2024-09-07"]),
        ("Sept 7", ["2024-09-07", "2023-09-07"]),
        ("7 Dec", ["2023-12-07", "2022-12-07"]),
        ("Sep 2024", ["2024-09"]),
        ("mid-September", ["2024-09", "2023-09"]),
        ("spring 2024", ["2024-25", "2024-29"]),
        ("14 Oct 25", ["2025-10-14", "2014-10-25"]),
        ("24-10-14", ["2014-10-24", "2024-10-14"]),
        ("31-12-24", ["2024-12-31"]),
        ("14/Oct/2024", ["2024-10-14"]),
        ("14.Oct.2024", ["2024-10-14"]),
        ("5-7 Sep 2024", ["2024-09-05/2024-09-07"]),
        ("2024-09-05 to 2024-09-07", ["2024-09-05/2024-09-07"]),
        ("between 5 Sep 2024 and 7 Sep 2024", ["2024-09-05/2024-09-07"]),
        ("by 7 Sep 2024", ["../2024-09-07"]),
        ("by friday", ["../friday"]),
        ("since 2024-09-03", ["2024-09-03/.."]),
        ("around 7 Sep 2024", ["2024-09-07~"]),
        ("~7 Sep 2024", ["2024-09-07~"]),
        ("perhaps 2024-09", ["2024-09?"]),
        ("2pm", ["2024-09-10T14"]),
        ("9.30 am", ["2024-09-10T09:30"]),
        ("noon", ["2024-09-10T12:00"]),
        ("12am", ["2024-09-10T00"]),
        ("2024-09-07 2pm", ["2024-09-07T14"]),
        ("7 Sep 2024 at 14:30", ["2024-09-07T14:30"]),
        ("yesterday 2pm", ["2024-09-09T14"]),
        ("now", ["2024-09-10"]),
        ("2 days ago", ["2024-09-08"]),
        ("a week ago", ["2024-09-02/2024-09-08"]),
        ("last week", ["2024-09-02/2024-09-08"]),
        ("last month", ["2024-08"]),
        ("last year", ["2023"]),
        ("last friday", ["2024-09-06", "2024-08-30"]),
        ("next friday", ["2024-09-13", "2024-09-20"]),
    ],
)
def test_each_reading_of_a_foreign_form_is_written_out(typed: str, forms: list[str]) -> None:
    assert written(hint_for(typed, TODAY)) == forms
    if clear_form(typed) is not None:
        assert [resolve(typed, NOW, KOLKATA).text] == forms
        return
    with pytest.raises(MomentError) as caught:
        resolve(typed, NOW, KOLKATA)
    assert caught.value.hint == hint_for(typed, TODAY)
    for form in forms:
        assert resolve(form, NOW, KOLKATA).text.startswith((form[:4], "../2024"))


@pytest.mark.parametrize(
    "typed", ["31/04/2024", "13/13/2024", "25pm", "14:70", "v4", "@12", "² Sep 2024"]
)
def test_what_could_be_no_date_gets_no_form(typed: str) -> None:
    assert hint_for(typed, TODAY) == ""


@pytest.mark.parametrize("typed", ["7 Sep", "7/9", "last week", "2 days ago", "2pm", "Sep"])
def test_what_only_today_could_tell_is_not_written_out_without_it(typed: str) -> None:
    assert hint_for(typed) == ""


@given(DAYS, st.sampled_from(["%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%m-%d-%Y", "%d %m %y"]))
def test_a_day_in_numbers_is_among_its_readings_and_each_has_the_same_numbers(
    day: date, form: str
) -> None:
    forms = written(hint_for(day.strftime(form)))
    assert day.isoformat() in forms
    assert len(forms) == (2 if day.day <= 12 and day.day != day.month else 1)
    for each in forms:
        parse_moment(each)
        assert sorted(map(int, each.split("-"))) == sorted((day.year, day.month, day.day))


@given(DAYS, st.sampled_from(["%d %B %Y", "%b %d, %Y", "%d-%b-%Y", "%A, %B %d %Y"]))
def test_a_day_with_its_months_name_has_one_reading(day: date, form: str) -> None:
    assert hint_for(day.strftime(form)) == f"write {day.isoformat()}"
    assert resolve(day.strftime(form), NOW, KOLKATA).text == day.isoformat()


@pytest.mark.parametrize(
    "typed", ["07/09/2024", "7 Sep", "14 Oct 25", "spring 2024", "Friday, 7 September 2024", "fri"]
)
def test_what_is_not_clear_is_not_read(typed: str) -> None:
    assert clear_form(typed) is None


def test_a_weekday_that_is_not_the_days_own_is_named() -> None:
    said = "7 Sep 2024 is a Saturday; if that day is meant, write 2024-09-07"
    assert hint_for("Friday, 7 September 2024") == said
    assert hint_for("Saturday, 7 September 2024") == "write 2024-09-07"


@given(st.text(st.sampled_from("0123456789 -./~?:adgmnopst") | st.characters(), max_size=70))
def test_every_form_that_a_hint_offers_can_be_typed(text: str) -> None:
    hint = hint_for(text, TODAY)
    if hint:
        for form in written(hint):
            try:
                resolve(form, NOW, KOLKATA)
            except MomentError as error:
                # Two ends that were typed the wrong way round stay so.
                assert "end is before its start" in error.reason


@given(st.integers(0, 400), st.sampled_from(["day", "days"]))
def test_days_ago_are_counted_from_today(count: int, word: str) -> None:
    hint = hint_for(f"{count} {word} ago", TODAY)
    assert hint == (f"write {TODAY - timedelta(days=count)}" if count else "")


def test_a_text_of_any_length_is_read_in_no_time() -> None:
    assert hint_for("1/" * 10_000, TODAY) == ""
    assert not re.search("write", hint_for("to " * 20, TODAY))
