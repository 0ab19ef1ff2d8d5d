"""Files that leave the ledger: whole or not there, never in another's place unasked, through no
link, and never the ledger itself."""

import os
import resource
import subprocess
from pathlib import Path

import pytest

from parley.answers.failing import Failure
from parley.cli.outgoing import Target, writing
from tests.cli.desk import TOLD, Desk
from tests.cli.terminal import PROGRAM

WRITES: dict[str, tuple[str, ...]] = {
    "all.jsonl": ("export", "-o"),
    "talks.md": ("report", "-o"),
    "talks.html": ("report", "-o"),
    "talks.svg": ("chart", "-o"),
}
every_writer = pytest.mark.parametrize("name", WRITES)


def names(desk: Desk) -> set[str]:
    return {each.name for each in desk.place.here.iterdir()}


@every_writer
def test_a_file_that_is_there_is_replaced_only_by_force(name: str, desk: Desk) -> None:
    mine = desk.place.here / name
    mine.write_text("mine")
    refused = desk.type(*WRITES[name], name)
    assert (refused.code, refused.stdout) == (1, "")
    assert refused.stderr.startswith(f"error: {name} is there already, and is not replaced unasked")
    assert "--force replaces it" in refused.stderr
    assert mine.read_text() == "mine"
    desk.must(*WRITES[name], name, "--force")
    assert mine.read_text() != "mine"
    assert names(desk) == {"parley.db", name}


@every_writer
@pytest.mark.parametrize("force", [(), ("--force",)], ids=["unasked", "forced"])
@pytest.mark.parametrize("dangling", [False, True], ids=["to-a-file", "dangling"])
def test_nothing_is_written_through_a_link(
    name: str, force: tuple[str, ...], dangling: bool, desk: Desk, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    if not dangling:
        other.write_text("theirs")
    (desk.place.here / name).symlink_to(other)
    refused = desk.type(*WRITES[name], name, *force)
    assert (refused.code, refused.stdout) == (1, "")
    assert f"{name} is a link, and nothing is written through one" in refused.stderr
    assert (desk.place.here / name).is_symlink()
    assert other.exists() is not dangling
    assert dangling or other.read_text() == "theirs"


@pytest.mark.parametrize("words", [("db", "backup"), ("db", "copy", "parley.db")])
def test_no_copy_of_a_ledger_is_made_through_a_link(
    words: tuple[str, ...], desk: Desk, tmp_path: Path
) -> None:
    (desk.place.here / "copy.db").symlink_to(tmp_path / "other.db")
    refused = desk.type(*words, "copy.db")
    assert (refused.code, refused.stdout) == (1, "")
    assert "copy.db is a link, and nothing is written through one" in refused.stderr
    assert not (tmp_path / "other.db").exists()


@pytest.mark.parametrize("end", ["", "-wal", "-shm", "-journal"])
@pytest.mark.parametrize("db", ["parley.db", "sqlite:///parley.db"], ids=["path", "address"])
def test_the_ledger_is_never_replaced(end: str, db: str, desk: Desk) -> None:
    before = desk.path.read_bytes()
    for name in (f"parley.db{end}", f"./parley.db{end}", f"{desk.path}{end}"):
        refused = desk.type("export", "-o", name, "--force", "--db", db)
        assert (refused.code, refused.stdout) == (2, "")
        assert "is the ledger itself" in refused.stderr
    assert desk.path.read_bytes() == before


def test_a_name_that_only_begins_as_the_ledgers_is_another_file(desk: Desk) -> None:
    desk.must("db", "backup", "talks")
    desk.must("report", "-o", "talks-report.md", "--db", "talks")
    assert "talks-report.md" in names(desk)


def test_a_folder_a_pipe_and_a_device_are_no_files_to_write(desk: Desk) -> None:
    os.mkfifo(desk.place.here / "pipe.jsonl")
    (desk.place.here / "folder.jsonl").mkdir()
    for name, said in (
        ("pipe.jsonl", "is no file but a pipe or a device"),
        ("folder.jsonl", "is a folder"),
        ("/dev/null", "is no file but a pipe or a device"),
        ("nowhere/all.jsonl", "there is no folder"),
        ("~nobody-of-this-name/all.jsonl", "there is no folder"),
        (f"{'x' * 300}.jsonl", "cannot be written: File name too long"),
    ):
        refused = desk.type("export", "-o", name, "--force")
        assert (refused.code, refused.stdout) == (1, ""), refused
        assert said in refused.stderr
    assert names(desk) == {"parley.db", "pipe.jsonl", "folder.jsonl"}


@pytest.mark.parametrize("name", ["all.jsonl", "talks.html"])
def test_a_full_disk_names_the_file_and_leaves_nothing(name: str, desk: Desk) -> None:
    long = "x" * 7_900
    for _ in range(3):
        desk.must("meet", "INC", "AAP", *TOLD, "--fresh", "--text", long, "--quote", long)

    # A limit of the process on the size of its files is met where a full disk would be.
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))

    done = subprocess.run(
        [*PROGRAM, *WRITES[name], name],
        cwd=desk.place.here,
        env={**desk.place.environment, "PYTHONDONTWRITEBYTECODE": "1"},  # it would be cut off
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        preexec_fn=limit,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"error: {name} cannot be written: File too large")
    assert name not in names(desk)
    assert not [each for each in names(desk) if ".part" in each]


def test_a_file_that_comes_meanwhile_stays(tmp_path: Path) -> None:
    mine = tmp_path / "all.jsonl"
    with (
        pytest.raises(Failure, match="is there already"),
        writing(Target(mine, "all", False)) as it,
    ):
        it.write(b"ours")
        mine.write_text("mine")
    assert mine.read_text() == "mine"
    assert list(tmp_path.iterdir()) == [mine]


def test_a_part_that_a_killed_run_left_hinders_nobody(desk: Desk, tmp_path: Path) -> None:
    theirs = tmp_path / "theirs"
    theirs.write_text("theirs")
    (desk.place.here / f"all.jsonl.part-{os.getpid()}").symlink_to(theirs)
    desk.must("export", "-o", "all.jsonl")
    assert theirs.read_text() == "theirs"
    assert names(desk) == {"parley.db", "all.jsonl"}
