"""Where a ledger must not lie: seen by the mount table, by names, and by what is left there."""

from pathlib import Path

import pytest

from parley.events.places import bad_place, kept_in_step, mounted_from_afar

# As Linux writes it: ids, device, root, mount point, options, fields, a hyphen, kind, source, more.
MOUNTS = r"""
22 27 0:21 / /proc rw,relatime - proc proc rw
27 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw,discard
40 27 0:40 / /mnt/team rw,relatime shared:2 - nfs4 files:/team rw,vers=4.2
41 27 0:41 / /mnt/our\040desk rw,relatime - cifs //files/desk rw,vers=3.1.1
42 27 0:42 / /home/asha/far rw,nosuid - fuse.sshfs asha@far:/home rw,user_id=1000
43 40 254:3 / /mnt/team/local rw,relatime - ext4 /dev/vdb rw
44 27 0:44 / /mnt/again rw,relatime - autofs systemd-1 rw,fd=30
45 44 0:45 / /mnt/again rw,relatime - nfs files:/again rw
46 27 0:46 / /mnt/c rw,noatime - 9p drvfs rw,dirsync
47 27 0:47 / /mnt/over rw,relatime - nfs4 files:/over rw
48 47 254:4 / /mnt/over rw,relatime - ext4 /dev/vdc rw
49 27 0:49 / /boot rw - fuse.portal portal rw
a line that is none
"""


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/mnt/team/talks.db", "lies on a network drive: nfs4 (/mnt/team)"),
        ("/mnt/team/a/b/talks.db", "lies on a network drive: nfs4 (/mnt/team)"),
        ("/mnt/our desk/talks.db", "lies on a network drive: cifs (/mnt/our desk)"),
        ("/home/asha/far/talks.db", "lies on a network drive: sshfs (/home/asha/far)"),
        ("/mnt/again/talks.db", "lies on a network drive: nfs (/mnt/again)"),
        ("/mnt/c/talks.db", "lies in a folder that machines share: 9p (/mnt/c)"),
        ("/home/asha/talks.db", None),
        ("/mnt/team-of-ours/talks.db", None),
        ("/mnt/team/local/talks.db", None),
        ("/mnt/over/talks.db", None),
        ("/boot/talks.db", None),
        ("/talks.db", None),
    ],
)
def test_the_mount_table_says_whose_disk_it_is(path: str, said: str | None) -> None:
    found = mounted_from_afar(Path(path), MOUNTS)
    assert (None if found is None else str(found)) == said


def test_a_shared_root_is_a_machines_only_disk_and_a_network_root_is_still_one() -> None:
    for kind, seen in (("virtiofs", False), ("9p", False), ("nfs", True), ("overlay", False)):
        table = f"27 1 0:20 / / rw,relatime - {kind} somewhere rw\n"
        assert (mounted_from_afar(Path("/home/talks.db"), table) is not None) is seen, kind


def test_without_a_mount_table_nothing_is_said() -> None:
    assert mounted_from_afar(Path("/mnt/team/talks.db"), "") is None


@pytest.mark.parametrize(
    ("name", "program"),
    [
        ("Dropbox", "Dropbox"),
        ("Dropbox (The Desk)", "Dropbox"),
        ("OneDrive", "OneDrive"),
        ("OneDrive - The Desk", "OneDrive"),
        ("OneDrive-Personal", "OneDrive"),
        ("Mobile Documents", "iCloud Drive"),
        ("Google Drive", "Google Drive"),
        ("GoogleDrive-asha@example.org", "Google Drive"),
        ("Nextcloud", "Nextcloud"),
        ("Dropbox-like", None),
        ("Drive", None),
        ("talks", None),
    ],
)
def test_a_folder_is_known_by_its_name(name: str, program: str | None, tmp_path: Path) -> None:
    found = kept_in_step(tmp_path / name / "talks" / "talks.db")
    if program is None:
        assert found is None
        return
    assert found is not None
    assert str(found) == (
        f"lies in a folder that {program} seems to keep in step ({tmp_path / name})"
    )


@pytest.mark.parametrize(
    ("left", "program"),
    [
        (".dropbox.cache/", "Dropbox"),
        (".dropbox", "Dropbox"),
        (".dropbox/", None),  # of the program itself, in everybody's home
        (".849C9593-D756-4E56-8D6E-42412F2A707B", "OneDrive"),
        (".tmp.driveupload/", "Google Drive"),
        (".nextcloudsync.log", "Nextcloud"),
        (".sync_0123456789ab.db", "Nextcloud"),
        (".stfolder/", "Syncthing"),
        (".stfolder", "Syncthing"),
        (".stfolders", None),
        (".config/", None),
    ],
)
def test_a_folder_is_known_by_what_is_left_in_it(
    left: str, program: str | None, tmp_path: Path
) -> None:
    folder = tmp_path / "papers"
    (folder / "talks").mkdir(parents=True)
    if left.endswith("/"):
        (folder / left).mkdir()
    else:
        (folder / left).touch()
    found = kept_in_step(folder / "talks" / "talks.db")
    assert (None if found is None else found.why) == (
        None if program is None else f"lies in a folder that {program} seems to keep in step"
    )


def test_a_link_is_followed_to_where_the_file_lies(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "here").symlink_to(tmp_path / "Dropbox")
    found = bad_place(tmp_path / "here" / "talks.db")
    assert found is not None
    assert found.folder == str(tmp_path / "Dropbox")
    assert bad_place(tmp_path / "talks.db") is None
