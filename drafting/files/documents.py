"""Documents: files that people write, made into plain values that remember where each came from.

This is the door for text: what is recorded is kept byte for byte and never read twice, so whatever
could be read in two ways is refused here, with the file, the line and the field, and all of it at
once. Nothing here knows what a step is.
"""

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from itertools import islice
from typing import Final, Literal, TypeAlias

from msgspec import Struct

from parley.answers.failing import Failure, Kind
from parley.answers.language import say
from parley.drafting.files.json_trees import read_json
from parley.drafting.files.trees import (
    DEPTH_MAX,
    INTEGER_MAX,
    TOO_DEEP,
    TWICE,
    Found,
    Path,
    Refused,
    Tree,
    field_of,
    normalised,
)
from parley.negotiation.texts import CONTROL, control_said

__all__ = [
    "AS_ONE",
    "DEPTH_MAX",
    "ENTRIES_MAX",
    "FORMATS",
    "INTEGER_MAX",
    "LINE_BYTES_MAX",
    "PROBLEMS_MAX",
    "DocumentError",
    "Format",
    "Path",
    "Plain",
    "Problem",
    "Row",
    "read_documents",
    "read_value",
    "text_problem",
]

LINE_BYTES_MAX = 1024 * 1024
"""A record has at most 65,535 bytes, so a longer line is never one."""
ENTRIES_MAX = 20_000
"""Of one file: they are judged, and recorded, together. About a minute of work."""
PROBLEMS_MAX = 1_000
"""Of one file that are named; who made so many made one mistake many times."""

Format = Literal["yaml", "json", "jsonl", "csv"]
FORMATS: Final[Mapping[Format, tuple[str, ...]]] = {
    "yaml": (".yaml", ".yml"),
    "json": (".json",),
    "jsonl": (".jsonl", ".ndjson"),
    "csv": (".csv",),
}
"""Format -> the endings of its files."""
AS_ONE: Final[frozenset[Format]] = frozenset({"yaml", "json"})
"""Formats of which a file is one document, and not taken apart line by line."""
Plain: TypeAlias = "bool | int | str | list[Plain] | dict[str, Plain] | None"
"""JSON without floats; every text in it, keys too, is in NFC and has no control characters but
newline and tab; integers are within ±INTEGER_MAX."""


class Problem(Struct, frozen=True):
    """What is wrong, and where: prints `file:line:field: reason`, without the field if none."""

    file: str
    line: int
    field: str
    """Dotted path, such as `evidence.0.speaker`; empty for the whole row."""
    reason: str

    def __str__(self) -> str:
        field = f"{self.field}:" if self.field else ""
        return f"{self.file}:{self.line}:{field} {self.reason}"


class DocumentError(Failure):
    """A file that cannot be read: every one of its `problems`, by line."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        detail = "\n".join(str(problem) for problem in problems)
        super().__init__(Kind.FAILED, detail, facts={"problems": problems})
        self.problems = problems


class Row(Struct, frozen=True):
    """One object of a file."""

    value: dict[str, Plain]
    line: int
    """From 1."""
    typed: bool
    """False for CSV, whose cells are all texts: whoever knows that a field is a number makes it
    one."""
    found: Found

    def where(self, path: Path) -> int:
        """Return the line of a field, or of the nearest thing that holds it."""
        return self.found.where(path)


def read_documents(data: bytes, format: Format, name: str) -> list[Row]:
    """Return the objects of a file, in order. `name` is what problems call the file.

    YAML and JSON may hold one object or a list of them; YAML several documents; JSONL one object
    on each line; CSV one in each row. A byte order mark at the start is skipped, blank lines too;
    an empty file has no rows. Raises DocumentError with everything that is wrong, or with the
    first PROBLEMS_MAX of it; also for more than ENTRIES_MAX objects.
    """
    if (reason := text_problem(data)) is not None:
        raise DocumentError((Problem(name, 1, "", reason),))
    bad_lines = dict(islice(_bad_lines(data), PROBLEMS_MAX))
    problems = [Problem(name, line, "", reason) for line, reason in bad_lines.items()]
    if bad_lines and (format != "jsonl" or len(bad_lines) == PROBLEMS_MAX):
        raise DocumentError(tuple(problems))
    rows: list[Row] = []
    for found in _found(data, format, bad_lines):
        if len(rows) == ENTRIES_MAX or len(problems) >= PROBLEMS_MAX:
            what = say(
                "more than {most} entries, and no more are recorded at a time", most=ENTRIES_MAX
            )
            if len(problems) >= PROBLEMS_MAX:
                what = say(
                    "from here on nothing was read, after {most} problems", most=PROBLEMS_MAX
                )
            problems = [*problems[:PROBLEMS_MAX], Problem(name, found.line, "", what)]
            break
        wrong: list[tuple[Path, str]] = []
        value = _admitted(found.tree, (), wrong)
        problems += (Problem(name, found.where(at), field_of(at), reason) for at, reason in wrong)
        if isinstance(value, dict):
            places = Found(None, found.line, found.lines, found.base)  # its tree is not kept twice
            rows.append(Row(value, found.line, format != "csv", places))
        elif not wrong:
            problems.append(Problem(name, found.line, "", say("here an object of fields is due")))
    if problems:
        raise DocumentError(tuple(sorted(problems, key=lambda problem: problem.line)))
    return rows


def read_value(text: str) -> Plain:
    """Return the value that a text of JSON holds, by the same rules.

    Raises DocumentError with everything that is wrong.
    """
    found = read_json(text)
    wrong: list[tuple[Path, str]] = []
    value = _admitted(found.tree, (), wrong)
    if wrong:
        problems = (Problem("", found.where(at), field_of(at), reason) for at, reason in wrong)
        raise DocumentError(tuple(problems))
    return value


def text_problem(data: bytes) -> str | None:
    """Return why bytes are no text at all, which no line of theirs would say; None for a text."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return say("bytes 0 and 1 of the file say that it is in UTF-16; save it as UTF-8")
    if data.count(0, 0, _LOOKED_AT_BYTES) <= _ZEROS_MAX:
        return None
    return say(
        "this is no text: byte {at} of the file is {what}", at=data.find(0), what=control_said(0)
    )


_LOOKED_AT_BYTES = 8192
_ZEROS_MAX = 3
"""Zero bytes at the beginning of a file that are slips in a text; more are another kind of file."""

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
# C0 without tab, newline, and the carriage return of a line's end; DEL; C1 as UTF-8 writes it.
_CONTROL_BYTES = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\r(?!\Z)|\xc2[\x80-\x9f]")


def _found(data: bytes, format: Format, bad_lines: Container[int]) -> Iterable[Found]:
    """Return what the format's reader makes of the lines that are not bad."""
    if format == "jsonl":
        return (
            read_json(data[start:stop].decode(), number)
            for number, start, stop in _lines(data)
            if number not in bad_lines and data[start:stop].strip()
        )
    text = data.decode("utf-8-sig")
    # YAML and CSV are read by modules of their own, which other commands need not load.
    if format == "yaml":
        from parley.drafting.files.yaml_trees import read_yaml

        return _objects(read_yaml(text))
    if format == "csv":
        from parley.drafting.files.csv_trees import read_csv

        return read_csv(text)
    return _objects([read_json(text)] if text.strip() else [])


def _objects(documents: Iterable[Found]) -> Iterator[Found]:
    """Yield each document, and each item of one that is a list."""
    for found in documents:
        if not isinstance(found.tree, list):
            yield found
            continue
        for index, tree in enumerate(found.tree):
            yield Found(tree, found.where((index,)), found.lines, (index,))


def _lines(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield number, start and end of each line, without its newline and without a copy."""
    start = len(_BYTE_ORDER_MARK) if data.startswith(_BYTE_ORDER_MARK) else 0
    number = 1
    while start < len(data):
        newline = data.find(b"\n", start)
        stop = len(data) if newline == -1 else newline
        yield number, start, stop
        number, start = number + 1, stop + 1


def _bad_lines(data: bytes) -> Iterator[tuple[int, str]]:
    """Yield each line that cannot be read as text, and why."""
    for number, start, stop in _lines(data):
        if stop - start > LINE_BYTES_MAX:
            yield (
                number,
                say(
                    "the line has {size} bytes; at most {most} are read",
                    size=stop - start,
                    most=LINE_BYTES_MAX,
                ),
            )
            continue
        line = data[start:stop]
        try:
            line.decode()
        except UnicodeDecodeError as error:
            at = start + error.start
            yield (
                number,
                say(
                    "not UTF-8: byte {at} of the file is 0x{byte:02x}; save it as UTF-8",
                    at,
                    byte=data[at],
                ),
            )
            continue
        control = _CONTROL_BYTES.search(line)
        if control is not None:
            code = ord(control[0].decode())
            yield (
                number,
                say(
                    "byte {at} of the file is {what}",
                    at=start + control.start(),
                    what=control_said(code),
                ),
            )


def _admitted(tree: Tree, path: Path, wrong: list[tuple[Path, str]]) -> Plain:
    """Return a tree as plain values; what may not stand in one goes to `wrong`, with its path."""
    if isinstance(tree, Refused):
        wrong.append((path, tree.reason))
        return None
    if isinstance(tree, str):
        return _admitted_text(tree, path, wrong)
    if isinstance(tree, list | dict) and len(path) >= DEPTH_MAX:
        wrong.append((path, say(TOO_DEEP, most=DEPTH_MAX)))
        return None
    if isinstance(tree, list):
        return [_admitted(item, (*path, index), wrong) for index, item in enumerate(tree)]
    if isinstance(tree, dict):
        made: dict[str, Plain] = {}
        for key, value in tree.items():
            name = _admitted_text(key, (*path, key), wrong)
            if name == "":
                wrong.append((path, say("a field has an empty name")))
            if name in made:
                wrong.append(((*path, name), say(TWICE)))
            made[name] = _admitted(value, (*path, name), wrong)
        return made
    return tree


def _admitted_text(text: str, path: Path, wrong: list[tuple[Path, str]]) -> str:
    control = CONTROL.search(text)
    if control is not None:
        wrong.append((path, say("holds {what}", what=control_said(ord(control[0])))))
    return normalised(text)
