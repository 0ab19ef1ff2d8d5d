"""Reads hand-written YAML into trees with lines.

YAML guesses: an unquoted `no` is false, 2024-09-07 a date, 12:30 a number, and ten lines of aliases
fill the memory. Negotiations are written by hand in it all the same, because people can read it, so
this takes the parser's events and builds only what is plainly meant.
"""

import re

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
)

from parley.answers.language import marked, say
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


def read_yaml(text: str) -> list[Found]:
    """Return the documents of a text; those that are empty or null are left out.

    An error of YAML's own ends the reading, and stands as a Refused behind what was read before.
    """
    found: list[Found] = []
    line = 1
    try:
        # The one written in Python: it is the same everywhere and names what it met.
        document = _Document()
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            line = event.start_mark.line + 1 if event.start_mark else line
            if isinstance(event, DocumentStartEvent):
                document = _Document()
            elif isinstance(event, NodeEvent):
                document.add(event, line)
            elif isinstance(event, CollectionEndEvent):
                document.open.pop()
            elif isinstance(event, DocumentEndEvent) and document.tree is not None:
                found.append(Found(document.tree, document.lines[()], document.lines))
    except _UnreadError as error:
        found.append(Found(Refused(str(error)), line))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        found.append(Found(Refused(_reason(error)), mark.line + 1 if mark else line))
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        # The last two come from escapes and version numbers that are too large for Python.
        found.append(
            Found(Refused(say("not YAML: {reason}", reason=str(error).splitlines()[0])), line)
        )
    return found


class _UnreadError(Exception):
    """What ends the reading although it is YAML."""


class _Open:
    """An object or list that is being filled."""

    def __init__(self, node: dict[str, Tree] | list[Tree], path: Path) -> None:
        self.node = node
        self.path = path
        self.key: str | None = None
        self.refusal: str | None = None
        """Why the value of `key` will not be read."""


class _Document:
    """One document that is being built, from its nodes in the order of the text."""

    def __init__(self) -> None:
        self.tree: Tree = None
        self.lines: dict[Path, int] = {}
        self.open: list[_Open] = []

    def add(self, event: NodeEvent, line: int) -> None:
        """Take the next node: a key, or a value for the innermost object or list."""
        holder = self.open[-1] if self.open else None
        if holder is not None and isinstance(holder.node, dict) and holder.key is None:
            self._take_key(holder, holder.node, event, line)
            return
        node: Tree = _scalar(event) if isinstance(event, ScalarEvent) else None
        if isinstance(event, CollectionStartEvent):
            node = {} if isinstance(event, MappingStartEvent) else []
        refusal = _refusal(event) or (holder.refusal if holder is not None else None)
        path = self._place(holder, node if refusal is None else Refused(refusal), line)
        if isinstance(node, dict | list):
            if len(self.open) > DEPTH_MAX:  # one more than a row may have: rows may be listed
                raise _UnreadError(say(TOO_DEEP, most=DEPTH_MAX))
            self.open.append(_Open(node, path))

    def _take_key(self, holder: _Open, node: dict[str, Tree], event: NodeEvent, line: int) -> None:
        if not isinstance(event, ScalarEvent):
            raise _UnreadError(
                say("a field's name must be a word, not a list, an object or an alias")
            )
        holder.key = normalised(event.value)
        holder.refusal = _refusal(event)
        if holder.key in node:
            holder.refusal = say(TWICE)
        elif holder.key == "<<" and event.implicit[0]:
            holder.refusal = say("merge keys are not read; write the fields out")
        self.lines[(*holder.path, holder.key)] = line

    def _place(self, holder: _Open | None, value: Tree, line: int) -> Path:
        """Put a value where it belongs and return its path."""
        if holder is None:
            self.tree = value
            self.lines[()] = line
            return ()
        if isinstance(holder.node, list):
            path = (*holder.path, len(holder.node))
            holder.node.append(value)
            self.lines[path] = line
            return path
        key, holder.key = str(holder.key), None
        holder.node[key] = value
        return (*holder.path, key)


def _refusal(event: NodeEvent) -> str | None:
    if isinstance(event, AliasEvent):
        return say("aliases are not read; write out what *{anchor} stands for", event.anchor)
    if event.anchor is not None:
        return say("anchors are not read; leave out &{anchor}", event.anchor)
    tag = event.tag if isinstance(event, ScalarEvent | CollectionStartEvent) else None
    return None if tag is None else say("tags are not read; leave out the word that starts with !")


_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)")
_FLOAT = re.compile(
    r"[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?"
    r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"
)
_WORDS: dict[str, Tree] = {"": None, "~": None, "null": None, "true": True, "false": False}


def _scalar(event: ScalarEvent) -> Tree:
    """Return what a scalar says: a text, unless it is plain and exactly one of the other forms.

    Dates, times, `yes`, `no`, `007`, `1_000` and `0x1F` stay texts.
    """
    text = event.value
    if not event.implicit[0]:
        return text  # in quotes, or a block
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return integer(text)
    return floating(text) if _FLOAT.fullmatch(text) else text


_HINTS = {
    "mapping values are not allowed here": marked("put a text that has a colon in quotes"),
    "found character '\\t' that cannot start any token": marked(
        "indent with spaces, not with tabs"
    ),
}
"""What PyYAML says -> what to do. PyYAML speaks English alone."""


def _reason(error: yaml.MarkedYAMLError) -> str:
    said = error.problem or say("it cannot be read")
    if error.problem_mark:
        said = say(
            "{problem}, at column {column}", problem=said, column=error.problem_mark.column + 1
        )
    if error.context_mark:
        said = say(
            "{problem}, {context} that began on line {line}",
            problem=said,
            context=error.context,
            line=error.context_mark.line + 1,
        )
    hint = _HINTS.get(error.problem or "")
    said = say("{problem}; {hint}", problem=said, hint=say(hint)) if hint else said
    return say("not YAML: {reason}", reason=said)
