"""What is frozen with 0.2.0 stays as it is: a machine holds it, and says what to do instead."""

import difflib

import pytest

from parley.negotiation.rules import RULES
from parley.negotiation.upcasts import TYPE_VERSIONS
from tests.frozen import FROZEN, frozen

INSTEAD = """
This was frozen with 0.2.0, and records for ever hang on it (docs/frozen.md). A member, a word or a
rule of shape: a new type_version with its upcast and a golden entry. A row, a guard or a case of
one: rules/v2.py beside rules/v1. Both: a line in CHANGELOG.md. Where only remarks or lines of the
code have moved, or when all that is done: python -m tests.frozen
"""


def test_what_is_frozen_is_as_it_was() -> None:
    was, now = FROZEN.read_text("utf-8"), frozen()
    lines = difflib.unified_diff(was.splitlines(), now.splitlines(), n=1, lineterm="")
    assert was == now, "\n".join((*lines, INSTEAD))


def test_a_change_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    before = frozen()
    monkeypatch.setitem(TYPE_VERSIONS, "DealBroken", 2)
    assert '"25 DealBroken version 2"' in frozen()
    monkeypatch.undo()
    monkeypatch.setattr(RULES[1], "rows", RULES[1].rows[1:])
    after = frozen()
    assert after != before
    assert after.splitlines()[1] != before.splitlines()[1]
    assert len(after) < len(before)
