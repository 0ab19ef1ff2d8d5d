"""A report as one HTML file that needs nothing else: no script, no font, no address is loaded.

It is read by people who got it by mail, so its security policy forbids everything but the style
that stands in it, and a footnote is a link within it.
"""

import base64
import hashlib
import re
from collections.abc import Iterator
from html import escape
from typing import Final

from parley.web.reports.document import (
    Address,
    Block,
    Commands,
    Document,
    Facts,
    Item,
    Line,
    Listing,
    Note,
    Paragraph,
    Part,
    Picture,
    Quote,
    Section,
    Table,
)
from parley.web.reports.style import STYLE

__all__ = ["as_page"]

_HASH: Final = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
_POLICY: Final = (
    f"default-src 'none'; style-src 'sha256-{_HASH}'; base-uri 'none'; form-action 'none'"
)
_LANG: Final = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_TAG: Final = re.compile(r"<[a-zA-Z][^>]*>")
_WIDTH: Final = re.compile(r'<svg [^>]*?width="(\d+)')
_NATURAL_MAX: Final = 720  # px; wider pictures shrink to their place, as far as they stay legible
_NAMESPACES: Final = re.compile(r' xmlns(:xlink)?="[^"]*"')


def as_page(document: Document) -> str:
    """Return the document as an HTML file that ends with a line break."""
    return "\n".join([*_Writer().document(document), ""])


class _Writer:
    """Writes one document, and remembers which footnotes it has referred to: a footnote links back
    to the first place that names it."""

    def __init__(self) -> None:
        self._named: set[str] = set()

    def document(self, document: Document) -> Iterator[str]:
        title = escape(document.title)
        yield "<!DOCTYPE html>"
        yield '<html lang="en">'
        yield "<head>"
        yield '<meta charset="utf-8">'
        yield f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">'
        yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
        yield '<meta name="color-scheme" content="light dark">'
        yield '<meta name="referrer" content="no-referrer">'
        yield f"<title>{title}</title>"
        # In one piece: the policy names the hash of exactly this text.
        yield f"<style>{STYLE}</style>"
        yield "</head>"
        yield "<body>"
        yield "<header>"
        yield f'<h1 dir="auto">{title}</h1>'
        yield f'<p class="under">{escape(document.under_title)}</p>'
        if document.warning is not None:
            yield f'<p class="warning" role="note">{escape(document.warning)}</p>'
        yield "</header>"
        yield from self._contents(document.sections)
        yield "<main>"
        for section in document.sections:
            yield f'<section id="{escape(section.name)}">'
            yield f"<h2>{escape(section.title)}</h2>"
            for block in section.blocks:
                yield from self._block(block)
            yield "</section>"
        yield "</main>"
        yield '<footer id="notes">'
        yield "<h2>Footnotes</h2>"
        yield '<ul class="notes">'
        for note in document.notes:
            yield from self._note(note)
        yield "</ul>"
        yield "</footer>"
        yield "</body>"
        yield "</html>"

    @staticmethod
    def _contents(sections: tuple[Section, ...]) -> Iterator[str]:
        yield '<nav aria-label="Contents">'
        yield "<ul>"
        for section in sections:
            yield f'<li><a href="#{escape(section.name)}">{escape(section.title)}</a></li>'
        yield '<li><a href="#notes">Footnotes</a></li>'
        yield "</ul>"
        yield "</nav>"

    def _block(self, block: Block) -> Iterator[str]:
        match block:
            case Paragraph(line):
                yield f"<p>{self._line(line)}</p>"
            case Listing(title, items):
                if title:
                    yield f"<h3>{escape(title)}</h3>"
                yield "<ul>"
                for item in items:
                    yield from self._item(item)
                yield "</ul>"
            case Table():
                yield from self._table(block)
            case Facts(pairs):
                yield '<dl class="facts">'
                for name, line in pairs:
                    yield f"<dt>{escape(name)}</dt><dd>{self._line(line)}</dd>"
                yield "</dl>"
            case Commands(lines):
                yield f"<pre><code>{escape(chr(10).join(lines))}</code></pre>"
            case Picture():
                yield from _picture(block)

    def _item(self, item: Item) -> Iterator[str]:
        if not item.below:
            yield f"<li>{self._line(item.line)}</li>"
            return
        yield f"<li>{self._line(item.line)}"
        yield "<ul>"
        for line in item.below:
            yield f"<li>{self._line(line)}</li>"
        yield "</ul></li>"

    def _table(self, table: Table) -> Iterator[str]:
        yield "<table>"
        yield f"<caption>{escape(table.caption)}</caption>"
        headings = "".join(f'<th scope="col">{escape(name)}</th>' for name in table.headings)
        yield f"<thead><tr>{headings}</tr></thead>"
        yield "<tbody>"
        for first, *others in table.rows:
            cells = [f'<th scope="row">{self._line(first)}</th>']
            # A card has no row of headings over it, so each cell carries its own.
            cells += [
                f'<td data-name="{escape(name)}">{self._line(cell)}</td>'
                if cell.parts
                else "<td></td>"
                for name, cell in zip(table.headings[1:], others, strict=True)
            ]
            yield f"<tr>{''.join(cells)}</tr>"
        yield "</tbody>"
        yield "</table>"

    def _note(self, note: Note) -> Iterator[str]:
        name = escape(note.name)
        first, *others = note.lines
        back = f'<a href="#to-{name}" aria-label="{name}, back to the text">{name}</a>'
        yield f'<li id="{name}"><b>{back}</b><div>'
        yield f"<p>{self._line(first)}</p>"
        if others:
            yield "<ul>"
            for line in others:
                yield f"<li>{self._line(line)}</li>"
            yield "</ul>"
        yield "</div></li>"

    def _line(self, line: Line) -> str:
        if len(line.notes) == 1 and line.parts == line.notes:
            # A step's number is its footnote's name: the number itself is the link.
            return self._reference(line.notes[0], "span")
        words = "".join(map(_part, line.parts))
        return words + "".join(map(self._reference, line.notes))

    def _reference(self, name: str, element: str = "sup") -> str:
        own = "" if name in self._named else f' id="to-{escape(name)}"'
        self._named.add(name)
        link = f'<a href="#{escape(name)}">{escape(name)}</a>'
        return f"<{element}{own}>{link}</{element}>"


def _part(part: Part) -> str:
    if isinstance(part, Quote):
        return _quote(part)
    # An address is text here: what a stranger recorded is no place to be sent to by one touch.
    return escape(part.url if isinstance(part, Address) else part)


def _quote(quote: Quote) -> str:
    """Return exact words. Where nobody recorded their language it is not said to be English."""
    lang = quote.lang if quote.lang is not None and _LANG.fullmatch(quote.lang) else ""
    return f'<q lang="{lang}" dir="auto">“{escape(quote.words)}”</q>'


def _picture(picture: Picture) -> Iterator[str]:
    name, title = escape(picture.name), escape(picture.title)
    drawn = _WIDTH.search(picture.light)
    wide = drawn is not None and int(drawn[1]) > _NATURAL_MAX
    yield f'<figure id="{name}" class="wide">' if wide else f'<figure id="{name}">'
    yield f"<figcaption>{title}</figcaption>"
    yield f'<div class="scroll" role="region" tabindex="0" aria-label="{title}">'
    for theme, svg in (("light", picture.light), ("dark", picture.dark)):
        yield f'<div class="{theme}">{_inline(svg, f"{name}-{theme}-")}</div>'
    yield "</div>"
    yield "</figure>"


def _inline(svg: str, prefix: str) -> str:
    """Return an SVG as part of a page: names of its own, so that no two pictures share one."""
    return _TAG.sub(lambda tag: _own_names(tag[0], prefix), svg)


def _own_names(tag: str, prefix: str) -> str:
    named = re.sub(r' id="([^"]+)"', rf' id="{prefix}\1"', _NAMESPACES.sub("", tag))
    return re.sub(r'="url\(#([^)"]+)\)"', rf'="url(#{prefix}\1)"', named)
