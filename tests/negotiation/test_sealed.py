"""What is sealed, anchored or committed to: at the door, in the rows, in the answers.

No rule, no order and no count may read what somebody cannot read (docs/adr/0048).
"""

import base64
from pathlib import Path

import msgspec
import pytest

from parley.answers.opening import open_ledger
from parley.events.append import Group
from parley.events.canonical import JsonObject, JsonValue
from parley.events.statement import encode_statement, prepare
from parley.negotiation.codec import EntryError, plain, restored
from parley.negotiation.evidence import Evidence
from parley.negotiation.steps import StatementMade
from parley.negotiation.views import claims
from tests.cli.desk import TOLD, open_desk
from tests.events.saying import identify
from tests.negotiation.given import given
from tests.negotiation.reading import SAID, read
from tests.negotiation.talks import Rows, Talks
from tests.negotiation.words import offers, opens, says

HASH = "ab" * 32
DESCRIPTION = "a member of the committee"


def sealed(words: str, subject: str = "source-7") -> JsonObject:
    """Words as if encrypted: what they are nobody here can see."""
    return {"subject": subject, "sealed": base64.b64encode(b"0" * 16 + words.encode()).decode()}


def refusals(**evidence: JsonValue) -> list[str]:
    """What the door says of a statement with this evidence."""
    made = read("StatementMade", {**SAID, "evidence": evidence})
    return [str(each) for each in made] if isinstance(made, list) else []


def cases(**evidence: JsonValue) -> list[str]:
    made = read("StatementMade", {**SAID, "evidence": evidence})
    return [each.case for each in made] if isinstance(made, list) else []


# At the door ------------------------------------------------------------------------------------


def test_a_description_and_a_remark_may_be_sealed() -> None:
    evidence: JsonObject = {
        "attribution": "anonymous",
        "source_as_described": sealed(DESCRIPTION),
        "note": sealed("met twice", "source-8"),
    }
    made = read("StatementMade", {**SAID, "evidence": evidence})
    assert isinstance(made, StatementMade), made
    assert plain(made.evidence[0]) == evidence


@pytest.mark.parametrize(
    "text",
    ["abc", base64.b64encode(b"0" * 16).decode(), "A" * 27, "A" * 26 + "B=", " " + "A" * 28],
)
def test_what_cannot_be_sealed_words_is_refused(text: str) -> None:
    wrong: JsonObject = {"subject": "source-7", "sealed": text}
    (refusal,) = refusals(attribution="anonymous", source_as_described=wrong)
    assert "17 bytes or more in base64" in refusal


def test_a_subject_is_an_id_and_no_name() -> None:
    named: JsonObject = {**sealed(DESCRIPTION), "subject": "Deepak Babaria"}
    assert cases(attribution="anonymous", source_as_described=named) == ["not_as_described"]


@pytest.mark.parametrize("field", ["speaker", "side", "on_behalf_of", "outlet", "origin"])
def test_who_speaks_for_whom_and_where_is_never_sealed(field: str) -> None:
    assert cases(attribution="on_record", **{field: sealed("somebody")})


def test_a_remark_on_an_unnamed_source_stands_nowhere_open() -> None:
    unnamed: JsonObject = {"attribution": "anonymous", "source_as_described": "insiders"}
    assert cases(**unnamed, note="the driver") == ["note_unsealed"]
    assert cases(**unnamed, note=sealed("the driver")) == []
    assert cases(attribution="document", note="the page was changed in the evening") == []


def test_a_remark_that_a_correction_adds_is_asked_like_any_other() -> None:
    unnamed: JsonObject = {"attribution": "anonymous", "source_as_described": "insiders"}
    fields: JsonObject = {
        "target": 2,
        "effect": "add",
        "field": "evidence.0.note",
        "reason": "we forgot",
        "now": "the driver",
    }
    talks = given(says(by="INC", evidence=unnamed)).talks
    draft = msgspec.structs.replace(says(), type="EntryCorrected", fields=fields)
    (problem,) = talks.judge(draft).problems
    assert problem.facts["path"] == "evidence.0.note"


def test_a_commitment_that_is_not_there_is_not_opened() -> None:
    opening: JsonObject = {"commitment": "commitments#1", "salt": "0f" * 16}
    made = read("StatementMade", {**SAID, "opens": opening})
    assert isinstance(made, list)
    assert [(each.field, each.case) for each in made] == [("opens", "no_commitment")]


# Anchors ----------------------------------------------------------------------------------------


def quoted(*anchors: JsonObject, archived: bool = True, **quote: JsonValue) -> JsonObject:
    return {
        "attribution": "document",
        **({"archived": HASH} if archived else {}),
        "quote": {"verbatim": "twelve seats", "anchors": [*anchors], **quote},
    }


IN_TEXT: JsonObject = {"text": HASH, "start": 3, "end": 15}
IN_TIME: JsonObject = {"from_ms": 1_000, "to_ms": 2_500}
IN_PICTURE: JsonObject = {"region": {"x": 0, "y": 9_000, "width": 10_000, "height": 1_000}}


@pytest.mark.parametrize(
    "evidence",
    [
        quoted({**IN_TEXT, "prefix": "only ", "suffix": " each", "page": 2}),
        quoted(IN_TIME, transcribed=True),
        quoted(IN_PICTURE, transcribed=True),
        quoted({**IN_TEXT, "exact": "zwölf Sitze"}, translated=True),
        quoted({**IN_TEXT, "exact": "twelve"}, {**IN_TEXT, "exact": "seats"}),
    ],
)
def test_a_quotation_is_anchored_in_text_time_or_picture(evidence: JsonObject) -> None:
    made = read("StatementMade", {**SAID, "evidence": evidence})
    assert isinstance(made, StatementMade), made
    assert plain(made.evidence[0]) == evidence


@pytest.mark.parametrize(
    ("evidence", "said"),
    [
        (quoted(IN_TEXT, archived=False), "archived, its SHA-256, is missing"),
        (quoted({"text": HASH, "start": 3}), "text, start and end of an anchor stand together"),
        (quoted({**IN_TEXT, "end": 3}), "ends after it begins"),
        (quoted({"from_ms": 5}), "from_ms and to_ms of an anchor stand together"),
        (quoted({**IN_TIME, "to_ms": 1_000}), "ends after it begins"),
        (quoted({**IN_TIME, "prefix": "only"}), "are of a text"),
        (quoted({"page": 2}), "needs a place"),
        (quoted({**IN_TEXT, "exact": "zwölf Sitze"}), "here the quotation itself is what"),
        (quoted({"region": {"x": 1, "y": 0, "width": 10_000, "height": 1}}), "beyond the picture"),
        (quoted({"region": {"x": 1, "y": 9_999, "width": 1, "height": 2}}), "beyond the picture"),
        (quoted({"region": {"x": 0, "y": 0, "width": 0, "height": 1}}), "a width and a height"),
    ],
)
def test_an_anchor_that_leads_nowhere_is_refused(evidence: JsonObject, said: str) -> None:
    made = read("StatementMade", {**SAID, "evidence": evidence})
    assert isinstance(made, list)
    assert any(said in str(each) for each in made), made
    with pytest.raises(EntryError):
        restored(evidence, Evidence)


# In rows and answers ----------------------------------------------------------------------------


def told_by(description: JsonValue, other: JsonValue) -> Talks:
    """Talks with an offer that unnamed sources tell, and a second one that says the same."""
    unnamed: JsonObject = {"attribution": "anonymous", "outlet": "Mint"}
    elsewhere: JsonObject = {"attribution": "anonymous", "outlet": "The Hindu"}
    return given(
        opens(),
        offers("5", evidence=[{**unnamed, "source_as_described": description}]),
        says(
            "claims_talks",
            by="described:insiders",
            about=3,
            evidence=unnamed | {"source_as_described": description},
        ),
        offers("5", evidence=[{**elsewhere, "source_as_described": other}]),
    ).talks


def statuses(talks: Talks) -> list[tuple[int, str]]:
    found = claims.claims(talks.seen(), lambda _: talks.seen())
    return [(each.version, each.status) for each in found]


def without_descriptions(rows: Rows) -> Rows:
    left = {"source_as_described", "sealed", "speaker"}
    return {
        table: [{name: each[name] for name in each if name not in left} for each in found]
        for table, found in rows.items()
    }


@pytest.mark.parametrize("subjects", [("source-7", "source-7"), ("source-7", "source-8")])
def test_whether_a_description_is_sealed_changes_nothing_but_the_description(
    subjects: tuple[str, str],
) -> None:
    """Sealed sources are neither one person nor two: no count reads them, as it reads no words."""
    first, second = (sealed(DESCRIPTION, each) for each in subjects)
    open_, shut = told_by(DESCRIPTION, "a driver"), told_by(first, second)
    assert without_descriptions(open_.rows()) == without_descriptions(shut.rows())
    assert statuses(open_) == statuses(shut) != []
    assert {row["source_as_described"] for row in shut.rows()["evidence"]} == {None}
    assert {row["speaker"] for row in shut.rows()["step"][1:]} == {None}


FILE = """
parley: 1
sources: [{source: paper-one, outlet: Paper One}]
negotiations:
  - negotiation: kept-safe
    register:
      title: Alder Party and Birch Union
      arena: Land
      zone: Europe/Berlin
      pools: {seats: 100}
      parties: [{party: A, name: Alder Party}, {party: B, name: Birch Union}]
    steps:
      - type: OfferMade
        by: A
        to: B
        occurred: '2020-03-02'
        terms: [{issue: seat_count, quantity: '12'}]
        evidence:
          - source: paper-one
            published: '2020-03-02'
            attribution: anonymous
            source_as_described: {subject: source-7, sealed: b2ggc28gc2VjcmV0IHdvcmRzIGhlcmU=}
            note: {subject: source-7, sealed: b2ggc28gc2VjcmV0IHdvcmRzIGhlcmU=}
          - source: paper-one
            published: '2020-03-02'
            attribution: media_report
            archived: HASH
            note: the page was changed in the evening
            quote:
              verbatim: twelve seats
              transcribed: true
              anchors:
                - {text: HASH, start: 3, end: 15, page: 2}
                - {from_ms: 3723250, to_ms: 3725000}
"""


def test_what_is_sealed_and_what_is_not_checked_is_said(tmp_path: Path) -> None:
    desk = open_desk(tmp_path)
    desk.must("import", desk.write("sealed.yaml", FILE.replace("HASH", HASH)))
    shown = desk.must("show", "2", "-n", "kept-safe").stdout
    assert "sealed and not to be read here, of source-7: source as described and note" in shown
    assert f"archived as {HASH[:12]}…" in shown
    assert f"characters 3–15 of the text {HASH[:12]}…, page 2" in shown
    assert "1:02:03.250–1:02:05; not checked here" in shown
    assert "written down by us from sound, film or a picture" in shown
    assert "we remark: the page was changed in the evening" in shown
    for answer in ("show 2", "log", "line", "report", "offers", "table"):
        said = desk.must(*answer.split(), "-n", "kept-safe").stdout
        assert "b2ggc28gc2Vj" not in said
        assert "source-7" not in said or answer == "show 2"
    assert desk.must("verify").code == 0


def test_an_entry_that_opens_a_commitment_is_read_and_said_to_be_unchecked(
    tmp_path: Path,
) -> None:
    """No door takes one yet; that of a later release will, and this one reads it."""
    desk = open_desk(tmp_path)
    opening: JsonObject = {"commitment": "commitments#3", "salt": "0f" * 16}
    desk.must("say", "INC", "welcomes", *TOLD)
    with open_ledger(str(desk.path), recorder="Asha") as ledger:
        said, head = desk.last(), ledger.store.stream_head("negotiation/talks")
        assert head is not None
        later = msgspec.structs.replace(
            said,
            id=identify(1),
            version=head.version + 1,
            previous=head.hash.hex(),
            step={**said.step, "opens": opening},
        )
        ledger.store.append([Group((prepare(encode_statement(later)),))])
    shown = desk.must("show", "3").stdout
    assert "commitments#3, with the salt that it names; whether it does is not checked" in shown
