"""What Graph says of a user, and which users a filter can mean."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from operator import attrgetter
from typing import Any
from uuid import UUID

from fakes.microsoft365.model import License, User
from fakes.microsoft365.service.directory import DirectoryService

from . import odata
from .dialects import DIRECTORY
from .odata_expression import Comparison, Expression, Lambda, required
from .properties import NULL, Properties, Property, Sorts

_SKUS = {
    License.OFFICE_365_E3: "6fd2c87f-b296-42f0-b197-1e91e994b900",
    License.EXCHANGE_ONLINE: "4b9405b0-7788-4568-add1-99614e613b69",
    License.ONEDRIVE: "e6778190-713e-4e4f-9119-8b8238de25df",
}
_CHOICE = frozenset({"eq", "ne", "not", "in"})
_RANGE = _CHOICE | {"ge", "le"}
_NAME = _RANGE | {"startswith"}
_ADDRESS = _NAME | {"endswith"}
_NULL = frozenset({NULL})
_ALL = _NAME | _NULL


def _text(field: str, *, usual: bool = False, advanced: bool = False) -> Property:
    """Return the row of a text of the details; some can be filtered in advanced queries only."""
    text = attrgetter(f"details.{field}")

    def read(user: User) -> str | None:
        return text(user) or None

    return Property(read, usual=usual, filters=_NAME, advanced=_ALL if advanced else _NULL)


def _name(field: str, *, usual: bool = True, sorts: Sorts = Sorts.NO) -> Property:
    """Return the row of a text of the user, which is null where it is empty."""
    text = attrgetter(field)

    def read(user: User) -> str | None:
        return text(user) or None

    return Property(read, usual=usual, filters=_NAME, advanced=_NULL, sorts=sorts)


def _count(read: Callable[[User], int]) -> Property:
    """Return the row of how many elements there are, which can be compared with none."""
    return Property(None, int, filters=frozenset({"eq", "ne"}), compared=read, only=(0,))


def _phones(user: User) -> list[str]:
    return [user.details.business_phone] if user.details.business_phone else []


def _licenses(user: User) -> list[dict[str, Any]]:
    return [{"skuId": UUID(_SKUS[each])} for each in user.licenses]


USER = Properties(
    "user",
    DIRECTORY,
    {
        "businessPhones": Property(
            _phones,
            filters=_NAME - {"ne", "in"},
            advanced=_NAME - {"ne", "in"},
            elements={"": str},
            nullable=False,
        ),
        "displayName": _name("display_name", sorts=Sorts.YES),
        "givenName": _name("given_name"),
        "id": Property(lambda user: user.id, filters=_CHOICE),
        "jobTitle": _text("job_title", usual=True),
        "mail": Property(
            lambda user: str(user.mail) if user.mail else None, filters=_ADDRESS, advanced=_NULL
        ),
        "mobilePhone": _text("mobile_phone", usual=True, advanced=True),
        "officeLocation": _text("office_location", usual=True, advanced=True),
        "preferredLanguage": _text("preferred_language", usual=True, advanced=True),
        "surname": _name("surname"),
        "userPrincipalName": Property(
            lambda user: str(user.user_principal_name),
            filters=_ADDRESS,
            sorts=Sorts.YES,
            nullable=False,
        ),
        "accountEnabled": Property(
            lambda user: user.account_enabled, bool, usual=False, filters=_CHOICE, nullable=False
        ),
        "assignedLicenses": Property(
            lambda user: [{"skuId": _SKUS[each], "disabledPlans": []} for each in user.licenses],
            usual=False,
            filters=frozenset({"eq", "not"}),
            elements={"skuId": UUID},
            compared=_licenses,
            nullable=False,
        ),
        "assignedLicenses/$count": _count(lambda user: len(user.licenses)),
        "city": _text("city"),
        "companyName": _text("company_name", advanced=True),
        "country": _text("country"),
        "createdDateTime": Property(
            lambda user: odata.moment(user.created_at),
            datetime,
            usual=False,
            filters=_RANGE,
            advanced=_NULL | {"in"},
            sorts=Sorts.ADVANCED,
            compared=lambda user: user.created_at,
        ),
        "deletedDateTime": Property(
            lambda user: user.deleted_at and odata.moment(user.deleted_at),
            datetime,
            usual=False,
            filters=_RANGE,
            advanced=frozenset({"in"}),
            sorts=Sorts.ADVANCED,
            compared=lambda user: user.deleted_at,
        ),
        "department": _text("department"),
        "employeeId": _text("employee_id"),
        "mailNickname": _name("mail_nickname", usual=False),
        "onPremisesSyncEnabled": Property(
            lambda _user: None, bool, usual=False, filters=_CHOICE, advanced=_NULL
        ),
        "otherMails": Property(
            lambda _user: [],
            usual=False,
            filters=_ADDRESS - {"ne"},
            elements={"": str},
            nullable=False,
        ),
        "otherMails/$count": _count(lambda _user: 0),
        "postalCode": _text("postal_code", advanced=True),
        "proxyAddresses": Property(
            lambda user: list(user.proxy_addresses),
            usual=False,
            filters=_ADDRESS - {"ne", "in"},
            elements={"": str},
        ),
        "proxyAddresses/$count": _count(lambda user: len(user.proxy_addresses)),
        "state": _text("state"),
        "streetAddress": _text("street_address", advanced=True),
        "usageLocation": _text("usage_location"),
        "userType": Property(
            lambda user: user.user_type.value, usual=False, filters=_CHOICE, advanced=_NULL
        ),
    },
    left_out="""
        aboutMe activities adhocCalls ageGroup agreementAcceptances appRoleAssignments
        assignedPlans authentication authorizationInfo birthday calendar calendarGroups
        calendarView calendars chats cloudClipboard cloudPCs consentProvidedForMinor
        contactFolders contacts createdObjects creationType customSecurityAttributes
        dataSecurityAndGovernance deviceEnrollmentLimit deviceManagementTroubleshootingEvents
        directReports drive drives employeeExperience employeeHireDate employeeLeaveDateTime
        employeeOrgData employeeType events extensions externalUserState
        externalUserStateChangeDateTime faxNumber followedSites hireDate identities
        identityParentId imAddresses inferenceClassification insights interests
        isManagementRestricted isResourceAccount joinedTeams lastPasswordChangeDateTime
        legalAgeGroupClassification licenseAssignmentStates licenseDetails mailFolders
        mailboxSettings managedAppRegistrations managedDevices manager memberOf messages mySite
        notes oauth2PermissionGrants onPremisesDistinguishedName onPremisesDomainName
        onPremisesExtensionAttributes onPremisesImmutableId onPremisesLastSyncDateTime
        onPremisesProvisioningErrors onPremisesSamAccountName onPremisesSecurityIdentifier
        onPremisesSyncBehavior onPremisesUserPrincipalName onenote onlineMeetings outlook
        ownedDevices ownedObjects passwordPolicies passwordProfile pastProjects people
        permissionGrants photo photos planner preferredDataLocation preferredName presence print
        provisionedPlans registeredDevices responsibilities schools scopedRoleMemberOf
        securityIdentifier serviceProvisioningErrors settings showInAddressList signInActivity
        signInSessionsValidFromDateTime skills solutions sponsorOf sponsors teamwork todo
        transitiveMemberOf
    """,
)
FOLLOWED = USER.filtered_by({"id": frozenset({"eq"})})
"""What a delta query of users can be filtered by."""
DELETED = (*USER.usual, "deletedDateTime")
"""What is shown of a deleted user without ``$select``."""
_READ = {name: row.get for name, row in USER.rows.items() if row.get}
_INDEXES = {"id": "directory", "userPrincipalName": "directory", "mail": "mail"}


def shown(user: User, names: odata.Names) -> dict[str, Any]:
    """Return the properties of a user."""
    return {name: _READ[name](user) for name in names}


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


def _indexed(test: Comparison | Lambda) -> Iterator[tuple[str, str]]:
    inner = test.inner if isinstance(test, Lambda) else test
    if not isinstance(inner, Comparison) or inner.operator != "eq":
        return
    value = inner.values[0]
    if not isinstance(value, str):
        return
    if isinstance(test, Comparison) and test.name in _INDEXES:
        yield _INDEXES[test.name], value
    elif test.name == "proxyAddresses" and value.lower().startswith("smtp:"):
        yield "address", value[5:]
