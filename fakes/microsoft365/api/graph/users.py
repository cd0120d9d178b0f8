"""Graph: /users, their changes, and the deleted users."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

import falcon

from fakes.microsoft365 import messages
from fakes.microsoft365.model import Change, Problem, User
from fakes.microsoft365.service.api import TenantApi
from fakes.microsoft365.service.register import USERS

from . import delta, odata
from .errors import GraphError
from .odata_query import check_advanced, filter_of, is_consistent, matching, ordered
from .users_body import changes, new_user, restoring
from .users_shape import DELETED, FOLLOWED, USER, candidates, shown, shown_deleted

_PAGE = 100
_SKIP = "m~"
_DELTA = delta.Spelling("$skiptoken", "$deltatoken", Problem.STALE_DIRECTORY, 200)
_LISTING = ("$select", "$top", "$skiptoken", "$filter", "$orderby", "$count")


class UsersResource:
    """/users and /users/{key}, read, written and deleted; /users/$count; /users/delta."""

    def __init__(self, api: TenantApi) -> None:
        self._directory = api.directory
        self._changes = api.changes

    def on_get(self, req: falcon.Request, resp: falcon.Response) -> None:
        """List the users, a page at a time, or those that a filter names."""
        query = _options(req, *_LISTING)
        names = odata.selected(query, USER)
        if query.keys() & {"$filter", "$orderby", "$count"}:
            users, following, count = self._queried(req, query)
        else:
            users, following, count = self._page(req, query)
        values = [shown(user, names) for user in users]
        odata.answer(resp, {**odata.listed(req, "users", values, following), **count})

    def on_post(self, req: falcon.Request, resp: falcon.Response) -> None:
        """Create a user, who has no license."""
        odata.options(req)
        names, others = new_user(req)
        user = self._directory.add_user(
            names.upn,
            mail=names.mail,
            mail_nickname=names.nickname,
            display_name=others.display_name or "",
            given_name=others.given_name or "",
            surname=others.surname or "",
        )
        user = self._directory.update(user.id, others)
        resp.status = falcon.HTTP_201
        odata.answer(resp, _user(req, shown(user, USER.usual)))

    def on_get_one(self, req: falcon.Request, resp: falcon.Response, key: str) -> None:
        """Show a user by id or UPN."""
        names = odata.selected(odata.entity_options(req), USER)
        user = self._directory.look_up(key)
        odata.answer(resp, _user(req, shown(user, names)))

    def on_patch_one(self, req: falcon.Request, resp: falcon.Response, key: str) -> None:
        """Change a user, as a whole or not at all."""
        odata.options(req)
        user = self._directory.look_up(key)
        self._directory.update(user.id, changes(req))
        resp.status = falcon.HTTP_204

    def on_delete_one(self, req: falcon.Request, resp: falcon.Response, key: str) -> None:
        """Move a user to the deleted users, from whom they can be restored."""
        odata.options(req)
        self._directory.delete_user(self._directory.look_up(key).id)
        resp.status = falcon.HTTP_204

    def on_get_count(self, req: falcon.Request, resp: falcon.Response) -> None:
        """Say how many users there are, or pass a filter."""
        query = {**odata.options(req, "$filter"), "$count": "true"}
        if not is_consistent(req):
            text = messages.COUNT_NOT_SUPPORTED
            raise GraphError(HTTPStatus.BAD_REQUEST, "Request_BadRequest", text)
        odata.count_only(resp, self._found(req, query))

    def on_get_delta(self, req: falcon.Request, resp: falcon.Response) -> None:
        """List the users, then those who have changed or gone since."""
        query = _options(req, "$select", "$filter", "$skiptoken", "$deltatoken")
        names = odata.selected(query, USER)
        wanted = filter_of(query, FOLLOWED)
        self._directory.list_deleted_users()
        page = delta.page(req, query, self._changes, USERS, _DELTA)
        found = self._directory.changed_users(page.changes)
        remaining = [pair for pair in found if pair[1] is None or matching(wanted, USER, [pair[1]])]
        values = [_changed(change, user, names) for change, user in remaining]
        odata.answer(resp, delta.listed(req, "users", values, page))

    def _queried(
        self, req: falcon.Request, query: odata.Options
    ) -> tuple[Sequence[User], str, dict[str, int]]:
        found = ordered(query, USER, self._found(req, query))
        size, start = _place(req, query)
        is_first = is_consistent(req) and "$skiptoken" not in query
        count = odata.counted(query, found) if is_first else {}
        more = len(found) > start + size
        following = _following(req, query, start + size) if more else ""
        return found[start : start + size], following, count

    def _found(self, req: falcon.Request, query: odata.Options) -> list[User]:
        wanted = filter_of(query, USER)
        check_advanced(req, query, wanted, USER)
        if wanted is None:
            return list(self._directory.list_users())
        return matching(wanted, USER, candidates(self._directory, wanted))

    def _page(
        self, req: falcon.Request, query: odata.Options
    ) -> tuple[Sequence[User], str, dict[str, int]]:
        size, start = _place(req, query)
        users = self._directory.page(start, size + 1)
        if len(users) <= size:
            return users, "", {}
        return users[:size], _following(req, query, start + size), {}


class Deleted:
    """GET /directory/deletedItems/microsoft.graph.user and one by id; POST restores it."""

    def __init__(self, api: TenantApi) -> None:
        self._directory = api.directory

    def on_get(self, req: falcon.Request, resp: falcon.Response) -> None:
        """List the users who can still be restored."""
        query = _options(req, "$select", "$top", "$skiptoken")
        names = odata.selected(query, USER, DELETED)
        deleted = self._directory.list_deleted_users()
        size, start = _place(req, query)
        more = len(deleted) > start + size
        following = _following(req, query, start + size) if more else ""
        values = [shown_deleted(user, names) for user in deleted[start : start + size]]
        odata.answer(resp, odata.listed(req, "directoryObjects", values, following))

    def on_get_one(self, req: falcon.Request, resp: falcon.Response, key: str) -> None:
        """Show a user who can still be restored."""
        names = odata.selected(odata.entity_options(req), USER, DELETED)
        user = self._directory.look_up_deleted(key)
        odata.answer(resp, _directory_object(req, shown_deleted(user, names)))

    def on_post_restore(self, req: falcon.Request, resp: falcon.Response, key: str) -> None:
        """Bring a deleted user back, under another UPN if the body says so."""
        wanted = restoring(req)
        deleted = self._directory.look_up_deleted(key)
        user = self._directory.restore_user(deleted.id, **wanted._asdict())
        odata.answer(resp, _directory_object(req, shown(user, USER.usual)))


def _user(req: falcon.Request, values: dict[str, Any]) -> dict[str, Any]:
    return {"@odata.context": f"{odata.origin(req)}/v1.0/$metadata#users/$entity", **values}


def _directory_object(req: falcon.Request, values: dict[str, Any]) -> dict[str, Any]:
    context = f"{odata.origin(req)}/v1.0/$metadata#directoryObjects/$entity"
    return {"@odata.context": context, "@odata.type": "#microsoft.graph.user", **values}


def _options(req: falcon.Request, *known: str) -> odata.Options:
    """Return the query; raises GraphError for what the directory has not, or this lab."""
    if "$skip" in req.params:
        text = messages.OPTION_NOT_OF_THE_SERVICE.format("$skip")
        raise GraphError(HTTPStatus.BAD_REQUEST, "Request_BadRequest", text)
    if "$search" in req.params and not is_consistent(req):
        text = messages.SEARCH_NEEDS_HEADER
        raise GraphError(HTTPStatus.BAD_REQUEST, "Request_UnsupportedQuery", text)
    return odata.options(req, *known)


def _place(req: falcon.Request, query: odata.Options) -> tuple[int, int]:
    token = query.get("$skiptoken", f"{_SKIP}0").removeprefix(_SKIP)
    start = odata.number({"$skiptoken": token}, "$skiptoken", 0, least=0, most=10**9)
    return odata.page_size(req, query, _PAGE), start


def _following(req: falcon.Request, query: odata.Options, start: int) -> str:
    return odata.link(req, query, "$skiptoken", f"{_SKIP}{start}")


def _changed(change: Change, user: User | None, names: odata.Names) -> dict[str, Any]:
    if user is None or change.removed:
        return {"id": change.id, "@removed": {"reason": change.removed or "deleted"}}
    return shown(user, tuple(dict.fromkeys((*names, "id"))))
