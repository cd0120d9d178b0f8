"""What Graph shows of a drive and its items, and where the files themselves are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
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
from .errors import GraphError

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

    def upload(self, session_id: str) -> str:
        """Return the address to which the fragments of a file are sent."""
        return f"{self.site}/_api/v2.0/drive/uploadSessions/{session_id}"


PROPERTIES: dict[str, Callable[[OpenedDrive, DriveItem], Any]] = {
    DOWNLOAD_URL: lambda opened, item: None if item.is_folder else opened.download(item),
    "id": lambda _opened, item: item.id,
    "name": lambda _opened, item: item.name,
    "size": lambda _opened, item: item.size,
    "eTag": lambda _opened, item: _etag(item),
    "cTag": lambda _opened, item: None if item.is_folder else _ctag(item),
    "createdDateTime": lambda _opened, item: odata.moment(item.created_at),
    "lastModifiedDateTime": lambda _opened, item: odata.moment(item.modified_at),
    "webUrl": lambda opened, item: (
        f"{opened.site}/Documents{'/' * bool(item.path)}{quote(item.path)}"
    ),
    "fileSystemInfo": lambda _opened, item: {
        "createdDateTime": odata.moment(item.created_at),
        "lastModifiedDateTime": odata.moment(item.modified_at),
    },
    "parentReference": lambda _opened, item: _parent(item),
    "root": lambda _opened, item: None if item.parent_id else {},
    "folder": lambda opened, item: (
        {"childCount": len(opened.drives.children(item))} if item.is_folder else None
    ),
    "file": lambda _opened, item: None if item.is_folder else _file(item),
}
ALL = tuple(PROPERTIES)


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
    values = {name: PROPERTIES[name](opened, item) for name in names}
    return {name: value for name, value in values.items() if value is not None}


def entity(
    req: falcon.Request, opened: OpenedDrive, item: DriveItem, names: odata.Names = ALL
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


def drive_shown(opened: OpenedDrive) -> dict[str, Any]:
    """Return the properties of a drive."""
    user, drive, used = opened.user, opened.drive, opened.drives.root(opened.drive).size
    return {
        "id": drive.id,
        "driveType": "business",
        "name": "OneDrive",
        "webUrl": f"{opened.site}/Documents",
        "owner": {"user": {"id": user.id, "displayName": user.display_name}},
        "quota": {
            "state": "normal",
            "deleted": 0,
            "used": used,
            "remaining": _SPACE - used,
            "total": _SPACE,
        },
    }


def type_of(name: str) -> str:
    """Return the media type of a file by its name."""
    return _TYPES.guess_type(name)[0] or "application/octet-stream"


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
