"""What a client sends to create, change and restore a user."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from http import HTTPStatus
from typing import Any, NamedTuple

import falcon

from fakes.microsoft365 import messages
from fakes.microsoft365.attributes import LONGEST
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
DETAILS = {
    "jobTitle": "job_title",
    "companyName": "company_name",
    "department": "department",
    "employeeId": "employee_id",
    "officeLocation": "office_location",
    "streetAddress": "street_address",
    "city": "city",
    "state": "state",
    "postalCode": "postal_code",
    "country": "country",
    "usageLocation": "usage_location",
    "preferredLanguage": "preferred_language",
    "businessPhones": "business_phone",
    "mobilePhone": "mobile_phone",
}
"""Which of the details holds each property that can be written."""
_NAMES = frozenset({"userPrincipalName", "mailNickname", "mail"})
_CLEARABLE = frozenset(
    {"givenName", "surname", *(DETAILS.keys() - {"usageLocation", "businessPhones"})}
)
_NOT_NULLABLE = frozenset({*REQUIRED, "usageLocation"})
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
_KNOWN = frozenset({*_ATTRIBUTES, *DETAILS, "passwordProfile"})


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
            raise _refused(messages.VALUE_MISSING, name)
    names = Names(
        _address(NameProperty.UPN, body["userPrincipalName"]),
        _text(body["mailNickname"]),
        _address(NameProperty.MAIL, body["mail"]) if "mail" in body else None,
    )
    others = {name: value for name, value in body.items() if name not in _NAMES}
    return names, _update(others)


def changes(req: falcon.Request) -> UserUpdate:
    """Return what is to become of a user; raises GraphError, or NameInvalid.

    A property that is null is cleared.
    """
    body = odata.body_of(req)
    cleared = {name for name, value in body.items() if value is None}
    for name in cleared:
        if name in _NOT_NULLABLE:
            raise _refused(messages.VALUE_REQUIRED, name)
        if name not in _CLEARABLE:
            raise odata.property_not_modeled(name)
    written = _update({name: value for name, value in body.items() if name not in cleared})
    names: dict[str, Any] = {_ATTRIBUTES[name]: "" for name in cleared & _ATTRIBUTES.keys()}
    details = {DETAILS[name]: "" for name in cleared & DETAILS.keys()}
    return replace(written, **names, details={**written.details, **details})


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
    details = {
        attribute: _detail(name, body[name]) for name, attribute in DETAILS.items() if name in body
    }
    return UserUpdate(**written, details=details)


def _detail(name: str, value: object) -> str:
    """Return one of the details; raises GraphError for what the directory does not keep."""
    text = _only_phone(value) if name == "businessPhones" else _some_text(name, value)
    is_country = name != "usageLocation" or (len(text) == 2 and text.isascii() and text.isalpha())
    if len(text) > LONGEST[DETAILS[name]] or not is_country:
        raise _refused(messages.VALUE_INVALID, name)
    return text


def _only_phone(value: object) -> str:
    """Return the number of a collection that can have only one, or nothing if it has none."""
    if not isinstance(value, list):
        raise _unreadable()
    if len(value) > 1:
        raise _refused(messages.VALUE_INVALID, "businessPhones")
    return _some_text("businessPhones", value[0]) if value else ""


def _some_text(name: str, value: object) -> str:
    """Return a text that is not empty: a property is cleared by null."""
    text = _text(value)
    if not text:
        raise _refused(messages.VALUE_INVALID, name)
    return text


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
    raise _refused(messages.VALUE_INVALID, "userType")


_READERS: Mapping[str, Callable[[object], Any]] = {
    "accountEnabled": _boolean,
    "userPrincipalName": lambda value: _address(NameProperty.UPN, value),
    "mail": lambda value: _address(NameProperty.MAIL, value),
    "userType": _user_type,
    "displayName": lambda value: _some_text("displayName", value),
    "mailNickname": lambda value: _some_text("mailNickname", value),
    "givenName": lambda value: _some_text("givenName", value),
    "surname": lambda value: _some_text("surname", value),
}


def _refused(text: str, name: str) -> GraphError:
    return GraphError(HTTPStatus.BAD_REQUEST, "Request_BadRequest", text.format(name))


def _unreadable() -> GraphError:
    return GraphError(HTTPStatus.BAD_REQUEST, "BadRequest", messages.BAD_BODY)
