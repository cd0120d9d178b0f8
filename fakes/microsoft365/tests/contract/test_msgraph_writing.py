"""msgraph-sdk, unmodified, creates, changes and restores users."""

from __future__ import annotations

from typing import Any

import pytest

from fakes.microsoft365 import FakeMicrosoft365
from fakes.microsoft365.model import Credentials, User
from fakes.wire import Wire

from .clients import graph_of, part
from .transports import REASON, run

pytest.importorskip("msgraph", reason=REASON)
pytest.importorskip("azure.identity", reason=REASON)
pytestmark = [pytest.mark.contract, pytest.mark.filterwarnings("ignore")]


@pytest.fixture
def graph(wire: Wire, credentials: Credentials) -> Any:
    return graph_of(wire, credentials)


def model(name: str, **values: Any) -> Any:
    module = "".join(f"_{each.lower()}" if each.isupper() else each for each in name)[1:]
    return part(f"msgraph.generated.models.{module}", name)(**values)


def person(upn: str) -> Any:
    return model(
        "User",
        account_enabled=True,
        display_name="Zoe Zink",
        mail_nickname="zoe",
        user_principal_name=upn,
        password_profile=model("PasswordProfile", password="Spring-2026!"),
    )


def test_a_user_is_created_and_changed(fake: FakeMicrosoft365, graph: Any) -> None:
    async def ask() -> Any:
        added = await graph.users.post(person("zoe@corp.example"))
        changed = model("User", surname="Zink", user_principal_name="z@corp.example")
        await graph.users.by_user_id(added.id).patch(changed)
        return added

    added = run(ask)
    (zoe,) = fake.directory.list_users()
    assert (zoe.id, zoe.surname, str(zoe.user_principal_name)) == (
        added.id,
        "Zink",
        "z@corp.example",
    )


def test_a_name_that_is_refused_says_which_property(graph: Any) -> None:
    async def ask() -> Any:
        return await graph.users.post(person("zoe+hr@corp.example"))

    errors = part("msgraph.generated.models.o_data_errors.o_data_error", "ODataError")
    with pytest.raises(errors) as raised:
        run(ask)
    error = raised.value.error
    assert (error.code, error.message) == (
        "Request_BadRequest",
        "Property userPrincipalName is invalid.",
    )
    assert [(each.code, each.target) for each in error.details] == [
        ("InvalidValue", "userPrincipalName")
    ]


def test_a_deleted_user_is_restored(fake: FakeMicrosoft365, graph: Any, sam: User) -> None:
    fake.directory.delete_user(sam.id)
    other = fake.directory.add_user(sam.user_principal_name)

    async def ask() -> Any:
        return await graph.directory.deleted_items.by_directory_object_id(sam.id).restore.post()

    errors = part("msgraph.generated.models.o_data_errors.o_data_error", "ODataError")
    with pytest.raises(errors) as raised:
        run(ask)
    assert [(each.code, each.target) for each in raised.value.error.details] == [
        ("ObjectConflict", "userPrincipalName"),
        ("ConflictingObjects", f"User_{other.id}"),
    ]
    fake.directory.delete_user(other.id)
    assert run(ask).id == sam.id


def test_details_are_written_and_read_back(graph: Any, sam: User) -> None:
    builder = "msgraph.generated.users.item.user_item_request_builder"
    query = part(builder, "UserItemRequestBuilder").UserItemRequestBuilderGetQueryParameters(
        select=["department", "usageLocation", "businessPhones"]
    )
    base = part("kiota_abstractions.base_request_configuration", "RequestConfiguration")

    async def ask() -> Any:
        changed = model("User", department="Research", usage_location="DE", business_phones=["1"])
        await graph.users.by_user_id(sam.id).patch(changed)
        return await graph.users.by_user_id(sam.id).get(base(query_parameters=query))

    found = run(ask)
    assert (found.department, found.usage_location, found.business_phones) == (
        "Research",
        "DE",
        ["1"],
    )


def test_a_user_is_deleted(fake: FakeMicrosoft365, graph: Any, sam: User) -> None:
    async def ask() -> Any:
        await graph.users.by_user_id(sam.id).delete()
        return await graph.directory.deleted_items.graph_user.get()

    assert [each.id for each in run(ask).value] == [sam.id]
    assert fake.directory.list_users() == ()
