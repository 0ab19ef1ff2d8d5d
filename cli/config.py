"""The files in which a person's choices are kept: config in TOML, what `use` remembers in JSON.

They are written by hand as often as by us, so reading is strict and names file and key, and
writing changes one line and leaves every other, comments too, as it was.
"""

import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import msgspec

from parley.answers.failing import Failure, Kind, mask_passwords, suggest
from parley.answers.language import list_languages, marked, say
from parley.answers.printing import printable
from parley.cli.commands import COLORS
from parley.cli.incoming import read_kept, read_own_file
from parley.cli.paths import Paths, write_file

KEYS: Final[Mapping[str, str]] = {
    "db": marked("the ledger: a path (SQLite), postgresql://… or https://… (a running service)"),
    "negotiation": marked("the negotiation that commands mean"),
    "recorder": marked("who records; it stands in every statement"),
    "zone": marked("the time zone of times given without one"),
    "color": marked("auto, always or never"),
    "language": marked("of what people read: en, or one that has a catalogue"),
}


def check_setting(key: str, value: str, origin: str) -> str:
    """Return the value as it is kept: NFC and without spaces around it, but a path as it is.

    Raises Failure (usage), naming the origin, when it cannot be a value of that setting.
    """
    from parley.negotiation.texts import is_blank

    if key != "db":
        value = unicodedata.normalize("NFC", value).strip()
    one_line = printable(value) == value and not {"\n", "\t"}.intersection(value)
    if is_blank(value) or not one_line or not is_text(value):
        detail = say("{origin}: {key} must be one line of text that is not empty", origin, key)
        raise Failure(
            Kind.USAGE, detail, hint=say("{key} is {meaning}", key, meaning=say(KEYS[key]))
        )
    if key == "color" and value not in COLORS:
        detail = say("{origin}: color cannot be “{value}”", origin, value)
        raise Failure(Kind.USAGE, detail, hint=say("color is {meaning}", meaning=say(KEYS[key])))
    if key == "language" and value not in list_languages():
        detail = say("{origin}: there is no catalogue of the language “{value}”", origin, value)
        hint = say("language is {known}", known=" or ".join(list_languages()))
        raise Failure(Kind.USAGE, detail, hint=hint)
    if key == "zone":
        _check_zone(value, origin)
    return value


def is_text(value: str) -> bool:
    """Whether the text can be written as UTF-8; bytes that are not come in as lone surrogates."""
    return not any("\ud800" <= sign <= "\udfff" for sign in value)


def locate_database(value: str, base: Path) -> str:
    """Return a URL as it is, a path as an absolute one; a relative path starts at `base`."""
    if "://" in value:
        return value
    try:
        return str((base / Path(value).expanduser()).resolve())
    except RuntimeError as error:
        raise Failure(Kind.USAGE, say("{value}: there is no such home folder", value)) from error


def is_service(place: str) -> bool:
    """Whether a place is the address of a running service."""
    return place.startswith(("https://", "http://"))


def read_config(path: Path) -> dict[str, str]:
    """Return the settings of one TOML file, empty when there is no such file.

    A path in it is made absolute from the file's own folder.
    Raises Failure (usage), naming file and key, for anything but known keys with good texts.
    """
    found: dict[str, str] = {}
    for key, value in _read_toml(path).items():
        if key not in KEYS:
            near = suggest(key, KEYS) or say("the settings are {keys}", keys=", ".join(KEYS))
            raise _bad_config(path, say("there is no setting “{key}”; {near}", key, near))
        if not isinstance(value, str):
            raise _bad_config(path, say('{key} must be text in quotes, {key} = "…"', key))
        checked = check_setting(key, value, str(path))
        found[key] = locate_database(checked, path.parent) if key == "db" else checked
    return found


def write_setting(path: Path, key: str, value: str | None) -> None:
    """Set a key of a TOML file, or remove it (None).

    Raises Failure (usage) when the file is not a good one, or cannot be edited line by line.
    """
    read_config(path)
    before = _read_toml(path)
    text = read_own_file(path).decode() if path.exists() else ""
    own_line = re.compile(rf"[ \t]*[\"']?{key}[\"']?[ \t]*=")
    lines = [line for line in text.split("\n") if not own_line.match(line)]
    if lines and not lines[-1].strip():
        lines.pop()
    expected = {name: kept for name, kept in before.items() if name != key}
    if value is not None:
        # A JSON string without control characters is a TOML basic string, letter by letter.
        lines.append(f"{key} = {msgspec.json.encode(value).decode()}")
        expected[key] = value
    import tomllib

    after = "".join(f"{line}\n" for line in lines)
    try:
        edited = tomllib.loads(after)
    except tomllib.TOMLDecodeError:
        edited = None
    if edited != expected:
        raise _bad_config(path, say("{key} cannot be changed line by line", key))
    write_file(path, after)


def read_used(paths: Paths) -> dict[str, str]:
    """Return which negotiation `parley use` chose, by database (without its password).

    Raises Failure when the file is damaged.
    """
    return read_kept(paths.use_file, dict[str, str]) or {}


def write_used(paths: Paths, db: str, slug: str | None) -> None:
    """Remember the negotiation for that database, or forget it (None)."""
    name = mask_passwords(db)
    used = {other: chosen for other, chosen in read_used(paths).items() if other != name}
    if slug is not None:
        used[name] = slug
    write_file(paths.use_file, msgspec.json.format(msgspec.json.encode(used)).decode() + "\n")


def _read_toml(path: Path) -> dict[str, object]:
    import tomllib

    try:
        return tomllib.loads(read_own_file(path).decode())
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise _bad_config(path, say("it cannot be read ({strerror})", error.strerror)) from error
    except UnicodeDecodeError as error:
        raise _bad_config(path, say("byte {start} is not UTF-8", error.start)) from error
    except tomllib.TOMLDecodeError as error:
        raise _bad_config(path, say("it is not TOML: {error}", error)) from error


def _bad_config(path: Path, reason: str) -> Failure:
    return Failure(Kind.USAGE, f"{path}: {reason}", hint=say("mend or remove that file by hand"))


def _check_zone(name: str, origin: str) -> None:
    import zoneinfo

    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError) as error:
        near = suggest(name, zoneinfo.available_timezones())
        detail = say("{origin}: there is no time zone “{name}”", origin, name)
        raise Failure(
            Kind.USAGE, detail, hint=near or say("a zone is called Asia/Kolkata")
        ) from error
