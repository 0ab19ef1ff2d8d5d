"""The page of what the ledger says: small inputs of which it once said something that was not so.

Each file of `tests/said/` is one such input, complete for `parley import`: parties, papers and
words are made up. What stands above its content is read here: one sentence of what used to be
printed, the commands that a reader types, and what is still open where their answer is not yet
right. The page shows each with what is printed now, so that a sentence that turns false again is
seen as a difference.

Nobody writes the answers by hand: `python -m tests.docs.said` imports and types everything in one
ledger and writes the page again; read the difference before it is committed.
"""

import shutil
import tempfile
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tests.docs.session import BLOCK, Session
from tests.generate import ROOT

__all__ = ["INPUTS", "KINDS", "PAGE", "Input", "describe", "play_said", "read_inputs"]

PAGE = ROOT / "docs" / "what-it-says.md"
INPUTS = ROOT / "tests" / "said"
KINDS = {
    "offers": "Offers and demands",
    "claims": "Who says so, and who says otherwise",
    "agreement": "What is agreed",
    "ends": "Ends, and who left",
    "people": "People and offices",
    "words": "Words",
    "catalogue": "What had no place",
    "typed": "What is typed, and answered",
    "across": "Across negotiations",
}
"""The folders of the inputs, in the order of the page."""
READ_AT = datetime.fromisoformat("2025-01-15T12:00:00+00:00")
"""When everything is recorded and read: after all that the inputs tell."""
OPENING = """\
# What it says

Small talks, all made up, of which this ledger once printed something that was not so: each with
what used to be printed, its input, and what is printed now. A test imports and types all of
it again and compares; `python -m tests.docs.said` writes this page. To try one yourself: `parley
import tests/said/offers/for-whom.yaml`, then the commands.

Where an answer is not yet what it should be, the section says “still open”.
"""


class Input(NamedTuple):
    """One file: what was said that was not so, what is typed, what is left to do."""

    path: Path
    title: str
    commands: tuple[str, ...]
    still_open: str
    content: str


def read_inputs() -> Iterator[Input]:
    """Every input, in the order of the page."""
    for kind in KINDS:
        for path in sorted((INPUTS / kind).glob("*.yaml")):
            yield _read(path)


def _read(path: Path) -> Input:
    head, begins, content = path.read_text(encoding="utf-8").partition("parley: 1\n")
    said = [line.removeprefix("#").strip() for line in head.splitlines()]
    commands = tuple(line.removeprefix("$ ") for line in said if line.startswith("$ "))
    prose = " ".join(line for line in said if line and not line.startswith("$ "))
    title, _, still_open = prose.partition(" Still open: ")
    return Input(path, title, commands, still_open, begins + content)


def describe() -> str:
    """Return the page without its answers."""
    lines = [OPENING]
    for kind, heading in KINDS.items():
        lines += [f"## {heading}", ""]
        for each in read_inputs():
            if each.path.parent.name != kind:
                continue
            lines += [f"### {each.title.removesuffix('.')}", ""]
            lines += [f"<details><summary>{each.path.relative_to(ROOT)}</summary>", ""]
            lines += ["```yaml", each.content.rstrip(), "```", "", "</details>", ""]
            lines += ["```console", *(f"$ {command}" for command in each.commands), "```", ""]
            if each.still_open:
                lines += [f"Still open: {each.still_open}", ""]
    return "\n".join(lines).rstrip() + "\n"


def _clock() -> int:
    """The clock of the recorder, µs since 1970."""
    return int(READ_AT.timestamp()) * 1_000_000


@cache
def play_said() -> str:
    """Import every input into one ledger and type the page's commands; the page, answered."""
    with tempfile.TemporaryDirectory() as scratch:
        session = Session(Path(scratch))
        shutil.copytree(INPUTS, session.place.here / "said")
        session.now = READ_AT
        session.place.run("init")
        for each in read_inputs():
            path = f"said/{each.path.relative_to(INPUTS)}"
            came = session.place.run("import", path, clock=_clock)
            assert came.code == 0, f"{each.path.name}: {came.stderr}"
        return BLOCK.sub(session.follow, describe())


if __name__ == "__main__":
    PAGE.write_text(play_said(), encoding="utf-8")
