"""What of a file was recorded before: each entry that gives no id gets one made of its own words.

Whoever imports a file again, because the answer was lost or because the file has grown, means the
entries that are not there yet. Nothing recorded can be taken back, so an entry is known by what it
says and not by where it stands (docs/adr/0027).
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import msgspec

from parley.answers.acts import do
from parley.answers.language import say, say_list, say_many
from parley.answers.streams import CONTEST, NEGOTIATION, slug_of
from parley.answers.words.steps import step_said
from parley.drafting.imported import Placed
from parley.drafting.receipts import Written, written
from parley.events.canonical import JsonObject, JsonValue
from parley.events.ids import derived_id
from parley.events.kinds import SOURCES
from parley.events.ledger import Ledger
from parley.events.politics import Draft
from parley.events.receipts import Receipt
from parley.negotiation.codec import plain
from parley.negotiation.door import understand
from parley.negotiation.naming import all_apart
from parley.negotiation.rows import StepRow
from parley.negotiation.steps import pointing
from parley.negotiation.upcasts import restated
from parley.negotiation.views.tables import row_of

__all__ = [
    "alike_line",
    "copied_line",
    "identified",
    "recorded_items",
    "versions_said",
    "with_versions",
]

_FORM: Final = b"parley.import/v1"
"""Begins what the id of an entry is made of: another way to make it is another form."""
_NAMED_MAX: Final = 5


def identified(entries: Sequence[Placed], ledger: str) -> list[Placed]:
    """Return the entries, each with an id: its own, or one made of what it says.

    That is ledger, stream, type and fields, a label in a pointer standing for the entry that it
    names, and which of several equal entries it is. The label itself is not part of it, so that an
    entry may be given one later.
    """
    stands_for: defaultdict[str, dict[str, str]] = defaultdict(dict)  # stream → label → what it is
    for placed in entries:
        if placed.draft.label is not None:  # it may be pointed at from further up
            words = _words(placed.draft, {})
            stands_for[placed.draft.stream][placed.draft.label] = derived_id(_FORM, *words)
    equal: Counter[tuple[bytes, ...]] = Counter()
    made: list[Placed] = []
    for placed in entries:
        draft = placed.draft
        if draft.id is None:
            words = _words(draft, stands_for[draft.stream])
            equal[words] += 1
            id = derived_id(_FORM, ledger.encode(), *words, str(equal[words]).encode())
            draft = msgspec.structs.replace(draft, id=id)
            placed = msgspec.structs.replace(placed, draft=draft, derived=True)
        if draft.label is not None:
            stands_for[draft.stream][draft.label] = str(draft.id)
        made.append(placed)
    return made


def with_versions(placed: Placed, versions: Mapping[str, int]) -> Placed:
    """Return an entry that is to be recorded, with its pointers at entries recorded before.

    `versions` are those of their labels, in its own stream.
    """
    fields = _pointing(placed.draft, versions)
    return msgspec.structs.replace(
        placed, draft=msgspec.structs.replace(placed.draft, fields=fields)
    )


def recorded_items(
    ledger: Ledger, drafts: Mapping[int, Draft], receipts: Mapping[int, Receipt]
) -> dict[int, Written]:
    """Return the answers for entries that were recorded before, as they stand now, by number."""
    rows = {stream: ledger.rows(stream) for stream in {each.stream for each in receipts.values()}}
    said = {
        (stream, row["step"]): step_said(row_of(StepRow, row))
        for stream, tables in rows.items()
        for row in tables["step"]
    }
    items: dict[int, Written] = {}
    for number, receipt in receipts.items():
        item = written(receipt, drafts[number])
        states = [row["state"] for row in rows[item.stream]["negotiation"]]
        items[number] = msgspec.structs.replace(
            item,
            said=said.get((item.stream, item.version), item.said),
            state=states[0] if states and isinstance(states[0], str) else None,
        )
    return items


def versions_said(versions: Sequence[int]) -> str:
    """Return versions as a person reads them: `v1 to v3, v7`."""
    runs: list[list[int]] = []
    for version in sorted(versions):
        if runs and version == runs[-1][-1] + 1:
            runs[-1].append(version)
        else:
            runs.append([version])
    return say_list(
        say("v{first} to v{last}", first=run[0], last=run[-1]) if len(run) > 1 else f"v{run[0]}"
        for run in runs
    )


def alike_line(ledger: Ledger, drafts: Sequence[Draft]) -> str:
    """Return the line that says how many entries are recorded already under other ids; or nothing.

    They say the same, but for evidence and pointers: a second report of a step is no second step.
    """
    found = list(_alike(ledger, drafts))
    if not found:
        return ""
    return say_many(
        len(found),
        "{number} entry says what a step says already under another id: {named}; for a second "
        "report of a step there is {cite}, for a slip {correct}",
        "{number} entries say what steps say already under other ids: {named}; for a second "
        "report of a step there is {cite}, for a slip {correct}",
        named=_first_of(found),
        cite=do("cite"),
        correct=do("correct"),
    )


def _first_of(found: Sequence[object]) -> str:
    return say_list(found[:_NAMED_MAX]) + " …" * (len(found) > _NAMED_MAX)


def copied_line(entries: Sequence[Placed]) -> str:
    """Return the line that says which entries repeat another of the same file; or nothing.

    They say the same word for word, evidence too, as a row does that was copied by mistake.
    """
    seen: set[tuple[bytes, ...]] = set()
    lines: list[int] = []
    for placed in entries:
        words = _words(placed.draft, {})
        if words in seen:
            lines.append(placed.row.where(placed.path))
        seen.add(words)
    if not lines:
        return ""
    return say_many(
        len(lines),
        "the entry of line {lines} says word for word what another of this file says; a copy that "
        "is there by mistake is taken out of the file or, once it is recorded, back: {retract}",
        "those of lines {lines} say word for word what another of this file says; a copy that is "
        "there by mistake is taken out of the file or, once it is recorded, back: {retract}",
        lines=_first_of(lines),
        retract=do("retract", target=None, reason=None),
    )


def _alike(ledger: Ledger, drafts: Sequence[Draft]) -> Iterator[str]:
    """Yield slug and version of each entry of the ledger that a draft says again."""
    sources = ledger.sources()
    sources |= {
        str(each.fields["source"]): each.fields for each in drafts if each.stream == SOURCES
    }
    known = {*ledger.streams(NEGOTIATION), *ledger.streams(CONTEST)}
    for stream in dict.fromkeys(draft.stream for draft in drafts if draft.stream in known):
        own = [draft for draft in drafts if draft.stream == stream]
        labels = {draft.label: 1 for draft in own if draft.label is not None}
        there: dict[bytes, int] = {}
        for entry in ledger.entries(stream):
            step = restated(entry.type, entry.type_version, entry.step)
            there.setdefault(_gist(entry.type, step), entry.version)
        for draft in own:
            value = understand(draft.type, draft.fields, labels=labels, sources=sources)
            if not isinstance(value, list):
                version = there.get(_gist(draft.type, plain(value)))
                if version is not None:
                    yield f"{slug_of(stream)} v{version}"


def _gist(type_name: str, step: JsonObject) -> bytes:
    left_out = {"evidence", *pointing(type_name)}
    said = {name: each for name, each in all_apart(step).items() if name not in left_out}
    return msgspec.json.encode([type_name, said], order="sorted")


def _words(draft: Draft, labels: Mapping[str, str]) -> tuple[bytes, ...]:
    """Return what an entry says, part by part; a label in a pointer is what `labels` has for it."""
    said = _pointing(draft, {label: {"entry": each} for label, each in labels.items()})
    return (draft.stream.encode(), draft.type.encode(), msgspec.json.encode(said, order="sorted"))


def _pointing(draft: Draft, labels: Mapping[str, JsonValue]) -> JsonObject:
    """Return a draft's fields with other values for these labels where it points."""
    pointers = {"target"} if draft.type == "EntryCorrected" else {*pointing(draft.type)}
    made: JsonObject = {}
    for name, value in draft.fields.items():
        if name in pointers and isinstance(value, str):
            made[name] = labels.get(value, value)
        elif name in pointers and isinstance(value, list):
            made[name] = [
                labels.get(each, each) if isinstance(each, str) else each for each in value
            ]
        else:
            made[name] = value
    return made
