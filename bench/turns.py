"""Sides in turn: what is compared is run slice by slice beside the other, in one process.

A machine is never as quiet as it looks: figures of two runs minutes apart differ by up to two. Of
two sides that took turns, the ratio stands.
"""

import gc
from collections.abc import Callable, Mapping
from statistics import median
from time import perf_counter, process_time

import msgspec

from bench.machine import percentile

__all__ = ["Side", "Taken", "in_turn", "once"]

Side = Callable[[int], object]
"""Does its work so many times."""


class Taken(msgspec.Struct, frozen=True):
    """Seconds that one piece of work took: on the clock, and of the processor; one each slice."""

    wall: list[float]
    processor: list[float]

    @property
    def seconds(self) -> float:
        """The median on the clock."""
        return median(self.wall)

    @property
    def busy(self) -> float:
        """The median of the processor."""
        return median(self.processor)

    def slowest(self, percent: int) -> float:
        """What so many percent of the slices did not exceed, on the clock."""
        return percentile(self.wall, percent)


def in_turn(sides: Mapping[str, Side], *, each: int, rounds: int) -> dict[str, Taken]:
    """Let each side do `each` pieces of work in turn, `rounds` times after one to warm up."""
    taken = {name: Taken([], []) for name in sides}
    for number in range(rounds + 1):
        for name, work in sides.items():
            gc.collect()
            began, busy = perf_counter(), process_time()
            work(each)
            spent, used = perf_counter() - began, process_time() - busy
            if number:
                taken[name].wall.append(spent / each)
                taken[name].processor.append(used / each)
    return taken


def once(work: Callable[[], object]) -> Taken:
    """One run of something long."""
    began, busy = perf_counter(), process_time()
    work()
    return Taken([perf_counter() - began], [process_time() - busy])
