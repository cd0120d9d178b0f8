"""The app before its API is switched on, and an app that is added anew."""

from __future__ import annotations

import pytest

from fakes.okta import FakeOkta
from fakes.okta.model import Direction, ScimStyle
from fakes.wire import Wire

from .org import BASE, Org, look_up
from .provider import Provider


@pytest.fixture
def fresh(wire: Wire) -> FakeOkta:
    """An org whose app is not connected, beside a service provider."""
    wire.connect("apis.druva.example", "insync", Provider())
    return FakeOkta(wire)


def names(okta: FakeOkta) -> list[str]:
    return [each.variable_name for each in okta.app.attributes()]


def test_the_template_comes_with_the_api(fresh: FakeOkta) -> None:
    assert names(fresh) == ["userName"]
    assert fresh.app.mappings() == ()
    fresh.app.connect(base_url=BASE, token="t0")
    assert names(fresh)[:3] == ["userName", "givenName", "familyName"]
    assert [row.target for row in fresh.app.mappings(Direction.TO_OKTA)][:2] == ["login", "email"]


def test_what_an_admin_unmapped_does_not_come_back(fresh: FakeOkta) -> None:
    fresh.app.connect(base_url=BASE, token="t0")
    fresh.app.remove_mapping("emailType")
    fresh.app.connect(base_url=BASE, token="t1")
    assert "emailType" not in [row.target for row in fresh.app.mappings()]


def test_an_attribute_of_the_templates_name_stops_the_connection(fresh: FakeOkta) -> None:
    fresh.app.add_attribute(display_name="Mail", variable_name="Email", external_name="mail")
    with pytest.raises(ValueError, match="template has conflicts with custom property"):
        fresh.app.connect(base_url=BASE, token="t0")
    assert not fresh.app.provisioning().enabled
    fresh.app.remove_attribute("Email")
    fresh.app.connect(base_url=BASE, token="t0")
    assert "email" in names(fresh)


def test_only_custom_attributes_are_deleted(okta: FakeOkta) -> None:
    with pytest.raises(ValueError, match="no custom attribute 'email': there are none"):
        okta.app.remove_attribute("email")


def test_an_app_that_is_added_anew_knows_nobody() -> None:
    org = Org()
    ada = org.linked()
    group = org.directory.add_group("Staff")
    org.assignments.assign_group(group.id)
    before = org.app.id()
    org.answer(500)
    org.assignments.unassign(ada.id)
    org.jobs.run()
    org.assignments.assign(ada.id)
    org.app.add_anew()
    assert org.app.id() != before
    assert org.assignments.all() == ()
    assert (org.jobs.pending(), org.jobs.tasks()) == (0, ())
    assert not org.app.provisioning().enabled
    org.sent()
    org.directory.join(group.id, ada.id)
    assert org.run() == []
    org.provision_with(ScimStyle.CATALOG)
    org.assignments.assign(ada.id)
    assert org.run()[0] == look_up("ada@corp.example")
