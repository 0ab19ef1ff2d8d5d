"""The rules by version. A record is judged, and judged again, under the version it carries."""

from parley.negotiation.rules import v1
from parley.negotiation.rules.rulebook import Rules

__all__ = ["CURRENT", "RULES", "Rules"]

RULES: dict[int, Rules] = {1: v1.RULES}
CURRENT: Rules = RULES[max(RULES)]
