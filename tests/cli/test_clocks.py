"""Clocks as people meet them: told once, put right by a record, and asked about."""

import json

from tests.cli.desk import SECOND, TOLD, Desk
from tests.cli.terminal import Screen

TYPED = '--at 2024-09-07 --speaker "A. Speaker"'
OFFER = ("offer", "INC", "AAP", "5", *TOLD)
DAY = 24 * 60 * 60 * SECOND


def ahead(desk: Desk) -> None:
    """A laptop a day ahead recorded @2; the desk went on with @3 and @4."""
    desk.now += DAY
    desk.must(*OFFER)
    desk.now -= DAY - 60 * SECOND
    first = desk.must("meet", "INC", "AAP", *TOLD)
    assert "and @2 is dated 2024-09-08" in first.stderr
    assert "parley db clock @2" in first.stderr
    assert "clock" not in desk.must("meet", "INC", "AAP", "--place", "Goa", *TOLD).stderr


def test_a_date_is_put_right_and_times_count_it(desk: Desk) -> None:
    ahead(desk)
    said = ("--really", "2024-09-07T10:00", "--by", "Asha", "--why", "the laptop ran a day ahead")
    assert (
        json.loads(desk.must("log", "--known-at", "2024-09-07", "--json").stdout)["position"] == 1
    )
    result = desk.must("db", "clock", "@2..@4", *said)
    assert "the date of @2 to @4: really about 2024-09-07T10:00" in result.stdout
    log = desk.must("log", "--known-at", "2024-09-07")
    assert "as known at @4, by clocks#1" in log.stderr
    found = json.loads(desk.must("log", "--known-at", "2024-09-07", "--json").stdout)
    assert (found["position"], found["clock_records"]) == (4, [1])
    assert json.loads(desk.must("log", "--known-at", "@2", "--json").stdout)["clock_records"] == []
    assert "@2 to @4 count as recorded by 2024-09-07" in desk.must("verify").stdout
    assert "@2 to @4 count as recorded by 2024-09-07" in desk.must("db", "info").stdout


def test_one_position_means_what_was_recorded_together_and_nothing_after_it(desk: Desk) -> None:
    desk.now += DAY
    desk.write("two.txt", f"offer INC AAP 5 {TYPED}\nmeet INC AAP {TYPED}\n")
    desk.must("import", "--from", "commands", "two.txt")
    desk.now -= DAY - 60 * SECOND
    desk.must("meet", "INC", "AAP", "--place", "Goa", *TOLD)
    desk.now += 60 * SECOND
    desk.must("meet", "INC", "AAP", "--place", "Delhi", *TOLD)
    said = ("--by", "Asha", "--why", "a day ahead")
    result = desk.must("db", "clock", "@3", "--really", "2024-09-07T12:01Z", *said)
    assert "the date of @2 to @3:" in result.stdout
    when = "2024-09-07T12:01:04Z/2024-09-07T12:02:05Z"
    assert "@4 to @5 are dated just after that and by no clock" in result.stderr
    assert f"parley db clock @4..@5 --really {when} --by NAME" in result.stderr

    def known(time: str) -> object:
        return json.loads(desk.must("log", "--known-at", time, "--json").stdout)["position"]

    assert [known(time) for time in ("2024-09-07T12:00Z", "2024-09-07T12:01Z")] == [1, 3]
    assert known("2024-09-07T12:02Z") == 3  # @5 came after that, and nothing is said of @4
    desk.must("db", "clock", "@4..@5", "--really", when, *said)
    assert [known(time) for time in ("2024-09-07T12:01Z", "2024-09-07T12:02Z")] == [3, 5]
    again = ("--really", "2024-09-07T12:00Z", "--replaces", "clocks#1")
    assert "and by no clock" not in desk.must("db", "clock", "@2..@3", *again, *said).stderr


def test_a_date_that_was_put_right_is_shown_with_the_one_that_stands(desk: Desk) -> None:
    ahead(desk)
    said = ("--really", "2024-09-07T12:00", "--by", "Asha", "--why", "a day ahead")
    before = desk.must("log", "--known-at", "@4", "--json").stdout
    desk.must("db", "clock", "@2..@4", *said)
    assert desk.must("log", "--known-at", "@4", "--json").stdout == before
    items = json.loads(desk.must("log", "--json").stdout)["items"]
    put_right = {
        "clock_record": 1,
        "really": "2024-09-07T12:00",
        "zone": "UTC",
        "by": "Asha",
        "recorded_by_then": "2024-09-07T12:00:59.999999Z",
    }
    assert [each["put_right"] for each in items] == [put_right] * 3
    assert items[0]["recorded_at"].startswith("2024-09-08T12:00")
    shown = desk.must("show", "2").stdout
    assert "2024-09-08 12:00:03 UTC; really about 7 Sep 2024 12:00 (UTC, clocks#1)" in shown
    assert json.loads(desk.must("show", "2", "--json").stdout)["put_right"] == put_right


def test_what_was_said_of_dates_is_listed(desk: Desk) -> None:
    assert "nobody has said" in desk.must("list", "clocks").stderr
    ahead(desk)
    said = ("--really", "2024-09-07T10:00", "--by", "Asha", "--why", "a day ahead")
    desk.must("db", "clock", "@2..@3", *said)
    desk.must("db", "clock", "@2..@4", *said, "--replaces", "clocks#1")
    items = json.loads(desk.must("list", "clocks", "--json").stdout)["items"]
    assert [(each["first"], each["last"], each["stands"]) for each in items] == [
        (2, 3, False),
        (2, 4, True),
    ]


def test_what_cannot_be_said_of_dates_is_one_sentence(desk: Desk) -> None:
    ahead(desk)
    said = ("--by", "Asha", "--why", "a day ahead")
    for words, code, why in (
        (("@9", "--really", "2024-09-07"), 3, "the log ends at @4"),
        (("v2", "--really", "2024-09-07"), 2, "names no positions"),
        (("@4..@2", "--really", "2024-09-07"), 2, "@2 is before @4"),
        (("@2", "--really", "2034-01-01"), 1, "has not begun yet"),
        (("@2", "--really", "1950"), 2, "needs a beginning, not before 1970"),
        (("@2", "--really", "../2024-09-07"), 2, "and an end"),
        (("@2", "--really", "2024-09-07", "--replaces", "x"), 2, "names no clock record"),
    ):
        result = desk.type("db", "clock", *words, *said)
        assert (result.code, result.stderr.count("error:")) == (code, 1), result.stderr
        assert why in result.stderr
    assert desk.size() == 4


def test_replay_corrections_and_report_say_both_dates(desk: Desk) -> None:
    ahead(desk)
    desk.must("retract", "3", "--reason", "a slip")
    desk.must("db", "clock", "@2..@5", "--really", "2024-09-07T12:00", *SAID)
    both = "2024-09-08 12:00:03 UTC; really about 7 Sep 2024 12:00 (UTC, clocks#1)"
    items = json.loads(desk.must("replay", "--recorded", "--json").stdout)["items"]
    assert [each["put_right"]["clock_record"] for each in items] == [1] * 4
    assert json.loads(desk.must("replay", "--json").stdout)["items"][0]["put_right"] is not None
    with Screen(desk.place, "replay", "--recorded") as shown:
        assert shown.leave() == 0
        assert both in " ".join(shown.text.split())
    report = desk.must("report").stdout.replace("\\", "")
    assert both in report
    assert report.count("really about") == 5  # of two steps; of the correction in its list and note
    (ours,) = json.loads(desk.must("list", "corrections", "--json").stdout)["items"]
    assert ours["put_right"]["clock_record"] == 1
    assert "really about" in desk.must("list", "corrections", "--format", "md").stdout
    assert "really about" not in desk.must("report", "--known-at", "@5").stdout


SAID = ("--by", "Asha", "--why", "a day ahead")


def test_a_date_that_was_spoken_of_already_is_refused_with_what_to_type(desk: Desk) -> None:
    ahead(desk)
    words = ("db", "clock", "@4", "--really", "2024-09-07", *SAID)
    desk.must(*words)
    again = desk.type(*words)
    assert again.code == 2
    assert "error: clocks#1 speaks of @4 already" in again.stderr
    assert "hint: parley list clocks shows what was said of dates" in again.stderr
    assert "--replaces clocks#N" in again.stderr


def test_a_time_to_come_is_not_advised_to_be_left_out_where_it_must_be_said(desk: Desk) -> None:
    ahead(desk)
    result = desk.type("db", "clock", "@2", "--really", "2034-01-01", *SAID)
    assert "hint: say when it was really recorded" in result.stderr
    looked = desk.type("source", "looked", "PTI", "--nothing", "--at", "2034-01-01")
    assert "hint: leave --at out for now" in looked.stderr
