"""What carries over from the last step, and what never does: a day that nobody gave is a lie."""

import json

import pytest

from tests.cli.desk import SECOND, Desk

FIRST = (
    "offer",
    "INC",
    "AAP",
    "5",
    "--at",
    "2024-09-06",
    "--speaker",
    "Babaria",
    "--outlet",
    "PTI",
)
NEXT = ("say", "INC", "optimistic")


def test_day_source_and_speaker_carry_over_and_are_said(desk: Desk) -> None:
    desk.must(*FIRST)
    result = desk.must(*NEXT)
    assert "as before: 6 Sep 2024 · Babaria · PTI" in result.stderr
    assert desk.field("occurred") == "2024-09-06"
    assert desk.last().step["evidence"] == [
        {"attribution": "on_record", "speaker": "Babaria", "outlet": "PTI"}
    ]


def test_the_speaker_carries_over_to_the_same_actor_only(desk: Desk) -> None:
    desk.must(*FIRST)
    result = desk.type("say", "AAP", "optimistic")
    assert result.code == 2
    assert "missing: --attribution" in result.stderr
    desk.must("say", "inc", "optimistic")
    assert desk.field("evidence.0.speaker") == "Babaria"


def test_the_side_and_the_attribution_of_the_speaker_come_along(desk: Desk) -> None:
    desk.must(*FIRST, "--side", "AAP", "--attribution", "party_statement")
    desk.must(*NEXT)
    assert desk.field("evidence.0.side") == "AAP"
    assert desk.field("evidence.0.attribution") == "party_statement"


def test_whoever_is_named_replaces_the_speaker(desk: Desk) -> None:
    desk.must(*FIRST)
    desk.must(*NEXT, "--anon", "aides")
    assert desk.last().step["evidence"] == [
        {"attribution": "anonymous", "source_as_described": "aides", "outlet": "PTI"}
    ]
    assert desk.type(*NEXT).code == 2, "an unnamed source does not carry over"


def test_another_source_is_another_report(desk: Desk) -> None:
    desk.must(*FIRST)
    result = desk.type(*NEXT, "--outlet", "ANI")
    assert "missing: --at, --attribution" in result.stderr


def test_a_report_that_was_out_before_the_day_tells_nothing_of_it(desk: Desk) -> None:
    desk.must("source", "add", "pti", "--outlet", "PTI", "--published", "2024-09-06")
    desk.must(*FIRST[:-2], "--source", "pti")
    later = desk.type(*NEXT, "--at", "2024-09-07")
    assert "missing: --attribution" in later.stderr
    assert "as before" not in later.stderr
    desk.must(*NEXT, "--at", "2024-09-06")
    assert desk.field("evidence.0.source") == "pti"


def test_the_same_source_named_again_is_the_same_report(desk: Desk) -> None:
    desk.must(*FIRST)
    desk.must(*NEXT, "--outlet", "PTI")
    assert desk.field("occurred") == "2024-09-06"


def test_fresh_carries_nothing_over(desk: Desk) -> None:
    desk.must(*FIRST)
    assert "missing: --at, --attribution" in desk.type(*NEXT, "--fresh").stderr


def test_after_half_a_day_nothing_carries_over(desk: Desk) -> None:
    desk.must(*FIRST)
    desk.now += 12 * 60 * 60 * SECOND + SECOND
    assert "missing: --at, --attribution" in desk.type(*NEXT).stderr


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2024-09-06T14:30", "2024-09-06"),
        ("2024-09-06T14:30+05:30", "2024-09-06"),
        ("2024-09-06T12:00/18:00", "2024-09-06"),
        ("2024-09-06T12:00/2024-09-06T18:00", "2024-09-06"),
        ("2024-09-05T22:00/2024-09-06T02:00", None),
        ("../2024-09-06", None),
        ("2024-09-06~", None),
        ("2024-09", None),
        ("2024", None),
    ],
)
def test_only_a_single_day_carries_over_and_never_its_hour(
    moment: str, day: str | None, desk: Desk
) -> None:
    desk.must("offer", "INC", "AAP", "5", "--at", moment, "--speaker", "Babaria")
    result = desk.type(*NEXT)
    if day is None:
        assert "missing: --at" in result.stderr
    else:
        assert desk.field("occurred") == day


def test_the_day_of_late_news_does_not_carry_over(desk: Desk) -> None:
    desk.must(*FIRST)
    desk.must("meet", "INC", "AAP", "--at", "2024-09-01", "--speaker", "Babaria")
    assert "missing: --at" in desk.type("meet", "INC", "AAP", "--speaker", "Babaria").stderr


def test_a_relative_day_of_publication_carries_over_as_the_day_it_was(desk: Desk) -> None:
    desk.must(*FIRST, "--published", "yesterday")
    desk.now += 11 * 60 * 60 * SECOND + 40 * 60 * SECOND
    desk.must(*NEXT)
    assert desk.field("evidence.0.published") == "2024-09-06"


def test_what_was_refused_or_only_tried_carries_nothing_over(desk: Desk) -> None:
    assert desk.type("offer", "INC", "INC", *FIRST[3:]).code == 1
    desk.must(*FIRST, "--dry-run")
    assert "missing: --at, --attribution" in desk.type(*NEXT).stderr


def test_each_negotiation_carries_its_own(desk: Desk) -> None:
    desk.must("new", "other", "--title", "T", "--arena", "A", "--party", "INC", "--party", "AAP")
    desk.must(*FIRST)
    assert "missing: --at, --attribution" in desk.type(*NEXT, "-n", "other").stderr


def test_a_damaged_file_only_costs_typing(desk: Desk) -> None:
    desk.must(*FIRST)
    (desk.place.state / "carried.json").write_text("{")
    assert "missing: --at, --attribution" in desk.type(*NEXT).stderr
    desk.must(*NEXT, *FIRST[4:])
    kept = json.loads((desk.place.state / "carried.json").read_text())
    assert len(kept) == 1


def test_a_second_source_carries_nothing_over(desk: Desk) -> None:
    desk.must(*FIRST)
    desk.must("cite", "2", "--outlet", "NDTV", "--attribution", "media_report")
    assert desk.field("now") == {"attribution": "media_report", "outlet": "NDTV"}
    assert desk.type("cite", "2", "--outlet", "NDTV").code == 2


def test_a_report_is_not_taken_for_that_of_a_day_months_later(desk: Desk) -> None:
    desk.must(*FIRST[:4], "--at", "2024-06-01", *FIRST[6:])
    assert "PTI" in desk.must(*NEXT, "--at", "2024-06-20", "--speaker", "Babaria").stderr
    later = desk.must(*NEXT, "--at", "2024-08-01", "--speaker", "Babaria")
    assert "as before" not in later.stderr
    assert desk.last().step["evidence"] == [{"attribution": "on_record", "speaker": "Babaria"}]
