"""What Graph shows of a user, and what can be asked of it in a filter."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from fakes.microsoft365.model import License, User
from fakes.microsoft365.service.directory import DirectoryService

from . import odata
from .odata_expression import AnyOf, Comparison, Expression, Field, required

DEFAULT = (
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
PROPERTIES: dict[str, Callable[[User], Any]] = {
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
    "onPremisesSyncEnabled": lambda _user: None,
    "otherMails": lambda _user: [],
    "proxyAddresses": lambda user: list(user.proxy_addresses),
    "userType": lambda user: user.user_type.value,
}
_BY_NAME = frozenset({"eq", "ne", "not", "ge", "le", "in", "startswith"})
_BY_ADDRESS = _BY_NAME | {"endswith"}
_BY_CHOICE = frozenset({"eq", "ne", "not", "in"})
FIELDS = {
    "id": Field(PROPERTIES["id"], _BY_CHOICE),
    "userPrincipalName": Field(PROPERTIES["userPrincipalName"], _BY_ADDRESS),
    "mail": Field(PROPERTIES["mail"], _BY_ADDRESS),
    "displayName": Field(PROPERTIES["displayName"], _BY_NAME),
    "givenName": Field(PROPERTIES["givenName"], _BY_NAME),
    "surname": Field(PROPERTIES["surname"], _BY_NAME),
    "mailNickname": Field(PROPERTIES["mailNickname"], _BY_NAME),
    "proxyAddresses": Field(
        PROPERTIES["proxyAddresses"],
        frozenset({"eq", "not", "ge", "le", "startswith", "endswith"}),
        is_collection=True,
    ),
    "proxyAddresses/$count": Field(
        lambda user: len(user.proxy_addresses), frozenset({"eq", "ne", "not"}), int
    ),
    "otherMails": Field(PROPERTIES["otherMails"], _BY_ADDRESS, is_collection=True),
    "accountEnabled": Field(PROPERTIES["accountEnabled"], _BY_CHOICE, bool),
    "userType": Field(PROPERTIES["userType"], _BY_CHOICE),
    "onPremisesSyncEnabled": Field(PROPERTIES["onPremisesSyncEnabled"], _BY_CHOICE, bool),
    "createdDateTime": Field(
        lambda user: user.created_at, frozenset({"eq", "ne", "not", "ge", "le", "in"}), datetime
    ),
}
FOLLOWED = {"id": Field(PROPERTIES["id"], frozenset({"eq"}))}
"""What a delta query of users can be filtered by."""
ORDERS: dict[str, Callable[[User], Any]] = {
    "displayName": lambda user: user.display_name.casefold(),
    "userPrincipalName": lambda user: user.user_principal_name.folded,
}
_INDEXES = {"id": "directory", "userPrincipalName": "directory", "mail": "mail"}


def shown(user: User, names: odata.Names) -> dict[str, Any]:
    """Return the properties of a user."""
    return {name: PROPERTIES[name](user) for name in names}


def shown_deleted(user: User, names: odata.Names) -> dict[str, Any]:
    """Return the properties of a deleted user, whose UPN begins with the id."""
    values = shown(user, names)
    if "userPrincipalName" in values:
        values["userPrincipalName"] = user.id.replace("-", "") + values["userPrincipalName"]
    return values


def candidates(directory: DirectoryService, wanted: Expression) -> tuple[User, ...]:
    """Return the users among whom those wanted are: by an index where one answers."""
    for test in required(wanted):
        for index, value in _indexed(test):
            return directory.having(index, value)
    return directory.list_users()


def _indexed(test: Comparison | AnyOf) -> Iterator[tuple[str, str]]:
    inner = test.inner if isinstance(test, AnyOf) else test
    if not isinstance(inner, Comparison) or inner.operator != "eq":
        return
    value = inner.values[0]
    if not isinstance(value, str):
        return
    if isinstance(test, Comparison) and test.name in _INDEXES:
        yield _INDEXES[test.name], value
    elif test.name == "proxyAddresses" and value.lower().startswith("smtp:"):
        yield "address", value[5:]
