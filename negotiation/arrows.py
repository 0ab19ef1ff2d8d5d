"""Who does something to whom, as one sign: `INC→AAP`."""

__all__ = ["arrow", "bare"]


def arrow(by: tuple[str, ...], to: tuple[str, ...]) -> str:
    """`INC→AAP`, `INC+CPM`, or nothing."""
    actors = "+".join(bare(each) for each in by)
    if not to:
        return actors
    return f"{actors}→{'+'.join(bare(each) for each in to)}"


def bare(actor: str) -> str:
    """An actor as it is called: without the kind that stands before who is no party."""
    return actor.split(":", 1)[1] if ":" in actor else actor
