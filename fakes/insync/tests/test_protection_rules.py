"""What is presented, what an answer means, what is restored."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from fakes.insync.assumed import MailApi, RestoreOfPreserved
from fakes.insync.model import (
    AccessSetting,
    Account,
    AccountStatus,
    Cause,
    ErrorCode,
    Profile,
    RestorePresents,
    Snapshot,
    SnapshotItem,
    WithoutAttribute,
    Workload,
)
from fakes.insync.rules import (
    carried_over,
    folders_to_restore,
    meaning_of_ews,
    meaning_of_graph,
    meaning_of_nothing,
    new_folder,
    presented_for_backup,
    presented_for_restore,
    uses_ews,
    why_not_backed_up,
    why_not_restored,
)
from fakes.wire import Address

EMAIL = AccessSetting.EMAIL_ID
ATTRIBUTE = AccessSetting.AD_ATTRIBUTE
EXCHANGE = Workload.EXCHANGE_ONLINE
ONEDRIVE = Workload.ONEDRIVE
NOTHING = WithoutAttribute.NOTHING

UPN, SMTP, ALIAS = "jdoe@corp.example", "jane.doe@mail.example", "jd@mail.example"
SAME, OTHER = "same@corp.example", "other@corp.example"
UNKNOWN, STALE = "zed@other.example", "old.jdoe@corp.example"

# Case; email ID, AD attribute and setting; what a backup and what a restore by setting presents.
# A restore by email ID presents the email ID in every case.
CASES = [
    ("UPN = SMTP, email", SAME, SAME, EMAIL, SAME),
    ("UPN = SMTP, attribute", SAME, SAME, ATTRIBUTE, SAME),
    ("Entra sends the UPN", "exo_test@tenant.example", None, EMAIL, "exo_test@tenant.example"),
    ("D-01", UPN, None, EMAIL, UPN),
    ("D-02", SMTP, UPN, EMAIL, SMTP),
    ("D-03", SMTP, UPN, ATTRIBUTE, UPN),
    ("D-04", ALIAS, UPN, EMAIL, ALIAS),
    ("D-05", ALIAS, UPN, ATTRIBUTE, UPN),
    ("D-06", UNKNOWN, UPN, EMAIL, UNKNOWN),
    ("D-07", UNKNOWN, UPN, ATTRIBUTE, UPN),
    ("D-08", SMTP, SMTP, ATTRIBUTE, SMTP),
    ("D-09", SMTP, ALIAS, ATTRIBUTE, ALIAS),
    ("D-10", SMTP, STALE, ATTRIBUTE, STALE),
    ("D-11", SMTP, None, ATTRIBUTE, None),
    ("D-12", UPN, None, ATTRIBUTE, None),
    ("D-13", UPN, UPN, ATTRIBUTE, UPN),
    ("D-14", OTHER, SAME, EMAIL, OTHER),
    ("D-15", OTHER, SAME, ATTRIBUTE, SAME),
    ("D-16", UPN, None, EMAIL, UPN),
    ("an attribute that is not an address", SMTP, "CORP\\jdoe", ATTRIBUTE, "CORP\\jdoe"),
    ("an attribute of no length", SMTP, "", ATTRIBUTE, None),
]
by_case = pytest.mark.parametrize(
    ("email_id", "attribute", "access", "presented"),
    [case[1:] for case in CASES],
    ids=[case[0] for case in CASES],
)


def an_account(email_id: str = SMTP, attribute: str | None = None) -> Account:
    return Account(1, "s", Address(email_id), "Jane", attribute, profile="Default")


@by_case
def test_a_backup_presents_what_the_setting_chooses(
    email_id: str, attribute: str | None, access: AccessSetting, presented: str | None
) -> None:
    assert presented_for_backup(an_account(email_id, attribute), access, NOTHING).value == presented


@by_case
def test_an_exchange_restore_presents_the_email_id(
    email_id: str,
    attribute: str | None,
    access: AccessSetting,
    presented: str | None,
) -> None:
    restored_by = presented_for_restore(
        an_account(email_id, attribute),
        EXCHANGE,
        access=access,
        presents=RestorePresents.EMAIL_ID,
        without=NOTHING,
    )
    assert restored_by.value == email_id


@by_case
@pytest.mark.parametrize(
    ("workload", "presents", "because"),
    [
        (EXCHANGE, RestorePresents.SETTING, "A1"),
        (ONEDRIVE, RestorePresents.EMAIL_ID, "A5"),
        (ONEDRIVE, RestorePresents.SETTING, "A5"),
    ],
)
def test_other_restores_present_what_a_backup_presents(
    email_id: str,
    attribute: str | None,
    access: AccessSetting,
    presented: str | None,
    workload: Workload,
    presents: RestorePresents,
    because: str,
) -> None:
    restored_by = presented_for_restore(
        an_account(email_id, attribute), workload, access=access, presents=presents, without=NOTHING
    )
    assert restored_by.value == presented
    assert restored_by.ids[0] == because


def test_without_an_attribute_the_email_id_can_stand_in() -> None:
    without = WithoutAttribute.EMAIL_ID
    assert presented_for_backup(an_account(SMTP), ATTRIBUTE, without).value == SMTP
    assert presented_for_backup(an_account(SMTP, UPN), ATTRIBUTE, without).value == UPN


BOTH = Profile("Default")
MAIL_ONLY = Profile("Default", workloads=frozenset({EXCHANGE}))
ACTIVE = AccountStatus.ACTIVE
PRESERVED = AccountStatus.PRESERVED


@pytest.mark.parametrize(
    ("status", "licensed", "free", "profile", "connected", "cause"),
    [
        (ACTIVE, True, False, BOTH, True, None),
        (ACTIVE, False, True, BOTH, True, None),
        (ACTIVE, True, False, BOTH, False, Cause.NOT_CONNECTED),
        (ACTIVE, True, False, MAIL_ONLY, True, Cause.NOT_PROTECTED),
        (ACTIVE, True, False, None, True, Cause.NOT_PROTECTED),
        (ACTIVE, False, False, BOTH, True, Cause.NO_LICENSE),
        (PRESERVED, True, True, BOTH, True, Cause.PRESERVED),
        (PRESERVED, False, False, None, False, Cause.PRESERVED),
    ],
)
def test_what_keeps_a_backup_from_starting(
    status: AccountStatus,
    licensed: bool,
    free: bool,
    profile: Profile | None,
    connected: bool,
    cause: Cause | None,
) -> None:
    account = Account(1, "s", Address(SMTP), "Jane", status=status, licensed=licensed)
    found = why_not_backed_up(account, profile, ONEDRIVE, connected=connected, license_free=free)
    assert found is cause


@pytest.mark.parametrize(
    ("status", "reading", "cause"),
    [
        (ACTIVE, RestoreOfPreserved.ACTIVATE_FIRST, None),
        (PRESERVED, RestoreOfPreserved.ACTIVATE_FIRST, Cause.PRESERVED),
        (PRESERVED, RestoreOfPreserved.AS_IT_IS, None),
    ],
)
def test_what_keeps_a_restore_from_starting(
    status: AccountStatus, reading: RestoreOfPreserved, cause: Cause | None
) -> None:
    account = Account(1, "s", Address(SMTP), "Jane", status=status)
    assert why_not_restored(account, reading) is cause


NOT_FOUND = ErrorCode.EUSERNOTFOUND


@pytest.mark.parametrize(
    ("workload", "code", "text", "error", "cause"),
    [
        (ONEDRIVE, "Request_ResourceNotFound", "Resource 'x'", NOT_FOUND, Cause.UNKNOWN_USER),
        (EXCHANGE, "ErrorInvalidUser", "is invalid.", NOT_FOUND, Cause.UNKNOWN_USER),
        (EXCHANGE, "errorinvaliduser", "is invalid.", NOT_FOUND, Cause.UNKNOWN_USER),
        (
            EXCHANGE,
            "ResourceNotFound",
            "Resource could not be discovered.",
            NOT_FOUND,
            Cause.UNKNOWN_USER,
        ),
        (EXCHANGE, "MailboxNotEnabledForRESTAPI", "inactive", NOT_FOUND, Cause.NO_MAILBOX),
        (EXCHANGE, "MailboxNotSupportedForRESTAPI", "older", NOT_FOUND, Cause.NO_MAILBOX),
        (ONEDRIVE, "ResourceNotFound", "User's mysite not found.", NOT_FOUND, Cause.NO_ONEDRIVE),
        (
            ONEDRIVE,
            "UnknownError",
            "Unable to retrieve user's mysite URL.",
            NOT_FOUND,
            Cause.NO_ONEDRIVE,
        ),
        (ONEDRIVE, "UnknownError", "404 FILE NOT FOUND", NOT_FOUND, Cause.NO_ONEDRIVE),
        (
            ONEDRIVE,
            "BadRequest",
            "Tenant does not have a SPO license.",
            NOT_FOUND,
            Cause.NO_ONEDRIVE,
        ),
        (ONEDRIVE, "BadRequest", "Something else.", None, Cause.OTHER),
        (ONEDRIVE, "itemNotFound", "The resource could not be found.", None, Cause.OTHER),
        (EXCHANGE, "ErrorItemNotFound", "not found in the store", None, Cause.OTHER),
        (EXCHANGE, "Authorization_RequestDenied", "Insufficient", None, Cause.NOT_CONNECTED),
        (EXCHANGE, "", "HTTP 503 Service Unavailable", None, Cause.OTHER),
    ],
)
def test_what_an_answer_of_graph_means(
    workload: Workload, code: str, text: str, error: ErrorCode | None, cause: Cause
) -> None:
    assert meaning_of_graph(workload, code=code, text=text) == (error, cause)


UNREACHED = ErrorCode.SERVER_NOT_REACHABLE


@pytest.mark.parametrize(
    ("status", "code", "restoring", "error", "cause"),
    [
        (500, "ErrorNonPrimarySmtpAddress", True, UNREACHED, Cause.NOT_PRIMARY_SMTP),
        (500, "ErrorNonExistentMailbox", True, None, Cause.NO_SUCH_MAILBOX),
        (500, "ErrorNonExistentMailbox", False, NOT_FOUND, Cause.NO_SUCH_MAILBOX),
        (403, "", True, None, Cause.EWS_CLOSED),
        (403, "", False, None, Cause.EWS_CLOSED),
        (200, "ErrorQuotaExceeded", True, None, Cause.OTHER),
        (503, "", False, None, Cause.OTHER),
    ],
)
def test_what_an_answer_of_exchange_means(
    status: int, code: str, *, restoring: bool, error: ErrorCode | None, cause: Cause
) -> None:
    assert meaning_of_ews(status=status, code=code, restoring=restoring) == (error, cause)


@pytest.mark.parametrize(
    ("api", "backs_up", "restores"),
    [
        (MailApi.EWS, True, True),
        (MailApi.GRAPH, False, False),
        (MailApi.GRAPH_THEN_EWS, False, True),
    ],
)
def test_which_jobs_use_exchange_web_services(
    api: MailApi, *, backs_up: bool, restores: bool
) -> None:
    assert uses_ews(api, restoring=False) is backs_up
    assert uses_ews(api, restoring=True) is restores


@pytest.mark.parametrize(
    ("workload", "restoring", "error"),
    [
        (EXCHANGE, False, NOT_FOUND),
        (ONEDRIVE, False, NOT_FOUND),
        (ONEDRIVE, True, NOT_FOUND),
        (EXCHANGE, True, None),
    ],
)
def test_what_nothing_to_present_means(
    workload: Workload, restoring: bool, error: ErrorCode | None
) -> None:
    meaning = meaning_of_nothing(workload, restoring=restoring)
    assert meaning == (error, Cause.NOTHING_PRESENTED)


def an_item(item_id: str, *path: str) -> SnapshotItem:
    return SnapshotItem(item_id, path, f"{item_id}.txt", "1", "d", 1)


def a_snapshot(*items: SnapshotItem, folders: tuple[tuple[str, ...], ...] = ()) -> Snapshot:
    return Snapshot(1, 1, ONEDRIVE, datetime(2024, 3, 7, tzinfo=UTC), folders, items)


def test_what_could_not_be_read_is_carried_over_and_what_is_gone_is_not() -> None:
    before = a_snapshot(
        an_item("gone"),
        an_item("missed"),
        an_item("below", "Locked", "Deep"),
        an_item("moved", "Locked"),
        an_item("beside", "Locked2"),
    )
    kept = carried_over(
        before, missed_items={"missed", "new"}, missed_folders={("Locked",)}, seen={"moved"}
    )
    assert [item.item_id for item in kept] == ["missed", "below"]


def test_the_first_backup_has_nothing_to_carry_over() -> None:
    assert carried_over(None, missed_items={"a"}, missed_folders={()}, seen=set()) == ()


def test_folders_are_restored_from_the_top_down_and_once() -> None:
    snapshot = a_snapshot(an_item("a", "A", "B", "C"), an_item("b", "A"), folders=(("E",), ("A",)))
    expected = (("E",), ("A",), ("A", "B"), ("A", "B", "C"))
    assert folders_to_restore(snapshot) == expected


@pytest.mark.parametrize(
    ("now", "name"),
    [
        (datetime(2024, 3, 7, 7, 50, 1, tzinfo=UTC), "inSync Restore Thu Mar  7 07-50-01 2024"),
        (datetime(2026, 10, 31, 23, 5, 9, tzinfo=UTC), "inSync Restore Sat Oct 31 23-05-09 2026"),
    ],
)
def test_a_new_folder_is_named_after_the_time(now: datetime, name: str) -> None:
    assert new_folder(now) == name
