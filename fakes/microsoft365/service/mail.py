"""Mailboxes as API clients use them: found by a name, read and written by ids."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from fakes.microsoft365 import rules
from fakes.microsoft365.assumed import UnlicensedMailbox, UnlistedUpn
from fakes.microsoft365.model import (
    Attachment,
    Change,
    Folder,
    Impersonation,
    Message,
    MessageDraft,
    Problem,
    User,
)
from fakes.store import in_force

from .compose import mime_of, with_attachment
from .folders import TOP, child, create_mailbox, find_well_known, new_folder, new_item_id
from .mime import head_of, parts_of
from .refusal import RequestRefused
from .removal import drop_message
from .state import State


class Mail:
    """Exchange Online behind Graph and Exchange Web Services."""

    def __init__(self, state: State) -> None:
        self._state = state

    def opened(self, key: str) -> User:
        """R02: find a mailbox by id, UPN, primary SMTP address or alias; raises RequestRefused."""
        user = self._known(key)
        if user is None:
            raise RequestRefused(Problem.NO_SUCH_MAIL_USER, key)
        return self._active(user, key)

    def named(self, address: str) -> User:
        """R03: find a mailbox by its primary SMTP address alone; raises RequestRefused."""
        user = self._known(address)
        if user is None:
            raise RequestRefused(Problem.NO_SUCH_MAIL_USER, address)
        problem = rules.why_no_restore(user, address)
        if problem:
            raise RequestRefused(problem, str(user.mail or ""))
        return self._active(user, address)

    def acted_as(self, kind: Impersonation, name: str) -> User:
        """Find the mailbox of the account that an app impersonates; raises RequestRefused."""
        if kind is Impersonation.PRIMARY_SMTP_ADDRESS:
            return self.named(name)
        if kind is Impersonation.PRINCIPAL_NAME:
            user, problem = self._principal(name), Problem.NO_SUCH_PRINCIPAL
        else:
            user, problem = self._addressed(name), Problem.NO_SUCH_MAIL_USER
        if user is None:
            raise RequestRefused(problem, name)
        return self._active(user, name)

    def is_open(self, user: User) -> bool:
        """Tell whether the mailbox of a user can be reached."""
        return self._why_closed(user) is None

    def top(self, mailbox: User) -> Folder:
        """Return the folder that holds all visible ones."""
        return self.folder(mailbox, TOP)

    def folder(self, mailbox: User, name: str) -> Folder:
        """Return a folder of a mailbox by id or well-known name; raises RequestRefused."""
        folder = self._state.folders.get(name)
        if folder is None or folder.mailbox_id != mailbox.id:
            folder = find_well_known(self._state, mailbox.id, name.lower())
        if folder is None:
            raise RequestRefused(Problem.NO_SUCH_FOLDER, name)
        return folder

    def folder_by_id(self, folder_id: str) -> Folder:
        """Return a folder of any mailbox that can be reached; raises RequestRefused."""
        folder = self._state.folders.get(folder_id)
        if folder is None or not self._reachable(folder.mailbox_id):
            raise RequestRefused(Problem.NO_SUCH_FOLDER, folder_id)
        return folder

    def children(self, folder: Folder) -> tuple[Folder, ...]:
        """Return the folders directly below a folder."""
        return self._state.folders.group("parent", folder.id)

    def subfolders(self, folder: Folder) -> int:
        """Return how many folders are directly below a folder."""
        return self._state.folders.count("parent", folder.id)

    def message(self, mailbox: User, message_id: str, folder: str = "") -> Message:
        """Return a message of a mailbox, or of one of its folders, by id; raises RequestRefused."""
        message = self._state.messages.get(message_id)
        if message is None or message.mailbox_id != mailbox.id:
            raise RequestRefused(Problem.NO_SUCH_MESSAGE, message_id)
        if folder and self.folder(mailbox, folder).id != message.folder_id:
            raise RequestRefused(Problem.NO_SUCH_MESSAGE, message_id)
        return message

    def message_by_id(self, message_id: str) -> Message:
        """Return a message of any mailbox that can be reached; raises RequestRefused."""
        message = self._state.messages.get(message_id)
        if message is None or not self._reachable(message.mailbox_id):
            raise RequestRefused(Problem.NO_SUCH_MESSAGE, message_id)
        return message

    def messages(self, folder: Folder) -> tuple[Message, ...]:
        """Return the messages of a folder, oldest first."""
        return self._state.messages.group("folder", folder.id)

    def total(self, folder: Folder) -> int:
        """Return how many messages a folder holds."""
        return self._state.messages.count("folder", folder.id)

    def unread(self, folder: Folder) -> int:
        """Return how many messages of a folder are unread."""
        return self._state.messages.count("unread", folder.id)

    def mime(self, message: Message) -> bytes:
        """Return a message byte for byte."""
        return self._state.mime[message.id]

    def add_folder(self, parent: Folder, name: str) -> Folder:
        """Add a folder; raises RequestRefused when its name is taken."""
        if self.child(parent, name):
            raise RequestRefused(Problem.FOLDER_TAKEN, name)
        return new_folder(self._state, parent.mailbox_id, name, parent)

    def child(self, parent: Folder, name: str) -> Folder | None:
        """Return the folder of a name directly below a folder."""
        return child(self._state, parent, name)

    def add_message(
        self,
        folder: Folder,
        mime: bytes,
        *,
        is_read: bool = False,
        is_draft: bool = False,
        sent_at: datetime | None = None,
        received_at: datetime | None = None,
        extras: tuple[tuple[str, str], ...] = (),
    ) -> Message:
        """Put a message into a folder byte for byte; it arrives now unless a time is given."""
        head = head_of(mime)
        now = self._state.clock.now()
        message = Message(
            id=new_item_id(self._state),
            change_key=self._change_key(),
            mailbox_id=folder.mailbox_id,
            folder_id=folder.id,
            subject=head.subject,
            internet_message_id=head.message_id or self.new_message_id(),
            sender=head.sender,
            recipients=head.recipients,
            size=len(mime),
            sent_at=sent_at or head.sent_at or now,
            received_at=received_at or now,
            is_read=is_read,
            is_draft=is_draft,
            copied=head.copied,
            extras=extras,
        )
        self._state.messages.put(message)
        self._state.note(folder.id, message.id)
        self._state.mime[message.id] = mime
        return message

    def write_message(self, folder: Folder, draft: MessageDraft, **said: Any) -> Message:
        """Put a draft into a folder, as ``add_message`` does."""
        now = self._state.clock.now()
        draft = replace(draft, message_id=draft.message_id or self.new_message_id())
        return self.add_message(folder, mime_of(draft, said.get("sent_at") or now), **said)

    def attach(self, message: Message, attachment: Attachment) -> Attachment:
        """Add a file to a message, which gets new bytes."""
        mime = with_attachment(self.mime(message), attachment)
        self._state.mime[message.id] = mime
        self._state.messages.put(replace(message, size=len(mime), change_key=self._change_key()))
        self._state.note(message.folder_id, message.id)
        return self.attachments(message)[-1]

    def attachments(self, message: Message) -> tuple[Attachment, ...]:
        """Return the files in a message."""
        return parts_of(self.mime(message)).attachments

    def attachment(self, message: Message, attachment_id: str) -> Attachment:
        """Return a file in a message by id; raises RequestRefused."""
        for each in self.attachments(message):
            if each.id == attachment_id:
                return each
        raise RequestRefused(Problem.NO_SUCH_ATTACHMENT, attachment_id)

    def remove_message(self, message: Message) -> None:
        """Remove a message for good."""
        drop_message(self._state, message.id)

    def changed_messages(
        self, changes: tuple[Change, ...]
    ) -> tuple[tuple[Change, Message | None], ...]:
        """Return the messages that changes are about, or None for those that are gone."""
        return tuple((each, self._state.messages.get(each.id)) for each in changes)

    def new_message_id(self) -> str:
        """Return a Message-ID of this tenant that no other message has."""
        return f"<{self._state.ids.word('message', 24)}@{self._state.tenant.domain}>"

    def _principal(self, name: str) -> User | None:
        """A6: find the account of a UPN that Exchange knows."""
        user = self._known(name)
        is_upn = user is not None and user.user_principal_name.folded == name.casefold()
        return user if is_upn else None

    def _known(self, key: str) -> User | None:
        return rules.mailbox_owner(self._state.holders(key), key, self._unlisted())

    def _addressed(self, key: str) -> User | None:
        return rules.mailbox_with_address(self._state.holders(key), key, self._unlisted())

    def _unlisted(self) -> UnlistedUpn:
        return in_force(self._state, "A6", UnlistedUpn)

    def _why_closed(self, user: User) -> Problem | None:
        state = rules.mailbox_state(user, self._state.clock.now())
        return rules.why_no_mailbox(state, in_force(self._state, "A54", UnlicensedMailbox))

    def _active(self, user: User, key: str) -> User:
        problem = self._why_closed(user)
        if problem:
            raise RequestRefused(problem, key)
        if user.id not in self._state.mailboxes:
            create_mailbox(self._state, user.id)
        return user

    def _reachable(self, mailbox_id: str) -> bool:
        user = self._state.users.get(mailbox_id)
        return user is not None and self.is_open(user)

    def _change_key(self) -> str:
        return "CQAAABYAAAD" + self._state.ids.word("change", 20)
