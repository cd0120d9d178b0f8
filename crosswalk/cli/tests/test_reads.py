"""A read changes nothing: every documented GET leaves each system as it was, byte for byte."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from itertools import product
from typing import Any
from urllib.parse import urlsplit

import pytest

from crosswalk.cli.routes import Interface, ask, interfaces
from fakes.company.seeds import seed_demo
from fakes.lab import Lab
from fakes.serving.control import PREFIX, control_app
from fakes.serving.hosted_lab import HostedLab
from fakes.wire import Request, Response
from fakes.wire.network import call

DEMO = Lab()
seed_demo(DEMO)
DEMO.insync.protection.back_up_everyone()
INTERFACES = interfaces(DEMO)
GRAPH = next(each for each in INTERFACES if each.title.endswith("Graph"))
SAM = "/v1.0/users/sam@corp.example"


def state() -> bytes:
    return json.dumps(DEMO.dump()).encode()


def get(interface: Interface, path: str) -> Response:
    return ask(DEMO, interface.host, ("GET", path), interface.authorization)


def entries(path: str) -> list[dict[str, Any]]:
    return list(get(GRAPH, SAM + path).json()["value"])


(FILE,) = (each for each in entries("/drive/root/children") if "file" in each)


def parts() -> dict[str, tuple[str, ...]]:
    """Return what may stand for each part of a path."""
    user = DEMO.okta.directory.users()[0]
    group = DEMO.okta.directory.add_group("Staff").id
    DEMO.okta.assignments.assign_group(group)
    (letter,) = (each for each in entries("/messages?$top=99") if each["hasAttachments"])
    message = str(letter["id"])
    DEMO.microsoft365.directory.delete_user(DEMO.microsoft365.directory.list_users()[-1].id)
    deleted = get(GRAPH, "/v1.0/directory/deletedItems/microsoft.graph.user").json()["value"]
    state, insync = DEMO.okta.state, DEMO.insync.state
    return {
        "user": (user.id, "1"),
        "group": (group,),
        "app": (state.app_id,),
        "feature": ("USER_PROVISIONING",),
        "schema": ("default",),
        "kind": ("default",),
        "mapping": (state.to_app_id,),
        "resource": (*(each.scim_id for each in insync.accounts), "none"),
        "name": ("User", "urn:ietf:params:scim:schemas:core:2.0:User"),
        "profile": ("1", "2"),
        "key": ("sam@corp.example", str(deleted[0]["id"])),
        "folder": ("inbox",),
        "message": (message,),
        "attachment": tuple(each["id"] for each in entries(f"/messages/{message}/attachments")),
        "drive": (get(GRAPH, f"{SAM}/drive").json()["id"],),
        "item": (get(GRAPH, f"{SAM}/drive/root").json()["id"], FILE["id"]),
        "path": (FILE["name"].replace(" ", "%20"),),
        "owner": ("sam",),
        "session": (session(FILE["id"]),),
        "tenant": (DEMO.microsoft365.state.tenant.id,),
    }


def session(item: str) -> str:
    """Begin the upload of a file, and return its name."""
    begin = ("POST", f"{SAM}/drive/items/{item}/createUploadSession")
    url = ask(DEMO, GRAPH.host, begin, GRAPH.authorization).json()["uploadUrl"]
    return str(urlsplit(url).path.rpartition("/")[2])


PARTS = parts()
ROUTES = [
    pytest.param(interface, path, id=path)
    for interface in INTERFACES
    for method, path in interface.routes
    if method == "GET"
]
# Each answers an error whatever is asked, which a read has to do without a trace, too.
ANSWERED_OTHERWISE = ("/features", "/features/{feature}", "/Groups/{resource}", "/users/$count")
QUERIES = {
    "apps/status": "?tenantType=M365",
    "/devices": "?workload=Office%20365%20OneDrive",
    "/restorePoints": "?deviceId=2&userId=1",
    "/download.aspx": "?" + urlsplit(FILE["@microsoft.graph.downloadUrl"]).query,
}


@pytest.mark.parametrize(("interface", "path"), ROUTES)
def test_a_read_leaves_the_state_as_it_is(interface: Interface, path: str) -> None:
    names = re.findall(r"{(\w+)}", path)
    before, statuses = state(), set()
    for values in product(*(PARTS[name] for name in names)):
        query = next((each for end, each in QUERIES.items() if path.endswith(end)), "")
        asked = path.format(**dict(zip(names, values, strict=True))) + query
        statuses.add(get(interface, asked).status)
        assert state() == before, asked
    assert ask(DEMO, interface.host, ("GET", asked)).status >= 200
    assert state() == before
    looked_at = min(statuses) < 400
    assert looked_at or path.endswith(ANSWERED_OTHERWISE), statuses


def test_who_counts_requests_changes_nothing_by_a_read() -> None:
    okta = INTERFACES[0]
    DEMO.okta.limits.set_limit(2)
    DEMO.microsoft365.throttling.limit(calls=2, seconds=60)
    before = state()
    asked = [get(okta, "/api/v1/users").status for _ in range(3)]
    asked += [get(GRAPH, "/v1.0/users").status for _ in range(3)]
    assert asked == [200, 200, 429] * 2
    assert state() == before
    DEMO.okta.limits.set_limit(0)
    DEMO.microsoft365.throttling.lift()


def test_no_read_of_the_control_surface_changes_anything() -> None:
    app, before = control_app(HostedLab(DEMO)), state()
    for path in ("", "/openapi.json", "/health", "/state", "/snapshot", "/clock", "/journal"):
        answer = call(app, Request("GET", f"http://127.0.0.1{PREFIX}{path}"))
        assert answer.ok, path
    assert call(app, Request("GET", "http://127.0.0.1/")).ok
    assert state() == before


def test_a_thousand_tokens_take_no_room() -> None:
    place = DEMO.microsoft365.apps.register_app("Thousand")
    before = len(state())
    tokens = {
        granted.value
        for _ in range(1000)
        if (granted := DEMO.microsoft365.apps.granted(place, "https://graph.microsoft.example"))
    }
    assert len(tokens) == 1000
    assert len(state()) - before < 10


def test_uploads_that_are_over_are_forgotten() -> None:
    clock, uploads = DEMO.wire.clock, DEMO.microsoft365.state.uploads
    clock.advance(-timedelta(days=30))
    begun = [session(FILE["id"]) for _ in range(3)]
    clock.release()
    latest = session(FILE["id"])
    assert not [each for each in begun if each in uploads]
    assert latest in uploads
