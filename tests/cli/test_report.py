"""The report: the same bytes for ever, nothing in it without a footnote, and nothing it can run."""

import base64
import hashlib
import json
import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from parley.answers import opening
from parley.events.canonical import JsonObject
from parley.events.politics import Draft
from tests.cli.recorded_talks import DAY, EXAMPLES, STREAM, at, import_examples, recording, step
from tests.cli.terminal import Place
from tests.older_door import older_door

TALKS = ("-n", "inc-aap-haryana-2024")
NAMES = tuple(
    slug
    for path in EXAMPLES
    for slug in re.findall(r"^  - negotiation: (\S+)$", path.read_text(encoding="utf-8"), re.M)
)
LATER = at(0) + DAY * 5 // 6
"""On the next day of the arena; a clock that is more than a day ahead must be confirmed."""
VOID = frozenset({"meta", "br", "hr", "img", "link", "input"})


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A ledger with all examples in it."""
    made = Place(tmp_path_factory.mktemp("reports"))
    import_examples(made)
    return made


@pytest.fixture(scope="module")
def page(place: Place) -> str:
    """The report in HTML of the talks with the most steps."""
    assert place.run("report", "-o", "page.html", *TALKS).code == 0
    return (place.here / "page.html").read_text(encoding="utf-8")


def markdown(place: Place, *words: str, clock: Callable[[], int] | None = None) -> str:
    result = (
        place.run("report", *words) if clock is None else place.run("report", *words, clock=clock)
    )
    assert result.code == 0, result.stderr
    return result.stdout


class Read(HTMLParser):
    """A page as a browser takes it apart: elements, attributes and texts."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def all(self, tag: str) -> Iterator[dict[str, str | None]]:
        return (attributes for name, attributes in self.elements if name == tag)

    @property
    def text(self) -> str:
        return "".join(self.texts)


# The same for ever ------------------------------------------------------------------------------


@pytest.mark.parametrize("times", [(), ("--as-of", "2024-09-08"), ("--public-at", "2024-09-07")])
def test_a_report_does_not_depend_on_the_clock(times: tuple[str, ...], place: Place) -> None:
    years = (at(90), at(3_000))
    one, other = (
        markdown(place, *TALKS, *times, clock=lambda now=now: now)  # type: ignore[misc]
        for now in years
    )
    assert one == other


@pytest.mark.parametrize(
    ("suffix", "times"),
    [
        ("md", ()),
        ("md", ("--as-of", "v30")),
        ("md", ("--known-at", "@160", "--public-at", "2024-09-07")),
        ("html", ("--as-of", "2024-09-04")),
    ],
)
def test_the_command_in_a_report_makes_the_same_bytes(
    suffix: str, times: tuple[str, ...], place: Place
) -> None:
    name = f"first.{suffix}"
    assert place.run("report", "-o", name, "--force", *TALKS, *times).code == 0
    made = (place.here / name).read_text(encoding="utf-8")
    found = re.search(r"parley (report -n .+)", re.sub(r"</?code>|</pre>", "", made))
    assert found is not None
    again = found[1].split()
    assert place.run(*again, "--force").code == 0
    assert (place.here / again[-1]).read_text(encoding="utf-8") == made


def test_what_is_recorded_later_changes_no_report_of_before(tmp_path: Path) -> None:
    place = Place(tmp_path)
    path = place.here / "parley.db"
    with recording(path) as ledger:
        ledger.record([step("OfferMade", "2024-09-07", terms=seats("5"))])
        size = ledger.head().size
    before = markdown(place, "--known-at", f"@{size}")
    assert markdown(place) == before
    with recording(path, now=LATER) as ledger:
        ledger.record([step("OfferMade", "2024-09-06", terms=seats("4"))])
    assert markdown(place, "--known-at", f"@{size}") == before
    assert markdown(place) != before


def test_a_settled_time_of_knowledge_is_said_and_asked_again(tmp_path: Path) -> None:
    place = Place(tmp_path)
    path = place.here / "parley.db"
    for now in (at(0), LATER):
        with recording(path, now=now) as ledger:
            ledger.record([step("MeetingHeld", "2024-09-06", mode="in_person")])
    settled = markdown(place, "--known-at", "2024-09-07")
    assert "everything that was recorded by 7 Sep 2024" in settled
    assert "--known-at 2024-09-07 " in settled
    unsettled = markdown(place, "--known-at", "2030-01-01")
    assert "2030" not in unsettled
    assert unsettled == markdown(place)


def _due() -> Draft:
    given = {"when": "2024-09-09", "kind": "self_set", "awaits": "DealReached"}
    return step("DeadlineSet", "2024-09-07", **given)


def test_a_date_is_judged_at_the_last_record_and_the_report_says_so(tmp_path: Path) -> None:
    place = Place(tmp_path)
    with recording(place.here / "parley.db") as ledger:
        ledger.record([_due()])
    late = markdown(place, clock=lambda: at(30))
    assert "Deadlines judged:** at 2024-09-07 06:30:00 UTC" in late
    assert "nothing on record met it" not in late
    asked = markdown(place, "--as-of", "2024-09-12", clock=lambda: at(30))
    assert "nothing on record met it" in asked
    assert "Deadlines judged" not in asked


# Cited ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("slug", [*NAMES, "contest/haryana-2024", "contest/uk-2010"])
def test_every_footnote_is_there_once_and_every_one_is_used(slug: str, place: Place) -> None:
    text = markdown(place, "-n", slug)
    body, _, notes = text.partition("\n---\n")
    written = re.findall(r"^\[\^(v\d+)\]: ", notes, re.M)
    assert sorted(written) == sorted(set(re.findall(r"\[\^(v\d+)\]", body)))


def test_every_line_that_says_something_has_a_footnote(place: Place) -> None:
    body = markdown(place, *TALKS).partition("## Where it stands")[2].partition("## How to cite")[0]
    silent = ("- We have corrected nothing", "- Nobody", "- Nothing", "  - ", "| Step", "| What")
    lines = [line for line in body.splitlines() if line.startswith(("-", "| ", "  -"))]
    assert len(lines) > 100
    assert not [
        line for line in lines if "[^v" not in line and not line.startswith((*silent, "| ---"))
    ]


def test_a_footnote_has_source_speaker_words_dates_and_position(place: Place) -> None:
    text = markdown(place, "-n", "haryana-2024")
    note = text.partition("\n[^v11]: ")[2].partition("\n\n")[0]
    for fragment in (
        "Deepak Babaria, on record, INC",
        "Lokmat Times, origin IANS, source ians-2024-09-07, <https://www.lokmattimes.com/",
        "published 7 Sep 2024: “Good small numbers”",
        "offer INC→AAP “Good small numbers” (of 90), 7 Sep 2024",
        "Position ",
    ):
        assert fragment in note
    (position,) = re.findall(r"Position (\d+) of the log", note)
    shown = json.loads(place.run("show", "11", "-n", "haryana-2024", "--json").stdout)
    assert shown["log_position"] == int(position)


def test_a_report_ends_with_what_it_rests_on(place: Place) -> None:
    text = markdown(place, *TALKS, "--known-at", "@160")
    with opening.open_ledger(str(place.here / "parley.db"), clock=lambda: 0) as ledger:
        root, name = ledger.store.root(160).hex(), ledger.store.info.ledger
    for fragment in (
        f"**Root:** {root}",
        f"**Ledger:** {name}",
        "**Position:** 160",
        "$ parley verify",
    ):
        assert fragment in text
    exported = place.run("export", "--known-at", "@160", "-o", "records.jsonl")
    assert f"root {root}" in exported.stderr


def test_a_claim_stands_nowhere_without_its_hedge(place: Place) -> None:
    text = markdown(place, *TALKS)
    agreed = text.partition("### Agreed by all")[2].partition("###")[0]
    assert "Nothing is agreed by all parties." in agreed
    said = text.partition("### Said to be agreed")[2].partition("###")[0]
    assert "claimed on 8 Sep 2024 that this is agreed" in said
    assert "Unnamed AAP sources" in said


def test_our_corrections_and_theirs_stand_apart(tmp_path: Path) -> None:
    place = Place(tmp_path)
    assert place.run("init", "--db", "parley.db").code == 0
    assert place.run("import", str(EXAMPLES[0].with_name("haryana-2024.yaml"))).code == 0
    words = ("correct", "12", "text", "--now", "He gave none.", "--reason", "said more plainly")
    assert place.run(*words).code == 0
    text = markdown(place)
    ours, theirs = text.partition("### Our corrections")[2].split("### What others corrected", 1)
    assert "We corrected v12: text" in ours
    assert "[^v14]" in ours
    assert "Nobody else has corrected anything" in theirs
    assert "[^v14]: we corrected v12" in text


def test_a_contest_says_that_it_has_no_state(place: Place) -> None:
    assert "A contest has no state of its own" in markdown(place, "-n", "contest/uk-2010")


# Recorded ---------------------------------------------------------------------------------------


def test_a_recorded_report_names_the_very_bytes(tmp_path: Path) -> None:
    place = Place(tmp_path)
    recording(place.here / "parley.db").close()
    words = ("report", "-o", "talks.md", "--as-of", "2024-09-08", "--record", "--to", "the editor")
    made = place.run(*words, clock=lambda: LATER)
    assert made.code == 0, made.stderr
    content = (place.here / "talks.md").read_bytes()
    (item,) = json.loads(place.run("list", "exports", "--json").stdout)["items"]
    assert item["sha256"] == hashlib.sha256(content).hexdigest()
    assert item["sha256"] in made.stderr
    assert (item["what"], item["format"], item["file"]) == ("report", "md", "talks.md")
    assert (item["shown_to"], item["as_of"], item["negotiations"]) == (
        "the editor",
        "2024-09-08",
        [STREAM.partition("/")[2]],
    )
    assert item["bytes"] == len(content)


def test_corrections_name_the_report_that_had_shown_the_old_answer(tmp_path: Path) -> None:
    place = Place(tmp_path)
    path = place.here / "parley.db"
    with recording(path) as ledger:
        ledger.record([step("OfferMade", "2024-09-07", terms=seats("5"))])
    made = place.run("report", "-o", "talks.html", "--record", clock=lambda: LATER)
    assert made.code == 0, made.stderr
    words = ("correct", "2", "terms.0.quantity", "--now", "4", "--was", "5", "--reason", "misread")
    assert place.run(*words, clock=lambda: LATER).code == 0
    (item,) = json.loads(place.run("list", "corrections", "--json").stdout)["items"]
    assert [each["file"] for each in item["exports"]] == ["talks.html"]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("-o", "talks.pdf"), 2, "neither .md nor .html"),
        (("-o", "nowhere/talks.md"), 1, "there is no folder"),
        (("--to", "the editor"), 2, "kept by --record alone"),
        (("--as-of", "someday"), 2, "--as-of “someday”"),
        (("-n", "nobody"), 3, "there is no negotiation"),
    ],
)
def test_what_cannot_be_reported_is_said(
    words: tuple[str, ...], code: int, said: str, place: Place
) -> None:
    before = set(place.here.iterdir())
    refused = place.run("report", *TALKS, *words)
    assert (refused.code, refused.stdout) == (code, "")
    assert said in refused.stderr
    assert set(place.here.iterdir()) == before


# One file ---------------------------------------------------------------------------------------


def test_a_page_loads_nothing_and_runs_nothing(page: str) -> None:
    read = Read(page)
    assert not read.open
    tags = {tag for tag, _ in read.elements}
    assert not tags & {
        "script",
        "link",
        "img",
        "iframe",
        "object",
        "embed",
        "form",
        "base",
        "image",
    }
    for tag, attributes in read.elements:
        assert not [name for name in attributes if name.startswith("on") or name == "style"]
        for name in ("href", "src", "xlink:href", "srcset", "action"):
            link = attributes.get(name) or "#"
            assert link.startswith("#") or (tag == "a" and link.startswith(("http://", "https://")))
    assert "@import" not in page
    assert not [each for each in re.findall(r"url\(([^)]*)\)", page) if not each.startswith("#")]


def test_the_policy_of_a_page_allows_its_own_style_alone(page: str) -> None:
    (policy,) = (each["content"] for each in Read(page).all("meta") if "http-equiv" in each)
    style = re.search(r"<style>(.*?)</style>", page, re.S)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )


def test_every_link_of_a_page_leads_somewhere_and_no_name_is_twice(page: str) -> None:
    read = Read(page)
    names = [name for _, each in read.elements if (name := each.get("id")) is not None]
    assert len(names) == len(set(names))
    links = {link for each in read.all("a") if (link := each.get("href")) is not None}
    assert {link.removeprefix("#") for link in links if link.startswith("#")} <= set(names)
    assert {link for link in links if re.fullmatch(r"#v\d+", link)}
    patterns = set(re.findall(r"url\(#([^)]+)\)", page))
    assert patterns <= set(names)


def test_a_footnote_leads_back_to_a_place_that_leads_to_it(page: str) -> None:
    body, _, notes = page.partition('<footer id="notes">')
    written = re.findall(r'<li id="(v\d+)"><b><a href="#to-(v\d+)" aria-label="(v\d+), back', notes)
    assert len(written) > 40
    for names in written:
        assert len(set(names)) == 1
        place = re.search(rf'<(sup|span) id="to-{names[0]}"><a href="#{names[0]}">', body)
        assert place is not None, names[0]


def test_headings_are_in_order(page: str) -> None:
    levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", page)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_what_became_of_an_offer_is_said_once_in_its_line(page: str) -> None:
    assert "no end recorded by the collapse of v42" in page
    for said in re.findall(r"<li>([^<]*)<", page):
        endings = re.findall(
            r"(?:no end recorded by the \w+ of|rejected by|accepted by) v\d+", said
        )
        assert len(endings) == len(set(endings)), said


def test_a_page_has_its_headings_captions_and_pictures(page: str) -> None:
    read = Read(page)
    assert len(list(read.all("h1"))) == 1
    assert len(list(read.all("caption"))) == len(list(read.all("table"))) > 2
    assert len(list(read.all("figure"))) == 2
    assert len(list(read.all("svg"))) == 6
    assert {each.get("lang") for each in read.all("html")} == {"en"}
    assert all("lang" in each for each in read.all("q"))


def test_a_quotation_carries_its_language(tmp_path: Path) -> None:
    place = Place(tmp_path)
    quote: JsonObject = {"verbatim": "हम दस सीटें चाहते हैं", "lang": "hi"}
    with recording(place.here / "parley.db") as ledger:
        ledger.record([demand(quote)])
    assert place.run("report", "-o", "talks.html").code == 0
    text = (place.here / "talks.html").read_text(encoding="utf-8")
    assert '<q lang="hi" dir="auto">“हम दस सीटें चाहते हैं”</q>' in text


def test_both_forms_say_the_same(page: str, place: Place) -> None:
    shown = " ".join(Read(re.sub(r"<svg.*?</svg>", "", page, flags=re.S)).text.split())
    plain = markdown(place, *TALKS)
    for sentence in re.findall(r"^- ([^\[\n]* claimed [^\[\n]*?)\[\^", plain, re.M):
        assert sentence.replace("\\", "") in shown


def test_made_up_data_says_so_on_its_face(tmp_path: Path) -> None:
    place = Place(tmp_path)
    recording(place.here / "parley.db", synthetic=True).close()
    assert "\n> **SYNTHETIC DATA: made up" in markdown(place)
    assert place.run("report", "-o", "talks.html").code == 0
    text = (place.here / "talks.html").read_text(encoding="utf-8")
    assert '<p class="warning" role="note">SYNTHETIC DATA: made up' in text


def test_a_report_opens_with_the_story_and_ends_with_what_was_asked(place: Place) -> None:
    text = markdown(place, *TALKS)
    titles = re.findall(r"^## (.+)$", text, re.M)
    assert titles[0].endswith(": talks ended without a deal")
    assert titles[1:4] == ["Where it stands", "Timeline", "Offers and demands"]
    assert titles[-3:] == ["How to cite it", "What was asked", "How to check it"]


def test_a_report_says_how_it_is_cited(place: Place) -> None:
    text = markdown(place, *TALKS, "--known-at", "@160")
    with opening.open_ledger(str(place.here / "parley.db"), clock=lambda: 0) as ledger:
        root, name = ledger.store.root(160).hex(), ledger.store.info.ledger
    (cited,) = re.findall(r"^Cite as: (.+)$", text, re.M)
    for fragment in (name, root, "position 160", "inc-aap-haryana-2024", "recorded up to 2"):
        assert fragment in cited.replace("\\", ""), fragment


def test_each_citation_leads_to_its_source_and_each_source_is_listed_once(page: str) -> None:
    _, _, notes = page.partition('<footer id="notes">')
    steps, _, sources = notes.partition('<h2 id="sources">')
    listed = re.findall(r'<li id="(s\d+)">', sources)
    assert listed == [f"s{number + 1}" for number in range(len(listed))]
    cited = re.findall(r'href="#(s\d+)"', steps)
    assert set(cited) == set(listed)
    assert len(cited) > len(listed)  # several steps rest on one report
    assert re.search(r'<a href="https://[^"]+" rel="noreferrer noopener nofollow', sources)


def test_a_contest_reports_its_negotiations_and_nothing_that_it_cannot_have(place: Place) -> None:
    text = markdown(place, "-n", "contest/uk-2010")
    assert "Conservatives and Liberal Democrats" in text
    assert "deal reached" in text
    for false in ("Nothing is agreed", "No date is recorded", "Nothing stands", "No claim"):
        assert false not in text
    assert place.run("report", "-o", "uk.html", "-n", "contest/uk-2010").code == 0
    page = (place.here / "uk.html").read_text(encoding="utf-8")
    assert len(re.findall(r'<figure id="picture-contest"', page)) == 1


def test_a_page_draws_each_picture_for_a_desk_a_tablet_and_a_phone(page: str) -> None:
    for width in (960, 640, 320):
        assert page.count(f'<div class="drawn w{width}">') == 2
        assert page.count(f'viewBox="0 0 {width} ') == 2
        assert f".w{width}" in page


# Strangers' words -------------------------------------------------------------------------------

HOSTILE = (
    "<script>alert(1)</script>",
    "](javascript:alert(1))",
    "[a](javascript:alert(1))",
    "![x](http://evil.example/x.png)",
    "a | b || c",
    "`code` ``` fence",
    "**bold** _it_ ~~no~~ $x$",
    "line one\n# heading\n\n- item\n<img src=x onerror=alert(1)>",
    "\u202eevil\u202c \u2066x\u2069",
    '"><svg onload=alert(1)>',
    "[^v1] &lt;b&gt; &amp;",
    "\x1b[31mred",
    "1. first",
    "- dash",
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A ledger with these words wherever words can stand."""
    place = Place(tmp_path_factory.mktemp("hostile"))
    with older_door(), recording(place.here / "parley.db") as ledger:
        ledger.record([draft for words in HOSTILE for draft in spoken(words)])
    return place


def spoken(words: str) -> list[Draft]:
    one_line = words.replace("\n", " ")
    printable = "".join(sign for sign in one_line if sign.isprintable())
    evidence: JsonObject = {
        "attribution": "anonymous",
        "source_as_described": one_line,
        "outlet": printable,
        "url": f"https://example.org/{printable}",
        "quote": {"verbatim": words, "lang": "en"},
    }
    amount: JsonObject = {"kind": "unquantified", "verbatim": one_line}
    terms: JsonObject = {"issue": "seat_count", "quantity": amount}
    by: JsonObject = {"by": "AAP", "to": "INC", "text": words}
    return [
        step("DemandMade", "2024-09-07", terms=terms, evidence=evidence, **by),
        step("StatementMade", "2024-09-07", stances=["optimistic"], text=words),
    ]


def test_strangers_words_are_words_in_a_page(hostile: Place) -> None:
    made = hostile.run("report", "-o", "talks.html")
    assert made.code == 0, made.stderr
    text = (hostile.here / "talks.html").read_text(encoding="utf-8")
    read = Read(text)
    assert not read.open
    assert not {tag for tag, _ in read.elements} & {"script", "img", "image"}
    for _, attributes in read.elements:
        assert not [name for name in attributes if name.startswith("on")]
        assert not str(attributes.get("href", "#")).startswith("javascript")
    assert not set(text) & {"\u202e", "\u2066", "\u2069", "\x1b"}
    assert sum(tag == "svg" for tag, _ in read.elements) == 6


def test_strangers_words_are_words_in_markdown(hostile: Place) -> None:
    text = markdown(hostile)
    assert not set(text) & {"\u202e", "\u2066", "\u2069", "\x1b"}
    unescaped = re.sub(r"\\.", "", text)
    assert "](" not in unescaped
    assert "<script" not in unescaped
    assert "<img" not in unescaped
    assert "<svg" not in unescaped
    # Nothing but our own headings, fences and rows: each row has the cells of its table.
    assert {line for line in text.splitlines() if line.startswith("# ")} == {"# Congress and AAP"}
    assert len(re.findall(r"^```", text, re.M)) == 4
    for table in re.findall(r"(?:^\| .*\|$\n?)+", unescaped, re.M):
        assert len({row.count("|") for row in table.strip().splitlines()}) == 1
    assert not re.findall(r"^\s*- (?:[-+=#>] |\d+\. )", text, re.M)


def seats(value: str) -> JsonObject:
    return {"issue": "seat_count", "quantity": value}


def demand(quote: JsonObject) -> Draft:
    evidence: JsonObject = {"attribution": "on_record", "speaker": "Asha", "quote": quote}
    return step(
        "DemandMade", "2024-09-07", by="AAP", to="INC", terms=seats("10"), evidence=evidence
    )


def test_an_order_that_is_not_determined_is_said_once_for_a_group(page: str) -> None:
    assert page.count("(order of v3, v4, v5, v6, v7 not determined)") == 1
    said = re.findall(r"order of ((?:v\d+, )+v\d+) not determined", page)
    steps = [step for group in said for step in group.split(", ")]
    assert len(steps) == len(set(steps))
