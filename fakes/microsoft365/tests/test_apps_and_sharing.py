from __future__ import annotations

from fakes.microsoft365 import FakeMicrosoft365
from fakes.microsoft365.model import License, MailboxType, User

from .client import Client, HeldClock, error_of, user


def test_an_app_that_was_authorized_without_mfa_gets_no_token_once_it_is_required(
    fake: FakeMicrosoft365, client: Client
) -> None:
    fake.apps.require_mfa()
    answer = client.sign_in()
    assert (answer.status, answer.json()["error"]) == (400, "invalid_grant")
    assert answer.json()["error_codes"] == [50076]
    assert answer.json()["error_description"].startswith(
        "AADSTS50076: Due to a configuration change made by your administrator, or because you "
        "moved to a new location, you must use multi-factor authentication to access '"
    )
    assert client.sign_in(fake.apps.register_app("inSync, once more")).status == 200


def test_a_token_from_before_works_until_it_expires(
    fake: FakeMicrosoft365, client: Client, sam: User
) -> None:
    fake.apps.require_mfa()
    assert client.graph(user(sam.id)).status == 200


def test_a_converted_mailbox_is_kept_without_a_license(
    fake: FakeMicrosoft365, client: Client, clock: HeldClock, sam: User
) -> None:
    shared = fake.exchange.convert_to_shared(sam.id)
    assert shared.mailbox_type is MailboxType.SHARED
    fake.directory.remove_license(sam.id, License.OFFICE_365_E3)
    clock.pass_by(days=365)
    assert fake.exchange.has_mailbox(sam.id)
    token = client.sign_in().json()["access_token"]
    client.token = token
    purpose = client.graph(f"{user(sam.id)}/mailboxSettings/userPurpose").json()
    assert purpose["value"] == "shared"


def test_graph_refuses_mail_to_an_app_without_consent_and_nothing_else(
    fake: FakeMicrosoft365, client: Client, sam: User
) -> None:
    fake.apps.withdraw_mail_consent(client.credentials.client_id)
    for path in ("mailFolders", "messages", "messages/an-id/attachments"):
        assert error_of(client.graph(f"{user(sam.id)}/{path}")) == (
            403,
            "ErrorAccessDenied",
            "Access is denied. Check credentials and try again.",
        )
    assert client.graph(user(sam.id)).status == 200
