"""Places where the file of a ledger must not lie: folders kept in step by a program, and network
drives.

An SQLite file has a second one beside it, and locks that only one machine keeps: a program that
copies the one without the other, or two machines that write, lose what was acknowledged. Nobody is
kept from it, for what is seen here are signs: the name of a folder, a file that such a program
leaves in it, the kind of the file system. Where none is found, that is no proof.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from msgspec import Struct

__all__ = ["BadPlace", "bad_place", "kept_in_step", "mounted_from_afar"]

_MOUNTS: Final = Path("/proc/self/mountinfo")  # of Linux; Python knows none elsewhere


class BadPlace(Struct, frozen=True):
    """Why a file should not lie where it lies: a sentence without a subject, and the folder."""

    why: str
    folder: str

    def __str__(self) -> str:
        return f"{self.why} ({self.folder})"


def bad_place(file: Path) -> BadPlace | None:
    """What speaks against the place of ``file``; None where nothing is seen.

    Links are followed. Raises nothing: what cannot be read shows no sign.
    """
    try:
        mounts = _MOUNTS.read_text("utf-8", "surrogateescape")
    except OSError:
        mounts = ""
    path = Path(os.path.realpath(file))
    return mounted_from_afar(path, mounts) or kept_in_step(path)


# Network drives ---------------------------------------------------------------------------------

_FROM_AFAR: Final = frozenset(
    (
        *("nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "coda", "davfs"),
        *("ceph", "lustre", "gpfs", "beegfs", "orangefs", "glusterfs"),
        *("sshfs", "rclone", "s3fs", "gcsfuse", "davfs2", "curlftpfs", "gvfsd-fuse"),
    )
)
_SHARED: Final = frozenset(("9p", "virtiofs", "vboxsf", "vmhgfs", "vmhgfs-fuse", "prl_fs"))
"""Folders that a virtual machine shares with its host; as the root they are its only disk."""


def mounted_from_afar(path: Path, mounts: str) -> BadPlace | None:
    """What the mount table ``mounts`` (proc(5), mountinfo) says of ``path``, which is absolute and
    without links, where that lies on another machine's disk."""
    where, kind = Path("/"), ""
    for point, each in _mounted(mounts):
        if path.is_relative_to(point) and point.is_relative_to(where):
            where, kind = point, each  # of those on one another the last one is seen
    kind = kind.removeprefix("fuse.")
    if kind in _FROM_AFAR:
        return BadPlace(f"lies on a network drive: {kind}", str(where))
    if kind in _SHARED and where != Path("/"):
        return BadPlace(f"lies in a folder that machines share: {kind}", str(where))
    return None


def _mounted(mounts: str) -> Iterator[tuple[Path, str]]:
    """Where something is mounted, and of what kind it is, in the order of mounting."""
    for line in mounts.splitlines():
        place, separator, source = line.partition(" - ")
        fields = place.split(" ")
        if separator and len(fields) > 4:
            point = _ESCAPE.sub(lambda found: chr(int(found[1], 8)), fields[4])
            yield Path(point), source.partition(" ")[0]


_ESCAPE: Final = re.compile(r"\\([0-7]{3})")

# Folders that are kept in step ------------------------------------------------------------------

_NAMED: Final = (
    ("Dropbox", r"Dropbox( \(.+\))?"),
    ("OneDrive", r"OneDrive( - .+|-.+)?"),
    ("iCloud Drive", r"Mobile Documents|com~apple~CloudDocs|iCloud ?Drive"),
    ("Google Drive", r"Google ?Drive(-.+| \(.+\))?"),
    ("Nextcloud", r"Nextcloud"),
)
"""Program -> what it calls its folder; somebody else may have called one so, too."""
_MARKED: Final = (
    ("Dropbox", r"\.dropbox\.cache/|\.dropbox"),  # ~/.dropbox is a folder, and another thing
    ("OneDrive", r"\.849C9593-D756-4E56-8D6E-42412F2A707B/?"),
    ("Google Drive", r"\.tmp\.drive(down|up)load/"),
    ("Nextcloud", r"\.nextcloudsync\.log|\._?sync_[0-9a-f]+\.db"),
    ("Syncthing", r"\.stfolder/?"),
)
"""Program -> what it leaves in its folder; folders end in a slash."""


def kept_in_step(path: Path) -> BadPlace | None:
    """Which program seems to keep a folder of ``path`` in step with other machines."""
    for folder in path.parents:
        for program, name in _NAMED:
            if re.fullmatch(name, folder.name, re.IGNORECASE):
                return _in_step(program, folder)
        left = _left_in(folder)
        for program, name in _MARKED:
            if any(re.fullmatch(name, each) for each in left):
                return _in_step(program, folder)
    return None


def _in_step(program: str, folder: Path) -> BadPlace:
    return BadPlace(f"lies in a folder that {program} seems to keep in step", str(folder))


def _left_in(folder: Path) -> list[str]:
    """The hidden entries of a folder, as far as it can be read."""
    try:
        with os.scandir(folder) as entries:
            hidden = [each for each in entries if each.name.startswith(".")]
            return [f"{each.name}/" if each.is_dir() else each.name for each in hidden]
    except OSError:
        return []
