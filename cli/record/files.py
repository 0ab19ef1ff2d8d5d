"""Files that are recorded as a whole: read, checked to the last line, then written or not at all.

An import that stops half-way leaves a ledger that nobody can mend, since nothing is ever deleted.
So every problem is named with its line, and one append takes all of it.
"""

import shlex
from collections.abc import Callable, Sequence
from typing import Final

import click
import msgspec

from parley.answers.failing import Failure, Kind
from parley.answers.language import say, say_many
from parley.cli.command import Command
from parley.cli.record.keeping import Keeping
from parley.cli.record.notebook import Notebook
from parley.drafting.files.documents import Problem
from parley.drafting.receipts import Written
from parley.drafting.refusals import Refused, refused_steps
from parley.events.refusals import NotRecorded

__all__ = ["OneFile", "keep_file", "refuse_file"]

_NAMED_MAX: Final = 5
"""Lines to type that a hint writes out."""


class OneFile(Command):
    """A command about one file, that says how several are recorded."""

    def surplus_hint(self, ctx: click.Context, words: Sequence[str]) -> str:
        """Return a line for each file, where there are not too many."""
        files = [str(ctx.params["file"]), *words]
        if len(files) > _NAMED_MAX:
            return say(
                'one at a time: for each in …; do {command_path} "$each"; done', ctx.command_path
            )
        lines = " && ".join(f"{ctx.command_path} {shlex.quote(each)}" for each in files)
        return say("one at a time, since a file is recorded as a whole: {lines}", lines)


def keep_file(
    notebook: Notebook, keeping: Keeping, name: str, locate: Callable[[Refused], Problem]
) -> list[Written]:
    """Record everything noted, or with --dry-run nothing; return what was, or would be, recorded.

    `locate` says where in the file a refused draft stands. Raises Failure with every problem.
    """
    try:
        receipts = notebook.try_out() if keeping.dry_run else notebook.record()
    except NotRecorded as error:
        notebook.say_not_kept(error)
        raise refuse_file(name, [locate(each) for each in refused_steps(error)]) from error
    return notebook.show(receipts)


def refuse_file(name: str, problems: Sequence[Problem]) -> Failure:
    """Return the failure that lists every problem as `file:line:field: reason`."""
    lines = [str(problem) for problem in sorted(problems, key=lambda each: each.line)]
    return Failure(
        Kind.FAILED,
        "\n".join(
            [
                say_many(
                    len(problems),
                    "{name} has {number} problem; nothing was written",
                    "{name} has {number} problems; nothing was written",
                    name,
                ),
                *lines,
            ]
        ),
        hint=say("mend the file and type the same command again"),
        facts={"problems": [msgspec.to_builtins(problem) for problem in problems]},
    )
