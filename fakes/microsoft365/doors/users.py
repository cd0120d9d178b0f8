"""Graph: /users and the deleted users."""

from __future__ import annotations

import re
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

import falcon

from fakes.microsoft365 import messages
from fakes.microsoft365.model import License, User
from fakes.microsoft365.service.api import TenantApi

from . import odata
from .errors import GraphError

_PAGE = 100
_SKIP = "m~"
_DEFAULT = (
    "businessPhones",
    "displayName",
    "givenName",
    "id",
    "jobTitle",
    "mail",
    "mobilePhone",
    "officeLocation",
    "preferredLanguage",
    "surname",
    "userPrincipalName",
)
_SKUS = {
    License.OFFICE_365_E3: "6fd2c87f-b296-42f0-b197-1e91e994b900",
    License.EXCHANGE_ONLINE: "4b9405b0-7788-4568-add1-99614e613b69",
    License.ONEDRIVE: "e6778190-713e-4e4f-9119-8b8238de25df",
}
_PROPERTIES: dict[str, Callable[[User], Any]] = {
    "businessPhones": lambda _user: [],
    "displayName": lambda user: user.display_name or None,
    "givenName": lambda user: user.given_name or None,
    "id": lambda user: user.id,
    "jobTitle": lambda _user: None,
    "mail": lambda user: str(user.mail) if user.mail else None,
    "mobilePhone": lambda _user: None,
    "officeLocation": lambda _user: None,
    "preferredLanguage": lambda _user: None,
    "surname": lambda user: user.surname or None,
    "userPrincipalName": lambda user: str(user.user_principal_name),
    "accountEnabled": lambda user: user.account_enabled,
    "assignedLicenses": lambda user: [
        {"skuId": _SKUS[each], "disabledPlans": []} for each in user.licenses
    ],
    "createdDateTime": lambda user: odata.moment(user.created_at),
    "deletedDateTime": lambda user: user.deleted_at and odata.moment(user.deleted_at),
    "mailNickname": lambda user: user.mail_nickname,
    "otherMails": lambda _user: [],
    "proxyAddresses": lambda user: list(user.proxy_addresses),
    "userType": lambda _user: "Member",
}
_FILTER = re.compile(
    r"(?P<property>id|userPrincipalName|mail) eq '(?P<value>[^']*)'"
    r"|proxyAddresses/any\((?P<name>\w+):(?P=name) eq 'smtp:(?P<proxy>[^']*)'\)",
    re.IGNORECASE,
)


class Users:
    """GET /users, /users/{key}, /directory/deletedItems/microsoft.graph.user."""

    def __init__(self, api: TenantApi) -> None:
        self._directory = api.directory

    def on_get(self, req: falcon.Request, resp: falcon.Response) -> None:
        """List the users, a page at a time, or those that a filter names."""
        query = odata.options(req, "$select", "$top", "$skiptoken", "$filter")
        names = odata.selected(query, _PROPERTIES, _DEFAULT)
        if "$filter" in query:
            users, following = self._filtered(query["$filter"]), ""
        else:
            users, following = self._page(req, query)
        values = [_shown(user, names) for user in users]
        odata.answer(resp, odata.listed(req, "users", values, following))

    def on_get_one(self, req: falcon.Request, resp: falcon.Response, key: str) -> None:
        """Show a user by id or UPN."""
        query = odata.options(req, "$select")
        names = odata.selected(query, _PROPERTIES, _DEFAULT)
        user = self._directory.look_up(key)
        context = f"{req.prefix}/v1.0/$metadata#users/$entity"
        odata.answer(resp, {"@odata.context": context, **_shown(user, names)})

    def on_get_deleted(self, req: falcon.Request, resp: falcon.Response) -> None:
        """List the users who can still be restored."""
        query = odata.options(req, "$select", "$top", "$skip")
        names = odata.selected(query, _PROPERTIES, (*_DEFAULT, "deletedDateTime"))
        deleted = self._directory.list_deleted_users()
        page, following = odata.paged(req, query, deleted, _PAGE)
        values = [_shown_deleted(user, names) for user in page]
        odata.answer(resp, odata.listed(req, "directoryObjects", values, following))

    def _page(self, req: falcon.Request, query: odata.Options) -> tuple[tuple[User, ...], str]:
        size = odata.number(query, "$top", _PAGE, least=1, most=odata.MOST)
        token = query.get("$skiptoken", f"{_SKIP}0").removeprefix(_SKIP)
        start = odata.number({"$skiptoken": token}, "$skiptoken", 0, least=0, most=10**9)
        users = self._directory.page(start, size + 1)
        if len(users) <= size:
            return users, ""
        return users[:size], odata.link(req, query, "$skiptoken", f"{_SKIP}{start + size}")

    def _filtered(self, text: str) -> tuple[User, ...]:
        match = _FILTER.fullmatch(text.strip())
        if match is None:
            message = messages.BAD_FILTER.format(text)
            raise GraphError(HTTPStatus.NOT_IMPLEMENTED, "NotImplemented", message)
        if match["proxy"] is not None:
            return self._directory.having("address", match["proxy"])
        index = "mail" if match["property"].lower() == "mail" else "directory"
        return self._directory.having(index, match["value"])


def _shown(user: User, names: odata.Names) -> dict[str, Any]:
    return {name: _PROPERTIES[name](user) for name in names}


def _shown_deleted(user: User, names: odata.Names) -> dict[str, Any]:
    shown = _shown(user, names)
    if "userPrincipalName" in shown:
        shown["userPrincipalName"] = user.id.replace("-", "") + shown["userPrincipalName"]
    return shown
