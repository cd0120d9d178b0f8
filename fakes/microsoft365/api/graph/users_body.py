"""What a client sends to create, change and restore a user."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any, NamedTuple

import falcon

from fakes.microsoft365 import messages
from fakes.microsoft365.model import NameProperty, UserType
from fakes.microsoft365.service.refusal import NameInvalid
from fakes.microsoft365.service.register import UserUpdate
from fakes.wire import Address

from . import odata
from .errors import GraphError

REQUIRED = (
    "accountEnabled",
    "displayName",
    "mailNickname",
    "passwordProfile",
    "userPrincipalName",
)
"""What a user is created with at least."""
_NAMES = frozenset({"userPrincipalName", "mailNickname", "mail"})
_CLEARABLE = frozenset({"givenName", "surname"})
_ATTRIBUTES = {
    "displayName": "display_name",
    "givenName": "given_name",
    "surname": "surname",
    "mailNickname": "mail_nickname",
    "accountEnabled": "account_enabled",
    "userPrincipalName": "user_principal_name",
    "mail": "mail",
    "userType": "user_type",
}
"""Which attribute of a user holds each property that can be written."""
_KNOWN = frozenset({*_ATTRIBUTES, "passwordProfile"})


class Names(NamedTuple):
    """The names of a new user."""

    upn: Address
    nickname: str
    mail: Address | None


class Restoring(NamedTuple):
    """How a deleted user is restored."""

    new_user_principal_name: Address | None
    auto_reconcile_proxy_conflict: bool


def new_user(req: falcon.Request) -> tuple[Names, UserUpdate]:
    """Return the names of a new user, and what else they have; raises GraphError, or NameInvalid.

    A property that is null is as good as absent.
    """
    body = {name: value for name, value in odata.body_of(req).items() if value is not None}
    for name in REQUIRED:
        if body.get(name, "") == "":
            raise _missing(name)
    names = Names(
        _address(NameProperty.UPN, body["userPrincipalName"]),
        _text(body["mailNickname"]),
        _address(NameProperty.MAIL, body["mail"]) if "mail" in body else None,
    )
    others = {name: value for name, value in body.items() if name not in _NAMES}
    return names, _update(others)


def changes(req: falcon.Request) -> UserUpdate:
    """Return what is to become of a user; raises GraphError, or NameInvalid."""
    body = odata.body_of(req)
    for name, value in body.items():
        if value in (None, "") and name in REQUIRED:
            raise _missing(name)
        if value is None and name not in _CLEARABLE:
            raise odata.property_not_modeled(name)
    return _update({name: "" if value is None else value for name, value in body.items()})


def restoring(req: falcon.Request) -> Restoring:
    """Return how a user is to be restored, which a body may say; raises GraphError."""
    body = odata.body_of(req) if req.content_length else {}
    odata.expect_known(body, {"newUserPrincipalName", "autoReconcileProxyConflict"})
    upn, reconcile = body.get("newUserPrincipalName"), body.get("autoReconcileProxyConflict")
    return Restoring(
        None if upn is None else _address(NameProperty.UPN, upn),
        _boolean(False if reconcile is None else reconcile),
    )


def _update(body: Mapping[str, Any]) -> UserUpdate:
    odata.expect_known(body, _KNOWN)
    _password(body.get("passwordProfile", {}))
    written = {
        attribute: _READERS.get(name, _text)(body[name])
        for name, attribute in _ATTRIBUTES.items()
        if name in body
    }
    return UserUpdate(**written)


def _password(profile: object) -> None:
    """Check a password, which nobody ever signs in with and which is not kept."""
    if not isinstance(profile, dict):
        raise _unreadable()
    _text(profile.get("password", ""))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise _unreadable()
    return value


def _boolean(value: object) -> bool:
    if not isinstance(value, bool):
        raise _unreadable()
    return value


def _address(name: NameProperty, value: object) -> Address:
    text = _text(value)
    try:
        return Address(text)
    except ValueError as error:
        raise NameInvalid(name, text, "no form of name@domain.example") from error


def _user_type(value: object) -> UserType:
    text = _text(value).casefold()
    for each in UserType:
        if each.value.casefold() == text:
            return each
    raise GraphError(
        HTTPStatus.BAD_REQUEST,
        "Request_BadRequest",
        messages.VALUE_INVALID.format("userType"),
    )


_READERS: Mapping[str, Callable[[object], Any]] = {
    "accountEnabled": _boolean,
    "userPrincipalName": lambda value: _address(NameProperty.UPN, value),
    "mail": lambda value: _address(NameProperty.MAIL, value),
    "userType": _user_type,
}


def _missing(name: str) -> GraphError:
    text = messages.VALUE_MISSING.format(name)
    return GraphError(HTTPStatus.BAD_REQUEST, "Request_BadRequest", text)


def _unreadable() -> GraphError:
    return GraphError(HTTPStatus.BAD_REQUEST, "BadRequest", messages.BAD_BODY)
