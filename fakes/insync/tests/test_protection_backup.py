"""Backups as they cross the wire."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from fakes.insync.model import (
    AccessSetting,
    AccountStatus,
    BackupStatus,
    Cause,
    ErrorCode,
    NotStarted,
    Profile,
    WithoutAttribute,
    Workload,
)
from fakes.insync.service.accounts import AccountsService
from fakes.wire import Fault, Response

from .at_work import ADA, APP, AtWork
from .stub import GRAPH, LOGIN, File, Mail, MailFolder

EXCHANGE = Workload.EXCHANGE_ONLINE
ONEDRIVE = Workload.ONEDRIVE
NOT_FOUND = ErrorCode.EUSERNOTFOUND
MIME = b"Message-ID: <1@x>\r\n\r\n\xff\x00 8-bit\r\n"


@pytest.fixture
def lab() -> AtWork:
    lab = AtWork()
    mails = [Mail(f"m{number}", MIME + b"%d" % number, f"<{number}@x>") for number in range(5)]
    lab.microsoft.folders = [
        MailFolder("in", "Inbox", mails=mails),
        MailFolder("em", "Empty"),
        MailFolder("se", "Sent Items"),
        MailFolder("pr", "Projects", parent="in", mails=[Mail("m9", b"nine", "<9@x>")]),
    ]
    lab.microsoft.files = [
        File("f1", "a.txt", content=b"\x00\x01"),
        File("d1", "Reports"),
        File("d2", "2026", parent="d1"),
        File("f2", "b 100%.txt", parent="d2", content=b""),
    ]
    return lab


def test_every_message_of_every_folder_is_kept_byte_for_byte(lab: AtWork) -> None:
    job = lab.protection.back_up(ADA, EXCHANGE)
    assert (job.status, job.fetched, job.error) == (BackupStatus.SUCCESSFUL, 6, None)
    (snapshot,) = lab.protection.snapshots(ADA, EXCHANGE)
    assert snapshot.id == job.snapshot_id
    assert set(snapshot.folders) == {
        ("Inbox",),
        ("Empty",),
        ("Sent Items",),
        ("Inbox", "Projects"),
    }
    kept = {item.item_id: lab.protection.content(item.digest) for item in snapshot.items}
    assert kept == {f"m{n}": MIME + b"%d" % n for n in range(5)} | {"m9": b"nine"}
    assert snapshot.items[-1].path == ("Inbox", "Projects")


def test_every_file_is_kept_byte_for_byte_and_fetched_without_a_token(lab: AtWork) -> None:
    job = lab.protection.back_up(ADA, ONEDRIVE)
    assert (job.status, job.fetched) == (BackupStatus.SUCCESSFUL, 2)
    (snapshot,) = lab.protection.snapshots(ADA, ONEDRIVE)
    kept = {(*item.path, item.name): lab.protection.content(item.digest) for item in snapshot.items}
    assert kept == {("a.txt",): b"\x00\x01", ("Reports", "2026", "b 100%.txt"): b""}
    assert snapshot.folders == (("Reports",), ("Reports", "2026"))
    assert not lab.microsoft.token_for_downloads


def test_the_second_backup_fetches_what_changed_only(lab: AtWork) -> None:
    lab.protection.back_up(ADA, EXCHANGE)
    lab.protection.back_up(ADA, ONEDRIVE)
    mails = lab.microsoft.folders[0].mails
    mails[1] = replace(mails[1], mime=b"changed", version="2")
    mails.append(Mail("m7", b"seven", "<7@x>"))
    lab.microsoft.files[0].version = "2"
    lab.microsoft.files[0].content = b"changed too"
    count = len(lab.wire.journal)
    assert lab.protection.back_up(ADA, EXCHANGE).fetched == 2
    assert lab.protection.back_up(ADA, ONEDRIVE).fetched == 1
    user = "/v1.0/users/ada@corp.example"
    fetched = [each for each in lab.crossed(count) if each.endswith(("$value", "/content"))]
    assert fetched == [
        f"GET {user}/messages/m1/$value",
        f"GET {user}/messages/m7/$value",
        f"GET {user}/drive/items/f1/content",
    ]


def test_a_moved_message_keeps_its_bytes_at_its_new_place(lab: AtWork) -> None:
    lab.protection.back_up(ADA, EXCHANGE)
    lab.microsoft.folders[2].mails.append(lab.microsoft.folders[0].mails.pop(0))
    assert lab.protection.back_up(ADA, EXCHANGE).fetched == 0
    items = {item.item_id: item for item in lab.protection.snapshots(ADA, EXCHANGE)[-1].items}
    assert items["m0"].path == ("Sent Items",)
    assert lab.protection.content(items["m0"].digest) == MIME + b"0"


def test_a_removed_message_leaves_the_next_snapshot_and_stays_in_the_one_before(
    lab: AtWork,
) -> None:
    lab.protection.back_up(ADA, EXCHANGE)
    lab.microsoft.folders[0].mails.clear()
    lab.protection.back_up(ADA, EXCHANGE)
    assert [len(each.items) for each in lab.protection.snapshots(ADA, EXCHANGE)] == [6, 1]


def test_an_empty_mailbox_takes_one_request(lab: AtWork) -> None:
    lab.microsoft.folders = [MailFolder("in", "Inbox"), MailFolder("se", "Sent Items")]
    lab.protection.back_up(ADA, EXCHANGE)
    assert lab.crossed()[1:] == ["GET /v1.0/users/ada@corp.example/mailFolders"]


@pytest.mark.parametrize(
    ("attribute", "path"),
    [
        ("ada@corp.example", "ada@corp.example"),
        ("ext#EXT#@corp.example", "ext%23EXT%23@corp.example"),
        ("CORP\\a/b c?", "CORP%5Ca%2Fb%20c%3F"),
        ("é", "%C3%A9"),
        ("half a \ud800 pair", "half%20a%20%3F%20pair"),
    ],
)
def test_whatever_the_attribute_holds_is_presented(lab: AtWork, attribute: str, path: str) -> None:
    lab.state.access = AccessSetting.AD_ATTRIBUTE
    lab.account(ADA, "ada@corp.example", attribute)
    lab.microsoft.graph_names = {attribute.lower()}
    assert lab.protection.back_up(ADA, EXCHANGE).presented == attribute
    assert lab.crossed()[1] == f"GET /v1.0/users/{path}/mailFolders"


@pytest.mark.parametrize("workload", Workload)
def test_an_unknown_user_is_not_found(lab: AtWork, workload: Workload) -> None:
    lab.account(ADA, "nobody@corp.example")
    job = lab.protection.back_up(ADA, workload)
    assert (job.status, job.error) == (BackupStatus.FAILED, NOT_FOUND)
    assert (job.cause, job.message) == (Cause.UNKNOWN_USER, "EUSERNOTFOUND")
    assert job.underlying == (
        "Request_ResourceNotFound: Resource 'nobody@corp.example' does not exist."
    )
    assert (job.presented, job.snapshot_id) == ("nobody@corp.example", None)


@pytest.mark.parametrize(
    ("workload", "status", "code", "text", "error", "cause"),
    [
        (EXCHANGE, 404, "MailboxNotEnabledForRESTAPI", "Inactive.", NOT_FOUND, Cause.NO_MAILBOX),
        (
            ONEDRIVE,
            404,
            "ResourceNotFound",
            "User's mysite not found.",
            NOT_FOUND,
            Cause.NO_ONEDRIVE,
        ),
        (
            ONEDRIVE,
            400,
            "BadRequest",
            "Tenant does not have a SPO license.",
            NOT_FOUND,
            Cause.NO_ONEDRIVE,
        ),
        (EXCHANGE, 503, "", "", None, Cause.OTHER),
    ],
)
def test_failures_are_told_apart(
    lab: AtWork,
    workload: Workload,
    status: int,
    code: str,
    text: str,
    error: ErrorCode | None,
    cause: Cause,
) -> None:
    lab.microsoft.refuse["/users/"] = (status, code, text)
    job = lab.protection.back_up(ADA, workload)
    assert (job.status, job.error, job.cause) == (BackupStatus.FAILED, error, cause)
    assert text in job.underlying
    assert job.message == ("EUSERNOTFOUND" if error else "")


def test_with_nothing_to_present_no_request_is_sent(lab: AtWork) -> None:
    lab.state.access = AccessSetting.AD_ATTRIBUTE
    job = lab.protection.back_up(ADA, ONEDRIVE)
    assert (job.started, job.status) == (True, BackupStatus.FAILED)
    assert (job.error, job.cause) == (NOT_FOUND, Cause.NOTHING_PRESENTED)
    assert (job.presented, job.message) == (None, "EUSERNOTFOUND")
    assert lab.crossed() == []


def test_with_nothing_to_present_the_email_id_can_stand_in(lab: AtWork) -> None:
    lab.state.access = AccessSetting.AD_ATTRIBUTE
    lab.state.readings["A4"] = WithoutAttribute.EMAIL_ID.value
    assert lab.protection.back_up(ADA, ONEDRIVE).status is BackupStatus.SUCCESSFUL


@pytest.mark.parametrize(
    ("change", "cause"),
    [
        ({"licensed": True, "status": AccountStatus.PRESERVED}, Cause.PRESERVED),
        ({"licensed": False}, Cause.NO_LICENSE),
        ({"licensed": True, "profile": "Mail only"}, Cause.NOT_PROTECTED),
    ],
)
def test_a_backup_that_must_not_start_says_why_and_sends_nothing(
    lab: AtWork, change: dict[str, object], cause: Cause
) -> None:
    lab.state.profiles.put(Profile("Mail only", workloads=frozenset({EXCHANGE})))
    account = lab.account(ADA, "ada@corp.example")
    lab.protection.back_up(ADA, ONEDRIVE)
    count = len(lab.wire.journal)
    lab.state.licenses = 0
    lab.state.accounts.put(replace(account, **change))  # type: ignore[arg-type] # a table
    job = lab.protection.back_up(ADA, ONEDRIVE)
    assert (job.started, job.cause, job.status) == (False, cause, BackupStatus.SUCCESSFUL)
    assert (job.presented, lab.crossed(count)) == (None, [])
    assert len(lab.protection.backups(ADA)) == 1


def test_without_an_app_nothing_starts(lab: AtWork) -> None:
    lab.state.graph_app = None
    job = lab.protection.back_up(ADA, EXCHANGE)
    assert (job.started, job.cause) == (False, Cause.NOT_CONNECTED)
    assert (job.status, lab.crossed()) == (BackupStatus.NEVER, [])


def test_what_is_kept_from_starting_is_remembered_until_it_starts(lab: AtWork) -> None:
    app = lab.state.graph_app
    lab.protection.revoke()
    for workload in (EXCHANGE, EXCHANGE, ONEDRIVE):
        lab.protection.back_up(ADA, workload)
    kept = [NotStarted(ADA, each, False, Cause.NOT_CONNECTED) for each in (EXCHANGE, ONEDRIVE)]
    assert lab.protection.not_started(ADA) == tuple(kept)

    lab.state.graph_app = app
    lab.protection.back_up(ADA, EXCHANGE)
    assert lab.protection.not_started(ADA) == (kept[1],)

    AccountsService(lab.state, lab.wire.clock).delete(ADA)
    assert lab.protection.not_started(ADA) == ()


def test_one_message_that_cannot_be_read_does_not_lose_the_rest(lab: AtWork) -> None:
    lab.microsoft.refuse["/m2/$value"] = (500, "ErrorItemCorrupt", "The item is corrupt.")
    job = lab.protection.back_up(ADA, EXCHANGE)
    assert (job.status, job.fetched) == (BackupStatus.WITH_ERRORS, 5)
    assert (job.error, job.cause) == (None, Cause.OTHER)
    assert job.underlying == "ErrorItemCorrupt: The item is corrupt."
    assert len(lab.protection.snapshots(ADA, EXCHANGE)[0].items) == 5


def test_what_a_folder_held_is_kept_while_it_cannot_be_read(lab: AtWork) -> None:
    lab.protection.back_up(ADA, ONEDRIVE)
    lab.microsoft.refuse["/d1/children"] = (423, "notAllowed", "The folder is locked.")
    assert lab.protection.back_up(ADA, ONEDRIVE).status is BackupStatus.WITH_ERRORS
    before, after = lab.protection.snapshots(ADA, ONEDRIVE)
    assert set(after.items) == set(before.items)


def test_a_failed_backup_loses_nothing(lab: AtWork) -> None:
    lab.protection.back_up(ADA, EXCHANGE)
    lab.account(ADA, "nobody@corp.example")
    assert lab.protection.back_up(ADA, EXCHANGE).status is BackupStatus.FAILED
    assert [job.status for job in lab.protection.backups(ADA)] == [
        BackupStatus.SUCCESSFUL,
        BackupStatus.FAILED,
    ]
    (snapshot,) = lab.protection.snapshots(ADA, EXCHANGE)
    assert lab.protection.content(snapshot.items[0].digest) == MIME + b"0"


def test_one_token_serves_until_it_expires(lab: AtWork) -> None:
    lab.protection.back_up_everyone()
    assert lab.microsoft.tokens == 1
    lab.clock.advance(timedelta(seconds=3598))
    lab.protection.back_up_everyone()
    assert lab.microsoft.tokens == 1
    lab.clock.advance(timedelta(seconds=1))
    lab.protection.back_up_everyone()
    assert lab.microsoft.tokens == 2


def test_a_token_that_is_refused_is_replaced_once(lab: AtWork) -> None:
    lab.protection.back_up(ADA, EXCHANGE)
    lab.microsoft.accepted_tokens.clear()
    assert lab.protection.back_up(ADA, EXCHANGE).status is BackupStatus.SUCCESSFUL
    assert lab.microsoft.tokens == 2


def test_two_refusals_of_a_token_end_the_backup(lab: AtWork) -> None:
    lab.microsoft.refuse["/m2/$value"] = (401, "InvalidAuthenticationToken", "Lifetime expired.")
    job = lab.protection.back_up(ADA, EXCHANGE)
    assert (job.status, job.cause) == (BackupStatus.FAILED, Cause.NOT_CONNECTED)
    assert job.underlying == "InvalidAuthenticationToken: Lifetime expired."
    assert lab.protection.snapshots(ADA, EXCHANGE) == ()


def test_an_app_that_gets_no_token_is_not_connected(lab: AtWork) -> None:
    body = b'{"error": "invalid_client", "error_description": "AADSTS7000215: Invalid secret."}'
    lab.wire.inject_fault(Fault(LOGIN, Response(401, "Unauthorized", (), body)))
    job = lab.protection.back_up(ADA, EXCHANGE)
    assert (job.status, job.cause) == (BackupStatus.FAILED, Cause.NOT_CONNECTED)
    assert job.underlying == "invalid_client: AADSTS7000215: Invalid secret."


def test_silence_fails_the_backup(lab: AtWork) -> None:
    lab.wire.inject_fault(Fault(GRAPH, None))
    job = lab.protection.back_up(ADA, EXCHANGE)
    assert (job.status, job.cause) == (BackupStatus.FAILED, Cause.OTHER)
    assert job.underlying == "graph.microsoft.example refused the connection"


@pytest.mark.parametrize(
    ("body", "what_came"),
    [
        (b"<html>", "no JSON that can be read: <html>"),
        (b"[]", "the answer: expected `object`, got `array`"),
        (b"{}", "the answer: object missing required field `value`"),
    ],
)
def test_an_answer_that_makes_no_sense_is_no_empty_mailbox(
    lab: AtWork, body: bytes, what_came: str
) -> None:
    lab.wire.inject_fault(Fault(GRAPH, Response(200, "OK", (), body)))
    job = lab.protection.back_up(ADA, EXCHANGE)
    assert (job.status, job.cause) == (BackupStatus.FAILED, Cause.OTHER)
    assert job.underlying == f"HTTP 200 with an answer that cannot be used: {what_came}"


def test_connecting_again_asks_for_a_new_token(lab: AtWork) -> None:
    lab.protection.back_up(ADA, EXCHANGE)
    lab.protection.connect(APP)
    lab.protection.back_up(ADA, EXCHANGE)
    assert lab.microsoft.tokens == 2


def test_a_profile_is_backed_up_account_by_account(lab: AtWork) -> None:
    lab.account(2, "bob@corp.example")
    jobs = lab.protection.back_up_profile("Default")
    assert [(job.account_id, job.workload) for job in jobs] == [
        (1, EXCHANGE),
        (1, ONEDRIVE),
        (2, EXCHANGE),
        (2, ONEDRIVE),
    ]
    assert [job.error for job in jobs] == [None, None, NOT_FOUND, NOT_FOUND]


def test_everyone_is_each_active_account_in_order(lab: AtWork) -> None:
    lab.state.profiles.put(Profile("Default", workloads=frozenset({ONEDRIVE})))
    for account_id in (2, 3):
        lab.account(account_id, f"p{account_id}@corp.example")
    ada = lab.account(ADA, "ada@corp.example")
    lab.state.accounts.put(replace(ada, status=AccountStatus.PRESERVED))
    lab.state.accounts.put(ada)
    bob = lab.account(2, "p2@corp.example")
    lab.state.accounts.put(replace(bob, status=AccountStatus.PRESERVED))
    assert [job.account_id for job in lab.protection.back_up_everyone()] == [1, 3]


def test_misuse_is_told_in_words(lab: AtWork) -> None:
    with pytest.raises(ValueError, match="there is no account 9"):
        lab.protection.back_up(9, EXCHANGE)
    with pytest.raises(ValueError, match="'Nobody': expected one of Default"):
        lab.protection.back_up_profile("Nobody")
    with pytest.raises(ValueError, match="nothing is kept under 'abc'"):
        lab.protection.content("abc")


def test_bytes_go_with_the_last_snapshot_that_names_them(lab: AtWork) -> None:
    accounts = AccountsService(lab.state, lab.clock)
    lab.protection.back_up(ADA, ONEDRIVE)
    lab.protection.back_up(ADA, EXCHANGE)
    lab.account(2, "bob@corp.example")
    lab.microsoft.graph_names = {"bob@corp.example"}
    lab.protection.back_up(2, ONEDRIVE)

    accounts.delete(ADA)
    assert set(lab.state.contents.values()) == {b"\x00\x01", b""}

    accounts.delete(2)
    assert lab.state.contents == {}
