"""What a step says of its own, beside who, when and according to whom: kept in its row as facts.

A row has no sentence: whoever words a step takes the step from its row, typed as it was recorded,
with parties by their short names and terms with their pools.
"""

from functools import cache
from typing import Any

import msgspec
from msgspec.structs import FieldInfo

from parley.negotiation.codec import plain
from parley.negotiation.evidence import JsonValue
from parley.negotiation.negotiation import Negotiation
from parley.negotiation.registration import Pool
from parley.negotiation.rows import StepRow
from parley.negotiation.spelling import draws_on_a_pool
from parley.negotiation.steps import CATALOGUE, Ratification, Step, Term

__all__ = ["drawn_pools", "facts_of", "step_of"]

_PARTIES = frozenset({"parties", "consent", "excluded_by", "joins"})
"""Fields that list parties."""
_SINGLE = ("about", "in_reply_to", "supersedes")
"""Pointers that any step may have; those of its type are among its facts."""


def facts_of(negotiation: Negotiation, step: Step) -> dict[str, JsonValue]:
    """The fields that a step's type adds to those of every step, named as answers name them."""
    kind = _facts(type(step).__name__)
    own = kind.__struct_fields__
    return plain(kind(**{name: _named(negotiation, name, getattr(step, name)) for name in own}))


def drawn_pools(negotiation: Negotiation, step: Step) -> tuple[Pool, ...]:
    """The pools that a step's figures draw on, each with its total at the step's place."""
    terms = (getattr(step, name, None) for name in ("terms", "was", "now"))
    drawn = [
        negotiation.pool_of(term)
        for listed in terms
        if isinstance(listed, tuple)
        for term in listed
        if isinstance(term, Term) and term.quantity is not None and draws_on_a_pool(term.issue)
    ]
    if not drawn:
        return ()
    pools = negotiation.pools
    known = (pool for pool in dict.fromkeys(drawn) if pool is not None and pool in pools)
    return tuple(Pool(pool=pool, total=pools[pool]) for pool in known)


def step_of(row: StepRow) -> Step:
    """The step that a row stands for, without its evidence, which has rows of its own."""
    kind: Any = CATALOGUE[row.type]
    pointed = {name: row.pointers[name][0] for name in _SINGLE if name in row.pointers}
    own = {
        each.name: msgspec.convert(row.facts[each.name], each.type)
        for each in _own(row.type)
        if each.name in row.facts
    }
    step: Step = kind(
        occurred=row.occurred,
        evidence=(),
        by=row.by,
        to=row.to,
        after=row.pointers.get("after", ()),
        text=row.text,
        note=row.note,
        act=row.act,
        opens=row.opens,
        **pointed,
        **own,
    )
    return step


@cache
def _own(type_name: str) -> tuple[FieldInfo, ...]:
    common = Step.__struct_fields__
    fields = msgspec.structs.fields(CATALOGUE[type_name])
    return tuple(each for each in fields if each.name not in common)


@cache
def _facts(type_name: str) -> type[msgspec.Struct]:
    """A type that has its own fields alone: nothing else has to be written to have them."""
    fields = [
        (each.name, Any) if each.required else (each.name, Any, each.default)
        for each in _own(type_name)
    ]
    return msgspec.defstruct(type_name, fields, kw_only=True, omit_defaults=True)


def _named(negotiation: Negotiation, name: str, value: object) -> object:
    match value:
        case Term():
            pool = negotiation.pool_of(value)
            party = None if value.party is None else _party(negotiation, value.party)
            return msgspec.structs.replace(value, party=party, pool=pool)
        case Ratification():
            party = None if value.party is None else _party(negotiation, value.party)
            return msgspec.structs.replace(value, party=party)
        case None | () | int():
            return value
        case tuple() if name == "assent":
            return negotiation.assents(value)
        case tuple() if name in _PARTIES:
            return negotiation.actors(value)
        case tuple():
            return tuple(_named(negotiation, "", each) for each in value)
        case str() if name == "party":
            return _party(negotiation, value)
        case _:
            return value


def _party(negotiation: Negotiation, name: str) -> str:
    return negotiation.party(name) or name
