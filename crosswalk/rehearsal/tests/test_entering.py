"""The lab holds everybody of a tenant as the exports have them, with a letter and a file."""

from __future__ import annotations

from typing import Any

import pytest

from crosswalk.diagnosis.choices import Choices
from crosswalk.diagnosis.diagnosing import diagnose
from crosswalk.diagnosis.tenant import AppUser, HeldAccount, MailUser, OktaUser, Tenant
from crosswalk.rehearsal.entering import Entered, Entering
from crosswalk.rehearsal.part import Addresses, part_of
from crosswalk.rehearsal.turns import Turn
from fakes.insync.model import AccessSetting, AccountStatus, PreservedBy, Workload
from fakes.microsoft365.model import License, MailboxType, User, UserType
from fakes.okta.model import UserStatus

from .played import LAB, tenant

ADA = OktaUser("ada@corp.example", "ada.ames@corp.example")
ADA_365 = MailUser("ada@corp.example", "ada.ames@corp.example", ("ada@corp.example",))


def entered(
    everybody: Tenant, choices: Choices | None = None, left_out: frozenset[str] = frozenset()
) -> Entered:
    found = tried(everybody, choices or Choices(), left_out)
    assert not found.refused
    return found


def tried(everybody: Tenant, choices: Choices, left_out: frozenset[str] = frozenset()) -> Entered:
    LAB.reset()
    part = part_of(everybody, Addresses(choices), None)
    rows = (*diagnose(everybody, choices).rows(),)
    return Entering(LAB, Turn(part, rows, rows, left_out), choices).enter()


def user_365(upn: str) -> User:
    (user,) = [
        each
        for each in LAB.microsoft365.directory.list_users()
        if str(each.user_principal_name) == upn
    ]
    return user


class TestMicrosoft365:
    def test_a_person_has_exactly_the_addresses_of_the_exports(self) -> None:
        entered(tenant(people=[ADA_365]))
        user = user_365("ada@corp.example")
        assert str(user.mail) == "ada.ames@corp.example"
        assert [str(each) for each in user.aliases] == [
            "ada@corp.example",
            "mailbox1@corp.onmicrosoft.example",
        ]

    def test_a_upn_that_is_no_mail_address_does_not_become_one(self) -> None:
        entered(tenant(people=[MailUser("ada@corp.example", "ames@corp.example")]))
        assert "ada@corp.example" not in user_365("ada@corp.example").proxy_addresses
        assert not user_365("ada@corp.example").upn_is_alias

    def test_whose_upn_is_no_address_has_one_that_nobody_presents(self) -> None:
        nobody = [MailUser("", f"{each}@corp.example") for each in ("ada", "ben")]
        entered(tenant(people=[*nobody, MailUser("", mailbox=False, onedrive=False)]))
        users = LAB.microsoft365.directory.list_users()[1:]
        assert [(str(each.user_principal_name), str(each.mail)) for each in users] == [
            ("mailbox1@corp.onmicrosoft.example", "ada@corp.example"),
            ("mailbox2@corp.onmicrosoft.example", "ben@corp.example"),
        ]

    def test_nobody_gets_an_address_that_somebody_of_the_exports_has(self) -> None:
        taken = "mailbox1@corp.onmicrosoft.example"
        entered(
            tenant(people=[ADA_365, MailUser("ben@corp.example", "ben@corp.example", (taken,))])
        )
        assert taken in [str(each) for each in user_365("ben@corp.example").aliases]

    def test_there_is_a_letter_and_a_file_where_somebody_has_a_mailbox_and_a_onedrive(self) -> None:
        entered(tenant(people=[ADA_365]))
        user = user_365("ada@corp.example")
        assert len(LAB.microsoft365.exchange.list_messages(user.id)) == 1
        assert len(LAB.microsoft365.onedrive.list_files(user.id)) == 1

    @pytest.mark.parametrize(
        ("mailbox", "onedrive", "licenses"),
        [
            (True, True, (License.OFFICE_365_E3,)),
            (True, False, (License.EXCHANGE_ONLINE,)),
            (False, True, (License.ONEDRIVE,)),
            (False, False, ()),
        ],
    )
    def test_licenses_give_what_somebody_has(
        self, mailbox: bool, onedrive: bool, licenses: tuple[License, ...]
    ) -> None:
        entered(tenant(people=[ADA_365._replace(mailbox=mailbox, onedrive=onedrive)]))
        user = user_365("ada@corp.example")
        assert user.licenses == licenses
        assert LAB.microsoft365.exchange.has_mailbox(user.id) is mailbox
        assert LAB.microsoft365.onedrive.is_provisioned(user.id) is onedrive

    @pytest.mark.parametrize("onedrive", [True, False])
    def test_a_shared_mailbox_has_no_license_for_mail(self, onedrive: bool) -> None:
        entered(tenant(people=[ADA_365._replace(shared=True, onedrive=onedrive)]))
        user = user_365("ada@corp.example")
        assert user.mailbox_type is MailboxType.SHARED
        assert user.licenses == ((License.ONEDRIVE,) if onedrive else ())
        assert LAB.microsoft365.exchange.has_mailbox(user.id)

    def test_a_guest_has_a_mail_address_and_nothing_else(self) -> None:
        guest = MailUser("eve_home.example#EXT#@corp.example", "eve@home.example", mailbox=False)
        entered(tenant(people=[guest._replace(onedrive=False, guest=True)]))
        user = user_365("eve_home.example#EXT#@corp.example")
        assert (str(user.mail), user.licenses) == ("eve@home.example", ())
        assert user.user_type is UserType.GUEST

    @pytest.mark.parametrize("guest", [True, False])
    def test_who_is_a_guest_is_what_the_exports_say(self, guest: bool) -> None:
        somebody = ADA_365._replace(mailbox=False, onedrive=False, guest=guest)
        entered(tenant(people=[somebody]))
        found = user_365("ada@corp.example").user_type
        assert found is (UserType.GUEST if guest else UserType.MEMBER)

    @pytest.mark.parametrize(
        ("wrong", "why"),
        [
            ({"upn": "zoe+hr@corp.example"}, "Property userPrincipalName is invalid."),
            ({"primary_smtp": "zoé@corp.example"}, "Invalid value specified for property 'mail'"),
            ({"aliases": ("zoe..z@corp.example",)}, "property 'proxyAddresses' of resource"),
        ],
    )
    def test_a_name_that_microsoft_365_refuses(self, wrong: dict[str, Any], why: str) -> None:
        (refused,) = tried(tenant(people=[ADA_365._replace(**wrong)]), Choices()).refused
        assert refused.system == "Microsoft 365"
        assert why in refused.why


class TestOkta:
    def test_somebody_has_login_and_email_and_is_assigned_to_nothing(self) -> None:
        found = entered(tenant([ADA]))
        (user,) = LAB.okta.directory.users()
        assert (user.login, user.email, user.status) == (*ADA[:2], UserStatus.ACTIVE)
        assert LAB.okta.assignments.all() == ()
        assert found.sent == [user.id]

    def test_who_is_deactivated_is_so_and_not_sent(self) -> None:
        found = entered(tenant([ADA._replace(active=False)], ["ada@corp.example"]))
        (user,) = LAB.okta.directory.users()
        assert (user.status, found.sent) == (UserStatus.DEPROVISIONED, [])
        assert LAB.insync.accounts.account(found.accounts["ada@corp.example"]).status is (
            AccountStatus.ACTIVE
        )

    def test_who_is_not_among_the_app_users_is_not_sent(self) -> None:
        assert entered(tenant([ADA], app_users=[])).sent == []

    def test_whose_turn_it_is_not_is_neither_sent_nor_linked(self) -> None:
        found = entered(tenant([ADA], ["ada@corp.example"]), left_out=frozenset([ADA.login]))
        assert (found.sent, LAB.okta.assignments.all()) == ([], ())

    def test_an_account_is_linked_that_has_the_user_name_and_nothing_is_sent(self) -> None:
        entered(tenant([ADA], ["Ada@corp.example"]))
        (assignment,) = LAB.okta.assignments.all()
        (account,) = [
            each for each in LAB.insync.accounts.all() if each.email_id.folded == ADA.login
        ]
        assert assignment.external_id == account.scim_id
        assert (account.ad_attribute, str(account.email_id)) == (None, "Ada@corp.example")

    def test_an_account_is_linked_that_an_app_user_says(self) -> None:
        app_users = [AppUser("a.ames@corp.example", id="00u1")]
        entered(tenant([ADA._replace(id="00u1")], ["a.ames@corp.example"], app_users=app_users))
        assert len(LAB.okta.assignments.all()) == 1

    def test_an_account_that_is_found_otherwise_is_not_linked(self) -> None:
        entered(tenant([ADA], ["ada.ames@corp.example"]))
        assert LAB.okta.assignments.all() == ()


class TestInSync:
    def account(self, found: Entered, email_id: str):  # type: ignore[no-untyped-def]
        return LAB.insync.accounts.account(found.accounts[email_id])

    def test_an_account_has_the_attribute_that_an_export_says(self) -> None:
        held = HeldAccount("ada@corp.example", attribute="aames")
        found = entered(tenant([ADA], [held]), Choices(ad_attribute="user.email"))
        assert self.account(found, "ada@corp.example").ad_attribute == "aames"

    def test_or_else_the_one_that_is_mapped(self) -> None:
        found = entered(tenant([ADA], ["ada@corp.example"]), Choices(ad_attribute="user.email"))
        assert self.account(found, "ada@corp.example").ad_attribute == "ada.ames@corp.example"

    def test_a_preserved_account_has_a_snapshot_of_its_own(self) -> None:
        found = entered(tenant([ADA], [HeldAccount("ada@corp.example", preserved=True)]))
        account = self.account(found, "ada@corp.example")
        assert (account.status, account.preserved_by) == (
            AccountStatus.PRESERVED,
            PreservedBy.ADMINISTRATOR,
        )
        assert not account.must_reset_password
        assert LAB.insync.protection.snapshots(account.id, Workload.EXCHANGE_ONLINE)

    def test_the_setting_and_the_readings_are_those_that_were_chosen(self) -> None:
        readings = {"A1": "the setting", "A2": "update in place"}
        entered(tenant(), Choices(access=AccessSetting.AD_ATTRIBUTE, readings=readings))
        assert LAB.insync.settings.access_user_accounts_using() is AccessSetting.AD_ATTRIBUTE
        assert dict(LAB.insync.readings.in_force())["A1"] == "the setting"

    def test_the_mailbox_that_snapshots_are_taken_of_is_in_a_domain_of_nobody(self) -> None:
        found = entered(tenant(accounts=["ada@rehearsal0.example"]))
        keeper = LAB.insync.accounts.account(found.keeper)
        assert str(keeper.email_id) == "letters@rehearsal1.example"
