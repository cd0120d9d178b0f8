"""The roles of Okta administrators, and what a role may be needed for."""

from __future__ import annotations

from enum import Enum


class AdminRole(Enum):
    """The standard roles that apply to a whole org."""

    SUPER = "super administrator"
    ORGANIZATION = "organization administrator"
    APP = "app administrator"
    READ_ONLY = "read-only administrator"


class Deed(Enum):
    """What not every administrator may do."""

    PEOPLE = "create, change, deactivate or delete people"
    ATTRIBUTES = "edit profiles in the Profile Editor"
    MAPPINGS = "edit profile mappings"
    TASKS = "retry tasks"
