"""exchangelib, unmodified, by Exchange Web Services."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from fakes.microsoft365 import FakeMicrosoft365
from fakes.microsoft365.model import Credentials, User
from fakes.wire import Wire

from .clients import forget_mailboxes, mailboxes_of
from .transports import REASON

exchangelib = pytest.importorskip("exchangelib", reason=REASON)
errors = pytest.importorskip("exchangelib.errors", reason=REASON)
pytestmark = [pytest.mark.contract, pytest.mark.filterwarnings("ignore")]
MIME = b"Subject: Hi\r\nFrom: ada@corp.example\r\nTo: sam.soto@corp.example\r\n\r\nthere\r\n"


@pytest.fixture
def open_account(
    wire: Wire, credentials: Credentials, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., Any]]:
    yield mailboxes_of(wire, credentials, monkeypatch)
    forget_mailboxes()


def test_mail_is_read(fake: FakeMicrosoft365, open_account: Any, sam: User) -> None:
    for n in range(3):
        fake.exchange.deliver(sam.id, MIME.replace(b"Hi", f"Hi {n}".encode()))
    account = open_account(str(sam.mail))
    assert account.inbox.total_count == 3
    assert [each.name for each in account.root.walk()].count("Inbox") == 1
    subjects = [each.subject for each in account.inbox.all().order_by("subject")]
    assert subjects == ["Hi 0", "Hi 1", "Hi 2"]
    (found,) = account.inbox.all().filter(subject="Hi 1")
    assert found.mime_content == MIME.replace(b"Hi", b"Hi 1")
    assert account.inbox.all().filter(subject__icontains="hi").count() == 3


def test_mail_is_written(fake: FakeMicrosoft365, open_account: Any, sam: User) -> None:
    account = open_account(str(sam.mail))
    written = exchangelib.Message(
        account=account,
        folder=account.inbox,
        subject="Restored",
        body="Text",
        to_recipients=["sam.soto@corp.example"],
    )
    written.save()
    exchangelib.Message(account=account, folder=account.inbox, mime_content=MIME).save()
    kept = fake.exchange.list_messages(sam.id, folder="Inbox")
    assert [each.subject for each in kept] == ["Restored", "Hi"]
    assert fake.exchange.read_mime(sam.id, message_id=kept[1].id) == MIME
    (found,) = account.inbox.filter(subject="Restored")
    assert found.body.strip() == "Text"


@pytest.mark.usefixtures("sam")
def test_only_the_primary_address_will_do(open_account: Any) -> None:
    account = open_account("hello@corp.example")
    with pytest.raises(errors.ErrorNonPrimarySmtpAddress):
        _ = account.root
    account = open_account("hello@corp.example", smtp_address="hello@corp.example")
    with pytest.raises(errors.ErrorNonPrimarySmtpAddress):
        _ = account.root
    account = open_account("sam.soto@corp.example", smtp_address="hello@corp.example")
    assert account.inbox.total_count == 0


def test_nobody_has_no_mailbox(open_account: Any) -> None:
    account = open_account("nobody@corp.example")
    with pytest.raises(errors.ErrorNonExistentMailbox):
        _ = account.root


def test_what_is_not_modeled_is_named_at_once(
    fake: FakeMicrosoft365, wire: Wire, open_account: Any, sam: User
) -> None:
    """To a request that is called invalid exchangelib tries every version of the schema."""
    fake.exchange.deliver(sam.id, MIME)
    (found,) = open_account(str(sam.mail)).inbox.all()
    before = len(wire.journal)
    with pytest.raises(errors.ErrorInvalidOperation, match="DeleteItem"):
        found.delete()
    assert len(wire.journal) == before + 1
