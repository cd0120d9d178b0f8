"""Graph: what is in a drive, by path: ``root:/a/b.txt:/content``."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from http import HTTPStatus
from types import MappingProxyType

import falcon

from fakes.microsoft365.model import ConflictBehavior, DriveItem
from fakes.microsoft365.service.api import TenantApi

from . import odata
from .drive import DriveResource, conflict_of, uploadable
from .drive_shape import OpenedDrive, entity, expect_unchanged

_CONFLICT = "@microsoft.graph.conflictBehavior"
_ADDRESS = re.compile(
    r"/v1\.0/(?:users/(?P<key>[^/]+)/)?drive(?:s/(?P<drive>[^/]+))?/"
    r"(?:(?:items/)?root|items/(?P<item>[^/:]+)):"
    r"(?P<path>(?:/[^:]*)?)(?::(?:/(?P<part>[\w.]+))?)?"
)


class DrivePaths:
    """Addresses by path, which no template describes."""

    def __init__(self, api: TenantApi, app: DriveResource) -> None:
        self._drives = api.drives
        self._uploads = api.uploads
        self._resource = app

    def __call__(self, req: falcon.Request, resp: falcon.Response, **_params: str) -> None:
        """Serve an address by path; raises GraphError for one that is not modeled."""
        match = _ADDRESS.fullmatch(req.context.path)
        work = match and WORK.get((req.method, _spelled(match["part"])))
        owner = {name: match[name] for name in ("key", "drive") if match[name]} if match else {}
        if match is None or work is None or not owner:
            raise odata.not_modeled(req)
        opened = self._resource.opened(req, owner, writing=req.method != "GET")
        base = self._drives.item(opened.drive, match["item"] or "root")
        work(self, req, resp, opened, base, match["path"].strip("/"))

    def _get(
        self,
        req: falcon.Request,
        resp: falcon.Response,
        opened: OpenedDrive,
        base: DriveItem,
        path: str,
    ) -> None:
        self._resource.show(req, resp, opened, self._drives.item_at(base, path))

    def _delete(
        self,
        req: falcon.Request,
        resp: falcon.Response,
        _opened: OpenedDrive,
        base: DriveItem,
        path: str,
    ) -> None:
        self._resource.remove(req, resp, self._drives.item_at(base, path))

    def _list(
        self,
        req: falcon.Request,
        resp: falcon.Response,
        opened: OpenedDrive,
        base: DriveItem,
        path: str,
    ) -> None:
        self._resource.show_children(req, resp, opened, self._drives.item_at(base, path))

    def _add_folder(
        self,
        req: falcon.Request,
        resp: falcon.Response,
        opened: OpenedDrive,
        base: DriveItem,
        path: str,
    ) -> None:
        self._resource.add_folder(req, resp, opened, self._drives.item_at(base, path))

    def _read(
        self,
        _req: falcon.Request,
        resp: falcon.Response,
        opened: OpenedDrive,
        base: DriveItem,
        path: str,
    ) -> None:
        self._resource.redirect(resp, opened, self._drives.item_at(base, path))

    def _write(
        self,
        req: falcon.Request,
        resp: falcon.Response,
        opened: OpenedDrive,
        base: DriveItem,
        path: str,
    ) -> None:
        conflict = conflict_of(odata.options(req).get(_CONFLICT), ConflictBehavior.REPLACE)
        content = req.bounded_stream.read()
        self._expect_unchanged(req, base, path)
        by = self._resource.caller(req)
        item, is_new = self._drives.write_at(base, path, content, conflict, by=by)
        resp.status = HTTPStatus.CREATED if is_new else HTTPStatus.OK
        odata.answer(resp, entity(req, opened, item))

    def _begin(
        self,
        req: falcon.Request,
        resp: falcon.Response,
        opened: OpenedDrive,
        base: DriveItem,
        path: str,
    ) -> None:
        said = uploadable(req, path.rpartition("/")[2])
        conflict = conflict_of(said.get(_CONFLICT), ConflictBehavior.REPLACE)
        self._expect_unchanged(req, base, path)
        session = self._uploads.begin(base, path, conflict, by=self._resource.caller(req))
        self._resource.begin(resp, opened, session)

    def _expect_unchanged(self, req: falcon.Request, base: DriveItem, path: str) -> None:
        existing = self._drives.find_at(base, path)
        if existing:
            expect_unchanged(req, existing)


def _spelled(part: str | None) -> str | None:
    """Return what follows a path as Graph writes it, whatever its case."""
    known = {name.lower(): name for _, name in WORK if name}
    return part and known.get(part.lower(), part)


WORK: Mapping[tuple[str, str | None], Callable[..., None]] = MappingProxyType(
    {
        ("GET", None): DrivePaths._get,
        ("DELETE", None): DrivePaths._delete,
        ("GET", "children"): DrivePaths._list,
        ("POST", "children"): DrivePaths._add_folder,
        ("GET", "content"): DrivePaths._read,
        ("PUT", "content"): DrivePaths._write,
        ("POST", "createUploadSession"): DrivePaths._begin,
    }
)
"""What is done at an address by path, by the method and by what follows the path."""
