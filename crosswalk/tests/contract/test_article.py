"""The article, walked by clients that nobody here wrote: each goes as far as its vendor's API does.

The rest of the way are consoles, since the vendors publish no API for it: support's change of email
IDs, Apply updates now, Access user accounts using, and starting a backup. Only adding people to
Microsoft 365 has an API, which is left out here. All of it is found by the word ``consoles``.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

import pytest

from fakes.company.cast import CAST, Person
from fakes.company.setting_up import enter_microsoft365
from fakes.okta.tests.contract import sdk as okta
from fakes.serving.system_app import CLIENT

from . import microsoft365
from .reach import Reach

pytestmark = [
    pytest.mark.contract,
    pytest.mark.filterwarnings("ignore"),
    pytest.mark.skipif(okta.sdk is None, reason=okta.REASON),
]

SAM, ADA, LIA = PEOPLE = CAST["Sam"], CAST["Ada"], CAST["Lia"]
MAIL, DRIVE = "Exchange Online", "OneDrive"
BACKED_UP, USER_NOT_FOUND = ("Backed Up Successfully", ""), ("Backup Failed", "EUSERNOTFOUND")
RESTORED, NOT_REACHABLE = ("Success", ""), ("Failed", "Server not reachable. (#100000011)")


def test_email_ids_first_then_the_mapping_and_everything_works(
    reach: Reach, tmp_path: Path
) -> None:
    everybody_is_in_microsoft365(reach)
    everybody_is_imported_by_upn(reach)
    assert accounts(reach) == [(person.upn, None) for person in PEOPLE]
    back_up_everyone(reach)
    assert set(reach.druva.last_backups().values()) == {BACKED_UP}

    everybody_loses_letters_and_files(reach)
    assert reach.druva.restore(SAM.upn, MAIL) == NOT_REACHABLE
    assert reach.druva.restore(ADA.upn, MAIL) == RESTORED
    assert reach.druva.restore(LIA.upn, MAIL) == NOT_REACHABLE
    assert microsoft365.mailbox_refused_by_exchange(reach, SAM.upn) == "ErrorNonPrimarySmtpAddress"
    assert microsoft365.letters_by_exchangelib(reach, SAM.smtp) == []
    assert microsoft365.letters_by_exchangelib(reach, ADA.smtp) == ["Welcome, Ada"]

    support_changes_the_email_ids(reach)
    back_up_everyone(reach)
    assert reach.druva.last_backups() == {
        (SAM.smtp, MAIL): BACKED_UP,
        (SAM.smtp, DRIVE): USER_NOT_FOUND,
        (ADA.smtp, MAIL): BACKED_UP,
        (ADA.smtp, DRIVE): BACKED_UP,
        (LIA.smtp, MAIL): BACKED_UP,
        (LIA.smtp, DRIVE): USER_NOT_FOUND,
    }
    assert microsoft365.drive_refused_by_graph(reach, SAM.smtp) == "Request_ResourceNotFound"

    okta_maps_both_addresses(reach)
    assert accounts(reach) == [(person.smtp, person.upn) for person in PEOPLE]
    insync_accesses_user_accounts_by_ad_attribute(reach)
    back_up_everyone(reach)
    assert set(reach.druva.last_backups().values()) == {BACKED_UP}

    for person in PEOPLE:
        assert reach.druva.restore(person.smtp, MAIL) == RESTORED
        assert reach.druva.restore(person.smtp, DRIVE) == RESTORED
        letters, files = [f"Welcome, {person.name}"], plans_of(person)
        assert microsoft365.letters_by_exchangelib(reach, person.smtp) == letters
        assert microsoft365.letters_by_graph(reach, person.smtp) == letters
        assert microsoft365.letters_by_o365(reach, person.smtp) == letters
        assert microsoft365.files_by_graph(reach, person.upn) == files
        assert microsoft365.files_by_o365(reach, person.upn, tmp_path) == files
    assert refusals(reach) == [
        ("POST", "/EWS/Exchange.asmx", 500),
        ("PATCH", f"/insync/usermanagement/v1/users/{reach.druva.users()[SAM.smtp]}", 400),
        ("GET", f"/v1.0/users/{SAM.smtp}/drive", 404),
    ]


def test_the_mapping_first_and_everybody_of_two_addresses_is_duplicated(reach: Reach) -> None:
    everybody_is_in_microsoft365(reach)
    everybody_is_imported_by_upn(reach)
    back_up_everyone(reach)
    everybody_loses_letters_and_files(reach)

    okta_maps_both_addresses(reach)
    assert accounts(reach) == [
        (SAM.upn, None),
        (ADA.smtp, ADA.upn),
        (LIA.upn, None),
        (SAM.smtp, SAM.upn),
        (LIA.smtp, LIA.upn),
    ]
    assert len(reach.druva.restore_points(SAM.upn, MAIL)) == 1
    assert reach.druva.restore_points(SAM.smtp, MAIL) == []

    insync_accesses_user_accounts_by_ad_attribute(reach)
    back_up_everyone(reach)
    assert reach.druva.last_backups() == {
        (address, app): USER_NOT_FOUND if address in (SAM.upn, LIA.upn) else BACKED_UP
        for address in (SAM.upn, ADA.smtp, LIA.upn, SAM.smtp, LIA.smtp)
        for app in (MAIL, DRIVE)
    }
    # What was lost is in the account that cannot be restored, and not in the one that can be.
    assert reach.druva.restore(SAM.upn, MAIL) == NOT_REACHABLE
    assert reach.druva.restore(SAM.smtp, MAIL) == RESTORED
    assert microsoft365.letters_by_exchangelib(reach, SAM.smtp) == []
    assert refusals(reach) == []


def everybody_is_in_microsoft365(reach: Reach) -> None:
    for person in PEOPLE:
        enter_microsoft365(reach.consoles.microsoft365, person)
    added = [(person.upn, person.smtp) for person in PEOPLE]
    assert microsoft365.people_by_graph(reach) == added
    assert microsoft365.people_by_o365(reach, SAM.upn) == added


def everybody_is_imported_by_upn(reach: Reach) -> None:
    app = okta.app_of(reach.okta)
    for person in PEOPLE:
        wanted = okta.person(person.upn, person.smtp, person.name, person.surname)
        user = okta.ask(reach.okta.create_user(wanted))
        asked = okta.models.AppUserAssignRequest(id=user.id)
        assigned = okta.ask(reach.okta.assign_user_to_application(app.id, asked))
        assert (assigned.status.value, assigned.credentials.user_name) == ("STAGED", person.upn)
    okta_sends(reach)
    sent = okta.ask(reach.okta.list_application_users(app.id))
    assert {(each.status.value, each.sync_state.value) for each in sent} == {
        ("PROVISIONED", "SYNCHRONIZED")
    }
    assert list(reach.druva.users()) == [person.upn for person in PEOPLE]


def okta_maps_both_addresses(reach: Reach) -> None:
    app = okta.app_of(reach.okta)
    schema = okta.add_upn(reach.okta, app.id)
    assert schema.definitions.custom.properties["userPrincipalName"].title == "UPN"
    mapping = okta.remap(reach.okta, app.id)
    assert mapping.properties["userPrincipalName"].expression == "user.login"
    assert mapping.properties["userName"].expression == "user.email"
    reach.consoles.okta.assignments.apply_updates_now()
    okta_sends(reach)
    for each in okta.ask(reach.okta.list_application_users(app.id, expand="user")):
        known = each.embedded["user"]["profile"]
        assert each.credentials.user_name == known["email"]
        assert each.profile["userPrincipalName"] == known["login"]


def okta_sends(reach: Reach) -> None:
    """Let Okta send what waits, which it does by itself in time."""
    assert reach.consoles.okta.jobs.run().failed == 0


def support_changes_the_email_ids(reach: Reach) -> None:
    """Do what only support can do for many at once: the REST API changes no email ID at all."""
    refused = reach.druva.edit(SAM.upn, emailID=SAM.smtp)
    assert (refused.status_code, refused.json()["code"]) == (400, "InsyncCappmaster-1001")
    rows = [f"{person.upn},{person.smtp}" for person in (SAM, LIA)]
    file = "\n".join(["inSync email ID,New inSync email ID", *rows])
    reach.consoles.insync.accounts.change_email_ids(file.encode())


def insync_accesses_user_accounts_by_ad_attribute(reach: Reach) -> None:
    settings = reach.consoles.insync.settings
    way = "Global Navigation > SaaS Apps > Microsoft 365 > Overview > More > Settings"
    for label in way.split(" > "):
        settings.click(label)
    settings.choose(name="Access user accounts using", value="AD Attribute")
    settings.save()


def back_up_everyone(reach: Reach) -> None:
    reach.consoles.insync.protection.back_up_everyone()


def everybody_loses_letters_and_files(reach: Reach) -> None:
    for person in PEOPLE:
        microsoft365.lose_letters_by_graph(reach, person.smtp)
        microsoft365.lose_files_by_o365(reach, person.upn)
        assert microsoft365.letters_by_graph(reach, person.smtp) == []
        assert microsoft365.files_by_graph(reach, person.upn) == {}


def accounts(reach: Reach) -> list[tuple[str, str | None]]:
    """Return what SCIM tells of inSync's accounts: the email ID and the AD attribute of each."""
    user = reach.scim.provider.model_for("User")
    found = reach.scim.query(user).resources
    return [(each.user_name, each.user_principal_name) for each in found]


def plans_of(person: Person) -> dict[str, bytes]:
    """Return the file at the top of somebody's drive."""
    content = f"The plans of {person.full_name}: später."
    return {f"Plans of {person.name}.txt": content.encode()}


def refusals(reach: Reach) -> list[tuple[str, str, int]]:
    """Return what clients asked for and did not get: nothing besides what the article is about."""
    return [
        (each.method, unquote(each.path), each.status)
        for each in reach.consoles.journal.latest()
        if each.sender == CLIENT and each.status >= 400
    ]
