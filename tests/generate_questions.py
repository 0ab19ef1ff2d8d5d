"""The page of questions: each in plain words, what to type, and what a terminal then shows.

The commands are typed on ledgers made of the real cases in examples/, so that the page shows what
the program answers and not what somebody hoped for.
"""

import re
import shlex
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tests.questions.everything import NAMES, QUESTIONS
from tests.questions.question import Question

__all__ = ["QUESTIONS_PAGE", "describe_questions"]

QUESTIONS_PAGE: Final = "docs/questions.md"
_LINES_MAX: Final = 40
"""Of a longer answer the page shows so many lines, and says how many there are."""
_CLOCK: Final = "2024-10-10T06:00:00Z"
_TOP: Final = """# Twenty-eight questions

What people ask of the ledger, what they type, and what they then see. Every answer can be asked as
of another time (`--as-of`, `--public-at`, `--known-at`) and as JSON (`--json`, with a schema in
[schemas/](schemas/)); [cli.md](cli.md) has every option. Hashes are left out here, for they differ
from one ledger to the next, and long answers are cut.

Made by `make docs` from the real cases in `examples/`, recorded in one ledger; the tests type
everything again and compare.
"""
_RECORDING: Final = f"""<!-- clock: {_CLOCK} -->
```console
$ parley init --db parley.db --name local/newsroom

$ parley import examples/haryana-2024-aftermath.yaml

$ parley import examples/haryana-2024.yaml

$ parley import examples/uk-2010.yaml

$ parley import examples/up-2024.yaml
```"""


def describe_questions() -> str:
    """Return docs/questions.md, every command typed."""
    with tempfile.TemporaryDirectory() as scratch:
        return "\n".join(_page(Path(scratch)))


def _page(folder: Path) -> Iterator[str]:
    # Sessions read where the project lies from tests.generate, which names this page.
    from tests.docs.session import BLOCK, Session, without_chance

    def opened(name: str) -> Session:
        (folder / name).mkdir()
        return Session(folder / name)

    def typed(block: str, session: Session) -> str:
        found = BLOCK.fullmatch(block)
        assert found is not None, block
        return _cut(without_chance(session.follow(found)))

    session = opened("all")
    yield _TOP
    yield f"{typed(_RECORDING, session)}\n"
    yield "## Contents\n"
    yield from (f"{number}. [{name}](#{_anchor(number)})" for number, name in NAMES.items())
    number = 0
    for question in QUESTIONS:
        if question.number != number:
            number = question.number
            yield f"\n## {number}. {NAMES[number]}"
        yield f"\n**{question.asks}**\n"
        asked_in = session
        if question.first:
            asked_in = opened(f"{number}-of-its-own")
            typed(_RECORDING, asked_in)
        yield typed(_block(question), asked_in)
    yield ""


def _anchor(number: int) -> str:
    """The name by which GitHub links to the heading of a question."""
    heading = f"{number}. {NAMES[number]}".casefold()
    return re.sub(r"[^\w\- ]", "", heading).replace(" ", "-")


def _block(question: Question) -> str:
    commands = [shlex.join(("parley", *words)) for words in (*question.first, question.command)]
    typed = "\n\n".join(f"$ {command}" for command in commands)
    return f"```console\n{typed}\n```"


def _cut(block: str) -> str:
    """Return a block without what is beyond the longest that the page shows."""
    notes, opening, rest = block.partition("```")
    first, *lines, last = f"{opening}{rest}".splitlines()
    more = len(lines) - _LINES_MAX
    kept = [*lines[:_LINES_MAX], f"… {more} more lines"] if more > 1 else lines
    # An answer may hold a block of its own, as a report in Markdown does.
    fence = "`" if any(line.startswith("```") for line in kept) else ""
    return notes + "\n".join([fence + first, *kept, fence + last])
