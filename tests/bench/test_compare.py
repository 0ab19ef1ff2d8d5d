"""What `make bench` measures on our side still runs: talks, rows, goals. No figure is compared."""

from pathlib import Path

import pytest

from bench import talks
from bench.ground import filled, grown, last_record, made, recording
from bench.result import at_least, at_most
from bench.rows import template_of
from bench.turns import in_turn


def test_synthetic_talks_are_recorded_and_restated_alike(tmp_path: Path) -> None:
    with filled(str(tmp_path / "many.db"), 3, 12, contest=True) as (ledger, streams):
        ends = {head.stream: head.version for head in ledger.store.stream_heads("negotiation/")}
        states = [ledger.rows(stream)["negotiation"][0]["state"] for stream in streams]
    assert ends == dict.fromkeys(streams, 13)
    assert len(set(states)) == 1


def test_a_negotiation_grows_by_what_was_missing(tmp_path: Path) -> None:
    with made(str(tmp_path / "long.db")) as ledger:
        grown(ledger, talks.name_of(0), 12)
        grown(ledger, talks.name_of(0), 30, after=12)
        assert len(ledger.entries(talks.name_of(0))) == 31


def test_the_rows_of_an_offer_are_those_of_the_ledger(tmp_path: Path) -> None:
    path = str(tmp_path / "few.db")
    with filled(path, 2, 5) as (ledger, streams):
        recording(ledger, streams, 5)(2)
        assert b"OfferMade" in last_record(ledger)
    rows = dict(template_of(path, streams[0], talks.FIRST_OFFER).filled("negotiation/x", 9))
    assert [*rows] == ["step", "evidence", "offer", "negotiation"]
    assert all(values[:2] == ("negotiation/x", 9) for values in rows.values())


def test_sides_take_turns() -> None:
    order: list[str] = []
    taken = in_turn(
        {
            "a": lambda times: order.append(f"a{times}"),
            "b": lambda times: order.append(f"b{times}"),
        },
        each=3,
        rounds=2,
    )
    assert order == ["a3", "b3"] * 3
    assert [len(each.wall) for each in taken.values()] == [2, 2]


@pytest.mark.parametrize(("figure", "met"), [(0.19, False), (0.2, True)])
def test_a_goal_is_met_or_not(figure: float, met: bool) -> None:
    assert at_least("x", figure, 0.2, "0.033").met is met
    assert at_most("x", -figure, -0.2, "5").met is met
