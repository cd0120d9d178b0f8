"""Who may call a control surface: programs and pages of this machine's user, and no other page.

A browser runs pages of any site, and lets each send requests to this machine. Three rules keep
them out, none of which concerns a program.

- The host that a request names must be one that was asked for. A site whose name is made to lead
  here (DNS rebinding) has another one.
- A page must come from here itself. A browser says where a page is from (Origin, Sec-Fetch-Site).
- A body must be called JSON. A form cannot do that, nor can a script without asking first. Only
  a console takes forms, and each carries a token that the page it is on was given.
"""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import urlsplit

import falcon

from fakes.screens.reading import TYPES, media_type

_OWN = ("same-origin", "none")
_NO_HOST = frozenset("@/\\?#, \t")


@dataclass(frozen=True, slots=True)
class Names:
    """The hosts by which a control surface may be called.

    ``listens`` is the address that was asked for, "" or an unspecified one for every address;
    ``known_as`` a host name that clients use besides, ``local`` are names of this machine that its
    certificate has. This machine is always known to itself.
    """

    listens: str = "127.0.0.1"
    known_as: str = ""
    local: frozenset[str] = frozenset()

    def include(self, authority: str) -> bool:
        """Tell whether a host, with or without a port, is one of them."""
        name = _host(authority)
        if not name:
            return False
        address, listens = _address(name), _address(self.listens or "::")
        if address is None:
            known = ("localhost", self.listens.casefold(), self.known_as.casefold())
            return name in known or name in self.local
        everywhere = listens is not None and listens.is_unspecified
        return address.is_loopback or everywhere or address == listens


class CallersMiddleware:
    """Refuses what a page of another site sends, before anything is done."""

    def __init__(self, names: Names, consoles: Collection[str] = ()) -> None:
        self._names = names
        self._consoles = consoles

    def process_request(self, req: falcon.Request, _resp: falcon.Response) -> None:
        """Refuse a host that nobody asked for, another page, and a body that is not JSON."""
        host = req.get_header("Host")
        # A browser always names one.
        if host is not None and not self._names.include(host):
            raise falcon.HTTPForbidden(
                description=f"the host {host!r} is not known here: call this machine by its "
                "address, or start it with --known-as and the name"
            )
        if not _is_own(req, host):
            raise falcon.HTTPForbidden(
                description="another page sent this: the control surface is for programs and "
                "pages of its own"
            )
        if req.content_length and media_type(req.content_type) not in self._types(req.path):
            raise falcon.HTTPUnsupportedMediaType(
                description=f"the body is of type {req.content_type!r}: expected Content-Type: "
                "application/json"
            )

    def _types(self, path: str) -> tuple[str, ...]:
        return TYPES if path.split("/")[1] in self._consoles else (falcon.MEDIA_JSON,)


def _is_own(req: falcon.Request, host: str | None) -> bool:
    """Tell whether no page sent a request, one from here did, or its user follows a link."""
    origin = req.get_header("Origin")
    if origin is not None and (not host or _authority(origin) != host.casefold()):
        return False
    site = req.get_header("Sec-Fetch-Site")
    return site is None or site in _OWN or _is_followed(req)


def _is_followed(req: falcon.Request) -> bool:
    """Tell whether a link was followed, so that only the user sees the answer."""
    mode, shown_in = req.get_header("Sec-Fetch-Mode"), req.get_header("Sec-Fetch-Dest")
    return req.method == "GET" and (mode, shown_in) == ("navigate", "document")


def _authority(origin: str) -> str:
    return origin.partition("://")[2].casefold()


def _host(authority: str) -> str:
    """Return the host of an authority in lower case, "" where there is none."""
    with suppress(ValueError):
        parts = urlsplit(f"//{authority}")
        if parts.port != 0 and not _NO_HOST.intersection(authority):
            return (parts.hostname or "").casefold()
    return ""


def _address(name: str) -> IPv4Address | IPv6Address | None:
    with suppress(ValueError):
        return ip_address(name)
    return None
