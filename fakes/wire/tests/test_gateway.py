"""A peer elsewhere, reached over a real socket of this machine."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from fakes.wire import NoAnswer, Request, Wire
from fakes.wire.gateway import Gateway

HOST = "apis.druva.example"


class Echo(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        names = ("X-Forwarded-Host", "X-Forwarded-Proto", "Authorization", "Content-Type")
        told = "\n".join([self.path, *(str(self.headers[name]) for name in names)])
        answer = told.encode() + b"\n" + body
        self.send_response(201, "Made")
        self.send_header("Location", "https://elsewhere.example/1")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_facts: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def peer() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), Echo) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def sent(base_url: str, patience: float = 5.0) -> Wire:
    wire = Wire()
    wire.connect(HOST, "insync", Gateway(base_url, patience))
    return wire


def ask(path: str = "/x") -> Request:
    headers = (("Authorization", "Bearer t"), ("Content-Type", "text/plain"))
    return Request("POST", f"https://{HOST}{path}", headers, b"body")


def test_a_request_goes_on_with_its_name_path_query_headers_and_body(peer: str) -> None:
    answer = sent(f"{peer}/below/").send("okta", ask("/a%20b/%C3%BC?q=%20&r=1"))
    assert (answer.status, answer.reason) == (201, "Made")
    assert answer.header("Location") == "https://elsewhere.example/1"
    assert answer.body.decode().splitlines() == [
        "/below/a%20b/%C3%BC?q=%20&r=1",
        HOST,
        "https",
        "Bearer t",
        "text/plain",
        "body",
    ]


def test_a_refused_connection_is_no_answer_and_stands_in_the_journal() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        wire = sent(f"http://127.0.0.1:{unused.getsockname()[1]}")
        with pytest.raises(NoAnswer, match=f"{HOST} gave no answer: .*refused"):
            wire.send("okta", ask())
    assert [each.status for each in wire.journal] == [0]


def test_silence_is_no_answer_once_patience_is_over() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        wire = sent(f"http://127.0.0.1:{silent.getsockname()[1]}", patience=0.05)
        with pytest.raises(NoAnswer, match=f"{HOST} gave no answer: timed out"):
            wire.send("okta", ask())


@pytest.mark.parametrize("base_url", ["", "localhost:80", "ftp://x", "http://"])
def test_what_is_no_base_url_is_refused(base_url: str) -> None:
    with pytest.raises(ValueError, match="is not a base URL: expected http://host:port"):
        Gateway(base_url)
