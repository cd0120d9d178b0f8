"""What the journal keeps of a body, and what it hides."""

from __future__ import annotations

import pytest

from fakes.wire.journal import without_secrets

FIELDS = ("password", "client_secret", "access_token", "refresh_token", "client_assertion")


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        (b'{"a": 1, "%s": "s3\\"cret"}', b'{"a": 1, "%s": "***"}'),
        (b'{"%s" :"x", "n": {"%s":"y"}}', b'{"%s" :"***", "n": {"%s":"***"}}'),
        (b"a=1&%s=s3cret&b=2", b"a=1&%s=***&b=2"),
        (b"%s=s3cret", b"%s=***"),
    ],
)
def test_a_secret_is_hidden_in_json_and_in_forms(field: str, sent: bytes, kept: bytes) -> None:
    name = field.encode()
    assert without_secrets(sent.replace(b"%s", name)) == kept.replace(b"%s", name)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b'{"password": {}, "passwordChanged": null}',
        b'{"note": "the password is not here"}',
        b"my_password=kept&token_type=Bearer",
        bytes(range(256)),
    ],
)
def test_what_is_no_secret_is_kept(body: bytes) -> None:
    assert without_secrets(body) == body
