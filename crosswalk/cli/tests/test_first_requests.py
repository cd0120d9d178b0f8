"""The first requests after a start wait for no import."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest

from crosswalk.cli.routes import METHODS, Interface, interfaces
from crosswalk.cli.tests import serve_and_watch
from fakes.lab import Lab
from fakes.serving.control import endpoints
from fakes.serving.hosted_lab import HostedLab

_PLACES = {"Okta": "okta", "inSync": "insync", "Microsoft 365": "graph"}
_TOKENS = {"inSync: SCIM 2.0": "insync_scim", "Microsoft 365: Exchange Web Services": "ews"}


def of_an_api(interface: Interface) -> Iterator[dict[str, Any]]:
    """Yield a request for every route of an API."""
    place = _PLACES[interface.title.partition(":")[0]]
    for method, path in (*interface.routes, *interface.beyond):
        yield {
            "at": place,
            "place": _TOKENS.get(interface.title, place),
            "scheme": "SSWS" if place == "okta" else "Bearer",
            "method": method if method in METHODS else "POST",
            "path": re.sub(r"{\w+}", "sam@corp.example", path),
            "headers": {"X-Forwarded-Host": interface.host, "Content-Type": "application/json"},
            "body": "" if method == "GET" else "{}",
        }


def of_the_control_surface() -> Iterator[dict[str, Any]]:
    """Yield a request for everything that the control surface has."""
    for each in endpoints(HostedLab(Lab())):
        yield {
            **dict.fromkeys(("at", "place"), "control"),
            "scheme": "",
            "method": each.method,
            "path": each.path,
            "headers": {"Content-Type": "application/json"},
            "body": "" if each.method == "GET" else msgspec.json.encode(each.example).decode(),
        }


@cache
def asks() -> tuple[dict[str, Any], ...]:
    """Return a request for every route that a lab documents."""
    apis = (ask for interface in interfaces(Lab()) for ask in of_an_api(interface))
    return (*apis, *of_the_control_surface())


@pytest.mark.parametrize(
    "options", [(), ("--seed", "demo"), ("--only", "insync")], ids=("empty", "demo", "insync")
)
def test_no_module_is_imported_by_the_first_requests(
    options: tuple[str, ...], tmp_path: Path
) -> None:
    served = options[1] if "--only" in options else ""
    wanted = [each for each in asks() if not served or each["at"] in (served, "control")]
    file = tmp_path / "asks.json"
    file.write_text(json.dumps(wanted))
    ended = subprocess.run(  # noqa: S603 - our own module
        [sys.executable, "-m", serve_and_watch.__name__, str(file), *options],
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    told = json.loads(ended.stderr.splitlines()[-1])
    print(f"{len(told['statuses'])} requests, {len(told['imported'])} modules imported by them")
    assert len(told["statuses"]) == len(wanted) > 100
    assert told["statuses"].count(200) > 10
    assert "Traceback" not in ended.stderr
    assert told["imported"] == []
