"""What the page of fidelity lists as left out is refused as it says there."""

from __future__ import annotations

import pytest

from crosswalk.catalogue import LEFT_OUT
from crosswalk.remote.for_tests import in_process
from fakes.wire import Request
from fakes.wire.network import call


def answers_about(what: str) -> list[str]:
    return [each.answer for each in LEFT_OUT if each.what.startswith(what)]


@pytest.mark.parametrize("hooks", ["eventHooks", "eventHooks/who1/lifecycle/verify", "inlineHooks"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_okta_has_no_hooks(method: str, hooks: str) -> None:
    with in_process() as lab:
        place = lab.interfaces["okta"]
        headers = (("Authorization", f"SSWS {place['token']}"),)
        path = f"/api/v1/{hooks}"
        answer = call(lab.apps["okta"], Request(method, place["url"] + path, headers))
    said = answer.json()

    (told,) = answers_about("Event hooks")
    assert told.startswith(f"{answer.status} {said['errorCode']}, {said['errorSummary'][:-1]}, ")
    assert (answer.status, said["errorCode"]) == (501, "E0000060")
    assert f"{method} {path}" in said["errorCauses"][0]["errorSummary"]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        *(("GET", "/subscriptions"), ("POST", "/subscriptions")),
        *(("PATCH", "/subscriptions/1"), ("DELETE", "/subscriptions/1")),
    ],
)
def test_graph_has_no_change_notifications(method: str, path: str) -> None:
    with in_process() as lab:
        place = lab.interfaces["graph"]
        headers = (("Authorization", f"Bearer {place['token']}"),)
        answer = call(lab.apps["graph"], Request(method, place["url"] + path, headers))
    error = answer.json()["error"]

    (told,) = answers_about("Change notifications")
    assert told.startswith(f"{answer.status} {error['code']} ")
    assert (answer.status, error["code"]) == (501, "NotImplemented")
    assert f"{method} /v1.0{path}" in error["message"]
