"""The `parley` command: the one way in and out of a run.

Which commands there are, `cli/commands.py` says.
"""

import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import copy_context
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import click

from parley.answers.acts import Act, face
from parley.answers.failing import Failure, Kind, mask_passwords
from parley.answers.forms import PROGRAMS
from parley.answers.language import say, say_list
from parley.cli import commands
from parley.cli.command import Group, global_options, load
from parley.cli.commands import COMPLETE_VARIABLE, Page, as_parley
from parley.cli.config import is_text
from parley.cli.console import Console
from parley.cli.context import App
from parley.cli.errors import failure_from, render_failure
from parley.cli.paths import write_file
from parley.events.clock import Clock, wall_clock

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


class Table(Page, Group):
    """The commands of the table, each imported when it is named."""

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Return the global options; here they are the command's own."""
        return click.Group.get_params(self, ctx)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002 - click's signature
        cmd_name: str,
    ) -> click.Command | None:
        """Import and return the command of that name."""
        for entry in commands.COMMANDS:
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

    def shell_complete(self, ctx: click.Context, incomplete: str) -> "list[CompletionItem]":
        """Complete command names from the table, options as every command does."""
        from click.shell_completion import CompletionItem

        found = [
            CompletionItem(entry.name, help=entry.help)
            for entry in commands.COMMANDS
            if entry.name.startswith(incomplete)
        ]
        return found + click.Command.shell_complete(self, ctx, incomplete)


parley: Final = as_parley(Table, global_options(late=False))


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
    instruction = os.environ.get(COMPLETE_VARIABLE)
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
        return shell_complete(parley, {"obj": app}, "parley", COMPLETE_VARIABLE, instruction)
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
