"""Searching for words: what counts as a word, what a query means, and whether a text answers it.

Engines split text each in their own way, and some not at all outside of English. So the words are
found here, once, and the engines are only asked where they stand; `matches` is the meaning that
each of them must agree with.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from msgspec import Struct

__all__ = ["Phrase", "Query", "matches", "parse_query", "words_of"]

WORD_MAX = 200  # characters; what is longer is cut, in texts and in queries alike

_PLAIN_WORD = re.compile(r"[a-z0-9]+")
_JOINERS = "\u200c\u200d"  # inside words of Indic and Persian scripts, and not written
_ALONE = ("CJK UNIFIED", "HIRAGANA", "KATAKANA")  # written without spaces: each sign is a word
_ACCENTED = ("LATIN", "GREEK", "CYRILLIC")  # where a mark is an accent; elsewhere it is a vowel


class Phrase(Struct, frozen=True):
    """Words that stand one after the other; of the last one only the beginning if ``prefix``."""

    words: tuple[str, ...]
    prefix: bool


class Query(Struct, frozen=True):
    """All of these phrases occur, in any order."""

    phrases: tuple[Phrase, ...]


def words_of(text: str) -> list[str]:
    """The words of a text, in order, as they are compared: without case, accents and ligatures.

    A word is a run of letters, their marks and digits (Unicode), of at most WORD_MAX characters.
    """
    if text.isascii():  # which has no accents and no ligatures
        return [word[:WORD_MAX] for word in _PLAIN_WORD.findall(text.lower())]
    # No sign changes what stands beyond a space, and most words come again and again.
    return [word for part in text.split(" ") if part for word in _words_within(part)]


@lru_cache(maxsize=16_384)
def _words_within(text: str) -> tuple[str, ...]:
    words: list[str] = []
    word: list[str] = []

    def end() -> None:
        if word:
            words.append("".join(word)[:WORD_MAX])
            word.clear()

    base = ""
    for char in unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold()):
        kind = unicodedata.category(char)[0]
        if kind == "M" and word:
            if not base.startswith(_ACCENTED):
                word.append(char)
        elif kind in "LN":
            base = _script(char)
            if base.startswith(_ALONE):
                end()
                words.append(char)
            else:
                word.append(char)
        elif char not in _JOINERS:
            end()
    end()
    return tuple(words)


def parse_query(typed: str) -> Query:
    """What was typed: words, ``"words in this order"``, and ``beginn*``.

    Raises ValueError, in words for people, where there is nothing to search for.
    """
    phrases: list[Phrase] = []
    for number, part in enumerate(typed.replace("“", '"').replace("”", '"').split('"')):
        quoted = number % 2 == 1
        for piece in [part] if quoted else part.split():
            words = tuple(words_of(piece))
            if words:
                phrases.append(Phrase(words, prefix=piece.rstrip().endswith("*")))
    if not phrases:
        raise ValueError(f"“{typed}” has no word to search for")
    return Query(tuple(phrases))


def matches(query: Query, texts: Iterable[str | None]) -> bool:
    """Whether every phrase stands in one of the texts; no phrase runs from one into the next."""
    found = [words_of(text) for text in texts if text is not None]
    return all(any(_stands_in(phrase, words) for words in found) for phrase in query.phrases)


def _stands_in(phrase: Phrase, words: Sequence[str]) -> bool:
    length = len(phrase.words)
    first, last = phrase.words[:-1], phrase.words[-1]
    for start in range(len(words) - length + 1):
        end = words[start + length - 1]
        if tuple(words[start : start + length - 1]) == first and (
            end.startswith(last) if phrase.prefix else end == last
        ):
            return True
    return False


@lru_cache(maxsize=4096)
def _script(char: str) -> str:
    return unicodedata.name(char, "")
