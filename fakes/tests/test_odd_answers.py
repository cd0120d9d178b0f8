"""Whatever a peer answers costs one job, or one import, and nothing else."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

pytest.importorskip("hypothesis", reason="needs hypothesis, which the extra 'test' brings")

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fakes.insync.assumed import MailApi
from fakes.insync.model import BackupStatus, RestoreStatus, Workload
from fakes.lab import Lab
from fakes.okta.service.errors import OktaError
from fakes.wire import Address

from .test_persistent_lab import connected_lab, hire, new_lab

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

LAW = settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
SCIM = "apis.druva.example"
LOGIN = "login.microsoftonline.example"
GRAPH = "graph.microsoft.example"
OUTLOOK = "outlook.office365.example"

ODD_VALUES = [
    *(b'"\\ud83d"', b'"\\u0000"', b'"\\u0001"', b'""', b'"//["', b'"http://[/x"', b'"/"'),
    *(b'"%s"' % (b"a" * 10_000), b'"https://nowhere.example/x"', b'"a\\r\\nB: c"'),
    *(b"null", b"true", b"-1", b"0", b"1", b"1.5", b"1e400", b"NaN", b"9" * 5000, b"9" * 400),
    *(b"[]", b"{}", b"[null]", b"[[]]", b'["a"]', b'{"id":null}', b'[{"id":1}]'),
    b"[" * 90 + b"]" * 90,
    b'{"a":' * 600 + b"1" + b"}" * 600,
]
ODD_BODIES = [
    *(b"", b"\x00", b"\xff\xfe{\x00}\x00", b"\xef\xbb\xbf{}", b"\x1f\x8b\x08\x00", b"<html>"),
    b"<?xml version='1.0' encoding='utf-7'?><a/>",
    b"<?xml version='1.0' encoding='none'?><a/>",
    b"[" * 100_000,
    b'{"id":' * 100_000,
    b"<a>" * 100_000,
    b'{"id":"a"',
    b'{"detail":"\\ud83d"}',
    b'{"error":{"code":[1],"message":{}}}',
    b'{"error":"\\u0000"}',
]
ODD_HEADERS = [
    ("Retry-After", "99999999999999999"),
    ("Retry-After", "99999999999"),
    ("Retry-After", "9" * 5000),
    ("Retry-After", "-1"),
    ("Retry-After", "\u00b2"),
    ("Location", "http://[/"),
    ("Location", "https://nowhere.example/x"),
    ("Content-Type", "text/plain; charset=utf-16"),
    ("Content-Encoding", "gzip"),
    ("X\x00", "\r\nA: b"),
]
_ODD = "@odd@"
_IN_XML = re.compile(rb'(?<==")[^"]*(?=")|(?<=>)[^<>]+(?=<)|<t:[A-Z]\w+[^<>]*/>')


@dataclass
class Oddity:
    """How an answer differs from what the peer's API answers.

    ``place`` counts the values of the answer's body. The first ``after`` answers are as they
    should be, and so are those that follow ``times`` odd ones.
    """

    value: bytes
    place: int
    body: bytes | None
    status: str
    header: tuple[str, str] | None
    after: int
    times: int

    def of(self, body: bytes) -> bytes:
        """Return another body in place of the one that there should be."""
        if self.body is not None:
            return self.body
        if body.startswith((b"{", b"[")):
            return self._of_json(json.loads(body))
        parts = list(_IN_XML.finditer(body)) if body.startswith(b"<") else []
        if not parts:
            return self.value
        part = parts[self.place % len(parts)]
        return body[: part.start()] + self.value.strip(b'"') + body[part.end() :]

    def _of_json(self, whole: Any) -> bytes:
        places = list(_places(whole))
        if not places:
            return self.value
        node, key = places[self.place % len(places)]
        node[key] = _ODD
        return json.dumps(whole).encode().replace(f'"{_ODD}"'.encode(), self.value)


def _places(node: Any) -> Iterator[tuple[Any, Any]]:
    """Return every value in a value, by what holds it and under which name or number."""
    inner = node.items() if isinstance(node, dict) else enumerate(node)
    for key, value in tuple(inner):
        yield node, key
        if isinstance(value, dict | list):
            yield from _places(value)


class OddPeer:
    """The API of a peer, some answers of which are odd though their work is done."""

    def __init__(self, app: WSGIApplication) -> None:
        self._app = app
        self.oddity: Oddity | None = None
        self.method = ""

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        odd = self.oddity
        if odd is None or not environ["REQUEST_METHOD"].startswith(self.method) or odd.times < 1:
            return self._app(environ, start)
        if odd.after:
            odd.after -= 1
            return self._app(environ, start)
        odd.times -= 1
        told: list[Any] = []
        body = b"".join(self._app(environ, lambda *said: told.append(said)))  # type: ignore[arg-type] # WSGI's write() is not used here
        status, headers = told[0][:2]
        further = [odd.header] if odd.header else []
        start(odd.status or status, [*further, *headers])
        return [odd.of(body)]


ODDITIES = st.builds(
    Oddity,
    value=st.sampled_from(ODD_VALUES),
    place=st.integers(0, 60),
    body=st.none() | st.none() | st.none() | st.sampled_from(ODD_BODIES),
    status=st.sampled_from(
        [
            *[""] * 8,
            "204 ",
            "302 Found",
            "401 \x00",
            "404 No",
            "429 Slow",
            "500 Oh",
            "999 ?",
            "99 ?",
        ]
    ),
    header=st.none() | st.sampled_from(ODD_HEADERS),
    after=st.integers(0, 3),
    times=st.sampled_from([1, 2, 10**9]),
)

LAB, AGAIN = connected_lab(), new_lab()
PEERS = {host: OddPeer(LAB.wire.app(host)) for host in (SCIM, LOGIN, GRAPH, OUTLOOK)}
for _host, _peer in PEERS.items():
    LAB.wire.connect(_host, "insync" if _host == SCIM else "microsoft365", _peer)


def kept(lab: Lab) -> None:
    """Check that a lab can be written down and read again."""
    dumped = lab.dump()
    AGAIN.load(msgspec.json.decode(msgspec.json.encode(dumped)))
    assert AGAIN.dump() == dumped


def at_work(lab: Lab, number: int) -> str:
    """Let somebody come who has mail and files, and return the id in Okta."""
    hire(lab, number)
    name = f"person.{number}@corp.example"
    user, person = lab.microsoft365.directory.find_user(name), lab.okta.directory.find(name)
    assert user
    assert person
    lab.microsoft365.onedrive.provision(user.id)
    for path in ("a.txt", "Plans/b.txt"):
        lab.microsoft365.onedrive.write_file(user.id, path=path, content=b"text")
    return person.id


def goes_on(lab: Lab, number: int) -> None:
    """Check that the lab does its work once nothing odd is answered any more."""
    lab.okta.assignments.assign(at_work(lab, number))
    assert lab.okta.jobs.run().created == 1
    assert lab.okta.imports.import_now().error == ""
    account = lab.insync.accounts.all()[-1]
    assert account.email_id.text == f"person.{number}@corp.example"
    for workload in Workload:
        job = lab.insync.protection.back_up(account.id, workload)
        assert job.status is BackupStatus.SUCCESSFUL, job
        restored = lab.insync.protection.restore(account.id, workload)
        assert restored.status is RestoreStatus.SUCCESS, restored


def _ada(lab: Lab) -> str:
    person = lab.okta.directory.find("person.1@corp.example")
    assert person
    return person.id


def provision(lab: Lab) -> None:
    if lab.okta.assignments.of(_ada(lab)):
        lab.okta.assignments.unassign(_ada(lab))
    lab.okta.assignments.assign(_ada(lab))
    lab.okta.jobs.run()


def create(lab: Lab) -> None:
    lab.okta.assignments.assign(at_work(lab, 2))
    lab.okta.jobs.run()


def push(lab: Lab) -> None:
    lab.okta.directory.update(_ada(lab), ("firstName", "Q"))
    lab.okta.jobs.run()


def import_now(lab: Lab) -> None:
    lab.okta.imports.import_now()
    for row in lab.okta.imports.rows():
        # A person whose profile cannot be accepted is refused as anywhere else.
        with suppress(OktaError):
            lab.okta.imports.confirm(row.external_id)


def try_connection(lab: Lab) -> None:
    lab.okta.app.test_connection()


def back_up(lab: Lab) -> None:
    lab.insync.protection.back_up_everyone()


def restore(lab: Lab) -> None:
    (account,) = lab.insync.accounts.all()
    for workload in Workload:
        lab.insync.protection.restore(account.id, workload)


ACTS: list[tuple[Callable[[Lab], None], str, str]] = [
    *((create, SCIM, method) for method in ("GET", "POST")),
    *((provision, SCIM, method) for method in ("GET", "PATCH", "PUT")),
    *((push, SCIM, method) for method in ("GET", "PUT")),
    *((import_now, SCIM, "GET"), (try_connection, SCIM, "GET")),
    *((act, host, "") for act in (back_up, restore) for host in (LOGIN, GRAPH, OUTLOOK)),
]


@cache
def before(act: Callable[[Lab], None], api: MailApi) -> dict[str, Any]:
    """Return what there is before something is done: one person, and a backup to restore."""
    lab = connected_lab()
    lab.insync.readings.choose("A53", api.value)
    at_work(lab, 1)
    if act is import_now:
        lab.insync.accounts.add(email_id=Address("x@corp.example"), display_name="X Y")
    else:
        provision(lab)
    if act is restore:
        back_up(lab)
    lab.insync.state.access_tokens.clear()
    return lab.dump()


@pytest.mark.parametrize(("act", "host", "method"), ACTS)
@given(oddity=ODDITIES, api=st.sampled_from([MailApi.EWS, MailApi.GRAPH]))
@LAW
def test_whatever_a_peer_answers_the_lab_goes_on(
    act: Callable[[Lab], None], host: str, method: str, oddity: Oddity, api: MailApi
) -> None:
    LAB.load(before(act, api))
    peer = PEERS[host]
    peer.oddity, peer.method = oddity, method
    try:
        act(LAB)
    finally:
        peer.oddity = None
    kept(LAB)
    goes_on(LAB, 7)
