"""What became of every demand is what a slow reading of the steps alone makes of it."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.events.canonical import JsonObject, JsonValue
from parley.events.politics import Draft
from parley.negotiation.registration import NegotiationRegistered
from parley.negotiation.steps import (
    ConcessionMade,
    DealAmended,
    DealReached,
    DemandMade,
    NegotiationClosed,
    OfferRejected,
    PartialAgreementReached,
    StatementMade,
    Step,
    Term,
)
from parley.negotiation.views import proposals
from tests.negotiation.at_hand import demands_in
from tests.negotiation.drawn import drawn
from tests.negotiation.reference_answers import Told, stands
from tests.negotiation.reference_superseding import superseding
from tests.negotiation.talks import NOW, Talks, look
from tests.negotiation.test_views_properties import told
from tests.negotiation.words import ANONYMOUS, ON_RECORD, STREAM, opens, registers, step

quick = settings(max_examples=60, deadline=None)
THREE = ("INC", "AAP", "CPM")
ASKED: tuple[JsonObject, ...] = (
    {"issue": "seat_count", "quantity": "2"},
    {"issue": "seat_count", "quantity": "2..3"},
    {"issue": "constituencies", "seats": ["Jind"]},
    {"issue": "constituencies", "seats": ["Jind", "Kalayat"]},
    {"issue": "programme", "words": "a paper"},
)
REPORTS: tuple[JsonObject, ...] = tuple(
    {"attribution": "anonymous", "source_as_described": "insiders", "outlet": outlet}
    for outlet in ("A paper", "a  PAPER", "B paper")
)
"""Of two of them the origin is one."""
GIVEN: tuple[JsonObject, ...] = (
    *({**term, "party": "AAP"} for term in ASKED),
    {"issue": "seat_count", "quantity": "1", "party": "AAP"},
    {"issue": "seat_count", "quantity": "3", "party": "INC"},
    {"issue": "programme", "words": "A  paper"},
    {"issue": "programme", "words": "another paper"},
)


@st.composite
def asking(draw: st.DrawFn) -> Talks:
    """Up to ten steps about what the AAP asks for; what the rules refuse is left out."""
    talks = Talks()
    talks.record(registers(at_table=list(THREE)))
    talks.record(opens("2024-09-01", by=list(THREE)))
    for _ in range(draw(st.integers(3, 10))):
        talks.record(draw(_steps(sorted(demands_in(talks.negotiation)))))
    return talks


@st.composite
def _steps(draw: st.DrawFn, demanded: list[int]) -> Draft:
    kinds = ["demand"] * 3 + ["partial", "deal", "amend", "collapse"]
    kinds += ["concede", "say", "say", "reject", "drop"] if demanded else []
    kind = draw(st.sampled_from(kinds))
    at = f"2024-09-0{draw(st.integers(2, 4))}"
    target = draw(st.sampled_from(demanded or [0]))
    by = draw(st.sampled_from(("INC", "AAP", "CPM")))
    terms: list[JsonValue] = [draw(st.sampled_from(GIVEN))]
    assent: list[JsonValue] = [{"party": each, "by": "joint"} for each in THREE]
    agreed: JsonObject = {"by": list(THREE), "assent": assent}
    match kind:
        case "demand":
            to: list[JsonValue] = list(draw(st.sampled_from((("INC",), ("INC", "CPM")))))
            asked = draw(st.sampled_from(ASKED))
            said_by = draw(st.sampled_from((ON_RECORD, ON_RECORD, *REPORTS)))
            points = {"supersedes": target} if demanded and draw(st.integers(0, 4)) == 0 else {}
            given: JsonObject = {"evidence": said_by, **points}
            return step("DemandMade", at, by="AAP", to=to, terms=[asked], **given)
        case "partial":
            return step("PartialAgreementReached", at, scope="some", terms=terms, **agreed)
        case "deal":
            return step("DealReached", at, terms=terms, **agreed)
        case "amend":
            return step("DealAmended", at, now=terms, **agreed)
        case "collapse":
            return step("TalksCollapsed", at, by=by)
        case "concede":
            return step("ConcessionMade", at, by=by, in_reply_to=target, words="yes")
        case "reject":
            return step("OfferRejected", at, by=by, rejected=target)
        case "drop":
            return step("ConcessionMade", at, by="AAP", dropped=target)
    stance = draw(st.sampled_from(("rebuffs", "rules_out", "denies", "insists")))
    evidence = draw(st.sampled_from((ON_RECORD, ON_RECORD, ANONYMOUS)))
    pointer: JsonObject = {draw(st.sampled_from(("about", "in_reply_to"))): target}
    return step("StatementMade", at, by=by, stances=stance, evidence=evidence, **pointer)


def became(
    registration: NegotiationRegistered, steps: Sequence[Told]
) -> list[tuple[int, str, str, int | None]]:
    """(version, to whom, status, by which step) of every demand, the first that holds."""
    moves = dict(stands(registration, steps).moves)
    found: list[tuple[int, str, str, int | None]] = []
    for place, each in enumerate(steps):
        if not isinstance(each.step, DemandMade):
            continue
        (asked,) = each.step.terms
        for receiver in each.step.to:
            first: dict[str, int] = {}
            for later in steps[place + 1 :]:
                for word in _words(registration, later, each, receiver, asked, moves):
                    follows = word in ("superseded", "overtaken")
                    if not follows or not {"superseded", "overtaken"} & {*first}:
                        first.setdefault(word, later.version)
            order = (
                *("dropped", "met", "rejected", "denied"),
                *("superseded", "overtaken", "lapsed"),
            )
            status = next((word for word in order if word in first), "open")
            found.append((each.version, receiver, status, first.get(status)))
    return found


def _words(
    registration: NegotiationRegistered,
    later: Told,
    demand: Told,
    receiver: str,
    asked: Term,
    moves: dict[int, str | None],
) -> list[str]:
    """What a later step says to a demand of one party."""
    step, version = later.step, demand.version
    words: list[str] = []
    points = version in (step.in_reply_to, step.about)
    if isinstance(step, ConcessionMade):
        words += ["dropped"] if step.dropped == version else []
        words += ["met"] if step.in_reply_to == version and receiver in step.by else []
    if isinstance(step, StatementMade) and points and receiver in step.by:
        on_record = later.written_class == "on_record"
        words += ["rejected"] if on_record and {"rebuffs", "rules_out"} & {*step.stances} else []
        words += ["denied"] if on_record and "denies" in step.stances else []
    if isinstance(step, OfferRejected) and step.rejected == version and receiver in step.by:
        words.append("rejected")
    if isinstance(step, DemandMade):
        (again,) = step.terms
        same = again.issue == asked.issue and receiver in step.to
        word = superseding(
            registration,
            demand,
            later,
            receiver=receiver,
            same_lane=same and later.written_class == demand.written_class,
            givers=({*demand.step.by}, {*step.by}),
            receivers=step.to,
        )
        words += [] if word is None else [word]
    words += ["met"] if any(_grants(term, asked) for term in _agreed(step)) else []
    settled = {_subject(term.issue) for term in getattr(step, "now", ())}
    ends = isinstance(step, NegotiationClosed) or _subject(asked.issue) in settled
    entered = moves.get(later.version) in ("deal_reached", "collapsed")
    return words + (["lapsed"] if ends or entered else [])


def _agreed(step: Step) -> Sequence[Term]:
    if isinstance(step, DealReached | PartialAgreementReached):
        return step.terms
    return step.now if isinstance(step, DealAmended) else ()


def _subject(issue: str) -> str:
    return "seats" if issue in ("seat_count", "constituencies") else issue


def _grants(term: Term, asked: Term) -> bool:
    if asked.issue == "programme":
        return " ".join((term.words or "").lower().split()) == "a paper"
    if term.party != "AAP" or term.issue == "programme":
        return False
    if asked.seats:
        return all(seat in term.seats for seat in asked.seats)
    least = 2
    count = len(term.seats) if term.quantity is None else (term.quantity.bounds()[0] or 0)
    return count >= least


@quick
@given(drawn(asking), st.sampled_from((None, 3, 5)))
def test_every_demand_became_what_the_slow_reading_makes_of_it(
    talks: Talks, upto: int | None
) -> None:
    demands_are_the_references(talks, upto)


def demands_are_the_references(talks: Talks, upto: int | None) -> None:
    account = talks.account()
    steps = account.steps if upto is None else account.steps[:upto]
    seen = look(STREAM, talks.rows(), now=NOW)
    if upto is not None and steps:
        seen = seen.just_after(steps[-1].version)
    assert isinstance(account.registration, NegotiationRegistered)
    shown = [(d.version, *d.to, d.status, d.ended_by) for d in proposals.demands(seen)]
    assert shown == became(account.registration, told(steps))


@pytest.mark.slow
@settings(max_examples=600, deadline=None)
@given(asking(), st.sampled_from((None, 3, 5)))
def test_the_same_at_length(talks: Talks, upto: int | None) -> None:
    demands_are_the_references(talks, upto)
