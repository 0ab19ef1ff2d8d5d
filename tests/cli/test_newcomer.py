"""What people type before they have read a page: the answer says what to type, and runs nothing."""

import json
import re
from pathlib import Path

import click
import pytest

from parley.cli import synonyms
from parley.cli.command import Group
from parley.cli.commands import COMMANDS
from parley.cli.main import parley
from parley.drafting.meant import FIELDS, by_word
from parley.negotiation.steps import CATALOGUE
from tests.cli.desk import TOLD, Desk, open_desk
from tests.cli.terminal import Place

CONTEST = ("new", "contest/haryana", "--title", "Haryana", "--kind", "election")
MEMBER = ("--title", "T", "--arena", "A", "--party", "INC=I", "--party", "SP=S")
WHY = ("--reason", "a slip")


@pytest.fixture(scope="module")
def talked(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk with talks (v2) and two offers, of which the second (v4) took over from v3."""
    desk = open_desk(tmp_path_factory.mktemp("talked"))
    desk.must("open", "INC", "AAP", "--at", "2024-09-01", "--speaker", "S")
    desk.must("offer", "INC", "AAP", "5", "--at", "2024-09-02", "--speaker", "S")
    desk.must("offer", "INC", "AAP", "7", "--at", "2024-09-03", "--speaker", "S")
    return desk


@pytest.fixture
def desk(talked: Desk, tmp_path: Path) -> Desk:
    """A copy of that desk."""
    return talked.copied(tmp_path)


def test_an_uncommon_word_is_no_command_of_ours() -> None:
    assert not set(synonyms.COMMANDS) & {entry.name for entry in COMMANDS}


@pytest.mark.parametrize("word", synonyms.COMMANDS)
def test_a_word_that_people_try_is_answered_and_never_run(word: str, tmp_path: Path) -> None:
    place = Place(tmp_path)
    result = place.run(word, "3")
    assert (result.code, result.stdout) == (2, "")
    said = f"error: there is no command “parley {word}”\nhint: {synonyms.COMMANDS[word]}\n"
    assert result.stderr == said
    assert not place.ledger.exists()


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("source", "ls"), "did you mean “list”?"),
        (("register", "new"), "did you mean “add”?"),
        (("config", "rm"), "did you mean “unset”?"),
        (("db", "upgrade"), "did you mean “migrate”?"),
        (("register", "rm"), "nothing recorded is ever changed or lost"),
        (("source", "shwo"), "did you mean “show”?"),
    ],
)
def test_inside_a_group_its_own_commands_are_named(
    words: tuple[str, ...], hint: str, tmp_path: Path
) -> None:
    result = Place(tmp_path).run(*words)
    assert result.code == 2
    assert f"\nhint: {hint}" in result.stderr


def groups() -> list[Group]:
    context = click.Context(parley, info_name="parley")
    found = [parley.get_command(context, entry.name) for entry in COMMANDS]
    return [each for each in found if isinstance(each, Group)]


def test_every_inner_command_that_is_named_is_one_of_a_group() -> None:
    inner = {name for group in groups() for name in group.commands}
    assert {each for names in synonyms.INNER_COMMANDS.values() for each in names} <= inner


def test_every_option_argument_and_field_that_is_named_is_there() -> None:
    context = click.Context(parley, info_name="parley")
    params = [
        param
        for entry in COMMANDS
        if (command := parley.get_command(context, entry.name)) is not None
        for param in command.get_params(context)
    ]
    options = {option.lstrip("-") for param in params for option in param.opts}
    arguments = {
        param.human_readable_name.rstrip("…")
        for param in params
        if isinstance(param, click.Argument)
    }
    assert {each for names in synonyms.OPTIONS.values() for each in names} <= options
    assert set(synonyms.ARGUMENTS.values()) <= arguments
    fields = {field for kind in CATALOGUE.values() for field in kind.__struct_fields__}
    assert set(FIELDS.values()) <= {
        *fields,
        *("quantity", "verbatim", "speaker", "outlet", "url"),
    }


def test_a_word_stands_in_one_row_only() -> None:
    with pytest.raises(ValueError, match="“b” stands in two rows"):
        by_word(("a b", 1), ("b", 2))


def test_several_files_are_imported_one_at_a_time(desk: Desk) -> None:
    size = desk.size()
    result = desk.type("import", "a.yaml", "two words.yaml")
    assert result.code == 2
    assert "parley import a.yaml && parley import 'two words.yaml'" in result.stderr
    many = desk.type("import", "--from", "commands", *(f"{number}.txt" for number in range(9)))
    assert 'do parley import "$each"' in many.stderr
    assert desk.size() == size


def test_a_folder_is_answered_with_its_files(desk: Desk) -> None:
    folder = desk.place.here / "day"
    folder.mkdir()
    assert "there is none in it that ends with .yaml" in desk.type("import", "day").stderr
    for name in ("b.yaml", "a.CSV", "notes.txt"):
        (folder / name).touch()
    result = desk.type("import", "day")
    assert result.code == 2
    assert result.stderr == (
        "error: day is a folder, and one file is due\n"
        "hint: name one of its files: day/a.CSV, day/b.yaml\n"
    )


def test_a_file_that_is_not_there_is_answered_with_the_one_beside_it(desk: Desk) -> None:
    desk.write("saturday.yaml", "parley: 1\n")
    result = desk.type("import", "saterday.yaml")
    assert (result.code, "did you mean “saturday.yaml”?" in result.stderr) == (2, True)
    assert "- reads stdin" in desk.type("import", "nowhere/x.yaml").stderr


def test_diff_takes_its_ends_as_two_words(desk: Desk) -> None:
    assert desk.must("diff", "v3", "v4", "--json") == desk.must("diff", "v3..v4", "--json")
    days = ("2024-09-01", "../2024-09-03")
    assert desk.must("diff", *days, "--json").stdout == (
        desk.must("diff", "..".join(days), "--json").stdout
    )


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        (("v3",), "parley diff v3.. is from then until now, parley diff ..v3 until then"),
        (("v3...v4",), "parley diff v3..v4"),
        (("v3..", "v4"), "parley diff v3..v4"),
        (("3..4",), "a step is written v3: parley diff v3..v4"),
        (("3", "v4"), "a step is written v3: parley diff v3..v4"),
        (("v2", "v3", "v4"), "parley diff [OPTIONS] [A..B | A B]"),
    ],
)
def test_diff_says_how_its_ends_are_written(typed: tuple[str, ...], hint: str, desk: Desk) -> None:
    result = desk.type("diff", *typed)
    assert result.code == 2
    assert f"\nhint: {hint}" in result.stderr


def test_a_contest_need_not_be_named_where_it_is_clear(desk: Desk) -> None:
    desk.must("use", "--clear")
    missing = desk.type("status", "--contest")
    assert (missing.code, "parley new contest/SLUG" in missing.stderr) == (3, True)
    desk.must(*CONTEST)
    named = desk.must("status", "-n", "contest/haryana").stdout
    assert desk.must("status", "--contest").stdout == named
    desk.must("new", "inc-sp", *MEMBER, "--contest", "contest/haryana")
    desk.must("use", "--clear")
    desk.must(*("new", "contest/up", "--title", "UP", "--kind", "election"))
    named = desk.must("status", "-n", "contest/haryana").stdout
    assert "inc-sp" in named
    assert desk.must("status", "--contest", "-n", "inc-sp").stdout == named
    assert desk.must("status", "--contest", "-n", "contest/haryana").stdout == named
    several = desk.type("status", "--contest")
    assert several.code == 2
    assert "which contest? There are 2: contest/haryana, contest/up" in several.stderr
    none = desk.type("status", "--contest", "-n", "talks")
    assert (none.code, "talks is a negotiation of no contest" in none.stderr) == (3, True)


def test_a_correction_takes_its_value_as_a_word(desk: Desk) -> None:
    desk.must("correct", "4", "occurred", "2024-09-04", *WHY)
    assert (desk.field("was"), desk.field("now")) == ("2024-09-03", "2024-09-04")
    missing = desk.type("correct", "4", "quantity", "6")
    assert missing.stderr == "error: missing: --reason\nhint: add --reason WORDS\n"
    assert "did you mean “--now”?" in desk.type("correct", "4", "text", "--to", "x").stderr


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("status", "--as-of", "4"), "--as-of v4"),
        (("status", "--as-of", "@4"), "--known-at @4"),
        (("status", "--known-at", "4"), "--known-at @4"),
        (("status", "--public-at", "v4"), "--as-of v4"),
        (("status", "--public-at", "@4"), "--known-at @4"),
        (("status", "--as-of", "7 Sep 24"), "write 2024-09-07"),
        (("offer", "INC", "AAP", "5", "--at", "v4"), "--after 4"),
        (("offer", "INC", "AAP", "5", "--at", "1/9/2024"), "2024-09-01 for 1 Sep 2024, or 2024-01"),
        (
            ("offer", "INC", "AAP", "5", "--at", "Sept 7"),
            "2024-09-07 for 7 Sep 2024, or 2023-09-07",
        ),
        (("offer", "INC", "AAP", "5", "--at", "yesteray"), "did you mean yesterday?"),
        (("offer", "INC", "AAP", "5", "--at", "2 days ago"), "write 2024-09-05"),
        (("offer", "INC", "AAP", "5", "--at", "fri", "--expires", "2pm"), "write 2024-09-07T14"),
    ],
)
def test_a_time_in_another_form_is_answered_with_ours(
    words: tuple[str, ...], hint: str, desk: Desk
) -> None:
    size = desk.size()
    told = () if words[0] == "status" else ("--speaker", "S")
    result = desk.type(*words, *told)
    assert result.code == 2
    assert hint in result.stderr.partition("\nhint: ")[2]
    assert desk.size() == size


@pytest.mark.parametrize("words", ["five", "five to seven", "a dozen", "about 20", "single digit"])
def test_a_figure_in_words_is_said_to_be_words_and_no_number_is_made(
    words: str, desk: Desk
) -> None:
    tried = desk.must("offer", "INC", "AAP", words, "--dry-run", *TOLD)
    assert f"“{words}” would be recorded as words; --reads-as" in tried.stderr
    done = desk.must("offer", "INC", "AAP", words, *TOLD)
    assert f"“{words}” is recorded as words" in done.stderr
    assert "parley correct 5 reads_as N --reason WORDS" in done.stderr
    assert desk.field("terms.0.quantity") == {"kind": "unquantified", "verbatim": words}


@pytest.mark.parametrize(
    "quantity", [("good small numbers",), ("single digit", "--reads-as", "1..9"), ("5 seats",)]
)
def test_words_without_a_number_or_with_our_reading_need_no_remark(
    quantity: tuple[str, ...], desk: Desk
) -> None:
    assert "as words" not in desk.must("offer", "INC", "AAP", *quantity, *TOLD).stderr


def test_our_reading_is_added_as_the_remark_says(desk: Desk) -> None:
    desk.must("offer", "INC", "AAP", "five to seven", *TOLD)
    desk.must("correct", "5", "reads_as", "5..7", *WHY)
    assert desk.field("now") == {"kind": "range", "low": 5, "high": 7}
    assert "“five to seven” (we read 5–7, of 90)" in desk.must("show", "5").stdout


def test_figures_in_words_of_a_deal_have_no_option_for_a_reading(desk: Desk) -> None:
    words = ("deal", "INC", "AAP", "--joint", "--terms", "AAP=about five", *TOLD)
    said = desk.must(*words, "--dry-run").stderr
    assert "“about five” would be recorded as words" in said
    assert "--reads-as" not in said


def remark(desk: Desk, *words: str) -> str:
    """Return the remark about a step of a write: the line that is neither change nor next step."""
    lines = desk.must(*words, "--speaker", "S").stderr.splitlines()
    return "\n".join(line for line in lines if re.match(r"v\d+: ", line))


def test_what_ends_an_offer_that_had_ended_says_what_happened(desk: Desk) -> None:
    took = ("withdraw", "INC", "3", "--at", "2024-09-04")
    superseded = "v3: superseded by v4; it"
    assert remark(desk, *took, "--dry-run") == f"{superseded} would be recorded as withdrawn"
    assert remark(desk, *took) == f"{superseded} is now recorded as withdrawn"
    again = ("reject", "AAP", "3", "--at", "2024-09-04")
    assert remark(desk, *again) == (
        "v3: withdrawn by v5; it stays withdrawn, and this stands beside it"
    )
    assert remark(desk, "accept", "AAP", "4", "--at", "2024-09-05") == ""
    assert remark(desk, "reject", "AAP", "4", "--at", "2024-09-06") == (
        "v4: accepted by v7; it stays accepted, and this stands beside it"
    )


def test_the_remark_is_what_the_offers_then_show(desk: Desk) -> None:
    desk.must("withdraw", "INC", "3", "--at", "2024-09-04", "--speaker", "S")
    desk.must("reject", "AAP", "3", "--at", "2024-09-04", "--speaker", "S")
    items = json.loads(desk.must("offers", "--json").stdout)["items"]
    assert [item["status"] for item in items] == ["withdrawn", "open"]


def test_an_expired_offer_that_is_taken_back_had_expired(desk: Desk) -> None:
    gone = ("--expires", "2024-09-05", "--in-addition")
    desk.must("offer", "INC", "AAP", "2", *gone, "--at", "2024-09-04", "--speaker", "S")
    assert remark(desk, "withdraw", "INC", "5", "--at", "2024-09-04", "--dry-run") == ""
    assert remark(desk, "withdraw", "INC", "5", "--at", "2024-09-06") == (
        "v5: expired (5 Sep 2024); it is now recorded as withdrawn"
    )


def test_a_demand_that_was_dropped_stays_dropped(desk: Desk) -> None:
    desk.must("demand", "AAP", "INC", "10", "--at", "2024-09-04", "--speaker", "S")
    assert remark(desk, "withdraw", "AAP", "5", "--at", "2024-09-05") == ""
    assert remark(desk, "reject", "INC", "5", "--at", "2024-09-06") == (
        "v5: dropped by v6; it stays dropped, and this stands beside it"
    )


def test_late_news_of_an_end_says_nothing_of_before_and_after(desk: Desk) -> None:
    desk.must("say", "AAP", "optimistic", "--at", "2024-09-06", "--speaker", "S")
    assert remark(desk, "withdraw", "INC", "3", "--at", "2024-09-02", "--after", "3") == ""
