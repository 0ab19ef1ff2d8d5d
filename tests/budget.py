"""What the tests cost: ``python -m tests.budget [FOLDER]``, `make budget`, as a Markdown table.

Seconds of processor time, those of every child with them: the time on the clock depends on what
else the machine does, this hardly. Each folder of tests (with FOLDER, each file in it) is a run of
its own, without the slow marks; half a second to three of each is pytest itself.
"""

import argparse
import resource
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def parts(folder: Path) -> list[tuple[str, list[Path]]]:
    """What is run at once, with its name: the files of a folder, or its folders and the rest."""
    files = sorted(folder.glob("test_*.py"))
    if folder.name != "tests":
        return [(each.name, [each]) for each in files]
    below = sorted(each for each in folder.iterdir() if any(each.glob("test_*.py")))
    return [*((f"{each.name}/", [each]) for each in below), ("the rest", files)]


def measure(paths: list[Path]) -> tuple[float, bool]:
    """The seconds of processor time that the tests took, and whether they passed."""
    command = [sys.executable, "-m", "pytest", "-n", "0", "-q", "-m", "not slow"]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([*command, *map(str, paths)], cwd=ROOT, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return spent, done.returncode in (0, 5)  # 5: every test of it is slow


def main() -> int:
    """Print the table; 1 where a test failed, for then it says little."""
    parser = argparse.ArgumentParser(prog="python -m tests.budget")
    parser.add_argument("folder", nargs="?", default="tests", help="for example tests/events")
    sys.stdout.write("| tests | seconds |\n| --- | ---: |\n")
    total, passed = 0.0, True
    for name, paths in parts(ROOT / parser.parse_args().folder):
        spent, fine = measure(paths)
        sys.stdout.write(f"| {name} | {spent:.0f}{'' if fine else ', failed'} |\n")
        sys.stdout.flush()
        total, passed = total + spent, passed and fine
    sys.stdout.write(f"| all | {total:.0f} |\n")
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
