"""The page of the library: what a reader types at Python's prompt, and what they will see.

Nobody writes the answers by hand: `python -m tests.docs.typed` types everything in an empty folder
and writes the page again; read the difference before it is committed.
"""

import contextlib
import doctest
import io
import tempfile
from pathlib import Path

from tests.generate import ROOT

__all__ = ["PAGE", "play"]

PAGE = ROOT / "docs" / "library.md"


def play(text: str, folder: Path) -> str:
    """Return a page with the answers that its examples give in this empty folder."""
    names: dict[str, object] = {}
    lines = text.splitlines(keepends=True)
    examples = doctest.DocTestParser().get_examples(text)
    answers: list[str] = []
    with contextlib.chdir(folder):
        for example in examples:
            with contextlib.redirect_stdout(io.StringIO()) as shown:
                exec(compile(example.source, PAGE.name, "single"), names)  # noqa: S102
            answers.append(shown.getvalue())
    for example, answer in reversed(list(zip(examples, answers, strict=True))):
        first = example.lineno + example.source.count("\n")
        lines[first : first + example.want.count("\n")] = [answer]
    return "".join(lines)


def main() -> None:
    """Write the page again."""
    with tempfile.TemporaryDirectory() as folder:
        PAGE.write_text(play(PAGE.read_text(encoding="utf-8"), Path(folder)), encoding="utf-8")


if __name__ == "__main__":
    main()
