"""The page on one user: a form for the addresses, and the answers that its script looks up."""

from __future__ import annotations

from collections.abc import Iterator

from crosswalk import links
from crosswalk.procedure.ends import License, Status
from crosswalk.procedure.imports import Sent
from fakes.insync.model import AccessSetting
from fakes.microsoft365.model import DriveState, MailboxState

from .model import Book
from .page import Entry, Page
from .search import script_safe
from .user_answers import answers

TITLE = "What happens to this user?"

# What the options of the form are called, in the words of the consoles.
_SENT = {
    Sent.AS_IT_COMES: "userName: login, UPN: nothing (as it comes)",
    Sent.BOTH: "userName: email, UPN: login (the article's)",
    Sent.NO_OVERRIDE: "userName: login, UPN: login",
    Sent.NO_UPN: "userName: email, UPN: nothing",
    Sent.EMAIL_TWICE: "userName: email, UPN: email",
}
_NEVER = "nothing: Okta has not sent this user"
_MAILBOXES = {
    MailboxState.ACTIVE: "has a mailbox",
    MailboxState.SOFT_DELETED: "license removed less than 30 days ago",
    MailboxState.NONE: "has none: no license with Exchange Online",
}
_ONEDRIVES = {
    DriveState.ACTIVE: "was opened",
    DriveState.NOT_PROVISIONED: "was never opened, or the license has none",
    DriveState.READ_ONLY: "license removed 60 to 92 days ago",
    DriveState.ARCHIVED: "license removed 93 days ago or more",
}
_LICENSES = {
    License.FREE: "has one, or one is free",
    License.NONE_FREE: "has none, and none is free",
}
_SEARCHED = (
    "Type the addresses of a customer: what each job presents and how it ends",
    "Check one user: login, email, inSync email ID, AD attribute, UPN, SMTP address, aliases",
    "Would an import duplicate, rename or update this account?",
)


def pages(book: Book) -> Iterator[Page]:
    """Yield the page."""
    options = {
        "settings": {each.name: each.value for each in AccessSetting},
        "sent": {**{each.name: text for each, text in _SENT.items()}, "NEVER": _NEVER},
        "mailboxes": {each.name: text for each, text in _MAILBOXES.items()},
        "onedrives": {each.name: text for each, text in _ONEDRIVES.items()},
        "licenses": {each.name: text for each, text in _LICENSES.items()},
        "statuses": {each.name: each.value for each in Status},
    }
    context = {**options, "answers": lambda: script_safe(answers(book))}
    entries = tuple(Entry("page", text, links.USER, TITLE) for text in _SEARCHED)
    yield Page(links.USER, TITLE, "user.html", context, entries)
