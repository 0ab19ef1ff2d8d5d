"""The command `info`: everything about this installation that an answer may depend on.

A person who asks for help, and one who wonders why another ledger was opened, need the same page.
"""

import platform
import sqlite3
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path
from typing import Final

import click

from parley.answers.failing import mask_passwords
from parley.answers.forms import Card, Column, plain_text
from parley.cli.command import Command, output_options
from parley.cli.context import App

_LIBRARIES: Final = (
    "alembic",
    "click",
    "msgspec",
    "platformdirs",
    "pyyaml",
    "rich",
    "sqlalchemy",
    "transitions",
    "tzdata",
)


@click.command("info", cls=Command)
@output_options
@click.pass_obj
def info(app: App) -> None:
    """Show the version, every path and setting with its origin, and the libraries.

    This is what a report about an error needs. Passwords in database addresses are left out.

    \b
    Examples:
      parley info
      parley info --json
    """
    paths, settings = app.paths, app.settings.by_key()
    libraries = {name: metadata.version(name) for name in _LIBRARIES}
    value: dict[str, object] = {
        "version": metadata.version("parley-ledger"),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "platform": platform.platform(),
        "database_found": _is_there(app.settings.db.value),
        "settings": {
            key: {"value": mask_passwords(setting.value), "origin": setting.origin}
            if setting
            else None
            for key, setting in settings.items()
        },
        "paths": {
            "folder_config": _place(paths.folder_config),
            "user_config": _place(paths.user_config),
            "data": _place(paths.data),
            "state": _place(paths.state),
            "use": _place(paths.use_file),
        },
        "libraries": libraries,
    }
    columns = [
        Column("version", "parley"),
        Column("python", "Python"),
        Column("sqlite", "SQLite"),
        Column("platform", "platform"),
        *(Column(f"settings.{key}", key, _setting_line) for key in settings),
        Column("database_found", "ledger there", _found_line),
        Column("paths.folder_config", "this folder's config", _place_line),
        Column("paths.user_config", "your config", _place_line),
        Column("paths.data", "data folder", _place_line),
        Column("paths.state", "state folder", _place_line),
        Column("paths.use", "kept by use", _place_line),
        *(Column(f"libraries.{name}", name) for name in libraries),
    ]
    app.write(Card(value, columns))


def _is_there(db: str) -> bool | None:
    """Return whether the file is there; None for an address, which would have to be asked."""
    return None if "://" in db else Path(db).is_file()


def _found_line(found: object) -> str:
    return "not asked" if found is None else plain_text(found)


def _place(path: Path) -> dict[str, object]:
    return {"path": str(path), "found": path.exists()}


def _place_line(place: object) -> str:
    if not isinstance(place, Mapping):
        return ""
    return f"{place['path']}{'' if place['found'] else ' (not there)'}"


def _setting_line(setting: object) -> str:
    if not isinstance(setting, Mapping):
        return "not set"
    return f"{setting['value']} ({setting['origin']})"
