"""`crosswalk serve --tls`: who trusts its CA is answered, and nobody else; and what it writes."""

from __future__ import annotations

import json
import socket
import ssl
import stat
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from http.client import HTTPSConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner

from crosswalk.cli import main, securing
from crosswalk.lab_interface import START
from crosswalk.remote.plugin import reached
from crosswalk.remote.process import ServedLab
from crosswalk.remote.sockets import PATIENCE, Sockets, Unreachable
from crosswalk.remote.url_file import read
from fakes.serving.local_names import NAMES
from fakes.wire import Request, Response

x509 = pytest.importorskip(
    "cryptography.x509", reason="needs cryptography, which the extra 'serve' brings"
)
pytest.importorskip("trustme", reason="needs trustme, which the extra 'serve' brings")

HEALTH = "/_crosswalk/health"


@pytest.fixture(scope="module")
def served() -> Iterator[ServedLab]:
    lab = ServedLab("--tls", "--seed", "demo")
    yield lab
    lab.stop()


def asked(lab: ServedLab, url: str, **headers: str) -> Response:
    control = lab.interfaces["control"]
    with closing(Sockets(ca_files=[control["ca_file"]])) as sockets:
        return sockets(Request("GET", url, tuple(headers.items())))


def beside(lab: ServedLab) -> dict[str, Path]:
    return {path.name: path for path in lab.url_file.parent.iterdir()}


def test_every_interface_is_served_over_https(served: ServedLab) -> None:
    assert {urlsplit(place["url"]).scheme for place in served.interfaces.values()} == {"https"}
    assert urlsplit(served.interfaces["graph"]["token_url"]).scheme == "https"


def test_who_trusts_the_ca_is_answered_and_follows_links(served: ServedLab) -> None:
    okta = served.interfaces["okta"]
    token = f"SSWS {okta['token']}"
    page = asked(served, f"{okta['url']}/api/v1/users?limit=4", Authorization=token)
    links = [value for name, value in page.headers if name.lower() == "link"]
    url = next(link for link in links if 'rel="next"' in link).split(">")[0].removeprefix("<")

    assert url.startswith(okta["url"])
    assert len(asked(served, url, Authorization=token).json()) == 3


def test_nobody_else_is(served: ServedLab) -> None:
    with closing(Sockets()) as sockets, pytest.raises(Unreachable, match="certificate verify"):
        sockets(Request("GET", served.interfaces["control"]["url"] + HEALTH))


def test_scenarios_reach_it(served: ServedLab) -> None:
    with reached(served.sites) as lab:
        assert len(lab.okta.directory.users()) == 7
        assert lab.runs_jobs


def test_only_its_owner_reads_what_is_written(served: ServedLab) -> None:
    assert set(beside(served)) == {"lab.json", "lab.ca.pem", "lab.ca.p12", "lab.key.pem"}
    for path in beside(served).values():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_key_of_the_ca_is_not_kept(served: ServedLab) -> None:
    serialization = pytest.importorskip(
        "cryptography.hazmat.primitives.serialization", reason="see above"
    )
    ca = x509.load_pem_x509_certificate(beside(served)["lab.ca.pem"].read_bytes())
    (key,) = [path for path in beside(served).values() if b"PRIVATE KEY" in path.read_bytes()]
    own = serialization.load_pem_private_key(key.read_bytes(), None).public_key()

    assert key.name == "lab.key.pem"
    assert own == x509.load_pem_x509_certificate(key.read_bytes()).public_key()
    assert own != ca.public_key()


def test_its_certificate_is_valid_whatever_the_clock_of_a_client_says(served: ServedLab) -> None:
    for name in ("lab.ca.pem", "lab.key.pem"):
        each = x509.load_pem_x509_certificate(beside(served)[name].read_bytes())
        for moment in (START, datetime(2001, 1, 1, tzinfo=UTC), datetime(2999, 1, 1, tzinfo=UTC)):
            assert each.not_valid_before_utc < moment < each.not_valid_after_utc


def test_the_clock_of_the_lab_is_none_of_its_business(served: ServedLab) -> None:
    with reached(served.sites) as lab:
        lab.time.go_to_start()
        assert asked(served, served.interfaces["control"]["url"] + HEALTH).ok


@pytest.mark.parametrize("name", [*NAMES.values(), "localhost"])
def test_a_local_name_is_in_the_certificate_and_known_to_the_control_surface(
    served: ServedLab, name: str
) -> None:
    control = urlsplit(served.interfaces["control"]["url"])
    context = ssl.create_default_context(cafile=served.interfaces["control"]["ca_file"])
    plain = socket.create_connection((control.hostname, control.port), PATIENCE)
    with closing(HTTPSConnection(name, control.port or 0)) as connection:
        connection.sock = context.wrap_socket(plain, server_hostname=name)
        connection.request("GET", HEALTH)
        assert connection.getresponse().status == 200


def test_another_name_is_refused(served: ServedLab) -> None:
    control = served.interfaces["control"]["url"]

    assert asked(served, control + HEALTH, Host="evil.localhost").status == 403


def test_the_log_holds_no_key(served: ServedLab) -> None:
    key = beside(served)["lab.key.pem"].read_text().splitlines()[1]

    assert asked(served, served.interfaces["control"]["url"] + HEALTH).ok
    assert served.log
    assert key not in served.log
    assert "PRIVATE KEY" not in served.log


def test_each_start_has_a_ca_of_its_own(served: ServedLab) -> None:
    other = ServedLab("--tls", "--only", "okta")
    try:
        with pytest.raises(Unreachable, match="certificate verify failed"):
            asked(served, other.interfaces["control"]["url"] + HEALTH)
        assert asked(other, other.interfaces["control"]["url"] + HEALTH).ok
    finally:
        other.stop()


def test_files_are_found_where_the_url_file_was_moved_to(served: ServedLab, tmp_path: Path) -> None:
    for name, path in beside(served).items():
        (tmp_path / name).write_bytes(path.read_bytes())

    told = read(tmp_path / "lab.json")["control"]
    assert told["ca_file"] == str(tmp_path / "lab.ca.pem")
    assert told["truststore"] == str(tmp_path / "lab.ca.p12")


def test_a_name_of_its_own_is_in_the_urls_and_in_the_certificate() -> None:
    lab = ServedLab("--tls", "--known-as", "lab.corp.example", "--only", "okta")
    try:
        certificate = x509.load_pem_x509_certificate(beside(lab)["lab.key.pem"].read_bytes())
        names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
        assert "lab.corp.example" in names.get_values_for_type(x509.DNSName)
        assert lab.interfaces["okta"]["url"].startswith("https://lab.corp.example:")
    finally:
        lab.stop()


def test_a_peer_is_trusted_by_the_variable_of_openssl(monkeypatch: pytest.MonkeyPatch) -> None:
    insync = ServedLab("--tls", "--only", "insync")
    url = insync.interfaces["insync"]["url"]
    token = insync.interfaces["insync_scim"]["token"]
    told = {"base_url": "https://apis.druva.example/insync/scim", "token": token}

    def connected() -> int:
        okta = ServedLab("--tls", "--only", "okta", "--peer", f"insync={url}")
        control = okta.interfaces["control"]
        path = "/_crosswalk/admin/okta/app/connect"
        json_body = (("Content-Type", "application/json"),)
        request = Request("POST", control["url"] + path, json_body, json.dumps(told).encode())
        with closing(Sockets(ca_files=[control["ca_file"]])) as sockets:
            status = sockets(request).status
        okta.stop()
        return status

    assert connected() == 422
    monkeypatch.setenv("SSL_CERT_FILE", insync.interfaces["control"]["ca_file"])
    assert connected() == 200
    insync.stop()


@pytest.mark.parametrize(("lead_here", "host"), [(True, "okta.localhost"), (False, "127.0.0.1")])
def test_a_system_has_a_name_where_the_machine_resolves_it(
    monkeypatch: pytest.MonkeyPatch, lead_here: bool, host: str
) -> None:
    monkeypatch.setattr(securing, "resolved", lambda _address: NAMES if lead_here else {})
    with socket.create_server(("127.0.0.1", 0)) as bound:
        urls = securing.tls_urls({"okta": bound}, "")
        named = securing.tls_urls({"okta": bound}, "lab.example")
        port = bound.getsockname()[1]

    assert urls == {"okta": f"https://{host}:{port}"}
    assert named == {"okta": f"https://lab.example:{port}"}


def test_it_needs_a_file_for_what_clients_need() -> None:
    told = CliRunner().invoke(main, ["serve", "--tls"])

    assert told.exit_code == 2
    assert told.output.endswith("beside the url-file: add --url-file\n")


def test_it_says_what_brings_what_it_needs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "trustme", None)
    monkeypatch.delitem(sys.modules, "fakes.serving.certificate", raising=False)
    file = tmp_path / "lab.json"
    told = CliRunner().invoke(main, ["serve", "--tls", "--url-file", str(file)])

    assert (told.exit_code, told.output) == (1, f"Error: {securing.NEEDED}\n")
    assert not list(tmp_path.iterdir())
