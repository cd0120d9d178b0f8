"""The environment variables by which clients of the vendors find and trust a served lab.

What reads each of them:

- ``OKTA_CLIENT_ORGURL``, ``OKTA_CLIENT_TOKEN``: Okta's SDKs for Python, Node.js and Java
  (github.com/okta/okta-sdk-python, okta-sdk-nodejs, okta-sdk-java: README, configuration reference)
- ``AZURE_TENANT_ID``, ``AZURE_CLIENT_ID``, ``AZURE_CLIENT_SECRET``, ``AZURE_AUTHORITY_HOST``:
  ``EnvironmentCredential`` of Azure Identity for Python, JavaScript and Java
  (learn.microsoft.com/java/api/com.azure.identity.environmentcredential, and its other languages)
- ``SSL_CERT_FILE``: OpenSSL, and so Python (docs.openssl.org, SSL_CTX_set_default_verify_paths)
- ``REQUESTS_CA_BUNDLE``: requests (requests.readthedocs.io, SSL Cert Verification)
- ``NODE_EXTRA_CA_CERTS``: Node.js (nodejs.org/api/cli.html)
- ``JAVA_TOOL_OPTIONS``: the JVM (docs.oracle.com, Troubleshooting Guide), with the properties
  ``javax.net.ssl.trustStore`` and ``trustStoreType`` (JSSE Reference Guide)
- ``NO_PROXY``: clients that a proxy is set for

No SDK reads where Graph, inSync and the control surface are: ``CROSSWALK_GRAPH_URL`` and the like
are for the code that is tried. A secret is only in what an SDK reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from .url_file import Interfaces

_TRUST = "-Djavax.net.ssl.trustStore"
_OF_A_JVM = re.compile(r"""(?:[^\s"']|"[^"]*"|'[^']*')+""")
_PROXY = ("http_proxy", "https_proxy", "all_proxy")


class NotSecured(Exception):
    """A lab is served without TLS, which the SDKs insist on."""


def variables(told: Interfaces, inherited: Mapping[str, str]) -> dict[str, str]:
    """Return the variables for a lab by the content of its url-file; raises NotSecured.

    ``inherited`` are those that are set: what others put into the same variable is kept.
    """
    if "ca_file" not in told["control"]:
        raise NotSecured(
            "the lab is served without TLS, and the SDKs insist on https: restart it with --tls"
        )
    return {
        **_okta(told),
        **_microsoft(told),
        **_trust(told["control"], inherited),
        **dict(_past_proxies(told, inherited)),
        **{f"CROSSWALK_{name.upper()}_URL": place["url"] for name, place in told.items()},
    }


def _okta(told: Interfaces) -> dict[str, str]:
    if "okta" not in told:
        return {}
    place = told["okta"]
    return {"OKTA_CLIENT_ORGURL": place["url"], "OKTA_CLIENT_TOKEN": place["token"]}


def _microsoft(told: Interfaces) -> dict[str, str]:
    if "graph" not in told:
        return {}
    place = told["graph"]
    token_url = urlsplit(place["token_url"])
    return {
        "AZURE_AUTHORITY_HOST": f"{token_url.scheme}://{token_url.netloc}",
        "AZURE_TENANT_ID": token_url.path.split("/")[1],
        "AZURE_CLIENT_ID": place["client_id"],
        "AZURE_CLIENT_SECRET": place["client_secret"],
    }


def _trust(control: Mapping[str, str], inherited: Mapping[str, str]) -> dict[str, str]:
    said = _OF_A_JVM.findall(inherited.get("JAVA_TOOL_OPTIONS", ""))
    kept = [each for each in said if not each.startswith(_TRUST)]
    ours = (f'{_TRUST}="{control["truststore"]}"', f"{_TRUST}Type=PKCS12")
    return {
        **dict.fromkeys(
            ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "NODE_EXTRA_CA_CERTS"), control["ca_file"]
        ),
        "JAVA_TOOL_OPTIONS": " ".join((*kept, *ours)),
    }


def _past_proxies(told: Interfaces, inherited: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    if not any(inherited.get(name) or inherited.get(name.upper()) for name in _PROXY):
        return
    hosts = [urlsplit(place["url"]).hostname or "" for place in told.values()]
    for name in ("NO_PROXY", "no_proxy"):
        yield name, ",".join(dict.fromkeys((*_listed(inherited.get(name, "")), *hosts)))


def _listed(text: str) -> list[str]:
    return [each.strip() for each in text.split(",") if each.strip()]
