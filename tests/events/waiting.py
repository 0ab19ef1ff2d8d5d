"""Waiting for what happens, never for a time to pass."""

from collections.abc import Callable
from os import sched_yield
from time import monotonic

import psycopg

PATIENCE_SECONDS = 60.0  # then it never happens: a slow machine is not a fault, a stuck one is


def until(happened: Callable[[], bool]) -> None:
    """Look again and again."""
    give_up = monotonic() + PATIENCE_SECONDS
    while not happened():
        assert monotonic() < give_up, "it never happened"
        sched_yield()


def waiters(shell: psycopg.Connection) -> list[int]:
    """The server processes that wait for a lock."""
    rows = shell.execute("SELECT pid FROM pg_catalog.pg_locks WHERE NOT granted").fetchall()
    return [int(row[0]) for row in rows]
