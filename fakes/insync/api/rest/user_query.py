"""Query parameters of the list of users: filters and order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import falcon

from fakes.insync.model import Account, AccountStatus
from fakes.insync.service.api import InSyncApi
from fakes.wire import Address

from . import requests
from .errors import bad_request, not_implemented

Test = Callable[[Account], bool]
_STATUSES = [status.value for status in AccountStatus]
# Druva also orders by these figures, which the lab does not have.
_OTHER_ORDERS = (
    *("deviceCount", "customUniqueID", "totalDeviceUsage"),
    *("m365Usage", "googleUsage", "cloudappCount"),
)
_ORDERS: dict[str, Callable[[Account], Any]] = {
    "userName": lambda account: account.display_name.casefold(),
    "emailID": lambda account: account.email_id.text.casefold(),
    "userID": lambda account: account.id,
}


def users_asked(req: falcon.Request, api: InSyncApi) -> list[Account]:
    """Return the users that the filters of a request leave, in the order it asks for."""
    tests = tuple(_tests(req, api))
    found = [each for each in _asked(req, api) if all(test(each) for test in tests)]
    order = requests.choice(req, "orderBy", (*_ORDERS, *_OTHER_ORDERS))
    if order in _OTHER_ORDERS:
        raise not_implemented(req.method, f"{req.path} with orderBy {order}")
    descending = requests.choice(req, "order", ("asc", "desc")) == "desc"
    if order or descending:
        found.sort(key=_ORDERS[order or "userID"], reverse=descending)
    return found


def _asked(req: falcon.Request, api: InSyncApi) -> Iterable[Account]:
    accounts = api.state.accounts
    email_id = req.get_param("emailID")
    if email_id is not None:
        return _holder(email_id, api)
    ids = requests.integers(req, "userIDs")
    if ids is None:
        return accounts
    return [account for each in sorted(ids) if (account := accounts.get(str(each)))]


def _holder(email_id: str, api: InSyncApi) -> list[Account]:
    try:
        holder = api.accounts.find(Address(email_id))
    except ValueError:
        raise bad_request("emailID must be an email address.") from None
    return [holder] if holder else []


def _tests(req: falcon.Request, api: InSyncApi) -> Iterable[Test]:
    yield from _membership(req, api)
    yield from _spelling(req)
    yield from _ages(req)
    if "cacheID" in req.params or "ldapGUID" in req.params:
        yield lambda _account: False
    if requests.choice(req, "privacySettingsEnabled", ("true", "false")) == "true":
        yield lambda _account: False


def _membership(req: falcon.Request, api: InSyncApi) -> Iterable[Test]:
    rest_ids = api.rest_ids
    profile_id = requests.optional_integer(req, "profileID")
    storage_id = requests.optional_integer(req, "storageID")
    status = requests.choice(req, "status", _STATUSES)
    if profile_id is not None:
        yield lambda account: rest_ids.profile_id(account.profile) == profile_id
    if storage_id is not None:
        yield lambda account: rest_ids.storage_id(account.storage) == storage_id
    if status is not None:
        yield lambda account: account.status.value == status


def _spelling(req: falcon.Request) -> Iterable[Test]:
    email = (req.get_param("searchPrefixEmailID") or "").casefold()
    name = (req.get_param("searchPrefixUserName") or "").casefold()
    if email:
        yield lambda account: account.email_id.text.casefold().startswith(email)
    if name:
        yield lambda account: account.display_name.casefold().startswith(name)


def _ages(req: falcon.Request) -> Iterable[Test]:
    after = requests.time(req, "minAddedOn")
    before = requests.time(req, "maxAddedOn")
    if after is not None:
        yield lambda account: account.added_on is not None and account.added_on > after
    if before is not None:
        yield lambda account: account.added_on is not None and account.added_on < before
