"""Graph: the drive of a user, its folders and files."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import falcon

from fakes.microsoft365 import messages
from fakes.microsoft365.model import ConflictBehavior, Drive, DriveItem, Hosts, User
from fakes.microsoft365.rules import drive_folder
from fakes.microsoft365.service.api import TenantApi
from fakes.microsoft365.service.drives import Drives

from . import odata
from .download import type_of
from .errors import GraphError

_PAGE = 200
_CONFLICT = "@microsoft.graph.conflictBehavior"
_ITEM: dict[str, Callable[[Drives, DriveItem], Any]] = {
    "id": lambda _drives, item: item.id,
    "name": lambda _drives, item: item.name,
    "size": lambda _drives, item: item.size,
    "eTag": lambda _drives, item: f'"{{{item.id}}},{item.version}"',
    "cTag": lambda _drives, item: None if item.is_folder else f'"c:{{{item.id}}},{item.version}"',
    "createdDateTime": lambda _drives, item: odata.moment(item.created_at),
    "lastModifiedDateTime": lambda _drives, item: odata.moment(item.modified_at),
    "parentReference": lambda _drives, item: _parent(item),
    "root": lambda _drives, item: None if item.parent_id else {},
    "folder": lambda drives, item: (
        {"childCount": len(drives.children(item))} if item.is_folder else None
    ),
    "file": lambda _drives, item: None if item.is_folder else {"mimeType": type_of(item.name)},
}


class DriveDoor:
    """/users/{key}/drive and what is in it, by id and by path."""

    def __init__(self, api: TenantApi, hosts: Hosts) -> None:
        self._directory = api.directory
        self._drives = api.drives
        self._hosts = hosts

    def on_get(self, req: falcon.Request, resp: falcon.Response, key: str) -> None:
        """Show the drive of a user, who is found by id or UPN."""
        user, drive = self._opened(key)
        used = self._drives.root(drive).size
        odata.answer(
            resp,
            {
                "@odata.context": f"{req.prefix}/v1.0/$metadata#drives/$entity",
                "id": drive.id,
                "driveType": "business",
                "name": "OneDrive",
                "webUrl": f"{self._site(req, user)}/Documents",
                "owner": {"user": {"id": user.id, "displayName": user.display_name}},
                "quota": {"state": "normal", "used": used},
            },
        )

    def on_get_root(self, req: falcon.Request, resp: falcon.Response, key: str) -> None:
        """Show the root folder."""
        self._show(req, resp, self._drives.root(self._opened(key)[1]))

    def on_get_root_children(self, req: falcon.Request, resp: falcon.Response, key: str) -> None:
        """List what is directly in the root folder."""
        self._list(req, resp, self._drives.root(self._opened(key)[1]))

    def on_post_root_children(self, req: falcon.Request, resp: falcon.Response, key: str) -> None:
        """Add a folder to the root folder."""
        self._add_folder(req, resp, self._drives.root(self._opened(key, writing=True)[1]))

    def on_get_item(self, req: falcon.Request, resp: falcon.Response, key: str, item: str) -> None:
        """Show an item by id."""
        self._show(req, resp, self._drives.item(self._opened(key)[1], item))

    def on_get_children(
        self, req: falcon.Request, resp: falcon.Response, key: str, item: str
    ) -> None:
        """List what is directly in a folder."""
        self._list(req, resp, self._drives.item(self._opened(key)[1], item))

    def on_post_children(
        self, req: falcon.Request, resp: falcon.Response, key: str, item: str
    ) -> None:
        """Add a folder to a folder."""
        drive = self._opened(key, writing=True)[1]
        self._add_folder(req, resp, self._drives.item(drive, item))

    def on_get_content(
        self, req: falcon.Request, resp: falcon.Response, key: str, item: str
    ) -> None:
        """Lead to the content of a file."""
        user, drive = self._opened(key)
        self._redirect(req, resp, user, self._drives.item(drive, item))

    def on_put_content(
        self, req: falcon.Request, resp: falcon.Response, key: str, item: str
    ) -> None:
        """Replace the content of a file."""
        drive = self._opened(key, writing=True)[1]
        content = req.bounded_stream.read()
        self._show(req, resp, self._drives.overwrite(self._drives.item(drive, item), content))

    def by_path(
        self,
        req: falcon.Request,
        resp: falcon.Response,
        *,
        key: str,
        item: str | None,
        path: str,
        part: str | None,
    ) -> None:
        """Serve an address that goes by path: ``root:/a/b.txt:/content``."""
        work = {
            ("GET", None): self._get_path,
            ("GET", "children"): self._list_path,
            ("GET", "content"): self._get_path_content,
            ("PUT", "content"): self._put_path_content,
        }.get((req.method, part))
        if work is None:
            raise odata.not_modeled(req)
        user, drive = self._opened(key, writing=req.method == "PUT")
        folder = self._drives.item(drive, item or "root")
        work(req, resp, user, folder, path.strip("/"))

    def _get_path(
        self, req: falcon.Request, resp: falcon.Response, _user: User, base: DriveItem, path: str
    ) -> None:
        self._show(req, resp, self._drives.item_at(base, path))

    def _list_path(
        self, req: falcon.Request, resp: falcon.Response, _user: User, base: DriveItem, path: str
    ) -> None:
        self._list(req, resp, self._drives.item_at(base, path))

    def _get_path_content(
        self, req: falcon.Request, resp: falcon.Response, user: User, base: DriveItem, path: str
    ) -> None:
        self._redirect(req, resp, user, self._drives.item_at(base, path))

    def _put_path_content(
        self, req: falcon.Request, resp: falcon.Response, _user: User, base: DriveItem, path: str
    ) -> None:
        conflict = _conflict(odata.options(req).get(_CONFLICT, ConflictBehavior.REPLACE.value))
        content = req.bounded_stream.read()
        item, is_new = self._drives.write_at(base, path, content, conflict)
        resp.status = HTTPStatus.CREATED if is_new else HTTPStatus.OK
        odata.answer(resp, self._entity(req, item, tuple(_ITEM)))

    def _opened(self, key: str, *, writing: bool = False) -> tuple[User, Drive]:
        user = self._directory.look_up(key)
        return user, self._drives.drive_of(user, writing=writing)

    def _show(self, req: falcon.Request, resp: falcon.Response, item: DriveItem) -> None:
        names = odata.selected(odata.options(req, "$select"), _ITEM, tuple(_ITEM))
        odata.answer(resp, self._entity(req, item, names))

    def _list(self, req: falcon.Request, resp: falcon.Response, folder: DriveItem) -> None:
        query = odata.options(req, "$select", "$top", "$skip")
        names = odata.selected(query, _ITEM, tuple(_ITEM))
        page, following = odata.paged(req, query, self._drives.children(folder), _PAGE)
        values = [self._shown(item, names) for item in page]
        odata.answer(resp, odata.listed(req, "driveItems", values, following))

    def _add_folder(self, req: falcon.Request, resp: falcon.Response, parent: DriveItem) -> None:
        body = odata.body_of(req)
        name = body.get("name")
        if not isinstance(name, str) or "folder" not in body:
            raise odata.not_modeled(req)
        wanted = odata.options(req).get(_CONFLICT) or body.get(_CONFLICT)
        conflict = _conflict(str(wanted or ConflictBehavior.FAIL.value))
        resp.status = HTTPStatus.CREATED
        added = self._drives.add_folder(parent, name, conflict)
        odata.answer(resp, self._entity(req, added, tuple(_ITEM)))

    def _redirect(
        self, req: falcon.Request, resp: falcon.Response, user: User, item: DriveItem
    ) -> None:
        word = self._drives.download(item)
        page = f"{self._site(req, user)}/_layouts/15/download.aspx"
        resp.status = HTTPStatus.FOUND
        resp.set_header("Location", f"{page}?UniqueId={item.id}&Translate=false&tempauth={word}")

    def _site(self, req: falcon.Request, user: User) -> str:
        owner = quote(drive_folder(user.user_principal_name))
        # Whoever calls Graph by another name than its own reaches the files by that name too.
        host = self._hosts.files if req.netloc == self._hosts.graph else req.netloc
        return f"{req.scheme}://{host}/personal/{owner}"

    def _entity(self, req: falcon.Request, item: DriveItem, names: odata.Names) -> dict[str, Any]:
        context = f"{req.prefix}/v1.0/$metadata#driveItems/$entity"
        return {"@odata.context": context, **self._shown(item, names)}

    def _shown(self, item: DriveItem, names: odata.Names) -> dict[str, Any]:
        shown = {name: _ITEM[name](self._drives, item) for name in names}
        return {name: value for name, value in shown.items() if value is not None}


def _parent(item: DriveItem) -> dict[str, Any]:
    reference = {"driveType": "business", "driveId": item.drive_id}
    if not item.parent_id:
        return reference
    above = item.path.rpartition("/")[0]
    path = f"/drives/{item.drive_id}/root:{'/' * bool(above)}{quote(above)}"
    return {**reference, "id": item.parent_id, "path": path}


def _conflict(word: str) -> ConflictBehavior:
    try:
        return ConflictBehavior(word)
    except ValueError:
        text = messages.BAD_OPTION.format(word)
        raise GraphError(HTTPStatus.BAD_REQUEST, "invalidRequest", text) from None
