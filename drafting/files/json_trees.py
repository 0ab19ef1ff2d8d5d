"""Reads JSON and JSONL into trees with lines.

The standard library keeps the last of two equal keys and takes floats and NaN for numbers; a record
that is kept for ever must not guess, so each of these is refused where it stands.
"""

import json
import re

from parley.answers.language import say
from parley.drafting.files.trees import (
    DEPTH_MAX,
    TOO_DEEP,
    TWICE,
    Found,
    Path,
    Refused,
    Tree,
    floating,
    integer,
    normalised,
)


def read_json(text: str, first_line: int = 1) -> Found:
    """Return the one document that a text holds; a text that is no JSON is a Refused."""
    try:
        tree: Tree = _DECODER.decode(text)
    except json.JSONDecodeError as error:
        reason = say(
            "not JSON: {reason}, at column {column}",
            reason=error.msg[:1].lower() + error.msg[1:],
            column=error.colno,
        )
        return Found(Refused(reason), first_line + error.lineno - 1)
    except RecursionError:
        return Found(Refused(say(TOO_DEEP, most=DEPTH_MAX)), first_line)
    lines = _lines(text) if "\n" in text else {}
    return Found(tree, lines.get((), first_line), lines)


def _object(pairs: list[tuple[str, Tree]]) -> dict[str, Tree]:
    made: dict[str, Tree] = {}
    for key, value in pairs:
        made[key] = Refused(say(TWICE)) if key in made else value
    return made


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object, parse_int=integer, parse_float=floating, parse_constant=floating
)

_PIECE = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[{}\[\],:\n]|[^\s{}\[\],:"]+')


def _lines(text: str) -> dict[Path, int]:
    """Return the line of every field and item of a text that is known to be JSON."""
    lines: dict[Path, int] = {}
    path: list[str | int] = []
    in_object: list[bool] = []
    line, key_is_due = 1, False
    for match in _PIECE.finditer(text):
        piece = match[0]
        if piece == "\n":
            line += 1
        elif piece in "}]":
            path.pop()
            in_object.pop()
            key_is_due = False
        elif piece == ",":
            key_is_due = in_object[-1]
            if isinstance(path[-1], int):
                path[-1] += 1
        elif piece == ":":
            key_is_due = False
        elif key_is_due:
            path[-1] = normalised(json.loads(piece))
            _note(lines, path, line)
        else:
            if not path or isinstance(path[-1], int):
                _note(lines, path, line)
            if piece in "{[":
                key_is_due = piece == "{"
                in_object.append(key_is_due)
                path.append("" if key_is_due else 0)
    return lines


def _note(lines: dict[Path, int], path: list[str | int], line: int) -> None:
    # Deeper documents are refused anyway, and their paths would grow with the square of the depth.
    if len(path) <= DEPTH_MAX:
        lines[tuple(path)] = line
