"""A report as GitHub-flavoured Markdown: a plain text that a mail, a wiki and an editor can hold.

Every sign that Markdown gives a meaning is escaped in the words of the document. Pictures are left
out: the places where such a text is read show no picture that stands in the text itself.
"""

import re
from collections.abc import Iterator
from typing import Final

from parley.answers.printing import markdown_text
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
    Picture,
    Quote,
    Table,
)

__all__ = ["as_markdown"]

_BULLET: Final = re.compile(r"[-+=]")
_NUMBERED: Final = re.compile(r"(\d{1,9})([.)])")
_WEB: Final = re.compile(r"https?://[^\s<>\\|`\"\[\]]+")
_BREAKS: Final = re.compile(r"\s*[\n\t\r]+\s*")


def as_markdown(document: Document) -> str:
    """Return the document as text that ends with a line break."""
    blocks = [f"# {escaped(document.title)}", escaped(document.under_title)]
    if document.warning is not None:
        blocks.append(f"> **{escaped(document.warning)}**")
    for section in document.sections:
        blocks.append(f"## {escaped(section.title)}")
        for block in section.blocks:
            blocks += filter(None, _block(block))
    if document.notes:
        blocks += ["---", *map(_note, (*document.notes, *document.sources))]
    return "\n\n".join(blocks) + "\n"


def escaped(text: str) -> str:
    """Return words so that a Markdown reader shows exactly these signs, on one line.

    At the beginning of a line, too, they begin neither a list nor a heading.
    """
    made = _flat(text.strip())
    if _BULLET.match(made):
        return f"\\{made}"
    return _NUMBERED.sub(r"\1\\\2", made, count=1) if _NUMBERED.match(made) else made


def _flat(text: str) -> str:
    return markdown_text(_BREAKS.sub(" ", text))


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(line):
            yield _line(line)
        case Listing(title, items):
            if title:
                yield f"### {escaped(title)}"
            yield "\n".join(each for item in items for each in _item(item))
        case Table():
            yield f"**{escaped(block.caption)}**"
            yield _table(block)
        case Facts(pairs):
            yield "\n".join(f"- **{escaped(name)}:** {_line(line)}" for name, line in pairs)
        case Commands(lines):
            yield "\n".join(["```console", *(f"$ {line}" for line in lines), "```"])
        case Picture():
            return


def _item(item: Item) -> Iterator[str]:
    yield f"- {_line(item.line)}"
    for line in item.below:
        yield f"  - {_line(line)}"


def _table(table: Table) -> str:
    lines = [
        [escaped(heading) for heading in table.headings],
        ["---"] * len(table.headings),
        *([_line(cell) for cell in row] for row in table.rows),
    ]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _note(note: Note) -> str:
    first, *others = note.lines
    return "\n".join([f"[^{note.name}]: {_line(first)}", *(f"    - {_line(o)}" for o in others)])


def _line(line: Line) -> str:
    said = ""
    for part in line.parts:
        if isinstance(part, Quote):
            said += f"“{_flat(part.words)}”"
        elif isinstance(part, Address):
            # Between angles nothing is escaped, and only an address of the web becomes a link.
            safe = _WEB.fullmatch(part.url)
            said += f"<{part.url}>" if safe else _flat(part.url)
        else:
            said += _flat(part) if said else escaped(part.lstrip())
            # What ends in a blank goes on: `escaped` is for a whole line, and takes it away.
            said += " " if part[-1:].isspace() and not said[-1:].isspace() else ""
    return said.strip() + "".join(f"[^{name}]" for name in line.notes)
