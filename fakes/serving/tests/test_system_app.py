"""How a request from outside finds its system, and by which name it called."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from fakes.lab import Lab
from fakes.serving.logs import LogFormat, logged
from fakes.serving.origins import host_for
from fakes.serving.system_app import SystemApp, called_as, one_at_a_time
from fakes.wire import Fault, Request
from fakes.wire.gateway import SENDER
from fakes.wire.network import call, environ_of

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

GRAPH, LOGIN = "graph.microsoft.example", "login.microsoftonline.example"
EWS, FILES = "outlook.office365.example", "corp-my.sharepoint.example"
OURS = "http://127.0.0.1:4000"


class Dropped(Exception):
    """No answer is given."""


def named(name: str, scheme: str = "https") -> tuple[tuple[str, str], ...]:
    return (("X-Forwarded-Host", name), ("X-Forwarded-Proto", scheme))


def at_port(port: str) -> tuple[str, str]:
    return ("X-Forwarded-Port", port)


@pytest.mark.parametrize(
    ("path", "called", "host"),
    [
        ("/v1.0/users", "127.0.0.1:1", GRAPH),
        ("/beta/users", "127.0.0.1:1", GRAPH),
        ("/corp/oauth2/v2.0/token", "127.0.0.1:1", LOGIN),
        ("/corp/v2.0/.well-known/openid-configuration", "127.0.0.1:1", LOGIN),
        ("/EWS/Exchange.asmx", "127.0.0.1:1", EWS),
        ("/ews/exchange.asmx", "127.0.0.1:1", EWS),
        ("/personal/sam/_layouts/15/download.aspx", "127.0.0.1:1", FILES),
        ("/v1.0/users", LOGIN, LOGIN),
    ],
)
def test_one_origin_leads_by_path_to_each_host(path: str, called: str, host: str) -> None:
    hosts = Lab().wire.hosts("microsoft365")
    assert host_for("microsoft365", hosts, called=called, path=path) == host


@pytest.mark.parametrize(
    ("headers", "called"),
    [
        ((), ("http", "127.0.0.1:4000")),
        (named("lab.example"), ("https", "lab.example")),
        (named("lab.example:8443, inner"), ("https", "lab.example:8443")),
        (named("[::1]:80", "HTTP"), ("http", "[::1]:80")),
        (named("a b"), ("https", "127.0.0.1:4000")),
        (named('x"><script>', "gopher"), ("http", "127.0.0.1:4000")),
        ((("Host", "a/b"),), ("http", "127.0.0.1:4000")),
        ((("Host", "lab.example:99999"),), ("http", "127.0.0.1:4000")),
        ((("Host", "[:::::]"),), ("http", "127.0.0.1:4000")),
        ((("Host", "[1.2.3.4]"),), ("http", "127.0.0.1:4000")),
        ((*named("lab.example"), at_port("8443")), ("https", "lab.example:8443")),
        ((*named("lab.example"), at_port("443")), ("https", "lab.example")),
        ((*named("lab.example:8443"), at_port("8080")), ("https", "lab.example:8443")),
        ((*named("lab.example"), at_port("x")), ("https", "lab.example")),
        ((("Host", "lab.example"), at_port("8080, 80")), ("http", "lab.example:8080")),
    ],
)
def test_a_proxy_may_say_by_which_name_the_client_called(
    headers: tuple[tuple[str, str], ...], called: tuple[str, str]
) -> None:
    assert called_as(environ_of(Request("GET", f"{OURS}/", headers))) == called


def test_links_lead_back_to_where_the_client_called() -> None:
    lab = Lab()
    token = lab.okta.tokens.create("test")
    for number in range(3):
        login = f"p{number}@corp.example"
        lab.okta.directory.add(login=login, email=login, first_name="P", last_name="Q")
    app = SystemApp(lab.wire, "okta", Dropped)
    headers = (("Authorization", f"SSWS {token}"),)
    for start, further in ((OURS, ()), ("https://lab.example", named("lab.example"))):
        ask = Request("GET", f"{OURS}/api/v1/users?limit=2", (*headers, *further))
        links = [value for name, value in call(app, ask).headers if name.lower() == "link"]
        assert len(links) == 2
        assert all(link.startswith(f"<{start}/api/v1/users?") for link in links)
    assert [each.sender for each in lab.wire.journal] == ["client", "client"]


@pytest.mark.parametrize(("length", "status"), [(None, 411), ("0", 400)])
def test_a_length_that_a_client_leaves_out_is_not_made_up(length: str | None, status: int) -> None:
    lab = Lab()
    headers = (("Authorization", f"SSWS {lab.okta.tokens.create('test')}"),)
    environ = environ_of(Request("POST", f"{OURS}/api/v1/users", headers))
    del environ["CONTENT_LENGTH"]
    environ |= {"CONTENT_LENGTH": length} if length else {}
    said: list[str] = []
    app = SystemApp(lab.wire, "okta", Dropped)
    app(environ, lambda line, *_: said.append(line))  # type: ignore[arg-type] # no write() is needed
    assert [line[:3] for line in said] == [str(status)]


@pytest.mark.parametrize(
    ("told", "sender"),
    [
        ("insync", "insync"),
        ("an identity provider", "an identity provider"),
        *((unfit, "client") for unfit in ("", "caf\xe9", "a\tb", "x" * 81)),
    ],
)
def test_who_sends_may_say_who_they_are(told: str, sender: str) -> None:
    lab = Lab()
    headers = ((SENDER, told),)
    call(SystemApp(lab.wire, "okta", Dropped), Request("GET", f"{OURS}/api/v1/users", headers))

    assert [each.sender for each in lab.wire.journal] == [sender]


def test_where_nobody_answers_the_connection_is_dropped() -> None:
    lab = Lab()
    lab.wire.inject_fault(Fault("corp.okta.example", None))
    app = SystemApp(lab.wire, "okta", Dropped)
    with pytest.raises(Dropped):
        call(app, Request("GET", f"{OURS}/api/v1/users"))
    assert call(app, Request("GET", f"{OURS}/api/v1/users")).status == 401


def test_what_changed_is_kept_before_the_answer_leaves() -> None:
    order = []

    def app(_environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        start_response("200 OK", [])
        order.append("answered")
        return [b"x"]

    guarded = one_at_a_time(app, threading.RLock(), lambda: order.append("kept"))
    assert call(guarded, Request("GET", f"{OURS}/")).body == b"x"
    assert order == ["answered", "kept"]


def test_what_need_not_wait_does_not() -> None:
    def app(_environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        start_response("200 OK", [])
        return [b"x"]

    lock = threading.RLock()
    guarded = one_at_a_time(app, lock, pytest.fail, but=frozenset({"/health"}))
    with lock, ThreadPoolExecutor(1) as elsewhere:
        asked = elsewhere.submit(call, guarded, Request("GET", f"{OURS}/health"))
        assert asked.result(5).body == b"x"


@pytest.mark.parametrize("format_", LogFormat)
def test_a_request_leaves_one_line_without_tokens(
    format_: LogFormat, capsys: pytest.CaptureFixture[str]
) -> None:
    app = logged(SystemApp(Lab().wire, "okta", Dropped), "okta", format_)
    headers = (("Authorization", "SSWS s3cret"),)
    call(app, Request("GET", f"{OURS}/api/v1/users?access_token=s3cret", headers))
    (line,) = capsys.readouterr().err.splitlines()
    facts = json.loads(line).values() if format_ is LogFormat.JSON else line.split()
    time, *said, took = map(str, facts)
    assert said == ["okta", "GET", "/api/v1/users?access_token=***", "401"]
    assert time.endswith("Z")
    assert float(took) >= 0
    assert "s3cret" not in line
