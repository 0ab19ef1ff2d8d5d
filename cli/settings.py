"""What holds in this run, and where each setting was made.

A person who gets an answer they did not expect must be able to ask why: every setting knows its
origin, and `parley info` prints it. The first of these that says something wins:

    flag > environment (PARLEY_DB …) > ./parley.toml > user config > default

Two settings have one more place. `db`: a ./parley.db that is there goes before the user config,
because what lies in this folder was put here on purpose; the default is parley.db in the data
folder. `negotiation`: the last `parley use` on this database goes before ./parley.toml, because
it was typed later.
"""

import getpass
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import msgspec

from parley.answers.failing import mask_passwords
from parley.cli.config import (
    KEYS,
    check_setting,
    locate_database,
    read_config,
    read_used,
)
from parley.cli.paths import Paths

_ZONE_FOLDER: Final = "zoneinfo/"


class Setting(msgspec.Struct, frozen=True):
    """A value and where it was made: a flag, a variable, a file or a default."""

    value: str
    origin: str


class Settings(msgspec.Struct, frozen=True):
    """All settings of one run; None where none was made. `db` is a URL or an absolute path."""

    db: Setting
    negotiation: Setting | None
    recorder: Setting | None
    zone: Setting
    color: Setting
    language: Setting | None

    def by_key(self) -> dict[str, Setting | None]:
        """Return the settings by their names, in the order of KEYS."""
        return {key: getattr(self, key) for key in KEYS}


_Layer = Mapping[str, Setting]


def resolve_settings(
    given: Mapping[str, str], environment: Mapping[str, str], paths: Paths
) -> Settings:
    """Return the settings that hold; `given` are those on the command line, by their names.

    Raises Failure (usage) for a bad value or a bad config file.
    """
    flags, variables, folder, user = _layers(given, environment, paths)
    db = _first((flags, variables, folder, _lying_here(paths), user), "db") or Setting(
        str(paths.data / "parley.db"), "default"
    )
    used = read_used(paths).get(mask_passwords(db.value))
    use: _Layer = {"negotiation": Setting(used, "parley use")} if used else {}
    layers = (flags, variables, use, folder, user)
    return Settings(
        db=db,
        negotiation=_first(layers, "negotiation"),
        recorder=_first(layers, "recorder") or _login_name(),
        zone=_first(layers, "zone") or _machine_zone(environment),
        color=_first(layers, "color") or Setting("auto", "default"),
        language=_first(layers, "language"),
    )


def resolve_language(
    given: Mapping[str, str], environment: Mapping[str, str], paths: Paths
) -> Setting | None:
    """Return the language that was chosen, before anything else is worked out; None where none was.

    The locale of the machine is not asked: the same line says the same on every machine.
    Raises Failure (usage) for a bad value or a bad config file.
    """
    return _first(_layers(given, environment, paths), "language")


def _layers(
    given: Mapping[str, str], environment: Mapping[str, str], paths: Paths
) -> tuple[_Layer, ...]:
    """Return what is said by flags, variables, the folder's config and the user's."""
    flags = _checked({key: (value, f"--{key}") for key, value in given.items()}, paths)
    names = {key: f"PARLEY_{key.upper()}" for key in KEYS}
    variables = _checked(
        {key: (environment[name], name) for key, name in names.items() if environment.get(name)},
        paths,
    )
    folder = _from_file(paths.folder_config, "./parley.toml")
    return flags, variables, folder, _from_file(paths.user_config, str(paths.user_config))


def _checked(found: Mapping[str, tuple[str, str]], paths: Paths) -> _Layer:
    layer: dict[str, Setting] = {}
    for key, (text, origin) in found.items():
        value = check_setting(key, text, origin)
        layer[key] = Setting(locate_database(value, paths.here) if key == "db" else value, origin)
    return layer


def _from_file(path: Path, origin: str) -> _Layer:
    return {key: Setting(value, origin) for key, value in read_config(path).items()}


def _lying_here(paths: Paths) -> _Layer:
    found = paths.here / "parley.db"
    return {"db": Setting(str(found.resolve()), "./parley.db")} if found.is_file() else {}


def _first(layers: Sequence[_Layer], key: str) -> Setting | None:
    return next((layer[key] for layer in layers if key in layer), None)


def _login_name() -> Setting | None:
    try:
        return Setting(getpass.getuser(), "login name")
    except (KeyError, OSError):
        # A container may run under a number that has no name.
        return None


def _machine_zone(environment: Mapping[str, str]) -> Setting:
    """Return the machine's zone by its name, UTC when it has none that other machines know."""
    named = environment.get("TZ", "").lstrip(":")
    origin = "TZ"
    if not named:
        link = str(Path("/etc/localtime").resolve())
        named, origin = link.partition(_ZONE_FOLDER)[2], "the machine"
    import zoneinfo

    try:
        return Setting(zoneinfo.ZoneInfo(named).key, origin)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return Setting("UTC", "default")
