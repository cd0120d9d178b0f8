"""People from staged to deleted, and the groups they are in."""

from __future__ import annotations

import pytest

from fakes.okta import FakeOkta
from fakes.okta.admin import OktaAdmin
from fakes.okta.model import OktaUser, UserStatus
from fakes.okta.service.log.system_log import SystemLog
from fakes.okta.service.people.directory import UserDirectory
from fakes.okta.service.state import State
from fakes.store import Ids
from fakes.wire import Clock, Wire

Heard = list[tuple[str, ...]]


class Listener:
    """Writes down what the directory says."""

    def __init__(self) -> None:
        self.heard: Heard = []

    def profile_changed(self, user_id: str) -> None:
        self.heard.append(("changed", user_id))

    def user_deactivated(self, user_id: str) -> None:
        self.heard.append(("deactivated", user_id))

    def user_activated(self, user_id: str) -> None:
        self.heard.append(("activated", user_id))

    def joined(self, group_id: str, user_id: str) -> None:
        self.heard.append(("joined", group_id, user_id))

    def left(self, group_id: str, user_id: str) -> None:
        self.heard.append(("left", group_id, user_id))

    def group_deleted(self, group_id: str) -> None:
        self.heard.append(("deleted", group_id))


@pytest.fixture
def listener() -> Listener:
    return Listener()


@pytest.fixture
def state() -> State:
    return State(Ids("test"))


@pytest.fixture
def log(state: State) -> SystemLog:
    return SystemLog(state, Clock())


@pytest.fixture
def directory(state: State, log: SystemLog, listener: Listener) -> UserDirectory:
    return UserDirectory(state, Clock(), log, listener)


def add(
    directory: UserDirectory, login: str = "ada@corp.example", *, activate: bool = True
) -> OktaUser:
    return directory.add(
        login=login, email=login, first_name="Ada", last_name="Ames", activate=activate
    )


def test_the_parts_are_those_of_the_console(wire: Wire) -> None:
    admin: OktaAdmin = FakeOkta(wire)
    assert admin.directory.users() == ()


def test_a_person_has_a_profile_with_the_login_first(directory: UserDirectory) -> None:
    person = directory.add(
        login="Lia@corp.example",
        email="lia.lund@corp.example",
        first_name="Lia",
        last_name="Lund",
        further=(("department", "Physics"), ("title", "")),
    )
    assert person.profile == (
        ("login", "Lia@corp.example"),
        ("email", "lia.lund@corp.example"),
        ("firstName", "Lia"),
        ("lastName", "Lund"),
        ("department", "Physics"),
    )
    assert len(person.id) == 20
    assert person.id.startswith("00u")
    assert directory.user(person.id) == person


def test_a_login_is_found_without_case(directory: UserDirectory) -> None:
    person = add(directory, "Ada@Corp.example")
    assert directory.find("ADA@corp.EXAMPLE") == person
    assert directory.find("lia@corp.example") is None


def test_a_login_belongs_to_one_person_whatever_its_case(directory: UserDirectory) -> None:
    add(directory, "ada@corp.example")
    text = (
        "Api validation failed: login; "
        "login: An object with this field already exists in the current organization"
    )
    with pytest.raises(ValueError, match=f"^{text}$"):
        add(directory, "ADA@corp.example")
    other = add(directory, "lia@corp.example")
    with pytest.raises(ValueError, match=text):
        directory.update(other.id, ("login", "Ada@corp.example"))
    assert [person.login for person in directory.users()] == [
        "ada@corp.example",
        "lia@corp.example",
    ]


def test_a_login_is_compared_without_diacritics(directory: UserDirectory) -> None:
    person = add(directory, "zoe@corp.example")
    assert directory.find("Zoë@corp.example") == person
    with pytest.raises(ValueError, match="login: An object with this field already exists"):
        add(directory, "zoë@corp.example")


def test_an_email_may_belong_to_several(directory: UserDirectory) -> None:
    first = add(directory)
    second = add(directory, "lia@corp.example")
    assert directory.update(second.id, ("email", first.email)).email == first.email


def test_a_change_is_told_once(directory: UserDirectory, listener: Listener) -> None:
    person = add(directory)
    changed = directory.update(person.id, ("title", "Countess"), ("lastName", "Lovelace"))
    assert changed.attribute("title") == "Countess"
    assert directory.update(person.id, ("title", "Countess")) == changed
    assert directory.update(person.id, ("title", "")).attribute("title") is None
    assert listener.heard[1:] == [("changed", person.id)] * 2


@pytest.mark.parametrize(
    ("change", "text"),
    [
        (("upn", "x"), "Property name 'upn' is not defined in profile"),
        (("login", ""), "login: The field cannot be left blank"),
        (("firstName", "x" * 51), "firstName: The field is too long"),
    ],
)
def test_a_wrong_change_changes_nothing(
    directory: UserDirectory, listener: Listener, change: tuple[str, str], text: str
) -> None:
    person = add(directory)
    with pytest.raises(ValueError, match=text):
        directory.update(person.id, change)
    assert directory.user(person.id) == person
    assert listener.heard == [("activated", person.id)]


def test_whoever_is_not_activated_is_staged(directory: UserDirectory) -> None:
    person = add(directory, activate=False)
    assert (person.status, person.activated) == (UserStatus.STAGED, None)
    assert directory.activate(person.id).status is UserStatus.ACTIVE


def test_without_a_password_a_person_is_provisioned(directory: UserDirectory) -> None:
    person = directory.add(
        login="a@b.example", email="a@b.example", first_name="A", last_name="B", password=False
    )
    assert person.status is UserStatus.PROVISIONED


_PATHS: dict[UserStatus, tuple[str, ...]] = {
    UserStatus.STAGED: (),
    UserStatus.ACTIVE: ("activate",),
    UserStatus.SUSPENDED: ("activate", "suspend"),
    UserStatus.DEPROVISIONED: ("deactivate",),
}


@pytest.mark.parametrize(
    ("status", "operation", "outcome"),
    [
        (UserStatus.STAGED, "activate", UserStatus.ACTIVE),
        (UserStatus.STAGED, "deactivate", UserStatus.DEPROVISIONED),
        (UserStatus.STAGED, "suspend", "Cannot suspend a user that is not active"),
        (UserStatus.STAGED, "unsuspend", "Cannot unsuspend a user that is not suspended"),
        (UserStatus.STAGED, "delete", "not allowed in the user's current status"),
        (UserStatus.ACTIVE, "activate", "the user is already active"),
        (UserStatus.ACTIVE, "deactivate", UserStatus.DEPROVISIONED),
        (UserStatus.ACTIVE, "suspend", UserStatus.SUSPENDED),
        (UserStatus.ACTIVE, "unsuspend", "Cannot unsuspend a user that is not suspended"),
        (UserStatus.ACTIVE, "delete", "not allowed in the user's current status"),
        (UserStatus.SUSPENDED, "activate", "the user is already active"),
        (UserStatus.SUSPENDED, "deactivate", UserStatus.DEPROVISIONED),
        (UserStatus.SUSPENDED, "suspend", "Cannot suspend a user that is not active"),
        (UserStatus.SUSPENDED, "unsuspend", UserStatus.ACTIVE),
        (UserStatus.DEPROVISIONED, "activate", UserStatus.PROVISIONED),
        (UserStatus.DEPROVISIONED, "deactivate", "not allowed in the user's current status"),
        (UserStatus.DEPROVISIONED, "suspend", "Cannot suspend a user that is not active"),
        (UserStatus.DEPROVISIONED, "unsuspend", "Cannot unsuspend a user that is not suspended"),
    ],
)
def test_a_status_allows_some_operations(
    directory: UserDirectory, status: UserStatus, operation: str, outcome: UserStatus | str
) -> None:
    person = add(directory, activate=False)
    for step in _PATHS[status]:
        getattr(directory, step)(person.id)
    assert directory.user(person.id).status is status
    if isinstance(outcome, UserStatus):
        assert getattr(directory, operation)(person.id).status is outcome
        assert directory.user(person.id).status is outcome
    else:
        with pytest.raises(ValueError, match=outcome):
            getattr(directory, operation)(person.id)
        assert directory.user(person.id).status is status


def test_the_assignments_hear_of_an_end_and_of_a_return(
    directory: UserDirectory, listener: Listener
) -> None:
    person = add(directory, activate=False)
    assert listener.heard == []
    directory.activate(person.id)
    directory.suspend(person.id)
    directory.unsuspend(person.id)
    assert listener.heard == [("activated", person.id)]
    directory.deactivate(person.id)
    directory.activate(person.id)
    assert listener.heard[1:] == [("deactivated", person.id), ("activated", person.id)]


def test_a_deactivated_person_can_be_deleted(directory: UserDirectory, listener: Listener) -> None:
    person = add(directory)
    group = directory.add_group("Everyone")
    directory.join(group.id, person.id)
    directory.deactivate(person.id)
    assert directory.groups()[0].members == (person.id,)
    directory.delete(person.id)
    assert listener.heard[-1] == ("left", group.id, person.id)
    assert directory.users() == ()
    assert directory.groups()[0].members == ()
    with pytest.raises(ValueError, match=rf"Not found: Resource not found: {person.id} \(User\)"):
        directory.user(person.id)
    assert add(directory, person.login).id != person.id


def test_joining_and_leaving_is_told_once(directory: UserDirectory, listener: Listener) -> None:
    person = add(directory)
    group = directory.add_group("Physics")
    for _ in range(2):
        assert directory.join(group.id, person.id).members == (person.id,)
    for _ in range(2):
        assert directory.leave(group.id, person.id).members == ()
    assert listener.heard[1:] == [("joined", group.id, person.id), ("left", group.id, person.id)]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Physics", "name: An object with this field already exists in the current organization"),
        (" ", "name: The field cannot be left blank"),
    ],
)
def test_a_group_needs_a_name_of_its_own(directory: UserDirectory, name: str, text: str) -> None:
    directory.add_group("Physics")
    with pytest.raises(ValueError, match=text):
        directory.add_group(name)


def test_what_is_not_there_is_not_found(directory: UserDirectory) -> None:
    person = add(directory)
    with pytest.raises(ValueError, match=r"Resource not found: 00g1 \(UserGroup\)"):
        directory.join("00g1", person.id)
    with pytest.raises(ValueError, match=r"Resource not found: 00u1 \(User\)"):
        directory.join(directory.add_group("Physics").id, "00u1")


def test_the_system_log_tells_a_life(directory: UserDirectory, log: SystemLog) -> None:
    person = add(directory)
    directory.update(person.id, ("title", "Countess"))
    directory.suspend(person.id)
    directory.unsuspend(person.id)
    directory.deactivate(person.id)
    directory.delete(person.id)
    assert [event.event_type for event in log.events()] == [
        "user.lifecycle.create",
        "user.lifecycle.activate",
        "user.account.update_profile",
        "user.lifecycle.suspend",
        "user.lifecycle.unsuspend",
        "user.lifecycle.deactivate",
        "user.lifecycle.delete.initiated",
        "user.lifecycle.delete.completed",
    ]
    assert {event.target for event in log.events()} == {person.login}
    assert all(event.display_message != event.event_type for event in log.events())
