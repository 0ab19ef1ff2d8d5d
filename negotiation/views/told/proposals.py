"""Offers and demands as facts: one a step, whoever received it, with everything that became of it.

One paper to seven parties is one act that some accept and others refuse; seven sentences about it
hide that. Source: DOMAIN §4, questions 3, 4 and 16, and "Offer status".
"""

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import convert

from parley.negotiation import rows
from parley.negotiation.views.membership import PartyChange, gone_meanwhile
from parley.negotiation.views.proposals import rejected_again, superseded_by
from parley.negotiation.views.seen import Seen, bounds_of, certainly_before
from parley.negotiation.views.stood import stood_until
from parley.negotiation.views.told.deals import party_changes
from parley.negotiation.views.told.facts import Act, Became, Fact, Fate, Thing
from parley.negotiation.views.told.replies import replies, unconfirmed
from parley.negotiation.views.told.scene import Scene

__all__ = ["proposal"]

Row = rows.OfferRow | rows.DemandRow
_ACTS: Final[dict[str, Act]] = {
    "demand": "demanded",
    "precondition": "made_precondition",
    "veto": "ruled_out",
}
_LAPSES: Final[dict[str, Fate]] = {
    "deal": "stood_until_deal",
    "amendment": "stood_until_amendment",
    "collapse": "stood_until_collapse",
    "close": "stood_until_close",
}
_ENDS: Final[tuple[tuple[str, Fate], ...]] = (
    ("accepted_by", "accepted"),
    ("rejected_by", "rejected"),
    ("withdrawn_by", "withdrawn"),
    ("dropped_by", "dropped"),
    ("met_by", "met"),
)
"""Column -> what the step in it made of the row."""
_SUPERSEDED: Final[dict[str | None, Fate]] = {
    "pointer": "superseded",
    "hearsay": "superseded",
    "own_word": "said_anew",
    "report": "reported_otherwise",
}
_ANSWERS: Final = (*(name for name, _ in _ENDS), "denied_by")
"""Columns with a step after which it stands no more."""


def _unordered(scene: Scene, found: Sequence[Row]) -> tuple[int, ...]:
    """The proposals of the same thing by the same ones, told alike, of which the dates leave open
    whether they came before this one, and no step says so; whatever came after both."""
    seen, own = scene.seen, {_line(row) for row in found}
    here = seen.by_version[found[0].step]
    places = seen.once(_index).lines
    others = {place: row for line in own for place, row in places.get(line, ())}
    steps = (
        seen.by_version[row.step]
        for _, row in sorted(others.items())
        if row.step != here.step and type(row) is type(found[0])
    )
    return tuple(
        dict.fromkeys(
            step.step
            for step in steps
            if bounds_of(step).overlaps(bounds_of(here)) and not _linked(step, here)
        )
    )


class _Index:
    """Offers, then demands, each with its number among all of them, by what is asked of them."""

    def __init__(self, seen: Seen) -> None:
        self.lines: dict[tuple[object, ...], list[tuple[int, Row]]] = {}
        self.lanes: dict[tuple[object, ...], list[tuple[int, Row]]] = {}
        self.on_record: dict[tuple[object, ...], list[tuple[int, Row]]] = {}
        self.superseded: dict[int | None, list[Row]] = {}
        every: list[Row] = [*seen.all(rows.OfferRow), *seen.all(rows.DemandRow)]
        for place, row in enumerate(every):
            lane = _lane(row)
            self.lines.setdefault(_line(row), []).append((place, row))
            self.lanes.setdefault(lane, []).append((place, row))
            if row.attribution_class == "on_record":
                self.on_record.setdefault(lane[:-1], []).append((place, row))
            self.superseded.setdefault(row.superseded_by, []).append(row)


def _index(seen: Seen) -> _Index:
    return _Index(seen)


def _of(seen: Seen, version: int) -> list[Row]:
    """What a step offers, then what it demands."""
    return [*seen.of_step(rows.OfferRow, version), *seen.of_step(rows.DemandRow, version)]


def _line(row: Row) -> tuple[object, ...]:
    return (row.by, row.to, row.for_parties, row.issue, row.pool, row.attribution_class)


def _linked(one: rows.StepRow, other: rows.StepRow) -> bool:
    """Whether one of two steps points at the other."""
    return any(
        target in each
        for step, target in ((one, other.step), (other, one.step))
        for each in step.pointers.values()
    )


def proposal(scene: Scene, version: int, fields: tuple[str, ...]) -> Fact:
    """What was offered or demanded with a step."""
    seen = scene.seen
    step = seen.by_version[version]
    found: list[Row] = [*seen.of_step(rows.OfferRow, version)]
    found = found or [*seen.of_step(rows.DemandRow, version)]
    first = found[0]
    ends = [
        *_granted(scene, found),
        *_ends(scene, found),
        *_expired(scene, found),
        *_reported(scene, found),
        *_on_record_since(scene, found),
        *_departed(scene, found),
    ]
    elsewhere = {each.step for each in ends if each.fate == "reported_otherwise"}
    said = (
        each
        for each in replies(scene, version)
        if each.fate != "contradicted" or each.step not in elsewhere
    )
    became = scene.in_order([*ends, *said])
    offer = first if isinstance(first, rows.OfferRow) else None
    demand = first if isinstance(first, rows.DemandRow) else None
    standing = dict.fromkeys(row.to for row in found if _stands(scene, row))
    awaited = standing if len(standing) < len({row.to for row in found}) else {}
    return Fact(
        kind="offer" if offer is not None else "demand",
        act="offered" if demand is None else _ACTS[demand.kind],
        fields=fields,
        step=version,
        occurred=scene.when(step),
        by=scene.actors(first.by, version),
        to=scene.actors((row.to for row in found), version),
        things=tuple(_things(scene, found)),
        in_addition=offer is not None and offer.in_addition,
        conditions=() if offer is None else offer.conditions,
        expires=None if offer is None else offer.expires,
        teller=scene.teller(version),
        by_other_side=demand is not None and demand.attributed_by_other_side,
        claimed=version in scene.claims,
        undetermined_with=_unordered(scene, found),
        became=became,
        lacks=(
            *unconfirmed(scene, version),
            *(("end",) if standing and not awaited else ()),
        ),
        awaited=scene.actors(awaited, version),
        follows=_follows(scene, version),
        synthetic=seen.negotiation.synthetic,
    )


def _things(scene: Scene, found: Sequence[Row]) -> Iterator[Thing]:
    """Each thing once, with for whom where not all that receive it get it, or where something in
    the same step is for somebody else."""
    receivers = {row.to for row in found}
    some = any(_for_another(row) for row in found)
    grouped: dict[tuple[object, ...], list[Row]] = {}
    for row in found:
        other = row.for_parties if _for_another(row) else None
        key = (row.issue, row.pool, str(row.quantity), row.seats, row.words, other)
        grouped.setdefault(key, []).append(row)
    for alike in grouped.values():
        whom = tuple(row.to for row in alike)
        own = isinstance(alike[0], rows.OfferRow) and not _for_another(alike[0])
        each = own and len(set(whom)) > 1
        if _for_another(alike[0]):
            whom = alike[0].for_parties
        elif some:
            whom = alike[0].by if isinstance(alike[0], rows.DemandRow) else whom
        elif set(whom) == receivers:
            whom = ()
        yield scene.thing(alike[0], whom, each=each)


def _for_another(row: Row) -> bool:
    """Whether somebody else than the receiver of an offer, or than those who demand, gets it."""
    meant = (row.to,) if isinstance(row, rows.OfferRow) else row.by
    return row.for_parties != meant


def _stands(scene: Scene, row: Row) -> bool:
    ended = any(scene.seen.saw(each) for each in (*_answered(scene, row), row.lapsed_by))
    return not ended and not _is_expired(scene, row)


def _answered(scene: Scene, row: Row) -> tuple[int | None, ...]:
    """The steps after which it stands no more."""
    answers = (getattr(row, name, None) for name in _ANSWERS)
    return (*answers, superseded_by(scene.seen, row))


def _is_expired(scene: Scene, row: Row) -> bool:
    at = row.expires_at if isinstance(row, rows.OfferRow) else None
    taken = isinstance(row, rows.OfferRow) and (
        scene.seen.saw(row.accepted_by) or scene.seen.saw(row.withdrawn_by)
    )
    return at is not None and at <= scene.seen.at and not taken


def _expired(scene: Scene, found: Sequence[Row]) -> Iterator[Became]:
    offers = [row for row in found if isinstance(row, rows.OfferRow)]
    if any(_is_expired(scene, row) for row in offers):
        yield Became(fate="expired", step=None, when=offers[0].expires)


def _ends(scene: Scene, found: Sequence[Row]) -> Iterator[Became]:
    """What each step made of the rows: once a step, with who did it and of which issues."""
    made: dict[tuple[Fate, int], list[Row]] = {}
    for row in found:
        for name, fate in _ENDS:
            version = getattr(row, name, None)
            if version is not None and scene.seen.saw(version) and not _only_said(scene, version):
                made.setdefault((fate, version), []).append(row)
        for version in rejected_again(scene.seen, row):
            made.setdefault(("rejected", version), []).append(row)
        if row.superseded_by is not None and scene.seen.saw(row.superseded_by):
            fate = _SUPERSEDED[row.superseded_as]
            made.setdefault((fate, row.superseded_by), []).append(row)
        replaced = superseded_by(scene.seen, row)
        if replaced is not None and replaced != row.superseded_by and scene.seen.saw(replaced):
            made.setdefault(("said_anew", replaced), []).append(row)
        if (lapse := _lapse(scene, row)) is not None:
            made.setdefault(lapse, []).append(row)
    for (fate, version), ended in made.items():
        yield _end(scene, fate, version, ended, found)


def _follows(scene: Scene, version: int) -> tuple[int, ...]:
    """The earlier steps in whose place it comes, or that the same author said before it, and those
    in whose place these came."""
    superseded = scene.seen.once(_index).superseded
    found = [version]
    for later in found:  # grows as earlier ones are found
        found += dict.fromkeys(
            row.step
            for row in superseded.get(later, ())
            if row.superseded_as != "report" and row.step not in found
        )
    return tuple(found[1:])


def _reported(scene: Scene, found: Sequence[Row]) -> Iterator[Became]:
    """Other reports of the same days that have something else in its place."""
    seen = scene.seen
    here = bounds_of(seen.by_version[found[0].step])
    lanes = {_lane(row): row for row in found}
    index = seen.once(_index).lanes
    alike = [(*each, own) for lane, own in lanes.items() for each in index[lane]]
    others: dict[int, list[Row]] = {}
    for _, other, own in sorted(alike, key=lambda each: each[0]):
        if other.step == own.step or _what(other) == _what(own):
            continue
        pointers = (scene.pointed(other.step), scene.pointed(own.step))
        linked = own.step in pointers[0] or other.step in pointers[1]
        same_days = bounds_of(seen.by_version[other.step]).overlaps(here)
        if same_days and not linked and not scene.same_author(own.step, other.step):
            others.setdefault(other.step, []).append(other)
    for version, told in others.items():
        yield _elsewhere(scene, version, told)


def _on_record_since(scene: Scene, found: Sequence[Row]) -> Iterator[Became]:
    """Of what nobody is on record for, and nothing has ended: what its side has said on record
    since, whatever that is. It ends no report; who prints the report must know it."""
    seen = scene.seen
    here = seen.by_version[found[0].step]
    if here.attribution_class == "on_record":
        return
    lines = {_lane(row)[:-1] for row in found if not any(map(seen.saw, _answered(scene, row)))}
    on_record = seen.once(_index).on_record
    same = {place: row for line in lines for place, row in on_record.get(line, ())}
    for _, other in sorted(same.items()):
        later = seen.by_version[other.step]
        follows = certainly_before(here, later) and here.step not in scene.pointed(other.step)
        if follows:
            act: Act = "offered" if isinstance(other, rows.OfferRow) else _ACTS[other.kind]
            alike = [row for _, row in same.items() if row.step == other.step]
            thing = None if _what(other) in {_what(row) for row in found} else _alike(scene, alike)
            yield scene.became("on_record_since", other.step, later.by, act=act, thing=thing)
            return


def _granted(scene: Scene, found: Sequence[Row]) -> Iterator[Became]:
    """The agreements that give some of the seats that were demanded by name."""
    for row in found:
        if not isinstance(row, rows.DemandRow):
            continue
        for version, seats in scene.granting.given(row).items():
            step = scene.seen.by_version[version]
            yield scene.became("met", version, step.by, in_part=True, words=", ".join(seats))


def _departed(scene: Scene, found: Sequence[Row]) -> Iterator[Became]:
    """Who of those whom it is between left the table while nothing had ended it."""
    gone: dict[tuple[str, int], PartyChange] = {}
    for row in found:
        if _is_expired(scene, row):
            continue  # by when it ran out is no step: who left before that day is not told apart
        ends = [each for each in (*_answered(scene, row), row.lapsed_by) if scene.seen.saw(each)]
        first = min((each for each in ends if each), key=scene.seen.places.__getitem__, default=0)
        for each in gone_meanwhile(scene.seen, scene.departures, row, first):
            gone[each.party, each.step] = each
    return party_changes(scene, gone.values())


def _elsewhere(scene: Scene, version: int, alike: Sequence[Row]) -> Became:
    """Another report, with what it has where that is one thing."""
    by = scene.seen.by_version[version].by
    return scene.became("reported_otherwise", version, by, thing=_alike(scene, alike))


def _alike(scene: Scene, found: Sequence[Row]) -> Thing | None:
    """What rows have, where that is one thing."""
    same = len({_what(row) for row in found}) == 1
    return scene.thing(found[0]) if same else None


def _anew(scene: Scene, version: int, ended: Sequence[Row]) -> list[Row]:
    """What a later step has of the same issues as rows that it follows."""
    issues = {(row.issue, row.pool) for row in ended}
    return [row for row in _of(scene.seen, version) if (row.issue, row.pool) in issues]


def _lane(row: Row) -> tuple[object, ...]:
    """What two reports must have in common to be of one thing."""
    kind = "offer" if isinstance(row, rows.OfferRow) else row.kind
    share = (row.for_parties, row.issue, row.pool)
    return kind, row.by, row.to, *share, row.attribution_class


def _what(row: Row) -> tuple[object, ...]:
    return row.quantity, row.seats, row.words


def _only_said(scene: Scene, version: int) -> bool:
    """Whether it is a reply in words, which is told as one."""
    return scene.seen.by_version[version].type == "StatementMade"


def _lapse(scene: Scene, row: Row) -> tuple[Fate, int] | None:
    """Until what it stood, of what nobody answered before."""
    version = row.lapsed_by
    if version is None or not scene.seen.saw(version) or _is_expired(scene, row):
        return None
    places = scene.seen.places
    answered = (places.get(each or 0) for each in _answered(scene, row))
    if any(place is not None and place <= places[version] for place in answered):
        return None
    outcome = stood_until(scene.seen, version)
    return None if outcome is None else (_LAPSES[outcome], version)


def _end(
    scene: Scene, fate: Fate, version: int, ended: Sequence[Row], found: Sequence[Row]
) -> Became:
    step = scene.seen.by_version[version]
    if fate == "reported_otherwise":
        lanes = {_lane(row) for row in ended}
        return _elsewhere(
            scene, version, [row for row in _of(scene.seen, version) if _lane(row) in lanes]
        )
    issues: tuple[str, ...] = ()
    whom = [row.to for row in ended] if fate in ("accepted", "rejected") else list(step.by)
    same = [row for row in found if row.to in {each.to for each in ended}]
    if len(ended) < len(same):
        issues = tuple(dict.fromkeys(row.issue for row in ended))
    first = ended[0]
    taken = first.acceptance if isinstance(first, rows.OfferRow) and fate == "accepted" else None
    refused = convert(step.facts.get("words"), str | None) if fate == "rejected" else None
    thing = _alike(scene, _anew(scene, version, ended)) if fate == "said_anew" else None
    return scene.became(
        fate,
        version,
        whom,
        issues=issues,
        thing=thing,
        in_principle=taken is not None and taken.in_principle,
        in_full=fate == "accepted" and step.facts.get("in_full") is True,
        words=refused if taken is None else taken.condition,
        reason=step.reason if fate == "withdrawn" else None,
    )
