"""Where the `parley` command begins: Ctrl-C has an answer before anything else is imported.

Most of a short command's time goes into importing, and a Ctrl-C in the midst of it would show the
insides of Python. Whoever asks for the page of help alone gets it with click alone.
"""

import os
import signal
import sys

__all__ = ["run"]

_INTERRUPTED = 130


def run() -> int:
    """Run the command line of this process; return its exit code."""
    hears = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    try:
        if hears:  # a job in the background is deaf to it, and stays so
            signal.signal(signal.SIGINT, _leave)
        if _shows_page(sys.argv[1:]):
            return 0
        from parley.cli.main import main

        if hears:
            signal.signal(signal.SIGINT, signal.default_int_handler)
        code = main()
        if hears:
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # the answer is given
    except KeyboardInterrupt:
        _leave()
    return code


def _shows_page(arguments: list[str]) -> bool:
    """Print the page of help where it is all that is asked for; whether that is done.

    What hinders it, `main` meets again, and says so.
    """
    from parley.cli.commands import COMPLETE_VARIABLE, page_of

    page = None if os.environ.get(COMPLETE_VARIABLE) else page_of(arguments)
    if page is None or sys.stdout is None:
        return False
    text = page.encode()
    try:
        while text:
            text = text[os.write(sys.stdout.fileno(), text) :]
    except OSError:
        return False
    return True


def _leave(*_: object) -> None:
    """End at once: nothing has been begun."""
    os.write(sys.stderr.fileno(), b"error: interrupted\n")
    os._exit(_INTERRUPTED)
