"""The `parley` command: the table of commands, and the one way in and out of a run.

`parley --help` must be instant, so a command's module is imported only when that command is
named; the table below carries what the help needs. To add a command, write it in a module of
`read/`, `record/` or `keep/` as `cli/command.py` shows and add one line to COMMANDS, in the section
and the place where its help should stand. The module registers nothing itself. Then `python -m
tests.generate` writes docs/cli.md again.
"""

import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import copy_context
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

import click

from parley.answers.acts import Act, face
from parley.answers.failing import Failure, Kind, mask_passwords
from parley.answers.forms import PROGRAMS
from parley.answers.language import say, say_list
from parley.cli.command import Group, global_options, load
from parley.cli.config import is_text
from parley.cli.console import Console
from parley.cli.context import App
from parley.cli.errors import failure_from, render_failure
from parley.cli.paths import write_file
from parley.events.clock import Clock, wall_clock

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

START: Final = "Start"
RECORD: Final = "Record"
LOOK: Final = "Look"
CHECK: Final = "Check and share"
MANAGE: Final = "Manage"
SECTIONS: Final = (START, RECORD, LOOK, CHECK, MANAGE)

_COMPLETE_VARIABLE: Final = "_PARLEY_COMPLETE"


class Entry(NamedTuple):
    """A command in the table: `place` is its click command, as `module:attribute`."""

    name: str
    place: str
    section: str
    help: str


def _section(section: str, *rows: tuple[str, str, str]) -> tuple[Entry, ...]:
    """Return the commands of a section: name, place in this package, help."""
    return tuple(Entry(name, f"parley.cli.{place}", section, said) for name, place, said in rows)


COMMANDS: Final = (
    *_section(
        START,
        ("init", "keep.start:init", "Make an empty ledger."),
        ("new", "record.registering:new", "Register a negotiation or a contest."),
        ("use", "keep.manage:use", "Choose the negotiation that commands mean."),
        ("list", "read.list:list_things", "List negotiations; or corrections, checks, exports."),
        ("demo", "keep.demo:demo", "Record, replay and check one real report."),
    ),
    *_section(
        RECORD,
        ("propose", "record.steps_talks:propose", "A party proposes an alliance."),
        ("open", "record.steps_talks:open_talks", "Talks are under way."),
        ("meet", "record.steps_talks:meet", "Participants met or telephoned."),
        ("offer", "record.steps_offers:offer", "A party offers something."),
        ("counter", "record.steps_offers:counter", "It names something else instead."),
        ("demand", "record.steps_offers:demand", "A party asks for something."),
        ("accept", "record.steps_offers:accept", "A receiver accepts an offer."),
        ("reject", "record.steps_offers:reject", "An offer, a demand or a meeting is refused."),
        ("withdraw", "record.steps_offers:withdraw", "An offer is taken back, a demand dropped."),
        ("condition", "record.steps_offers:condition", "A condition is set, or what became of it."),
        ("deadline", "record.steps_dates:deadline", "A date is set, expected, or moved."),
        ("ultimatum", "record.steps_dates:ultimatum", "A demand with a date or a threat."),
        ("deal", "record.steps_deals:deal", "All agree: on a deal, a part of one, a change of it."),
        ("ratify", "record.steps_deals:ratify", "A body approves or rejects the deal."),
        ("vote", "record.steps_deals:vote", "A parliament or a body of a party votes."),
        ("follow", "record.steps_deals:follow", "What became of something that was agreed."),
        ("break", "record.steps_deals:break_deal", "A party ends a deal."),
        ("suspend", "record.steps_talks:suspend", "Talks pause."),
        ("resume", "record.steps_talks:resume", "Talks go on."),
        ("collapse", "record.steps_talks:collapse", "Talks end without a deal."),
        ("join", "record.steps_people:join", "A party sits down at the table."),
        ("leave", "record.steps_people:leave", "A party gets up from the table."),
        ("appoint", "record.steps_people:appoint", "Somebody is named to negotiate."),
        ("mandate", "record.steps_people:mandate", "What somebody may agree to."),
        ("task", "record.steps_people:task", "A task ends, or a resignation is refused."),
        ("say", "record.steps_people:say", "Somebody says something about the talks."),
        ("move", "record.steps_people:move", "A move away from the table: lists, other pacts."),
        ("close", "record.steps_talks:close", "The contest has decided."),
        ("cite", "record.steps_corrections:cite", "A second source for a step."),
        ("correct", "record.steps_corrections:correct", "Set our own mistake right."),
        ("retract", "record.steps_corrections:retract", "Take back an entry of ours."),
        ("record", "record.steps_any:record", "Any step by its type, and what all these take."),
        ("import", "record.importing:import_file", "Record a file of entries or of commands."),
    ),
    *_section(
        LOOK,
        ("status", "read.standing:status", "Say where the talks, or those of a contest, stand."),
        ("story", "read.plain:story", "Tell the talks in about five sentences."),
        ("log", "read.log:log", "Show the timeline, or follow what is recorded."),
        ("show", "read.show:show", "Show one step in full, and why it was allowed."),
        ("table", "read.plain:table", "Show what stands on the table."),
        ("offers", "read.offers:offers", "Show offers and demands with their status."),
        ("claims", "read.claims:claims", "Show what only somebody's word stands for; conflicts."),
        ("agreed", "read.agreed:agreed", "Show what is agreed, claimed and open."),
        ("quotes", "read.plain:quotes", "Search the words of the reports."),
        ("dates", "read.plain:dates", "Show dates and what became of them."),
        ("people", "read.plain:people", "Show who speaks for whom, and who mediated."),
        ("exclusions", "read.plain:exclusions", "Show who will not sit with whom."),
        ("attempts", "read.plain:attempts", "Show attempts, their days and who ended them."),
        ("diff", "read.diff:diff", "Show what changed: between two times, since you looked."),
        ("compare", "read.compare:compare", "Put two negotiations side by side."),
        ("blame", "read.plain:blame", "Say which step set a field, and who said so."),
        ("find-first", "read.plain:find_first", "Find when a condition first held."),
        ("line", "read.plain:line", "Write publishable sentences, each with its hedge."),
        ("replay", "read.replay:replay", "Replay the history step by step."),
        ("chart", "read.chart:chart", "Draw the timeline, or offers over it."),
    ),
    *_section(
        CHECK,
        ("verify", "keep.checking:verify_ledger", "Derive and compare everything."),
        ("report", "read.report:report", "Write an extract that can be cited."),
        ("export", "keep.export:export", "Write the records as JSON lines."),
    ),
    *_section(
        MANAGE,
        ("register", "record.register:register", "Parties, people, offices, outlets; a change."),
        ("source", "record.sources:source", "The reports, and who looked for them."),
        ("db", "keep.db:db", "The ledger's place: backup, copy, rebuild, clocks."),
        ("config", "keep.manage:config", "Settings, and the script for Tab completion."),
        ("info", "keep.info:info", "Show version, paths, settings and libraries."),
    ),
)

FIRST: Final = (
    *("init", "new", "offer", "say", "correct", "import"),
    *("log", "table", "status", "verify"),
)
"""The ten that a newcomer needs."""

_HELP: Final = f"""Keep the record of alliance negotiations: who offered what, to whom, when,
according to whom.

The ten to begin with: {", ".join(FIRST)}.

Options of this page may also stand after a command's name. A command's own page is
`parley COMMAND --help`.
"""


class Table(Group):
    """The commands of COMMANDS, each imported when it is named."""

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Return the global options; here they are the command's own."""
        return click.Group.get_params(self, ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names in the order of the table."""
        return [entry.name for entry in COMMANDS]

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002 - click's signature
        cmd_name: str,
    ) -> click.Command | None:
        """Import and return the command of that name."""
        for entry in COMMANDS:
            if entry.name == cmd_name:
                return load(entry.place)
        return None

    def meant(
        self,
        ctx: click.Context,  # noqa: ARG002 - Group's signature
        name: str,
    ) -> str:
        """Return what a word that people try first, or that went, is called here, or nothing."""
        from parley.cli.synonyms import COMMANDS as MEANT
        from parley.cli.synonyms import GONE

        return say("it is now: {now}", now=GONE[name]) if name in GONE else MEANT.get(name, "")

    def format_commands(
        self,
        ctx: click.Context,  # noqa: ARG002 - click's signature
        formatter: click.HelpFormatter,
    ) -> None:
        """Write the sections from the table, without importing a command."""
        for section in SECTIONS:
            rows = [(entry.name, entry.help) for entry in COMMANDS if entry.section == section]
            if rows:
                with formatter.section(section):
                    formatter.write_dl(rows)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> "list[CompletionItem]":
        """Complete command names from the table, options as every command does."""
        from click.shell_completion import CompletionItem

        commands = [
            CompletionItem(entry.name, help=entry.help)
            for entry in COMMANDS
            if entry.name.startswith(incomplete)
        ]
        return commands + click.Command.shell_complete(self, ctx, incomplete)


parley: Final = Table(
    "parley",
    help=_HELP,
    params=[*global_options(late=False)],
    context_settings={"help_option_names": ["-h", "--help"], "auto_envvar_prefix": "PARLEY"},
)
click.version_option(package_name="parley-ledger", message="%(prog)s %(version)s")(parley)


def main(args: Sequence[str] | None = None, *, clock: Clock = wall_clock) -> int:
    """Run one command line (`sys.argv` without the program by default); return its exit code.

    `clock` gives the time in µs since 1970. What goes wrong is shown on stderr, never raised.
    """
    arguments = list(sys.argv[1:] if args is None else args)
    return copy_context().run(_main, arguments, clock)  # language and face end with the run


def _main(arguments: list[str], clock: Clock) -> int:
    app = App(Console(), clock)
    face(_typed)
    try:
        with app:
            try:
                code = _run(app, arguments)
            except Exception as error:
                if (damage := _damage_behind(app, error)) is not None:
                    raise damage from error
                raise
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        app.console.stop_writing()
        return 0
    except (Exception, KeyboardInterrupt) as error:
        with _deaf_to_interrupts():
            return _fail(app, error, arguments)


def _typed(act: Act) -> str:
    from parley.cli.acts import typed

    return typed(act)


def _run(app: App, arguments: list[str]) -> int:
    instruction = os.environ.get(_COMPLETE_VARIABLE)
    if instruction:
        return _complete(app, instruction)
    for argument in arguments:
        if not is_text(argument):
            detail = say("an argument is not valid UTF-8: {argument!a}", argument)
            raise Failure(Kind.USAGE, detail, hint=say("set the terminal to UTF-8"))
    try:
        with parley.make_context("parley", arguments, obj=app) as context:
            parley.invoke(context)
    except click.exceptions.NoArgsIsHelpError as error:
        # `parley` and `parley config` alone: help is what was asked for, not a mistake.
        app.console.write(f"{error.format_message()}\n")
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    return 0


def _complete(app: App, instruction: str) -> int:
    """Answer the shell that asks what could stand here."""
    from click.shell_completion import shell_complete

    try:
        return shell_complete(parley, {"obj": app}, "parley", _COMPLETE_VARIABLE, instruction)
    except Exception:
        # A traceback in the middle of a line being typed helps nobody.
        return 1


def _fail(app: App, error: BaseException, arguments: Sequence[str]) -> int:
    failure = failure_from(error)
    if failure.kind is Kind.INTERNAL:
        failure = _keep_traceback(app, failure, error, arguments)
    app.decide_colour()
    console = app.console
    console.settle()
    if app.recorded:
        return _answer_anyway(app, failure)
    if failure.kind is Kind.INTERRUPTED and sys.stderr.isatty():
        console.complain("")  # the terminal has written ^C without a line break
    console.complain(render_failure(failure, as_json=_wants_json(app, arguments)))
    return failure.kind.exit_code


def _answer_anyway(app: App, failure: Failure) -> int:
    """Say what was recorded before something failed: whoever reads an error types it again."""
    recorded = say_list(app.recorded)
    if failure.kind is Kind.INTERRUPTED:
        app.console.complain(say("recorded {recorded}, and then interrupted", recorded))
        return failure.kind.exit_code
    app.console.complain(
        say(
            "recorded {recorded}; what comes after that could not be done: {detail}",
            recorded,
            failure.detail,
        )
    )
    return 0


def _damage_behind(app: App, error: Exception) -> Failure | None:
    """Return that the ledger is damaged, where that may be what nobody foresaw."""
    if app.opened is None or failure_from(error).kind is not Kind.INTERNAL:
        return None
    from parley.cli.keep.checking import damage_in

    try:
        return damage_in(app.opened)
    except Exception:
        return None  # the first error is the one that must be shown


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Let a second Ctrl-C not tear up the answer to the first."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _wants_json(app: App, arguments: Sequence[str]) -> bool:
    """Whether a program reads the error; the arguments count where parsing did not get that far."""
    if app.layout.format is not None:
        return app.layout.format in PROGRAMS
    words = list(arguments)
    if "--" in words:
        words = words[: words.index("--")]
    joined = {*words, *(f"{option}={value}" for option, value in pairwise(words))}
    return any(f"--{each}" in joined or f"--format={each}" in joined for each in PROGRAMS)


def _keep_traceback(
    app: App, failure: Failure, error: BaseException, arguments: Sequence[str]
) -> Failure:
    """Write what a developer needs to a file and return the failure that names the file."""
    import traceback

    report = f"command: {arguments!a}\npython: {sys.version}\n\n" + "".join(
        traceback.format_exception(error)
    )
    try:
        write_file(app.paths.crash_file, mask_passwords(report))
        hint = say(
            "please report it with {crash_file} and the output of parley info",
            app.paths.crash_file,
        )
    except Exception:
        # The first error is the one that must be shown, even if no file can be written.
        hint = say("please report it; the details could not be written to a file")
    return Failure(failure.kind, failure.detail, hint=hint)
