"""Sessions printed in pages: what a reader types, and what they will see.

A page whose commands were only ever read goes wrong with the next release, so a test types them
again. In a page, every ```console block is run, in the order of the page, in one empty account,
in a folder that holds nothing but the examples:

    $ parley status              a command; a backslash at the end of a line continues it
    anything else                what a terminal of 100 columns shows, without colour

A comment before a block says what is not shown, or not typed:

    <!-- clock: 2024-09-08T10:00:00Z -->     the clock; it moves on by a second with each command
    <!-- file: talks.yaml -->                the next block is a file of the current folder

Nobody writes the answers by hand: `python -m tests.docs.session` types everything and writes the
pages again; read the difference before it is committed.
"""

import io
import re
import shlex
import shutil
import sys
import tempfile
from contextlib import redirect_stderr, redirect_stdout
from datetime import datetime, timedelta
from pathlib import Path
from unittest import mock

from parley.cli.main import main
from tests.cli.terminal import Place
from tests.generate import ROOT

__all__ = ["PAGES", "play", "without_chance"]

PAGES = tuple(path for path in (ROOT / "README.md", ROOT / "docs" / "tutorial.md") if path.exists())
START = datetime.fromisoformat("2024-09-07T12:00:00+00:00")
SHOWN = {"TERM": "xterm", "NO_COLOR": "1", "COLUMNS": "100", "TZ": "Asia/Kolkata"}
BLOCK = re.compile(
    r"(?P<notes>(?:<!-- (?:clock|file): .+? -->\n)*)"
    r"^```(?P<language>\w+)\n(?P<body>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
CHANCE = re.compile(
    r"\b(?:[0-9a-f]{64}|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|(?<=local/)[0-9a-f]{8})\b"
)
"""Hashes, ids and the names that `init` makes up: others in every ledger."""


class Session:
    """One reader at a terminal, from the top of a page to its end."""

    def __init__(self, folder: Path) -> None:
        self.place = Place(folder)
        shutil.copytree(ROOT / "examples", self.place.here / "examples")
        self.now = START

    def follow(self, block: re.Match[str]) -> str:
        """Do what a block says; return it with the answers that came."""
        notes, language, body = block["notes"], block["language"], block["body"]
        for kind, said in re.findall(r"<!-- (clock|file): (.+?) -->", notes):
            if kind == "clock":
                self.now = datetime.fromisoformat(said)
            else:
                (self.place.here / said).write_text(body, encoding="utf-8")
        if language == "console":
            body = "\n\n".join(self._typed(command) for command in _commands(body)) + "\n"
        return f"{notes}```{language}\n{body}```"

    def _typed(self, command: str) -> str:
        self.now += timedelta(seconds=1)
        answer = self._run(shlex.split(command.replace("\\\n", " ")))
        return f"$ {command}" + f"\n{answer}" * bool(answer)

    def _run(self, words: list[str]) -> str:
        assert words[0] == "parley", f"only parley can be typed here: {words}"
        shown = io.BytesIO()
        out, err = _Terminal(shown, write_through=True), io.TextIOWrapper(shown, write_through=True)
        clock = int(self.now.timestamp()) * 1_000_000
        nothing = mock.patch.object(sys, "stdin", io.StringIO())
        with self.place.entered(SHOWN), nothing, redirect_stdout(out), redirect_stderr(err):
            main(words[1:], clock=lambda: clock)
        answer = shown.getvalue().decode().rstrip()
        out.detach()
        err.detach()
        for particular, name in ((str(self.place.here), "~/talks"), (str(self.place.home), "~")):
            answer = answer.replace(particular, name)
        return "\n".join(line.rstrip() for line in answer.split("\n"))


class _Terminal(io.TextIOWrapper):
    """stdout as a terminal; stderr beside it is none, so that no progress bar comes and goes."""

    def isatty(self) -> bool:
        return True


def play(text: str, folder: Path) -> str:
    """Type a page's commands in an empty account below `folder`; return it with the answers."""
    return BLOCK.sub(Session(folder).follow, text)


def without_chance(text: str) -> str:
    """The text without what differs from one ledger to the next."""
    return CHANCE.sub("…", text)


def _commands(body: str) -> list[str]:
    """The commands of a block, as they are typed."""
    return re.findall(r"^\$ ((?:.*\\\n)*.*)$", body, re.MULTILINE)


if __name__ == "__main__":
    for page in PAGES:
        written = page.read_text(encoding="utf-8")
        with tempfile.TemporaryDirectory() as scratch:
            played = play(written, Path(scratch))
        if without_chance(played) != without_chance(written):
            page.write_text(played, encoding="utf-8")
