"""The way in and out of a run: instant help, one table, no traceback, an honest exit code."""

import json
import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import click
import pytest

from parley import cli
from parley.cli.commands import COMMANDS, SECTIONS, Entry
from parley.cli.console import Console
from parley.cli.context import App
from parley.cli.main import parley
from tests.cli.asking import PROGRAM as ASKING
from tests.cli.asking import more_commands
from tests.cli.terminal import PROGRAM, Place, Screen
from tests.generate import walk_commands

HEAVY = ("sqlalchemy", "rich", "litestar", "transitions", "yaml", "jinja2", "negotiation", "events")
LIGHT = {"parley.events", "parley.events.errors", "parley.events.flaws", "parley.events.clock"}
"""What an error means, and what time it is, has to be known before any ledger is opened."""


def every_command() -> Iterator[click.Context]:
    root = parley.make_context("parley", [], resilient_parsing=True)
    for entry in COMMANDS:
        command = parley.get_command(root, entry.name)
        assert command is not None
        yield from walk_commands(command, root, entry.name)


EVERY = {context.command_path: context for context in every_command()}


def examples_of(context: click.Context) -> list[str]:
    """Return the command lines among a command's examples, without what explains them."""
    text = context.get_help().partition("Examples:")[2].partition("\n\n")[0]
    return [line.strip() for line in text.split("\n") if "parley " in line]


# Start-up


@pytest.mark.parametrize("arguments", [["--help"], [], ["--version"], ["config", "--help"]])
def test_help_imports_nothing_heavy(arguments: list[str], place: Place) -> None:
    look = (
        "import sys; from parley.cli.main import main; code = main(sys.argv[1:]); "
        "print(*sys.modules, file=sys.stderr); sys.exit(code)"
    )
    result = place.run_program(*arguments, program=(sys.executable, "-c", look))
    assert result.code == 0
    loaded = set(result.stderr.split())
    assert "click" in loaded
    rooms = {name: name.removeprefix("parley.").partition(".")[0] for name in loaded - LIGHT}
    assert {name for name, room in rooms.items() if room in HEAVY} == set()


def test_help_does_not_import_the_commands(place: Place) -> None:
    look = "import sys; from parley.cli.main import main; main(['--help']); print(*sys.modules)"
    result = place.run_program(program=(sys.executable, "-c", look))
    assert "parley.cli.command" in result.stdout
    assert all(entry.place.partition(":")[0] not in result.stdout.split() for entry in COMMANDS)


@pytest.mark.parametrize("columns", ["40", "72", "100", "200"])
@pytest.mark.parametrize("arguments", [[], ["-h"], ["--help"]])
def test_the_page_is_the_help_of_all_of_parley(
    place: Place, arguments: list[str], columns: str
) -> None:
    wide = {"COLUMNS": columns}
    whole = "import sys; from parley.cli.main import main; sys.exit(main(sys.argv[1:]))"
    shown = place.run_program(*arguments, environment=wide)
    assert shown.stdout.startswith("Usage: parley [OPTIONS] COMMAND")
    assert shown == place.run_program(
        *arguments, program=(sys.executable, "-c", whole), environment=wide
    )


def test_the_page_is_shown_with_click_alone() -> None:
    look = (
        "import sys; sys.argv[1:] = ['--help']; from parley.cli.entry import run; code = run(); "
        "print(*(name for name in sys.modules if name.startswith('parley')), file=sys.stderr); "
        "print('msgspec' in sys.modules, code, file=sys.stderr)"
    )
    result = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True)
    assert result.stdout.startswith("Usage: parley")
    names = "parley parley.cli parley.cli.entry parley.cli.commands"
    assert result.stderr == f"{names}\nFalse 0\n"


@pytest.mark.parametrize("line", ["", "-h"])
def test_where_the_page_cannot_be_written_that_is_said(place: Place, line: str) -> None:
    full = "import os, sys; os.dup2(os.open('/dev/full', os.O_WRONLY), 1); "
    program = (sys.executable, "-c", f"{full}from parley.cli.entry import run; sys.exit(run())")
    result = place.run_program(*line.split(), program=program)
    assert result.code == 1
    assert "No space left on device" in result.stderr


def test_bare_parley_is_help(place: Place) -> None:
    assert place.run() == place.run("--help") == place.run("-h")
    assert place.run().stdout.startswith("Usage: parley [OPTIONS] COMMAND")


def test_a_bare_group_is_help(place: Place) -> None:
    assert place.run("config") == place.run("config", "--help")


def test_the_version_is_the_installed_one(place: Place) -> None:
    assert place.run("--version").stdout.split()[0] == "parley"


# The table


def test_the_table_is_in_the_order_of_its_sections() -> None:
    sections = [entry.section for entry in COMMANDS]
    assert sections == sorted(sections, key=SECTIONS.index)
    assert len({entry.name for entry in COMMANDS}) == len(COMMANDS)


@pytest.mark.parametrize("entry", COMMANDS, ids=lambda entry: entry.name)
def test_the_table_names_what_exists(entry: Entry) -> None:
    command = EVERY[f"parley {entry.name}"].command
    assert command.name == entry.name
    assert entry.help.endswith(".")


@pytest.mark.parametrize("path", EVERY)
def test_every_command_explains_itself_with_an_example(path: str) -> None:
    context = EVERY[path]
    assert context.command.help
    examples = examples_of(context)
    assert examples, f"{path} shows no example"
    assert any(f"{path} " in f"{example} " for example in examples)


@pytest.mark.parametrize("path", EVERY)
def test_every_parameter_of_a_command_says_what_it_is(path: str) -> None:
    context = EVERY[path]
    for param in context.command.params:
        if isinstance(param, click.Option):
            assert param.help, f"{path} {param.opts[0]} has no help"


@pytest.mark.parametrize(
    "example", [example for context in EVERY.values() for example in examples_of(context)]
)
def test_every_example_can_be_parsed(example: str, place: Place) -> None:
    words = shlex.split(example.partition("parley ")[2].partition(")")[0].partition(" |")[0])
    words = shlex.split(shlex.join(words).partition("    ")[0])
    with place.entered():
        context = parley.make_context("parley", [], obj=App(Console()), resilient_parsing=True)
        while isinstance(context.command, click.Group):
            name, command, words = context.command.resolve_command(context, words)
            assert command is not None
            if isinstance(command, click.Group):
                context = click.Context(command, info_name=name, parent=context)
            else:
                context = command.make_context(name, words, parent=context)


def test_a_command_that_is_not_there_names_the_nearest(place: Place) -> None:
    result = place.run("confg")
    assert result.code == 2
    assert "did you mean “config”?" in result.stderr


# Global options


def test_a_global_option_may_stand_before_or_after_the_command(place: Place) -> None:
    before = place.run("--db", "x.db", "config", "get", "db")
    assert before.stdout == f"{place.here / 'x.db'}\n"
    assert place.run("config", "--db", "x.db", "get", "db") == before
    assert place.run("config", "get", "db", "--db", "x.db") == before
    assert place.run("--db", "y.db", "config", "get", "db", "--db=x.db") == before


def test_a_global_option_can_come_from_the_environment(place: Place) -> None:
    environment = {"PARLEY_QUIET": "1", "PARLEY_DB": "x.db"}
    result = place.run("config", "set", "recorder", "Asha", environment=environment)
    assert result == ("", "", 0)
    assert place.run("config", "get", "db", environment=environment).stdout.endswith("x.db\n")


def test_an_option_of_a_command_can_come_from_the_environment(place: Place) -> None:
    environment = {"PARLEY_INFO_FORMAT": "json"}
    assert json.loads(place.run("info", environment=environment).stdout)
    assert place.run("info", "--csv", environment=environment).stdout.startswith("version,")


def test_an_option_that_a_command_takes_itself_is_its_own() -> None:
    @click.command("party", cls=cli.command.Command)
    @click.option("--color")
    @click.argument("negotiation")
    def party(color: str, negotiation: str) -> None:
        raise AssertionError

    context = party.make_context("party", ["--color", "green", "x", "-n", "y"], obj=App(Console()))
    assert context.params == {"color": "green", "negotiation": "x"}
    assert context.obj.given == {"negotiation": "y"}


def test_the_last_format_counts(place: Place) -> None:
    assert place.run("info", "--json", "--csv").stdout.startswith("version,")
    assert place.run("info", "--csv", "--json").stdout.startswith("{")


# The way out


def test_an_internal_error_goes_to_a_file_and_never_to_the_screen(place: Place) -> None:
    with more_commands():
        result = place.run("fail", "crash")
    assert result.code == 1
    assert "Traceback" not in result.stderr
    assert len(result.stderr.splitlines()) == 2
    report = (place.state / "last-crash.txt").read_text()
    assert str(place.state / "last-crash.txt") in result.stderr
    assert "Traceback" in report
    assert "fail" in report
    assert "hush" not in report + result.stderr


def test_an_internal_error_is_shown_even_where_no_file_can_be_written(place: Place) -> None:
    (place.home / ".local").write_text("not a folder")
    with more_commands():
        result = place.run("fail", "crash")
    assert result.code == 1
    assert "ZeroDivisionError" in result.stderr
    assert "could not be written" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["fail", "crash", "--jsonl"],
        ["fail", "crash", "--format", "json"],
        ["fail", "crash", "--format=json"],
    ],
)
def test_a_program_gets_every_error_as_an_object(arguments: list[str], place: Place) -> None:
    with more_commands():
        problem = json.loads(place.run(*arguments).stderr)
    # The command has no --json of its own: click's own error takes the same way.
    assert problem["exit"] == 2
    assert problem["type"] == "urn:parley:problem:usage"


def test_a_word_after_two_dashes_asks_for_no_object(place: Place) -> None:
    result = place.run("config", "get", "--", "--json")
    assert result.stderr.startswith("error: there is no setting “--json”")


def test_an_interrupt_has_its_own_exit_code(place: Place) -> None:
    with more_commands():
        result = place.run("fail", "interrupt")
    assert result.code == 130
    assert result.stderr == "error: interrupted\n"


def test_ctrl_c_ends_a_run_at_the_terminal(place: Place) -> None:
    with Screen(place, "fail", "wait", program=ASKING) as screen:
        screen.wait_for("waiting")
        assert screen.leave("\x03") == 130
        assert "Traceback" not in screen.text
        assert "\nerror: interrupted\n" in screen.text


INTERRUPTED_WHILE_IT_IMPORTS = """
import os, signal, sys

class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == module:
            os.kill(os.getpid(), signal.SIGINT)

module, sys.argv[1:] = sys.argv[1], sys.argv[2:]
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.meta_path.insert(0, Finder())
from parley.cli.entry import run
sys.exit(run())
"""


@pytest.mark.parametrize(
    "module", ["parley.cli.main", "click", "parley.cli.read.list", "parley.answers.opening"]
)
def test_ctrl_c_at_the_very_start_shows_no_insides(module: str, place: Place) -> None:
    program = (sys.executable, "-c", INTERRUPTED_WHILE_IT_IMPORTS, module)
    result = place.run_program("list", program=program)
    assert (result.stdout, result.stderr, result.code) == ("", "error: interrupted\n", 130)


def test_a_second_interrupt_does_not_tear_up_the_answer_to_the_first(place: Place) -> None:
    def interrupt_again(console: Console, text: str) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        sys.stderr.write(text)

    with more_commands(), mock.patch.object(Console, "complain", interrupt_again):
        result = place.run("fail", "interrupt")
    assert result.code == 130
    assert result.stderr == "error: interrupted"


def test_bytes_that_are_no_text_are_refused(place: Place) -> None:
    result = place.run("use", "\udcff")
    assert result.code == 2
    assert "UTF-8" in result.stderr


def test_a_reader_that_goes_away_is_no_error(place: Place) -> None:
    for arguments in ("config completion bash", "--help", "info --json"):
        command = f'"$0" {arguments} | true; echo " ${{PIPESTATUS[0]}}"'
        result = place.run_program(program=("bash", "-c", command, *PROGRAM))
        assert result == (" 0\n", "", 0)


def test_a_reader_that_goes_away_does_not_hide_a_failure(place: Place) -> None:
    command = '"$@" fail findings | true; echo " ${PIPESTATUS[0]}"'
    result = place.run_program(program=("bash", "-c", command, "bash", *ASKING))
    assert result.stdout == " 5\n"
    assert result.stderr == "error: the record does not verify\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a full disk to try")
@pytest.mark.parametrize("arguments", ["info", "--help", "config"])
def test_a_full_disk_is_one_line(arguments: str, place: Place) -> None:
    program = ("sh", "-c", f'"$0" {arguments} > /dev/full', *PROGRAM)
    result = place.run_program(program=program)
    assert result.code == 1
    assert len(result.stderr.splitlines()) == 1
    assert "No space left on device" in result.stderr


@pytest.mark.parametrize("typed", ["info 2>&-", "info <&-", "init --db kept.db >&- 2>&-"])
def test_closed_streams_are_no_trap(typed: str, place: Place) -> None:
    result = place.run_program(program=("sh", "-c", f'"$0" {typed}', *PROGRAM))
    assert result.code == 0
    assert result.stderr == ""


@pytest.mark.parametrize("arguments", ["info", "export", "verify", "list"])
def test_an_answer_that_nobody_can_get_is_an_error(arguments: str, place: Place) -> None:
    assert place.run("init", "--db", "parley.db").code == 0
    parties = ("--party", "A=Alder Party", "--party", "B=Birch Union")
    registered = place.run("new", "t", "--title", "T", "--arena", "A", "--tz", "UTC", *parties)
    assert registered.code == 0
    result = place.run_program(program=("sh", "-c", f'"$0" {arguments} >&-', *PROGRAM))
    assert result.code == 1
    assert result.stderr.splitlines()[0] == (
        "error: the answer could not be written: standard output is closed"
    )


def test_a_folder_that_is_gone_is_said(place: Place) -> None:
    command = 'mkdir gone && cd gone && rmdir ../gone && "$0" info'
    result = place.run_program(program=("sh", "-c", command, *PROGRAM))
    assert result.code == 1
    assert "no longer exists" in result.stderr


# On a terminal


def test_a_terminal_gets_a_table_and_a_pipe_gets_lines(place: Place) -> None:
    with Screen(place, "config", "list") as screen:
        assert screen.leave() == 0
        assert screen.text.splitlines()[0].split() == ["setting", "value", "from"]
        assert "\t" not in screen.text
        assert screen.coloured != screen.text
    assert place.run("config", "list").stdout.splitlines()[0] == "setting\tvalue\torigin"


def test_colour_can_be_refused_at_a_terminal(place: Place) -> None:
    for arguments, environment in (
        (("--color", "never"), {}),
        ((), {"NO_COLOR": "1"}),
        ((), {"TERM": "dumb"}),
        ((), {"PARLEY_COLOR": "never"}),
    ):
        for command in ("config list", "nothing"):
            with Screen(place, *arguments, *command.split(), environment=environment) as screen:
                screen.leave()
                assert screen.coloured == screen.text


def test_the_config_file_can_refuse_colour(place: Place) -> None:
    place.run("config", "set", "color", "never")
    for command in ("config list", "nothing"):
        with Screen(place, *command.split()) as screen:
            screen.leave()
            assert screen.coloured == screen.text


def test_the_drawn_table_can_be_asked_for_in_a_pipe(place: Place) -> None:
    arguments = ("config", "list", "--format", "table", "--color", "always")
    result = place.run(*arguments, environment={"NO_COLOR": "1"})
    assert "\x1b[1msetting" in result.stdout


# Completion


def complete(place: Place, words: str, reader: str = "bash") -> list[str]:
    environment = {
        "_PARLEY_COMPLETE": f"{reader}_complete",
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split(" ")) - 1),
    }
    result = place.run(environment=environment)
    assert result.stderr == ""
    return [line.partition(",")[2] for line in result.stdout.splitlines() if line]


def test_commands_options_and_settings_are_completed(place: Place) -> None:
    assert complete(place, "parley compa") == ["compare"]
    assert complete(place, "parley --no") == ["--no-input"]
    assert complete(place, "parley config un") == ["unset"]
    assert complete(place, "parley config get re") == ["recorder"]
    assert complete(place, "parley config completion f") == ["fish"]


def test_completing_a_command_does_not_import_it(place: Place) -> None:
    with mock.patch.object(cli.command, "import_module", side_effect=AssertionError):
        assert complete(place, "parley compa") == ["compare"]


def test_pressing_tab_never_shows_an_error(place: Place) -> None:
    (place.here / "parley.toml").write_text("[")
    assert complete(place, "parley -n ") == []
    assert complete(place, "parley nothing --no") == ["--no-input"]
    assert complete(place, "parley comp", reader="tcsh") == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_its_script(shell: str, place: Place) -> None:
    result = place.run_program("config", "completion", shell)
    assert result.code == 0
    assert "_PARLEY_COMPLETE" in result.stdout


def test_bash_takes_the_script(place: Place) -> None:
    script = 'eval "$("$0" config completion bash)" && complete -p parley'
    done = place.run_program(program=("bash", "-c", script, *PROGRAM))
    assert "parley" in done.stdout
    assert done.code == 0
