"""Typed words in the form in which they are kept, and in which they are asked for.

Two spellings of one name that look alike must not become two names, and an escape sequence from
somebody's clipboard must not get into a log from which nothing is ever deleted.
"""

import unicodedata

from parley.answers.failing import Failure, Kind
from parley.answers.language import say

__all__ = ["as_kept"]


def as_kept(value: object) -> object:
    """Return a text in Unicode's form NFC, also inside a tuple; anything else as it is.

    Raises Failure (usage) for control characters other than tab and line break.
    """
    if isinstance(value, tuple):
        return tuple(as_kept(each) for each in value)
    if not isinstance(value, str):
        return value
    # Help texts are written without the politics.
    from parley.negotiation.texts import CONTROL, control_said

    control = CONTROL.search(value)
    if control is not None:
        detail = say("a text holds {what}", what=control_said(ord(control[0])))
        raise Failure(Kind.USAGE, detail, hint=say("leave it out"))
    return unicodedata.normalize("NFC", value)
