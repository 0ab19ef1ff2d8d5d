"""Typed words in the form in which they are kept, and in which they are asked for.

Two spellings of one name that look alike must not become two names, and an escape sequence from
somebody's clipboard must not get into a log from which nothing is ever deleted.
"""

import re
import unicodedata
from typing import Final

from cli.errors import Failure, Kind

__all__ = ["as_kept"]

_NO_TEXT: Final = re.compile("[\ud800-\udfff]")
"""What Python makes of typed bytes that are no UTF-8."""


def as_kept(value: object) -> object:
    """Return a text in Unicode's form NFC, also inside a tuple; anything else as it is.

    Raises Failure (usage) for control characters other than tab and line break, and for bytes that
    are no UTF-8.
    """
    if isinstance(value, tuple):
        return tuple(as_kept(each) for each in value)
    if not isinstance(value, str):
        return value
    from negotiation.texts import CONTROL  # help texts are written without the politics

    if _NO_TEXT.search(value) is not None:
        detail = f"“{_NO_TEXT.sub('�', value)}” is not UTF-8 where � stands"
        raise Failure(Kind.USAGE, detail, hint="type it in a terminal that writes UTF-8")
    control = CONTROL.search(value)
    if control is not None:
        detail = f"the control character U+{ord(control[0]):04X} may not stand in a text"
        raise Failure(Kind.USAGE, detail, hint="leave it out; a line break is allowed")
    return unicodedata.normalize("NFC", value)
