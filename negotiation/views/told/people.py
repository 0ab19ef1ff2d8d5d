"""Who was named, with which mandate, and moves away from the table, as facts.

Source: DOMAIN §4, questions 18 and 22.
"""

from typing import Final

from parley.negotiation import rows
from parley.negotiation.views.told.facts import Act, Fact, Lack, Thing
from parley.negotiation.views.told.replies import replies, unconfirmed
from parley.negotiation.views.told.scene import Scene

__all__ = ["move", "person"]

_ACTS: Final[dict[str, Act]] = {"mediation": "mediated", "mandate": "mandated"}
_MOVES: Final[dict[str, Act]] = {
    "candidate_list": "put_out_list",
    "constituency_list": "named_seats",
    "contest_alone": "contests_alone",
    "other_pact": "made_other_pact",
}


def person(scene: Scene, fields: tuple[str, ...], version: int) -> Fact:
    """An appointment, a mandate, or a mediation at one meeting."""
    seen = scene.seen
    step = seen.by_version[version]
    row = next(each for each in seen.all(rows.PersonRow) if each.step == version)
    became = list(replies(scene, version))
    if row.ended_by is not None and seen.saw(row.ended_by):
        ending = seen.by_version[row.ended_by]
        successor = next(
            (each for each in seen.all(rows.PersonRow) if each.step == ending.step), None
        )
        words = None if successor is None else successor.mandate or successor.person
        became.append(scene.became("ended", ending.step, ending.by, words=words))
    named = () if row.person is None else (f"person:{row.person}",)
    return Fact(
        kind="person",
        act=_ACTS.get(row.kind, "named"),
        fields=fields,
        step=version,
        occurred=step.occurred,
        by=scene.actors(step.by, version),
        to=scene.actors(named, version),
        words=row.mandate if row.kind == "mandate" else row.scope,
        role=row.role,
        teller=scene.teller(version),
        claimed=version in scene.claims,
        became=scene.in_order(became),
        lacks=_unconfirmed(scene, version),
        synthetic=seen.negotiation.synthetic,
        principal=None if row.principal is None else scene.actor(row.principal, version),
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
        occurred=step.occurred,
        by=scene.actors(row.by, version),
        to=scene.actors(step.to, version),
        things=(Thing(issue=None, quantity=row.count, seats=row.seats),) if counted else (),
        words=step.text,
        teller=scene.teller(version),
        claimed=version in scene.claims,
        became=scene.in_order(replies(scene, version)),
        lacks=_unconfirmed(scene, version),
        synthetic=seen.negotiation.synthetic,
    )


def _unconfirmed(scene: Scene, version: int) -> tuple[Lack, ...]:
    return ("confirmation",) if unconfirmed(scene, version) else ()
