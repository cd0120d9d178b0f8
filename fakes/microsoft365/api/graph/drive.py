"""Graph: the drive of a user, its folders and files."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import falcon

from fakes.microsoft365 import messages
from fakes.microsoft365.api.bearer import caller_of
from fakes.microsoft365.model import ConflictBehavior, DriveItem, Hosts, Problem, UploadSession
from fakes.microsoft365.service.api import TenantApi
from fakes.microsoft365.service.refusal import RequestRefused

from . import delta, odata
from .drive_shape import (
    DRIVE,
    ITEM,
    OpenedDrive,
    changed,
    drive_shown,
    entity,
    expect_unchanged,
    shown,
    site_of,
)
from .errors import GraphError
from .odata_query import filter_of, matching, ordered

_PAGE = 200
_DELTA = delta.Spelling("token", "token", Problem.STALE_DRIVE, _PAGE)
_CONFLICT = "@microsoft.graph.conflictBehavior"
_ROOT = "root"
_CHILDREN = ("$select", "$top", "$skiptoken", "$count", "$filter", "$orderby")
_FOLDER = {"name", "folder", _CONFLICT}
_FILE = {"name", _CONFLICT}


class DriveResource:
    """/users/{key}/drive and /drives/{drive}, and what is in them by id.

    Every responder takes the item by id, the root where none is named.
    """

    def __init__(self, api: TenantApi, hosts: Hosts) -> None:
        self._apps = api.apps
        self._directory = api.directory
        self._drives = api.drives
        self._uploads = api.uploads
        self._changes = api.changes
        self._hosts = hosts

    def on_get(self, req: falcon.Request, resp: falcon.Response, **owner: str) -> None:
        """Show the drive of a user, who is found by id or UPN."""
        names = odata.selected(odata.entity_options(req), DRIVE)
        context = f"{odata.origin(req)}/v1.0/$metadata#drives/$entity"
        values = drive_shown(self.opened(req, owner), names)
        odata.answer(resp, {"@odata.context": context, **values})

    def on_get_all(self, req: falcon.Request, resp: falcon.Response, key: str) -> None:
        """List the drives of a user, of which there is one."""
        query = odata.options(req, "$select", "$top", "$orderby")
        names = odata.selected(query, DRIVE)
        opened = ordered(query, DRIVE, [self.opened(req, {"key": key})])
        page, _ = odata.paged(req, query, opened, _PAGE)
        odata.answer(
            resp, odata.listed(req, "drives", [drive_shown(each, names) for each in page], "")
        )

    def on_get_item(
        self, req: falcon.Request, resp: falcon.Response, item: str = _ROOT, **owner: str
    ) -> None:
        """Show an item."""
        opened = self.opened(req, owner)
        self.show(req, resp, opened, self._drives.item(opened.drive, item))

    def on_delete_item(
        self, req: falcon.Request, resp: falcon.Response, item: str = _ROOT, **owner: str
    ) -> None:
        """Remove an item with what it holds."""
        opened = self.opened(req, owner, writing=True)
        self.remove(req, resp, self._drives.item(opened.drive, item))

    def on_get_children(
        self, req: falcon.Request, resp: falcon.Response, item: str = _ROOT, **owner: str
    ) -> None:
        """List what is directly in a folder."""
        opened = self.opened(req, owner)
        self.show_children(req, resp, opened, self._drives.item(opened.drive, item))

    def on_post_children(
        self, req: falcon.Request, resp: falcon.Response, item: str = _ROOT, **owner: str
    ) -> None:
        """Add a folder to a folder."""
        opened = self.opened(req, owner, writing=True)
        self.add_folder(req, resp, opened, self._drives.item(opened.drive, item))

    def on_get_content(
        self, req: falcon.Request, resp: falcon.Response, item: str, **owner: str
    ) -> None:
        """Lead to the content of a file."""
        opened = self.opened(req, owner)
        self.redirect(resp, opened, self._drives.item(opened.drive, item))

    def on_put_content(
        self, req: falcon.Request, resp: falcon.Response, item: str, **owner: str
    ) -> None:
        """Replace the content of a file."""
        opened = self.opened(req, owner, writing=True)
        found = self._drives.item(opened.drive, item)
        expect_unchanged(req, found)
        content = req.bounded_stream.read()
        self.show(req, resp, opened, self._drives.overwrite(found, content, by=self.caller(req)))

    def on_post_upload(
        self, req: falcon.Request, resp: falcon.Response, item: str, **owner: str
    ) -> None:
        """Begin the upload of new content for a file."""
        opened = self.opened(req, owner, writing=True)
        found = self._drives.item(opened.drive, item)
        expect_unchanged(req, found)
        uploadable(req, found.name)
        self.begin(resp, opened, self._uploads.begin_again(found, by=self.caller(req)))

    def on_get_delta(
        self, req: falcon.Request, resp: falcon.Response, item: str = _ROOT, **owner: str
    ) -> None:
        """List every item of a drive, then those that came, changed or went since."""
        opened = self.opened(req, owner)
        if self._drives.item(opened.drive, item).parent_id:
            raise odata.not_modeled(req)
        query = odata.options(req, "$select", "$top")
        names = odata.selected(query, ITEM)
        try:
            page = delta.page(req, query, self._changes, opened.drive.id, _DELTA)
        except RequestRefused:
            resp.set_header("Location", f"{odata.origin(req)}{odata.asked(req)}")
            raise
        found = self._drives.changed_items(page.changes)
        values = [changed(opened, change, each, names) for change, each in found]
        odata.answer(resp, delta.listed(req, "Collection(driveItem)", values, page))

    def opened(
        self, req: falcon.Request, owner: Mapping[str, str], *, writing: bool = False
    ) -> OpenedDrive:
        """Return the drive that a route names by its owner or its id; raises RequestRefused."""
        if "drive" in owner:
            user, found = self._drives.drive(owner["drive"], writing=writing)
            if "key" in owner and self._directory.look_up(owner["key"]) != user:
                raise RequestRefused(Problem.NO_SUCH_ITEM, owner["drive"])
        else:
            user = self._directory.look_up(owner["key"])
            found = self._drives.drive_of(user, writing=writing)
        return OpenedDrive(self._drives, user, found, site_of(req, user, self._hosts))

    def caller(self, req: falcon.Request) -> str:
        """Return the client id of the app that asks."""
        return caller_of(self._apps, req.env.get("HTTP_AUTHORIZATION"))

    def show(
        self, req: falcon.Request, resp: falcon.Response, opened: OpenedDrive, item: DriveItem
    ) -> None:
        """Answer with an item."""
        names = odata.selected(odata.entity_options(req), ITEM)
        odata.answer(resp, entity(req, opened, item, names))

    def show_children(
        self, req: falcon.Request, resp: falcon.Response, opened: OpenedDrive, folder: DriveItem
    ) -> None:
        """Answer with a page of what is in a folder."""
        if "$skip" in req.params:
            text = messages.OPTION_NOT_ALLOWED.format("Skip")
            raise GraphError(HTTPStatus.BAD_REQUEST, "invalidRequest", text)
        query = odata.options(req, *_CHILDREN)
        names = odata.selected(query, ITEM)
        wanted = filter_of(query, ITEM)
        found = matching(wanted, ITEM, self._drives.children(folder), opened)
        children = ordered(query, ITEM, found, opened)
        page, following = odata.paged(req, query, children, _PAGE, by="$skiptoken")
        values = [shown(opened, item, names) for item in page]
        listed = odata.listed(req, "driveItems", values, following)
        odata.answer(resp, {**listed, **odata.counted(query, children)})

    def add_folder(
        self, req: falcon.Request, resp: falcon.Response, opened: OpenedDrive, parent: DriveItem
    ) -> None:
        """Add the folder in the body."""
        body = odata.body_of(req)
        name = body.get("name")
        if not isinstance(name, str) or not isinstance(body.get("folder"), dict):
            raise GraphError(HTTPStatus.BAD_REQUEST, "invalidRequest", messages.MALFORMED)
        odata.expect_known(body, _FOLDER)
        wanted = odata.options(req).get(_CONFLICT, body.get(_CONFLICT))
        conflict = conflict_of(wanted, ConflictBehavior.FAIL)
        resp.status = HTTPStatus.CREATED
        added = self._drives.add_folder(parent, name, conflict, by=self.caller(req))
        odata.answer(resp, entity(req, opened, added))

    def redirect(self, resp: falcon.Response, opened: OpenedDrive, item: DriveItem) -> None:
        """Lead to the content of a file, at an address that needs no token."""
        resp.status = HTTPStatus.FOUND
        resp.set_header("Location", opened.download(item))

    def remove(self, req: falcon.Request, resp: falcon.Response, item: DriveItem) -> None:
        """Remove an item, unless it is the root."""
        if not item.parent_id:
            raise GraphError(HTTPStatus.BAD_REQUEST, "invalidRequest", messages.MALFORMED)
        expect_unchanged(req, item)
        self._drives.remove(item)
        resp.status = HTTPStatus.NO_CONTENT

    def begin(self, resp: falcon.Response, opened: OpenedDrive, session: UploadSession) -> None:
        """Answer with a session and the address to which its fragments go."""
        odata.answer(resp, {"uploadUrl": opened.upload(session.id), **session_shown(session)})


def session_shown(session: UploadSession) -> dict[str, Any]:
    """Return how far an upload session is."""
    return {
        "expirationDateTime": odata.moment(session.expires_at),
        "nextExpectedRanges": [f"{session.received}-"],
    }


def uploadable(req: falcon.Request, name: str) -> Mapping[str, Any]:
    """Return what the body of a request says of a file to upload, which has a name already."""
    body = odata.body_of(req) if req.content_length else {}
    if not body.get("deferCommit"):
        body.pop("deferCommit", None)
    odata.expect_known(body, {"item"})
    item = body.get("item") or {}
    if not isinstance(item, dict):
        raise GraphError(HTTPStatus.BAD_REQUEST, "invalidRequest", messages.MALFORMED)
    odata.expect_known(item, _FILE if item.get("name") in (None, name) else _FILE - {"name"})
    return item


def conflict_of(word: object, default: ConflictBehavior) -> ConflictBehavior:
    """Return what is to happen where a name is taken; raises GraphError for another word."""
    try:
        return default if word is None else ConflictBehavior(str(word).lower())
    except ValueError:
        text = messages.BAD_OPTION.format(word)
        raise GraphError(HTTPStatus.BAD_REQUEST, "invalidRequest", text) from None
