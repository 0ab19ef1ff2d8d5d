"""Commands as a person types them: whole processes, with their start, time and memory."""

import os
import resource
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter, sleep

import msgspec

__all__ = ["Spent", "in_turn_as_commands", "parley", "peak_memory", "python", "run"]

LOOK_SECONDS = 0.02


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


def peak_memory(command: Sequence[str]) -> float:
    """The most megabytes that it and the processes it starts hold at one moment, as Linux tells.

    Raises CalledProcessError where it fails.
    """
    nothing, most = subprocess.DEVNULL, 0
    with subprocess.Popen(  # noqa: S603 - commands of ours
        command, stdin=nothing, stdout=nothing, stderr=nothing
    ) as process:
        while process.poll() is None:
            most = max(most, sum(map(_held, _family(process.pid))))
            sleep(LOOK_SECONDS)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return most / 1e6


def _family(number: int) -> list[int]:
    """A process and those that it started, and theirs."""
    try:
        told = Path(f"/proc/{number}/task/{number}/children").read_text(encoding="ascii")
    except OSError:  # it has ended meanwhile
        return [number]
    return [number, *(each for child in told.split() for each in _family(int(child)))]


def _held(number: int) -> int:
    """Bytes in memory; none of a process that has ended."""
    try:
        pages = Path(f"/proc/{number}/statm").read_text(encoding="ascii").split()[1]
    except OSError:
        return 0
    return int(pages) * resource.getpagesize()


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
