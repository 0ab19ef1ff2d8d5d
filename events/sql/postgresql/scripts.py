"""Statements that take no parameters, and may hold names that people gave."""

from sqlalchemy import Connection

__all__ = ["run_script"]


def run_script(connection: Connection, statements: str) -> None:
    """Run statements without parameters in one round trip; a % in them is a %."""
    connection.exec_driver_sql(statements, execution_options={"no_parameters": True})
