"""The names by which a lab on this machine can be called, where the machine resolves them.

RFC 6761 (6.3) keeps ``.localhost`` for the loopback addresses. Not every resolver knows that, so
each name is looked up before it is used; no file of the machine is changed.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Mapping
from ipaddress import ip_address
from typing import Any

NAMES: Mapping[str, str] = {
    "okta": "okta.localhost",
    "insync": "insync.localhost",
    "microsoft365": "graph.localhost",
    "control": "crosswalk.localhost",
}
Resolve = Callable[[str, int], list[Any]]


def resolved(address: str, resolve: Resolve = socket.getaddrinfo) -> Mapping[str, str]:
    """Return the name of each system where all of them lead to this address, else none.

    A name that also leads to an address beyond this machine is not used, nor are the others then.
    """
    lead_here = all(_leads_to(address, name, resolve) for name in NAMES.values())
    return NAMES if lead_here else {}


def _leads_to(address: str, name: str, resolve: Resolve) -> bool:
    try:
        found = {str(each[4][0]) for each in resolve(name, 443)}
    except OSError:
        return False
    return address in found and all(ip_address(each).is_loopback for each in found)
