"""A slash in the name of a user, which ends no segment of a path when it is percent-encoded.

A server decodes a path before anybody sees it. The OData URL conventions split it before that.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote

import falcon

HELD = "\x00"
"""What stands for such a slash while a request is led to its route."""
_ENCODED = re.compile(r"/v1\.0/users/([^/?]*%2f[^/?]*)", re.IGNORECASE)


def hold(req: falcon.Request) -> None:
    """Let the slashes stand that the name of a user was sent with."""
    raw: str = req.env.get("RAW_URI") or req.env.get("REQUEST_URI", "")
    found = _ENCODED.search(raw) if "%2" in raw else None
    if found:
        key = unquote(found[1])
        req.path = req.path.replace(f"/{key}", f"/{key.replace('/', HELD)}", 1)


def release(params: dict[str, Any]) -> None:
    """Put slashes where they were held in what a route found in a path."""
    for name, value in params.items():
        if isinstance(value, str) and HELD in value:
            params[name] = value.replace(HELD, "/")
