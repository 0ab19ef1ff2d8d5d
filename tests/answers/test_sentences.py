"""Sentences that can be published: each keeps its hedge, whatever is copied of it."""

from collections.abc import Callable

import pytest

from parley.answers.sentences.hedges import HEDGES
from parley.answers.sentences.sentences import Sentence, sentence
from parley.answers.words.fields import HEADINGS
from parley.events.canonical import JsonObject
from parley.negotiation.views.fields import KINDS, fields
from parley.negotiation.views.seen import Seen
from parley.negotiation.views.told.told import told as all_told
from parley.negotiation.views.told.told import told_of
from tests.negotiation.given import given
from tests.negotiation.talks import NOW, Talks, end_of, look
from tests.negotiation.words import (
    ANONYMOUS,
    STREAM,
    accepts,
    collapses,
    corrects,
    deal,
    demands,
    named,
    offers,
    opens,
    registers,
    says,
    step,
)

REPORT: JsonObject = {"attribution": "media_report", "outlet": "The Paper"}


def told(talks: Talks, field: str, as_of: str | None = None) -> Sentence:
    seen = talks.seen(as_of)
    (found,) = told_of(seen, field)
    return sentence(seen, found)


def by_ear(**more: object) -> Talks:
    return given(offers(evidence={**ANONYMOUS, **more})).talks  # type: ignore[dict-item]


def quiet(verbatim: str, *, reads_as: str | None = None) -> Talks:
    quantity: JsonObject = {"kind": "unquantified", "verbatim": verbatim}
    if reads_as is not None:
        low, high = reads_as.split("..")
        quantity["reads_as"] = {"kind": "range", "low": int(low), "high": int(high)}
    return given(offers(terms={"issue": "seat_count", "quantity": quantity})).talks


def translated() -> Talks:
    quote: JsonObject = {"verbatim": "five", "translated": True, "by_whom": "the agency"}
    evidence: JsonObject = {"attribution": "on_record", "speaker": "Asha", "quote": quote}
    return given(opens(), says("claims_agreement", evidence=evidence)).talks


def contested() -> Talks:
    return given(
        opens("2024-09-02"),
        collapses("2024-09-06"),
        says("claims_talks", "2024-09-07", by="INC"),
    ).talks


def public_part() -> tuple[Seen, str]:
    hidden: JsonObject = {"attribution": "on_record", "speaker": "Asha", "published": "2024-09-20"}
    public: JsonObject = {**hidden, "published": "2024-09-06"}
    talks = given(opens(evidence=hidden), collapses(evidence=public)).talks
    rows = talks.rows(public_at=end_of("2024-09-10"))
    return look(STREAM, rows, now=NOW), "state"


CASES: dict[str, tuple[Callable[[], tuple[Talks, str]], str]] = {
    "attributed": (lambda: (given(offers()).talks, "offer v2"), "A spokesperson said"),
    "unnamed_source": (
        lambda: (by_ear(), "offer v2"),
        "5 of 90 seats on 3 Sep 2024, according to unnamed sources (“party insiders”)",
    ),
    "report": (
        lambda: (given(offers(evidence=REPORT)).talks, "offer v2"),
        "The Paper reported",
    ),
    "other_side": (
        lambda: (
            given(
                demands(evidence={"attribution": "on_record", "speaker": "Asha", "side": "INC"})
            ).talks,
            "demand v2",
        ),
        "from INC on 3 Sep 2024, Asha of INC said",
    ),
    "no_figure": (lambda: (quiet("good small numbers"), "offer v2"), "(without a figure)"),
    "our_reading": (lambda: (quiet("single digit", reads_as="1..9"), "offer v2"), "we read 1–9"),
    "conditional": (
        lambda: (given(offers(), accepts(2, conditional="a seat more")).talks, "offer v2"),
        "AAP accepted it on a condition (a seat more)",
    ),
    "claimed": (
        lambda: (
            given(opens(), says("claims_agreement", by="AAP", evidence=ANONYMOUS)).talks,
            "claim v3",
        ),
        "AAP claimed on 4 Sep 2024 that there is an agreement, according to unnamed sources",
    ),
    "one_side": (
        lambda: (given(opens(), collapses()).talks, "state"),
        "AAP declared the talks over on 6 Sep 2024",
    ),
    "reported": (
        lambda: (given(opens(evidence=REPORT)).talks, "state"),
        "INC and AAP were in talks on 2 Sep 2024, The Paper reported; nobody is on record for it",
    ),
    "contested": (
        lambda: (contested(), "state"),
        "contested: INC said otherwise on 7 Sep 2024 (v4)",
    ),
    "expected": (
        lambda: (
            given(
                step("DeadlineSet", by="INC", kind="soft_target", when="2024-09-08", what="a deal")
            ).talks,
            "deadline v2",
        ),
        "INC expected on 5 Sep 2024, A spokesperson said: a deal, by 8 Sep 2024",
    ),
    "on_record": (lambda: (given(offers()).talks, "offer v2"), "nothing on record has ended it"),
    "order_open": (
        lambda: (
            given(offers("5", "2024-09-03"), offers("7", "2024-09-03")).talks,
            "offer v2",
        ),
        "the dates leave open whether this or another one came first (v3)",
    ),
    "translated": (lambda: (translated(), "claim v3"), "“five”, in translation"),
    "our_words": (
        lambda: (
            given(
                opens(),
                says("claims_agreement", by="AAP", evidence=ANONYMOUS, text="It is all but done."),
            ).talks,
            "claim v3",
        ),
        "according to unnamed sources (“party insiders”), in our words: It is all but done",
    ),
    "low_confidence": (
        lambda: (by_ear(confidence="low"), "offer v2"),
        "in a report that we doubt",
    ),
    "synthetic": (
        lambda: (given(offers(), registration=registers(synthetic=True)).talks, "offer v2"),
        "Synthetic data: INC offered",
    ),
}


@pytest.mark.parametrize("rule", CASES)
def test_a_rule_of_hedging_shows_in_the_sentence(rule: str) -> None:
    make, words = CASES[rule]
    found = told(*make())
    assert words in found.text
    assert rule in found.hedges


def test_a_step_that_is_not_in_view_is_missed_aloud() -> None:
    seen, name = public_part()
    (fact,) = told_of(seen, name)
    found = sentence(seen, fact)
    assert "an earlier step is not in view (v3)" in found.text
    assert "gap" in found.hedges


def test_every_rule_of_hedging_is_tested() -> None:
    assert {*CASES, "gap"} == set(HEDGES)


def test_a_sentence_cites_the_steps_behind_it_with_day_and_source() -> None:
    talks = given(offers(), step("OfferAccepted", "2024-09-04", by="AAP", offer=2)).talks
    found = told(talks, "offer v2")
    assert found.text.endswith("; AAP accepted it on 4 Sep 2024 (v3)")
    assert found.citation == "[v2, 3 Sep 2024; v3, 4 Sep 2024]"
    assert told(talks, "party CPM").citation == "[v1, registered]"


def test_an_unnamed_source_speaks_for_the_side_that_is_stated_and_for_no_other() -> None:
    assert "unnamed AAP sources (“party insiders”)" in told(by_ear(side="AAP"), "offer v2").text
    assert "according to unnamed sources (" in told(by_ear(), "offer v2").text


def test_a_claim_never_turns_into_an_agreement() -> None:
    talks = given(
        opens(), says("claims_agreement", by="AAP", terms=[{"issue": "symbol", "words": "one"}])
    ).talks
    seen = talks.seen()
    texts = [sentence(seen, fact).text for fact in all_told(seen)]
    assert all("claimed" in text for text in texts if "agreed" in text)
    assert any("of AAP claimed on 4 Sep 2024 that this is agreed" in text for text in texts)


def test_what_all_agree_is_told_as_agreed() -> None:
    talks = given(opens(), deal(terms=[{"issue": "seat_count", "party": "AAP", "quantity": "5"}]))
    found = told(talks.talks, "agreed AAP seat_count")
    said = "INC and AAP agreed on 6 Sep 2024, A spokesperson said: 5 of 90 seats for AAP"
    assert found.text == said


def test_every_field_is_told_in_a_sentence() -> None:
    talks = given(
        named("open", opens()),
        offers(),
        demands(kind="veto"),
        demands(kind="precondition"),
        step("ConditionSet", by="AAP", condition="no list"),
        step("DeadlineSet", by="INC", kind="next_meeting", when="2024-09-08"),
        step("DeadlineSet", by="INC", kind="self_set", words="soon"),
        step("UltimatumIssued", by="INC", to="AAP", words="an answer", consequence="no talks"),
        step("NegotiatorAppointed", person="A person", principal="INC", role="negotiator"),
        step("MandateChanged", by="INC", person="A person", now="five at most"),
        step("MeetingHeld", by="INC", to="AAP", mediator="A friend"),
        step("UnilateralMoveMade", by="AAP", kind="contest_alone"),
        step("UnilateralMoveMade", by="AAP", kind="candidate_list", count="20"),
        says("claims_talks", "2024-09-06", by="AAP", evidence=ANONYMOUS),
        step("TalksSuspended", "2024-09-06", by="INC"),
        deal("2024-09-08"),
        corrects(2, "text", None, "as we read it", effect="add"),
        registration=registers(dates=[{"what": "poll", "when": "2024-10-05"}]),
    ).talks
    for day in ("2024-09-01", "2024-09-06", "2024-09-30"):
        seen = talks.seen(day)
        facts = all_told(seen)
        assert {name for fact in facts for name in fact.fields} == {
            field.field for field in fields(seen)
        }
        for fact in facts:
            found = sentence(seen, fact)
            assert found.text[0].isupper()
            assert found.citation.startswith("[v")
            assert "None" not in found.text
            assert "  " not in found.text
            assert set(found.hedges) <= set(HEDGES)
    assert {field.kind for field in fields(talks.seen())} <= {kind.name for kind in KINDS}


def test_every_kind_of_field_has_a_heading() -> None:
    assert {kind.name for kind in KINDS} <= HEADINGS.keys()
