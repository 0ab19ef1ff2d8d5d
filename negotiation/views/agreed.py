"""What is agreed, what one side says is agreed, and what is still open: three lists kept apart.

One side's "agreed" is a claim until every party has given its word, and printing it as agreed is
the commonest mistake about negotiations. Source: DOMAIN §4, question 11, and §2.3; docs/adr/0019.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct, convert
from msgspec.structs import replace

from parley.negotiation import rows
from parley.negotiation.quantities import Quantity
from parley.negotiation.spelling import subject_of
from parley.negotiation.steps import Assent
from parley.negotiation.views.citations import Cited, cite
from parley.negotiation.views.membership import PartyChange, changes_among
from parley.negotiation.views.proposals import DemandItem, OfferItem, demands, offers, together
from parley.negotiation.views.seen import Seen
from parley.negotiation.views.settling import Settling

__all__ = [
    "DEALS",
    "Agreement",
    "OpenIssue",
    "TermItem",
    "agreed_ever",
    "agreement",
    "is_claim_of_agreement",
]

DEALS = ("deal", "amendment")
_NO_TERM: Final[Mapping[str, object]] = {
    **dict.fromkeys(("line", "party", "pool", "issue", "quantity", "words")),
    "seats": (),
}
"""What a step says of its term that names none."""


class TermItem(Cited, frozen=True, kw_only=True):
    """A term that all agreed or somebody claims, or a step that agrees without naming any."""

    kind: str
    """deal, amendment, partial (of all) or claimed."""
    by: tuple[str, ...]
    said: str
    """The step in one line."""
    text: str | None
    """Our paraphrase of the step."""
    line: int | None
    """Which term of the step, from 0; None = the step names none."""
    party: str | None
    pool: str | None
    of_several_pools: bool
    """There was more than one pool at its step, so that a figure of it needs the name."""
    issue: str | None
    quantity: Quantity | None
    seats: tuple[str, ...]
    words: str | None
    in_principle: bool
    """It was agreed in principle, or is said to be."""
    assent: tuple[Assent, ...]
    party_changes: tuple[PartyChange, ...]
    """Who joined it and who left, in order, while it stood."""
    ended_by: int | None
    """The step with which it stopped standing; None = it stands, or is only claimed."""


class OpenIssue(Struct, frozen=True, kw_only=True):
    """An issue of an offer or a demand for which no agreed term stands."""

    issue: str
    pool: str | None
    offers: tuple[int, ...]
    demands: tuple[int, ...]
    on_the_table: tuple[int, ...]
    """Those of them that are still open."""
    accepted: tuple[int, ...]
    """The offers among them that somebody accepted, which is no agreement of all."""


class Agreement(Struct, frozen=True, kw_only=True):
    """11: agreed, no longer agreed, claimed and open, each apart."""

    agreed: tuple[TermItem, ...]
    """The terms of the deal as amended, and those of partials of all that nothing replaced."""
    ended: tuple[TermItem, ...]
    """What all had agreed, and a collapse or a broken deal has ended, or all have changed."""
    before_deal: tuple[TermItem, ...]
    """What all had agreed in part before the deal, which is about the same and does not say it."""
    accepted: tuple[OfferItem, ...]
    """What was offered and accepted, while talks are on and all have agreed to nothing of it."""
    claimed: tuple[TermItem, ...]
    open: tuple[OpenIssue, ...]


def agreement(seen: Seen) -> Agreement:
    """What is agreed at the moment, and beside it what is not."""
    mutual = agreed_ever(seen)
    agreed = [item for item in mutual if item.ended_by is None]
    if deal := next((item for item in agreed if item.kind in DEALS), None):
        place = seen.places[deal.version]
        agreed = [
            item for item in agreed if item.kind in DEALS or seen.places[item.version] < place
        ]
    gone = [item for item in mutual if item.ended_by is not None and not _goes_on(seen, item)]
    before = [item for item in gone if not_in_deal(seen, item)]
    lost = [item for item in gone if item not in before]
    unsettled = tuple(_open(seen, agreed))
    return Agreement(
        agreed=tuple(agreed),
        ended=tuple(lost),
        before_deal=tuple(before),
        accepted=tuple(_accepted(seen, unsettled)),
        claimed=tuple(_claimed(seen)),
        open=unsettled,
    )


def _accepted(seen: Seen, unsettled: Sequence[OpenIssue]) -> Iterator[OfferItem]:
    """The accepted offers on what is open, while there are talks."""
    if seen.over or not seen.steps or seen.steps[-1].state == "collapsed":
        return
    about = {(each.issue, each.pool) for each in unsettled}
    found = [each for each in offers(seen) if each.status == "accepted"]
    yield from together([each for each in found if (each.issue, each.pool) in about])


def _goes_on(seen: Seen, item: TermItem) -> bool:
    """Whether the step that replaced it may have kept it: an amendment that says the same again, a
    deal whose figure need be no other."""
    ending = seen.by_version[item.ended_by or 0]
    if ending.type not in ("DealReached", "DealAmended"):
        return False
    now = _then(seen, item)
    said = item.issue, item.quantity, item.seats, item.words
    if any((row.issue, row.quantity, row.seats, row.words) == said for row in now):
        return True
    return ending.type == "DealReached" and any(
        item.quantity is not None
        and row.quantity is not None
        and item.quantity.meets(row.quantity) is not False
        for row in now
    )


def not_in_deal(seen: Seen, item: TermItem) -> bool:
    """Whether a deal on the same took its place, and does not say it: neither it nor another figure
    of the same one."""
    if item.ended_by is None or seen.by_version[item.ended_by].type != "DealReached":
        return False
    figures = [row for row in _then(seen, item) if row.quantity is not None]
    return not _goes_on(seen, item) and not (item.quantity is not None and figures)


def _then(seen: Seen, item: TermItem) -> list[rows.TermRow]:
    """The terms for the same one of the same thing in the step that took its place."""
    thing = item.party, subject_of(item.pool, item.issue or "")
    return [
        row
        for row in seen.all(rows.TermRow)
        if row.step == item.ended_by and (row.party, subject_of(row.pool, row.issue)) == thing
    ]


def agreed_ever(seen: Seen) -> list[TermItem]:
    """Every term that all agreed to, whether it stands or not, in the order of occurrence."""
    mutual = [*_with_terms(seen), *_without_terms(seen)]
    return sorted(mutual, key=lambda item: (seen.places[item.version], item.line or 0))


def is_claim_of_agreement(step: rows.StepRow, one_sided: Iterable[int]) -> bool:
    """Whether a step says that something is agreed, and not every party says so with it.

    `one_sided` are the versions of the partial agreements to which not all assented on record.
    """
    return "claims_agreement" in step.stances or (
        step.type == "PartialAgreementReached" and step.step in one_sided
    )


def _with_terms(seen: Seen) -> Iterator[TermItem]:
    for row in seen.all(rows.TermRow):
        if row.mutual:
            ended_by = row.ended_by if seen.saw(row.ended_by) else None
            step = seen.by_version[row.step]
            yield _item(seen, step, row.kind, row, assent=row.assent, ended_by=ended_by)


def _without_terms(seen: Seen) -> Iterator[TermItem]:
    """Deals and partials of all that name no term; what ends them is worked out from the states."""
    named = {row.step for row in seen.all(rows.TermRow)}
    one_sided = {row.step for row in seen.all(rows.ClaimRow)}
    assents = {row.step: row.assent for row in seen.all(rows.DealRow)}
    for index, step in enumerate(seen.steps):
        if step.step in named or step.step in one_sided:
            continue
        if step.type == "DealReached":
            ends = (row.step for row in seen.steps[index:] if row.state != "deal_reached")
            assent = assents.get(step.step, ())
            yield _item(seen, step, "deal", None, assent=assent, ended_by=next(ends, None))
        elif step.type == "PartialAgreementReached":
            moves = (row for row in seen.steps[index:] if row.state != row.state_before)
            ends = (
                row.step
                for row in moves
                if row.state_before == "deal_reached" or row.state == "collapsed"
            )
            assent = tuple(_assent(seen, step))
            yield _item(seen, step, "partial", None, assent=assent, ended_by=next(ends, None))


def _assent(seen: Seen, step: rows.StepRow) -> Iterator[Assent]:
    """Who agreed to a part of which no term is named, each by its short name; `all` is everybody
    at the table of whom it is not said otherwise."""
    given = convert(step.facts.get("assent", ()), tuple[Assent, ...])
    named = [seen.party_names.get(each.party.casefold(), each.party) for each in given]
    for each, party in zip(given, named, strict=True):
        if each.party != "all":
            yield replace(each, party=party)
            continue
        yield from (
            replace(each, party=one) for one in seen.seated_before(step) if one not in named
        )


def _claimed(seen: Seen) -> Iterator[TermItem]:
    settling = Settling(seen)
    one_sided = {row.step for row in seen.all(rows.ClaimRow)}
    terms: dict[int, list[rows.TermRow | rows.StatedRow]] = {}
    for agreed in seen.all(rows.TermRow):
        terms.setdefault(agreed.step, []).append(agreed)
    for stated in seen.all(rows.StatedRow):
        terms.setdefault(stated.step, []).append(stated)
    for step in seen.steps:
        if is_claim_of_agreement(step, one_sided):
            # What all have agreed to, and stands among it, is claimed no more.
            for term in terms.get(step.step, (None,)):
                if term is not None and settling.is_agreed(step, term):
                    continue
                yield _item(seen, step, "claimed", term)


def _item(
    seen: Seen,
    step: rows.StepRow,
    kind: str,
    term: rows.TermRow | rows.StatedRow | None,
    *,
    assent: tuple[Assent, ...] = (),
    ended_by: int | None = None,
) -> TermItem:
    given, unnamed = ((), _NO_TERM) if term is None else ((term,), {})
    parties = (*(each.party for each in assent), *(() if term is None else (term.party or "",)))
    changes = changes_among(seen, step.step, parties, ended_by)
    return cite(
        TermItem,
        seen,
        step,
        *given,
        kind=kind,
        in_principle=step.facts.get("in_principle") is True,
        of_several_pools=len(seen.pools_at(step.step)) > 1,
        assent=assent,
        party_changes=() if kind == "claimed" else changes,
        ended_by=ended_by,
        **unnamed,
    )


def _open(seen: Seen, agreed: Sequence[TermItem]) -> Iterator[OpenIssue]:
    settled = {subject_of(item.pool, item.issue) for item in agreed if item.issue is not None}
    # A deal without terms may have settled anything: only what was put on the table since is open.
    unsaid = any(item.kind == "deal" and item.issue is None for item in agreed)
    # Nobody waits for an agreement on what was granted, or given up, or only ruled out.
    asked = (
        each
        for each in demands(seen)
        if each.status not in ("met", "dropped") and each.kind != "veto"
    )
    every: list[OfferItem | DemandItem] = [*offers(seen), *asked]
    for issue, pool in dict.fromkeys((each.issue, each.pool) for each in every):
        if subject_of(pool, issue) in settled:
            continue
        about = [each for each in every if (each.issue, each.pool) == (issue, pool)]
        standing = _versions(each for each in about if each.status == "open")
        if unsaid and not standing:
            continue  # what was accepted, too, may be in the deal
        yield OpenIssue(
            issue=issue,
            pool=pool,
            offers=_versions(each for each in about if isinstance(each, OfferItem)),
            demands=_versions(each for each in about if isinstance(each, DemandItem)),
            on_the_table=standing,
            accepted=_versions(each for each in about if each.status == "accepted"),
        )


def _versions(items: Iterable[OfferItem | DemandItem]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(each.version for each in items))
