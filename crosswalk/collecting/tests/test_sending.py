"""Requests go to the host that was named and to no other; answers are bounded and verified."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

pytest.importorskip("httpx2", reason="needs httpx2, which the extra 'collect' brings")

from crosswalk.collecting import sender as module
from crosswalk.collecting.errors import Unavailable
from crosswalk.collecting.patience import Patience
from crosswalk.collecting.sender import Sender, connections

from .collecting import DRUVA, GRAPH, OKTA, Collecting

SECOND = '<{}/api/v1/users?after=1>; rel="next"'


@pytest.fixture
def elsewhere() -> Iterator[socket.socket]:
    """A host that nothing should be sent to."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.setblocking(False)
        yield listening


def url_of(listening: socket.socket) -> str:
    return f"http://127.0.0.1:{listening.getsockname()[1]}"


def was_asked(listening: socket.socket) -> bool:
    try:
        connection, _ = listening.accept()
    except BlockingIOError:
        return False
    connection.close()
    return True


def test_somebody_who_is_asked_is_noticed(elsewhere: socket.socket) -> None:
    with socket.create_connection(elsewhere.getsockname()):
        assert was_asked(elsewhere)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize(
    ("host", "path"),
    [(OKTA, "/api/v1/users"), (DRUVA, "/token"), (DRUVA, "/insync"), (GRAPH, "/v1.0/$batch")],
)
def test_a_redirect_is_not_followed(
    lab: Collecting, tmp_path: Path, elsewhere: socket.socket, status: int, host: str, path: str
) -> None:
    lab.fault(host, path, status, headers=(("Location", url_of(elsewhere)),))

    (reason,) = lab.collect(tmp_path / "out").failed

    assert f"answered {status}, which leads to another address. That is not followed" in reason
    assert not was_asked(elsewhere)


def test_a_next_page_on_another_host_is_not_read(
    lab: Collecting, tmp_path: Path, elsewhere: socket.socket
) -> None:
    link = (("Link", SECOND.format(url_of(elsewhere))),)
    lab.fault(OKTA, "/api/v1/users", 200, body=[], headers=link)
    following = f"{url_of(elsewhere)}/v1.0/users?$skiptoken=1"
    lab.fault(GRAPH, "/v1.0/users", 200, body={"value": [], "@odata.nextLink": following})

    reasons = lab.collect(tmp_path / "out").failed

    assert len(reasons) == 2
    assert all("names a next page on another host, 127.0.0.1" in each for each in reasons)
    assert not was_asked(elsewhere)


def test_a_lab_on_this_machine_is_not_asked_through_a_proxy(
    lab: Collecting,
    tmp_path: Path,
    elsewhere: socket.socket,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    url = url_of(elsewhere)
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, url)
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    elsewhere.close()

    assert lab.collect(tmp_path / "out").failed == []


def test_a_page_that_leads_back_is_noticed(lab: Collecting, tmp_path: Path) -> None:
    url = lab.served.interfaces["okta"]["url"]
    link = (("Link", SECOND.format(url)),)
    lab.fault(OKTA, "/api/v1/users", 200, times=3, body=[], headers=link)

    (reason,) = lab.collect(tmp_path / "out", lab.only("okta")).failed

    assert "Okta names a next page that was read already" in reason
    assert sum(path.startswith("/api/v1/users") for _, path in lab.asked()) == 2


def test_an_answer_that_is_too_long_is_given_up(
    lab: Collecting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_BYTES", 2 * 1024**2)
    lab.fault(DRUVA, "/insync", 200, body=b" " * (2 * 1024**2 + 1))

    (reason,) = lab.collect(tmp_path / "out", lab.only("insync")).failed

    assert "inSync sent an answer of more than 2 MiB" in reason


@pytest.mark.parametrize(
    "body", [b"<html>Sign in</html>", b"", b"[", b"{}", b'"users"', b'[{"name": 1}]', b"\xff\xfe"]
)
@pytest.mark.parametrize(
    ("host", "path"), [(OKTA, "/api/v1/users"), (DRUVA, "/insync"), (GRAPH, "/v1.0/users")]
)
def test_an_answer_that_lists_no_users_is_told(
    lab: Collecting, tmp_path: Path, host: str, path: str, body: bytes
) -> None:
    lab.fault(host, path, 200, body=body)

    (reason,) = lab.collect(tmp_path / "out").failed

    assert "answered something else than" in reason or "answered a record without" in reason


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{}", b'{"access_token": 1}', b'{"access_token": "a\\n"}']
)
def test_a_token_endpoint_that_gives_no_token_is_told(
    lab: Collecting, tmp_path: Path, body: bytes
) -> None:
    lab.fault(DRUVA, "/token", 200, body=body)

    (reason,) = lab.collect(tmp_path / "out").failed

    assert reason == "insync-users.json: the token endpoint of inSync answered without a token"


def test_a_host_that_is_not_there_is_told_after_some_attempts(
    lab: Collecting, tmp_path: Path, elsewhere: socket.socket
) -> None:
    url = url_of(elsewhere)
    elsewhere.close()

    (reason,) = lab.collect(tmp_path / "out", lab.credentials(insync={"url": url})).failed

    assert "inSync was asked 6 times: the connection failed (" in reason


@pytest.fixture
def unverified(tmp_path: Path) -> Iterator[str]:
    """The address of a server whose certificate nobody vouches for."""
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(  # noqa: S603 - our own words
        [
            *(str(shutil.which("openssl")), "req", "-x509", "-newkey", "rsa:2048", "-nodes"),
            *("-days", "2", "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"),
            *("-keyout", str(key), "-out", str(certificate)),
        ],
        check=True,
        capture_output=True,
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = Thread(target=_shake_hands, args=(context, listening))
        thread.start()
        yield f"https://127.0.0.1:{listening.getsockname()[1]}"
        thread.join(10)


def _shake_hands(context: ssl.SSLContext, listening: socket.socket) -> None:
    listening.settimeout(10)
    try:
        connection, _ = listening.accept()
        with connection, context.wrap_socket(connection, server_side=True) as secured:
            secured.recv(1)
    except OSError:
        pass


@pytest.mark.skipif(shutil.which("openssl") is None, reason="needs openssl, to make a certificate")
def test_a_certificate_that_nobody_vouches_for_is_refused_at_once(unverified: str) -> None:
    def wait(_seconds: float) -> None:
        raise AssertionError("waiting does not mend a certificate")

    with connections("https://corp.okta.example") as http:
        sender = Sender(http, Patience(wait, lambda: 0.0))
        with pytest.raises(Unavailable, match=r"^the certificate of Okta cannot be verified: "):
            sender.send("Okta", "GET", unverified, {"Authorization": "SSWS 00secret"})
