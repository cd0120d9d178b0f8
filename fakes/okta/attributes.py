"""Attributes of the app user profile and of the Okta user profile."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

APP_NAME = "druva_v2"


class DataType(Enum):
    """The data types of an app attribute, as the Profile Editor names them."""

    STRING = "string"
    NUMBER = "number"
    BOOLEAN = "boolean"
    INTEGER = "integer"
    STRING_ARRAY = "string array"


class AttributeScope(Enum):
    """Whether an attribute may come from a group's assignment or is the person's own."""

    NONE = "NONE"
    SELF = "SELF"


@dataclass(frozen=True, slots=True)
class AppAttribute:
    """An attribute of the app user profile: what the Add Attribute form asks for.

    ``variable_name`` is the key as typed. An attribute without ``external_namespace`` is stored
    in Okta and never sent. A length of 0 means no limit.
    """

    display_name: str
    variable_name: str
    data_type: DataType = DataType.STRING
    external_name: str = ""
    external_namespace: str = ""
    custom: bool = True
    description: str = ""
    scope: AttributeScope = AttributeScope.NONE
    min_length: int = 0
    max_length: int = 0

    @property
    def variable(self) -> str:
        """R12: the variable as the Profile Editor lists it after saving."""
        return f"{APP_NAME}.{self.variable_name}" if self.custom else self.variable_name


@dataclass(frozen=True, slots=True)
class UserAttribute:
    """What an admin added to the profile of every person. A length of 0 means no limit."""

    display_name: str
    variable_name: str
    description: str = ""
    scope: AttributeScope = AttributeScope.NONE
    min_length: int = 0
    max_length: int = 0
    data_type: DataType = DataType.STRING
