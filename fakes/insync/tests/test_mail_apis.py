"""Mail over each API: what is read, what is written, and what a refusal means."""

from __future__ import annotations

from email import message_from_bytes

import pytest

from fakes.insync.assumed import MailApi
from fakes.insync.model import BackupStatus, Cause, ErrorCode, RestoreStatus, Workload
from fakes.wire import Fault, Response

from .at_work import ADA, AtWork
from .stub import OUTLOOK, Mail, MailFolder

EXCHANGE = Workload.EXCHANGE_ONLINE
MIME = b"Message-ID: <%d@x>\r\n\r\n\xff\x00 8-bit\r\n"
EWS = "/EWS/Exchange.asmx"


@pytest.fixture
def lab() -> AtWork:
    lab = AtWork()
    mails = [Mail(f"m{number}", MIME % number, f"<{number}@x>") for number in range(5)]
    lab.microsoft.folders = [
        MailFolder("in", "Inbox", mails=mails),
        MailFolder("em", "Empty"),
        MailFolder("pr", "R&D", parent="in", mails=[Mail("m9", MIME % 9, "<9@x>")]),
    ]
    return lab


def over(lab: AtWork, api: MailApi) -> AtWork:
    """Let inSync use an API."""
    lab.state.readings["A53"] = api.value
    return lab


def hosts(lab: AtWork) -> set[str]:
    """Return the hosts that were asked, but for tokens."""
    paths = (each.path for each in lab.wire.journal.since(0) if "oauth2" not in each.path)
    return {"ews" if path == EWS else "graph" for path in paths}


@pytest.mark.parametrize("api", MailApi)
def test_a_backup_is_the_same_over_each_api(lab: AtWork, api: MailApi) -> None:
    job = over(lab, api).protection.back_up(ADA, EXCHANGE)
    assert (job.status, job.fetched) == (BackupStatus.SUCCESSFUL, 6)
    (snapshot,) = lab.protection.snapshots(ADA, EXCHANGE)
    assert set(snapshot.folders) == {("Inbox",), ("Empty",), ("Inbox", "R&D")}
    assert snapshot.items[-1].path == ("Inbox", "R&D")
    assert {item.name for item in snapshot.items} == {f"About m{n}" for n in (*range(5), 9)}
    kept = {item.internet_message_id: item.digest for item in snapshot.items}
    assert {name: lab.protection.content(digest) for name, digest in kept.items()} == {
        f"<{n}@x>": MIME % n for n in (*range(5), 9)
    }
    assert hosts(lab) == ({"ews"} if api is MailApi.EWS else {"graph"})


@pytest.mark.parametrize("api", MailApi)
def test_the_second_backup_fetches_only_what_changed(lab: AtWork, api: MailApi) -> None:
    over(lab, api).protection.back_up(ADA, EXCHANGE)
    mail = lab.microsoft.folders[0].mails[1]
    mail.mime, mail.version = b"changed", "2"
    assert lab.protection.back_up(ADA, EXCHANGE).fetched == 1


@pytest.mark.parametrize("api", MailApi)
def test_what_is_gone_is_restored_once(lab: AtWork, api: MailApi) -> None:
    over(lab, api).protection.back_up(ADA, EXCHANGE)
    lab.microsoft.folders[2:] = []
    del lab.microsoft.folders[0].mails[0]
    job = lab.protection.restore(ADA, EXCHANGE)
    assert (job.status, job.restored, job.present) == (RestoreStatus.SUCCESS, 2, 4)
    inbox, _, research = lab.microsoft.folders
    assert (research.name, research.parent) == ("R&D", "in")
    restored = [mail.mime for mail in (inbox.mails[-1], *research.mails)]
    assert restored == [MIME % 0, MIME % 9]
    assert lab.protection.restore(ADA, EXCHANGE).restored == 0


@pytest.mark.parametrize("api", MailApi)
def test_an_address_that_is_not_the_primary_one_opens_a_mailbox_over_graph_alone(
    lab: AtWork, api: MailApi
) -> None:
    over(lab, api).microsoft.graph_names = {"ada@corp.example", "ames@corp.example"}
    lab.account(ADA, "ames@corp.example")
    assert lab.protection.back_up(ADA, EXCHANGE).status is BackupStatus.SUCCESSFUL
    job = lab.protection.restore(ADA, EXCHANGE)
    refused = (RestoreStatus.FAILED, ErrorCode.SERVER_NOT_REACHABLE, Cause.NOT_PRIMARY_SMTP)
    opened = (RestoreStatus.SUCCESS, None, None)
    assert (job.status, job.error, job.cause) == (opened if api is MailApi.GRAPH else refused)


def test_over_ews_an_address_that_no_mailbox_has_is_not_found(lab: AtWork) -> None:
    over(lab, MailApi.EWS).account(ADA, "nobody@corp.example")
    job = lab.protection.back_up(ADA, EXCHANGE)
    assert (job.error, job.cause) == (ErrorCode.EUSERNOTFOUND, Cause.NO_SUCH_MAILBOX)
    assert job.underlying == "ErrorNonExistentMailbox: The SMTP address has no mailbox."


def test_over_ews_what_is_forbidden_says_so(lab: AtWork) -> None:
    lab.wire.inject_fault(Fault(OUTLOOK, Response(403, "Forbidden")))
    job = over(lab, MailApi.EWS).protection.back_up(ADA, EXCHANGE)
    assert (job.status, job.error, job.cause) == (BackupStatus.FAILED, None, Cause.EWS_CLOSED)
    assert job.underlying == "HTTP 403 Forbidden"


def test_over_ews_messages_that_cannot_be_read_do_not_lose_the_folders(lab: AtWork) -> None:
    lab.microsoft.refuse["GetItem"] = (500, "ErrorItemCorrupt", "The item is corrupt.")
    job = over(lab, MailApi.EWS).protection.back_up(ADA, EXCHANGE)
    assert (job.status, job.fetched) == (BackupStatus.WITH_ERRORS, 0)
    assert len(lab.protection.snapshots(ADA, EXCHANGE)[-1].folders) == 3


def test_over_ews_an_answer_that_makes_no_sense_is_no_empty_mailbox(lab: AtWork) -> None:
    lab.wire.inject_fault(Fault(OUTLOOK, Response(200, "OK", (), b"<html/>")))
    assert over(lab, MailApi.EWS).protection.back_up(ADA, EXCHANGE).status is BackupStatus.FAILED


def test_over_graph_a_message_is_written_as_mime(lab: AtWork) -> None:
    over(lab, MailApi.GRAPH).protection.back_up(ADA, EXCHANGE)
    lab.microsoft.folders[0].mails.clear()
    assert lab.protection.restore(ADA, EXCHANGE).restored == 5
    assert [message_from_bytes(mail.mime)["Message-ID"] for mail in lab.microsoft.folders[0].mails]
    assert "ews" not in hosts(lab)
