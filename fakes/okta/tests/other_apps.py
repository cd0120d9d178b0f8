"""Apps other than Druva 2.0, one of each kind, as requests say them."""

from __future__ import annotations

from typing import Any

from .api import Client

BOOKMARK: dict[str, Any] = {
    "label": "Intranet",
    "name": "bookmark",
    "signOnMode": "BOOKMARK",
    "settings": {"app": {"url": "https://intranet.example", "requestIntegration": False}},
}
STORE: dict[str, Any] = {
    "label": "Vault",
    "name": "template_sps",
    "signOnMode": "SECURE_PASSWORD_STORE",
    "settings": {"app": {"url": "https://v.example", "passwordField": "p", "usernameField": "u"}},
}
OIDC: dict[str, Any] = {
    "label": "Portal",
    "name": "oidc_client",
    "signOnMode": "OPENID_CONNECT",
    "settings": {"oauthClient": {"grant_types": ["authorization_code"]}},
}
SAML: dict[str, Any] = {
    "label": "Sales Force!",
    "signOnMode": "SAML_2_0",
    "settings": {"signOn": {"ssoAcsUrl": "https://s.example/acs", "audience": "s"}},
}
KINDS = [
    BOOKMARK,
    STORE,
    OIDC,
    SAML,
    {
        "label": "Basic",
        "name": "template_basic_auth",
        "signOnMode": "BASIC_AUTH",
        "settings": {"app": {"url": "https://b.example", "authURL": "https://b.example/auth"}},
    },
    {
        "label": "Plugin",
        "name": "template_swa",
        "signOnMode": "BROWSER_PLUGIN",
        "settings": {
            "app": {
                "url": "https://p.example",
                "buttonField": "b",
                "passwordField": "p",
                "usernameField": "u",
            }
        },
    },
    {
        "label": "Plugin of three",
        "name": "template_swa3field",
        "signOnMode": "BROWSER_PLUGIN",
        "settings": {
            "app": {
                "targetURL": "https://p.example",
                "buttonSelector": "#b",
                "passwordSelector": "#p",
                "userNameSelector": "#u",
            }
        },
    },
    {
        "label": "Auto",
        "signOnMode": "AUTO_LOGIN",
        "settings": {"signOn": {"loginUrl": "https://a.example"}},
    },
    {
        "label": "Federated",
        "name": "template_wsfed",
        "signOnMode": "WS_FEDERATION",
        "settings": {"app": {"siteURL": "https://w.example"}},
    },
]


def create(client: Client, app: dict[str, Any] = BOOKMARK, query: str = "", **said: Any) -> Any:
    answer = client("POST", f"/apps{query}", {**app, **said})
    assert answer.status == 200, answer
    return answer.json()


def labels(answer: Any) -> list[str]:
    assert answer.status == 200, answer
    return [each["label"] for each in answer.json()]


def assigned(client: Client, app: Any) -> list[tuple[str, str]]:
    listed = client("GET", f"/apps/{app['id']}/users").json()
    return [(each["credentials"]["userName"], each["scope"]) for each in listed]
