"""The account written out slowly, straight from DOMAIN §3, as a judge of the real one.

It shares no code with it: dates are read with the standard library, corrections are applied to
plain dictionaries, and every record is put in by looking at every place there is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from parley.events.canonical import JsonObject, JsonValue
from parley.events.politics import Entry

__all__ = ["Bent", "Reference", "span"]

LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)
FAR_AHEAD = datetime(9999, 12, 31, tzinfo=UTC)
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)


class Bent(Exception):  # noqa: N818 - it is an answer
    """The history would have to be bent: the step goes nowhere."""


def span(text: str) -> tuple[datetime, datetime]:
    """[earliest, latest) of the few forms that these tests write, all of them in UTC."""
    if text.startswith("../"):
        return LONG_AGO, span(text[3:])[1]
    if text.endswith("/.."):
        return span(text[:-3])[0], FAR_AHEAD
    if "/" in text:
        first, _, last = text.partition("/")
        return span(first)[0], span(last)[1]
    about = text.endswith("~")
    bare = text.rstrip("~?")
    if "T" in bare:
        start = datetime.fromisoformat(bare).replace(tzinfo=UTC)
        widen = HOUR if about else timedelta()
        return start - widen, start + MINUTE + widen
    if len(bare) == len("2024"):
        year = datetime.fromisoformat(f"{bare}-01-01").replace(tzinfo=UTC)
        return year, year.replace(year=year.year + 1)
    if len(bare) == len("2024-09"):
        start = datetime.fromisoformat(f"{bare}-01").replace(tzinfo=UTC)
        return start, (start + 31 * DAY).replace(day=1)
    start = datetime.fromisoformat(bare).replace(tzinfo=UTC)
    widen = DAY if about else timedelta()
    return start - widen, start + DAY + widen


@dataclass
class Reference:
    """A stream's account. `take` raises Bent where the history would have to be bent."""

    said: dict[int, JsonObject] = field(default_factory=dict)
    types: dict[int, str] = field(default_factory=dict)
    order: list[int] = field(default_factory=list)

    def take(self, entry: Entry) -> None:
        before = {version: self.believed(version) for version in self.order}
        self.said[entry.version] = entry.step
        self.types[entry.version] = entry.type
        try:
            self.order = self._with(entry.version, before)
        except Bent:
            del self.said[entry.version], self.types[entry.version]
            raise

    def _with(self, version: int, before: Mapping[int, JsonObject | None]) -> list[int]:
        if version == 1:
            return []
        subject = self.subject(version)
        now = self.believed(subject)
        stood = subject in self.order
        without = [each for each in self.order if each != subject]
        if subject == 1:
            return self.order
        if now is None:
            return without
        if stood and _where(before[subject]) == _where(now):
            return self.order
        return self._put(without, subject, now)

    def _put(self, order: list[int], version: int, step: JsonObject) -> list[int]:
        """As late as it may stand; Bent where it would pass what it has to follow."""
        earliest, latest = span(str(step["occurred"]))
        place = 0
        for other in order:
            there = self.believed(other)
            assert there is not None
            if latest <= span(str(there["occurred"]))[0] or version in _pointed(there):
                break
            place += 1
        for other in order[place:]:
            there = self.believed(other)
            assert there is not None
            if span(str(there["occurred"]))[1] <= earliest or other in _pointed(step):
                raise Bent(f"v{version} before v{order[place]} and after v{other}")
        return [*order[:place], version, *order[place:]]

    def subject(self, version: int) -> int:
        """The entry that a correction is about in the end; of any other, itself."""
        while self.types[version] == "EntryCorrected":
            version = _number(self.said[version]["target"])
        return version

    def believed(self, version: int) -> JsonObject | None:
        """What an entry says with every correction that stands; None when it is retracted."""
        here = dict(self.said[version])
        for other in sorted(self.said):
            if self.types[other] != "EntryCorrected" or self.said[other]["target"] != version:
                continue
            correction = self.believed(other)
            if correction is None:
                continue
            if correction["effect"] == "retract":
                return None
            name = str(correction["field"])
            if correction["effect"] == "add":
                stands = here.get(name)
                here[name] = (
                    [*stands, correction["now"]]
                    if isinstance(stands, list)
                    else (
                        [correction["now"]] if name in ("after", "evidence") else correction["now"]
                    )
                )
            elif correction.get("now") is None:
                here.pop(name, None)
            else:
                here[name] = correction["now"]
        return here

    def happened(self, as_of: datetime) -> list[int]:
        """The cut: what was over by then, and what stands before such a step."""
        for count in range(len(self.order), 0, -1):
            last = self.believed(self.order[count - 1])
            assert last is not None
            if span(str(last["occurred"]))[1] <= as_of:
                return self.order[:count]
        return []


def _where(step: JsonObject | None) -> tuple[JsonValue, set[int]]:
    assert step is not None
    return step["occurred"], _pointed(step)


def _pointed(step: JsonObject) -> set[int]:
    found: set[int] = set()
    for name in ("about", "in_reply_to", "supersedes"):
        if isinstance(step.get(name), int):
            found.add(_number(step[name]))
    after = step.get("after", [])
    assert isinstance(after, Sequence)
    return found | {_number(each) for each in after}


def _number(value: JsonValue) -> int:
    assert isinstance(value, int)
    return value
