"""Where a person's own files lie on this machine, and the one way to replace such a file.

Config, data and state follow the platform's rules (platformdirs), so nothing is ever written to a
place the person did not expect; `parley info` prints every path.
"""

import os
from pathlib import Path

import msgspec

from parley.answers.failing import Failure, Kind
from parley.answers.language import say


class Paths(msgspec.Struct, frozen=True):
    """The places of one run: `here` is the current folder, `data` and `state` are folders."""

    here: Path
    user_config: Path
    data: Path
    state: Path

    @property
    def folder_config(self) -> Path:
        """The settings of the current folder."""
        return self.here / "parley.toml"

    @property
    def use_file(self) -> Path:
        """What `parley use` remembers: a JSON object from database to negotiation."""
        return self.state / "use.json"

    @property
    def marks_file(self) -> Path:
        """What `parley diff --mark` keeps: a JSON object from ledger to stream to position."""
        return self.state / "marks.json"

    @property
    def crash_file(self) -> Path:
        """The traceback of the last internal error."""
        return self.state / "last-crash.txt"

    @property
    def draft_file(self) -> Path:
        """The last form that was left unfinished."""
        return self.state / "draft.yaml"


def find_paths() -> Paths:
    """Return the paths of this run.

    Raises Failure when the current folder has been removed under the shell's feet.
    """
    import platformdirs

    try:
        here = Path.cwd()
    except FileNotFoundError as error:
        detail = say("the folder you are in no longer exists")
        raise Failure(Kind.FAILED, detail, hint=say("cd to another folder")) from error
    folders = platformdirs.PlatformDirs("parley", appauthor=False)
    return Paths(
        here=here,
        user_config=folders.user_config_path / "config.toml",
        data=folders.user_data_path,
        state=folders.user_state_path,
    )


def write_file(path: Path, text: str) -> None:
    """Replace the file in one step; a new one is readable by its owner alone."""
    # A person's own file that they linked is replaced where it lies, so that the link survives;
    # files that others are to read go through cli.outgoing, and never through a link.
    path = path.resolve()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    unfinished = path.with_name(f"{path.name}.part-{os.getpid()}")
    try:
        unfinished.unlink(missing_ok=True)  # of a run that was killed
        unfinished.touch(mode=0o600, exist_ok=False)
        unfinished.write_text(text, encoding="utf-8", errors="backslashreplace")
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
