"""Statements that go to the server in one message: what takes no values, and what brings them
along, written out by the driver.

A server answers one message as fast as twenty, and to wait for each of twenty takes most of the
time of recording a step.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any

import psycopg
from psycopg.adapt import Transformer
from sqlalchemy import Connection

from parley.events.sql.composed import Values, failure

__all__ = ["run_script", "run_together"]

Given = tuple[str, Values]
"""A statement and its values, by their places (%s; a %% in it is a %)."""


def run_script(connection: Connection, statements: str) -> None:
    """Run statements without parameters in one round trip; a % in them is a %."""
    connection.exec_driver_sql(statements, execution_options={"no_parameters": True})


def run_together(
    connection: Connection, statements: Sequence[Given], *, first: str = ""
) -> list[list[tuple[Any, ...]]]:
    """Run ``first``, a script without parameters, and then statements, in one round trip; the rows
    that each statement answers, of those that answer any.

    The first that fails ends it, and is raised: those behind it are not run.
    """
    driver = connection.connection.driver_connection
    if not isinstance(driver, psycopg.Connection):
        raise TypeError(f"{driver!r} is no connection of psycopg")
    literal = Transformer(driver).as_literal
    parts = [first.encode()] if first else []
    for sql, values in statements:
        pieces = _pieces(sql)
        written = (b" " + literal(value) for value in values)
        parts.append(b"".join(chain(*zip(pieces, written, strict=False), pieces[-1:])))
    answers: list[list[tuple[Any, ...]]] = []
    try:
        cursor = driver.cursor()
        cursor.execute(b";\n".join(parts))
        answers.extend(_answered(cursor))
        cursor.close()
    except psycopg.Error as error:
        raise failure(connection, error) from error
    return answers


def _answered(cursor: psycopg.Cursor[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    while True:
        if cursor.description is not None:
            yield cursor.fetchall()
        if not cursor.nextset():
            return


@lru_cache(maxsize=512)
def _pieces(sql: str) -> tuple[bytes, ...]:
    """What stands before, between and behind the places of values."""
    return tuple(piece.replace("%%", "%").encode() for piece in sql.split("%s"))
