"""Installed, nothing of ours lies at the top of site-packages but `parley`."""

import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ASKS = """
import parley


def said(path: str, slug: str) -> list[str]:
    with parley.open_ledger(path) as ledger:
        talks = parley.read(ledger, slug)
        table = [each.said for each in parley.TABLE.ask(talks).items]
        offers = parley.OFFERS.ask(talks, parley.OffersOptions("last"))
        return [*table, *(f"{each.version}: {each.status}" for each in offers.items)]
"""
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
        if hasattr(tarfile, "data_filter"):  # the first releases of Python 3.11 have none
            packed.extraction_filter = tarfile.data_filter
        packed.extractall(folder)  # noqa: S202 - we made it
    unpacked = folder / archive.name.removesuffix(".tar.gz")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=unpacked)
    return folder


def test_a_wheel_holds_every_file_of_every_room_under_parley(archives: Path) -> None:
    (wheel,) = archives.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        names = set(packed.namelist())
    assert {name.split("/")[0].split("-")[0] for name in names} == {"parley", "parley_ledger"}
    files = {
        path.relative_to(ROOT).as_posix()
        for room in ROOMS
        for path in (ROOT / room).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert {"parley/__init__.py", "parley/library.py", "parley/py.typed"} <= names
    assert {f"parley/{name}" for name in files} <= names


@pytest.fixture(scope="module")
def python(archives: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of an environment of its own with our wheel and PyPI's `Events`; what we need
    comes from the package index."""
    folder = tmp_path_factory.mktemp("installed")
    python = folder / "env" / "bin" / "python"
    (wheel,) = archives.glob("*.whl")
    uv = shutil.which("uv") or shutil.which("uv", path=Path(sys.executable).parent)
    if uv is None:
        venv.create(folder / "env", with_pip=True)
        run(python, "-m", "pip", "install", "--quiet", wheel, "Events", cwd=folder)
    else:  # as the Makefile does: Debian keeps what makes pip in a package of its own
        run(uv, "venv", "--quiet", "--python", sys.executable, folder / "env", cwd=folder)
        run(uv, "pip", "install", "--quiet", "--python", python, wheel, "Events", cwd=folder)
    return python


@pytest.mark.slow
def test_it_lives_beside_the_package_called_events(python: Path, tmp_path: Path) -> None:
    code = (
        "from events import Events\n"
        "import parley.events.ledger\n"
        "assert parley.events.__file__.split('/')[-3:-1] == ['parley', 'events']\n"
        "print(Events.__module__)\n"
    )
    assert run(python, "-c", code, cwd=tmp_path) == "events.events\n"
    command = python.with_name("parley")
    assert run(command, "--version", cwd=tmp_path).startswith("parley ")
    run(command, "demo", cwd=tmp_path)


@pytest.mark.slow
def test_the_page_of_the_library_can_be_typed_there(python: Path, tmp_path: Path) -> None:
    run(python, "-m", "doctest", ROOT / "docs" / "library.md", cwd=tmp_path)


@pytest.mark.slow
def test_mypy_knows_what_a_question_answers(python: Path, tmp_path: Path) -> None:
    check = (sys.executable, "-m", "mypy", "--strict", "--python-executable", python, "asks.py")
    (tmp_path / "asks.py").write_text(ASKS, encoding="utf-8")
    run(*check, cwd=tmp_path)
    for right, wrong in (
        ("each.said", "each.sad"),
        ("read(ledger, slug)", "read_own(ledger)"),
        ('"last"', '"lest"'),
        ("parley.TABLE", "parley.TABEL"),
    ):
        (tmp_path / "asks.py").write_text(ASKS.replace(right, wrong), encoding="utf-8")
        with pytest.raises(AssertionError):
            run(*check, cwd=tmp_path)
