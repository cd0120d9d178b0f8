"""What the SDKs read of a served lab, and what of others is kept."""

from __future__ import annotations

from copy import deepcopy

import pytest

from crosswalk.remote.environment import NotSecured, variables
from crosswalk.remote.url_file import Interfaces

CA, STORE = "/lab/lab.ca.pem", "/lab/lab.ca.p12"
TRUST = f'-Djavax.net.ssl.trustStore="{STORE}" -Djavax.net.ssl.trustStoreType=PKCS12'
GRAPH = "https://graph.localhost:4002"
TOLD: Interfaces = {
    "okta": {"url": "https://127.0.0.1:4000", "token": "okta-secret", "app_id": "0oa1"},
    "insync_scim": {"url": "https://127.0.0.1:4001/insync/scim", "token": "scim-secret"},
    "insync": {"url": "https://127.0.0.1:4001", "client_id": "i", "client_secret": "api-secret"},
    "graph": {
        "url": f"{GRAPH}/v1.0",
        "client_id": "app",
        "client_secret": "graph-secret",
        "token": "graph-token",
        "token_url": f"{GRAPH}/tenant/oauth2/v2.0/token",
    },
    "ews": {"url": f"{GRAPH}/EWS/Exchange.asmx", "token": "ews-token"},
    "control": {"url": "https://127.0.0.1:4003", "ca_file": CA, "truststore": STORE},
}


def test_sdks_find_and_trust_the_lab() -> None:
    assert variables(TOLD, {}) == {
        "OKTA_CLIENT_ORGURL": "https://127.0.0.1:4000",
        "OKTA_CLIENT_TOKEN": "okta-secret",
        "AZURE_AUTHORITY_HOST": GRAPH,
        "AZURE_TENANT_ID": "tenant",
        "AZURE_CLIENT_ID": "app",
        "AZURE_CLIENT_SECRET": "graph-secret",
        "SSL_CERT_FILE": CA,
        "REQUESTS_CA_BUNDLE": CA,
        "NODE_EXTRA_CA_CERTS": CA,
        "JAVA_TOOL_OPTIONS": TRUST,
        "CROSSWALK_OKTA_URL": "https://127.0.0.1:4000",
        "CROSSWALK_INSYNC_SCIM_URL": "https://127.0.0.1:4001/insync/scim",
        "CROSSWALK_INSYNC_URL": "https://127.0.0.1:4001",
        "CROSSWALK_GRAPH_URL": f"{GRAPH}/v1.0",
        "CROSSWALK_EWS_URL": f"{GRAPH}/EWS/Exchange.asmx",
        "CROSSWALK_CONTROL_URL": "https://127.0.0.1:4003",
    }


def test_a_system_that_is_not_served_is_left_out() -> None:
    alone = {name: TOLD[name] for name in ("insync", "insync_scim", "control")}

    assert not [name for name in variables(alone, {}) if name.startswith(("OKTA", "AZURE"))]


def test_options_of_the_jvm_are_kept_but_for_another_trust_store() -> None:
    said = (
        "-Xmx1g '-Dname=two words' -Djavax.net.ssl.trustStore='/old one/lab.p12' "
        "-Djavax.net.ssl.trustStoreType=JKS -Dlast=1"
    )
    told = variables(TOLD, {"JAVA_TOOL_OPTIONS": said})["JAVA_TOOL_OPTIONS"]

    assert told == f"-Xmx1g '-Dname=two words' -Dlast=1 {TRUST}"
    assert variables(TOLD, {"JAVA_TOOL_OPTIONS": told})["JAVA_TOOL_OPTIONS"] == told


@pytest.mark.parametrize("proxy", ["HTTPS_PROXY", "http_proxy", "ALL_PROXY"])
def test_the_lab_is_reached_past_a_proxy(proxy: str) -> None:
    inherited = {proxy: "http://proxy.example:3128", "no_proxy": "corp.example, 127.0.0.1"}
    told = variables(TOLD, inherited)

    assert told["NO_PROXY"] == "127.0.0.1,graph.localhost"
    assert told["no_proxy"] == "corp.example,127.0.0.1,graph.localhost"


def test_a_lab_without_tls_is_of_no_use_to_them() -> None:
    plain = deepcopy(TOLD)
    del plain["control"]["ca_file"]

    with pytest.raises(NotSecured, match="restart it with --tls"):
        variables(plain, {})
