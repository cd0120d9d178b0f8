"""Addresses and credentials: from the environment, or from a file with the same names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from urllib.parse import urlsplit

import msgspec

from .errors import Unsuitable
from .sender import is_loopback

LOGIN = "https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token"
_NEEDED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "okta": ("url", "token"),
        "insync": ("client_id", "client_secret"),
        "graph": ("client_id", "client_secret"),
    }
)
_ALSO: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"okta": ("app_id",), "insync": ("url",), "graph": ("url", "tenant", "token_url")}
)
_INSYNC = "https://apis.druva.com"
_GRAPH = "https://graph.microsoft.com/v1.0"
_EXPECTED = 'expected {"okta": {"url": "https://...", "token": "..."}, ...}'


@dataclass(frozen=True, slots=True)
class OktaAccess:
    """An org of Okta; ``app_id`` is empty where the Druva app has to be looked for."""

    url: str
    token: str = field(repr=False)
    app_id: str = ""


@dataclass(frozen=True, slots=True)
class InSyncAccess:
    """inSync's REST API, and API credentials for it."""

    url: str
    client_id: str
    client_secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class GraphAccess:
    """Microsoft Graph, and an app registration with a client secret."""

    url: str
    token_url: str
    client_id: str
    client_secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Credentials:
    """What there is access to; None for a system without credentials."""

    okta: OktaAccess | None = None
    insync: InSyncAccess | None = None
    graph: GraphAccess | None = None

    def urls(self) -> tuple[str, ...]:
        """Return the address of each system that there is access to."""
        return tuple(each.url for each in (self.okta, self.insync, self.graph) if each)


Values = Mapping[str, Mapping[str, str]]


class _Given:
    """The values that were given for one interface, and how to name them in a message."""

    def __init__(self, interface: str, values: Mapping[str, str], file: Path | None) -> None:
        self._interface = interface
        self._values = values
        self._file = file

    def needed(self, key: str) -> str:
        """Return a value; raises Unsuitable where it is missing."""
        value = self.optional(key)
        if not value:
            raise Unsuitable(f"{self.named(key)} is not set")
        return value

    def optional(self, key: str) -> str:
        """Return a value, or nothing; raises Unsuitable for what cannot be sent."""
        value = self._values.get(key, "").strip()
        if not (value.isascii() and value.isprintable()) or " " in value:
            raise Unsuitable(f"{self.named(key)} holds a character that cannot be part of it")
        return value

    def address(self, key: str, otherwise: str = "") -> str:
        """Return an address; raises Unsuitable unless it is https, or on this machine."""
        value = (self.optional(key) or otherwise or self.needed(key)).rstrip("/")
        if not _is_address(value):
            raise Unsuitable(
                f"{self.named(key)} is not an address such as https://corp.example: expected "
                "https:// and a host, without a user name, a query or a fragment"
            )
        return value

    def named(self, key: str) -> str:
        """Return the name by which a value is given."""
        if self._file:
            return f'{self._file}: "{key}" of "{self._interface}"'
        return _variable(self._interface, key)


def from_environment(environment: Mapping[str, str]) -> Credentials:
    """Return the credentials of ``CROSSWALK_OKTA_URL`` and the like; raises Unsuitable."""
    values = {
        interface: {
            key: environment[name]
            for key in (*_NEEDED[interface], *_ALSO[interface])
            if environment.get(name := _variable(interface, key))
        }
        for interface in _NEEDED
    }
    if not any(values.values()):
        first = ", ".join(_variable(each, keys[0]) for each, keys in _NEEDED.items())
        raise Unsuitable(
            f"no credentials are given: none of {first} is set. crosswalk/collecting/README.md "
            "lists the variables; --from FILE reads a file instead"
        )
    return _credentials({each: given for each, given in values.items() if given}, None)


def from_file(file: Path) -> Credentials:
    """Return the credentials of a file as `crosswalk serve --url-file` writes it."""
    try:
        values = msgspec.json.decode(file.read_bytes(), type=dict[str, dict[str, str]])
    except OSError as error:
        raise Unsuitable(f"cannot read {file}: {error.strerror}") from None
    except msgspec.DecodeError:
        raise Unsuitable(f"{file} has no credentials: {_EXPECTED}") from None
    known = {interface: values[interface] for interface in _NEEDED if interface in values}
    if not known:
        raise Unsuitable(f"{file} has no credentials: {_EXPECTED}")
    return _credentials(known, file)


def _credentials(values: Values, file: Path | None) -> Credentials:
    given = {each: _Given(each, found, file) for each, found in values.items()}
    return Credentials(
        okta=_okta(given["okta"]) if "okta" in given else None,
        insync=_insync(given["insync"]) if "insync" in given else None,
        graph=_graph(given["graph"]) if "graph" in given else None,
    )


def _okta(given: _Given) -> OktaAccess:
    return OktaAccess(given.address("url"), given.needed("token"), given.optional("app_id"))


def _insync(given: _Given) -> InSyncAccess:
    url = given.address("url", _INSYNC)
    return InSyncAccess(url, given.needed("client_id"), given.needed("client_secret"))


def _graph(given: _Given) -> GraphAccess:
    url = given.address("url", _GRAPH)
    tenant = given.optional("tenant")
    if not tenant and not given.optional("token_url"):
        raise Unsuitable(f"{given.named('tenant')} is not set")
    token_url = given.address("token_url", LOGIN.format(tenant=tenant))
    return GraphAccess(url, token_url, given.needed("client_id"), given.needed("client_secret"))


def _variable(interface: str, key: str) -> str:
    return f"CROSSWALK_{interface}_{key}".upper()


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        return False
    if parts.username is not None or parts.query or parts.fragment or not parts.hostname:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and is_loopback(text))
