from __future__ import annotations

from typing import Any

import pytest

from fakes.insync.service.graph_client import GraphClient
from fakes.wire import Response


class Sent:
    """A connection that keeps the addresses it was asked for."""

    def __init__(self) -> None:
        self.urls: list[str] = []

    def send(self, _method: str, url: str) -> Response:
        self.urls.append(url)
        return Response(200, "", (), b'{"id":"1"}')


@pytest.mark.parametrize(
    ("presented", "path"),
    [
        ("sam@corp.example", "users/sam@corp.example/drive"),
        ("zoe+hr/x#@corp.example", "users/zoe%2Bhr%2Fx%23@corp.example/drive"),
        ("o'hara@corp.example", "users/o%27hara@corp.example/drive"),
        ("$o'hara@corp.example", "users('%24o%27%27hara@corp.example')/drive"),
    ],
)
def test_how_a_user_is_asked_for(presented: str, path: str) -> None:
    sent: Any = Sent()
    GraphClient(sent, "https://graph.example", presented).get("drive")
    assert sent.urls == [f"https://graph.example/v1.0/{path}"]
