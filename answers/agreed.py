"""The answer `agreed`: what is agreed, what one side says is agreed, and what does not fit."""

from collections.abc import Iterator

from answers.reading import Reading
from answers.shapes.agreed import AgreedLine
from answers.shaping import as_value, shape
from answers.words import wording
from answers.words.agreed import arithmetic_said, open_said, seat_said, term_said, verdict_said
from answers.words.claims import hedge
from answers.words.deals import ratification_said
from negotiation.views import agreed as views
from negotiation.views.citations import cite
from negotiation.views.deals import DealItem, RatificationItem, deals
from negotiation.views.seats import seats_of_two
from negotiation.views.sums import sums

__all__ = ["_lines"]


def _lines(reading: Reading, deal: DealItem | None) -> Iterator[AgreedLine]:
    seen = reading.seen
    found = views.agreement(seen)
    for item in found.agreed:
        yield _term(reading, item, item.kind)
    if deal is not None:
        yield from (_ratification(reading, deal, body) for body in deal.ratifications)
    for item in found.ended:
        yield _term(reading, item, "ended")
    for item in found.claimed:
        yield _term(reading, item, "claimed")
    for issue in found.open:
        steps = tuple(row.step for row in seen.steps if row.step in _behind(issue))
        yield _line(reading, steps, "open", open_said(issue), pool=issue.pool, issue=issue.issue)
    for each in sums(seen):
        if each.verdict in ("short", "over"):
            said = f"{arithmetic_said(each)}: {verdict_said(each)}"
            yield _line(reading, (each.version,), "sum", said, pool=each.pool)
    for seat in seats_of_two(seen):
        steps = tuple(dict.fromkeys(each.version for each in seat.holdings))
        yield _line(reading, steps, "seat", seat_said(seat), seats=(seat.seat,))


def _behind(issue: views.OpenIssue) -> set[int]:
    return {*issue.offers, *issue.demands}


def _term(reading: Reading, item: views.TermItem, kind: str) -> AgreedLine:
    total = reading.seen.pools_at(item.version).get(item.pool or "")
    said = term_said(item, total)
    if kind == "claimed":
        said = f"{hedge(item.attribution_class, item.by, 'agreement')}: {said}"
    elif kind == "ended":
        said = f"{said} (ended with {wording.step(item.ended_by)})"
    made = {each.version: each.form for each in deals(reading.seen)}
    form = made.get(item.version)
    return shape(AgreedLine, item, {"kind": kind}, said=said, form=form, steps=(item.version,))


def _ratification(reading: Reading, deal: DealItem, body: RatificationItem) -> AgreedLine:
    step = deal.version if body.decided is None else body.decided.version
    said = ratification_said(as_value(body))
    return _line(reading, (step,), "ratification", said, party=body.party)


def _line(
    reading: Reading, steps: tuple[int, ...], kind: str, said: str, **given: object
) -> AgreedLine:
    """Return a line that rests on one step or several, cited by the last of them."""
    last = reading.seen.step(steps[-1])
    if last is None:
        raise ValueError(f"v{steps[-1]} is in an answer, and not in view")
    own: dict[str, object] = {
        **dict.fromkeys(("party", "pool", "issue", "quantity", "words", "form", "ended_by")),
        "seats": (),
        "assent": (),
        "kind": kind,
        "said": said,
        "steps": steps,
        **given,
    }
    return shape(AgreedLine, cite(last), own, by=last.by)
