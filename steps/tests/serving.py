"""`crosswalk serve` in a process of its own, and a client for it."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from fakes.wire import Response

ROOT = Path(__file__).parents[2]
COMMAND = (sys.executable, "-m", "steps.command", "serve")
PATIENCE = 30.0


class Process:
    """A served lab; ``told`` is what its url-file says, ``ready`` its line on standard output."""

    def __init__(self, directory: Path, *options: str) -> None:
        self.url_file = directory / "lab.json"
        self._errors = directory / "errors.txt"
        with self._errors.open("ab") as errors:
            self._process = subprocess.Popen(  # noqa: S603 - our own command
                [*COMMAND, "--url-file", str(self.url_file), *options],
                cwd=ROOT,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
            )
        assert self._process.stdout
        self.ready = self._process.stdout.readline()
        assert self.ready, self.log
        self.told: dict[str, dict[str, str]] = json.loads(self.url_file.read_text())

    @property
    def log(self) -> str:
        return self._errors.read_text()

    def stop(self, by: signal.Signals = signal.SIGTERM) -> int:
        if self._process.poll() is None:
            os.kill(self._process.pid, by)
        code = self._process.wait(PATIENCE)
        if self._process.stdout:
            self._process.stdout.close()
        return code

    def ask(
        self,
        interface: str,
        path: str,
        method: str = "GET",
        content: object = None,
        **headers: str,
    ) -> Response:
        """Send a request below an interface, with the token that the url-file gives for it."""
        place = self.told[interface]
        scheme = "SSWS" if interface == "okta" else "Bearer"
        authorization = {"Authorization": f"{scheme} {place['token']}"} if "token" in place else {}
        body = content if isinstance(content, bytes) else json.dumps(content).encode()
        return fetch(place["url"] + path, method, body, **authorization, **headers)

    def control(self, path: str, method: str = "GET", content: object = None) -> Any:
        answer = self.ask("control", f"/_crosswalk{path}", method, content)
        assert answer.ok, answer.body
        return answer.json()

    def wait_for_log(self, text: str) -> str:
        """Return the line of the log that holds a text."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            for line in self.log.splitlines():
                if text in line:
                    return line
            time.sleep(0.01)
        raise AssertionError(f"{text!r} is not in the log")


def fetch(url: str, method: str = "GET", body: bytes = b"", **headers: str) -> Response:
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.netloc, timeout=PATIENCE)
    try:
        target = f"{parts.path or '/'}{'?' * bool(parts.query)}{parts.query}"
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, target, body or None, named)
        answer = connection.getresponse()
        pairs = tuple(answer.getheaders())
        return Response(answer.status, answer.reason, pairs, answer.read())
    finally:
        connection.close()
