"""The tests of one module, run once a change of it: what tests/mutate.py starts beside itself.

Started in a copy of the checkout, it loads what is not ours once, and forks for each change: the
child writes the changed module, loads all that is ours anew and runs the tests. It is no module of
the tests, and imports none: in the copy they are another package.
"""

import gc
import json
import os
import resource
import sys
from pathlib import Path

import click  # noqa: F401 - loaded once, for all children
import hypothesis  # noqa: F401
import msgspec  # noqa: F401
import pytest
import sqlalchemy  # noqa: F401
import transitions  # noqa: F401
import yaml  # noqa: F401

SECONDS_MAX = 60
"""What the tests of one change may take of a processor; an endless loop counts as caught."""


_QUIETLY = (
    *("-n", "0", "-q", "-x", "-p", "no:cacheprovider"),
    *("-W", "ignore::pytest.PytestAssertRewriteWarning"),  # what is loaded once is not rewritten
)


def fails(module: Path, source: str, tests: list[str]) -> bool:
    """Whether the tests fail with this source in place of the module's own."""
    child = os.fork()
    if child == 0:
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS_MAX, SECONDS_MAX))
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        module.write_text(source, encoding="utf-8")
        code = 1
        try:
            code = int(pytest.main([*_QUIETLY, *tests]))
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    return status != 0


def main() -> None:
    asked = json.load(sys.stdin)
    module, tests = Path(asked["module"]), asked["tests"]
    own = module.read_text(encoding="utf-8")
    gc.freeze()
    # The first run keeps what it compiled, but for the module: that is compiled from what stands
    # there, since two changes of one second and one length would look the same.
    if fails(module, own, tests):
        sys.exit(f"the tests of {module} fail as they are: {' '.join(tests)}")
    sys.dont_write_bytecode = True
    for kept in (module.parent / "__pycache__").glob(f"{module.stem}.*"):
        kept.unlink()
    for source in asked["sources"]:
        caught = fails(module, source, tests)
        sys.stdout.write("caught\n" if caught else "survived\n")
        sys.stderr.write("." if caught else "s")
    module.write_text(own, encoding="utf-8")
    sys.stderr.write("\n")


if __name__ == "__main__":
    main()
