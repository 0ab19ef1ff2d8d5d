"""Files that leave the ledger: pictures, reports, exports. Complete, or not there at all."""

import os
from pathlib import Path

from cli.context import App
from cli.errors import Failure, Kind

__all__ = ["find_target", "write_whole"]


def find_target(app: App, output: str) -> Path:
    """Return the file to write. Raises Failure (usage) for the ledger itself."""
    target = (app.paths.here / Path(output).expanduser()).resolve()
    ledger = app.settings.db.value
    if "://" not in ledger and str(target).startswith(str(Path(ledger).resolve())):
        detail = f"{output} is the ledger itself, and would be replaced"
        raise Failure(Kind.USAGE, detail, hint="name another file with -o")
    return target


def write_whole(target: Path, content: bytes) -> None:
    """Put a file with this content in the target's place. Raises OSError."""
    unfinished = target.with_name(f"{target.name}.{os.getpid()}")
    try:
        with unfinished.open("xb") as file:
            file.write(content)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
