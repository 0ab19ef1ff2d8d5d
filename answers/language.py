"""The one door of every text for people: an English sentence here, its translation if there is one.

The English sentence in the code is the message, so that English is complete and can be read where
it is said; a catalogue of another language is a file in `languages/`, and adding one touches no
code. A message is a whole sentence or a whole phrase with names for what is put in, never glued
from halves: its order, its plural forms and what agrees with what are the language's. What machines
read (members, codes, words of the catalogue in JSON) never comes here.

    say("v{version} of {slug} was retracted", version, self.slug)
    say("{by} joins the table", by=actors(step))     a sentence
    say_many(3, "{number} offer", "{number} offers") one that counts; it has {number}
    say_in("column", "by")                           a word that means something else elsewhere
    marked("offered to {party}")                     stands in a table, and is said later by `say`
    say_word("seat_count")                           a word of the catalogue
    say_list(("INC", "AAP"))                         several things of one kind
    say_all(("INC", "AAP"))                          the same, all of them meant: INC and AAP
    say_columns("step", "when")                      the headings of a table

What is called as in the sentence, a name or an attribute, may be given bare, in the sentence's
order; all else by its name. `python -m tests.messages` (`make messages`) finds these calls, and a
test holds the names together; the sentence is a text as it stands there, or one that was `marked`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from string import Formatter
from typing import Final

__all__ = [
    "ENGLISH",
    "FOLDER",
    "Language",
    "find_language",
    "list_languages",
    "marked",
    "say",
    "say_all",
    "say_columns",
    "say_in",
    "say_list",
    "say_many",
    "say_word",
    "speak",
    "speaking",
    "spoken_language",
]

Language = NullTranslations
"""What a language says instead of English; where it has nothing, English stands."""

ENGLISH: Final = "en"
FOLDER: Final = Path(__file__).parent / "languages"
"""Where the catalogues lie: `pl.po` for translators, `pl.mo`, compiled, for programs."""

_ENGLISH: Final = NullTranslations()
_SPOKEN: Final[ContextVar[Language]] = ContextVar("language", default=_ENGLISH)
# Of the context: a service answers each request in its own language.


def list_languages() -> list[str]:
    """Return the languages that can be spoken, English first."""
    return [ENGLISH, *sorted(each.stem for each in FOLDER.glob("*.mo"))]


def find_language(name: str) -> Language:
    """Return a language of `list_languages`. Raises OSError where it has no catalogue."""
    if name == ENGLISH:
        return _ENGLISH
    with (FOLDER / f"{name}.mo").open("rb") as catalogue:
        return GNUTranslations(catalogue)


def speak(language: Language) -> None:
    """Say everything in that language from now on, in this context (thread, task) alone."""
    _SPOKEN.set(language)


def spoken_language() -> str:
    """Return the name of the language that is spoken, `en`, as HTML has it."""
    return _SPOKEN.get().info().get("language", ENGLISH).replace("_", "-")


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Say everything in that language within the block."""
    before = _SPOKEN.set(language)
    try:
        yield
    finally:
        _SPOKEN.reset(before)


def say(sentence: str, /, *bare: object, **parts: object) -> str:
    """Return a sentence in the language that is spoken, with its parts."""
    # What gettext has under nothing is what a catalogue says of itself.
    said = _SPOKEN.get().gettext(sentence) if sentence else ""
    return said.format_map(_named(sentence, bare, parts)) if bare or parts else said


def say_many(number: int, one: str, many: str, /, *bare: object, **parts: object) -> str:
    """Return a sentence that counts something, in the form that this number takes.

    `{number}` is the number.
    """
    said = _SPOKEN.get().ngettext(one, many, number)
    return said.format_map(_named(many, bare, {"number": number, **parts}))


def say_in(context: str, sentence: str, /, *bare: object, **parts: object) -> str:
    """Return a sentence, or a word, as it is said in that context."""
    said = _SPOKEN.get().pgettext(context, sentence)
    return said.format_map(_named(sentence, bare, parts)) if bare or parts else said


def say_columns(*titles: str) -> tuple[str, ...]:
    """Return the headings of a table."""
    return tuple(say_in("column", each) for each in titles)


def marked(sentence: str) -> str:
    """Return the sentence as it is; it is said later, where its parts are known."""
    return sentence


def say_word(word: str) -> str:
    """Return a word of the catalogue as people read it: `seat count` of `seat_count`."""
    return _SPOKEN.get().pgettext("word", word.replace("_", " "))


def say_list(things: Iterable[object]) -> str:
    """Return things with commas between them."""
    return say_in("between things of a list", ", ").join(map(str, things))


def say_all(things: Sequence[str]) -> str:
    """Return things of which all are meant: `INC, AAP and SP`."""
    if len(things) < 2:
        return "".join(things)
    return say("{others} and {last}", others=say_list(things[:-1]), last=things[-1])


def _named(
    sentence: str, bare: tuple[object, ...], parts: Mapping[str, object]
) -> Mapping[str, object]:
    """Return all parts by their names; the bare ones are those that have no name yet, in order."""
    if not bare:
        return parts
    unnamed = [name for name in _names(sentence) if name not in parts]
    return {**parts, **dict(zip(unnamed, bare, strict=True))}


@lru_cache(maxsize=4096)
def _names(sentence: str) -> tuple[str, ...]:
    found = (name for _, name, _, _ in Formatter().parse(sentence) if name is not None)
    return tuple(dict.fromkeys(found))
