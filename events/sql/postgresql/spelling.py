"""Definitions of SQL views, compared word by word with what the server writes out of its own.

A server keeps no text of a view. It writes one out of what it understood: every bracket, a type
behind each text, tables with their schema, and up to version 15 columns with their table. So this
release writes its views as servers do, over one table each, and what is left are these habits.
"""

import re

__all__ = ["is_as_made"]

_TOKEN = re.compile(r"""'(?:[^']|'')*' | "(?:[^"]|"")*" | \w+ | :: | \s+ | .""", re.VERBOSE)
_PLAIN_NAME = re.compile(r'"([a-z_][a-z0-9_]*)"')  # quoted or not, as a version's keywords want it
_NOT_A_COLUMN = (".", "::", "collate")  # before a name: it is of something else


def is_as_made(made: str, written: str, schema: str) -> bool:
    """Whether a server wrote out a view as ``made``, over a table of ``schema``, quoted as it
    quotes it."""
    words = _with_habits(made, _spelt(schema))
    table = words[words.index(".") + 1]
    return _without_table(_words(written.rstrip().removesuffix(";")), table) == words


def _with_habits(made: str, schema: str) -> list[str]:
    words: list[str] = []
    plain = _words(made)
    for number, word in enumerate(plain):
        if number and plain[number - 1] == "from" and plain[number + 1 : number + 2] != ["("]:
            words += [schema, "."]
        words.append(word)
        if word.startswith("'"):
            words += ["::", "text"]
    return words


def _without_table(words: list[str], table: str) -> list[str]:
    """Without the table's name before a column."""
    kept: list[str] = []
    number = 0
    while number < len(words):
        dot, name, after = [*words[number + 1 : number + 4], "", "", ""][:3]
        qualifies = words[number] == table and dot == "." and name.isidentifier() and after != "("
        if qualifies and words[number - 1] not in _NOT_A_COLUMN:
            number += 2
            continue
        kept.append(words[number])
        number += 1
    return kept


def _words(definition: str) -> list[str]:
    return [_spelt(word) for word in _TOKEN.findall(definition) if not word.isspace()]


def _spelt(word: str) -> str:
    """A word as it is compared: keywords in one case, and a plain name without its quotes."""
    if word.startswith("'"):
        return word
    if word.startswith('"'):
        plain = _PLAIN_NAME.fullmatch(word)
        return plain[1] if plain else word
    return word.lower()
