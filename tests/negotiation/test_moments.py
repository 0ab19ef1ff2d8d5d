"""Moments: every form, its bounds against a slow reference and python-edtf, and every refusal.

The reference knows no calendar of ours: it walks through instants, asks the zone what the clocks
showed, and keeps those whose ISO text begins with the date that is asked about.
"""

import io
import pkgutil
import re
import warnings
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo, reset_tzpath

import msgspec
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from parley.negotiation.moments import (
    MOMENT_TEXT_MAX,
    UNBOUNDED_FUTURE,
    UNBOUNDED_PAST,
    Bounds,
    Moment,
    MomentError,
    ZoneError,
    end_of,
    parse_moment,
    resolve,
)

KOLKATA, LONDON, NEW_YORK, APIA = (
    "Asia/Kolkata",
    "Europe/London",
    "America/New_York",
    "Pacific/Apia",
)
# Clocks that move at midnight, and past midnight into the day before, are the hard cases.
SAO_PAULO, HAVANA, ST_JOHNS = "America/Sao_Paulo", "America/Havana", "America/St_Johns"
ZONES = (KOLKATA, LONDON, NEW_YORK, APIA, SAO_PAULO, HAVANA, ST_JOHNS, "UTC", "Asia/Kathmandu")

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
HOUR = 3_600_000_000
DAY = 24 * HOUR


def at(text: str) -> int:
    """Return the µs since 1970 of an ISO time with its offset."""
    return (datetime.fromisoformat(text) - EPOCH) // MICROSECOND


def bounds(text: str, zone: str = KOLKATA) -> Bounds:
    return parse_moment(text).bounds(zone)


@cache
def clocks_of(zone: str) -> ZoneInfo:
    """Return the package's zone: the machine's own files may be older, and say something else."""
    data = pkgutil.get_data("tzdata", f"zoneinfo/{zone}")
    assert data is not None
    return ZoneInfo.from_file(io.BytesIO(data))


def walked(text: str, zone: str, around: date, days: int, step: timedelta) -> tuple[int, int]:
    """Return the bounds of a date by walking: from `days` before `around` to `days` after it."""
    pattern = re.compile(text.replace("X", "[0-9]"))
    clocks = clocks_of(zone)
    start = datetime(around.year, around.month, around.day, tzinfo=UTC) - timedelta(days=days)
    instants = (start + n * step for n in range(2 * days * (timedelta(days=1) // step)))
    shown = [
        each
        for each in instants
        if pattern.match(each.astimezone(clocks).replace(tzinfo=None).isoformat())
    ]
    return (shown[0] - EPOCH) // MICROSECOND, (shown[-1] + step - EPOCH) // MICROSECOND


def spread(found: Bounds) -> tuple[int, int]:
    return found.earliest, found.latest


# ---- bounds of dates and times -------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2024", "2024-01-01T00:00+05:30", "2025-01-01T00:00+05:30"),
        ("2024-09", "2024-09-01T00:00+05:30", "2024-10-01T00:00+05:30"),
        ("2024-12", "2024-12-01T00:00+05:30", "2025-01-01T00:00+05:30"),
        ("2024-09-07", "2024-09-07T00:00+05:30", "2024-09-08T00:00+05:30"),
        ("2024-02-29", "2024-02-29T00:00+05:30", "2024-03-01T00:00+05:30"),
        ("2024-09-07T14", "2024-09-07T14:00+05:30", "2024-09-07T15:00+05:30"),
        ("2024-09-07T14:30", "2024-09-07T14:30+05:30", "2024-09-07T14:31+05:30"),
        ("2024-09-07T14:30:05", "2024-09-07T14:30:05+05:30", "2024-09-07T14:30:06+05:30"),
        ("2024-09-07T14:30:05.5", "2024-09-07T14:30:05.5+05:30", "2024-09-07T14:30:05.6+05:30"),
        (
            "2024-09-07T14:30:05.000001",
            "2024-09-07T14:30:05.000001+05:30",
            "2024-09-07T14:30:05.000002+05:30",
        ),
        ("2024-09-07T14:30Z", "2024-09-07T14:30+00:00", "2024-09-07T14:31+00:00"),
        ("2024-09-07T14:30-03:30", "2024-09-07T18:00+00:00", "2024-09-07T18:01+00:00"),
        ("2024-09-07T14:30+14", "2024-09-07T00:30+00:00", "2024-09-07T00:31+00:00"),
        ("2024-21", "2024-03-01T00:00+05:30", "2024-06-01T00:00+05:30"),
        ("2024-22", "2024-06-01T00:00+05:30", "2024-09-01T00:00+05:30"),
        ("2024-23", "2024-09-01T00:00+05:30", "2024-12-01T00:00+05:30"),
        ("2024-24", "2024-12-01T00:00+05:30", "2025-03-01T00:00+05:30"),
        ("199X", "1990-01-01T00:00+05:30", "2000-01-01T00:00+05:30"),
        ("1999-XX", "1999-01-01T00:00+05:30", "2000-01-01T00:00+05:30"),
        ("1999-XX-XX", "1999-01-01T00:00+05:30", "2000-01-01T00:00+05:30"),
        ("1999-12-XX", "1999-12-01T00:00+05:30", "2000-01-01T00:00+05:30"),
    ],
)
def test_a_date_covers_what_it_names(text: str, earliest: str, latest: str) -> None:
    assert bounds(text) == Bounds(at(earliest), at(latest))


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2024~", "2023-01-01T00:00+05:30", "2026-01-01T00:00+05:30"),
        ("2024-01~", "2023-12-01T00:00+05:30", "2024-03-01T00:00+05:30"),
        ("2024-21%", "2023-12-01T00:00+05:30", "2024-09-01T00:00+05:30"),
        ("2024-03-01~", "2024-02-29T00:00+05:30", "2024-03-03T00:00+05:30"),
        ("2024-09-09T16:00~", "2024-09-09T15:00+05:30", "2024-09-09T17:01+05:30"),
        ("2024-09-09T16%", "2024-09-09T15:00+05:30", "2024-09-09T18:00+05:30"),
        ("2024-09-09T16:00:30~", "2024-09-09T15:00:30+05:30", "2024-09-09T17:00:31+05:30"),
        ("2024-09-09T16:00Z~", "2024-09-09T15:00+00:00", "2024-09-09T17:01+00:00"),
        # The precision is what the last digits would say, were they known (EDTF level 1).
        ("199X~", "1989-01-01T00:00+05:30", "2001-01-01T00:00+05:30"),
        ("1999-XX~", "1998-12-01T00:00+05:30", "2000-02-01T00:00+05:30"),
        ("1999-12-XX~", "1999-11-30T00:00+05:30", "2000-01-02T00:00+05:30"),
    ],
)
def test_about_adds_one_unit_of_the_precision_on_each_side(
    text: str, earliest: str, latest: str
) -> None:
    assert bounds(text) == Bounds(at(earliest), at(latest))


@pytest.mark.parametrize(
    "text", ["2024", "2024-09", "2024-24", "2024-09-07", "2024-09-07T14:30", "199X"]
)
def test_a_question_mark_flags_and_does_not_widen(text: str) -> None:
    assert bounds(f"{text}?") == bounds(text)
    assert parse_moment(f"{text}?").uncertain
    assert not parse_moment(f"{text}?").approximate


@pytest.mark.parametrize(
    ("text", "uncertain", "approximate"),
    [
        ("2024-09-07", False, False),
        ("2024-09-07~", False, True),
        ("2024-09-07%", True, True),
        ("2024-09-07?/2024-09-09", True, False),
        ("2024-09-07/2024-09-09~", False, True),
        ("../2024-09-09?", True, False),
        ("2024-09-09%/..", True, True),
    ],
)
def test_a_moment_says_whether_it_is_doubted(text: str, uncertain: bool, approximate: bool) -> None:
    moment = parse_moment(text)
    assert (moment.uncertain, moment.approximate) == (uncertain, approximate)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2024-09-07/2024-09-09", "2024-09-07T00:00+05:30", "2024-09-10T00:00+05:30"),
        ("2024-09-05/2024", "2024-09-05T00:00+05:30", "2025-01-01T00:00+05:30"),
        ("2024-09/2024-09-05", "2024-09-01T00:00+05:30", "2024-09-06T00:00+05:30"),
        ("2024-09-09T12:00/18:00", "2024-09-09T12:00+05:30", "2024-09-09T18:01+05:30"),
        ("2024-09-09T12:00/18:00:30.5", "2024-09-09T12:00+05:30", "2024-09-09T18:00:30.6+05:30"),
        ("2024-09-09T12:00Z/18:00", "2024-09-09T12:00+00:00", "2024-09-09T18:01+00:00"),
        ("2024-09-09T12:00Z/18:00~", "2024-09-09T12:00+00:00", "2024-09-09T19:01+00:00"),
        ("2024-09-09T12:00Z/18:00+05:30", "2024-09-09T12:00+00:00", "2024-09-09T12:31+00:00"),
        ("2024-09-09T12:00~/18:00", "2024-09-09T11:00+05:30", "2024-09-09T18:01+05:30"),
        ("2024-09-09T22:00/2024-09-10T02:00", "2024-09-09T22:00+05:30", "2024-09-10T02:01+05:30"),
        ("2024-09-09/2024-09-10T02:00Z", "2024-09-09T00:00+05:30", "2024-09-10T02:01+00:00"),
        ("2024-09-07~/2024-09-09~", "2024-09-06T00:00+05:30", "2024-09-11T00:00+05:30"),
    ],
)
def test_an_interval_runs_from_the_start_of_its_start_to_the_end_of_its_end(
    text: str, earliest: str, latest: str
) -> None:
    assert bounds(text) == Bounds(at(earliest), at(latest))


@pytest.mark.parametrize("by", ["../2024-09-07", "/2024-09-07"])
def test_by_a_day_has_no_start_and_ends_with_the_day(by: str) -> None:
    assert bounds(by) == Bounds(UNBOUNDED_PAST, at("2024-09-08T00:00+05:30"))


@pytest.mark.parametrize("since", ["2024-09-07/..", "2024-09-07/"])
def test_from_a_day_starts_with_the_day_and_has_no_end(since: str) -> None:
    assert bounds(since) == Bounds(at("2024-09-07T00:00+05:30"), UNBOUNDED_FUTURE)


def test_a_time_without_a_zone_stands_in_the_arena() -> None:
    assert bounds("2024-09-07T14:30", KOLKATA) == bounds("2024-09-07T14:30+05:30", NEW_YORK)
    assert bounds("2024-09-07T14:30", NEW_YORK) == bounds("2024-09-07T14:30-04:00", KOLKATA)


def test_the_end_of_a_day_is_the_end_of_the_zones_day() -> None:
    assert end_of("2024-09-07", KOLKATA) == at("2024-09-07T18:30+00:00")
    assert end_of("2024-09-07T16:00", KOLKATA) == at("2024-09-07T10:31+00:00")


# ---- order ---------------------------------------------------------------------------------


def test_a_day_precedes_the_next_and_overlaps_its_own_hours() -> None:
    day, hour, next_day = bounds("2024-09-07"), bounds("2024-09-07T23"), bounds("2024-09-08")
    assert day.precedes(next_day)
    assert not next_day.precedes(day)
    assert not day.overlaps(next_day)
    assert day.overlaps(hour)
    assert hour.overlaps(day)
    assert not day.precedes(hour)
    assert hour.precedes(next_day)


def test_open_ends_precede_nothing_and_are_preceded_by_nothing_there() -> None:
    by, since = bounds("../2024-09-07"), bounds("2024-09-08/..")
    assert by.precedes(since)
    assert not since.precedes(by)
    assert bounds("-0400").overlaps(by)
    assert bounds("Y99999").overlaps(since)


def test_the_sentinels_lie_beyond_every_finite_bound() -> None:
    assert bounds("Y-250000~").earliest > UNBOUNDED_PAST
    assert bounds("Y250000~").latest < UNBOUNDED_FUTURE


def test_empty_bounds_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="must not be empty"):
        Bounds(5, 5)


# ---- days on which clocks are moved --------------------------------------------------------


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        (LONDON, "2024-03-31", 23),
        (LONDON, "2024-10-27", 25),
        (NEW_YORK, "2024-03-10", 23),
        (NEW_YORK, "2024-11-03", 25),
        (SAO_PAULO, "2018-11-04", 23),
        (HAVANA, "2024-11-02", 24),
        (HAVANA, "2024-11-03", 25),
        (KOLKATA, "2024-03-31", 24),
    ],
)
def test_a_day_has_the_hours_of_its_zone(zone: str, day: str, hours: int) -> None:
    found = bounds(day, zone)
    assert found.latest - found.earliest == hours * HOUR


@pytest.mark.parametrize("zone", [LONDON, NEW_YORK, SAO_PAULO, HAVANA, KOLKATA])
def test_days_follow_each_other_without_gap_or_overlap(zone: str) -> None:
    day, found = date(2018, 1, 1), bounds("2018-01-01", zone)
    while day < date(2019, 1, 1):
        day += timedelta(days=1)
        following = bounds(day.isoformat(), zone)
        assert following.earliest == found.latest
        found = following


def test_two_days_overlap_where_clocks_went_back_over_midnight() -> None:
    before, after = bounds("2010-11-06", ST_JOHNS), bounds("2010-11-07", ST_JOHNS)
    assert before.latest - after.earliest == HOUR


def test_a_time_that_was_shown_twice_covers_both() -> None:
    found = bounds("2024-10-27T01:30", LONDON)
    assert found == Bounds(at("2024-10-27T01:30+01:00"), at("2024-10-27T01:31+00:00"))
    parse_moment("2024-10-27T01:30").check(LONDON)


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("2024-03-31T01:30", LONDON),
        ("2024-03-31T01", LONDON),
        ("../2024-03-31T01:59:59.999999", LONDON),
        ("2024-03-10T02:00/03:30", NEW_YORK),
        ("2011-12-30", APIA),
        ("2011-12-30T12:00", APIA),
        ("2018-11-04T00:00", SAO_PAULO),
    ],
)
def test_what_the_clocks_skipped_is_refused_at_the_door(text: str, zone: str) -> None:
    with pytest.raises(MomentError, match=f"clocks of {zone} .* skipped it"):
        parse_moment(text).check(zone)


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("2024-03-31T00:59:59.999999", LONDON),
        ("2024-03-31T02:00", LONDON),
        ("2024-03-31T01:30+01:00", LONDON),
        ("2024-03-31", LONDON),
        ("2011-12", APIA),
        ("2011-12-29/2011-12-31", APIA),
        ("2018-11-04T01:00", SAO_PAULO),
    ],
)
def test_what_the_clocks_showed_passes_the_door(text: str, zone: str) -> None:
    parse_moment(text).check(zone)


def test_a_skipped_time_that_was_recorded_covers_both_readings() -> None:
    found = bounds("2024-03-31T01:30", LONDON)
    assert found == Bounds(at("2024-03-31T01:30+01:00"), at("2024-03-31T01:31+00:00"))


def test_apias_skipped_day_covers_both_readings() -> None:
    found = bounds("2011-12-30", APIA)
    assert found == Bounds(at("2011-12-30T00:00+14:00"), at("2011-12-31T00:00-10:00"))
    assert bounds("2011-12-29", APIA).latest == bounds("2011-12-31", APIA).earliest


def test_an_interval_that_only_the_zone_turns_round_is_refused_at_the_door_alone() -> None:
    moment = parse_moment("2024-09-09/2024-09-09T05:00+05:30")
    moment.check(KOLKATA)
    with pytest.raises(MomentError, match="its end is before its start"):
        moment.check(NEW_YORK)
    assert moment.bounds(NEW_YORK) == Bounds(
        at("2024-09-09T05:00+05:30"), at("2024-09-10T00:00-04:00")
    )


def test_about_does_not_excuse_an_end_before_its_start() -> None:
    moment = parse_moment("2024-09-09T12:00~/2024-09-09T11:30+05:30~")
    with pytest.raises(MomentError, match="its end is before its start"):
        moment.check(KOLKATA)


def test_an_unknown_zone_is_refused_with_the_name_that_was_meant() -> None:
    with pytest.raises(ZoneError, match="write Asia/Kolkata"):
        bounds("2024", "India/kolkata")
    with pytest.raises(ZoneError, match="a name such as Asia/Kolkata"):
        bounds("2024", "../../etc/passwd")


# ---- the slow references -------------------------------------------------------------------

days = st.dates(min_value=date(1975, 1, 1), max_value=date(2037, 12, 31))
zones = st.sampled_from(ZONES)
MOVED = [
    (date(2024, 3, 31), LONDON),
    (date(2024, 10, 27), LONDON),
    (date(2024, 11, 3), NEW_YORK),
    (date(2018, 11, 4), SAO_PAULO),
    (date(2018, 2, 17), SAO_PAULO),
    (date(2024, 11, 3), HAVANA),
    (date(2010, 3, 14), ST_JOHNS),
    (date(2010, 11, 6), ST_JOHNS),
    (date(2010, 11, 7), ST_JOHNS),
    (date(2011, 12, 29), APIA),
    (date(2011, 12, 31), APIA),
]


@settings(max_examples=60, deadline=None)
@given(days, zones)
def test_a_day_is_what_walking_through_it_finds(day: date, zone: str) -> None:
    assume((day, zone) != (date(2011, 12, 30), APIA))
    text = day.isoformat()
    assert spread(bounds(text, zone)) == walked(text, zone, day, 3, timedelta(minutes=1))


@pytest.mark.parametrize(("day", "zone"), MOVED)
def test_a_day_of_moved_clocks_is_what_walking_through_it_finds(day: date, zone: str) -> None:
    text = day.isoformat()
    assert spread(bounds(text, zone)) == walked(text, zone, day, 3, timedelta(minutes=1))


@settings(max_examples=40, deadline=None)
@example((date(2010, 3, 14), ST_JOHNS), 1, "")  # begins in the middle of the skipped hour
@example((date(2010, 3, 14), ST_JOHNS), 0, "")  # ends there
@given(st.sampled_from(MOVED), st.integers(0, 23), st.sampled_from(["", ":00", ":01", ":30"]))
def test_a_time_on_a_day_of_moved_clocks_is_what_walking_finds(
    moved: tuple[date, str], hour: int, minute: str
) -> None:
    day, zone = moved
    text = f"{day.isoformat()}T{hour:02}{minute}"
    moment = parse_moment(text)
    try:
        moment.check(zone)
    except MomentError:
        with pytest.raises(IndexError):  # nothing walked past showed such a time
            walked(text, zone, day, 3, timedelta(minutes=1))
    else:
        assert spread(bounds(text, zone)) == walked(text, zone, day, 3, timedelta(minutes=1))


# Zones whose clocks have stood on, and moved at, whole quarters of an hour since 1975.
quarters = st.sampled_from([KOLKATA, LONDON, NEW_YORK, APIA, SAO_PAULO, HAVANA])


@settings(max_examples=25, deadline=None)
@given(days, quarters, st.sampled_from([(len("2024-09"), 40), (len("2024"), 400)]))
def test_a_month_and_a_year_are_what_walking_through_them_finds(
    day: date, zone: str, form: tuple[int, int]
) -> None:
    length, around = form
    text = day.isoformat()[:length]
    assert spread(bounds(text, zone)) == walked(text, zone, day, around, timedelta(minutes=15))


def length_of_year(year: int) -> int:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 366 if leap else 365


@pytest.mark.parametrize("year", [-12_345, -401, -400, -1, 0, 1, 1899, 1970, 2000, 9999, 12_345])
def test_far_years_are_what_counting_days_year_by_year_finds(year: int) -> None:
    if year >= 1970:
        start = sum(length_of_year(each) for each in range(1970, year))
    else:
        start = -sum(length_of_year(each) for each in range(year, 1970))
    text = f"Y{year}" if abs(year) > 9999 else f"{'-' if year < 0 else ''}{abs(year):04d}"
    found = bounds(text, "UTC")
    assert spread(found) == (start * DAY, (start + length_of_year(year)) * DAY)


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize(
    ("before", "after"), [("9999", "Y10000"), ("0000", "0001"), ("-0001", "0000")]
)
def test_years_join_where_datetime_ends(zone: str, before: str, after: str) -> None:
    assert bounds(before, zone).latest == bounds(after, zone).earliest


def edtf_span(text: str) -> tuple[int, int]:
    """Return what python-edtf makes of a date, as bounds in UTC."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import edtf  # here, because its import warns

        parsed = edtf.parse_edtf(text)
        first, last = parsed.lower_strict(), parsed.upper_strict()
    start = datetime(first[0], first[1], first[2], tzinfo=UTC)
    end = datetime(last[0], last[1], last[2], tzinfo=UTC) + timedelta(days=1)
    return (start - EPOCH) // MICROSECOND, (end - EPOCH) // MICROSECOND


def dated(day: date, form: str) -> str:
    year, month, number = day.isoformat().split("-")
    return {
        "year": year,
        "month": f"{year}-{month}",
        "day": f"{year}-{month}-{number}",
        "decade": f"{year[:3]}X",
        "century": f"{year[:2]}XX",
        "some month": f"{year}-XX",
        "some day": f"{year}-{month}-XX",
        "some day of the year": f"{year}-XX-XX",
        "spring": f"{year}-21",
        "summer": f"{year}-22",
        "autumn": f"{year}-23",
    }[form]


forms = st.sampled_from(
    [
        *("year", "month", "day", "decade", "century", "spring", "summer", "autumn"),
        *("some month", "some day", "some day of the year"),
    ]
)
# Winter is left out: python-edtf ends it with December. So are missing ends: it makes ten years.


@settings(max_examples=150, deadline=None)
@given(st.dates(min_value=date(100, 1, 1), max_value=date(9800, 12, 31)), forms)
def test_python_edtf_agrees_on_dates(day: date, form: str) -> None:
    text = dated(day, form)
    assert spread(bounds(text, "UTC")) == edtf_span(text)


@settings(max_examples=80, deadline=None)
@given(
    st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)),
    st.integers(0, 4000),
    st.sampled_from(["year", "month", "day"]),
)
def test_python_edtf_agrees_on_intervals(day: date, days_later: int, form: str) -> None:
    text = f"{dated(day, form)}/{dated(day + timedelta(days=days_later), form)}"
    assert spread(bounds(text, "UTC")) == edtf_span(text)


# ---- texts ---------------------------------------------------------------------------------

qualifiers = st.sampled_from(["", "", "?", "~", "%"])
offsets = st.sampled_from(["", "", "Z", "+05:30", "-11:00", "+14"])


@st.composite
def points(draw: st.DrawFn) -> str:
    day = draw(st.dates(min_value=date(1000, 1, 1)))
    text = dated(day, draw(forms))
    if len(text) == 10 and "X" not in text and draw(st.booleans()):
        clock = draw(st.times()).isoformat("microseconds")
        cut = draw(st.sampled_from([2, 5, 8, 10, 13, 15]))
        text += f"T{clock[:cut]}{draw(offsets)}"
    return text + draw(qualifiers)


@st.composite
def moment_texts(draw: st.DrawFn) -> str:
    form = draw(st.sampled_from(["{0}", "{0}", "../{0}", "/{0}", "{0}/..", "{0}/", "{0}/{1}"]))
    return form.format(draw(points()), draw(points()))


@settings(max_examples=300, deadline=None)
@given(moment_texts(), zones)
def test_a_text_is_kept_as_given_and_always_has_bounds(text: str, zone: str) -> None:
    try:
        moment = parse_moment(text)
    except MomentError as error:
        assume("before its start" not in error.reason)
        raise
    assert moment.text == text
    assert msgspec.json.decode(msgspec.json.encode(moment), type=Moment) == moment
    found = moment.bounds(zone)
    assert found.earliest < found.latest


@settings(max_examples=200, deadline=None)
@given(moment_texts(), zones)
def test_what_is_no_word_is_resolved_to_itself(text: str, zone: str) -> None:
    try:
        parse_moment(text).check(zone)
    except MomentError:
        assume(False)
    assert resolve(f" {text} ", 0, zone).text == text


@settings(max_examples=300, deadline=None)
@given(points(), zones)
def test_about_contains_the_date_and_more_on_both_sides(text: str, zone: str) -> None:
    bare = text.rstrip("?~%")
    plain, about = bounds(bare, zone), bounds(f"{bare}~", zone)
    assert about.earliest < plain.earliest
    assert plain.latest < about.latest
    assert bounds(f"{bare}%", zone) == about


@settings(max_examples=200, deadline=None)
@given(st.datetimes(min_value=datetime(1000, 1, 1)), zones)  # noqa: DTZ001  # clocks, not instants
def test_a_finer_precision_lies_within_the_coarser(clocks: datetime, zone: str) -> None:
    full = clocks.isoformat(timespec="microseconds")
    spans = []
    for length in (4, 7, 10, 13, 16, 19, 26):
        try:
            parse_moment(full[:length]).check(zone)
        except MomentError:
            break  # skipped by the clocks
        spans.append(bounds(full[:length], zone))
    for coarse, fine in pairwise(spans):
        assert coarse.earliest <= fine.earliest
        assert fine.latest <= coarse.latest


@settings(max_examples=400, deadline=None)
@given(
    st.text(max_size=120)
    | st.text("0123456789-/:.TZX?~%+Y", max_size=40)
    | st.from_regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2})?", fullmatch=True)
)
@example("2024-०९-07")
@example("2024-09-07\n")
def test_any_text_is_a_moment_or_a_moment_error(text: str) -> None:
    try:
        moment = parse_moment(text)
    except MomentError as error:
        assert error.reason
        assert error.hint
        assert error.text in str(error)
    else:
        assert text.isascii()
        assert moment.text == text
        moment.bounds(KOLKATA)


BAD = [
    ("", "not a date in a known form", "2024-09-07"),
    (" 2024", "not a date in a known form", "2024-09-07"),
    ("2024-9-7", "not a date in a known form", "write 2024-09-07"),
    ("20240907", "not a date in a known form", "write 2024-09-07"),
    ("2024.09.07", "not a date in a known form", "write 2024-09-07"),
    ("07/09/2024", "not a date in a known form", "2024-09-07 for 7 Sep 2024, or 2024-07-09"),
    ("07.09.2024", "not a date in a known form", "2024-09-07 for 7 Sep 2024, or 2024-07-09"),
    ("2024-09-07 14:30", "not a date in a known form", "write 2024-09-07T14:30"),
    ("7 Sep 2024", "not a date in a known form", "2024-09-07"),
    ("2024-02-30", "Feb 2024 has no day 30", "01 to 29"),
    ("2023-02-29", "Feb 2023 has no day 29", "01 to 28"),
    ("1900-02-29", "Feb 1900 has no day 29", "01 to 28"),
    ("2024-04-31", "Apr 2024 has no day 31", "01 to 30"),
    ("2024-09-00", "Sep 2024 has no day 00", "01 to 30"),
    ("2024-00", "no month 00", "01 to 12"),
    ("2024-13", "no month 13", "01 to 12"),
    ("2024-13-01", "no month 13", "seasons 21"),
    ("2024-33", "no month 33", "seasons 21"),
    ("2024-21-01", "a season has no days", "2024-21 alone"),
    ("-0000", "no year -0000", "0000"),
    ("Y2024", "more than four digits", "2024"),
    ("Y-09999", "more than four digits", "four digits"),
    ("Y12345-06", "takes no month", "Y12345 alone"),
    ("Y250001", "keeps the years", ""),
    ("Y170000002", "keeps the years", ""),
    ("199X-05", "takes no month", "199X alone"),
    ("1XXX", "not a date in a known form", ""),
    ("1999-XX-05", "a day needs its month", "1999-XX"),
    ("2024-09-07T24:00", "a day ends with 23:59", "next day"),
    ("2024-09-07T25", "no hour 25", "00 to 23"),
    ("2024-09-07T14:60", "no minute 60", "00 to 59"),
    ("2016-12-31T23:59:60Z", "no second 60", "00 to 59"),
    ("2024-09-07T14:30:05.1234567", "not a date in a known form", ""),
    ("2024-09-07T14:30+5:30", "not a date in a known form", ""),
    ("2024-09-07T14:30+15:00", "no zone +15:00", "+14:00"),
    ("2024-09-07T14:30+05:60", "no zone +05:60", "+14:00"),
    ("2024-09-07T14:30-00:00", "no zone -00:00", "Z"),
    ("2024-09T14:30", "a time needs a full day", "2024-09-07T14:30"),
    ("2024-09-XXT14:30", "a time needs a full day", ""),
    ("2024-09-07?~", "not a date in a known form", ""),
    ("~2024", "not a date in a known form", ""),
    ("2024-09~-07", "not a date in a known form", ""),
    ("..", "not a date in a known form", ""),
    ("/", "no date at either end", "../2024-09-07"),
    ("../..", "no date at either end", ""),
    ("../", "no date at either end", ""),
    ("2024/2025/2026", "not a date in a known form", ""),
    ("2024-09-09/2024-09-08", "its end is before its start", "earlier end first"),
    ("2024-09-09~/2024-09-08~", "its end is before its start", ""),
    ("2024-09-09T18:00/12:00", "its end is before its start", "date of the end"),
    ("2024-09-09T12:00Z/2024-09-09T14:00+05:30", "its end is before its start", ""),
    ("2024-09-09T12:00/18:00Z", "its end has a zone and its start has none", "both ends"),
    ("2024-09-09/18:00", "an end takes its date only", "2024-09-09/2024-09-09T18:00"),
    ("2024-09-09T12/18", "not a date in a known form", ""),
    ("../2024-02-30", "Feb 2024 has no day 30", ""),
    ("2" * (MOMENT_TEXT_MAX + 1), "at most 100 characters", ""),
]


@pytest.mark.parametrize(("text", "reason", "hint"), BAD)
def test_what_is_no_moment_is_refused_with_reason_and_hint(
    text: str, reason: str, hint: str
) -> None:
    with pytest.raises(MomentError) as caught:
        parse_moment(text)
    assert reason in caught.value.reason
    assert hint in caught.value.hint
    assert len(str(caught.value)) < 400


def test_a_bad_moment_in_json_is_a_validation_error_that_keeps_the_reason() -> None:
    with pytest.raises(msgspec.ValidationError, match="Feb 2024 has no day 30"):
        msgspec.json.decode(b'{"text":"2024-02-30"}', type=Moment)


# ---- what people type ----------------------------------------------------------------------

TUESDAY = at("2024-09-10T01:30+05:30")
"""Still Monday in London and New York."""


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("today", "2024-09-10"),
        ("Yesterday", "2024-09-09"),
        ("tomorrow", "2024-09-11"),
        ("tue", "2024-09-10"),
        ("Tuesday", "2024-09-10"),
        ("mon", "2024-09-09"),
        ("wed", "2024-09-04"),
        ("fri~", "2024-09-06~"),
        ("thurs", "2024-09-05"),
        ("14:30", "2024-09-10T14:30"),
        ("9:30?", "2024-09-10T09:30?"),
        ("14:30:05+05:30", "2024-09-10T14:30:05+05:30"),
        ("yesterday 14:30", "2024-09-09T14:30"),
        ("fri  9:30~", "2024-09-06T09:30~"),
        ("2024-09-07 14:30", "2024-09-07T14:30"),
        ("2024-09-07 14:30Z", "2024-09-07T14:30Z"),
        ("../fri", "../2024-09-06"),
        ("../14:30", "../2024-09-10T14:30"),
        ("yesterday/..", "2024-09-09/.."),
        ("fri/mon", "2024-09-06/2024-09-09"),
        ("12:00/18:00", "2024-09-10T12:00/18:00"),
        ("fri 9:00 / 9:30", "2024-09-06T09:00/09:30"),
        ("yesterday 22:00/today 2:00", "2024-09-09T22:00/2024-09-10T02:00"),
        ("fri/14:30", "2024-09-06/2024-09-10T14:30"),
        (" 2024-09 ", "2024-09"),
        ("2024-09-09T12:00/18:00", "2024-09-09T12:00/18:00"),
    ],
)
def test_what_is_typed_becomes_an_absolute_date_of_the_same_precision(
    typed: str, text: str
) -> None:
    assert resolve(typed, TUESDAY, KOLKATA).text == text


def test_today_is_the_arenas_day() -> None:
    assert resolve("today", TUESDAY, LONDON).text == "2024-09-09"
    assert resolve("today", TUESDAY, APIA).text == "2024-09-10"


@pytest.mark.parametrize("back", range(7))
def test_a_weekday_is_the_last_one_and_today_counts(back: int) -> None:
    day = date(2024, 9, 10) - timedelta(days=back)
    assert resolve(f"{day:%A}", TUESDAY, KOLKATA).text == day.isoformat()
    assert resolve(f"{day:%a}", TUESDAY, KOLKATA).text == day.isoformat()


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("someday", "no day of this name"),
        ("we", "no day of this name"),
        ("fridayish", "no day of this name"),
        ("fri 25:00", "no hour 25"),
        ("today today", "not a date in a known form"),
        ("18:00/9:00", "its end is before its start"),
        ("", "not a date in a known form"),
        ("word" * 1000, "no day of this name"),
    ],
)
def test_what_cannot_be_resolved_is_refused_with_what_to_type(typed: str, reason: str) -> None:
    with pytest.raises(MomentError) as caught:
        resolve(typed, TUESDAY, KOLKATA)
    assert reason in caught.value.reason
    assert caught.value.hint
    assert len(str(caught.value)) < 400


def test_a_skipped_time_cannot_be_typed() -> None:
    with pytest.raises(MomentError, match="skipped it"):
        resolve("1:30", at("2024-03-31T12:00+01:00"), LONDON)


def test_bounds_do_not_depend_on_the_machines_zone_files(tmp_path: Path) -> None:
    (tmp_path / "Asia").mkdir()
    false_zone = pkgutil.get_data("tzdata", "zoneinfo/UTC")
    assert false_zone is not None
    (tmp_path / "Asia" / "Tokyo").write_bytes(false_zone)
    reset_tzpath(to=[tmp_path])
    try:
        assert ZoneInfo.no_cache("Asia/Tokyo").utcoffset(datetime(2024, 9, 7)) == timedelta()  # noqa: DTZ001  # clocks
        assert bounds("2024-09-07", "Asia/Tokyo").earliest == at("2024-09-07T00:00+09:00")
    finally:
        reset_tzpath()


@pytest.mark.parametrize(
    ("season", "span"),
    [
        ("2019-29", ("2019-09-01", "2019-11-30")),
        ("2019-30", ("2019-12-01", "2020-02-29")),
        ("2019-32", ("2019-06-01", "2019-08-31")),
        ("2019-25", ("2019-03-01", "2019-05-31")),
    ],
)
def test_a_season_of_a_hemisphere_has_its_months(season: str, span: tuple[str, str]) -> None:
    first, last = (parse_moment(each).bounds("UTC") for each in span)
    assert parse_moment(season).bounds("UTC") == Bounds(first.earliest, last.latest)


def test_a_season_of_which_hemisphere_nobody_says_is_asked_for_in_the_south() -> None:
    parse_moment("2019-21").check("Europe/Berlin")
    for zone in ("Australia/Sydney", "America/Argentina/Salta", "America/Sao_Paulo"):
        with pytest.raises(MomentError, match="write 2019-29 for spring there, 2019-25"):
            parse_moment("2019-21").check(zone)
        parse_moment("2019-29").check(zone)
