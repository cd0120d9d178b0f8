"""What the tests of Okta share."""

from __future__ import annotations

import pytest

from fakes.okta import FakeOkta
from fakes.okta.model import OktaUser
from fakes.okta.service.app.schema import AppSchema
from fakes.wire import Wire

from .api import Client
from .org import Org


@pytest.fixture
def org() -> Org:
    return Org()


@pytest.fixture
def wire() -> Wire:
    return Wire()


@pytest.fixture
def okta(wire: Wire) -> FakeOkta:
    """An org whose app has what comes with the API."""
    okta = FakeOkta(wire)
    AppSchema(okta.state).take_template()
    return okta


@pytest.fixture
def client(wire: Wire, okta: FakeOkta) -> Client:
    return Client(wire, f"SSWS {okta.tokens.create('tests')}")


@pytest.fixture
def ada(okta: FakeOkta) -> OktaUser:
    return okta.directory.add(
        login="ada@corp.example", email="ada@corp.example", first_name="Ada", last_name="Ames"
    )
