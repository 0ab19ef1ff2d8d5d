"""A drawing of many entries under headings, for answers that are read and not only looked up.

A table squeezes a quotation into a column of twelve letters. Here the entry's line stands beside
its number, and everything that belongs to it under it, as wide as the terminal is; dates or kinds
are headings, said once.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from parley.answers.entries import Entry
from parley.answers.printing import printable
from parley.cli.context import App

if TYPE_CHECKING:
    from rich.console import RenderableType

__all__ = ["draw_entries", "draws"]

_WIDTH_MAX: Final = 110
"""Columns; longer lines are hard to read."""
_STYLES: Final = {"plain": "", "aside": "dim", "stress": "bold"}
"""Kind of a note -> one of rich's styles."""


def draws(app: App) -> bool:
    """Whether the answer is drawn for a person; otherwise it is written as any other."""
    return app.layout.format is None and not app.layout.columns and app.console.draws


def draw_entries(
    app: App,
    entries: Sequence[Entry],
    *,
    title: str = "",
    after: str | None = None,
    label_width: int = 0,
) -> None:
    """Draw a title and entries on stdout.

    Of entries that are drawn one by one, `after` is the heading that was drawn last and
    `label_width` how wide the labels at least are, in columns.
    """
    from rich.cells import cell_len
    from rich.console import Group
    from rich.text import Text

    app.decide_colour()
    width = max((cell_len(entry.label) for entry in entries), default=0)
    width = max(width, label_width)
    parts: list[RenderableType] = [Text(_plain(title)), Text("")] if title else []
    for entry in entries:
        if entry.heading != after:
            if after is not None:
                parts.append(Text(""))
            if entry.heading:
                parts.append(Text(_plain(entry.heading), style="bold"))
            after = entry.heading
        parts.append(_drawn(entry, width))
    if parts:
        app.console.draw(Group(*parts))


def _drawn(entry: Entry, width: int) -> "RenderableType":
    from rich.constrain import Constrain
    from rich.table import Table
    from rich.text import Text

    body = Text(_plain(entry.line))
    for note in entry.notes:
        if note.text:
            body.append("\n")
            body.append(_plain(note.text), style=_STYLES[note.kind])
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(width=width + 2, no_wrap=True)
    # An address too long for the line goes on in the next one: nothing of it may be lost.
    grid.add_column(overflow="fold")
    grid.add_row(Text(f"  {_plain(entry.label)}", style="cyan"), body)
    return Constrain(grid, _WIDTH_MAX)


def _plain(text: str) -> str:
    # rich measures a tab as nothing, and would wrap the line for the width it then takes.
    return printable(text).replace("\t", " ")
