"""The command import: negotiations written by hand or made by a program, in one append.

What is there already is decided before anything is written. A registration is done once; so a
file that registers again is refused, unless all its entries carry ids: then it is the same file
once more, and nothing is recorded twice.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import click

from cli.choices import OneOf
from cli.command import Command, output_options
from cli.context import App
from cli.documents import DocumentError, Format, Problem, read_documents
from cli.errors import Failure, Kind, suggest
from cli.files import keep_file, read_file, refuse_file, with_hint
from cli.imported import Placed, read_rows
from cli.keeping import Keeping
from cli.notebook import Notebook
from cli.receipts import Written, state_said
from cli.refusals import SHAPE, Refused, refused_steps
from cli.scene import slug_of
from events.errors import NotRecorded
from events.kinds import SOURCES
from events.ledger import Ledger
from negotiation.codec import plain
from negotiation.door import understand
from negotiation.steps import POINTER_FIELDS

__all__ = ["import_file", "record_file"]

_FORMATS: Final[Mapping[str, Format]] = {
    ".yaml": "yaml",
    ".yml": "yaml",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
}


@click.command("import", cls=Command)
@click.argument("file", metavar="FILE|-")
@click.option(
    "--from",
    "format_",
    type=OneOf(("yaml", "json", "jsonl", "csv")),
    help="What kind of file it is; otherwise its ending says so, and stdin is looked at.",
)
@click.option("--dry-run", is_flag=True, help="Check everything; write nothing.")
@click.option(
    "--confirm-clock",
    is_flag=True,
    envvar="PARLEY_CONFIRM_CLOCK",
    help="This machine's clock is right, though the last record is more than a day old.",
)
@output_options
@click.pass_obj
def import_file(
    app: App, file: str, format_: Format | None, dry_run: bool, confirm_clock: bool
) -> None:
    """Record a file of negotiations, contests, sources and steps: everything or nothing.

    YAML and JSON hold sections, as the examples do; JSONL and CSV hold one entry a row, with
    negotiation (or contest), type, label, id and the entry's fields (evidence.0.speaker in CSV).
    A source that is described already in the same words is passed over; to add steps to a
    negotiation that is registered, leave `register` out. Entries with ids can be imported again.

    \b
    Examples:
      parley import examples/haryana-2024.yaml
      parley import talks.csv --dry-run
      grep -h AAP *.jsonl | parley import - --from jsonl
    """
    keeping = Keeping(dry_run=dry_run, confirm_clock=confirm_clock)
    items = record_file(app, file, keeping=keeping, format=format_)
    if app.layout.format is None:
        for line in _summary(items, dry_run=dry_run):
            app.console.write(f"{line}\n")
    app.console.say("nothing was written" if dry_run else "next: parley list, parley log -n SLUG")


def record_file(
    app: App, file: str, *, keeping: Keeping, format: Format | None = None
) -> list[Written]:
    """Record a file in the open ledger; return what was written, in the file's order.

    Raises Failure with every problem as `file:line:field: reason`.
    """
    name, data = read_file(file)
    try:
        rows = read_documents(data, format or _format_of(file, data), name)
    except DocumentError as error:
        raise refuse_file(name, error.problems) from error
    imported = read_rows(rows, name)
    notebook = Notebook(app, carries=False)
    entries, problems = _against_ledger(notebook.ledger, imported.entries, name)
    for placed in entries:
        notebook.note(placed.draft)
    problems = [*imported.problems, *problems]
    if problems:
        raise refuse_file(name, [*problems, *_wrong_fields(notebook, entries, name)])
    if not entries:
        detail = f"{name} holds nothing that is not in the ledger already"
        raise Failure(Kind.FAILED, detail, hint="parley import --help says what a file holds")
    passed = len(imported.entries) - len(entries)
    if passed:
        app.console.say(f"{passed} entries are there already, in the same words")
    return keep_file(notebook, keeping, name, lambda each: _locate(entries, name, each))


def _locate(entries: Sequence[Placed], name: str, refused: Refused) -> Problem:
    guard = "" if refused.guard == SHAPE else f" [{refused.guard}]"
    reason = with_hint(f"{refused.reason}{guard}", refused.hint)
    return entries[refused.draft].locate(name, refused.field, reason)


def _wrong_fields(notebook: Notebook, entries: Sequence[Placed], name: str) -> list[Problem]:
    """Return the wrong fields of the entries that could be taken from a file with problems.

    What a rule or a pointer says of them is left out: it may come from an entry that is missing.
    """
    try:
        notebook.try_out()
    except NotRecorded as error:
        return [
            _locate(entries, name, each)
            for each in refused_steps(error)
            if each.guard == SHAPE and each.field and each.field.split(".")[0] not in POINTER_FIELDS
        ]
    return []


def _format_of(file: str, data: bytes) -> Format:
    """Return the format that a file's ending names; stdin's is seen by its first character.

    Raises Failure (usage) for an ending that names none.
    """
    if file == "-":
        return "jsonl" if data.lstrip()[:1] == b"{" else "yaml"
    ending = Path(file).suffix.lower()
    if ending not in _FORMATS:
        detail = f"the ending of {file} does not say what kind of file it is"
        raise Failure(Kind.USAGE, detail, hint="--from yaml, json, jsonl or csv")
    return _FORMATS[ending]


def _against_ledger(
    ledger: Ledger, entries: Sequence[Placed], name: str
) -> tuple[list[Placed], list[Problem]]:
    """Return the entries that are not there already, and those that cannot be added."""
    sources = ledger.sources()
    known = set(ledger.streams("negotiation/")) | set(ledger.streams("contest/"))
    anonymous = Counter(
        each.draft.stream
        for each in entries
        if each.draft.id is None and not each.draft.type.endswith("Registered")
    )
    news: list[Placed] = []
    problems: list[Problem] = []
    begun: set[str] = set()
    for placed in entries:
        draft = placed.draft
        if draft.stream == SOURCES:
            described = sources.get(str(draft.fields["source"]))
            given = {key: value for key, value in draft.fields.items() if value is not None}
            if draft.id is not None or not _says_the_same(described, given):
                news.append(placed)
        elif draft.type.endswith("Registered"):
            if draft.stream in known and draft.id is None:
                if not anonymous[draft.stream] and _is_registered_so(ledger, placed):
                    continue
                problems.append(placed.locate(name, "", _registered(draft.stream)))
            begun.add(draft.stream)
            news.append(placed)
        else:
            if draft.stream not in known and draft.stream not in begun:
                begun.add(draft.stream)
                problems.append(placed.locate(name, "", _unknown(draft.stream, known)))
            news.append(placed)
    return news, problems


def _says_the_same(described: Mapping[str, object] | None, given: Mapping[str, object]) -> bool:
    if described is None:
        return False
    own = ("stream", "version", "position", "recorded_at")
    kept = {key: value for key, value in described.items() if key not in own and value is not None}
    return kept == given


def _is_registered_so(ledger: Ledger, placed: Placed) -> bool:
    """Whether the stream began with these very words."""
    draft = placed.draft
    value = understand(draft.type, draft.fields, labels={}, sources=ledger.sources())
    return not isinstance(value, list) and plain(value) == ledger.entries(draft.stream)[0].step


def _registered(stream: str) -> str:
    reason = f"{slug_of(stream)} is registered already, and that is done once"
    return with_hint(reason, "to add steps to it, leave `register` out")


def _unknown(stream: str, known: set[str]) -> str:
    reason = f"there is no {slug_of(stream)} in this ledger, nor does the file register it before"
    near = suggest(slug_of(stream), [slug_of(each) for each in known])
    return with_hint(reason, near or "add `register`, or type parley new")


def _summary(items: Sequence[Written], *, dry_run: bool) -> list[str]:
    """Return one line for each stream, in the order in which they come."""
    lines: list[str] = []
    for stream in dict.fromkeys(item.stream for item in items):
        own = [item for item in items if item.stream == stream]
        count = f"{len(own)} {'entry' if len(own) == 1 else 'entries'}"
        if stream == SOURCES:
            count = f"{len(own)} {'source' if len(own) == 1 else 'sources'} described"
        last = f" to v{own[-1].version}" if len(own) > 1 else ""
        notes = [f"v{own[0].version}{last}", state_said(own[-1])]
        if all(item.repeated for item in own):
            notes.append("recorded before, nothing new")
        name = "sources" if stream == SOURCES else slug_of(stream)
        would = "would be " if dry_run else ""
        lines.append(f"{name}: {would}{count} · {' · '.join(note for note in notes if note)}")
    return lines
