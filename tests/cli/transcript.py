"""Terminal sessions kept as text: what a person types and everything they get back.

A transcript is the documentation that cannot lie: the test types its commands again, in an empty
account, and compares the whole text. Lines that are typed stand at the start of a line:

    # a remark
    $ parley config set zone UTC        a command; NAME=value before it sets a variable,
                                        < FILE after it is its stdin
    + parley.toml                       a file of the current folder, written as the | lines say
    | zone = "Asia/Kolkata"
    @ 2024-09-08T10:00:00Z              the clock; it moves on by a second with each command

Everything else is what came back: stdout after two spaces, stderr after `! `, an exit code other
than 0 after `? `. Nobody writes that by hand: `python -m tests.cli.transcript` types everything
and writes the files again; read the difference before it is committed. The account's folders are
written <here> and <home>, the release <version>. Spaces at the end of a line are not kept.
"""

import shlex
import tempfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from importlib.metadata import version
from pathlib import Path

from tests.cli.terminal import Place, Result

FOLDER = Path(__file__).with_name("transcripts")
START = datetime.fromisoformat("2024-10-10T06:00:00+00:00")


def play(text: str, folder: Path) -> str:
    """Type a transcript's commands in an empty account below `folder`; return it with the answers.

    The result equals `text` when nothing has changed.
    """
    place, lines = Place(folder), _typed(text)
    now, played, written = START, [], None
    for line in lines:
        sign, rest = line[:1], line[2:]
        if sign != "|" and written is not None:
            written = None
            played.append("")
        played.append(line)
        if sign == "@":
            now = datetime.fromisoformat(rest)
            played.append("")
        elif sign == "+":
            written = place.here / rest
            written.parent.mkdir(parents=True, exist_ok=True)
            written.write_text("", encoding="utf-8")
        elif sign == "|" and written is not None:
            with written.open("a", encoding="utf-8") as file:
                file.write(rest + "\n")
        elif sign == "$":
            now += timedelta(seconds=1)
            played += [*_shown(_run(place, rest, now), place), ""]
    return "\n".join(played).rstrip() + "\n"


def _typed(text: str) -> Iterator[str]:
    return (line for line in text.split("\n") if line[:1] in ("#", "$", "+", "|", "@"))


def _run(place: Place, command: str, now: datetime) -> Result:
    words = shlex.split(command)
    environment: dict[str, str] = {}
    while "=" in words[0]:
        name, _, value = words.pop(0).partition("=")
        environment[name] = value
    assert words[0] == "parley", f"only parley can be typed here: {command}"
    stdin = b""
    if "<" in words:
        stdin = (place.here / words[words.index("<") + 1]).read_bytes()
        words = words[: words.index("<")]
    clock = int(now.timestamp()) * 1_000_000
    return place.run(*words[1:], stdin=stdin, environment=environment, clock=lambda: clock)


def _shown(result: Result, place: Place) -> list[str]:
    lines = [f"  {line}" for line in result.stdout.removesuffix("\n").split("\n")]
    if not result.stdout:
        lines = []
    if result.stderr:
        lines += [f"! {line}" for line in result.stderr.removesuffix("\n").split("\n")]
    if result.code:
        lines.append(f"? {result.code}")
    return [_without_this_machine(line, place).rstrip() for line in lines]


def _without_this_machine(line: str, place: Place) -> str:
    for particular, name in (
        (str(place.here), "<here>"),
        (str(place.home), "<home>"),
        (version("parley-ledger"), "<version>"),
    ):
        line = line.replace(particular, name)
    return line


if __name__ == "__main__":
    for path in sorted(FOLDER.glob("*.txt")):
        with tempfile.TemporaryDirectory() as scratch:
            path.write_text(play(path.read_text(encoding="utf-8"), Path(scratch)), encoding="utf-8")
