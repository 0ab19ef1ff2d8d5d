"""The rows of one stream in memory, for who folds it along without a store's views.

What stands in a store is the head's; whoever follows the records from further back keeps the rows
that go with their own fold.
"""

from collections.abc import Sequence

from parley.events.canonical import JsonObject, JsonValue
from parley.events.politics import Extension, Wanted
from parley.events.tables import Schema
from parley.events.views import chosen

__all__ = ["KeptRows"]


class KeptRows:
    """The rows of one stream, as far as it was folded."""

    def __init__(self, schema: Schema, stream: str) -> None:
        self._schema = schema
        self._stream = stream
        self._tables: dict[str, dict[tuple[JsonValue, ...], JsonObject]] = {}

    def put(self, extension: Extension) -> list[tuple[str, JsonObject]]:
        """Take in what counting in more entries gave; answers its rows with all their columns.

        Raises ValueError for what the tables cannot hold.
        """
        if extension.whole:
            self._tables.clear()
        made: list[tuple[str, JsonObject]] = []
        for name, row in extension.rows:
            table = self._schema.table(name)
            complete = table.complete({"stream": self._stream, **row})
            key = tuple(complete[column] for column in table.key)
            self._tables.setdefault(name, {})[key] = complete
            made.append((name, complete))
        return made

    def recall(self, wanted: Sequence[Wanted]) -> list[list[JsonObject]]:
        """What `Politics.judge` and `extend` may ask."""
        return [
            chosen(self._schema.table(each.table), self._tables.get(each.table, {}).values(), each)
            for each in wanted
        ]
