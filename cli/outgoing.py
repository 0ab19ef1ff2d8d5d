"""Files that leave the ledger: pictures, reports, exports. Complete, or not there at all.

What lies in a person's folder is theirs: a file is replaced only where that was asked for
(--force), nothing is ever written through a link, and the ledger itself is no place for an answer.
"""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final

import click
from msgspec import Struct

from parley.answers.failing import Failure, Kind
from parley.answers.language import marked, say
from parley.cli.context import App

__all__ = ["Target", "find_target", "force_option", "refuse_link", "write_whole", "writing"]

_OTHER: Final = marked("name another file with -o")
_BESIDE: Final = ("", "-wal", "-shm", "-journal")
"""What a ledger in a file consists of, by what follows its name."""

force_option: Final = click.option(
    "--force", is_flag=True, help="Replace FILE where there is one; never through a link."
)


class Target(Struct, frozen=True):
    """A file to write: where it is to lie, as it was typed, and whether it may replace another."""

    path: Path
    name: str
    replace: bool


def find_target(app: App, output: str, *, force: bool) -> Target:
    """Return the file to write, before any work is done for it.

    Raises Failure: usage for the ledger itself, failed for a folder, a device, a link, a file that
    is there without `force`, and for a folder that is not there.
    """
    path = app.paths.here / Path(os.path.expanduser(output))  # noqa: PTH111 - no error for ~nobody
    if _is_ledger(app.settings.db.value, path):
        detail = say("{output} is the ledger itself, and would be replaced", output)
        raise Failure(Kind.USAGE, detail, hint=say(_OTHER))
    target = Target(path, output, force)
    try:
        if not path.parent.is_dir():
            raise _refused(
                target,
                say("there is no folder {parent}", path.parent),
                say("make it, or name another"),
            )
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return target
    except OSError as error:
        raise _not_written(target, error) from error
    if stat.S_ISLNK(mode):
        raise _linked(output, path)
    if not stat.S_ISREG(mode):
        raise _refused(
            target,
            say(
                "{output} is a folder"
                if stat.S_ISDIR(mode)
                else "{output} is no file but a pipe or a device",
                output,
            ),
            say(_OTHER),
        )
    if not force:
        raise _there_already(target)
    return target


def refuse_link(app: App, output: str) -> None:
    """Raise Failure for a place of a new ledger that is a link: it would be made elsewhere."""
    path = app.paths.here / os.path.expanduser(output)  # noqa: PTH111 - no error for ~nobody
    if "://" not in output and path.is_symlink():
        raise _linked(output, path)


def write_whole(target: Target, content: bytes) -> None:
    """Put a file with this content in the target's place. Raises Failure, naming the file."""
    with writing(target) as file:
        file.write(content)


@contextmanager
def writing(target: Target) -> Iterator[BinaryIO]:
    """Open what gets the target's name once everything is written, and is gone otherwise.

    Raises Failure, naming the file, for whatever the disk refuses.
    """
    part = target.path.with_name(f"{target.path.name}.part-{os.getpid()}")
    try:
        with suppress(FileNotFoundError):
            part.unlink()  # of a run that was killed; whoever had its number before is gone
        with part.open("xb") as file:  # a new file: a link of that name is not followed
            yield file
            file.flush()
            os.fsync(file.fileno())
        _give_name(part, target)
    except OSError as error:
        raise _not_written(target, error) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _give_name(part: Path, target: Target) -> None:
    """Give the finished file its name; another file that came meanwhile stays. Raises OSError."""
    if target.replace:
        part.replace(target.path)
        return
    try:
        target.path.hardlink_to(part)
    except FileExistsError as error:
        raise _there_already(target) from error
    except OSError:
        # Some file systems have no second names for a file.
        if os.path.lexists(target.path):
            raise _there_already(target) from None
        part.rename(target.path)


def _is_ledger(db: str, path: Path) -> bool:
    """Whether a path leads to the ledger's file, or to one that SQLite keeps beside it."""
    place = db.removeprefix("sqlite:///")
    if "://" in place:
        return False
    ledger, meant = (os.path.realpath(each) for each in (place, path))
    return meant in [f"{ledger}{end}" for end in _BESIDE]


def _linked(name: str, path: Path) -> Failure:
    detail = say("{name} is a link, and nothing is written through one", name)
    hint = say("name the file itself, or remove the link: rm '{name}'", name)
    return Failure(Kind.FAILED, detail, hint=hint, facts={"file": str(path)})


def _there_already(target: Target) -> Failure:
    detail = say("{name} is there already, and is not replaced unasked", target.name)
    return _refused(target, detail, say("--force replaces it; or {other}", other=say(_OTHER)))


def _not_written(target: Target, error: OSError) -> Failure:
    return _refused(
        target,
        say("{name} cannot be written: {strerror}", target.name, error.strerror),
        say(_OTHER),
    )


def _refused(target: Target, detail: str, hint: str) -> Failure:
    return Failure(Kind.FAILED, detail, hint=hint, facts={"file": str(target.path)})
