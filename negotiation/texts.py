"""Texts: what a text must be to be recorded, and what machines leave where a text should stand.

An unset shell variable types an empty speaker, a spreadsheet makes 7 May of the range 5-7 and fills
cells with #REF!, a program writes NaN. Nobody said any of it. Only what is to be recorded is asked
here; records that have such a text are read as they are.
"""

import re
import unicodedata
from typing import Final

from msgspec import Struct

__all__ = ["CONTROL", "Fault", "control_said", "is_blank", "text_fault", "words_fault"]

CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""What no text has: control characters but tab and line break, and halves of surrogate pairs."""


class Fault(Struct, frozen=True):
    """What is wrong with a text, and what to do."""

    reason: str
    hint: str


_LEAVE_OUT: Final = "leave the field out, or the cell empty, where nothing was said"
_ERRORS: Final = frozenset(
    (
        *("#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!", "#ERROR!"),
        *("#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#CONNECT!", "#BUSY!", "#UNKNOWN!"),
        *("#PYTHON!", "#EXTERNAL!", "#GETTING_DATA", "#N/A N/A", "#NA"),
        *("#BEZUG!", "#NV", "#WERT!", "#ZAHL!", "#ÜBERLAUF!"),
        *("#VALEUR!", "#NOMBRE!", "#NOM?", "#¡REF!", "#¡VALOR!", "#¡NUM!", "#¡DIV/0!", "#¿NOMBRE?"),
    )
)
_ERROR_NUMBER: Final = re.compile(r"Err:[0-9]{3}|#{2,}")
"""As LibreOffice writes an error, and every spreadsheet a column that is too narrow."""
_NO_VALUES: Final = frozenset(
    (
        *("NaN", "nan", "NAN", "-NaN", "-nan", "NaT", "<NA>", "N/A", "n/a", "N.A.", "n.a."),
        *("NULL", "Null", "null", "None", "undefined"),
    )
)
_NO_FIGURES: Final = frozenset(("NA", "na", "TRUE", "FALSE", "true", "false", "inf", "Infinity"))
_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar janv janvier ene enero gen gennaio janeiro",
            "feb february februar févr février febrero febbraio fev fevereiro",
            "mar march mär märz mrz mars marzo março mrt",
            "apr april avr avril abr abril aprile",
            "may mai mayo mag maggio maio mei",
            "jun june juni juin junio giu giugno junho",
            "jul july juli juil juillet julio lug luglio julho",
            "aug august août ago agosto",
            "sep sept september septembre septiembre set settembre setembro",
            "oct october okt oktober octobre octubre ott ottobre out outubro",
            "nov november novembre noviembre novembro",
            "dec december dez dezember déc décembre dic diciembre dicembre dezembro",
        ),
        start=1,
    )
    for name in names.split()
}
"""Months as spreadsheets of English, German, Romance and Dutch spelling write them -> number."""
_ALSO_WORDS: Final = frozenset(("set", "out", "ago"))
"""Months that are words of English, too: “5 set” is no date, “5-set” is."""
_DAY_MONTH: Final = re.compile(r"(?P<number>[0-9]{1,2})(?:[-–/ ]|\. ?)(?P<month>[^\W\d_]+)\.?")
_MONTH_YEAR: Final = re.compile(r"(?P<month>[^\W\d_]+)\.?[-–/ ](?P<number>[0-9]{2})")
_EXPONENT: Final = re.compile(r"[-+]?[0-9]+(?:[.,][0-9]+)?[eE][-+]?[0-9]+")
_UNSEEN_KINDS: Final = frozenset(("Zs", "Zl", "Zp", "Cc", "Cf"))
_UNSEEN: Final = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ufe00-\ufe0f\U000e0100-\U000e01ef]"
)
"""Letters and signs that leave no mark: fillers of Hangul and Khmer, the empty Braille cell."""


def is_blank(text: str) -> bool:
    """Whether nothing of a text can be seen: empty, spaces of any width, joiners, fillers."""
    return all(_is_unseen(sign) for sign in text)


def control_said(code: int) -> str:
    """Return what a sign that no text has is, in words, by its code."""
    if code >= 0xD800:
        return "half of a surrogate pair, which is no character"
    return f"the control character U+{code:04X}; only tab and line break may stand in a text"


def text_fault(text: str) -> Fault | None:
    """Return why a text may not be recorded, wherever it stands; None where it may."""
    control = CONTROL.search(text)
    if control is not None:
        return Fault(f"the text holds {control_said(ord(control[0]))}", "leave it out")
    if is_blank(text):
        what = "is empty" if text == "" else "is blank: nothing in it can be seen"
        return Fault(f"the text {what}", _LEAVE_OUT)
    bare = text.strip()
    if bare in _ERRORS or _ERROR_NUMBER.fullmatch(bare):
        return Fault(f"“{bare[:20]}” is a spreadsheet's error value", _LEAVE_OUT)
    if bare in _NO_VALUES:
        return Fault(f"“{bare}” is what programs write where there is no value", _LEAVE_OUT)
    return None


def words_fault(text: str) -> Fault | None:
    """Return why a text may be neither a figure nor a quotation; None where it may."""
    fault = text_fault(text)
    if fault is not None:
        return fault
    bare = text.strip()
    if bare in _NO_FIGURES:
        return Fault(f"“{bare}” is a program's value, and nobody's words", _LEAVE_OUT)
    if _EXPONENT.fullmatch(bare):
        reason = f"“{bare[:40]}” is how a spreadsheet shortens a number"
        return Fault(reason, "write all its digits")
    plain = unicodedata.normalize("NFKC", bare)  # signs as wide as a Chinese character, too
    match = _DAY_MONTH.fullmatch(plain) or _MONTH_YEAR.fullmatch(plain)
    name = "" if match is None else match["month"].casefold()
    month = _MONTHS.get(name)
    if match is None or month is None or (" " in plain and name in _ALSO_WORDS):
        return None
    low, high = sorted((int(match["number"]), month))
    typed, meant = f"{low}-{high}", f"{low}..{high}" if low < high else f"{low}"
    reason = f"“{bare}” looks like a date that a spreadsheet made of {typed}; write {meant}"
    return Fault(reason, "format the column as text first, or the spreadsheet does it again")


def _is_unseen(sign: str) -> bool:
    return unicodedata.category(sign) in _UNSEEN_KINDS or _UNSEEN.match(sign) is not None
