"""Faults planted by machine in what hashes and answers stand on: ``python -m tests.mutate``, or
`make mutate`.

Each operator, number and decorator of a module is changed in turn, and the tests that are named for
it must fail. What survives all the same changes nothing that anybody could see, and says why in
tests/mutants.toml; anything else that survives is a hole in the tests, and ends this with 1.
Annotations are left alone: hardly a change of one can even be loaded.
"""

import argparse
import ast
import difflib
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import cosmic_ray.ast
import cosmic_ray.plugins
import msgspec
from cosmic_ray.mutating import mutate_code
from msgspec import Struct

ROOT = Path(__file__).resolve().parent.parent
EXPLAINED = ROOT / "tests" / "mutants.toml"
RUNS = ROOT / "tests" / "mutant_runs.py"
COPIED = ("answers", "cli", "docs", "drafting", "events", "examples", "negotiation", "tests", "web")
_ASKED = ("negotiation/test_guards.py", "negotiation/test_rules_v1.py")
_ROWS = (*_ASKED, "negotiation/test_states.py")
TESTS = {
    "events/canonical.py": ("events/test_canonical.py",),
    "events/statement.py": ("events/test_statement.py", "events/test_golden.py"),
    "events/record.py": ("events/test_record.py", "events/test_golden.py"),
    "events/merkle.py": ("events/test_merkle.py",),
    "negotiation/states.py": ("negotiation/test_states.py", "negotiation/test_rules_v1.py"),
    "negotiation/account.py": ("negotiation/test_account.py", "negotiation/test_judge.py"),
    "negotiation/published.py": ("negotiation/test_account.py", "answers/test_published.py"),
    "negotiation/judge.py": (
        *("negotiation/test_judge.py", "negotiation/test_politics.py"),
        *("negotiation/test_naming.py", "negotiation/test_extending.py"),
    ),
    "negotiation/rules/rulebook.py": _ROWS,
    "negotiation/rules/v1/__init__.py": _ROWS,
    "negotiation/rules/v1/deals.py": _ASKED,
    "negotiation/rules/v1/everywhere.py": _ASKED,
    "negotiation/rules/v1/offers.py": _ASKED,
    "negotiation/rules/v1/refusing.py": _ASKED,
    "negotiation/rules/v1/talks.py": _ASKED,
    "negotiation/rules/v1/voices.py": _ASKED,
}
"""Module -> the files of tests that must catch whatever is changed in it, the quickest first."""


class Change(Struct, frozen=True, order=True):
    """A line of a module as it was, and as it was changed, without the indentation."""

    module: str
    was: str
    became: str


class Explained(Struct, frozen=True, forbid_unknown_fields=True):
    """A change that no test can see, and why."""

    module: str
    was: str
    became: str
    why: str

    @property
    def change(self) -> Change:
        return Change(self.module, self.was, self.became)


class Spot(Struct, frozen=True):
    """A place where an operator of cosmic-ray changes something."""

    operator: str
    occurrence: int

    @property
    def kind(self) -> str:
        """What is changed: a comparison, a number, a loop."""
        return self.operator.partition("_")[0]


class Score(Struct, frozen=True):
    """What became of the changes of one module."""

    module: str
    changes: int
    """How many there are; `tried` are all of them, or a sample."""
    tried: tuple[Change, ...]
    survived: tuple[Change, ...]


def mutate(module: str, place: Path, share: float, seed: int) -> Score:
    """Change `module` in a copy of this checkout, again and again, and run its tests."""
    source = (ROOT / module).read_text(encoding="utf-8")
    every = list(spots(source))
    chosen = sampled(every, share, f"{seed} {module}")
    sources = [_changed(source, each) for each in chosen]
    tried = tuple(_change(module, source, made) for made in sources)
    _copy(place)
    tests = [f"tests/{name}" for name in TESTS[module]]
    asked = {"module": module, "tests": tests, "sources": sources}
    environment = {
        name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
    }
    done = subprocess.run(
        [sys.executable, "-P", str(RUNS)],
        cwd=place,
        input=json.dumps(asked),
        stdout=subprocess.PIPE,
        env=environment,
        text=True,
        check=False,
    )
    outcomes = done.stdout.split()
    if done.returncode or len(outcomes) != len(tried):
        raise SystemExit(f"{module}: not every change was tried")
    outcome = zip(tried, outcomes, strict=True)
    return Score(
        module, len(every), tried, tuple(sorted(c for c, told in outcome if told == "survived"))
    )


def spots(source: str) -> Iterator[Spot]:
    """Every place outside the annotations of a module where something can be changed."""
    nodes = list(cosmic_ray.ast.ast_nodes(cosmic_ray.ast.get_ast(source)))
    annotations = list(_annotations(ast.parse(source)))
    for name in cosmic_ray.plugins.operator_names():
        kind = cosmic_ray.plugins.get_operator(name)
        if kind.arguments():
            continue
        operator = kind()
        places = [place for node in nodes for place in operator.mutation_positions(node)]
        for occurrence, (start, end) in enumerate(places):
            if not any(first <= start and end <= last for first, last in annotations):
                yield Spot(name, occurrence)


def _changed(source: str, spot: Spot) -> str:
    operator = cosmic_ray.plugins.get_operator(spot.operator)()
    made: str = mutate_code(source, operator, spot.occurrence)
    return made


Place = tuple[int, int]


def _annotations(tree: ast.AST) -> Iterator[tuple[Place, Place]]:
    """From where to where a module's annotations go."""
    for node in ast.walk(tree):
        for member in ("annotation", "returns"):
            found = getattr(node, member, None)
            if isinstance(found, ast.expr):
                last = (found.end_lineno or found.lineno, found.end_col_offset or 0)
                yield (found.lineno, found.col_offset), last


def sampled(every: Sequence[Spot], share: float, seed: str) -> list[Spot]:
    """A share of the changes of each kind, one at least of every kind that there is."""
    chosen: list[Spot] = []
    for kind in sorted({each.kind for each in every}):
        alike = [each for each in every if each.kind == kind]
        chance = random.Random(f"{seed} {kind}")  # noqa: S311 - no secret
        chosen += chance.sample(alike, max(1, round(len(alike) * share)))
    return chosen


def _copy(place: Path) -> None:
    """A test run that is cut off would leave a fault behind: so none is planted in the checkout."""
    for name in COPIED:
        shutil.copytree(ROOT / name, place / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "parley", place / "parley", symlinks=True)
    shutil.copy(ROOT / "pyproject.toml", place)


def _change(module: str, source: str, made: str) -> Change:
    body = list(difflib.unified_diff(source.split("\n"), made.split("\n"), n=0, lineterm=""))[2:]
    was = " ".join(line[1:].strip() for line in body if line.startswith("-"))
    became = " ".join(line[1:].strip() for line in body if line.startswith("+"))
    if not became:  # what was taken away says too little by itself
        gone = [line[1:] for line in body if line.startswith("-")]
        after = source.split("\n")[
            source[: source.index("\n".join(gone))].count("\n") + len(gone) :
        ]
        was = f"{was} {after[0].strip()}"
    return Change(module, was, became)


def explained(modules: Iterable[str]) -> dict[Change, str]:
    """What tests/mutants.toml says of changes of these modules that no test can see."""
    known = tomllib.loads(EXPLAINED.read_text(encoding="utf-8"))["unseen"]
    entries = msgspec.convert(known, list[Explained])
    return {each.change: each.why for each in entries if each.module in set(modules)}


def report(scores: Sequence[Score], known: dict[Change, str]) -> bool:
    """Print the table, and each change that is a hole or is explained in vain; whether none is."""
    _print(f"{'module':34}{'changes':>9}{'tried':>7}{'caught':>8}{'explained':>11}{'holes':>7}")
    survived = [change for score in scores for change in score.survived]
    holes = [change for change in survived if change not in known]
    for score in scores:
        found = sum(change in holes for change in score.survived)
        tried = len(score.tried)
        caught, rest = tried - len(score.survived), len(score.survived) - found
        counts = f"{score.changes:>9}{tried:>7}{caught:>8}{rest:>11}{found:>7}"
        _print(f"{score.module:34}{counts}")
    for hole in holes:
        _print(f"\nno test fails: {hole.module}\n-{hole.was}\n+{hole.became}")
    everything = all(len(score.tried) == score.changes for score in scores)
    tried_all = {change for score in scores for change in score.tried}
    vain = sorted((set(known) if everything else set(known) & tried_all) - set(survived))
    for change in vain:
        _print(f"\nexplained and caught: {change.module}\n-{change.was}\n+{change.became}")
    return not holes and not vain


def _print(text: str) -> None:
    sys.stdout.write(f"{text}\n")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("modules", nargs="*", choices=[[], *TESTS], default=[])
    parser.add_argument("--share", type=float, default=1.0, help="of each kind of change; 1 = all")
    parser.add_argument("--seed", type=int, default=9, help="chooses the sample")
    asked = parser.parse_args()
    modules = asked.modules or list(TESTS)
    scores = []
    for module in modules:
        with tempfile.TemporaryDirectory(prefix="mutate-") as place:
            scores.append(mutate(module, Path(place), asked.share, asked.seed))
    return 0 if report(scores, explained(modules)) else 1


if __name__ == "__main__":
    sys.exit(main())
