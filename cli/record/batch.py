"""Files of commands, one a line, recorded all or none: what `import --from commands` does.

It is the notebook of somebody who records a day's news in one go. A file must mean the same
tomorrow, so nothing carries over into it; within it, a line carries over from the line before.
"""

import shlex
from collections.abc import Iterator
from itertools import islice
from typing import Final, NamedTuple

import click
import msgspec
from click.core import ParameterSource

from parley.answers.failing import Failure, Kind, with_hint
from parley.answers.language import say
from parley.answers.printing import printable
from parley.cli.context import App
from parley.cli.errors import failure_from
from parley.cli.incoming import DOCUMENT_BYTES_MAX, read_file
from parley.cli.record.files import keep_file, refuse_file
from parley.cli.record.keeping import Keeping
from parley.cli.record.notebook import Notebook
from parley.cli.record.writing import NOTEBOOK, Writer
from parley.drafting.files.documents import ENTRIES_MAX, Problem, text_problem
from parley.drafting.receipts import answer_of, lines_of
from parley.drafting.refusals import SHAPE, Refused

__all__ = ["record_commands"]

_OF_THE_WHOLE: Final = ("dry_run", "expect_version", "edit")
"""Options that a line cannot have, by their parameters' names."""


class Line(NamedTuple):
    """One command of a file, as it is typed, and the number of its first line."""

    number: int
    text: str


def record_commands(app: App, file: str, *, dry_run: bool) -> None:
    """Record a file of commands and answer; see `parley import --help`.

    Raises Failure with every problem as `file:line:field: reason`.
    """
    name, data = read_file(file, DOCUMENT_BYTES_MAX)
    app.open_ledger(write=True)
    notebook = Notebook(app, carries=False)
    lines: list[int] = []
    problems: list[Problem] = []
    for line in _few_enough(name, _lines(name, data)):
        try:
            _note(app, notebook, line)
        except Exception as error:
            problems.append(Problem(name, line.number, "", _reason(error)))
        lines += [line.number] * (len(notebook.drafts) - len(lines))
    if problems:
        raise refuse_file(name, problems)
    if not notebook.drafts:
        raise Failure(Kind.FAILED, say("{name} has no commands", name), hint="parley import --help")

    def locate(refused: Refused) -> Problem:
        guard = "" if refused.guard == SHAPE else f" [{refused.guard}]"
        reason = f"{refused.reason}{guard}"
        number = lines[refused.draft]
        return Problem(name, number, refused.field, with_hint(reason, refused.hint))

    keeping = Keeping(dry_run=dry_run)
    items = keep_file(notebook, keeping, name, locate)
    if app.layout.format is None:
        for answer in lines_of(items, dry_run=dry_run):
            app.console.write(printable(answer) + "\n", result=False)
        for beside in (each for item in items for each in item.across):
            app.console.say(printable(beside.sentence))
    else:
        app.write(answer_of(items, dry_run=dry_run))
    if dry_run:
        app.console.say(say("nothing was written"))
    else:
        notebook.finish()


def _few_enough(name: str, lines: Iterator[Line]) -> list[Line]:
    """Return the lines that hold a command. Raises Failure for more than are recorded together."""
    found = list(islice((line for line in lines if line.text.strip()), ENTRIES_MAX + 1))
    if len(found) > ENTRIES_MAX:
        reason = say(
            "more than {most} commands, and no more are recorded at a time", most=ENTRIES_MAX
        )
        raise refuse_file(name, [Problem(name, found[-1].number, "", reason)])
    return found


def _lines(name: str, data: bytes) -> Iterator[Line]:
    """Yield the commands of a file. Raises Failure where it is not UTF-8."""
    if (reason := text_problem(data)) is not None:
        raise refuse_file(name, [Problem(name, 1, "", reason)])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        reason = say(
            "not UTF-8: byte {start} of the file is 0x{data:02x}",
            error.start,
            data=data[error.start],
        )
        raise refuse_file(name, [Problem(name, line, "", reason)]) from error
    start, parts = 1, list[str]()
    for number, each in enumerate(text.splitlines(), 1):
        if not parts:
            start = number
        parts.append(each.removesuffix("\\"))
        if not each.endswith("\\"):
            yield Line(start, "".join(parts))
            parts = []
    if parts:
        yield Line(start, "".join(parts))


def _note(app: App, notebook: Notebook, line: Line) -> None:
    """Put one line's steps into the notebook. Raises what the command itself would raise."""
    parley = click.get_current_context().find_root().command
    try:
        words = shlex.split(line.text, comments=True)
    except ValueError as error:
        detail = say("it cannot be split into words: {lower}", lower=str(error).lower())
        raise Failure(Kind.USAGE, detail, hint=say("words with spaces stand in quotes")) from error
    if words[:1] == ["parley"]:
        words = words[1:]
    if not words:
        return
    context = click.Context(parley, info_name="parley", obj=app.for_line(notebook.coming))
    context.meta[NOTEBOOK] = notebook
    command: click.Command | None = parley
    while isinstance(command, click.Group):
        if not words:
            raise Failure(
                Kind.USAGE, say("{command_path} is no whole command", context.command_path)
            )
        name, command, words = command.resolve_command(context, words)
        if isinstance(command, click.Group):
            context = click.Context(command, info_name=name, parent=context)
    if not isinstance(command, Writer):
        raise Failure(
            Kind.USAGE,
            say("{name} records nothing", name),
            hint=say("such a file takes what records"),
        )
    with command.make_context(name, words, parent=context) as inner:
        if inner.ensure_object(App).settings.db.value != app.settings.db.value:
            raise Failure(
                Kind.USAGE, say("every line records in the same ledger; --db names another")
            )
        for given in _OF_THE_WHOLE:
            # The environment speaks to the file as a whole.
            typed = inner.get_parameter_source(given) is not ParameterSource.ENVIRONMENT
            if typed and inner.params.get(given):
                option = f"--{given.replace('_', '-')}"
                raise Failure(Kind.USAGE, say("{option} is not for one line of a file", option))
        before = len(notebook.drafts)
        command.note(inner, notebook)
        _give_id(notebook, before, command.keeping(inner).id)


def _give_id(notebook: Notebook, before: int, id: str | None) -> None:
    if id is None:
        return
    if len(notebook.drafts) != before + 1:
        raise Failure(Kind.USAGE, say("--id is about one record, and this line makes several"))
    notebook.drafts[before] = msgspec.structs.replace(notebook.drafts[before], id=id)


def _reason(error: Exception) -> str:
    """Return why a line cannot be recorded; what nobody foresaw is raised again."""
    failure = failure_from(error)
    if failure.kind is Kind.INTERNAL:
        raise error
    return with_hint(failure.detail.replace("\n  ", "; "), failure.hint)
