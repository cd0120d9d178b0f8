"""What the forms accept."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from fakes.okta.model import CORE_USER_NAMESPACE, AppAttribute, OktaUser, UsernameFormat, UserStatus
from fakes.okta.rules import username_of
from fakes.okta.validation import problem_of_attribute, problems_of_person

NOT_SO = (
    "Api validation failed: invalid property name. Property name should only have alphanumeric "
    "characters and underscores. It should not start with a digit."
)
UPN = AppAttribute(
    display_name="UPN",
    variable_name="userPrincipalName",
    external_name="userPrincipalName",
    external_namespace=CORE_USER_NAMESPACE,
)
ADA = {
    "login": "ada@corp.example",
    "email": "ada@corp.example",
    "firstName": "Ada",
    "lastName": "Ames",
}


@pytest.mark.parametrize(
    ("field", "value", "problem"),
    [
        ("display_name", "UPN", ""),
        ("display_name", " ", "Display name: a name is required"),
        ("variable_name", "user_principal_name2", ""),
        ("variable_name", "", NOT_SO),
        ("variable_name", "2upn", NOT_SO),
        ("variable_name", "user principal", NOT_SO),
        ("variable_name", "druva_v2.upn", NOT_SO),
        ("variable_name", "groups", "Variable name: 'groups' is reserved"),
        ("variable_name", "lastLogin", "Variable name: 'lastLogin' is reserved"),
        ("variable_name", "email", "Variable name: 'email' is taken by 'email'"),
        ("variable_name", "USERNAME", "Variable name: 'USERNAME' is taken by 'userName'"),
        ("external_name", "", "External name: a name is required"),
        ("external_namespace", "", ""),
        ("external_namespace", "urn:example:x", ""),
        ("external_namespace", "userPrincipalName", "External namespace: 'userPrincipalName' is"),
        ("external_namespace", "urn:ietf", "External namespace: 'urn:ietf' is not a URN"),
        ("external_namespace", "urn:ietf:a b", "External namespace: 'urn:ietf:a b' is not a URN"),
    ],
)
def test_the_form_of_an_attribute_names_the_wrong_field(
    field: str, value: str, problem: str
) -> None:
    # The field names are known, mypy cannot see that they are strings.
    attribute = replace(UPN, **{field: value})  # type: ignore[arg-type]
    found = problem_of_attribute(attribute, ("userName", "email"))
    assert found.startswith(problem)
    assert bool(found) == bool(problem)


@pytest.mark.parametrize(
    ("field", "value", "cause"),
    [
        ("login", "", "login: The field cannot be left blank"),
        ("login", "a@b", "login: The field is too short"),
        ("login", f"{'a' * 90}@corp.example", "login: The field is too long"),
        ("login", "ada ames", "login: Username must be in the form of an email address"),
        ("email", "ada-ames", "email: Does not match required pattern"),
        ("email", "", "email: The field cannot be left blank"),
        ("firstName", "", "firstName: The field cannot be left blank"),
        ("firstName", "a" * 51, "firstName: The field is too long"),
        ("lastName", "a" * 51, "lastName: The field is too long"),
        ("notValid", "x", "Property name 'notValid' is not defined in profile"),
    ],
)
def test_a_person_is_refused_in_the_words_of_okta(field: str, value: str, cause: str) -> None:
    known = (*ADA, "title")
    assert problems_of_person({**ADA, field: value}, known) == ((field, cause),)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("login", f"{'a' * 87}@corp.example"),
        ("login", "a@b.c"),
        ("firstName", "a" * 50),
        ("firstName", "A"),
        ("title", "Countess"),
    ],
)
def test_a_person_within_the_limits_is_accepted(field: str, value: str) -> None:
    assert problems_of_person({**ADA, field: value}, (*ADA, "title")) == ()


@pytest.mark.parametrize(
    ("chosen", "name"),
    [
        (UsernameFormat.OKTA_USERNAME, "lia@corp.example"),
        (UsernameFormat.EMAIL, "lia.lund@corp.example"),
        (UsernameFormat.OKTA_USERNAME_PREFIX, "lia"),
        (UsernameFormat.EMAIL_PREFIX, "lia.lund"),
    ],
)
def test_a_format_names_the_app_user(chosen: UsernameFormat, name: str) -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    profile = (("login", "lia@corp.example"), ("email", "lia.lund@corp.example"))
    assert username_of(OktaUser("00u1", UserStatus.ACTIVE, profile, now, now), chosen) == name
