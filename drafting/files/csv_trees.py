"""Reads CSV into trees: a header of dotted field names, and one row of cells for each document.

Spreadsheets are where such records are kept today. A cell has no type, so every cell stays a text
and an empty cell is a field that is not there.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator

from parley.answers.language import say
from parley.drafting.files.trees import DEPTH_MAX, Found, Path, Refused, Tree, shortened

COLUMNS_MAX = 1000
"""Far more than the fields of any step."""

_INDEX = re.compile(r"0|[1-9][0-9]{0,3}")


def read_csv(text: str) -> Iterator[Found]:
    """Yield one document for each row that is not blank.

    A column `evidence.0.speaker` fills the field `speaker` of the first item of the list
    `evidence`. When the header is wrong it is the only thing that is reported.
    """
    reader = csv.reader(io.StringIO(text.replace("\r\n", "\n"), newline=""), strict=True)
    columns: list[Path] | None = None
    line = 1
    try:
        for cells in reader:
            if not any(cells):
                pass  # Spreadsheets leave rows of empty cells at the end.
            elif columns is None:
                columns = [_path(name) for name in cells]
                reasons = _header_problems(cells, columns)
                if reasons:
                    yield from (Found(Refused(reason), line) for reason in reasons)
                    return
            elif len(cells) != len(columns):
                reason = say(
                    "the row has {cells} cells and the header {columns}",
                    cells=len(cells),
                    columns=len(columns),
                )
                yield Found(Refused(reason), line)
            else:
                filled = [pair for pair in zip(columns, cells, strict=True) if pair[1] != ""]
                yield Found(_nested(filled), line)
            line = reader.line_num + 1
    except csv.Error as error:
        yield Found(Refused(say("not CSV: {error}", error)), line)


def _path(column: str) -> Path:
    parts = column.split(".")
    return tuple(int(part) if _INDEX.fullmatch(part) else part for part in parts)


def _header_problems(names: list[str], columns: list[Path]) -> list[str]:
    """Return what is wrong with the header, each as a sentence."""
    if len(names) == 1 and re.search(r"[;\t]", names[0]):
        return [say("the columns are not separated by commas; save the file with commas")]
    if len(names) > COLUMNS_MAX:
        return [
            say(
                "the header has {names} columns; at most {most} are read",
                names=len(names),
                most=COLUMNS_MAX,
            )
        ]
    reasons = []
    beside: dict[Path, type[str | int]] = {}
    for number, (name, path) in enumerate(zip(names, columns, strict=True), start=1):
        shown = say("column {number}, {name!r},", number, name=shortened(name))
        if any(part == "" or part != str(part).strip() for part in path if isinstance(part, str)):
            reasons.append(say("{shown} has an empty name, or spaces around one", shown))
        elif isinstance(path[0], int):
            reasons.append(say("{shown} starts with a number and not with a field", shown))
        elif len(path) > DEPTH_MAX:
            reasons.append(
                say("{shown} is nested deeper than {most} levels", shown, most=DEPTH_MAX)
            )
        elif path in columns[: number - 1]:
            reasons.append(say("{shown} stands twice in the header", shown))
        elif any(path[:length] in columns for length in range(1, len(path))):
            reasons.append(say("{shown} lies within another column, which holds a text", shown))
        elif any(
            beside.setdefault(path[:length], type(part)) is not type(part)
            for length, part in enumerate(path)
        ):
            reasons.append(
                say("{shown} names a field where another column numbers the items", shown)
            )
    return reasons


def _nested(cells: Iterable[tuple[Path, str]]) -> Tree:
    """Return the object, or the list, that cells with their paths fill."""
    parts: dict[str | int, list[tuple[Path, str]]] = {}
    for path, cell in cells:
        parts.setdefault(path[0], []).append((path[1:], cell))
    made: dict[str | int, Tree] = {
        part: inner[0][1] if inner[0][0] == () else _nested(inner) for part, inner in parts.items()
    }
    if not any(isinstance(part, int) for part in made):
        return {str(part): value for part, value in made.items()}
    for index in range(len(made)):
        if index not in made:
            return Refused(say("item {index} is empty and a later item is not", index))
    return [made[index] for index in range(len(made))]
