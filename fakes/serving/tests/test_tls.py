"""TLS on a server: what crosses it arrives as it was sent, however it is cut up."""

from __future__ import annotations

import os
import socket
import ssl
import struct
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from http.client import HTTPSConnection
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, TypeVar

import pytest

from fakes.serving.server import Server, bind
from fakes.serving.tls import LARGEST_RECORD, server_context

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

pytest.importorskip("trustme", reason="needs trustme, which the extra 'serve' brings")
# waitress leaves the file of a large body to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

GET = b"GET / HTTP/1.1\r\nHost: localhost\r\n"
PATIENCE = 20.0
Found = TypeVar("Found")


def echo(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    body = environ["wsgi.input"].read()
    scheme = environ["wsgi.url_scheme"]
    start_response("200 OK", [("X-Scheme", scheme), ("Content-Length", str(len(body)))])
    return [body]


class Place:
    """A server, and how clients of it are made."""

    def __init__(self, directory: Path) -> None:
        from fakes.serving.certificate import certificate_for

        certificate = certificate_for(["localhost"])
        key = directory / "key.pem"
        key.write_bytes(certificate.key)
        self.trusting = ssl.create_default_context(cadata=certificate.ca.decode())
        sockets = bind(("echo",), "127.0.0.1", 0)
        self.address: tuple[str, int] = sockets["echo"].getsockname()
        self.server = Server({"echo": echo}, sockets, in_turn=(), context=server_context(key))

    def connection(self, trusting: ssl.SSLContext | None = None) -> HTTPSConnection:
        context = trusting or self.trusting
        return HTTPSConnection("localhost", self.address[1], timeout=PATIENCE, context=context)

    @contextmanager
    def line(self) -> Iterator[ssl.SSLSocket]:
        """A connection for bytes; an end that nobody announced is an error."""
        with (
            socket.create_connection(self.address, PATIENCE) as plain,
            self.trusting.wrap_socket(
                plain, server_hostname="localhost", suppress_ragged_eofs=False
            ) as secured,
        ):
            yield secured

    def while_serving(self, work: Callable[[], Found]) -> Found:
        """Do something while the server runs, which takes signals and so has this thread."""
        found: list[Found] = []

        def act() -> None:
            try:
                found.append(work())
            finally:
                self.server.stop()

        worker = Thread(target=act)
        self.server.run(worker.start)
        worker.join()
        assert found, "the work failed: see above"
        return found[0]


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def read_all(line: ssl.SSLSocket) -> bytes:
    return b"".join(iter(lambda: line.recv(LARGEST_RECORD), b""))


def echoed(connection: HTTPSConnection, body: bytes) -> bytes:
    connection.request("POST", "/", body)
    answer = connection.getresponse()
    assert answer.status == 200
    assert answer.headers["X-Scheme"] == "https"
    return answer.read()


@pytest.mark.parametrize(
    "size", [0, 1, LARGEST_RECORD - 1, LARGEST_RECORD, LARGEST_RECORD + 1, 5_000_000]
)
def test_a_body_of_any_size_comes_back(place: Place, size: int) -> None:
    body = os.urandom(size)

    def work() -> list[bytes]:
        with closing(place.connection()) as connection:
            return [echoed(connection, body) for _ in range(2)]

    assert place.while_serving(work) == [body, body]


def test_many_clients_get_each_its_own_answers(place: Place) -> None:
    def client(number: int) -> bool:
        bodies = [f"{number} {turn} ".encode() * 9_000 for turn in range(10)]
        with closing(place.connection()) as connection:
            return [echoed(connection, body) for body in bodies] == bodies

    def work() -> list[bool]:
        with ThreadPoolExecutor(8) as clients:
            return list(clients.map(client, range(8)))

    assert place.while_serving(work) == [True] * 8


def test_requests_in_one_record_are_all_answered(place: Place) -> None:
    def work() -> bytes:
        with place.line() as line:
            line.sendall(GET + b"\r\n" + GET + b"Connection: close\r\n\r\n")
            return read_all(line)

    assert place.while_serving(work).count(b"HTTP/1.1 200 OK") == 2


def test_a_request_may_come_in_many_records(place: Place) -> None:
    def work() -> bytes:
        with place.line() as line:
            for byte in GET + b"Connection: close\r\n\r\n":
                line.sendall(bytes([byte]))
            return read_all(line)

    assert place.while_serving(work).startswith(b"HTTP/1.1 200 OK")


def test_a_client_may_be_slow_to_read(place: Place) -> None:
    size = 20_000_000
    head = f"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: {size}\r\n"

    def work() -> int:
        with place.line() as line:
            line.sendall(head.encode() + b"Connection: close\r\n\r\n" + bytes(size))
            with closing(place.connection()) as other:
                # By then as much was sent to the first as the kernel keeps.
                assert echoed(other, b"meanwhile") == b"meanwhile"
            return len(read_all(line).partition(b"\r\n\r\n")[2])

    assert place.while_serving(work) == size


def test_a_client_that_says_nothing_keeps_nobody_waiting(place: Place) -> None:
    def work() -> bytes:
        with (
            socket.create_connection(place.address, PATIENCE),
            closing(place.connection()) as connection,
        ):
            return echoed(connection, b"still here")

    assert place.while_serving(work) == b"still here"


def test_clients_that_break_off_leave_neither_a_trace_nor_a_connection(
    place: Place, capsys: pytest.CaptureFixture[str]
) -> None:
    def break_off(begun: bytes) -> None:
        with socket.create_connection(place.address, PATIENCE) as plain:
            plain.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            plain.sendall(begun)

    def work() -> bytes:
        for begun in (b"", b"\x16\x03\x01\x02\x00", b"\x00" * 50, GET) * 20:
            break_off(begun)
        with closing(place.connection()) as connection:
            return echoed(connection, b"still here")

    files = len(os.listdir("/dev/fd"))
    assert place.while_serving(work) == b"still here"
    assert len(os.listdir("/dev/fd")) <= files
    assert capsys.readouterr().err == ""


def test_plain_http_is_told_what_is_wrong(place: Place) -> None:
    def work() -> bytes:
        with socket.create_connection(place.address, PATIENCE) as plain:
            plain.sendall(GET + b"\r\n")
            return b"".join(iter(lambda: plain.recv(1024), b""))

    told = place.while_serving(work)
    assert told.startswith(b"HTTP/1.1 400 Bad Request\r\n")
    assert b"the lab is served with --tls: call it by https." in told


def test_the_log_tells_of_a_client_that_does_not_trust(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from fakes.serving.certificate import certificate_for

    place = Place(tmp_path)
    other = certificate_for(["localhost"]).ca.decode()
    trusting_another = ssl.create_default_context(cadata=other)

    def work() -> bytes:
        with (
            pytest.raises(ssl.SSLCertVerificationError),
            closing(place.connection(trusting_another)) as connection,
        ):
            connection.request("GET", "/")
        with closing(place.connection()) as connection:
            return echoed(connection, b"still here")

    assert place.while_serving(work) == b"still here"
    said = capsys.readouterr().err
    assert "a client does not trust the certificate of this lab" in said
    assert "Traceback" not in said
