"""Files that come in: opened so that nothing waits for ever, read no further than a stated limit.

What is recorded together is held in memory together, so how much may come in is known before
anything is read; an endless stream, a device, a pipe that nobody writes to is one sentence and not
a full memory. docs/files.md states the limits.
"""

import hashlib
import os
import stat
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final, TypeVar

import msgspec

from parley.answers.failing import Failure, Kind, suggest
from parley.answers.language import say, say_list

__all__ = [
    "DOCUMENT_BYTES_MAX",
    "LIST_BYTES_MAX",
    "ROWS_BYTES_MAX",
    "hash_file",
    "read_file",
    "read_kept",
    "read_own_file",
    "read_text_file",
]

ROWS_BYTES_MAX: Final = 16 * 1024 * 1024
"""Of a file of rows, JSONL or CSV: more than ENTRIES_MAX entries of a usual length."""
DOCUMENT_BYTES_MAX: Final = 4 * 1024 * 1024
"""Of a file that is taken apart as one: YAML, JSON, a batch of commands."""
LIST_BYTES_MAX: Final = 1024 * 1024
"""Of a list of names, and of a person's own files: settings, marks, what carries over."""

_T = TypeVar("_T")
_PIECE: Final = 64 * 1024
_NAMED_MAX: Final = 5
"""Files of a folder that a hint writes out."""


def read_file(name: str, limit: int, endings: Sequence[str] = ()) -> tuple[str, bytes]:
    """Return what problems call the file, and its bytes; `-` is stdin.

    `endings` are those of the files that can be read, of which a hint names some. Raises Failure
    (usage) for what cannot be read, and for more than `limit` bytes.
    """
    with _opened(name, endings) as (called, file):
        try:
            return called, _read(file, called, limit)
        except OSError as error:
            raise _unreadable(called, error) from error


def read_text_file(path: Path) -> str:
    """Return the text of a file, without a byte order mark. Raises Failure (usage)."""
    _, data = read_file(str(path), LIST_BYTES_MAX)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        detail = say(
            "{path} is not UTF-8: byte {start} of it is 0x{data:02x}",
            path,
            error.start,
            data=data[error.start],
        )
        raise Failure(Kind.USAGE, detail, hint=say("save it as UTF-8")) from error


def read_own_file(path: Path) -> bytes:
    """Return the bytes of one of a person's own files. Raises OSError, also for a long one."""
    with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb") as file:
        data = file.read(LIST_BYTES_MAX + 1) or b""
    if len(data) > LIST_BYTES_MAX:
        raise OSError(None, say("it has more than {most} bytes", most=LIST_BYTES_MAX), str(path))
    return data


def read_kept(path: Path, kind: type[_T]) -> _T | None:
    """Return what one of a person's own files keeps as JSON; None where there is no such file.

    Raises Failure when it is damaged.
    """
    try:
        return msgspec.json.decode(read_own_file(path), type=kind)
    except FileNotFoundError:
        return None
    except msgspec.MsgspecError as error:
        detail = say("{path} is damaged: {error}", path, error)
        raise Failure(Kind.FAILED, detail, hint=f"rm '{path}'") from error


def hash_file(path: Path) -> str:
    """Return the SHA-256 of a file of any length, in hex. Raises Failure (usage)."""
    with _opened(str(path), ()) as (name, file):
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            detail = say("{name} is no file but a pipe or a device, and may have no end", name)
            raise Failure(Kind.USAGE, detail, hint=say("save what it gives in a file"))
        digest = hashlib.sha256()
        while piece := file.read(_PIECE):
            digest.update(piece)
        return digest.hexdigest()


@contextmanager
def _opened(name: str, endings: Sequence[str]) -> Iterator[tuple[str, BinaryIO]]:
    """Open a file to read, with what problems call it. Raises Failure (usage)."""
    if name == "-":
        if sys.stdin is None:
            detail = say("stdin is closed, and - reads it")
            raise Failure(Kind.USAGE, detail, hint=say("name a file, or give - something to read"))
        yield "stdin", sys.stdin.buffer
        return
    path = Path(name)
    try:
        # Opened so, a pipe does not wait for somebody who writes.
        file = os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb")
    except IsADirectoryError as error:
        detail = say("{name} is a folder, and one file is due", name)
        raise Failure(Kind.USAGE, detail, hint=_inside(path, endings)) from error
    except FileNotFoundError as error:
        detail = say("there is no file {name}", name)
        near = suggest(path.name, _names(path.parent, endings))
        hint = near or say("check the name and the folder; - reads stdin")
        raise Failure(Kind.USAGE, detail, hint=hint) from error
    except (OSError, ValueError) as error:
        raise _unreadable(name, error) from error
    with file:
        # /dev/fd/63 of `<(…)` is open already; a pipe with a name may have nobody who writes.
        if stat.S_ISFIFO(os.fstat(file.fileno()).st_mode) and os.path.lexists(
            os.path.realpath(path)
        ):
            detail = say("{name} is a pipe, and nobody may ever write to it", name)
            raise Failure(
                Kind.USAGE, detail, hint=say("let the shell wait for it: - < '{name}'", name)
            )
        os.set_blocking(file.fileno(), True)
        yield name, file


def _read(file: BinaryIO, name: str, limit: int) -> bytes:
    """Return everything, in pieces, so that what never ends is not waited for. Raises Failure."""
    data = bytearray()
    while piece := file.read(_PIECE):
        data += piece
        if len(data) > limit:
            detail = say(
                "{name} has more than {limit} bytes, and no more are read at a time", name, limit
            )
            hint = say("record it in parts, one file after the other")
            raise Failure(Kind.USAGE, detail, hint=hint, facts={"bytes_max": limit})
    return bytes(data)


def _unreadable(name: str, error: OSError | ValueError) -> Failure:
    reason = getattr(error, "strerror", None) or str(error)
    detail = say("{name} cannot be read: {reason}", name, reason)
    return Failure(Kind.USAGE, detail, hint=say("check the name; - reads stdin"))


def _inside(folder: Path, endings: Sequence[str]) -> str:
    found = [str(folder / each) for each in _names(folder, endings)]
    if not found:
        if endings:
            ends = say_list(endings)
            return say("name a file; there is none in it that ends with {ends}", ends)
        return say("name a file; there is none in it")
    named = say_list(found[:_NAMED_MAX]) + (" …" if len(found) > _NAMED_MAX else "")
    return say("name one of its files: {named}", named)


def _names(folder: Path, endings: Sequence[str]) -> list[str]:
    """Return the files with one of the endings; none of a folder that cannot be read."""
    try:
        return sorted(
            each.name
            for each in folder.iterdir()
            if each.is_file() and (not endings or each.suffix.lower() in endings)
        )
    except OSError:
        return []
