"""What a child of a test has that whoever runs the tests may lack.

A background job of a script ignores Ctrl-C, and so does everything that it starts: a shell, Python
and the program under test leave an ignored signal ignored.
"""

import signal

__all__ = ["hear_ctrl_c"]


def hear_ctrl_c() -> None:
    """Let Ctrl-C end this process, as at a terminal; for `preexec_fn` of whatever should get it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
