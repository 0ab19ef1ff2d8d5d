"""Talks as they are typed: reported, paused by nobody who is named; and what is of no pool."""

from tests.cli.desk import TOLD, Desk

PTI = ("--at", "2024-09-03", "--attribution", "media_report", "--outlet", "PTI")


def test_a_named_paper_opens_talks_and_status_says_so(desk: Desk) -> None:
    nameless = desk.type("open", "INC,AAP", *PTI[:4])
    assert nameless.code == 1
    assert "--attribution media_report" in nameless.stderr.replace("CLASS", "media_report")
    desk.must("open", "INC,AAP", "--parties", "INC,AAP", *PTI)
    assert "reported (v2)" in desk.must("status").stdout
    desk.must("suspend", "--lasting", "10 days", *PTI, "--fresh")
    desk.must("resume", "INC", *TOLD)
    assert "reported" not in desk.must("status").stdout
    desk.must("suspend", "INC", "--scope", "Migration", *TOLD)
    assert "set aside: Migration (v5)" in desk.must("status").stdout


def test_words_without_a_pool_are_asked_what_they_are_about(desk: Desk) -> None:
    desk.must("new", "other", "--title", "Another", "--arena", "There", "--tz", "Asia/Kolkata",
              "--party", "INC=Congress", "--party", "AAP=Aam Aadmi")  # fmt: skip
    other = ("-n", "other", *TOLD)
    refused = desk.type("offer", "INC", "AAP", "a common programme", *other)
    assert refused.code == 2
    assert "--issue" in refused.stderr
    desk.must("offer", "INC", "AAP", "a common programme", "--issue", "programme", *other)
    assert "5 seats" in desk.type("offer", "INC", "AAP", "5", *other).stderr
    desk.must("offer", "INC", "AAP", "5 seats", *other)
    desk.must("offer", "INC", "AAP", "a few", *TOLD)


def test_a_date_in_words_is_read(desk: Desk) -> None:
    desk.must("open", "INC", "AAP", "--at", "3 Sep 2024", "--speaker", "S")
    assert desk.field("occurred") == "2024-09-03"
    assert desk.type("meet", "INC", "AAP", "--at", "07/09", "--speaker", "S").code == 2
