"""JSON in one spelling only: RFC 8785 (JCS), for the part of JSON that the ledger uses.

Hashes and signatures are over bytes, so the same value must always give the same bytes; and what
a stranger decodes must be what was signed, so nothing ambiguous may come in.

The part: ASCII object keys, each once; integers |n| < 2**53; no fractions; strings without lone
surrogates; at most DEPTH_MAX levels. JCS sorts keys by UTF-16 unit and msgspec by code point; the
two agree on ASCII, which is why other keys are refused. JCS does no Unicode normalisation, and
neither do we: NFC belongs to the door where text comes in.
"""

import json
import re
from typing import TYPE_CHECKING, NoReturn, TypeAlias

import msgspec

from parley.events.errors import NotCanonical

if TYPE_CHECKING:
    JsonValue: TypeAlias = "bool | int | str | list[JsonValue] | dict[str, JsonValue] | None"
else:
    JsonValue = object  # msgspec reads annotations and cannot follow a type that contains itself

JsonObject: TypeAlias = dict[str, JsonValue]

INTEGER_LIMIT = 2**53  # above it a double, and so many a JSON reader, cannot tell neighbours apart
DEPTH_MAX = 64  # objects and arrays inside one another

_encoder = msgspec.json.Encoder(order="sorted")


def encode(value: JsonValue) -> bytes:
    """The canonical UTF-8 bytes of ``value``; tuples count as arrays.

    Raises NotCanonical, with the key path, for anything outside the part described above.
    """
    check_value(value)
    return _encoder.encode(value)


def encode_checked(value: JsonValue) -> bytes:
    """The same of a value that `check_value` has seen."""
    return _encoder.encode(value)


def decode(data: bytes) -> JsonValue:
    """The value that ``data`` spells, in any JSON spelling but without any ambiguity.

    White space, key order and escapes are free, because people write JSON by hand; whether bytes
    are canonical is asked with ``encode(decode(data)) == data``.

    Raises NotCanonical: invalid UTF-8, malformed or trailing text (with the byte), a duplicate or
    non-ASCII key, a fraction, NaN, a large integer, a lone surrogate, too many levels (with the
    key path).
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotCanonical("invalid UTF-8", f"byte {error.start}") from None
    try:
        value = _decoder.decode(text)
    except json.JSONDecodeError as error:
        offset = len(text[: error.pos].encode("utf-8"))
        raise NotCanonical(f"malformed JSON: {error.msg}", f"byte {offset}") from None
    except RecursionError:
        raise NotCanonical(_TOO_DEEP, "$") from None
    check_value(value)
    return value  # type: ignore[no-any-return]  # checked to the last leaf in the line above


def check_value(value: object) -> None:
    """Raises NotCanonical, with the key path, unless ``value`` has canonical bytes."""
    try:
        fit = _is_fit(value)
    except UnicodeEncodeError:
        fit = False
    if not fit:
        _check(value, (), 0)


def check_plain_keys(value: JsonValue) -> None:
    """Raises NotCanonical, with the key path, for a key of ``value`` that JSON has to escape.

    `decode` takes such keys, because old records may hold them; nobody writes new ones, so that a
    database can judge the order of keys without reading escapes.
    """
    _check_plain(value, ())


def is_plain_key(key: str) -> bool:
    """Whether JSON writes ``key`` as it is, in every spelling: printable ASCII."""
    return _PLAIN.fullmatch(key) is not None


_PLAIN = re.compile(r"[ !#-\[\]-~]*")  # printable ASCII without quote and backslash
_TOO_DEEP = f"more than {DEPTH_MAX} levels of objects and arrays"


class _Refused:
    """Stands where the JSON reader met something inadmissible, until the walk knows the path."""

    def __init__(self, reason: str) -> None:
        self.reason = reason


def _integer(digits: str) -> int | _Refused:
    if len(digits) > 17:  # also keeps int() away from digits without end
        return _Refused("an integer of 2**53 or more")
    return int(digits)


def _object(pairs: list[tuple[str, object]]) -> dict[str, object] | _Refused:
    members = dict(pairs)
    if len(members) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        return _Refused(f"the key {twice!r} twice")
    return members


_decoder = json.JSONDecoder(
    object_pairs_hook=_object,
    parse_float=lambda text: _Refused(f"the fraction {text}"),
    parse_int=_integer,
    parse_constant=lambda text: _Refused(f"{text}, which is not JSON,"),
)


def _is_fit(value: object) -> bool:
    """Whether a value has canonical bytes, told level by level and without paths: nearly every
    value has. Of one that has not, `_check` says what is wrong."""
    level = [value]
    for _ in range(DEPTH_MAX):
        inside: list[object] = []
        for each in level:
            kind = type(each)
            if kind is str:
                if not each.isascii():  # type: ignore[attr-defined]
                    each.encode("utf-8")  # type: ignore[attr-defined]
            elif kind is dict:
                for key in each:  # type: ignore[attr-defined]
                    if type(key) is not str or not key.isascii():
                        return False
                inside += each.values()  # type: ignore[attr-defined]
            elif kind is list or kind is tuple:
                inside += each  # type: ignore[arg-type]
            elif kind is int:
                if not -INTEGER_LIMIT < each < INTEGER_LIMIT:  # type: ignore[operator]
                    return False
            elif each is not None and kind is not bool:
                return False
        if not inside:
            return True
        level = inside
    return False  # too deep, or nearly so


def _check(value: object, path: tuple[str | int, ...], depth: int) -> None:
    kind = type(value)
    if kind is str:
        if not value.isascii():  # type: ignore[attr-defined]
            _check_text(value, path)  # type: ignore[arg-type]
    elif kind is dict:
        if depth >= DEPTH_MAX:
            _refuse(_TOO_DEEP, path[:1])
        for key, member in value.items():  # type: ignore[attr-defined]
            if type(key) is not str or not key.isascii():
                _refuse(f"the key {key!r}, which is not ASCII text,", path)
            _check(member, (*path, key), depth + 1)
    elif kind is list or kind is tuple:
        if depth >= DEPTH_MAX:
            _refuse(_TOO_DEEP, path[:1])
        for index, member in enumerate(value):  # type: ignore[arg-type]
            _check(member, (*path, index), depth + 1)
    elif kind is int:
        if not -INTEGER_LIMIT < value < INTEGER_LIMIT:  # type: ignore[operator]
            _refuse("an integer of 2**53 or more", path)
    elif kind is float:
        _refuse(f"the fraction {value}", path)
    elif kind is _Refused:
        _refuse(value.reason, path)  # type: ignore[attr-defined]
    elif value is not None and kind is not bool:
        _refuse(f"a {kind.__name__}, which JSON of ours has no place for,", path)


def _check_plain(value: JsonValue, path: tuple[str | int, ...]) -> None:
    if isinstance(value, dict):
        for key, member in value.items():
            if not is_plain_key(key):
                _refuse(f"the key {key!r}, which is not plain ASCII text,", path)
            _check_plain(member, (*path, key))
    elif isinstance(value, list):
        for index, member in enumerate(value):
            _check_plain(member, (*path, index))


def _check_text(text: str, path: tuple[str | int, ...]) -> None:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        _refuse(f"a lone surrogate at character {error.start}", path)


def _refuse(reason: str, path: tuple[str | int, ...]) -> NoReturn:
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    raise NotCanonical(reason, "$" + "".join(steps))
