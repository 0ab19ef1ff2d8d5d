"""A row keeps the facts of a step, all of them, and no sentence."""

from pathlib import Path

import msgspec
import pytest

from parley.negotiation.account import Believed, read_entry
from parley.negotiation.facts import facts_of, step_of
from parley.negotiation.fold import Folding
from parley.negotiation.moments import parse_moment
from parley.negotiation.rows import StepRow
from parley.negotiation.steps import DealReached, OfferMade, Step, moments, pointers
from parley.negotiation.views.tables import row_of
from tests.negotiation.given import given
from tests.negotiation.test_golden import FILES, stored
from tests.negotiation.words import deal, offers, opens, seats

STEPS = [path for path in FILES if isinstance(read_entry(stored(path)), Step)]


@pytest.mark.parametrize("path", STEPS, ids=lambda path: path.stem)
def test_a_row_gives_back_every_stored_step(path: Path) -> None:
    entry, step = msgspec.structs.replace(stored(path), version=3), read_entry(stored(path))
    assert isinstance(step, Step)
    folded = given(opens()).talks.folded
    bounds = parse_moment(step.occurred).bounds(folded.negotiation.zone)
    row = Folding(folded).step(Believed(entry, step, bounds))[0]
    assert isinstance(row, StepRow)
    again = step_of(row)
    assert type(again) is type(step)
    assert (sorted(map(str, pointers(again))), moments(again)) == (
        sorted(map(str, pointers(step))),
        moments(step),
    )
    assert (again.text, again.note, again.act) == (step.text, step.note, step.act)
    assert facts_of(folded.negotiation, again) == row.facts


def test_facts_name_parties_and_pools_as_answers_do() -> None:
    terms = seats("5", party="Aam Aadmi Party")
    rows = given(opens(), offers(terms=terms), deal(terms=[terms])).talks.rows()["step"]
    offered, agreed = (step_of(row_of(StepRow, row)) for row in rows[1:])
    assert isinstance(offered, OfferMade)
    assert isinstance(agreed, DealReached)
    assert [(each.party, each.pool) for each in offered.terms] == [("AAP", "seats")]
    assert [each.party for each in agreed.terms] == ["AAP"]
    assert [each.party for each in agreed.assent] == ["INC", "AAP"]
    assert rows[1]["totals"] == [{"pool": "seats", "total": 90}]
