"""What is not modeled is refused as the vendor refuses, so that a client can say what it was."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from fakes.company.cast import CAST
from fakes.company.setting_up import enter_microsoft365
from fakes.microsoft365.tests.contract.clients import part
from fakes.microsoft365.tests.contract.transports import REASON, run
from fakes.okta.tests.contract import sdk as okta

from .reach import Reach, in_process

pytestmark = [
    pytest.mark.contract,
    pytest.mark.filterwarnings("ignore"),
    pytest.mark.skipif(okta.sdk is None, reason=okta.REASON),
    pytest.mark.parametrize("reach", [in_process], ids=["in-process"], indirect=True),
]
SAM = CAST["Sam"]


def test_okta(reach: Reach) -> None:
    _, _, error = okta.whole(reach.okta.list_policies(type="OKTA_SIGN_ON"))
    assert (error.status, error.error_code) == (501, "E0000060")
    assert "GET /api/v1/policies" in error.error_causes[0]["errorSummary"]


def test_scim(reach: Reach) -> None:
    with pytest.raises(part("scim2_models", "NotImplementedException"), match="GET /Me"):
        reach.scim.query(url="/Me")


def test_insync(reach: Reach) -> None:
    answer = reach.druva.request("GET", "/insync/legalhold/v4/policies")
    assert (answer.status_code, answer.json()["code"]) == (501, "InsyncCappmaster-1007")
    assert "GET /insync/legalhold/v4/policies" in answer.json()["message"]


def test_graph(reach: Reach) -> None:
    async def listed() -> Any:
        return await reach.graph.groups.get()

    refused: Any = raised(
        part("msgraph.generated.models.o_data_errors.o_data_error", "ODataError"),
        lambda: run(listed),
    )
    assert (refused.response_status_code, refused.error.code) == (501, "NotImplemented")
    assert "GET /v1.0/groups" in refused.error.message


def test_graph_by_o365(reach: Reach) -> None:
    refused: Any = raised(
        part("requests", "HTTPError"), lambda: reach.o365(SAM.upn).schedule().list_calendars()
    )
    assert refused.response.status_code == 501
    assert refused.response.json()["error"]["code"] == "NotImplemented"
    assert f"GET /v1.0/users/{SAM.upn}/calendars" in refused.response.json()["error"]["message"]


def test_ews(reach: Reach) -> None:
    enter_microsoft365(reach.consoles.microsoft365, SAM)
    exchange = pytest.importorskip("exchangelib.errors", reason=REASON)
    (letter,) = reach.mailbox(SAM.smtp).inbox.all()
    with pytest.raises(exchange.ErrorInvalidOperation, match="DeleteItem"):
        letter.delete()


def raised(kind: type[Exception], work: Callable[[], object]) -> Exception:
    with pytest.raises(kind) as caught:
        work()
    return caught.value
