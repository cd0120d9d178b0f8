"""Default attributes and mappings of the Druva 2.0 app and the user type."""

from __future__ import annotations

from fakes.okta.model import CORE_USER_NAMESPACE, AppAttribute, AttributeMapping, Direction

USER_ATTRIBUTES = (
    "login",
    "email",
    "firstName",
    "lastName",
    "secondEmail",
    "middleName",
    "honorificPrefix",
    "honorificSuffix",
    "title",
    "displayName",
    "nickName",
    "profileUrl",
    "primaryPhone",
    "mobilePhone",
    "streetAddress",
    "city",
    "state",
    "zipCode",
    "countryCode",
    "postalAddress",
    "preferredLanguage",
    "locale",
    "timezone",
    "userType",
    "employeeNumber",
    "costCenter",
    "organization",
    "division",
    "department",
    "managerId",
    "manager",
)

# Display name, variable name, external name.
_BASE = (
    ("Username", "userName", "userName"),
    ("Given name", "givenName", "name.givenName"),
    ("Family name", "familyName", "name.familyName"),
    ("Display name", "displayName", "displayName"),
    ("Email", "email", "emails.^[primary==true].value"),
    ("Email type", "emailType", "emails.^[primary==true].type"),
)

_ROWS = {
    Direction.TO_APP: (
        ("givenName", "user.firstName"),
        ("familyName", "user.lastName"),
        ("displayName", 'user.firstName + " " + user.lastName'),
        ("email", "user.email"),
        ("emailType", "(user.email != null && user.email != '') ? 'work' : ''"),
    ),
    Direction.TO_OKTA: (
        ("login", "appuser.userName"),
        ("email", "appuser.email"),
        ("firstName", "appuser.givenName"),
        ("lastName", "appuser.familyName"),
    ),
}


def schema_id_of(type_id: str) -> str:
    """Return the id of the schema of a user type."""
    return f"osc{type_id[3:]}"


def default_attributes() -> dict[str, AppAttribute]:
    """Return the base attributes of the app user profile, by variable name."""
    attributes = (
        AppAttribute(
            display_name=display_name,
            variable_name=variable_name,
            external_name=external_name,
            external_namespace=CORE_USER_NAMESPACE,
            custom=False,
        )
        for display_name, variable_name, external_name in _BASE
    )
    return {attribute.variable_name: attribute for attribute in attributes}


def default_mappings() -> dict[Direction, dict[str, AttributeMapping]]:
    """Return the rows of both mappings; userName is configured in Sign On settings."""
    return {
        direction: {target: AttributeMapping(target, expression) for target, expression in rows}
        for direction, rows in _ROWS.items()
    }
