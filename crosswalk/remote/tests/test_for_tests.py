"""A lab for the tests of another project, in process and served, is the same to them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest

from crosswalk.remote.environment import NotSecured
from crosswalk.remote.for_tests import Crosswalk, in_process, served
from fakes.wire import Request

LIA = "lia@corp.example"


@pytest.fixture(params=[served, in_process], ids=["served", "in-process"])
def crosswalk(request: pytest.FixtureRequest) -> Iterator[Crosswalk]:
    opened: Callable[[], AbstractContextManager[Crosswalk]] = request.param
    with opened() as lab:
        yield lab


def test_a_client_and_the_consoles_see_the_same(crosswalk: Crosswalk) -> None:
    user = crosswalk.lab.okta.directory.add(
        login=LIA, email=LIA, first_name="Lia", last_name="Lund"
    )
    crosswalk.lab.okta.assignments.assign(user.id)

    (account,) = crosswalk.lab.insync.accounts.all()
    assert account.email_id.text == LIA
    assert crosswalk.lab.runs_jobs


def test_starting_over_keeps_the_credentials(crosswalk: Crosswalk) -> None:
    crosswalk.start_over("demo")
    assert len(crosswalk.lab.okta.directory.users()) == 7

    crosswalk.start_over()
    assert crosswalk.lab.okta.directory.users() == ()
    assert crosswalk.lab.journal.since(0) == ()
    headers = (("Authorization", f"SSWS {crosswalk.interfaces['okta']['token']}"),)
    asked = Request("GET", "https://corp.okta.example/api/v1/users", headers)
    assert crosswalk.lab.send("client", asked).json() == []


def test_a_seed_that_is_not_there_is_refused(crosswalk: Crosswalk) -> None:
    with pytest.raises(ValueError, match="there is no seed 'other'"):
        crosswalk.start_over("other")


def test_no_sdk_can_use_it_without_tls(crosswalk: Crosswalk) -> None:
    with pytest.raises(NotSecured, match="restart it with --tls"):
        _ = crosswalk.environment


def test_over_https_sdks_can(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("trustme", reason="needs trustme, which the extra 'serve' brings")
    monkeypatch.setenv("JAVA_TOOL_OPTIONS", "-Xmx1g")
    with served("--tls") as crosswalk:
        told = crosswalk.environment

    assert told["OKTA_CLIENT_ORGURL"] == crosswalk.interfaces["okta"]["url"]
    assert told["JAVA_TOOL_OPTIONS"].startswith("-Xmx1g -Djavax.net.ssl.trustStore=")


def test_in_process_every_api_is_a_wsgi_application() -> None:
    httpx = pytest.importorskip("httpx", reason="needs httpx, which the extra 'contract' brings")
    with in_process() as crosswalk:
        crosswalk.start_over("demo")
        okta = crosswalk.interfaces["okta"]
        headers = {"Authorization": f"SSWS {okta['token']}"}
        with httpx.Client(
            transport=httpx.WSGITransport(app=crosswalk.apps["okta"]), headers=headers
        ) as client:
            page = client.get(f"{okta['url']}/api/v1/users", params={"limit": 4})
            rest = client.get(page.links["next"]["url"])

    assert crosswalk.apps.keys() == crosswalk.interfaces.keys()
    assert [len(each.json()) for each in (page, rest)] == [4, 3]
