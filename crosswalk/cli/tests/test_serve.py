"""The three systems as a process on this machine serves them."""

from __future__ import annotations

import http.client
import json
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit
from urllib.request import Request as UrlRequest
from urllib.request import urlopen

import pytest
from click.testing import CliRunner

from crosswalk import cli as command
from crosswalk.remote.process import PATIENCE, SERVE, Process
from crosswalk.remote.tests.serving import JSON, Served, fetch
from crosswalk.remote.url_file import read
from fakes.serving.server import LARGEST_BODY

SAM = "sam@corp.example"


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    process = Served("--seed", "demo")
    yield process
    assert process.stop() == 0


def address_of(process: Served, interface: str) -> tuple[str, int]:
    parts = urlsplit(process.interfaces[interface]["url"])
    assert parts.hostname
    assert parts.port
    return parts.hostname, parts.port


def state_of(process: Served) -> bytes:
    return process.ask("control", "/_crosswalk/state", **JSON).body


def test_it_says_where_it_is_and_writes_it_down(served: Served) -> None:
    said = dict(each.split("=") for each in served.line.split()[2:])
    assert list(said) == ["okta", "insync", "microsoft365", "control"]
    assert said["control"] == served.interfaces["control"]["url"]
    assert list(served.interfaces) == ["okta", "insync_scim", "insync", "graph", "ews", "control"]
    assert served.control("/health")["status"] == "ok"


def test_it_says_where_everything_is_listed() -> None:
    command = [sys.executable, *SERVE, "--only", "okta", "--until-input-ends"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:  # noqa: S603 - ours
        said, _ = process.communicate(timeout=PATIENCE)
    ready, *further = said.decode().splitlines()
    control = ready.rpartition("control=")[2]
    assert further == [
        f"open {control}/ in a browser, or a console:",
        f"  Okta Admin Console: {control}/okta",
        f"  The wire: {control}/wire",
        f"see {control}/_crosswalk for what programs can do",
    ]
    assert process.returncode == 0


def test_a_client_of_okta_follows_its_links(served: Served) -> None:
    first = served.ask("okta", "/api/v1/users?limit=4")
    links = [value for name, value in first.headers if name.lower() == "link"]
    following = next(link for link in links if 'rel="next"' in link)
    url = following.split(">")[0].removeprefix("<")
    token = served.interfaces["okta"]["token"]
    second = fetch(url, Authorization=f"SSWS {token}")
    assert [len(page.json()) for page in (first, second)] == [4, 3]


def test_a_client_of_scim_finds_where_each_user_is(served: Served) -> None:
    page = served.ask("insync_scim", "/Users?count=1").json()
    location = page["Resources"][0]["meta"]["location"]
    token = served.interfaces["insync_scim"]["token"]
    assert page["totalResults"] == 7
    assert location.startswith(served.interfaces["insync_scim"]["url"])
    assert fetch(location, Authorization=f"Bearer {token}").json()["userName"] == SAM


def test_a_client_of_graph_trades_its_secret_and_reads_every_page(served: Served) -> None:
    graph = served.interfaces["graph"]
    form = {
        "grant_type": "client_credentials",
        "scope": "https://graph.microsoft.example/.default",
        "client_id": graph["client_id"],
        "client_secret": graph["client_secret"],
    }
    token = fetch(graph["token_url"], "POST", urlencode(form).encode()).json()["access_token"]
    url, subjects = f"{graph['url']}/users/{SAM}/messages", []
    while url:
        page = fetch(url, Authorization=f"Bearer {token}").json()
        subjects += [each["subject"] for each in page["value"]]
        url = page.get("@odata.nextLink")
    assert len(subjects) == 16
    assert "The floor plan" in subjects


def test_a_client_of_graph_is_led_to_a_download_it_can_reach(served: Served) -> None:
    path = f"/users/{SAM}/drive/root"
    (found,) = (
        each for each in served.ask("graph", f"{path}/children").json()["value"] if "file" in each
    )
    answer = served.ask("graph", f"/users/{SAM}/drive/items/{found['id']}/content")
    location = answer.header("Location") or ""
    assert answer.status == 302
    assert location.startswith(served.interfaces["graph"]["url"].removesuffix("/v1.0"))
    assert fetch(location).body.decode() == "The plans of Sam Soto: später."
    assert "tempauth=***" in served.wait_for_log("download.aspx")


def test_a_client_of_ews_gets_the_vendors_answer(served: Served) -> None:
    answer = served.ask("ews", "", "POST", b"<no/>", Content_Type="text/xml")
    assert answer.body.startswith(b"<?xml")


def test_a_proxy_in_front_gets_links_to_itself(served: Served) -> None:
    headers = {"X_Forwarded_Host": "lab.example", "X_Forwarded_Proto": "https"}
    page = served.ask("graph", "/users?$top=1", **headers).json()
    assert page["@odata.nextLink"].startswith("https://lab.example/v1.0/users?")


def test_what_an_admin_does_is_seen_by_clients(served: Served) -> None:
    ran = served.control("/admin/insync/protection/back_up_everyone", "POST", {})
    assert {each["presented"] for each in ran} >= {SAM}
    assert served.control("/journal?system=microsoft365&limit=1")["exchanges"]


def test_the_log_has_no_tokens(served: Served) -> None:
    served.ask("okta", "/api/v1/users/none")
    line = served.wait_for_log("/api/v1/users/none")
    assert re.fullmatch(r"\S+Z okta GET /api/v1/users/none 404 [0-9.]+", line)
    for place in served.interfaces.values():
        for name in ("token", "client_secret"):
            assert place.get(name, "?none?") not in served.log


def test_every_seed_lets_the_same_clients_in(served: Served) -> None:
    served.control("/reset", "POST")
    assert served.ask("graph", "/users").status == 401
    served.control("/seed", "POST", {"name": "empty"})
    assert served.ask("graph", "/users").json()["value"] == []
    served.control("/seed", "POST", {"name": "demo"})
    for interface, path in (("okta", "/api/v1/users"), ("insync_scim", "/Users")):
        assert served.ask(interface, path).status == 200
    assert len(served.ask("graph", "/users").json()["value"]) == 7


def test_a_state_goes_round(served: Served) -> None:
    given = state_of(served)
    served.control("/seed", "POST", {"name": "empty"})
    assert served.ask("control", "/_crosswalk/state", "PUT", given, **JSON).ok
    assert state_of(served) == given


def test_a_connection_that_is_refused_is_not_answered(served: Served) -> None:
    fault = {"host": "corp.okta.example", "answer": None}
    served.control("/faults", "POST", fault)
    with pytest.raises((http.client.HTTPException, ConnectionError)):
        served.ask("okta", "/api/v1/users")
    assert served.ask("okta", "/api/v1/users").ok


def test_an_answer_leaves_whole(served: Served) -> None:
    health = b"GET /_crosswalk/health HTTP/1.1\r\nHost: localhost\r\n\r\n"
    with socket.create_connection(address_of(served, "control"), timeout=10) as connection:
        for _ in range(20):
            connection.sendall(health)
            _, _, body = connection.recv(65536).partition(b"\r\n\r\n")
            assert json.loads(body)["status"] == "ok"


def test_who_asks_ahead_is_answered_in_turn(served: Served) -> None:
    asked = b"".join(
        b"GET /api/v1/%d HTTP/1.1\r\nHost: x\r\n%s\r\n" % (number, last)
        for number, last in enumerate((b"", b"", b"Connection: close\r\n"))
    )
    with socket.create_connection(address_of(served, "okta"), timeout=10) as connection:
        connection.sendall(asked)
        with connection.makefile("rb") as answers:
            assert answers.read().count(b"HTTP/1.1 401 ") == 3


def test_slow_clients_hold_nobody_up(served: Served) -> None:
    begun = [socket.create_connection(address_of(served, "okta")) for _ in range(200)]
    for each in begun:
        each.sendall(b"POST /api/v1/users HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{")
    assert served.ask("okta", "/api/v1/users").ok
    for each in begun:
        each.close()


def test_who_asks_ahead_and_does_not_read_holds_nobody_up(served: Served) -> None:
    path = f"/users/{SAM}/drive/root:/large.bin"
    assert served.ask("graph", f"{path}:/content", "PUT", bytes(24 * 2**20)).ok
    url = urlsplit(served.ask("graph", path).json()["@microsoft.graph.downloadUrl"])
    ask = f"GET {url.path}?{url.query} HTTP/1.1\r\nHost: x\r\n\r\n".encode()
    with socket.create_connection(address_of(served, "graph"), timeout=10) as connection:
        connection.sendall(3 * ask)
        assert connection.recv(100).split()[1] == b"200"
        assert served.ask("graph", "/users").ok
    assert served.ask("graph", path, "DELETE").ok


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"nonsense\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: odd\r\n\r\n", b"501"),
        (b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n" % (LARGEST_BODY + 1), b"413"),
        (b"GET / HTTP/1.1\r\nHost: x\r\nA: " + b"x" * 300_000 + b"\r\n\r\n", b"431"),
    ],
)
@pytest.mark.parametrize("interface", ["okta", "insync", "graph", "control"])
def test_a_request_that_is_none_is_turned_away(
    served: Served, interface: str, sent: bytes, status: bytes
) -> None:
    with socket.create_connection(address_of(served, interface), timeout=10) as connection:
        connection.sendall(sent)
        assert connection.recv(100).split()[1] == status


@pytest.mark.parametrize("start", [b"PRI * HTTP/1.0", b"OPTIONS * HTTP/1.1", b"GET foo HTTP/1.0"])
@pytest.mark.parametrize("interface", ["okta", "insync", "graph", "control"])
def test_a_target_that_is_no_path_is_no_error_of_the_server(
    served: Served, interface: str, start: bytes
) -> None:
    with socket.create_connection(address_of(served, interface), timeout=10) as connection:
        connection.sendall(start + b"\r\n\r\n")
        assert connection.recv(100).split()[1] in (b"401", b"404", b"501")


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"\xff\xfe", b'{"profile": 3}', b"null"])
@pytest.mark.parametrize(
    ("interface", "method", "path"),
    [
        ("okta", "POST", "/api/v1/users"),
        ("insync_scim", "POST", "/Users"),
        ("graph", "POST", f"/users/{SAM}/mailFolders"),
        ("ews", "POST", ""),
        ("control", "POST", "/_crosswalk/seed"),
        ("control", "PUT", "/_crosswalk/state"),
        ("control", "POST", "/_crosswalk/admin/okta/directory/add"),
    ],
)
def test_a_body_that_cannot_be_read_is_the_clients_fault(
    served: Served, interface: str, method: str, path: str, body: bytes
) -> None:
    kind = "application/scim+json" if interface == "insync_scim" else "application/json"
    answer = served.ask(interface, path, method, body, Content_Type=kind)
    # A SOAP fault is a 500 by its standard.
    assert answer.status in ((500,) if interface == "ews" else range(400, 500))
    assert b"Traceback" not in answer.body
    assert "Traceback" not in served.log


@pytest.mark.parametrize(
    ("interface", "method", "path"),
    [
        ("okta", "POST", "/api/v1/users"),
        ("insync_scim", "POST", "/Users"),
        ("insync_scim", "PATCH", "/Users/1"),
        ("control", "PUT", "/_crosswalk/state"),
        ("control", "POST", "/_crosswalk/seed"),
    ],
)
def test_a_body_that_is_nested_without_end_is_the_clients_fault(
    served: Served, interface: str, method: str, path: str
) -> None:
    kind = "application/scim+json" if interface == "insync_scim" else "application/json"
    answer = served.ask(interface, path, method, b'{"a":' * 100_000, Content_Type=kind)
    assert answer.status in range(400, 500), answer.body


def test_many_clients_at_once_are_all_answered(served: Served) -> None:
    seen: list[int] = []

    def visit(number: int) -> None:
        login = f"guest{number}@corp.example"
        profile = {"login": login, "email": login, "firstName": "G", "lastName": str(number)}
        seen.extend(served.ask("graph", "/users").status for _ in range(5))
        seen.append(served.ask("okta", "/api/v1/users", "POST", {"profile": profile}).status)

    threads = [threading.Thread(target=visit, args=(number,)) for number in range(16)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert seen == [200] * 96
    users = served.control("/admin/okta/directory/users", "POST", {})
    assert sum(user["profile"][0][1].startswith("guest") for user in users) == 16


def test_what_was_answered_outlives_a_kill(tmp_path: Path) -> None:
    options = ("--state", str(tmp_path / "lab.db"), "--log-format", "json")
    before = Served(*options)
    before.control(
        "/admin/insync/accounts/add",
        "POST",
        {"email_id": "ada@corp.example", "display_name": "Ada"},
    )
    before.control("/clock", "POST", {"frozen": "2026-03-02T08:00:00Z"})
    # Clients are let in through this host, which must not use the fault up.
    fault = {"host": "login.microsoftonline.example", "answer": None}
    faults = before.control("/faults", "POST", fault)
    state = json.loads(state_of(before))
    assert json.loads(before.wait_for_log("/accounts/add"))["status"] == 200
    assert before.stop(signal.SIGKILL) == -signal.SIGKILL
    after = Served(*options)
    kept = json.loads(state_of(after))["insync"]
    assert kept["accounts"] == state["insync"]["accounts"]
    assert after.control("/clock")["frozen"] == "2026-03-02T08:00:00Z"
    assert after.control("/faults") == faults
    assert after.ask("graph", "/users").status == 200
    old = before.interfaces["graph"]["token"]
    assert fetch(f"{after.interfaces['graph']['url']}/users", Authorization=f"Bearer {old}").ok
    assert after.stop(signal.SIGINT) == 0


def test_no_number_of_a_request_is_given_again_after_a_kill(tmp_path: Path) -> None:
    given: list[str] = []
    for _ in range(3):
        lab = Served("--state", str(tmp_path / "lab.db"))
        for interface, header in (("okta", "X-Okta-Request-Id"), ("graph", "request-id")):
            path = "/api/v1/users" if interface == "okta" else "/users"
            given += (lab.ask(interface, path).header(header) or "" for _ in range(3))
        lab.stop(signal.SIGKILL)
    assert all(given)
    assert len(set(given)) == len(given) == 18


def open_url(url: str, token: str, content: object = None) -> Any:
    """Send a request as any program does, and return the JSON that it is answered with."""
    headers = {"Authorization": token, "Content-Type": "application/json"}
    body = None if content is None else json.dumps(content).encode()
    with urlopen(UrlRequest(url, body, headers), timeout=30) as answer:  # noqa: S310 - to ourselves
        return json.load(answer)


def test_who_is_assigned_over_the_api_comes_to_insync_without_an_admin(served: Served) -> None:
    okta, scim = served.interfaces["okta"], served.interfaces["insync_scim"]
    token = f"SSWS {okta['token']}"
    profile = {
        **{"login": "new@corp.example", "email": "new@corp.example"},
        **{"firstName": "New", "lastName": "Here"},
    }
    user = open_url(f"{okta['url']}/api/v1/users", token, {"profile": profile})
    to_app = f"{okta['url']}/api/v1/apps/{okta['app_id']}/users"
    assigned = open_url(to_app, token, {"id": user["id"], "scope": "USER"})
    wanted = urlencode({"filter": 'userName eq "new@corp.example"'})
    found = open_url(f"{scim['url']}/Users?{wanted}", f"Bearer {scim['token']}")

    assert assigned["syncState"] == "OUT_OF_SYNC"
    assert [each["displayName"] for each in found["Resources"]] == ["New Here"]
    assert open_url(f"{to_app}/{user['id']}", token)["syncState"] == "SYNCHRONIZED"


def test_jobs_that_a_kill_left_are_done_after_it(tmp_path: Path) -> None:
    state = ("--state", str(tmp_path / "lab.db"))
    before = Served("--jobs", "manual", *state)
    names = {"login": SAM, "email": SAM, "first_name": "Sam", "last_name": "Soto"}
    user = before.control("/admin/okta/directory/add", "POST", names)
    before.control("/admin/okta/assignments/assign", "POST", {"user_id": user["id"]})
    assert before.control("/admin/okta/jobs/pending", "POST", {}) == 1
    assert before.control("/health")["systems"]["okta"]["jobs"] == "manual"
    before.stop(signal.SIGKILL)

    after = Served(*state)
    assert after.control("/health")["systems"]["okta"]["jobs"] == "auto"
    (account,) = after.control("/admin/insync/accounts/all", "POST", {})
    assert account["email_id"]["text"] == SAM
    assert after.control("/admin/okta/jobs/pending", "POST", {}) == 0
    assert after.stop() == 0


def test_an_insync_alone_keeps_its_token_over_a_restart(tmp_path: Path) -> None:
    files = ("--state", str(tmp_path / "lab.db"), "--url-file", str(tmp_path / "lab.json"))
    tokens = []
    for _ in range(2):
        process = Process((*SERVE, "--only", "insync", *files))
        place = read(tmp_path / "lab.json")["insync_scim"]
        tokens.append(place["token"])
        assert open_url(f"{place['url']}/Users", f"Bearer {place['token']}")["totalResults"] == 0
        process.stop()
    assert tokens[0] == tokens[1]

    (tmp_path / "lab.json").unlink()
    process = Process((*SERVE, "--only", "insync", *files))
    assert "token" not in read(tmp_path / "lab.json")["insync_scim"]
    assert (
        "lab.json has no SCIM token: inSync shows a token only once, when it is created"
        in process.log
    )
    process.stop()


def test_each_system_may_be_a_process_of_its_own() -> None:
    insync = Served("--only", "insync")
    okta = Served("--only", "okta", "--peer", f"insync={insync.interfaces['insync']['url']}")
    assert list(okta.interfaces) == ["okta", "control"]
    where = {
        "base_url": "https://apis.druva.example/insync/scim",
        "token": insync.interfaces["insync_scim"]["token"],
    }
    okta.control("/admin/okta/app/connect", "POST", where)
    names = {"login": SAM, "email": SAM, "first_name": "Sam", "last_name": "Soto"}
    user = okta.control("/admin/okta/directory/add", "POST", names)
    okta.control("/admin/okta/assignments/assign", "POST", {"user_id": user["id"]})
    assert okta.control("/admin/okta/jobs/pending", "POST", {}) == 0
    (account,) = insync.control("/admin/insync/accounts/all", "POST", {})
    assert account["email_id"]["text"] == SAM
    assert insync.stop() == 0
    refused = okta.ask(
        "control",
        "/_crosswalk/admin/okta/app/test_connection",
        "POST",
        {},
        **JSON,
    )
    assert "gave no answer" in refused.json()
    assert okta.stop() == 0


def test_a_peer_that_nobody_named_gives_no_answer() -> None:
    okta = Served("--only", "okta")
    where = {"base_url": "https://apis.druva.example/insync/scim", "token": "any"}

    refused = okta.ask("control", "/_crosswalk/admin/okta/app/connect", "POST", where, **JSON)

    assert "gave no answer: no --peer says where insync is" in refused.json()["error"]
    assert okta.stop() == 0


@pytest.mark.parametrize("host", ["127.0.0.2", "localhost"])
def test_what_only_this_machine_reaches_needs_no_leave(host: str) -> None:
    process = Process((*SERVE, "--only", "okta", "--host", host))
    assert "warning" not in process.log
    assert process.stop() == 0


def test_what_others_reach_is_warned_of() -> None:
    process = Process((*SERVE, "--only", "okta", "--host", "0.0.0.0", "--expose"))  # noqa: S104 - for a moment
    assert process.line.startswith("crosswalk ready okta=http://127.0.0.1:")
    assert (
        "warning: everybody who can reach 0.0.0.0 can read, change and reset the lab" in process.log
    )
    assert process.stop() == 0


def test_an_option_may_come_from_the_environment() -> None:
    environment = {"CROSSWALK_SERVE_ONLY": "okta", "CROSSWALK_SERVE_SEED": "demo"}
    result = CliRunner().invoke(command.main, ["serve"], env=environment)
    assert result.output == "Error: no seed 'demo': expected empty, a file or a directory\n"


def test_a_busy_port_is_told_in_one_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as busy:
        port = busy.getsockname()[1]
        result = CliRunner().invoke(command.main, ["serve", "--port", str(port)])
    assert result.exit_code == 1
    assert result.output == (
        f"Error: cannot listen on 127.0.0.1:{port} for okta: Address already in use\n"
    )


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        ("--port 65535", 1, "cannot listen on 127.0.0.1:6553"),
        ("--port 65536", 2, "not in the range 0<=x<=65535"),
        ("--host 0.0.0.0", 2, "is unauthenticated; pass --expose to bind anyway"),
        ("--seed bob", 1, "no seed 'bob': expected empty, demo, a file or a directory"),
        ("--seed {here}", 1, "holds no lab.json: expected a directory that rehearse wrote"),
        ("--seed {here}/text", 1, "is not a valid state file: "),
        ("--seed {here}/json", 1, "expected an object with insync, microsoft365, okta, version"),
        ("--state {here}/text", 1, "holds something else: name another file"),
        ("--state {here}/none/x", 1, "cannot be opened"),
        ("--only okta --seed demo", 1, "no seed 'demo': expected empty, a file or a directory"),
        ("--only okta --peer okta=http://x", 2, "no peer 'okta': expected insync or microsoft365"),
        ("--only okta --peer insync=x", 2, "'x' is not a base URL: expected http://host:port"),
        (
            "--only okta --peer insync=http://x:99999",
            2,
            "is not a base URL: expected http://host:port",
        ),
        ("--only okta --peer insync=http://[x", 2, "is not a base URL: expected http://host:port"),
        (
            "--known-as http://x",
            2,
            "'http://x' is not a host name: expected one such as lab.example",
        ),
        ("--seed {here}/deep", 1, "is not a valid state file: maximum recursion depth"),
        ("--url-file {here}/none/x", 1, "{here}/none/x: No such file or directory"),
        ("--peer insync=http://x", 2, "expected none without --only"),
        ("--patience 0", 2, "0.0 is not in the range x>0"),
        ("--jobs soon", 2, "'soon' is not one of 'auto', 'manual'"),
        ("--log-format xml", 2, "'xml' is not one of 'text', 'json'"),
        ("--url-file {here}", 2, "is a directory"),
    ],
)
def test_what_cannot_be_served_is_told_in_one_line(
    tmp_path: Path, options: str, code: int, said: str
) -> None:
    (tmp_path / "text").write_text("This is not a state.")
    (tmp_path / "json").write_text("{}")
    (tmp_path / "deep").write_text("[" * 100_000)
    words = options.format(here=tmp_path).split()
    result = CliRunner().invoke(command.main, ["serve", *words])
    assert result.exit_code == code, result.output
    assert said.format(here=tmp_path) in result.output.splitlines()[-1]
    assert "Traceback" not in result.output
