"""Tiles of a file's tree, made from its stored leaf hashes.

A server makes them itself, because not everybody who records there may write them.
"""

from functools import partial
from itertools import islice

from msgspec import structs
from sqlalchemy import Connection, insert

from parley.events.sql import read
from parley.events.sql.tables import tile
from parley.events.tiles import missing_tiles


def put_tiles(connection: Connection, size: int, most: int) -> None:
    """`Database.put_tiles`."""
    missing = missing_tiles(
        size,
        partial(read.count_tiles, connection),
        partial(read.read_tile, connection),
        partial(read.leaf_hashes_in, connection),
    )
    for one in islice(missing, most):
        connection.execute(insert(tile).values(structs.asdict(one)))
