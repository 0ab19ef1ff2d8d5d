"""What a correction or an amendment would leave, asked at the door like everything that is written.

A correction names one field, and its value alone says too little: only the whole entry shows that a
speaker would be blank or an end would lie before its start. What was recorded so before stays as it
is; a change is refused for what it brings in itself.
"""

from contextlib import suppress

from parley.negotiation.account import Account, Recorded, read_entry
from parley.negotiation.codec import EntryError, amended, plain
from parley.negotiation.door import SourceFacts, understand
from parley.negotiation.evidence import Value
from parley.negotiation.negotiation import Negotiation
from parley.negotiation.paths import PathError
from parley.negotiation.refusals import ENTRY, Refusal, refused
from parley.negotiation.steps import EntryCorrected, RegistrationAmended, Step

__all__ = ["Target", "amendment_problems", "target_of"]


class Target:
    """The entry that a correction is about, as it stood before the correction was taken in."""

    def __init__(self, account: Account, version: int) -> None:
        self._account = account
        self._version = version
        self._before = account.value(version)

    def problems(self, sources: SourceFacts) -> list[Refusal]:
        """What the correction, now taken in, brought into the entry and may not stand there."""
        after = self._account.value(self._version)
        if self._before is None or after is None or after == self._before:
            return []
        return _problems(self._before, after, sources)


def target_of(account: Account, draft: Recorded) -> Target | None:
    """The entry that a draft corrects; None for any other draft, and where there is no entry.

    Raises EntryError for a draft that is no valid entry.
    """
    value = read_entry(draft)
    if not isinstance(value, EntryCorrected) or value.target not in account.entries:
        return None
    return Target(account, account.root_of(value.target))


def amendment_problems(negotiation: Negotiation, step: Step, sources: SourceFacts) -> list[Refusal]:
    """What an amendment would bring into the registration as it stands and may not stand there.

    Nothing for any other step, and for one that does not fit: the rules say that.
    """
    if isinstance(step, RegistrationAmended):
        registration = negotiation.registration or negotiation.contest_registration
        with suppress(PathError, EntryError):
            return _problems(registration, amended(registration, step), sources)
    return []


def _problems(before: Value, after: Value, sources: SourceFacts) -> list[Refusal]:
    made = understand(
        type(after).__name__, plain(after), labels={}, sources=sources, stands=plain(before)
    )
    if not isinstance(made, list):
        return []
    return [
        refused(ENTRY, "wrong_inside", path=each.field, because=each.plain()).at("now")
        for each in made
    ]
