"""Users. In this API ``userName`` is the display name and ``emailID`` the address."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import falcon

from fakes.insync import messages
from fakes.insync.model import Account
from fakes.insync.service.api import InSyncApi
from fakes.wire import Address

from . import requests
from .errors import bad_request, not_found, refused
from .user_query import users_asked

PAGE = 4097
_REASON = range(10, 151)
_CREATED = ("userName", "profileID", "storageID", "emailID")
_CHANGED = ("userName", "profileID", "storageID")
_UNITS = ("MB", "GB", "TB")


class UsersResource:
    """/insync/usermanagement/v1/users, and one user of it."""

    def __init__(self, api: InSyncApi) -> None:
        self._api = api

    def on_get(self, req: falcon.Request, resp: falcon.Response) -> None:
        """List the users that the filters leave."""
        found = users_asked(req, self._api)
        users, following = requests.page(found, req.get_param("pageToken"), PAGE)
        resp.media = {
            "totalSize": len(found),
            "nextPageToken": following,
            "users": [self._written(account) for account in users],
        }

    def on_post(self, req: falcon.Request, resp: falcon.Response) -> None:
        """Create a user."""
        body = requests.body_of(req)
        missing = [name for name in _CREATED if name not in body]
        if missing:
            raise bad_request(f"{', '.join(missing)}: expected in the body.")
        _check_quota(body)
        name = _text(body, "userName")
        try:
            created = self._api.accounts.add(
                email_id=Address(_text(body, "emailID")),
                display_name=name,
                profile=self._profile(body),
                storage=self._storage(body),
            )
        except ValueError as reason:
            raise refused(reason) from None
        resp.media = self._written(created)

    def on_get_one(self, _req: falcon.Request, resp: falcon.Response, user: str) -> None:
        """Show a user."""
        resp.media = self._written(self._account(user))

    def on_patch_one(self, req: falcon.Request, resp: falcon.Response, user: str) -> None:
        """F45, A57: change name, profile or storage of a user, and nothing else."""
        account = self._account(user)
        body = requests.body_of(req)
        passed_over = {"emailID"} if self._api.passes_over_email_ids() else set()
        foreign = ", ".join(sorted(body.keys() - set(_CHANGED) - passed_over))
        if foreign or not body:
            raise bad_request(f"{foreign or 'The body is empty'}: expected {', '.join(_CHANGED)}.")
        name = _text(body, "userName") if "userName" in body else None
        profile = self._profile(body) if "profileID" in body else None
        storage = self._storage(body) if "storageID" in body else None
        try:
            changed = self._api.accounts.move(
                account.id, profile=profile, storage=storage, display_name=name
            )
        except ValueError as reason:
            raise refused(reason) from None
        resp.media = self._written(changed)

    def on_delete_one(self, req: falcon.Request, resp: falcon.Response, user: str) -> None:
        """Delete a user and what was backed up."""
        account = self._account(user)
        reason = requests.body_of(req).get("deletionReason")
        if reason is not None and len(str(reason)) not in _REASON:
            raise bad_request("deletionReason must have 10 to 150 characters.")
        self._api.accounts.delete(account.id)
        resp.media = {}

    def on_post_preserve(self, _req: falcon.Request, resp: falcon.Response, user: str) -> None:
        """Preserve a user."""
        self._do(self._api.accounts.preserve, user, resp)

    def on_post_activate(self, _req: falcon.Request, resp: falcon.Response, user: str) -> None:
        """Activate a preserved user."""
        self._do(self._api.accounts.activate, user, resp)

    def on_post_reset(self, _req: falcon.Request, resp: falcon.Response, user: str) -> None:
        """Reset the password of a user."""
        self._do(self._api.accounts.reset_password, user, resp)

    def _do(self, act: Callable[[int], Account], user: str, resp: falcon.Response) -> None:
        account = self._account(user)
        try:
            act(account.id)
        except ValueError as reason:
            raise refused(reason) from None
        resp.media = {}

    def _account(self, user: str) -> Account:
        account = self._api.state.accounts.get(str(requests.integer(user, "userID")))
        if account is None:
            raise not_found()
        return account

    def _profile(self, body: dict[str, Any]) -> str:
        number = requests.integer(body["profileID"], "profileID")
        profile = self._api.rest_ids.profile(number)
        if profile is None:
            raise refused(messages.NO_SUCH_PROFILE.format(number))
        return profile.name

    def _storage(self, body: dict[str, Any]) -> str:
        number = requests.integer(body["storageID"], "storageID")
        storage = self._api.rest_ids.storage(number)
        if storage is None:
            raise refused(messages.NO_SUCH_STORAGE.format(number))
        return storage

    def _written(self, account: Account) -> dict[str, Any]:
        return {
            "userID": account.id,
            "userName": account.display_name,
            "emailID": account.email_id.text,
            "status": account.status.value,
            "profileID": self._api.rest_ids.profile_id(account.profile),
            "storageID": self._api.rest_ids.storage_id(account.storage),
            "addedOn": requests.moment(account.added_on),
            "privacySettingsEnabled": False,
            "additionalProperties": {},
        }


def _text(body: dict[str, Any], name: str) -> str:
    value = body[name]
    if not isinstance(value, str) or not value.strip():
        raise bad_request(f"{name} must be a text.")
    return value


def _check_quota(body: dict[str, Any]) -> None:
    quota = body.get("quota")
    if quota is not None and requests.integer(quota, "quota") not in range(1024):
        raise bad_request("quota must be 0 to 1023.")
    if body.get("quotaUnit", "GB") not in _UNITS:
        raise bad_request(f"quotaUnit must be one of {', '.join(_UNITS)}.")
