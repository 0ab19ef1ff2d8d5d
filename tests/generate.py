"""The pages that are made from the code, so that they cannot contradict it.

`python -m tests.generate` writes them, `python -m tests.generate --check` compares and lists
those that differ; a test does the same. To add a page, write a function that returns its text and
enter it in PAGES under the page's path.
"""

import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import click

from parley.cli.commands import COMMANDS, FIRST, SECTIONS
from parley.cli.main import parley
from tests.generate_answers import ANSWER_SCHEMAS
from tests.generate_as_made import AS_MADE, describe_as_made
from tests.generate_catalogue import CATALOGUE_PAGE, describe_catalogue
from tests.generate_own import OWN_SCHEMA, describe_own
from tests.generate_questions import QUESTIONS_PAGE, describe_questions
from tests.generate_schema import CATALOGUE_SCHEMA, describe_schema
from tests.generate_states import describe_machine, describe_table

ROOT = Path(__file__).parent.parent
WIDTH = 90


def describe_commands() -> str:
    """Return docs/cli.md: the help of every command, in the sections of `parley --help`."""
    root = parley.make_context("parley", [], resilient_parsing=True, terminal_width=WIDTH)
    lines = [
        "# The terminal",
        "",
        "Made from the program itself by `make docs`; a test compares the two.",
        "",
        "## The ten that a newcomer needs",
        "",
        "| to | type |",
        "|---|---|",
        *(f"| {_said(name)} | `{_shown(root, name)}` |" for name in FIRST),
        "",
        "## All of them",
        "",
        "```text",
        parley.get_help(root),
        "```",
    ]
    for section in SECTIONS:
        names = [entry.name for entry in COMMANDS if entry.section == section]
        if names:
            lines += ["", f"## {section}"]
        for name in names:
            command = parley.get_command(root, name)
            assert command is not None, name
            for context in walk_commands(command, root, name):
                lines += ["", f"### {context.command_path}", "", "```text"]
                lines += [context.command.get_help(context), "```"]
    return "\n".join(lines) + "\n"


def _said(name: str) -> str:
    return next(entry.help for entry in COMMANDS if entry.name == name).removesuffix(".")


def _shown(root: click.Context, name: str) -> str:
    """Return the first example of a command's help."""
    command = parley.get_command(root, name)
    assert command is not None, name
    help_text = command.get_help(click.Context(command, info_name=name, parent=root))
    example = help_text.partition("Examples:")[2].partition("\n\n")[0]
    return "parley " + " ".join(example.split("parley ")[1].split())


def walk_commands(
    command: click.Command, parent: click.Context, name: str
) -> Iterator[click.Context]:
    """Yield the context of a command, and of the commands below it."""
    context = click.Context(command, info_name=name, parent=parent, terminal_width=WIDTH)
    yield context
    if isinstance(command, click.Group):
        for below in command.list_commands(context):
            found = command.get_command(context, below)
            assert found is not None, below
            yield from walk_commands(found, context, below)


PAGES: Mapping[str, Callable[[], str]] = {
    "docs/cli.md": describe_commands,
    "docs/state-machine.md": describe_machine,
    "docs/state-table.md": describe_table,
    CATALOGUE_PAGE: describe_catalogue,
    CATALOGUE_SCHEMA: describe_schema,
    OWN_SCHEMA: describe_own,
    QUESTIONS_PAGE: describe_questions,
    **ANSWER_SCHEMAS,
    AS_MADE: describe_as_made,
}


def find_stale_pages() -> list[str]:
    """Return the paths of the pages that are not what the code would write."""
    return [
        path
        for path, make in PAGES.items()
        if not (ROOT / path).exists() or (ROOT / path).read_text(encoding="utf-8") != make()
    ]


def main() -> int:
    """Write the pages; with --check only compare, and return 1 when one differs."""
    stale = find_stale_pages()
    check = sys.argv[1:] == ["--check"]
    for path in stale:
        if not check:
            (ROOT / path).write_text(PAGES[path](), encoding="utf-8")
        sys.stdout.write(f"{'differs' if check else 'written'}: {path}\n")
    return 1 if check and stale else 0


if __name__ == "__main__":
    raise SystemExit(main())
