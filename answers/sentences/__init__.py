"""Publishable sentences: the words for the facts that `negotiation/views/told` finds."""
