"""Files that are recorded as a whole: read, checked to the last line, then written or not at all.

An import that stops half-way leaves a ledger that nobody can mend, since nothing is ever deleted.
So every problem is named with its line, and one append takes all of it.
"""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from cli.documents import Problem
from cli.errors import Failure, Kind
from cli.keeping import Keeping
from cli.notebook import Notebook
from cli.receipts import Written, answer_of
from cli.refusals import Refused, refused_steps
from events.errors import NotRecorded

__all__ = ["keep_file", "read_file", "refuse_file", "with_hint"]


def read_file(name: str) -> tuple[str, bytes]:
    """Return what problems call the file, and its bytes; `-` is stdin.

    Raises Failure (usage) for a file that cannot be read.
    """
    if name == "-":
        return "stdin", sys.stdin.buffer.read()
    try:
        return name, Path(name).read_bytes()
    except OSError as error:
        detail = f"{name} cannot be read: {error.strerror}"
        raise Failure(Kind.USAGE, detail, hint="check the name; - reads stdin") from error


def keep_file(
    notebook: Notebook, keeping: Keeping, name: str, locate: Callable[[Refused], Problem]
) -> list[Written]:
    """Record everything noted, or with --dry-run nothing; a format that was asked for is answered.

    `locate` says where in the file a refused draft stands. Raises Failure with every problem.
    """
    try:
        if keeping.dry_run:
            receipts = notebook.try_out()
        else:
            receipts = notebook.record(confirm_clock=keeping.confirm_clock)
    except NotRecorded as error:
        notebook.say_not_kept(error)
        raise refuse_file(name, [locate(each) for each in refused_steps(error)]) from error
    items = notebook.show(receipts)
    if notebook.app.layout.format is not None:
        notebook.app.write(answer_of(items, dry_run=keeping.dry_run))
    return items


def refuse_file(name: str, problems: Sequence[Problem]) -> Failure:
    """Return the failure that lists every problem as `file:line:field: reason`."""
    count = f"{len(problems)} problem{'s' if len(problems) > 1 else ''}"
    lines = [str(problem) for problem in sorted(problems, key=lambda each: each.line)]
    return Failure(
        Kind.FAILED,
        "\n".join([f"{name} has {count}; nothing was written", *lines]),
        hint="mend the file and type the same command again",
        facts={"problems": [msgspec.to_builtins(problem) for problem in problems]},
    )


def with_hint(reason: str, hint: str | None) -> str:
    """Return a reason with what to do about it."""
    return f"{reason} ({hint})" if hint else reason
