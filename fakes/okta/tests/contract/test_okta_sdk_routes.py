"""Whatever Okta's Python SDK can ask for is answered, refused by its name, or about nothing."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from fakes.okta import FakeOkta
from fakes.okta.tests.api import error
from fakes.wire import Request, Wire

from .sdk import REASON, sdk

pytestmark = [
    pytest.mark.contract,
    pytest.mark.filterwarnings("ignore"),
    pytest.mark.skipif(sdk is None, reason=REASON),
]
_CALL = re.compile(r'method="(\w+)",\s*resource_path="([^"]+)"')
_NOBODY = "x1"
_NO_SUCH_ROUTE = ("E0000008", "E0000022")


def routes() -> Iterator[tuple[str, str]]:
    """Yield method and path of every call that the SDK has, with an id that nothing has."""
    package = import_module("okta.api")
    for module in pkgutil.iter_modules(package.__path__):
        text = Path(package.__path__[0], f"{module.name}.py").read_text(encoding="utf-8")
        for method, path in _CALL.findall(text):
            yield method, re.sub(r"\{[^}]*\}?", _NOBODY, path)


def test_every_route_of_the_sdk_is_known() -> None:
    wire = Wire()
    okta = FakeOkta(wire)
    headers = (
        ("Authorization", f"SSWS {okta.tokens.create('routes')}"),
        ("Content-Type", "application/json"),
    )
    asked, wrong = set(routes()), []
    for method, path in sorted(asked):
        url = f"https://corp.okta.example{path}"
        body = b"{}" if method in ("POST", "PUT", "PATCH") else b""
        answer = wire.send("client", Request(method, url, headers, body))
        if answer.status < 400:
            continue
        status, code, summary, causes = error(answer)
        is_named = status != 501 or path in causes[0] or code != "E0000060"
        is_about_it = status != 404 or _NOBODY in summary
        if code in _NO_SUCH_ROUTE or not is_named or not is_about_it:
            wrong.append(f"{method} {path}: {status} {code} {summary} {causes}")
    assert len(asked) > 600
    assert not wrong, "\n".join(wrong)
