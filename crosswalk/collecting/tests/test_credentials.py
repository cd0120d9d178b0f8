"""Credentials come from the environment or a file; what is missing or unfit is named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

pytest.importorskip("httpx2", reason="needs httpx2, which the extra 'collect' brings")

from crosswalk.collecting.credentials import (
    Credentials,
    GraphAccess,
    InSyncAccess,
    OktaAccess,
    from_environment,
    from_file,
)
from crosswalk.collecting.errors import Unsuitable

OKTA = {"CROSSWALK_OKTA_URL": "https://corp.okta.example/", "CROSSWALK_OKTA_TOKEN": "00token"}
INSYNC = {"CROSSWALK_INSYNC_CLIENT_ID": "id", "CROSSWALK_INSYNC_CLIENT_SECRET": "secret"}
GRAPH = {
    "CROSSWALK_GRAPH_TENANT": "corp.onmicrosoft.example",
    "CROSSWALK_GRAPH_CLIENT_ID": "app",
    "CROSSWALK_GRAPH_CLIENT_SECRET": "s~cret.",
}


def test_the_environment_has_them_all() -> None:
    assert from_environment({**OKTA, **INSYNC, **GRAPH, "PATH": "/bin"}) == Credentials(
        OktaAccess("https://corp.okta.example", "00token"),
        InSyncAccess("https://apis.druva.com", "id", "secret"),
        GraphAccess(
            "https://graph.microsoft.com/v1.0",
            "https://login.microsoftonline.com/corp.onmicrosoft.example/oauth2/v2.0/token",
            "app",
            "s~cret.",
        ),
    )


def test_other_clouds_are_named_by_their_addresses() -> None:
    given = from_environment(
        {
            **{**INSYNC, "CROSSWALK_INSYNC_URL": "https://govcloudapis.druva.example"},
            **{**GRAPH, "CROSSWALK_GRAPH_URL": "https://graph.other.example/v1.0"},
            "CROSSWALK_GRAPH_TOKEN_URL": "https://login.other.example/t/oauth2/v2.0/token",
        }
    )
    assert given.insync
    assert given.graph
    assert given.urls() == (
        "https://govcloudapis.druva.example",
        "https://graph.other.example/v1.0",
    )
    assert given.graph.token_url == "https://login.other.example/t/oauth2/v2.0/token"


@pytest.mark.parametrize("one", [OKTA, INSYNC, GRAPH])
def test_a_system_without_any_variable_is_left_out(one: dict[str, str]) -> None:
    assert len(from_environment(one).urls()) == 1


@pytest.mark.parametrize("name", [*OKTA, *INSYNC, *GRAPH])
@pytest.mark.parametrize("value", [None, "", "  "])
def test_a_variable_that_is_missing_is_named(name: str, value: str | None) -> None:
    given = {**OKTA, **INSYNC, **GRAPH, name: value}
    environment = {each: text for each, text in given.items() if text is not None}

    with pytest.raises(Unsuitable, match=f"^{name} is not set$"):
        from_environment(environment)


def test_without_any_the_variables_are_listed() -> None:
    with pytest.raises(Unsuitable, match=r"none of CROSSWALK_OKTA_URL, .* is set.* --from FILE"):
        from_environment({"PATH": "/bin"})


@pytest.mark.parametrize("name", [*OKTA, *INSYNC, *GRAPH])
@pytest.mark.parametrize("value", ["a\nb", "a\r\nX-Header: 1", "a b", "ä", "\x00a", "a\x7f"])
def test_what_cannot_be_sent_is_refused_and_not_shown(name: str, value: str) -> None:
    with pytest.raises(Unsuitable, match=f"^{name} ") as refused:
        from_environment({**OKTA, **INSYNC, **GRAPH, name: value})

    assert value not in str(refused.value)


@pytest.mark.parametrize(
    "url",
    [
        "http://corp.okta.example",
        "corp.okta.example",
        "ftp://corp.okta.example",
        "https://",
        "https://user:password@corp.okta.example",
        "https://user@corp.okta.example",
        "https://corp.okta.example?a=1",
        "https://corp.okta.example#a",
        "https://corp.okta.example:port",
        "https://[::1",
        "http://127.0.0.1.evil.example",
        "http://localhost.evil.example",
        "http://127.0.0.1@evil.example",
    ],
)
def test_an_address_has_to_be_one_and_encrypted(url: str) -> None:
    with pytest.raises(Unsuitable, match=r"^CROSSWALK_OKTA_URL is not an address such as https://"):
        from_environment({**OKTA, "CROSSWALK_OKTA_URL": url})


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:8100", "http://localhost:1", "http://[::1]:8100"]
)
def test_a_lab_on_this_machine_needs_no_certificate(url: str) -> None:
    given = from_environment({**OKTA, "CROSSWALK_OKTA_URL": url})

    assert given.urls() == (url,)


def test_a_file_names_what_is_missing(tmp_path: Path) -> None:
    file = tmp_path / "own.json"
    file.write_text(json.dumps({"okta": {"url": "https://corp.okta.example"}}))

    with pytest.raises(Unsuitable, match=r'own.json: "token" of "okta" is not set$'):
        from_file(file)


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"okta": 1}', '{"ews": {"url": "x"}}', "\x00"]
)
def test_another_file_is_refused(tmp_path: Path, content: str) -> None:
    file = tmp_path / "own.json"
    file.write_text(content)

    with pytest.raises(Unsuitable, match=r'own.json has no credentials: expected \{"okta"'):
        from_file(file)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(Unsuitable, match=r"^cannot read .*own.json: No such file or directory$"):
        from_file(tmp_path / "own.json")


def test_no_secret_is_shown_where_credentials_are_printed() -> None:
    shown = repr(from_environment({**OKTA, **INSYNC, **GRAPH}))

    assert "corp.okta.example" in shown
    assert not any(each in shown for each in ("00token", "'secret'", "s~cret."))
