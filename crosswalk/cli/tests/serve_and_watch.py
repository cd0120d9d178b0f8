"""Serves a lab and prints which modules its first requests import; runs in a process of its own.

The arguments are a file with the requests, and then the options of `crosswalk serve`.
"""

from __future__ import annotations

import http.client
import json
import os
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from crosswalk.cli import main
from fakes.serving.server import Server

PATIENCE = 30.0
_ASKS = Path(sys.argv[1])
_URL_FILE = Path(tempfile.mkdtemp(prefix="crosswalk-"), "lab.json")


class Watching(threading.Thread):
    """Asks for everything once, and then ends the server."""

    def __init__(self, server: Server) -> None:
        super().__init__()
        self._server = server
        self._asks: list[dict[str, Any]] = json.loads(_ASKS.read_bytes())
        self._places: dict[str, dict[str, str]] = json.loads(_URL_FILE.read_bytes())

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


def _watched(run: Callable[[Server, Callable[[], None]], None]) -> Any:
    def watched(self: Server, ready: Callable[[], None]) -> None:
        def then_ask() -> None:
            ready()
            Watching(self).start()

        run(self, then_ask)

    return watched


if __name__ == "__main__":
    Server.run = _watched(Server.run)  # type: ignore[method-assign] # to know when it is ready
    try:
        main(["serve", "--url-file", str(_URL_FILE), *sys.argv[2:]])
    finally:
        os.unlink(_URL_FILE)
        os.rmdir(_URL_FILE.parent)
