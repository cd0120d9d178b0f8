"""For the operations of Okta, by their names."""

from __future__ import annotations

from collections.abc import Mapping

from fakes.lab import Lab
from fakes.okta.model import Direction

from . import Arguments, Before


def _opened(lab: Lab) -> None:
    lab.okta.mapping.show()


def _overridden(lab: Lab) -> None:
    _opened(lab)
    lab.okta.mapping.override()


def _department(lab: Lab) -> None:
    lab.okta.app.add_attribute(
        display_name="Department", variable_name="department", external_name="department"
    )


BEFORE: Mapping[str, Before] = {
    "okta.app.attributes": _department,
    "okta.app.remove_attribute": _department,
    "okta.mapping.apply_on": _opened,
    "okta.mapping.choose": _overridden,
    "okta.mapping.close": _opened,
    "okta.mapping.do_not_map": _opened,
    "okta.mapping.override": _opened,
    "okta.mapping.rows": _opened,
    "okta.mapping.save": _overridden,
}
ARGUMENTS: Mapping[str, Arguments] = {
    "okta.mapping.choose": lambda _lab: {"target": "userName", "expression": "user.email"},
    "okta.mapping.show": lambda _lab: {"direction": Direction.TO_OKTA.value},
    "okta.session.sign_in": lambda _lab: {"role": "app administrator"},
}
