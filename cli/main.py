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
    """A command in the table: `attribute` of `module`, seen from `parley.cli`, is the command."""

    name: str
    module: str
    attribute: str
    section: str
    help: str


COMMANDS: Final = (
    Entry("init", ".keep.start", "init", START, "Make an empty ledger."),
    Entry("new", ".record.registering", "new", START, "Register a negotiation or a contest."),
    Entry("use", ".keep.manage", "use", START, "Choose the negotiation that commands mean."),
    Entry("list", ".read.standing", "list_negotiations", START, "List negotiations and contests."),
    Entry("demo", ".keep.demo", "demo", START, "Record, replay and check one real report."),
    Entry("propose", ".record.steps_talks", "propose", RECORD, "A party proposes an alliance."),
    Entry(
        "welcome", ".record.steps_talks", "welcome", RECORD, "Somebody welcomes it, and no more."
    ),
    Entry("open", ".record.steps_talks", "open_talks", RECORD, "Talks are under way."),
    Entry("meet", ".record.steps_talks", "meet", RECORD, "Participants met or telephoned."),
    Entry("offer", ".record.steps_offers", "offer", RECORD, "A party offers something."),
    Entry("counter", ".record.steps_offers", "counter", RECORD, "It names something else instead."),
    Entry("demand", ".record.steps_offers", "demand", RECORD, "A party asks for something."),
    Entry("accept", ".record.steps_offers", "accept", RECORD, "A receiver accepts an offer."),
    Entry(
        "reject",
        ".record.steps_offers",
        "reject",
        RECORD,
        "An offer, a demand or a meeting is refused.",
    ),
    Entry("withdraw", ".record.steps_offers", "withdraw", RECORD, "The giver takes an offer back."),
    Entry("concede", ".record.steps_offers", "concede", RECORD, "A party drops a demand."),
    Entry(
        "condition",
        ".record.steps_offers",
        "condition",
        RECORD,
        "A condition is set, met, failed or waived.",
    ),
    Entry(
        "deadline", ".record.steps_dates", "deadline", RECORD, "A date is set, expected, or moved."
    ),
    Entry(
        "ultimatum", ".record.steps_dates", "ultimatum", RECORD, "A demand with a date or a threat."
    ),
    Entry(
        "partial", ".record.steps_deals", "partial", RECORD, "Something is agreed short of a deal."
    ),
    Entry("deal", ".record.steps_deals", "deal", RECORD, "Every party agrees."),
    Entry("amend", ".record.steps_deals", "amend", RECORD, "A deal is changed."),
    Entry(
        "ratify", ".record.steps_deals", "ratify", RECORD, "A body approves or rejects the deal."
    ),
    Entry("break", ".record.steps_deals", "break_deal", RECORD, "A party ends a deal."),
    Entry("collapse", ".record.steps_talks", "collapse", RECORD, "Talks end without a deal."),
    Entry("resume", ".record.steps_talks", "resume", RECORD, "Talks go on."),
    Entry("suspend", ".record.steps_talks", "suspend", RECORD, "Talks pause."),
    Entry("join", ".record.steps_people", "join", RECORD, "A party sits down at the table."),
    Entry("leave", ".record.steps_people", "leave", RECORD, "A party gets up from the table."),
    Entry("appoint", ".record.steps_people", "appoint", RECORD, "Somebody is named to negotiate."),
    Entry("say", ".record.steps_people", "say", RECORD, "Somebody says something about the talks."),
    Entry(
        "move",
        ".record.steps_people",
        "move",
        RECORD,
        "A move away from the table: lists, other pacts.",
    ),
    Entry("close", ".record.steps_talks", "close", RECORD, "The contest has decided."),
    Entry("cite", ".record.steps_corrections", "cite", RECORD, "A second source for a step."),
    Entry("correct", ".record.steps_corrections", "correct", RECORD, "Set our own mistake right."),
    Entry("retract", ".record.steps_corrections", "retract", RECORD, "Take back an entry of ours."),
    Entry("rename", ".record.steps_corrections", "rename", RECORD, "A party took another name."),
    Entry(
        "amend-registration",
        ".record.steps_corrections",
        "amend_registration",
        RECORD,
        "The registered world changed.",
    ),
    Entry(
        "record",
        ".record.steps_any",
        "record",
        RECORD,
        "Any step of the catalogue, and what all these take.",
    ),
    Entry("checked", ".record.checks", "checked", RECORD, "Somebody looked for news."),
    Entry(
        "import",
        ".record.importing",
        "import_file",
        RECORD,
        "Record a file of entries, all or none.",
    ),
    Entry("batch", ".record.batch", "batch", RECORD, "Record a file of commands, all or none."),
    Entry("status", ".read.standing", "status", LOOK, "Say where the talks stand."),
    Entry("log", ".read.log", "log", LOOK, "Show the timeline."),
    Entry("show", ".read.show", "show", LOOK, "Show one step in full."),
    Entry("offers", ".read.offers", "offers", LOOK, "Show offers and demands with their status."),
    Entry("table", ".read.table", "table", LOOK, "Show what stands on the table."),
    Entry("claims", ".read.claims", "claims", LOOK, "Show what only somebody's word stands for."),
    Entry("agreed", ".read.agreed", "agreed", LOOK, "Show what is agreed, claimed and open."),
    Entry("moves", ".read.moves", "moves", LOOK, "Show moves away from the table."),
    Entry("conflicts", ".read.conflicts", "conflicts", LOOK, "Show figures that contradict."),
    Entry("quotes", ".read.quotes", "quotes", LOOK, "Search the words of the reports."),
    Entry("deadlines", ".read.deadlines", "deadlines", LOOK, "Show dates and what became of them."),
    Entry("people", ".read.people", "people", LOOK, "Show who speaks for whom, and who mediated."),
    Entry(
        "rounds", ".read.rounds", "rounds", LOOK, "Show attempts, their days and who ended them."
    ),
    Entry("contest", ".read.contest", "contest", LOOK, "Show a contest's negotiations together."),
    Entry("compare", ".read.compare", "compare", LOOK, "Put two negotiations side by side."),
    Entry("checks", ".read.checks", "checks", LOOK, "Show who looked where for news."),
    Entry("diff", ".read.diff", "diff", LOOK, "Show what two answers say differently."),
    Entry("blame", ".read.blame", "blame", LOOK, "Say which step set a field, and who said so."),
    Entry(
        "find-first", ".read.find_first", "find_first", LOOK, "Find when a condition first held."
    ),
    Entry("changes", ".read.changes", "changes", LOOK, "Show what changed since you looked."),
    Entry("explain", ".read.explain", "explain", LOOK, "Explain a step and what rests on it."),
    Entry("line", ".read.line", "line", LOOK, "Write publishable sentences, each with its hedge."),
    Entry("replay", ".read.replay", "replay", LOOK, "Replay the history step by step."),
    Entry("watch", ".read.watch", "watch", LOOK, "Show each new record as it is recorded."),
    Entry("chart", ".read.chart", "chart", LOOK, "Draw the timeline, or offers over it."),
    Entry("verify", ".keep.checking", "verify_ledger", CHECK, "Derive and compare everything."),
    Entry("rebuild", ".keep.checking", "rebuild", CHECK, "Make the view tables again."),
    Entry("clock", ".record.clocks", "clock", CHECK, "Put wrong dates of records right."),
    Entry("corrections", ".read.corrections", "corrections", CHECK, "Show ours and theirs, apart."),
    Entry("report", ".read.report", "report", CHECK, "Write an extract that can be cited."),
    Entry("export", ".keep.export", "export", CHECK, "Write the records as JSON lines."),
    Entry("exports", ".read.exports", "exports", CHECK, "List who was shown what."),
    Entry("refusals", ".read.refusals", "refusals", CHECK, "List what was tried and refused."),
    Entry("party", ".record.parties", "party", MANAGE, "The parties here and in the register."),
    Entry("person", ".record.identities", "person", MANAGE, "The people of the register."),
    Entry("office", ".record.identities", "office", MANAGE, "The offices of the register."),
    Entry("outlet", ".record.identities", "outlet", MANAGE, "The outlets of the register."),
    Entry("source", ".record.sources", "source", MANAGE, "Describe and list the reports."),
    Entry("db", ".keep.db", "db", MANAGE, "Look after the ledger's place: backup, copy, migrate."),
    Entry(
        "keep-refusals",
        ".record.keep_refusals",
        "keep_refusals",
        MANAGE,
        "Keep refused attempts, or stop keeping them.",
    ),
    Entry("config", ".keep.manage", "config", MANAGE, "Read or change settings."),
    Entry(
        "completion", ".keep.manage", "completion", MANAGE, "Print the script for Tab completion."
    ),
    Entry("info", ".keep.info", "info", MANAGE, "Show version, paths, settings and libraries."),
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
                command = getattr(import_module(entry.module, "parley.cli"), entry.attribute)
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
