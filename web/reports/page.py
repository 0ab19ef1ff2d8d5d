"""A report as one HTML file that needs nothing else: no script, no font, no address is loaded.

It is read by people who got it by mail, so its security policy forbids everything but the style
that stands in it, and a footnote is a link within it. What it looks like stands in `report.html`
and `style.css`.
"""

import base64
import hashlib
import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from parley.answers.language import say, spoken_language
from parley.web.reports import document as parts
from parley.web.reports.document import Document, Picture

__all__ = ["STYLE", "as_page"]

_HERE: Final = Path(__file__).parent
STYLE: Final = (_HERE / "style.css").read_text(encoding="utf-8")
"""The style sheet of every page; that of pictures in dark surroundings is added to it."""
_DARK: Final = "@media screen and (prefers-color-scheme:dark){}"
_LANG: Final = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_WEB: Final = re.compile(r"https?://[^\s<>\"\\^`{|}\x00-\x20]+", re.IGNORECASE)


def as_page(document: Document) -> str:
    """Return the document as an HTML file that ends with a line break."""
    style = _style(document)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return (
        _environment()
        .get_template("report.html")
        .render(
            document=document,
            # The page's security policy names the hash of its one style, which stands in one piece.
            policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; "
            "form-action 'none'",
            style=style,
            is_first=_first_times(),
            lang=spoken_language(),
            say_contents=say("Contents"),
            say_notes=say("Footnotes"),
            say_sources=say("Sources"),
            back_from=lambda name: say("{name}, back to the text", name),
        )
    )


def _environment() -> Environment:
    made = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        loader=FileSystemLoader(_HERE),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    for kind in (
        *(parts.Quote, parts.Address, parts.Paragraph, parts.Listing),
        *(parts.Table, parts.Facts, parts.Commands),
    ):
        made.tests[kind.__name__.lower()] = lambda part, kind=kind: isinstance(part, kind)
    made.tests["web"] = lambda url: bool(_WEB.fullmatch(url))
    made.filters["language"] = _language
    return made


def _first_times() -> Callable[[str], bool]:
    """Return what says of each name whether it is new: a footnote links back to the first place
    that names it."""
    named: set[str] = set()

    def is_first(name: str) -> bool:
        before = len(named)
        named.add(name)
        return len(named) > before

    return is_first


def _language(lang: str | None) -> str:
    """Return the language of exact words. Where none is recorded, it is not said to be English."""
    return lang if lang is not None and _LANG.fullmatch(lang) else ""


def _style(document: Document) -> str:
    """Return the style sheet with the dark colours of the pictures; on paper they are light."""
    pictures = [
        block
        for section in document.sections
        for block in section.blocks
        if isinstance(block, Picture)
    ]
    rules = "".join(dict.fromkeys(picture.dark for picture in pictures))
    return STYLE + _DARK.replace("{}", f"{{{rules}}}") if rules else STYLE
