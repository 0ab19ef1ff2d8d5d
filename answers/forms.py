"""Answers as they are written: a `Listing` or a `Card`, in formats that every face writes alike.

    no --format   a table on a terminal, tab-separated lines in a pipe
    table         the drawn table, in a pipe as well (as wide as it needs)
    json          one object: a listing's facts and its items under `items`; a card as it is
    jsonl         one line for each item, without the facts
    csv           all columns, the extra ones too
    md            a table for a document

Tab-separated lines carry the column keys first, then one line for each item; a tab, a line break
and a backslash inside a cell are written \\t, \\n and \\\\. JSON has the values, the other formats
have what the columns render.

csv is for spreadsheets, and tab-separated lines are pasted into them; those run a cell that begins
with = + - @ as a formula: in both, such a text gets an apostrophe before it (whole numbers do not).
A quotation from a newspaper must not become a program; whoever wants the exact text for a program
takes json or jsonl.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, Generic, Literal, TypeVar, get_args

import msgspec
from msgspec import Struct

from parley.answers.failing import Failure, Kind, suggest
from parley.answers.language import say, say_in, say_list
from parley.answers.printing import markdown_text, printable

__all__ = [
    "FORMATS",
    "PROGRAMS",
    "Card",
    "Column",
    "Columns",
    "Format",
    "Layout",
    "Listing",
    "Written",
    "cell_text",
    "check_columns",
    "chosen_columns",
    "encode_answer",
    "plain_text",
    "value_at",
]

Format = Literal["table", "json", "jsonl", "csv", "md"]

FORMATS: Final[tuple[Format, ...]] = get_args(Format)
PROGRAMS: Final[frozenset[Format | None]] = frozenset({"json", "jsonl"})
"""Formats that hold the values themselves, for programs; the others hold what people read."""

_FORMULA_STARTS: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
"""The full-width signs too: spreadsheets of East Asia take them for the others."""

_TSV_ESCAPES: Final = {9: "\\t", 10: "\\n", 92: "\\\\"}


def plain_text(value: object) -> str:
    """Return the cell of a value: nothing for None, yes or no, a list with commas."""
    match value:
        case None:
            return ""
        case bool():
            return say("yes" if value else "no")
        case list() | tuple():
            return say_list(plain_text(item) for item in value)
        case Mapping() | Struct():
            return msgspec.json.encode(value).decode()
        case _:
            return str(value)


I = TypeVar("I", contravariant=True)  # noqa: E741 - an item
T = TypeVar("T")


class Column(Struct, Generic[I], frozen=True):
    """One column of items of a type: `key` is its name in --columns and in the JSON, `title` its
    heading on a screen, `words` what a person reads there; without them the plain value.

    A dotted key (`quantity.verbatim`) reaches into a member. An `extra` column is written in csv
    and when --columns names it, so that a screen is not flooded. `in_csv` is what csv has there
    where the words say several facts: each has a column of its own, and is counted in a sheet.
    """

    key: str
    title: str
    words: Callable[[I], str] | None = None
    extra: bool = False
    in_csv: Callable[[I], object] | None = None

    def text(self, item: I) -> str:
        """Return what a person reads of an item in this column."""
        return plain_text(value_at(item, self.key)) if self.words is None else self.words(item)


Columns = Sequence[Column[I]]


class Listing(Struct, Generic[T], frozen=True):
    """Many things of one kind; `about` is the answer that they are the `items` of, or holds what is
    said of all of them."""

    about: Struct | Mapping[str, object]
    items: Sequence[T]
    columns: Columns[T]


class Card(Struct, Generic[T], frozen=True):
    """One thing: `columns` are what a person sees of it, line by line."""

    value: T
    columns: Columns[T]


Written = Listing[Any] | Card[Any]
"""An answer as it is written, in whichever format."""


class Layout(msgspec.Struct, frozen=True):
    """How the person wants the answer; no `format` means as the place suggests.

    `columns` are the keys of --columns in the order given; empty means the usual ones.
    """

    format: Format | None = None
    columns: tuple[str, ...] = ()


def encode_answer(answer: Written, layout: Layout) -> str:
    """Return the answer as text in any format but the drawn table; None is tab-separated.

    Raises Failure (usage) when --columns names what is not there.
    """
    columns = chosen_columns(answer, layout)
    match layout.format:
        case "json":
            return _json(_json_value(answer, layout, columns), indent=2)
        case "jsonl":
            return "".join(_json(_json_item(item, layout, columns)) for item in _items(answer))
        case "csv":
            plain = [_as_in_csv(column) for column in columns]
            rows = [[_sheet_cell(column, item) for column in plain] for item in _items(answer)]
            return _csv_line([column.key for column in columns]) + "".join(map(_csv_line, rows))
        case "md":
            return _markdown(answer, columns)
        case _:
            return _tab_separated(answer, columns)


def chosen_columns(answer: Written, layout: Layout) -> list[Column[Any]]:
    """Return the columns to write, in order.

    Raises Failure (usage) when --columns names what is not there.
    """
    if not layout.columns:
        every = layout.format == "csv"
        return [column for column in answer.columns if every or not column.extra]
    check_columns([column.key for column in answer.columns], layout)
    known = {column.key: column for column in answer.columns}
    return [known[key] for key in layout.columns]


def check_columns(known: Sequence[str], layout: Layout) -> None:
    """Raises Failure (usage) when --columns names what is not among the `known` keys."""
    for key in layout.columns:
        if key not in known:
            hint = suggest(key, known) or say("the columns are {known}", known=say_list(known))
            raise Failure(Kind.USAGE, say("there is no column “{key}”", key), hint=hint)


def value_at(item: object, key: str) -> object:
    """Return the value under a dotted key, None where the way there ends.

    Raises AttributeError for a member that the item's type does not have.
    """
    value = item
    for part in key.split("."):
        if isinstance(value, Mapping):
            value = value.get(part)
        elif value is not None:
            value = getattr(value, part)
    return value


def cell_text(column: Column[Any], item: object) -> str:
    """Return what a screen or a page shows of an item in a column."""
    return printable(column.text(item))


def _items(answer: Written) -> Sequence[Any]:
    return [answer.value] if isinstance(answer, Card) else answer.items


def _json_item(item: object, layout: Layout, columns: Sequence[Column[Any]]) -> object:
    if not layout.columns:
        return item
    return {column.key: value_at(item, column.key) for column in columns}


def _json_value(answer: Written, layout: Layout, columns: Sequence[Column[Any]]) -> object:
    if isinstance(answer, Card):
        return _json_item(answer.value, layout, columns)
    about = answer.about
    if isinstance(about, Struct) and not layout.columns:
        return about
    items = [_json_item(item, layout, columns) for item in answer.items]
    return {**msgspec.to_builtins(about), "items": items}


def _json(value: object, *, indent: int = 0) -> str:
    encoded = msgspec.json.encode(value)
    return (msgspec.json.format(encoded, indent=indent) if indent else encoded).decode() + "\n"


def _tab_separated(answer: Written, columns: Sequence[Column[Any]]) -> str:
    if isinstance(answer, Card):
        rows = [[column.key, _sheet_cell(column, answer.value)] for column in columns]
    else:
        rows = [[column.key for column in columns]]
        rows += [[_sheet_cell(column, item) for column in columns] for item in answer.items]
    return "".join(
        "\t".join(printable(cell.translate(_TSV_ESCAPES)) for cell in row) + "\n" for row in rows
    )


def _as_in_csv(column: Column[Any]) -> Column[Any]:
    fact = column.in_csv
    if fact is None:
        return column
    return msgspec.structs.replace(column, words=lambda item: plain_text(fact(item)))


def _sheet_cell(column: Column[Any], item: object) -> str:
    """Return a cell that a spreadsheet takes for a text, or for a whole number, and never runs."""
    value, text = value_at(item, column.key), column.text(item)
    whole_number = isinstance(value, int) and text == str(value)
    return "'" + text if text.startswith(_FORMULA_STARTS) and not whole_number else text


def _csv_line(cells: Sequence[str]) -> str:
    """Return one line of RFC 4180, ended by \\n as everything else on a Unix screen is.

    By hand, because the csv module leaves a lone carriage return unquoted where lines end with \\n,
    and a spreadsheet would begin a row at it.
    """
    if len(cells) == 1 and not cells[0]:
        return '""\n'
    return ",".join(map(_csv_quote, cells)) + "\n"


def _csv_quote(cell: str) -> str:
    if any(sign in cell for sign in ',"\r\n'):
        return '"' + cell.replace('"', '""') + '"'
    return cell


def _markdown(answer: Written, columns: Sequence[Column[Any]]) -> str:
    if isinstance(answer, Card):
        heading = ["", ""]
        rows = [
            [say_in("column", column.title), cell_text(column, answer.value)] for column in columns
        ]
    else:
        heading = [say_in("column", column.title) for column in columns]
        rows = [[cell_text(column, item) for column in columns] for item in answer.items]
    lines = [
        heading,
        ["---"] * len(heading),
        *([_markdown_cell(cell) for cell in row] for row in rows),
    ]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _markdown_cell(text: str) -> str:
    """Return the text so that a Markdown reader shows exactly these characters."""
    return markdown_text(text).replace("\n", "<br>")
