"""Whole streams as cells: the same rows as those that are put one by one, whoever makes them."""

import os
from collections.abc import Sequence
from functools import partial
from multiprocessing import parent_process

import msgspec
import pytest

from parley.events.cells import StreamCells, check_cells
from parley.events.errors import NotCanonical
from parley.events.reading import LedgerReading
from parley.events.rebuild import fold_streams
from parley.events.sql import open_store
from parley.events.verify_streams import look_at_streams
from parley.events.views import as_cells
from parley.events.workers import each_batch, processes
from tests.events.ledgers import Ledgers, SqlLedgers
from tests.events.test_ledger import TALKS, held, offer, register
from tests.events.view_contract import SCHEMA, whole
from tests.events.view_contract import offer as offered

STREAMS = [f"negotiation/n{number}" for number in range(4)]
GOOD = whole(offered(1, words="good", stands=True, terms={"seats": 5}), fold=b"fold")


def sorted_cells(made: StreamCells) -> dict[str, list[tuple[object, ...]]]:
    return {name: sorted(rows, key=repr) for name, rows in made.tables.items()}


def test_cells_are_the_rows_that_are_put_one_by_one(ledgers: Ledgers) -> None:
    ledger = held(ledgers.create(), ledgers.clock)
    ledger.record([register(), offer("2024-09-04"), offer("2024-09-02")])
    made = ledger.projector.whole_cells(TALKS, 3)
    slow = as_cells(ledger.projector.schema, ledger.projector.whole(TALKS, 3))
    assert sorted_cells(made) == sorted_cells(slow)
    assert (made.version, made.fold) == (slow.version, slow.fold) == (3, made.fold)
    assert ledger.store.views.differing([made]) == set()


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        (("talks/haryana", 1, 5, None, None), "words holds text"),
        (("talks/haryana", None, None, None, None), "number may not be null"),
        (("talks/haryana", 2**63, None, None, None), "number cannot hold"),
        (("talks/haryana", 1, None, 1, None), "stands holds boolean"),
        (("talks/punjab", 1, None, None, None), "none of stream talks/haryana"),
        (("talks/haryana", 1, None, None), "none of stream talks/haryana"),
    ],
)
def test_a_row_that_no_table_holds_is_refused(cells: tuple[object, ...], says: str) -> None:
    bad = msgspec.structs.replace(GOOD, tables={"offer": [*GOOD.tables["offer"], cells]})
    check_cells(SCHEMA, GOOD)
    with pytest.raises(ValueError, match=says):
        check_cells(SCHEMA, bad)


@pytest.mark.parametrize("text", ['{"ä":1}', '{"a":9007199254740993}', '[{"a":{"x ö":0}}]'])
def test_json_without_canonical_bytes_is_refused(text: str) -> None:
    bad = msgspec.structs.replace(GOOD, tables={"offer": [("talks/haryana", 1, None, None, text)]})
    with pytest.raises(NotCanonical):
        check_cells(SCHEMA, bad)


@pytest.mark.parametrize("text", ['{"a":"ä\\":1"}', '["9007199254740993"]', '{"a":["ü","b"]}'])
def test_json_that_only_looks_so_is_taken(text: str) -> None:
    check_cells(
        SCHEMA,
        msgspec.structs.replace(GOOD, tables={"offer": [("talks/haryana", 1, None, None, text)]}),
    )


@pytest.mark.parametrize(
    "other",
    [
        whole(offered(1, words="other", stands=True, terms={"seats": 5}), fold=b"fold"),
        whole(offered(1, words="good", stands=False, terms={"seats": 5}), fold=b"fold"),
        whole(offered(1, words="good", stands=True, terms={"seats": 6}), fold=b"fold"),
        whole(offered(2, words="good", stands=True, terms={"seats": 5}), fold=b"fold"),
        whole(fold=b"fold"),
        msgspec.structs.replace(GOOD, fold=b"other"),
        msgspec.structs.replace(GOOD, version=2),
        msgspec.structs.replace(GOOD, fold=None),
    ],
)
def test_what_differs_in_anything_differs(ledgers: Ledgers, other: StreamCells) -> None:
    views = ledgers.create().views
    views.prepare(SCHEMA)
    assert views.rewrite(lambda _: [GOOD])
    assert views.differing([GOOD]) == set()
    assert views.differing([other]) == {GOOD.stream}
    assert views.streams_in("offer") == {GOOD.stream}


def fold_or_die(ledger: LedgerReading, streams: Sequence[str], upto: int) -> list[StreamCells]:
    """Fold, but in a process of its own end it at the second stream."""
    if parent_process() is not None and STREAMS[1] in streams:
        os._exit(9)
    return fold_streams(ledger, streams, upto)


def test_what_a_killed_worker_held_is_done_here(shared: SqlLedgers) -> None:
    ledger = held(shared.create(), shared.clock)
    ledger.record([register(each) for each in STREAMS])
    ledger.record([offer("2024-09-04", stream=each) for each in STREAMS])
    reopen = partial(open_store, shared.url, clock=shared.clock, read_only=True)
    batches = [[each] for each in STREAMS]
    with processes(2) as executor:
        made = list(
            each_batch(fold_or_die, ledger, batches, 8, executor=executor, reopen=reopen, workers=2)
        )
    assert made == [fold_streams(ledger, batch, 8) for batch in batches]


def test_streams_are_looked_at_in_other_processes_as_in_this_one(shared: SqlLedgers) -> None:
    ledger = held(shared.create(), shared.clock)
    ledger.record([register(each) for each in STREAMS])
    damaged = ledger.projector.whole_cells(STREAMS[2], 4)
    wrong = msgspec.structs.replace(damaged, tables={})
    assert ledger.store.views.rewrite(lambda _: [wrong])
    reopen = partial(open_store, shared.url, clock=shared.clock, read_only=True)
    with processes(2) as executor:
        looked = list(
            each_batch(
                look_at_streams,
                ledger,
                [[each] for each in STREAMS],
                4,
                executor=executor,
                reopen=reopen,
                workers=2,
            )
        )
    assert looked == [look_at_streams(ledger, [each], 4) for each in STREAMS]
    assert [bool(each.findings) for each in looked] == [False, False, True, False]
