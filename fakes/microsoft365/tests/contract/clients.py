"""The libraries, unmodified, each pointed at the fake.

``..._of`` leads the hosts that a library expects into this process, where it signs in by its own
flow. ``..._at`` is for a lab that is served over plain HTTP, where no library signs in: they are
given a token, but for exchangelib, whose credentials can be told where to ask for one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from fakes.microsoft365.model import Credentials

from .transports import REASON, Carrier, over_httpx, over_requests, session_over

GRAPH = "https://graph.microsoft.com"
LOGIN = "https://login.microsoftonline.com"
EWS = "https://outlook.office365.com/EWS/Exchange.asmx"


def part(module: str, name: str) -> Any:
    """Return what a module of a library calls by a name; skips where it is not installed."""
    return getattr(pytest.importorskip(module, reason=REASON), name)


def graph_of(carrier: Carrier, credentials: Credentials) -> Any:
    """Return msgraph-sdk, signed in by azure-identity."""
    httpx = pytest.importorskip("httpx", reason=REASON)
    transport = part("azure.core.pipeline.transport", "RequestsTransport")
    credential = part("azure.identity", "ClientSecretCredential")(
        credentials.tenant_id,
        credentials.client_id,
        credentials.client_secret,
        transport=transport(session=session_over(carrier), session_owner=False),
        disable_instance_discovery=True,
    )
    provider = part(
        "kiota_authentication_azure.azure_identity_authentication_provider",
        "AzureIdentityAuthenticationProvider",
    )(credential, scopes=[f"{GRAPH}/.default"])
    return _graph(provider, httpx.AsyncClient(transport=over_httpx(carrier)))


def graph_at(url: str, token: str) -> Any:
    """Return msgraph-sdk with a token, for a Graph at another address."""
    httpx = pytest.importorskip("httpx", reason=REASON)
    authentication = "kiota_abstractions.authentication"
    validator = part(authentication, "AllowedHostsValidator")([])

    async def get_authorization_token(*_asked: Any, **_said: Any) -> str:
        return token

    provider = type(
        "GivenToken",
        (part(authentication, "AccessTokenProvider"),),
        {
            "get_authorization_token": staticmethod(get_authorization_token),
            "get_allowed_hosts_validator": lambda _self: validator,
        },
    )
    bearer = part(authentication, "BaseBearerTokenAuthenticationProvider")(provider())
    # Each piece of work has an event loop of its own, and a connection cannot change loops.
    alone = httpx.Limits(max_keepalive_connections=0)
    graph = _graph(bearer, httpx.AsyncClient(base_url=url, limits=alone))
    graph.request_adapter.base_url = url
    return graph


def _graph(provider: Any, http_client: Any) -> Any:
    factory = part("msgraph_core", "GraphClientFactory")
    client = factory.create_with_default_middleware(client=http_client)
    adapter = part("msgraph", "GraphRequestAdapter")(provider, client)
    return part("msgraph", "GraphServiceClient")(request_adapter=adapter)


def account_of(carrier: Carrier, credentials: Credentials, resource: str) -> Any:
    """Return O365 for somebody's mailbox and drive, signed in by MSAL."""
    connection = part("O365.connection", "Connection")

    def get_session(self: Any, load_token: bool = False) -> Any:
        session = connection.get_session(self, load_token=load_token)
        session.mount("https://", over_requests(carrier)())
        return session

    def msal_client(self: Any) -> Any:
        return part("msal", "ConfidentialClientApplication")(
            credentials.client_id,
            client_credential=credentials.client_secret,
            authority=f"{LOGIN}/{credentials.tenant_id}",
            http_client=session_over(carrier),
            token_cache=self.token_backend,
            instance_discovery=False,
        )

    made = _account(
        {
            "get_session": get_session,
            "get_naive_session": lambda _self: session_over(carrier),
            "msal_client": property(msal_client),
        },
        credentials,
        resource,
    )
    assert made.authenticate()
    return made


def account_at(url: str, token: str, credentials: Credentials, resource: str) -> Any:
    """Return O365 with a token, for a Graph at another address."""
    connection = part("O365.connection", "Connection")

    def get_session(self: Any, load_token: bool = False) -> Any:
        session = connection.get_session(self, load_token=load_token)
        session.headers["Authorization"] = f"Bearer {token}"
        return session

    protocol = part("O365", "MSGraphProtocol")
    elsewhere = type("Elsewhere", (protocol,), {"_protocol_url": url.removesuffix("v1.0")})
    return _account({"get_session": get_session}, credentials, resource, protocol=elsewhere())


def _account(
    methods: dict[str, Any], credentials: Credentials, resource: str, **further: Any
) -> Any:
    wired = type("WiredConnection", (part("O365.connection", "Connection"),), methods)
    account = type("WiredAccount", (part("O365", "Account"),), {"connection_constructor": wired})
    return account(
        (credentials.client_id, credentials.client_secret),
        auth_flow_type="credentials",
        tenant_id=credentials.tenant_id,
        main_resource=resource,
        token_backend=part("O365.utils.token", "MemoryTokenBackend")(),
        **further,
    )


def mailboxes_of(
    carrier: Carrier, credentials: Credentials, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Any]:
    """Return what opens a mailbox by exchangelib, acting for the owner of an address.

    It names the address with every folder, and by ``upn`` or ``smtp_address`` acts for whom it is
    told.
    """
    protocol = part("exchangelib.protocol", "BaseProtocol")
    adapter = over_requests(carrier)
    monkeypatch.setattr(protocol, "HTTP_ADAPTER_CLS", adapter)
    monkeypatch.setattr(protocol, "get_adapter", classmethod(lambda _cls: adapter()))
    return _mailboxes(EWS, part("exchangelib", "OAuth2Credentials"), credentials)


def mailboxes_at(
    url: str, token_url: str, credentials: Credentials, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Any]:
    """Return the same for an Exchange at another address, signed in over plain HTTP."""
    monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")
    known = part("exchangelib", "OAuth2Credentials")
    elsewhere = type("Elsewhere", (known,), {"token_url": token_url})
    return _mailboxes(url, elsewhere, credentials)


def _mailboxes(endpoint: str, kind: Any, credentials: Credentials) -> Callable[..., Any]:
    exchangelib = pytest.importorskip("exchangelib", reason=REASON)

    def mailbox(address: str, **said: Any) -> Any:
        configuration = exchangelib.Configuration(
            service_endpoint=endpoint,
            credentials=kind(
                client_id=credentials.client_id,
                client_secret=credentials.client_secret,
                tenant_id=credentials.tenant_id,
                identity=exchangelib.Identity(primary_smtp_address=address),
            ),
            auth_type=exchangelib.OAUTH2,
            version=exchangelib.Version(build=exchangelib.version.EXCHANGE_O365),
            retry_policy=exchangelib.FaultTolerance(max_wait=0),
        )
        account = exchangelib.Account(
            address,
            config=configuration,
            autodiscover=False,
            access_type=exchangelib.IMPERSONATION,
        )
        for name, value in said.items():
            setattr(account.identity, name, value)
        return account

    return mailbox


def forget_mailboxes() -> None:
    """Close what exchangelib keeps open for the next account of the same endpoint."""
    part("exchangelib.protocol", "CachingProtocol").clear_cache()
