"""Zones south of the equator: where spring is September to November.

No clock says on which side of the equator it stands, so the names do (tzdata, `zone.tab`).
"""

from typing import Final

__all__ = ["is_southern"]

_SOUTHERN: Final = {
    "Africa": (
        "Blantyre Brazzaville Bujumbura Dar_es_Salaam Gaborone Harare Johannesburg Kigali "
        "Kinshasa Luanda Lubumbashi Lusaka Maputo Maseru Mbabane Nairobi Windhoek"
    ),
    "America": (
        "Araguaina Argentina Asuncion Bahia Belem Campo_Grande Coyhaique Cuiaba Eirunepe "
        "Fortaleza Guayaquil La_Paz Lima Maceio Manaus Montevideo Noronha Porto_Velho "
        "Punta_Arenas Recife Rio_Branco Santarem Santiago Sao_Paulo"
    ),
    "Antarctica": "",
    "Asia": "Dili Jakarta Jayapura Makassar Pontianak",
    "Atlantic": "South_Georgia St_Helena Stanley",
    "Australia": "",
    "Indian": (
        "Antananarivo Chagos Christmas Cocos Comoro Kerguelen Mahe Mauritius Mayotte Reunion"
    ),
    "Pacific": (
        "Apia Auckland Bougainville Chatham Easter Efate Fakaofo Fiji Funafuti Galapagos "
        "Gambier Guadalcanal Kanton Marquesas Nauru Niue Norfolk Noumea Pago_Pago "
        "Pitcairn Port_Moresby Rarotonga Tahiti Tongatapu Wallis"
    ),
}
"""Region -> its places; without any all of it lies there."""
_PLACES: Final = {region: frozenset(places.split()) for region, places in _SOUTHERN.items()}


def is_southern(zone: str) -> bool:
    """Whether a zone lies south of the equator, as far as its name says."""
    region, _, place = zone.partition("/")
    places = _PLACES.get(region)
    return places is not None and (not places or place.partition("/")[0] in places)
