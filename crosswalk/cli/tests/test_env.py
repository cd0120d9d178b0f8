"""`crosswalk env`: a shell evaluates what it prints, and who cannot be helped is told why."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from crosswalk.cli import main
from crosswalk.remote import url_file

SHELL = shutil.which("sh")
ODD = 'it\'s; $(touch gone) "two" words'
SECURED = {
    "okta": {"url": "https://127.0.0.1:4000", "token": ODD},
    "control": {"url": "https://127.0.0.1:4003", "ca_file": "lab.pem", "truststore": "lab.p12"},
}


@pytest.mark.skipif(SHELL is None, reason="needs sh, which evaluates what the command prints")
def test_a_shell_evaluates_it(tmp_path: Path) -> None:
    directory = tmp_path / "it's $HOME"
    directory.mkdir()
    url_file.write(directory / "lab.json", SECURED)
    printed = CliRunner().invoke(main, ["env", "--url-file", str(directory / "lab.json")])
    assert printed.exit_code == 0
    script = 'eval "$1"; printf "%s\\n" "$OKTA_CLIENT_TOKEN" "$SSL_CERT_FILE"'
    told = subprocess.run(  # noqa: S603 - to see what a shell makes of it
        [SHELL or "", "-c", script, "sh", printed.output],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )

    assert told.stdout.splitlines() == [ODD, str(directory / "lab.pem")]
    assert [path.name for path in tmp_path.iterdir()] == [directory.name]


def test_secrets_are_only_in_what_an_sdk_reads(tmp_path: Path) -> None:
    file, url = tmp_path / "lab.json", "https://127.0.0.1:4000"
    graph = {"client_id": "g", "client_secret": "k4", "token": "k5", "token_url": f"{url}/t/token"}
    told = {
        "okta": {"url": url, "token": "k1"},
        "insync_scim": {"url": url, "token": "k2"},
        "insync": {"url": url, "client_id": "i", "client_secret": "k3"},
        "graph": {"url": url, **graph},
        "ews": {"url": url, "token": "k6"},
        "control": SECURED["control"],
    }
    url_file.write(file, told)
    printed = CliRunner().invoke(main, ["env", "--url-file", str(file)]).output.splitlines()

    assert [line for line in printed if re.search("=k[1-6]$", line)] == [
        "export OKTA_CLIENT_TOKEN=k1",
        "export AZURE_CLIENT_SECRET=k4",
    ]
    assert len(printed) > 10


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "no lab is served: cannot read {file}: No such file or directory"),
        ("{", "{file} is not a url-file: expected "),
        (
            json.dumps({"control": {"url": "http://127.0.0.1:4003"}}),
            "the lab is served without TLS, and the SDKs insist on https: restart it with --tls",
        ),
    ],
    ids=["no file", "another file", "no TLS"],
)
def test_what_is_wrong_is_told_in_one_line(tmp_path: Path, content: str | None, said: str) -> None:
    file = tmp_path / "lab.json"
    if content is not None:
        file.write_text(content)
    told = CliRunner().invoke(main, ["env", "--url-file", str(file)])

    assert told.exit_code == 1
    assert told.output.startswith(f"Error: {said.format(file=file)}")
    assert len(told.output.splitlines()) == 1


def test_without_an_option_it_reads_crosswalk_json(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    url_file.write(Path("crosswalk.json"), SECURED)

    told = CliRunner().invoke(main, ["env"]).output
    assert "OKTA_CLIENT_ORGURL=https://127.0.0.1:4000\n" in told
    assert f"NODE_EXTRA_CA_CERTS={tmp_path / 'lab.pem'}\n" in told
