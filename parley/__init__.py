"""The ledger of alliance negotiations: who offered what, to whom, when, according to whom.

The rooms lie at the top of the checkout, where a reader looks for them. Here each is a link: it is
`parley.events` everywhere, and nothing of ours is a bare `events` beside others' (ADR 34).
"""
