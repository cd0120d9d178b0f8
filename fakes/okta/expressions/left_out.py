"""What Okta has and the lab leaves out, or Okta refuses in a mapping: why, and what to use."""

from __future__ import annotations

from collections.abc import Mapping

_NO_DIRECTORY = "Okta has {name}, which reads Active Directory; this org has no Active Directory"
_FOR_TOKENS = (
    "The Groups.contains, Groups.startsWith, and Groups.endsWith group functions are designed to "
    "work only with group claims. You can't use these functions with property mappings"
)
_FOR_POLICIES = "{name} belongs to the Expression Language in Identity Engine, for policies"

# By the beginning of a function's name.
FUNCTIONS: Mapping[str, str] = {
    "Groups.": f"{_FOR_TOKENS}: expected isMemberOfGroupNameContains or …StartsWith",
    "Iso3166Convert.": "Okta has {name}; it is not simulated: expected String.stringSwitch with "
    "the countries that are needed",
    "getManager": f"{_NO_DIRECTORY}: expected user.manager or user.managerId",
    "getAssistant": f"{_NO_DIRECTORY}: expected an attribute of user",
    "user.getLinkedObject": "Okta has {name}; linked objects are not simulated: expected "
    "user.manager or user.managerId",
    "user.getGroups": f"{_FOR_POLICIES}: expected getFilteredGroups",
    "user.isMemberOf": f"{_FOR_POLICIES}: expected isMemberOfGroupName",
}

# By the name of a profile. A second directory of a kind has an underscore and a suffix more.
PROFILES: Mapping[str, str] = {
    "active_directory": "Okta has {name}.…, the profile of a person in Active Directory; this org "
    "has no Active Directory",
    "workday": "Okta has {name}.…, the profile of a person in Workday; this org has no Workday",
    "idpuser": "{name} is only available when specifying the username transform used to generate "
    "an Okta username for the IdP user",
    "session": "{name} is only available in the assertions of SAML apps",
}


def why_no_function(name: str) -> str:
    """Return why a function that Okta knows cannot be called, or ""."""
    found = next((why for start, why in FUNCTIONS.items() if name.startswith(start)), "")
    return found.format(name=name)


def why_no_profile(name: str) -> str:
    """Return why a profile that Okta knows cannot be read, or ""."""
    known = next((each for each in PROFILES if name == each or name.startswith(f"{each}_")), "")
    return PROFILES[known].format(name=name) if known else ""
