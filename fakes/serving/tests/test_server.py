"""How many clients a server lets in."""

from __future__ import annotations

import os

import pytest

from fakes.serving.server import MOST_CONNECTIONS, SPARE_FILES, most_connections


@pytest.mark.parametrize(
    ("files", "connections"),
    [(256, 256 - SPARE_FILES), (1_048_576, MOST_CONNECTIONS), (-1, MOST_CONNECTIONS), (50, 1)],
)
def test_no_more_clients_are_let_in_than_files_may_be_open(
    monkeypatch: pytest.MonkeyPatch, files: int, connections: int
) -> None:
    monkeypatch.setattr(os, "sysconf", lambda _name: files)
    assert most_connections() == connections
