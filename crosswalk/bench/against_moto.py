"""What the comparable fake of another vendor costs: reading a user of IAM from moto.

moto comes with the extra ``bench``; where it is not installed, nothing is compared.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path

from crosswalk.remote.process import Process, ServedLab

from .clients import Asked, Line, Target, post
from .measure import Comparison, Side, Trial, check_installed
from .reads import READS, over_the_wire, prepared_okta_read
from .serving import OKTA, REQUESTS, Once, okta_read
from .sides import Calls

MOTO_SERVED = "moto's server"
OURS = "Okta, in process"
MOTO = "moto, in process"
MOTO_READS = 200

_NEEDED = ("moto", "boto3", "flask")
_USER = "sam"
_SCOPE = "AKIDEXAMPLE/20260302/us-east-1/iam/aws4_request"
_AUTHORIZATION = f"AWS4-HMAC-SHA256 Credential={_SCOPE}, SignedHeaders=host, Signature=0"
# What moto.server does, on a free port that it tells.
_SERVER = """
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import make_server

app = DomainDispatcherApplication(create_backend_app)
server = make_server("127.0.0.1", 0, app, threaded=True)
print(f"http://127.0.0.1:{server.port}", flush=True)
server.serve_forever()
"""


def _iam(server: Process, action: str) -> Target:
    body = f"Action={action}&UserName={_USER}&Version=2010-05-08".encode()
    form = "application/x-www-form-urlencoded"
    return post(server.line, "/", body, Content_Type=form, Authorization=_AUTHORIZATION)


def _moto_read(server: Process) -> Target:
    line = Line(_iam(server, "CreateUser"))
    line.ask()
    line.close()
    return _iam(server, "GetUser")


def _prepare_served(_checkout: Path, _scratch: Path) -> Mapping[str, Side]:
    check_installed(*_NEEDED)
    lab = Once(lambda: ServedLab("--seed", "demo"))
    server = Once(lambda: Process(("-c", _SERVER)))
    return {
        OKTA: Asked(lambda: okta_read(lab()), lab.stop, REQUESTS),
        MOTO_SERVED: Asked(lambda: _moto_read(server()), server.stop, MOTO_READS * 2),
    }


@dataclass(frozen=True, slots=True)
class InProcess:
    """A side that reads a user of IAM through boto3, with moto instead of the network."""

    count: int

    def seconds(self) -> float:
        """Return the seconds for one read."""
        with self._reading() as calls:
            return calls.seconds()

    def profile(self) -> str:
        """Read under cProfile."""
        with self._reading() as calls:
            return calls.profile()

    @contextmanager
    def _reading(self) -> Iterator[Calls]:
        before = dict(os.environ)
        try:
            with import_module("moto").mock_aws():
                iam = import_module("boto3").client("iam", region_name="us-east-1")
                iam.create_user(UserName=_USER)
                read = partial(iam.get_user, UserName=_USER)
                yield Calls(lambda: partial(_repeat, read, self.count), self.count)
        finally:
            os.environ.clear()
            os.environ.update(before)


def _repeat(act: Callable[[], object], times: int) -> None:
    for _ in range(times):
        act()


def _prepare_process(_checkout: Path, _scratch: Path) -> Mapping[str, Side]:
    check_installed(*_NEEDED)
    lab, request = prepared_okta_read()
    return {
        OURS: Calls(partial(over_the_wire, lab, request), READS),
        MOTO: InProcess(MOTO_READS),
    }


SERVED_MOTO_TRIAL = Trial(
    (
        Comparison(
            "served-moto",
            "a read of a user at Okta, served, against moto's server and a user of IAM",
            target=1 / 3,
            measured=OKTA,
            reference=MOTO_SERVED,
            unit="µs",
            scale=1e6,
        ),
    ),
    _prepare_served,
)
PROCESS_MOTO_TRIAL = Trial(
    (
        Comparison(
            "process-moto",
            "a read of a user at Okta, in process, against boto3 with moto and a user of IAM",
            target=1 / 30,
            measured=OURS,
            reference=MOTO,
            unit="µs",
            scale=1e6,
        ),
    ),
    _prepare_process,
)
