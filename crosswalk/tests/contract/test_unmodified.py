"""Programs of others in Python, Node.js and Java: only their environment tells them of the lab.

Each runs in a process of its own, as `eval "$(crosswalk env)"` leaves it, against HTTPS.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from crosswalk.remote.environment import variables
from crosswalk.remote.process import ServedLab
from fakes.company.cast import CAST
from fakes.microsoft365.tests.contract.transports import REASON
from fakes.okta.tests.contract import sdk as okta

pytest.importorskip("trustme", reason="needs trustme, which the extra 'serve' brings")
pytestmark = pytest.mark.contract

PROGRAMS = Path(__file__).parent / "programs"
PACKAGES = ("@okta/okta-sdk-nodejs", "@azure/identity", "@microsoft/microsoft-graph-client")
LOGINS = {person.login for person in CAST.values()}
MAILBOXES = {person.smtp for person in CAST.values()}
PATIENCE = 120


@pytest.fixture
def environment() -> Iterator[Mapping[str, str]]:
    """What a program's environment is; the lab is this test's own, since programs write."""
    lab = ServedLab("--tls", "--seed", "demo")
    yield {**os.environ, **variables(lab.interfaces, os.environ)}
    lab.stop()


def found(environment: Mapping[str, str], *command: str) -> dict[str, list[str]]:
    """Return what a program prints, which is JSON in its last line."""
    ended = subprocess.run(  # noqa: S603 - a program of ours
        command, env=environment, capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    assert ended.returncode == 0, ended.stderr
    told: dict[str, list[str]] = json.loads(ended.stdout.splitlines()[-1])
    return told


def program(language: str) -> str:
    """Return what runs programs of a language; skips where it is not installed."""
    return shutil.which(language) or pytest.skip(f"needs {language}: install it to run this test")


@pytest.mark.skipif(okta.sdk is None, reason=okta.REASON)
def test_sdks_for_python(environment: Mapping[str, str]) -> None:
    for each in ("msgraph", "azure.identity"):
        pytest.importorskip(each, reason=REASON)
    told = found(environment, sys.executable, str(PROGRAMS / "python_sdks.py"))

    assert set(told["okta"]) == LOGINS | {"new@corp.example"}
    assert set(told["graph"]) == MAILBOXES


def test_sdks_for_node(environment: Mapping[str, str]) -> None:
    node = program("node")
    asked = [
        node,
        "-e",
        "process.argv.slice(1).forEach((each) => require.resolve(each))",
        *PACKAGES,
    ]
    if subprocess.run(asked, capture_output=True, check=False).returncode:  # noqa: S603 - ours
        pytest.skip(f"needs npm install {' '.join(PACKAGES)}, with NODE_PATH at its node_modules")
    told = found(environment, node, str(PROGRAMS / "node_sdks.cjs"))

    assert set(told["okta"]) == LOGINS | {"new@corp.example"}
    assert set(told["graph"]) == MAILBOXES


@pytest.mark.parametrize(
    ("language", "source"), [("node", "node_fetch.cjs"), ("java", "JavaClient.java")]
)
def test_what_a_language_brings_by_itself(
    environment: Mapping[str, str], language: str, source: str
) -> None:
    assert set(found(environment, program(language), str(PROGRAMS / source))["okta"]) == LOGINS


@pytest.mark.parametrize(
    ("language", "source", "variable", "said"),
    [
        ("node", "node_fetch.cjs", "NODE_EXTRA_CA_CERTS", "unable to verify"),
        ("java", "JavaClient.java", "JAVA_TOOL_OPTIONS", "unable to find valid certification path"),
    ],
)
def test_who_is_not_told_of_the_ca_does_not_trust_the_lab(
    environment: Mapping[str, str], language: str, source: str, variable: str, said: str
) -> None:
    unaware = {name: value for name, value in environment.items() if name != variable}

    with pytest.raises(AssertionError, match=said):
        found(unaware, program(language), str(PROGRAMS / source))
