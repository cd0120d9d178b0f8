"""Requests over real connections: kept open, and never sent twice."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from crosswalk.remote import sockets
from crosswalk.remote.sockets import Sockets, Unreachable
from fakes.wire import Request


class Echo(BaseHTTPRequestHandler):
    """Answers with what it was sent, over which connection; at /bye it hangs up instead."""

    protocol_version = "HTTP/1.1"
    seen: list[str]

    def do_POST(self) -> None:
        self.seen.append(self.path)
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path == "/bye":
            self.close_connection = True
            return
        self.send_response(201, "Done")
        self.send_header("X-Port", str(self.client_address[1]))
        self.send_header("X-Told", self.headers["X-Tell"])
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def test_an_answer_is_waited_for_as_long_as_was_said() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        carry = Sockets(patience=0.05)
        with pytest.raises(
            Unreachable, match=r"^no answer from http://127\.0\.0\.1:\d+: timed out$"
        ):
            carry(Request("GET", f"http://127.0.0.1:{silent.getsockname()[1]}/"))


@pytest.fixture
def url() -> Iterator[str]:
    Echo.seen = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Echo)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def carry() -> Iterator[Sockets]:
    carried = Sockets()
    yield carried
    carried.close()


def request(url: str) -> Request:
    return Request("POST", url, (("X-Tell", "this"),), b"\x00\xff")


def test_a_request_and_its_answer_arrive_whole(url: str, carry: Sockets) -> None:
    answer = carry(request(f"{url}/a%20b?c=d"))

    assert (answer.status, answer.reason, answer.body) == (201, "Done", b"\x00\xff")
    assert answer.header("x-told") == "this"
    assert Echo.seen == ["/a%20b?c=d"]


def test_a_connection_is_kept_open(url: str, carry: Sockets) -> None:
    ports = {carry(request(f"{url}/")).header("X-Port") for _ in range(3)}

    assert len(ports) == 1


def test_a_connection_that_was_idle_for_long_is_not_trusted(
    url: str, carry: Sockets, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sockets, "FRESH", 0.0)

    ports = {carry(request(f"{url}/")).header("X-Port") for _ in range(2)}

    assert len(ports) == 2


def test_what_got_no_answer_is_not_sent_again(url: str, carry: Sockets) -> None:
    carry(request(f"{url}/"))
    with pytest.raises(Unreachable, match=r"no answer from http://127\.0\.0\.1"):
        carry(request(f"{url}/bye"))

    assert Echo.seen == ["/", "/bye"]
    assert carry(request(f"{url}/again")).status == 201


@pytest.mark.parametrize("url", ["http://127.0.0.1:9", "http://127.0.0.1:port", "http://"])
def test_who_cannot_be_reached_is_named(url: str, carry: Sockets) -> None:
    with pytest.raises(Unreachable, match=url):
        carry(request(url))
