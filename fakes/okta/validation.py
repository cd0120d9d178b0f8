"""What Okta accepts in its forms: rules that return the problems, field by field.

It stands beside `rules`, which decides what is done with what was accepted.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Protocol

from fakes.wire import is_address

from .messages import (
    BLANK,
    INVALID_NAME,
    NAME_RULE,
    NO_EMAIL,
    NO_EMAIL_LOGIN,
    NOT_DEFINED,
    TOO_LONG,
    TOO_SHORT,
)
from .model import AppAttribute

_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_URN = re.compile(r"urn:[a-z0-9][a-z0-9-]{0,31}:\S+", re.IGNORECASE)
_LENGTHS = {"login": (5, 100), "email": (5, 100), "firstName": (1, 50), "lastName": (1, 50)}
_OF_LOGIN = re.compile(r"[,._#@-]")
_KINDS = tuple(re.compile(pattern) for pattern in ("[a-z]", "[A-Z]", "[0-9]"))
_SHORTEST_PASSWORD, _SHORTEST_PART = 8, 4
_LONGEST_QUESTION = 100
RESERVED = frozenset(
    {
        "id",
        "profile",
        "status",
        "transitioningtostatus",
        "created",
        "activated",
        "statuschanged",
        "lastlogin",
        "lastupdated",
        "passwordchanged",
        "type",
        "realm",
        "realmid",
        "password",
        "credentials",
        "_links",
        "_embedded",
        "class",
        "classloader",
        "groups",
    }
)


class Limited(Protocol):
    """An attribute whose values may have to be neither too short nor too long."""

    @property
    def min_length(self) -> int:
        """How many characters there must be at least."""

    @property
    def max_length(self) -> int:
        """How many there may be at most, or 0."""


def problems_of_person(
    profile: Mapping[str, str], known: Collection[str]
) -> tuple[tuple[str, str], ...]:
    """Return what is wrong with a profile as (field, cause) pairs, in Okta's words."""
    undefined = [(name, NOT_DEFINED.format(field=name)) for name in profile if name not in known]
    checked = [(name, _problem_of_value(name, profile.get(name, ""))) for name in _LENGTHS]
    return (*undefined, *((name, cause) for name, cause in checked if cause))


def problems_of_lengths(
    profile: Mapping[str, str], attributes: Mapping[str, Limited]
) -> tuple[tuple[str, str], ...]:
    """Return which values are shorter or longer than their attributes allow, as (field, cause)."""
    checked = (
        (name, _problem_of_length(name, value, attributes[name]))
        for name, value in profile.items()
        if value and name in attributes
    )
    return tuple((name, cause) for name, cause in checked if cause)


def _problem_of_length(name: str, value: str, attribute: Limited) -> str:
    if attribute.max_length and len(value) > attribute.max_length:
        return TOO_LONG.format(field=name)
    return TOO_SHORT.format(field=name) if len(value) < attribute.min_length else ""


def _problem_of_value(name: str, value: str) -> str:
    shortest, longest = _LENGTHS[name]
    if not value:
        return BLANK.format(field=name)
    if len(value) > longest:
        return TOO_LONG.format(field=name)
    if len(value) < shortest:
        return TOO_SHORT.format(field=name)
    return _problem_of_address(name, value)


def _problem_of_address(name: str, value: str) -> str:
    if name not in ("login", "email") or is_address(value):
        return ""
    return NO_EMAIL_LOGIN if name == "login" else NO_EMAIL.format(field=name)


def meets_policy(password: str, login: str) -> bool:
    """F88: tell whether a password is long and mixed enough, and holds no part of the login.

    Parts of a login are what stands between its signs; short ones and its top domain do not count.
    """
    lowered, name = password.casefold(), login.casefold()
    parts = _OF_LOGIN.split(name)[: -1 if "@" in name else None]
    said = [name, *(part for part in parts if len(part) >= _SHORTEST_PART)]
    return (
        len(password) >= _SHORTEST_PASSWORD
        and all(kind.search(password) for kind in _KINDS)
        and not any(part in lowered for part in said if part)
    )


def problems_of_question(question: str, answer: str) -> tuple[tuple[str, str], ...]:
    """Return whether question and answer of the recovery of a password are too long."""
    given = (("question", question), ("answer", answer))
    return tuple(
        (name, TOO_LONG.format(field=name)) for name, text in given if len(text) > _LONGEST_QUESTION
    )


def problem_of_attribute(attribute: AppAttribute, existing: Collection[str]) -> str:
    """R12: return what the Add Attribute form finds wrong, naming the field, or ""."""
    if not attribute.display_name.strip():
        return "Display name: a name is required"
    if not attribute.external_name.strip():
        return "External name: a name is required, such as userPrincipalName"
    namespace = attribute.external_namespace
    if namespace and not _URN.fullmatch(namespace):
        return f"External namespace: {namespace!r} is not a URN such as urn:ietf:params:scim:..."
    problem = problem_of_variable(attribute.variable_name, existing)
    return INVALID_NAME.format(rule=problem) if problem == NAME_RULE else problem


def problem_of_variable(name: str, existing: Collection[str]) -> str:
    """A14: return what is wrong with the name of a new attribute, or ""; F50 for its characters."""
    if not _VARIABLE.fullmatch(name):
        return NAME_RULE
    if name.lower() in RESERVED:
        return f"Variable name: {name!r} is reserved"
    taken = next((each for each in existing if each.lower() == name.lower()), None)
    return f"Variable name: {name!r} is taken by {taken!r}" if taken else ""
