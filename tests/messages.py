"""The messages for people, found in the code, and the catalogues of other languages made of them.

`python -m tests.messages` brings each catalogue in `answers/languages/` up to the code and compiles
it; `python -m tests.messages pl` begins one. There is no template that could grow old: the code is
it. What cannot be translated is found, too: a sentence that is put together before it is said, and
names in braces that nobody fills or that a translation does not have.
"""

import ast
import re
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from string import Formatter
from typing import Final, NamedTuple, get_args

import msgspec
from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from parley.answers import failures  # noqa: F401 - which knows every error
from parley.answers.language import FOLDER
from parley.events import verify
from parley.events.errors import RecordError
from parley.events.flaws import all_flaws
from parley.negotiation.notation import MONTHS, SEASONS, Precision
from parley.negotiation.rules import RULES
from parley.negotiation.states import Guard
from parley.negotiation.steps import CATALOGUE
from tests.generate_answers import ANSWERS

__all__ = [
    "Fault",
    "Message",
    "begin",
    "collect",
    "compile_catalogue",
    "faults_of",
    "messages_of",
    "names_in",
    "stale",
    "template",
    "unsaid",
]

ROOT: Final = Path(__file__).parent.parent
ROOMS: Final = ("answers", "drafting", "web", "cli")

_SAYING: Final = {"say": 0, "marked": 0, "say_in": 1, "say_many": 1, "advise": 0, "refusal": 0}
"""Function that says a sentence -> which of its arguments is the English one."""
_TWO: Final = ("say_many", "refusal")
"""Those of them with a second sentence behind the first."""
_FIRST_BARE: Final = {"say": 1, "say_in": 2, "say_many": 3, "advise": 1}
"""Function -> which of its arguments are parts of the sentence: all from this one on."""


class Message(NamedTuple):
    """A message: English, its plural where it counts, and where it is said if that matters."""

    one: str
    many: str = ""
    context: str = ""


class Fault(NamedTuple):
    """What keeps a text from being translated, and where it stands."""

    place: str
    reason: str


def names_in(sentence: str) -> list[str]:
    """Return the names in braces, in order. Raises ValueError for braces that do not match."""
    found = (name for _, name, _, _ in Formatter().parse(sentence) if name is not None)
    return list(dict.fromkeys(found))


def messages_of(tree: ast.AST) -> Iterator[Message]:
    """Yield the messages that stand in a module."""
    for call, name in _calls(tree):
        match name:
            case "Column":
                for title in _texts(_argument(call, 1, "title")):
                    yield Message(title, context="column")
            case "say_columns":
                for heading in call.args:
                    yield from (Message(each, context="column") for each in _texts(heading))
            case "say_in":
                for context in _texts(_argument(call, 0)):
                    yield from (
                        Message(each, context=context) for each in _texts(_argument(call, 1))
                    )
            case "say_many":
                ones, many = _texts(_argument(call, 1)), _texts(_argument(call, 2))
                yield from map(Message, ones, many)
            case _:
                yield from map(Message, _texts(_argument(call, 0)))
                if name in _TWO:
                    yield from map(Message, filter(None, _texts(_argument(call, 1))))


def faults_of(tree: ast.AST, place: str) -> Iterator[Fault]:
    """Yield what is wrong with the way in which the sentences of a module are said."""
    for call, name in _calls(tree):
        if name not in _SAYING:
            continue
        where = f"{place}:{call.lineno}"
        sentences = [_argument(call, _SAYING[name])]
        sentences += [_argument(call, _SAYING[name] + 1)] if name in _TWO else []
        for sentence in sentences:
            if isinstance(sentence, ast.JoinedStr | ast.BinOp):
                yield Fault(where, "is put together before it is said")
            for text in _texts(sentence):
                yield from _unfilled(call, name, text, where)


def _unfilled(call: ast.Call, name: str, text: str, where: str) -> Iterator[Fault]:
    given = {keyword.arg for keyword in call.keywords}
    if name in ("marked", "refusal") or None in given:
        return
    known = names_in(text)
    bare = call.args[_FIRST_BARE[name] :]
    counted = {"number"} if name == "say_many" else set()
    unnamed = [each for each in known if each not in given | counted]
    missing = unnamed[len(bare) :]
    if missing:
        yield Fault(where, f"nothing is given for {', '.join(missing)}")
    surplus = [str(each) for each in given if each not in known] if name != "say_many" else []
    surplus += [ast.unparse(each) for each in bare[len(unnamed) :]]
    if surplus:
        yield Fault(where, f"“{text}” does not take {', '.join(surplus)}")
    for due, part in zip(unnamed, bare, strict=False):
        called = part.id if isinstance(part, ast.Name) else getattr(part, "attr", "")
        if called != due:
            yield Fault(where, f"{ast.unparse(part)} is given bare, and is not called {due}")


def unsaid(tree: ast.AST, place: str) -> Iterator[Fault]:
    """Yield the sentences of a module that are put together and go round the door.

    What programmers read of their own mistakes is none of them, nor are commands and help.
    """
    for node in _asked(tree):
        if isinstance(node, ast.JoinedStr):
            given = [each.value for each in node.values if isinstance(each, ast.Constant)]
            text = "{}".join(map(str, given))
            if _WORD.search(text) and " " in text.strip() and not text.startswith(_COMMANDS):
                yield Fault(f"{place}:{node.lineno}", f"“{text}” goes round the door")


def _asked(node: ast.AST) -> Iterator[ast.AST]:
    yield node
    mistake = isinstance(node, ast.Call) and _called(node) in ("TypeError", "ValueError")
    if mistake or (isinstance(node, ast.keyword) and node.arg == "help"):
        return
    for below in ast.iter_child_nodes(node):
        yield from _asked(below)


@cache
def collect() -> frozenset[Message]:
    """Return every message of the product, the words of its catalogues and shapes among them."""
    found = {
        Message(word.replace("_", " "), context="word")
        for word in _words([*CATALOGUE.values(), *ANSWERS.values()])
        if word.islower()
    }
    found.update(Message(each, context="month") for each in MONTHS)
    found.update(Message(each, context="end of") for each in get_args(Precision))
    found.update(Message(each, context="season") for each in SEASONS.values())
    left_out = (each for name, each in vars(verify).items() if name.isupper())
    found.update(Message(each) for each in left_out if isinstance(each, str))
    found.update(Message((guard.__doc__ or "").strip().splitlines()[0]) for guard in _guards())
    for _, tree in modules():
        found.update(messages_of(tree))
    errors = {Message(each.says) for each in _below(RecordError) if each.says}
    flaws = {Message(each.says) for each in all_flaws()}
    return frozenset(found | errors | flaws)


def _below(kind: type[RecordError]) -> list[type[RecordError]]:
    return [kind, *(each for below in kind.__subclasses__() for each in _below(below))]


def _guards() -> Iterator[Guard]:
    """Yield the guards of all rules; the first line of each says what it asks."""
    for rules in RULES.values():
        yield from rules.everywhere
        for row in rules.rows:
            yield from row.guards


@cache
def modules() -> tuple[tuple[str, ast.Module], ...]:
    """Return the modules in which something is said to people, with their paths."""
    return tuple(
        (str(path.relative_to(ROOT)), ast.parse(path.read_text(encoding="utf-8")))
        for room in ROOMS
        for path in sorted((ROOT / room).rglob("*.py"))
    )


def template() -> Catalog:
    """Return the messages as a catalogue without a language."""
    made = Catalog(project="parley", charset="utf-8")
    for each in sorted(collect()):
        made.add((each.one, each.many) if each.many else each.one, context=each.context or None)
    return made


def begin(language: str, folder: Path = FOLDER) -> Path:
    """Write a catalogue in which nothing is translated yet; return its path."""
    path = folder / f"{language}.po"
    _write(Catalog(locale=language, project="parley", charset="utf-8"), path)
    return path


def compile_catalogue(path: Path) -> None:
    """Bring a catalogue up to the code, and compile it beside itself.

    Raises ValueError for a translation that has other names in braces than the English sentence.
    """
    catalogue = _read(path)
    for message in catalogue:
        if message.id:
            _check(path, message.id, message.string)
    _write(catalogue, path)
    with path.with_suffix(".mo").open("wb") as compiled:
        write_mo(compiled, catalogue)


def stale(folder: Path = FOLDER) -> list[str]:
    """Return the catalogues of which the compiled form does not say what stands in them."""
    return [
        path.name
        for path in sorted(folder.glob("*.po"))
        if not path.with_suffix(".mo").exists()
        or path.with_suffix(".mo").read_bytes() != _compiled(path)
    ]


def _compiled(path: Path) -> bytes:
    with path.open("rb") as written:
        catalogue = read_po(written, locale=path.stem)
    made = BytesIO()
    write_mo(made, catalogue)
    return made.getvalue()


def _read(path: Path) -> Catalog:
    with path.open("rb") as written:
        return read_po(written, locale=path.stem)


def _write(catalogue: Catalog, path: Path) -> None:
    catalogue.update(template(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    with path.open("wb") as written:
        write_po(written, catalogue, width=100, sort_output=True, omit_header=False)


def _check(path: Path, english: str | Sequence[str], said: str | Sequence[str] | None) -> None:
    originals = (english,) if isinstance(english, str) else tuple(english)
    translations = (said,) if isinstance(said, str) else tuple(said or ())
    known = {*names_in(originals[0]), *names_in(originals[-1])}
    for each in translations:
        if each and set(names_in(each)) - known:
            unknown = ", ".join(sorted(set(names_in(each)) - known))
            raise ValueError(f"{path.name}: “{each}” names {unknown}; the English has none such")
        if each and isinstance(english, str) and known - set(names_in(each)):
            missing = ", ".join(sorted(known - set(names_in(each))))
            raise ValueError(f"{path.name}: “{each}” leaves out {missing}")


def _words(kinds: Sequence[object]) -> set[str]:
    """Return the words that are values of shapes: of enumerations, never of people."""
    return {
        str(word)
        for info in _infos(msgspec.inspect.multi_type_info(kinds), set())
        for word in info.values
    }


def _infos(found: object, seen: set[int]) -> Iterator[msgspec.inspect.LiteralType]:
    if id(found) in seen:
        return
    seen.add(id(found))
    match found:
        case msgspec.inspect.LiteralType():
            yield found
        case list() | tuple():
            for each in found:
                yield from _infos(each, seen)
        case msgspec.inspect.Type() | msgspec.inspect.Field():
            for name in found.__struct_fields__:
                yield from _infos(getattr(found, name), seen)


def _is_door(function: ast.expr) -> bool:
    """Whether it can be one of the functions: a name, or that of the module `language`."""
    if isinstance(function, ast.Attribute):
        return isinstance(function.value, ast.Name) and function.value.id == "language"
    return isinstance(function, ast.Name)


def _called(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


_COMMANDS: Final = ("parley ", "pip ", "rm ", "mkdir ", "-")
_WORD: Final = re.compile("(^|[ (“{}])[a-z]{2,}(?=$|[ ,;:)”])")


def _calls(tree: ast.AST) -> Iterator[tuple[ast.Call, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _is_door(node.func):
            name = _called(node)
            if name in (*_SAYING, "Column", "say_columns"):
                yield node, name


def _argument(call: ast.Call, place: int, name: str = "") -> ast.expr | None:
    named = next((each.value for each in call.keywords if name and each.arg == name), None)
    return call.args[place] if len(call.args) > place else named


def _texts(node: ast.expr | None) -> list[str]:
    """Return the texts that an argument can be, as far as they stand there."""
    match node:
        case ast.Constant(value=str() as text):
            return [text]
        case ast.IfExp():
            return [*_texts(node.body), *_texts(node.orelse)]
        case _:
            return []


def main() -> int:
    """Begin the catalogues that are named; bring all of them up to the code and compile them."""
    for language in sys.argv[1:]:
        begin(language)
    paths = sorted(FOLDER.glob("*.po"))
    for path in paths:
        compile_catalogue(path)
    compiled = ", ".join(path.name for path in paths) or "nothing; NEW=pl begins a catalogue"
    sys.stdout.write(f"compiled: {compiled}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
