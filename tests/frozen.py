"""What is frozen with 0.2.0, as one file: ``python -m tests.frozen`` writes it again.

Every step type with its members, rules 1 with their rows, guards and cases. A test holds the code
to the file, so that nobody changes by the way what records for ever hang on (docs/frozen.md).
"""

import ast
import hashlib
import importlib
import inspect
import json
import pkgutil
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FunctionType, ModuleType

import msgspec

from parley.answers.words.refusals import CASES
from parley.negotiation.codec import ENTRIES
from parley.negotiation.rules import RULES, v1
from parley.negotiation.states import Guard, Row
from parley.negotiation.steps import CATALOGUE, Step
from parley.negotiation.upcasts import TYPE_VERSIONS, UPCASTS
from tests.meanings import structs_of

__all__ = ["FROZEN", "frozen"]

FROZEN = Path(__file__).parent / "negotiation" / "frozen.json"
_WORDS = frozenset({"description", "examples", "title"})
"""What a schema says to people: it may be said better at any time."""


def frozen() -> str:
    """Return the file as the code would have it, with a digest of all of it in its first line."""
    parts = {"types": _types(), "upcasts": _upcasts(), "rules": {"1": _rules()}}
    digest = hashlib.sha256(_text(parts).encode()).hexdigest()
    return _text({"digest": digest, **parts}) + "\n"


def _text(parts: object) -> str:
    return json.dumps(parts, indent=1, ensure_ascii=False)


def _types() -> dict[str, object]:
    """Each type with its number and version, and the members of all that it holds, a line each."""
    kinds = structs_of(ENTRIES.values())
    _, shapes = msgspec.json.schema_components([*kinds.values(), Step], ref_template="{name}")
    common = _members(shapes["Step"])
    members: dict[str, object] = {}
    for name in sorted({*kinds, "Step"}):
        own = _members(shapes[name])
        if name in CATALOGUE:
            own = {each: said for each, said in own.items() if common.get(each) != said}
        asked = vars(kinds[name]).get("__post_init__") if name in kinds else None
        members[name] = own if asked is None else {**own, "__post_init__": _digest(asked)}
    entries = [
        f"{CATALOGUE[name].number if name in CATALOGUE else 0} {name} version {TYPE_VERSIONS[name]}"
        for name in ENTRIES
    ]
    return {"entries": entries, "members": members}


def _members(shape: dict[str, object]) -> dict[str, str]:
    """Member -> what it takes, and whether it has to be there."""
    properties, required = shape["properties"], shape.get("required", [])
    assert isinstance(properties, dict)
    assert isinstance(required, list)
    return {
        name: ("required " if name in required else "") + json.dumps(_bare(said))
        for name, said in properties.items()
    }


def _bare(part: object) -> object:
    """A schema without its words for people."""
    if isinstance(part, list):
        return [_bare(each) for each in part]
    if not isinstance(part, dict):
        return part
    return {name: _bare(value) for name, value in part.items() if name not in _WORDS}


def _upcasts() -> list[str]:
    return [f"{name} {version}" for name, version in UPCASTS]


def _rules() -> dict[str, object]:
    rules = RULES[1]
    guards = {*rules.everywhere, *(guard for row in rules.rows for guard in row.guards)}
    return {
        "everywhere": [each.__name__ for each in rules.everywhere],
        "rows": [_row(each) for each in rules.rows],
        "cases": {
            each.__name__: sorted(set(_cases(each)))
            for each in sorted(guards, key=lambda each: each.__name__)
        },
        "modules": {each.__name__.rpartition(".")[2]: _digest(each) for each in _modules()},
    }


def _row(row: Row) -> str:
    sources = " ".join(each.value for each in row.sources)
    chosen = "".join(f" if {each.__name__}" for each in row.when)
    asked = " ".join(each.__name__ for each in row.guards)
    return f"{row.type}: {sources} -> {row.to.value if row.to else 'same'}{chosen}: {asked}"


def _cases(guard: Guard) -> Iterator[str]:
    """The cases that a guard, or what it calls of its own module, names."""
    module = inspect.getmodule(guard)
    assert module is not None
    seen: set[str] = set()
    waiting = [guard.__name__]
    while waiting:
        name = waiting.pop()
        function = getattr(module, name, None)
        if name in seen or not inspect.isfunction(function):
            continue
        seen.add(name)
        for node in ast.walk(ast.parse(inspect.getsource(function))):
            if isinstance(node, ast.Name) and node.id not in _guards():
                waiting.append(node.id)
            elif isinstance(node, ast.Constant) and node.value in CASES:
                yield str(node.value)
            elif isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                start = str(node.values[0].value)
                yield from (case for case in CASES if case.startswith(start))


def _guards() -> set[str]:
    """The names of all guards: one that asks another one refuses by its own name."""
    rows = RULES[1].rows
    return {guard.__name__ for row in rows for guard in row.guards}


def _modules() -> Iterator[ModuleType]:
    yield v1
    for found in sorted(pkgutil.iter_modules(v1.__path__), key=lambda each: each.name):
        yield importlib.import_module(f"{v1.__name__}.{found.name}")


def _digest(code: ModuleType | FunctionType) -> str:
    """A digest of lines of code, but for empty ones and remarks."""
    lines = [line.strip() for line in inspect.getsource(code).splitlines()]
    kept = "\n".join(line for line in lines if line and not line.startswith("#"))
    return hashlib.sha256(kept.encode()).hexdigest()


if __name__ == "__main__":
    FROZEN.write_text(frozen(), encoding="utf-8")
    sys.stdout.write(f"written: {FROZEN.name}; its difference is a change of what was frozen\n")
