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
"""The whole style sheet. The page's security policy names its hash, so it stands in one piece."""
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
    return (
        _environment()
        .get_template("report.html")
        .render(
            document=document,
            policy=_POLICY,
            style=STYLE,
            is_first=_first_times(),
            lang=spoken_language(),
            say_contents=say("Contents"),
            say_notes=say("Footnotes"),
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
    made.tests["wide"] = _is_wide
    made.filters |= {"language": _language, "inline": _inline}
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


def _is_wide(picture: Picture) -> bool:
    drawn = _WIDTH.search(picture.light)
    return drawn is not None and int(drawn[1]) > _NATURAL_MAX


def _inline(svg: str, prefix: str) -> str:
    """Return an SVG as part of a page: names of its own, so that no two pictures share one."""
    return _TAG.sub(lambda tag: _own_names(tag[0], prefix), svg)


def _own_names(tag: str, prefix: str) -> str:
    named = re.sub(r' id="([^"]+)"', rf' id="{prefix}\1"', _NAMESPACES.sub("", tag))
    return re.sub(r'="url\(#([^)"]+)\)"', rf'="url(#{prefix}\1)"', named)
