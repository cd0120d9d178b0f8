"""The screens about users: what a form refuses and keeps, what is escaped, what is not there."""

from __future__ import annotations

import pytest

from fakes.microsoft365 import FakeMicrosoft365
from fakes.microsoft365.attributes import Details
from fakes.microsoft365.model import License, User, UserType
from fakes.wire import Address, Wire

from .admin_centers import AdminCenters, alert, complaint, is_ticked, value

NAME = '<b>Ada & "Co"</b>'
ADD = "/users/active/add"


@pytest.fixture
def centers(fake: FakeMicrosoft365, wire: Wire) -> AdminCenters:
    return AdminCenters(fake, wire)


@pytest.fixture
def ada(fake: FakeMicrosoft365) -> User:
    """Somebody whose name is markup."""
    return fake.directory.add_user(
        Address("ada@corp.example"), display_name=NAME, licenses=(License.OFFICE_365_E3,)
    )


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"upn": "kai"}, "upn", "'kai' is not an address"),
        ({"upn": "k(i@corp.example"}, "upn", "Property userPrincipalName is invalid."),
        ({"upn": "ADA@corp.example"}, "upn", "the UPN ADA@corp.example belongs to"),
        ({"nickname": "k k"}, "nickname", "'mailNickname'"),
        ({"mail": "kai"}, "mail", "'kai' is not an address"),
        ({"mail": "k(i@corp.example", "nickname": "kk"}, "mail", "'mail'"),
        ({"user_type": "Robot"}, "user_type", "'Robot' cannot be chosen"),
    ],
)
def test_what_add_a_user_refuses_is_told_at_its_field_and_nothing_typed_is_lost(
    centers: AdminCenters,
    fake: FakeMicrosoft365,
    ada: User,
    typed: dict[str, str],
    field: str,
    said: str,
) -> None:
    form: dict[str, str | list[str]] = {
        "upn": "kai@corp.example",
        "surname": "Koch",
        "licenses": ["ONEDRIVE"],
    }

    page = centers.click(ADD, "add", **{**form, **typed})

    assert centers.status == 422
    assert said in complaint(page, field)
    assert value(page, "surname") == "Koch"
    assert is_ticked(page, "licenses", "ONEDRIVE")
    assert not is_ticked(page, "licenses", "OFFICE_365_E3")
    assert fake.directory.list_users() == (ada,)


def test_an_address_of_somebody_else_is_told_on_top(centers: AdminCenters, ada: User) -> None:
    page = centers.click(ADD, "add", upn="kai@corp.example", mail="ada@corp.example")

    assert "another user is known as ada@corp.example" in alert(page)
    assert value(page, "mail") == "ada@corp.example"


def test_a_user_is_added_as_the_form_says(centers: AdminCenters, fake: FakeMicrosoft365) -> None:
    page = centers.click(
        ADD,
        "add",
        upn="kai@corp.example",
        given_name="Kai",
        surname="Koch",
        nickname="kk",
        licenses=["EXCHANGE_ONLINE", "ONEDRIVE"],
        upn_is_alias="on",
        user_type="Guest",
    )

    (kai,) = fake.directory.list_users()
    assert (kai.display_name, kai.mail_nickname, kai.user_type) == (
        "Kai Koch",
        "kk",
        UserType.GUEST,
    )
    assert kai.licenses == (License.EXCHANGE_ONLINE, License.ONEDRIVE)
    assert centers.at == f"/users/active/{kai.id}"
    assert "Kai Koch was added." in page


def test_an_invitation_without_an_address_is_refused_at_its_field(centers: AdminCenters) -> None:
    page = centers.click("/users/active/add-guest", "invite", mail="", display_name="Kai")

    assert complaint(page, "mail") == "'' is not an address: expected name@domain.example"
    assert value(page, "display_name") == "Kai"


@pytest.mark.parametrize(
    ("button", "field", "typed", "said"),
    [
        ("rename", "upn", "sam@corp", "is not an address"),
        ("rename", "upn", "ada@corp.example", "the UPN ada@corp.example belongs to"),
        ("add", "new_alias", "sam.soto@corp.example", "is the primary address"),
        ("add", "new_alias", "ada@corp.example", "another user is known as"),
    ],
)
def test_a_username_or_alias_that_is_refused_is_told_where_it_was_typed(
    centers: AdminCenters, ada: User, sam: User, button: str, field: str, typed: str, said: str
) -> None:
    page = centers.click(f"/users/active/{sam.id}/username", button, **{field: typed})

    assert ada
    assert said in complaint(page, field)
    assert value(page, field) == typed


def test_the_admin_is_warned_before_an_alias_becomes_primary(
    centers: AdminCenters, fake: FakeMicrosoft365, sam: User
) -> None:
    page = centers.open(f"/users/active/{sam.id}/username?primary=hello%40corp.example")

    assert "You're about to change this person's sign-in information." in page
    assert fake.directory.get_user(sam.id) == sam
    assert "about to change" not in centers.open(f"/users/active/{sam.id}/username")


def test_a_detail_that_is_too_long_is_told_at_its_field(
    centers: AdminCenters, fake: FakeMicrosoft365, sam: User
) -> None:
    page = centers.click(
        f"/users/active/{sam.id}/contact", "save", usage_location="Germany", city="Ulm"
    )

    told = "usage_location has 7 characters: expected 2 at most"
    assert complaint(page, "usage_location") == told
    assert (value(page, "usage_location"), value(page, "city")) == ("Germany", "Ulm")
    assert fake.directory.get_user(sam.id) == sam


def test_contact_information_is_shown_once_it_is_there(
    centers: AdminCenters, fake: FakeMicrosoft365, sam: User
) -> None:
    fake.directory.set_details(sam.id, Details(job_title="Clerk <1>"))

    assert "Clerk &lt;1&gt;" in centers.open(f"/users/active/{sam.id}")


def test_licenses_are_saved_together(
    centers: AdminCenters, fake: FakeMicrosoft365, sam: User
) -> None:
    wanted = ["EXCHANGE_ONLINE", "ONEDRIVE"]
    centers.click(f"/users/active/{sam.id}/licenses", "save", licenses=wanted)

    found = fake.directory.get_user(sam.id)
    assert found
    assert found.licenses == (License.EXCHANGE_ONLINE, License.ONEDRIVE)
    assert found.mailbox_lost_at is None


def test_where_a_mailbox_is_refused_no_license_is_saved(
    centers: AdminCenters, fake: FakeMicrosoft365, sam: User
) -> None:
    fake.directory.add_alias(sam.id, Address("kai@corp.example"))
    kai = fake.directory.add_user(Address("kai@corp.example"))
    wanted = ["OFFICE_365_E3", "ONEDRIVE"]

    page = centers.click(f"/users/active/{kai.id}/licenses", "save", licenses=wanted)

    assert "another user is known as kai@corp.example" in alert(page)
    assert is_ticked(page, "licenses", "ONEDRIVE")
    assert fake.directory.get_user(kai.id) == kai


def test_a_restore_that_is_refused_is_told_at_the_new_username(
    centers: AdminCenters, fake: FakeMicrosoft365, ada: User, sam: User
) -> None:
    fake.directory.delete_user(sam.id)

    page = centers.click(f"/users/deleted/{sam.id}", "restore", upn="ada@corp.example")

    assert f"the UPN ada@corp.example belongs to {ada.id}" in complaint(page, "upn")
    assert value(page, "upn") == "ada@corp.example"
    assert [each.id for each in fake.directory.list_deleted_users()] == [sam.id]


@pytest.mark.parametrize(
    "path",
    [
        "/users/active/{}",
        "/users/active/{}/username",
        "/users/active/{}/delete",
        "/exchange/mailboxes/{}",
        "/exchange/mailboxes/{}/messages",
        "/exchange/mailboxes/{}/folders",
        "/onedrives/{}",
        "/onedrives/{}/file",
    ],
)
def test_there_is_no_page_of_who_was_deleted_or_never_was(
    centers: AdminCenters, fake: FakeMicrosoft365, ada: User, path: str
) -> None:
    fake.onedrive.provision(ada.id)
    fake.onedrive.write_file(ada.id, path="a.txt", content=b"")
    asked = f"{path.format(ada.id)}?path=a.txt"
    assert NAME.replace("<b>", "&lt;b&gt;Ada &amp;")[:9] in centers.open(asked)
    assert centers.status == 200
    fake.directory.delete_user(ada.id)

    for user_id in (ada.id, "nobody"):
        assert "No active user has the ID" in centers.open(path.format(user_id))
        assert centers.status == 404


@pytest.mark.parametrize("path", ["/users/active", "/exchange/mailboxes", "/onedrives"])
def test_names_are_text_in_every_list_and_never_markup(
    centers: AdminCenters, ada: User, path: str
) -> None:
    for columns in ("", "?columns=all"):
        page = centers.open(path + columns)
        assert ada.id in page
        assert "<b>" not in page
    assert "&lt;b&gt;Ada &amp;" in centers.open(path)


@pytest.mark.parametrize("path", ["/users/active", "/exchange/mailboxes", "/onedrives"])
@pytest.mark.parametrize("typed", ["SOTO", "sam so", "hello@", "sam@corp.onmicrosoft.example"])
def test_a_search_finds_users_by_how_a_name_or_an_address_begins(
    centers: AdminCenters, ada: User, sam: User, path: str, typed: str
) -> None:
    page = centers.open(f"{path}?q={typed}")

    assert sam.id in page
    assert ada.id not in page
    assert page.count("<td><a href=") == 1


def test_who_searches_for_what_nobody_has_is_told_so(centers: AdminCenters, sam: User) -> None:
    page = centers.open("/users/active?q=oto")

    assert sam.id not in page
    assert "<span>None</span>" in page
