"""One line a request, on standard error, without tokens."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from enum import Enum
from typing import TYPE_CHECKING, Any

from fakes.wire.gateway import target
from fakes.wire.redaction import path_without_secrets

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


class LogFormat(Enum):
    """How a line is written."""

    TEXT = "text"
    JSON = "json"


def logged(app: WSGIApplication, system: str, format_: LogFormat) -> WSGIApplication:
    """Return an application whose every request leaves a line."""

    def watched(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        began = time.monotonic()
        status = "0"

        def start(line: str, headers: list[tuple[str, str]], *error: Any) -> Any:
            nonlocal status
            status = line.partition(" ")[0]
            return start_response(line, headers, *error)

        try:
            return app(environ, start)
        finally:
            took = (time.monotonic() - began) * 1000
            _write(_facts(environ, system, int(status), took), format_)

    return watched


def complaint(text: str, format_: LogFormat) -> None:
    """Write a line about something that is wrong here, whoever asked."""
    _write({"time": _now(), "level": "ERROR", "said": text}, format_)


def _facts(environ: WSGIEnvironment, system: str, status: int, took: float) -> dict[str, Any]:
    return {
        "time": _now(),
        "fake": system,
        "method": environ["REQUEST_METHOD"],
        "path": path_without_secrets(target(environ)),
        "status": status,
        "ms": round(took, 1),
    }


def _now() -> str:
    return f"{datetime.now(UTC).isoformat(timespec='milliseconds')[:-6]}Z"


def _write(facts: dict[str, Any], format_: LogFormat) -> None:
    as_json = format_ is LogFormat.JSON
    line = json.dumps(facts) if as_json else " ".join(map(str, facts.values()))
    # Nobody reading the log is no reason to leave a client without its answer.
    with suppress(OSError, ValueError):
        sys.stderr.write(f"{line}\n")
