"""What is wrong with one field of what somebody wrote, in words for that person.

The decoder speaks of its own types; whoever wrote a file has never heard of them.
"""

import re

from parley.negotiation.refusals import Refusal, faulty

__all__ = ["fault_of"]


_WHERE = re.compile(r"^(?P<reason>.*) - at `\$(?P<path>[^`]*)`$", re.DOTALL)


def fault_of(message: str) -> Refusal:
    """A decoder's message as a field and a reason, in words that are not the decoder's."""
    match = _WHERE.match(message)
    if match is None:
        return faulty("", message)
    path = re.sub(r"\[(\d+)\]", r".\1", match.group("path").replace("[...]", "")).lstrip(".")
    reason = re.sub(r"`([a-z |]+)`", _in_plain_words, match.group("reason"))
    if "matching regex" in reason and path.rpartition(".")[2] in _FIGURES:
        reason = 'it takes a whole number, or a text with a point in it, such as "3.3"'
    elif "matching regex" in reason:
        reason = "it is not written as this field needs it"
    return faulty(path, reason[:1].lower() + reason[1:] if reason[:1].isupper() else reason)


_FIGURES = ("value", "low", "high", "of")
"""The members of a quantity that are numbers."""
_PLAIN_WORDS = {
    "array": "a list",
    "bool": "true or false",
    "float": "a number with a fraction",
    "int": "a whole number",
    "null": "nothing",
    "object": "fields with values",
    "str": "text",
}


def _in_plain_words(match: re.Match[str]) -> str:
    names = match.group(1).split(" | ")
    wanted = [each for each in names if each != "null" or len(names) == 1]
    return " or ".join(_PLAIN_WORDS.get(each, each) for each in wanted)
