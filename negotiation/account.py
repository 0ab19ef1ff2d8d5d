"""The account: the history that is believed.

The records known at a position, corrections applied, put in order; what of it came out too late is
left out by `published`. Source: DOMAIN §3, "Order of the account" and "Cut"; §4, "Conventions".
"""

from collections.abc import Iterable
from typing import Protocol

import msgspec
from msgspec import Struct

from parley.negotiation.codec import ENTRIES, EntryError, corrected, restored
from parley.negotiation.evidence import JsonValue
from parley.negotiation.moments import Bounds, parse_moment
from parley.negotiation.paths import PathError
from parley.negotiation.refusals import Refusal, refused
from parley.negotiation.registration import ContestRegistered, NegotiationRegistered, Registration
from parley.negotiation.steps import Entry, EntryCorrected, Step, local_pointers
from parley.negotiation.upcasts import todays

__all__ = [
    "Account",
    "Believed",
    "Recorded",
    "Refused",
    "account_of",
    "read_entry",
    "registered_already",
]


class Recorded(Protocol):
    """What the record says of one entry of a stream; `step` is plain JSON."""

    @property
    def version(self) -> int: ...
    @property
    def position(self) -> int: ...
    @property
    def recorded_at(self) -> int: ...
    @property
    def id(self) -> str: ...
    @property
    def type(self) -> str: ...
    @property
    def type_version(self) -> int: ...
    @property
    def rules(self) -> int | None: ...
    @property
    def recorded_by(self) -> str: ...
    @property
    def step(self) -> dict[str, JsonValue]: ...


class Refused(Exception):  # noqa: N818 - it is an answer, not a fault
    """An entry that the account cannot take in."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(str(refusal))
        self.refusal = refusal


class Believed(Struct, frozen=True):
    """A step as it is believed: its record, its content with corrections, its bounds in time."""

    entry: Recorded
    step: Step
    bounds: Bounds
    corrected_by: tuple[int, ...] = ()

    @property
    def version(self) -> int:
        return self.entry.version


class Account:
    """One stream's believed history, taken in record by record."""

    def __init__(self, stream: str) -> None:
        self.stream = stream
        self.last = 0
        """The version that was taken in, or left out, last."""
        self.entries: dict[int, Recorded] = {}
        self.originals: dict[int, Entry | Registration] = {}
        self.corrections: dict[int, list[int]] = {}
        """Version of an entry -> the corrections that target it, in recorded order."""
        self.order: list[int] = []
        self.believed: dict[int, Believed] = {}
        self.latest_earliest: int | None = None
        """No step begins later than this: what ends later still may simply be appended."""
        self.latest_pointed = 0
        """No step points at a later version: nothing has to stand after one that is later still."""

    @property
    def registration(self) -> Registration:
        """The registration as it was recorded and corrected (not as it was amended)."""
        value = self._value(1)
        if value is None or isinstance(value, Entry):
            raise EntryError(f"{self.stream} does not begin with a registration")
        return value

    @property
    def zone(self) -> str:
        return self.registration.zone

    @property
    def steps(self) -> list[Believed]:
        """The believed steps in the order of occurrence."""
        return [self.believed[version] for version in self.order]

    def take(self, entry: Recorded) -> None:
        """Take in the next record of the stream.

        Raises Refused when it fits nowhere, EntryError when it is no valid entry.
        """
        value = read_entry(entry)
        if entry.version != self.last + 1:
            raise EntryError(f"v{entry.version} follows v{self.last}")
        if isinstance(value, Registration) and entry.version > 1:
            raise Refused(registered_already(self.stream.removeprefix("negotiation/")))
        if entry.version == 1 and not isinstance(value, Registration):
            raise EntryError("a stream begins with its registration")
        self.last = entry.version
        self.entries[entry.version] = entry
        self.originals[entry.version] = value
        try:
            if isinstance(value, EntryCorrected):
                self._correct(entry.version, value)
            elif isinstance(value, Step):
                self._insert(entry.version, value)
        except (Refused, ValueError):
            self.last -= 1
            del self.entries[entry.version], self.originals[entry.version]
            raise

    def leave_out(self) -> None:
        """Count the next version without an entry: what was to stand there is refused."""
        self.last += 1

    # Order --------------------------------------------------------------------------------------

    def _insert(self, version: int, step: Step) -> None:
        """Put a step in, as late as it may stand."""
        bounds = parse_moment(step.occurred).bounds(self.zone)
        pointed = set(local_pointers(step))
        place = self._latest_place(version, bounds)
        for later in self.order[place:]:
            if later in pointed or self.believed[later].bounds.precedes(bounds):
                raise Refused(self._out_of_order(version, place, later, pointed))
        self.order.insert(place, version)
        self.believed[version] = Believed(
            self.entries[version], step, bounds, tuple(self.active(version))
        )
        if self.latest_earliest is None or bounds.earliest > self.latest_earliest:
            self.latest_earliest = bounds.earliest
        self.latest_pointed = max(self.latest_pointed, *pointed, 0)

    def _latest_place(self, version: int, bounds: Bounds) -> int:
        if self.latest_earliest is None or (
            bounds.latest > self.latest_earliest and version > self.latest_pointed
        ):
            return len(self.order)  # nothing that stands can come certainly later, or point at it
        for place, other in enumerate(self.order):
            there = self.believed[other]
            if bounds.precedes(there.bounds) or version in local_pointers(there.step):
                return place
        return len(self.order)

    def _out_of_order(self, version: int, place: int, later: int, pointed: set[int]) -> Refusal:
        before = self.order[place]
        case = "out_of_order"
        if version in local_pointers(self.believed[before].step):
            case += "_pointed_at"
        if later in pointed:
            case += "_pointing"
        facts: dict[str, JsonValue] = {"version": version, "before": before, "later": later}
        return Refusal(guard="order", case=case, facts=facts, other=later)

    def _remove(self, version: int) -> None:
        self.order.remove(version)
        del self.believed[version]
        self._note_earliest()

    def _note_earliest(self) -> None:
        self.latest_earliest = max(
            (each.bounds.earliest for each in self.believed.values()), default=None
        )

    # Corrections --------------------------------------------------------------------------------

    def _correct(self, version: int, correction: EntryCorrected) -> None:
        target = correction.target
        if target >= version or target not in self.entries:
            raise Refused(refused("target_exists", "no_target", target=target, stream=self.stream))
        if self._value(target) is None:
            raise Refused(refused("target_not_retracted", "retracted_already", target=target))
        if target == 1 and correction.effect == "retract":
            raise Refused(refused("registration_stays", "registration_retracted"))
        self.corrections.setdefault(target, []).append(version)
        try:
            self._check_target_stays(target)
            self._reconsider(self.root_of(target))
        except (PathError, EntryError) as error:
            self._forget(target, version)
            raise Refused(self._unfit(target, str(error))) from error
        except Refused:
            self._forget(target, version)
            raise

    def _unfit(self, target: int, fault: str) -> Refusal:
        """A correction of `target` does not go together with what it says, or with the others."""
        root = self.root_of(target)
        later = [each for each in self.active(root) if each > target]
        if root == target or not later:
            return refused("correction_fits", "correction_unfit", target=target, fault=fault)
        return refused(
            "correction_fits",
            "corrected_further",
            target=target,
            fault=fault,
            root=root,
            last=later[-1],
        )

    def _forget(self, target: int, version: int) -> None:
        self.corrections[target].remove(version)

    def _check_target_stays(self, version: int) -> None:
        before, after = self.originals[version], self._value(version)
        if (
            isinstance(before, EntryCorrected)
            and isinstance(after, EntryCorrected)
            and before.target != after.target
        ):
            raise EntryError("a correction keeps its target: retract it, and record another")

    def root_of(self, version: int) -> int:
        """The entry that a correction is about in the end; of any other entry, itself."""
        original = self.originals[version]
        while isinstance(original, EntryCorrected):
            version = original.target
            original = self.originals[version]
        return version

    def _reconsider(self, root: int) -> None:
        """Bring the order in line with what an entry now says."""
        value = self._value(root)
        if root == 1:
            self._rezone(value)
            return
        stands = self.believed.get(root)
        if value is None:
            if stands is not None:
                self._remove(root)
        elif not isinstance(value, Step):
            raise EntryError(f"v{root} is no step")
        elif stands is None:
            self._insert(root, value)
        elif value.occurred == stands.step.occurred and (
            set(local_pointers(value)) == set(local_pointers(stands.step))
        ):
            self.believed[root] = msgspec.structs.replace(
                stands, step=value, corrected_by=tuple(self.active(root))
            )
        else:
            self._move(root, value, stands)

    def _move(self, version: int, value: Step, stands: Believed) -> None:
        place = self.order.index(version)
        self._remove(version)
        try:
            self._insert(version, value)
        except Refused:
            self.order.insert(place, version)
            self.believed[version] = stands
            self._note_earliest()
            raise

    def _rezone(self, value: Entry | Registration | None) -> None:
        """A corrected zone moves every moment: put all steps in again in recorded order."""
        if not isinstance(value, Registration):
            raise EntryError("the registration would be none")
        if not self.believed:
            return
        some = next(iter(self.believed.values()))
        if parse_moment(some.step.occurred).bounds(value.zone) == some.bounds and all(
            parse_moment(each.step.occurred).bounds(value.zone) == each.bounds
            for each in self.believed.values()
        ):
            return
        standing, order = self.believed, self.order
        self.believed, self.order, self.latest_earliest = {}, [], None
        try:
            for version in sorted(standing):
                self._insert(version, standing[version].step)
        except Refused:
            self.believed, self.order = standing, order
            self._note_earliest()
            raise

    def active(self, version: int) -> list[int]:
        """The corrections of an entry that are themselves not retracted."""
        return [each for each in self.corrections.get(version, ()) if self._value(each) is not None]

    def _value(self, version: int) -> Entry | Registration | None:
        """An entry with its corrections; None when it is retracted."""
        value = self.originals.get(version)
        if value is None:
            return None
        for each in self.corrections.get(version, ()):
            correction = self._value(each)
            if not isinstance(correction, EntryCorrected):
                continue
            if correction.effect == "retract":
                return None
            value = corrected(value, correction)
        return value

    def value(self, version: int) -> Entry | Registration | None:
        """What an entry says now; None when it is retracted or not there."""
        return self._value(version)


def registered_already(slug: str) -> Refusal:
    """Why a negotiation or a contest is not registered twice: one answer at every door."""
    return refused("registered_once", "registered_already", slug=slug)


def read_entry(entry: Recorded) -> Entry | Registration:
    """What a record says, in today's shape. Raises EntryError when it is no valid entry."""
    kind = ENTRIES.get(entry.type)
    if kind is None:
        raise EntryError(f"{entry.type} is no entry of a negotiation")
    value = restored(todays(entry.type, entry.type_version, entry.step), kind)
    if not isinstance(value, Entry | NegotiationRegistered | ContestRegistered):
        raise EntryError(f"{entry.type} is no entry of a negotiation")
    return value


def account_of(stream: str, entries: Iterable[Recorded]) -> Account:
    """The account of a stream's records, in recorded order.

    Raises EntryError when they do not fit together: this release did not write them.
    """
    account = Account(stream)
    for entry in entries:
        try:
            account.take(entry)
        except Refused as unfit:
            raise EntryError(f"v{entry.version}: {unfit}") from unfit
    return account
