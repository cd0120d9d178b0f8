"""For the operations of Okta, by their names."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from fakes.lab import Lab
from fakes.okta.model import Action, Direction, OktaUser, Provisioning

from . import Arguments, Before

_URL = "https://apis.druva.example/insync/scim"


def _sam(lab: Lab) -> OktaUser:
    found = lab.okta.directory.find("sam@corp.example")
    assert found
    return found


def _of_sam(act: Callable[[Lab, str], object]) -> Before:
    return lambda lab: act(lab, _sam(lab).id)


def _opened(lab: Lab) -> None:
    lab.okta.mapping.show()


def _overridden(lab: Lab) -> None:
    _opened(lab)
    lab.okta.mapping.override()


def _department(lab: Lab) -> None:
    lab.okta.app.add_attribute(
        display_name="Department", variable_name="department", external_name="department"
    )


def _disconnected(lab: Lab) -> None:
    lab.okta.app.configure(Provisioning())


def _staff(lab: Lab) -> None:
    lab.okta.directory.add_group("Staff")


def _staff_with_app(lab: Lab) -> None:
    group = lab.okta.directory.add_group("Staff")
    lab.okta.directory.join(group.id, _sam(lab).id)
    lab.okta.assignments.unassign(_sam(lab).id)
    lab.okta.assignments.assign_group(group.id)


def _staff_with_sam(lab: Lab) -> None:
    group = lab.okta.directory.add_group("Staff")
    lab.okta.directory.join(group.id, _sam(lab).id)


def _leave_app_before(lab: Lab) -> None:
    group = lab.okta.directory.add_group("Staff")
    lab.okta.directory.join(group.id, _sam(lab).id)
    lab.okta.assignments.unassign(_sam(lab).id)


def _connected_anew(lab: Lab) -> None:
    before = lab.okta.app.provisioning()
    lab.okta.app.add_anew()
    lab.okta.app.configure(before)


def _imported(lab: Lab) -> None:
    _connected_anew(lab)
    lab.okta.imports.import_now()


def _assigned_before_provisioning(lab: Lab) -> None:
    before = lab.okta.app.provisioning()
    lab.okta.app.add_anew()
    lab.okta.assignments.assign(_sam(lab).id)
    lab.okta.app.configure(before)


def _waits(lab: Lab) -> None:
    lab.okta.directory.update(_sam(lab).id, ("lastName", "Sol"))


def _failed(lab: Lab) -> None:
    lab.insync.provisioning.new_token()
    _waits(lab)
    lab.okta.jobs.run()
    assert [each.action for each in lab.okta.jobs.tasks()] == [Action.PUSH_PROFILE]


def _deactivated(lab: Lab) -> None:
    lab.okta.directory.deactivate(_sam(lab).id)


def _task(lab: Lab) -> Mapping[str, object]:
    return {"task_id": lab.okta.jobs.tasks()[0].id}


def _group(lab: Lab) -> Mapping[str, object]:
    return {"group_id": lab.okta.directory.groups()[0].id}


BEFORE: Mapping[str, Before] = {
    "okta.app.attributes": _department,
    "okta.app.configure": _disconnected,
    "okta.app.provisioning": _disconnected,
    "okta.app.remove_attribute": _department,
    "okta.assignments.assign": lambda lab: lab.okta.assignments.unassign(_sam(lab).id),
    "okta.assignments.assign_group": _leave_app_before,
    "okta.assignments.groups": _staff_with_app,
    "okta.assignments.provision_user": _assigned_before_provisioning,
    "okta.assignments.unassign_group": _staff_with_app,
    "okta.directory.activate": _deactivated,
    "okta.directory.delete": _deactivated,
    "okta.directory.group": _staff_with_sam,
    "okta.directory.groups": _staff_with_sam,
    "okta.directory.groups_of": _staff_with_sam,
    "okta.directory.join": _staff,
    "okta.directory.leave": _staff_with_sam,
    "okta.directory.unsuspend": lambda lab: lab.okta.directory.suspend(_sam(lab).id),
    "okta.imports.confirm": _imported,
    "okta.imports.ignore": _imported,
    "okta.imports.import_now": _connected_anew,
    "okta.imports.rows": _imported,
    "okta.jobs.pending": _waits,
    "okta.jobs.retry": _failed,
    "okta.jobs.run": _waits,
    "okta.jobs.tasks": _failed,
    "okta.limits.limit": lambda lab: lab.okta.limits.set_limit(30),
    "okta.mapping.apply_on": _opened,
    "okta.mapping.choose": _overridden,
    "okta.mapping.close": _opened,
    "okta.mapping.do_not_map": _opened,
    "okta.mapping.override": _opened,
    "okta.mapping.rows": _opened,
    "okta.mapping.save": _overridden,
    "okta.readings.in_force": lambda lab: lab.okta.readings.choose("A2", "update in place"),
    "okta.tokens.names": lambda lab: lab.okta.tokens.create("Reporting"),
    "okta.tokens.revoke": lambda lab: lab.okta.tokens.create("Reporting"),
}
ARGUMENTS: Mapping[str, Arguments] = {
    "okta.app.configure": lambda _lab: {"provisioning": {"create_users": False}},
    "okta.app.connect": lambda lab: {"base_url": _URL, "token": lab.okta.app.provisioning().token},
    "okta.app.mappings": lambda _lab: {"direction": Direction.TO_OKTA.value},
    "okta.app.save_sign_on": lambda _lab: {
        "sign_on": {"format": "Custom", "expression": "user.email", "update_on": "create only"}
    },
    "okta.assignments.assign_group": _group,
    "okta.assignments.unassign_group": _group,
    "okta.directory.add": lambda _lab: {
        "further": [["title", "Pilot"], ["secondEmail", "kai@home.example"]],
        "activate": False,
        "provider": {"type": "LDAP", "name": "corp.example"},
    },
    "okta.directory.group": _group,
    "okta.directory.join": _group,
    "okta.directory.leave": _group,
    "okta.imports.import_now": lambda _lab: {"match_on": "email", "allow_partial": False},
    "okta.jobs.retry": _task,
    "okta.log.events": lambda _lab: {"event_type": "user.lifecycle.create"},
    "okta.mapping.choose": lambda _lab: {"target": "userName", "expression": "user.email"},
    "okta.mapping.show": lambda _lab: {"direction": Direction.TO_OKTA.value},
    "okta.session.sign_in": lambda _lab: {"role": "app administrator"},
}
