"""Serves a lab and prints which modules its first requests import; runs in a process of its own.

The arguments are a file with the requests, and then the options of `crosswalk serve`.
"""

from __future__ import annotations

import http.client
import json
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from crosswalk.cli import main
from fakes.serving.server import Server

PATIENCE = 30.0


class Watching(threading.Thread):
    """Asks for everything once, and then ends the server."""

    def __init__(self, server: Server, asks: Path, url_file: Path) -> None:
        super().__init__()
        self._server = server
        self._asks: list[dict[str, Any]] = json.loads(asks.read_bytes())
        self._places: dict[str, dict[str, str]] = json.loads(url_file.read_bytes())

    def run(self) -> None:
        """Print the modules of ours and of others that were imported meanwhile."""
        try:
            before = {*sys.modules}
            statuses = [*self._statuses()]
            new = {*sys.modules} - before
            known = sys.stdlib_module_names
            imported = sorted(name for name in new if name.partition(".")[0] not in known)
            print(json.dumps({"statuses": statuses, "imported": imported}), file=sys.stderr)
        finally:
            self._server.stop()

    def _statuses(self) -> Iterator[int]:
        for ask in self._asks:
            place = self._places.get(ask["place"], {})
            headers = dict(ask["headers"])
            if "token" in place:
                headers["Authorization"] = f"{ask['scheme']} {place['token']}"
            url = self._places[ask["at"]]["url"].split("/")[2]
            connection = http.client.HTTPConnection(url, timeout=PATIENCE)
            connection.request(ask["method"], ask["path"], ask["body"].encode(), headers)
            yield connection.getresponse().status
            connection.close()


Run = Callable[[Server, Callable[[], None]], None]


def _watched(run: Run, asks: Path, url_file: Path) -> Run:
    def watched(self: Server, ready: Callable[[], None]) -> None:
        def then_ask() -> None:
            ready()
            Watching(self, asks, url_file).start()

        run(self, then_ask)

    return watched


def serve(asks: Path, *options: str) -> None:
    """Serve a lab with some options until its first requests were answered."""
    with tempfile.TemporaryDirectory(prefix="crosswalk-") as directory:
        url_file = Path(directory, "lab.json")
        # To know when it is ready.
        Server.run = _watched(Server.run, asks, url_file)  # type: ignore[method-assign, assignment]
        main(["serve", "--url-file", str(url_file), *options])


if __name__ == "__main__":
    serve(Path(sys.argv[1]), *sys.argv[2:])
