"""Faults planted by machine in what hashes stand on: ``python -m tests.mutate``, `make mutate`.

Each operator, number and decorator of a module is changed in turn, and the tests that are named for
it must fail. What survives all the same changes nothing that anybody could see, and says why in
tests/mutants.toml; anything else that survives is a hole in the tests, and ends this with 1.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

ROOT = Path(__file__).resolve().parent.parent
EXPLAINED = ROOT / "tests" / "mutants.toml"
SECONDS_MAX = 60.0
"""How long the tests of one change may take; an endless loop counts as caught."""
TESTS = {
    "events/canonical.py": ("test_canonical.py",),
    "events/statement.py": ("test_statement.py", "test_golden.py"),
    "events/record.py": ("test_record.py", "test_golden.py"),
    "events/merkle.py": ("test_merkle.py",),
}
"""Module -> the files of tests/events that must catch whatever is changed in it."""


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


class Score(Struct, frozen=True):
    """What became of the changes of one module."""

    module: str
    changes: int
    survived: tuple[Change, ...]


def mutate(module: str, place: Path) -> Score:
    """Change `module` in a copy of this checkout, again and again, and run its tests."""
    _copy(place)
    config = place / "mutate.toml"
    session = place / "mutate.sqlite"
    tests = " ".join(f"tests/events/{name}" for name in TESTS[module])
    config.write_text(
        "[cosmic-ray]\n"
        f'module-path = "{module}"\n'
        f"timeout = {SECONDS_MAX}\n"
        "excluded-modules = []\n"
        f'test-command = "{sys.executable} -m pytest -n 0 -q -x -p no:cacheprovider {tests}"\n'
        '[cosmic-ray.distributor]\nname = "local"\n',
        encoding="utf-8",
    )
    for command in (
        ("baseline", str(config)),
        ("init", str(config), str(session)),
        ("exec", str(config), str(session)),
    ):
        _cosmic_ray(place, *command)
    lines = _cosmic_ray(place, "dump", str(session)).splitlines()
    results = [msgspec.json.decode(line)[1] for line in lines]
    survived = sorted(
        _change(module, each["diff"]) for each in results if each["test_outcome"] == "survived"
    )
    return Score(module, len(results), tuple(survived))


def _copy(place: Path) -> None:
    """A test run that is cut off would leave a fault behind: so none is planted in the checkout."""
    for name in ("events", "negotiation", "tests"):
        shutil.copytree(ROOT / name, place / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "parley", place / "parley", symlinks=True)
    shutil.copy(ROOT / "pyproject.toml", place)


def _cosmic_ray(place: Path, *arguments: str) -> str:
    command = [str(Path(sys.executable).with_name("cosmic-ray")), *arguments]
    done = subprocess.run(
        command, cwd=place, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    if done.returncode:
        raise SystemExit(f"cosmic-ray {arguments[0]} failed:\n{done.stdout[-4_000:]}")
    return done.stdout


def _change(module: str, diff: str) -> Change:
    body = [line for line in diff.splitlines() if not line.startswith(("---", "+++", "@@"))]
    was = " ".join(line[1:].strip() for line in body if line.startswith("-"))
    became = " ".join(line[1:].strip() for line in body if line.startswith("+"))
    return Change(module, was, became)


def explained(modules: Iterable[str]) -> dict[Change, str]:
    """What tests/mutants.toml says of changes of these modules that no test can see."""
    known = tomllib.loads(EXPLAINED.read_text(encoding="utf-8"))["unseen"]
    entries = msgspec.convert(known, list[Explained])
    return {each.change: each.why for each in entries if each.module in set(modules)}


def report(scores: Sequence[Score], known: dict[Change, str]) -> bool:
    """Print the table, and each change that is a hole or is explained in vain; whether none is."""
    _print(f"{'module':22}{'changes':>9}{'caught':>9}{'explained':>11}{'holes':>7}")
    survived = [change for score in scores for change in score.survived]
    holes = [change for change in survived if change not in known]
    for score in scores:
        found = sum(change in holes for change in score.survived)
        caught, rest = score.changes - len(score.survived), len(score.survived) - found
        _print(f"{score.module:22}{score.changes:>9}{caught:>9}{rest:>11}{found:>7}")
    for hole in holes:
        _print(f"\nno test fails: {hole.module}\n-{hole.was}\n+{hole.became}")
    vain = sorted(set(known) - set(survived))
    for change in vain:
        _print(f"\nexplained and caught: {change.module}\n-{change.was}\n+{change.became}")
    return not holes and not vain


def _print(text: str) -> None:
    sys.stdout.write(f"{text}\n")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("modules", nargs="*", choices=[[], *TESTS], default=[])
    modules = parser.parse_args().modules or list(TESTS)
    scores = []
    for module in modules:
        with tempfile.TemporaryDirectory(prefix="mutate-") as place:
            scores.append(mutate(module, Path(place)))
    return 0 if report(scores, explained(modules)) else 1


if __name__ == "__main__":
    sys.exit(main())
