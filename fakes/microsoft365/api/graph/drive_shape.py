"""What Graph shows of a drive and its items, and where the files themselves are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from mimetypes import MimeTypes
from typing import Any
from urllib.parse import quote

import falcon

from fakes.microsoft365 import messages
from fakes.microsoft365.model import Change, Drive, DriveItem, Hosts, User
from fakes.microsoft365.rules import drive_folder
from fakes.microsoft365.service.drives import Drives

from . import odata
from .dialects import FILES
from .errors import GraphError
from .properties import Properties, Property, Sorts

DOWNLOAD_URL = "@microsoft.graph.downloadUrl"
# Only what Python knows: the lists of the machine would make answers differ between machines.
_TYPES = MimeTypes()
_SPACE = 1024**4


@dataclass(frozen=True, slots=True)
class OpenedDrive:
    """The drive that a request opened, whose it is, and the address of its site."""

    drives: Drives
    user: User
    drive: Drive
    site: str

    def download(self, item: DriveItem) -> str:
        """Return an address that gives the content of a file for some minutes."""
        word = self.drives.download(item)
        query = f"UniqueId={item.id}&Translate=false&tempauth={word}"
        return f"{self.site}/_layouts/15/download.aspx?{query}"

    def address(self, item: DriveItem) -> str:
        """Return the address of an item in a browser."""
        return f"{self.site}/Documents{'/' * bool(item.path)}{quote(item.path)}"

    def root(self) -> DriveItem:
        """Return the folder that holds everything."""
        return self.drives.root(self.drive)

    def owner(self) -> dict[str, str]:
        """Return who has the drive."""
        user = self.user
        mail = {"email": str(user.mail)} if user.mail else {}
        return {**mail, "id": user.id, "displayName": user.display_name}

    def author(self, client_id: str) -> dict[str, Any]:
        """Return who wrote something: an app, or else the owner."""
        if not client_id:
            return {"user": self.owner()}
        name = self.drives.app_name(client_id)
        return {"application": {"id": client_id, "displayName": name}}

    def upload(self, session_id: str) -> str:
        """Return the address to which the fragments of a file are sent."""
        return f"{self.site}/_api/v2.0/drive/uploadSessions/{session_id}"


def _stamps(item: DriveItem) -> dict[str, str]:
    return {
        "createdDateTime": odata.moment(item.created_at),
        "lastModifiedDateTime": odata.moment(item.modified_at),
    }


_ORDER = frozenset({"eq", "ne", "gt", "ge", "lt", "le"})
_BASE_ITEM = "createdByUser description lastModifiedByUser"
ITEM = Properties(
    "driveItem",
    FILES,
    {
        DOWNLOAD_URL: Property(
            lambda opened, item: None if item.is_folder else opened.download(item)
        ),
        "id": Property(lambda _opened, item: item.id),
        "name": Property(lambda _opened, item: item.name, filters=_ORDER, sorts=Sorts.YES),
        "size": Property(lambda _opened, item: item.size, int),
        "eTag": Property(lambda _opened, item: _etag(item)),
        "cTag": Property(lambda _opened, item: None if item.is_folder else _ctag(item)),
        "createdBy": Property(lambda opened, item: opened.author(item.created_by), object),
        "createdDateTime": Property(lambda _opened, item: odata.moment(item.created_at), datetime),
        "lastModifiedBy": Property(lambda opened, item: opened.author(item.modified_by), object),
        "lastModifiedDateTime": Property(
            lambda _opened, item: odata.moment(item.modified_at), datetime
        ),
        "webUrl": Property(lambda opened, item: opened.address(item)),
        "fileSystemInfo": Property(lambda _opened, item: _stamps(item), object),
        "parentReference": Property(lambda _opened, item: _parent(item), object),
        "root": Property(lambda _opened, item: None if item.parent_id else {}, object),
        "folder": Property(
            lambda opened, item: (
                {"childCount": len(opened.drives.children(item))} if item.is_folder else None
            ),
            object,
            filters=frozenset({"eq", "ne"}),
            only=(None,),
        ),
        "file": Property(lambda _opened, item: None if item.is_folder else _file(item), object),
    },
    left_out=f"""
        {_BASE_ITEM} analytics audio bundle children content deleted image listItem location
        malware package pendingOperations permissions photo publication remoteItem retentionLabel
        searchResult shared sharepointIds specialFolder subscriptions thumbnails versions video
        webDavUrl workbook
    """,
)
DRIVE = Properties(
    "drive",
    FILES,
    {
        "id": Property(lambda opened: opened.drive.id),
        "driveType": Property(lambda _opened: "business"),
        "name": Property(lambda _opened: "OneDrive", sorts=Sorts.YES),
        "webUrl": Property(lambda opened: f"{opened.site}/Documents"),
        "createdBy": Property(lambda _opened: {"user": {"displayName": "System Account"}}, object),
        "createdDateTime": Property(
            lambda opened: odata.moment(opened.root().created_at), datetime
        ),
        "lastModifiedBy": Property(lambda opened: opened.author(opened.root().modified_by), object),
        "lastModifiedDateTime": Property(
            lambda opened: odata.moment(opened.root().modified_at), datetime
        ),
        "owner": Property(lambda opened: {"user": opened.owner()}, object),
        "quota": Property(lambda opened: _quota(opened.root().size), object),
    },
    left_out=f"""
        {_BASE_ITEM} bundles eTag following items list parentReference root sharePointIds special
        system
    """,
)
_READ = {name: row.get for name, row in ITEM.rows.items() if row.get}
_READ_DRIVE = {name: row.get for name, row in DRIVE.rows.items() if row.get}


def expect_unchanged(req: falcon.Request, item: DriveItem) -> None:
    """Raise GraphError when a client has seen another version of an item than there is now."""
    seen = (req.get_header("If-Match") or "*").strip()
    if seen not in ("*", _etag(item), _ctag(item)):
        code = HTTPStatus.PRECONDITION_FAILED
        raise GraphError(code, "resourceModified", messages.CHANGED_SINCE)


def site_of(req: falcon.Request, user: User, hosts: Hosts) -> str:
    """Return the address of a user's site.

    It is on the host of the files, or on the one that the client knows where Graph itself goes
    by another name than its own.
    """
    owner = quote(drive_folder(user.user_principal_name))
    known = req.host == hosts.graph
    base = f"{req.scheme}://{hosts.files}" if known else odata.origin(req)
    return f"{base}/personal/{owner}"


def shown(opened: OpenedDrive, item: DriveItem, names: odata.Names) -> dict[str, Any]:
    """Return the properties of an item."""
    values = {name: _READ[name](opened, item) for name in names}
    return {name: value for name, value in values.items() if value is not None}


def entity(
    req: falcon.Request, opened: OpenedDrive, item: DriveItem, names: odata.Names = ITEM.usual
) -> dict[str, Any]:
    """Return an item as Graph answers with one."""
    context = f"{odata.origin(req)}/v1.0/$metadata#driveItems/$entity"
    return {"@odata.context": context, **shown(opened, item, names)}


def changed(
    opened: OpenedDrive, change: Change, item: DriveItem | None, names: odata.Names
) -> dict[str, Any]:
    """Return what a delta query says of an item: its path is left out."""
    if item is None or change.removed:
        return {"id": change.id, "deleted": {"state": "deleted"}}
    values = shown(opened, item, names)
    reference = values.get("parentReference", {})
    return {**values, "parentReference": {k: v for k, v in reference.items() if k != "path"}}


def drive_shown(opened: OpenedDrive, names: odata.Names) -> dict[str, Any]:
    """Return the properties of a drive."""
    return {name: _READ_DRIVE[name](opened) for name in names}


def type_of(name: str) -> str:
    """Return the media type of a file by its name."""
    return _TYPES.guess_type(name)[0] or "application/octet-stream"


def _quota(used: int) -> dict[str, Any]:
    remaining = _SPACE - used
    return {"state": "normal", "deleted": 0, "used": used, "remaining": remaining, "total": _SPACE}


def _etag(item: DriveItem) -> str:
    return f'"{{{item.id}}},{item.version}"'


def _ctag(item: DriveItem) -> str:
    return f'"c:{{{item.id}}},{item.version}"'


def _file(item: DriveItem) -> dict[str, Any]:
    hashes = {"quickXorHash": item.quick_xor_hash}
    return {"mimeType": type_of(item.name), "hashes": hashes}


def _parent(item: DriveItem) -> dict[str, Any]:
    reference = {"driveType": "business", "driveId": item.drive_id}
    if not item.parent_id:
        return reference
    above = item.path.rpartition("/")[0]
    path = f"/drives/{item.drive_id}/root:{'/' * bool(above)}{quote(above)}"
    return {**reference, "id": item.parent_id, "path": path}
