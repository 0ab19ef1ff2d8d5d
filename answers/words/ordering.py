"""Steps whose order their dates leave open, said once for each group that stands together."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

from parley.answers.language import say
from parley.answers.words import wording

__all__ = ["groups_of", "order_open"]


class _Placed(Protocol):
    @property
    def version(self) -> int: ...

    @property
    def undetermined(self) -> Sequence[int]: ...


_P = TypeVar("_P", bound=_Placed)


def groups_of(items: Iterable[_P]) -> Iterator[list[_P]]:
    """Yield the items in runs of which each leaves its order open with the one before; each run as
    soon as the next one begins."""
    run: list[_P] = []
    for item in items:
        if run and run[-1].version not in item.undetermined:
            yield run
            run = []
        run.append(item)
    if run:
        yield run


def order_open(run: Sequence[_Placed]) -> str:
    """Return that the order in a run is not determined; nothing of a single step."""
    if len(run) < 2:
        return ""
    versions = [each.version for each in run]
    return say("order of {steps} not determined", steps=wording.steps(versions))
