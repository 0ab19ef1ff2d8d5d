"""The command `info`: everything about this installation that an answer may depend on.

A person who asks for help, and one who wonders why another ledger was opened, need the same page.
"""

import functools
import platform
import sqlite3
from importlib import metadata
from pathlib import Path
from typing import Final

import click
from msgspec import Struct

from parley.answers.failing import mask_passwords
from parley.answers.forms import Card, Column, Columns, plain_text
from parley.answers.language import marked, say
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


_PLACES: Final = {
    "folder_config": marked("this folder's config"),
    "user_config": marked("your config"),
    "data": marked("data folder"),
    "state": marked("state folder"),
    "use": marked("kept by use"),
}


class SettingShown(Struct, frozen=True):
    """A setting, and where it was said."""

    value: str
    origin: str


class Place(Struct, frozen=True):
    """Where something lies, or would."""

    path: str
    found: bool


class InstallationAnswer(Struct, frozen=True, kw_only=True):
    """What the command answers with --json."""

    version: str
    python: str
    sqlite: str
    platform: str
    database_found: bool | None
    settings: dict[str, SettingShown | None]
    paths: dict[str, Place]
    libraries: dict[str, str]


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
    answer = InstallationAnswer(
        version=metadata.version("parley-ledger"),
        python=platform.python_version(),
        sqlite=sqlite3.sqlite_version,
        platform=platform.platform(),
        database_found=_is_there(app.settings.db.value),
        settings={
            key: None
            if setting is None
            else SettingShown(mask_passwords(setting.value), setting.origin)
            for key, setting in settings.items()
        },
        paths={
            "folder_config": _place(paths.folder_config),
            "user_config": _place(paths.user_config),
            "data": _place(paths.data),
            "state": _place(paths.state),
            "use": _place(paths.use_file),
        },
        libraries={name: metadata.version(name) for name in _LIBRARIES},
    )
    columns: Columns[InstallationAnswer] = [
        Column("version", "parley"),
        Column("python", "Python"),
        Column("sqlite", "SQLite"),
        Column("platform", "platform"),
        *(
            Column(f"settings.{key}", key, functools.partial(_setting_line, key))
            for key in settings
        ),
        Column("database_found", "ledger there", _found_line),
        *(
            Column(f"paths.{key}", say(title), functools.partial(_place_line, key))
            for key, title in _PLACES.items()
        ),
        *(Column[InstallationAnswer](f"libraries.{name}", name) for name in _LIBRARIES),
    ]
    app.write(Card(answer, columns))


def _is_there(db: str) -> bool | None:
    """Return whether the file is there; None for an address, which would have to be asked."""
    return None if "://" in db else Path(db).is_file()


def _found_line(answer: InstallationAnswer) -> str:
    return say("not asked") if answer.database_found is None else plain_text(answer.database_found)


def _place(path: Path) -> Place:
    return Place(str(path), path.exists())


def _place_line(key: str, answer: InstallationAnswer) -> str:
    place = answer.paths[key]
    return f"{place.path}{'' if place.found else ' (not there)'}"


def _setting_line(key: str, answer: InstallationAnswer) -> str:
    setting = answer.settings[key]
    return say("not set") if setting is None else f"{setting.value} ({setting.origin})"
