"""The document by which clients find the endpoints of the login host."""

from __future__ import annotations

from fakes.wire import Request, Wire

from .client import Client


def test_it_names_what_openid_connect_discovery_requires(wire: Wire, client: Client) -> None:
    tenant = client.credentials.tenant_id
    base = f"https://login.microsoftonline.example/{tenant}"
    answer = wire.send("app", Request("GET", f"{base}/v2.0/.well-known/openid-configuration"))

    # MSAL for Node.js refuses a document without one of them.
    assert answer.json() == {
        "issuer": f"{base}/v2.0",
        "authorization_endpoint": f"{base}/oauth2/v2.0/authorize",
        "token_endpoint": f"{base}/oauth2/v2.0/token",
        "jwks_uri": f"{base}/discovery/v2.0/keys",
    }
