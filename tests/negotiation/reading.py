"""Reading at the door with two labels and two sources at hand."""

import msgspec

from parley.events.canonical import JsonObject, JsonValue
from parley.negotiation.door import understand
from parley.negotiation.refusals import Refusal

__all__ = ["COMMON", "PARTIES", "REGISTERED", "SAID", "offered", "read"]

SOURCES: dict[str, JsonObject] = {
    "ians-2024-09-07": {"outlet": "Lokmat Times", "origin": "IANS", "published": "2024-09-07"},
    "mint": {"outlet": "Mint", "origin": None, "url": "https://example.org/1"},
}
LABELS = {"the-offer": 4, "12": 7}
COMMON: JsonObject = {"occurred": "2024-09-07", "evidence": {"attribution": "document"}}
SAID: JsonObject = {**COMMON, "stances": "optimistic"}
PARTIES: list[JsonValue] = [{"party": "INC", "name": "Congress"}, {"party": "AAP", "name": "Aam"}]
REGISTERED: JsonObject = {"title": "t", "arena": "a", "zone": "UTC", "parties": PARTIES}


def read(type_name: str, fields: JsonObject) -> msgspec.Struct | list[Refusal]:
    """The entry that the fields describe, or all that is wrong with them."""
    return understand(type_name, fields, labels=LABELS, sources=SOURCES)


def offered(quantity: JsonValue) -> JsonObject:
    """The fields of an offer of so many seats."""
    return {**COMMON, "terms": {"issue": "seat_count", "quantity": quantity}}
