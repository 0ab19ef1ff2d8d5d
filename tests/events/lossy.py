"""A way to a server on which an answer can get lost: everything passes, until it is cut."""

import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread

import pytest
from psycopg.conninfo import conninfo_to_dict

SOCKET = ".s.PGSQL.5432"  # the name that libpq gives to a server's socket in its folder


class Lossy:
    """Passes bytes on between clients, who find it in ``folder``, and the socket of ``server``.

    Told to `lose`, it passes on the next request that holds the word, waits for the server's
    answer, and cuts the connection instead of passing the answer on. Of a transaction the word is
    that of its commit, `after` that of what it commits.
    """

    def __init__(self, folder: Path, server: Path) -> None:
        self.folder = folder
        self.losses = 0
        self._server = server
        self._words: list[bytes] = []
        self._for_good = False
        self._threads: list[Thread] = []
        self._sockets: list[socket.socket] = []
        self._door = socket.socket(socket.AF_UNIX)
        self._door.bind(str(folder / SOCKET))
        self._door.listen()
        self._run(self._accept)

    def lose(self, word: bytes, *, after: bytes = b"", for_good: bool = False) -> None:
        """Lose the next such answer; ``for_good``, so that nobody can ask for it again."""
        self._words, self._for_good = [*filter(None, (after, word))], for_good

    def shut(self) -> None:
        """Take no further connection, like a server that is down."""
        with suppress(OSError):
            self._door.shutdown(socket.SHUT_RDWR)
        (self.folder / SOCKET).unlink(missing_ok=True)

    def close(self) -> None:
        self.shut()
        for end in self._sockets:
            _cut(end)
        for thread in self._threads:
            thread.join()
        for end in (self._door, *self._sockets):
            end.close()

    def _run(self, work: object, *arguments: object) -> None:
        thread = Thread(target=work, args=arguments)  # type: ignore[arg-type]
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._door.accept()
                server = socket.socket(socket.AF_UNIX)
                server.connect(str(self._server / SOCKET))
                self._sockets += [client, server]
                losing = Event()
                self._run(self._pass_requests, client, server, losing)
                self._run(self._pass_answers, server, client, losing)

    def _pass_requests(self, client: socket.socket, server: socket.socket, losing: Event) -> None:
        with suppress(OSError):
            while request := client.recv(1 << 16):
                if self._words and self._words[0] in request:
                    self._words.pop(0)
                    if not self._words:
                        losing.set()
                    if not self._words and self._for_good:
                        self.shut()
                server.sendall(request)
        _cut(server)

    def _pass_answers(self, server: socket.socket, client: socket.socket, losing: Event) -> None:
        with suppress(OSError):
            while answer := server.recv(1 << 16):
                if losing.is_set():
                    self.losses += 1
                    break
                client.sendall(answer)
        _cut(client)


@contextmanager
def lossy_way(url: str) -> Iterator[Lossy]:
    """A way to the server at ``url``; skips the test where that has no socket to stand before."""
    folder = conninfo_to_dict(url).get("host")
    if not (isinstance(folder, str) and folder.startswith("/")):
        pytest.skip("only a server of our own has a socket to stand before")
    with tempfile.TemporaryDirectory(prefix="ppl-", dir="/tmp") as name:
        made = Lossy(Path(name), Path(folder))
        try:
            yield made
        finally:
            made.close()


def _cut(end: socket.socket) -> None:
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
