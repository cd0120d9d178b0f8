"""Graph: the mail folders and the settings of a mailbox."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

import falcon

from fakes.microsoft365 import messages, rules
from fakes.microsoft365.model import Folder
from fakes.microsoft365.service.api import TenantApi

from . import odata
from .errors import GraphError
from .folders_shape import FOLDER, SETTINGS, shown
from .odata_query import filter_of, matching

_PAGE = 10


class FoldersResource:
    """GET /users/{key}/mailFolders and what is below; POST adds a folder."""

    def __init__(self, api: TenantApi) -> None:
        self._mail = api.mail

    def on_get(self, req: falcon.Request, resp: falcon.Response, key: str) -> None:
        """List the folders at the top of a mailbox."""
        self._list(req, resp, self._mail.top(self._mail.opened(key)))

    def on_get_count(self, req: falcon.Request, resp: falcon.Response, key: str) -> None:
        """Say how many folders are at the top of a mailbox, or pass a filter."""
        top = self._mail.top(self._mail.opened(key))
        odata.count_only(resp, self._found(odata.options(req, "$filter"), top))

    def on_get_children_count(
        self, req: falcon.Request, resp: falcon.Response, key: str, folder: str
    ) -> None:
        """Say how many folders are directly below a folder, or pass a filter."""
        parent = self._mail.folder(self._mail.opened(key), folder)
        odata.count_only(resp, self._found(odata.options(req, "$filter"), parent))

    def on_post(self, req: falcon.Request, resp: falcon.Response, key: str) -> None:
        """Add a folder at the top of a mailbox."""
        self._add(req, resp, self._mail.top(self._mail.opened(key)))

    def on_get_one(self, req: falcon.Request, resp: falcon.Response, key: str, folder: str) -> None:
        """Show a folder by id or well-known name."""
        names = odata.selected(odata.entity_options(req), FOLDER)
        found = self._mail.folder(self._mail.opened(key), folder)
        odata.answer(resp, self._entity(req, found, names))

    def on_get_children(
        self, req: falcon.Request, resp: falcon.Response, key: str, folder: str
    ) -> None:
        """List the folders directly below a folder."""
        self._list(req, resp, self._mail.folder(self._mail.opened(key), folder))

    def on_post_children(
        self, req: falcon.Request, resp: falcon.Response, key: str, folder: str
    ) -> None:
        """Add a folder directly below a folder."""
        self._add(req, resp, self._mail.folder(self._mail.opened(key), folder))

    def _list(self, req: falcon.Request, resp: falcon.Response, parent: Folder) -> None:
        query = odata.options(req, "$select", "$top", "$skip", "$filter", "$count")
        names = odata.selected(query, FOLDER)
        folders = self._found(query, parent)
        page, following = odata.paged(req, query, folders, _PAGE, most=odata.MOST_OF_MAIL)
        values = [shown(self._mail, folder, names) for folder in page]
        listed = odata.listed(req, "mailFolders", values, following)
        odata.answer(resp, {**listed, **odata.counted(query, folders)})

    def _found(self, query: odata.Options, parent: Folder) -> list[Folder]:
        wanted = filter_of(query, FOLDER)
        return matching(wanted, FOLDER, self._mail.children(parent), self._mail)

    def _add(self, req: falcon.Request, resp: falcon.Response, parent: Folder) -> None:
        body = odata.body_of(req)
        name = body.get("displayName")
        if not isinstance(name, str) or not rules.allows_folder_name(name):
            raise GraphError(HTTPStatus.BAD_REQUEST, "BadRequest", messages.BAD_BODY)
        if not body.get("isHidden"):
            body.pop("isHidden", None)
        odata.expect_known(body, {"displayName"})
        resp.status = HTTPStatus.CREATED
        added = self._mail.add_folder(parent, name)
        odata.answer(resp, self._entity(req, added, FOLDER.usual))

    def _entity(self, req: falcon.Request, folder: Folder, names: odata.Names) -> dict[str, Any]:
        context = f"{odata.origin(req)}/v1.0/$metadata#mailFolders/$entity"
        return {"@odata.context": context, **shown(self._mail, folder, names)}


class MailboxSettingsResource:
    """GET /users/{key}/mailboxSettings, of which only the purpose is modeled."""

    def __init__(self, api: TenantApi) -> None:
        self._mail = api.mail

    def on_get(self, req: falcon.Request, resp: falcon.Response, key: str) -> None:
        """Show whose mailbox it is."""
        odata.selected(odata.entity_options(req), SETTINGS)
        purpose = self._mail.opened(key).mailbox_type.value
        context = f"{odata.origin(req)}/v1.0/$metadata#users/mailboxSettings"
        odata.answer(resp, {"@odata.context": context, "userPurpose": purpose})

    def on_get_purpose(self, req: falcon.Request, resp: falcon.Response, key: str) -> None:
        """Say whose mailbox it is."""
        purpose = self._mail.opened(key).mailbox_type.value
        context = f"{odata.origin(req)}/v1.0/$metadata#users/mailboxSettings/userPurpose"
        odata.answer(resp, {"@odata.context": context, "value": purpose})
