"""Steps about the inSync Management Console: settings, who is taken in, and tokens."""

from __future__ import annotations

from pytest_bdd import given, parsers, then, when

from crosswalk.procedure.procedure import SETTING, SETTING_PATH, set_access
from fakes.insync.admin import InSyncAdmin
from fakes.insync.model import AccessSetting, AdminRole, Profile, ScimMapping
from fakes.okta.admin import OktaAdmin

from .story import Story
from .terms import TERMS


@given(parsers.parse("inSync accesses user accounts using {setting}"), converters=TERMS)
@when(
    parsers.parse("the inSync admin sets Access user accounts using to {setting}"), converters=TERMS
)
def sets_access(insync: InSyncAdmin, story: Story, setting: AccessSetting) -> None:
    """Save Access user accounts using at its console path, as a cloud administrator."""
    with story.refusal_by("inSync"):
        set_access(insync, setting)


@then(parsers.parse("inSync accesses user accounts using {setting}"), converters=TERMS)
def access_is(insync: InSyncAdmin, setting: AccessSetting) -> None:
    """Check the value of Access user accounts using."""
    found = insync.settings.access_user_accounts_using()
    assert found is setting, f"expected {setting.value!r}, found {found.value!r}"


@when(
    parsers.parse("a profile administrator sets Access user accounts using to {setting}"),
    converters=TERMS,
)
def sets_access_unduly(insync: InSyncAdmin, story: Story, setting: AccessSetting) -> None:
    """Try to save the setting without the role for it, and keep what inSync answers."""
    with story.refusal_by("inSync"):
        insync.settings.save(
            path=SETTING_PATH,
            name=SETTING,
            value=setting.value,
            role=AdminRole.PROFILE_ADMINISTRATOR,
        )


@when(parsers.parse("the inSync admin saves the setting at {path}"), converters=TERMS)
def saves_elsewhere(insync: InSyncAdmin, story: Story, path: str) -> None:
    """Try to save AD Attribute at some console path, and keep what inSync answers."""
    with story.refusal_by("inSync"):
        insync.settings.save(path=path, name=SETTING, value=AccessSetting.AD_ATTRIBUTE.value)


@then(parsers.parse("{title} is found at {path}"), converters=TERMS)
def setting_is_found(insync: InSyncAdmin, title: str, path: str) -> None:
    """Check that a console path leads to a setting."""
    found = insync.settings.found_at(path)
    assert title in found, f"expected {title!r} there, found {', '.join(found) or 'nothing'}"


@given(parsers.parse("the default profile takes {count} users"), converters=TERMS)
@when(
    parsers.parse("the inSync admin lets the default profile take {count} users"), converters=TERMS
)
def profile_takes(insync: InSyncAdmin, story: Story, count: int) -> None:
    """Set how many users the default profile takes."""
    with story.refusal_by("inSync"):
        insync.profiles.save(Profile("Default", max_users=count))


@given(parsers.parse("SCIM mappings take in users whose {attribute} is {value}"), converters=TERMS)
def mappings_take_in(insync: InSyncAdmin, attribute: str, value: str) -> None:
    """Leave one SCIM mapping, with a filter on an attribute."""
    insync.provisioning.save_mappings(
        (ScimMapping(value, "Default", "Default", attribute=attribute, values=(value,)),)
    )


@when("the inSync admin creates a new token and gives it to Okta")
def renews_token(okta: OktaAdmin, insync: InSyncAdmin, story: Story) -> None:
    """Create a SCIM token and enter it on the connection of the Druva app."""
    with story.refusal_by("inSync"):
        token = insync.provisioning.new_token()
    with story.refusal_by("Okta"):
        okta.app.connect(base_url=insync.provisioning.base_url(), token=token)


@when("the inSync admin creates a new token and keeps it")
def replaces_token(insync: InSyncAdmin, story: Story) -> None:
    """Create a SCIM token that Okta is not told."""
    with story.refusal_by("inSync"):
        insync.provisioning.new_token()
