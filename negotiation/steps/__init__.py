"""The catalogue: every step that a negotiation can record, one frozen Struct each.

One definition per step: the codec, the JSON Schema, the command line's options, the generated
event catalogue and the rules all read it here. Source: DOMAIN §3, "the step catalogue", whose
numbers the steps carry. A stored step is for ever: a changed shape is a new type_version with an
upcast in upcasts.py, and the old golden record stays.
"""

from parley.negotiation.steps import (
    catalogue,
    dates,
    deals,
    entry,
    offers,
    parts,
    people,
    talks,
    words,
)
from parley.negotiation.steps.catalogue import *
from parley.negotiation.steps.dates import *
from parley.negotiation.steps.deals import *
from parley.negotiation.steps.entry import *
from parley.negotiation.steps.offers import *
from parley.negotiation.steps.parts import *
from parley.negotiation.steps.people import *
from parley.negotiation.steps.talks import *
from parley.negotiation.steps.words import *

__all__: list[str] = []
__all__ += catalogue.__all__
__all__ += dates.__all__
__all__ += deals.__all__
__all__ += entry.__all__
__all__ += offers.__all__
__all__ += parts.__all__
__all__ += people.__all__
__all__ += talks.__all__
__all__ += words.__all__
