"""O365, unmodified but for the class that opens its sessions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from fakes.microsoft365 import FakeMicrosoft365
from fakes.microsoft365.model import Credentials, User
from fakes.wire import Address, Wire

from .clients import account_of
from .transports import REASON

pytest.importorskip("O365", reason=REASON)
requests = pytest.importorskip("requests", reason=REASON)
pytestmark = [pytest.mark.contract, pytest.mark.filterwarnings("ignore")]


@pytest.fixture
def account(wire: Wire, credentials: Credentials, sam: User) -> Any:
    return account_of(wire, credentials, str(sam.user_principal_name))


def test_users_are_listed(fake: FakeMicrosoft365, account: Any) -> None:
    for n in range(4):
        fake.directory.add_user(Address(f"p{n}@corp.example"))
    listed = account.directory().get_users(limit=None, batch=2)
    assert len(list(listed)) == 5


def test_a_user_is_found(account: Any, sam: User) -> None:
    found = account.directory().get_user("sam@corp.onmicrosoft.example")
    assert (found.object_id, found.mail) == (sam.id, "sam.soto@corp.example")
    with pytest.raises(requests.HTTPError, match="404"):
        account.directory().get_user("nobody@corp.example")


def test_mail_is_read_and_written(fake: FakeMicrosoft365, account: Any, sam: User) -> None:
    mime = b"Subject: Hi\r\nFrom: ada@corp.example\r\nTo: sam.soto@corp.example\r\n\r\nthere\r\n"
    fake.exchange.deliver(sam.id, mime)
    inbox = account.mailbox().inbox_folder()
    (message,) = inbox.get_messages()
    assert (message.subject, message.sender.address) == ("Hi", "ada@corp.example")
    assert message.get_mime_content() == mime
    draft = account.mailbox().new_message()
    draft.subject, draft.body = "Written", "Text"
    draft.to.add("ada@corp.example")
    assert draft.save_draft()
    (kept,) = fake.exchange.list_messages(sam.id, folder="Drafts")
    assert kept.subject == "Written"
    query = account.mailbox().new_query().equals("subject", "Hi")
    assert [each.subject for each in inbox.get_messages(query=query)] == ["Hi"]
    assert message.delete()
    assert fake.exchange.list_messages(sam.id, folder="Inbox") == ()


def test_files_are_read_and_written(
    fake: FakeMicrosoft365, account: Any, sam: User, tmp_path: Path
) -> None:
    fake.onedrive.write_file(sam.id, path="Reports/a.txt", content=b"one")
    root = account.storage().get_default_drive().get_root_folder()
    (folder,) = root.get_items()
    (file,) = folder.get_items()
    assert file.download(tmp_path)
    assert (tmp_path / "a.txt").read_bytes() == b"one"
    large = tmp_path / "big.bin"
    large.write_bytes(b"big" * 2_000_000)
    folder.upload_file(large)
    assert fake.onedrive.read_file(sam.id, path="Reports/big.bin") == large.read_bytes()
    small = tmp_path / "small.txt"
    small.write_bytes(b"small")
    folder.upload_file(small)
    assert fake.onedrive.read_file(sam.id, path="Reports/small.txt") == b"small"
