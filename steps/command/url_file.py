"""The file that tells clients where the lab is, and by which credentials they are let in."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path

from fakes.serving.served import Served

Addresses = dict[str, dict[str, str]]

# Which system answers an interface, and below which path.
_PLACES = {
    "okta": ("okta", ""),
    "insync_scim": ("insync", "/insync/scim"),
    "insync": ("insync", ""),
    "graph": ("microsoft365", "/v1.0"),
    "ews": ("microsoft365", "/EWS/Exchange.asmx"),
}


def addresses(served: Served) -> Addresses:
    """Return where each interface is served, and with which credentials."""
    told = {
        name: {"url": served.urls[system] + path, **served.credentials.get(name, {})}
        for name, (system, path) in _PLACES.items()
        if system in served.systems
    }
    if "token_path" in told.get("graph", {}):
        told["graph"]["token_url"] = served.urls["microsoft365"] + told["graph"].pop("token_path")
    return {**told, "control": {"url": served.urls["control"]}}


def write(path: Path, told: Addresses) -> None:
    """Write a file that nobody else can read, all of it or nothing; raises OSError."""
    number, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(number, "w", encoding="utf-8") as file:
            json.dump(told, file, indent=2)
            file.write("\n")
        os.replace(name, path)
    except OSError:
        os.unlink(name)
        raise
