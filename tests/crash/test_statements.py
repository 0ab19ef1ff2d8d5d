"""A process that dies between any two statements of its writing leaves all of it, or nothing."""

from itertools import count
from pathlib import Path

import pytest

from parley.answers import opening
from parley.events.clock import wall_clock
from parley.events.kinds import SOURCES
from parley.events.politics import Draft
from parley.events.store_errors import NoSuchLedger, NotALedger
from parley.events.tiles import TILE_WIDTH
from parley.events.verify import verify
from tests.crash.book import Book
from tests.crash.nursery import Nursery, Order
from tests.crash.statements import die_everywhere, lived

FEW_OR_ALL = [13, pytest.param(1, marks=pytest.mark.slow)]  # every thirteenth statement, or each
MANY_OR_ALL = [3, pytest.param(1, marks=pytest.mark.slow)]


@pytest.mark.parametrize("step", MANY_OR_ALL)
def test_a_batch_is_there_whole_or_not_at_all_wherever_its_writer_dies(
    nursery: Nursery, begun: Book, tmp_path: Path, step: int
) -> None:
    deaths = die_everywhere(nursery, begun, tmp_path, "record_batches", step=step)
    assert deaths.absent * step > 10  # before the commit
    assert deaths.found == 1 or step > 1  # between the commit and the answer
    assert deaths.points * step > 20  # log and rows


@pytest.mark.slow
def test_so_is_a_file_wherever_its_import_dies(
    nursery: Nursery, begun: Book, tmp_path: Path
) -> None:
    deaths = die_everywhere(nursery, begun, tmp_path, "import_files")
    assert deaths.absent > 10
    assert deaths.found == 1
    assert deaths.points > 100


@pytest.mark.parametrize("step", FEW_OR_ALL)
def test_a_rebuild_leaves_all_that_holds_wherever_it_was_cut_off(
    nursery: Nursery, begun: Book, tmp_path: Path, step: int
) -> None:
    deaths = die_everywhere(nursery, begun, tmp_path, "rebuild_views", step=step)
    assert deaths.points * step > 40


def test_tiles_are_stored_or_made_again(nursery: Nursery, tmp_path: Path) -> None:
    book = Book(str(tmp_path / "wide.db"), seed=1)
    with book.opened() as ledger:
        ledger.record(
            [
                Draft(stream=SOURCES, type="SourceDescribed", fields={"source": f"s{number}"})
                for number in range(TILE_WIDTH)
            ]
        )
    book.adopt()
    deaths = die_everywhere(nursery, book, tmp_path, "integrate")
    assert deaths.points > 3


@pytest.mark.parametrize("step", FEW_OR_ALL)
def test_a_ledger_is_made_whole_or_can_be_made_again(
    nursery: Nursery, tmp_path: Path, step: int
) -> None:
    made = points = 0
    for point in count(1, step):
        path = tmp_path / f"{point}.db"
        order = Order(job="create", url=str(path), folder=str(tmp_path), die_at=point)
        with nursery.working(order) as child:
            if lived(child):
                break
        points += 1
        try:
            ledger = opening.open_ledger(str(path), recorder="A", clock=wall_clock)
            made += 1
        except (NoSuchLedger, NotALedger):
            ledger = opening.create_ledger(str(path), name="x/y", recorder="A", clock=wall_clock)
        with ledger:
            assert verify(ledger).ok
            assert ledger.projector.usable
            assert ledger.head().size == 0
    assert 0 < made < points  # some deaths came after the ledger was made
    assert points * step > 50
