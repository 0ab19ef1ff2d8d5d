"""What of an account had been published by a moment: reports, and our corrections.

A report carries its whole step (docs/adr/0049), so a step is there with the first of its reports,
and with those alone that were out by then; our own words are out once they are recorded
(docs/adr/0053). Source: DOMAIN §3, "Evidence" and "Cut"; §4, "Conventions".
"""

from collections.abc import Sequence

import msgspec

from parley.negotiation.account import Account, Believed, Recorded, read_entry
from parley.negotiation.codec import corrected, plain
from parley.negotiation.evidence import Evidence, JsonValue
from parley.negotiation.moments import parse_moment
from parley.negotiation.steps import EntryCorrected, Step
from parley.negotiation.upcasts import todays

__all__ = ["is_told", "public_from", "public_part", "public_steps"]


def public_from(evidence: Evidence, zone: str, recorded_at: int) -> int:
    """When the words had become public: the latest bound of `published`, else recorded_at (µs)."""
    if evidence.published is None:
        return recorded_at
    return parse_moment(evidence.published).bounds(zone).latest


def public_steps(account: Account, public_at: int) -> list[Believed]:
    """The steps with the evidence that was public at `public_at` (µs since 1970, UTC), and with the
    corrections that are told then."""
    kept: list[Believed] = []
    for each in account.steps:
        since = _since(account, each.version, each.step)
        pairs = zip(each.step.evidence, since, strict=True)
        evidence = tuple(one for one, first in pairs if first <= public_at)
        if evidence:
            told = tuple(one for one in each.corrected_by if is_told(account, one, public_at))
            step = msgspec.structs.replace(each.step, evidence=evidence)
            kept.append(msgspec.structs.replace(each, step=step, corrected_by=told))
    return kept


def is_told(account: Account, correction: int, public_at: int) -> bool:
    """Whether a correction of ours is told at `public_at` (µs since 1970, UTC): once it was
    recorded, and what it corrects was public; of a report, all those of its step."""
    if account.entries[correction].recorded_at > public_at:
        return False
    root, value = account.root_of(correction), account.originals[correction]
    about = account.value(root) or account.originals[root]
    if not isinstance(about, Step) or not isinstance(value, EntryCorrected):
        return True
    public = [first <= public_at for first in _since(account, root, about)]
    of_reports = value.target != root or (value.field or "").startswith("evidence")
    return all(public) if of_reports else any(public)


def public_part(entry: Recorded, zone: str, public_at: int) -> dict[str, JsonValue]:
    """What a record says, in today's shape, without the reports that were not public then (µs)."""
    said, value = todays(entry.type, entry.type_version, entry.step), read_entry(entry)
    if not isinstance(value, Step):
        return said
    since = entry.recorded_at
    public = [each for each in value.evidence if public_from(each, zone, since) <= public_at]
    return {**said, "evidence": [plain(each) for each in public]}


def _since(account: Account, version: int, step: Step) -> list[int]:
    """When each report of a step had become public; one without a date from when the record was
    made that brought it."""
    value = account.originals[version]
    reports = value.evidence if isinstance(value, Step) else ()
    brought = [account.entries[version].recorded_at] * len(reports)
    for each in account.active(version) if reports != step.evidence else ():
        correction = account.value(each)
        if isinstance(value, Step) and isinstance(correction, EntryCorrected):
            value = corrected(value, correction)
            here = account.entries[each].recorded_at
            brought = _carried(reports, brought, value.evidence, here)
            reports = value.evidence
    return [
        public_from(one, account.zone, recorded_at)
        for one, recorded_at in zip(reports, brought, strict=True)
    ]


def _carried(
    before: Sequence[Evidence], brought: Sequence[int], now: Sequence[Evidence], here: int
) -> list[int]:
    """When each report was brought, after a correction of them: what stands as it did, or in its
    place, as before; what came with the correction then (`here`)."""
    as_many = len(now) == len(before)
    return [
        brought[before.index(one)] if one in before else brought[place] if as_many else here
        for place, one in enumerate(now)
    ]
