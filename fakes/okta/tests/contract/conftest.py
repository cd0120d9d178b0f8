"""An org behind a socket, and a client of Okta's SDK for it."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from typing import Any

import pytest

from .sdk import ask, client_at, user_request
from .served import Served, served


@pytest.fixture
def org() -> Iterator[Served]:
    with served() as org:
        yield org
    # The SDK leaves connections open: no other test is to be told of it.
    gc.collect()


@pytest.fixture
def client(org: Served, monkeypatch: pytest.MonkeyPatch) -> Any:
    return client_at(org.url, org.token, monkeypatch)


@pytest.fixture
def user(client: Any) -> Any:
    return ask(client.create_user(user_request(), activate=True))
