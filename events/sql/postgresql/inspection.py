"""What a PostgreSQL schema holds beside what this release makes, and what it lacks of that.

Nothing of what is expected is read from the ledger, except who its owner is and to whom he gave
rights: he may read the log, so he reads; he may append, so he writes.
"""

from collections.abc import Iterator, Mapping, Sequence, Set

from sqlalchemy import Connection

from parley.events import flaws
from parley.events.inspection import Strange
from parley.events.sql.postgresql.catalog import Catalog, Found, read_catalog, read_definitions
from parley.events.sql.postgresql.making import (
    LOG_TABLES,
    MadeViews,
    made_functions,
    made_tables,
    made_triggers,
)
from parley.events.sql.postgresql.objects import APPEND, INTEGRATE
from parley.events.sql.postgresql.spelling import is_as_made
from parley.events.sql.tables import bookkeeping

__all__ = ["inspect"]

_READ = frozenset({"SELECT"})
_WRITTEN = frozenset({"SELECT", "INSERT", "UPDATE", "DELETE"})
_HARMLESS = frozenset({"SELECT", "USAGE", "EXECUTE"})  # whoever has them runs nothing of his own
_LYING_STILL = frozenset(
    {"table", "view", "sequence", "materialized view", "option", "default acl"}
)
"""What runs nothing until somebody uses it, and this release uses only what it knows."""
_OF_RELATIONS = frozenset(
    {"table", "view", "sequence", "materialized view", "foreign table", "partitioned table"}
)
_PARTS = frozenset(
    {
        "column",
        "column right",
        "constraint",
        "index",
        "inheritance",
        "policy",
        "rule",
        "statistics",
        "trigger",
    }
)
_RIGHTS = ("right on schema", "right on table", "right on function")

_Place = tuple[str, str, str]  # kind, name, of


def inspect(
    connection: Connection, name: str, views: MadeViews, *, closely: bool = False
) -> list[Strange]:
    """`EventStore.inspect` of the ledger in the schema ``name``."""
    catalog = read_catalog(connection, name)
    found = {(one.kind, one.name, one.of): one for one in catalog.found}
    made = {(one.kind, one.name, one.of): one for one in _made(catalog, name, views)}
    strange = [*_compare(name, made, found, _rebuilt(views)), *_rights(catalog, name, views)]
    if closely:
        alike = {one.name for one in catalog.found if one.kind == "view" and one in made.values()}
        strange += _definitions(connection, catalog, name, views.sql_views, alike)
    return sorted(strange, key=lambda each: (each.kind, each.name, str(each.what)))


def _made(catalog: Catalog, name: str, views: MadeViews) -> Iterator[Found]:
    """What there should be; of views, only where any of them were made yet."""
    yield Found("schema", name, name, (True,))
    yield from made_tables()
    yield from made_functions(name)
    yield from made_triggers(catalog.quoted)
    there = {one.name for one in catalog.found if one.kind in _OF_RELATIONS}
    if there & (views.tables | views.sql_views.keys()):
        yield from views.found


def _rebuilt(views: MadeViews) -> Set[str]:
    """What a rebuild makes again."""
    return bookkeeping.tables.keys() | views.tables | views.sql_views.keys()


def _definitions(
    connection: Connection, catalog: Catalog, name: str, made: Mapping[str, str], alike: Set[str]
) -> Iterator[Strange]:
    """The views in SQL that say something else, of those that are there as they should be."""
    written = read_definitions(connection, name)
    for view in sorted(alike & made.keys() & written.keys()):
        if not is_as_made(made[view], written[view], catalog.quoted):
            yield Strange("view", view, flaws.Altered(), runs=False, rebuilt=True)


def _compare(
    name: str, made: Mapping[_Place, Found], found: Mapping[_Place, Found], of_views: Set[str]
) -> Iterator[Strange]:
    kinds = {one.name: one.kind for one in found.values() if one.kind in _OF_RELATIONS}
    lost = {one.name for one in made.values() if one.kind == "table"} - {
        name for name, kind in kinds.items() if kind == "table"
    }
    for place, one in made.items():
        there = found.get(place)
        if there == one or (there is None and one.of in lost and one.kind != "table"):
            continue  # what belongs to a table goes with it
        yield _differing(one, there, kinds.get(one.name), rebuilt=one.of in of_views)
    ours = {one.name for one in made.values() if one.kind in _OF_RELATIONS}
    for place, one in found.items():
        if place in made or one.kind in _RIGHTS:
            continue
        if one.kind in _OF_RELATIONS:
            if one.name in ours:
                continue  # said above
        elif one.of not in ours and one.of != name:
            continue  # a part of what is nobody's, and named with it
        yield _foreign(one, rebuilt=one.of in of_views)


def _differing(made: Found, there: Found | None, kind: str | None, *, rebuilt: bool) -> Strange:
    name = _named(made)
    if there is None and made.kind in _OF_RELATIONS and kind is not None:
        what = flaws.InPlaceOf(made.kind)
        runs = made.kind == "table"
        on_reading = runs and not rebuilt
        return Strange(kind, name, what, runs=runs, rebuilt=rebuilt, on_reading=on_reading)
    if there is None:
        runs = not rebuilt and made.kind != "index"
        return Strange(made.kind, name, flaws.Missing(), runs=runs, rebuilt=rebuilt)
    if made.kind == "schema":
        return Strange("schema", name, flaws.OwnedByAnother(), runs=True)
    return Strange(
        made.kind,
        name,
        flaws.Altered(),
        runs=made.kind != "view",
        rebuilt=rebuilt,
        on_reading=made.kind == "column" and made.of in LOG_TABLES,  # it may be an expression
    )


def _foreign(found: Found, *, rebuilt: bool) -> Strange:
    """Something of somebody else; on a table of ours it may run whenever that is used."""
    runs = found.kind not in _LYING_STILL
    if found.kind == "index":
        runs = not found.facts[-1]
    kind = "right" if found.kind in _GIVEN else found.kind
    what = _GIVEN.get(found.kind, flaws.Nobodys())
    on_reading = found.kind in _READ_ALONG and found.of in LOG_TABLES
    return Strange(kind, _named(found), what, runs=runs, rebuilt=rebuilt, on_reading=on_reading)


_READ_ALONG = frozenset({"inheritance", "policy", "rule"})
"""What a server heeds when it reads the table that it is a part of."""
_GIVEN: Mapping[str, flaws.Flaw] = {
    "column right": flaws.GivenOnColumn(),
    "default acl": flaws.GivenOnFuture(),
}


def _named(one: Found) -> str:
    """By its own name, and that of the table that it is a part of."""
    return f"{one.name} of {one.of}" if one.kind in _PARTS else one.name


# Rights


def _rights(catalog: Catalog, name: str, views: MadeViews) -> Iterator[Strange]:
    """Whoever has more than his due, or less."""
    given = {(one.kind, one.name, one.of): one for one in catalog.found if one.kind in _RIGHTS}
    writers = _roles(given, "right on function", APPEND, "EXECUTE")
    readers = _roles(given, "right on table", "record", "SELECT") | writers
    tables = {one.name for one in catalog.found if one.kind in ("table", "view")}
    written = bookkeeping.tables.keys() | views.tables
    ours = {*LOG_TABLES, *_rebuilt(views)}
    due: dict[_Place, frozenset[str]] = {}
    for role in readers:
        due["right on schema", name, role] = frozenset({"USAGE"})
        for table in sorted(tables & ours):
            both = role in writers and table in written
            due["right on table", table, role] = _WRITTEN if both else _READ
    for role in writers:
        for function in (APPEND, INTEGRATE):
            due["right on function", function, role] = frozenset({"EXECUTE"})
    for place in sorted(due.keys() | given.keys()):
        if place[0] == "right on table" and place[1] not in ours:
            continue  # of what is nobody's
        yield from _judge(place, given.get(place), due.get(place, frozenset()))


def _judge(place: _Place, given: Found | None, due: frozenset[str]) -> Iterator[Strange]:
    kind, thing, role = place
    name = f"of {role} on {kind.removeprefix('right on ')} {thing}"
    has = frozenset(_privileges(given)) if given is not None else frozenset()
    if more := has - due:
        what = flaws.MoreThanDue(tuple(sorted(more)))
        yield Strange("right", name, what, runs=not more <= _HARMLESS)
    elif given is not None and given.facts[1]:
        yield Strange("right", name, flaws.PassedOn(), runs=False)
    if less := due - has:
        yield Strange("right", name, flaws.LessThanDue(tuple(sorted(less))), runs=False)


def _roles(given: Mapping[_Place, Found], kind: str, name: str, right: str) -> set[str]:
    return {
        one.of
        for one in given.values()
        if one.kind == kind and one.name == name and right in _privileges(one)
    } - {"PUBLIC"}  # everybody has nothing


def _privileges(given: Found) -> Sequence[str]:
    privileges = given.facts[0]
    return privileges if isinstance(privileges, list) else []
