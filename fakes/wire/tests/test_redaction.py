"""What is hidden from whoever reads the log or the journal, and what is not."""

from __future__ import annotations

import pytest

from fakes.wire.redaction import path_without_secrets, without_secrets

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
        b"my_passwords=kept&token_type=Bearer",
        b'{"password": {"hook": {"type": "default"}}, "profile": {"value": "kept"}}',
        b'{"token_type": "Bearer", "tokens": "kept"}',
        bytes(range(256)),
    ],
)
def test_what_is_no_secret_is_kept(body: bytes) -> None:
    assert without_secrets(body) == body


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        (b'{"password": {"value": "s3cret"}}', b'{"password": {"value": "***"}}'),
        (
            b'{"password":{"hash":{"algorithm":"MD5","value":"s3cret"}}}',
            b'{"password":{"hash":{"algorithm":"MD5","value":"***"}}}',
        ),
        (b'{"newPassword" : {"value":"a\\"b"}}', b'{"newPassword" : {"value":"***"}}'),
        (b'{"currentPassword": "s3cret"}', b'{"currentPassword": "***"}'),
        (b'{"authScheme": "TOKEN", "token": "s3cret"}', b'{"authScheme": "TOKEN", "token": "***"}'),
        (
            b'{"requests": [{"headers": {"Authorization": "Bearer s3cret"}}]}',
            b'{"requests": [{"headers": {"Authorization": "***"}}]}',
        ),
        (
            b'{"uploadUrl":"https://x/drive/uploadSessions/s3cret","a":1}',
            b'{"uploadUrl":"https://x/drive/uploadSessions/***","a":1}',
        ),
        (b'{"url":"https://x/f?tempauth=s3cret&b=2"}', b'{"url":"https://x/f?tempauth=***&b=2"}'),
        (b'{"client_secret": "cut off', b'{"client_secret": "***'),
        (
            b'{"recovery_question":{"question":"Which?","answer":"s3cret"}}',
            b'{"recovery_question":{"question":"Which?","answer":"***"}}',
        ),
    ],
)
def test_a_secret_is_hidden_wherever_a_vendor_puts_it(sent: bytes, kept: bytes) -> None:
    assert without_secrets(sent) == kept


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ("/x?token=s3cret&a=1", "/x?token=***&a=1"),
        ("/x?a=1&access_token=s3cret", "/x?a=1&access_token=***"),
        ("/x?api_token=s3cret&client_secret=s3cret", "/x?api_token=***&client_secret=***"),
        ("/token?client_assertion=s3cret&password=p", "/token?client_assertion=***&password=***"),
        ("/f/download.aspx?tempauth=s3cret", "/f/download.aspx?tempauth=***"),
        ("/drive/uploadSessions/s3cret", "/drive/uploadSessions/***"),
        ("/drive/uploadSessions/s3cret?a=1", "/drive/uploadSessions/***?a=1"),
        ("/v1.0/users?$skiptoken=m~2", "/v1.0/users?$skiptoken=m~2"),
        ("/reports?pageToken=2", "/reports?pageToken=2"),
    ],
)
def test_a_secret_is_hidden_in_a_path(asked: str, kept: str) -> None:
    assert path_without_secrets(asked) == kept
