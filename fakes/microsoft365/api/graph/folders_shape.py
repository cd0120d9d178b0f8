"""What Graph says of a mail folder, and of the settings of a mailbox."""

from __future__ import annotations

from typing import Any

from fakes.microsoft365.model import Folder
from fakes.microsoft365.service.mail import Mail

from . import odata
from .dialects import FOLDERS
from .properties import Properties, Property

FOLDER = Properties(
    "mailFolder",
    FOLDERS,
    {
        "id": Property(lambda _mail, folder: folder.id),
        "displayName": Property(
            lambda _mail, folder: folder.name,
            filters=frozenset({"eq", "ne", "not", "in", "startswith", "contains"}),
        ),
        "parentFolderId": Property(lambda _mail, folder: folder.parent_id),
        "childFolderCount": Property(lambda mail, folder: mail.subfolders(folder), int),
        "unreadItemCount": Property(lambda mail, folder: mail.unread(folder), int),
        "totalItemCount": Property(lambda mail, folder: mail.total(folder), int),
        "isHidden": Property(lambda _mail, _folder: False, bool),
    },
    left_out="""
        childFolders messageRules messages multiValueExtendedProperties
        singleValueExtendedProperties
    """,
)

SETTINGS = Properties(
    "mailboxSettings",
    FOLDERS,
    {"userPurpose": Property(str)},
    left_out="""
        archiveFolder automaticRepliesSetting dateFormat delegateMeetingMessageDeliveryOptions
        language timeFormat timeZone workingHours
    """,
)


def shown(mail: Mail, folder: Folder, names: odata.Names) -> dict[str, Any]:
    """Return the properties of a folder."""
    return {name: read(mail, folder) for name in names if (read := FOLDER.rows[name].get)}
