"""Publishable sentences, one for each field of an answer, each with its hedge and its citation."""
