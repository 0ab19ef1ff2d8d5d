"""Commands as a person types them: whole processes, with their start, time and memory."""

import os
import resource
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

import msgspec

__all__ = ["Spent", "in_turn_as_commands", "parley", "python", "run"]


class Spent(msgspec.Struct, frozen=True):
    """Seconds of one process, on the clock and of the processor."""

    wall: float
    busy: float


def parley(*arguments: str) -> list[str]:
    """The command as it is installed here."""
    return [str(Path(sys.executable).parent / "parley"), *arguments]


def python(code: str) -> list[str]:
    """An interpreter of this environment at this code."""
    return [sys.executable, "-c", code]


def run(command: Sequence[str]) -> Spent:
    """Run it, without what it prints. Raises CalledProcessError where it fails."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), perf_counter()
    environment = {**os.environ, "NO_COLOR": "1", "PARLEY_NO_INPUT": "1"}
    with open(os.devnull, "r+b") as nothing:  # noqa: PTH123 - a device
        subprocess.run(  # noqa: S603 - commands of ours
            command, check=True, env=environment, stdin=nothing, stdout=nothing, stderr=nothing
        )
    wall, after = perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    busy = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Spent(wall, busy)


def in_turn_as_commands(commands: Mapping[str, Sequence[str]], rounds: int) -> dict[str, Spent]:
    """The medians of each, run in turn, after one round to warm up."""
    spent: dict[str, list[Spent]] = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name, command in commands.items():
            one = run(command)
            if number:
                spent[name].append(one)
    return {
        name: Spent(median(each.wall for each in all_), median(each.busy for each in all_))
        for name, all_ in spent.items()
    }
