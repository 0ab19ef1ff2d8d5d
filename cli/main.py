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
from importlib import import_module
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

import click

from parley.answers.acts import Act, face
from parley.answers.failing import Failure, Kind, mask_passwords
from parley.answers.language import say, say_list
from parley.cli.command import Group, global_options
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
    """A command in the table: `attribute` of `module` is its click command."""

    name: str
    module: str
    attribute: str
    section: str
    help: str


COMMANDS: Final = (
    Entry("init", "parley.cli.keep.start", "init", START, "Make an empty ledger."),
    Entry(
        "new", "parley.cli.record.registering", "new", START, "Register a negotiation or a contest."
    ),
    Entry(
        "use", "parley.cli.keep.manage", "use", START, "Choose the negotiation that commands mean."
    ),
    Entry(
        "list",
        "parley.cli.read.standing",
        "list_negotiations",
        START,
        "List negotiations and contests.",
    ),
    Entry(
        "demo", "parley.cli.keep.demo", "demo", START, "Record, replay and check one real report."
    ),
    Entry(
        "propose",
        "parley.cli.record.steps_talks",
        "propose",
        RECORD,
        "A party proposes an alliance.",
    ),
    Entry(
        "welcome",
        "parley.cli.record.steps_talks",
        "welcome",
        RECORD,
        "Somebody welcomes it, and no more.",
    ),
    Entry("open", "parley.cli.record.steps_talks", "open_talks", RECORD, "Talks are under way."),
    Entry(
        "meet", "parley.cli.record.steps_talks", "meet", RECORD, "Participants met or telephoned."
    ),
    Entry("offer", "parley.cli.record.steps_offers", "offer", RECORD, "A party offers something."),
    Entry(
        "counter",
        "parley.cli.record.steps_offers",
        "counter",
        RECORD,
        "It names something else instead.",
    ),
    Entry(
        "demand", "parley.cli.record.steps_offers", "demand", RECORD, "A party asks for something."
    ),
    Entry(
        "accept", "parley.cli.record.steps_offers", "accept", RECORD, "A receiver accepts an offer."
    ),
    Entry(
        "reject",
        "parley.cli.record.steps_offers",
        "reject",
        RECORD,
        "An offer, a demand or a meeting is refused.",
    ),
    Entry(
        "withdraw",
        "parley.cli.record.steps_offers",
        "withdraw",
        RECORD,
        "The giver takes an offer back.",
    ),
    Entry(
        "concede", "parley.cli.record.steps_offers", "concede", RECORD, "A party drops a demand."
    ),
    Entry(
        "condition",
        "parley.cli.record.steps_offers",
        "condition",
        RECORD,
        "A condition is set, met, failed or waived.",
    ),
    Entry(
        "deadline",
        "parley.cli.record.steps_dates",
        "deadline",
        RECORD,
        "A date is set, expected, or moved.",
    ),
    Entry(
        "ultimatum",
        "parley.cli.record.steps_dates",
        "ultimatum",
        RECORD,
        "A demand with a date or a threat.",
    ),
    Entry(
        "partial",
        "parley.cli.record.steps_deals",
        "partial",
        RECORD,
        "Something is agreed short of a deal.",
    ),
    Entry("deal", "parley.cli.record.steps_deals", "deal", RECORD, "Every party agrees."),
    Entry("amend", "parley.cli.record.steps_deals", "amend", RECORD, "A deal is changed."),
    Entry(
        "ratify",
        "parley.cli.record.steps_deals",
        "ratify",
        RECORD,
        "A body approves or rejects the deal.",
    ),
    Entry("break", "parley.cli.record.steps_deals", "break_deal", RECORD, "A party ends a deal."),
    Entry(
        "collapse", "parley.cli.record.steps_talks", "collapse", RECORD, "Talks end without a deal."
    ),
    Entry("resume", "parley.cli.record.steps_talks", "resume", RECORD, "Talks go on."),
    Entry("suspend", "parley.cli.record.steps_talks", "suspend", RECORD, "Talks pause."),
    Entry(
        "join", "parley.cli.record.steps_people", "join", RECORD, "A party sits down at the table."
    ),
    Entry(
        "leave",
        "parley.cli.record.steps_people",
        "leave",
        RECORD,
        "A party gets up from the table.",
    ),
    Entry(
        "appoint",
        "parley.cli.record.steps_people",
        "appoint",
        RECORD,
        "Somebody is named to negotiate.",
    ),
    Entry(
        "say",
        "parley.cli.record.steps_people",
        "say",
        RECORD,
        "Somebody says something about the talks.",
    ),
    Entry(
        "move",
        "parley.cli.record.steps_people",
        "move",
        RECORD,
        "A move away from the table: lists, other pacts.",
    ),
    Entry("close", "parley.cli.record.steps_talks", "close", RECORD, "The contest has decided."),
    Entry(
        "cite", "parley.cli.record.steps_corrections", "cite", RECORD, "A second source for a step."
    ),
    Entry(
        "correct",
        "parley.cli.record.steps_corrections",
        "correct",
        RECORD,
        "Set our own mistake right.",
    ),
    Entry(
        "retract",
        "parley.cli.record.steps_corrections",
        "retract",
        RECORD,
        "Take back an entry of ours.",
    ),
    Entry(
        "rename",
        "parley.cli.record.steps_corrections",
        "rename",
        RECORD,
        "A party took another name.",
    ),
    Entry(
        "amend-registration",
        "parley.cli.record.steps_corrections",
        "amend_registration",
        RECORD,
        "The registered world changed.",
    ),
    Entry(
        "record",
        "parley.cli.record.steps_any",
        "record",
        RECORD,
        "Any step of the catalogue, and what all these take.",
    ),
    Entry("checked", "parley.cli.record.checks", "checked", RECORD, "Somebody looked for news."),
    Entry(
        "import",
        "parley.cli.record.importing",
        "import_file",
        RECORD,
        "Record a file of entries, all or none.",
    ),
    Entry(
        "batch",
        "parley.cli.record.batch",
        "batch",
        RECORD,
        "Record a file of commands, all or none.",
    ),
    Entry("status", "parley.cli.read.standing", "status", LOOK, "Say where the talks stand."),
    Entry("log", "parley.cli.read.log", "log", LOOK, "Show the timeline."),
    Entry("show", "parley.cli.read.show", "show", LOOK, "Show one step in full."),
    Entry(
        "offers",
        "parley.cli.read.offers",
        "offers",
        LOOK,
        "Show offers and demands with their status.",
    ),
    Entry("table", "parley.cli.read.table", "table", LOOK, "Show what stands on the table."),
    Entry(
        "claims",
        "parley.cli.read.claims",
        "claims",
        LOOK,
        "Show what only somebody's word stands for.",
    ),
    Entry(
        "agreed", "parley.cli.read.agreed", "agreed", LOOK, "Show what is agreed, claimed and open."
    ),
    Entry("moves", "parley.cli.read.moves", "moves", LOOK, "Show moves away from the table."),
    Entry(
        "conflicts", "parley.cli.read.conflicts", "conflicts", LOOK, "Show figures that contradict."
    ),
    Entry("quotes", "parley.cli.read.quotes", "quotes", LOOK, "Search the words of the reports."),
    Entry(
        "deadlines",
        "parley.cli.read.deadlines",
        "deadlines",
        LOOK,
        "Show dates and what became of them.",
    ),
    Entry(
        "people",
        "parley.cli.read.people",
        "people",
        LOOK,
        "Show who speaks for whom, and who mediated.",
    ),
    Entry(
        "rounds",
        "parley.cli.read.rounds",
        "rounds",
        LOOK,
        "Show attempts, their days and who ended them.",
    ),
    Entry(
        "contest",
        "parley.cli.read.contest",
        "contest",
        LOOK,
        "Show a contest's negotiations together.",
    ),
    Entry(
        "compare", "parley.cli.read.compare", "compare", LOOK, "Put two negotiations side by side."
    ),
    Entry("checks", "parley.cli.read.checks", "checks", LOOK, "Show who looked where for news."),
    Entry("diff", "parley.cli.read.diff", "diff", LOOK, "Show what two answers say differently."),
    Entry(
        "blame",
        "parley.cli.read.blame",
        "blame",
        LOOK,
        "Say which step set a field, and who said so.",
    ),
    Entry(
        "find-first",
        "parley.cli.read.find_first",
        "find_first",
        LOOK,
        "Find when a condition first held.",
    ),
    Entry(
        "changes", "parley.cli.read.changes", "changes", LOOK, "Show what changed since you looked."
    ),
    Entry(
        "explain",
        "parley.cli.read.explain",
        "explain",
        LOOK,
        "Explain a step and what rests on it.",
    ),
    Entry(
        "line",
        "parley.cli.read.line",
        "line",
        LOOK,
        "Write publishable sentences, each with its hedge.",
    ),
    Entry("replay", "parley.cli.read.replay", "replay", LOOK, "Replay the history step by step."),
    Entry(
        "watch", "parley.cli.read.watch", "watch", LOOK, "Show each new record as it is recorded."
    ),
    Entry("chart", "parley.cli.read.chart", "chart", LOOK, "Draw the timeline, or offers over it."),
    Entry(
        "verify",
        "parley.cli.keep.checking",
        "verify_ledger",
        CHECK,
        "Derive and compare everything.",
    ),
    Entry("rebuild", "parley.cli.keep.checking", "rebuild", CHECK, "Make the view tables again."),
    Entry("clock", "parley.cli.record.clocks", "clock", CHECK, "Put wrong dates of records right."),
    Entry(
        "corrections",
        "parley.cli.read.corrections",
        "corrections",
        CHECK,
        "Show ours and theirs, apart.",
    ),
    Entry(
        "report", "parley.cli.read.report", "report", CHECK, "Write an extract that can be cited."
    ),
    Entry("export", "parley.cli.keep.export", "export", CHECK, "Write the records as JSON lines."),
    Entry("exports", "parley.cli.read.exports", "exports", CHECK, "List who was shown what."),
    Entry(
        "refusals",
        "parley.cli.read.refusals",
        "refusals",
        CHECK,
        "List what was tried and refused.",
    ),
    Entry(
        "party",
        "parley.cli.record.parties",
        "party",
        MANAGE,
        "The parties here and in the register.",
    ),
    Entry(
        "person", "parley.cli.record.identities", "person", MANAGE, "The people of the register."
    ),
    Entry(
        "office", "parley.cli.record.identities", "office", MANAGE, "The offices of the register."
    ),
    Entry(
        "outlet", "parley.cli.record.identities", "outlet", MANAGE, "The outlets of the register."
    ),
    Entry(
        "source", "parley.cli.record.sources", "source", MANAGE, "Describe and list the reports."
    ),
    Entry(
        "db",
        "parley.cli.keep.db",
        "db",
        MANAGE,
        "Look after the ledger's place: backup, copy, migrate.",
    ),
    Entry(
        "keep-refusals",
        "parley.cli.record.keep_refusals",
        "keep_refusals",
        MANAGE,
        "Keep refused attempts, or stop keeping them.",
    ),
    Entry("config", "parley.cli.keep.manage", "config", MANAGE, "Read or change settings."),
    Entry(
        "completion",
        "parley.cli.keep.manage",
        "completion",
        MANAGE,
        "Print the script for Tab completion.",
    ),
    Entry(
        "info",
        "parley.cli.keep.info",
        "info",
        MANAGE,
        "Show version, paths, settings and libraries.",
    ),
)

_HELP: Final = """Keep the record of alliance negotiations: who offered what, to whom, when,
according to whom.

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
                command = getattr(import_module(entry.module), entry.attribute)
                return command if isinstance(command, click.Command) else None
        return None

    def meant(
        self,
        ctx: click.Context,  # noqa: ARG002 - Group's signature
        name: str,
    ) -> str:
        """Return what a word that people try first is called here; nothing where it is none."""
        from parley.cli.synonyms import COMMANDS as MEANT

        return MEANT.get(name, "")

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
        return app.layout.format in ("json", "jsonl")
    words = list(arguments)
    if "--" in words:
        words = words[: words.index("--")]
    joined = {*words, *(f"{option}={value}" for option, value in pairwise(words))}
    return not joined.isdisjoint({"--json", "--jsonl", "--format=json", "--format=jsonl"})


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
