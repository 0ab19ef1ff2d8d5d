"""The command import: files of entries or of commands, each in one append.

What is there already is decided before anything is written. An entry is known again by its id, its
own or one made of its words, so that the same file once more records nothing, and a file that has
grown what is new in it. A registration is done once: what registers again in other words is
refused.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, cast

import click

from parley.answers.failing import Failure, Kind, suggest, with_hint
from parley.answers.language import say, say_list, say_many
from parley.answers.printing import printable
from parley.answers.streams import CONTEST, NEGOTIATION, slug_of
from parley.answers.words.refusals import said_of
from parley.cli.choices import OneOf
from parley.cli.command import FILE, output_options
from parley.cli.context import App
from parley.cli.incoming import DOCUMENT_BYTES_MAX, ROWS_BYTES_MAX, read_file
from parley.cli.record.batch import record_commands
from parley.cli.record.files import OneFile, keep_file, refuse_file
from parley.cli.record.keeping import Keeping
from parley.cli.record.notebook import Notebook
from parley.drafting.files.documents import (
    AS_ONE,
    FORMATS,
    DocumentError,
    Format,
    Problem,
    read_documents,
)
from parley.drafting.imported import Placed, read_rows
from parley.drafting.receipts import Written, answer_of, state_said
from parley.drafting.recognised import (
    alike_line,
    copied_line,
    identified,
    recorded_items,
    versions_said,
    with_versions,
)
from parley.drafting.refusals import SHAPE, Refused, refused_steps
from parley.events.kinds import SOURCES
from parley.events.ledger import Ledger
from parley.events.receipts import Receipt
from parley.events.refusals import NotRecorded
from parley.events.store_errors import AnswerLost
from parley.negotiation.account import registered_already
from parley.negotiation.codec import plain
from parley.negotiation.door import understand
from parley.negotiation.steps import pointing

__all__ = ["import_file", "record_file"]

_ENDINGS: Final = {ending: name for name, endings in FORMATS.items() for ending in endings}
_COMMANDS: Final = "commands"
_TEXT: Final = ".txt"
"""The ending of a file of commands."""
_ANSWER: Final = re.compile(rb'\s*[\[{]\s*\{?\s*"shape"\s*:\s*"parley\.(?P<what>\w+)')
"""How the records of `parley export` begin, and the answers of every other command."""


@click.command("import", cls=OneFile)
@click.argument("file", metavar="FILE|-", type=FILE)
@click.option(
    "--from",
    "format_",
    type=OneOf((*FORMATS, _COMMANDS)),
    help="What kind of file it is; otherwise its ending says so, and stdin is looked at.",
)
@click.option("--dry-run", is_flag=True, help="Check everything; write nothing.")
@output_options
@click.pass_obj
def import_file(app: App, file: str, format_: str | None, dry_run: bool) -> None:
    """Record a file of negotiations, contests, sources and steps, or of commands: all or none.

    YAML and JSON hold sections, as the examples do; JSONL and CSV hold one entry a row, with
    negotiation (or contest), type, label, id and the entry's fields (evidence.0.speaker in CSV).
    What was imported before is known again, by its id or by its words, and is recorded once: type
    the same after a lost answer, or when the file has grown. An entry in other words is another
    one. To add steps to a negotiation that is registered already, leave `register` out.

    A file of commands (.txt) has one a line: offer INC AAP 5 --at 2024-09-07 --anon "a source".
    Empty lines and what follows # are left out; a line that ends with \\ goes on in the next. Day,
    source and speaker carry over from line to line, not into the file or out of it.

    \b
    Examples:
      parley import examples/haryana-2024.yaml
      parley import talks.csv --dry-run
      parley import saturday.txt
      grep Babaria notes.txt | parley import - --from commands
    """
    if format_ == _COMMANDS or (format_ is None and Path(file).suffix.lower() == _TEXT):
        record_commands(app, file, dry_run=dry_run)
        return
    keeping = Keeping(dry_run=dry_run)
    items = record_file(app, file, keeping=keeping, format=cast("Format | None", format_))
    if app.layout.format is not None:
        app.write(answer_of(items, dry_run=dry_run))
        return
    for line in _summary(items, dry_run=dry_run):
        app.console.write(f"{line}\n", result=False)
    for item in items:
        for beside in item.across:
            app.console.say(printable(beside.sentence))
    nothing = dry_run or all(item.repeated for item in items)
    app.console.say(
        say("nothing was written") if nothing else say("next: parley list, parley log -n SLUG")
    )


def record_file(
    app: App, file: str, *, keeping: Keeping, format: Format | None = None
) -> list[Written]:
    """Record a file in the open ledger; return what was written, in the file's order.

    Raises Failure with every problem as `file:line:field: reason`.
    """
    named = format or _ENDINGS.get(Path(file).suffix.lower())
    limit = DOCUMENT_BYTES_MAX if named in AS_ONE else ROWS_BYTES_MAX
    name, data = read_file(file, limit, tuple(_ENDINGS))
    if (answer := _ANSWER.match(data)) is not None:
        raise _is_no_input(name, answer["what"])
    try:
        rows = read_documents(data, named or _format_of(file, data), name)
    except DocumentError as error:
        raise refuse_file(name, error.problems) from error
    imported = read_rows(rows, name)
    notebook = Notebook(app, carries=False)
    ledger = notebook.ledger
    every = identified(imported.entries, ledger.store.info.ledger)
    recorded = ledger.recorded_before([placed.draft for placed in every])
    entries, problems = _against_ledger(ledger, _not_recorded(every, recorded), name)
    for placed in entries:
        notebook.note(placed.draft)
    problems = [*imported.problems, *problems]
    if problems:
        raise refuse_file(name, [*problems, *_wrong_fields(notebook, entries, name)])
    if not entries and not recorded:
        detail = say("{name} holds nothing that is not in the ledger already", name)
        raise Failure(Kind.FAILED, detail, hint=say("parley import --help says what a file holds"))
    passed = len(every) - len(entries) - len(recorded)
    if passed:
        app.console.say(
            say_many(
                passed,
                "{number} entry is there already, in the same words",
                "{number} entries are there already, in the same words",
            )
        )
    if alike := alike_line(ledger, notebook.drafts):
        app.console.say(alike)
    if copied := copied_line(entries):
        app.console.say(copied)
    items = _keep(notebook, keeping, entries, name) if entries else []
    before = recorded_items(ledger, {each: every[each].draft for each in recorded}, recorded)
    return _in_the_files_order(every, items, before)


def _is_no_input(name: str, what: bytes) -> Failure:
    """The one thing that is wrong with a file that this program wrote: of its thousand lines none
    is an entry."""
    if what == b"record":
        detail = say("{name} is an export: records of a ledger, and no entries to record", name)
        hint = say("parley db copy FROM TO takes over a whole ledger, with its history as it is")
    else:
        detail = say("{name} is an answer of parley, and holds no entries to record", name)
        hint = say("parley import --help says what a file holds")
    return Failure(Kind.USAGE, detail, hint=hint)


def _not_recorded(every: Sequence[Placed], recorded: Mapping[int, Receipt]) -> list[Placed]:
    """Return the entries that are new; a label of one recorded before became its version."""
    versions: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for number, receipt in recorded.items():
        label = every[number].draft.label
        if label is not None:
            versions[receipt.stream][label] = receipt.version
    return [
        with_versions(placed, versions[placed.draft.stream])
        for number, placed in enumerate(every)
        if number not in recorded
    ]


def _keep(
    notebook: Notebook, keeping: Keeping, entries: Sequence[Placed], name: str
) -> list[Written]:
    try:
        return keep_file(notebook, keeping, name, lambda each: _locate(entries, name, each))
    except AnswerLost as error:
        hint = say("import the same file again: what was recorded of it is known by its words")
        raise Failure(Kind.STORE, error.message, hint=hint, facts={"ids": error.ids}) from error


def _in_the_files_order(
    every: Sequence[Placed], items: Sequence[Written], before: Mapping[int, Written]
) -> list[Written]:
    """Return the answers for all entries as they stand in the file, new or recorded before."""
    new = {item.id: item for item in items}
    answers = [
        before.get(number) or new.get(str(each.draft.id)) for number, each in enumerate(every)
    ]
    return [answer for answer in answers if answer is not None]


def _locate(entries: Sequence[Placed], name: str, refused: Refused) -> Problem:
    guard = "" if refused.guard == SHAPE else f" [{refused.guard}]"
    reason = with_hint(f"{refused.reason}{guard}", refused.hint)
    return entries[refused.draft].locate(name, refused.field, reason)


def _points(notebook: Notebook, refused: Refused) -> bool:
    return refused.field.split(".")[0] in pointing(notebook.drafts[refused.draft].type)


def _wrong_fields(notebook: Notebook, entries: Sequence[Placed], name: str) -> list[Problem]:
    """Return the wrong fields of the entries that could be taken from a file with problems.

    What a rule or a pointer says of them is left out: it may come from an entry that is missing.
    """
    if not notebook.drafts:
        return []
    try:
        notebook.try_out()
    except NotRecorded as error:
        return [
            _locate(entries, name, each)
            for each in refused_steps(error)
            if each.guard == SHAPE and each.field and not _points(notebook, each)
        ]
    except ValueError:  # an id stands on two entries, which is one of the problems
        return []
    return []


def _format_of(file: str, data: bytes) -> Format:
    """Return the format of what came by stdin, by its first character.

    Raises Failure (usage) for a file, whose ending names none, and for what is too long to be
    taken apart as one.
    """
    if file != "-":
        detail = say("the ending of {file} does not say what kind of file it is", file)
        hint = say("--from one of {formats}", formats=say_list((*FORMATS, _COMMANDS)))
        raise Failure(Kind.USAGE, detail, hint=hint)
    if data.lstrip()[:1] == b"{":
        return "jsonl"
    if len(data) > DOCUMENT_BYTES_MAX:
        detail = say(
            "stdin has more than {most} bytes, and looks like YAML", most=DOCUMENT_BYTES_MAX
        )
        raise Failure(Kind.USAGE, detail, hint=say("--from csv or jsonl; or record it in parts"))
    return "yaml"


def _against_ledger(
    ledger: Ledger, entries: Sequence[Placed], name: str
) -> tuple[list[Placed], list[Problem]]:
    """Return the entries that are not there already, and those that cannot be added."""
    sources = ledger.sources()
    known = {*ledger.streams(NEGOTIATION), *ledger.streams(CONTEST)}
    anonymous = Counter(
        each.draft.stream
        for each in entries
        if each.derived and not each.draft.type.endswith("Registered")
    )
    news: list[Placed] = []
    problems: list[Problem] = []
    begun: set[str] = set()
    for placed in entries:
        draft = placed.draft
        if draft.stream == SOURCES:
            described = sources.get(str(draft.fields["source"]))
            given = {key: value for key, value in draft.fields.items() if value is not None}
            if not placed.derived or not _says_the_same(described, given):
                news.append(placed)
        elif draft.type.endswith("Registered"):
            if draft.stream in known and placed.derived:
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
    """Whether the stream began with these very words, in whatever shape they were recorded."""
    draft = placed.draft
    value = understand(draft.type, draft.fields, labels={}, sources=ledger.sources())
    if isinstance(value, list):
        return False
    try:
        return ledger.politics.says(ledger.entries(draft.stream)[0], plain(value))
    except ValueError:  # nobody here can read how it began
        return False


def _registered(stream: str) -> str:
    refusal = registered_already(slug_of(stream))
    said = said_of(refusal.case, refusal.facts)
    return with_hint(said.reason, say("to add steps, leave it out; {hint}", said.hint))


def _unknown(stream: str, known: set[str]) -> str:
    reason = say(
        "there is no {stream} in this ledger, nor does the file register it before",
        stream=slug_of(stream),
    )
    near = suggest(slug_of(stream), [slug_of(each) for each in known])
    return with_hint(reason, near or say("add `register`, or type parley new"))


def _summary(items: Sequence[Written], *, dry_run: bool) -> list[str]:
    """Return one line for each stream, in the order in which they come."""
    lines: list[str] = []
    for stream in dict.fromkeys(item.stream for item in items):
        own = [item for item in items if item.stream == stream]
        before = [item.version for item in own if item.repeated]
        new = [item for item in own if not item.repeated]
        counted = new or own
        count = (
            say_many(len(counted), "{number} source described", "{number} sources described")
            if stream == SOURCES
            else say_many(len(counted), "{number} entry", "{number} entries")
        )
        if dry_run and new:
            count = say("would be {line}", line=count)
        notes = [versions_said([item.version for item in counted]), state_said(counted[-1])]
        if before:
            more = say("recorded before: {versions}", versions=versions_said(before))
            notes.append(more if new else say("recorded before, nothing new"))
        name = "sources" if stream == SOURCES else slug_of(stream)
        lines.append(f"{name}: {count} · {' · '.join(note for note in notes if note)}")
    return lines
