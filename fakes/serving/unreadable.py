"""What is no HTTP is refused in the format of the system that it was sent to."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

# waitress has no types of its own.
from waitress.parser import HTTPRequestParser  # type: ignore[import-untyped]
from waitress.task import ErrorTask  # type: ignore[import-untyped]

from fakes.insync.api.without_api import unreadable as insync_unreadable
from fakes.microsoft365.api.without_api import unreadable as microsoft365_unreadable
from fakes.okta.api.errors import unreadable as okta_unreadable
from fakes.wire import Response

from .internal_error import broken

_BY_VENDOR: Mapping[str, Callable[[str, HTTPStatus, str], Response]] = {
    "okta": okta_unreadable,
    "insync": insync_unreadable,
    "microsoft365": microsoft365_unreadable,
}


def refused(name: str, path: str, status: HTTPStatus, text: str) -> Response:
    """Return what a system answers to a request that the server cannot read.

    The path is empty where not even that can be read. A bug is an internal error.
    """
    if status is HTTPStatus.INTERNAL_SERVER_ERROR:
        return broken(name, path, text)
    vendor = _BY_VENDOR.get(name)
    if vendor:
        return vendor(path, status, text)
    headers = (("Content-Type", "application/json"),)
    return Response(status, status.phrase, headers, json.dumps({"error": text}).encode())


class Parser(HTTPRequestParser):  # type: ignore[misc]
    """A parser that knows what was asked for, also where the rest cannot be read."""

    asked = ""

    def parse_header(self, header_plus: bytes) -> None:
        """Read the head of a request; of one that is too large waitress gives another."""
        words = (self.header_plus or header_plus).partition(b"\r\n")[0].split()
        self.asked = b"".join(words[1:2]).decode("latin-1")
        super().parse_header(header_plus)


def refusing(channel: type[Any], name: str) -> type[Any]:
    """Return a kind of connection to a system that answers what waitress refuses as that does."""

    class Refusal(ErrorTask):  # type: ignore[misc]
        """The answer to a request that waitress cannot read."""

        def execute(self) -> None:
            """Answer, and close the connection: what follows on it is anything."""
            error, path = self.request.error, self.request.asked
            answer = refused(name, path, HTTPStatus(error.code), str(error.body))
            self.status = f"{answer.status} {answer.reason}"
            self.response_headers.extend(answer.headers)
            self.set_close_on_finish()
            self.content_length = len(answer.body)
            self.write(answer.body)

    own = {"error_task_class": Refusal, "parser_class": Parser}
    return type(channel.__name__, (channel,), own)
