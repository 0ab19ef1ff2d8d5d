"""What there is to know of the place of a ledger, without a look at what it says.

It answers for ledgers of any revision: whoever is told to migrate wants to see first what is there.
"""

from contextlib import closing, suppress

from msgspec import Struct, structs
from sqlalchemy import Connection, select

from parley.events.clocks import CLOCKS, ClockCorrected, Span, standing_spans
from parley.events.errors import RecordError
from parley.events.own import read_own
from parley.events.politics import entry_of
from parley.events.sql.migrations import newest_revision, revision_in
from parley.events.sql.read import head_in, info_in
from parley.events.sql.roles import Rights
from parley.events.sql.store import reach_database
from parley.events.sql.stored import parse_at
from parley.events.sql.tables import record, view_state
from parley.events.sql.typed import one_row

__all__ = ["Description", "describe_ledger"]


class Description(Struct, frozen=True, kw_only=True):
    """One ledger's place. What only tables of a known revision tell is None for newer ones.

    ``where`` holds no password; ``disk_bytes`` is all that it takes; ``settings`` are the engine's
    own names and values for what decides whether an acknowledged record is on disk; ``rights`` is
    None for a file; ``views_version`` is None where no views were made yet; ``wrong_dates`` are
    what clock records say of dates.
    """

    engine: str
    where: str
    server: str
    revision: int
    newest: int
    disk_bytes: int
    settings: dict[str, str]
    rights: Rights | None
    ledger: str | None = None
    created_at: int | None = None
    records: int | None = None
    views_version: int | None = None
    views_cursor: int | None = None
    wrong_dates: tuple[Span, ...] = ()


def describe_ledger(url: str) -> Description:
    """What is at ``url``. Raises NoSuchLedger, NotALedger, IntegrityError, StoreUnreachable …"""
    with closing(reach_database(url, read_only=True)) as database, database.reading() as connection:
        kinds = database.table_kinds(connection)
        revision = revision_in(connection, kinds.keys(), database.where)
        newest = newest_revision()
        place = database.describe(connection)
        described = Description(
            engine=place.engine,
            where=database.where,
            server=place.server,
            revision=revision,
            newest=newest,
            disk_bytes=place.disk_bytes,
            settings=place.settings,
            rights=place.rights,
        )
        if revision > newest:
            return described
        # Of the first release, what is called so may be a writer's, and would run as who asks.
        views = revision == newest and kinds.get(view_state.name) == "table"
        return _with_contents(connection, described, views=views)


def _with_contents(connection: Connection, described: Description, *, views: bool) -> Description:
    """What the log and, where they are as they were made, the ``views`` tell."""
    info = info_in(connection)
    state = None
    if views:
        query = select(view_state.c.schema_version, view_state.c.cursor)
        state = one_row(connection, query)
    return structs.replace(
        described,
        ledger=None if info is None else info.ledger,
        created_at=None if info is None else info.created_at,
        records=head_in(connection).size,
        wrong_dates=_wrong_dates(connection),
        views_version=state.schema_version if state and state.schema_version else None,
        views_cursor=state.cursor if state and state.schema_version else None,
    )


def _wrong_dates(connection: Connection) -> tuple[Span, ...]:
    """The corrections of dates that stand; none where they cannot be read, which `verify` says."""
    query = select(record.c.position, record.c.record).where(record.c.stream == CLOCKS)
    said: list[tuple[int, ClockCorrected]] = []
    for row in connection.execute(query.order_by(record.c.version)):
        with suppress(RecordError):
            entry = entry_of(parse_at(row.position, row.record))
            read = read_own(CLOCKS, entry.type, entry.step, entry.type_version)
            if isinstance(read, ClockCorrected):
                said.append((entry.version, read))
    return tuple(standing_spans(said))
