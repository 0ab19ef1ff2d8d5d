"""What `gather` fills is checked by mypy, which a plugin of ours tells what each call must give."""

import tomllib
from pathlib import Path

import pytest
from mypy import api

ROOT = Path(__file__).parents[1]
PROGRAM = """
from msgspec import Struct
from parley.negotiation.views.gathering import gather

class Row(Struct):
    step: int
    note: str | None

class Line(Struct, kw_only=True):
    step: int
    note: str
    kind: str
    more: int = 0

row = Row(1, None)
"""
CALLS = {
    'gather(Line, row, note="said", kind="offer")': "",
    'gather(Line, row, note="said", kind="offer", more=2)': "",
    'gather(Line, row, note="said")': 'Missing named argument "kind"',
    'gather(Line, row, note="said", kind="offer", mroe=2)': 'keyword argument "mroe"',
    'gather(Line, row, note="said", kind=3)': 'Argument "kind" to "gather" has incompatible',
    'gather(Line, row, kind="offer")': '"note" is given as str | None, and is str',
    'gather(Line, row, kind="offer", knid="x", **{"note": "said"})': '"knid" is no member',
}


@pytest.mark.slow  # it loads what mypy knows of the whole tree
def test_mypy_sees_a_member_that_is_missing_misspelt_or_of_another_type(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(PROGRAM + "\n".join(CALLS), "utf-8")
    ours = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["mypy"]
    config = tmp_path / "mypy.ini"
    flags = "\n".join(f"{name} = true" for name, value in ours.items() if value is True)
    plugins = ",".join(str(ROOT / each) for each in ours["plugins"])
    config.write_text(f"[mypy]\n{flags}\nplugins = {plugins}\nmypy_path = {ROOT}\n", "utf-8")
    out, err, _ = api.run([f"--config-file={config}", "--no-incremental", str(program)])
    assert not err, err
    first = PROGRAM.count("\n") + 1
    said = dict.fromkeys(range(first, first + len(CALLS)), "")
    for each in out.splitlines():
        if each.startswith(str(program)) and " error: " in each:
            said[int(each.split(":")[1])] += each
    for line, (call, complaint) in enumerate(CALLS.items(), first):
        assert bool(said[line]) == bool(complaint), (call, said[line])
        assert complaint in said[line]
