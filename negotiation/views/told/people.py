"""Who was named, with which mandate, votes, and moves away from the table, as facts.

Source: DOMAIN §4, questions 18 and 22.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import convert

from parley.negotiation import rows
from parley.negotiation.views.told.facts import Act, Became, Fact, Fate, Thing, Vote
from parley.negotiation.views.told.replies import replies, unconfirmed
from parley.negotiation.views.told.scene import Scene

__all__ = ["move", "person", "vote"]

_ACTS: Final[dict[str, Act]] = {"mediation": "mediated", "mandate": "mandated"}
_MOVES: Final[dict[str, Act]] = {
    "candidate_list": "put_out_list",
    "constituency_list": "named_seats",
    "contest_alone": "contests_alone",
    "other_pact": "made_other_pact",
}


def person(scene: Scene, fields: tuple[str, ...], version: int) -> Fact:
    """An appointment with all that became of the task, a mandate, or a meeting with a mediator."""
    seen = scene.seen
    step = seen.by_version[version]
    named = [each for each in seen.all(rows.PersonRow) if each.step == version]
    row = named[0]
    return Fact(
        kind="person",
        act=_ACTS.get(row.kind, "named"),
        fields=fields,
        step=version,
        occurred=scene.when(step),
        by=scene.actors((*step.by, *(step.to if row.kind == "mediation" else ())), version),
        to=scene.actors(map(_person, named), version),
        words=_words(step, row),
        secret=step.facts.get("secret") is True,
        role=convert(step.facts.get("mode"), str | None) if row.kind == "mediation" else row.role,
        title=row.title,
        teller=scene.teller(version),
        claimed=version in scene.claims,
        became=scene.in_order([*replies(scene, version), *_became(scene, named)]),
        lacks=unconfirmed(scene, version),
        synthetic=seen.negotiation.synthetic,
        principal=None if row.principal is None else scene.actor(row.principal, version),
    )


def _words(step: rows.StepRow, row: rows.PersonRow) -> str | None:
    """The mandate, what a task is about, or our paraphrase of a meeting at which somebody
    mediated."""
    match row.kind:
        case "mandate":
            return row.mandate
        case "mediation":
            return step.text
        case _:
            return row.scope


def _person(row: rows.PersonRow) -> str:
    return "" if row.person is None else f"person:{row.person}"


def _became(scene: Scene, named: Sequence[rows.PersonRow]) -> Iterator[Became]:
    """Each change of the task, of whom where it is not of all of them, and what ended it."""
    seen = scene.seen
    told: dict[tuple[int, str], list[rows.PersonRow]] = {}
    for row in named:
        for version, now in row.tenure:
            told.setdefault((version, now), []).append(row)
        if row.ended_by is not None and row.ended_by not in dict(row.tenure):
            told.setdefault((row.ended_by, ""), []).append(row)
    for (version, now), whose in told.items():
        step = seen.step(version)
        if step is None:
            continue
        some = map(_person, whose) if len(whose) < len(named) else ()
        to = scene.actors(some, version)
        if now:
            reason = step.reason
            yield scene.became("task_changed", version, step.by, words=now, reason=reason, to=to)
        elif step.type == "NegotiationClosed":
            yield scene.became("ended_with_close", version, to=to)
        else:
            next_ones = [each for each in seen.all(rows.PersonRow) if each.step == version]
            took_over = scene.actors(map(_person, next_ones), version)
            appointed = any(each.kind != "mandate" for each in next_ones)
            fate: Fate = "taken_over" if appointed else "ended"
            yield scene.became(fate, version, to=took_over)


def vote(scene: Scene, fields: tuple[str, ...], version: int) -> Fact:
    """A vote of a parliament or of a party's body."""
    step = scene.seen.by_version[version]
    row = next(each for each in scene.seen.all(rows.VoteRow) if each.step == version)
    return Fact(
        kind="vote",
        act="voted",
        fields=fields,
        step=version,
        occurred=scene.when(step),
        by=scene.actors(step.by, version),
        words=row.what,
        vote=Vote(
            body=row.body,
            party=row.party,
            subject=row.subject,
            outcome=row.outcome,
            votes=row.votes,
        ),
        teller=scene.teller(version),
        claimed=version in scene.claims,
        became=scene.in_order(replies(scene, version)),
        lacks=unconfirmed(scene, version),
        synthetic=scene.seen.negotiation.synthetic,
    )


def move(scene: Scene, fields: tuple[str, ...], version: int) -> Fact:
    """A list, a contest without partners, another pact."""
    seen = scene.seen
    step = seen.by_version[version]
    row = next(each for each in seen.all(rows.MoveRow) if each.step == version)
    counted = row.count is not None or row.seats
    return Fact(
        kind="move",
        act=_MOVES[row.kind],
        fields=fields,
        step=version,
        occurred=scene.when(step),
        by=scene.actors(row.by, version),
        to=scene.actors(step.to, version),
        things=(Thing(issue=None, quantity=row.count, seats=row.seats),) if counted else (),
        words=step.text,
        teller=scene.teller(version),
        claimed=version in scene.claims,
        became=scene.in_order(replies(scene, version)),
        lacks=unconfirmed(scene, version),
        synthetic=seen.negotiation.synthetic,
    )
