"""What may be wrong with what is stored: one class a case, its facts as fields.

`verify` compares and hands out these, and errors carry them. ``says`` is the English sentence of a
case, with its facts in braces, as an error of `events.errors` has one: whoever prints an error
without a face reads it, and above it is the message that a language translates
(`answers.words.findings`). Nothing below compares or stores sentences.

What is wrong with an object says ``{it}``: "it is missing" of a finding that names the place,
"trigger record_stays is missing" elsewhere.
"""

import re
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias

import msgspec
from msgspec import Struct

__all__ = ["Flaw", "OfObject", "all_flaws"]

# As `events.canonical` has them, which speaks of its own errors, and they of these.
if TYPE_CHECKING:
    JsonValue: TypeAlias = bool | int | str | list["JsonValue"] | dict[str, "JsonValue"] | None
else:
    JsonValue = Any

JsonObject: TypeAlias = dict[str, JsonValue]


class Flaw(Struct, frozen=True):
    """One thing that does not hold: a case, which is the name of its class, and its facts."""

    says: ClassVar[str] = ""
    it: ClassVar[str] = "it"

    @property
    def case(self) -> str:
        """The name of the case: `position_missing` of `PositionMissing`."""
        return _case(type(self).__name__)

    @property
    def facts(self) -> JsonObject:
        """The facts as plain values; another flaw among them is its case and facts."""
        return {name: _plain(getattr(self, name)) for name in self.__struct_fields__}

    def told(self, it: str) -> str:
        """The English sentence, with ``it`` as its subject where it has one."""
        return self.says.format_map({"it": it, **self.shown()})

    def shown(self) -> dict[str, object]:
        """The facts as they stand in the English sentence."""
        return {name: _shown(getattr(self, name)) for name in self.__struct_fields__}

    def __str__(self) -> str:
        return self.told(self.it)


@cache
def _case(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def _plain(value: object) -> JsonValue:
    if isinstance(value, Flaw):
        return {"case": value.case, "facts": value.facts}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, str):
        return str(value)  # names of SQLAlchemy are texts of a kind of their own
    plain: JsonValue = msgspec.to_builtins(value)
    return plain


def _shown(value: object) -> object:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else value


def all_flaws(kind: type[Flaw] = Flaw) -> list[type[Flaw]]:
    """Every case that there is."""
    below = [each for found in kind.__subclasses__() for each in all_flaws(found)]
    return [kind, *below] if kind.says else below


# What a reader or an engine says ------------------------------------------------------------------


class Said(Flaw, frozen=True):
    """In the words of whoever found it: a decoder, a driver."""

    reason: str
    says = "{reason}"


class NotLaidOut(Flaw, frozen=True):
    """Bytes that make no record, no statement."""

    what: str
    reason: str
    says = "not a {what}: {reason}"


class Unreadable(Flaw, frozen=True):
    because: Flaw
    says = "it cannot be read: {because}"


class At(Flaw, frozen=True):
    position: int
    because: Flaw
    says = "@{position}: {because}"


class EngineDamage(Flaw, frozen=True):
    """What the engine itself complains of."""

    engine: str
    place: str
    reason: str
    says = "{engine} finds {place} damaged: {reason}"


class TextDamaged(Flaw, frozen=True):
    place: str
    reason: str
    says = "a text in {place} is damaged: {reason}"


class RefusedByTable(Flaw, frozen=True):
    reason: str
    says = "the table refuses the records: {reason}"


# Records and their bytes --------------------------------------------------------------------------


class PositionMissing(Flaw, frozen=True):
    position: int
    says = "position {position} is missing"


class PositionsMissing(Flaw, frozen=True):
    first: int
    last: int
    says = "positions are missing between {first} and {last}"


class NoBytes(Flaw, frozen=True):
    position: int | str
    says = "position {position} holds no bytes"


class BytesUnreadable(Flaw, frozen=True):
    position: int | str
    because: Flaw
    says = "position {position}: {because}"


class BytesOfAnother(Flaw, frozen=True):
    position: int | str
    found: int
    says = "position {position} holds the bytes of {found}"


class VersionMisplaced(Flaw, frozen=True):
    position: int
    version: int
    stream: str
    expected_version: int
    expected_stream: str
    says = (
        "position {position} holds version {version} of {stream} where version {expected_version}"
        " of {expected_stream} should be"
    )


class RowMisnumbered(Flaw, frozen=True):
    number: int
    says = "the row there is numbered {number}"


class RecordedTooEarly(Flaw, frozen=True):
    position: int
    says = "@{position} is recorded before what it follows"


class OutOfPlace(Flaw, frozen=True):
    position: int
    expected: int
    says = "@{position} stands where @{expected} should be"


class TimeTurnedBack(Flaw, frozen=True):
    says = "it is recorded before what it follows"


class IdTwice(Flaw, frozen=True):
    position: int
    id: str
    says = "@{position} has the id {id}, which another record has"


class ColumnDiffers(Flaw, frozen=True):
    """A column beside the bytes says something else than they do."""

    column: str
    expected: str | int
    found: str | int
    says = "{column} is {expected} in the bytes, {found} beside"


class LeafHashDiffers(Flaw, frozen=True):
    says = "leaf_hash is not the hash of the record"


class StatementHashDiffers(Flaw, frozen=True):
    says = "statement_hash is not the hash of the statement"


class LeafHashDamaged(Flaw, frozen=True):
    first: int
    last: int
    says = "a leaf hash between {first} and {last} is damaged"


class StatementHashDamaged(Flaw, frozen=True):
    stream: str
    version: int
    says = "the statement hash of {stream} v{version} is damaged"


class ValueDamaged(Flaw, frozen=True):
    column: str
    table: str
    found: str
    says = "{column} in the table {table} is damaged: it holds {found}"


class RowTwice(Flaw, frozen=True):
    table: str
    says = "a row of the table {table} stands there twice"


# Streams ------------------------------------------------------------------------------------------


class MadeForAnother(Flaw, frozen=True):
    found: str
    expected: str
    says = "it was made for {found}, not for {expected}"


class VersionSkipped(Flaw, frozen=True):
    follows: int
    says = "it follows v{follows} of its stream"


class ChainBroken(Flaw, frozen=True):
    """The statement names another hash than that of the one before it."""

    found: str | None
    expected: str | None
    says = "it was said after {found}, and follows {expected}"


class DoesNotFollow(Flaw, frozen=True):
    position: int
    version: int
    stream: str
    follows: int
    says = "@{position}: version {version} of {stream} does not follow v{follows}"


class EndUnsaid(Flaw, frozen=True):
    version: int
    position: int
    says = "nothing says where it ends, and its records end with v{version} at @{position}"


class EndElsewhere(Flaw, frozen=True):
    found_version: int
    found_position: int
    version: int
    position: int
    says = (
        "it is said to end with v{found_version} at @{found_position}, and its records end with"
        " v{version} at @{position}"
    )


class EndHashDiffers(Flaw, frozen=True):
    version: int
    says = "the hash that it is said to end with is not that of v{version}"


class EndIsAnother(Flaw, frozen=True):
    stream: str
    version: int
    says = "{stream} is said to end with another v{version}"


class NoRecordAtEnd(Flaw, frozen=True):
    stream: str
    position: int
    says = "no record is where {stream} is said to end: @{position}"


class RefusedAgain(Flaw, frozen=True):
    """An entry that no rule would let stand: the refusal's guard, case and facts."""

    version: int
    guard: str
    refusal: str
    given: JsonObject
    says = "v{version}: {guard} refuses it: {because}"

    def shown(self) -> dict[str, object]:
        """The case and its facts as a developer reads them."""
        given = ", ".join(f"{name} {value}" for name, value in self.given.items())
        because = self.refusal.replace("_", " ") + (f" ({given})" if given else "")
        return {"version": self.version, "guard": self.guard, "because": because}


# The head and the tree ----------------------------------------------------------------------------


class NoHead(Flaw, frozen=True):
    says = "the ledger has no head"


class HeadDamaged(Flaw, frozen=True):
    size: int
    recorded_at: int
    says = (
        "the head is damaged: it says that there are {size} records, the last at {recorded_at} µs"
        " since 1970"
    )


class HeadSizeDiffers(Flaw, frozen=True):
    found: int
    expected: int
    says = "it says that there are {found} records, and {expected} are there"


class HeadTimeDiffers(Flaw, frozen=True):
    says = "its time is not that of the last record"


class RecordBeyondHead(Flaw, frozen=True):
    size: int
    position: int
    says = "it says that there are {size}, and @{position} is there"


class LogShorter(Flaw, frozen=True):
    size: int
    read: int
    says = (
        "the log ends at @{size}, and @{read} was read from it before: this is another ledger, or"
        " an older copy"
    )


class TileMissing(Flaw, frozen=True):
    number: int
    level: int
    says = "tile {number} of level {level} should stand before it"


class TileNotFull(Flaw, frozen=True):
    size: int
    says = "the log has {size} records, which do not fill it"


class TileDiffers(Flaw, frozen=True):
    says = "its hashes are not those of the records"


class SizeDiffers(Flaw, frozen=True):
    expected: int
    found: int
    says = "there should be {expected} records, and {found} are there"


class RootDiffers(Flaw, frozen=True):
    size: int
    expected: str
    found: str
    says = "the root of {size} records should be {expected}, and is {found}"


class CopySizeDiffers(Flaw, frozen=True):
    found: int
    expected: int
    says = "the head of the copy says {found} records, and should {expected}"


class CopyHeadDiffers(Flaw, frozen=True):
    size: int
    recorded_at: int
    expected_size: int
    expected_recorded_at: int
    says = (
        "the head of the copy says {size} records, the last at {recorded_at} µs since 1970, and"
        " should say {expected_size}, the last at {expected_recorded_at}"
    )


class CopyTreeDiffers(Flaw, frozen=True):
    says = "the tree that the copy keeps has another root"


class AnotherLedgerThere(Flaw, frozen=True):
    place: str
    says = "another ledger has taken the place of the one at {place}"


class LogContradictsHead(Flaw, frozen=True):
    place: str
    reason: str
    says = "the log of {place} contradicts its head: {reason}"


# The ledger's own records -------------------------------------------------------------------------


class AttemptNotKept(Flaw, frozen=True):
    says = "a refused attempt stands where none are kept"


class StreamUnknown(Flaw, frozen=True):
    """Neither one of the ledger's own nor one that the politics judge."""

    entries: int
    says = "it is no stream of this release, and nothing reads its entries: {entries}"


class ExportAhead(Flaw, frozen=True):
    shows: int
    position: int
    says = "it shows @{shows}, and stands at @{position}"


class ExportOfAnother(Flaw, frozen=True):
    found: str
    expected: str
    says = "its root is {found}, and the log's there is {expected}"


class DatesBeyondLog(Flaw, frozen=True):
    size: int
    last: int
    says = "the log ends at @{size}, before @{last}"


class DatesReplaceNothing(Flaw, frozen=True):
    clock_record: int
    says = "it takes the place of clocks#{clock_record}, which does not stand"


class DateTwice(Flaw, frozen=True):
    clock_record: int
    position: int
    says = (
        "clocks#{clock_record} speaks of @{position} already, and two that stand never speak of the"
        " same position"
    )


class DatesTwice(Flaw, frozen=True):
    clock_record: int
    first: int
    last: int
    says = (
        "clocks#{clock_record} speaks of @{first} to @{last} already, and two that stand never"
        " speak of the same position"
    )


# The views ----------------------------------------------------------------------------------------


class ViewsOfVersion(Flaw, frozen=True):
    found: int
    expected: int
    says = "it says that the tables are of version {found}, not of {expected}"


class ViewsUnsaid(Flaw, frozen=True):
    says = "the ledger does not say how far its views are"


class FoldDamaged(Flaw, frozen=True):
    stream: str
    because: Flaw
    says = "the stored fold of {stream} is damaged: {because}"


class FoldUnusable(Flaw, frozen=True):
    stream: str
    says = "the stored fold of {stream} is damaged"


class FoldBehind(Flaw, frozen=True):
    found: int
    expected: int
    says = "it ends at v{found}, not at v{expected}"


class FoldBeyondRows(Flaw, frozen=True):
    position: int
    reached: int
    says = "it holds @{position}, and the rows say that they reach @{reached}"


class FoldOfNoVersion(Flaw, frozen=True):
    version: int
    end: int
    says = "it is of v{version}, and the stream ends at v{end}"


class FoldDiffers(Flaw, frozen=True):
    version: int
    says = "the stored fold is not what the records up to v{version} give"


class FoldOfNoStream(Flaw, frozen=True):
    says = "the log has no such stream"


class RowsOfNoStream(Flaw, frozen=True):
    says = "it holds rows of this stream, and the log has no such stream"


class RowsAhead(Flaw, frozen=True):
    reached: int
    size: int
    says = "the rows say that they reach @{reached}, and the log ends at @{size}"


class RowsDiffer(Flaw, frozen=True):
    """How many rows are not what the records give, and how many are missing."""

    wrong: int
    missing: int
    says = "{wrong} not what the records give, {missing} missing"

    def shown(self) -> dict[str, object]:
        """The facts with their noun and verb; a language has its own plural forms."""
        return {"wrong": _rows(self.wrong), "missing": _rows(self.missing)}


def _rows(count: int) -> str:
    return "1 row is" if count == 1 else f"{count} rows are"


class RowDamaged(Flaw, frozen=True):
    table: str
    because: Flaw
    says = "a row of the view table {table} is damaged: {because}"


class WordsDiffer(Flaw, frozen=True):
    says = "a search does not find what stands in the rows, or finds more"


class WordsDamaged(Flaw, frozen=True):
    index: str
    because: Flaw
    says = "the index of words {index} is damaged: {because}"


# Objects ------------------------------------------------------------------------------------------


class Missing(Flaw, frozen=True):
    says = "{it} is missing"


class Altered(Flaw, frozen=True):
    says = "{it} is not what this release makes"


class Nobodys(Flaw, frozen=True):
    says = "{it} is none of this release's"


class NobodysOnTable(Flaw, frozen=True):
    table: str
    says = "{it} stands on table {table} and is none of this release's"


class InPlaceOf(Flaw, frozen=True):
    kind: str
    says = "{it} stands where a {kind} should"


class InPlaceOfLog(Flaw, frozen=True):
    says = "{it} stands where a table of the log should, and was not read"


class FileDamaged(Flaw, frozen=True):
    reason: str
    says = "{it} is damaged, as SQLite finds: {reason}"


class SettingDiffers(Flaw, frozen=True):
    found: int
    says = "{it} is {found}, and this release sets none"


class OwnedByAnother(Flaw, frozen=True):
    says = "{it} belongs to somebody else than the log"


class GivenOnColumn(Flaw, frozen=True):
    says = "{it} is given on a single column"


class GivenOnFuture(Flaw, frozen=True):
    says = "{it} is given on whatever will be made"


class MoreThanDue(Flaw, frozen=True):
    rights: tuple[str, ...]
    says = "{it} is more than its due: {rights}"


class LessThanDue(Flaw, frozen=True):
    rights: tuple[str, ...]
    says = "{it} is less than its due: {rights}"


class PassedOn(Flaw, frozen=True):
    says = "{it} can be passed on to others"


class OfObject(Flaw, frozen=True):
    """What is wrong with an object, where the sentence itself has to name it."""

    kind: str
    name: str
    what: Flaw
    says = "{what}"

    @property
    def named(self) -> str:
        """The object, as the engine calls its kind."""
        return f"{self.kind} {self.name}"

    def shown(self) -> dict[str, object]:
        """The sentence of what is wrong, with the object as its subject."""
        return {"what": self.what.told(self.named)}


class MightRun(Flaw, frozen=True):
    what: OfObject
    says = "{what}, and was not read: it might run"
