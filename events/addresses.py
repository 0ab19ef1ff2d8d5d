"""Which addresses are a database server's: the one place that knows how they begin.

It is apart from the engines because whoever only asks must not wait for their libraries.
"""

__all__ = ["is_server"]

_SERVER_SCHEMES = ("postgresql", "postgres")  # as libpq has them


def is_server(url: str) -> bool:
    """Whether ``url`` is the address of a PostgreSQL server, and no file's."""
    return url.partition("://")[0] in _SERVER_SCHEMES and "://" in url
