"""What a task says of a refusal that no service provider of these features sends."""

from __future__ import annotations

import pytest

from fakes.okta.rules import remote_reason


@pytest.mark.parametrize(
    ("status", "body", "reason"),
    [
        (520, b"", "520"),
        (500, b"", "Internal Server Error"),
        (409, b'{"detail": "taken"}', "Conflict. Errors reported by remote server: taken"),
        (409, b'{"detail": 7}', 'Conflict. Errors reported by remote server: {"detail": 7}'),
        (409, b'{"detail": ""}', 'Conflict. Errors reported by remote server: {"detail": ""}'),
        (409, b'["taken"]', 'Conflict. Errors reported by remote server: ["taken"]'),
    ],
)
def test_a_refusal_is_told_by_its_phrase_and_what_stands_in_it(
    status: int, body: bytes, reason: str
) -> None:
    assert remote_reason(status, body) == reason
