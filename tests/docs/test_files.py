"""The limits that docs/files.md states are those of the code."""

import re
from pathlib import Path

from parley.cli import incoming
from parley.drafting.files import csv_trees, documents

PAGE = Path(__file__).parents[2] / "docs" / "files.md"


def test_every_limit_is_stated_as_it_is() -> None:
    rows = re.findall(r"^\| .* \| (\d+) \| .* \| `(\w+)` \|$", PAGE.read_text("utf-8"), re.M)
    limits = {
        name: value
        for module in (incoming, documents, csv_trees)
        for name, value in vars(module).items()
        if name.endswith("_MAX") and not name.startswith("_") and name != "INTEGER_MAX"
    }
    assert {name: int(value) for value, name in rows} == limits
