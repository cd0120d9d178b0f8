"""What is in a mailbox: its folders, the messages of each, and one message with its source."""

from __future__ import annotations

from collections import Counter

from fakes.microsoft365.admin import Microsoft365Admin
from fakes.microsoft365.model import Folder, Message, User
from fakes.screens import Next, Screen, Values, Visit, page_of

from .fields import address, at_field
from .layout import Listing, layout
from .mailboxes import MAILBOXES, heading, whose

_MESSAGE = layout(
    Message,
    {
        "subject": "Subject",
        "sender": "From",
        "recipients": "To",
        "copied": "Cc",
        "received_at": "Received",
        "sent_at": "Sent",
        "size": "Size in bytes",
        "is_read": "Read",
        "is_draft": "Draft",
    },
)
_FOLDER = layout(Folder, {"path": "Folder", "name": "Name"})
_AT = f"{MAILBOXES}/{{user_id}}"


def mail_screens(microsoft365: Microsoft365Admin) -> tuple[Screen, ...]:
    """Return the screens that look into a mailbox."""
    mail = MailboxContent(microsoft365)
    return (
        Screen(f"{_AT}/messages", "messages.html", mail.show),
        Screen(
            f"{_AT}/messages/add",
            "add_message.html",
            mail.show_form,
            {"compose": mail.compose, "deliver": mail.deliver},
        ),
        Screen(
            f"{_AT}/messages/{{message_id}}",
            "message.html",
            mail.show_message,
            {"delete": mail.remove},
        ),
        Screen(f"{_AT}/folders", "folders.html", mail.show_folders, {"add": mail.add_folder}),
        Screen(f"{_AT}/folders/{{folder_id}}", "folder.html", mail.show_folder),
    )


class MailboxContent:
    """The folders and messages of a mailbox."""

    def __init__(self, microsoft365: Microsoft365Admin) -> None:
        self._directory = microsoft365.directory
        self._exchange = microsoft365.exchange

    def show(self, visit: Visit) -> Values:
        """Show messages by pages: all of them, or those of a folder."""
        user, folders = self._opened(visit)
        wanted = visit.query.get("folder", "")
        found = tuple(
            each for each in self._exchange.list_messages(user.id) if wanted in ("", each.folder_id)
        )
        return {
            "messages": Listing(page_of(found, visit.query), _MESSAGE),
            "folders": folders,
            "paths": {each.id: each.path for each in folders},
            "wanted": wanted,
            **heading(user),
        }

    def show_form(self, visit: Visit) -> Values:
        """Show the forms for a message that is typed, and for one that is a file."""
        user, folders = self._opened(visit)
        return {"paths": tuple(each.path for each in folders), **heading(user)}

    def show_message(self, visit: Visit) -> Values:
        """Show a message with its source."""
        user, folders = self._opened(visit)
        wanted = visit.named["message_id"]
        mime = self._exchange.read_mime(user.id, message_id=wanted)
        message = next(e for e in self._exchange.list_messages(user.id) if e.id == wanted)
        return {
            "message": message,
            "layout": _MESSAGE,
            "folder": {each.id: each.path for each in folders}[message.folder_id],
            "source": mime.decode("utf-8", "replace"),
            "mime": mime,
            **heading(user),
        }

    def show_folders(self, visit: Visit) -> Values:
        """Show the folders, and how many messages are in each."""
        user, folders = self._opened(visit)
        counts = Counter(each.folder_id for each in self._exchange.list_messages(user.id))
        listed = Listing(page_of(folders, visit.query), _FOLDER)
        return {"folders": listed, "counts": counts, **heading(user)}

    def show_folder(self, visit: Visit) -> Values:
        """Show a folder."""
        user, folders = self._opened(visit)
        for folder in folders:
            if folder.id == visit.named["folder_id"]:
                return {"folder": folder, "layout": _FOLDER, **heading(user)}
        raise ValueError(f"No folder has the ID {visit.named['folder_id']}.")

    def compose(self, visit: Visit) -> Next:
        """Put a plain text message into a folder."""
        form, user_id = visit.form, visit.named["user_id"]
        message = self._exchange.compose(
            user_id,
            subject=form.text("subject"),
            sender=address(form, "sender"),
            body=form.text("body"),
            folder=form.text("folder"),
        )
        return Next(f"{MAILBOXES}/{user_id}/messages/{message.id}", "The message was added.")

    def deliver(self, visit: Visit) -> Next:
        """Put a message that is a file of MIME into a folder."""
        form, user_id = visit.form, visit.named["user_id"]
        message = self._exchange.deliver(
            user_id, form.file("mime").content, folder=form.text("into")
        )
        return Next(f"{MAILBOXES}/{user_id}/messages/{message.id}", "The message was added.")

    def remove(self, visit: Visit) -> Next:
        """Remove a message for good."""
        user_id, message_id = visit.named["user_id"], visit.named["message_id"]
        self._exchange.remove_message(user_id, message_id=message_id)
        return Next(f"{MAILBOXES}/{user_id}/messages", "The message was deleted for good.")

    def add_folder(self, visit: Visit) -> Next:
        """Add a folder, with those above it."""
        user_id = visit.named["user_id"]
        try:
            folder = self._exchange.add_folder(user_id, path=visit.form.text("path"))
        except ValueError as refusal:
            raise at_field("path", refusal) from None
        return Next(f"{MAILBOXES}/{user_id}/folders/{folder.id}", "The folder is there.")

    def _opened(self, visit: Visit) -> tuple[User, tuple[Folder, ...]]:
        user = whose(self._directory.get_user(visit.named["user_id"]), visit)
        return user, self._exchange.list_folders(user.id)
