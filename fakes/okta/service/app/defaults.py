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

USER_NAME = "userName"

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


def first_attributes() -> dict[str, AppAttribute]:
    """Return what the app user profile holds before the API is switched on: the user name."""
    return {USER_NAME: template_attributes()[USER_NAME]}


def template_attributes() -> dict[str, AppAttribute]:
    """A15: the base attributes once the API is switched on, by variable name."""
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


def first_mappings() -> dict[Direction, dict[str, AttributeMapping]]:
    """Return the rows of both mappings before the API is switched on."""
    first = {name: row for name, row in _rows(Direction.TO_OKTA).items() if name == "login"}
    return {Direction.TO_APP: {}, Direction.TO_OKTA: first}


def template_mappings() -> dict[Direction, dict[str, AttributeMapping]]:
    """A15: the rows of both mappings once it is; userName is configured in Sign On settings."""
    return {direction: _rows(direction) for direction in Direction}


def default_user_name(direction: Direction) -> AttributeMapping | None:
    """Return the row of the user name without an override, where there is one."""
    return first_mappings()[direction].get(direction.user_name)


def _rows(direction: Direction) -> dict[str, AttributeMapping]:
    return {target: AttributeMapping(target, expression) for target, expression in _ROWS[direction]}
