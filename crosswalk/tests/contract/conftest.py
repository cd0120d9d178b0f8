"""Every client, pointed at a lab."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest

from fakes.microsoft365.tests.contract.clients import forget_mailboxes

from .reach import Reach, in_process, over_http


@pytest.fixture(params=[over_http, in_process], ids=["over-http", "in-process"])
def reach(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Reach]:
    opened: Callable[[pytest.MonkeyPatch], AbstractContextManager[Reach]] = request.param
    with opened(monkeypatch) as reach:
        yield reach
    forget_mailboxes()
    # Some clients never close what they opened: no other test is to be told of it.
    gc.collect()
