"""inSync beside Microsoft 365: what is presented, what opens, what comes back."""

from __future__ import annotations

import pytest

from fakes.insync.assumed import MailApi
from fakes.insync.model import (
    AccessSetting,
    Account,
    BackupStatus,
    Cause,
    Destination,
    ErrorCode,
    GraphApp,
    Profile,
    RestorePresents,
    RestoreStatus,
    Workload,
)
from fakes.insync.service.protection import ProtectionService
from fakes.insync.service.state import State
from fakes.microsoft365 import FakeMicrosoft365
from fakes.microsoft365.model import License
from fakes.store import Ids
from fakes.wire import Address, Wire

EXCHANGE = Workload.EXCHANGE_ONLINE
ONEDRIVE = Workload.ONEDRIVE
MAIL = AccessSetting.EMAIL_ID
ATTRIBUTE = AccessSetting.AD_ATTRIBUTE
MIME = b"Message-ID: <1@mail.example>\r\nSubject: =?utf-8?q?=C3=A9?=\r\n\r\n\xff\x00 & <one>\r\n"
BYTES = bytes(range(256))
FILE = "Q&A #1/b 100%.bin"


class Lab:
    """Both systems on a wire, with accounts put where provisioning would put them."""

    def __init__(self) -> None:
        self.wire = Wire()
        self.microsoft = FakeMicrosoft365(self.wire)
        self.state = State(Ids("test"))
        self.state.profiles.put(Profile("Default"))
        self.protection = ProtectionService(self.state, self.wire)
        app = self.microsoft.apps.register_app("inSync")
        self.protection.connect(GraphApp(app.tenant_id, app.client_id, app.client_secret))

    def person(
        self, upn: str, mail: str, *aliases: str, upn_is_alias: bool = True, opened: bool = True
    ) -> str:
        """Add a person with a mailbox and a OneDrive, and something in both."""
        user = self.microsoft.directory.add_user(
            Address(upn),
            mail=Address(mail),
            licenses=(License.OFFICE_365_E3,),
            upn_is_alias=upn_is_alias,
        )
        for alias in aliases:
            self.microsoft.directory.add_alias(user.id, Address(alias))
        self.microsoft.exchange.add_folder(user.id, path="Inbox/R&D")
        self.microsoft.exchange.deliver(user.id, MIME, folder="Inbox/R&D")
        if opened:
            self.microsoft.onedrive.provision(user.id)
            self.microsoft.onedrive.write_file(user.id, path=FILE, content=BYTES)
        return user.id

    def account(self, account_id: int, email_id: str, attribute: str | None) -> None:
        """Put an account in place of what there was under its number."""
        account = Account(
            account_id, f"s{account_id}", Address(email_id), "Jane", attribute, profile="Default"
        )
        self.state.accounts.put(account)


@pytest.fixture
def lab() -> Lab:
    return Lab()


UPN, SMTP, ALIAS = "jdoe@corp.example", "jane.doe@mail.example", "jd@mail.example"
SAME, OTHER = "same@corp.example", "other@corp.example"
ENTRA, EXO = "exo_test@tenant.example", "exo@tenant.example"
UNKNOWN, STALE = "zed@other.example", "old.jdoe@corp.example"
OK, NO = True, False
DIFFERS = (UPN, SMTP, ALIAS)
EQUAL = (SAME, SAME, OTHER)
ENTRAS = (ENTRA, EXO, ENTRA)

# Row; the person's UPN, SMTP address and alias; email ID, attribute and setting of the account;
# Exchange backup, OneDrive backup, Exchange restore by email ID, Exchange restore by setting.
ROWS = [
    ("KB1-1", (SAME, SAME, SAME), SAME, SAME, MAIL, OK, OK, OK, OK),
    ("KB1-2", (SAME, SAME, SAME), SAME, SAME, ATTRIBUTE, OK, OK, OK, OK),
    ("AZ-1", ENTRAS, ENTRA, None, MAIL, OK, OK, NO, NO),
    ("D-01", DIFFERS, UPN, None, MAIL, OK, OK, NO, NO),
    ("D-02", DIFFERS, SMTP, UPN, MAIL, OK, NO, OK, OK),
    ("D-03", DIFFERS, SMTP, UPN, ATTRIBUTE, OK, OK, OK, NO),
    ("D-04", DIFFERS, ALIAS, UPN, MAIL, OK, NO, NO, NO),
    ("D-05", DIFFERS, ALIAS, UPN, ATTRIBUTE, OK, OK, NO, NO),
    ("D-06", DIFFERS, UNKNOWN, UPN, MAIL, NO, NO, NO, NO),
    ("D-07", DIFFERS, UNKNOWN, UPN, ATTRIBUTE, OK, OK, NO, NO),
    ("D-08", DIFFERS, SMTP, SMTP, ATTRIBUTE, OK, NO, OK, OK),
    ("D-09", DIFFERS, SMTP, ALIAS, ATTRIBUTE, OK, NO, OK, NO),
    ("D-10", DIFFERS, SMTP, STALE, ATTRIBUTE, NO, NO, OK, NO),
    ("D-11", DIFFERS, SMTP, None, ATTRIBUTE, NO, NO, OK, NO),
    ("D-12", DIFFERS, UPN, None, ATTRIBUTE, NO, NO, NO, NO),
    ("D-13", DIFFERS, UPN, UPN, ATTRIBUTE, OK, OK, NO, NO),
    ("D-14", EQUAL, OTHER, SAME, MAIL, OK, NO, NO, NO),
    ("D-15", EQUAL, OTHER, SAME, ATTRIBUTE, OK, OK, NO, OK),
    ("D-16", (UPN, SMTP, ""), UPN, None, MAIL, OK, OK, NO, NO),
]


@pytest.mark.parametrize(
    ("person", "email_id", "attribute", "access", "mail", "drive", "by_email", "by_setting"),
    [row[1:] for row in ROWS],
    ids=[row[0] for row in ROWS],
)
def test_every_row_of_the_truth_table(
    lab: Lab,
    person: tuple[str, str, str],
    email_id: str,
    attribute: str | None,
    access: AccessSetting,
    mail: bool,
    drive: bool,
    by_email: bool,
    by_setting: bool,
) -> None:
    upn, smtp, alias = person
    aliases = (alias,) if alias not in ("", upn, smtp) else ()
    lab.person(upn, smtp, *aliases, upn_is_alias=bool(alias))
    lab.account(1, upn, None)
    lab.protection.back_up(1, EXCHANGE)
    lab.account(1, email_id, attribute)
    lab.state.access = access

    for workload, succeeds in ((EXCHANGE, mail), (ONEDRIVE, drive)):
        job = lab.protection.back_up(1, workload)
        assert job.error is (None if succeeds else ErrorCode.EUSERNOTFOUND), job
    for reading, succeeds in zip(RestorePresents, (by_email, by_setting), strict=True):
        lab.state.readings["A1"] = reading.value
        restore = lab.protection.restore(1, EXCHANGE)
        assert (restore.status is RestoreStatus.SUCCESS) is succeeds, restore


@pytest.mark.parametrize("address", [UPN, ALIAS])
def test_a_restore_to_an_address_that_is_not_primary_says_what_druva_says(
    lab: Lab, address: str
) -> None:
    lab.person(UPN, SMTP, ALIAS)
    lab.account(1, address, None)
    lab.protection.back_up(1, EXCHANGE)
    job = lab.protection.restore(1, EXCHANGE)
    assert job.message == "Server not reachable. (#100000011)"
    assert job.underlying == "The primary SMTP address must be specified."
    assert job.cause is Cause.NOT_PRIMARY_SMTP


def test_what_was_lost_comes_back_byte_for_byte(lab: Lab) -> None:
    user = lab.person(UPN, UPN)
    lab.account(1, UPN, None)
    lab.protection.back_up_everyone()
    exchange, onedrive = lab.microsoft.exchange, lab.microsoft.onedrive
    (lost,) = exchange.list_messages(user)
    exchange.remove_message(user, message_id=lost.id)
    onedrive.remove(user, path="Q&A #1")
    for workload in Workload:
        job = lab.protection.restore(1, workload)
        assert (job.status, job.restored, job.present) == (RestoreStatus.SUCCESS, 1, 0), job
    (message,) = exchange.list_messages(user, folder="Inbox/R&D")
    assert exchange.read_mime(user, message_id=message.id) == MIME
    assert not message.is_draft
    assert onedrive.read_file(user, path=FILE) == BYTES
    for workload in Workload:
        again = lab.protection.restore(1, workload)
        assert (again.restored, again.present) == (0, 1), again


def test_a_new_folder_holds_everything_below_it(lab: Lab) -> None:
    user = lab.person(UPN, UPN)
    lab.account(1, UPN, None)
    lab.protection.back_up_everyone()
    mail = lab.protection.restore(1, EXCHANGE, destination=Destination.NEW_FOLDER)
    drive = lab.protection.restore(1, ONEDRIVE, destination=Destination.NEW_FOLDER)
    assert len(lab.microsoft.exchange.list_messages(user, folder=f"{mail.folder}/Inbox/R&D")) == 1
    path = f"{drive.folder}/{FILE}"
    assert lab.microsoft.onedrive.read_file(user, path=path) == BYTES


def test_a_restore_can_go_to_another_user(lab: Lab) -> None:
    lab.person(UPN, SMTP)
    bob = lab.microsoft.directory.add_user(
        Address(ENTRA), mail=Address(EXO), licenses=(License.OFFICE_365_E3,)
    ).id
    lab.microsoft.onedrive.provision(bob)
    lab.account(1, SMTP, UPN)
    lab.account(2, EXO, ENTRA)
    lab.state.access = ATTRIBUTE
    lab.protection.back_up(1, EXCHANGE)
    lab.protection.back_up(1, ONEDRIVE)
    mail = lab.protection.restore(1, EXCHANGE, to_account_id=2)
    drive = lab.protection.restore(1, ONEDRIVE, to_account_id=2)
    assert (mail.presented, mail.restored) == (EXO, 1)
    assert (drive.presented, drive.restored) == (ENTRA, 1)
    assert len(lab.microsoft.exchange.list_messages(bob, folder="Inbox/R&D")) == 1
    assert lab.microsoft.onedrive.read_file(bob, path=FILE) == BYTES


def test_what_did_not_change_is_not_fetched_again(lab: Lab) -> None:
    user = lab.person(UPN, UPN)
    lab.account(1, UPN, None)
    assert [job.fetched for job in lab.protection.back_up_everyone()] == [1, 1]
    assert [job.fetched for job in lab.protection.back_up_everyone()] == [0, 0]
    lab.microsoft.onedrive.write_file(user, path=FILE, content=b"shorter")
    assert [job.fetched for job in lab.protection.back_up_everyone()] == [0, 1]


def test_a_full_mailbox_takes_several_pages(lab: Lab) -> None:
    user = lab.person(UPN, UPN)
    lab.account(1, UPN, None)
    for number in range(502):
        lab.microsoft.exchange.deliver(user, b"Subject: %d\r\n\r\n" % number)
    assert lab.protection.back_up(1, EXCHANGE).fetched == 503
    restore = lab.protection.restore(1, EXCHANGE)
    assert (restore.restored, restore.present) == (0, 503)


def test_over_graph_no_mailbox_and_no_onedrive_are_told_apart_from_no_user(lab: Lab) -> None:
    lab.state.readings["A53"] = MailApi.GRAPH.value
    user = lab.person(UPN, UPN, opened=False)
    lab.account(1, UPN, None)
    lab.microsoft.directory.remove_license(user, License.OFFICE_365_E3)
    jobs = lab.protection.back_up_everyone()
    assert [job.status for job in jobs] == [BackupStatus.FAILED] * 2
    assert [job.error for job in jobs] == [ErrorCode.EUSERNOTFOUND] * 2
    assert [job.cause for job in jobs] == [Cause.NO_MAILBOX, Cause.NO_ONEDRIVE]
    lab.microsoft.directory.delete_user(user)
    jobs = lab.protection.back_up_everyone()
    assert [job.cause for job in jobs] == [Cause.UNKNOWN_USER] * 2


def test_over_web_services_no_mailbox_and_no_user_are_one(lab: Lab) -> None:
    user = lab.person(UPN, UPN)
    lab.account(1, UPN, None)
    lab.microsoft.directory.remove_license(user, License.OFFICE_365_E3)
    without_license = lab.protection.back_up(1, EXCHANGE)
    lab.microsoft.directory.delete_user(user)
    without_user = lab.protection.back_up(1, EXCHANGE)
    for job in (without_license, without_user):
        assert (job.error, job.cause) == (ErrorCode.EUSERNOTFOUND, Cause.NO_SUCH_MAILBOX)


def test_a_tenant_without_sharepoint_has_no_onedrive(lab: Lab) -> None:
    lab.person(UPN, UPN)
    lab.account(1, UPN, None)
    lab.microsoft.onedrive.switch_sharepoint(False)
    job = lab.protection.back_up(1, ONEDRIVE)
    assert (job.error, job.cause) == (ErrorCode.EUSERNOTFOUND, Cause.NO_ONEDRIVE)
    assert job.underlying == "BadRequest: Tenant does not have a SPO license."


@pytest.mark.parametrize(
    ("api", "backs_up", "restores"),
    [
        (MailApi.EWS, False, False),
        (MailApi.GRAPH, True, True),
        (MailApi.GRAPH_THEN_EWS, True, False),
    ],
)
def test_what_stops_without_web_services_depends_on_the_api(
    lab: Lab, api: MailApi, *, backs_up: bool, restores: bool
) -> None:
    lab.person(UPN, UPN)
    lab.account(1, UPN, None)
    assert lab.protection.back_up(1, EXCHANGE).cause is None
    lab.state.readings["A53"] = api.value
    lab.microsoft.exchange.switch_ews(False)
    for job, goes_on in (
        (lab.protection.back_up(1, EXCHANGE), backs_up),
        (lab.protection.restore(1, EXCHANGE), restores),
    ):
        refused = (Cause.EWS_CLOSED, "", "HTTP 403 Forbidden")
        told = (job.cause, job.message, job.underlying)
        assert told == ((None, "", "") if goes_on else refused)


def test_an_allow_list_lets_in_whom_it_names(lab: Lab) -> None:
    lab.person(UPN, UPN)
    lab.account(1, UPN, None)
    assert lab.protection.back_up(1, EXCHANGE).cause is None
    lab.microsoft.exchange.allow_ews_to(("another app",))
    assert lab.protection.back_up(1, EXCHANGE).cause is Cause.EWS_CLOSED
    lab.microsoft.exchange.allow_ews_to(("another app", lab.protection.connected_as()))
    assert lab.protection.back_up(1, EXCHANGE).cause is None
    lab.microsoft.exchange.switch_ews(False)
    assert lab.protection.back_up(1, EXCHANGE).cause is Cause.EWS_CLOSED


def test_over_graph_a_restored_message_is_a_draft_of_the_same_bytes(lab: Lab) -> None:
    lab.state.readings["A53"] = MailApi.GRAPH.value
    user = lab.person(UPN, SMTP)
    lab.account(1, UPN, None)
    assert lab.protection.back_up(1, EXCHANGE).cause is None
    (message,) = lab.microsoft.exchange.list_messages(user)
    lab.microsoft.exchange.remove_message(user, message_id=message.id)
    assert lab.protection.restore(1, EXCHANGE).restored == 1
    (restored,) = lab.microsoft.exchange.list_messages(user)
    assert restored.is_draft
    assert lab.microsoft.exchange.read_mime(user, message_id=restored.id) == MIME


def test_an_app_that_was_deleted_is_not_connected(lab: Lab) -> None:
    lab.person(UPN, UPN)
    lab.account(1, UPN, None)
    assert lab.protection.back_up(1, EXCHANGE).status is BackupStatus.SUCCESSFUL
    app = lab.state.graph_app
    assert app is not None
    lab.microsoft.apps.delete_app(app.client_id)
    job = lab.protection.back_up(1, EXCHANGE)
    assert (job.status, job.cause) == (BackupStatus.FAILED, Cause.NOT_CONNECTED)
    assert "AADSTS700016" in job.underlying


def test_only_mfa_that_is_missing_is_told_by_a_code(lab: Lab) -> None:
    lab.person(UPN, UPN)
    lab.account(1, UPN, None)
    lab.microsoft.apps.require_mfa()
    for job in (lab.protection.back_up(1, EXCHANGE), lab.protection.back_up(1, ONEDRIVE)):
        assert (job.error, job.cause) == (ErrorCode.EUAUTH, Cause.NOT_CONNECTED)
        assert "AADSTS50076" in job.underlying
