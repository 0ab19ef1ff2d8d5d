"""A file of commands is recorded all or none, and means the same tomorrow."""

import json

import pytest

from tests.cli.desk import Desk

LINES = """# Saturday
open INC AAP --at 2024-09-06 --speaker "A. Speaker"   # who says so

parley offer INC AAP \\
  "good small numbers"
  source add mint --outlet Mint
say AAP optimistic "so far" --source mint --at sat --anon 'some # aides'
"""


def test_a_file_of_commands_is_recorded_in_one_append(desk: Desk) -> None:
    result = desk.must("import", "--from", "commands", desk.write("saturday.txt", LINES), "--json")
    answer = json.loads(result.stdout)
    assert [item["type"] for item in answer["items"]] == [
        "TalksOpened",
        "OfferMade",
        "SourceDescribed",
        "StatementMade",
    ]
    assert len({item["recorded_at"] for item in answer["items"]}) == 1
    assert desk.field("evidence.0.source_as_described") == "some # aides"
    assert desk.field("evidence.0.outlet") == "Mint"


def test_day_and_speaker_carry_over_from_line_to_line(desk: Desk) -> None:
    desk.must("import", "--from", "commands", desk.write("saturday.txt", LINES))
    offer = desk.records()[2]
    assert offer.step["occurred"] == "2024-09-06"
    assert offer.step["evidence"] == [{"attribution": "on_record", "speaker": "A. Speaker"}]


def test_nothing_carries_over_into_a_file_or_out_of_it(desk: Desk) -> None:
    desk.must("open", "INC", "AAP", "--at", "2024-09-06", "--speaker", "S", "--outlet", "PTI")
    line = 'say INC optimistic --at 2024-09-07 --speaker "S"'
    desk.must("import", "--from", "commands", desk.write("one.txt", line))
    assert desk.last().step["evidence"] == [{"attribution": "on_record", "speaker": "S"}]
    desk.must("say", "INC", "optimistic")
    assert desk.field("evidence.0.outlet") == "PTI"
    refused = desk.type("import", "--from", "commands", desk.write("two.txt", "say INC optimistic"))
    assert "two.txt:1: missing: --at, --attribution" in refused.stderr


def test_what_several_lines_leave_open_is_said_once(desk: Desk) -> None:
    """No time zone, and a contest that is not there: not again for each negotiation."""
    new = "new {} --title T --arena A --party X=Ex --party Y=Why --contest autumn\n"
    text = "".join(map(new.format, ("one", "two", "three")))
    said = desk.must("import", "--from", "commands", desk.write("new.txt", text)).stderr
    assert said.count("--tz is ") == 1
    assert said.count("contest/autumn is not registered yet") == 1


def test_a_file_registers_what_its_later_lines_are_about(desk: Desk) -> None:
    desk.must(
        "import",
        "--from",
        "commands",
        desk.write(
            "new.txt",
            "new other --title T --arena A --party INC --party AAP --tz Pacific/Auckland\n"
            "propose INC AAP -n other --at 2024-09-06 --speaker S\n"
            "say AAP welcomes --about 2 -n other --at yesterday --speaker R\n"
            "meet INC AAP -n other,talks --at 2024-09-07 --attribution media_report\n",
        ),
    )
    assert [each.stream for each in desk.records()[1:]] == [
        *["negotiation/other"] * 4,
        "negotiation/talks",
    ]
    # At noon in London it is tomorrow in Auckland.
    assert desk.records()[3].step["occurred"] == "2024-09-07"


def test_one_bad_line_keeps_every_other_out(desk: Desk) -> None:
    result = desk.type(
        "import",
        "--from",
        "commands",
        desk.write("bad.txt", LINES + "ofer INC AAP 5\nstatus\nconfig\n"),
    )
    assert result.code == 1
    assert "bad.txt has 3 problems; nothing was written" in result.stderr
    assert "bad.txt:8: there is no command “parley ofer”" in result.stderr
    assert "bad.txt:9: status records nothing" in result.stderr
    assert "bad.txt:10: parley config is no whole command" in result.stderr
    assert desk.size() == 1


def test_what_the_rules_refuse_is_named_with_its_line(desk: Desk) -> None:
    text = LINES + "accept INC 3 --at sat --speaker S\nbreak INC --at sat --speaker S\n"
    result = desk.type("import", "--from", "commands", desk.write("bad.txt", text), "--json")
    problem = json.loads(result.stderr)
    assert [each["line"] for each in problem["problems"]] == [8, 9]
    assert "offer_is_open_for_accepter" in problem["problems"][0]["reason"]
    assert desk.size() == 1


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('offer INC AAP "5', "no closing quotation"),
        ("offer INC AAP 5 --at sat --speaker S --dry-run", "--dry-run is not for one line"),
        ("offer INC AAP 5 --at sat --speaker S --expect-version 1", "--expect-version is not"),
        ("offer INC AAP 5 --at sat --speaker S -e", "--edit is not"),
        ("offer INC AAP 5 --at sat --speaker S --db x.db", "in the same ledger"),
        ("meet INC AAP --at sat --speaker S -n talks,talks2", "there is no negotiation “talks2”"),
        ("source", "parley source is no whole command"),
        ("import other.txt", "import records nothing"),
        ("offer INC AAP 5 --at sat --speaker \x1b", "U+001B"),
    ],
)
def test_a_line_that_cannot_be_recorded_says_why(line: str, said: str, desk: Desk) -> None:
    result = desk.type("import", "--from", "commands", desk.write("bad.txt", f"\n{line}\n"))
    assert result.code == 1
    assert "bad.txt:2: " in result.stderr
    assert said in result.stderr
    assert desk.size() == 1


def test_a_file_in_another_encoding_is_refused_with_its_line(desk: Desk) -> None:
    (desk.place.here / "latin.txt").write_bytes(b"# x\nsay INC optimistic caf\xe9\n")
    assert (
        "latin.txt:2: not UTF-8: byte 26"
        in desk.type("import", "--from", "commands", "latin.txt").stderr
    )


def test_an_empty_file_is_no_success(desk: Desk) -> None:
    assert (
        desk.type("import", "--from", "commands", desk.write("empty.txt", "# nothing\n")).code == 1
    )


def test_a_line_with_an_id_can_be_recorded_again(desk: Desk) -> None:
    line = "open INC AAP --at sat --speaker S --id 01920000-0000-7000-8000-000000000001\n"
    name = desk.write("one.txt", line)
    desk.must("import", "--from", "commands", name)
    assert "nothing new" in desk.must("import", "--from", "commands", name).stdout
    assert desk.size() == 2


def test_a_file_can_be_tried(desk: Desk) -> None:
    result = desk.must(
        "import", "--from", "commands", desk.write("saturday.txt", LINES), "--dry-run"
    )
    assert result.stdout.startswith("would be v2 talks open")
    assert desk.size() == 1


def test_commands_come_through_a_pipe(desk: Desk) -> None:
    assert desk.type("import", "--from", "commands", "-", stdin=LINES.encode()).code == 0
    assert desk.size() == 5
