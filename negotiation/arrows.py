"""Who does something to whom, as one sign: `INC→AAP`."""

__all__ = ["arrow"]


def arrow(by: tuple[str, ...], to: tuple[str, ...]) -> str:
    """`INC→AAP`, `INC+CPM`, or nothing."""
    actors = "+".join(_bare(each) for each in by)
    if not to:
        return actors
    return f"{actors}→{'+'.join(_bare(each) for each in to)}"


def _bare(actor: str) -> str:
    return actor.split(":", 1)[1] if ":" in actor else actor
