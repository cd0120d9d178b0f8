"""The dialog User Profile Mappings: what is a draft, what is saved, and what saving sends."""

from __future__ import annotations

import pytest

from fakes.okta import FakeOkta
from fakes.okta.model import Apply, AttributeMapping, Direction, OktaUser, Updates

USERNAME = AttributeMapping("userName", "user.email", Apply.CREATE_ONLY)


def overridden(okta: FakeOkta) -> None:
    """Override userName with the email in an open draft."""
    okta.mapping.show()
    okta.mapping.override()
    okta.mapping.choose(target="userName", expression="user.email")


def test_a_user_name_is_mapped_only_once_it_is_overridden(okta: FakeOkta) -> None:
    okta.mapping.show()
    with pytest.raises(ValueError, match="Sign On settings: expected Override with mapping first"):
        okta.mapping.choose(target="userName", expression="user.email")
    okta.mapping.override()
    okta.mapping.choose(target="userName", expression="user.email")
    assert okta.mapping.rows()[-1] == USERNAME


def test_a_login_of_the_other_tab_is_overridden_too(okta: FakeOkta) -> None:
    okta.mapping.show(Direction.TO_OKTA)
    with pytest.raises(ValueError, match="login is configured in Sign On settings"):
        okta.mapping.choose(target="login", expression="appuser.email")
    okta.mapping.override()
    okta.mapping.choose(target="login", expression="appuser.email")
    okta.mapping.save(Updates.APPLY_NOW)
    assert okta.app.mappings(Direction.TO_OKTA)[0].expression == "appuser.email"
    okta.mapping.show(Direction.TO_OKTA)
    okta.mapping.do_not_map("login")
    okta.mapping.save(Updates.DO_NOT_APPLY)
    assert okta.app.mappings(Direction.TO_OKTA)[0].expression == "appuser.userName"


def test_what_is_not_saved_has_not_happened(okta: FakeOkta) -> None:
    before = okta.app.mappings()
    overridden(okta)
    okta.mapping.close()
    assert okta.app.mappings() == before
    with pytest.raises(ValueError, match="the dialog is closed"):
        okta.mapping.save(Updates.APPLY_NOW)
    overridden(okta)
    okta.mapping.show()
    okta.mapping.save(Updates.APPLY_NOW)
    assert okta.app.mappings() == before


def test_a_draft_that_cannot_be_saved_changes_nothing(okta: FakeOkta) -> None:
    okta.app.add_attribute(display_name="Room", variable_name="room", external_name="room")
    overridden(okta)
    okta.mapping.do_not_map("givenName")
    okta.mapping.choose(target="room", expression="user.title")
    okta.app.remove_attribute("room")
    before = okta.app.mappings()
    with pytest.raises(ValueError, match="no attribute 'room'"):
        okta.mapping.save(Updates.APPLY_NOW)
    assert okta.app.mappings() == before


def test_a_new_row_applies_on_create_only_until_another_is_chosen(okta: FakeOkta) -> None:
    overridden(okta)
    okta.mapping.apply_on(target="userName", apply=Apply.CREATE_AND_UPDATE)
    okta.mapping.choose(target="userName", expression="user.login")
    okta.mapping.save(Updates.DO_NOT_APPLY)
    expected = AttributeMapping("userName", "user.login", Apply.CREATE_AND_UPDATE)
    assert okta.app.mappings()[-1] == expected
    okta.readings.choose("A58", "create and update")
    okta.mapping.show()
    okta.mapping.do_not_map("userName")
    okta.mapping.override()
    okta.mapping.choose(target="userName", expression="user.login")
    assert okta.mapping.rows()[-1].apply is Apply.CREATE_AND_UPDATE


def test_an_unmapped_user_name_has_to_be_overridden_again(okta: FakeOkta) -> None:
    overridden(okta)
    okta.mapping.save(Updates.DO_NOT_APPLY)
    okta.mapping.show()
    okta.mapping.do_not_map("userName")
    with pytest.raises(ValueError, match="Override with mapping first"):
        okta.mapping.choose(target="userName", expression="user.login")
    okta.mapping.save(Updates.DO_NOT_APPLY)
    assert USERNAME not in okta.app.mappings()
    with pytest.raises(ValueError, match="the dialog is closed"):
        okta.mapping.rows()


def test_a_row_that_is_not_there_is_neither_unmapped_nor_applied(okta: FakeOkta) -> None:
    okta.mapping.show()
    with pytest.raises(ValueError, match="'nickName' is not mapped: expected one of givenName"):
        okta.mapping.do_not_map("nickName")
    with pytest.raises(ValueError, match="'userName' is not mapped"):
        okta.mapping.apply_on(target="userName", apply=Apply.CREATE_ONLY)


@pytest.mark.parametrize(
    ("answer", "reading", "name"),
    [
        (Updates.APPLY_NOW, "nothing", "ada.ames@corp.example"),
        (Updates.DO_NOT_APPLY, "nothing", "ada@corp.example"),
        (Updates.DO_NOT_APPLY, "everybody at once", "ada.ames@corp.example"),
    ],
)
def test_the_answer_decides_whether_assignments_follow(
    okta: FakeOkta, ada: OktaUser, answer: Updates, reading: str, name: str
) -> None:
    okta.directory.update(ada.id, ("email", "ada.ames@corp.example"))
    okta.assignments.assign(ada.id)
    okta.readings.choose("A61", reading)
    overridden(okta)
    okta.mapping.apply_on(target="userName", apply=Apply.CREATE_AND_UPDATE)
    okta.mapping.save(answer)
    app_user = okta.assignments.of(ada.id)
    assert app_user
    assert app_user.user_name == name


def test_a_click_on_a_tab_opens_the_dialog_there(okta: FakeOkta) -> None:
    way = ("Directory", "Profile Editor", "Druva 2.0", "Mappings")
    for label in way:
        tabs = okta.console.click(label)
    assert tabs == ("Druva 2.0 to Okta User", "Okta User to Druva 2.0")
    with pytest.raises(ValueError, match="the dialog is closed"):
        okta.mapping.rows()
    assert okta.console.click("Okta User to Druva 2.0") == ("Override with mapping",)
    okta.console.click("Override with mapping")
    okta.mapping.choose(target="userName", expression="user.email")
    assert okta.mapping.rows()[-1] == USERNAME
    with pytest.raises(ValueError, match="'Add Attribute' is not offered"):
        okta.console.click("Add Attribute")
