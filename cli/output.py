"""The drawn table of an answer, for a person at a terminal."""

from typing import TYPE_CHECKING, Any

from parley.answers.forms import Card, Column, Layout, Written, cell_text, chosen_columns, value_at
from parley.answers.language import say_in

if TYPE_CHECKING:
    from rich.table import Table


def draw_answer(answer: Written, layout: Layout) -> "Table":
    """Return rich's table of the answer: columns for a listing, two columns for a card."""
    from rich.table import Table
    from rich.text import Text

    def drawn(column: Column[Any], item: object) -> Text:
        # rich measures a tab as nothing, and would wrap the cell for the width it then takes.
        return Text(cell_text(column, item).replace("\t", " "))

    columns = chosen_columns(answer, layout)
    if isinstance(answer, Card):
        card = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
        card.add_column(style="bold", no_wrap=True)
        card.add_column(overflow="fold")
        for column in columns:
            card.add_row(Text(say_in("column", column.title)), drawn(column, answer.value))
        return card
    table = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
    for column in columns:
        numeric = all(isinstance(value_at(item, column.key), int | None) for item in answer.items)
        table.add_column(
            Text(say_in("column", column.title)),
            justify="right" if numeric and answer.items else "left",
            overflow="fold",
        )
    for item in answer.items:
        table.add_row(*(drawn(column, item) for column in columns))
    return table
