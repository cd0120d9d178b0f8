"""The file that tells clients where the lab is, and by which credentials they are let in."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path
from typing import Any

from fakes.serving.served import Served
from fixtures.serving import graph_credentials, okta_credentials, scim_credentials

Addresses = dict[str, dict[str, Any]]


def addresses(served: Served) -> Addresses:
    """Return the addresses of what is served, with credentials made for clients."""
    told: Addresses = {}
    for system in served.systems:
        told.update(_PARTS[system](served))
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


def _okta(served: Served) -> Addresses:
    return {"okta": {"url": served.urls["okta"], **okta_credentials(served.lab)}}


def _insync(served: Served) -> Addresses:
    url = served.urls["insync"]
    return {
        "insync_scim": {"url": f"{url}/insync/scim", **scim_credentials(served.lab)},
        "insync": {"url": url},
    }


def _microsoft365(served: Served) -> Addresses:
    url = served.urls["microsoft365"]
    given = graph_credentials(served.lab)
    token_url = url + given.pop("token_path")
    return {
        "graph": {"url": f"{url}/v1.0", "token_url": token_url, **given},
        "ews": {"url": f"{url}/EWS/Exchange.asmx"},
    }


_PARTS = {"okta": _okta, "insync": _insync, "microsoft365": _microsoft365}
