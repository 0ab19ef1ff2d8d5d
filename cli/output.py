"""Answers and the formats they are written in, so that every command looks and pipes the same.

A command makes a `Listing` or a `Card` of plain JSON values and hands it to `App.write`.

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

from collections.abc import Mapping
from typing import TYPE_CHECKING

from answers.forms import Answer, Card, Column, Layout, _cell, chosen_columns, value_at

if TYPE_CHECKING:
    from rich.table import Table


def draw_answer(answer: Answer, layout: Layout) -> "Table":
    """Return rich's table of the answer: columns for a listing, two columns for a card."""
    from rich.table import Table
    from rich.text import Text

    def drawn(column: Column, item: Mapping[str, object]) -> Text:
        # rich measures a tab as nothing, and would wrap the cell for the width it then takes.
        return Text(_cell(column, item).replace("\t", " "))

    columns = chosen_columns(answer, layout)
    if isinstance(answer, Card):
        card = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
        card.add_column(style="bold", no_wrap=True)
        card.add_column(overflow="fold")
        for column in columns:
            card.add_row(Text(column.title), drawn(column, answer.value))
        return card
    table = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
    for column in columns:
        numeric = all(isinstance(value_at(item, column.key), int | None) for item in answer.items)
        table.add_column(
            Text(column.title),
            justify="right" if numeric and answer.items else "left",
            overflow="fold",
        )
    for item in answer.items:
        table.add_row(*(drawn(column, item) for column in columns))
    return table
