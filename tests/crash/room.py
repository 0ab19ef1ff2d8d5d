"""A disk that is really full: ``python -m tests.crash.room FOLDER``, on a small disk of its own.

It records until no room is left, looks at what can still be done, makes room and records again,
and says in lines of JSON what each command answered.
"""

import json
import sys
from itertools import count
from pathlib import Path

from tests.cli.terminal import Place, Result
from tests.crash.talks import LARGE_BATCH, batch, registrations, write_import

SEED = 5
BALLAST_BYTES = 512 * 1024


def fill_and_make_room(folder: Path) -> None:
    """Say what `import`, `log` and `verify` answer when the disk is full, and when it is not."""
    place = Place(folder)
    ballast = folder / "ballast"
    ballast.write_bytes(bytes(BALLAST_BYTES))
    _say("init", place.run("init", "--db", "parley.db", "--name", "local/room"))
    write_import(place.here / "begin.jsonl", registrations(SEED))
    _say("import", place.run("import", "begin.jsonl"))
    for number in count(1):
        write_import(Path(place.here, "more.jsonl"), batch(SEED, number, LARGE_BATCH))
        result = place.run("import", "more.jsonl", "--json")
        _say("import", result)
        if result.code:
            break
    _say("log", place.run("log", "-n", "talks-0"))
    _say("verify", place.run("verify", "--json"))
    ballast.unlink()
    _say("import", place.run("import", "more.jsonl", "--json"))
    _say("verify", place.run("verify", "--json"))


def _say(command: str, result: Result) -> None:
    sys.stdout.write(json.dumps([command, *result]) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    fill_and_make_room(Path(sys.argv[1]))
