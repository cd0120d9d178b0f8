"""A secret is hidden however its name is spelled and wherever it stands."""

from __future__ import annotations

import json
from collections.abc import Callable
from urllib.parse import quote

import pytest

pytest.importorskip("hypothesis", reason="needs hypothesis, which the extra 'test' brings")

from hypothesis import given, settings
from hypothesis import strategies as st

from fakes.wire.redaction import HIDDEN, is_secret, path_without_secrets, without_secrets

LAW = settings(max_examples=300, deadline=None, derandomize=True, database=None)
SECRET = "Zq7SecretValue9X"
NAMES = (
    *("password", "newPassword", "Authorization", "proxy-authorization", "client_secret"),
    *("client_assertion", "assertion", "access_token", "refresh_token", "id_token", "api_token"),
    *("token", "tempauth", "resetPasswordUrl", "activationUrl", "activationToken", "secretText"),
    *("recovery_token", "stateToken", "sessionToken", "Set-Cookie", "Cookie", "X-Api-Key"),
)
KEPT = (
    *("userName", "token_type", "tokens", "passwordChanged", "$skiptoken", "pageToken", "profile"),
    *("$deltatoken", "authScheme", "client_id", "id", "activated", "secretary", "keys"),
)
Spelling = Callable[[str], str]


def in_turns(name: str) -> str:
    return "".join(sign.upper() if at % 2 else sign.lower() for at, sign in enumerate(name))


def escaped(name: str) -> str:
    return "".join(f"\\u{ord(sign):04x}" for sign in name)


def in_percents(name: str) -> str:
    return "".join(f"%{ord(sign):02x}" for sign in name)


CASES: tuple[Spelling, ...] = (str, str.lower, str.upper, str.title, in_turns)
IN_JSON: tuple[Spelling, ...] = (*CASES, escaped, lambda name: escaped(name[:1]) + name[1:])
IN_FORMS: tuple[Spelling, ...] = (*CASES, in_percents, lambda name: quote(name).replace("_", "%5F"))
JSONS = (
    '{"%": "@"}',
    '{"%":"@"}',
    '{"a": 1, "%" : "@", "b": 2}',
    '{"%": {"value": "@"}}',
    '{"%": ["kept?", "@"]}',
    '{"%": {"hash": {"algorithm": "MD5", "value": "@", "salt": "@"}}}',
    '{"requests": [{"id": "1", "headers": {"Accept": "*/*", "%": "Bearer @"}}]}',
    '[[[{"a": [{"%": "@"}]}]]]',
    '{"headers": [{"name": "%", "value": "@"}]}',
    '{"%": "cut @',
    '{"%": "a\\"b@"}',
    '\ufeff {"%": "@"}',
)
FORMS = ("%=@", "a=1&%=@&b=2", "grant_type=x&%=@", "a=1&%=@")
XMLS = (
    "<a><%>@</%></a>",
    "<t:a xmlns:t='x'><t:%>@</t:%></t:a>",
    '<?xml version="1.0"?><a><% kind="x">@</%></a>',
    '<a %="@"/>',
    "<a t:%='@'/>",
    "<a><%><![CDATA[@]]></%></a>",
)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_says_that_it_is_a_secret_in_any_case(name: str) -> None:
    assert all(is_secret(spell(name)) for spell in CASES)


@pytest.mark.parametrize("name", KEPT)
def test_a_name_that_only_looks_alike_is_no_secret(name: str) -> None:
    assert not any(is_secret(spell(name)) for spell in CASES)
    body = json.dumps({"token_type": "x", "value": [{name: SECRET}, SECRET]}).encode()
    assert without_secrets(body) == body


def shown(template: str, name: str) -> str:
    body = template.replace("%", name, template.count("%")).replace("@", SECRET)
    return without_secrets(body.encode()).decode()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("template", JSONS)
def test_no_spelling_shows_a_secret_in_json(name: str, template: str) -> None:
    for spell in IN_JSON:
        text = shown(template, spell(name))
        assert SECRET not in text, text
        assert HIDDEN in text
        if not template.endswith(" @"):
            assert json.loads(text.lstrip("\ufeff")) is not None


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("template", FORMS)
def test_no_spelling_shows_a_secret_in_a_form_or_a_query(name: str, template: str) -> None:
    for spell in IN_FORMS:
        text = shown(template, spell(name))
        assert SECRET not in text, text
        query = template.replace("%", spell(name)).replace("@", SECRET)
        assert SECRET not in path_without_secrets(f"/a/b?{query}")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("template", XMLS)
def test_no_spelling_shows_a_secret_in_xml(name: str, template: str) -> None:
    for spell in CASES:
        text = shown(template, spell(name))
        assert SECRET not in text, text


@pytest.mark.parametrize(
    "body",
    [
        json.dumps({"payload": json.dumps({"Password": SECRET})}),
        json.dumps({"payload": json.dumps({"b": json.dumps([{"client_secret": SECRET}])})}),
        json.dumps({"url": f"https://x/f?a=1&Tempauth={SECRET}&b=2"}),
        json.dumps({"url": f"https://x/f?a=1&amp;temp%61uth={SECRET}"}),
        '{"url": "https://x/f?a=1\\u0026tempauth=' + SECRET + '"}',
        json.dumps({"uploadUrl": f"https://x/drive/UploadSessions/{SECRET}"}),
        json.dumps({"link": f"https://corp.okta.example/welcome/{SECRET}"}),
        json.dumps({"link": f"https://corp.okta.example/reset_password/{SECRET}?a=1"}),
        f"<a href='https://x/f?a=1&amp;tempauth={SECRET}'>x</a>",
        json.dumps({"password": 12345678901}).replace("12345678901", SECRET.replace("Z", "7Z")),
    ],
)
def test_a_secret_within_a_text_is_hidden(body: str) -> None:
    assert SECRET not in without_secrets(body.encode()).decode()


def test_a_password_of_digits_is_hidden() -> None:
    assert without_secrets(b'{"Password": 123456, "a": 1}') == b'{"Password": "***", "a": 1}'


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_another_encoding_hides_nothing_from_the_eye(encoding: str) -> None:
    body = json.dumps({"a": "é", "passWord": SECRET}).encode(encoding)
    assert SECRET not in json.dumps(json.loads(without_secrets(body)))


@pytest.mark.parametrize(
    "path",
    [
        "/personal/sam/_api/v2.0/drive/uploadSessions/@",
        "/personal/sam/_api/v2.0/drive/upload%53essions/@?a=1",
        "/welcome/@",
        "/reset_password/@",
        "/welcome/welcome/@",
    ],
)
def test_a_path_that_opens_something_is_hidden(path: str) -> None:
    assert SECRET not in path_without_secrets(path.replace("@", SECRET))


names = st.sampled_from(NAMES).flatmap(
    lambda name: st.sampled_from([spell(name) for spell in CASES])
)
plain_names = st.sampled_from(KEPT) | st.text(alphabet="abcxyz", min_size=1, max_size=6)
leaves = st.sampled_from(["kept", "a=b", "/x/y", "é", '"', 1, None, True, 2.5])
plain_values = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(plain_names, inner, max_size=3),
    max_leaves=8,
)
secret_values = st.sampled_from(
    [SECRET, f"Bearer {SECRET}", {"value": SECRET}, [SECRET], {"a": {"b": [SECRET]}}]
)


@LAW
@given(plain_values, names, secret_values, st.sampled_from([None, 1, 4]), st.booleans())
def test_no_json_shows_a_secret(
    around: object, name: str, value: object, indent: int | None, ascii_only: bool
) -> None:
    nested = {"outer": [around, {"x": around, name: value, "y": around}, around]}
    text = json.dumps(nested, indent=indent, ensure_ascii=ascii_only)
    told = without_secrets(text.encode()).decode()
    assert SECRET not in told
    seen = json.loads(told)["outer"]
    assert (seen[0], seen[1]["x"], seen[1]["y"], seen[2]) == (around,) * 4


@LAW
@given(st.binary(max_size=200))
def test_any_bytes_are_taken(body: bytes) -> None:
    without_secrets(body)
    without_secrets(b'{"password": ' + body)
    without_secrets(b"<password>" + body)
    without_secrets(b"password=" + body)
