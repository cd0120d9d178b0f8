"""Steps about the inSync Management Console: settings, who is taken in, and tokens."""

from __future__ import annotations

from pytest_bdd import given, parsers, then, when

from crosswalk.procedure.procedure import SETTING, set_access
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
    parsers.parse("the inSync admin chooses {setting} for Access user accounts using"),
    converters=TERMS,
)
def chooses_access(insync: InSyncAdmin, story: Story, setting: AccessSetting) -> None:
    """Choose a value on the page that the console shows, without saving it."""
    with story.refusal_by("inSync"):
        insync.settings.choose(name=SETTING, value=setting.value)


@when(parsers.parse("{saving} saves the settings"), converters=TERMS)
def saves_settings(insync: InSyncAdmin, story: Story, saving: AdminRole) -> None:
    """Save what was chosen, or keep what inSync answers."""
    with story.refusal_by("inSync"):
        insync.settings.save(role=saving)


@given(parsers.parse("the default profile takes {users}"), converters=TERMS)
@when(parsers.parse("the inSync admin lets the default profile take {users}"), converters=TERMS)
def profile_takes(insync: InSyncAdmin, story: Story, users: int) -> None:
    """Set how many users the default profile takes."""
    with story.refusal_by("inSync"):
        insync.profiles.save(Profile("Default", max_users=users))


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
