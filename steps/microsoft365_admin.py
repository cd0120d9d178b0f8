"""Steps about what the admin of Microsoft 365 changes: names, licenses, deleted users, services."""

from __future__ import annotations

from pytest_bdd import given, parsers, then, when

from fakes.company.setting_up import connect_insync
from fakes.insync.admin import InSyncAdmin
from fakes.microsoft365.admin import Microsoft365Admin
from fakes.microsoft365.model import License, UserType
from fakes.wire import Address

from .microsoft365 import named_alike, only_deleted
from .naming import Named
from .story import Story
from .terms import TERMS
from .who import MICROSOFT365, enters_microsoft365, user_of


@given(
    parsers.parse("{person} is in Microsoft 365 with mail {mail} and nickname {nickname}"),
    converters=TERMS,
)
def is_there_with(
    microsoft365: Microsoft365Admin, story: Story, person: str, mail: str, nickname: str
) -> None:
    """Add a licensed person by UPN, and mail and nickname where they are given."""
    someone = story.who.person(person)
    user = microsoft365.directory.add_user(
        Address(someone.upn),
        mail=Address(mail) if mail else None,
        mail_nickname=nickname,
        display_name=someone.full_name,
        licenses=(License.OFFICE_365_E3,),
    )
    story.who.note(MICROSOFT365, user.id, person)


@given(parsers.parse("the UPN of {microsoft_user} was changed to {address}"), converters=TERMS)
def upn_was_changed(
    microsoft365: Microsoft365Admin, story: Story, microsoft_user: Named, address: Address
) -> None:
    """Change the UPN of a person."""
    user = user_of(microsoft365, story.who, microsoft_user)
    microsoft365.directory.change_username(user.id, address)


@given(
    parsers.parse("the primary SMTP address of {microsoft_user} was changed to {address}"),
    converters=TERMS,
)
def primary_was_changed(
    microsoft365: Microsoft365Admin, story: Story, microsoft_user: Named, address: Address
) -> None:
    """Make an address the primary SMTP address of a person."""
    user = user_of(microsoft365, story.who, microsoft_user)
    microsoft365.directory.set_primary_address(user.id, address)


@then(parsers.parse("the primary SMTP address of {microsoft_user} is {stored}"), converters=TERMS)
def primary_is(
    microsoft365: Microsoft365Admin, story: Story, microsoft_user: Named, stored: str | None
) -> None:
    """Check the primary SMTP address of a person, including upper and lower case."""
    mail = user_of(microsoft365, story.who, microsoft_user).mail
    found = None if mail is None else str(mail)
    assert found == stored, f"expected {stored or 'none'}, found {found or 'none'}"


@when(
    parsers.parse("the Microsoft 365 admin sets {address} as primary for {microsoft_user}"),
    converters=TERMS,
)
def sets_as_primary(
    microsoft365: Microsoft365Admin, story: Story, address: Address, microsoft_user: Named
) -> None:
    """Add an alias and set it as primary, in the Microsoft 365 admin center."""
    user = user_of(microsoft365, story.who, microsoft_user)
    with story.refusal_by("Microsoft 365"):
        microsoft365.directory.add_alias(user.id, address)
        microsoft365.directory.set_as_primary(user.id, address)


@given(parsers.parse("{microsoft_user} lost every Microsoft 365 license"), converters=TERMS)
@when(parsers.parse("{microsoft_user} loses every Microsoft 365 license"), converters=TERMS)
def loses_licenses(microsoft365: Microsoft365Admin, story: Story, microsoft_user: Named) -> None:
    """Take every license from a person."""
    with story.refusal_by("Microsoft 365"):
        user = user_of(microsoft365, story.who, microsoft_user)
        assert user.licenses, f"{user.user_principal_name} has no license to lose"
        for product in user.licenses:
            microsoft365.directory.remove_license(user.id, product)


@when(parsers.parse("{microsoft_user} gets a Microsoft 365 license again"), converters=TERMS)
def gets_license(microsoft365: Microsoft365Admin, story: Story, microsoft_user: Named) -> None:
    """Give a person who has none a license for mail and files."""
    with story.refusal_by("Microsoft 365"):
        user = user_of(microsoft365, story.who, microsoft_user)
        assert not user.licenses, f"{user.user_principal_name} has a license already"
        microsoft365.directory.assign_license(user.id, License.OFFICE_365_E3)


@when(parsers.parse("{microsoft_user} gets an Exchange Online license"), converters=TERMS)
def gets_mail(microsoft365: Microsoft365Admin, story: Story, microsoft_user: Named) -> None:
    """Give a person who has no mailbox a license for mail."""
    with story.refusal_by("Microsoft 365"):
        user = user_of(microsoft365, story.who, microsoft_user)
        microsoft365.directory.assign_license(user.id, License.EXCHANGE_ONLINE)


@when(parsers.parse("{heir} is added to Microsoft 365 under the UPN of {person}"), converters=TERMS)
def is_added_under(microsoft365: Microsoft365Admin, story: Story, heir: str, person: str) -> None:
    """Add somebody under the UPN that was a deleted person's."""
    with story.refusal_by("Microsoft 365"):
        upn = story.who.person(person).upn
        enters_microsoft365(microsoft365, story.who, named_alike(story, heir, upn))


@when(parsers.parse("Microsoft 365 restores {person}"), converters=TERMS)
def restores_user(microsoft365: Microsoft365Admin, story: Story, person: str) -> None:
    """Restore a deleted user, and keep what Microsoft 365 answers."""
    deleted = only_deleted(microsoft365, story, person)
    with story.refusal_by("Microsoft 365"):
        microsoft365.directory.restore_user(deleted.id)


@when(parsers.parse("Microsoft 365 restores {person} under the UPN {address}"), converters=TERMS)
def restores_under(
    microsoft365: Microsoft365Admin, story: Story, person: str, address: Address
) -> None:
    """Restore a deleted user under some UPN, and keep what Microsoft 365 answers."""
    deleted = only_deleted(microsoft365, story, person)
    with story.refusal_by("Microsoft 365"):
        microsoft365.directory.restore_user(deleted.id, new_user_principal_name=address)


@when(
    parsers.parse(
        "Microsoft 365 restores {person} under the UPN {address} without the addresses of others"
    ),
    converters=TERMS,
)
def restores_without(
    microsoft365: Microsoft365Admin, story: Story, person: str, address: Address
) -> None:
    """Restore a deleted user under some UPN, and leave out the addresses that others have."""
    deleted = only_deleted(microsoft365, story, person)
    with story.refusal_by("Microsoft 365"):
        microsoft365.directory.restore_user(
            deleted.id, new_user_principal_name=address, auto_reconcile_proxy_conflict=True
        )


@when(
    parsers.parse("the Microsoft 365 admin adds {person} under the UPN {address}"),
    converters=TERMS,
)
def adds_under(
    microsoft365: Microsoft365Admin, story: Story, person: str, address: Address
) -> None:
    """Try to add a person under some UPN, and keep what Microsoft 365 answers."""
    someone = named_alike(story, person, str(address))
    with story.refusal_by("Microsoft 365"):
        enters_microsoft365(microsoft365, story.who, someone)


@given("Microsoft 365 has EWS switched off")
def has_ews_off(microsoft365: Microsoft365Admin) -> None:
    """Switch Exchange Web Services off for the organization."""
    microsoft365.exchange.switch_ews(False)


@when("Microsoft 365 switches EWS on")
def switches_ews_on(microsoft365: Microsoft365Admin, story: Story) -> None:
    """Switch Exchange Web Services on for the organization; an allow list stays as it is."""
    with story.refusal_by("Microsoft 365"):
        microsoft365.exchange.switch_ews(True)


@given(parsers.parse("only {app} is on the EWS allow list"), converters=TERMS)
@when(parsers.parse("Microsoft 365 puts only {app} on the EWS allow list"), converters=TERMS)
def allows_ews(
    insync: InSyncAdmin, microsoft365: Microsoft365Admin, story: Story, app: str
) -> None:
    """Let one app use Exchange Web Services, by its client id, and no other."""
    if app == "inSync":
        client_id = insync.protection.connected_as()
    else:
        client_id = microsoft365.apps.register_app("Another app").client_id
    with story.refusal_by("Microsoft 365"):
        microsoft365.exchange.allow_ews_to((client_id,))


@when(
    parsers.parse("Microsoft 365 converts {microsoft_user} to a shared mailbox"), converters=TERMS
)
def converts_to_shared(
    microsoft365: Microsoft365Admin, story: Story, microsoft_user: Named
) -> None:
    """Convert the mailbox of a person to a shared one, which needs no license."""
    user = user_of(microsoft365, story.who, microsoft_user)
    with story.refusal_by("Microsoft 365"):
        microsoft365.exchange.convert_to_shared(user.id)


@when(parsers.parse("{microsoft_user} opens OneDrive"), converters=TERMS)
def opens_onedrive(microsoft365: Microsoft365Admin, story: Story, microsoft_user: Named) -> None:
    """Let a person open OneDrive for the first time."""
    user = user_of(microsoft365, story.who, microsoft_user)
    with story.refusal_by("Microsoft 365"):
        microsoft365.onedrive.provision(user.id)


@given(parsers.parse("{person} is a guest in Microsoft 365"), converters=TERMS)
def is_guest(microsoft365: Microsoft365Admin, story: Story, person: str) -> None:
    """Invite a guest, who has no license and a UPN made from the address at home."""
    someone = story.who.person(person)
    user = microsoft365.directory.add_guest(Address(someone.smtp), display_name=someone.full_name)
    story.who.note(MICROSOFT365, user.id, person)


@when(
    parsers.parse("the Microsoft 365 admin makes {microsoft_user} a {user_type}"), converters=TERMS
)
def makes_user_type(
    microsoft365: Microsoft365Admin, story: Story, microsoft_user: Named, user_type: UserType
) -> None:
    """Make a guest a member, or a member a guest."""
    user = user_of(microsoft365, story.who, microsoft_user)
    with story.refusal_by("Microsoft 365"):
        microsoft365.directory.set_user_type(user.id, user_type)


@then(parsers.parse("Microsoft 365 lists {microsoft_user} as a {user_type}"), converters=TERMS)
def is_listed_as(
    microsoft365: Microsoft365Admin, story: Story, microsoft_user: Named, user_type: UserType
) -> None:
    """Check whether somebody is a guest or a member."""
    found = user_of(microsoft365, story.who, microsoft_user).user_type
    assert found is user_type, f"expected {user_type.value}, found {found.value}"


@when("Microsoft 365 begins to require MFA")
def requires_mfa(microsoft365: Microsoft365Admin, story: Story) -> None:
    """Require multi-factor authentication of whoever authorizes an app, or has done so."""
    with story.refusal_by("Microsoft 365"):
        microsoft365.apps.require_mfa()


@given("inSync has no consent to Mail.ReadWrite")
def has_no_mail_consent(insync: InSyncAdmin, microsoft365: Microsoft365Admin) -> None:
    """Withdraw the permission that Graph wants for mail from the app of inSync."""
    microsoft365.apps.withdraw_mail_consent(insync.protection.connected_as())


@when("Microsoft 365 deletes the app of inSync")
def deletes_app(insync: InSyncAdmin, microsoft365: Microsoft365Admin, story: Story) -> None:
    """Delete the app registration by which inSync has access."""
    with story.refusal_by("Microsoft 365"):
        microsoft365.apps.delete_app(insync.protection.connected_as())


@when("the inSync admin reinstalls the Microsoft 365 app")
def reinstalls_app(insync: InSyncAdmin, microsoft365: Microsoft365Admin, story: Story) -> None:
    """Authorize inSync anew, as an admin who passes multi-factor authentication."""
    with story.refusal_by("inSync"):
        connect_insync(insync, microsoft365)


@given("the tenant has no SharePoint subscription")
def has_no_sharepoint(microsoft365: Microsoft365Admin) -> None:
    """Take SharePoint, and with it OneDrive, from the whole tenant."""
    microsoft365.onedrive.switch_sharepoint(False)


@then(parsers.parse("the aliases of {microsoft_user} are {aliases}"), converters=TERMS)
def aliases_are(
    microsoft365: Microsoft365Admin, story: Story, microsoft_user: Named, aliases: str
) -> None:
    """Check every secondary SMTP address of a person, separated by commas."""
    found = ", ".join(map(str, user_of(microsoft365, story.who, microsoft_user).aliases))
    assert found == aliases, f"expected {aliases!r}, found {found!r}"
