"""Every answer, as programs get it and as people read it, says what its steps say."""

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.answers.shapes.fields import LineAnswer
from parley.events.ledger import Ledger
from parley.negotiation.registration import NegotiationRegistered
from parley.negotiation.steps import CATALOGUE
from tests.cases.asking import EXAMPLES, drafts_in
from tests.docs.said import INPUTS
from tests.negotiation.asking import (
    QUESTIONS_ASKED,
    answers,
    new_ledger,
    slug_of,
    told_ledger,
    world,
)
from tests.negotiation.bargaining import bargaining
from tests.negotiation.claiming import claiming
from tests.negotiation.drawn import drawn
from tests.negotiation.histories import histories
from tests.negotiation.reference_entries import Times
from tests.negotiation.reference_items import faults
from tests.negotiation.reference_printed import COUNTED, fabricated, printed
from tests.negotiation.reference_rules import broken
from tests.negotiation.reference_told import History
from tests.negotiation.reference_told import faults as faults_of_fact
from tests.negotiation.talks import Talks
from tests.negotiation.telling import TOLD, telling, told_from

FILES = sorted([*EXAMPLES.glob("*.yaml"), *INPUTS.glob("*/*.yaml")])
quick = settings(max_examples=40, deadline=None)
DAYS = ("2024-09-02", "2024-09-05", "2024-09-12", "2024-09-25")
times = st.one_of(
    st.just(Times()),
    st.builds(Times, as_of=st.sampled_from(DAYS)),
    st.builds(Times, as_of=st.sampled_from(DAYS), known_at=st.integers(3, 12)),
    st.builds(Times, public_at=st.sampled_from(DAYS), known_at=st.integers(3, 12)),
)


def wrong(ledger: Ledger, slug: str, times: Times) -> Iterator[str]:
    """Everything that answers about a stream say, and the entries do not; or the other way."""
    told = world(ledger, times)
    if slug not in told:
        return
    for name, answer in answers(ledger, slug, times):
        found = [*faults(answer, told), *broken(answer, told[slug])]
        for line in printed(QUESTIONS_ASKED[name], answer):
            lies = fabricated(line, slug, told, counted=name in COUNTED)
            found += [f"{each}: {line[0]}" for each in lies]
        registration = told[slug].registration
        if isinstance(answer, LineAnswer) and isinstance(registration, NegotiationRegistered):
            history = History(registration, told[slug].told)
            facts = [each.fact for each in answer.items if each.fact is not None]
            found += [one for each in facts for one in faults_of_fact(each, history)]
        yield from (f"{name}: {each}" for each in found)


@pytest.mark.parametrize(
    "kind",
    [
        histories,
        telling,
        pytest.param(bargaining, marks=pytest.mark.slow),
        pytest.param(claiming, marks=pytest.mark.slow),
    ],
)
@quick
@given(data=st.data(), times=times)
def test_every_answer_says_what_its_steps_say(
    kind: Callable[[], st.SearchStrategy[Talks]], data: st.DataObject, times: Times
) -> None:
    talks = data.draw(drawn(kind))
    ledger = told_ledger(talks)
    size = ledger.head().size
    if times.known_at is not None:
        times = msgspec.structs.replace(times, known_at=min(size, times.known_at))
    assert [*wrong(ledger, slug_of(talks.stream), times)] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_answer_about_an_example_says_what_its_steps_say(path: Path) -> None:
    ledger = new_ledger()
    ledger.record(drafts_in(path))
    head = ledger.head().size
    for stream in (*ledger.streams("negotiation/", head), *ledger.streams("contest/", head)):
        assert [*wrong(ledger, slug_of(stream), Times())] == []


COMMON = {"text", "note", "act", "by", "to", "about", "in_reply_to", "supersedes", "after"}
"""Members that every type has: drawn, but not for each of them."""
NOT_DRAWN = {"opens"}
"""Members that need what is no part of a history: a commitment that was recorded before."""


def test_nothing_of_the_catalogue_is_never_drawn() -> None:
    drawn_members = {
        (type(step).__name__, name)
        for talks in map(told_from, range(TOLD))
        for step in talks.account().originals.values()
        for name in step.__struct_fields__
        if getattr(step, name) not in (None, (), False)
    }
    own = {
        (name, member)
        for name, kind in CATALOGUE.items()
        for member in kind.__struct_fields__
        if name != "EntryCorrected" and member not in COMMON | NOT_DRAWN
    }
    assert own - drawn_members == set()
    assert {member for _, member in drawn_members} >= COMMON
