"""What holds of facts for every history that could have been recorded, by the entries alone."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from parley.answers.sentences.sentences import sentence
from parley.negotiation.moments import parse_moment
from parley.negotiation.registration import NegotiationRegistered
from parley.negotiation.views.fields import fields
from parley.negotiation.views.seen import Seen
from parley.negotiation.views.told.facts import Actor, Fact
from parley.negotiation.views.told.told import told as all_told
from tests.negotiation.bargaining import bargaining
from tests.negotiation.claiming import claiming
from tests.negotiation.drawn import drawn
from tests.negotiation.given import given as given_steps
from tests.negotiation.histories import histories
from tests.negotiation.reference_told import History, faults, untold
from tests.negotiation.talks import NOW, Talks, look
from tests.negotiation.test_views_properties import instants, told
from tests.negotiation.words import ANONYMOUS, deal, offers, opens, registers, step

quick = settings(max_examples=40, deadline=None)
KINDS = (
    histories,
    pytest.param(bargaining, marks=pytest.mark.slow),
    pytest.param(claiming, marks=pytest.mark.slow),
)
every_kind = pytest.mark.parametrize("kind", KINDS)
Kind = Callable[[], st.SearchStrategy[Talks]]
STALE = (" is at the table", " are at the table", "have been in talks", "has been in talks")


def history_of(talks: Talks, seen: Seen) -> History:
    registration = talks.account().registration
    assert isinstance(registration, NegotiationRegistered)
    return History(registration, told(talks.account().steps[: len(seen.steps)]))


@every_kind
@quick
@given(data=st.data(), as_of=instants)
def test_every_fact_is_what_the_records_say(kind: Kind, data: st.DataObject, as_of: int) -> None:
    talks = data.draw(drawn(kind))
    seen = look(talks.stream, talks.rows(), now=NOW, as_of=as_of)
    history = history_of(talks, seen)
    found = all_told(seen)
    zone = seen.negotiation.zone
    for fact in found:
        assert faults(fact, history) == []
        for when in (fact.occurred, *(each.occurred for each in fact.became)):
            assert when is None or parse_moment(when).bounds(zone).latest <= as_of
    assert untold(found, history) == []


@every_kind
@quick
@given(data=st.data(), as_of=instants)
def test_every_field_is_told_and_no_sentence_is_staler_than_its_step(
    kind: Kind, data: st.DataObject, as_of: int
) -> None:
    talks = data.draw(drawn(kind))
    seen = look(talks.stream, talks.rows(), now=NOW, as_of=as_of)
    found = all_told(seen)
    assert {name for fact in found for name in fact.fields} == {f.field for f in fields(seen)}
    for fact in found:
        text = sentence(seen, fact).text
        assert not any(stale in text for stale in STALE)
        assert "None" not in text
        hedged = fact.teller is None or fact.teller.attribution_class == "on_record"
        voices = ("nnamed ", "according to", "reported", "a report said")
        assert hedged or any(each in text for each in voices), text


# Planted faults ----------------------------------------------------------------------------------

CPM = Actor(name="CPM", kind="party", full_name="Communist Party of India (Marxist)")


def talks_with_an_offer() -> Talks:
    package = [
        {"issue": "seat_count", "quantity": "5"},
        {"issue": "seat_count", "party": "INC", "quantity": "80"},
    ]
    two = [
        {"attribution": "on_record", "speaker": "Asha", "side": "INC"},
        {"attribution": "on_record", "speaker": "Ravi", "side": "AAP", "quote": {"verbatim": "no"}},
    ]
    giver = {"attribution": "on_record", "speaker": "Asha", "side": "INC"}
    return given_steps(
        opens(),
        offers(terms=package, evidence=two),  # type: ignore[arg-type]
        step("OfferRejected", "2024-09-04", by="AAP", rejected=3, evidence=giver),  # type: ignore[arg-type]
        step("OfferWithdrawn", "2024-09-05", by="INC", offer=3, evidence=ANONYMOUS),
        deal(),
        registration=registers(at_table=["INC", "AAP"]),
    ).talks


def told_as(kind: str) -> tuple[Fact, History]:
    talks = talks_with_an_offer()
    seen = talks.seen()
    return next(each for each in all_told(seen) if each.kind == kind), history_of(talks, seen)


PLANTED: dict[str, tuple[str, Callable[[Fact], Fact], str]] = {
    "somebody who was not there": (
        "offer",
        lambda fact: replace(fact, to=(*fact.to, CPM)),
        "CPM is not named",
    ),
    "a name of another time": (
        "offer",
        lambda fact: replace(fact, by=(replace(fact.by[0], full_name="Congress"),)),
        "was not called Congress",
    ),
    "the giver's share under the receiver's name": (
        "offer",
        lambda fact: replace(
            fact, things=(fact.things[0], replace(fact.things[1], for_whom=fact.to))
        ),
        "is not for ['AAP']",
    ),
    "a figure of no step": (
        "offer",
        lambda fact: replace(fact, things=(replace(fact.things[0], quantity=None), fact.things[1])),
        "is not in the step",
    ),
    "what nobody recorded of the offer": (
        "offer",
        lambda fact: replace(fact, package=True),
        "package is not True",
    ),
    "a figure of another whole": (
        "offer",
        lambda fact: replace(fact, things=(replace(fact.things[0], total=91), fact.things[1])),
        "is not of 91",
    ),
    "words under another's name": (
        "offer",
        lambda fact: replace(fact, teller=replace(fact.teller, speaker="Asha")),  # type: ignore[type-var]
        "are of no one evidence",
    ),
    "an answer that is left out": (
        "offer",
        lambda fact: replace(fact, became=fact.became[1:]),
        "v4 rejected it, which is left out",
    ),
    "the order of what became of it": (
        "offer",
        lambda fact: replace(fact, became=fact.became[::-1]),
        "not in order",
    ),
    "the giver's word as the receiver's own": (
        "offer",
        lambda fact: replace(
            fact,
            became=(
                replace(fact.became[0], teller=replace(fact.became[0].teller, own=True)),  # type: ignore[type-var]
                *fact.became[1:],
            ),
        ),
        "is the word of INC, who does not act",
    ),
    "a deal without everybody": (
        "state",
        lambda fact: replace(fact, by=fact.by[:1]),
        "agreed without ['AAP']",
    ),
    "talks that go on though they are over": (
        "state",
        lambda fact: replace(fact, act="were_in_talks", lacks=("talks_end",)),
        "talks go on that are over",
    ),
    "a table that is over": (
        "party",
        lambda fact: replace(fact, over=False),
        "whether it is over is wrong",
    ),
}


@pytest.mark.parametrize("fault", PLANTED)
def test_the_reference_sees_what_is_wrong(fault: str) -> None:
    kind, plant, said = PLANTED[fault]
    fact, history = told_as(kind)
    assert faults(fact, history) == []
    assert any(said in each for each in faults(plant(fact), history))
