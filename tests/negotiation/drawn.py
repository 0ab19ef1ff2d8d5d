"""Histories that are drawn once and asked by every property.

To draw one is dearer than most of what is asked of it, because each draft is judged on the way. So
each kind is drawn once in a process, the same on every machine. `make search` draws new ones for
every example, and makes small what it finds.
"""

from collections.abc import Callable
from functools import cache
from typing import TypeVar

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

__all__ = ["drawn", "stock"]

T = TypeVar("T")
STOCK = 60


def drawn(kind: Callable[[], st.SearchStrategy[T]]) -> st.SearchStrategy[T]:
    """Those of `stock`; in the profile `search`, whatever `kind` can draw. They MUST be left as
    they are: the next property is asked of the same ones."""

    def chosen() -> st.SearchStrategy[T]:
        searching = settings.get_current_profile_name() == "search"
        return kind() if searching else st.sampled_from(stock(kind))

    return st.deferred(chosen)


@cache
def stock(kind: Callable[[], st.SearchStrategy[T]]) -> tuple[T, ...]:
    """STOCK histories of a kind, always the same."""
    found: list[T] = []

    @settings(
        max_examples=STOCK,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=[*HealthCheck],
    )
    @given(kind())
    def keep(one: T) -> None:
        found.append(one)

    keep()
    return tuple(found)
