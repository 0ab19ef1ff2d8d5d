"""Death at every statement: the same work done again and again, each time a statement further.

Where chance would have to be lucky, this counts: between the insert and the head, between the
head and the commit, between the commit and the answer, and between any two statements of the views.
"""

import shutil
import signal
from itertools import count
from pathlib import Path

from msgspec import Struct

from tests.crash.book import Book
from tests.crash.nursery import Child, Nursery, Order

SEED = 77  # of the batch that is recorded; the registrations have another


class Deaths(Struct):
    """How many there were; of the batches that nobody was told about, what was found after."""

    points: int = 0
    found: int = 0
    absent: int = 0


def die_everywhere(
    nursery: Nursery,
    book: Book,
    folder: Path,
    job: str,
    *,
    step: int = 1,
    plant: str | None = None,
) -> Deaths:
    """Let a process die at every `step`th point of its writing, each on a copy of the ledger.

    After each death the ledger is held to its book, and what was under way is done again.
    """
    deaths = Deaths()
    for point in count(1, step):
        copy = book.copied_to(str(shutil.copy(book.url, folder / f"{job}-{point}.db")))
        order = Order(
            job=job,
            url=copy.url,
            folder=str(folder),
            seed=SEED,
            count=1,
            die_at=point,
            plant=plant,
        )
        with nursery.working(order) as child:
            if lived(child):
                return deaths
        unanswered = copy.hear(child, SEED)
        copy.check([unanswered] if unanswered else [])
        if job == "rebuild_views":
            copy.rebuild()
        deaths.points += 1
        if unanswered and copy.retry(unanswered):
            deaths.found += 1
        elif unanswered:
            deaths.absent += 1
    raise AssertionError("a count has no end")


def lived(child: Child) -> bool:
    """Whether a process did its job to the end; otherwise it died by its own hand."""
    child.listen()
    code = child.end()
    assert code in (0, -signal.SIGKILL), f"it ended with {code}: {child.words[-1]}"
    return code == 0
