"""No room and failing disks: a clear error, an intact ledger, and recording goes on afterwards."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.crash.book import Book
from tests.crash.nursery import ROOT, Nursery, Order

SEED = 77
DISK = "2m"
# A disk of our own that nobody else sees, and that is gone with the process.
ON_A_DISK_OF_ITS_OWN = (
    *("unshare", "--map-root-user", "--mount", "sh", "-c"),
    'mount -t tmpfs -o size="$1" parley "$2" && shift 2 && exec "$@"',
    "sh",
    DISK,
)
PAGE_BYTES = 4096
PAGES_MAX = 84  # more than a batch with its rows fills
PAGES_STEP = 6
BATCHES_BEFORE = 2  # which fill more of a log than its index needs, so that only the log is cut


@pytest.mark.slow
def test_a_full_disk_is_told_and_recording_goes_on_when_there_is_room(tmp_path: Path) -> None:
    if not _can_have_disks(tmp_path):
        pytest.skip("NO SMALL DISK: this system does not let us mount a tmpfs of our own")
    done = subprocess.run(
        [*ON_A_DISK_OF_ITS_OWN, str(tmp_path), sys.executable, "-m", "tests.crash.room", tmp_path],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    said = [json.loads(line) for line in done.stdout.splitlines()]
    *before, full, log, verified, again, verified_again = said
    assert [code for _, _, _, code in before] == [0] * len(before)
    assert len(before) > 2
    command, _, error, code = full
    assert (command, code) == ("import", 6)
    problem = json.loads(error)
    assert "no room is left for" in problem["detail"]
    assert "nothing was written" in problem["detail"]
    assert problem["hint"] == "make room on the disk, then try again"
    assert log[3] == 0  # who only reads is not kept from it
    assert verified[3] == 0
    assert again[3] == 0
    assert verified_again[3] == 0
    sizes = [json.loads(each[1])["size"] for each in (verified, verified_again)]
    assert sizes[1] == sizes[0] + len(json.loads(again[1])["items"])


def _can_have_disks(folder: Path) -> bool:
    if shutil.which("unshare") is None:
        return False
    tried = subprocess.run([*ON_A_DISK_OF_ITS_OWN, str(folder), "true"], capture_output=True)
    return tried.returncode == 0


def test_a_disk_that_fails_at_any_page_leaves_a_batch_whole_or_not_at_all(
    nursery: Nursery, begun: Book, tmp_path: Path
) -> None:
    base = begun.copied_to(str(shutil.copy(begun.url, tmp_path / "base.db")))
    with nursery.working(_order(base, tmp_path, SEED, count=BATCHES_BEFORE + 1)) as child:
        assert child.listen(until="batch", times=BATCHES_BEFORE + 1)
        child.kill()  # so that its log is left, and others go on behind its end
        child.end()
    base.hear(child, SEED)
    length = Path(f"{base.url}-wal").stat().st_size

    failed = 0
    for pages in range(0, PAGES_MAX, PAGES_STEP):
        book = base.copied_to(str(shutil.copy(base.url, tmp_path / f"{pages}.db")))
        shutil.copy(f"{base.url}-wal", f"{book.url}-wal")
        order = _order(book, tmp_path, SEED + 1, file_bytes_max=length + pages * PAGE_BYTES)
        with nursery.working(order) as child:
            child.listen()
            child.end()
        unanswered = book.hear(child, SEED + 1, failures=["StoreUnreachable"])
        book.check()  # a failure has left nothing behind
        if unanswered is not None:
            failed += 1
            assert not book.retry(unanswered)
    assert 2 < failed < PAGES_MAX // PAGES_STEP - 2  # log and rows are one transaction


def _order(
    book: Book, folder: Path, seed: int, *, count: int = 1, file_bytes_max: int | None = None
) -> Order:
    return Order(
        job="record_batches",
        url=book.url,
        folder=str(folder),
        seed=seed,
        count=count,
        file_bytes_max=file_bytes_max,
    )
