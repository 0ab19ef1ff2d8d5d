"""From a picture's definition to bytes, without a browser.

Vega-Lite has no hatching, and words without a number must not look like a number; so marks in the
colour HATCH are hatched here, in the drawn SVG, from which the PNG is made too.
"""

import re
from collections.abc import Mapping
from typing import Final, Literal
from xml.sax.saxutils import quoteattr

import altair as alt
import vl_convert

from parley.answers.printing import CONTROLS, TURNING
from parley.web.charts.looks import Look

__all__ = ["HATCH", "draw"]

HATCH: Final = "#0badab"
"""Fill of marks that are to be hatched; no party and no theme has it."""

# What no SVG may hold: the drawing library does not refuse it, it ends the process. And what turns
# the reading direction round: words of strangers must not rearrange what stands beside them.
_WRITTEN_OUT: Final = {
    code: f"\\u{code:04x}" for code in (*CONTROLS, *TURNING, *range(0xD800, 0xE000), 0xFFFE, 0xFFFF)
}

_PATTERN: Final = (
    '<defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><rect width="6" height="6" fill="{paper}"/>'
    '<line x1="0" y1="0" x2="0" y2="6" stroke="{line}" stroke-width="2.5"/></pattern></defs>'
)


def draw(chart: alt.VConcatChart, look: Look, form: Literal["svg", "png"]) -> bytes:
    """The picture as a self-contained SVG, or as a PNG of twice its size in pixels."""
    definition = _drawable(chart.to_dict(validate=False))
    svg = vl_convert.vegalite_to_svg(definition)
    # What the drawing library leaves to a browser: the words for a screen reader.
    told = quoteattr(str(definition["description"]))
    begun = f'<svg role="graphics-document document" aria-label={told} '
    if HATCH in svg:
        svg = svg.replace(f'fill="{HATCH}"', 'fill="url(#hatch)"')
        pattern = _PATTERN.format(paper=look.paper, line=look.line)
        svg = re.sub(r"<svg [^>]*>", lambda found: found[0] + pattern, svg, count=1)
    svg = svg.replace("<svg ", begun, 1)
    if form == "svg":
        return svg.encode()
    return bytes(vl_convert.svg_to_png(svg, scale=2.0))


def _drawable(definition: dict[str, object]) -> dict[str, object]:
    """The definition with signs that cannot be drawn written out, such as `\\u001b`."""

    def words(value: object) -> object:
        if isinstance(value, str):
            return value.translate(_WRITTEN_OUT)
        if isinstance(value, Mapping):
            return {words(name): words(each) for name, each in value.items()}
        return [words(each) for each in value] if isinstance(value, list) else value

    return {name: words(value) for name, value in definition.items()}
