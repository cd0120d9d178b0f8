"""Restores as they cross the wire."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fakes.insync.model import (
    AccessSetting,
    AccountStatus,
    Cause,
    Destination,
    ErrorCode,
    RestorePresents,
    RestoreStatus,
    Workload,
)
from fakes.wire import Fault, Response

from .at_work import ADA, AtWork
from .stub import OUTLOOK, File, Mail, MailFolder

EXCHANGE = Workload.EXCHANGE_ONLINE
ONEDRIVE = Workload.ONEDRIVE
NEW = Destination.NEW_FOLDER
NAME = "inSync Restore Thu Mar  7 07-50-01 2024"
FIRST = b"Message-ID: <1@x>\r\n\r\n\xff one & <two>\r\n"
SECOND = b"Message-ID: <2@x>\r\n\r\ntwo\r\n"


@pytest.fixture
def lab() -> AtWork:
    lab = AtWork()
    lab.microsoft.folders = [
        MailFolder("in", "Inbox", mails=[Mail("m1", FIRST, "<1@x>")]),
        MailFolder("rd", "R&D", parent="in", mails=[Mail("m2", SECOND, "<2@x>")]),
    ]
    lab.microsoft.files = [
        File("f1", "a.txt", content=b"\x00\x01"),
        File("d1", "Q&A #1"),
        File("f2", "b 100%.txt", parent="d1", content=b"bee"),
        File("d2", "Empty"),
    ]
    lab.protection.back_up_everyone()
    return lab


def mails(lab: AtWork) -> dict[str, list[bytes]]:
    return {each.name: [mail.mime for mail in each.mails] for each in lab.microsoft.folders}


def files(lab: AtWork) -> dict[str, bytes | None]:
    return {each.name: each.content for each in lab.microsoft.files}


def test_what_is_there_is_left_and_counted(lab: AtWork) -> None:
    before = mails(lab), files(lab)
    for workload in Workload:
        job = lab.protection.restore(ADA, workload)
        assert (job.status, job.restored, job.present) == (RestoreStatus.SUCCESS, 0, 2)
    assert (mails(lab), files(lab)) == before


def test_lost_mail_and_folders_come_back_byte_for_byte(lab: AtWork) -> None:
    lab.microsoft.folders = [MailFolder("in2", "INBOX", mails=[Mail("x", b"x", "<0@x>")] * 3)]
    job = lab.protection.restore(ADA, EXCHANGE)
    assert (job.status, job.restored, job.present) == (RestoreStatus.SUCCESS, 2, 0)
    assert mails(lab) == {"INBOX": [b"x", b"x", b"x", FIRST], "R&D": [SECOND]}
    assert lab.protection.restore(ADA, EXCHANGE).present == 2


def test_lost_and_changed_files_come_back_byte_for_byte(lab: AtWork) -> None:
    lab.microsoft.files = [
        File("f9", "A.TXT", content=b"\x00\x01", version="9"),
        File("d8", "q&a #1"),
        File("f8", "b 100%.txt", parent="d8", content=b"wasp"),
    ]
    lab.microsoft.files[1].name = "Q&A #1"
    job = lab.protection.restore(ADA, ONEDRIVE)
    assert (job.status, job.restored, job.present) == (RestoreStatus.SUCCESS, 1, 1)
    expected = {"A.TXT": b"\x00\x01", "Q&A #1": None, "b 100%.txt": b"bee", "Empty": None}
    assert files(lab) == expected


def test_a_file_of_the_same_size_is_compared_byte_for_byte(lab: AtWork) -> None:
    lab.microsoft.files[2].content = b"eeb"
    lab.microsoft.files[2].version = "2"
    assert lab.protection.restore(ADA, ONEDRIVE).restored == 1
    assert files(lab)["b 100%.txt"] == b"bee"


@pytest.mark.parametrize("workload", Workload)
def test_a_new_folder_holds_everything_once_more(lab: AtWork, workload: Workload) -> None:
    job = lab.protection.restore(ADA, workload, destination=NEW)
    assert (job.folder, job.restored, job.present) == (NAME, 2, 0)
    assert NAME in (mails(lab) if workload is EXCHANGE else files(lab))
    again = lab.protection.restore(ADA, workload, destination=NEW)
    assert (again.status, again.restored, again.present) == (RestoreStatus.SUCCESS, 0, 2)


def test_restored_below_a_new_folder(lab: AtWork) -> None:
    lab.protection.restore(ADA, ONEDRIVE, destination=NEW)
    puts = [each for each in lab.crossed() if each.startswith("PUT")]
    base = "PUT /v1.0/users/ada@corp.example/drive/root:/inSync%20Restore%20Thu%20Mar%20%207%20"
    assert puts == [
        base + "07-50-01%202024/a.txt:/content",
        base + "07-50-01%202024/Q%26A%20%231/b%20100%25.txt:/content",
    ]


def test_an_earlier_snapshot_can_be_restored(lab: AtWork) -> None:
    (first,) = lab.protection.snapshots(ADA, EXCHANGE)
    lab.microsoft.folders = [MailFolder("in", "Inbox")]
    lab.protection.back_up(ADA, EXCHANGE)
    assert lab.protection.restore(ADA, EXCHANGE).restored == 0
    job = lab.protection.restore(ADA, EXCHANGE, snapshot_id=first.id)
    assert (job.snapshot_id, job.restored) == (first.id, 2)
    assert [each.id for each in lab.protection.restores(ADA)] == [1, 2]


def test_another_user_is_presented_by_their_own_account(lab: AtWork) -> None:
    lab.state.access = AccessSetting.AD_ATTRIBUTE
    lab.account(2, "bob@corp.example", "bob@upn.example")
    lab.microsoft.primary = "bob@corp.example"
    lab.microsoft.graph_names = {"bob@upn.example"}
    mail = lab.protection.restore(ADA, EXCHANGE, to_account_id=2)
    drive = lab.protection.restore(ADA, ONEDRIVE, to_account_id=2)
    assert (mail.presented, mail.target_account_id) == ("bob@corp.example", 2)
    assert (drive.presented, drive.status) == ("bob@upn.example", RestoreStatus.SUCCESS)


def test_an_address_that_is_not_the_primary_one_is_refused(lab: AtWork) -> None:
    lab.account(ADA, "alias@corp.example")
    lab.microsoft.graph_names.add("alias@corp.example")
    job = lab.protection.restore(ADA, EXCHANGE)
    assert (job.status, job.error) == (RestoreStatus.FAILED, ErrorCode.SERVER_NOT_REACHABLE)
    assert job.cause is Cause.NOT_PRIMARY_SMTP
    assert job.message == "Server not reachable. (#100000011)"
    assert job.underlying == "The primary SMTP address must be specified."
    assert (job.presented, job.restored) == ("alias@corp.example", 0)


def test_an_unknown_mailbox_fails_without_a_text_of_the_console(lab: AtWork) -> None:
    lab.account(ADA, "nobody@corp.example")
    job = lab.protection.restore(ADA, EXCHANGE)
    assert (job.status, job.error, job.cause) == (RestoreStatus.FAILED, None, Cause.NO_SUCH_MAILBOX)
    assert job.message == ""
    assert job.underlying.startswith("ErrorNonExistentMailbox: ")


def test_an_unknown_onedrive_is_not_found(lab: AtWork) -> None:
    lab.account(ADA, "nobody@corp.example")
    job = lab.protection.restore(ADA, ONEDRIVE)
    assert (job.status, job.error) == (RestoreStatus.FAILED, ErrorCode.EUSERNOTFOUND)
    assert (job.cause, job.message) == (Cause.UNKNOWN_USER, "EUSERNOTFOUND")


def test_a_restore_that_follows_the_setting_presents_the_attribute(lab: AtWork) -> None:
    lab.state.readings["A1"] = RestorePresents.SETTING.value
    lab.state.access = AccessSetting.AD_ATTRIBUTE
    lab.account(ADA, "ada@corp.example", "alias@corp.example")
    assert lab.protection.restore(ADA, EXCHANGE).presented == "alias@corp.example"


@pytest.mark.parametrize(
    ("workload", "error"), [(EXCHANGE, None), (ONEDRIVE, ErrorCode.EUSERNOTFOUND)]
)
def test_with_nothing_to_present_no_request_is_sent(
    lab: AtWork, workload: Workload, error: ErrorCode | None
) -> None:
    lab.state.readings["A1"] = RestorePresents.SETTING.value
    lab.state.access = AccessSetting.AD_ATTRIBUTE
    count = len(lab.wire.journal)
    job = lab.protection.restore(ADA, workload)
    assert (job.status, job.error, job.cause) == (
        RestoreStatus.FAILED,
        error,
        Cause.NOTHING_PRESENTED,
    )
    assert (job.presented, lab.crossed(count)) == (None, [])


def test_without_an_app_a_restore_fails(lab: AtWork) -> None:
    lab.state.graph_app = None
    count = len(lab.wire.journal)
    job = lab.protection.restore(ADA, EXCHANGE)
    assert (job.status, job.cause) == (RestoreStatus.FAILED, Cause.NOT_CONNECTED)
    assert lab.crossed(count) == []


def test_one_file_that_cannot_be_written_does_not_lose_the_rest(lab: AtWork) -> None:
    lab.microsoft.files = []
    lab.microsoft.refuse["/a.txt:"] = (507, "quotaLimitReached", "The quota is reached.")
    job = lab.protection.restore(ADA, ONEDRIVE)
    assert (job.status, job.restored, job.cause) == (RestoreStatus.FAILED, 1, Cause.OTHER)
    assert job.underlying == "quotaLimitReached: The quota is reached."


def test_what_belongs_into_a_folder_that_cannot_be_made_is_left_out(lab: AtWork) -> None:
    lab.microsoft.files = []
    lab.microsoft.refuse["/root/children"] = (403, "accessDenied", "No.")
    job = lab.protection.restore(ADA, ONEDRIVE)
    assert (job.status, job.restored) == (RestoreStatus.FAILED, 0)
    lab.microsoft.refuse.clear()
    lab.microsoft.folders = [MailFolder("in", "Inbox")]
    lab.microsoft.unmakable = "R&D"
    mail = lab.protection.restore(ADA, EXCHANGE)
    assert (mail.status, mail.restored, mail.cause) == (RestoreStatus.FAILED, 1, Cause.OTHER)
    assert mail.underlying == "ErrorAccessDenied: Access is denied."


def test_a_refused_token_ends_the_restore(lab: AtWork) -> None:
    lab.microsoft.files = []
    lab.microsoft.refuse["/a.txt:"] = (401, "InvalidAuthenticationToken", "Expired.")
    job = lab.protection.restore(ADA, ONEDRIVE)
    assert (job.status, job.restored, job.cause) == (RestoreStatus.FAILED, 0, Cause.NOT_CONNECTED)


def test_silence_fails_the_restore(lab: AtWork) -> None:
    lab.wire.inject_fault(Fault(OUTLOOK, None))
    job = lab.protection.restore(ADA, EXCHANGE)
    assert (job.status, job.cause, job.message) == (RestoreStatus.FAILED, Cause.OTHER, "")
    assert job.underlying == "outlook.office365.example refused the connection"


@pytest.mark.parametrize("body", [b"<html>", b"<html/>"])
def test_an_answer_that_makes_no_sense_fails_the_restore(lab: AtWork, body: bytes) -> None:
    lab.wire.inject_fault(Fault(OUTLOOK, Response(200, "OK", (), body)))
    job = lab.protection.restore(ADA, EXCHANGE)
    assert (job.status, job.cause, job.underlying) == (
        RestoreStatus.FAILED,
        Cause.OTHER,
        "HTTP 200 OK",
    )


def test_misuse_is_told_in_words(lab: AtWork) -> None:
    lab.account(2, "bob@corp.example")
    with pytest.raises(ValueError, match=r"bob@corp.example has no OneDrive snapshot"):
        lab.protection.restore(2, ONEDRIVE)
    with pytest.raises(ValueError, match="no Exchange Online snapshot 2: there are 1"):
        lab.protection.restore(ADA, EXCHANGE, snapshot_id=2)
    with pytest.raises(ValueError, match="there is no account 9"):
        lab.protection.restore(ADA, EXCHANGE, to_account_id=9)


def test_a_preserved_account_is_not_restored_until_it_is_active(lab: AtWork) -> None:
    account = lab.account(ADA, "ada@corp.example")
    lab.state.accounts.put(replace(account, status=AccountStatus.PRESERVED))
    count = len(lab.wire.journal)

    job = lab.protection.restore(ADA, EXCHANGE)

    assert (job.started, job.cause, job.status) == (False, Cause.PRESERVED, RestoreStatus.FAILED)
    assert (lab.crossed(count), lab.protection.restores(ADA)) == ([], ())
    lab.state.readings["A44"] = "it is restored as it is"
    assert lab.protection.restore(ADA, EXCHANGE).status is RestoreStatus.SUCCESS
