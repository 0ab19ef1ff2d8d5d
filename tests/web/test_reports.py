"""A document as Markdown and as a page: what was words stays words."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.web.reports.document import (
    Address,
    Commands,
    Document,
    Drawn,
    Facts,
    Item,
    Line,
    Listing,
    Note,
    Paragraph,
    Picture,
    Quote,
    Section,
    Table,
)
from parley.web.reports.markdown import as_markdown
from parley.web.reports.page import as_page

SIGNS = st.text(alphabet="<>[]()!|`*_~&#$^\\\"'-+=.1a \n", max_size=40)


def document(line: Line, *blocks: Paragraph | Picture) -> Document:
    section = Section(
        "one",
        "One",
        (
            Paragraph(line),
            Listing("Listed", (Item(line, (line,)),)),
            Table("Counted", ("A", "B"), ((line, line),)),
            Facts((("Fact", line),)),
            Commands(("parley verify",)),
            *blocks,
        ),
    )
    return Document(
        title="Talks",
        under_title="as of then",
        warning=None,
        sections=(section,),
        notes=(Note("v1", (line, line)),),
    )


@given(SIGNS, SIGNS)
def test_words_are_read_in_a_page_as_they_are(words: str, quoted: str) -> None:
    page = as_page(document(Line((words, Quote(quoted), Address(words)), ("v1",))))
    said = re.findall(r"<p>(.*?)<sup", page, re.S)
    assert len(said) == 2  # as a paragraph and in a footnote
    for each in said:
        assert unescape(re.sub(r"</?q[^>]*>", "", each)) == f"{words}“{quoted}”{words}"
    tags = set(re.findall(r"<([a-z0-9]+)", page.partition("</style>")[2]))
    assert tags <= {
        *(
            "head",
            "body",
            "header",
            "h1",
            "h2",
            "h3",
            "p",
            "nav",
            "ul",
            "li",
            "a",
            "main",
            "section",
        ),
        *("table", "caption", "thead", "tbody", "tr", "th", "td", "dl", "dt", "dd", "pre", "code"),
        *("footer", "b", "div", "q", "sup", "span", "html"),
    }


@given(SIGNS)
def test_words_are_no_markup_in_markdown(words: str) -> None:
    text = as_markdown(document(Line((words,), ("v1",))))
    ours = {"# Talks", "as of then", "## One", "### Listed", "**Counted**", "---"}
    ours |= {"```console", "$ parley verify", "```", "| A | B |", "| --- | --- |"}
    lines = [line for line in text.splitlines() if line and line not in ours]
    # The paragraph, two of the listing, the row, the fact, two of the footnote.
    assert len(lines) == 7
    for line in lines:
        bare = re.sub(r"\\.", "", line).replace("[^v1]", "").replace("**Fact:**", "")
        assert not re.search(r"[<\]\[`~$!&^_*#]", bare)
        assert bare.count("|") == (3 if line.startswith("| ") else 0)
        said = re.sub(r"^\s*- (\*\*Fact:\*\* )?|^\[\^v1\]: |^\| ", "", line)
        assert not re.match(r"(?:[-+=>]|\d+[.)])(?:\s|$)", said)


@pytest.mark.parametrize(
    ("url", "written"),
    [
        ("https://example.org/a_b(c)", "<https://example.org/a_b(c)>"),
        ("javascript:alert(1)", "javascript:alert(1)"),
        ("https://example.org/>x", "https://example.org/\\>x"),
        ("https://example.org/a b", "https://example.org/a b"),
    ],
)
def test_only_an_address_of_the_web_is_a_link(url: str, written: str) -> None:
    assert f"\n\n{written}\n\n" in as_markdown(document(Line((Address(url),))))


def test_a_language_that_is_none_is_not_written() -> None:
    page = as_page(document(Line((Quote("x", 'en" onclick="y'), Quote("y", "pt-BR")))))
    assert '<q lang="" dir="auto">“x”</q><q lang="pt-BR" dir="auto">“y”</q>' in page


def test_a_step_that_is_its_own_footnote_is_said_once() -> None:
    page = as_page(document(Line(("v1",), ("v1",))))
    assert '<p><span id="to-v1"><a href="#v1">v1</a></span></p>' in page


def test_pictures_stand_in_their_widths_and_their_dark_colours_are_no_others() -> None:
    svg = '<svg viewBox="0 0 9 9"></svg>'
    drawn = (Drawn(960, svg), Drawn(340, svg))
    picture = Picture("picture-timeline", "A picture", drawn, ".f-ink{fill:#eee}")
    page = as_page(document(Line(("x",)), picture))
    assert f'<div class="drawn w960">{svg}</div>' in page
    assert f'<div class="drawn w340">{svg}</div>' in page
    assert "@media screen and (prefers-color-scheme:dark){.f-ink{fill:#eee}}</style>" in page
    assert "<svg" not in as_markdown(document(Line(("x",)), picture))


def test_only_an_address_of_the_web_is_a_link_in_a_page() -> None:
    page = as_page(document(Line((Address("https://example.org/a?b=c&d"),))))
    assert '<a href="https://example.org/a?b=c&amp;d" rel="noreferrer noopener' in page
    for url in ("javascript:alert(1)", 'https://e.org/"onclick="x', "https://e.org/ x", "data:x"):
        assert "rel=" not in as_page(document(Line((Address(url),))))
