"""The one object that writes to the person's screen, so that one place decides about colour.

stdout is data, stderr is everything else. NO_COLOR, FORCE_COLOR, TERM=dumb and `--color` are
weighed here and nowhere else; rich is imported only when a terminal is really there to draw on.
A reader that goes away (`parley log | head`) is no error: what is written after that is dropped,
and the command keeps its own exit code, so that a failed verification cannot look like a success.
"""

import io
import os
import select
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, TextIO

import click

from parley.answers.failing import Failure, Kind
from parley.answers.language import say
from parley.answers.printing import printable

if TYPE_CHECKING:
    import rich.console
    import rich.table

PROGRESS_DELAY_SECONDS: Final = 0.5
_WIDTH_UNBOUNDED: Final = 100_000

Report = Callable[[int, int | None], None]
"""What a long operation calls as it goes: how many are done, of how many (None: not known)."""


class Console:
    """stdout and stderr of one run.

    `color` is auto, always or never (`--color`, or the setting of that name); `quiet` drops
    messages, `verbose` adds some; neither touches data or errors.
    """

    def __init__(self, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self.color = "auto"
        self.quiet = False
        self.verbose = False
        self._monotonic = monotonic
        self._said_once: set[str] = set()
        self._deserted = False
        self._closed = sys.stdout is None
        _open_closed_streams()
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                # The locale does not decide how the ledger's names are spelt.
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")

    @property
    def draws(self) -> bool:
        """Whether stdout is a terminal: tables there, tab-separated lines elsewhere."""
        return sys.stdout.isatty()

    @property
    def converses(self) -> bool:
        """Whether a person can be asked: they type into stdin and read stderr."""
        return sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()

    def colours(self, stream: TextIO) -> bool:
        """Whether to colour what goes to the stream.

        The choice itself comes first; then NO_COLOR (https://no-color.org), FORCE_COLOR, TERM=dumb
        and whether the stream is a terminal, in this order. An empty variable counts as not set.
        """
        if self.color != "auto":
            return self.color == "always"
        if os.environ.get("NO_COLOR"):
            return False
        if os.environ.get("FORCE_COLOR"):
            return True
        return os.environ.get("TERM") != "dumb" and stream.isatty()

    def write(self, text: str, *, result: bool = True) -> bool:
        """Write data to stdout; whether somebody still reads them.

        They are the result of the command, without which it has done nothing; or they tell of one
        that stands without them, such as a record that is made.

        Raises Failure when there is no room for them, and for a result where stdout is closed.
        """
        if self._closed and result:
            raise Failure(
                Kind.FAILED,
                say("the answer could not be written: standard output is closed"),
                hint=say("send it somewhere: `> FILE`, or `> /dev/null` to drop it"),
            )
        try:
            sys.stdout.write(text)
            sys.stdout.flush()
        except BrokenPipeError:
            self.stop_writing()
        except OSError as error:
            detail = say("the answer could not be written: {strerror}", error.strerror)
            raise Failure(Kind.FAILED, detail) from error
        return not self._deserted

    def is_read(self) -> bool:
        """Whether somebody may still read stdout; for who has nothing to write for a long time."""
        try:
            output = sys.stdout.fileno()
        except OSError:  # it is no file at all
            return not self._deserted
        poll = select.poll()
        poll.register(output, 0)
        gone = select.POLLERR | select.POLLHUP | select.POLLNVAL
        return not (self._deserted or any(events & gone for _, events in poll.poll(0)))

    def say(self, message: str) -> None:
        """Tell the person something that is not data; --quiet drops it."""
        if not self.quiet:
            self._write_error_line(printable(message))

    def say_once(self, message: str) -> None:
        """Tell it once, however many lines of one command are its cause."""
        if message not in self._said_once:
            self._said_once.add(message)
            self.say(message)

    def explain(self, message: str) -> None:
        """Tell the person what only --verbose shows."""
        if self.verbose:
            self._write_error_line(printable(message))

    def complain(self, text: str) -> None:
        """Show a rendered failure; nothing silences it."""
        text = printable(text)
        if self.colours(sys.stderr):
            for word, colour in (("error:", "red"), ("hint:", "cyan")):
                styled = click.style(word, fg=colour, bold=True)
                text = "\n".join(
                    line.replace(word, styled, 1) if line.startswith(word) else line
                    for line in text.split("\n")
                )
        self._write_error_line(text)

    def settle(self) -> None:
        """Get rid of what stdout still holds, so that nothing fails again after an error."""
        try:
            sys.stdout.flush()
        except OSError:
            self.stop_writing()

    def stop_writing(self) -> None:
        """Drop all further output to stdout: its reader has gone."""
        self._deserted = True
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, sys.stdout.fileno())
        os.close(silence)

    def draw(self, drawing: "rich.console.RenderableType") -> None:
        """Write a drawing to stdout: as wide as the terminal, in a pipe as wide as it needs."""
        width = None if sys.stdout.isatty() else _WIDTH_UNBOUNDED
        console = self.rich(sys.stdout, width=width)
        with console.capture() as capture:
            console.print(drawing)
        # Cells are padded to the column's width; at the end of a line that is only noise.
        self.write(
            "".join(f"{line.rstrip()}\n" for line in capture.get().removesuffix("\n").split("\n"))
        )

    def rich(self, stream: TextIO, *, width: int | None = None) -> "rich.console.Console":
        """Return rich's console on the stream; `width` in columns, None for the terminal's own."""
        from rich.console import Console as RichConsole

        return RichConsole(
            file=stream,
            width=width,
            color_system="standard" if self.colours(stream) else None,
            no_color=False,
            force_terminal=stream.isatty() or self.colours(stream),
            highlight=False,
            markup=False,
            emoji=False,
        )

    @contextmanager
    def progress(self, label: str) -> Iterator[Report]:
        """Give the `Report` of a long operation; a bar appears on stderr after half a second.

        Only on a terminal that can redraw a line, and never with --quiet; elsewhere the report is
        accepted and nothing is shown.
        """
        shown = sys.stderr.isatty() and os.environ.get("TERM") != "dumb" and not self.quiet
        if not shown:
            yield _report_to_nobody
            return
        started = self._monotonic()
        bar: _Bar | None = None

        def report(done: int, total: int | None) -> None:
            nonlocal bar
            if bar is None and self._monotonic() - started >= PROGRESS_DELAY_SECONDS:
                bar = _Bar(label, self.rich(sys.stderr))
            if bar is not None:
                bar.move(done, total)

        try:
            yield report
        finally:
            if bar is not None:
                bar.close()

    def _write_error_line(self, text: str) -> None:
        try:
            sys.stderr.write(text + "\n")
            sys.stderr.flush()
        except BrokenPipeError:
            # Nobody reads: there is nobody left to tell.
            return


def _report_to_nobody(done: int, total: int | None) -> None:
    """Take a report where there is no terminal to show it on."""


def _open_closed_streams() -> None:
    """Give a program that was started with `>&-` somewhere to write to, until it ends."""
    if sys.stdout is None:
        sys.stdout = Path(os.devnull).open("w")  # noqa: SIM115 - open as long as the program
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w")  # noqa: SIM115 - open as long as the program


class _Bar:
    """A line on stderr that redraws itself and is gone when the work is done."""

    def __init__(self, label: str, console: "rich.console.Console") -> None:
        from rich.progress import (
            BarColumn,
            MofNCompleteColumn,
            Progress,
            ProgressColumn,
            Task,
            TextColumn,
            TimeRemainingColumn,
        )
        from rich.text import Text

        class Rate(ProgressColumn):
            def render(self, task: Task) -> Text:
                return Text("" if task.speed is None else f"{task.speed:,.0f}/s")

        columns = (
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            Rate(),
            TimeRemainingColumn(),
        )
        self._progress = Progress(*columns, console=console, transient=True)
        self._task = self._progress.add_task(label, total=None)
        self._progress.start()

    def move(self, done: int, total: int | None) -> None:
        self._progress.update(self._task, completed=done, total=total)

    def close(self) -> None:
        self._progress.stop()
