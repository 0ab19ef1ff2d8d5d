"""A source is described once and named by its id."""

import hashlib
import json

from tests.cli.desk import TOLD, Desk
from tests.cli.terminal import Screen


def test_a_source_holds_what_was_typed(desk: Desk) -> None:
    desk.write("page.html", "<p>words</p>")
    desk.must(
        *("source", "add", "ians-2024", "--outlet", "Mint", "--origin", "IANS", "--title", "T"),
        *("--url", "https://example.org/x", "--published", "yesterday", "--not-reviewed"),
        *("--file", "page.html", "--note", "n"),
    )
    assert desk.last().stream == "sources"
    assert desk.last().step == {
        "source": "ians-2024",
        "outlet": "Mint",
        "origin": "IANS",
        "title": "T",
        "url": "https://example.org/x",
        "published": "2024-09-06",
        "reviewed": False,
        "sha256": hashlib.sha256(b"<p>words</p>").hexdigest(),
        "note": "n",
    }


def test_a_later_description_holds_from_then_on(desk: Desk) -> None:
    desk.must("source", "add", "x", "--outlet", "Mint")
    desk.must("meet", "INC", "AAP", *TOLD, "--source", "x")
    desk.must("source", "add", "x", "--outlet", "The Mint", "--reviewed")
    desk.must("meet", "INC", "AAP", *TOLD, "--source", "x")
    assert desk.field("evidence.0.outlet") == "The Mint"
    assert desk.records()[2].step["evidence"] == [
        {"attribution": "on_record", "outlet": "Mint", "source": "x", "speaker": "A. Speaker"}
    ]
    shown = json.loads(desk.must("source", "show", "x", "--json").stdout)["item"]
    assert (shown["outlet"], shown["reviewed"]) == ("The Mint", True)


def test_sources_are_listed_by_their_ids(desk: Desk) -> None:
    assert desk.must("source", "list").stdout.count("\n") == 1
    for name in ("b", "a"):
        desk.must("source", "add", name)
    listed = desk.must("source", "list", "--columns", "source").stdout
    assert listed == "source\na\nb\n"


def test_an_unknown_source_is_named_with_the_nearest(desk: Desk) -> None:
    desk.must("source", "add", "ians-2024-09-07")
    result = desk.type("source", "show", "ians-2024-09-08")
    assert result.code == 3
    assert "did you mean “ians-2024-09-07”?" in result.stderr
    result = desk.type("meet", "INC", "AAP", *TOLD, "--source", "ians-2024-09-08")
    assert result.code == 2
    assert "--source: no source 'ians-2024-09-08'" in result.stderr
    assert "did you mean “ians-2024-09-07”?" in result.stderr


def test_a_missing_id_is_asked_for(desk: Desk) -> None:
    result = desk.type("source", "add")
    assert result.code == 2
    assert "missing: ID" in result.stderr


def test_a_list_of_sources_can_be_read_on_a_narrow_screen(desk: Desk) -> None:
    url = f"https://example.org/{'seat-sharing-' * 8}talks"
    desk.must(
        *("source", "add", "ians-2024-09-06-haryana-assembly-talks", "--outlet", "Mint"),
        *("--origin", "IANS", "--title", "Talks go on", "--published", "yesterday", "--url", url),
    )
    desk.must("source", "add", "bare")
    with Screen(desk.place, "source", "list") as screen:
        assert screen.leave() == 0
        lines = [line.strip() for line in screen.text.splitlines()]
    first = lines.index("6 Sep 2024  ians-2024-09-06-haryana-assembly-talks")
    assert lines[first + 1 : first + 3] == ["Mint/IANS", "Talks go on"]
    assert url in "".join(lines[first + 3 :])  # broken, and nothing of it lost
    assert lines[lines.index("bare") + 1] == "outlet not known"
