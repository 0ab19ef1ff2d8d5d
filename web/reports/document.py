"""A report before it is written: headings, lines with their footnotes, tables, pictures.

It holds plain words only. Whoever writes it down escapes them, so that a quotation from a stranger
can never become a link, a heading or a script.
"""

from typing import TypeAlias

from msgspec import Struct

__all__ = [
    "Address",
    "Block",
    "Commands",
    "Document",
    "Drawn",
    "Facts",
    "Item",
    "Line",
    "Listing",
    "Note",
    "Paragraph",
    "Part",
    "Picture",
    "Quote",
    "Section",
    "Table",
]


class Quote(Struct, frozen=True):
    """Exact words; `lang` is their language (BCP 47), None where nobody recorded it."""

    words: str
    lang: str | None = None
    translated: bool = False
    """It is said behind them that they are a translation."""


class Address(Struct, frozen=True):
    """Where a report can be read, as it was recorded: it may be anything."""

    url: str


Part: TypeAlias = str | Quote | Address


class Line(Struct, frozen=True):
    """Words, exact words and addresses, one after the other, and the names of their footnotes."""

    parts: tuple[Part, ...]
    notes: tuple[str, ...] = ()


class Paragraph(Struct, frozen=True):
    """A line that stands alone."""

    line: Line


class Item(Struct, frozen=True):
    """A line of a listing, with the lines that belong to it."""

    line: Line
    below: tuple[Line, ...] = ()


class Listing(Struct, frozen=True):
    """Lines under a title; an empty title is not written."""

    title: str
    items: tuple[Item, ...]


class Table(Struct, frozen=True):
    """Rows under a caption, each as long as `headings`."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]


class Facts(Struct, frozen=True):
    """Names and what stands for them."""

    pairs: tuple[tuple[str, Line], ...]


class Commands(Struct, frozen=True):
    """What to type, a command a line."""

    lines: tuple[str, ...]


class Drawn(Struct, frozen=True):
    """A picture as SVG without a style of its own, so many pixels wide."""

    width: int
    svg: str


class Picture(Struct, frozen=True):
    """A picture in several widths, the widest first, of which a reader sees the one for his screen;
    `name` is unique in the document, `dark` the rules of a style for dark surroundings."""

    name: str
    title: str
    drawn: tuple[Drawn, ...]
    dark: str


Block: TypeAlias = Paragraph | Listing | Table | Facts | Commands | Picture


class Section(Struct, frozen=True):
    """A heading with what stands under it; `name` is unique in the document, for links."""

    name: str
    title: str
    blocks: tuple[Block, ...]


class Note(Struct, frozen=True):
    """A footnote; `name` is letters, digits and hyphens."""

    name: str
    lines: tuple[Line, ...]


class Document(Struct, frozen=True, kw_only=True):
    """A whole report, in English."""

    title: str
    under_title: str
    warning: str | None
    """What must not be overlooked, such as that the data is made up."""
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]
    """Every footnote that a line names, once."""
    sources: tuple[Note, ...] = ()
    """The reports that footnotes rest on, each once."""
