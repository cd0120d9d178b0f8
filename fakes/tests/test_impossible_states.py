"""A state that no lab can be in is refused when it is given, wherever it is given."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from fakes.company.seeds import admit, seed_demo
from fakes.lab import Lab
from fakes.serving.origins import SYSTEMS
from fakes.store.sqlite_store import SqliteStore, Unreadable
from fakes.wire import Address, Request, Response

CONTROLS = ("\x00", "\x01", "\t", "\n", "\x1f", "\x7f")
Dump = dict[str, Any]
Change = Callable[[Dump], object]


@pytest.fixture(scope="module")
def demo() -> Dump:
    lab = Lab()
    seed_demo(lab)
    lab.insync.protection.back_up_everyone()
    group = lab.okta.directory.add_group("Staff")
    lab.okta.directory.join(group.id, lab.okta.directory.users()[0].id)
    lab.okta.assignments.assign_group(group.id)
    return lab.dump()


def folder(dump: Dump) -> dict[str, Any]:
    found: dict[str, Any] = next(
        each for each in dump["microsoft365"]["folders"] if each["name"] == "Inbox"
    )
    return found


def file(dump: Dump) -> dict[str, Any]:
    found: dict[str, Any] = next(
        each for each in dump["microsoft365"]["items"] if not each["is_folder"]
    )
    return found


def own_parent(dump: Dump) -> None:
    folder(dump)["parent_id"] = folder(dump)["id"]


def each_others_parents(dump: Dump) -> None:
    first, second = folder(dump), dump["microsoft365"]["folders"][3]
    first["parent_id"], second["parent_id"] = second["id"], first["id"]


def root_of_itself(dump: Dump) -> None:
    root = next(each for each in dump["microsoft365"]["folders"] if not each["parent_id"])
    root["parent_id"] = root["id"]


def set_in(of: Callable[[Dump], dict[str, Any]], **fields: object) -> Change:
    return lambda dump: of(dump).update(fields)


CHANGES: dict[str, tuple[Change, str]] = {
    "a folder is its own parent": (own_parent, "microsoft365.folders: "),
    "folders are in one another": (each_others_parents, "microsoft365.folders: "),
    "a root is its own parent": (root_of_itself, "microsoft365.folders: "),
    "a folder is nowhere": (set_in(folder, parent_id="none"), "microsoft365.folders: "),
    "a folder has no parent": (set_in(folder, parent_id=""), "microsoft365.folders: "),
    "a folder has another path": (set_in(folder, path="Out"), "microsoft365.folders: "),
    "a folder has a control character": (
        set_in(folder, name="a\x01b", path="a\x01b"),
        "expected no control characters",
    ),
    "a file has a NUL": (set_in(file, name="a\x00", path="a\x00"), "microsoft365.items: "),
    "a file is its own folder": (
        lambda dump: file(dump).update(parent_id=file(dump)["id"]),
        "microsoft365.items: ",
    ),
    "a file has no content": (
        lambda dump: dump["microsoft365"]["contents"].pop(file(dump)["id"]),
        "microsoft365.contents: ",
    ),
    "a message is in no folder": (
        lambda dump: dump["microsoft365"]["messages"][0].update(folder_id="none"),
        "microsoft365.messages: ",
    ),
    "a message has no content": (
        lambda dump: dump["microsoft365"]["mime"].clear(),
        "microsoft365.mime: ",
    ),
    "an email ID has a NUL": (
        lambda dump: dump["insync"]["accounts"][0]["email_id"].update(text="a\x00@b.cd"),
        "insync.accounts[0].email_id: ",
    ),
    "a UPN has a NUL": (
        lambda dump: dump["microsoft365"]["users"][0]["user_principal_name"].update(
            text="a\x00@b.cd"
        ),
        "microsoft365.users[0].user_principal_name: ",
    ),
    "an account has an unknown profile": (
        lambda dump: dump["insync"]["accounts"][0].update(profile="none"),
        "insync.accounts: ",
    ),
    "a mapping has an unknown profile": (
        lambda dump: dump["insync"]["mappings"][0].update(profile="none"),
        "insync.mappings: ",
    ),
    "a storage has no number": (
        lambda dump: dump["insync"]["mappings"][0].update(storage="none"),
        "insync.storages: ",
    ),
    "a snapshot has a folder that cannot be restored": (
        lambda dump: dump["insync"]["snapshots"][0]["folders"].append(["a\x01b"]),
        "insync.snapshots: ",
    ),
    "a snapshot has no contents": (
        lambda dump: dump["insync"]["contents"].clear(),
        "insync.contents: ",
    ),
    "an assignment is nobody's": (
        lambda dump: dump["okta"]["app_users"][0].update(user_id="none"),
        "okta.app_users: ",
    ),
    "a group has an unknown member": (
        lambda dump: dump["okta"]["groups"][0].update(members=["none"]),
        "okta.groups: ",
    ),
    "the app is given to no group": (
        lambda dump: dump["okta"]["assigned_groups"].update(none="2026-03-02T08:00:00Z"),
        "okta.assigned_groups: ",
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_no_lab_takes_a_state_in_which_it_cannot_be(demo: Dump, name: str) -> None:
    change, said = CHANGES[name]
    given, lab = copy.deepcopy(demo), Lab()
    change(given)
    assert given != demo
    before = lab.dump()
    with pytest.raises(ValueError, match=re.escape(said)):
        lab.load(given)
    assert lab.dump() == before


def test_a_state_that_is_possible_is_taken(demo: Dump) -> None:
    lab = Lab()
    lab.load(demo)
    assert lab.dump() == demo


def test_a_file_of_such_a_state_is_refused_by_its_name(tmp_path: Path, demo: Dump) -> None:
    path, lab = tmp_path / "lab.db", Lab()
    lab.load(demo)
    inbox = next(each for each in lab.microsoft365.state.folders if each.name == "Inbox")
    object.__setattr__(inbox, "parent_id", inbox.id)
    with closing(SqliteStore(path, lab.lasting())) as store:
        store.save()
    refused = pytest.raises(Unreadable, match=r"lab\.db cannot be read, microsoft365\.folders: ")
    with closing(SqliteStore(path, Lab().lasting())) as store, refused:
        store.restore()


@pytest.fixture
def lab(demo: Dump) -> Lab:
    lab = Lab()
    lab.load(demo)
    return lab


def sam(lab: Lab) -> str:
    user = lab.microsoft365.state.users.find("directory", "sam@corp.example")
    assert user
    return user.id


Deed = Callable[[Lab, str], object]
VERBS: dict[str, Deed] = {
    "folder": lambda lab, odd: lab.microsoft365.exchange.add_folder(
        sam(lab), path=f"Inbox/a{odd}b"
    ),
    "file": lambda lab, odd: lab.microsoft365.onedrive.write_file(
        sam(lab), path=f"a{odd}b", content=b""
    ),
    "email ID": lambda lab, odd: lab.insync.accounts.add(
        email_id=Address(f"a{odd}b@corp.example"), display_name="A"
    ),
    "login": lambda lab, odd: lab.okta.directory.add(
        login=f"a{odd}b@corp.example", email="a@corp.example", first_name="A", last_name="B"
    ),
    "UPN": lambda lab, odd: lab.microsoft365.directory.add_user(Address(f"a@{odd}b.example")),
}


@pytest.mark.parametrize("odd", CONTROLS)
@pytest.mark.parametrize("name", VERBS)
def test_no_verb_takes_a_control_character_in_a_name(lab: Lab, name: str, odd: str) -> None:
    before = lab.dump()
    with pytest.raises(ValueError, match=r"not an address|not a folder path|no file can|login"):
        VERBS[name](lab, odd)
    assert lab.dump() == before


def send(lab: Lab, interface: str, method: str, path: str, body: object) -> Response:
    given = admit(lab, SYSTEMS)
    hosts = {"okta": "corp.okta.example", "graph": "graph.microsoft.example"}
    scheme = "SSWS" if interface == "okta" else "Bearer"
    kind = "application/scim+json" if interface == "insync_scim" else "application/json"
    headers = (
        ("Authorization", f"{scheme} {given[interface]['token']}"),
        ("Content-Type", kind),
    )
    url = f"https://{hosts.get(interface, 'apis.druva.example')}{path}"
    return lab.send("client", Request(method, url, headers, json.dumps(body).encode()))


GRAPH = "/v1.0/users/sam@corp.example"
REQUESTS: dict[str, Callable[[str], tuple[str, str, str, object]]] = {
    "mail folder": lambda odd: (
        *("graph", "POST", f"{GRAPH}/mailFolders"),
        {"displayName": f"a{odd}b"},
    ),
    "child folder": lambda odd: (
        *("graph", "POST", f"{GRAPH}/mailFolders/inbox/childFolders"),
        {"displayName": f"a{odd}b"},
    ),
    "drive folder": lambda odd: (
        *("graph", "POST", f"{GRAPH}/drive/root/children"),
        {"name": f"a{odd}b", "folder": {}},
    ),
    "file": lambda odd: (
        *("graph", "PUT", f"{GRAPH}/drive/root:/a%{ord(odd):02x}b:/content"),
        "content",
    ),
    "upload": lambda odd: (
        *("graph", "POST", f"{GRAPH}/drive/root:/a%{ord(odd):02x}b:/createUploadSession"),
        {},
    ),
    "SCIM user": lambda odd: (
        *("insync_scim", "POST", "/insync/scim/Users"),
        {
            "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
            "userName": f"a{odd}b@corp.example",
            "emails": [{"value": f"a{odd}b@corp.example", "primary": True}],
            "displayName": "A",
        },
    ),
    "Okta user": lambda odd: (
        *("okta", "POST", "/api/v1/users"),
        {
            "profile": {
                **{"login": f"a{odd}b@corp.example", "email": "a@corp.example"},
                **{"firstName": "A", "lastName": "B"},
            }
        },
    ),
}


@pytest.mark.parametrize("odd", CONTROLS)
@pytest.mark.parametrize("name", REQUESTS)
def test_no_api_takes_a_control_character_in_a_name(lab: Lab, name: str, odd: str) -> None:
    counted = ("users", "accounts", "folders", "items", "uploads")

    def sizes() -> list[int]:
        return [len(part.get(each, ())) for part in map(dict, lab_parts(lab)) for each in counted]

    before = sizes()
    answer = send(lab, *REQUESTS[name](odd))
    assert answer.status in range(400, 500), answer.body
    assert sizes() == before


def lab_parts(lab: Lab) -> list[Any]:
    dump = lab.dump()
    return [dump[each] for each in SYSTEMS]
