"""What Microsoft 365 hands out leads clients on: links, upload addresses, times to wait, names."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from fakes.company.cast import CAST
from fakes.company.setting_up import enter_microsoft365
from fakes.microsoft365.tests.contract.clients import part
from fakes.microsoft365.tests.contract.transports import run
from fakes.okta.tests.contract import sdk as okta

from . import microsoft365
from .reach import Reach

pytestmark = [
    pytest.mark.contract,
    pytest.mark.filterwarnings("ignore"),
    pytest.mark.skipif(okta.sdk is None, reason=okta.REASON),
]
SAM, ADA, LIA = PEOPLE = CAST["Sam"], CAST["Ada"], CAST["Lia"]
LARGE = bytes(range(256)) * 24_000


def test_graph_leads_on(reach: Reach, tmp_path: Path) -> None:
    for person in PEOPLE:
        enter_microsoft365(reach.consoles.microsoft365, person)
    assert run(lambda: pages_of_users(reach)) == [[SAM.upn, ADA.upn], [LIA.upn]]
    assert run(lambda: answers_to_a_batch(reach)) == {SAM.upn: 200, SAM.smtp: 404}

    link = run(lambda: changes(reach))[1]
    (tmp_path / "large.bin").write_bytes(LARGE)
    root = reach.o365(SAM.upn).storage().get_default_drive().get_root_folder()
    assert root.upload_file(tmp_path / "large.bin")
    assert "large.bin" in run(lambda: changes(reach, link))[0]
    assert microsoft365.files_by_graph(reach, SAM.upn)["large.bin"] == LARGE
    assert not [each for each in reach.consoles.journal.latest() if each.status >= 500]


def test_graph_lets_wait(reach: Reach) -> None:
    enter_microsoft365(reach.consoles.microsoft365, SAM)
    reach.consoles.microsoft365.throttling.limit(calls=1, seconds=1)
    for _ in range(2):
        assert microsoft365.people_by_graph(reach) == [(SAM.upn, SAM.smtp)]
    asked = [each for each in reach.consoles.journal.latest() if each.path == "/v1.0/users"]
    assert 429 in [each.status for each in asked]
    assert [asked[0].status, asked[-1].status] == [200, 200]


def test_exchange_acts_for_whom_it_is_told(reach: Reach) -> None:
    enter_microsoft365(reach.consoles.microsoft365, SAM)
    by_upn = reach.mailbox(SAM.smtp, upn=SAM.upn)
    assert [each.subject for each in by_upn.inbox.all()] == ["Welcome, Sam"]
    errors = pytest.importorskip(
        "exchangelib.errors", reason="needs exchangelib, which the extra 'contract' brings"
    )
    with pytest.raises(errors.ErrorInvalidUserPrincipalName):
        reach.mailbox(SAM.smtp, upn=SAM.smtp).inbox.all().count()
    with pytest.raises(errors.ErrorNonPrimarySmtpAddress):
        reach.mailbox(SAM.upn, upn=SAM.upn).inbox.all().count()
    folder = part("exchangelib.folders", "Messages")(parent=by_upn.inbox, name="Restored")
    folder.save()
    part("exchangelib", "Message")(account=by_upn, folder=folder, subject="Old").save()
    restored = by_upn.inbox / "Restored"
    assert [each.subject for each in restored.all()] == ["Old"]


async def pages_of_users(reach: Reach) -> list[list[str]]:
    builder = "msgraph.generated.users.users_request_builder"
    query = part(builder, "UsersRequestBuilder").UsersRequestBuilderGetQueryParameters(top=2)
    configuration = part("kiota_abstractions.base_request_configuration", "RequestConfiguration")
    page = await reach.graph.users.get(request_configuration=configuration(query_parameters=query))
    pages = [page]
    while page.odata_next_link:
        page = await reach.graph.users.with_url(page.odata_next_link).get()
        pages.append(page)
    return [[user.user_principal_name for user in page.value] for page in pages]


async def answers_to_a_batch(reach: Reach) -> dict[str, int]:
    batch = part("msgraph_core.requests.batch_request_content", "BatchRequestContent")()
    builder = part("msgraph_core.requests.batch_request_builder", "BatchRequestBuilder")
    item = part("msgraph_core.requests.batch_request_item", "BatchRequestItem")
    adapter = reach.graph.request_adapter
    for key in (SAM.upn, SAM.smtp):
        asked = reach.graph.users.by_user_id(key).to_get_request_information()
        asked.path_parameters["baseurl"] = adapter.base_url
        batch.add_request(key, item(request_information=asked, id=key))
    answers = (await builder(adapter).post(batch)).responses
    return {key: answer.status for key, answer in answers.items()}


async def changes(reach: Reach, link: str = "") -> tuple[list[str], str]:
    drive = await reach.graph.users.by_user_id(SAM.upn).drive.get()
    items = reach.graph.drives.by_drive_id(drive.id).items
    builder: Any = items.by_drive_item_id("root").delta
    page = await (builder.with_url(link) if link else builder).get()
    return [each.name for each in page.value], page.odata_delta_link
