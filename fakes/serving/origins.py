"""Which host of a system a request from outside is meant for.

A system is served at one origin, whatever the number of its host names. A request that names one of
them, in ``X-Forwarded-Host`` or ``Host``, is for that; otherwise its path tells.
"""

from __future__ import annotations

import re

from fakes.insync.model import Hosts as InSyncHosts
from fakes.microsoft365.model import Hosts as MicrosoftHosts
from fakes.okta.model import Hosts as OktaHosts

_OKTA, _INSYNC, _MICROSOFT = OktaHosts(), InSyncHosts(), MicrosoftHosts()
SYSTEMS = ("okta", "insync", "microsoft365")
_LOGIN = re.compile(r"/[^/]+/(oauth2/.*|v2\.0/\.well-known/.*)")


def host_for(system: str, hosts: tuple[str, ...], *, called: str, path: str) -> str:
    """Return the host name that a request is for, of those that lead to its system."""
    if called in hosts:
        return called
    if system == "okta":
        return _OKTA.org
    if system == "insync":
        return _INSYNC.api
    return _microsoft(hosts, path)


def _microsoft(hosts: tuple[str, ...], path: str) -> str:
    if path.lower().startswith("/ews/"):
        return _MICROSOFT.exchange
    if path.startswith("/personal/"):
        named = (_MICROSOFT.graph, _MICROSOFT.login, _MICROSOFT.exchange)
        return next(host for host in hosts if host not in named)
    return _MICROSOFT.login if _LOGIN.fullmatch(path) else _MICROSOFT.graph
