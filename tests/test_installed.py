"""Installed, nothing of ours lies at the top of site-packages but `parley`."""

import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = {"answers", "cli", "drafting", "events", "negotiation", "web"}


def run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-4_000:]
    return done.stdout


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the source archive, and the wheel that is built from nothing but it."""
    folder = tmp_path_factory.mktemp("archives")
    run(sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", folder, cwd=ROOT)
    (archive,) = folder.glob("*.tar.gz")
    with tarfile.open(archive) as packed:
        packed.extractall(folder, filter="data")
    unpacked = folder / archive.name.removesuffix(".tar.gz")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=unpacked)
    return folder


def test_a_wheel_holds_every_file_of_every_room_under_parley(archives: Path) -> None:
    (wheel,) = archives.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        names = set(packed.namelist())
    assert {name.split("/")[0].split("-")[0] for name in names} == {"parley", "parley_ledger"}
    committed = run("git", "ls-files", *sorted(ROOMS), cwd=ROOT).split()
    assert {f"parley/{name}" for name in committed} <= names


@pytest.mark.slow  # it installs what we need from the package index, into an environment of its own
def test_it_lives_beside_the_package_called_events(archives: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "env", with_pip=True)
    python = tmp_path / "env" / "bin" / "python"
    (wheel,) = archives.glob("*.whl")
    run(python, "-m", "pip", "install", "--quiet", wheel, "Events", cwd=tmp_path)
    code = (
        "from events import Events\n"
        "import parley.events.ledger\n"
        "assert parley.events.__file__.split('/')[-3:-1] == ['parley', 'events']\n"
        "print(Events.__module__)\n"
    )
    assert run(python, "-c", code, cwd=tmp_path) == "events.events\n"
    command = tmp_path / "env" / "bin" / "parley"
    assert run(command, "--version", cwd=tmp_path).startswith("parley ")
    run(command, "demo", cwd=tmp_path)
