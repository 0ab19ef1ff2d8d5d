"""What a line tells, as typed facts: who did what, to whom, for whom, when, according to whom, and
what became of it. Nothing here speaks any language (docs/adr/0044)."""
