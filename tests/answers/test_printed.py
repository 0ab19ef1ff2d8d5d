"""Every line that any answer prints of the examples and of the inputs of what it says.

A line is made of clauses, names and words that somebody recorded; where two of them meet there is
neither a doubled mark nor a name said twice, and no word of the catalogue stands for a thing.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.cases.asking import EXAMPLES, drafts_in
from tests.docs.said import INPUTS
from tests.negotiation.asking import QUESTIONS_ASKED, answers, new_ledger, slug_of
from tests.negotiation.reference_entries import Times

FILES = (*sorted(EXAMPLES.glob("*.yaml")), *sorted(INPUTS.glob("*/*.yaml")))
DOUBLED = re.compile(
    r"\.[,;:]|[,;:]\s*[,;:.]|[^.]\.\.(?!\d)|  |\(\s*\)|\[\s*\]|“\s*”|[!?]\.|\s[,;.]"
)
"""Two marks where one belongs, two blanks, brackets and quotation marks around nothing."""
CATALOGUE = re.compile(r"\b[a-z]+_[a-z_]+\b|None|\ue000|[{}]|\b(?:described|office|person):\S")
"""Words of the catalogue as they are stored, and what is left of a line that was not made."""
TWICE = re.compile(
    r"(?:^|[ ;])(?P<name>[^\W\d]{2,})(?: of [^:;]+)? (?:said|reported)[^:;]*: (?P=name):"
)
STEP_AS_WORD = re.compile(r"^(?:line|story): (?:[^([]|\([^()]*\)|\[[^\]]*\])*\bv\d")
"""A step by its number where it stands for a thing: outside brackets, which cite it."""
QUOTED = re.compile(r"“[^”]*”")


@cache
def lines(path: Path) -> tuple[str, ...]:
    """Every line that people read of every answer about every stream of a file."""
    return tuple(dict.fromkeys(_lines(path)))


def _lines(path: Path) -> Iterator[str]:
    drafts = drafts_in(path)
    ledger = new_ledger()
    ledger.record(drafts)
    for stream in dict.fromkeys(each.stream for each in drafts if "/" in each.stream):
        for name, answer in answers(ledger, slug_of(stream), Times()):
            for entry in QUESTIONS_ASKED[name].told(answer).entries:
                yield from (f"{name}: {each}" for each in (entry.line, *_notes(entry.notes)))


def _notes(notes: object) -> Iterator[str]:
    assert isinstance(notes, tuple)
    yield from (each.text for each in notes)


@cache
def pools(path: Path) -> frozenset[str]:
    """The pools that a file registers: their names stand as they are."""
    found = (each.fields.get("pools") for each in drafts_in(path))
    return frozenset(name for each in found if isinstance(each, dict) for name in each)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_line_has_doubled_marks_words_of_the_catalogue_or_a_name_twice(path: Path) -> None:
    for line in lines(path):
        bare = QUOTED.sub("“x”", line)
        if line.startswith(("dates:", "table:")):
            bare = re.sub(r" +", " ", bare)  # these have columns
        for pool in pools(path):
            bare = bare.replace(pool, "pool")
        assert not DOUBLED.search(bare), line
        assert not CATALOGUE.search(bare), line
        twice = TWICE.search(bare)
        # Of several who speak, each name says whose words come.
        assert twice is None or " and " in bare[: twice.end()], line
        cites = re.fullmatch(r"story: (?:v\d+(?:, )?)+", bare)
        assert cites or not STEP_AS_WORD.search(bare), line
